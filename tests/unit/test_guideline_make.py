"""City files as made: they load, hold the document word for word, and lose nothing silently."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postlint.checks import Setting, registry
from postlint.compiled.build import _entries, _questions
from postlint.errors import InputError, PolicyError
from postlint.guideline import kept, municipality
from postlint.guideline.clauses import cut
from postlint.guideline.head import head
from postlint.guideline.lines import squeeze
from postlint.guideline.make import make
from postlint.guideline.municipality import Municipality, municipalities
from postlint.guideline.read import plain, read
from postlint.guideline.sort import sort_all
from postlint.guideline.structure import tree
from postlint.guideline.write import write
from postlint.policy.cities import load_city, parse_city
from postlint.policy.files import root
from postlint.policy.rules import load_rules

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = ROOT / "examples" / "guidelines" / "reiji.txt"
SHARED = root("cities").parent.parent / "shared" / "guidelines"
REIJI = Municipality("city.reiji.lg.jp", "", "例示市")


def written(text: str) -> str:
    """Return the city file of any text, whether it is a guideline or not."""
    source = plain(text.encode("utf-8", "ignore"), "any.txt")
    units, left = cut(tree(source.lines), text)
    rest = [*left, *kept.missing(source, units, left)]
    clauses = list(sort_all(units))
    return write(
        REIJI, "reiji", head(source, []), file="any.txt", address="", notes=(), clauses=clauses, left=rest
    )  # fmt: skip


def test_the_example_gives_the_file_beside():
    made = make(str(EXAMPLE), "reiji")
    golden = (ROOT / "tests" / "golden" / "reiji.yaml").read_text("utf-8")
    assert made.text == golden


@pytest.mark.parametrize("path, city", [(EXAMPLE, "reiji"), *((SHARED / f"{c}.txt", c) for c in ("chiba", "kashiwa", "ueda", "shinshiro", "ishinomaki"))])  # fmt: skip
def test_a_made_file_loads_and_every_rule_binds(path: Path, city: str):
    if not path.is_file():
        pytest.skip(f"{path} is not here: only the authors' workshop has the documents as published")
    made = make(str(path), city)
    found = parse_city(made.text, Path(f"{city}.yaml"))
    rules, _ = load_rules(registry())
    assert list(_entries(found, rules, Setting(found.setting), {}))
    assert list(_questions(found, rules, []))
    document = squeeze(read(str(path)).lines[0].text + "".join(line.text for line in read(str(path)).lines))
    for clause in found.clauses:
        assert squeeze(clause.clause.text) in document


@pytest.mark.parametrize("city", ["chiba", "kashiwa", "ueda", "shinshiro", "ishinomaki"])
def test_most_clauses_made_by_hand_are_found_under_their_ids(city: str):
    path = SHARED / f"{city}.txt"
    if not path.is_file():
        pytest.skip(f"{path} is not here: only the authors' workshop has the documents as published")
    made = {one.unit.id: squeeze(one.unit.text) for one in make(str(path)).clauses}
    hand = load_city(city).clauses
    found = sum(squeeze(c.clause.text) in made.get(c.clause.id, "") for c in hand)
    assert found >= 0.9 * len(hand)


_LINES = st.one_of(
    st.text(
        st.sampled_from("投稿返信しない。、するアイ7(4)1・①※第条「」#: \t-'\"[]{}&*!|>%@`"), min_size=1, max_size=40
    ),
    st.text(min_size=1, max_size=30),
    st.sampled_from(
        [
            "1 趣旨",
            "(1) 甲",
            "(7) 乙",
            "ア 丙",
            "・ 丁",
            "第1条 戊",
            "（定義）",
            "附則",
            "表\t欄",
            "次に掲げる情報は発信してはならない。",
            "様式1",
            "2 ",
        ]
    ),
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(_LINES, st.just("")), max_size=14))
def test_every_line_of_any_text_is_in_the_file_or_in_its_list(lines: list[str]):
    text = "\n".join(lines)
    file = written(text)
    try:
        found = parse_city(file, Path("reiji.yaml"))
    except PolicyError as fault:
        assert "一覧が空です" in str(fault) or "clauses" in str(fault) or "一覧（- …）" in str(fault)  # noqa: PT017 - no clause at all
        texts = ""
    else:
        texts = "".join(f"{c.under} {c.clause.text}" for c in found.clauses)
    comments = "".join(line.partition("#")[2] for line in file.splitlines() if line.startswith("#"))
    held = squeeze(texts + comments)
    for line in plain(text.encode("utf-8", "ignore"), "any.txt").lines:
        assert any(body in held for body in kept._bodies(line.text, line.marker)) or all(
            squeeze(cell) in held for cell in line.cells or (line.text,)
        )


@pytest.mark.parametrize(
    "text, said",
    [
        ("ホーム\nくらし\n例示市\nお問い合わせ", "条項が見つかりません"),
        (
            "例示市運用ポリシー\n1 禁止事項\n次のコメントは予告なく削除します。\n(1) 誹謗中傷するもの",
            "利用者の投稿への定め",
        ),
    ],
)
def test_what_is_no_guideline_is_one_line(tmp_path: Path, text: str, said: str):
    path = tmp_path / "a.txt"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match=said):
        make(str(path), "ueda")


def test_a_long_document_is_cut_whole(tmp_path: Path):
    path = tmp_path / "a.txt"
    body = "\n".join(f"({n}) 投稿{n}は、正確に記載すること。" for n in range(1, 100))
    path.write_text("上田市ガイドライン\n" + "\n".join(f"{n} 章\n{body}" for n in range(1, 60)), "utf-8")
    assert len(make(str(path)).clauses) == 59 * 99


@pytest.mark.parametrize(
    "titles, text, city",
    [
        (["石巻市ガイドライン"], "", "ishinomaki"),
        (["千葉県柏市公式ツイッター運用ガイドライン"], "", "kashiwa"),
        (["大和郡山市の方針"], "", "yamatokoriyama"),
        (["府中市運用方針"], "https://www.city.fuchu.tokyo.jp/a", "fuchu"),
        (["運用方針"], "お問い合わせ koho@city.ueda.nagano.jp", "ueda"),
    ],
)
def test_whose_document_it_is(titles: list[str], text: str, city: str):
    assert municipality.of(titles, text, "").id == city


def test_names_that_two_bear_are_asked_for():
    with pytest.raises(InputError, match=r"132063.*342084|342084.*132063"):
        municipality.of(["府中市運用方針"], "", "")
    with pytest.raises(InputError, match="--city"):
        municipality.of(["運用方針"], "", "")
    with pytest.raises(InputError, match="もしかして: ueda"):
        municipality.named("uedda")
    with pytest.raises(InputError, match="コードを書いて"):
        municipality.named("fuchu")
    assert municipality.named("132063").name == "府中市"


def test_the_list_of_municipalities_is_whole():
    rows = municipalities()
    assert len(rows) == 1741 + 47
    assert len({m.code for m in rows}) == len(rows)
    assert all(re.fullmatch("[0-9]{6}", m.code) for m in rows)
    for name in ("chiba", "ishinomaki", "kashiwa", "shinshiro", "ueda"):
        city = load_city(name)
        assert municipality.named(name).host in city.setting["hosts"]
        assert municipality.named(name).code == city.setting.get("code", municipality.named(name).code)
