"""What the READMEs for authors show is what happens: files are written, commands run, outputs compared."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import located

from postlint.checks.tokens import FIELDS, compile, find  # noqa: A004
from postlint.model import Draft
from postlint.policy.files import city_files, rule_files
from postlint.policy.rules import rule_fields
from postlint.text.document import Document

ROOT = Path(__file__).parent.parent.parent
PAGES = {name: (ROOT / name / "README.md").read_text("utf-8") for name in ("rules", "cities")}
_BLOCK = re.compile(r"<!-- (file|run)(?:: (.+?))? -->\n(?:```\w+\n(.*?)```\n)?", re.S)


def perform(page: str, folder: Path) -> Iterator[tuple[str, str, str]]:
    """Write the files of a page and run its commands in order; yield each with what is shown and what came."""
    for kind, about, body in _BLOCK.findall(page):
        if kind == "file":
            name, _, change = about.partition(", replace: ")
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            if change:
                old, _, new = change.partition("=>")
                source = path.read_text("utf-8")
                assert source.count(old.rstrip()) == 1, old
                body = source.replace(old.rstrip(" "), new.strip())
            path.write_text(body, "utf-8")
            continue
        for command, shown in re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", body, re.M):
            done = subprocess.run(
                command.replace("postlint ", f"{sys.executable} -m postlint ", 1)
                if not command.startswith("echo")
                else command.replace("| postlint ", f"| {sys.executable} -m postlint "),
                shell=True, cwd=folder, capture_output=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            )  # fmt: skip
            yield command, shown, (done.stdout + done.stderr).decode()


@pytest.mark.parametrize("name", PAGES)
def test_commands_give_what_is_shown(name: str, tmp_path: Path) -> None:
    number = 0
    for command, shown, came in perform(PAGES[name], tmp_path):
        number += 1
        pattern = re.escape(shown).replace("…\\\n", "(?:.*\\n)*?").replace("…", ".*")
        assert re.fullmatch(pattern, came), f"{command}\n{came}"
    assert number == PAGES[name].count("\n$ ")


def test_every_block_is_executed() -> None:
    for page in PAGES.values():
        assert len(re.findall("^```[a-z]+$", page, re.M)) == sum(bool(body) for _, _, body in _BLOCK.findall(page))
        assert page.count("\n") <= 150


def _rows(page: str, heading: str) -> list[list[str]]:
    table = page.split(heading, 1)[1].split("\n\n", 1)[0]
    rows = [re.split(r" (?<!\\)\| ", row.strip("| ")) for row in table.strip().splitlines()]
    return [[cell.replace("\\|", "|").strip("` ") for cell in row] for row in rows if not row[0].startswith("-")]


@pytest.mark.parametrize("row", _rows(PAGES["rules"], "| 型 | 当たる文 | 当たらない文 |\n"), ids=lambda row: row[0])
def test_patterns_find_what_the_table_says(row: list[str]) -> None:
    pattern, found, not_found = row
    spec = compile({"tokens": FIELDS["tokens"].parse(located(f"['{pattern}']"))}, None)  # type: ignore[arg-type]
    assert list(find(spec, Document(Draft(found))))
    assert not list(find(spec, Document(Draft(not_found))))


def test_the_fields_of_a_rule_are_all_explained() -> None:
    rows = _rows(PAGES["rules"], "| 項目 | 書くこと |\n")
    named = [name for row in rows for name in re.findall(r"[a-z_]+", row[0])]
    assert named == list(dict.fromkeys(named))
    assert set(named) == set(rule_fields({}))


def test_the_pages_are_no_rules_and_no_city() -> None:
    assert all(path.suffix == ".yaml" for path in (*rule_files(), *city_files().values()))
