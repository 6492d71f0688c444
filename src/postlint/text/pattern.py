"""A small pattern language over tokens.

    海外では|外国では .. 合法 だ|です        words, in any inflection; | between alternatives
    女|女性 (に は|には) .. 無理            ( ) groups whole sequences; ..  up to 6 tokens between, ..3 up to three
    =しね   /シネ   <動詞,命令形>   死ぬ<命令形>   !禁止   .   ? * +

A word means its normalized form; `=` asks for the surface, `/` for the reading of a word in kana, `< >` for parts
of speech or inflections (all of them), `!` for any token but this, `.` for any token. A match never leaves its
sentence. Matching runs all alternatives at once, so no pattern is slow on any text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from postlint.schema import SchemaError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postlint.text.analyser import Token

_LEX = re.compile(r"\s+|(\()|(\))|(\|)|([?*+])|\.\.(\d*)|([^\s()|?*+]+)")
_ATOM = re.compile(r"(!?)([=/]?)([^<>]*)(?:<([^<>]+)>)?$")
_LITTLE = re.compile("[ぁ-ん]{1,3}$")
_GAP = 6
# A word alone is sometimes cut otherwise than in a sentence: 土下座 is 土 下座, but 土下座 before し.
_FOLLOWERS = ("は", "に", "を", "して", "です")


class Unit(NamedTuple):
    """One token: found under one of `keys` (empty: any) and with one of the part-of-speech ids `pos` (None: any)."""

    keys: tuple[str, ...]
    pos: tuple[int, ...] | None
    negated: bool


class Words(NamedTuple):
    """Any one of many words, each one token or several."""

    rows: tuple[tuple[Unit, ...], ...]


class Sequence(NamedTuple):
    """Parts one after another."""

    parts: tuple[Any, ...]


class Choice(NamedTuple):
    """One of several parts, tried in order."""

    parts: tuple[Any, ...]


class Repeat(NamedTuple):
    """A part so many times; `most` None is without bound. `lazy` is a gap: any tokens, as few as will do."""

    part: Any
    least: int
    most: int | None
    lazy: bool = False


def parse(source: str) -> Any:
    """Parse a pattern. Raises SchemaError with the pattern's place, when it carries one."""
    place = getattr(source, "place", None)
    tokens = [m for m in _LEX.finditer(source) if not m.group().isspace()]
    if "".join(m.group() for m in tokens) != re.sub(r"\s+", "", source):
        raise SchemaError(f"パターンとして読めません: {source}", place=place)
    tree, rest = _sequence(tokens, 0, source)
    if rest != len(tokens):
        raise SchemaError(f"パターンの括弧が合いません: {source}", place=place)
    if empty(tree):
        raise SchemaError(f"空の文にも一致するパターンです: {source}", place=place)
    return tree


def outline(source: str) -> Iterator[tuple[int, str, str]]:
    """Yield each word, sign and gap of a pattern with what stands before it: how many ( are open, blanks, itself."""
    depth, blank = 0, ""
    for found in _LEX.finditer(source):
        piece = found.group()
        if piece.isspace():
            blank = piece
            continue
        depth -= piece == ")"
        yield depth, blank, piece
        depth, blank = depth + (piece == "("), ""


def plain_words(source: str) -> Iterator[str]:
    """Yield the words of a pattern that are looked for by how the analyser cuts them: without sign, reading or class."""
    for _, _, piece in outline(source):
        found = _ATOM.match(piece) if piece[0] not in "()|?*+" and not piece.startswith("..") else None
        if found and found[3] not in ("", ".") and not (found[1] or found[2] or found[4] or _LITTLE.match(found[3])):
            yield found[3]


def _group(tokens: list[re.Match[str]], at: int, source: str) -> tuple[Any, int]:
    """Parse the inside of ( ): whole sequences between its |."""
    parts: list[Any] = []
    while True:
        part, at = _sequence(tokens, at, source, inside=True)
        parts.append(part)
        if at >= len(tokens):
            raise SchemaError(f"パターンの括弧が合いません: {source}", place=getattr(source, "place", None))
        if tokens[at].group(2):
            return _one(parts), at + 1
        at += 1


