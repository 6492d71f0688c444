"""Rules over facts: which drafts hold, what the hit says, and how a misspelt rule is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlint import schema
from postlint.checks import Setting, facts
from postlint.errors import PolicyError
from postlint.located import load
from postlint.model import ACCOUNTS, EXEMPTIONS, KINDS, PLATFORMS, Draft, Hit, Media
from postlint.text.document import Document


def spec(yaml: str) -> dict[str, Any]:
    fields = schema.mapping(facts.FIELDS)(load(yaml, file="rule.yaml", error=PolicyError))
    compiled: dict[str, Any] = json.loads(json.dumps(facts.compile(fields, Setting({}))))
    return compiled


def find(yaml: str, **stated: Any) -> list[Hit]:
    return list(facts.find(spec(yaml), Document(Draft("川沿いの花壇を植え替えました。", **stated))))


@pytest.mark.parametrize(
    "yaml, stated, match, values",
    [
        ("where: {kind: [reply]}", {"kind": "reply"}, "kind=reply", ("操作", "返信")),
        ("where: {kind: reply}", {"kind": "reply"}, "kind=reply", ("操作", "返信")),
        (
            "where: {account: [private]}",
            {"account": "private"},
            "account=private",
            ("アカウント", "職員個人のアカウント"),
        ),
        ("where: {account: [unknown]}", {}, "account=unknown", ("アカウント", "不明")),
        ("where: {platform: [unknown, x]}", {"platform": "x"}, "platform=x", ("投稿先", "X")),
        ('where: {approved: ["false"]}', {"approved": False}, "approved=false", ("了承", "いいえ")),
        ("where: {approved: [unknown]}", {}, "approved=unknown", ("了承", "不明")),
        ("where: {approved_by: [none]}", {}, "approved_by=none", ("了承した人", "記入なし")),
        ("where: {approved_by: [given]}", {"approved_by": "道路課長"}, "approved_by=given", ("了承した人", "記入あり")),
        ("where: {exemption: [none]}", {}, "exemption=none", ("了承が要らない理由", "記入なし")),
        (
            "where: {exemption: [given]}",
            {"exemption": "established-fact"},
            "exemption=established-fact",
            ("了承が要らない理由", "既成の事実"),
        ),
        ("where: {media: [given]}", {"media": (Media("a.jpg"),)}, "media=given", ("画像・動画", "記入あり")),
        ("where: {media: [none]}", {"media": ()}, "media=none", ("画像・動画", "記入なし")),
        ("where: {scheduled_at: [none]}", {}, "scheduled_at=none", ("投稿予定時刻", "記入なし")),
        (
            "where: {reason: {contains: [誤]}, kind: [delete]}",
            {"kind": "delete", "reason": "会場の誤り"},
            "reason=会場の誤り",
            ("理由", "会場の誤り"),
        ),
        (
            "where: {kind: [delete], reason: {contains: [リンク]}}",
            {"kind": "delete", "reason": "ﾘﾝｸ切れ"},
            "kind=delete",
            ("操作", "削除"),
        ),
    ],
)
def test_holds(yaml: str, stated: dict[str, Any], match: str, values: tuple[str, str]) -> None:
    (hit,) = find(yaml, **stated)
    assert (hit.start, hit.end, hit.match, hit.fix) == (None, None, match, None)
    assert (hit.values["fact"], hit.values["value"]) == values


@pytest.mark.parametrize(
    "yaml, stated",
    [
        ("where: {kind: [reply]}", {}),
        ("where: {account: [private]}", {}),
        ('where: {approved: ["false"]}', {}),
        ('where: {approved: ["false"]}', {"approved": True}),
        ('where: {kind: [reply], approved: ["false"]}', {"kind": "reply"}),
        ("where: {exemption: [given]}", {}),
        ("where: {media: [given]}", {"media": ()}),
        ("where: {media: [given]}", {}),
        ("where: {reason: {contains: [誤]}}", {"kind": "delete"}),
        ("where: {reason: {contains: [誤]}}", {"kind": "delete", "reason": "催しの終了"}),
    ],
)
def test_does_not_hold(yaml: str, stated: dict[str, Any]) -> None:
    assert find(yaml, **stated) == []


@pytest.mark.parametrize("nothing", ["なし", "不明", "確認中", " 未定 ", "なし。", "－", "？", "TBD", "Ｎ／Ａ", "　"])
def test_texts_that_say_nothing(nothing: str) -> None:
    assert find("where: {second_checker: [none]}", second_checker=nothing)
    assert find("where: {media.rights: [none]}", media=(Media("a.jpg", rights=nothing),))


def test_nobody_in_the_picture_is_something_said() -> None:
    assert find("where: {media.consent: [none]}", media=(Media("a.jpg", consent="人物なし"),)) == []


@pytest.mark.parametrize(
    "stated, excused",
    [
        ({}, False),
        ({"exemption": "already-published"}, False),  # the second checker is missing
        ({"exemption": "already-published", "second_checker": "文化課 係長"}, True),
        ({"exemption": "statutory-procedure", "second_checker": "文化課 係長"}, False),
        ({"emergency": True}, True),
    ],
)
def test_any_one_exception_excuses_when_it_holds_wholly(stated: dict[str, Any], excused: bool) -> None:
    yaml = (
        'where: {approved: ["false"]}\n'
        "except:\n"
        "  - {exemption: [already-published, established-fact], second_checker: [given]}\n"
        '  - emergency: ["true"]\n'
    )
    assert (find(yaml, approved=False, **stated) == []) is excused


@pytest.mark.parametrize(
    "who, excused",
    [
        ("広報広聴課長", True),
        ("柏市 広報広聴課長", True),
        ("広報広聴課長補佐", False),
        ("広報広聴課長代理", False),
        (None, False),
    ],
)
def test_a_named_approver(who: str | None, excused: bool) -> None:
    yaml = "where: {kind: [poll]}\nexcept: [{approved_by: {contains: [広報広聴課長]}}]"
    assert (find(yaml, kind="poll", approved_by=who) == []) is excused


def test_media_items_are_judged_one_by_one() -> None:
    media = (
        Media("a.jpg", rights="広報課撮影", consent="同意書あり"),
        Media("b.jpg", consent="同意書あり"),
        Media("c.mp4", rights="広報課撮影"),
        Media("d.jpg"),
    )
    (hit,) = find("where: {media.rights: [none]}", media=media)
    assert (hit.match, hit.values["files"]) == ("media.rights=none", "b.jpg、d.jpg")
    (hit,) = find("where: {media.rights: [none], media.consent: [none]}", media=media)
    assert hit.values["files"] == "d.jpg"
    assert find("where: {media.rights: [none], media.consent: [none]}", media=media[:3]) == []
    assert find("where: {media.rights: [none]}", media=()) == find("where: {media.rights: [none]}") == []


def test_an_exception_about_media_excuses_only_its_item() -> None:
    yaml = "where: {media.consent: [none]}\nexcept: [{media.alt: {contains: [風景]}}]"
    media = (Media("a.jpg", alt="沼の風景"), Media("b.jpg", alt="参加した人たち"))
    (hit,) = find(yaml, media=media)
    assert hit.values["files"] == "b.jpg"
    assert find(yaml, media=media[:1]) == []
    yaml = "where: {kind: [post]}\nexcept: [{media.alt: {contains: [風景]}}]"
    assert find(yaml, media=media) == []
    assert find(yaml, media=media[1:])


@pytest.mark.parametrize("state, value", [(None, "unknown"), (False, "false"), (True, "true")])
def test_screen(state: bool | None, value: str) -> None:
    hits = find('where: {media.screen_checked: [unknown, "false"]}', media=(Media("desk.jpg", screen_checked=state),))
    assert [hit.match for hit in hits] == ([] if state else [f"media.screen_checked={value}"])


@pytest.mark.parametrize(
    "yaml, what",
    [
        ("where: {kinds: [reply]}", "rule.yaml:1:9: 知らない事実 kinds（もしかして: kind）"),
        ("where: {kind: [repply]}", "rule.yaml:1:16: repply は使えません（もしかして: reply）"),
        ("where: {approved: [no]}", "rule.yaml:1:20: no は使えません（使えるもの: false、true、unknown）"),
        ("where: {media.right: [none]}", "rule.yaml:1:9: 知らない事実 media.right（もしかして: media.rights）"),
        ("where: {text: [x]}", "rule.yaml:1:9: 知らない事実 text"),
        ("where: {kind: []}", "rule.yaml:1:15: 一覧が空です"),
        ("where: {}", "rule.yaml:1:8: ここには「事実: [値, …]」を書きます"),
        ("where: reply", "rule.yaml:1:8: ここには"),
        ("where: {kind: {contains: [re]}}", "rule.yaml:1:15: kind に contains は使えません"),
        ("where: {reason: {contain: [誤]}}", "知らないキー contain（もしかして: contains）"),
        ("where: {reason: {contains: []}}", "一覧が空です"),
        ('where: {reason: {contains: [""]}}', "値が空です"),
        ("where: {kind: [reply]}\nexcept: [{}]", "rule.yaml:2:10: ここには"),
        ("where: {kind: [reply]}\nexcept: [{exemption: [published]}]", "rule.yaml:2:23: published は使えません"),
        ("except: []", "where がありません"),
    ],
)
def test_broken_rules(yaml: str, what: str) -> None:
    with pytest.raises(schema.SchemaError) as caught:
        spec(yaml)
    assert what in str(caught.value)


def test_every_value_has_a_japanese_name() -> None:
    for fact, (name, allowed) in facts._FACTS.items():
        assert not name.isascii(), fact
        for value in allowed:
            assert facts._JAPANESE[value], f"{fact}={value}"


drafts = st.builds(
    lambda text, **facts: Draft(
        text, **facts
    ),  # hypothesis would make up the facts left out, waivers of Any among them
    st.text(),
    platform=st.sampled_from([None, *PLATFORMS]),
    kind=st.sampled_from(KINDS),
    account=st.sampled_from([None, *ACCOUNTS]),
    approved=st.sampled_from([None, True, False]),
    approved_by=st.none() | st.text(),
    exemption=st.sampled_from([None, *EXEMPTIONS]),
    reason=st.none() | st.text(),
    media=st.none()
    | st.lists(st.builds(lambda file, rights: Media(file, rights=rights), st.text(), st.none() | st.text())).map(tuple),
)


@given(drafts, st.sampled_from(sorted(facts._FACTS)))
def test_every_draft_has_exactly_one_value_of_every_fact(draft: Draft, fact: str) -> None:
    names = [name for name in facts._FACTS[fact][1] if not (fact == "exemption" and name == "given")]
    found = [name for name in names if list(facts.find(spec(f'where: {{{fact}: ["{name}"]}}'), Document(draft)))]
    if not fact.startswith("media."):
        assert len(found) == 1
    elif not draft.media:
        assert found == []
    else:
        assert 1 <= len(found) <= len(draft.media)
