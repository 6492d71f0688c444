"""From the examples of the rules to the numbers of `postlint.text.likeness`.

    python -m postlint.compiled.learn

Plain logistic regression over runs of letters, and for the topics the middle of their examples. No library, no chance
and no clock: the same YAML gives the same bytes, which a test holds against those in the package.
"""

from __future__ import annotations

import json
from math import exp, log, sqrt
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from postlint import schema
from postlint.checks.likeness import TOPICS as WORDING
from postlint.errors import PolicyError
from postlint.located import load
from postlint.model import Draft
from postlint.policy.files import read, root
from postlint.schema import Field
from postlint.text.document import Document
from postlint.text.likeness import BUCKETS, TOPICS, WEIGHTS, buckets

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from postlint.policy.rules import Rule

_ROUNDS, _RATE, _SMALL = 12, 0.5, 1e-8
_KEPT = 700  # runs of a topic that are kept

_DRAFT = {"text": Field(schema.text, required=True), "topic": Field(schema.choice(*WORDING))}


class Lesson(NamedTuple):
    """A text from which something is learned: its buckets, whether it is improper, and its topic if that is told."""

    buckets: tuple[int, ...]
    improper: bool
    topic: str | None


def lessons(rules: Mapping[str, Rule]) -> Iterator[Lesson]:
    """Yield the examples of the rules of wording, then the drafts of `rules/drafts/`. Raises PolicyError."""
    for rule in rules.values():
        for example in (*rule.bad, *rule.good):
            if rule.topic in WORDING and not example.facts:
                yield _lesson(example.text, example in rule.bad, rule.topic)
    for path in sorted(root("rules").glob("drafts/*.yaml")):
        table = load(read(path), file=str(path), error=PolicyError)
        try:
            drafts = schema.list_of(schema.mapping(_DRAFT, what="drafts"))(table)
        except schema.SchemaError as fault:
            raise schema.reraise(fault, PolicyError) from None
        for draft in drafts:
            yield _lesson(draft["text"], path.stem == "improper", draft.get("topic"))


def _lesson(text: str, improper: bool, topic: str | None) -> Lesson:  # noqa: FBT001
    return Lesson(tuple(sorted(buckets(Document(Draft(text)).text))), improper, topic)


def weights(learned: Sequence[Lesson]) -> bytes:
    """Return a head of JSON and one signed byte a bucket: AdaGrad on the logistic loss, both classes weighing alike."""
    of, seen, bias = [0.0] * BUCKETS, [_SMALL] * BUCKETS, 0.0
    improper = sum(lesson.improper for lesson in learned)
    weight = {True: len(learned) / 2 / improper, False: len(learned) / 2 / (len(learned) - improper)}
    order, chance = list(range(len(learned))), Random(20261128)
    for _ in range(_ROUNDS):
        chance.shuffle(order)
        for i in order:
            lesson = learned[i]
            if not lesson.buckets:
                continue
            value = 1 / sqrt(len(lesson.buckets))
            total = bias + value * sum([of[bucket] for bucket in lesson.buckets])
            error = (1 / (1 + exp(-max(-40.0, min(40.0, total)))) - lesson.improper) * weight[lesson.improper]
            step = error * value
            square = step * step
            for bucket in lesson.buckets:
                seen[bucket] += square
                of[bucket] -= _RATE * step / sqrt(seen[bucket])
            bias -= 0.01 * error
    scale = max(map(abs, of)) / 127
    numbers = bytes(round(value / scale) & 0xFF for value in of)
    return json.dumps({"scale": round(scale, 6), "bias": round(bias, 6)}).encode() + b"\n" + numbers


def topics(learned: Sequence[Lesson]) -> dict[str, dict[str, int]]:
    """Return, for each topic, thousandths of its middle by bucket: what its improper examples share and others have not."""
    improper = [lesson for lesson in learned if lesson.improper and lesson.topic]
    number: dict[int, int] = {}
    for lesson in improper:
        for bucket in lesson.buckets:
            number[bucket] = number.get(bucket, 0) + 1
    rare = {bucket: log(len(improper) / (1 + times)) for bucket, times in number.items() if times > 1}
    found = {}
    for topic in sorted({lesson.topic for lesson in improper if lesson.topic}):
        middle: dict[int, float] = {}
        for lesson in improper:
            if lesson.topic != topic:
                continue
            length = sqrt(sum(rare.get(bucket, 0.0) ** 2 for bucket in lesson.buckets)) or 1.0
            for bucket in lesson.buckets:
                middle[bucket] = middle.get(bucket, 0.0) + rare.get(bucket, 0.0) / length
        size = sqrt(sum(value * value for value in middle.values())) or 1.0
        most = sorted(middle.items(), key=lambda pair: (-pair[1], pair[0]))[:_KEPT]
        found[topic] = {str(b): round(v * rare.get(b, 0.0) / size * 1000) for b, v in sorted(most) if v > 0}
    return found


def learn() -> tuple[bytes, str]:
    """Return the two files as they are to lie in the package."""
    from postlint.checks import registry
    from postlint.policy.rules import load_rules

    learned = list(lessons(load_rules(registry())[0]))
    return weights(learned), json.dumps(topics(learned), ensure_ascii=False, separators=(",", ":")) + "\n"


if __name__ == "__main__":
    numbers, words = learn()
    WEIGHTS.write_bytes(numbers)
    TOPICS.write_text(words, "utf-8")
