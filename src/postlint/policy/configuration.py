"""`postlint.yaml`: what one repository of drafts adds to guidelines and rules, read into plain data that JSON can keep.

    extends: ../common/postlint.yaml       # one file, read first; what stands here is added to it and wins
    drafts:                                # facts of drafts by their path; of several that fit, the last wins
      - {files: [x/**], city: kashiwa, platform: x, account: official}
    ignore: [archive/, "*.old.txt"]        # left out when a folder is checked
    accounts:
      - {name: 市公式X, platform: x, handle: kashiwa_shi, hours: "09:00-17:00", approver: 広報広聴課長, reply: しない}
    hosts: [toshokan.example.jp]           # the city's own; also handles, tags, phones ("04-7167-1111 市役所")
    partners: [kanko.example.jp]           # hosts, or beginnings of addresses, that the city has examined
    rules:                                 # by rule or topic
      insult.idiom: {level: note, reason: 方言の紹介が多い}
      length.tags: {off: true, reason: タグは広報課が付ける}
    rules_dir: rules                       # rule files of one's own, laid out as those of postlint
    cities_dir: cities

Patterns are those of .gitignore, from the folder of the file they stand in; a \\ is the / of Windows, no escape. A file
without words (only comments) is an empty configuration.
"""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postlint import schema
from postlint.errors import Place, PolicyError, did_you_mean
from postlint.facts import FACTS
from postlint.located import Table, Text, load
from postlint.model import LEVELS
from postlint.policy.files import read
from postlint.policy.office import closed, window
from postlint.schema import Field, SchemaError, list_of, mapping, place_of

if TYPE_CHECKING:
    from collections.abc import Iterable

LISTS = ("drafts", "ignore", "accounts", "hosts", "handles", "tags", "partners", "phones")


def _checked(parse: schema.Parser) -> schema.Parser:
    """Build a parser that checks a value and keeps it as written."""

    @schema.shaped(lambda: schema.shape_of(parse))
    def keep(value: Any) -> str:
        parse(value)
        return str(value)

    return keep


def _pattern(value: Any) -> dict[str, Any]:
    """Parse one pattern of .gitignore into a regular expression on paths with /."""
    from pathspec import GitIgnoreSpec  # 20 ms, and only when the file has changed

    word = unicodedata.normalize("NFC", schema.text(value)).replace("\\", "/")
    try:
        [pattern] = GitIgnoreSpec.from_lines([word]).patterns
    except ValueError:
        raise SchemaError(f"ファイルの型として読めません: {value}", place=place_of(value)) from None
    if pattern.regex is None:
        raise SchemaError(f"ファイルの型として読めません: {value}", place=place_of(value), hint="例: x/**、*.txt")
    where = value.place
    literal = re.split(r"[*?\[]", word.removeprefix("!"), maxsplit=1)[0]
    return {
        "regex": pattern.regex.pattern,
        "include": bool(pattern.include),
        "root": os.path.dirname(where.file),  # noqa: PTH120
        "under": literal.rpartition("/")[0].strip("/") if "/" in literal.rstrip("/") else "",
        "place": list(where),
    }


def _host(value: Any) -> str:
    host = schema.text(value).lower()
    if not re.fullmatch(r"(?:[^\s/:@.]+\.)+[^\s/:@.]+", host):
        hint = "www.city.example.jp のように、https:// も / も付けずに書きます"
        raise SchemaError(f"ホスト名として読めません: {value}", place=place_of(value), hint=hint)
    return host


def _phone(value: Any) -> str:
    number, _, who = schema.text(value).partition(" ")
    digits = number.replace("-", "")
    if not (digits.isascii() and digits.isdigit() and digits[0] == "0" and who.strip()):
        hint = '"04-7167-1111 市役所" のように、番号と名前を書きます'
        raise SchemaError(f"電話番号と名前として読めません: {value}", place=place_of(value), hint=hint)
    return f"{number} {who.strip()}"


def _tag(value: Any) -> str:
    return schema.text(value).lstrip("#＃")


def _handle(value: Any) -> str:
    return schema.text(value).lstrip("@＠")


_ENTRY = {
    "files": Field(list_of(_pattern), required=True, help="patterns of paths"),
    **{fact: FACTS[fact] for fact in ("city", "platform", "account", "kind")},
}


@schema.shaped(lambda: schema.shape_of_fields(_ENTRY))
def _entry(value: Any) -> dict[str, Any]:
    entry = mapping(_ENTRY, what="drafts")(value)
    if len(entry) == 1:
        raise SchemaError("city、platform、account、kind のどれもありません", place=value.place)
    facts = {name: fact for name, fact in entry.items() if name != "files"}
    place = list(value["city"].place) if "city" in facts else None
    return {"files": entry["files"], "facts": facts, "city_place": place}


_ACCOUNT = {
    "name": Field(schema.text, required=True, help="as people call it"),
    "platform": FACTS["platform"],
    "account": FACTS["account"],
    "handle": Field(_handle),
    "hours": Field(_checked(window), help="運用時間, in place of the office's"),
    "closed": Field(list_of(closed, empty=True), help="days without posts, in place of the office's"),
    "reply": Field(schema.text, help="返信の方針, shown with the questions about replies"),
    "approver": Field(schema.text, help="承認者, shown with the question of approval"),
}

