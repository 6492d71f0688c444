"""The rules an author asks about: those shipped, those of a configuration, and those of a file that is named."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from postlint.errors import InputError, Place, did_you_mean, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from postlint.compiled.settings import Settings
    from postlint.errors import PostlintError
    from postlint.policy.rules import Context, Rule
    from postlint.report.human import Line

# What the commands for authors have in common.
Names = Annotated[
    list[str] | None, typer.Argument(metavar="[RULE|TOPIC|FILE…]", help="ルールのid、話題、またはルールのファイル")
]
Config = Annotated[str | None, typer.Option(help="この postlint.yaml の rules_dir のルールも調べます")]


class Known(NamedTuple):
    """What there is under a configuration: rules, contexts, files of cities, and levels in place of the cities' own.

    A level of None switches a rule off.
    """

    rules: Mapping[str, Rule]
    contexts: Mapping[str, Context]
    cities: Mapping[str, Path]
    changed: Mapping[str, str | None]


class Authored(NamedTuple):
    """Everything that is loaded, contexts also as bound for examples, and which rules were asked for."""

    rules: Mapping[str, Rule]
    contexts: Mapping[str, Context]
    bound: Mapping[str, Any]
    chosen: list[Rule]
    files: list[Path]
    cities: Mapping[str, Path]


def known_under(config: str | None) -> Known:
    """Load what there is under the configuration named, else under the one of the current folder.

    Raises InputError where it cannot be read, PolicyError for a broken file.
    """
    from postlint.checks import registry
    from postlint.cli.under import Under
    from postlint.compiled.settings import all_files
    from postlint.policy.overrides import levels
    from postlint.policy.rules import load_rules

    settings = Under(config).settings("-")
    files, cities = all_files(settings)
    rules, contexts = load_rules(registry(), files)
    return Known(rules, contexts, cities, levels(settings.stated["rules"], rules) if settings else {})


def load(
    names: list[str], *, config: str | None = None, settings: Settings | None = None, without: Path | None = None
) -> Authored:
    """Load rules and choose those `names` mean: rule ids, topics or files; all without names.

    Rules of one's own come from `settings`, else from the configuration named or the one of the current folder; the file
    `without` is not read. Raises InputError for a name that fits nothing, PolicyError for a broken file.
    """
    from postlint.checks import registry
    from postlint.cli.under import Under
    from postlint.compiled.bind import bind_context
    from postlint.compiled.examples import example_setting
    from postlint.compiled.settings import all_files
    from postlint.policy.rules import load_rules

    given, cities = all_files(settings or Under(config).settings("-"))
    known = {path.resolve(): path for path in given}
    if without is not None:
        known.pop(without.resolve(), None)
    named = [_file(name) for name in names if _is_path(name)]
    files = [*known.values(), *dict.fromkeys(path for path in named if path not in known)]
    rules, contexts = load_rules(registry(), files)
    chosen = [rule for name in names for rule in _meant(name, rules, contexts)] if names else list(rules.values())
    setting = example_setting(None)
    return Authored(
        rules, contexts, {name: bind_context(context, setting) for name, context in contexts.items()},
        list({rule.id: rule for rule in chosen}.values()), files, cities,
    )  # fmt: skip


def enforced(cities: Mapping[str, Path], rules: Mapping[str, Rule]) -> dict[str, set[str]]:
    """Return the ids of the rules that each edition of each city puts in force. Raises PolicyError for a broken file."""
    from postlint.compiled.build import in_force
    from postlint.policy.cities import load_city
    from postlint.policy.editions import every

    return {f"{name} {one.until}": in_force(one, rules) for name in cities for one in every(load_city(name, cities))}


def _is_path(name: str) -> bool:
    return name.endswith((".yaml", ".yml", ".md")) or os.sep in name or "/" in name


def _file(name: str) -> Path:
    path = Path(name)
    try:
        path.stat()
    except (OSError, ValueError) as fault:
        raise unreadable(path, fault) from None
    if path.suffix != ".yaml" or not path.is_file():
        raise InputError("ルールのファイル（*.yaml）ではありません", place=Place(name))
    return path.resolve()


def _meant(name: str, rules: Mapping[str, Rule], contexts: Mapping[str, Context]) -> list[Rule]:
    if _is_path(name):
        path = _file(name)
        # Of a file of contexts or words the rules are meant that might be changed by it: any.
        inside = [rule for rule in rules.values() if Path(rule.place.file).resolve() == path]
        return inside or list(rules.values())
    found = [rule for rule in rules.values() if name in (rule.id, rule.topic)]
    if not found:
        hint = did_you_mean(name, {*rules, *(rule.topic for rule in rules.values())})
        raise InputError(f"ルールにも話題にも「{name}」はありません", hint=hint)
    return found


def told(faults: Iterable[PostlintError]) -> Iterable[Line]:
    """Yield one line for each fault: where (from the current folder), what, and a hint."""
    from postlint.report.cells import shown

    for fault in faults:
        where = f"{from_here(fault.place)}: " if fault.place else ""
        hint = f"（{fault.hint}）" if fault.hint else ""
        yield [(where, "dim"), (shown(fault.what), ""), (shown(hint), "dim")]


def from_here(place: Place) -> str:
    """Return a place as one types it: from the current folder, where it is below that."""
    path = os.path.relpath(place.file) if Path(place.file).is_relative_to(Path.cwd()) else place.file
    return str(place._replace(file=path))
