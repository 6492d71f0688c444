"""Parsers for located YAML: each takes a value with its place and returns plain data, or raises where it stands.

A schema is a table of `Field`s, so that one table validates, documents and names its keys. A parser also knows its
*shape*, which is JSON Schema, for editors; one that says nothing of it takes a scalar.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from postlint.errors import Place, PostlintError, did_you_mean
from postlint.located import Listing, Table, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Parser = Callable[[Any], Any]
    Shape = dict[str, Any]


class SchemaError(PostlintError):
    """A value of the wrong shape; callers raise it again as their own kind with `reraise`."""


class Field(NamedTuple):
    """One key of a mapping: how its value is parsed, whether it must be there, and what it means."""

    parse: Parser
    required: bool = False
    help: str = ""


def shaped(shape: Callable[[], Shape]) -> Callable[[Parser], Parser]:
    """Build a decorator that says what a parser takes, as JSON Schema; a function, since most runs never ask."""

    def give(parse: Parser) -> Parser:
        parse.shape = shape  # type: ignore[attr-defined]
        return parse

    return give


def shape_of(parse: Parser) -> Shape:
    """Return what a parser takes, as JSON Schema. Editors read `2026` as a number, and it is text all the same."""
    shape: Callable[[], Shape] | None = getattr(parse, "shape", None)
    return shape() if shape else {"type": ["string", "number", "boolean"], "minLength": 1}


def shape_of_fields(fields: Mapping[str, Field]) -> Shape:
    """Return the shape of a mapping with these fields and no others."""
    properties = {
        name: {**shape_of(field.parse), **({"description": field.help} if field.help else {})}
        for name, field in fields.items()
    }
    required = [name for name, field in fields.items() if field.required]
    shape = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**shape, "required": required} if required else shape


def optional(fields: Mapping[str, Field]) -> dict[str, Field]:
    """Return the same fields, none of which must be there."""
    return {name: field._replace(required=False) for name, field in fields.items()}


@shaped(lambda: {"type": "object"})
def anything(value: Any) -> Any:
    """Keep a mapping whose keys another table will tell."""
    return value


def later(parse: Parser) -> Parser:
    """Build a parser that keeps a value as it stands, for `parse` to read when more is known."""
    return shaped(lambda: shape_of(parse))(lambda value: value)


def one_of_keys(shape: Shape, *keys: str) -> Shape:
    """Return the shape of a mapping in which exactly one of `keys` must stand."""
    return {**shape, "oneOf": [{"required": [key]} for key in keys]}


def either(*parsers: Parser) -> Callable[[], Shape]:
    """Return the shape of what one of several parsers takes."""
    return lambda: {"anyOf": [shape_of(parse) for parse in parsers]}


def place_of(value: Any) -> Place | None:
    """Return where a located value stands, or None for a plain one."""
    return getattr(value, "place", None)


def text(value: Any) -> str:
    """Parse any non-empty scalar."""
    if not isinstance(value, str):
        raise SchemaError("ここには文字列を書いてください", place=place_of(value))
    if not value.strip():
        raise SchemaError("値が空です", place=place_of(value))
    return str(value)


def placed(value: Any) -> Text:
    """Parse any non-empty scalar and keep its place."""
    text(value)
    word: Text = value
    return word


@shaped(lambda: {"enum": [True, False, "true", "false"]})
def boolean(value: Any) -> bool:
    """Parse exactly `true` or `false`: YAML 1.1's yes, no, on and off are mistakes more often than not."""
    if value in ("true", "false"):
        return bool(value == "true")
    raise SchemaError(f"true か false を書いてください: {value}", place=place_of(value))


@shaped(lambda: {"type": ["integer", "string"], "pattern": "^-?[0-9]{1,19}$"})
def integer(value: Any) -> int:
    """Parse an ASCII integer."""
    if isinstance(value, str) and value.isascii() and value.removeprefix("-").isdigit() and len(value) < 20:
        return int(value)
    raise SchemaError(f"整数を書いてください: {value}", place=place_of(value))


@shaped(lambda: {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"})
def day(value: Any) -> str:
    """Parse a day as 2026-11-29; it stays text, so that compiled policies can be kept as JSON.

    Python also reads 20261129 and 2026-W48-7; other readers of YAML take them for a number and a word.
    """
    from datetime import date

    word = text(value)
    try:
        if date.fromisoformat(word).isoformat() == word:
            return word
    except ValueError:
        pass
    hint = "2026-11-29 のように書きます"
    raise SchemaError(f"日付として読めません: {value}", place=place_of(value), hint=hint)


def choice(*allowed: str) -> Parser:
    """Build a parser of one of `allowed`."""

    @shaped(lambda: {"enum": [*allowed, *(word == "true" for word in allowed if word in ("true", "false"))]})
    def parse(value: Any) -> str:
        word = text(value)
        if word not in allowed:
            raise SchemaError(f"{word} は使えません", place=place_of(value), hint=did_you_mean(word, allowed))
        return word

    return parse


def list_of(item: Parser, *, empty: bool = False) -> Parser:
    """Build a parser of a sequence; a lone scalar counts as a sequence of one."""

    def shape() -> Shape:
        inner = shape_of(item)
        listed = {"type": "array", "items": inner, **({} if empty else {"minItems": 1})}
        # A lone mapping is none, so that a forgotten - shows.
        return (
            listed
            if inner.get("type") == "object" or "$ref" in inner
            else {"anyOf": [{**inner, "not": {"type": "object"}}, listed]}
        )

    @shaped(shape)
    def parse(value: Any) -> list[Any]:
        if isinstance(value, Text):
            return [item(value)]
        if not isinstance(value, Listing):
            raise SchemaError("ここには一覧（- …）を書いてください", place=place_of(value))
        if not value and not empty:
            raise SchemaError("一覧が空です", place=value.place)
        return [item(part) for part in value]

    return parse


def mapping(fields: Mapping[str, Field], *, what: str = "") -> Parser:
    """Build a parser of a mapping with these fields; unknown and missing keys are errors."""

    @shaped(lambda: shape_of_fields(fields))
    def parse(value: Any) -> dict[str, Any]:
        if not isinstance(value, Table):
            raise SchemaError(f"{what or 'ここ'}には「キー: 値」を書いてください", place=place_of(value))
        for key in value:
            if key not in fields:
                raise SchemaError(f"知らないキー {key}", place=key.place, hint=did_you_mean(key, fields))
        for name, field in fields.items():
            if field.required and name not in value:
                raise SchemaError(f"{what}に {name} がありません", place=value.place)
        return {str(key): fields[key].parse(part) for key, part in value.items()}

    return parse


def reraise(fault: SchemaError, error: type[PostlintError]) -> PostlintError:
    """Turn a schema error into the caller's kind, keeping place and hint."""
    return error(fault.what, place=fault.place, hint=fault.hint)
