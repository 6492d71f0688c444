"""What the READMEs show is what happens."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

from postlint.policy.cities import load_city
from postlint.policy.files import city_files

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text("utf-8")
JAPANESE = (ROOT / "README.ja.md").read_text("utf-8")


def block_after(marker: str) -> str:
    """Return the code block that follows a marker."""
    return README.split(marker, 1)[1].split("```", 2)[1].split("\n", 1)[1]


def test_the_output_shown_is_the_output() -> None:
    command = block_after("<!-- ci: main-job -->").strip().rpartition("&& .venv/bin/postlint ")[2]
    done = subprocess.run(
        [sys.executable, "-m", "postlint", *shlex.split(command)], capture_output=True, cwd=ROOT, check=True
    )
    assert block_after("<!-- output: main-job -->") == done.stdout.decode()


def test_both_readmes_give_the_same_commands() -> None:
    for marker in ("<!-- ci: main-job -->", "<!-- ci: tests -->"):
        assert block_after(marker).strip() in JAPANESE


def test_the_table_counts_the_clauses() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (.+(?: \| [0-9]+){4}) \|$", README, re.M))
    assert set(rows) == set(city_files())
    for name, row in rows.items():
        city = load_city(name)
        counts = [sum(clause.how == how for clause in city.clauses) for how in ("enforce", "ask", "not_checked")]
        assert row.split(" | ") == [city.title, str(len(city.clauses)), *map(str, counts)]


def test_every_fact_is_explained() -> None:
    from postlint.drafts import FACTS

    for fact in set(FACTS) - {"waivers"}:
        assert f"`{fact}`" in JAPANESE


def test_every_format_is_explained() -> None:
    from postlint.cli.arguments import FORMATS

    for text in (README, JAPANESE):
        assert set(FORMATS) == set(re.findall(r"^\| `(\w+)` \| [^|]+ \|$", text, re.M)) & {*FORMATS}


def test_every_sample_export_is_named() -> None:
    samples = {path.name for path in (ROOT / "examples" / "exports").iterdir()}
    assert samples == {name for name in samples if f"exports/{name}`" in README or f"`{name}`" in README}
