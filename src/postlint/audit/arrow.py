"""Arrow record batches of posts → record batches of findings and verdicts: the engine for Dask, Spark, Ray and the like.

Each function takes one batch and returns one, keeps nothing between batches but the compiled policies, and gives a post
the findings that `postlint audit` gives it, however posts are parted into batches. So a cluster only maps it:

    client.map(judge_batch, batches, city="ishinomaki")     # Dask distributed; for Spark, DataFrame.mapInArrow

Positions are half-open code-point offsets into the text. Moments are read as Japan time; a string without an offset is
Japan time. Posts are judged as of their own day. What many posts show together (posting hours, repeats) is not looked at.
pyarrow comes with `pip install 'postlint[cluster]'`; nothing else of postlint imports it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa

from postlint.audit.arrow_rows import SCHEMA_IN, rows
from postlint.audit.judge import Judge, Options
from postlint.errors import InputError
from postlint.facts import WORDLESS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postlint.audit.arrow_rows import Row
    from postlint.audit.judge import Record

__all__ = ["SCHEMA_IN", "SCHEMA_OUT", "SCHEMA_VERDICTS", "Judged", "findings_and_verdicts", "judge_batch", "verdicts"]

# One row a finding. `level` is ng, review or note; it is `undecided` in the one row of a post that could not be judged,
# whose `message` says why. `clauses` are ids, the closest first, `cite` is how the guideline prints the closest. A finding
# about a fact has no `start` and `end`, and its `match` names the fact (`kind=reply`). `edition` is the last day (2027-03-31)
# of the guideline's edition that was in force, null for the current one.
SCHEMA_OUT = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("city", pa.string(), nullable=False),
        ("rule", pa.string()),
        ("topic", pa.string()),
        pa.field("level", pa.string(), nullable=False),
        ("clauses", pa.list_(pa.string())),
        ("cite", pa.string()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("match", pa.string()),
        pa.field("message", pa.string(), nullable=False),
        ("repair", pa.string()),
        ("edition", pa.string()),
    ]
)
_COUNTS = ("ng", "review", "note", "not_judged", "unknown", "asked")
# One row a post, in the order of the batch. `verdict` is ok, review, ng or undecided, with the reason in `error`. Then how
# many findings of each level; rules that lacked a fact the post could tell; rules that rest on what only the city knows
# (approval, consent, who spoke); clauses that ask a person.
SCHEMA_VERDICTS = pa.schema(
    [
        *(pa.field(name, pa.string(), nullable=False) for name in ("id", "city", "verdict")),
        *(pa.field(name, pa.int32(), nullable=False) for name in _COUNTS),
        ("error", pa.string()),
        ("edition", pa.string()),
    ]
)

_CITIES = 32  # policies a process holds at once, some 20 MB each; one is loaded again in some 20 ms


class Judged(NamedTuple):
    """What one batch came to: rows of SCHEMA_OUT and rows of SCHEMA_VERDICTS."""

    findings: pa.RecordBatch
    verdicts: pa.RecordBatch


def judge_batch(batch: pa.RecordBatch, *, city: str | None = None, show_personal: bool = False) -> pa.RecordBatch:
    """Return the findings of a batch of posts, as rows of SCHEMA_OUT in the order of the posts.

    `batch` has the columns `id` and `text`, and any others of SCHEMA_IN. `city` is that of posts whose own `city` is null
    or missing. A post without a finding has no row; one that could not be judged has one, with the level `undecided`, and
    so has one without a word, unless it is a like or another act that needs none. Personal data in `match`, `message` and
    `repair` are masked, as long as they were, unless `show_personal`.

    Raises InputError, with the row from 1 and the post's id, for a column that is missing or of another type, a value that
    is no fact's, and a city without a guideline; PolicyError for a broken rule file. Rules are read once a process:
    restart the workers when they change.
    """
    return findings_and_verdicts(batch, city=city, show_personal=show_personal).findings


def verdicts(batch: pa.RecordBatch, *, city: str | None = None) -> pa.RecordBatch:
    """Return the verdict of every post of a batch, as rows of SCHEMA_VERDICTS; otherwise like `judge_batch`."""
    return findings_and_verdicts(batch, city=city).verdicts


def findings_and_verdicts(batch: pa.RecordBatch, *, city: str | None = None, show_personal: bool = False) -> Judged:
    """Return both for one judgement, which is nearly all of the time; otherwise like `judge_batch`."""
    records = _records(list(rows(batch, city=city)), show_personal=show_personal)
    return Judged(
        pa.RecordBatch.from_pylist([row for record in records for row in _findings(record)], schema=SCHEMA_OUT),
        pa.RecordBatch.from_pylist([_verdict(record) for record in records], schema=SCHEMA_VERDICTS),
    )


def _records(posts: list[Row], *, show_personal: bool) -> list[Record]:
    """Judge the posts city by city, so that a batch of many cities loads each policy once; keep their order."""
    records: list[Any] = [None] * len(posts)
    for number in sorted(range(len(posts)), key=lambda number: posts[number].city):
        records[number] = _record(posts[number], show_personal=show_personal)
    return records


def _record(row: Row, *, show_personal: bool) -> Record:
    try:
        judge = _judge(row.city, show_personal)
    except InputError as fault:
        what = f"id {row.post.draft.id} の city: {fault.what}"
        raise InputError(what, place=row.place, hint=fault.hint) from None
    draft = row.post.draft
    if not draft.text.strip() and draft.kind not in WORDLESS:
        return {
            "id": draft.id, "city": row.city, "verdict": "undecided", "findings": [], "not_judged": [], "unknown": [],
            "asked": [], "error": "本文がありません",
        }  # fmt: skip
    return judge(row.post)


@lru_cache(maxsize=_CITIES)
def _judge(city: str, show_personal: bool) -> Judge:  # noqa: FBT001 - a key of the cache
    return Judge(Options(city, show_personal=show_personal))


def _findings(record: Record) -> Iterator[Record]:
    whose = {"id": record["id"], "city": record["city"], "edition": record.get("edition")}
    if record["verdict"] == "undecided":
        yield {**whose, "level": "undecided", "message": record["error"]}
    for finding in record["findings"]:
        clauses = [clause["id"] for clause in finding["clauses"]]
        # from_pylist takes what the schema names and leaves the rest.
        yield {**whose, **finding, "clauses": clauses, "cite": finding["clauses"][0]["cite"]}


def _verdict(record: Record) -> Record:
    levels = [finding["level"] for finding in record["findings"]]
    return {
        **{name: record[name] for name in ("id", "city", "verdict")},
        **{level: levels.count(level) for level in ("ng", "review", "note")},
        "not_judged": len({rule["rule"] for rule in record["not_judged"]}),
        "unknown": len({rule for rule, _ in record["unknown"]}),
        "asked": len(record["asked"]),
        "error": record.get("error"),
        "edition": record.get("edition"),
    }
