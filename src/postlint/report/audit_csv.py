"""The findings of an audit as a table that Excel opens by a double click: UTF-8 with BOM, CRLF, no cell a formula."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from postlint.report.audit_rows import COLUMNS, rows
from postlint.report.formulas import harmless
from postlint.report.phrases import titles, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from postlint.posts import Summary


def render(summary: Summary, records: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the table line by line, the mark of UTF-8 first; line ends are part of it and not to be translated."""
    yield "\ufeff" + _line(heading for heading, _ in COLUMNS.values())
    for row in rows(records, titles(summary)):
        yield _line(cell(value) for value in row)


def cell(value: str | int | None) -> str:
    """Return a cell that a spreadsheet shows and never calculates, whatever the post says."""
    text = "" if value is None else str(value)
    return harmless(text, visible(text))


def _line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
