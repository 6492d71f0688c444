"""People named in a text: who is called by name, and whether the name is that of somebody in public life.

Found by what follows a name: さん, 様, 氏, くん or an age in brackets (佐藤健一（45）). See `postlint.text.names` for what is
a name.

Known problems: names in Latin letters, and a bare family name without さん, are not found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from postlint.text.names import listed, name_before, tagged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postlint.text.document import Document

HONORIFICS = ("さん", "様", "さま", "氏", "くん", "君", "ちゃん", "先生", "宅", "夫妻")
# What a word that only begins like an honorific goes on with: 様子, 氏名, ちゃんと, さまざま, 君たち
_GOES_ON = {
    "様": ("子", "々", "式", "相", "態", "変"),
    "氏": ("名", "神", "子", "族"),
    "さま": ("ざ", "よ", "たげ"),
    "ちゃん": ("と", "ちゃ"),
    "君": ("が代", "たち", "達", "津"),
    "さん": ("ぽ", "さん", "かく"),
}
_FEIGNED = ("(仮名", "(仮称", "(架空", "(役", "役の", "仮名")
# All that may stand between a role and a name: 講師の…, 講師は、…, 会長 …, 監督を務める…
_LINKS = frozenset("のはがで:、・ あるとしてを務めた")


class Person(NamedTuple):
    """A name in the folded text: `start` to `name_end` is the name, up to `end` come さん and the age.

    `sure` is False where a place could be meant (お隣の豊川さん); `public` tells office holders, performers and winners.
    """

    start: int
    name_end: int
    end: int
    full: bool
    sure: bool
    public: bool


def people(document: Document) -> list[Person]:
    """Return everyone who is called by name with さん or the like, or with an age, in text order."""
    found = [*_called(document), *(p for p in full_names(document) if _age(document.text, p.name_end))]
    ordered: list[Person] = []
    for person in sorted(found, key=lambda p: (p.start, -p.end)):
        if not ordered or person.start >= ordered[-1].end:
            ordered.append(person)
    return ordered


def full_names(document: Document) -> list[Person]:
    """Return what Sudachi knows as family and given name one after another, whatever follows."""
    found = []
    for first, second in zip(document.tokens, document.tokens[1:], strict=False):
        if second.start - first.end <= 1 and tagged(first, "姓") and tagged(second, "名"):
            found.append(_person(document, first.start, second.end, second.end, True, True))
    return found


def _called(document: Document) -> Iterator[Person]:
    text = document.text
    for honorific in HONORIFICS:
        at = text.find(honorific, 1)
        while at > 0:
            end = at + len(honorific)
            if not text.startswith(_GOES_ON.get(honorific, ()), end):
                name = name_before(document, at, honorific)
                if name:
                    yield _person(document, name[0], at, end, name[1], name[2])
            at = text.find(honorific, end)


def _person(document: Document, start: int, name_end: int, end: int, full: bool, sure: bool) -> Person:  # noqa: FBT001
    text = document.text
    public = text.startswith(_FEIGNED, end) or _in_public(text, start, end)
    return Person(start, name_end, _age(text, end) or end, full, sure, public)


def _age(text: str, at: int) -> int | None:
    """Return where an age ends that stands at `at`: (45), （満45歳・, 、45歳."""
    at += text[at : at + 1] in (" ", "、")
    opened = text.startswith("(", at)
    at += opened
    at += text.startswith("満", at)
    end = at
    while end < len(text) and end - at < 4 and text[end] in "0123456789":
        end += 1
    if not 1 <= end - at <= 3:
        return None
    closed = text.startswith(("歳", "才"), end) or (opened and text.startswith((")", "・", "、", ","), end))
    return end + 1 if closed else None


def _in_public(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 24) : start].rpartition("\n")[2].rpartition("。")[2]
    for role in listed("public"):
        at = before.rfind(role)
        if at >= 0 and _linked(before[at + len(role) :]):
            return True
    return text.startswith("(", end) and text.startswith(tuple(listed("public")), end + 1)


def _linked(gap: str) -> bool:
    head, opened, rest = gap.partition("「")
    return {*head} <= _LINKS and (not opened or {*rest.rpartition("」")[2]} <= _LINKS)
