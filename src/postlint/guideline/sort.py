"""Clauses → what is done about each: enforced, asked, or not checked, with the phrase this rests on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from postlint.guideline import fill
from postlint.guideline.numbering import markers
from postlint.guideline.phrases import folded, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from postlint.guideline.items import Unit
    from postlint.guideline.phrases import Phrase, Scope

_CONFIDENCE = {"high": 3, "medium": 2, "low": 1}
WORDS = {3: "高", 2: "中", 1: "低"}
UNSURE = 1  # from this confidence down a person must look
UNDECIDED = "自動では決められなかった条項"
_SENTENCE = re.compile("(?:。|こと|ください|ます|ません|する|ない)。?$")
_POSTS = ["post", "reply", "quote", "poll"]


class Sorted(NamedTuple):
    """A clause with its proposal; `because` quotes the phrases it rests on, `doubts` say what a person must look at."""

    unit: Unit
    enforce: tuple[dict[str, Any], ...]
    ask: tuple[dict[str, Any], ...]
    not_checked: str
    because: tuple[str, ...]
    confidence: int
    doubts: tuple[str, ...]

    @property
    def how(self) -> str:
        """Return `enforce`, `ask` or `not_checked`."""
        return "enforce" if self.enforce else "ask" if self.ask else "not_checked"


def sort_all(units: Iterable[Unit]) -> Iterator[Sorted]:
    """Propose what is done about every clause; items that say nothing themselves follow the sentence that opens their list."""
    opening: dict[str, Sorted] = {}
    for unit in units:
        one = sort(unit)
        above = opening.get(unit.parent.rpartition("\n")[2])
        if one.not_checked == UNDECIDED and above is not None and above.not_checked not in ("", UNDECIDED):
            one = one._replace(not_checked=above.not_checked, because=above.because, confidence=2, doubts=unit.doubts)
        if unit.opens:
            opening[unit.text] = one
        yield one


def sort(unit: Unit) -> Sorted:
    """Propose what is done about one clause."""
    text, context = folded(unit.text), [folded(_title(words)) for words in reversed(unit.context)]
    listed = _forbids(unit)
    visible = next(((s, w) for s in table().scopes if s.over for w in _scope_words(s, text, context)), None)
    if visible and not (listed and visible[0].id == "disclaimer"):
        doubts = _both_doubt(unit, visible[0])
        return Sorted(unit, (), (), visible[0].reason, (visible[1],), 3, (*unit.doubts, *doubts))
    scope = _scope(text, context, after=False) if not listed else None
    found = [(p, w) for p in table().phrases if (w := _fits(p, text, context, listed=listed, scoped=scope is not None))]
    if found:
        return _put_together(unit, found, listed=listed)
    scope = scope or (_scope(text, context, after=True) if not listed else None)
    if scope is not None:
        return Sorted(unit, (), (), scope[0].reason, (scope[1],), 2, unit.doubts)
    return _otherwise(unit, listed=listed)


def _title(heading: str) -> str:
    """Return a heading without its number."""
    marker = next(markers(heading), None)
    return marker.rest if marker else heading


def _forbids(unit: Unit) -> bool:
    """Tell whether the clause is an item of a list of what the city does not post."""
    if unit.opens and not (unit.parent and table().forbidden.search(folded(unit.parent))):
        return False
    for words in reversed(unit.context[-3:]):
        if table().forbidden.search(folded(_title(words))):
            return True
        if _SENTENCE.search(words):  # only what is named, not said, passes on what stands over it
            return False
    return False


def _scope_words(scope: Scope, text: str, context: list[str]) -> Iterator[str]:
    if scope.text and (found := scope.text.search(text)):
        yield found[0]
    for words in context:
        if scope.near and (found := scope.near.search(words)):
            yield found[0]


def _scope(text: str, context: list[str], *, after: bool) -> tuple[Scope, str] | None:
    """Return what the clause is about when it binds no post: by its own words, else by the nearest heading that says so."""
    limits = [scope for scope in table().scopes if not scope.over and scope.after == after]
    for words in context:
        for scope in limits:
            if words and scope.near and (found := scope.near.search(words)):
                return scope, found[0]
        if words and table().posting.search(words):
            break
    return next(((s, found[0]) for s in limits if s.text and (found := s.text.search(text))), None)


def _fits(phrase: Phrase, text: str, context: list[str], *, listed: bool, scoped: bool) -> str:
    """Return the words by which a phrase fits, or ""."""
    if (scoped and not phrase.strong) or (phrase.only and not listed):
        return ""
    if not (phrase.strong or listed or table().binding.search(text)):
        return ""
    if phrase.unless and phrase.unless.search(text):
        return ""
    if phrase.heading and not any(phrase.heading.search(words) for words in context):
        return ""
    found = phrase.text.search(text)
    return found[0] if found else ""


def _put_together(unit: Unit, found: list[tuple[Phrase, str]], *, listed: bool) -> Sorted:
    given = fill.values(unit)
    enforce = [fill.filled(entry, given) for phrase, _ in found for entry in phrase.enforce]
    ask = [_on(fill.filled(entry, given), unit) for phrase, _ in found for entry in phrase.ask]
    reasons = [phrase.not_checked for phrase, _ in found if phrase.not_checked]
    confidence = min(_CONFIDENCE[phrase.confidence] for phrase, _ in found)
    if not listed and unit.opens and confidence > 1:
        confidence -= 1
    doubts = list(unit.doubts)
    if not (enforce or ask):
        return Sorted(unit, (), (), reasons[0], tuple(_words(found)), confidence, tuple(doubts))
    return Sorted(unit, tuple(_merged(enforce)), tuple(_once(ask)), "", tuple(_words(found)), confidence, tuple(doubts))


def _words(found: list[tuple[Phrase, str]]) -> Iterator[str]:
    for word in dict.fromkeys(word for _, word in found):
        yield word if len(word) <= 24 else f"{word[:11]}…{word[-11:]}"


def _on(ask: dict[str, Any], unit: Unit) -> dict[str, Any]:
    """Raise a question on the platform only that the heading names."""
    name = fill.platform(unit.headings)
    facts = ask.get("when", {}).get("facts")
    if not name or not facts:
        return ask
    return {**ask, "when": {**ask["when"], "facts": {"platform": name, **facts}}}


def _merged(entries: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Put rules together that are enforced alike, each once; what has a level of its own comes after."""
    groups: dict[str, dict[str, Any]] = {}
    taken: set[str] = set()
    for entry in sorted(entries, key=lambda one: "level" in one):
        if "rules" not in entry:
            groups[repr(entry)] = entry
            continue
        alike = repr({key: value for key, value in entry.items() if key != "rules"})
        names = [n for n in entry["rules"] if n not in taken and n.partition(".")[0] not in taken]
        taken.update(names)
        if names:
            group = groups.setdefault(alike, {**entry, "rules": []})
            group["rules"] = [*group["rules"], *names]
    yield from groups.values()


