"""What many posts of one account show together, as a city's file asks (`watch`), one module a kind of look.

Each takes records one by one (`add`) and then yields what it found (`found`): account, first and last day, number of
posts, ids of some of them, and the words for the message. Memory grows with accounts and days, never with posts. Replies,
direct messages and planned posts are no part of an account's rhythm.
"""

from __future__ import annotations

from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from postlint.errors import PolicyError
from postlint.located import load
from postlint.model import Clause
from postlint.posts import Pattern, latest_first

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_WORDS = Path(__file__).parent.parent.parent / "data" / "looks.yaml"
_KINDS = ("post", "quote", "poll", "repost")


class Seen(NamedTuple):
    """What a look found in the posts of one account; `values` fill the words of `data/looks.yaml`."""

    account: str
    since: date
    until: date
    number: int
    posts: tuple[str, ...]
    values: Mapping[str, str]


class Look(Protocol):
    """One kind of look."""

    def add(self, record: Mapping[str, Any], account: str, day: date) -> None:
        """Take one record in."""

    def found(self, until: date) -> Iterator[Seen]:
        """Yield what was found, account by account; `until` is the day to which the export reaches."""


class Looks:
    """All looks of a city: each edition of its guideline looks at the posts that were judged by it."""

    def __init__(self, policies: Mapping[str, Mapping[str, Any]]) -> None:
        """Take the policies of the editions that records name, "" for the current one."""
        self._policies = policies
        self._looks: dict[str, list[tuple[Mapping[str, Any], Look]]] = {}
        self._until: date | None = None

    def add(self, record: Mapping[str, Any]) -> None:
        """Take one record in."""
        post = record["post"]
        written = post["posted_at"] or post["day"]
        if not written or post["planned"] or post["kind"] not in _KINDS:
            return
        day = date.fromisoformat(written[:10])
        self._until = max(self._until or day, day)
        for _, look in self._of(record.get("edition", "")):
            look.add(record, post["account"] or post["platform"] or "", day)

    def _of(self, edition: str) -> list[tuple[Mapping[str, Any], Look]]:
        if edition not in self._looks:
            policy = self._policies[edition]
            titles = {entry["id"]: entry["title"] for entry in policy["rules"]}
            self._looks[edition] = [
                (entry, import_module(f"postlint.audit.looks.{entry['look']}").look(entry["with"], titles))
                for entry in policy["watch"]
            ]
        return self._looks[edition]

    def patterns(self) -> Iterator[Pattern]:
        """Yield what was found, in the order of the city file: the current edition comes first, then the latest."""
        if self._until is None:
            return
        words = load(_WORDS.read_text("utf-8"), file=str(_WORDS), error=PolicyError)
        for edition in latest_first(self._looks):
            # What came after its last day is held against nobody under an earlier edition.
            until = min(self._until, date.fromisoformat(edition)) if edition else self._until
            for entry, look in self._looks[edition]:
                text = words[entry["look"]]
                clause = Clause(*entry["clause"])
                for seen in look.found(until):
                    yield Pattern(
                        f"watch.{entry['look']}", text["topic"], _filled(text["title"], seen.values), entry["level"],
                        (clause,), seen.account, seen.since, seen.until, _filled(text["message"], seen.values),
                        _filled(text["repair"], seen.values), seen.posts, seen.number,
                    )  # fmt: skip


def _filled(template: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        template = template.replace("{" + name + "}", value)
    return template


def in_words(day: date) -> str:
    """Write a day as an office does."""
    return f"{day.year}年{day.month}月{day.day}日"
