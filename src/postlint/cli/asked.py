"""What `rules new` must be told: taken from the flags, asked for on a terminal, else named as missing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import typer

from postlint.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Question(NamedTuple):
    """One thing to be told: its name, the flag for it, how it is asked for, whether it is a list."""

    name: str
    flag: str
    words: str
    many: bool = False


MATCHES = ("terms", "tokens", "regex")
ID = Question("id", "ID", "ルールのid（話題.名前。例: insult.queue）")
QUESTIONS = (
    ID,
    Question("title", "--title", "題名（何がいけないか、一言で）"),
    Question("terms", "--terms（か --tokens、--regex）", "見つける語や句", many=True),
    Question("bad", "--bad", "見つけるべき文", many=True),
    Question("good", "--good", "似ているが、見つけてはいけない文", many=True),
    Question("message", "--message", "何が問題か（{match} と書くと、見つけた言葉が入ります）"),
    Question("repair", "--repair", "どう直すか"),
)


def on_terminal() -> bool:
    """Tell whether there is somebody to ask."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def cleaned(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was given without blanks round it, and without what is blank. Raises InputError for broken text."""
    told: dict[str, Any] = {}
    for name, value in given.items():
        words = [word.strip() for word in ([value] if isinstance(value, str) else value or ()) if word.strip()]
        if any(0xD800 <= ord(char) <= 0xDFFF for word in words for char in word):
            raise InputError(f"{name if name == 'id' else '--' + name} に文字として読めないものが含まれています")
        if words:
            told[name] = words[0] if isinstance(value, str) else words
    return told


def missing(told: Mapping[str, Any]) -> list[Question]:
    """Return what is still to be told."""
    matches = any(name in told for name in MATCHES)
    return [one for one in QUESTIONS if one.name not in told and not (one.name in MATCHES and matches)]


def refuse_missing(questions: Iterable[Question]) -> None:
    """Name what is missing, where there is nobody to ask. Raises InputError."""
    if names := "、".join(question.flag for question in questions):
        raise InputError(f"{names} がありません", hint="端末で動かすと、一つずつ尋ねます")


def ask(question: Question) -> str | list[str]:
    """Ask on the terminal until there is an answer; of a list, until an empty line."""
    if not question.many:
        return _answer(question.words)
    answers = [_answer(f"{question.words}（一つずつ。空のEnterで次へ）")]
    while more := typer.prompt("  もう一つ", default="", show_default=False).strip():
        answers.append(more)
    return answers


def _answer(words: str) -> str:
    while not (answer := str(typer.prompt(words)).strip()):
        pass
    return answer


def as_command(told: Mapping[str, Any]) -> str:
    """Return the command that tells the same without being asked."""
    words = ["postlint", "rules", "new", *([told["id"]] if "id" in told else [])]
    for name, value in told.items():
        if name != "id":
            words += [word for one in ([value] if isinstance(value, str) else value) for word in (f"--{name}", one)]
    if sys.platform == "win32":
        from subprocess import list2cmdline

        return list2cmdline(words)
    from shlex import join

    return join(words)
