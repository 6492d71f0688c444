"""City files: they hold the guidelines word for word, say what is done about every clause, and name rules that exist."""

from __future__ import annotations

import csv
import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from postlint.engine import applies
from postlint.errors import PolicyError
from postlint.model import Draft
from postlint.policy.cities import City, load_city, parse_city
from postlint.policy.clauses import named, select
from postlint.policy.files import city_files, root

if TYPE_CHECKING:
    from postlint.policy.rules import Rule

CLAUSES = {"chiba": 55, "shinshiro": 14, "ueda": 30, "kashiwa": 36, "ishinomaki": 38}
SHARED = root("cities").parent.parent / "shared"  # the guidelines as published, beside the checkout


@cache
def city(name: str) -> City:
    return load_city(name)


@cache
def published(name: str) -> str:
    """Return a file of the guidelines folder; the documents break lines inside sentences, so compare without blanks."""
    file = SHARED / "guidelines" / name
    if not file.is_file():
        pytest.skip(f"{file} is not here: only the authors' workshop has the documents as published")
    return file.read_text("utf-8")


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_five_cities_and_173_clauses():
    assert {name: len(city(name).clauses) for name in city_files()} == CLAUSES
    assert sum(CLAUSES.values()) == 173


@pytest.mark.parametrize("name", CLAUSES)
def test_clauses_are_those_of_the_extract_in_order(name: str):
    extract = [entry for entry in json.loads(published("clauses.json")) if entry["city"] == name]
    found = [(c.clause.id, c.clause.cite, c.clause.text) for c in city(name).clauses]
    assert found == [(entry["id"], entry["cite"], entry["text"]) for entry in extract]


@pytest.mark.parametrize("name", CLAUSES)
def test_texts_and_headings_stand_in_the_document(name: str):
    document = squeeze(published(f"{name}.txt"))
    for entry in city(name).watch:
        assert squeeze(entry.clause.text) in document
    for clause in city(name).clauses:
        assert squeeze(clause.clause.text) in document
        at = 0
        for part in clause.under.split():  # the words of the path, one after the other
            at = document.find(part, at)
            assert at >= 0, f"{clause.clause.id}: {part}"


@pytest.mark.parametrize("name", CLAUSES)
def test_head_is_what_the_document_and_the_list_of_municipalities_say(name: str):
    head, document = city(name), squeeze(published(f"{name}.txt"))
    assert squeeze(head.title) in document
    if name != "ishinomaki":  # the one document without a date
        assert squeeze(head.date) in document
    for handle in head.setting.get("handles", ()):
        assert handle in document
    with (SHARED / "data" / "localgovjp-utf8.csv").open(encoding="utf-8-sig", newline="") as file:
        row = next(row for row in csv.DictReader(file) if row["city"] == head.name)
    assert row["url"].split("/")[2].removeprefix("www.") in head.setting["hosts"]
    source = root("cities").joinpath(f"{name}.yaml").read_text("utf-8")
    assert f'\ncode: "{row["lgcode"]}"\n' in source


@pytest.mark.parametrize("name", CLAUSES)
def test_every_clause_is_classified(name: str):
    for clause in city(name).clauses:
        assert bool(clause.enforce or clause.ask) != bool(clause.not_checked), clause.clause.id
        assert clause.under, clause.clause.id


@pytest.mark.parametrize("name", CLAUSES)
def test_a_finished_post_is_asked_little(name: str):
    """At most three questions that no fact or finding raised: more would be ticked unread."""
    draft = Draft("図書館の開館時間が変わります。", platform="x", account="official", approved=True)
    raised = [
        ask.question
        for clause in city(name).clauses
        for ask in clause.ask
        if applies(ask.when, draft) is True and not ask.media and not ask.rules and "approved" not in ask.unless
    ]
    assert len(raised) <= 3, raised


@pytest.mark.parametrize("name", CLAUSES)
def test_questions_are_questions_in_japanese(name: str):
    for clause in city(name).clauses:
        for ask in clause.ask:
            assert re.search(r"か(?:（[^）]+）)?。$", ask.question), ask.question
            assert ask.question.count("。") == 1, ask.question


@pytest.mark.parametrize("name", CLAUSES)
def test_a_city_weighs_a_rule_the_same_in_every_clause(name: str):
    """The engine keeps the heavier level, so a lighter one beside it would be without effect."""
    levels: dict[str, set[str | None]] = {}
    for clause in city(name).clauses:
        for enforcement in clause.enforce:
            for rule in enforcement.names:
                levels.setdefault(rule, set()).add(enforcement.level)
    assert [rule for rule, found in levels.items() if len(found) > 1] == []


def names(clause_id: str, name: str) -> list[str]:
    """Return what a clause enforces."""
    clause = next(c for c in city(name).clauses if c.clause.id == clause_id)
    return [rule for enforcement in clause.enforce for rule in (*enforcement.names, enforcement.check) if rule]


