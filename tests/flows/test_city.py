"""`postlint city` as its users run it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from test_check import ROOT, postlint

EXAMPLE = "examples/guidelines/reiji.txt"


def test_a_guideline_becomes_a_file_and_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "reiji.yaml"
    done = postlint("city", "new", "--from", EXAMPLE, "--city", "reiji", "--output", path)
    assert (done.returncode, done.stdout) == (0, b"")
    assert "条項 28" in done.stderr.decode()
    assert path.read_bytes() == (ROOT / "tests/golden/reiji.yaml").read_bytes()
    again = postlint("city", "new", "--from", EXAMPLE, "--city", "reiji", "--output", path)
    assert again.returncode == 2
    assert "もうあるファイル" in again.stderr.decode()
    assert postlint("city", "new", "--from", EXAMPLE, "--city", "reiji").stdout == path.read_bytes()


@pytest.mark.parametrize(
    "arguments, said",
    [
        (("new", "--from", "none.txt"), "開けません"),
        (("new", "--from", EXAMPLE), "どの市区町村"),
        (("new", "--from", EXAMPLE, "--city", "reiji", "--output", "other.yaml"), "reiji.yaml"),
        (("new", "--from", EXAMPLE, "--city", "reiji", "--output", "/no/such/reiji.yaml"), "書き込めません"),
        (("new", "--from", "examples/chiba/ng-candidate.txt", "--city", "ueda"), "条項が見つかりません"),
        (("new",), "--from"),
        (("update", "ueda", "--from", EXAMPLE, "--since", "令和9年"), "--since: 日付として読めません"),
        (("diff", "uedda", "ueda"), "もしかして: ueda"),
        (("diff", "ueda", "none.yaml"), "開けません"),
    ],
)
def test_bad_input_is_one_line_and_exit_2(arguments: tuple[str, ...], said: str) -> None:
    done = postlint("city", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1
    assert b"Traceback" not in done.stderr


def test_two_editions_are_compared(tmp_path: Path) -> None:
    old = ROOT / "tests/golden/reiji.yaml"
    text = old.read_text("utf-8")
    changed = text.replace("text: 入札に関するもの", "text: 入札及び契約に関するもの").replace(
        "id: 第8条", "id: 第11条"
    )
    first, last = text.index("  - id: 第6条(7)"), text.index("  # 確度", text.index("  - id: 第6条(7)"))
    new = tmp_path / "reiji.yaml"
    new.write_text(changed.replace(text[first:last], ""), "utf-8")
    assert postlint("city", "diff", old, old).returncode == 0
    done = postlint("city", "diff", old, new)
    assert done.returncode == 1
    assert done.stdout.decode().splitlines()[-1] == "なくなった 1、文が変わった 1、番号が変わった 1"
    found = json.loads(postlint("city", "diff", old, new, "--format", "json").stdout)["changes"]
    assert [change["kind"] for change in found] == ["changed", "moved", "went"]
    assert found[0]["new"]["text"] == "入札及び契約に関するもの"


def test_a_file_is_carried_over_to_a_new_edition(tmp_path: Path) -> None:
    old = tmp_path / "reiji.yaml"
    decided = (
        (ROOT / "tests/golden/reiji.yaml")
        .read_text("utf-8")
        .replace("rules: [discrimination]", "rules: [discrimination], level: ng")
    )
    old.write_text(decided, "utf-8")
    same = postlint("city", "update", old, "--from", EXAMPLE)
    assert same.returncode == 0
    assert "そのまま 28、要確認 0" in same.stderr.decode()
    assert "level: ng" in same.stdout.decode()
    guideline = (ROOT / EXAMPLE).read_text("utf-8")
    new = tmp_path / "new.txt"
    new.write_text(
        guideline.replace("国籍、性別等による", "国籍、年齢、性別等による").replace("　⑺　その季節に合わないもの\n", "")
        .replace("２　投稿の回数は、月10回以上を目安とする。\n", "２　写真には説明を付ける。\n３　投稿の回数は、月10回以上を目安とする。\n"),
        "utf-8",
    )  # fmt: skip
    done = postlint("city", "update", old, "--from", new, "--output", tmp_path / "out" / "reiji.yaml")
    assert done.returncode == 2  # no such folder
    text = postlint("city", "update", old, "--from", new).stdout.decode()
    assert "# 要確認: 文が変わった（前は「人種、国籍、性別等による差別を助長するもの」）" in text
    assert (
        "text: 人種、国籍、年齢、性別等による差別を助長するもの\n    enforce: [{rules: [discrimination], level: ng}]"
        in text
    )
    assert "# 要確認: 番号が変わった（前は 第3条2）" in text
    assert "# 要確認: 前のファイルにない条項\n" in text
    assert "# 要確認: なくなった条項 第6条(7): その季節に合わないもの" in text
    again = tmp_path / "again" / "reiji.yaml"
    again.parent.mkdir()
    again.write_text(text, "utf-8")
    plain = tmp_path / "plain" / "reiji.yaml"
    plain.parent.mkdir()
    assert postlint("city", "new", "--from", new, "--city", "reiji", "--output", plain).returncode == 0
    assert postlint("city", "diff", again, plain).returncode == 0


def test_the_clauses_as_they_were_stay_for_the_posts_of_their_time(tmp_path: Path) -> None:
    old, guideline = ROOT / "tests/golden/reiji.yaml", (ROOT / EXAMPLE).read_text("utf-8")
    new, cities = tmp_path / "new.txt", tmp_path / "cities"
    new.write_text(guideline.replace("誹謗し、又は中傷する", "誹謗し、中傷し、又は侮辱する"), "utf-8")
    cities.mkdir()
    path = cities / "reiji.yaml"
    done = postlint("city", "update", old, "--from", new, "--since", "2027-04-01", "--output", path)
    assert (done.returncode, done.stdout) == (0, b"")
    assert "そのまま 27、要確認 1）。2027-03-31 までの版として前の条項を残しました" in done.stderr.decode()
    kept = path.read_text("utf-8").partition("\neditions:")[2]
    assert "      # 確度高: 「誹謗」による\n      - id: 第6条(1)\n" in kept
    config = tmp_path / "postlint.yaml"
    config.write_text("cities_dir: cities\n", "utf-8")
    cited = []
    for day in ("2027-03-31", "2027-04-01"):
        facts = ("--city", "reiji", "--config", config, "--now", "2027-01-01T10:00", "--scheduled-at", f"{day}T10:00")
        done = postlint("check", "-", *facts, "--format", "json", stdin="あの人は馬鹿だ。 #例示市公式".encode())
        [draft] = json.loads(done.stdout)["drafts"]
        cited += [f["clauses"][0]["text"] for f in draft["findings"] if f["topic"] == "insult"]
    assert cited == ["個人又は団体を誹謗し、又は中傷するもの", "個人又は団体を誹謗し、中傷し、又は侮辱するもの"]
    again = postlint("city", "update", path, "--from", new, "--since", "2027-04-01")
    assert (again.returncode, again.stdout) == (2, b"")
    assert "もう 2027-03-31 までの版があります" in again.stderr.decode()


def test_a_check_imports_nothing_of_it() -> None:
    code = (
        "import sys; sys.argv = ['postlint', 'check', 'examples/ishinomaki/ok-dish.txt']\n"
        "import os; os._exit = lambda status: print(*sorted(m for m in sys.modules if 'guideline' in m or m in "
        "('selectolax', 'pypdfium2')), sep=',', file=sys.stderr)\n"
        "from postlint.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, cwd=ROOT)
    assert done.stderr.decode().strip() == ""
