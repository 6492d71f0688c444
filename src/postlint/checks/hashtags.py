"""Hashtags that X does not link as the writer meant them.

    unlinked   no tag at all: #PR#石巻市, 明日は#柏市役所 へ, ♯柏市, #️⃣柏市, # 柏市, https://…/#柏市
    run-on     the city's own tag that runs on into the sentence: #柏市役所へどうぞ
    cut-short  a tag that ends before the writer meant it to: #第〇回柏まつり is only #第

    check: hashtags
    find: unlinked
    tags: [柏市役所, 柏市]       # the tags that are surely meant; default: the city's own
    leave: [柏市役所, 柏市]      # tags that another rule asks for while none of them is linked

What X links is told by `postlint.text.twitter`. Numbers (#7119, #1), C#, F#m and codes in Latin letters (key#ab1) are
no tags. A long tag without the city's own at its beginning is taken as it stands.

Known problems: `# 見出し` counts as a tag only with the city's own tag or with a second one on the line; ! ? and stars
end a tag on purpose as often as not, so they count only between short words.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

from postlint.model import Fix, Hit
from postlint.schema import Field, choice, list_of, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postlint.checks import Guard, Setting
    from postlint.text.document import Document

KIND = "hashtags"

_SIGNS = "#＃♯"
_IN_TAG = "_~～〜・゠·"  # signs that X allows inside a tag
_LONGEST = 15  # a longer unlinked run is a sentence rather than a tag, so no fix is offered
_PARTICLES = ("へ", "に", "で", "は", "を", "が", "も", "から", "まで", "より", "の", "と")
_BARE = ("へ", "へは", "に", "には", "で", "では", "は", "を", "が", "も", "から", "まで", "より")
_ENDINGS = ("ください", "下さい", "ます", "です", "ました", "ません", "でした", "ましょう", "どうぞ", "お越し", "ますね", "ですね")  # fmt: skip
_BREAKS = "〇○◯&＆+＋'’.．-－‐–−×"  # nobody ends a tag with these and goes on without a blank
_MARKS = "!！?？☆★♪♡"


class Written(NamedTuple):
    """What looks like a tag and is none: its span, the words meant, and why X links none of them."""

    start: int
    end: int
    words: tuple[str, ...]
    why: str


def _tag(value: Any) -> str:
    return text(value).lstrip("#＃")


FIELDS = {
    "find": Field(choice("unlinked", "run-on", "cut-short"), required=True, help="the fault this rule reports"),
    "tags": Field(list_of(_tag), help="the city's own tags, without #; default: those in its file"),
    "leave": Field(list_of(_tag), help="tags left to another rule while none of them is linked"),
}


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return the tags as they are compared."""
    own = fields.get("tags") or (setting.city.get("tags") or {}).get("own") or []
    tags = sorted({_fold(tag.lstrip("#＃")) for tag in own}, key=len, reverse=True)
    return {"find": fields["find"], "tags": tags, "leave": [_fold(tag) for tag in fields.get("leave", ())]}


def guard(spec: Mapping[str, Any]) -> Guard:
    """Return the signs of a tag, and the key of links, which may have swallowed one."""
    from postlint.text.document import LINK

    return ([LINK] if spec["find"] == "unlinked" else []), ["#", "♯"]


def find(spec: Mapping[str, Any], document: Document) -> Iterator[Hit]:
    """Yield the faults in text order, with a fix where the tag that was meant is certain."""
    linked = {_fold(tag.value) for tag in document.hashtags}
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
    for written in _written(whole, spec["tags"], document):
        meant = [_meant(word, spec["tags"]) for word in written.words]
        if leave & {_fold(tag) for tag, _ in meant}:
            continue
        right = " ".join(f"#{tag}{' ' + rest if rest else ''}" for tag, rest in meant)
        values = {"why": written.why, "right": " ".join(f"#{tag}" for tag, _ in meant)}
        fix = _mended(written, meant, right, whole)
        yield Hit(written.start, written.end, whole[written.start : written.end], values, fix)


def _written(whole: str, own: list[str], document: Document) -> Iterator[Written]:
    taken = [(e.start, e.end) for e in document.entities] + [(link.start, link.end) for link in document.links]
    taken.sort()
    linked = {tag.start for tag in document.hashtags}
    reached = at = 0
    for start, char in enumerate(whole):
        if char not in _SIGNS or start < reached or start in linked:
            continue
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        inside = at < len(taken) and taken[at][0] <= start
        if inside and start + 1 < taken[at][1]:
            continue
        after = _after(whole, start)
        words, end = _chain(whole, start)
        if not words:
            continue
        why = "アドレスに続けて書かれている" if inside else _why(whole, start, after, words, own)
        if why:
            reached = end
            yield Written(start, end, words, why)


