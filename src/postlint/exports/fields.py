"""The fields of a record or a row → a post, for exports whose names of columns are not a platform's own.

A field is a fact of drafts, or one of those only a past post has: `id`, `text`, `posted_at`, `clock` (the hour, where
it has a column of its own), `url`, and `handle`, the name of the account, since the fact `account` says who speaks.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from postlint.errors import InputError, did_you_mean
from postlint.exports.times import of_day, of_written
from postlint.facts import FACTS, WORDLESS, moment
from postlint.located import Listing, Text, load
from postlint.model import Draft
from postlint.posts import Post, Skipped, Unread
from postlint.schema import Field, SchemaError, text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

_MONTH_FIRST = re.compile(r"\s*[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}")
_DAMAGED_ID = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+[0-9]+")
_CLOCK = re.compile("[0-9][:時]")
_LISTS = ("media", "confirmed")
_MARKS = re.compile(r"[\s_\-・]+")


class When(NamedTuple):
    """A time as far as it is told: the moment, or only its day in Japan."""

    moment: datetime | None = None
    day: date | None = None


def _when(value: Any) -> When:
    """Parse a moment as drafts write it, or as Japanese tables do: `2026/3/5 10:00`; a day alone is only that."""
    try:
        found = moment(value)
    except SchemaError as fault:
        if not isinstance(value, str):
            raise
        if _MONTH_FIRST.match(value):  # 03/04/2026 is two days
            hint = "年・月・日の順に書いてください（例: 2026/11/21 10:00）"
            raise SchemaError(f"日時として読めません: {value}", hint=hint) from None
        written, day = of_written(value), of_day(value)
        if written is None and (day is None or _CLOCK.search(value)):
            raise fault from None
        return When(written, day)
    return When(found, found.date())


def _plain(value: Any) -> str:
    if isinstance(value, str):
        return str(value)
    raise SchemaError("ここには文字列を書いてください")


FIELDS: Mapping[str, Field] = {
    **FACTS,
    "scheduled_at": Field(_when, help="予約した日時"),
    "posted_at": Field(_when, help="投稿した日時"),
    "clock": Field(text, help="投稿した時刻"),
    "id": Field(text, help="投稿のid"),
    "text": Field(_plain, help="本文"),
    "url": Field(text, help="投稿のページ"),
    "handle": Field(text, help="アカウントの名"),
}


def folded(name: str) -> str:
    """Return a heading or a word as it is compared: width, case, blanks and hyphens make no difference."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", name).casefold())


@cache
def _known() -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Return folded heading → field, and for some fields folded word → value."""
    written = files("postlint") / "data" / "columns.yaml"
    data = load(written.read_text("utf-8"), file=str(written), error=InputError)
    headings = {folded(name): name for name in FIELDS}
    for field, names in data["headings"].items():
        for name in names:
            headings.setdefault(folded(name), str(field))
    values = {
        str(field): {folded(word): str(value) for value, words in meanings.items() for word in [value, *words]}
        for field, meanings in data["values"].items()
    }
    return headings, values


def field_of(heading: str) -> str | None:
    """Return the field that a heading or key names."""
    return _known()[0].get(folded(heading))


def check_columns(columns: Mapping[str, str]) -> None:
    """Raise InputError where the user maps a column to something that is no field."""
    for field in columns:
        if field not in FIELDS:
            raise InputError(f"列を割り当てられない項目です: {field}", hint=did_you_mean(field, FIELDS))


def build(
    stated: Mapping[str, Any], *, path: str, where: str, labels: Mapping[str, str], account: str
) -> Post | Unread | Skipped:
    """Return the post that located values by field make, Unread where one of them is wrong, Skipped without a word.

    `path` and `where` become the draft's path and the post's place, `labels` name the fields in messages, and
    `account` is the name of the account where the record has none.
    """
    given = {name: _meant(name, value) for name, value in stated.items() if not _blank(value)}
    if isinstance(clock := given.pop("clock", None), Text):
        for name in ("posted_at", "scheduled_at"):
            if isinstance(day := given.get(name), Text) and not _CLOCK.search(day):
                given[name] = Text(f"{day} {clock}", day.place)
    parsed: dict[str, Any] = {}
    for name, value in given.items():
        try:
            parsed[name] = FIELDS[name].parse(value)
        except SchemaError as fault:
            hint = fault.hint
            if name == "account":
                hint = f"アカウントの名の列なら、見出しを handle にしてください。{hint}"
            return Unread(where, f"{labels.get(name, name)}: {fault.what}", hint)
    body = parsed.pop("text", "")
    if not body.strip() and parsed.get("kind", "post") not in WORDLESS:
        return Skipped("文字のない投稿")
    posted, planned = parsed.pop("posted_at", When()), parsed.pop("scheduled_at", When())
    past = posted != When()
    when = posted if past else planned
    id_, handle, url = parsed.pop("id", ""), parsed.pop("handle", account), parsed.pop("url", "")
    if _DAMAGED_ID.fullmatch(id_):  # Excel rounded it, so that several posts would share it
        id_ = ""
    draft = Draft(**parsed, text=body, id=id_ or where, path=path, scheduled_at=when.moment)
    return Post(draft, where, handle, url, when.day, planned=not past and planned != When())


def _blank(value: Any) -> bool:
    return isinstance(value, str) and not value.strip()


def _meant(name: str, value: Any) -> Any:
    """Return a value with the words of tables turned into those of facts, and a list out of a cell that holds one."""
    if not isinstance(value, Text):
        return value
    if name in _LISTS:
        parts = Listing(value.place)
        parts.extend(Text(part.strip(), value.place) for part in re.split("[\n;；]", value) if part.strip())
        return parts
    word = _known()[1].get(name, {}).get(folded(value))
    return value if word is None else Text(word, value.place)