def _sequence(tokens: list[re.Match[str]], at: int, source: str, *, inside: bool = False) -> tuple[Any, int]:
    """Parse parts one after another. Outside ( ) a | joins single parts, since most alternatives are single words."""
    parts: list[Any] = []
    alternatives: list[Any] = []
    joined = False
    while at < len(tokens) and not tokens[at].group(2) and not (inside and tokens[at].group(3)):
        m = tokens[at]
        at += 1
        if m.group(3):
            joined = True
            continue
        if m.group(4):
            raise SchemaError(f"{m.group(4)} の前に語がありません: {source}", place=getattr(source, "place", None))
        if m.group(1):
            part, at = _group(tokens, at, source)
        elif m.group(6):
            part = _atom(m.group(6), source)
        else:
            part = Repeat(Unit((), None, negated=False), 0, int(m.group(5) or _GAP), lazy=True)
        if not joined and alternatives:
            parts.append(_one(alternatives))
            alternatives = []
        joined = False
        if at < len(tokens) and tokens[at].group(4):
            # A sign after alternatives repeats them all: のに|くせに? is either, or none.
            group = _one([*alternatives, part])
            part = Repeat(group, *{"?": (0, 1), "*": (0, None), "+": (1, None)}[tokens[at].group(4)])
            alternatives = []
            at += 1
        alternatives.append(part)
    if alternatives:
        parts.append(_one(alternatives))
    return (parts[0] if len(parts) == 1 else Sequence(tuple(parts))), at


def _one(parts: list[Any]) -> Any:
    return parts[0] if len(parts) == 1 else Choice(tuple(_merged(parts)))


def _merged(parts: list[Any]) -> list[Any]:
    """Join words into one step, however many a group has."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, Choice) else (part,))]
    rows = [part.parts if isinstance(part, Sequence) else (part,) for part in flat]
    words = [row for row in rows if all(map(_plain, row))]
    if len(words) < 2:
        return flat
    others = [part for part, row in zip(flat, rows, strict=True) if not all(map(_plain, row))]
    return [Words(tuple(dict.fromkeys(words))), *others]


def _plain(part: Any) -> bool:
    return isinstance(part, Unit) and bool(part.keys) and part.pos is None and not part.negated


def _atom(word: str, source: str) -> Any:
    from postlint.text.analyser import pos_ids
    from postlint.text.fold import fold

    place = getattr(source, "place", None)
    m = _ATOM.match(word)
    if not m:
        raise SchemaError(f"パターンとして読めません: {word}", place=place)
    negated, kind, body, speech = bool(m.group(1)), m.group(2), m.group(3), m.group(4)
    pos = tuple(pos_ids(tuple(speech.split(",")))) if speech else None
    if pos == ():
        raise SchemaError(f"知らない品詞: <{speech}>", place=place, hint="名詞、動詞、助詞、命令形 など")
    if body in ("", "."):
        if not body and pos is None:
            raise SchemaError(f"語がありません: {word}", place=place)
        return Unit((), pos, negated)
    if kind == "/":
        return Unit(("/" + body,), pos, negated)
    ways = [[_unit(t, kind, pos, negated=negated) for t in tokens] for tokens in _ways(fold(body).text)]
    if not kind and _LITTLE.match(body):
        # By itself まで is read as まあ で: what so little kana is shows only in a sentence.
        return _little(body, ways[0], pos, negated=negated)
    if negated and len(ways[0]) > 1:
        raise SchemaError(f"! は一語にだけ使えます: {word}（{' '.join(u.keys[0] for u in ways[0])}）", place=place)
    return _one(list(dict.fromkeys(_one_after_another(units) for units in ways)))


def _unit(token: Token, kind: str, pos: tuple[int, ...] | None, *, negated: bool) -> Unit:
    if kind == "=":
        return Unit(("=" + token.surface,), pos, negated)
    both = token.surface != token.normal and len(token.surface) > 1
    return Unit((token.normal, "=" + token.surface) if both else (token.normal,), pos, negated)


@cache
def _ways(text: str) -> list[list[Token]]:
    """Return the ways a word is cut: alone, and if that is in pieces, as before what often follows a word."""
    from postlint.text.analyser import tokenize

    ways = [list(tokenize(text))]
    for after in _FOLLOWERS if len(ways[0]) > 1 else ():
        inner = [token for token in tokenize(text + after) if token.end <= len(text)]
        if inner[-1:] and inner[-1].end == len(text) and inner not in ways:
            ways.append(inner)
    return ways


def _little(body: str, units: list[Unit], pos: tuple[int, ...] | None, *, negated: bool) -> Any:
    """Return a part that finds little kana as one token, or as the tokens it is read as by itself."""
    read = units[0].keys if len(units) == 1 else ()
    whole = Unit(tuple(dict.fromkeys((*read, body, "=" + body))), pos, negated)
    return whole if negated or read else _one([whole, Sequence(tuple(units))])


def _one_after_another(units: list[Unit]) -> Unit | Sequence:
    return units[0] if len(units) == 1 else Sequence(tuple(units))


def empty(node: Any) -> bool:
    """Tell whether a pattern matches no token at all."""
    if isinstance(node, (Unit, Words)):
        return False
    if isinstance(node, Repeat):
        return node.least == 0 or empty(node.part)
    if isinstance(node, Sequence):
        return all(empty(part) for part in node.parts)
    return any(empty(part) for part in node.parts)
