"""Hashtags that X does not link as the writer meant them.

    unlinked   no tag at all: #PR#石巻市, 明日は#柏市役所 へ, ♯柏市, #️⃣柏市, # 柏市, https://…/#柏市
    run-on     the city's own tag that runs on into the sentence: #柏市役所へどうぞ
    cut-short  a tag that ends before the writer meant it to: #第〇回柏まつり is only #第

    check: hashtags
    find: unlinked
    platforms: [x]              # where the rule holds; default: everywhere
    tags: [柏市役所, 柏市]       # the tags that are surely meant; default: the city's own
    leave: [柏市役所, 柏市]      # tags that another rule asks for while none of them is linked

What X links is told by `postlint.text.twitter`. Numbers (#7119, #1), C#, F#m and codes in Latin letters (key#ab1) are
no tags. A long tag without the city's own at its beginning is taken as it stands.

Known problems: `# 見出し` counts as a tag only with the city's own tag or with a second one on the line; ! ? and stars
end a tag on purpose as often as not, so they count only between short words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlint.errors import Unjudged
from postlint.model import PLATFORMS, Fix, Hit
from postlint.schema import Field, choice, list_of, text
from postlint.text.written_tags import SIGNS, Written, fold_tag, part, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postlint.checks import Guard, Setting
    from postlint.text.document import Document

KIND = "hashtags"

_LONGEST = 15  # a longer unlinked run is a sentence rather than a tag, so no fix is offered
_MENDED = 100  # a text with more faults than these is not mended one by one
_PARTICLES = ("へ", "に", "で", "は", "を", "が", "も", "から", "まで", "より", "の", "と")
_BARE = ("へ", "へは", "に", "には", "で", "では", "は", "を", "が", "も", "から", "まで", "より")
_ENDINGS = ("ください", "下さい", "ます", "です", "ました", "ません", "でした", "ましょう", "どうぞ", "お越し", "ますね", "ですね")  # fmt: skip
_BREAKS = "〇○◯&＆+＋'’.．-－‐–−×"  # nobody ends a tag with these and goes on without a blank
_MARKS = "!！?？☆★♪♡"


def _tag(value: Any) -> str:
    return text(value).lstrip("#＃")


FIELDS = {
    "find": Field(choice("unlinked", "run-on", "cut-short"), required=True, help="the fault this rule reports"),
    "platforms": Field(list_of(choice(*PLATFORMS)), help="where the rule holds; default: everywhere"),
    "tags": Field(list_of(_tag), help="the city's own tags, without #; default: those in its file"),
    "leave": Field(list_of(_tag), help="tags left to another rule while none of them is linked"),
}


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return the tags as they are compared."""
    own = fields.get("tags") or (setting.city.get("tags") or {}).get("own") or []
    tags = sorted({fold_tag(tag.lstrip("#＃")) for tag in own}, key=len, reverse=True)
    return {
        "find": fields["find"],
        "platforms": fields.get("platforms", []),
        "tags": tags,
        "leave": [fold_tag(tag) for tag in fields.get("leave", ())],
    }


def guard(spec: Mapping[str, Any]) -> Guard:
    """Return the signs of a tag, and the key of links, which may have swallowed one."""
    from postlint.text.document import LINK

    return ([LINK] if spec["find"] == "unlinked" else []), ["#", "♯"]


def find(spec: Mapping[str, Any], document: Document) -> Iterator[Hit]:
    """Yield the faults in text order, with a fix where the tag that was meant is certain.

    Raises Unjudged where there is a fault on X and nobody says whether the post is for X.
    """
    platform, platforms = document.draft.platform, spec["platforms"]
    if platforms and platform and platform not in platforms:
        return
    faults = _faults(spec, document)
    if platforms and not platform:
        if "x" in platforms and any(True for _ in faults):
            raise Unjudged("platform")
        return
    yield from faults


