"""Ways of speaking: patterns over tokens, with parts of speech and inflections.

Finds the constructions of `postlint.text.pattern`, whose docstring is the language. It deliberately ignores what
crosses the end of a sentence.

    match:
      tokens: ["<名詞> の くせに", "死ぬ<命令形>"]

Known problems: a long chain of kana may be cut otherwise in a draft than in the pattern.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from postlint.checks import Needs, outermost
from postlint.schema import Field, list_of, text
from postlint.text.search import places, search

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postlint.checks import Setting
    from postlint.model import Hit
    from postlint.text.document import Document

KIND = "tokens"


def alternatives(value: Any) -> list[dict[str, Any]]:
    """Return the alternatives of a pattern, each as a program. Raises SchemaError."""
    from postlint.text.pattern import Choice, parse

    text(value)
    tree = parse(value)
    # Each alternative by itself, so that a draft wakes only those whose words it has.
    return [_compiled(part) for part in (tree.parts if isinstance(tree, Choice) else (tree,))]


def _compiled(tree: Any) -> dict[str, Any]:
    from postlint.text.program import first, needs, program, words

    code, begins = program(tree), first(tree)
    return {
        "code": code,
        "needs": [words(keys) for keys in needs(tree)],
        "begins": None if begins is None or code[0][0] != "s" else words(begins),
    }


FIELDS = {"tokens": Field(list_of(alternatives), required=True, help="patterns over tokens")}


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return the patterns as programs."""
    return {"patterns": [*chain.from_iterable(fields["tokens"])]}


def guards(spec: Mapping[str, Any]) -> list[Needs]:
    """Return, for each pattern, the groups of keys of which every match contains one each, in their order."""
    return [Needs([sorted(keys) for keys in pattern["needs"]], []) for pattern in spec["patterns"]]


def find(
    spec: Mapping[str, Any], document: Document, live: Mapping[int, list[list[int]]] | None = None
) -> Iterator[Hit]:
    """Yield the matches of all patterns in text order, without those inside another.

    `live` names the patterns worth trying, each with the tokens that meet its needs, one list a need.
    """
    live = _all(spec, document) if live is None else live
    spans = {
        (document.tokens[first].start, document.tokens[last - 1].end)
        for i, needed in live.items()
        for first, last in search(
            spec["patterns"][i]["code"], document, needs=needed, begins=spec["patterns"][i]["begins"]
        )
    }
    yield from outermost(spans, document)


def _all(spec: Mapping[str, Any], document: Document) -> dict[int, list[list[int]]]:
    """Return every pattern that the draft could match, with what meets its needs, where no index has told."""
    live = {}
    for i, pattern in enumerate(spec["patterns"]):
        found = []
        for keys in pattern.get("needs", ()):
            found.append(places(keys, document))
            if not found[-1]:
                break
        else:
            live[i] = found
    return live
