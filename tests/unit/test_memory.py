"""Remembered reports: the same as fresh ones, whatever changes; unreadable without the draft; never in the way."""

from __future__ import annotations

import json
import os
import shutil
from binascii import a2b_base64
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import revised
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postlint import engine
from postlint.compiled import Editions, installed, memory, policy
from postlint.compiled.memory import Memory
from postlint.compiled.seal import seal, unseal
from postlint.japan import JAPAN, Clock
from postlint.model import Draft, Media, Report

if TYPE_CHECKING:
    from collections.abc import Mapping

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=JAPAN)
CITIES = ("ishinomaki", "kashiwa")
PIECES = (
    "あの人は馬鹿だと思います。", "明日は休館です。", "11月21日（金）に開催します。", "11月20日12時まで受け付けます。", "昨日の会議は中止です。",
    "佐藤太郎さんに電話 090-1234-5678 してください。", "解禁日時：11月20日12:00", "エンバーゴ 11月21日9:00", "こんばんは。", "\n",
    "#PR #石巻市", "#石巻市 #PR", "https://example.com/a", "令和8年度の予算", "避難勧告を出しました。", "警戒レベル4 避難指示", "募集期間：11月2日～11月13日",
    "本日11月19日は", "来週土曜日の12月5日", "\ud800", "11月3日（祝）", "詳しくは広報課（0225-95-1111）へ。", "死ね", "市長選挙に投票しよう",
)  # fmt: skip
FACTS: dict[str, Any] = {
    "city": st.sampled_from(CITIES), "platform": st.sampled_from([None, "x", "line"]),
    "kind": st.sampled_from(["post", "reply", "delete"]), "account": st.sampled_from([None, "official", "commissioned"]),
    "scheduled_at": st.sampled_from([None, None, NOW, NOW + timedelta(hours=9)]), "emergency": st.sampled_from([None, True]),
    "approved": st.sampled_from([None, True, False]), "approved_by": st.sampled_from([None, "広報課長"]),
    "media": st.sampled_from([None, (), (Media("a.jpg"),), (Media("a.jpg", alt="山", screen_checked=True),)]),
    "confirmed": st.sampled_from([(), ("5(1)ア",)]), "id": st.sampled_from(["a", "b"]), "path": st.sampled_from(["a.txt", "b.txt"]),
    "line_offset": st.integers(0, 1), "notes": st.sampled_from([(), ("CP932として読みました",)]),
    "waivers": st.sampled_from([(), ({"rule": "insult.words", "quote": "馬鹿"},)]),
}  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), min_size=1, max_size=4).map("".join)
DRAFTS = st.builds(Draft, TEXTS, **FACTS)
CLOCKS = st.sampled_from([NOW + timedelta(hours=hours) for hours in (0, 1, 3, 13, 14, 15, 24, 24 * 40)])


@cache
def rules_of_city(city: str) -> Mapping[str, Any]:
    return policy(city)


def rules_of(one: Draft) -> Mapping[str, Any]:
    return rules_of_city(str(one.city))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty cache folder; the policies of the tests stand in another."""
    for city in CITIES:
        rules_of_city(city)
    monkeypatch.setenv("POSTLINT_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the texts that the engine was asked about."""
    texts: list[str] = []
    judge = engine.judge

    def spy(draft: Draft, *rest: Any, **more: Any) -> Report:
        texts.append(draft.text)
        return judge(draft, *rest, **more)

    monkeypatch.setattr(engine, "judge", spy)
    return texts


def run(*drafts: Draft, now: datetime = NOW, **changed: Any) -> list[Report]:
    """Judge drafts in one run with a memory."""
    remembers = Memory()
    reports = [remembers.judge(draft, {**rules_of(draft), **changed}, now=now) for draft in drafts]
    remembers.keep()
    return reports


def draft(text: str, **facts: Any) -> Draft:
    return Draft(text, **{"city": "ishinomaki", **facts})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.lists(st.tuples(DRAFTS, CLOCKS), min_size=1, max_size=3))
