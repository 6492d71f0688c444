"""Rules bound to checks for one edition of a city's guideline.

Terms are tokenized, every example is run, and an index tells what must be there to look.

The result is plain JSON data: `rules` (entries), `contexts`, `questions`, `clauses`, the index (see `postlint.index`),
the `owners` of its slots (entries by number), the entries to look at `always`, and those to look at
`last`, in drafts that are `likely` (percent) and in which nothing of their topics (`spoken`) was found.
"""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from postlint.checks import Setting, registry
from postlint.compiled.bind import bind_context, bind_rule, triggers
from postlint.compiled.examples import run_examples
from postlint.compiled.groups import index
from postlint.compiled.settings import own_files
from postlint.errors import PolicyError
from postlint.policy.files import city_files, rule_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from postlint.checks import Needs
    from postlint.compiled.settings import Settings
    from postlint.policy.cities import City
    from postlint.policy.clauses import Enforcement
    from postlint.policy.rules import Context, Rule


def build(name: str, settings: Settings | None = None, until: str = "") -> dict[str, Any]:
    """Compile the policy of a city from its files, running every example of its rules. Raises PolicyError.

    `until` names an earlier edition of its guideline by its last day. Of a configuration's own rules all examples are
    run, and each must be put in force by some city.
    """
    from postlint.policy.cities import load_city
    from postlint.policy.editions import edition, every
    from postlint.policy.overrides import levels, with_own
    from postlint.text.analyser import dictionary_version

    own_rules, own_cities = own_files(settings)
    rules, contexts, tried = _loaded(
        tuple((path, path.stat().st_size, path.stat().st_mtime_ns) for path in (*rule_files(), *own_rules))
    )
    whole = load_city(name, {**city_files(), **own_cities})
    for one in every(whole):  # a name that fits no rule is found here, not when a post of that time is met
        in_force(one, rules)
    city = edition(whole, date.fromisoformat(until)) if until else whole
    stated = settings.stated if settings else None
    accounts = stated["accounts"] if stated else []
    changed = levels(stated["rules"], rules) if stated else {}
    setting = Setting((with_own(city, stated) if stated else city).setting)
    compiled_contexts = {c.id: bind_context(c, setting) for c in contexts.values()}
    entries = list(_entries(city, rules, setting, changed))
    own = [rule.id for rule in rules.values() if rule.place.file in map(str, own_rules)]
    _refuse_idle([rules[id_] for id_ in own], rules, own_cities)
    for id_ in dict.fromkeys([*(entry["id"] for entry in entries), *own]):
        if id_ in tried:
            continue
        run_examples(rules[id_], compiled_contexts)
        tried.add(id_)
    used = {name for entry in entries for name in entry["unless"]}
    always: list[int] = []
    last = [number for number, entry in enumerate(entries) if entry["match"].get("check") == "likeness"]
    owners: list[int] = []
    needs: list[Needs] = []
    for number, entry in enumerate(entries):
        if number in last:
            continue
        needed = None if entry["needs"] else triggers(entry["match"], len(owners))
        if needed is None:
            always.append(number)
            continue
        owners += [number] * len(needed)
        needs += needed
    return {
        "city": city.id,
        "name": city.name,
        "guideline": city.title,
        "edition": city.until,
        "editions": [one.until for one in city.editions],
        "dictionary": dictionary_version(),
        "clauses": [[c.clause.id, c.clause.cite, c.clause.text] for c in city.clauses],
        "rules": entries,
        "contexts": {name: compiled_contexts[name] for name in sorted(used)},
        "questions": list(_questions(city, rules, accounts)),
        "watch": list(_watch(city, rules)),
        **index(needs),
        "owners": owners,
        "always": always,
        "last": last,
        "spoken": sorted({entries[number]["topic"] for number in last}),
        "likely": min((entries[number]["match"]["spec"]["at_least"] for number in last), default=100),
    }


@lru_cache(maxsize=1)
def _loaded(look: tuple[Any, ...]) -> tuple[Mapping[str, Rule], Mapping[str, Context], set[str]]:
    """Return rules and contexts, read once for all cities, and the ids of rules whose examples were run."""
    from postlint.policy.rules import load_rules

    return *load_rules(registry(), [path for path, _, _ in look]), set()