def _faults(spec: Mapping[str, Any], document: Document) -> Iterator[Hit]:
    linked = {fold_tag(tag.value) for tag in document.hashtags}
    leave = set() if linked & {*spec["leave"]} else {*spec["leave"]}
    if spec["find"] == "unlinked":
        yield from _unlinked(spec, document, leave)
        return
    for tag in document.hashtags:
        if spec["find"] == "run-on":
            yield from _run_on(tag.start, tag.end, tag.value, spec, document, leave)
        else:
            yield from _cut_short(tag.start, tag.end, tag.value, spec, document)


# Not linked


def _unlinked(spec: Mapping[str, Any], document: Document, leave: set[str]) -> Iterator[Hit]:
    whole = document.draft.text
    for count, tags in enumerate(written(document, spec["tags"])):
        meant = [_meant(word, spec["tags"]) for word in tags.words]
        if leave & {fold_tag(tag) for tag, _ in meant}:
            continue
        right = " ".join(f"#{tag}{' ' + rest if rest else ''}" for tag, rest in meant)
        values = {"why": tags.why, "right": " ".join(f"#{tag}" for tag, _ in meant)}
        fix = _mended(tags, meant, right, whole) if count < _MENDED else None
        yield Hit(tags.start, tags.end, whole[tags.start : tags.end], values, fix)


def _meant(word: str, own: list[str]) -> tuple[str, str]:
    """Return the tag that is meant and the rest of the sentence after it: 柏市役所へ is 柏市役所 and へ, 柏市の花 is one."""
    folded = fold_tag(word)
    known = next((tag for tag in own if folded.startswith(tag)), "") if len(folded) == len(word) else ""
    rest = word[len(known) :]
    goes_on = rest in _BARE or (rest.startswith(_PARTICLES) and rest.endswith(_ENDINGS))
    return (word[: len(known)], rest) if known and goes_on else (word, "")


def _mended(tags: Written, meant: list[tuple[str, str]], right: str, whole: str) -> Fix | None:
    from postlint.text.twitter import hashtags

    if any(len(tag) > _LONGEST for tag, _ in meant):
        return None
    wanted = {tag for tag, _ in meant}
    # Forty letters on each side decide: reading the whole of a long text for every fault would take too long.
    before, after = whole[max(0, tags.start - 40) : tags.start], whole[tags.end : tags.end + 40]
    for new in (right, f" {right}"):
        there = hashtags(before + new + after)
        if wanted <= {tag.value for tag in there if len(before) <= tag.start < len(before) + len(new)}:
            return Fix(tags.start, tags.end, new)
    return None


# Linked, but not as meant


def _run_on(start: int, end: int, value: str, spec: Mapping[str, Any], document: Document, leave: set[str]) -> Iterator[Hit]:  # fmt: skip
    tag, rest = _meant(value, spec["tags"])
    if rest and fold_tag(tag) not in leave:
        new = f"#{tag} {rest}"
        yield Hit(start, end, document.draft.text[start:end], {"right": new, "tag": f"#{tag}"}, Fix(start, end, new))


def _cut_short(start: int, end: int, value: str, spec: Mapping[str, Any], document: Document) -> Iterator[Hit]:
    whole = document.draft.text
    sign, last = whole[end : end + 1], end + 1
    if not sign or sign not in _BREAKS + _MARKS or fold_tag(value) in spec["tags"]:
        return
    while last < len(whole) and last < end + 40 and part(whole[last]):
        last += 1
    rest = whole[end + 1 : last]
    if not rest or not rest[0].isalnum() or rest.endswith(_ENDINGS):
        return
    closed = last == len(whole) or whole[last].isspace() or whole[last] in SIGNS
    if sign in _MARKS and not (closed and len(rest) <= 6 and len(value) <= 8 and rest[-1] not in "うよねてたいるだぞ"):
        return
    yield Hit(start, last, whole[start:last], {"tag": f"#{value}"})
