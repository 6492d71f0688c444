"""What several tests need: located values and documents."""

from __future__ import annotations

from typing import Any

from postlint.checks import Setting, any_of, check
from postlint.errors import PolicyError
from postlint.located import load
from postlint.model import Draft
from postlint.schema import mapping
from postlint.text.document import Document

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
    several = hasattr(module, "guards")
    guards = module.guards(spec) if several else [module.guard(spec) if hasattr(module, "guard") else None]
    if hits and None not in guards:
        live = {
            i: [at for word in words for at in document.words.get(word, ())]
            for i, (words, literals) in enumerate(guards)
            if any(word in document.words for word in words) or any_of("|".join(literals), document.text)
        }
        assert live
        assert not several or list(module.find(spec, document, live)) == hits
    return [hit.match for hit in hits]
