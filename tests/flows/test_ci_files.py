"""The GitHub action and the GitLab job: judged by linters that know these services, their scripts run with hostile inputs.

Not covered: the services themselves, and installing postlint there.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent.parent
ACTION = ROOT / ".github/actions/postlint/action.yml"
JOB = ROOT / ".gitlab/postlint.gitlab-ci.yml"
EXAMPLE = ROOT / "examples/drafts-repo"
WORKFLOW = EXAMPLE / ".github/workflows/postlint.yml"
INCLUDING = EXAMPLE / ".gitlab-ci.yml"
SCHEMAS = [
    (ACTION, "github-actions"), (WORKFLOW, "github-workflows"), (JOB, "gitlab-ci"), (INCLUDING, "gitlab-ci"),
]  # fmt: skip
HOSTILE = ("$(touch touched)", "`touch touched`", '"; touch touched; "', "a b*\n--debug", "-x", "'", "石巻 市")


def zizmor(*files: Path) -> subprocess.CompletedProcess[str]:
    """Audit workflows and actions, offline."""
    command = [Path(sysconfig.get_path("scripts")) / "zizmor", "--offline", "--no-progress", "--strict-collection"]
    return subprocess.run([*command, "--persona=auditor", *files], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("file, schema", SCHEMAS, ids=lambda value: getattr(value, "name", value))
def test_the_services_schemas_accept_the_files(file: Path, schema: str) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_auditor_of_actions_finds_nothing() -> None:
    done = zizmor(ACTION, WORKFLOW)
    assert done.returncode == 0, done.stdout


def test_the_auditor_would_see_an_input_in_a_script_and_a_tag_for_a_commit(tmp_path: Path) -> None:
    source = ACTION.read_text("utf-8")
    for good, bad in (('"$DRAFTS"', "${{ inputs.drafts }}"), ("a309ff8b426b58ec0e2a45f0f869d46889d02405 #", "v6 #")):
        assert good in source
        (tmp_path / "action.yml").write_text(source.replace(good, bad), "utf-8")
        assert zizmor(tmp_path / "action.yml").returncode != 0


def test_the_example_gives_only_what_the_action_and_the_job_take() -> None:
    [*_, step] = yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"]["postlint"]["steps"]
    assert step["uses"].partition("@")[0] == "OWNER/postlint/" + ACTION.parent.relative_to(ROOT).as_posix()
    assert set(step["with"]) <= set(yaml.safe_load(ACTION.read_text("utf-8"))["inputs"])
    including, job = (yaml.safe_load(file.read_text("utf-8")) for file in (INCLUDING, JOB))
    assert including["include"][0]["file"] == "/" + JOB.relative_to(ROOT).as_posix()
    assert set(including["postlint"]["variables"]) <= set(job["postlint"]["variables"])


def script_of_action() -> str:
    """Return the script of the action's step that judges."""
    [step] = [step for step in yaml.safe_load(ACTION.read_text("utf-8"))["runs"]["steps"] if "DRAFTS" in str(step)]
    assert set(step["env"]) == {"DRAFTS", "CHANGED_SINCE", "CITY", "FAIL_ON"}
    return str(step["run"])


def script_of_job() -> str:
    """Return the script of the job, but for installing."""
    return str(yaml.safe_load(JOB.read_text("utf-8"))["postlint"]["script"][1])


def run(script: str, folder: Path, postlint: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a script as the services do, `postlint` being the lines of a shell script."""
    program = folder / "bin" / "postlint"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n{postlint}\n")
    program.chmod(0o755)
    given = {
        **os.environ,
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        "RUNNER_TEMP": str(folder / "none"),
    }
    command = ["bash", "-eo", "pipefail", "-c", script]
    return subprocess.run(
        command, cwd=folder, env={**given, **env}, capture_output=True, text=True, encoding="utf-8", check=False
    )


def calls(script: str, folder: Path, **env: str) -> list[list[str]]:
    """Return what a script calls postlint with, a stand-in writing it down, having made sure that nothing else ran."""
    done = run(script, folder, 'printf "%s\\0" "$@" >> calls; printf "\\0" >> calls', **env)
    assert done.returncode == 0, done.stderr
    assert not (folder / "touched").exists()
    return [call.split("\0") for call in (folder / "calls").read_text().removesuffix("\0\0").split("\0\0")]


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_inputs_stay_words(tmp_path: Path, value: str) -> None:
    (tmp_path / "github").mkdir()
    (tmp_path / "gitlab").mkdir()
    given = {"DRAFTS": value, "CITY": value, "FAIL_ON": value}
    words = [f"--fail-on={value}", f"--city={value}", f"--changed-since={value}", "--", value]
    github = calls(script_of_action(), tmp_path / "github", CHANGED_SINCE=value, **given)
    assert github == [["check", "--format", "github", *words]]
    job = {f"POSTLINT_{name}": value for name in given}
    gitlab = calls(script_of_job(), tmp_path / "gitlab", CI_MERGE_REQUEST_DIFF_BASE_SHA=value, **job)
    assert gitlab == [["check", "--format", "gitlab", *words], ["check", *words]]


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
def test_what_is_not_given_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "github").mkdir()
    (tmp_path / "gitlab").mkdir()
    github = calls(script_of_action(), tmp_path / "github", DRAFTS=".", CITY="", FAIL_ON="ng", CHANGED_SINCE="")
    assert github == [["check", "--format", "github", "--fail-on=ng", "--", "."]]
    gitlab = calls(
        script_of_job(), tmp_path / "gitlab", POSTLINT_DRAFTS=".", POSTLINT_CITY="", POSTLINT_FAIL_ON="never"
    )
    assert gitlab == [
        ["check", "--format", "gitlab", "--fail-on=never", "--", "."],
        ["check", "--fail-on=never", "--", "."],
    ]


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
def test_the_scripts_judge_the_example_with_this_postlint(tmp_path: Path) -> None:
    postlint = f'exec {shlex.quote(sys.executable)} -m postlint "$@"'
    path = {"PYTHONPATH": str(ROOT / "src")}
    for service in ("github", "gitlab"):
        shutil.copytree(EXAMPLE, tmp_path / service)
    given = {"DRAFTS": "drafts", "CITY": "", "FAIL_ON": "ng", "CHANGED_SINCE": ""}
    summary = {"GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")}
    done = run(script_of_action(), tmp_path / "github", postlint, **path, **given, **summary)
    assert done.returncode == 1
    assert "::error " in done.stdout
    assert "file=drafts/kaki.txt,line=5" in done.stdout
    job = {"POSTLINT_DRAFTS": "drafts", "POSTLINT_CITY": "", "POSTLINT_FAIL_ON": "ng"}
    done = run(script_of_job(), tmp_path / "gitlab", postlint, **path, **job)
    assert done.returncode == 1
    assert "判定: 投稿不可" in done.stdout
    quality = json.loads((tmp_path / "gitlab" / "gl-code-quality-report.json").read_text("utf-8"))
    assert {issue["location"]["path"] for issue in quality} >= {"drafts/kaki.txt", "drafts/yomikikase.txt"}
