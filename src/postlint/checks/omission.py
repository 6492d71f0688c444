"""Set phrases that turn into their opposite when one word is missing: 児童虐待推進月間 without 防止.

Finds a stem of the table followed at once by one of `before`, where its second half should stand between them.

    check: omission
    phrases: [{stem: 児童虐待, half: 防止}, {stem: 飲酒運転, half: 根絶}]
    before: [推進, 月間, 週間, キャンペーン]
    calls: [ストップ, なくそう]      # before the stem they say what is meant: ストップ飲酒運転キャンペーン

Known problems: 「飲酒運転キャンペーン」 in a warning about a mistake is found too, unless it is quoted as one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlint.checks import hit
from postlint.model import Hit
from postlint.schema import Field, list_of, mapping, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postlint.checks import Guard, Setting
    from postlint.text.document import Document

KIND = "omission"

_REACH = 10  # letters before the stem in which a call counts
_PHRASE = {"stem": Field(text, required=True), "half": Field(text, required=True)}

FIELDS = {
    "phrases": Field(list_of(mapping(_PHRASE, what="phrases")), required=True, help="stems with what must follow"),
    "before": Field(list_of(text), required=True, help="words that must not follow a stem at once"),
    "calls": Field(list_of(text), help="words which, just before a stem, excuse it"),
}


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return stems with their halves, and the other words."""
    phrases = [[phrase["stem"], phrase["half"]] for phrase in fields["phrases"]]
    return {"phrases": phrases, "before": fields["before"], "calls": fields.get("calls", [])}


def guard(spec: Mapping[str, Any]) -> Guard:
    """Return the stems."""
    return [], [stem for stem, _ in spec["phrases"]]


def find(spec: Mapping[str, Any], document: Document) -> Iterator[Hit]:
    """Yield stem and followers, with the full phrase as `full`, in text order; of two stems the longer one."""
    reached = -1
    for start, stem_end, end, half in sorted(_spans(spec, document.text), key=lambda span: (span[0], -span[1])):
        if end <= reached:
            continue
        reached = end
        stem, rest = document.quote(start, stem_end), document.quote(stem_end, end)
        yield hit(document, start, end, {"stem": stem, "half": half, "full": stem + half + rest})


def _spans(spec: Mapping[str, Any], body: str) -> Iterator[tuple[int, int, int, str]]:
    for stem, half in spec["phrases"]:
        at = body.find(stem)
        while at >= 0:
            stem_end = end = at + len(stem)
            while word := next((word for word in spec["before"] if body.startswith(word, end)), None):
                end += len(word)
            ahead = body[max(0, at - _REACH) : at].rpartition("\n")[2]
            if end > stem_end and not any(call in ahead for call in spec["calls"]):
                yield at, stem_end, end, half
            at = body.find(stem, end)
