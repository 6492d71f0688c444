"""From the examples of the rules to the numbers of `postlint.text.likeness`.

    python -m postlint.compiled.learn

Logistic regression over runs of letters (AdaGrad, few rounds in small steps, so that it learns no example by heart), and for
the topics a count of words. No library, no chance and no clock: the same YAML gives the same bytes. It takes a minute,
so that the files hold a digest of what they were learned from, which a test compares.
"""

from __future__ import annotations

import hashlib
import json
from math import exp, log, sqrt
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

from postlint import schema
from postlint.checks.likeness import TOPICS as WORDING
from postlint.errors import PolicyError
from postlint.located import load
from postlint.model import Draft
from postlint.policy.files import read, root
from postlint.schema import Field
from postlint.text.document import Document
from postlint.text.likeness import BUCKETS, TOPICS, WEIGHTS, buckets, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from postlint.policy.rules import Rule

_ROUNDS, _RATE, _BIAS_RATE, _SMALL = 4, 0.02, 0.01, 1e-8

_MIXED = "mixed"  # the file of drafts whose topic is not told
_DRAFTS = {name: Field(schema.list_of(schema.text), required=True) for name in ("improper", "proper")}


class Lesson(NamedTuple):
    """A text from which something is learned, whether it is improper, and its topic if that is told."""

    text: str
    improper: bool
    topic: str | None


def lessons(rules: Mapping[str, Rule]) -> Iterator[Lesson]:
    """Yield the examples of the rules of wording, then the drafts of `rules/drafts/`, a file a topic. Raises PolicyError."""
    for rule in rules.values():
        for example in (*rule.bad, *rule.good):
            if rule.topic in WORDING and not example.facts:
                yield Lesson(example.text, example in rule.bad, rule.topic)
    for path in sorted(root("rules").glob("drafts/*.yaml")):
        table = load(read(path), file=str(path), error=PolicyError)
        try:
            drafts = schema.mapping(_DRAFTS, what="drafts")(table)
            topic = None if path.stem == _MIXED else schema.choice(*WORDING)(path.stem)
        except schema.SchemaError as fault:
            raise schema.reraise(fault, PolicyError) from None
        for name, texts in drafts.items():
            yield from (Lesson(text, name == "improper", topic) for text in texts)


def digest(learned: Iterable[Lesson]) -> str:
    """Return what tells whether the files were learned from just these."""
    numbers = [_ROUNDS, _RATE, _BIAS_RATE, BUCKETS]
    return hashlib.sha256(json.dumps([numbers, *learned], ensure_ascii=False).encode()).hexdigest()


def weights(learned: Sequence[Lesson]) -> bytes:
    """Return a head of JSON and one signed byte a bucket: AdaGrad on the logistic loss, both classes weighing alike.

    A rare run weighs more (inverse document frequency), and texts count alike however long they are.
    """
    texts = [sorted(buckets(Document(Draft(lesson.text)).text)) for lesson in learned]
    rare = _rarities(texts)
    of, seen, bias = [0.0] * BUCKETS, [_SMALL] * BUCKETS, 0.0
    improper = sum(lesson.improper for lesson in learned)
    weight = {True: len(learned) / 2 / improper, False: len(learned) / 2 / (len(learned) - improper)}
    order, chance = [i for i, found in enumerate(texts) if found], Random(20261128)
    for _ in range(_ROUNDS):
        chance.shuffle(order)
        for i in order:
            found, is_improper = texts[i], learned[i].improper
            share = 1 / sqrt(len(found))
            total = bias + share * sum([rare[bucket] * of[bucket] for bucket in found])
            error = (1 / (1 + exp(-max(-40.0, min(40.0, total)))) - is_improper) * weight[is_improper]
            for bucket in found:
                step = error * share * rare[bucket]
                seen[bucket] += step * step
                of[bucket] -= _RATE * step / sqrt(seen[bucket])
            bias -= _BIAS_RATE * error
    of = [value * rare.get(bucket, 0.0) for bucket, value in enumerate(of)]
    scale = max(map(abs, of)) / 127
    numbers = bytes(round(value / scale) & 0xFF for value in of)
    head = {"scale": round(scale, 6), "bias": round(bias, 6), "learned": digest(learned)}
    return json.dumps(head).encode() + b"\n" + numbers


def topics(learned: Sequence[Lesson]) -> dict[str, Any]:
    """Return how often the improper examples of each topic have a word, rare words and short texts counting for more."""
    told = [lesson for lesson in learned if lesson.improper and lesson.topic]
    texts = [sorted(words(Document(Draft(lesson.text)))) for lesson in told]
    rare = _rarities(texts)
    names = sorted({str(lesson.topic) for lesson in told})
    shares: dict[str, dict[int, float]] = {}
    for lesson, found in zip(told, texts, strict=True):
        number = names.index(str(lesson.topic))
        length = sqrt(sum(rare[word] ** 2 for word in found)) or 1.0
        for word in found:
            of = shares.setdefault(word, {})
            of[number] = of.get(number, 0.0) + rare[word] / length
    every = [round(sum(of.get(number, 0.0) for of in shares.values()), 2) for number in range(len(names))]
    flat = {
        word: [round(rare[word], 2), *(part for number in sorted(of) for part in (number, round(of[number], 2)))]
        for word, of in sorted(shares.items())
    }
    return {"topics": names, "all": every, "of": flat}


def _rarities(texts: Sequence[Sequence[Any]]) -> dict[Any, float]:
    """Return the inverse document frequency of everything in `texts`, at least 1."""
    number: dict[Any, int] = {}
    for found in texts:
        for one in found:
            number[one] = number.get(one, 0) + 1
    return {one: log((1 + len(texts)) / (1 + times)) + 1 for one, times in number.items()}


def learn() -> tuple[bytes, str]:
    """Return the two files as they are to lie in the package."""
    learned = list(taught())
    words = {"learned": digest(learned), **topics(learned)}
    return weights(learned), json.dumps(words, ensure_ascii=False, separators=(",", ":")) + "\n"


def taught() -> Iterator[Lesson]:
    """Yield the lessons of what is shipped."""
    from postlint.checks import registry
    from postlint.policy.rules import load_rules

    yield from lessons(load_rules(registry())[0])


if __name__ == "__main__":
    numbers, told = learn()
    WEIGHTS.write_bytes(numbers)
    TOPICS.write_text(told, "utf-8")
