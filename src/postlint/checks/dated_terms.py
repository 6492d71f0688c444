"""Words that are valid from one day to another, judged by the day of the post: 避難勧告 until 19 May 2021.

Finds, as `find` says, terms whose last day is over (`abolished`) or whose first day is yet to come (`premature`).
The table stands in the rule, each line with its source; a line whose day is not certain says `sure: false` and is
kept for the record only. It knows nothing of history or quotation: contexts do.

    check: dated-terms
    find: abolished
    terms: [{term: 避難勧告, until: 2021-05-19, instead: 避難指示, source: 令和3年法律第30号}]
    inside: [避難勧告等に関するガイドライン]      # longer names in which the term is no use of it

Known problems: days are Japan's; what changed at noon counts from the next day where the table says so.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from postlint.checks import hit
from postlint.errors import Unjudged
from postlint.model import Hit
from postlint.schema import Field, SchemaError, boolean, choice, day, list_of, mapping, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postlint.checks import Guard, Setting
    from postlint.text.document import Document

KIND = "dated-terms"


_TERM = {
    "term": Field(text, required=True, help="the word, as folded text has it"),
    "from": Field(day, help="the first day on which it is right"),
    "until": Field(day, help="the last day on which it is right"),
    "instead": Field(text, required=True, help="the word that is right on the other side of that day"),
    "source": Field(text, required=True, help="who says so"),
    "sure": Field(boolean, help="false: the day is not certain, and the line is not enforced"),
}

FIELDS = {
    "find": Field(choice("abolished", "premature"), required=True, help="which side of its days"),
    "terms": Field(list_of(mapping(_TERM, what="terms")), required=True, help="words with their days and sources"),
    "inside": Field(list_of(text), help="longer words in which a term is not meant"),
}


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return the certain lines that have the day in question, and the longer words."""
    from postlint.text.fold import fold

    key = "until" if fields["find"] == "abolished" else "from"
    terms = [
        [fold(line["term"]).text, line[key], line["instead"]]
        for line in fields["terms"]
        if key in line and line.get("sure", True)
    ]
    if not terms:
        raise SchemaError("期限のある語がありません")
    inside = [fold(word).text for word in fields.get("inside", ())]
    return {"find": fields["find"], "terms": terms, "inside": inside}


def guard(spec: Mapping[str, Any]) -> Guard:
    """Return the terms."""
    return [], [term for term, _, _ in spec["terms"]]


def find(spec: Mapping[str, Any], document: Document) -> Iterator[Hit]:
    """Yield the terms out of their days in text order. Raises Unjudged when there are some and the day is unknown."""
    spans = sorted(_spans(spec, document.text), key=lambda span: (span[0], -span[1]))
    reached = 0
    for start, end, line in spans:
        if end <= reached:
            continue
        reached = end
        if line is None:
            continue
        today = document.in_force
        if today is None:
            raise Unjudged("scheduled_at")
        _, limit, instead = line
        last = date.fromisoformat(limit)
        if today > last if spec["find"] == "abolished" else today < last:
            values = {"instead": instead, "day": f"{last.year}年{last.month}月{last.day}日"}
            yield hit(document, start, end, values)


def _spans(spec: Mapping[str, Any], body: str) -> Iterator[tuple[int, int, Any]]:
    for word, line in [(line[0], line) for line in spec["terms"]] + [(word, None) for word in spec["inside"]]:
        at = body.find(word)
        while at >= 0:
            yield at, at + len(word), line
            at = body.find(word, at + len(word))
