"""The table of phrases: what municipalities write, and what it means for a draft."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from postlint import schema
from postlint.errors import PolicyError
from postlint.guideline.lines import squeeze
from postlint.located import load
from postlint.schema import Field, SchemaError

_FILE = Path(__file__).parent.parent / "data" / "guideline-phrases.yaml"


class Scope(NamedTuple):
    """What clauses are about that bind no post; `over` ones win over every phrase, `after` ones over none."""

    id: str
    reason: str
    near: re.Pattern[str] | None
    text: re.Pattern[str] | None
    over: bool
    after: bool


class Phrase(NamedTuple):
    """A phrase and what a clause that holds it asks; `enforce` and `ask` are as a city file writes them."""

    id: str
    text: re.Pattern[str]
    heading: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    only: bool
    strong: bool
    confidence: str
    enforce: list[Any]
    ask: list[Any]
    not_checked: str


class Table(NamedTuple):
    """The whole table."""

    scopes: tuple[Scope, ...]
    posting: re.Pattern[str]
    phrases: tuple[Phrase, ...]
    binding: re.Pattern[str]
    forbidden: re.Pattern[str]
    allowed: re.Pattern[str]


def folded(text: str) -> str:
    """Return `text` as patterns are matched: NFKC, without blanks."""
    return squeeze(unicodedata.normalize("NFKC", text)).replace("〜", "~")


def _pattern(value: Any) -> re.Pattern[str]:
    try:
        return re.compile(squeeze(schema.text(value)))  # a folded scalar joins its lines with blanks
    except re.error as fault:
        raise SchemaError(f"正規表現として読めません: {fault}", place=schema.place_of(value)) from None


def _as_written(value: Any) -> Any:
    return value


_SCOPE = {
    "id": Field(schema.text, required=True),
    "reason": Field(schema.text, required=True),
    "near": Field(_pattern),
    "text": Field(_pattern),
    "over": Field(schema.boolean),
    "after": Field(schema.boolean),
}
_PHRASE = {
    "id": Field(schema.text, required=True),
    "text": Field(_pattern, required=True),
    "heading": Field(_pattern),
    "unless": Field(_pattern),
    "only": Field(schema.boolean),
    "strong": Field(schema.boolean),
    "confidence": Field(schema.choice("high", "medium", "low"), required=True),
    "enforce": Field(_as_written),
    "ask": Field(_as_written),
    "not_checked": Field(schema.text),
}
_TABLE = {
    "scopes": Field(schema.list_of(schema.mapping(_SCOPE, what="scopes")), required=True),
    "posting": Field(_pattern, required=True),
    "phrases": Field(schema.list_of(schema.mapping(_PHRASE, what="phrases")), required=True),
    "lists": Field(
        schema.mapping(
            {
                "binding": Field(_pattern, required=True),
                "forbidden": Field(_pattern, required=True),
                "allowed": Field(_pattern, required=True),
            }
        ),
        required=True,
    ),
}


@cache
def table() -> Table:
    """Read the table. Raises PolicyError for a broken one."""
    try:
        f = schema.mapping(_TABLE)(load(_FILE.read_text("utf-8"), file=str(_FILE), error=PolicyError))
    except SchemaError as fault:
        raise schema.reraise(fault, PolicyError) from None
    scopes = tuple(
        Scope(s["id"], s["reason"], s.get("near"), s.get("text"), s.get("over", False), s.get("after", False))
        for s in f["scopes"]
    )
    phrases = tuple(
        Phrase(
            p["id"], p["text"], p.get("heading"), p.get("unless"), p.get("only", False), p.get("strong", False),
            p["confidence"], list(p.get("enforce", ())), list(p.get("ask", ())), p.get("not_checked", ""),
        )
        for p in f["phrases"]
    )  # fmt: skip
    return Table(scopes, f["posting"], phrases, f["lists"]["binding"], f["lists"]["forbidden"], f["lists"]["allowed"])
