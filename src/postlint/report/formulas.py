"""Cells that a spreadsheet shows and never calculates, whatever a draft says (OWASP, CSV Injection)."""

from __future__ import annotations

# A Japanese Excel takes full-width signs for the same; some programs skip the blanks before them.
_SIGNS = tuple("=+-@＝＋－＠")
_CONTROLS = ("\t", "\r", "\n")


def harmless(text: str, shown: str) -> str:
    """Return `shown`, as the text is written, with an apostrophe before it where a spreadsheet may calculate the text."""
    return "'" + shown if text.startswith(_CONTROLS) or text.lstrip().startswith(_SIGNS) else shown
