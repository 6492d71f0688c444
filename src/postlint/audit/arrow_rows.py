"""Rows of an Arrow record batch → posts, each under its city.

Columns are told by name, in any order; those that are not in SCHEMA_IN are ignored. Null and blank are *unknown*, as a
fact that a draft does not state. What cannot be read raises InputError with the row, from 1, and the post's id.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
from pyarrow import types

from postlint.errors import InputError, Place
from postlint.facts import FACTS, moment
from postlint.japan import JAPAN
from postlint.located import Text, of_json
from postlint.model import Draft
from postlint.posts import Post
from postlint.schema import SchemaError
from postlint.schema import day as day_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOMENT = pa.timestamp("us", tz="Asia/Tokyo")
_MEDIA = pa.struct(
    [*((name, pa.string()) for name in ("file", "alt", "rights", "consent")), ("screen_checked", pa.bool_())]
)

# The names and values of a draft's facts. Also taken: large, view and dictionary-encoded strings and lists, timestamps
# of any unit and zone, ISO 8601 strings for moments and days, dates of 64 bits, file names alone as media, columns of nulls.
SCHEMA_IN = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        ("text", pa.string()),
        ("city", pa.string()),
        ("platform", pa.string()),
        ("kind", pa.string()),
        ("account", pa.string()),
        ("posted_at", _MOMENT),
        ("scheduled_at", _MOMENT),
        ("day", pa.date32()),
        ("emergency", pa.bool_()),
        ("drill", pa.bool_()),
        ("approved", pa.bool_()),
        ("approved_by", pa.string()),
        ("second_checker", pa.string()),
        ("exemption", pa.string()),
        ("media", pa.list_(_MEDIA)),
        ("reason", pa.string()),
        ("confirmed", pa.list_(pa.string())),
    ]
)
_REQUIRED = ("id", "text")
_MOMENTS = ("posted_at", "scheduled_at")
_A_SECOND = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Row(NamedTuple):
    """A post, the city whose guideline it is judged under, and where it stands."""

    post: Post
    city: str
    place: Place


class _Column(NamedTuple):
    name: str
    values: Any
    unit: str  # of timestamps, which are read as numbers: a zone may have any name, and a year may be past 9999

    def value(self, row: int) -> Any:
        """Return one value, None where it is null or blank. Raises ValueError or OverflowError."""
        value = self.values[row].as_py()
        if self.unit and value is not None:
            return (_EPOCH + timedelta(microseconds=value * 10**6 // _A_SECOND[self.unit])).astimezone(JAPAN)
        blank = isinstance(value, str) and not value.strip() and self.name != "text"  # a text of spaces has positions
        return None if blank else value


def rows(batch: pa.RecordBatch, *, city: str | None) -> Iterator[Row]:
    """Yield the posts of a batch in order; `city` is that of rows that name none. Raises InputError."""
    columns = [column for field in SCHEMA_IN if (column := _column(batch, field))]
    for number in range(batch.num_rows):
        yield _row(columns, number, city)


def _column(batch: pa.RecordBatch, field: pa.Field) -> _Column | None:
    """Return a column of the batch, None where an optional one is not there; its types and buffers are sound."""
    found = batch.schema.get_all_field_indices(field.name)
    if not found and field.name not in _REQUIRED:
        return None
    if len(found) != 1:
        what = "が二つ以上あります" if found else "がありません"
        raise InputError(f"列 {field.name} {what}", hint=f"ある列: {'、'.join(batch.schema.names)}")
    values = batch.column(found[0])
    try:
        values.validate(full=True)  # a batch from elsewhere may point past its buffers, or hold bytes that are no text
    except pa.ArrowInvalid as fault:
        raise InputError(f"列 {field.name} が壊れています", hint=str(fault).splitlines()[0]) from None
    if types.is_dictionary(values.type):
        values = values.dictionary_decode()
    if not _fits(values.type, field.type):
        hint = f"{field.type} にしてください"
        if types.is_timestamp(values.type):
            hint = "時差のない日時です。日本時間なら pyarrow.compute.assume_timezone(列, 'Asia/Tokyo') で時差を付けてください"
        raise InputError(f"列 {field.name} の型 {values.type} は使えません", hint=hint)
    if types.is_timestamp(values.type):
        return _Column(field.name, values.cast(pa.int64()), values.type.unit)
    return _Column(field.name, values, "")


def _fits(given: pa.DataType, wanted: pa.DataType) -> bool:
    """Tell whether a column means what SCHEMA_IN says; nothing is turned from numbers into text or back."""
    if types.is_dictionary(given):
        given = given.value_type
    if types.is_null(given):
        return True
    if types.is_timestamp(wanted):
        return _is_text(given) or (types.is_timestamp(given) and given.tz is not None)
    if types.is_date(wanted):
        return _is_text(given) or bool(types.is_date(given))
    if types.is_string(wanted):
        return _is_text(given)
    if types.is_list(wanted):
        return _is_list(given) and _fits(given.value_type, wanted.value_type)
    if types.is_struct(wanted):
        if not types.is_struct(given):
            return _is_text(given)
        known = {part.name: part.type for part in wanted}
        return all(_fits(part.type, known[part.name]) for part in given if part.name in known)
    return bool(given == wanted)


def _is_text(given: pa.DataType) -> bool:
    return bool(types.is_string(given) or types.is_large_string(given) or types.is_string_view(given))


def _is_list(given: pa.DataType) -> bool:
    kinds = (types.is_list, types.is_large_list, types.is_fixed_size_list, types.is_list_view, types.is_large_list_view)
    return any(is_one(given) for is_one in kinds)


def _row(columns: list[_Column], number: int, city: str | None) -> Row:
    place = Place("RecordBatch", number + 1)
    stated: dict[str, Any] = {}
    for column in columns:
        name = column.name
        try:
            value = column.value(number)
            if value is not None:
                stated[name] = _parsed(name, value, place)
        except SchemaError as fault:
            raise _wrong(stated, name, fault.what, place=place, hint=fault.hint) from None
        except (ValueError, OverflowError):
            raise _wrong(stated, name, "1年から9999年までの日時ではありません", place=place) from None
    if "id" not in stated:
        raise InputError("id がありません", place=place)
    city = stated.pop("city", city)
    if city is None:
        raise InputError(
            f"id {stated['id']} の city がありません", place=place, hint="city= で市のidを指定してください"
        )
    posted, planned, day = (stated.pop(name, None) for name in (*_MOMENTS, "day"))
    when = posted or planned
    draft = Draft(**{"text": "", **stated}, scheduled_at=when)
    post = Post(draft, str(place), day=when.date() if when else day, planned=bool(planned and not posted))
    return Row(post, city, place)


def _parsed(name: str, value: Any, place: Place) -> Any:
    """Return a value as drafts hold it. Raises SchemaError, and ValueError or OverflowError for a moment out of range."""
    if name in _REQUIRED or isinstance(value, datetime | date):
        return value
    if name in _MOMENTS:
        return moment(Text(value, place))
    if name == "day":
        return date.fromisoformat(day_of(Text(value, place)))
    return FACTS[name].parse(of_json(value, place))


def _wrong(stated: dict[str, Any], name: str, what: str, *, place: Place, hint: str = "") -> InputError:
    """Return the error of one value, with the post's id: a row of one partition is another row in the next."""
    whose = f"id {stated['id']} の " if "id" in stated else ""
    return InputError(f"{whose}{name}: {what}", place=place, hint=hint)
