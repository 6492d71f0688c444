"""The findings of an audit, one after another or the gravest only, and the piece of a post that shows one.

Records are the plain data that `--format jsonl` prints, each with its `post`; they are streamed, never held.
"""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    Record = Mapping[str, Any]

# What could not be judged comes right after what must not be published: nobody has looked at it yet.
_GRAVITY = {"ng": 4, "undecided": 3, "review": 2, "note": 1}
_LONGEST = 1000  # of a span shown, in code points; a finding on a whole article need not repeat it


class Found(NamedTuple):
    """One finding with the record it stands in."""

    record: Record
    finding: Mapping[str, Any]

    @property
    def post(self) -> Mapping[str, Any]:
        """The post, as the record tells it."""
        return self.record["post"]  # type: ignore[no-any-return]


class Piece(NamedTuple):
    """A post around a span; `match` is empty where the finding is about a fact or about something missing."""

    before: str
    match: str
    after: str
    cut: bool  # whether something of the post is left out


def each(record: Record) -> Iterator[Found]:
    """Yield the findings of a record; a post that could not be judged has one that says why, under no clause."""
    for finding in record["findings"]:
        yield Found(record, finding)
    if record["verdict"] == "undecided":
        yield Found(record, _undecided(record.get("error") or "この投稿は判定できませんでした。"))


def _undecided(why: str) -> dict[str, Any]:
    return {
        "rule": "undecided", "topic": "", "level": "undecided", "clauses": [], "start": None, "end": None, "line": None,
        "column": None, "match": "", "covered": False, "message": why, "repair": "投稿の全文を人が読んで確認してください。",
        "fix": None, "waived": None,
    }  # fmt: skip


def gravest(records: Iterable[Record], limit: int) -> tuple[list[Found], int]:
    """Return the `limit` gravest findings, the latest first among equals, and how many there are in all.

    Accepted exceptions come last. Never more than `limit` records are held.
    """
    heap: list[tuple[tuple[int, str], int, Found]] = []
    number = 0
    for record in records:
        post = record["post"]
        time = str(post.get("posted_at") or post.get("day") or "")
        for found in each(record):
            number += 1
            gravity = 0 if found.finding["waived"] else _GRAVITY[found.finding["level"]]
            # The number is unlike all others, so that findings themselves are never compared.
            item = ((gravity, time), -number, found)
            if len(heap) < limit:
                heapq.heappush(heap, item)
            elif limit > 0 and item > heap[0]:
                heapq.heapreplace(heap, item)
    return [found for _, _, found in sorted(heap, reverse=True)], number


def piece(found: Found, *, around: int) -> Piece:
    """Return the span of a finding with at most `around` code points of the post on each side."""
    text, start, end = found.post["text"], found.finding["start"], found.finding["end"]
    if start is None:
        return Piece("", "", text[: 2 * around] + ("…" if len(text) > 2 * around else ""), len(text) > 2 * around)
    # A span near one end leaves its room to the other side.
    left = max(0, start - around - max(0, end + around - len(text)))
    right = min(len(text), end + around + max(0, around - start))
    match = text[start:end] if end - start <= _LONGEST else text[start : start + _LONGEST]
    cut = "…" if end - start > _LONGEST else ""
    return Piece(
        ("…" if left else "") + text[left:start],
        match,
        cut + text[end:right] + ("…" if right < len(text) else ""),
        bool(left or cut or right < len(text)),
    )


def waiver(finding: Mapping[str, Any]) -> str:
    """Return in words that a finding is an accepted exception, with reason and approver, or ""."""
    waived = finding["waived"]
    if not waived:
        return ""
    known = (("reason", "理由"), ("approver", "承認者"), ("expires", "期限"))
    said = "、".join(f"{word}: {waived[key]}" for key, word in known if waived.get(key))
    return f"例外承認済み（{said}）" if said else "例外承認済み"
