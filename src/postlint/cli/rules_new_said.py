"""What `rules new` says when a rule is written: what it finds, and what must be done before a check uses it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from postlint.errors import did_you_mean
from postlint.policy.cities import load_city
from postlint.policy.clauses import select
from postlint.policy.editions import every
from postlint.report.cells import shown
from postlint.report.human import wrapped
from postlint.report.words import MARKS, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from postlint.cli.authored import Authored
    from postlint.compiled.settings import Settings
    from postlint.policy.rules import Rule
    from postlint.report.human import Line, Paper


def lines(rule: Rule, path: Path, known: Authored, settings: Settings | None, paper: Paper) -> Iterator[Line]:
    """Yield what was written and what follows."""
    file = shown(_from_here(path))
    yield [(f"{file} に {rule.id} を書きました（{MARKS[rule.level]} {WORDS['ja'][rule.level]}）。", "strong")]
    for example in rule.bad:
        yield from wrapped("  見つける   ", shown(f"{example.text} → 「{example.match}」"), paper)
    for example in rule.good:
        yield from wrapped("  見つけない ", shown(example.text), paper)
    yield []
    yield [("次にすること", "strong")]
    for note in (_folder(path, settings), *_clauses(rule, known), f"確かめるには: postlint rules test {file}"):
        yield from wrapped("* ", shown(note), paper)


def _folder(path: Path, settings: Settings | None) -> str:
    """Say what makes a check read the file."""
    folder = path.resolve().parent
    home = os.path.dirname(settings.path) if settings else os.getcwd()  # noqa: PTH109, PTH120
    own = settings.stated["rules_dirs"] if settings else []
    if any(os.path.realpath(one) == str(folder) for one in own):
        return "postlint.yaml の rules_dir のフォルダーにあるので、次の判定から読まれます。"
    if own:
        return f"判定で使うには、rules_dir のフォルダー {_from_here(own[-1])} に移してください。"
    if os.path.realpath(home) == str(folder):
        return "判定で使うには、フォルダー（例: rules）に移し、postlint.yaml に rules_dir: rules と書いてください。"
    name = os.path.relpath(folder, os.path.realpath(home)).replace(os.sep, "/")
    return f"判定で使うには、postlint.yaml に rules_dir: {name} と書いてください。"


def _clauses(rule: Rule, known: Authored) -> Iterator[str]:
    """Say which clauses put the rule in force, or what must be done for some to do so."""
    rules = {**known.rules, rule.id: rule}
    cities = [one for name in known.cities for one in every(load_city(name, known.cities))]
    places = {
        f"{city.name}{f'の{city.until} までの版' if city.until else ''}": [
            one.clause.cite for one in city.clauses if any(rule in select(e, rules) for e in one.enforce)
        ]
        for city in cities
    }
    said = "、".join(f"{name}（{'・'.join(cites)}）" for name, cites in places.items() if cites)
    if said:
        yield f"話題 {rule.topic} を挙げている条項で指摘します: {said}"
        return
    close = did_you_mean(rule.topic, {other.topic for other in known.rules.values()})
    yield (
        f"話題 {rule.topic} を挙げている条項は、どの市にもありません。"
        f"市のファイルの条項に enforce: [{{rules: [{rule.topic}]}}] と書いてください。"
        f"それまで何も見つけず、rules_dir にあると判定は止まります。{f'（{close}）' if close else ''}"
    )


def _from_here(path: Path | str) -> str:
    """Return a path as one types it: from the current folder, where it is below that."""
    name = os.path.relpath(path)
    return os.fspath(path) if name.startswith(os.pardir) else name
