"""JSON Lines: the draft objects of the JSON contract, one a line, for tools that read as they come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlint.report.json import draft, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from postlint.model import Report


def render(reports: Iterable[Report], tool: Mapping[str, str]) -> str:
    """Return one line for each draft; `tool` has no place in this format."""
    return "".join(line(draft(report)) for report in reports)
