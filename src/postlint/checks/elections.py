"""Posts that go out while an election is on, by the calendar in the city file.

`find: period` finds the fact itself (no span) between the day of announcement and polling day, for rules that
combine it with words; `find: candidate` finds the name of a candidate of that election, with or without a blank, and
the family name before 候補. A post that names all candidates of an election treats them alike and is left in peace.

    # city file
    elections:
      - {name: 市長選挙, announced: 2026-11-22, polling: 2026-11-29, candidates: [例示 太郎]}
    # rule
    check: elections
    find: candidate

Without a calendar nothing is found. Known problems: a candidate who signs as an official (市長 …) is found too.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from postlint.checks import hit
from postlint.errors import Unjudged
from postlint.model import Hit
from postlint.schema import Field, choice

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postlint.checks import Guard, Setting
    from postlint.text.document import Document

KIND = "elections"

FIELDS = {"find": Field(choice("period", "candidate"), required=True, help="the time itself, or a name on the list")}


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return the city's elections with each candidate's ways of being named."""
    listed = setting.city.get("elections") or []
    elections = [
        [e["name"], e["announced"], e["polling"], [_names(candidate) for candidate in e.get("candidates", ())]]
        for e in listed
    ]
    return {"find": fields["find"], "elections": elections}


def _names(candidate: str) -> list[str]:
    from postlint.text.fold import fold

    parts = fold(candidate).text.split()
    written = [" ".join(parts), "".join(parts)]
    return list(dict.fromkeys([*written, parts[0] + "候補"] if len(parts) > 1 else written))


def guard(spec: Mapping[str, Any]) -> Guard | None:
    """Return the names, and for an empty calendar what no text holds; None for a time, which has no words."""
    if spec["find"] == "period" and spec["elections"]:
        return None
    names = [name for *_, candidates in spec["elections"] for names in candidates for name in names]
    return [], names or ["\0\0"]


def find(spec: Mapping[str, Any], document: Document) -> Iterator[Hit]:
    """Yield hits of the elections that are on. Raises Unjudged when there is a calendar and the day is unknown."""
    if not spec["elections"]:
        return
    today = document.today
    if today is None:
        raise Unjudged("scheduled_at")
    for name, announced, polling, candidates in spec["elections"]:
        if not date.fromisoformat(announced) <= today <= date.fromisoformat(polling):
            continue
        if spec["find"] == "period":
            yield Hit(None, None, name, {"election": name})
        else:
            yield from _named(name, candidates, document)


def _named(election: str, candidates: list[list[str]], document: Document) -> Iterator[Hit]:
    body = document.text
    spans = [next(((body.find(n), len(n)) for n in names if n in body), None) for names in candidates]
    if len(spans) > 1 and all(spans):
        return
    for at, length in sorted(span for span in spans if span):
        yield hit(document, at, at + length, {"election": election})
