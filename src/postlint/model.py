"""The nouns of postlint, as frozen data without logic.

Positions are half-open code-point offsets into the draft's text as decoded; every output
format converts them at its own edge. They are named tuples, since nine frozen dataclasses
would cost 6 ms of every start.
"""

# No `from __future__ import annotations`: named tuples would compile each annotation from text, for 0.5 ms.

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

Level = Literal["ng", "review", "note"]
Verdict = Literal["ok", "review", "ng", "undecided"]

LEVELS: tuple[Level, ...] = ("note", "review", "ng")  # lightest first

PLATFORMS = ("x", "facebook", "instagram", "line", "youtube", "threads", "bluesky", "mastodon")
KINDS = ("post", "reply", "repost", "quote", "dm", "poll", "pin", "follow", "like", "delete")
ACCOUNTS = ("official", "section", "designated-manager", "contractor", "commissioned", "private")
EXEMPTIONS = ("already-published", "established-fact", "statutory-procedure")


class Media(NamedTuple):
    """A picture or film that goes out with the post; None is *unknown*, not no."""

    file: str
    alt: str | None = None
    rights: str | None = None
    consent: str | None = None
    screen_checked: bool | None = None


class Draft(NamedTuple):
    """The text to be published plus its facts. A fact that is None is *unknown*, not no.

    `scheduled_at` always carries a zone; one written without an offset was read as Asia/Tokyo.
    `line_offset` counts the lines before the text (front matter), so that messages can name lines of the file; `head` is
    those lines as decoded, for formats that count from the beginning of the file.
    """

    text: str
    id: str = ""
    path: str = ""
    line_offset: int = 0
    head: str = ""
    city: str | None = None
    platform: str | None = None
    kind: str = "post"
    account: str | None = None
    scheduled_at: datetime | None = None
    emergency: bool | None = None
    drill: bool | None = None
    approved: bool | None = None
    approved_by: str | None = None
    second_checker: str | None = None
    exemption: str | None = None
    media: tuple[Media, ...] | None = None
    reason: str | None = None
    confirmed: tuple[str, ...] = ()
    waivers: tuple[Mapping[str, Any], ...] = ()
    notes: tuple[str, ...] = ()  # what reading it had to assume, said in the output (decoded as CP932 …)


class Clause(NamedTuple):
    """One numbered sentence or list item of a guideline; `cite` as the document prints it, `text` verbatim."""

    id: str
    cite: str
    text: str
    guideline: str


class Fix(NamedTuple):
    """A replacement of one span of the draft that cannot change its meaning."""

    start: int
    end: int
    text: str


class Hit(NamedTuple):
    """What a check found: a span of the draft, or (start and end None) a fact named in `match`.

    `values` fill the placeholders of the rule's message and repair.
    """

    start: int | None
    end: int | None
    match: str
    values: Mapping[str, str] = MappingProxyType({})
    fix: Fix | None = None


class Finding(NamedTuple):
    """A rule that fired on a span of a draft, with its level and every clause it breaches, the closest first."""

    rule: str
    topic: str
    title: str
    level: Level
    clauses: tuple[Clause, ...]
    start: int | None
    end: int | None
    line: int | None
    column: int | None
    match: str
    message: str
    repair: str
    fix: Fix | None = None
    waived: Mapping[str, Any] | None = None
    covered: bool = False  # `match` shows ○ and * in place of somebody's personal data
    waivable: bool = True  # False: no approval makes it fit to be published


class Cover(NamedTuple):
    """A span of the draft with somebody's personal data, and what is shown in its place, which is as long."""

    start: int
    end: int
    shown: str


class Question(NamedTuple):
    """One thing only a person can answer, from a clause; `confirmed` when the draft's facts answer it."""

    clause: Clause
    question: str
    confirmed: bool


class NotJudged(NamedTuple):
    """A rule that could not run because the draft does not state the fact it needs."""

    rule: str
    title: str
    needs: str
    clauses: tuple[Clause, ...]


class Report(NamedTuple):
    """The judgement of one draft under one city's guideline."""

    draft: Draft
    city: str
    city_name: str
    verdict: Verdict
    findings: tuple[Finding, ...]
    checklist: tuple[Question, ...]
    not_judged: tuple[NotJudged, ...]
    undecided: str = ""  # why nothing could be judged
    covers: tuple[Cover, ...] = ()  # what is not to be printed, once personal data were found
    known: int = 0  # findings left out because a baseline knows them
    undecided_at: int = 1  # the line of the file where it showed that nothing could be judged
    edition: str = ""  # the last day of the guideline's edition (2027-03-31) where it is not the current one
