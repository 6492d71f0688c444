"""Earlier editions of a guideline: what the city file may say, and that each day is judged by its own."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import revised
from hypothesis import given
from hypothesis import strategies as st
from revised import CITY, CURRENT, DAYS, EARLIER, EARLIEST, INSULT
from test_cities import GOOD, HEAD, fault

from postlint.checklist import refuse_unknown
from postlint.compiled import Editions, policy
from postlint.engine import judge
from postlint.errors import InputError, PolicyError
from postlint.japan import JAPAN
from postlint.model import Draft
from postlint.policy.cities import parse_city
from postlint.policy.editions import called, edition, every, in_force
from postlint.report.json import draft as draft_object

EDITION = "{until: 2027-03-31, date: 令和6年, publisher: 広報課, source: 庁内, clauses: [" + GOOD.strip(" -\n") + "]}"


@pytest.mark.parametrize(
    "editions, what",
    [
        (EDITION.replace("2027", "▶2027").replace("-03-31", "-02-29"), "日付として読めません: 2027-02-29"),
        (EDITION.replace("2027-03-31", "▶20270331"), "日付として読めません: 20270331"),
        (EDITION.replace("2027-03-31", "▶2027-3-31"), "日付として読めません: 2027-3-31"),
        (EDITION.replace("2027-03-31", "▶令和9年3月31日"), "日付として読めません: 令和9年3月31日"),
        (EDITION.replace("2027-03-31", "▶''"), "値が空です"),
        ("▶" + EDITION.replace("until: 2027-03-31, ", ""), "editionsに until がありません"),
        ("▶" + EDITION.replace("source: 庁内, ", ""), "editionsに source がありません"),
        (EDITION.replace("until", "▶since"), "知らないキー since"),
        (
            EDITION + ", " + EDITION.replace("2027-03-31", "▶2027-03-31"),
            "2027-03-31 は、すぐ上の版の 2027-03-31 より前ではありません",
        ),
        (
            EDITION + ", " + EDITION.replace("2027-03-31", "▶2028-03-31"),
            "2028-03-31 は、すぐ上の版の 2027-03-31 より前ではありません",
        ),
        (EDITION.replace("[{", "[{id: 1(1), text: あ, not_checked: い}, ▶{"), "条項 1(1) は二度書かれています"),
        (EDITION.replace(", not_checked: 心構え", "").replace("[{", "[▶{"), "条項 1(1) に enforce、ask、not_checked"),
        (EDITION.replace("}]}", "}], watch: [▶{look: silence, with: {months: 3}, clause: 9}]}"), "条項 9 はありません"),
    ],
)
def test_broken_editions(editions: str, what: str, tmp_path: Path) -> None:
    assert fault(HEAD + GOOD + f"editions: [{editions}]\n", tmp_path).startswith(what)


def test_an_empty_list_and_one_without_dashes(tmp_path: Path) -> None:
    assert fault(HEAD + GOOD + "editions: ▶[]\n", tmp_path) == "一覧が空です"
    assert "一覧（- …）" in fault(HEAD + GOOD + f"editions: ▶{EDITION}\n", tmp_path)


def test_each_edition_is_the_city_with_its_own_guideline() -> None:
    city = parse_city(CITY, Path("reiji.yaml"))
    assert [(one.until, one.title) for one in every(city)] == [each[:2] for each in (CURRENT, EARLIER, EARLIEST)]
    assert [one.clauses[0].clause.guideline for one in every(city)] == [one.title for one in every(city)]
    assert [one.publisher for one in every(city)] == ["広報課", "広報課", "秘書広報課"]
    assert all(one.setting == city.setting and one.name == "例示市" for one in city.editions)
    for day, expected in DAYS.items():
        assert edition(city, date.fromisoformat(day)).until == expected[0]
    assert edition(city, None) is city


@given(st.sets(st.dates(), max_size=6), st.dates())
def test_an_edition_holds_to_the_end_of_its_last_day(lasts: set[date], day: date) -> None:
    untils = [last.isoformat() for last in sorted(lasts, reverse=True)]
    later = sorted(last for last in lasts if last >= day)
    assert in_force(untils, day) == (later[0].isoformat() if later else "")
    assert in_force(untils, None) == ""


@given(st.dates())
def test_an_edition_is_called_by_its_last_day(day: date) -> None:
    assert called("指針", day.isoformat()) == f"指針 {day.year}年{day.month}月{day.day}日までの版"


@pytest.mark.parametrize("day, expected", DAYS.items())
def test_the_policy_of_a_day(day: str, expected: tuple[str, str, str, str], tmp_path: Path) -> None:
    until, title, text, verdict = expected
    settings = revised.settings(tmp_path)
    rules = policy("reiji", settings, on=date.fromisoformat(day))
    assert (rules["edition"], rules["guideline"]) == (until, title)
    report = judge(Draft(INSULT + "#例示市"), rules)
    assert (report.verdict, report.edition) == (verdict, until)
    assert [(f.clauses[0].text, f.clauses[0].guideline) for f in report.findings] == ([(text, title)] if text else [])
    assert draft_object(report).get("edition", "") == until
    assert policy("reiji", settings)["edition"] == ""


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    "facts, expected",
    [
        ({}, CURRENT),
        ({"now": moment("2027-03-31T23:59:59+09:00")}, EARLIER),
        ({"now": moment("2027-03-31T15:00:00+00:00")}, CURRENT),  # midnight in Japan
        ({"now": moment("2026-01-01T00:00+09:00"), "scheduled_at": moment("2027-04-01T00:00+09:00")}, CURRENT),
        ({"now": moment("2027-05-01T00:00+09:00"), "scheduled_at": moment("2027-03-31T10:00+09:00")}, EARLIER),
        ({"as_of": moment("2027-05-01T00:00+09:00"), "scheduled_at": moment("2020-01-01T10:00+09:00")}, CURRENT),
        ({"scheduled_at": datetime.max.replace(tzinfo=JAPAN) - timedelta(1)}, CURRENT),
        ({"scheduled_at": datetime.max.replace(tzinfo=UTC)}, CURRENT),  # no moment in Japan
    ],
)
def test_a_draft_is_judged_by_the_day_it_goes_out(
    facts: dict[str, datetime], expected: tuple[str, str, str, str], tmp_path: Path
) -> None:
    clocks = {name: when for name, when in facts.items() if name != "scheduled_at"}
    draft = Draft("本文", scheduled_at=facts.get("scheduled_at"))
    assert Editions("reiji", revised.settings(tmp_path)).of(draft, **clocks)["edition"] == expected[0]


def test_an_edition_is_compiled_when_it_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTLINT_CACHE", str(tmp_path / "cache"))
    built = []

    def build(city: str, settings: object, until: str) -> dict[str, object]:
        built.append(until)
        return original(city, settings, until)  # type: ignore[arg-type]

    from postlint.compiled import build as module

    original = module.build
    monkeypatch.setattr(module, "build", build)
    settings = revised.settings(tmp_path)
    for _ in range(2):
        policy("reiji", settings)
        assert built == [""]
    for _ in range(2):
        editions = Editions("reiji", settings)
        assert editions["2024-03-31"]["edition"] == "2024-03-31"
        assert built == ["", "2024-03-31"]
    names = {path.name for path in (tmp_path / "cache").glob("reiji*")}
    assert names == {"reiji.json", "reiji@2024-03-31.json"}
    # A change anywhere in the file counts for every edition.
    settings = revised.settings(tmp_path, ("品位を保つ。", "市の品位を保つ。"))
    assert policy("reiji", settings, on=date(2020, 1, 1))["clauses"] == [["第2条", "第2条", "市の品位を保つ。"]]


def test_a_name_that_fits_no_rule_is_found_at_once(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match=r"reiji\.yaml:20:48: 知らないルール politcs（もしかして: politics）"):
        policy("reiji", revised.settings(tmp_path, ("rules: politics", "rules: politcs")))


def test_a_rule_of_ones_own_may_serve_an_earlier_edition_only(tmp_path: Path) -> None:
    from authors import write

    path = revised.written(tmp_path, ("rules: politics}", "rules: [politics, insult.test]}"))
    path.write_text("cities_dir: cities\nrules_dir: own\n", "utf-8")
    (tmp_path / "own").mkdir()
    write(tmp_path / "own", ("topic: insult", "topic: insult-own"))
    from postlint.compiled.settings import load_settings

    settings = load_settings(str(path))
    assert "insult.test" not in [rule["id"] for rule in policy("reiji", settings)["rules"]]
    assert "insult.test" in [rule["id"] for rule in policy("reiji", settings, on=date(2026, 1, 1))["rules"]]


def test_an_answer_is_to_a_clause_of_the_edition_in_force(tmp_path: Path) -> None:
    settings = revised.settings(tmp_path)
    draft = Draft("本文", confirmed=("3(3)",))
    refuse_unknown(draft, policy("reiji", settings, on=date(2027, 3, 31)))
    with pytest.raises(InputError, match="3\\(3\\) という条項は例示市のガイドラインにありません"):
        refuse_unknown(draft, policy("reiji", settings))
    with pytest.raises(InputError, match="使えるもの: 3\\(1\\)"):
        refuse_unknown(draft._replace(confirmed=("x",)), policy("reiji", settings, on=date(2027, 3, 31)))
