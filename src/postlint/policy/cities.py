"""City files: a guideline clause by clause, each saying how it is enforced."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from postlint import schema
from postlint.errors import InputError, PolicyError, did_you_mean
from postlint.located import load
from postlint.policy.clauses import clause, unread
from postlint.policy.editions import called
from postlint.policy.elections import election
from postlint.policy.files import city_files, read
from postlint.policy.watch import Watch, watch, with_clauses
from postlint.schema import Field, SchemaError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from postlint.located import Table
    from postlint.model import Clause
    from postlint.policy.clauses import CityClause


@dataclass(frozen=True, slots=True)
class City:
    """Who a city is, and one edition of its guideline in order.

    `until` is the last day of an edition (2027-03-31), which its `title` names too, "" of the current one; only that holds
    `editions`, the earlier ones, the newest first.
    """

    id: str
    name: str
    setting: Mapping[str, Any]  # hosts, tags, offices … as checks read them
    title: str
    date: str
    publisher: str
    source: str
    clauses: tuple[CityClause, ...]
    watch: tuple[Watch, ...] = ()
    until: str = ""
    editions: tuple[City, ...] = ()


_GUIDELINE = {name: Field(schema.text, required=True) for name in ("title", "date", "publisher", "source")}
_BODY = {
    "clauses": Field(schema.list_of(unread), required=True),
    "watch": Field(schema.list_of(watch), help="what many posts are looked at for together"),
}
_EDITION = {
    "until": Field(schema.day, required=True, help="the last day in force"),
    **_GUIDELINE,
    "title": Field(schema.text, help="where it was another one"),
    **_BODY,
}

CITY = {
    "city": Field(schema.text, required=True),
    "name": Field(schema.text, required=True),
    "code": Field(schema.text, help="全国地方公共団体コード"),
    "hosts": Field(schema.list_of(schema.text), required=True, help="official web hosts, sub-domains included"),
    "handles": Field(schema.list_of(schema.text)),
    "tags": Field(schema.mapping({"own": Field(schema.list_of(schema.text))}), required=True),
    "offices": Field(
        schema.mapping(
            {
                "hours": Field(schema.text, required=True),
                "closed": Field(schema.list_of(schema.text), required=True),
            },
            what="offices",
        )
    ),
    "elections": Field(schema.list_of(election, empty=True), help="the calendar of elections, for rules about them"),
    "phones": Field(
        schema.mapping(
            {
                "area_codes": Field(schema.list_of(schema.text), help='the city\'s own area codes, quoted: "0225"'),
                "directory": Field(schema.list_of(schema.text), help="number and section: 0225-95-1111 市民課"),
            },
            what="phones",
        )
    ),
    "guideline": Field(schema.mapping(_GUIDELINE, what="guideline"), required=True),
    **_BODY,
    "editions": Field(
        schema.list_of(schema.mapping(_EDITION, what="editions")), help="earlier editions, the newest first"
    ),
}


def load_city(name: str, files: Mapping[str, Path] | None = None) -> City:
    """Read a city file, one that is shipped by default. Raises InputError for an unknown city, PolicyError for a broken file."""
    files = city_files() if files is None else files
    if name not in files:
        raise InputError(f"市区町村「{name}」のガイドラインがありません", hint=did_you_mean(name, files))
    return parse_city(read(files[name]), files[name])


_SETTING = ("city", "name", "hosts", "handles", "tags", "offices", "phones", "elections")


def parse_city(source: str, path: Path) -> City:
    """Parse the text of a city file; `path` names it in errors. Raises PolicyError."""
    table = load(source, file=str(path), error=PolicyError)
    try:
        f = schema.mapping(CITY, what="市のファイル")(table)
        if f["city"] != path.stem:
            raise SchemaError(f"city: {f['city']} とファイル名 {path.stem} が違います", place=table["city"].place)
        _refuse_disorder(table.get("editions", ()))
        return _city(f, f, f["guideline"], tuple(_city(f, e, {**f["guideline"], **e}) for e in f.get("editions", ())))
    except SchemaError as fault:
        raise schema.reraise(fault, PolicyError) from None


def _refuse_disorder(editions: Sequence[Table]) -> None:
    for newer, older in pairwise(entry["until"] for entry in editions):
        if older >= newer:
            hint = "新しい版から順に並べます。until はその版が効力を持つ最後の日です"
            raise SchemaError(f"{older} は、すぐ上の版の {newer} より前ではありません", place=older.place, hint=hint)


def _city(f: Mapping[str, Any], body: Mapping[str, Any], g: Mapping[str, Any], editions: tuple[City, ...] = ()) -> City:
    """Return the city `f` with the edition that `g` heads and whose clauses and looks `body` holds."""
    title = called(g["title"], g.get("until", ""))
    clauses = tuple(clause(entry, title) for entry in body["clauses"])
    seen: dict[str, Clause] = {}
    for one in clauses:
        if one.clause.id in seen:
            raise SchemaError(f"条項 {one.clause.id} は二度書かれています", place=one.place)
        seen[one.clause.id] = one.clause
    return City(
        f["city"], f["name"], {key: f[key] for key in _SETTING if key in f}, title, g["date"], g["publisher"], g["source"],
        clauses, tuple(with_clauses(body.get("watch", []), seen, title)), g.get("until", ""), editions,
    )  # fmt: skip
