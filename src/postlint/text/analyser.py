"""Sudachi, the one tokenizer for drafts, terms and patterns alike.

Units are those of split mode A, the shortest: 児童虐待防止 is 児童 虐待 防止 whoever writes it, so a term written
by a rule author and the draft are always cut alike, while dictionary words without inner parts (バカガイ, マイク,
シネマ) stay whole. The plugin *IgnoreYomigana* is left out, because it hides bracketed kana: 市長（しね） would
become one token 市長.
"""

from __future__ import annotations

from _thread import get_ident  # threading is the same and costs every start a millisecond
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

# Sudachi takes 49,149 bytes of UTF-8 at once, 65,535 once normalised; ㌍ and its like grow, folded text does not.
_MOST = 12_000  # code points: four bytes each at worst


class Token(NamedTuple):
    """One unit: its span in the analysed text (code points), surface, normalized form, reading, part-of-speech id."""

    start: int
    end: int
    surface: str
    normal: str
    reading: str
    pos: int


@cache
def _dictionary() -> Any:
    from sudachipy import Config, Dictionary

    plugins = [
        {"class": "com.worksap.nlp.sudachi.DefaultInputTextPlugin"},
        {
            "class": "com.worksap.nlp.sudachi.ProlongedSoundMarkPlugin",
            "prolongedSoundMarks": ["ー", "-", "⁓", "〜", "〰"],
            "replacementSymbol": "ー",
        },
    ]
    return Dictionary(Config(system="core", inputTextPlugin=plugins))


@cache
def _tokenizer(thread: int) -> Any:
    """Return the tokenizer of one thread: Sudachi's refuses a second."""
    from sudachipy import SplitMode

    return _dictionary().tokenizer(SplitMode.A)


def tokenize(text: str, *, offset: int = 0) -> Iterator[Token]:
    """Yield the units of `text`: one sentence or line without lone surrogates; longer text is cut where it must be.

    `offset` is where the text begins in the whole, and added to all positions.
    """
    analyser = _tokenizer(get_ident()).tokenize
    for start in range(0, len(text), _MOST):
        at = offset + start
        for m in analyser(text[start : start + _MOST] if start or len(text) > _MOST else text):
            yield Token(
                at + m.begin(),
                at + m.end(),
                m.raw_surface(),
                m.normalized_form(),
                m.reading_form(),
                m.part_of_speech_id(),
            )


def pos_ids(parts: tuple[str, ...]) -> list[int]:
    """Return the ids of all parts of speech that have every one of `parts` among their components, in order."""
    wanted = set(parts)
    return [i for i, names in enumerate(_all_pos()) if wanted <= set(names)]


@cache
def pos(number: int) -> tuple[str, ...]:
    """Return the components of one part of speech."""
    return tuple(_dictionary().pos_of(number))


@cache
def is_name(number: int) -> bool:
    """Tell whether a part of speech is that of proper nouns."""
    return pos(number)[1] == "固有名詞"


def name_key(number: int) -> str:
    """Return the key under which all proper nouns of one part of speech are found, whatever they are."""
    return f"<{number}"


@cache
def _all_pos() -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    while True:
        pos = _dictionary().pos_of(len(found))
        if pos is None:
            return found
        found.append(tuple(pos))


def dictionary_version() -> str:
    """Return the pinned versions that decide findings, as `sudachipy 0.7.0 · core 20261015`."""
    from importlib.metadata import version

    return f"sudachipy {version('sudachipy')} · core {version('sudachidict-core')}"
