"""Policy → compiled policy: rules bound to checks, terms tokenized, every example run, the result cached.

The compiled form is plain JSON, one file a city in the user's own cache folder, so that a plain `check` reads no
YAML and start-up does not grow with the rules. JSON rather than marshal or pickle: a damaged or hostile file can be
wrong, but it cannot run anything. The key covers every rule and city file, the version and the dictionary; the
first line of the file is the digest of the rest. A file that does not fit is rebuilt without a word.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postlint import __version__
from postlint.checks import Setting, check, registry
from postlint.errors import InputError, PolicyError, did_you_mean
from postlint.policy.files import city_files, rule_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from postlint.policy.cities import City, CityClause, Enforcement
    from postlint.policy.rules import Context, Example, Group, Leaf, Rule

_FORMAT = "2"


def policy(city: str, *, cache: bool = True) -> dict[str, Any]:
    """Return the compiled policy of a city. Raises InputError (unknown city) and PolicyError (a broken file)."""
    files = city_files()
    if city not in files:
        raise InputError(f"市区町村「{city}」のガイドラインがありません", hint=did_you_mean(city, files))
    key = _key([*rule_files(), files[city]])
    file = cache_folder() / f"{city}.json" if cache else None
    if file:
        kept = _read(file, key)
        if kept:
            return kept
    built = build(city)
    built["key"] = key
    if file:
        _write(file, built)
    return built


def cache_folder() -> Path:
    """Return the user's own cache folder: `POSTLINT_CACHE`, else the platform's usual place."""
    # platformdirs would say the same for 16 ms of every run.
    if named := os.environ.get("POSTLINT_CACHE"):
        return Path(named)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or "~/AppData/Local"
    elif sys.platform == "darwin":
        base = "~/Library/Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    try:
        return Path(base).expanduser() / "postlint"
    except RuntimeError:  # no home folder: nothing will be kept
        return Path(os.devnull) / "postlint"


def _key(files: Iterable[Path]) -> str:
    digest = hashlib.sha256(f"{_FORMAT} {__version__} {_dictionary()}".encode())
    for path in files:
        try:
            data = path.read_bytes()
        except OSError as fault:
            raise PolicyError(f"{path} を開けません: {fault.strerror}") from None
        digest.update(f"\0{path.name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def _dictionary() -> str:
    import sudachipy

    # The dictionary's own version is pinned with the package; asking importlib.metadata would cost 20 ms.
    return str(sudachipy.__version__)


def _read(file: Path, key: str) -> dict[str, Any] | None:
    try:
        head, _, body = file.read_bytes().partition(b"\n")
        if head.decode() != hashlib.sha256(body).hexdigest():
            return None
        kept = json.loads(body)
    except (OSError, ValueError):
        return None
    return kept if isinstance(kept, dict) and kept.get("key") == key else None


def _write(file: Path, built: Mapping[str, Any]) -> None:
    body = json.dumps(built, ensure_ascii=False, separators=(",", ":")).encode()
    scratch = file.with_suffix(f".{os.getpid()}.tmp")
    with contextlib.suppress(OSError):  # a cache that cannot be kept is no fault
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        scratch.write_bytes(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        scratch.replace(file)


def build(name: str) -> dict[str, Any]:
    """Compile the policy of a city from its files, running every example of its rules. Raises PolicyError."""
    from postlint.policy.cities import load_city
    from postlint.policy.rules import load_rules
    from postlint.text.analyser import dictionary_version

    rules, contexts = load_rules(registry())
    city = load_city(name)
    setting = Setting(city.setting)
    compiled_contexts = {c.id: _context(c, setting) for c in contexts.values()}
    entries = list(_entries(city, rules, setting))
    for rule in {entry["id"]: rules[entry["id"]] for entry in entries}.values():
        run_examples(rule, compiled_contexts)
    used = {name for entry in entries for name in entry["unless"]}
    words: dict[str, list[int]] = {}
    literals: dict[str, list[int]] = {}
    always: list[int] = []
    for number, entry in enumerate(entries):
        guard = _guard(entry["match"])
        if guard is None or entry["needs"] or not any(guard):
            always.append(number)
            continue
        for index, keys in zip((words, literals), guard, strict=True):
            for key in dict.fromkeys(keys):
                index.setdefault(key, []).append(number)
    return {
        "city": city.id,
        "name": city.name,
        "guideline": city.title,
        "dictionary": dictionary_version(),
        "clauses": [[c.clause.id, c.clause.cite, c.clause.text] for c in city.clauses],
        "rules": entries,
        "contexts": {name: compiled_contexts[name] for name in sorted(used)},
        "questions": list(_questions(city, rules)),
        "words": words,
        "literals": literals,
        "always": always,
    }


def _entries(city: City, rules: Mapping[str, Rule], setting: Setting) -> Iterator[dict[str, Any]]:
    """Yield one entry for each rule with each set of parameters and conditions that this city enforces it with."""
    entries: dict[str, dict[str, Any]] = {}
    for number, clause in enumerate(city.clauses):
        reach = sum(len(_selected(e, rules)) for e in clause.enforce)
        for enforcement in clause.enforce:
            for rule in _selected(enforcement, rules):
                when = {**rule.when, **enforcement.when}
                key = json.dumps([rule.id, _plain(enforcement.parameters), when, enforcement.level], sort_keys=True)
                if key not in entries:
                    entries[key] = entry(rule, setting, enforcement.parameters, when, enforcement.level)
                # The clause that enforces the fewest rules says most closely what is wrong.
                entries[key]["clauses"].append([reach, number])
    enforced = {e["id"] for e in entries.values()}
    for _, rule in _asked(city, rules):
        if rule.id not in enforced:
            enforced.add(rule.id)
            silent = entry(rule, setting, {}, rule.when, None)
            silent["silent"] = True
            entries["silent " + rule.id] = silent
    yield from entries.values()


def _selected(enforcement: Enforcement, rules: Mapping[str, Rule]) -> list[Rule]:
    from postlint.policy.cities import select

    return select(enforcement, rules)


def _asked(city: City, rules: Mapping[str, Rule]) -> Iterator[tuple[CityClause, Rule]]:
    from postlint.policy.cities import named

    for clause in city.clauses:
        for ask in clause.ask:
            for rule in named(ask.rules, rules, ask.place):
                yield clause, rule


def _questions(city: City, rules: Mapping[str, Rule]) -> Iterator[dict[str, Any]]:
    from postlint.policy.cities import named

    for number, clause in enumerate(city.clauses):
        for ask in clause.ask:
            yield {
                "clause": number,
                "question": ask.question,
                "when": {fact: list(words) for fact, words in ask.when.items()},
                "media": ask.media,
                "unless": {fact: list(words) for fact, words in ask.unless.items()},
                "rules": [rule.id for rule in named(ask.rules, rules, ask.place)],
            }


def entry(
    rule: Rule, setting: Setting, parameters: Mapping[str, Any], when: Mapping[str, tuple[str, ...]], level: str | None
) -> dict[str, Any]:
    """Bind one rule to its checks with a city's parameters."""
    match = _node(rule.match, setting, parameters)
    return {
        "id": rule.id,
        "topic": rule.topic,
        "title": rule.title,
        "level": level or rule.level,
        "message": rule.message,
        "repair": rule.repair,
        "when": {fact: list(words) for fact, words in when.items()},
        "unless": list(rule.unless),
        "needs": sorted(_needs(match)),
        "clauses": [],
        "silent": False,
        "match": match,
    }


