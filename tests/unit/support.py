"""What several tests need: located values and documents."""

from __future__ import annotations

from typing import Any

import pytest

from postlint.checks import Needs, Setting, any_of, check
from postlint.errors import PolicyError
from postlint.located import load
from postlint.model import Draft
from postlint.schema import SchemaError, mapping
from postlint.text.document import Document
from postlint.text.search import places

NOWHERE = Setting(
    {
        "city": "example",
        "name": "例示市",
        "hosts": ["city.reiji.lg.jp"],
        "tags": {"own": ["例示市"]},
        "offices": {"hours": "08:30-17:15", "closed": ["sat", "sun", "holidays"]},
        "elections": [{"name": "例示市長選挙", "announced": "2026-11-22", "polling": "2026-11-29"}],
    }
)


def located(yaml: str) -> Any:
    """Parse YAML as a policy file would be."""
    return load(yaml, file="test.yaml", error=PolicyError)


def found(kind: str, yaml: str, text: str) -> list[str]:
    """Return what a check finds in `text`, quoted, having made sure that guard and spans are right."""
    module = check(kind)
    spec = module.compile(mapping(module.FIELDS)(located(yaml)), NOWHERE)
    document = Document(Draft(text))
    hits = list(module.find(spec, document))
    for hit in hits:
        assert text[hit.start : hit.end] == hit.match
    if hasattr(module, "guards"):
        live = {
            i: needed for i, needs in enumerate(module.guards(spec)) if (needed := _met(needs, document)) is not None
        }
        assert list(module.find(spec, document, live)) == hits
    elif hits and (guard := module.guard(spec) if hasattr(module, "guard") else None):
        words, literals = guard
        assert any(word in document.words for word in words) or any_of("|".join(literals), document.text)
    return [hit.match for hit in hits]


def broken(kind: str, yaml: str) -> str:
    """Return the error of a check's fields that are wrong."""
    module = check(kind)
    with pytest.raises(SchemaError) as fault:
        module.compile(mapping(module.FIELDS)(located(yaml)), NOWHERE)
    return str(fault.value)


def _met(needs: Needs, document: Document) -> list[list[int]] | None:
    """Return the tokens that meet each need of a pattern, None when the document does not meet them all."""
    if not needs.groups:
        return [] if not needs.literals or any_of("|".join(needs.literals), document.text) else None
    found = [places(keys, document) for keys in needs.groups]
    return found if all(found) else None