def _refuse_idle(own: list[Rule], rules: Mapping[str, Rule], own_cities: Mapping[str, Path]) -> None:
    """Refuse a rule of one's own that no clause of any city puts in force: it would never find anything."""
    if not own:
        return
    from postlint.policy.cities import load_city
    from postlint.policy.editions import every

    cities = [load_city(name, {**city_files(), **own_cities}) for name in (*city_files(), *own_cities)]
    used = set().union(*(in_force(one, rules) for city in cities for one in every(city)))
    for rule in own:
        if rule.id not in used:
            hint = "topic を条項が挙げる話題にするか、市のファイルの enforce に書いてください"
            raise PolicyError(f"ルール {rule.id} を使う条項がどの市にもありません", place=rule.place, hint=hint)


def in_force(city: City, rules: Mapping[str, Rule]) -> set[str]:
    """Return the ids of the rules that a city's clauses enforce or ask about. Raises PolicyError for an unknown name."""
    enforced = (rule for clause in city.clauses for each in clause.enforce for rule in _selected(each, rules))
    return {rule.id for rule in (*enforced, *_asked(city, rules))}


def _entries(
    city: City, rules: Mapping[str, Rule], setting: Setting, changed: Mapping[str, str | None]
) -> Iterator[dict[str, Any]]:
    """Yield one entry for each rule with each set of parameters and conditions that this city enforces it with.

    `changed` are levels in place of the city's, by rule; None switches a rule off, and the questions it would raise.
    """
    entries: dict[str, dict[str, Any]] = {}
    for number, clause in enumerate(city.clauses):
        reach = sum(len(e.names) or 1 for e in clause.enforce)
        for enforcement in clause.enforce:
            for rule in _selected(enforcement, rules):
                level = changed.get(rule.id, enforcement.level or rule.level)
                if level is None:
                    continue
                when = {**rule.when, **enforcement.when}
                key = json.dumps([rule.id, _plain(enforcement.parameters), when, level], sort_keys=True)
                if key not in entries:
                    entries[key] = bind_rule(rule, setting, enforcement.parameters, when, level)
                # The clause that names the fewest things says most closely what is wrong.
                entries[key]["clauses"].append([reach, number])
    enforced = {e["id"] for e in entries.values()}
    for rule in _asked(city, rules):
        if rule.id not in enforced and changed.get(rule.id, "") is not None:
            enforced.add(rule.id)
            silent = bind_rule(rule, setting, {}, rule.when, None)
            silent["silent"] = True
            entries["silent " + rule.id] = silent
    yield from entries.values()


def _selected(enforcement: Enforcement, rules: Mapping[str, Rule]) -> list[Rule]:
    from postlint.policy.clauses import select

    return select(enforcement, rules)


def _asked(city: City, rules: Mapping[str, Rule]) -> Iterator[Rule]:
    from postlint.policy.clauses import named

    for clause in city.clauses:
        for ask in clause.ask:
            yield from named(ask.rules, rules, ask.place)


def _questions(city: City, rules: Mapping[str, Rule], accounts: list[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the questions, with what the accounts of a configuration say of approvers and replies."""
    from postlint.policy.clauses import named
    from postlint.policy.overrides import remark

    approvers, replies = remark(accounts, "approver", "承認者"), remark(accounts, "reply", "返信の方針")

    for number, clause in enumerate(city.clauses):
        for ask in clause.ask:
            yield {
                "clause": number,
                "question": ask.question
                + (approvers if "approved" in ask.unless else "")
                + (replies if ask.when.get("kind") == ("reply",) else ""),
                "when": {fact: list(words) for fact, words in ask.when.items()},
                "media": ask.media,
                "unless": {fact: list(words) for fact, words in ask.unless.items()},
                "rules": [rule.id for rule in named(ask.rules, rules, ask.place)],
            }


def _watch(city: City, rules: Mapping[str, Rule]) -> Iterator[dict[str, Any]]:
    from postlint.policy.clauses import named

    for entry in city.watch:
        parameters = dict(entry.parameters)
        if "rules" in parameters:
            parameters["rules"] = [rule.id for rule in named(tuple(parameters["rules"]), rules, entry.place)]
        yield {"look": entry.look, "with": parameters, "level": entry.level, "clause": list(entry.clause)}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list) else str(value)
