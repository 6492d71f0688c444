"""How guidelines are enforced as one page that needs nothing else: no network, no fonts, no script."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postlint.report.coverage import FAULT, HOW, WATCH, totals
from postlint.report.phrases import visible
from postlint.report.words import MARKS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_DATA = Path(__file__).parent.parent / "data" / "coverage"


def render(cities: Sequence[Mapping[str, Any]]) -> str:
    """Return the page of several cities."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    page = Environment(
        loader=FileSystemLoader(_DATA),
        autoescape=True,
        undefined=StrictUndefined,
        # Applied to whatever the template prints, so that no place in it can forget to.
        finalize=lambda value: value if isinstance(value, Markup) else visible(str(value)),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = (_DATA / "page.css").read_text("utf-8")
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return page.get_template("page.html").render(
        cities=cities, hows=HOW, watch=WATCH, fault=FAULT, marks=MARKS, totals=totals,
        style=Markup(style), style_hash=Markup(f"sha256-{digest}"),
    )  # fmt: skip
