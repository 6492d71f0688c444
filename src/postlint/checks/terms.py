"""Words and phrases, whatever their inflection, width or kana.

Finds sequences of normalized forms. A noun is found by its reading too where the draft writes it in kana, because
Sudachi does not unify 馬鹿, バカ and ばか. It ignores substrings of other words (マイク is no 幾) and knows nothing
of negation or quotation: contexts do.

    match:
      terms: [馬鹿, 頭が悪い]

Known problems: kana cut by the analyser in an unexpected way (しねよ) is missed; write a `tokens` or `regex` rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlint.checks import Needs, hit
from postlint.model import Hit
from postlint.schema import Field, SchemaError, list_of, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from postlint.checks import Setting
    from postlint.text.document import Document

KIND = "terms"


def _term(value: Any) -> list[list[str]]:
    from postlint.text.analyser import pos_ids, tokenize
    from postlint.text.fold import fold

    inflected = {*pos_ids(("動詞",)), *pos_ids(("形容詞",)), *pos_ids(("助動詞",)), *pos_ids(("助詞",))}
    units = [t for t in tokenize(fold(text(value)).text) if not t.surface.isspace()]
    if not any(char.isalnum() for char in value):
        raise SchemaError(f"語ではありません: {value}", place=value.place, hint="記号は regex で書きます")
    return [[t.normal] if t.pos in inflected or len(t.reading) < 2 else [t.normal, "/" + t.reading] for t in units]


FIELDS = {"terms": Field(list_of(_term), required=True, help="words or phrases in any form")}


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return the terms as sequences of alternative keys of `Document.words`."""
    return {"terms": fields["terms"]}


def guards(spec: Mapping[str, Any]) -> Iterator[Needs]:
    """Return, for each term, the keys of its words: one in the index, since a term may cross the end of a sentence."""
    from postlint.text.common import share_of_words

    for term in spec["terms"]:
        rarest, *others = sorted(term, key=share_of_words)
        yield Needs([rarest], [], tuple(others))


def find(spec: Mapping[str, Any], document: Document, live: Iterable[int] | None = None) -> Iterator[Hit]:
    """Yield the longest hits from left to right, none overlapping."""
    terms = spec["terms"]
    spans = sorted(
        _spans(terms if live is None else [terms[i] for i in live], document), key=lambda span: (span[0], -span[1])
    )
    reached = 0
    for first, last in spans:
        if first < reached:
            continue
        reached = last
        yield hit(document, document.tokens[first].start, document.tokens[last - 1].end)


def _spans(terms: list[list[list[str]]], document: Document) -> Iterator[tuple[int, int]]:
    keys = document.keys
    for term in terms:
        for head in term[0]:
            for at in document.words.get(head, ()):
                end = at + len(term)
                if end <= len(keys) and all(set(unit) & set(keys[at + i]) for i, unit in enumerate(term)):
                    yield at, end
