"""What a city's guideline is enforced by, clause by clause, as plain data: rules with examples, questions, looks."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from postlint.errors import PolicyError
from postlint.located import load
from postlint.model import Clause
from postlint.policy.clauses import select
from postlint.policy.files import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postlint.policy.cities import City
    from postlint.policy.clauses import CityClause
    from postlint.policy.rules import Rule
    from postlint.policy.watch import Watch

_LOOKS = Path(__file__).parent.parent / "data" / "looks.yaml"


def coverage(
    city: City, rules: Mapping[str, Rule], changed: Mapping[str, str | None] = MappingProxyType({})
) -> dict[str, Any]:
    """Return each clause with what is done about it; `fault` says why a clause that claims to be enforced is not.

    `changed` are levels in place of the city's, by rule; None switches a rule off.
    Raises PolicyError where the city names a rule that does not exist.
    """
    looks = load(read(_LOOKS), file=str(_LOOKS), error=PolicyError)
    watches = [(entry, _look(entry, rules, looks)) for entry in city.watch]
    own = {clause.clause.id for clause in city.clauses}
    clauses = [_clause(clause, city, rules, changed, watches) for clause in city.clauses]
    enforced = {rule["id"]: rule for clause in clauses for rule in clause["rules"]}
    return {
        "city": city.id,
        "name": city.name,
        "guideline": city.title,
        **({"edition": city.until} if city.until else {}),
        "publisher": city.publisher,
        "date": city.date,
        "source": city.source,
        "clauses": clauses,
        # What the guideline asks of an account as a whole stands in no clause that binds a post.
        "watch": [
            {**look, "cite": entry.clause.cite, "text": entry.clause.text}
            for entry, look in watches
            if isinstance(entry.clause, Clause) and entry.clause.id not in own
        ],
        "count": {
            "clauses": len(clauses),
            **{how: sum(clause["how"] == how for clause in clauses) for how in ("enforce", "ask", "not_checked")},
            "rules": len(enforced),
            "examples": sum(rule["examples"] for rule in enforced.values()),
            "questions": sum(len(clause["questions"]) for clause in clauses),
            "faults": sum(bool(clause["fault"]) for clause in clauses),
        },
    }


def _clause(
    clause: CityClause, city: City, rules: Mapping[str, Rule], changed: Mapping[str, str | None],
    watches: list[tuple[Watch, dict[str, Any]]],
) -> dict[str, Any]:  # fmt: skip
    every = list(_enforced(clause, city, rules, changed))
    enforced = [rule for rule in every if rule["level"] is not None]
    fault = ""
    if every and not enforced:
        fault = "この条項を検査するルールは、postlint.yaml ですべて切ってあります"
    elif clause.how == "enforce" and not any(rule["bad"] for rule in enforced):
        fault = "この条項を検査するルールに、この市で試せる例がありません"
    return {
        "id": clause.clause.id,
        "cite": clause.clause.cite,
        "under": clause.under,
        "text": clause.clause.text,
        "how": clause.how,
        "rules": enforced,
        "topics": dict(Counter(rule["topic"] for rule in enforced)),
        "examples": sum(rule["examples"] for rule in enforced),
        "questions": [ask.question for ask in clause.ask],
        "reason": clause.not_checked,
        "watch": [look for entry, look in watches if _id(entry) == clause.clause.id],
        "fault": fault,
    }


def _enforced(
    clause: CityClause, city: City, rules: Mapping[str, Rule], changed: Mapping[str, str | None]
) -> Iterator[dict[str, Any]]:
    """Yield the rules a clause puts in force, each once, with the examples that are not another city's."""
    seen: set[str] = set()
    for enforcement in clause.enforce:
        for rule in select(enforcement, rules):
            if rule.id in seen:
                continue
            seen.add(rule.id)
            bad, good = (
                sum(example.city in (None, city.id) for example in examples) for examples in (rule.bad, rule.good)
            )
            yield {
                "id": rule.id,
                "topic": rule.topic,
                "title": rule.title,
                "level": changed.get(rule.id, enforcement.level or rule.level),
                "bad": bad,
                "good": good,
                "examples": bad + good,
            }


def _id(entry: Watch) -> str:
    return entry.clause.id if isinstance(entry.clause, Clause) else entry.clause


def _look(entry: Watch, rules: Mapping[str, Rule], looks: Mapping[str, Any]) -> dict[str, Any]:
    named = [rules[name].title if name in rules else name for name in entry.parameters.get("rules", ())]
    title = looks[entry.look]["title"].replace("{rule}", "、".join(named))
    return {"look": entry.look, "title": title, "level": entry.level}