def _node(match: Leaf | Group, setting: Setting, parameters: Mapping[str, Any]) -> dict[str, Any]:
    from postlint import schema
    from postlint.policy.rules import Group

    if isinstance(match, Group):
        parts = [_node(part, setting, parameters) for part in match.parts]
        return {"group": match.kind, "within": match.within, "parts": parts}
    module = check(match.kind)
    try:
        own = schema.mapping({k: f._replace(required=False) for k, f in module.FIELDS.items()}, what="with")
        fields = {**match.fields, **(own(parameters) if parameters else {})}
        spec = module.compile(fields, setting)
    except schema.SchemaError as fault:
        raise schema.reraise(fault, PolicyError) from None
    return {"check": match.kind, "spec": spec}


def _context(context: Context, setting: Setting) -> dict[str, Any]:
    return {
        "match": _node(context.match, setting, {}) if context.match else None,
        "inside": context.inside,
        "scope": context.scope,
        "side": context.side,
        "within": context.within,
    }


def _needs(node: Mapping[str, Any]) -> set[str]:
    if "parts" in node:
        return set().union(*(_needs(part) for part in node["parts"]))
    return set(getattr(check(node["check"]), "NEEDS", ()))


def _guard(node: Mapping[str, Any]) -> tuple[list[str], list[str]] | None:
    """Return words and literals one of which a hit needs; None when there is no telling."""
    if "parts" not in node:
        module = check(node["check"])
        guard: tuple[list[str], list[str]] | None = module.guard(node["spec"]) if hasattr(module, "guard") else None
        return guard
    guards = [_guard(part) for part in node["parts"]]
    known = [guard for guard in guards if guard is not None]
    if node["group"] == "all":
        return min(known, key=lambda guard: len(guard[0]) + len(guard[1])) if known else None
    if len(known) < len(guards):
        return None
    return [w for words, _ in known for w in words], [x for _, literals in known for x in literals]


