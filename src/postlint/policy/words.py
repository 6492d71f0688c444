"""Named groups of words, so that a pattern says what it means: `{neighbours}.{0,20}{belittle}`.

Groups stand in the files of rules/terms/. In a pattern `{name}` means any one of its words; in a list of terms an
entry that is nothing but `{name}` stands for all of them. A group may take in others.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from postlint import schema
from postlint.errors import did_you_mean
from postlint.located import Listing, Table, Text
from postlint.schema import Field, SchemaError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    Groups = Mapping[str, list[str]]

NAME = re.compile(r"(?<!\\[pPx])\{([a-z][a-z-]*)\}")  # {2,5} is a count, \p{Han} and \x{e9} are RE2's own
_KINDS = ("terms", "tokens", "regex")


GROUP = {
    "id": Field(schema.text, required=True),
    "title": Field(schema.text, required=True),
    "words": Field(schema.list_of(schema.placed), required=True),
}


def load_words(entries: Iterable[Any]) -> dict[str, list[str]]:
    """Return the words of each group. Raises SchemaError where a group is wrong."""
    listed: dict[str, list[Text]] = {}
    for entry in entries:
        group = schema.mapping(GROUP, what="語の組")(entry)
        name = group["id"]
        if not NAME.fullmatch("{" + name + "}"):
            raise SchemaError(f"組の id は小文字の英字と - で書きます: {name}", place=entry["id"].place)
        if name in listed:
            raise SchemaError(f"{name} は二度定義されています", place=entry["id"].place)
        listed[name] = group["words"]
    return {name: list(dict.fromkeys(_words(name, listed, ()))) for name in listed}


def _words(name: str, listed: Mapping[str, list[Text]], within: tuple[str, ...]) -> Iterator[str]:
    for word in listed[name]:
        inner = NAME.fullmatch(word)
        if inner:
            if inner[1] in (name, *within):
                raise SchemaError(f"組 {inner[1]} が自分自身を含んでいます", place=word.place)
            _group(inner[1], listed, word)
            yield from _words(inner[1], listed, (name, *within))
        elif NAME.search(word) or {*"()|"} & {*word}:
            hint = "ほかの組は {名} だけを書きます"
            raise SchemaError(f"組には語をそのまま書きます: {word}", place=word.place, hint=hint)
        else:
            yield str(word)


def _group(name: str, groups: Mapping[str, Any], value: Text) -> Any:
    if name not in groups:
        raise SchemaError(f"語の組 {name} はありません", place=value.place, hint=did_you_mean(name, groups))
    return groups[name]


def spell_out(value: Any, groups: Groups) -> Any:
    """Return a located `match`, or whatever holds some, with every `{name}` of its patterns replaced by the words."""
    if isinstance(value, Listing):
        listing = Listing(value.place)
        listing.extend(spell_out(part, groups) for part in value)
        return listing
    if not isinstance(value, Table):
        return value
    table = Table(value.place)
    for key, part in value.items():
        table[key] = _patterns(part, str(key), groups) if key in _KINDS else spell_out(part, groups)
    return table


def _patterns(value: Any, kind: str, groups: Groups) -> Any:
    listed = [value] if isinstance(value, Text) else value
    if not isinstance(listed, list):
        return value
    spelled = Listing(schema.place_of(value))  # type: ignore[arg-type]
    for pattern in listed:
        whole = NAME.fullmatch(pattern) if kind == "terms" and isinstance(pattern, Text) else None
        if whole:
            spelled.extend(Text(word, pattern.place) for word in _group(whole[1], groups, pattern))
        elif isinstance(pattern, Text):
            spelled.append(_spelled(pattern, kind, groups))
        else:
            spelled.append(pattern)
    return spelled


def _spelled(pattern: Text, kind: str, groups: Groups) -> Text:
    spelled = NAME.sub(lambda found: _either(_group(found[1], groups, pattern), kind), pattern)
    return Text(spelled, pattern.place, written=str(pattern))


def _either(words: list[str], kind: str) -> str:
    if kind == "regex":
        return "(?:" + "|".join(re.sub(r"([.*+?^${}()|\[\]\\])", r"\\\1", word) for word in words) + ")"
    return " (" + "|".join(words) + ") "
