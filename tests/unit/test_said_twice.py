"""A label that stands twice in one post, with two answers."""

from __future__ import annotations

import pytest
from moments import hits, matches

LABEL, LEAD = "{check: said-twice, find: label}", "{check: said-twice, find: lead}"


def test_two_answers() -> None:
    (hit,) = hits(LABEL, "とき　12月5日（土）\n場所：市民会館\n内容　講演会\n場所：文化センター")
    assert hit.match == "場所：文化センター"
    assert hit.values == {"label": "場所", "first": "市民会館", "second": "文化センター"}


@pytest.mark.parametrize(
    "text, expected",
    [
        ("日時：12月5日\n会場：公民館\n※日時：12月6日", ["※日時：12月6日"]),
        ("【日時】12月5日\n【対象】小学生\n【日時】12月6日", ["【日時】12月6日"]),
        ("電話：0467-00-1111\n定員：20人\n電話：0467-00-1171", ["電話：0467-00-1171"]),
        ("日時：12月5日\n会場：公民館\n日時：12月5日（土）10時", []),
        ("日時：12月5日\n\n冬の教室\n日時：12月6日", []),
        ("おはなし会\n日時：12月5日\n工作会\n日時：12月6日", []),
        ("電話：0467-00-1111\n電話：0467-00-1171", []),
        ("場所は公民館です。\n場所は変わることがあります。", []),
        ("日時：未定\n会場：公民館\n日時：12月5日", []),
    ],
)
def test_labels(text: str, expected: list[str]) -> None:
    assert matches(LABEL, text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("12月5日（土）に防災フェアを開催します。\n日時：12月6日（日）10時～", ["12月5日（土）"]),
        ("12月6日（日）に防災フェアを開催します。\n日時：12月6日（日）10時～", []),
        ("12月1日から受け付けます。\n日時：12月6日", []),
        ("12月5日～6日に開催します。\n日時：12月6日", []),
        ("12月5日に開催します。\n日時：12月6日、12月7日", []),
        ("日時：12月6日\n12月5日に開催します。", []),
    ],
)
def test_lead(text: str, expected: list[str]) -> None:
    assert matches(LEAD, text) == expected
