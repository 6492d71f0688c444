"""The clauses of a guideline, each saying how it is enforced, and the rules that it names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from postlint import schema
from postlint.errors import PolicyError, did_you_mean
from postlint.located import Table
from postlint.model import LEVELS, Clause
from postlint.policy.rules import parse_when
from postlint.schema import Field, SchemaError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postlint.errors import Place
    from postlint.policy.matches import Registry
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


ENFORCEMENT = (
    "#/definitions/enforcement"  # where a schema of something that holds clauses must have `enforcement_shape`
)


def enforcement_shape(registry: Registry) -> schema.Shape:
    """Return what an enforcement may be: `with` has fields of the check it names, or of any where it names rules."""
    shape = schema.one_of_keys(schema.shape_of_fields(_ENFORCE), "rules", "check")
    shape["properties"] |= {"check": schema.shape_of(schema.choice(*registry)), "with": _fields_of_any(registry)}
    exact = [
        {
            "if": {"properties": {"check": {"const": kind}}, "required": ["check"]},
            "then": {"properties": {"with": schema.shape_of_fields(schema.optional(fields))}},
        }
        for kind, fields in registry.items()
    ]
    return {**shape, "allOf": exact}


def _fields_of_any(registry: Registry) -> schema.Shape:
    shapes: dict[str, list[schema.Shape]] = {}
    for fields in registry.values():
        for name, shape in schema.shape_of_fields(schema.optional(fields))["properties"].items():
            known = shapes.setdefault(name, [])
            if shape not in known:
                known.append(shape)
    any_of = {name: known[0] if len(known) == 1 else {"anyOf": known} for name, known in shapes.items()}
    return {"type": "object", "properties": any_of, "additionalProperties": False}


@schema.shaped(lambda: {"$ref": ENFORCEMENT})
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
def unread(value: Any) -> Any:
    """Keep a clause as it stands, for `clause` to read with the title of its guideline."""
    return value


def clause(value: Any, guideline: str) -> CityClause:
    """Read a clause, with the title of its guideline. Raises SchemaError."""
    f = schema.mapping(_CLAUSE, what="条項")(value)
    if "not_checked" in f and ("enforce" in f or "ask" in f):
        raise SchemaError("not_checked は enforce や ask と一緒には書けません", place=value.place)
    if not {*_HOW} & {*f}:
        raise SchemaError(f"条項 {f['id']} に enforce、ask、not_checked のどれもありません", place=value.place)
    said = Clause(f["id"], f.get("cite", f["id"]), f["text"], guideline)
    return CityClause(
        said, f.get("under", ""), tuple(f.get("enforce", ())), tuple(f.get("ask", ())), f.get("not_checked", ""),
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
