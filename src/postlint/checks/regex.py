"""Regular expressions in RE2 syntax over the folded text.

Finds what is no matter of words: numbers, marks, masked letters, set forms. Links and mentions are blanked out
beforehand. RE2 knows no look-around and takes linear time; exclusion is written as `unless`.

    match:
      regex: ["[○〇●]ねば"]

Known problems: the text is folded (NFKC, lower case, one hyphen, one tilde), so a pattern must be too: an upper-case
or full-width letter can never match and is refused.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from postlint.checks import Needs, any_of, outermost
from postlint.schema import Field, SchemaError, list_of, place_of, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from postlint.checks import Setting
    from postlint.model import Hit
    from postlint.text.document import Document

KIND = "regex"

_ESCAPE = r"\\[pP]\{\w+\}|\\x\{[0-9a-fA-F]+\}|\\.|\(\?[a-zA-Z:<>=!]+"


def _pattern(value: Any) -> str:
    import re2

    from postlint.text.fold import fold

    pattern = text(value)
    for char in dict.fromkeys(re.sub(_ESCAPE, "", pattern)):
        if not char.isspace() and fold(char).text != char:
            hint = f"{fold(char).text} と書きます" if fold(char).text else "目に見えない文字です"
            raise SchemaError(f"畳み込み後の本文に現れない文字「{char}」があります", place=place_of(value), hint=hint)
    try:
        compiled = re2.compile(pattern, _options())
    except re2.error as fault:
        what = fault.args[0].decode() if isinstance(fault.args[0], bytes) else fault.args[0]
        raise SchemaError(f"正規表現として読めません: {what}", place=place_of(value), hint="RE2の書き方です") from None
    if compiled.search("") is not None:
        raise SchemaError("空の文字列にも一致する正規表現です", place=place_of(value))
    return pattern


FIELDS = {"regex": Field(list_of(_pattern), required=True, help="RE2 patterns over the folded text")}


def _options() -> Any:
    import re2

    options = re2.Options()
    options.log_errors = False  # RE2 would write to standard error by itself
    return options


@cache
def _compiled(pattern: str) -> Any:
    import re2  # 7 ms, and only when a literal of the pattern is in the draft

    return re2.compile(pattern, _options())


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return each pattern with the literals it needs: for one of its alternatives, one word of every part."""
    return {"patterns": [[pattern, literals(pattern)] for pattern in fields["regex"]]}


def guards(spec: Mapping[str, Any]) -> list[Needs]:
    """Return, for each pattern, the rarest literals each of its alternatives needs; none when nothing is known of one."""
    return [
        Needs([], [word for parts in needed for word in parts[0].split("|")] if all(needed) else [])
        for _, needed in spec["patterns"]
    ]


def find(spec: Mapping[str, Any], document: Document, live: Iterable[int] | None = None) -> Iterator[Hit]:
    """Yield the matches of all patterns in text order, without those inside another."""
    body = document.text
    patterns = spec["patterns"]
    spans = {
        found.span()
        for pattern, needed in (patterns if live is None else [patterns[i] for i in live])
        if any(all(any_of(words, body) for words in parts) for parts in needed)
        for found in _compiled(pattern).finditer(body)
    }
    yield from outermost(spans, document)


@cache
def literals(pattern: str) -> list[list[str]]:
    """Return what any match of `pattern` contains: for one of its alternatives, one word of every part listed.

    The words of a part are held apart by |, the rarest part stands first. An alternative for which nothing can be told
    has no parts. Sound, not complete.
    """
    from postlint.text.common import share_of_literals

    branches = [[words for words in _runs(branch) if words and all(words)] for branch in split(pattern)]
    return [["|".join(words) for words in sorted(parts, key=share_of_literals)] for parts in branches]


_PIECE = r"\\[pP]\{\w+\}|\\.|\[\^?\]?(?:\\.|[^\]])*\]|[\s\S]"
_SPECIAL = set(".^$*+?{}[]\\|()")


def _runs(branch: str) -> Iterator[list[str] | None]:
    """Yield, for each part of one alternative that must be there, the literals it may be."""
    run = ""
    at = 0
    while at < len(branch):
        start = at
        at = _closing(branch, at) + 1 if branch[at] == "(" else re.compile(_PIECE).match(branch, at).end()  # type: ignore[union-attr]
        piece = branch[start:at]
        counted = re.match(r"\{(\d*)[^}]*\}", branch[at:])
        optional = branch[at : at + 1] in ("?", "*") or (counted is not None and not int(counted[1] or 0))
        at += counted.end() if counted else 0
        letter = piece if piece not in _SPECIAL else ""
        if piece[0] == "\\" and not piece[1:].isalnum() and piece != r"\|":
            letter = piece[1:]
        if len(letter) == 1 and not optional:
            run += letter
            if not counted:
                continue
        yield [run]
        run = ""
        if len(letter) != 1 and not optional:
            yield _alternatives(piece)
    yield [run]


def _alternatives(piece: str) -> list[str] | None:
    """Return the literals a group or a class of few characters may be."""
    if piece[0] == "(":
        return _one_of(literals(re.sub(r"^\(\?(?:[a-zA-Z]*:|P?<\w+>)|^\(", "", piece[:-1])))
    if piece == "\\d":
        return list("0123456789")
    if piece[0] != "[" or piece[1] == "^":
        return None
    body = re.sub(r"(.)-(.)", _range, piece[1:-1])
    return None if {*"\\[|"} & {*body} or len(body) > 40 else list(body)


def _range(found: re.Match[str]) -> str:
    first, last = map(ord, found.groups())
    return "".join(map(chr, range(first, last + 1))) if last - first <= 25 else "[too many]"


def _one_of(branches: list[list[str]]) -> list[str] | None:
    """Return words one of which a group contains: the rarest part of each of its alternatives."""
    return [word for parts in branches for word in parts[0].split("|")] if all(branches) else None


def _closing(pattern: str, at: int) -> int:
    depth = 0
    for found in re.compile(_PIECE).finditer(pattern, at):
        depth += (found.group() == "(") - (found.group() == ")")
        if depth == 0:
            return found.start()
    return len(pattern)


def split(pattern: str) -> list[str]:
    """Return the alternatives of a pattern: what stands between its | outside ( ) and [ ]."""
    parts, depth, start = [], 0, 0
    for found in re.finditer(_PIECE, pattern):
        char = found.group()
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 0:
            parts.append(pattern[start : found.start()])
            start = found.end()
    return [*parts, pattern[start:]]
