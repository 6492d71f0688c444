"""A city file's clauses become an earlier edition, word for word."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from revised import CITY

from postlint.errors import InputError, PolicyError
from postlint.guideline.earlier import last_day, with_earlier
from postlint.located import load
from postlint.policy.cities import parse_city
from postlint.policy.files import city_files, read

UNTIL = date(2028, 3, 31)
PATH = Path("reiji.yaml")
HEAD = CITY[: CITY.index("clauses:")]


def moved(source: str, path: Path = PATH, until: date = UNTIL) -> str:
    """Keep a city's clauses as an earlier edition beside themselves, as if nothing had changed."""
    text = with_earlier(source, source, parse_city(source, path), until, path)
    before, after = parse_city(source, path), parse_city(text, path)
    assert [one.until for one in after.editions] == [until.isoformat(), *(one.until for one in before.editions)]
    old, new = (load(each, file="x", error=PolicyError) for each in (source, text))
    assert {key: value for key, value in new.items() if key != "editions"} == {
        key: value for key, value in old.items() if key != "editions"
    }
    newest, *others = new["editions"]
    assert others == old.get("editions", [])
    assert {**newest} == {
        "until": until.isoformat(), **old["guideline"], **{key: old[key] for key in ("clauses", "watch") if key in old},
    }  # fmt: skip
    return text


@pytest.mark.parametrize("name", city_files())
def test_the_shipped_files_can_be_kept_with_every_comment(name: str) -> None:
    source = read(city_files()[name])
    text = moved(source, city_files()[name])
    assert text.startswith(source)
    begin = source.index("\nclauses:\n")
    block = [line for line in source[begin:].split("\n") if line.startswith(" ")]
    lines = text[len(source) :].split("\n")
    at = lines.index("    clauses:")
    kept = [line for line in lines[at + 1 :] if line.startswith("      ")]
    assert kept == ["    " + line for line in block]


def test_twice_puts_the_newest_first() -> None:
    moved(moved(CITY), until=date(2030, 3, 31))


ONE = "{id: '1', text: 正確に。, not_checked: 心構え}"


@pytest.mark.parametrize(
    "clauses",
    [
        f"clauses:\n- {ONE}\n",
        f"clauses:\n- {ONE}\nwatch:\n- {{look: silence, with: {{months: 3}}, clause: '1'}}\n",
        f"clauses:  # 条項\n  # 一つ目\n  - {ONE}\n\n  # 終わり\n# 市の覚え書き\n",
        "clauses:\n  - id: '1'\n    text: |\n      一行目\n\n      # 二行目\n        三行目\n    not_checked: >-\n      心\n      構え\n",
        "clauses:\n  - id: '1'\n    text: \"一行目\n      二行目\\\n      三行目\"\n    not_checked: 心\n      構え\n",
        f"clauses: [{ONE}]\n",
        f"clauses: [\n  {ONE},\n  ]\n",
        f"editions:\n- {{until: 2020-03-31, date: 一, publisher: 二, source: 三, clauses: [{ONE}]}}\nclauses:\n  - {ONE}\n",
        f"clauses:\n  - {ONE}\neditions:  # 前の版\n   # 最初の版\n   - until: 2020-03-31\n     date: 一\n     publisher: 二\n"
        f"     source: 三\n     clauses:\n       - {ONE}",
    ],
)
def test_however_the_clauses_are_laid_out(clauses: str) -> None:
    moved(HEAD + clauses)


@pytest.mark.parametrize(
    "clauses",
    [
        f"clauses:\n  - {ONE}\neditions: [{{until: 2020-03-31, date: 一, publisher: 二, source: 三, clauses: [{ONE}]}}]\n",
        f'clauses:\n  - {ONE}\n"editions":\n  - {{until: 2020-03-31, date: 一, publisher: 二, source: 三, clauses: [{ONE}]}}\n',
        f'"clauses":\n  - {ONE}\n',
    ],
)
def test_what_cannot_be_moved_is_not_lost(clauses: str) -> None:
    source = HEAD + clauses
    with pytest.raises(PolicyError, match=r"^reiji\.yaml: 条項を前の版として移せない書き方です"):
        with_earlier(source, source, parse_city(source, PATH), UNTIL, PATH)


@given(st.dates())
def test_the_last_day_is_the_one_before_and_after_every_other(since: date) -> None:
    city = parse_city(CITY, PATH)
    if since > date(2027, 4, 1):
        assert last_day(since, city, PATH) == since - timedelta(1)
        return
    with pytest.raises(InputError, match="もう 2027-03-31 までの版があります"):
        last_day(since, city, PATH)


def test_before_the_first_day_there_was_none() -> None:
    with pytest.raises(InputError, match="0001-01-01 からの版は加えられません"):
        last_day(date.min, parse_city(HEAD + f"clauses: [{ONE}]", PATH), PATH)
