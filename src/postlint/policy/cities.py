"""City files: a guideline clause by clause, each saying how it is enforced."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from postlint import schema
from postlint.errors import InputError, PolicyError, did_you_mean
from postlint.located import Table, load
from postlint.model import LEVELS, Clause
from postlint.policy.elections import election
from postlint.policy.files import city_files, read
from postlint.policy.rules import parse_when
from postlint.policy.watch import Watch, watch, with_clauses
from postlint.schema import Field, SchemaError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from postlint.errors import Place
    from postlint.policy.rules import Rule


@dataclass(frozen=True, slots=True)
class Enforcement:
    """Rules that a clause puts in force: by rule id, by topic, or by the kind of check; this city's level and fields."""

    names: tuple[str, ...]
    check: str | None
    level: str | None
    parameters: Mapping[str, Any]
    when: Mapping[str, tuple[str, ...]]
    place: Place


@dataclass(frozen=True, slots=True)
class Ask:
    """A question for the checklist, raised by facts (`when`), by media, or where one of `rules` finds something."""

    question: str
    when: Mapping[str, tuple[str, ...]]
    media: bool | None
    unless: Mapping[str, tuple[str, ...]]
    rules: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class CityClause:
    """A clause with what is done about it: exactly one of enforced (questions may add to it), asked, not checked."""

    clause: Clause
    under: str
    enforce: tuple[Enforcement, ...]
    ask: tuple[Ask, ...]
    not_checked: str
    place: Place

    @property
    def how(self) -> str:
        """Return `enforce`, `ask` or `not_checked`."""
        return "enforce" if self.enforce else "ask" if self.ask else "not_checked"


@dataclass(frozen=True, slots=True)
class City:
    """Who a city is, and its guideline in order."""

    id: str
    name: str
    setting: Mapping[str, Any]  # hosts, tags, offices … as checks read them
    title: str
    date: str
    publisher: str
    source: str
    clauses: tuple[CityClause, ...]
    watch: tuple[Watch, ...] = ()


@schema.shaped(lambda: {"type": "object"})
def _parameters(value: Any) -> Any:
    if not isinstance(value, Table):
        raise SchemaError("with には「キー: 値」を書きます", place=schema.place_of(value))
    return value


_ASK_WHEN = {
    "facts": Field(parse_when, help="the facts that raise the question"),
    "media": Field(schema.boolean, help="whether pictures or films go out with the post"),
    "rules": Field(schema.list_of(schema.text), help="rules or topics that find something in the text"),
    "unless": Field(
        schema.mapping(
            {
                "approved": Field(schema.list_of(schema.choice("true", "false"))),
                "exemption": Field(schema.list_of(schema.choice("given"))),
                "second_checker": Field(schema.list_of(schema.choice("given"))),
            },
            what="unless",
        ),
        help="facts that answer it",
    ),
}


_ASK = {"question": Field(schema.text, required=True), "when": Field(schema.mapping(_ASK_WHEN, what="when"))}


@schema.shaped(schema.either(schema.text, schema.mapping(_ASK)))
def _ask(value: Any) -> Ask:
    if isinstance(value, str):
        return Ask(schema.text(value), {}, None, {}, (), schema.place_of(value))  # type: ignore[arg-type]
    f = schema.mapping(_ASK, what="ask")(value)
    when = f.get("when", {})
    unless = {name: tuple(words) for name, words in when.get("unless", {}).items()}
    return Ask(
        f["question"], when.get("facts", {}), when.get("media"), unless, tuple(when.get("rules", ())), value.place
    )


_ENFORCE = {
    "rules": Field(schema.list_of(schema.text)),
    "check": Field(schema.text),
    "level": Field(schema.choice(*LEVELS)),
    "with": Field(_parameters),
    "when": Field(parse_when),
}


@schema.shaped(lambda: schema.one_of_keys(schema.shape_of_fields(_ENFORCE), "rules", "check"))
def _enforcement(value: Any) -> Enforcement:
    f = schema.mapping(_ENFORCE, what="enforce")(value)
    if ("rules" in f) == ("check" in f):
        raise SchemaError("enforce には rules か check のどちらか一つを書きます", place=value.place)
    names = tuple(f.get("rules", ()))
    return Enforcement(names, f.get("check"), f.get("level"), f.get("with", {}), f.get("when", {}), value.place)


