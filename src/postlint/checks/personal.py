"""Personal information: people called by name, their numbers and addresses, and what stands together.

Finds one of `parts`, or only those with one of `beside` in the same sentence, line or post; the span covers both. Whoever
is named as an office holder, performer, lecturer, athlete or winner is no private person, nor is a name that could be a
place's (お隣の豊川さん) unless it stands with a number. What is found is covered where it is printed (佐○○○さん, 090-****-****).

    check: personal
    parts: [mobile, mail, address, birth-date]
    beside: [person]             # person: called さん, 様, くん or with an age; name: full names without it, too
    terms: [入院]                # instead of beside: one of these words
    within: sentence             # line, post, next: in the sentence before or after, not in the same

`parts` and `beside` take person, `beside` also name, and both the kinds of `postlint.text.private`: mobile, phone, mail, address, room,
birth-date, class, account, document-number, card, my-number, like-my-number, plate. `{what}` names in messages what was
found beside the person.

Known problems: see `postlint.text.people`. Whether somebody agreed to be named cannot be told from the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any

from postlint.schema import Field, choice, list_of, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from postlint.checks import Guard, Setting
    from postlint.model import Hit
    from postlint.text.document import Document

    Spans = Sequence[tuple[int, int]]

KIND = "personal"
COVERED = True  # what it finds is not printed in the open

_KINDS = (
    "mobile", "phone", "mail", "address", "room", "birth-date", "class", "account", "document-number", "card",
    "my-number", "like-my-number", "plate",
)  # fmt: skip
_PEOPLE = ("person", "name")
_FEWEST = {"card": 14, "my-number": 12}  # digits, without which there is none; literals cannot say it
_SAID = ("マイナ", "個人番号")  # beside these, four digits are enough
_REACH = 60  # code points between a part and what is beside it: two messages of one long line are two


def _folded(value: Any) -> str:
    from postlint.text.fold import fold

    return fold(text(value)).text


FIELDS = {
    "parts": Field(list_of(choice("person", *_KINDS)), required=True, help="what is found"),
    "beside": Field(list_of(choice(*_PEOPLE, *_KINDS)), help="one of these must stand beside it"),
    "terms": Field(list_of(_folded), help="or one of these words, as the folded text has them"),
    "within": Field(choice("sentence", "line", "post", "next"), help="how far; default: the same sentence"),
}


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return the parts, what must be beside them, how near, and the literals of each kind: so nothing loads in vain."""
    return {
        "literals": {kind: _literals(kind) for kind in (*fields["parts"], *fields.get("beside", []))},
        "parts": fields["parts"],
        "beside": fields.get("beside", []),
        "terms": sorted(fields.get("terms", [])),
        "within": fields.get("within", "sentence"),
    }


def guard(spec: Mapping[str, Any]) -> Guard:
    """Return honorifics, or the literals of the kinds of `parts`."""
    from postlint.text.document import LINK

    words = [LINK] if "mail" in spec["parts"] else []
    literals = [literal for kind in spec["parts"] for literal in spec["literals"][kind] or "0123456789"]
    return words, list(dict.fromkeys(literals))


def _literals(kind: str) -> list[str]:
    """Return literals without which a kind is not there; none when there is no telling."""
    from postlint.text.people import HONORIFICS
    from postlint.text.private import KINDS

    if kind == "person":
        ages = [f"{digit}{mark}" for digit in range(10) for mark in ")・、,"]
        return [*HONORIFICS, "歳", "才", *ages]
    return [] if kind == "name" else list(KINDS[kind][1] or ())