def enforced(name: str) -> set[str]:
    return {rule for c in city(name).clauses for rule in names(c.clause.id, name)}


def test_only_the_city_that_wrote_it_enforces_it():
    """Promise 1: religion and profit are forbidden by Chiba, a tag by Kashiwa, disclosure by Ishinomaki."""
    for rule, cities in {
        "religion": {"chiba"},
        "advertising": {"chiba", "ishinomaki"},  # Ishinomaki: only whether 4(8) fairness is kept, so `review`
        "fairness": {"chiba", "ishinomaki"},
        "required-tag": {"kashiwa"},
        "disclosure": {"ishinomaki"},
        "hours.outside": {"shinshiro", "kashiwa"},
        "off-hours-wording": {"shinshiro", "kashiwa"},
        "external-link": {"shinshiro", "ueda", "ishinomaki"},
        "action.reply": {"ueda", "kashiwa"},
        "action.dm": {"kashiwa"},
        "action.like": {"kashiwa"},
        "action.poll": {"kashiwa"},
        "delete.mere-error": {"chiba", "ishinomaki"},
        "approval.refused": {"ueda", "kashiwa", "ishinomaki"},
        "account.private": {"shinshiro"},
    }.items():
        assert {
            name for name in CLAUSES if any(f"{found}.".startswith(f"{rule}.") for found in enforced(name))
        } == cities


@pytest.mark.parametrize("name, clause_id", [("kashiwa", "3(8)"), ("ishinomaki", "様式11(1)")])
def test_what_binds_visitors_is_not_held_against_the_city(name: str, clause_id: str):
    clause = next(c for c in city(name).clauses if c.clause.id == clause_id)
    assert clause.how == "not_checked"
    assert "利用者" in clause.not_checked


@cache
def all_rules() -> dict[str, Rule]:
    from postlint.checks import registry
    from postlint.policy.rules import load_rules

    try:
        return load_rules(registry())[0]
    except ModuleNotFoundError as fault:
        pytest.skip(f"a kind of check is not written yet: {fault}")


@pytest.mark.parametrize("name", CLAUSES)
def test_every_rule_named_exists(name: str):
    unknown = []
    for clause in city(name).clauses:
        asked = [(rule, ask.place) for ask in clause.ask for rule in ask.rules]
        enforced = [(rule, enforcement.place) for enforcement in clause.enforce for rule in enforcement.names]
        for rule, place in asked + enforced:
            try:
                named((rule,), all_rules(), place)
            except PolicyError as fault:
                unknown.append(str(fault))
        for enforcement in clause.enforce:
            if enforcement.check:
                assert select(enforcement, all_rules())
    assert unknown == []


def test_politics_is_whole_everywhere():
    """Where only the law speaks, campaigning and the rest of the topic have levels of their own, by rule id."""
    politics = {rule.id for rule in all_rules().values() if rule.topic == "politics"}
    for name in CLAUSES:
        assert "politics" in enforced(name) or politics <= enforced(name), name


CLOSEST = {  # topic or rule → the clause that a PR officer of the city would put first
    "insult": ("1.2(8)ウ", "4(3)", "5(8)ア", "3(7)-1", "4(6)-1"),
    "disparagement": ("1.2(8)ウ", "4(2)エ", "5(8)ア", "3(7)-1", "4(6)-1"),
    "discrimination": ("1.2(8)キ", "4(2)エ", "5(8)イ", "3(7)-2", "4(6)-2"),
    "incitement.drink-driving": ("1.2(8)イ", "4(2)エ", "5(8)ウ", "3(7)-3", "4(6)-3"),
    "public-order.suicide-hint": ("1.2(8)ク", "4(2)エ", "5(8)キ", "3(7)-8", "4(6)-6"),
    "obscenity": ("1.2(8)シ", "4(2)エ", None, "3(7)-8", None),  # Ueda, Ishinomaki: a link has a clause of its own
    "indecorous.festive-disaster": ("1.2(3)-2", "4(2)エ", None, None, "4(6)-6"),
    "rumour": ("1.2(8)ケ", "4(2)ア", "5(8)エ", "3(7)-7", "4(6)-4"),
    "groundless": ("1.2(8)ケ", "4(2)ア", "5(6)", "3(5)", "4(6)-4"),
    "misleading": ("1.2(3)-1", "4(2)ア", "5(6)", "3(5)", "4(4)"),
    "secret": ("1.2(8)ア", "4(3)", "5(8)オ", "3(7)-4", "4(1)"),
    "deliberation": ("1.2(8)ア", "4(3)", "5(8)カ", "3(4)", "4(1)"),
    "credentials": ("1.2(8)ア", "4(3)", "5(8)オ", "3(7)-6", "4(1)"),
    "personal-information": ("1.2(8)コ", "4(3)", "5(5)", "3(7)-5", "4(3)"),
    "copyright": ("1.2(8)オ", "4(3)", "4(2)イ", "3(7)-5", "3(3)ア"),
    "human-rights": (None, "4(3)", "5(4)", "3(7)-5", "4(3)"),
    "provocation": ("4(3)", "4(3)", "5(8)ア", "3(7)-1", None),
    "private-post": ("1.2(1)", "4(3)", "5(2)", "3(3)", "4(1)"),
    "opinion": ("4(2)", "4(2)ア", "5(2)", "3(5)", "4(4)"),
    "correction.no-values": ("1.3(4)-1", "5(1)", "5(7)ア", "3(6)", "3(4)ア(イ)"),
    "repost-source.politics": ("1.2(8)エ", "4(2)ウ", None, "2(4)カ", None),
    "personal-form": ("1.2(8)コ", "4(2)ウ", "5(5)", "3(7)-5", "4(3)"),
    "deceptive-link": ("1.2(8)サ", "4(2)ウ", "4(2)ウ", "3(7)-6", "3(3)イ-1"),
    "fairness": ("1.2(8)カ", None, None, None, "4(8)"),
    "media": (None, "4(3)", "4(2)イ", "3(7)-5", "3(3)ア"),
}


