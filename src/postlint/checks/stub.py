"""Posts that are no message yet: a few letters, or nothing but a word such as テスト.

Finds a text with fewer than `least` characters (blanks aside) and no picture, and one that is wholly one of `words`,
marks, digits and hashtags aside. A lone emoji is left in peace: it stands beside a picture that nobody declared.

    check: stub
    least: 5
    words: [テスト, テスト投稿, test]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlint.model import Hit
from postlint.schema import Field, integer, list_of, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postlint.checks import Setting
    from postlint.text.document import Document

KIND = "stub"

FIELDS = {
    "least": Field(integer, required=True, help="how many characters a message has"),
    "words": Field(list_of(text), required=True, help="what is no message by itself, folded"),
}


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return the fields."""
    return {"least": fields["least"], "words": fields["words"]}


def find(spec: Mapping[str, Any], document: Document) -> Iterator[Hit]:
    """Yield at most one hit: the whole text."""
    whole = document.draft.text.strip()
    longest = max(map(len, spec["words"]))
    if not whole or len(whole) > 10 * longest:
        return
    short = len("".join(whole.split())) < spec["least"] and not document.draft.media
    if (short and not _emoji(whole)) or _word(document.text) in spec["words"]:
        start = document.draft.text.index(whole)
        yield Hit(start, start + len(whole), whole)


def _emoji(text: str) -> bool:
    from unicodedata import category

    return any(category(char) == "So" for char in text) and not any(char.isalnum() for char in text)


def _word(folded: str) -> str:
    """Return the letters of a text, in which one letter over and over counts three times."""
    pieces = [piece for piece in folded.split() if not piece.startswith("#")]
    letters = "".join(char for char in "".join(pieces) if char.isalpha())
    return letters[:3] if len(letters) > 2 and len(set(letters)) == 1 else letters
