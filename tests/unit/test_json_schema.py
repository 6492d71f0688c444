"""The JSON Schemas: every shipped file fits, as postlint reads YAML and as editors do; a misspelt key does not."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from revised import CITY
from support import located

from postlint.checks import registry
from postlint.errors import PolicyError
from postlint.located import load
from postlint.policy.files import city_files, root, rule_files
from postlint.policy.json_schema import KINDS, json_schema

ROOT = Path(__file__).parent.parent.parent


def kind_of(path: Path) -> str:
    if path.parent.name == "terms":
        return "words"
    return "contexts" if path.name == "contexts.yaml" else "rule"


FILES = [
    *((kind_of(path), path) for path in rule_files()),
    *(("city", path) for path in city_files().values()),
    ("configuration", ROOT / "examples" / "drafts-repo" / "postlint.yaml"),
]


@cache
def validator(kind: str) -> Any:
    return jsonschema.Draft7Validator(json_schema(kind, registry()))


class Core(yaml.SafeLoader):
    """YAML 1.2 as editors read it: numbers, true, false and null, and nothing else that is not text."""


Core.yaml_implicit_resolvers = {}
Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))
Core.add_implicit_resolver("tag:yaml.org,2002:int", re.compile("^[-+]?[0-9]+$"), list("-+0123456789"))
Core.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("^(?:~|null|)$"), ["~", "n", ""])


@pytest.mark.parametrize("kind", KINDS)
def test_each_schema_is_one(kind: str) -> None:
    jsonschema.Draft7Validator.check_schema(json_schema(kind, registry()))


@pytest.mark.parametrize("kind, path", FILES, ids=[path.name for _, path in FILES])
def test_every_shipped_file_fits(kind: str, path: Path) -> None:
    source = path.read_text("utf-8")
    validator(kind).validate(load(source, file=path.name, error=PolicyError))
    validator(kind).validate(yaml.load(source, Core))


# Names that are not a schema's own.
FREE = ("rules", "waivers")


def held(value: Any) -> Iterator[dict[Any, Any]]:
    """Yield every mapping whose keys a schema knows."""
    if isinstance(value, dict):
        yield value
        for key, part in value.items():
            if key not in FREE:
                yield from held(part)
    for part in value if isinstance(value, list) else ():
        yield from held(part)


@pytest.mark.parametrize(
    "kind, path",
    [
        ("rule", "facts.yaml"),
        ("rule", "emergency.yaml"),
        ("rule", "history.yaml"),
        ("contexts", "contexts.yaml"),
        ("words", "terms/private.yaml"),
        *(("city", name) for name in city_files()),
    ],
)
def test_a_misspelt_key_does_not_fit(kind: str, path: str) -> None:
    file = root("cities") / f"{path}.yaml" if kind == "city" else root("rules") / path
    document = yaml.load(file.read_text("utf-8"), Core)
    # Entry by entry: one fault is enough for a whole file, and each mapping is to have its own.
    entries = document if kind != "city" else [document]
    for entry in entries[:12]:
        whole = [entry] if kind != "city" else entry
        assert validator(kind).is_valid(whole)
        for number, table in enumerate(held(entry)):
            if kind == "city" and number % 7:
                continue
            for key in list(table):
                changed = copy.deepcopy(whole)
                meant = list(held(changed[0] if kind != "city" else changed))[number]
                meant[f"{key}x"] = meant.pop(key)
                assert not validator(kind).is_valid(changed), (table, key)


@pytest.mark.parametrize(
    "kind, source",
    [
        ("configuration", "{drafts: [{files: [x/**], city: ueda}], ignore: '*.old'}"),
        ("configuration", "{rules: {insult: {off: true, reason: 方言}}, phones: [04-7167-1111 市役所]}"),
        ("configuration", "{accounts: [{name: 公式X, platform: x, hours: '09:00-17:00', closed: []}]}"),
        ("configuration", ""),
        ("words", "[{id: a, title: 組, words: [2026, 語]}]"),
    ],
)
def test_what_fits(kind: str, source: str) -> None:
    assert validator(kind).is_valid(yaml.load(source, Core))
    assert not source or validator(kind).is_valid(located(source))


@pytest.mark.parametrize(
    "kind, source",
    [
        ("configuration", "{draft: []}"),
        ("configuration", "{rules: {insult: {off: true}}}"),
        ("configuration", "{rules: {insult: {off: true, level: note, reason: 方言}}}"),
        ("configuration", "{accounts: [{name: 公式X, platform: twitter}]}"),
        ("configuration", "{drafts: {files: [x/**], city: ueda}}"),
        ("words", "[{id: a, title: 組, words: []}]"),
        ("words", "[{id: a, title: 組, words: [~]}]"),
        ("words", "{id: a, title: 組, words: [語]}"),
    ],
)
def test_what_does_not_fit(kind: str, source: str) -> None:
    assert not validator(kind).is_valid(yaml.load(source, Core))


@pytest.mark.parametrize(
    "old, new",
    [
        ("", ""),
        ("{rules: insult.words, level: ng}", "{rules: hours.outside, with: {except_emergency: true}}"),
        (
            "{check: required-tag, with: {tags: [例示市]}}",
            "{check: required-tag, with: {tags: 例示市, near: [れいじ]}}",
        ),
        ("{check: required-tag, with: {tags: [例示市]}}", "{check: likeness}"),
    ],
)
def test_a_city_that_fits(old: str, new: str) -> None:
    source = CITY.replace(old, new) if old else CITY
    validator("city").validate(yaml.load(source, Core))
    validator("city").validate(located(source))


@pytest.mark.parametrize(
    "old, new",
    [
        ("    date: 令和6年4月1日\n", ""),
        ("    date: 令和6年4月1日\n", "    dates: 令和6年4月1日\n"),
        ("until: 2024-03-31", "until: 2024-3-31"),
        ("until: 2024-03-31", "until: 20240331"),
        ("{id: 第2条, text: 品位を保つ。, not_checked: 心構え}", "{id: 第2条, text: 品位を保つ。}"),
        ("with: {per_day: 2}", "with: {a_day: 2}"),
        ("{check: required-tag, with: {tags: [例示市]}}", "{check: required-tags, with: {tags: [例示市]}}"),
        ("{check: required-tag, with: {tags: [例示市]}}", "{check: required-tag, with: {tag: [例示市]}}"),
        ("{check: required-tag, with: {tags: [例示市]}}", "{check: required-tag, with: {except_emergency: true}}"),
        ("{rules: insult.words, level: ng}", "{rules: insult.words, with: {excpet: true}}"),
        ("{rules: insult.words, level: ng}", "{rules: hours.outside, with: {except_emergency: perhaps}}"),
    ],
)
def test_a_city_that_does_not_fit(old: str, new: str) -> None:
    assert CITY.count(old) == 1
    assert not validator("city").is_valid(yaml.load(CITY.replace(old, new), Core))
