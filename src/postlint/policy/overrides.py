"""What a configuration changes about a city and its rules."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from postlint.errors import Place, PolicyError, did_you_mean
from postlint.model import LEVELS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postlint.policy.cities import City
    from postlint.policy.rules import Rule


def levels(overrides: list[Mapping[str, Any]], rules: Mapping[str, Rule]) -> dict[str, str | None]:
    """Return rule id → level in place of the city's; None: switched off. A rule's own entry beats its topic's.

    Raises PolicyError for a name that is no rule, and where a rule that can never be waived would be let off.
    """
    changed: dict[str, str | None] = {}
    topics = {rule.topic for rule in rules.values()}
    for override in sorted(overrides, key=lambda one: one["name"] in rules):
        name, level, place = override["name"], override["level"], Place(*override["place"])
        fits = [rules[name]] if name in rules else [rule for rule in rules.values() if rule.topic == name]
        if not fits:
            raise PolicyError(f"知らないルール {name}", place=place, hint=did_you_mean(name, {*rules, *topics}))
        for rule in fits:
            if not rule.waivable and (level is None or LEVELS.index(level) < LEVELS.index(rule.level)):
                what = f"{rule.id} は例外を認められないルールなので、切ることも軽くすることもできません"
                raise PolicyError(what, place=place)
            changed[rule.id] = level
    return changed


def with_own(city: City, own: Mapping[str, Any]) -> City:
    """Return a city with the hosts, names, tags, numbers and accounts of a configuration besides its own."""
    if not own:
        return city
    s = city.setting
    phones = s.get("phones") or {}
    handles = [*own["handles"], *(account["handle"] for account in own["accounts"] if "handle" in account)]
    setting = {
        **s,
        "hosts": [*s["hosts"], *own["hosts"]],
        "handles": _added(s.get("handles"), handles),
        "tags": {**s["tags"], "own": _added(s["tags"].get("own"), own["tags"])},
        "partners": own["partners"],
        "accounts": own["accounts"],
    }
    if own["phones"]:
        setting["phones"] = {**phones, "directory": [*phones.get("directory", ()), *own["phones"]]}
    return replace(city, setting=setting)


def _added(known: list[str] | None, more: list[str]) -> list[str]:
    return list(dict.fromkeys([*(known or ()), *more]))


def remark(accounts: list[Mapping[str, Any]], key: str, heading: str) -> str:
    """Return what the accounts say of `key`, to stand behind a question; empty when they say nothing."""
    told = [f"{account['name']}は{account[key]}" for account in accounts if key in account]
    return f"（{heading}: {'、'.join(told)}）" if told else ""
