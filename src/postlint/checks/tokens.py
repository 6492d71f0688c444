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

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from postlint.checks import Guard, Setting
    from postlint.model import Hit
    from postlint.text.document import Document

KIND = "tokens"


def _pattern(value: Any) -> dict[str, Any]:
    from postlint.text.pattern import first, parse, program, required, words

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


def find(spec: Mapping[str, Any], document: Document, live: Iterable[int] | None = None) -> Iterator[Hit]:
    """Yield the matches of all patterns in text order, without those inside another."""
    from postlint.text.search import search

    patterns = spec["patterns"]
    spans = {
        (document.tokens[first].start, document.tokens[last - 1].end)
        for pattern in (patterns if live is None else [patterns[i] for i in live])
        for first, last in search(pattern["code"], document, keys=pattern.get("keys"), begins=pattern["begins"])
    }
    yield from outermost(spans, document)