def find(spec: Mapping[str, Any], document: Document) -> Iterator[Hit]:
    """Yield each part, with what is beside it when that is asked for, in text order."""
    from postlint.checks import outermost

    labels: dict[tuple[int, int], str] = {}
    found: set[tuple[int, int]] = set()
    needed = bool(spec["beside"] or spec["terms"])
    beside = [span for kind in spec["beside"] for span in _spans(kind, spec, document, alone=False)]
    beside = sorted([*beside, *_places(spec["terms"], document.text)])
    if needed and not beside:
        return
    for kind in spec["parts"]:
        for part in _spans(kind, spec, document, alone=not spec["beside"]):
            near = _nearest(part, beside, spec["within"], document) if needed else part
            if near is None:
                continue
            span = (min(part[0], near[0]), max(part[1], near[1]))
            labels.setdefault(span, _label(kind))
            found.add(span)
    for hit in outermost(found, document):
        start, end = document.position(hit.start or 0), document.position(hit.end or 0)
        yield hit._replace(values={"what": labels.get((start, end), "")})


def _label(kind: str) -> str:
    from postlint.text.private import KINDS

    return "名前" if kind in _PEOPLE else KINDS[kind][0]


def _spans(kind: str, spec: Mapping[str, Any], document: Document, *, alone: bool) -> Spans:
    """Return where a kind stands. `alone`: nothing else says that a person is meant, so a name must be surely one."""
    body = document.folded.text
    few = kind in _FEWEST and sum(map(body.count, "0123456789")) < _FEWEST[kind]
    if few and (kind == "card" or not any(word in body for word in _SAID)):
        return []
    literals = spec["literals"].get(kind)
    if literals and not any(literal in body for literal in literals):
        return []
    if kind in _PEOPLE:
        people = [(p.start, p.end) for p in document.people if not p.public and (p.sure or not alone)]
        if kind == "person":
            return people
        from postlint.text.people import full_names

        return sorted({*people, *((p.start, p.end) for p in full_names(document) if not p.public)})
    from postlint.text.private import spans

    return spans(document, kind)


def _places(words: list[str], body: str) -> Iterator[tuple[int, int]]:
    for word in words:
        at = body.find(word)
        while at >= 0:
            yield at, at + len(word)
            at = body.find(word, at + len(word))


def _nearest(
    part: tuple[int, int], beside: list[tuple[int, int]], within: str, document: Document
) -> tuple[int, int] | None:
    low, high = _scope(part[0], within, document)
    own = document.sentence(part[0]) if within == "next" else (0, 0)
    i = bisect_left(beside, part)
    # With `next`, whoever has one in his own sentence is a matter of `sentence`.
    before, after = (bisect_left(beside, own), bisect_left(beside, (own[1], 0))) if own[1] else (i, i)
    if own[1] and (before < after or _is_caption(part, document)):
        return None
    candidates = [*beside[max(0, before - 2) : before], *beside[after : after + 2]]
    near = [span for span in candidates if _apart(part, span) and low <= span[0] < high]
    if own[1]:  # what is said of somebody else is not said of this one
        near = [span for span in near if not _anybody(document.sentence(span[0]), document)]
    if within != "post":
        near = [span for span in near if _gap(part, span) <= _REACH]
    # Of two as near, the one after: a class, an address and an age stand before the name as often as behind it.
    return min(near, key=lambda span: (_gap(part, span), span < part), default=None)


def _anybody(sentence: tuple[int, int], document: Document) -> bool:
    i = bisect_left(document.people, sentence[0], key=lambda person: person.start)
    return i < len(document.people) and document.people[i].start < sentence[1]


def _is_caption(part: tuple[int, int], document: Document) -> bool:
    """Tell a name that stands alone on its line: what follows is another matter."""
    before = document.text[max(0, part[0] - 3) : part[0]].rpartition("\n")[2]
    after = document.text[part[1] : part[1] + 3].partition("\n")[0]
    return len((before + after).strip()) < 3


def _apart(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[1] <= other[0] or other[1] <= one[0]


def _gap(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(other[0] - one[1], one[0] - other[1])


def _scope(at: int, within: str, document: Document) -> tuple[int, int]:
    if within == "post":
        return 0, len(document.folded.text)
    if within == "line":
        return document.line(at)
    if within == "sentence":
        return document.sentence(at)
    i = bisect_right(document.sentences, at, key=lambda sentence: sentence.start)
    around = document.sentences[max(0, i - 2) : i + 1]
    return (around[0].start, around[-1].end) if around else (at, at)
