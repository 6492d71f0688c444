"""One family of errors: each knows its place and a hint. The library raises, only `cli` prints and exits."""

from __future__ import annotations

from typing import NamedTuple


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


class Unjudged(Exception):  # noqa: N818 - not a fault of anybody's: the engine turns it into `not_judged`
    """A check cannot judge this draft; `needs` names what is missing."""

    def __init__(self, needs: str) -> None:
        super().__init__(needs)
        self.needs = needs
