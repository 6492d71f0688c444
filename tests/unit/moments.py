"""What the tests of schedules need: the hits of a check at a moment."""

from __future__ import annotations

from datetime import datetime

from support import NOWHERE, located

from postlint.checks import any_of, check
from postlint.japan import JAPAN
from postlint.model import Draft, Hit
from postlint.schema import mapping
from postlint.text.document import Document

FRIDAY = "2026-11-20T10:00"


def moment(said: str | None) -> datetime | None:
    return datetime.fromisoformat(said).replace(tzinfo=JAPAN) if said else None


def document(text: str, at: str | None = FRIDAY, *, now: str | None = None) -> Document:
    return Document(Draft(text, scheduled_at=moment(at)), now=moment(now))


def hits(yaml: str, text: str, at: str | None = FRIDAY, *, now: str | None = None) -> list[Hit]:
    """Return the hits of `check: … find: …` in a draft that goes out at `at`, having made sure that guard and spans are right."""
    node = located(yaml)
    kind = str(node.pop("check"))
    module = check(kind)
    spec = module.compile(mapping(module.FIELDS)(node), NOWHERE)
    read = document(text, at, now=now)
    found = list(module.find(spec, read))
    assert [(h.start, h.end) for h in found] == sorted((h.start, h.end) for h in found)
    for hit in found:
        assert text[hit.start : hit.end] == hit.match
    words, literals = module.guard(spec)
    assert not found or any(word in read.words for word in words) or any_of("|".join(literals), read.text)
    return found


def matches(yaml: str, text: str, at: str | None = FRIDAY, *, now: str | None = None) -> list[str]:
    return [hit.match for hit in hits(yaml, text, at, now=now)]
