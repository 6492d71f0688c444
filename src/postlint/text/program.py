"""From a parsed pattern over tokens to plain data: what it needs, what it begins with, and the program that finds it.

`postlint.text.pattern` is the language, `postlint.text.search` runs the programs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlint.text.analyser import is_name, name_key
from postlint.text.common import share_of_words
from postlint.text.pattern import Choice, Repeat, Sequence, Unit, Words, empty
from postlint.text.search import AND, OR

if TYPE_CHECKING:
    from collections.abc import Iterable


def required(node: Any) -> list[str] | None:
    """Return keys one of which any match must contain, the rarest that can be named; None when there are none."""
    if isinstance(node, Unit):
        return _keys(node)
    if isinstance(node, Repeat):
        return required(node.part) if node.least else None
    if isinstance(node, Words):
        return [key for row in node.rows for key in min((unit.keys for unit in row), key=share_of_words)]
    found = [required(part) for part in node.parts]
    if isinstance(node, Sequence):
        named = [keys for keys in found if keys]
        return min(named, key=share_of_words) if named else None
    if any(keys is None for keys in found):
        return None
    # Each key once: phrases that share their rarest word must not make a group look common.
    return list(dict.fromkeys(key for keys in found if keys for key in keys))


def needs(node: Any) -> list[list[str]]:
    """Return groups of keys: any match contains a token under one key of each, one token after another."""
    if isinstance(node, Sequence):
        return [keys for part in node.parts for keys in needs(part)]
    keys = required(node)
    return [keys] if keys else []


def first(node: Any) -> list[str] | None:
    """Return keys one of which any match begins with; None when it may begin with any token."""
    if isinstance(node, Unit):
        return _keys(node)
    if isinstance(node, Repeat):
        return first(node.part)
    if isinstance(node, Words):
        return [key for row in node.rows for key in row[0].keys]
    begins: list[str] = []
    for part in node.parts:
        keys = first(part)
        if keys is None:
            return None
        begins.extend(keys)
        if isinstance(node, Sequence) and not empty(part):
            break
    return begins


def _keys(unit: Unit) -> list[str] | None:
    """Return the keys one of which a token has that fits; of words by nothing but their class only names have keys."""
    if unit.negated:
        return None
    if unit.keys:
        return list(unit.keys)
    return [name_key(number) for number in unit.pos] if unit.pos and all(map(is_name, unit.pos)) else None


def words(keys: Iterable[str]) -> list[str] | frozenset[str]:
    """Return keys as data: of a group of words a set, which is kept once for all patterns."""
    listed = list(dict.fromkeys(keys))
    return listed if len(listed) <= 12 else frozenset(listed)


def program(node: Any) -> list[list[Any]]:
    """Translate a parsed pattern to instructions: `t` one token, `w` one of many words, `g` up to so many of any before one of some, `s` two ways (the first preferred), `j` jump, `m`."""
    code: list[list[Any]] = []
    _emit(node, code)
    code.append(["m"])
    return code


def _next(parts: tuple[Any, ...]) -> list[str] | frozenset[str] | None:
    """Return keys one of which the token after a gap has; None when there is no telling."""
    rest = Sequence(parts)
    begins = None if empty(rest) else first(rest)
    return begins and words(begins)


def _emit(node: Any, code: list[list[Any]]) -> None:
    if isinstance(node, Unit):
        code.append(["t", words(node.keys), None if node.pos is None else list(node.pos), node.negated])
    elif isinstance(node, Words):
        code.append(["w", frozenset(AND.join(OR.join(unit.keys) for unit in row) for row in node.rows)])
    elif isinstance(node, Sequence):
        for i, part in enumerate(node.parts):
            if isinstance(part, Repeat) and part.lazy:
                code.append(["g", part.most, _next(node.parts[i + 1 :])])
            else:
                _emit(part, code)
    elif isinstance(node, Choice):
        jumps = []
        for part in node.parts[:-1]:
            split = ["s", len(code) + 1, 0]
            code.append(split)
            _emit(part, code)
            jumps.append(["j", 0])
            code.append(jumps[-1])
            split[2] = len(code)
        _emit(node.parts[-1], code)
        for jump in jumps:
            jump[1] = len(code)
    elif node.lazy:
        code.append(["g", node.most, None])
    else:
        for _ in range(node.least):
            _emit(node.part, code)
        if node.most is None:
            split = ["s", len(code) + 1, 0]
            top = len(code)
            code.append(split)
            _emit(node.part, code)
            code.append(["j", top])
            split[2] = len(code)
            return
        splits = []
        for _ in range(node.most - node.least):
            split = ["s", len(code) + 1, 0]
            splits.append(split)
            code.append(split)
            _emit(node.part, code)
        for split in splits:
            split[2] = len(code)
