"""YAML in which every value knows its place, and nothing is anything but text.

PyYAML turns `21:00` into 1260 and `no` into False, keeps the last of two equal keys and resolves aliases. Here
the parser's events are read directly: scalars stay text until a schema parses them; duplicate keys, aliases,
anchors, tags and merge keys are errors with `file:line:column`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from postlint.errors import Place, PostlintError

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE_END = "\r\n|[\n\r\x85\u2028\u2029]"  # YAML 1.1 counts them all as lines
_KEY = "abcdefghijklmnopqrstuvwxyz_"
_PROBLEMS = {  # what libyaml says of the slips people make
    "mapping values are not allowed in this context": "ここに「: 」は書けません",
    "could not find expected ':'": "「:」がありません",
    "did not find expected key": "キーがあるはずの所です",
    "did not find expected '-' indicator": "「-」があるはずの所です",
    "did not find expected ',' or ']'": "「,」か「]」がありません",
    "did not find expected ',' or '}'": "「,」か「}」がありません",
    "did not find expected node content": "値があるはずの所です",
    "found character that cannot start any token": "タブや @ や ` からは始められません",
    "found a tab character that violates indentation": "字下げにタブは使えません",
    "found unexpected end of stream": "引用符が閉じていません",
    "found unknown escape character": "\\ の後に使えない文字があります",
}
_TOO_DEEP = "YAMLの入れ子が深すぎます"
_SEEN_LATE = ("could not find expected ':'", "found unexpected end of stream")  # the fault stands where it began


class Text(str):
    """A scalar with its place, and as the file has it where names in it were spelled out since."""

    __slots__ = ("place", "written")
    place: Place
    written: str

    def __new__(cls, value: str, place: Place, *, written: str | None = None) -> Text:
        text = super().__new__(cls, value)
        text.place = place
        text.written = value if written is None else written
        return text


class Listing(list[Any]):
    """A sequence with its place."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place


class Table(dict[Any, Any]):
    """A mapping with its place; its keys are `Text`."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place


def _plain(source: str, file: str, first_line: int) -> Table | None:
    """Read a mapping of plain words, as front matter mostly is, without YAML; None where YAML could read it otherwise."""
    table = Table(Place(file, first_line, 1, re.split(_LINE_END, source, maxsplit=1)[0]))
    lines = re.split(_LINE_END, source)
    for number, line in enumerate(lines if lines[-1] else lines[:-1], first_line):
        name, _, value = line.partition(": ")
        if not (0 < len(name) <= 40 and not name.strip(_KEY) and _is_word(value)) or name in table:
            return None
        key = Text(name, Place(file, number, 1, line))
        table[key] = Text(value, Place(file, number, len(name) + 3, line))
    return table or None


def _is_word(value: str) -> bool:
    """Tell whether a value means the same to every reader: no quote, bracket, comment, second colon or control."""
    first = value[:1]
    begins = (
        (first.isascii() and first.isalnum()) or "ぁ" <= first <= "ゖ" or "ァ" <= first <= "ヺ" or "一" <= first <= "龥"
    )
    plain = value.isprintable() and "#" not in value and ": " not in value
    return begins and plain and value[-1] not in ": "


def load(source: str, *, file: str, error: type[PostlintError], first_line: int = 1) -> Any:
    """Read one YAML document into Text, Listing and Table (None when empty).

    `first_line` is the line of the file on which `source` starts. Raises `error` with the place of the fault.
    """
    if (plain := _plain(source, file, first_line)) is not None:
        return plain
    import yaml  # 17 ms; only when there is more to read than plain lines

    lines = re.split(_LINE_END, source)

    def place(mark: Any) -> Place:
        text = lines[mark.line] if mark.line < len(lines) else ""
        return Place(file, mark.line + first_line, mark.column + 1, text)

    def build(event: Any, events: Iterator[Any]) -> Any:
        where = place(event.start_mark)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise error("別名（& と *）は使えません", place=where, hint="同じ内容をもう一度書いてください")
        if getattr(event, "tag", None):
            raise error(f"型の指定 {event.tag} は使えません", place=where)
        if isinstance(event, yaml.ScalarEvent):
            return Text(event.value, where)
        if isinstance(event, yaml.SequenceStartEvent):
            listing = Listing(where)
            for item in iter(lambda: next(events), None):
                if isinstance(item, yaml.SequenceEndEvent):
                    return listing
                listing.append(build(item, events))
        table = Table(where)
        for item in iter(lambda: next(events), None):
            if isinstance(item, yaml.MappingEndEvent):
                break
            key = build(item, events)
            if not isinstance(key, Text):
                raise error("キーは文字列でなければなりません", place=key.place)
            if key == "<<":
                raise error("マージキー << は使えません", place=key.place)
            if key in table:
                raise error(f"キー {key} が二度書かれています", place=key.place)
            table[key] = build(next(events), events)
        return table

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        events = iter(yaml.parse(source, Loader=loader))
        document = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if document is not None:
                    raise error("YAML文書が二つあります", place=place(event.start_mark), hint="--- は一度だけ")
                document = build(next(events), events)
    except yaml.MarkedYAMLError as fault:
        if fault.problem == "exceeded maximum nesting depth":  # PyYAML 6.0.4 counts; before, Python's stack ended it
            raise error(_TOO_DEEP, place=Place(file)) from None
        mark = fault.problem_mark or fault.context_mark
        if fault.problem in _SEEN_LATE:
            mark = fault.context_mark or mark
        problem = str(fault.problem or fault.context)
        what = f"YAMLとして読めません: {_PROBLEMS.get(problem, problem)}"
        where = place(mark) if mark else Place(file)
        raise error(what, place=where, hint="字下げ、引用符、コロンを確かめてください") from None
    except (yaml.YAMLError, UnicodeEncodeError):
        where = Place(file)
        if found := yaml.reader.Reader.NON_PRINTABLE.search(source):
            before = re.split(_LINE_END, source[: found.start()])
            where = Place(file, len(before) - 1 + first_line, len(before[-1]) + 1, lines[len(before) - 1])
        raise error("YAMLに使えない文字が含まれています", place=where, hint="制御文字を取り除いてください") from None
    except RecursionError:
        raise error(_TOO_DEEP, place=Place(file)) from None
    return document


def of_json(value: Any, place: Place) -> Any:
    """Turn a value of JSON into what YAML would have given, all of it at one place; keys that are null are left out."""
    if isinstance(value, list):
        listing = Listing(place)
        listing.extend(of_json(part, place) for part in value)
        return listing
    if isinstance(value, dict):
        table = Table(place)
        table.update((Text(name, place), of_json(part, place)) for name, part in value.items() if part is not None)
        return table
    if isinstance(value, bool):
        return Text(str(value).lower(), place)
    return Text("" if value is None else str(value), place)
