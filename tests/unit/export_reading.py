"""What the tests of the readers of exports share: writing an export, and what `read` makes of it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from postlint.exports import Options, opened, read, recognise
from postlint.posts import Item, Post, Remark, Skipped, Unread

SAMPLES = Path(__file__).parents[2] / "examples" / "exports"

# Any JSON value, to stand where a record should; numbers are such as the parser takes.
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(-1e9, 1e9) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def like(record: Any) -> st.SearchStrategy[Any]:
    """Build records of the shape of `record`, in which any value may be anything, or missing."""
    if isinstance(record, dict):
        whole: Any = st.fixed_dictionaries({}, optional={key: like(value) for key, value in record.items()})
    elif isinstance(record, list):
        whole = st.lists(st.one_of(*map(like, record)), max_size=3) if record else st.just([])
    else:
        whole = st.just(record)
    return whole | ANY_JSON


def items(path: Path, name: str, **said: Any) -> list[Item]:
    """Read one export as the format `name`."""
    return list(read([str(path)], format=name, options=Options(**said)))


def recognised(path: Path) -> list[str]:
    """Name the formats that recognise an export."""
    with opened(str(path)) as source:
        return recognise(source)


def posts(found: list[Item]) -> list[Post]:
    return [item for item in found if isinstance(item, Post)]


def others(found: list[Item]) -> list[str]:
    """Return what is not a post, one readable line each."""
    return [_line(item) for item in found if not isinstance(item, Post)]


def accounted(found: list[Item]) -> int:
    """Count the records that became something: a post, or a line that says why not."""
    return sum(not isinstance(item, Remark) for item in found)


def _line(item: Item) -> str:
    if isinstance(item, Skipped):
        return f"skipped {item.number}: {item.why}"
    assert isinstance(item, (Unread, Remark))
    return f"{type(item).__name__.lower()} {Path(item.place).name}: {item.what}"


def write_csv(path: Path, rows: list[list[str]], *, encoding: str = "utf-8") -> Path:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def write_json(path: Path, value: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path
