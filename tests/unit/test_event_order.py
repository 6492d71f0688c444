"""Doors after the play, and applications after the event."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moments import hits, matches

DOORS = "{check: event-order, find: doors}"
DEADLINE = "{check: event-order, find: deadline}"


@pytest.mark.parametrize(
    "text, match",
    [
        ("開場14:30　開演14:00", "開場14:30　開演14:00"),
        ("14時開演（14時半開場）", "14時開演（14時半開場）"),
        ("受付：10時30分～\n開会：10時", "受付：10時30分～\n開会：10時"),
        ("9時受付開始、8時30分スタート", "9時受付開始、8時30分スタート"),
        ("集合 10時／開会式 9時30分", "集合 10時／開会式 9時30分"),
        ("受付10時、競技開始9時", "受付10時、競技開始9時"),
    ],
)
def test_doors_too_late(text: str, match: str) -> None:
    assert matches(DOORS, text) == [match]


@pytest.mark.parametrize(
    "text",
    [
        "開場13:30　開演14:00",
        "13時開演（12時半開場）、17時開演（16時半開場）",
        "午前の部 10時開演、午後の部 13時30分開場",
        "10時開演。申込受付は8時30分から",
        "10時開始、受付は15時まで",
        "10時開始、受付時間 13時～15時",
        "物販開始17時／開場17時30分",
        "12月5日10時開演、12月6日13時開場",
        "開場 13時\n\n\n開演 12時",
        "開場はお早めに。開演14時",
    ],
)
def test_doors_in_time(text: str) -> None:
    assert matches(DOORS, text) == []


@pytest.mark.parametrize(
    "text, match",
    [
        ("開催日12月5日（土） 申込締切12月10日（木）", "12月10日（木）"),
        ("日時 12月3日（木）10時～\n締切 12月13日（日）必着", "12月13日（日）"),
        ("12月6日（日）に教室を開催します。申し込みは12月8日（火）までに電話で", "12月8日（火）まで"),
        ("【日時】12月6日（日）10時～12時\n【申込】12月11日（金）まで", "12月11日（金）まで"),
    ],
)
def test_deadline_after_the_event(text: str, match: str) -> None:
    assert matches(DEADLINE, text) == [match]


@pytest.mark.parametrize(
    "text",
    [
        "開催日12月10日（木） 申込締切12月5日（土）",
        "12月6日・20日に教室を開催。申込は12月8日まで",
        "毎月第2土曜に開催（次は12月5日）。申込は12月10日まで",
        "12月5日に開催。申込は12月10日まで。入居は4月からです",
        "12月5日に開催。申込は12月10日から",
        "■まつり\n日時 12月5日\n■教室\n申込 12月20日まで",
        "納期限は12月25日。11月29日に休日窓口を実施",
        "申込は12月10日まで",
        "開催日12月5日",
    ],
)
def test_deadline_in_time(text: str) -> None:
    assert matches(DEADLINE, text) == []


def test_both_values_are_named() -> None:
    (hit,) = hits(DOORS, "開演　午後2時\n開場　午後2時30分")
    assert hit.values == {"door": "開場", "door_time": "午後2時30分", "main": "開演", "main_time": "午後2時"}
    (hit,) = hits(DEADLINE, "開催日12月5日（土） 申込締切12月10日")
    assert hit.values == {"event": "12月5日（土）", "deadline": "12月10日（木）"}


@given(
    st.lists(
        st.sampled_from(
            [
                "開場",
                "開演",
                "受付",
                "開始",
                "9時",
                "10:30",
                "12月5日",
                "申込",
                "締切",
                "開催",
                "まで",
                "～",
                "（",
                "）",
                "、",
                "\n",
                "■",
            ]
        ),
        max_size=25,
    )
)
def test_nothing_raises(pieces: list[str]) -> None:
    matches(DOORS, "".join(pieces))
    matches(DEADLINE, "".join(pieces))
