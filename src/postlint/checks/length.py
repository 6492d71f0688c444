"""Posts longer than their platform takes, or with more hashtags than it takes.

Counts as each platform does: X by weight, Bluesky by what the eye sees as one sign, YouTube by bytes, Mastodon with 23
for a link. The limits, each with its source and date, stand in `data/limits.json`.

    check: length
    of: text                       # or tags
    limits: {x: "25000"}           # where an account may write more (X Premium, one's own Mastodon server)

It ignores drafts without a platform, and messages that are split into several balloons by hand (LINE).

Known problems: the counting of signs on Bluesky knows emoji and marks, but not every script of the world.
"""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postlint.model import PLATFORMS, Hit
from postlint.schema import Field, choice, integer, mapping

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postlint.checks import Setting
    from postlint.text.document import Document

KIND = "length"

_SHORTEST = 60  # below, not even thirteen short links on X, 23 units each, reach a limit
_LINK = 23

FIELDS = {
    "of": Field(choice("text", "tags"), required=True, help="what is counted"),
    "limits": Field(mapping({name: Field(integer) for name in PLATFORMS}), help="other limits, by platform"),
}


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return what is counted, and limits that differ from the platforms' own."""
    return {"of": fields["of"], "limits": dict(fields.get("limits", {}))}


def find(spec: Mapping[str, Any], document: Document) -> Iterator[Hit]:
    """Yield one hit without a span, with what was counted as its match."""
    platform = document.draft.platform
    if platform is None or len(document.draft.text) < _SHORTEST:
        return
    facts = _limits()[platform]
    most = spec["limits"].get(platform) or facts.get(spec["of"])
    if not most:
        return
    count = len(document.hashtags) if spec["of"] == "tags" else _count(facts["count"], document)
    if count <= most:
        return
    values = {"count": str(count), "most": str(most), "over": str(count - most), "of": facts["of"]}
    yield Hit(None, None, f"platform={platform}", values)


@cache
def _limits() -> dict[str, Any]:
    path = Path(__file__).parent.parent / "data" / "limits.json"
    limits: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return limits


def _count(how: str, document: Document) -> int:
    text = document.draft.text.replace("\r\n", "\n")
    if how == "weighted":
        from postlint.text.weight import weighted_length

        return weighted_length(text)
    if how == "bytes":
        return len(text.encode("utf-8", "replace"))
    if how == "graphemes":
        return graphemes(text)
    if how == "links-short":
        return len(text) - sum(link.end - link.start - _LINK for link in document.links if link.scheme)
    return len(unicodedata.normalize("NFC", text))


def graphemes(text: str) -> int:
    """Count what the eye sees as one sign: marks, joined emoji, skin tones and pairs of flag letters are part of one."""
    count, joined, flag = 0, False, False
    for char in text:
        letter = "\U0001f1e6" <= char <= "\U0001f1ff"
        mark = char in "\u200d\ufe0e\ufe0f\u20e3\uff9e\uff9f" or "\U0001f3fb" <= char <= "\U0001f3ff" or "\U000e0020" <= char <= "\U000e007f"  # fmt: skip
        part = mark or joined or (letter and flag) or unicodedata.category(char)[0] == "M"
        count += not part
        joined, flag = char == "\u200d", letter and not flag
    return count
