"""Charts as SVG text: stacked columns, stacked bars, a heat map. No script, no style of their own, the same bytes each time.

Each has a <title> and a <desc>, and a hatching beside the colour, so that nothing is told by colour alone. Colours come
from the classes `s-…` (series) and `heat-0` to `heat-5` of the page. Who places a chart puts its figures in a table beside it.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from postlint.report.cells import width
from postlint.report.phrases import cut, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WIDE, _NARROW = 760, 420  # of a view box; columns and heat maps scroll sideways on a telephone, bars fit it
_TEXT = 13  # the height of letters; a column of a terminal is half of it


class Series(NamedTuple):
    """One kind of thing counted; its `key` names the colour."""

    key: str
    name: str


class Bar(NamedTuple):
    """One column or bar: a value for each series, what stands under or over it, what stands behind its end."""

    label: str
    values: tuple[int, ...]
    tick: str = ""
    note: str = ""


class Cell(NamedTuple):
    """One field of a heat map; `text` is its figure, `strength` 0 (nothing) to 5, `about` what it says in words."""

    text: str
    strength: int
    about: str


def columns(id_: str, title: str, about: str, bars: Sequence[Bar], series: Sequence[Series]) -> str:
    """Draw stacked columns, one a bar, the first series at the foot. `id_` is the head of all ids within."""
    top, height, left = 52, 200, 52
    most = _round_up(max((sum(bar.values) for bar in bars), default=0))
    step = (_WIDE - left - 12) / max(1, len(bars))
    thick = min(44.0, step * 0.78)
    parts = list(_legend(id_, series, _WIDE))
    for quarter in range(5):
        y = top + height - height * quarter / 4
        parts.append(f'<line class="grid" x1="{left}" x2="{_WIDE - 8}" y1="{_n(y)}" y2="{_n(y)}"/>')
        if most * quarter % 4 == 0:
            parts.append(_text(left - 8, y + 4, f"{most * quarter // 4:,}", anchor="end"))
    for number, bar in enumerate(bars):
        x, y = left + step * number + (step - thick) / 2, float(top + height)
        parts.append(f"<g>{_hover(bar, series)}")
        for one, value in zip(series, bar.values, strict=True):
            # One finding among hundreds of posts would be thinner than a line.
            size = max(3.0, height * value / most) if value else 0
            if size:
                y -= size
                parts += _box(id_, one, (x, y, thick, size))
        parts.append("</g>")
        if bar.tick:
            parts.append(_text(x + thick / 2, top + height + 20, bar.tick, anchor="middle"))
    return _svg(id_, title, about, (_WIDE, top + height + 34), series, parts)


def bars(id_: str, title: str, about: str, rows: Sequence[Bar], series: Sequence[Series]) -> str:
    """Draw stacked bars that lie under their labels; `note` stands at the end of each."""
    top, pitch, thick = 44, 50, 16
    most = max((sum(row.values) for row in rows), default=0) or 1
    parts = list(_legend(id_, series, _NARROW))
    for number, row in enumerate(rows):
        y, x = top + pitch * number, 0.0
        room = _NARROW - width(row.note) * _TEXT / 2 - 16
        parts += [
            _text(0, y + 13, cut(" ".join(visible(row.label).split("\n")), int(_NARROW / _TEXT * 2) - 2)),
            f"<g>{_hover(row, series)}",
        ]
        for one, value in zip(series, row.values, strict=True):
            size = max(3.0, room * value / most) if value else 0
            if size:
                parts += _box(id_, one, (x, y + 20.0, size, float(thick)))
                x += size
        parts += ["</g>", _text(x + 6, y + 33, row.note)]
    return _svg(id_, title, about, (_NARROW, top + pitch * len(rows)), series, parts)


def heat(
    id_: str, title: str, about: str, cells: Sequence[Sequence[Cell]], heads: tuple[Sequence[str], Sequence[str]]
) -> str:
    """Draw a field of cells with their figures; `heads` are those of the rows and those of the columns."""
    left, top, tall = 30, 26, 28
    size = (_WIDE - left) / max(1, len(heads[1]))
    parts = [_text(left + size * (at + 0.5), 16, head, anchor="middle") for at, head in enumerate(heads[1])]
    for row, (head, line) in enumerate(zip(heads[0], cells, strict=True)):
        y = top + tall * row
        parts.append(_text(0, y + 19, head))
        for at, cell in enumerate(line):
            x = left + size * at
            box = f'x="{_n(x + 1)}" y="{y + 1}" width="{_n(size - 2)}" height="{tall - 2}"'
            parts.append(f'<g><title>{_safe(cell.about)}</title><rect class="heat-{cell.strength}" {box}/>')
            parts.append(_text(x + size / 2, y + 19, cell.text, anchor="middle", kind=f"on-{cell.strength}") + "</g>")
    return _svg(id_, title, about, (_WIDE, top + tall * len(cells) + 4), (), parts)


def _svg(
    id_: str, title: str, about: str, size: tuple[int, int], series: Sequence[Series], parts: Sequence[str]
) -> str:
    wide, high = size
    body = "\n".join(parts)
    return (
        f'<svg role="img" aria-labelledby="{id_}-title {id_}-desc" viewBox="0 0 {wide} {high}">'
        f'<title id="{id_}-title">{_safe(title)}</title><desc id="{id_}-desc">{_safe(about)}</desc>'
        f"<defs>{''.join(_hatching(id_, one) for one in series if one.key in _HATCHINGS)}</defs>\n{body}\n</svg>"
    )


_HATCHINGS = {
    "ng": '<path d="M0 6L6 0M-1 1L1 -1M5 7L7 5"/>',
    "review": '<circle cx="3" cy="3" r="1.1"/>',
    "undecided": '<path d="M0 0L6 6M-1 5L1 7M5 -1L7 1"/>',
}


def _hatching(id_: str, series: Series) -> str:
    return (
        f'<pattern id="{id_}-{series.key}" class="hatch-{series.key}" width="6" height="6" patternUnits="userSpaceOnUse">'
        f"{_HATCHINGS[series.key]}</pattern>"
    )


def _box(id_: str, series: Series, box: tuple[float, float, float, float]) -> Iterator[str]:
    place = 'x="{}" y="{}" width="{}" height="{}"'.format(*map(_n, box))
    yield f'<rect class="s-{series.key}" {place}/>'
    if series.key in _HATCHINGS:
        yield f'<rect fill="url(#{id_}-{series.key})" {place}/>'


def _legend(id_: str, series: Sequence[Series], wide: int) -> Iterator[str]:
    x = 0.0
    for one in series:
        yield from _box(id_, one, (x, 8.0, 16.0, 16.0))
        yield _text(x + 22, 21, one.name)
        x += 22 + width(one.name) * _TEXT / 2 + 22
    assert x <= wide + 22


def _hover(bar: Bar, series: Sequence[Series]) -> str:
    said = "、".join(f"{one.name} {value:,}" for one, value in zip(series, bar.values, strict=True))
    return f"<title>{_safe(f'{bar.label}: {said}')}</title>"


def _text(x: float, y: float, text: str, *, anchor: str = "start", kind: str = "") -> str:
    kind = f' class="{kind}"' if kind else ""
    return f'<text x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}"{kind}>{_safe(text)}</text>'


def _safe(text: str) -> str:
    return escape(visible(text))


def _round_up(number: int) -> int:
    """Return the next 4, 8, 20, 40, 80, 200 …: its quarters are whole and easy to read."""
    scale = 1
    while True:
        for step in (4, 8, 20):
            if number <= step * scale:
                return step * scale
        scale *= 10


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