_asks = schema.list_of(_ask)


@schema.shaped(schema.either(_ask, _asks))
def _one_or_more(value: Any) -> list[Ask]:
    return [_ask(value)] if isinstance(value, (str, Table)) else _asks(value)


_CLAUSE = {
    "id": Field(schema.text, required=True),
    "cite": Field(schema.text),
    "under": Field(schema.text),
    "text": Field(schema.text, required=True),
    "enforce": Field(schema.list_of(_enforcement)),
    "ask": Field(_one_or_more),
    "not_checked": Field(schema.text),
}

_HOW = ("enforce", "ask", "not_checked")


@schema.shaped(lambda: {**schema.shape_of_fields(_CLAUSE), "anyOf": [{"required": [how]} for how in _HOW]})
def _unread(value: Any) -> Any:
    """Keep a clause as it stands: it is read with the title of its guideline."""
    return value


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
    "guideline": Field(
        schema.mapping(
            {
                "title": Field(schema.text, required=True),
                "date": Field(schema.text, required=True),
                "publisher": Field(schema.text, required=True),
                "source": Field(schema.text, required=True),
            },
            what="guideline",
        ),
        required=True,
    ),
    "clauses": Field(schema.list_of(_unread), required=True),
    "watch": Field(schema.list_of(watch), help="what many posts are looked at for together"),
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
        title = f["guideline"]["title"]
        clauses = tuple(_clause(entry, title) for entry in f["clauses"])
    except SchemaError as fault:
        raise schema.reraise(fault, PolicyError) from None
    seen: dict[str, CityClause] = {}
    for clause in clauses:
        if clause.clause.id in seen:
            raise PolicyError(f"条項 {clause.clause.id} は二度書かれています", place=clause.place)
        seen[clause.clause.id] = clause
    setting = {key: f[key] for key in _SETTING if key in f}
    g = f["guideline"]
    try:
        watches = with_clauses(f.get("watch", []), {id_: each.clause for id_, each in seen.items()}, title)
    except SchemaError as fault:
        raise schema.reraise(fault, PolicyError) from None
    return City(
        f["city"], f["name"], setting, g["title"], g["date"], g["publisher"], g["source"], clauses, tuple(watches)
    )


def _clause(value: Any, guideline: str) -> CityClause:
    f = schema.mapping(_CLAUSE, what="条項")(value)
    if "not_checked" in f and ("enforce" in f or "ask" in f):
        raise SchemaError("not_checked は enforce や ask と一緒には書けません", place=value.place)
    if not {*_HOW} & {*f}:
        raise SchemaError(f"条項 {f['id']} に enforce、ask、not_checked のどれもありません", place=value.place)
    clause = Clause(f["id"], f.get("cite", f["id"]), f["text"], guideline)
    return CityClause(
        clause, f.get("under", ""), tuple(f.get("enforce", ())), tuple(f.get("ask", ())), f.get("not_checked", ""),
        value.place,
    )  # fmt: skip


def select(enforcement: Enforcement, rules: Mapping[str, Rule]) -> list[Rule]:
    """Return the rules an enforcement names. Raises PolicyError when a name fits none."""
    if enforcement.check:
        found = [rule for rule in rules.values() if getattr(rule.match, "kind", None) == enforcement.check]
        if not found:
            raise PolicyError(f"検査 {enforcement.check} を使うルールがありません", place=enforcement.place)
        return found
    return named(enforcement.names, rules, enforcement.place)


def named(names: tuple[str, ...], rules: Mapping[str, Rule], place: Place) -> list[Rule]:
    """Return the rules with these ids or topics. Raises PolicyError when a name fits none."""
    found: list[Rule] = []
    for name in names:
        fits = [rule for rule in rules.values() if name in (rule.id, rule.topic)]
        if not fits:
            known = {*rules, *(rule.topic for rule in rules.values())}
            raise PolicyError(f"知らないルール {name}", place=place, hint=did_you_mean(name, known))
        found.extend(rule for rule in fits if rule not in found)
    return found