@pytest.mark.parametrize("topic", CLOSEST)
def test_closest_clause_comes_first(topic: str):
    """The engine cites first the clause that names the fewest rules and topics, and of two alike the earlier one."""
    rules = all_rules()
    for name, expected in zip(CLAUSES, CLOSEST[topic], strict=True):
        if expected is None:
            continue
        reach = {
            clause.clause.id: {rule.id for e in clause.enforce for rule in select(e, rules)}
            for clause in city(name).clauses
        }
        names = {c.clause.id: sum(len(e.names) or 1 for e in c.enforce) for c in city(name).clauses}
        for rule in (rule.id for rule in rules.values() if topic in (rule.id, rule.topic)):
            citing = [id_ for id_, found in reach.items() if rule in found]
            assert citing, f"{name}: {rule}"
            assert min(citing, key=names.__getitem__) == expected, f"{name}: {rule}"


# --- broken files ---

HEAD = """\
city: hinagata
name: 雛形市
hosts: [city.hinagata.lg.jp]
tags: {own: [雛形市]}
guideline: {title: 雛形市ガイドライン, date: 令和6年4月1日, publisher: 広報課, source: 市ホームページ}
clauses:
"""
GOOD = "  - {id: 1(1), text: 正確に書く。, not_checked: 心構え}\n"


def parse(source: str, tmp_path: Path, stem: str = "hinagata") -> City:
    return parse_city(source, tmp_path / f"{stem}.yaml")


def test_smallest_city_file(tmp_path: Path):
    found = parse(HEAD + GOOD, tmp_path)
    assert (found.id, found.name, found.title) == ("hinagata", "雛形市", "雛形市ガイドライン")
    clause = found.clauses[0]
    assert (clause.clause.id, clause.clause.cite, clause.under, clause.how) == ("1(1)", "1(1)", "", "not_checked")


def test_forms_of_a_question(tmp_path: Path):
    source = HEAD + (
        "  - {id: '1', text: あ, ask: 了解を得ましたか。}\n"
        "  - {id: '2', text: い, ask: [{question: 確かめましたか。, when: {media: true, rules: links.external,"
        " facts: {kind: [repost, quote]}, unless: {approved: ['true'], exemption: given}}}]}\n"
    )
    first, second = (clause.ask[0] for clause in parse(source, tmp_path).clauses)
    assert (first.question, first.when, first.media) == ("了解を得ましたか。", {}, None)
    assert (first.unless, first.rules) == ({}, ())
    assert second.when == {"kind": ("repost", "quote")}
    assert (second.media, second.rules) == (True, ("links.external",))
    assert second.unless == {"approved": ("true",), "exemption": ("given",)}


def fault(marked: str, tmp_path: Path) -> str:
    """Return what is wrong with a source, after checking that the error stands where `▶` marks it."""
    before, after = marked.split("▶")
    source = before + after
    line = before.count("\n") + 1
    column = len(before) - before.rfind("\n")
    with pytest.raises(PolicyError) as caught:
        parse(source, tmp_path)
    head, _, tail = str(caught.value).partition(": ")
    what, _, quoted = tail.partition("\n    ")
    assert quoted == source.split("\n")[line - 1]
    assert head == f"{tmp_path / 'hinagata.yaml'}:{line}:{column}"
    return what