def _once(asks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    yield from {ask["question"]: ask for ask in asks}.values()


def _both_doubt(unit: Unit, scope: Scope) -> tuple[str, ...]:
    """Warn where a list is read as binding visitors and may bind the city's own posts as well."""
    plain = scope.id == "visitors" and any(
        table().forbidden.search(folded(words)) for words in (unit.parent, unit.text)
    )
    return ("利用者の投稿への定めと見た。市の投稿にも及ぶなら、ここを直す",) if plain else ()


def _otherwise(unit: Unit, *, listed: bool) -> Sorted:
    """Propose something for a clause in which no phrase of the table stands."""
    if listed and not _SENTENCE.search(unit.text):
        question = f"「{unit.text.rstrip('。')}」に当たる内容はありませんか。"
        doubt = "当たるルールを言葉から決められず、人への確認にした"
        ask = {"question": question, "when": {"facts": {"kind": list(_POSTS)}}}
        return Sorted(unit, (), (ask,), "", (), 1, (*unit.doubts, doubt))
    if unit.parent and table().allowed.search(folded(unit.parent)):
        return Sorted(unit, (), (), "上の条項が認めるものの一つ。上の条項で尋ねる", (), 2, unit.doubts)
    if unit.opens:
        return Sorted(unit, (), (), "続く項目への導入", (), 2, unit.doubts)
    doubt = "投稿を縛る条項かどうかを言葉から決められなかった"
    return Sorted(unit, (), (), UNDECIDED, (), 1, (*unit.doubts, doubt))
