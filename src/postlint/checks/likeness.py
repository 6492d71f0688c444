"""Posts that sound like what must not be posted, though no rule of wording knows their words.

Finds the sentence that sounds most like the improper examples of the rules, where the whole post does so (`at_least`, in
percent; 80 for posts of less than 40 code points, none of less than 25), and its topic is one of the two whose examples are nearest. The engine
asks only where nothing else was found.
It deliberately says no more than that a person should look: it knows letters, not meaning.

    check: likeness
    topic: insult
    at_least: 65

Known problems: a chatty, proper post may sound like it, and a sly one in official words may not. More examples mend both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlint.checks import hit
from postlint.schema import Field, choice, integer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postlint.checks import Setting
    from postlint.model import Hit
    from postlint.text.document import Document

KIND = "likeness"

# Topics that are told by how one speaks; dates, tags, numbers and facts are not.
TOPICS = (
    "advertising", "copyright", "correction", "credentials", "deliberation", "discrimination", "disparagement", "fairness",
    "groundless", "human-rights", "incitement", "indecorous", "insult", "misleading", "obscenity", "opinion",
    "personal-information", "politics", "portrait", "private-post", "provocation", "public-order", "religion", "rumour",
    "secret", "tax-secrecy", "unapproved", "unvetted-source",
)  # fmt: skip
# Of these the manner is the fault; a plug for a shop, a leak or a groundless claim is told in better manners. What names a
# person is told by what it finds, however it sounds.
MANNERS = frozenset(
    ("discrimination", "disparagement", "indecorous", "insult", "obscenity", "opinion", "private-post", "provocation",
     "public-order", "rumour")
)  # fmt: skip
NAMING = frozenset(("personal-information", "tax-secrecy"))
# Of these, proper posts echo even the gravest words: warnings, denials, apologies, calls for permission.
ECHOED = frozenset(
    ("copyright", "correction", "credentials", "groundless", "human-rights", "incitement", "misleading", "portrait",
     "provocation", "public-order", "rumour", "secret", "unapproved")
)  # fmt: skip
_AT_LEAST, _VERY = 65, 80  # percent
_FEW, _SHORT = 25, 40  # code points: too few to tell anything by, and few enough that it must be very like it
_NEAREST = 2

FIELDS = {
    "topic": Field(choice(*TOPICS), required=True, help="the topic whose examples the post is near"),
    "at_least": Field(integer, help="how much it must sound like improper ones, in percent (default 65)"),
}


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return the topic and the limit."""
    return {"topic": fields["topic"], "at_least": fields.get("at_least", _AT_LEAST)}


def find(spec: Mapping[str, Any], document: Document) -> Iterator[Hit]:
    """Yield the sentence that sounds most like it."""
    length = len(document.text.strip())
    if length < _FEW:
        return
    # A sentence or two are soon like something.
    short = length < _SHORT
    if document.likeness * 100 < (max(spec["at_least"], _VERY) if short else spec["at_least"]):
        return
    from postlint.text.likeness import telling

    if spec["topic"] in [topic for topic, _ in document.nearest[:_NEAREST]]:
        yield hit(document, *telling(document))


def doubt(topic: str, level: str) -> int:
    """Return how much a post must sound like improper ones, in percent, for words of a topic alone to be believed."""
    if topic not in TOPICS or topic in NAMING or (level == "ng" and topic not in ECHOED):
        return 0
    return 50 if topic in MANNERS and level != "ng" else 40
