"""One family of errors: each knows its place and a hint. The library raises, only `cli` prints and exits."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path


class Place(NamedTuple):
    """A point in a source file. `line` and `column` count from 1 in code points; 0 is *the whole file* or line."""

    file: str
    line: int = 0
    column: int = 0
    source: str = ""

    def __str__(self) -> str:
        return ":".join([self.file, *(str(number) for number in (self.line, self.column) if number)])


class PostlintError(Exception):
    """Something the user must mend; prints as `file:line:column: what（hint）` with the source line under it."""

    def __init__(self, what: str, *, place: Place | None = None, hint: str = "") -> None:
        super().__init__(what)
        self.what, self.place, self.hint = what, place, hint

    def __str__(self) -> str:
        head = f"{self.place}: {self.what}" if self.place else self.what
        if self.hint:
            head += f"（{self.hint}）"
        if not (self.place and self.place.source):
            return head
        return f"{head}\n    {self.place.source}"


class InputError(PostlintError):
    """A draft, a fact or an argument that cannot be read."""


class PolicyError(PostlintError):
    """A rule or city file that is wrong."""


def did_you_mean(word: str, known: object) -> str:
    """Return a hint naming the closest of `known`, or all of them when few and none is close."""
    from difflib import get_close_matches  # only on the way to an error message

    words = sorted(str(name) for name in known)  # type: ignore[attr-defined]
    close = get_close_matches(word, words, n=1, cutoff=0.6)
    if close:
        return f"もしかして: {close[0]}"
    return f"使えるもの: {'、'.join(words)}" if 0 < len(words) <= 16 else ""


def unreadable(path: Path, fault: OSError | ValueError) -> InputError:
    """Say in plain words why a file cannot be opened, with a hint where there is one."""
    place = Place(str(path))
    if isinstance(fault, FileNotFoundError | NotADirectoryError):
        return InputError("見つかりません", place=place, hint=_sibling(path))
    if isinstance(fault, PermissionError):
        return InputError("読む権限がありません", place=place, hint="ほかのソフトで開いていれば閉じてください")
    if isinstance(fault, IsADirectoryError):
        return InputError("フォルダーです", place=place, hint="下書きのファイルを指定してください")
    if getattr(fault, "errno", None) == errno.ELOOP:
        return InputError("シンボリックリンクが循環しています", place=place)
    if isinstance(fault, ValueError):
        return InputError("ファイル名に使えない文字が含まれています", place=place)
    return InputError(f"読めません: {fault.strerror or fault}", place=place)


def _sibling(path: Path) -> str:
    """Return a hint naming the file of the same folder that was probably meant."""
    from difflib import get_close_matches  # only on the way to an error message

    try:
        names = sorted(entry.name for entry in path.parent.iterdir())
    except (OSError, ValueError):
        return f"フォルダー {path.parent} を開けません"
    close = get_close_matches(path.name, names, n=1, cutoff=0.6)
    return f"もしかして: {path.with_name(close[0])}" if close else ""


class Unjudged(Exception):  # noqa: N818 - not a fault of anybody's: the engine turns it into `not_judged`
    """A check cannot judge this draft; `needs` names what is missing."""

    def __init__(self, needs: str) -> None:
        super().__init__(needs)
        self.needs = needs
