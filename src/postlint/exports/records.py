"""Records in JSON: one a line (JSON Lines), or one array of them, whose keys are the names of facts or known headings."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from postlint.errors import InputError, Place
from postlint.exports.fields import build, check_columns, field_of
from postlint.exports.lines import Line, lines
from postlint.exports.source import guarded, head, matching, place
from postlint.exports.values import elements
from postlint.located import of_json
from postlint.posts import Remark, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postlint.exports import Options
    from postlint.exports.source import Source
    from postlint.posts import Item

LABEL = "JSON（1行に1件、または一覧）"

_NAMES = ("*.jsonl", "*.ndjson", "*.json")
_BLANK = b" \t\r\n\xef\xbb\xbf"
_MAX_UNKNOWN = 50  # keys; a hostile file has a new one in every record
_FORM = "1行に1件の {…}、または全体を [{…}, …] の形で書きます"


def recognises(source: Source) -> bool:
    """Tell whether a file begins as records of JSON do, with a key for the text near its beginning."""
    return any(_holds_records(source, name) for name in _candidates(source))


def read(source: Source, options: Options) -> Iterator[Item]:
    """Yield the posts of every file of records, each broken record as Unread at its line or number."""
    check_columns(options.columns)
    names = _candidates(source)
    fitting = [name for name in names if _holds_records(source, name)]
    for name in fitting or names:
        yield from guarded(_file(source, name, options), place(source, name))


def _candidates(source: Source) -> list[str]:
    names = source.names()
    return names if len(names) == 1 else matching(source, *_NAMES)


def _holds_records(source: Source, name: str) -> bool:
    try:
        start = head(source, name).lstrip(_BLANK)
    except InputError:
        return True  # damaged: reading it says so
    if not start.startswith((b"{", b"[")):
        return False
    keys = start.decode("utf-8", "replace").split('"')[1::2]
    return any(field_of(key) == "text" for key in keys)


def _file(source: Source, name: str, options: Options) -> Iterator[Item]:
    unknown: Counter[str] = Counter()
    array = head(source, name).lstrip(_BLANK).startswith(b"[")
    for item in _of_array(source, name) if array else _of_lines(source, name):
        if isinstance(item, Unread | Remark):
            yield item
        else:
            yield _record(*item, path=place(source, name), options=options, unknown=unknown)
    if unknown:
        keys = "、".join(list(unknown)[:_MAX_UNKNOWN])
        yield Remark(place(source, name), f"知らないキーは読みませんでした: {keys}")


def _of_array(source: Source, name: str) -> Iterator[tuple[Any, str]]:
    with source.open(name) as file:
        for number, value in enumerate(elements(file, "item", where=place(source, name)), 1):
            yield value, place(source, name, f"{number}件目")


def _of_lines(source: Source, name: str) -> Iterator[tuple[Any, str] | Unread | Remark]:
    first = True
    for line in lines(source, name):
        if not isinstance(line, Line):
            yield line
            continue
        if first and line.text.strip() == "{":  # one object over many lines: each of them would be broken
            raise InputError("投稿の一覧ではありません", place=Place(place(source, name), line.number, 1), hint=_FORM)
        first = False
        where = f"{place(source, name)}:{line.number}"
        try:
            yield json.loads(line.text, object_pairs_hook=_unique, parse_constant=_refuse), where
        except json.JSONDecodeError as fault:
            yield Unread(f"{where}:{fault.pos + 1}", f"JSONとして読めません: {fault.msg}", _FORM)
        except (ValueError, RecursionError) as fault:
            why = "入れ子が深すぎます" if isinstance(fault, RecursionError) else str(fault)
            yield Unread(where, f"JSONとして読めません: {why}", _FORM)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) < len(pairs):
        twice = next(key for key, number in Counter(key for key, _ in pairs).items() if number > 1)
        raise ValueError(f"キー {twice} が二度書かれています")
    return record


def _refuse(word: str) -> Any:
    raise ValueError(f"{word} は使えません")


def _record(value: Any, where: str, *, path: str, options: Options, unknown: Counter[str]) -> Item:
    if not isinstance(value, dict):
        return Unread(where, "1件が {…} の形ではありません", _FORM)
    chosen = {key: field for field, key in options.columns.items()}
    stated: dict[str, Any] = {}
    labels: dict[str, str] = {}
    for key, part in value.items():
        field = chosen.get(key) or field_of(key)
        if field is None or (key not in chosen and field in chosen.values()):
            if len(unknown) < _MAX_UNKNOWN:
                unknown[key] += 1
        elif field not in stated and part is not None:
            stated[field], labels[field] = part, key
    if "text" not in stated and "kind" not in stated:
        keys = "、".join(list(value)[:_MAX_UNKNOWN])
        hint = f"--column text=キー で本文のキーを指定できます。あるキー: {keys}"
        return Unread(where, "本文のキーがありません", hint)
    try:
        located = {field: of_json(part, Place(path)) for field, part in stated.items()}
        _check_letters(located)
    except (RecursionError, UnicodeError):
        return Unread(where, "文字として読めない値があるか、入れ子が深すぎます", _FORM)
    return build(located, path=path, where=where, labels=labels, account=options.account)


def _check_letters(value: Any) -> None:
    """Raise UnicodeError for half a surrogate pair, which JSON can write and no file can hold."""
    if isinstance(value, str):
        value.encode()
    elif isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            _check_letters(part)
