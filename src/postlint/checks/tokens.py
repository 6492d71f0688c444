"""Ways of speaking: patterns over tokens, with parts of speech and inflections.

Finds the constructions of `postlint.text.pattern`, whose docstring is the language. It deliberately ignores what
crosses the end of a sentence.

    match:
      tokens: ["<名詞> の くせに", "死ぬ<命令形>"]

Known problems: a long chain of kana may be cut otherwise in a draft than in the pattern.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlint.checks import outermost
from postlint.schema import Field, list_of, text
from postlint.text.search import places, search

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postlint.checks import Guard, Setting
    from postlint.model import Hit
    from postlint.text.document import Document

KIND = "tokens"


def _pattern(value: Any) -> dict[str, Any]:
    from postlint.text.pattern import parse
    from postlint.text.program import first, program, required, words

    text(value)
    tree = parse(value)
    code, needed, begins = program(tree), required(tree), first(tree)
    return {
        "code": code,
        "keys": None if needed is None else words(needed),
        "begins": None if begins is None or code[0][0] != "s" else words(begins),
    }


FIELDS = {"tokens": Field(list_of(_pattern), required=True, help="patterns over tokens")}


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return the patterns as programs."""
    return {"patterns": fields["tokens"]}


def guards(spec: Mapping[str, Any]) -> list[Guard | None]:
    """Return, for each pattern, keys one of which every match contains, or None."""
    return [None if pattern["keys"] is None else (sorted(pattern["keys"]), []) for pattern in spec["patterns"]]


def find(spec: Mapping[str, Any], document: Document, live: Mapping[int, list[int]] | None = None) -> Iterator[Hit]:
    """Yield the matches of all patterns in text order, without those inside another.

    `live` names the patterns worth trying, with the tokens one of which each match contains.
    """
    live = _all(spec, document) if live is None else live
    spans = {
        (document.tokens[first].start, document.tokens[last - 1].end)
        for i, marks in live.items()
        for first, last in search(
            spec["patterns"][i]["code"], document, marks=marks, begins=spec["patterns"][i]["begins"]
        )
    }
    yield from outermost(spans, document)


def _all(spec: Mapping[str, Any], document: Document) -> dict[int, list[int]]:
    """Return every pattern that the draft could match, with its marks, where no index has told."""
    needs = [pattern.get("keys") for pattern in spec["patterns"]]
    marks = {i: [] if needed is None else places(needed, document) for i, needed in enumerate(needs)}
    return {i: found for i, found in marks.items() if found or needs[i] is None}
