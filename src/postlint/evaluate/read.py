"""Labelled drafts from JSON Lines: one record a line, its facts read by the table that reads front matter.

A record with `clauses` is improper and breaches them; one without the key is proper. A fact that is null is *unknown*.
`posted_at` is the moment of a past post, `published` (a day or a moment) the clock for a record without either time.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from postlint.errors import InputError, Place, did_you_mean, unreadable
from postlint.facts import FACTS, moment
from postlint.located import Table, Text, of_json
from postlint.model import Draft
from postlint.schema import Field, SchemaError, choice, list_of, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

_DAY = re.compile(r"(\d{4})[.\-/](\d\d)[.\-/](\d\d)", re.ASCII)


class Label(NamedTuple):
    """What is wrong with an improper draft: the clauses it breaches, the first the main one, and how gravely."""

    clauses: tuple[str, ...]
    severity: str
    difficulty: str = ""
    topic: str = ""


class Record(NamedTuple):
    """One draft to judge under one city, its label (None: it is proper), and what its author says of it."""

    draft: Draft
    city: str
    label: Label | None
    about: Mapping[str, str]
    published: datetime | None
    place: Place


def _remark(value: Any) -> str:
    """Parse a remark, which may be empty."""
    if not isinstance(value, str):
        raise SchemaError("ここには文字列を書いてください")
    return str(value)


def _published(value: Any) -> datetime:
    """Parse a day (`2024.04.15`: its first moment in Japan) or a moment."""
    day = _DAY.fullmatch(value) if isinstance(value, Text) else None
    return moment(Text("-".join(day.groups()) + "T00:00", value.place) if day else value)


_REMARKS = ("evidence", "note", "why_hard", "category", "issue")
_FIELDS: Mapping[str, Field] = {
    **FACTS,
    "id": Field(text),
    "text": Field(_remark),
    "posted_at": Field(moment),
    "published": Field(_published),
    "clauses": Field(list_of(text)),
    "severity": Field(choice("ng", "review")),
    "difficulty": Field(text),
    "topic": Field(text),
    **{name: Field(_remark) for name in _REMARKS},
}


def read(paths: Iterable[str], *, cities: Sequence[str] = ()) -> Iterator[Record]:
    """Yield the records of the files in order; one that names no city once for each of `cities`.

    Raises InputError with file and line for what cannot be read, and for an id given twice for one city.
    """
    seen: dict[tuple[str, str], Place] = {}
    for path in paths:
        for place, line in _lines(path):
            fields = _parse(line, place)
            named = [fields["city"]] if "city" in fields else cities
            if not named:
                raise InputError("city がありません", place=place, hint="--city 市のid（または all）を付けてください")
            for city in named:
                record = _record(fields, city, place)
                key = (record.draft.id, city)
                if key in seen:
                    raise InputError(f"id {record.draft.id} が二度あります", place=place, hint=f"先のもの: {seen[key]}")
                seen[key] = place
                yield record


def _lines(path: str) -> Iterator[tuple[Place, str]]:
    try:
        with Path(path).open("rb") as file:
            for number, line in enumerate(file, 1):
                place = Place(path, number)
                try:
                    decoded = line.decode("utf-8-sig" if number == 1 else "utf-8")
                except UnicodeDecodeError as fault:
                    what = f"UTF-8として読めません: {fault.start + 1}バイト目"
                    raise InputError(what, place=place, hint="UTF-8で保存し直してください") from None
                if decoded.strip():
                    yield place, decoded.rstrip("\r\n")
    except InputError:
        raise
    except (OSError, ValueError) as fault:
        raise unreadable(Path(path), fault) from None


def _parse(line: str, place: Place) -> dict[str, Any]:
    """Return the parsed fields that the record states."""
    try:
        raw = json.loads(line, object_pairs_hook=lambda pairs: _table(pairs, place), parse_constant=_no_number)
    except json.JSONDecodeError as fault:
        where = place._replace(column=fault.pos + 1)
        raise InputError(f"JSONとして読めません: {fault.msg}", place=where, hint="1行に1件を書きます") from None
    except (ValueError, RecursionError) as fault:
        raise InputError(f"JSONとして読めません: {fault}", place=place, hint="1行に1件を書きます") from None
    if not isinstance(raw, Table):
        raise InputError("1行に1件、{…} の形で書きます", place=place)
    fields: dict[str, Any] = {}
    for name, value in raw.items():
        if name not in _FIELDS:
            raise InputError(f"知らないキー {name}", place=place, hint=did_you_mean(name, _FIELDS))
        if value is None and name != "clauses":
            continue
        try:
            fields[name] = _FIELDS[name].parse(of_json(value, place))
        except SchemaError as fault:
            raise InputError(f"{name}: {fault.what}", place=place, hint=fault.hint) from None
    for name in ("id", "text"):
        if name not in fields:
            raise InputError(f"{name} がありません", place=place)
    if ("clauses" in fields) != ("severity" in fields):
        hint = "適正な下書きにはどちらも書かず、違反の下書きには両方を書きます"
        raise InputError("clauses と severity の片方だけがあります", place=place, hint=hint)
    return fields


def _table(pairs: list[tuple[str, Any]], place: Place) -> Table:
    table = Table(place)
    for name, value in pairs:
        if name in table:
            raise InputError(f"キー {name} が二度書かれています", place=place)
        table[Text(name, place)] = value
    return table


def _no_number(word: str) -> Any:
    raise ValueError(f"{word} は使えません")


def _record(fields: Mapping[str, Any], city: str, place: Place) -> Record:
    facts = {name: fields[name] for name in FACTS if name in fields}
    if "posted_at" in fields:
        facts.setdefault("scheduled_at", fields["posted_at"])
    label = None
    if "clauses" in fields:
        clauses = tuple(fields["clauses"])
        label = Label(clauses, fields["severity"], fields.get("difficulty", ""), fields.get("topic", ""))
    about = {name: fields[name] for name in _REMARKS if fields.get(name)}
    draft = Draft(**{**facts, "city": city}, text=fields["text"], id=fields["id"], path=place.file)
    return Record(draft, city, label, about, fields.get("published"), place)