def test_remembered_reports_are_those_of_the_engine(folder: Path, asked: list[tuple[Draft, datetime]]) -> None:
    for one, now in [*asked, *asked]:  # in one folder over all examples, so that much is remembered of others
        assert run(one, now=now) == [engine.judge(one, rules_of(one), now=now)]


@settings(max_examples=150)
@given(DRAFTS, CLOCKS, st.integers(0, 86_399))
def test_a_judgement_holds_as_long_as_its_clock_says(one: Draft, now: datetime, second: int) -> None:
    rules, clock = rules_of(one), Clock(now)
    report = engine.judge(one, rules, now=clock)
    if not clock.by_moment:
        that_day = now.replace(hour=0) + timedelta(seconds=second)
        assert engine.judge(one, rules, now=that_day) == report
        if not clock.by_day:
            assert engine.judge(one, rules, now=None) == report


def test_what_was_judged_is_not_judged_again(folder: Path, judged: list[str]) -> None:
    drafts = [draft("あの人は馬鹿だと思います。"), draft("図書館だよりです。"), draft("佐藤太郎さん 090-1234-5678")]
    first = run(*drafts)
    assert [report.verdict for report in first] == ["ng", "ok", "ng"]
    assert first[2].covers
    judged.clear()
    assert run(*drafts) == first
    assert judged == []
    moved = drafts[0]._replace(id="c", path="moved.txt", line_offset=3, notes=("読み方",))
    assert run(moved) == [first[0]._replace(draft=moved)]
    assert judged == []


@pytest.mark.parametrize(
    "changed",
    [
        {"text": "あの人は馬鹿だと思います"}, {"platform": "x"}, {"kind": "reply"}, {"account": "official"}, {"scheduled_at": NOW},
        {"emergency": True}, {"emergency": False}, {"drill": True}, {"approved": True}, {"approved_by": "課長"}, {"second_checker": "係長"},
        {"exemption": "established-fact"}, {"media": ()}, {"media": (Media("a.jpg"),)}, {"reason": "誤り"}, {"confirmed": ("5(1)ア",)},
        {"city": "kashiwa"},
    ],
)  # fmt: skip
def test_a_changed_draft_is_judged_anew(folder: Path, judged: list[str], changed: dict[str, Any]) -> None:
    one = draft("あの人は馬鹿だと思います。")
    run(one)
    judged.clear()
    run(one._replace(**changed))
    assert len(judged) == 1


