"""Posting hours: a table of moments, the exceptions, and what cannot be judged."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlint import schema
from postlint.checks import Setting, hours
from postlint.errors import PolicyError, Unjudged
from postlint.located import load
from postlint.model import Draft, Hit
from postlint.text.document import Document

OFFICES = {"hours": "08:30-17:15", "closed": ["sat", "sun", "holidays", "12-29..01-03"]}
JAPAN = timezone(timedelta(hours=9))


def spec(yaml: str = "{}", offices: dict[str, Any] | None = OFFICES) -> dict[str, Any]:
    fields = schema.mapping(hours.FIELDS)(load(yaml, file="rule.yaml", error=PolicyError))
    compiled: dict[str, Any] = json.loads(
        json.dumps(hours.compile(fields, Setting({"offices": offices} if offices else {})))
    )
    return compiled


def find(
    when: str | datetime | None, yaml: str = "{}", text: str = "花壇を植え替えました。", **facts: Any
) -> list[Hit]:
    moment = datetime.fromisoformat(when) if isinstance(when, str) else when
    if moment and moment.tzinfo is None:
        moment = moment.replace(tzinfo=JAPAN)
    return list(hours.find(spec(yaml), Document(Draft(text, scheduled_at=moment, **facts))))


@pytest.mark.parametrize(
    "when, said, why",
    [
        ("2026-11-20T08:29:59", "11月20日（金）8:29", "8:30より前"),
        ("2026-11-20T17:16", "11月20日（金）17:16", "17:15より後"),
        ("2026-11-20T00:00", "11月20日（金）0:00", "8:30より前"),
        ("2026-11-14T20:40", "11月14日（土）20:40", "土曜日"),
        ("2026-11-29T10:05", "11月29日（日）10:05", "日曜日"),
        ("2026-11-23T10:00", "11月23日（月）10:00", "勤労感謝の日（祝日）"),
        ("2027-02-11T11:10", "2月11日（木）11:10", "建国記念の日（祝日）"),
        ("2026-05-06T10:00", "5月6日（水）10:00", "祝日法の休日"),
        ("2026-12-29T10:00", "12月29日（火）10:00", "年末年始"),
        ("2027-01-03T10:00", "1月3日（日）10:00", "日曜日"),
        ("2025-01-03T10:00", "1月3日（金）10:00", "年末年始"),
        ("2028-06-03T10:00", "6月3日（土）10:00", "土曜日"),
        ("2028-06-05T18:00", "6月5日（月）18:00", "17:15より後"),
    ],
)
def test_outside(when: str, said: str, why: str) -> None:
    (hit,) = find(when)
    assert (hit.start, hit.end, hit.fix) == (None, None, None)
    assert hit.match == f"scheduled_at={when[:16]}"
    assert hit.values == {"when": said, "why": why}


@pytest.mark.parametrize(
    "when",
    [
        "2026-11-20T08:30",
        "2026-11-20T17:15",
        "2026-11-20T17:15:59",
        "2026-12-28T10:00",
        "2027-01-04T08:30",
        "2026-11-24T12:00",
    ],
)
def test_inside(when: str) -> None:
    assert find(when) == []


def test_other_zones_are_read_in_japan_time() -> None:
    (hit,) = find(datetime(2026, 11, 20, 15, 0, tzinfo=UTC))
    assert hit.match == "scheduled_at=2026-11-21T00:00"
    assert find(datetime(2026, 11, 20, 0, 0, tzinfo=UTC)) == []  # nine in the morning


def test_emergency_goes_out_at_any_hour() -> None:
    assert find("2026-11-21T02:00", emergency=True) == []
    assert find(None, emergency=True) == []  # and needs no time at all
    assert find("2026-11-21T02:00", emergency=False)
    assert find("2026-11-21T02:00", emergency=None)
    assert find("2026-11-21T02:00", 'except_emergency: "false"', emergency=True)


@pytest.mark.parametrize(
    "text",
    [
        "【訂正】会場は公民館です。",
        "【お詫びと訂正】会場は公民館です。",
        "【３月号の訂正】会場は公民館です。",
        "【おわび】配布物に不備がありました。",
        "訂正とお詫び\n会場は公民館です。",
        "※訂正：会場は公民館です。",
        "昨日の投稿の会場に誤りがありました。",
        "昨日の投稿に間違いがございました。正しくは公民館です。",
        "会場を公民館に訂正いたします。",
        "お知らせです。\n\n■訂正\n会場は公民館です。",
        "市を名乗る偽アカウントが確認されました。フォローしないでください。",
    ],
)
def test_corrections(text: str) -> None:
    assert find("2026-11-20T20:00", "except_correction: true", text) == []
    assert find("2026-11-20T20:00", "{}", text), "only where the city says so"


@pytest.mark.parametrize(
    "text",
    [
        "断水でご不便をおかけし、お詫び申し上げます。",
        "内容に誤りがありましたらお知らせください。",
        "誤りがありました方には再送します。",
        "訂正印は要りません。",
        "偽アカウントにご注意ください。",
        "【確定申告の訂正申告】窓口は市民税課です。",
        "訂正請求の手続をご案内します。",
        "花壇を植え替えました。",
    ],
)
def test_no_corrections(text: str) -> None:
    assert find("2026-11-20T20:00", "except_correction: true", text)


@pytest.mark.parametrize(
    "facts, excused",
    [
        ({"approved_by": "広報広聴課長"}, True),
        ({"approved_by": "広報広聴課長 山田", "approved": True}, True),
        ({"approved_by": "広報広聴課長補佐"}, False),
        ({"approved_by": "広報広聴課長代理"}, False),
        ({"approved_by": "道路課長"}, False),
        ({"approved_by": "広報広聴課長", "approved": False}, False),
        ({"approved": True}, False),
        ({}, False),
    ],
)
def test_approver(facts: dict[str, Any], excused: bool) -> None:
    assert (find("2026-11-21T20:00", "except_approved_by: 広報広聴課長", **facts) == []) is excused


def test_own_hours_and_days() -> None:
    yaml = 'hours: "9:00-21:00"\nclosed: [wed]'
    assert find("2026-11-21T20:59", yaml) == []
    (hit,) = find("2026-11-25T10:00", yaml)
    assert hit.values["why"] == "水曜日"
    (hit,) = find("2026-11-21T08:59", yaml)
    assert hit.values["why"] == "9:00より前"
    assert find("2030-11-21T10:00", yaml) == []  # no holidays, no table


@pytest.mark.parametrize(
    "when, needs",
    [
        (None, "scheduled_at"),
        ("2028-06-05T10:00", "2028年の祝日表"),
        (datetime(9999, 12, 31, 23, 59, tzinfo=timezone(timedelta(hours=-12))), "scheduled_at"),
        (datetime(1, 1, 1, 0, 0, tzinfo=timezone(timedelta(hours=14))), "scheduled_at"),
    ],
)
def test_what_cannot_be_judged_is_said(when: str | datetime | None, needs: str) -> None:
    with pytest.raises(Unjudged) as caught:
        find(when)
    assert caught.value.needs == needs


@pytest.mark.parametrize(
    "yaml, what",
    [
        ("hours: 8時半から", "rule.yaml:1:8: 時間帯として読めません: 8時半から（08:30-17:15 のように書きます）"),
        ("hours: 17:15-08:30", "rule.yaml:1:8: 終わりが始まりより前です"),
        ("hours: 08:30-24:30", "rule.yaml:1:8: 時間帯として読めません"),
        ("closed: [sat, 日]", "rule.yaml:1:15: 休みの日として読めません: 日"),
        ("closed: [12-32..01-03]", "rule.yaml:1:10: 休みの日として読めません"),
        ("except_emergency: yes", "rule.yaml:1:19: true か false"),
        ("hour: 08:30-17:15", "rule.yaml:1:1: 知らないキー hour（もしかして: hours）"),
    ],
)
def test_broken_fields(yaml: str, what: str) -> None:
    with pytest.raises(schema.SchemaError) as caught:
        spec(yaml)
    assert what in str(caught.value)


def test_hours_must_come_from_somewhere() -> None:
    with pytest.raises(schema.SchemaError, match="offices"):
        spec("{}", None)
    with pytest.raises(schema.SchemaError, match="offices"):
        spec('hours: "08:30-17:15"', None)
    assert spec('hours: "08:30-17:15"\nclosed: []', None)["closed"] == []


@given(st.datetimes(timezones=st.timezones()), st.text(), st.none() | st.booleans(), st.none() | st.text())
def test_a_hit_or_nothing_or_said(when: datetime, text: str, emergency: bool | None, who: str | None) -> None:
    yaml = "except_correction: true\nexcept_approved_by: 広報広聴課長"
    try:
        hits = find(when, yaml, text, emergency=emergency, approved_by=who)
    except Unjudged:
        return
    assert len(hits) <= 1
    assert all(hit.start is None and hit.match.startswith("scheduled_at=") and hit.values["why"] for hit in hits)
