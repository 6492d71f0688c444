"""The index leaves out only what cannot find anything."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from postlint.checks import registry
from postlint.compiled import policy
from postlint.errors import Unjudged
from postlint.index import Index, pack
from postlint.matching import fire
from postlint.model import Draft
from postlint.policy.rules import load_rules
from postlint.text.document import Document


def test_findings_do_not_change() -> None:
    rules, _ = load_rules(registry())
    texts = [example.text for rule in rules.values() for example in (*rule.bad, *rule.good)]
    for start, city in enumerate(("chiba", "ishinomaki")):
        compiled = policy(city)
        for text in texts[start::40]:
            document = Document(Draft(text))
            live = compiled["index"].live(document)
            for number in {*compiled["always"], *compiled["owners"]}:
                entry = compiled["rules"][number]
                try:
                    every = list(fire(entry, document, compiled["contexts"]))
                except Unjudged:
                    continue
                assert list(fire(entry, document, compiled["contexts"], live)) == every, entry["id"]


@given(
    st.dictionaries(st.text("abあ犬", min_size=1, max_size=3), st.sets(st.integers(0, 9))),
    st.text("abあ犬 ", max_size=8),
)
def test_literals_in_the_text_are_live(literals: dict[str, set[int]], text: str) -> None:
    expected = {slot for literal, slots in literals.items() if literal in text for slot in slots}
    assert set(Index({}, pack(literals), []).live(Document(Draft(text)))) == expected