_OVERRIDE = {
    "level": Field(schema.choice(*LEVELS)),
    "off": Field(schema.boolean),
    "reason": Field(schema.text, required=True),
}


def _override_shape() -> schema.Shape:
    return schema.one_of_keys(schema.shape_of_fields(_OVERRIDE), "level", "off")


@schema.shaped(lambda: {"type": "object", "additionalProperties": _override_shape()})
def _overrides(value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, Table):
        raise SchemaError("rules には「ルールのid: {level: …, reason: …}」を書いてください", place=place_of(value))
    return [_override(name, part) for name, part in value.items()]


def _override(name: Text, value: Any) -> dict[str, Any]:
    found = mapping(_OVERRIDE, what=f"rules の {name}")(value)
    if ("level" in found) == ("off" in found) or found.get("off") is False:
        raise SchemaError("level か off: true のどちらか一つを書いてください", place=value.place)
    return {"name": str(name), "level": found.get("level"), "reason": found["reason"], "place": list(name.place)}


def _inside(value: Any) -> Text:
    """Parse the path of a file or folder, told from the folder of the configuration."""
    if schema.text(value).startswith(("/", "\\", "~")) or re.match("[A-Za-z]:", value):
        hint = "このファイルのあるフォルダーからの道筋を書いてください"
        raise SchemaError(f"相対パスではありません: {value}", place=place_of(value), hint=hint)
    return value  # type: ignore[no-any-return]


FIELDS = {
    "extends": Field(_inside, help="a configuration that is read first"),
    "drafts": Field(list_of(_entry), help="facts of drafts by their path"),
    "ignore": Field(list_of(_pattern), help="drafts left out of folders"),
    "accounts": Field(list_of(mapping(_ACCOUNT, what="accounts")), help="the city's accounts"),
    "hosts": Field(list_of(_host), help="the city's own hosts"),
    "handles": Field(list_of(_handle), help="the city's own names on platforms"),
    "tags": Field(list_of(_tag), help="the city's own hashtags"),
    "partners": Field(list_of(schema.text), help="hosts or beginnings of addresses the city has examined"),
    "phones": Field(list_of(_phone), help="numbers of offices: 04-7167-1111 市役所"),
    "rules": Field(_overrides, help="levels raised or lowered, rules switched off, each with its reason"),
    "rules_dir": Field(_inside, help="rule files of one's own"),
    "cities_dir": Field(_inside, help="city files of one's own"),
}


def parse_configuration(path: str, *, cities: Iterable[str], first_rule: bool = False) -> dict[str, Any]:
    """Read a configuration and what it extends, as plain data; `path` is absolute. Raises PolicyError.

    `cities` are the known ones; those of `cities_dir` add to them. With `first_rule` a `rules_dir` may be empty or
    missing: its first file is about to be written.
    """
    found = _read(path, (), None, first_rule=first_rule)
    known = {*cities, *(city.stem for folder in found["cities_dirs"] for city in Path(folder).glob("*.yaml"))}
    for entry in found["drafts"]:
        if entry["facts"].get("city", next(iter(known), None)) not in known:
            city = entry["facts"]["city"]
            what = f"市区町村「{city}」のガイドラインがありません"
            raise PolicyError(what, place=Place(*entry["city_place"]), hint=did_you_mean(city, known))
    return found


def _read(path: str, above: tuple[str, ...], told_at: Place | None, *, first_rule: bool) -> dict[str, Any]:
    if path in above:
        raise PolicyError(f"extends が一周しています: {path}", place=told_at)
    try:
        table = load(read(Path(path)), file=path, error=PolicyError)
        stated = {} if table is None else mapping(FIELDS, what="postlint.yaml")(table)
    except SchemaError as fault:
        raise schema.reraise(fault, PolicyError) from None
    except PolicyError as fault:
        if told_at is None or fault.place is not None:
            raise
        raise PolicyError(fault.what, place=told_at) from None
    here = os.path.dirname(path)  # noqa: PTH120
    found: dict[str, Any] = {"files": [], "rules": [], "rules_dirs": [], "cities_dirs": [], **{k: [] for k in LISTS}}
    if "extends" in stated:
        found = _read(_from(here, stated["extends"]), (*above, path), stated["extends"].place, first_rule=first_rule)
    for name in LISTS:
        found[name] += stated.get(name, [])
    own = {override["name"] for override in stated.get("rules", ())}
    found["rules"] = [one for one in found["rules"] if one["name"] not in own] + stated.get("rules", [])
    for name in ("rules_dir", "cities_dir"):
        if name in stated:
            found[name + "s"].append(_folder(here, stated[name], empty=first_rule and name == "rules_dir"))
    found["files"].append(path)
    return found


def _from(here: str, path: Text) -> str:
    return os.path.normpath(os.path.join(here, path))  # noqa: PTH118


def _folder(here: str, path: Text, *, empty: bool) -> str:
    folder = _from(here, path)
    if not empty and not any(Path(folder).glob("*.yaml")):
        raise PolicyError(f"フォルダー {path} に *.yaml がありません", place=path.place)
    return folder
