"""What tests of tools for rule authors need: a rule file of one's own, loaded and bound."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from postlint.checks import registry
from postlint.compiled.bind import bind_context
from postlint.compiled.examples import example_setting
from postlint.policy.rules import Context, Rule, load_rules

SOUND = """\
- id: insult.test
  title: 試しのルール
  topic: insult
  level: ng
  match:
    tokens: [馬鹿 です, 間抜け]
  unless:
    - {id: quoted, title: 引用, match: {regex: [という言葉]}, scope: sentence}
  message: 「{match}」は人を侮辱する表現です。
  repair: 該当する表現を削ってください。
  examples:
    bad:
      - {text: あなたは馬鹿です。, match: 馬鹿です}
      - {text: あの間抜けが来ました。, match: 間抜け}
    good:
      - {text: 間抜けという言葉の由来を紹介します。, why: quoted}
      - {text: 図書館は月曜日が休みです。, why: 関係のない文}
"""


def write(folder: Path, *changes: tuple[str, str], name: str = "own.yaml") -> Path:
    """Write the sound rule with replacements, each of which must fit once."""
    source = SOUND
    for old, new in changes:
        assert source.count(old) == 1, old
        source = source.replace(old, new)
    path = folder / name
    path.write_text(source, "utf-8")
    return path


def loaded(path: Path) -> tuple[list[Rule], dict[str, Context], dict[str, Any]]:
    """Return the rules of a file, its contexts, and these bound."""
    rules, contexts = load_rules(registry(), [path])
    return list(rules.values()), contexts, {n: bind_context(c, example_setting(None)) for n, c in contexts.items()}
