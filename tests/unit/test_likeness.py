"""Posts that sound like improper examples."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import broken
from test_engine import policy as made
from test_engine import rule

from postlint.checks.likeness import NAMING, TOPICS, doubt, find
from postlint.compiled import policy
from postlint.compiled.learn import Lesson, digest, taught, topics, weights
from postlint.engine import judge
from postlint.model import Draft
from postlint.text import likeness
from postlint.text.document import Document

BAD = "また市民からの苦情です。正直うんざりで、まともに相手をする気にもなりません。言わせておけばいいんです。"
GOOD = (
    "年末年始は、市役所本庁舎の窓口を閉じます。戸籍の届出は、休日夜間受付でお預かりします。"
    "詳しくは市ホームページをご覧ください。"
)


def like(text: str) -> float:
    return Document(Draft(text)).likeness


def test_the_numbers_are_those_that_the_examples_teach() -> None:
    # After a change of examples: python -m postlint.compiled.learn
    learned = digest(taught())
    assert json.loads(likeness.WEIGHTS.read_bytes().partition(b"\n")[0])["learned"] == learned
    assert json.loads(likeness.TOPICS.read_text("utf-8"))["learned"] == learned


def test_it_tells_the_manner_of_speaking() -> None:
    assert like(BAD) > 0.65
    assert like(GOOD) < 0.4


@given(st.text(max_size=80))
def test_any_text_has_a_likeness_and_a_telling_sentence(text: str) -> None:
    document = Document(Draft(text))
    assert 0 <= document.likeness <= 1
    start, end = likeness.telling(document)
    assert 0 <= start <= end <= len(document.text)
    near = [value for _, value in likeness.topics(document)]
    assert near == sorted(near, reverse=True)


@given(st.text("あいう", max_size=30))
def test_every_run_of_up_to_four_letters_has_a_bucket(text: str) -> None:
    different = {text[at : at + size] for size in (1, 2, 3, 4) for at in range(len(text) - size + 1)}
    found = likeness.buckets(text)
    assert len(found) == len(different)
    assert all(0 <= bucket < likeness.BUCKETS for bucket in found)


def test_digits_blanks_and_links_are_all_alike() -> None:
    assert like("電話は123番です。") == like("電話は987番です。")
    assert like("詳しくは https://a.example/ を") == like("詳しくは https://b.example/long/path を")


def test_few_topics_are_named_for_one_post() -> None:
    document = Document(Draft(BAD))
    named = [topic for topic in TOPICS if list(find({"topic": topic, "at_least": 65}, document))]
    assert 1 <= len(named) <= 2


def test_it_speaks_only_where_nothing_else_does() -> None:
    rules = policy("ishinomaki")
    [alone] = {finding.rule for finding in judge(Draft(BAD), rules).findings if "likeness" in finding.rule} or [None]
    assert alone is None or alone.endswith(".likeness")
    graver = judge(Draft(BAD + "あの人は馬鹿だ。"), rules)
    assert not [finding for finding in graver.findings if finding.rule.endswith(".likeness")]


@pytest.mark.parametrize("level", ["ng", "review", "note"])
def test_words_alone_are_not_believed_in_a_post_that_sounds_proper(level: str) -> None:
    entry = rule("ホームページ", level=level, clauses=[[1, 0]])
    assert not judge(Draft(GOOD), made({**entry, "doubt": 50, "grave": level == "ng"})).findings
    [believed] = judge(Draft(GOOD), made({**entry, "doubt": 0})).findings
    assert believed.level == level


def test_what_can_never_be_approved_is_left_to_a_person() -> None:
    entry = rule("ホームページ", level="ng", clauses=[[1, 0]])
    [finding] = judge(Draft(GOOD), made({**entry, "doubt": 40, "grave": True, "waivable": False})).findings
    assert finding.level == "review"


def test_a_sentence_that_sounds_improper_is_heard_in_a_proper_post() -> None:
    entry = rule("うんざり", level="ng", clauses=[[1, 0]])
    [finding] = judge(
        Draft(GOOD + "正直うんざりで、まともに相手をする気にもなりません。" + GOOD),
        made({**entry, "doubt": 40, "grave": True}),
    ).findings
    assert finding.level == "ng"


def test_words_are_believed_in_a_post_that_sounds_improper() -> None:
    entry = rule("うんざり", level="ng", clauses=[[1, 0]])
    [finding] = judge(Draft(BAD), made({**entry, "doubt": 40, "grave": True})).findings
    assert finding.level == "ng"


def test_what_names_a_person_or_is_no_matter_of_words_is_never_doubted() -> None:
    rules = policy("chiba")
    doubted = {entry["topic"] for entry in rules["rules"] if entry["doubt"]}
    assert doubted <= {*TOPICS} - NAMING
    assert not any([doubt("personal-information", "ng"), doubt("calendar", "review"), doubt("politics", "ng")])
    assert 0 < doubt("misleading", "review") == doubt("provocation", "ng") < doubt("insult", "review")


def test_lessons_are_weighed_alike_however_many_there_are() -> None:
    lessons = [Lesson("あい", True, "insult"), *[Lesson("いう", False, None)] * 9]
    head, _, numbers = weights(lessons).partition(b"\n")
    of = memoryview(numbers).cast("b")
    [improper], [proper] = likeness.buckets("あ"), likeness.buckets("う")
    assert json.loads(head)["scale"] > 0
    assert of[improper] > 0 > of[proper]


def test_a_topic_is_told_by_the_words_the_others_lack() -> None:
    told = topics(
        [Lesson("犬 が 走る", True, "insult"), Lesson("猫 が 眠る", True, "rumour"), Lesson("鳥", False, None)]
    )
    assert told["topics"] == ["insult", "rumour"]
    assert {"犬", "走る", "猫", "眠る"} <= told["of"].keys()
    assert "鳥" not in told["of"]


def test_a_topic_that_is_none_is_refused() -> None:
    assert "使えません" in broken("likeness", "topic: calendar")
