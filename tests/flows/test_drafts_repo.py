"""The repository of drafts to copy: its drafts get the verdicts its README tells of."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = ROOT / "examples/drafts-repo"
README = (EXAMPLE / "README.ja.md").read_text("utf-8")


def test_the_drafts_get_the_verdicts_the_readme_tells_of() -> None:
    command = [sys.executable, "-m", "postlint", "check", "drafts", "--format=json", "--now=2027-01-10T10:00"]
    done = subprocess.run(command, cwd=EXAMPLE, capture_output=True, check=False)
    drafts = {Path(draft["path"]).name: draft for draft in json.loads(done.stdout)["drafts"]}
    assert {name: draft["verdict"] for name, draft in drafts.items()} == {
        "kaki.txt": "ng", "toshokan.txt": "ok", "yomikikase.txt": "ng",
    }  # fmt: skip
    told = dict(re.findall(r"^\* `(.+\.txt)` … .*（([0-9(].*)）", README, re.M))
    assert told == {
        name: draft["findings"][0]["clauses"][0]["cite"] for name, draft in drafts.items() if draft["verdict"] == "ng"
    }
    [waiver] = yaml.safe_load(re.findall(r"```yaml\n(.*?)```", README, re.S)[0])["waivers"]
    [finding] = drafts["yomikikase.txt"]["findings"]
    assert waiver["rule"] == finding["rule"]
    assert finding["match"] in waiver["quote"]
    assert waiver["quote"] in (EXAMPLE / "drafts/yomikikase.txt").read_text("utf-8")


def test_the_commands_of_the_readme_lead_to_a_commit(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(EXAMPLE, tmp_path / "下書き"))
    commands = [line for block in re.findall(r"```sh\n(.*?)```", README, re.S) for line in block.splitlines()]
    own = [shlex.split(line)[1:] for line in commands if line.startswith("postlint ")]
    fix, waive, since = own
    assert since == ["check", "drafts", "--changed-since", "main"]
    for arguments in (fix, waive, ["check", "drafts"]):
        command = [sys.executable, "-m", "postlint", *arguments, "--now=2027-01-10T10:00"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_readme_tells_of_every_placeholder() -> None:
    table = re.findall(r"^\| `([^`]+)` \| (.*) \| (.*) \|$", README, re.M)
    assert len(table) == 3
    for file in (path for path in EXAMPLE.rglob("*") if path.is_file() and path.suffix != ".md"):
        found = {
            key: bool(re.search(rf"^[^#]*{word}", file.read_text("utf-8"), re.M))
            for key, word in (
                ("`OWNER`", "OWNER"),
                ("`GROUP`", "GROUP"),
                ("0が40個", "0{40}"),
                ("`v0.1.0`", "rev: v0.1.0"),
            )
        }
        [told] = [what for name, _, what in table if name == file.relative_to(EXAMPLE).as_posix()] or [""]
        assert {key: key in told for key in found} == found, file


@pytest.mark.parametrize(
    "name, taken", [("drafts/a.txt", True), ("drafts/A.TXT", True), ("drafts/b/c.Md", True), ("README.ja.md", False)]
)
def test_the_example_takes_drafts_as_the_hook_does(name: str, taken: bool) -> None:
    [repository] = yaml.safe_load((EXAMPLE / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    assert bool(re.search(repository["hooks"][0]["files"], name)) is taken


def test_the_configuration_of_pre_commit_names_the_hook() -> None:
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    [repository] = yaml.safe_load((EXAMPLE / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    assert [used["id"] for used in repository["hooks"]] == [hook["id"]]
    for command, file in (
        ("validate-config", EXAMPLE / ".pre-commit-config.yaml"),
        ("validate-manifest", ROOT / ".pre-commit-hooks.yaml"),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "pre_commit", command, file], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout
