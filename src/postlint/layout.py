"""Values laid out as YAML, for whatever we write ourselves: plain where a plain scalar reads back the same, else quoted."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WIDTH = 240  # half-width cells of a line: 120 kanji, as the files made by hand
_PLAIN = re.compile(r"[0-9A-Za-z_一-龥々〆ヶぁ-んァ-ヴー・「」『』（）①-⑳㉑-㉟〇○＃．，／～、。(.][^\n\t]*")
_FLOW = re.compile(r"[,?\[\]{}]")
_TYPED = re.compile(
    r"(?:[-+]?[0-9][0-9_,.:eExXoObB+-]*|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*|~|\.(?:nan|inf)|y|n|yes|no|on|off|true|false|null)",
    re.I,
)
# Whatever is not surely one printable character to every reader of YAML is written as an escape.
_UNSAFE = re.compile(
    "[^ -~\u00a1-\u1fff\u2010-\u2027\u2030-\ud7ff\uf900-\ufdcf\ufdf0-\ufefe\uff00-\uffef"
    "\U00010000-\U0001fffd\U00020000-\U0002fffd\U00030000-\U0003fffd]"
)


def cells(text: str) -> int:
    """Return the width of `text` in half-width cells."""
    return sum(2 if unicodedata.east_asian_width(c) in "FWA" else 1 for c in text)


def quoted(text: str) -> str:
    """Return a scalar in double quotes, on one line, that reads back as `text`."""
    return _UNSAFE.sub(lambda found: f"\\U{ord(found.group()):08x}", json.dumps(text, ensure_ascii=False))


def scalar(text: str, *, flow: bool = False) -> str:
    """Return a scalar, on one line, that reads back as `text`."""
    plain = (
        _PLAIN.fullmatch(text) and not _UNSAFE.search(text)
        and not re.search(r": |:$|\s#|\s$", text) and not (flow and _FLOW.search(text))
        and not _TYPED.fullmatch(text) and not (flow and ":" in text and not re.search(r":\S", text))
    )  # fmt: skip
    if plain or text in ("true", "false"):
        return text
    return quoted(text)


def flow(value: Any) -> str:
    """Return a value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(part)}" for key, part in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(flow(part) for part in value) + "]"
    return scalar(str(value), flow=True)


def block(key: str, value: Any, indent: int) -> Iterator[str]:
    """Yield `key: value` in lines: on one where it fits, else its parts below each other."""
    pad = " " * indent
    if isinstance(value, str):
        yield f"{pad}{key}: {scalar(value)}"
        return
    line = f"{pad}{key}: {flow(value)}"
    if cells(line) <= WIDTH // 2 or not value:
        yield line
        return
    yield f"{pad}{key}:"
    if isinstance(value, dict):
        for name, part in value.items():
            yield from block(name, part, indent + 2)
        return
    for part in value:
        if isinstance(part, dict) and cells(flow(part)) + indent + 4 > WIDTH // 2:
            inner = [row for name, deeper in part.items() for row in block(name, deeper, indent + 4)]
            yield f"{pad}  - {inner[0].strip()}"
            yield from inner[1:]
        else:
            yield f"{pad}  - {flow(part)}"


def comment(text: str, indent: int = 0) -> str:
    """Return a comment of one line."""
    return f"{' ' * indent}# {text}"


def added(source: str, lines: Iterable[str]) -> str:
    """Return a text with lines at its end, in the line ends it has already; all that was there stays."""
    end = "\r\n" if "\r\n" in source else "\n"
    head = source if not source.removeprefix("\ufeff") or source.endswith("\n") else source + end
    return head + "".join(line + end for line in lines)
