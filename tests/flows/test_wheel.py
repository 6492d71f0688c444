"""The built wheel, installed into a fresh environment, does the main job away from the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "-o", str(out), str(ROOT)], check=True, capture_output=True
    )
    return next(out.glob("*.whl"))


def test_the_wheel_holds_rules_cities_and_data(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("rules", "cities"):
        for path in (ROOT / folder).glob("*.yaml"):
            assert f"postlint/{folder}/{path.name}" in names
    for path in (ROOT / "src/postlint/data").rglob("*.txt"):
        assert f"postlint/{path.relative_to(ROOT / 'src/postlint')}" in names
    for folder in ("examples/drafts-repo", "src/postlint/data/init"):
        for path in (ROOT / folder).rglob("*"):
            assert path.is_dir() or f"postlint/{path.relative_to(ROOT)}".replace("/src/postlint", "") in names
    assert not [name for name in names if name.startswith(("tests", "examples"))]


@pytest.fixture(scope="module")
def binary(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of programs of a fresh environment with the wheel."""
    home = tmp_path_factory.mktemp("venv")
    venv.create(home, with_pip=True)
    binary = home / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([binary / "python", "-m", "pip", "install", "-q", str(wheel)], check=True, capture_output=True)
    return binary


def test_the_main_job_runs_in_a_fresh_environment(binary: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("#石巻市 #PR\n牡蠣がおいしい季節です。\n", "utf-8")
    done = subprocess.run(
        [binary / "postlint", "check", draft, "--city", "ishinomaki", "--account", "commissioned", "--platform", "x",
         "--format", "json"],
        cwd=tmp_path, capture_output=True, env={"PATH": os.environ["PATH"], "XDG_CACHE_HOME": str(tmp_path)}, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr.decode()
    [report] = json.loads(done.stdout)["drafts"]
    assert report["verdict"] == "ng"
    assert report["findings"][0]["clauses"][0]["id"] == "5(1)ア"


def test_init_finds_its_templates_in_a_fresh_environment(binary: Path, tmp_path: Path) -> None:
    env = {"PATH": f"{binary}{os.pathsep}{os.environ['PATH']}", "XDG_CACHE_HOME": str(tmp_path / "cache")}
    for command in (["init", "new", "--city", "kashiwa", "--ci", "gitlab"], ["check", "new/drafts"]):
        done = subprocess.run([binary / "postlint", *command], cwd=tmp_path, capture_output=True, env=env, check=False)
        assert done.returncode == 0, done.stderr.decode()
    assert (tmp_path / "new/.gitlab-ci.yml").is_file()
