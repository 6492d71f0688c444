"""The last check: every line of the document is in the file, or in its list of what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlint.guideline.clauses import LeftOut, Unit
from postlint.guideline.lines import squeeze
from postlint.guideline.numbering import markers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from postlint.guideline.lines import Source


def missing(source: Source, units: Sequence[Unit], left: Sequence[LeftOut]) -> Iterator[LeftOut]:
    """Yield what neither a clause, nor a heading over one, nor `left` holds, line by line.

    A line counts as held only by a clause made of it (or by a heading), so that a short line is not taken to be held by
    whatever sentence happens to contain its words.
    """
    held: dict[int, list[str]] = {}
    for one in (*units, *left):
        for number in one.lines:
            held.setdefault(number, []).append(squeeze(one.text))
    headings = {squeeze(heading) for unit in units for heading in unit.headings} | {squeeze(unit.under) for unit in units}
    for line in source.lines:
        if not line.text:
            continue
        if line.leave:
            yield LeftOut(line.text, line.leave, (line.number,))
            continue
        if line.cells:
            bodies = [squeeze(cell) for cell in line.cells if squeeze(cell)]
            texts = held.get(line.number, [])
            if all(any(body in text for text in texts) or body in headings for body in bodies):
                continue
            if texts and all(any(body in text for text in texts) or any(body in h for h in headings) for body in bodies):
                continue
        elif any(
            body in headings or any(body in text for text in held.get(line.number, ())) for body in _bodies(line.text, line.marker)
        ):
            continue
        yield LeftOut(line.text, "条項に入らなかった文（見出しだけのもの、または読み取れなかったもの）", (line.number,))


def _bodies(text: str, marker: str) -> Iterator[str]:
    """Yield a line as it may stand in a clause: whole, or without its number."""
    yield squeeze(text)
    for reading in markers(text):
        if squeeze(reading.rest):
            yield squeeze(reading.rest)
        yield squeeze(reading.printed + reading.rest)
    if marker:
        yield squeeze(marker + text)
