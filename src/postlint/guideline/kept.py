"""The last check: every line of the document is in the file, or in its list of what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlint.guideline.items import LeftOut
from postlint.guideline.lines import squeeze
from postlint.guideline.numbering import markers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from postlint.guideline.items import Unit
    from postlint.guideline.lines import Line, Source


def missing(source: Source, units: Sequence[Unit], left: Sequence[LeftOut]) -> Iterator[LeftOut]:
    """Yield what neither a clause, nor a heading over one, nor `left` holds, line by line.

    A line counts as held only by a clause made of it (or by a heading), so that a short line is not taken to be held by
    whatever sentence happens to contain its words.
    """
    held: dict[int, list[str]] = {}
    for text, numbers in (*((u.text, u.lines) for u in units), *((one.text, one.lines) for one in left)):
        for number in numbers:
            held.setdefault(number, []).append(squeeze(text))
    headings = {squeeze(part) for unit in units for part in (*unit.headings, unit.under)}
    for line in source.lines:
        if not line.text:
            continue
        if line.leave:
            yield LeftOut(line.text, line.leave, (line.number,))
        elif not all(
            any(body in headings or any(body in text for text in held.get(line.number, ())) for body in bodies)
            for bodies in _pieces(line)
        ):
            yield LeftOut(
                line.text, "条項に入らなかった文（見出しだけのもの、または読み取れなかったもの）", (line.number,)
            )


def _pieces(line: Line) -> Iterator[list[str]]:
    """Yield what of a line must be held, each in the ways it may stand: the cells of a row, or the line."""
    if line.cells:
        yield from ([squeeze(cell)] for cell in line.cells if squeeze(cell))
    else:
        yield list(_bodies(line.text, line.marker))


def _bodies(text: str, marker: str) -> Iterator[str]:
    """Yield a line as it may stand in a clause: whole, or without its number."""
    yield squeeze(text)
    for reading in markers(text):
        if squeeze(reading.rest):
            yield squeeze(reading.rest)
        yield squeeze(reading.printed + reading.rest)
    if marker:
        yield squeeze(marker + text)
