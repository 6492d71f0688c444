"""`postlint watch` as somebody writing has it: a real process beside an editor that saves."""

from __future__ import annotations

import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

HEAD = "---\ncity: ishinomaki\nplatform: x\naccount: commissioned\n---\n"
BAD = HEAD + "#石巻市 #PR\n牡蠣がおいしい季節です。\n"
GOOD = HEAD + "#PR #石巻市\n牡蠣がおいしい季節です。\n"
PATIENCE = 60  # seconds until a line that does not come is a failure


class Watching:
    """A running `postlint watch` and the lines it has printed."""

    def __init__(self, *arguments: object, cwd: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-m", "postlint", "watch", *map(str, arguments)],
            cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
        )  # fmt: skip
        self.lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self.reader = threading.Thread(target=self._read)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as output:
            for line in output:
                self.lines.put(line.rstrip("\n"))

    def until(self, words: str) -> list[str]:
        """Return the lines up to the first with these words."""
        lines = [self.lines.get(timeout=PATIENCE)]
        while words not in lines[-1]:
            lines.append(self.lines.get(timeout=PATIENCE))
        return lines


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Callable[..., Watching]]:
    """Start watching in a folder of its own; whatever was started is stopped."""
    started: list[Watching] = []

    def start(*arguments: object) -> Watching:
        started.append(Watching(*arguments, cwd=tmp_path))
        return started[-1]

    yield start
    for one in started:
        one.process.kill()
        one.process.wait()
        one.reader.join()


def save_over(path: Path, text: str) -> None:
    """Save as editors do that write anew beside the file and rename."""
    beside = path.with_name(f".{path.name}.swp-new")
    beside.write_text(text, "utf-8")
    beside.replace(path)


def test_a_draft_is_judged_at_each_save_until_ctrl_c(tmp_path: Path, watch: Callable[..., Watching]) -> None:
    draft = tmp_path / "秋の 牡蠣.txt"
    draft.write_text(BAD, "utf-8")
    watching = watch(draft.name)
    assert any("disclosure.order" in line for line in watching.until("Ctrl-C"))
    save_over(draft, GOOD)
    repaired = watching.until("判定: ")
    assert any(line.startswith("○ 解消") and "disclosure.order" in line for line in repaired)
    assert repaired[-1].startswith("投稿不可 → 判定: 投稿可")
    draft.write_text(GOOD + "12日です。\n", "utf-8")
    assert "判定: " in watching.until("判定: ")[-1]
    save_over(draft, BAD)
    again = watching.until("判定: ")
    assert any("× 投稿不可" in line and "disclosure.order" in line for line in again)
    watching.process.send_signal(signal.SIGINT)
    assert watching.process.wait(PATIENCE) == 0
    assert not any("Traceback" in line for line in iter_rest(watching))


def iter_rest(watching: Watching) -> Iterator[str]:
    """Yield what was printed and not looked at."""
    while not watching.lines.empty():
        yield watching.lines.get()


def test_a_folder_is_a_line_a_draft_and_new_drafts_in_full(tmp_path: Path, watch: Callable[..., Watching]) -> None:
    (tmp_path / "drafts" / "deep").mkdir(parents=True)
    for name in ("a.txt", "deep/b.md"):
        (tmp_path / "drafts" / name).write_text(GOOD, "utf-8")
    watching = watch("drafts", "--lang", "ja")
    first = watching.until("Ctrl-C")
    assert [line.partition("  ")[0] for line in first[:2]] == [str(Path("drafts", n)) for n in ("a.txt", "deep/b.md")]
    assert len(first) == 3
    (tmp_path / "drafts" / "deep" / "新しい.txt").write_text(BAD, "utf-8")
    news = watching.until("判定: ")
    assert any("disclosure.order" in line for line in news)
    (tmp_path / "drafts" / "a.txt").unlink()
    assert "a.txt" in watching.until("なくなりました")[-1]
    (tmp_path / "drafts" / "deep" / "b.md").write_bytes(b"\x81\xff\xfe\x00")
    assert any("判定不能" in line for line in watching.until("判定: "))


def test_a_draft_is_judged_again_when_its_configuration_changes(tmp_path: Path, watch: Callable[..., Watching]) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "postlint.yaml").write_text("drafts: [{files: drafts/, city: ishinomaki}]\nignore: [old/]\n", "utf-8")
    for name in ("drafts/a.txt", "old/b.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("図書館は月曜日が休みです。\n", "utf-8")
    watching = watch(".")
    first = watching.until("Ctrl-C")
    assert not any("b.txt" in line for line in first)
    assert any(line.startswith("判定: 投稿可") for line in first)
    (tmp_path / "postlint.yaml").write_text("drafts: [{files: drafts/, citty: ueda}]\n", "utf-8")
    assert any("citty" in line for line in watching.until("判定: 判定不能"))


@pytest.mark.parametrize(
    "arguments, words",
    [(["nowhere.txt"], "nowhere.txt"), (["."], "下書き（*.txt、*.md）がありません"), (["a", "--lang", "xx"], "--lang")],
)
def test_what_cannot_be_watched_is_one_line(watch: Callable[..., Watching], arguments: list[str], words: str) -> None:
    watching = watch(*arguments)
    assert watching.process.wait(PATIENCE) == 2
    [line] = [watching.lines.get(timeout=PATIENCE)]
    assert line.startswith("postlint: ")
    assert words in line
    assert not list(iter_rest(watching))


@pytest.mark.parametrize("command, library", [(["watch", "."], "watchfiles"), (["lsp"], "pygls")])
def test_without_the_extra_one_line_says_how_to_install_it(tmp_path: Path, command: list[str], library: str) -> None:
    (tmp_path / "a.txt").write_text(GOOD, "utf-8")
    code = (
        f"import sys; sys.modules[{library!r}] = None; sys.argv = ['postlint', *{command!r}]\n"
        "from postlint.cli import main; main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert (
        done.stderr
        == f"postlint: postlint {command[0]} には {library} が要ります（pip install 'postlint[editor]' で入ります）\n"
    )