def _after(whole: str, start: int) -> int:
    """Return where the word after a sign begins, past selectors, a keycap and blanks."""
    at = start + 1
    while whole[at : at + 1] in ("\ufe0f", "\u20e3"):
        at += 1
    if whole[at : at + 1] in (" ", "\u3000"):
        at += 1
    return at


def _chain(whole: str, start: int) -> tuple[tuple[str, ...], int]:
    """Return the words of tags that hang together (#柏市#図書館), and where the last ends."""
    words: list[str] = []
    at = start
    while whole[at : at + 1] and whole[at] in _SIGNS:
        first = _after(whole, at)
        last = first
        while last < len(whole) and _part(whole[last]):
            last += 1
        if not any(char.isalpha() for char in whole[first:last]) or _is_number(whole[first:last]):
            break
        words.append(whole[first:last])
        at = last
    return tuple(words), at


def _is_number(word: str) -> bool:
    """Tell whether a word is a short telephone number with the sentence after it: 7119へ, 8008や."""
    rest = word.lstrip("0123456789０１２３４５６７８９")
    return len(word) - len(rest) in (3, 4) and "ぁ" <= rest[0] <= "ん"


def _why(whole: str, start: int, after: int, words: tuple[str, ...], own: list[str]) -> str:
    before, sign = whole[start - 1 : start], whole[start:after]
    glued = bool(before) and _part(before)
    if sign[0] == "♯":
        return "" if glued or sign != "♯" else "「#」ではなく「♯」で書かれている"
    if "\u20e3" in sign:
        return "絵文字の「#️⃣」で書かれている"
    if sign[-1] in " \u3000":
        meant = _fold(words[0]) in own or len(words) > 1 or _another(whole, after)
        return "「#」の後に空白がある" if meant and not glued else ""
    if len(words) > 1:
        return "間に空白がなくつながっている"
    if not glued or (before.isascii() and words[0].isascii()):
        return ""
    # C#入門, F#の和音
    letter = before.isascii() and before.isalpha() and not whole[max(0, start - 2) : start - 1].isalnum()
    return "" if letter else "「#」のすぐ前に文字がある"


def _another(whole: str, at: int) -> bool:
    line = whole[at : at + 140].partition("\n")[0]
    return "# " in line or "#\u3000" in line or "＃\u3000" in line


def _meant(word: str, own: list[str]) -> tuple[str, str]:
    """Return the tag that is meant and the rest of the sentence after it: 柏市役所へ is 柏市役所 and へ."""
    folded = _fold(word)
    known = next((tag for tag in own if folded.startswith(tag)), "") if len(folded) == len(word) else ""
    rest = word[len(known) :]
    return (word[: len(known)], rest) if known and rest.startswith(_PARTICLES) else (word, "")


def _mended(written: Written, meant: list[tuple[str, str]], right: str, whole: str) -> Fix | None:
    from postlint.text.twitter import hashtags

    if any(len(tag) > _LONGEST for tag, _ in meant):
        return None
    wanted = {tag for tag, _ in meant}
    # Forty letters on each side decide: reading the whole of a long text for every fault would take too long.
    before, after = whole[max(0, written.start - 40) : written.start], whole[written.end : written.end + 40]
    for new in (right, f" {right}"):
        there = hashtags(before + new + after)
        if wanted <= {tag.value for tag in there if len(before) <= tag.start < len(before) + len(new)}:
            return Fix(written.start, written.end, new)
    return None


# Linked, but not as meant


def _run_on(start: int, end: int, value: str, spec: Mapping[str, Any], document: Document, leave: set[str]) -> Iterator[Hit]:  # fmt: skip
    tag, rest = _meant(value, spec["tags"])
    if rest and _fold(tag) not in leave and (rest in _BARE or rest.endswith(_ENDINGS)):
        new = f"#{tag} {rest}"
        yield Hit(start, end, document.draft.text[start:end], {"right": new, "tag": f"#{tag}"}, Fix(start, end, new))


def _cut_short(start: int, end: int, value: str, spec: Mapping[str, Any], document: Document) -> Iterator[Hit]:
    whole = document.draft.text
    sign, last = whole[end : end + 1], end + 1
    if not sign or sign not in _BREAKS + _MARKS or _fold(value) in spec["tags"]:
        return
    while last < len(whole) and last < end + 40 and _part(whole[last]):
        last += 1
    rest = whole[end + 1 : last]
    if not rest or not rest[0].isalnum() or rest.endswith(_ENDINGS):
        return
    closed = last == len(whole) or whole[last].isspace() or whole[last] in _SIGNS
    if sign in _MARKS and not (closed and len(rest) <= 6 and len(value) <= 8):
        return
    yield Hit(start, last, whole[start:last], {"tag": f"#{value}"})


def _part(char: str) -> bool:
    if char.isalnum() or char in _IN_TAG:
        return True
    return unicodedata.category(char)[0] == "M" and char not in "\ufe0e\ufe0f\u20e3"


def _fold(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold()