def test_changed_rules_programs_and_dictionaries_are_asked_anew(
    folder: Path, judged: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = draft("図書館だよりです。")
    run(one)
    judged.clear()
    run(one, key="other rules, configuration or city")
    run(one, checksum=1)
    look = installed.installed()
    names = {Path(str(file[0])).name for file in look}
    assert names >= {"system.dic", "engine.py", "dates.py", "likeness-topics.json", "tlds.txt"}
    for changed in (look[1:], [*look[:-1], (*look[-1][:3], 0)]):
        monkeypatch.setattr(memory, "installed", lambda changed=changed: changed)
        run(one)
    assert len(judged) == 4


@pytest.fixture
def two_cities(tmp_path: Path, folder: Path) -> tuple[Editions, Editions]:
    """Return the editions of two cities of one name, in two configurations, which say other things of an insult."""
    folders = tmp_path / "one", tmp_path / "two"
    for place in folders:
        place.mkdir()
    changed = (
        ("insult.words, level: ng", "insult.words, level: note"),
        ("{id: 3(1), text: 他", "{id: 3(2)の2, text: 他"),
    )
    return Editions("reiji", revised.settings(folders[0])), Editions("reiji", revised.settings(folders[1], *changed))


def in_one_run(*asked: tuple[Draft, datetime, Editions]) -> list[Report]:
    """Judge drafts, each at its time and under the edition in force then, with one memory."""
    remembers = Memory()
    reports = [remembers.judge(one, editions.of(one, now=now), now=now) for one, now, editions in asked]
    remembers.keep()
    return reports


def test_a_report_of_another_edition_is_none_of_this_one(
    two_cities: tuple[Editions, Editions], judged: list[str]
) -> None:
    editions, _ = two_cities
    one = Draft(revised.INSULT, city="reiji")  # neither text nor policies look at the clock
    moments = {datetime.fromisoformat(f"{day}T23:59+09:00"): edition for day, edition in revised.DAYS.items()}
    asked = [(one, now, editions) for now in moments]
    asked += [(one._replace(scheduled_at=day), now, editions) for day in moments for now in moments]
    fresh = [engine.judge(draft, editions.of(draft, now=now), now=now) for draft, now, _ in asked]
    expected = [*moments.values(), *(edition for edition in moments.values() for _ in moments)]
    assert [(report.verdict, report.edition) for report in fresh] == [(edition[3], edition[0]) for edition in expected]
    for reports in ([in_one_run(each)[0] for each in asked], in_one_run(*asked)):  # a run for each, and all in one
        assert reports == fresh
    judged.clear()
    assert in_one_run(*reversed(asked)) == fresh[::-1]
    assert judged == []
    # All of the editions have one key: it is that of the files.
    assert len({editions[until]["key"] for until, *_ in moments.values()}) == 1


def test_a_report_of_another_city_of_the_same_name_is_none_of_this_one(
    two_cities: tuple[Editions, Editions], judged: list[str]
) -> None:
    one, now = Draft(revised.INSULT, city="reiji"), datetime(2028, 1, 1, tzinfo=JAPAN)
    asked = [(one, now, editions) for editions in two_cities]
    for _ in range(2):
        reports = in_one_run(*asked)
        assert [report.verdict for report in reports] == ["ng", "ok"]
        assert [[f.clauses[0].id for f in report.findings] for report in reports] == [["3(1)"], ["3(2)の2"]]
    assert len(judged) == 2


def test_a_file_put_back_with_size_and_time_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "invented"
    (package / "data").mkdir(parents=True)
    (package / "__pycache__").mkdir()
    (package / "__init__.py").touch()
    table = package / "data" / "words.txt"
    table.write_text("1")
    monkeypatch.syspath_prepend(tmp_path)
    before = list(installed.look_of("invented"))
    assert [Path(str(look[0])).name for look in before] == ["__init__.py", "words.txt"]
    status = table.stat()
    table.write_text("2")
    os.utime(table, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert list(installed.look_of("invented")) != before
    with pytest.raises(FileNotFoundError):
        list(installed.look_of("invented_too"))


def test_without_knowing_what_judges_nothing_is_remembered(
    folder: Path, judged: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installed, "_JUDGING", ("postlint", "invented_too"))
    one = draft("図書館だよりです。")
    assert run(one) == run(one)
    assert len(judged) == 2
    assert not list(folder.glob("*"))


@pytest.mark.parametrize(
    "text, again",
    [
        ("図書館だよりです。", {}),  # whatever the clock
        ("11月15日（日）に防災フェアを開催します！", {"tomorrow"}),  # by the day
        ("解禁日時：11月20日12:00", {"later", "tomorrow"}),  # by the hour
    ],
)
def test_the_clock(folder: Path, judged: list[str], text: str, again: set[str]) -> None:
    one = draft(text)
    run(one)
    for name, now in {"later": NOW + timedelta(hours=5), "tomorrow": NOW + timedelta(days=1)}.items():
        judged.clear()
        assert run(one, now=now)
        assert bool(judged) is (name in again)


def test_nothing_of_a_draft_stands_in_the_file(folder: Path) -> None:
    run(draft("佐藤太郎さんに電話 090-1234-5678 してください。あの人は馬鹿だと思います。", reason="秘密の理由"))
    [file] = folder.iterdir()
    raw = file.read_bytes()
    sealed = b"".join(a2b_base64(one) for one in json.loads(raw).values())
    for word in ("佐藤", "090-1234", "馬鹿", "insult.words", "秘密"):
        for encoded in (word.encode(), json.dumps(word)[1:-1].encode()):
            assert encoded not in raw
            assert encoded not in sealed


@given(st.binary(max_size=100), st.binary(min_size=32, max_size=32), st.integers(0, 900))
def test_seals(data: bytes, secret: bytes, bit: int) -> None:
    sealed = seal(data, secret)
    assert unseal(sealed, secret) == data
    assert unseal(sealed, bytes(32) if secret != bytes(32) else b"1" * 32) is None
    bit %= 8 * len(sealed)
    broken = (int.from_bytes(sealed, "big") ^ (1 << bit)).to_bytes(len(sealed), "big")
    assert unseal(broken, secret) is None
    assert unseal(sealed[:-1], secret) is None


@pytest.mark.parametrize(
    "damage",
    [
        b"", b"{", b"[]", b"null", b"[" * 100_000, b'{"a": [1]}', b"\xff\xfe", b'{"%s": "AAAA"}', b'{"%s": "no base64"}', b'{"%s": "\\u3042"}',
        b'{"%s": 1}', b'{"%s": ""}', "half",
    ],
)  # fmt: skip
def test_a_damaged_file_is_written_anew(folder: Path, judged: list[str], damage: bytes | str) -> None:
    one = draft("あの人は馬鹿だと思います。")
    first = run(one)
    [file] = folder.iterdir()
    whole = file.read_bytes()
    [name] = json.loads(whole)
    file.write_bytes(whole[: len(whole) // 2] if isinstance(damage, str) else damage.replace(b"%s", name.encode()))
    judged.clear()
    assert run(one) == first
    assert len(judged) == 1
    assert run(one) == first
    assert len(judged) == 1
    assert list(folder.iterdir()) == [file]


def test_a_report_of_another_draft_is_none_of_this_one(folder: Path, judged: list[str]) -> None:
    bad, good = draft("あの人は馬鹿だと思います。"), draft("図書館だよりです。")
    first = run(bad, good)
    [file] = folder.iterdir()
    kept = json.loads(file.read_bytes())
    file.write_text(json.dumps(dict(zip(kept, reversed(kept.values()), strict=True))))
    judged.clear()
    assert run(bad, good) == first
    assert len(judged) == 2


def test_runs_beside_each_other_lose_nothing(folder: Path, judged: list[str]) -> None:
    one, other = draft("図書館だよりです。"), draft("明日の朝市です。")
    first, second = Memory(), Memory()
    first.judge(one, rules_of(one), now=NOW)
    second.judge(other, rules_of(other), now=NOW)
    first.keep()
    second.keep()
    judged.clear()
    run(one, other)
    assert judged == []


def test_the_newest_are_kept(folder: Path, judged: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_MOST", 3)
    drafts = [draft(f"図書館だより{name}です。") for name in "甲乙丙丁"]
    run(*drafts[:3])
    run(drafts[0], drafts[3])  # the second is now the oldest
    judged.clear()
    run(drafts[0], drafts[2], drafts[3])
    assert judged == []
    run(drafts[1])
    assert judged == [drafts[1].text]


def test_there_is_room_for_so_much(folder: Path, judged: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    one, large = draft("図書館だよりです。"), draft("あの人は馬鹿だと思います。\n" * 400)
    run(one, large)
    judged.clear()
    run(one, large)
    assert judged == [large.text]
    monkeypatch.setattr(memory, "_ROOM", 1)
    run(draft("明日の朝市です。"))
    [file] = folder.iterdir()
    assert json.loads(file.read_bytes()) == {}


def test_where_nothing_can_be_kept_everything_is_judged(folder: Path, judged: list[str]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.write_text("a file")
    one = draft("あの人は馬鹿だと思います。")
    assert run(one) == run(one)
    assert len(judged) == 2