@pytest.mark.parametrize(
    "clauses, what",
    [
        ("  - ▶{id: 1(1), text: 正確に。}\n", "条項 1(1) に enforce、ask、not_checked のどれもありません"),
        (
            "  - ▶{id: 1(1), text: 正確に。, not_checked: 心構え, ask: 正確ですか。}\n",
            "not_checked は enforce や ask と一緒には書けません",
        ),
        (
            "  - ▶{id: 1(1), text: 正確に。, enforce: [{rules: [insult]}], not_checked: 心構え}\n",
            "not_checked は enforce や ask と一緒には書けません",
        ),
        (GOOD + GOOD.replace("{", "▶{"), "条項 1(1) は二度書かれています"),
        ("  - {id: 1(1), ▶txet: 正確に。, not_checked: 心構え}\n", "知らないキー txet（もしかして: text）"),
        ("  - ▶{id: 1(1), not_checked: 心構え}\n", "条項に text がありません"),
        ("  - ▶{text: 正確に。, not_checked: 心構え}\n", "条項に id がありません"),
        ("  - {id: 1(1), text: ▶'', not_checked: 心構え}\n", "値が空です"),
        ("  - {id: 1(1), text: 正確に。, not_checked: ▶''}\n", "値が空です"),
        ("  - {id: 1(1), text: 正確に。, not_checked: 心構え, ▶id: 1(2)}\n", "キー id が二度書かれています"),
        ("  - ▶正確に\n", "条項には「キー: 値」を書いてください"),
        ("  ▶[]\n", "一覧が空です"),
        ("  ▶{}\n", "ここには一覧（- …）を書いてください"),
        (
            "  - {id: 1(1), text: 正確に。, enforce: [{rules: [insult], level: ▶reveiw}]}\n",
            "reveiw は使えません（もしかして: review）",
        ),
        (
            "  - {id: 1(1), text: 正確に。, enforce: [▶{rules: [insult], check: terms}]}\n",
            "enforce には rules か check のどちらか一つを書きます",
        ),
        (
            "  - {id: 1(1), text: 正確に。, enforce: [▶{level: ng}]}\n",
            "enforce には rules か check のどちらか一つを書きます",
        ),
        ("  - {id: 1(1), text: 正確に。, enforce: ▶{rules: [insult]}}\n", "ここには一覧（- …）を書いてください"),
        (
            "  - {id: 1(1), text: 正確に。, enforce: [{rules: [insult], with: ▶石巻市}]}\n",
            "with には「キー: 値」を書きます",
        ),
        (
            "  - {id: 1(1), text: 正確に。, enforce: [{rules: [insult], when: {kind: [▶rt]}}]}\n",
            "rt は使えません（使えるもの: delete、dm、follow、like、pin、poll、post、quote、reply、repost）",
        ),
        (
            "  - {id: 1(1), text: 正確に。, ask: {question: 正確ですか。, when: {▶kind: reply}}}\n",
            "知らないキー kind（使えるもの: facts、media、rules、unless）",
        ),
        (
            "  - {id: 1(1), text: 正確に。, ask: {question: 正確ですか。, when: {media: ▶yes}}}\n",
            "true か false を書いてください: yes",
        ),
        (
            "  - {id: 1(1), text: 正確に。, ask: {question: 正確ですか。, when: {unless: {exemption: ▶true}}}}\n",
            "true は使えません（使えるもの: given）",
        ),
        ("  - {id: 1(1), text: 正確に。, ask: ▶{when: {media: true}}}\n", "askに question がありません"),
        ("  - {id: 1(1), text: 正確に。, ask: ▶''}\n", "値が空です"),
    ],
)
def test_broken_clauses(clauses: str, what: str, tmp_path: Path):
    assert fault(HEAD + clauses, tmp_path) == what


@pytest.mark.parametrize(
    "old, new, what",
    [
        ("city: hinagata", "city: ▶kashiwa", "city: kashiwa とファイル名 hinagata が違います"),
        ("city: hinagata\nname: 雛形市\n", "▶city: hinagata\n", "市のファイルに name がありません"),
        ("name:", "▶nmae:", "知らないキー nmae（もしかして: name）"),
        ("hosts: [city.hinagata.lg.jp]", "hosts: ▶[]", "一覧が空です"),
        ("{own:", "{▶onw:", "知らないキー onw（もしかして: own）"),
        (
            "{title: 雛形市ガイドライン, date: 令和6年4月1日, publisher: 広報課, source: 市ホームページ}",
            "▶{title: 雛形市ガイドライン, date: 令和6年4月1日, publisher: 広報課}",
            "guidelineに source がありません",
        ),
        ("name: 雛形市", "name: ▶&n 雛形市", "別名（& と *）は使えません（同じ内容をもう一度書いてください）"),
    ],
)
def test_broken_heads(old: str, new: str, what: str, tmp_path: Path):
    assert HEAD.count(old) == 1
    assert fault(HEAD.replace(old, new) + GOOD, tmp_path) == what
