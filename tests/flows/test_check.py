"""`postlint check` as its users run it: a real process, real files, real exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = sorted(path for path in (ROOT / "examples").glob("*/*.txt") if path.parent.name != "guidelines")


def postlint(*arguments: object, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
    """Run postlint in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "postlint", *map(str, arguments)],
        input=stdin, capture_output=True, check=False, env={**os.environ, **env}, cwd=ROOT,
    )  # fmt: skip


def judged(*arguments: object, **more: object) -> list[dict[str, object]]:
    """Return the drafts of the JSON output."""
    done = postlint("check", *arguments, "--format", "json", **more)  # type: ignore[arg-type]
    return json.loads(done.stdout)["drafts"]  # type: ignore[no-any-return]


def test_examples_get_the_verdict_their_name_promises() -> None:
    assert len(EXAMPLES) >= 20
    drafts = judged(*[e for e in EXAMPLES if e.stem != "ng-insult"])
    drafts += judged(ROOT / "examples/ishinomaki/ng-insult.txt", "--city", "ishinomaki")
    assert len(drafts) == len(EXAMPLES)
    for draft in drafts:
        promised = Path(str(draft["path"])).stem.split("-")[0]
        assert draft["verdict"] == promised, draft["path"]
        for finding in draft["findings"]:  # type: ignore[attr-defined]
            assert finding["clauses"], draft["path"]
            assert finding["clauses"][0]["text"]


def test_every_span_is_the_matched_text() -> None:
    for path in EXAMPLES:
        text = path.read_text("utf-8").partition("\n---\n")[2] or path.read_text("utf-8")
        for draft in judged(path, "--city", path.parent.name):
            for finding in draft["findings"]:  # type: ignore[attr-defined]
                if finding["start"] is not None:
                    assert text[finding["start"] : finding["end"]] == finding["match"]


@pytest.mark.parametrize(
    "arguments, status",
    [
        (["examples/ishinomaki/ok-dish.txt"], 0),
        (["examples/kashiwa/review-without-tag.txt"], 0),
        (["examples/kashiwa/review-without-tag.txt", "--fail-on", "review"], 1),
        (["examples/ishinomaki/ng-pr-order.txt"], 1),
        (["examples/ishinomaki/ng-pr-order.txt", "--fail-on", "never"], 0),
        (["examples/ishinomaki/ok-dish.txt", "nowhere.txt"], 2),
        (["examples/kashiwa"], 1),
        (["examples/ishinomaki/ok-dish.txt", "--now", "2026-11-21T10:00"], 0),
    ],
)
def test_exit_status(arguments: list[str], status: int) -> None:
    assert postlint("check", *arguments).returncode == status


@pytest.mark.parametrize(
    "arguments, stdin, words",
    [
        (["nowhere.txt", "--city", "chiba"], b"", "nowhere.txt"),
        (["-", "--city", "chibba"], b"x", "もしかして: chiba"),
        (["-"], "本文".encode(), "どの市のガイドライン"),
        (["-", "--city", "chiba"], b"", "本文が空です"),
        (["-", "--city", "chiba"], b"\x81\xff\xfe\x00", "-"),
        (["-", "--city", "chiba", "--platform", "twiter"], b"x", "--platform"),
        (["-", "--city", "chiba", "--scheduled-at", "2026-02-30T10:00"], b"x", "2026-02-30"),
        (["-", "--city", "chiba", "--now", "2026-02-30T10:00"], b"x", "--now: 2026-02-30"),
        (["-", "--city", "chiba", "--format", "xml"], b"x", "--format"),
        (["-"], "---\ncity: chiba\nplatfrom: x\n---\n本文".encode(), "もしかして: platform"),
        (["-"], "---\ncity: chiba\nscheduled_at: いつか\n---\n本文".encode(), ":3:"),
        ([], b"", "標準入力"),
        (["--no-such-flag"], b"", "--no-such-flag"),
    ],
)
def test_bad_input_is_one_clear_line_and_exit_2(arguments: list[str], stdin: bytes, words: str) -> None:
    done = postlint("check", *arguments, stdin=stdin)
    message = done.stderr.decode()
    assert done.returncode == 2
    assert words in message
    assert "Traceback" not in message
    assert message.startswith("postlint: ")


HOSTILE = {
    "control characters": "\x1b[31m警告\x07\x00 本文",
    "bidi": "\u202e本文\u2066です",
    "rich markup": "[#PR] [/b] [bold]本文[/bold]",
    "emoji sequences": "👨‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿🇯🇵❤️‍🔥1️⃣" * 20,
    "nul": "本\x00文",
    "half-width kana": "ｶﾅﾀﾞｹﾉﾎﾝﾌﾞﾝ",
    "a megabyte": "あいうえお、かきくけこ。\n" * 28_000,
    "one long line": "市" * 300_000,
    "links": "http://a.b.example/?" * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("encoding", ["utf-8", "cp932"])
def test_hostile_drafts(name: str, encoding: str) -> None:
    done = postlint(
        "check", "-", "--city", "kashiwa", "--platform", "x", stdin=HOSTILE[name].encode(), PYTHONIOENCODING=encoding
    )
    output = done.stdout.decode(encoding)
    assert done.returncode in (0, 1), done.stderr.decode()
    assert done.stderr == b""
    assert output.splitlines()[-1].startswith("判定: ")
    assert not any(char in output for char in "\x1b\x07\x00\u202e\u2066")


def test_rich_markup_survives_on_a_terminal() -> None:
    pty = pytest.importorskip("pty")
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "postlint", "check", "examples/ishinomaki/ng-pr-order.txt"],
        stdout=follower, stderr=follower, cwd=ROOT, env={**os.environ, "TERM": "xterm", "COLUMNS": "80"},
    )  # fmt: skip
    os.close(follower)
    output = b""
    while chunk := _read(leader):
        output += chunk
    process.wait()
    os.close(leader)
    assert "#石巻市 #PR" in output.decode()
    assert b"\x1b[" in output


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:
        return b""


