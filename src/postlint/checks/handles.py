"""Account names that are nearly, but not, the city's own.

Finds `@name` where the name is close to one of the city's `handles`, in one of two ways:

    confusable   the eye cannot tell them apart (kashiwa_shl for kashiwa_shi, O for 0), or full-width letters cut the name short
    near         up to two letters, a dot or a _ away, or the official name with official, jp or a number after it

    check: handles
    find: confusable
    handles: [kashiwa_shi, kashiwa_koho]        # default: the city's own; capitals do not matter

A name that is one of `handles` is never found, nor is any that is further away: the sections of a city have names of
their own. Mail addresses and links are not read.

Known problems: where two official accounts have nearly the same name, both must be listed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from postlint.model import Fix, Hit
from postlint.schema import Field, choice, list_of, text
from postlint.text.lookalike import distance, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postlint.checks import Guard, Setting
    from postlint.text.document import Document

KIND = "handles"

_MENTION = re.compile(r"(?<![a-z0-9._%+-])@([a-z0-9_.]{3,30})(?![a-z0-9_@-])")
_ADDED = re.compile(r"[_.]?(?:official|koushiki|kousiki|jp|japan|city|info|support|help|real|[0-9]{1,4})?[_.]?")


def _handle(value: Any) -> str:
    return text(value).lstrip("@＠")


FIELDS = {
    "find": Field(choice("confusable", "near"), required=True, help="how close the name is"),
    "handles": Field(list_of(_handle), help="official account names; default: the city's"),
}


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return the official names as written; none where the city's file names none."""
    return {"find": fields["find"], "handles": fields.get("handles") or list(setting.city.get("handles") or ())}


def guard(spec: Mapping[str, Any]) -> Guard:
    """Return the key that a draft with an @ has: names that X links are blanked out of the text."""
    from postlint.text.document import NAME

    return [NAME], []


def find(spec: Mapping[str, Any], document: Document) -> Iterator[Hit]:
    """Yield the names that are close to an official one, in text order."""
    folded = document.folded.text
    if "@" not in folded or not spec["handles"]:
        return
    links = [link.start for link in document.links]
    official = {handle.lower(): handle for handle in spec["handles"]}
    for found in _MENTION.finditer(folded):
        name = found[1].rstrip(".")
        start, end = document.original(found.start(), found.start() + 1 + len(name))
        match = document.draft.text[start:end]
        i = bisect_left(links, end)  # the links that start before the name ends; none overlaps another
        if i and document.links[i - 1].end > start:
            continue
        kind, own = _closest(name, official, plain=match[1:].isascii())
        if kind == spec["find"]:
            wide = name == own
            fix = Fix(start, end, f"@{official[own]}") if wide else None
            yield Hit(
                start,
                end,
                match,
                {"own": f"@{official[own]}", "why": "全角の文字の所が違い" if wide else "見分けにくい字が違い"},
                fix,
            )


def _closest(name: str, official: Mapping[str, str], *, plain: bool) -> tuple[str, str]:
    """Return how a name is close to an official one, and to which; ("", "") where it is one or is close to none."""
    if name in official:
        return ("", "") if plain else ("confusable", name)
    for own in official:
        if skeleton(name) == skeleton(own):
            return "confusable", own
    for own in official:
        bare, known = (word.replace("_", "").replace(".", "") for word in (name, own))
        most = 2 if len(known) >= 8 else 1
        if bare == known or (abs(len(name) - len(own)) <= most and distance(name, own) <= most):
            return "near", own
        if name.startswith(own) and _ADDED.fullmatch(name, len(own)):
            return "near", own
    return "", ""
