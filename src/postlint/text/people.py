"""People named in a text: who is called by name, and whether the name is that of somebody in public life.

Found by what follows a name: さん, 様, 氏, くん or an age in brackets (佐藤健一（45）). See `postlint.text.names` for what is
a name.

Known problems: names in Latin letters, and a bare family name without さん, are not found.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from postlint.text.names import listed, name_before, tagged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postlint.text.document import Document

HONORIFICS = ("さん", "様", "さま", "氏", "くん", "君", "ちゃん", "先生")
# What a word that only begins like an honorific goes on with: 様子, 氏名, ちゃんと, さまざま, 君たち
_GOES_ON = {
    "様": ("子", "々", "式", "相", "態", "変"),
    "氏": ("名", "神", "子", "族"),
    "さま": ("ざ", "よ", "たげ"),
    "ちゃん": ("と", "ちゃ"),
    "君": ("が代", "たち", "達", "津"),
    "さん": ("ぽ", "さん", "かく"),
}
_AGE = re.compile(r"[ 、]?\(?(?:満)?(\d{1,3})(?:歳|才|[)・、,])|\((\d{1,3})\)")
_FEIGNED = re.compile(r"\(?(?:仮名|仮称|架空|役\)|役の)")
# Between a role and a name: 講師の…, 講師は、…, 会長 …, 劇団「星」主宰・…
_LINK = r"(?:(?:の|は|が|:|、|・| |である|として|を務める|を務めた|で)*(?:「[^」\n]{1,12}」)?(?:の|・| )?)"


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
    found = [*_called(document), *(p for p in full_names(document) if _AGE.match(document.text, p.name_end))]
    ordered: list[Person] = []
    for person in sorted(found, key=lambda p: (p.start, -p.end)):
        if not ordered or person.start >= ordered[-1].end:
            ordered.append(person)
    return ordered


def full_names(document: Document) -> list[Person]:
    """Return what Sudachi knows as family and given name one after another, whatever follows."""
    family, given = tagged("姓"), tagged("名")
    found = []
    for first, second in zip(document.tokens, document.tokens[1:], strict=False):
        if first.pos in family and second.pos in given and second.start - first.end <= 1:
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
    age = _AGE.match(text, end)
    public = _in_public(text, start, end) or _FEIGNED.match(text, end) is not None
    return Person(start, name_end, age.end() if age else end, full, sure, public)


def _in_public(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 24) : start].rpartition("\n")[2].rpartition("。")[2]
    role, link = _roles()
    found = None
    for found in role.finditer(before):
        if link.fullmatch(before, found.end()):
            return True
    return role.match(text[end : end + 12].lstrip("(（・ ")) is not None and text[end : end + 1] in "(（"


@cache
def _roles() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = sorted(listed("public"), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words))), re.compile(_LINK)