def run_examples(rule: Rule, contexts: Mapping[str, Any]) -> None:
    """Run the examples of a rule. Raises PolicyError with the place of the first that fails."""
    for example in (*rule.bad, *rule.good):
        hits = try_example(rule, example, contexts)
        if example in rule.bad:
            _check_bad(rule, example, hits)
        elif hits:
            raise _failed(rule, example, f"見つけてはいけない例で「{hits[0]}」を見つけました")
        elif example.why in rule.unless and not try_example(rule, example, contexts, without=example.why):
            raise _failed(rule, example, f"文脈 {example.why} がなくても見つかりません", hint="why を確かめてください")


def _check_bad(rule: Rule, example: Example, hits: list[str]) -> None:
    if not hits:
        raise _failed(rule, example, "見つけるべき例で何も見つかりません")
    if example.match is not None and example.match not in hits:
        raise _failed(rule, example, f"例の match「{example.match}」ではなく「{hits[0]}」を見つけました")


def _failed(rule: Rule, example: Example, what: str, hint: str = "") -> PolicyError:
    return PolicyError(f"ルール {rule.id}: {what}: {example.text.strip()[:60]}", place=example.place, hint=hint)


def try_example(rule: Rule, example: Example, contexts: Mapping[str, Any], *, without: str | None = None) -> list[str]:
    """Return what the rule finds in one of its examples, as quoted text; `without` leaves out one context."""
    from postlint import schema
    from postlint.drafts.facts import FACTS
    from postlint.engine import applies, fire
    from postlint.errors import Unjudged
    from postlint.model import Draft
    from postlint.text.document import Document

    try:
        facts = schema.mapping(FACTS, what="facts")(example.facts) if example.facts else {}
    except schema.SchemaError as fault:
        raise schema.reraise(fault, PolicyError) from None
    draft = Draft(example.text, **facts)
    bound = entry(rule, _example_setting(example), example.parameters, rule.when, None)
    bound["unless"] = [name for name in bound["unless"] if name != without]
    if applies(bound["when"], draft) is not True or any(getattr(draft, fact) is None for fact in bound["needs"]):
        return []
    try:
        return [hit.match for hit in fire(bound, Document(draft), contexts)]
    except Unjudged:
        return []


def _example_setting(example: Example) -> Setting:
    from postlint.policy.cities import load_city

    if example.city:
        return Setting(load_city(example.city).setting)
    return Setting(
        {
            "city": "example",
            "name": "例示市",
            "hosts": ["city.reiji.lg.jp"],
            "handles": [],
            "tags": {"own": ["例示市"]},
            "offices": {"hours": "08:30-17:15", "closed": ["sat", "sun", "holidays", "12-29..01-03"]},
        }
    )


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list) else str(value)
