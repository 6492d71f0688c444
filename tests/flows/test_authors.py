"""The tools of rule authors, in processes of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from authors import write
from test_check import postlint


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / "rules").mkdir()
    (tmp_path / "postlint.yaml").write_text("rules_dir: rules\n", "utf-8")
    return tmp_path


def test_a_named_file_is_tested_with_what_is_shipped(tmp_path: Path) -> None:
    path = write(tmp_path, ("[馬鹿 です, 間抜け]", "[馬鹿 です, 間抜け, のろま]"))
    done = postlint("rules", "test", path)
    first, last = done.stdout.decode().splitlines()
    assert done.returncode == 1
    assert first.startswith(f"{path}:6:26: ルール insult.test: tokens の「のろま」")
    assert last == "1件のルール、4件の例: 直す所が1件あります"


def test_rules_of_a_configuration_are_tested(repository: Path) -> None:
    write(repository / "rules")
    done = postlint("rules", "test", "insult.test", "--config", repository / "postlint.yaml")
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode() == "1件のルール、4件の例: 問題はありません\n"


@pytest.mark.parametrize(
    "arguments", ["test nothing", "test nowhere.yaml", "test ../README.md", "test --config nowhere.yaml", "toast"]
)
def test_what_cannot_be_read_is_two(arguments: str) -> None:
    done = postlint("rules", *arguments.split())
    assert done.returncode == 2
    assert done.stderr.decode().startswith("postlint: ")


def test_a_broken_file_is_two_with_its_place(tmp_path: Path) -> None:
    path = write(tmp_path, ("level: ng", "levle: ng"))
    done = postlint("rules", "test", path)
    assert done.returncode == 2
    assert done.stderr.decode().startswith(f"postlint: {path}:4:3: 知らないキー levle（もしかして: level）")
