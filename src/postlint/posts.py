"""The nouns of an audit: posts with a past, what could not be read, and what many posts show together.

They stand beside `model`, apart from it so that a plain `check` does not load them.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from postlint.model import Clause, Draft, Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Post(NamedTuple):
    """A draft with a past: something a city published, or (`planned`) handed to a scheduler, as an export tells it.

    The draft's `id` is the platform's own id where there is one and else the place, its `path` names the file and the
    member of the archive, its `scheduled_at` is when it went out, in Japan time, None where the export gives only the
    day or nothing. `text` is what readers saw: HTML entities resolved, short links of the platform expanded.
    """

    draft: Draft
    place: str = ""  # where it stands, for people: `archive.zip!data/tweets.js: 12件目`, `posts.csv:48`
    account: str = ""  # handle or name of the account, as the export names it; empty where it does not
    url: str = ""  # the post's own page, empty where the export does not tell
    day: date | None = None  # the day in Japan, also where the hour is unknown
    planned: bool = False
    times_edited: int = 0


class Unread(NamedTuple):
    """Something in an export that could not be read: counted and shown, and the run ends with exit 2."""

    place: str
    what: str
    hint: str = ""


class Skipped(NamedTuple):
    """Something left out on purpose and only counted: a citizen's message, a picture without a word."""

    why: str
    number: int = 1


class Remark(NamedTuple):
    """Something a reader noticed that changes nothing: a column it does not know, an encoding it had to guess."""

    place: str
    what: str


Item = Post | Unread | Skipped | Remark


class Pattern(NamedTuple):
    """What many posts of one account show together, under the clause they breach: a rhythm, a burst, a silence.

    `since` and `until` are the first and last day concerned (Japan), `posts` the ids of posts that show it, at most 50
    of them, `number` how many there are in all.
    """

    rule: str
    topic: str
    title: str
    level: Level
    clauses: tuple[Clause, ...]
    account: str
    since: date | None
    until: date | None
    message: str
    repair: str
    posts: tuple[str, ...] = ()
    number: int = 0


class Tally(NamedTuple):
    """One row of a summary: how many posts, and how many of them with each verdict."""

    posts: int = 0
    ng: int = 0
    review: int = 0
    undecided: int = 0


class Counted(NamedTuple):
    """A rule, clause or question with the number of findings and of posts that have one, by level."""

    key: str
    title: str
    findings: int
    posts: int
    ng: int = 0
    review: int = 0
    note: int = 0


def clause_key(id_: str, edition: str) -> str:
    """Return what a clause is counted under: its id, and the last day of its edition where that is not the current one."""
    return f"{id_}@{edition}" if edition else id_


def latest_first(editions: Iterable[str]) -> list[str]:
    """Return editions by their last day, the current one, which has none, first."""
    return sorted(editions, key=lambda edition: (not edition, edition), reverse=True)


class Summary(NamedTuple):
    """An audit in figures. Days and hours are those of Japan; posts without a time are in no chart of times."""

    city: str
    city_name: str
    guideline: str  # its title, and those of earlier editions that posts were judged by
    accounts: Mapping[str, Tally]
    months: Mapping[str, Tally]  # "2026-11" → …, without gaps, oldest first
    hours: Mapping[tuple[int, int], Tally]  # (weekday 0 = Monday, hour) → …
    total: Tally
    since: datetime | None
    until: datetime | None
    clauses: tuple[Counted, ...]  # those with findings, most posts first; key = clause_key, title = cite and text
    rules: tuple[Counted, ...]
    questions: tuple[Counted, ...]  # what only people know, asked once: key = clause_key, title = the question
    unknown_facts: tuple[Counted, ...]  # facts an export does not tell (key) that rules needed: title names the rules
    patterns: tuple[Pattern, ...]
    unread: tuple[Unread, ...]  # at most 1,000 of them
    unread_count: int
    planned: int = 0
    skipped: tuple[Skipped, ...] = ()
    remarks: tuple[Remark, ...] = ()
