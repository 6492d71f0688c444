"""Posts without the city's tag although there is room for it (Kashiwa 2(4)ケ(イ): 文字数に余裕がある場合).

Finds a text in which X links none of `tags` as exactly that tag, while the shortest of them with a blank before it
would still fit into X's 280 units. Where a tag was meant and missed (#柏, 明日は#柏市 へ, #柏市役所へ), that is the span.

    check: required-tag
    tags: [柏市役所, 柏市]              # default: the city's own tags
    near: [かしわ市, kashiwashi]        # spellings that were surely meant as one of them

It ignores platform and kind: rules say `when: {platform: [x], kind: [post, quote, poll, pin]}`, for elsewhere there
is no such limit, and replies, messages and reposts carry no tag.

Known problems: near misses are the listed spellings, beginnings and continuations of a tag; other misspellings are
reported without a span.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from postlint.model import Fix, Hit
from postlint.schema import Field, SchemaError, list_of, text
from postlint.text.twitter import Entity, hashtags
from postlint.text.weight import remaining, weighted_length

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postlint.checks import Setting
    from postlint.text.document import Document

KIND = "required-tag"

_PARTICLE = re.compile("へは?|に[はもて]?|の|で[はもす]?|は|を|が|と|も|から|まで|より")

FIELDS = {
    "tags": Field(list_of(text), help="tags one of which must be there, without #; default: the city's own"),
    "near": Field(list_of(text, empty=True), help="other spellings of them, without #"),
}


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return the tags and the units the shortest takes. Raises SchemaError when no tag is given."""
    tags = [_fold(tag.lstrip("#＃")) for tag in fields.get("tags") or (setting.city.get("tags") or {}).get("own") or []]
    if not tags:
        raise SchemaError("付けるタグが分かりません", hint="tags を with に書きます")
    room, shortest = min((weighted_length(f" #{tag}"), tag) for tag in tags)
    return {
        "tags": tags,
        "near": [_fold(tag.lstrip("#＃")) for tag in fields.get("near", [])],
        "shortest": shortest,
        "room": room,
    }


def find(spec: Mapping[str, Any], document: Document) -> Iterator[Hit]:
    """Yield at most one hit: the near miss, or without a span and with the missing tag as match."""
    whole = document.draft.text
    if _linked(spec, document.hashtags):
        return
    left = remaining(whole)
    if left < spec["room"]:
        return
    values = {"tag": f"#{spec['shortest']}", "room": str(spec["room"]), "left": str(left)}
    values["tags"] = "か".join(f"「#{tag}」" for tag in spec["tags"])
    firsts = (next(misses, None) for misses in (_misspelt(spec, document), _unlinked(spec, document)))
    miss = min((first for first in firsts if first), default=None)
    if miss:
        start, end, meant = miss
        yield Hit(start, end, whole[start:end], values, next(_parted(spec, whole, start, end, meant), None))
        return
    end = len(whole)
    blank = "" if not whole or whole[-1].isspace() else " "
    yield Hit(None, None, f"#{spec['shortest']}", values, Fix(end, end, f"{blank}#{spec['shortest']}"))


def _linked(spec: Mapping[str, Any], tags: list[Entity]) -> bool:
    return any(_fold(tag.value) in spec["tags"] for tag in tags)


def _misspelt(spec: Mapping[str, Any], document: Document) -> Iterator[tuple[int, int, str]]:
    """Yield linked tags that were meant as one of the tags, with what to write for them if that is certain."""
    for tag in document.hashtags:
        name = _fold(tag.value)
        own = max((own for own in spec["tags"] if name.startswith(own)), key=len, default=None)
        if own and _PARTICLE.fullmatch(name, len(own)):
            yield tag.start, tag.end, f"#{own} {tag.value[len(own) :]}"
        elif own or name in spec["near"] or any(own.startswith(name) for own in spec["tags"]):
            yield tag.start, tag.end, ""  # #柏市長の部屋 cannot be cut


def _unlinked(spec: Mapping[str, Any], document: Document) -> Iterator[tuple[int, int, str]]:
    """Yield tags that are written but not linked: 明日は#柏市 へ, ♯柏市, # 柏市, #柏市#図書館."""
    wanted = "|".join(map(re.escape, sorted(spec["tags"], key=len, reverse=True)))
    for found in re.finditer(rf"[#♯]\u20e3?\s{{0,2}}({wanted})(?![\w・])", document.folded.text):
        start, end = document.original(*found.span())
        if not any(entity.start < end and start < entity.end for entity in document.entities):
            yield start, end, f"#{found[1]}"


def _parted(spec: Mapping[str, Any], whole: str, start: int, end: int, meant: str) -> Iterator[Fix]:
    """Yield what is meant with the blanks it needs before X links it."""
    for new in (meant, f" {meant}", f"{meant} ", f" {meant} ") if meant else ():
        if _linked(spec, hashtags(whole[:start] + new + whole[end:])):
            yield Fix(start, end, new)


def _fold(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold()