def test_a_closed_pipe_is_normal_life() -> None:
    command = f"{sys.executable} -m postlint rules | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, cwd=ROOT, check=False)
    assert done.stderr == b""


def test_utf16_notepad_and_cp932_files(tmp_path: Path) -> None:
    text = "バカガイの料理教室です。①㈱～"
    for name, data in {
        "a": text.encode("utf-16"),
        "b": b"\xef\xbb\xbf" + text.encode(),
        "c": text.encode("cp932"),
    }.items():
        (tmp_path / f"{name}.txt").write_bytes(data)
    drafts = judged(tmp_path, "--city", "ueda")
    assert [draft["verdict"] for draft in drafts] == ["ok", "ok", "ok"]
    assert "CP932" in json.dumps(drafts[2], ensure_ascii=False)


def test_same_input_same_bytes() -> None:
    once = postlint("check", "examples/ishinomaki", "--city", "ishinomaki", "--format", "json").stdout
    again = postlint(
        "check", "examples/ishinomaki", "--city", "ishinomaki", "--format", "json", PYTHONHASHSEED="7"
    ).stdout
    assert once == again


def test_a_damaged_cache_is_rebuilt_silently(tmp_path: Path) -> None:
    run = ["check", "examples/ishinomaki/ok-pr-tags.txt"]
    assert postlint(*run, POSTLINT_CACHE=str(tmp_path)).returncode == 0
    [file] = tmp_path.glob("*.json")
    sound = file.read_bytes()
    for damage in (b"", sound[:500], b"x" + sound[1:], sound.replace(b"relation", b"rolation")):
        file.write_bytes(damage)
        done = postlint(*run, POSTLINT_CACHE=str(tmp_path))
        assert (done.returncode, done.stderr) == (0, b"")
        assert file.read_bytes() == sound


def test_a_cache_that_cannot_be_written_is_no_fault() -> None:
    assert postlint("check", "examples/ishinomaki/ok-pr-tags.txt", POSTLINT_CACHE=os.devnull).returncode == 0


UNLOADED = (
    "yaml",
    "rich",
    "hashlib",
    "zoneinfo",
    "importlib.metadata",
    "pathspec",
    "difflib",
    "postlint.compiled.memory",
    "postlint.waivers",
    "postlint.checklist",
    "postlint.baseline",
    "postlint.fixes",
    "postlint.drafts.sidecar",
    "postlint.policy.configuration",
    "pyarrow",
    "postlint.drafts.changed",
    "postlint.policy.rules",
    "postlint.policy.cities",
    "postlint.text.calendar",
    "postlint.text.hosts",
    "postlint.text.lookalike",
    "postlint.checks.links",
    "postlint.checks.hours",
    "postlint.checks.required_tag",
)


def test_a_plain_check_leaves_these_modules_unloaded(tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("図書館は月曜日が休みです。", "utf-8")
    code = (
        "import sys; sys.argv = ['postlint', 'check', sys.argv[1], '--city', 'ishinomaki']\n"
        "import postlint.cli\n"
        "postlint.cli._leave = lambda status: print(*sys.modules, file=sys.stderr)\n"
        "postlint.cli.main()\n"
    )
    for _ in range(2):  # the first run compiles
        done = subprocess.run([sys.executable, "-c", code, draft], capture_output=True, cwd=ROOT, check=True)
    loaded = set(done.stderr.decode().split())
    assert "postlint.engine" in loaded
    assert not loaded & set(UNLOADED)


@pytest.mark.parametrize(
    "command",
    [
        "cities",
        "clauses ishinomaki",
        "rules",
        "rules --city kashiwa",
        "explain 4(6)-1",
        "explain waivers.unused",
        "--version",
    ],
)
def test_the_other_commands(command: str) -> None:
    done = postlint(*command.split())
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode().strip()


@pytest.mark.parametrize(
    "command", ["clauses nowhere", "explain insult.nothing", "explain waivers.used", "rules --topic nothing", "nothing"]
)
def test_the_other_commands_refuse(command: str) -> None:
    done = postlint(*command.split())
    assert done.returncode == 2
    assert done.stderr.decode().startswith("postlint: ")


def test_thousands_of_findings_and_contexts_are_no_quadratic_matter(tmp_path: Path) -> None:
    # Looking for each context anew for each hit took this more than a minute.
    draft = tmp_path / "draft.txt"
    draft.write_text("「馬鹿」などと言う、頭が悪い人。\n" * 3_000, "utf-8")
    [report] = judged(draft, "--city", "ishinomaki")
    assert report["verdict"] == "ng"
    assert len(report["findings"]) >= 3_000  # type: ignore[arg-type]


def test_personal_data_are_covered_unless_asked_for() -> None:
    draft = "寄附をくださった佐藤健一さん（090-1234-5678）に感謝します。".encode()
    for extra in ((), ("--format", "json")):
        covered = postlint("check", "-", "--city", "ueda", *extra, stdin=draft).stdout.decode()
        assert "佐○○○さん（090-****-****" in covered
        assert "健一" not in covered
        assert "5678" not in covered
        bare = postlint("check", "-", "--city", "ueda", "--show-personal", *extra, stdin=draft).stdout.decode()
        assert "佐藤健一さん（090-1234-5678" in bare
