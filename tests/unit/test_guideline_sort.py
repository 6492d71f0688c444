"""What is proposed for a clause, told from wordings of many municipalities."""

from __future__ import annotations

from typing import Any

import pytest

from postlint.checks import registry
from postlint.guideline import fill
from postlint.guideline.clauses import cut
from postlint.guideline.items import Unit
from postlint.guideline.phrases import table
from postlint.guideline.read import plain
from postlint.guideline.sort import Sorted, sort, sort_all
from postlint.guideline.structure import tree
from postlint.policy.rules import load_rules

RULES, _ = load_rules(registry())


def proposed(text: str) -> dict[str, Sorted]:
    units, _ = cut(tree(plain(text.encode(), "test.txt").lines), text)
    return {one.unit.id: one for one in sort_all(units)}


def lone(text: str, *headings: str, parent: str = "") -> Sorted:
    context = (*headings, parent) if parent else headings
    return sort(Unit("1", "1", " ".join(headings), text, (1,), parent, context, headings=headings))


def names(one: Sorted) -> set[str]:
    return {name for entry in one.enforce for name in entry.get("rules", [entry.get("check")])}


@pytest.mark.parametrize("phrase", table().phrases, ids=lambda phrase: phrase.id)
def test_every_rule_of_the_table_exists(phrase: Any):
    known = {*RULES, *(rule.topic for rule in RULES.values())}
    for entry in phrase.enforce:
        assert set(entry.get("rules", ())) <= known
    for entry in phrase.ask:
        assert set(entry.get("when", {}).get("rules", ())) <= known
    assert phrase.enforce or phrase.ask or phrase.not_checked


@pytest.mark.parametrize(
    "text, expected",
    [
        ("他人を誹謗し、中傷し、又は排斥するもの", {"insult", "disparagement"}),
        ("個人または団体の名誉を毀損するもの", {"insult", "disparagement"}),
        ("社会的身分、国籍等による差別を助長するもの", {"discrimination"}),
        ("政治性のあるもの", {"politics"}),
        ("宗教性のあるもの", {"religion"}),
        ("商用目的のもの", {"advertising"}),
        ("信憑性・信頼性の無い情報", {"groundless", "rumour"}),
        ("噂や風説を流布するもの", {"rumour"}),
        ("職員の個人的見解や意見等", {"opinion"}),
        ("職務上知り得た秘密や個人情報", {"secret", "personal-information"}),
        ("公共の秩序に反するもの", {"public-order"}),
        ("わいせつな表現を含むもの", {"obscenity"}),
        ("コンピュータウイルス等の有害なプログラムを含むもの", {"malware"}),
        ("第三者の著作権又は肖像権を侵害するもの", {"copyright", "portrait", "media.rights-unknown"}),
        ("法令等に違反するもの又はそのおそれがあるもの", {"incitement"}),
    ],
)
def test_what_must_not_be_posted(text: str, expected: set[str]):
    one = lone(text, "(2) 投稿しない内容", parent="以下に該当する投稿は発信しません。")
    assert one.how == "enforce"
    assert expected <= names(one)
    assert one.because


@pytest.mark.parametrize(
    "text, headings, expected",
    [
        ("原則として開庁時間内（平日の午前8時30分～午後5時15分）に、必要に応じて不定期に投稿します。", ("4 対応時間",), {"hours.outside"}),
        ("原則として、土曜日、日曜日及び祝日を除く月曜日から金曜日までの午前8時30分から午後5時までの間に行います。", ("発信時間",), {"hours.outside"}),
        ("原則として勤務時間内に投稿者が必要に応じて不定期に投稿する。", ("5 運用方法",), {"hours.outside"}),
        ("原則としてコメントへの返信は行いません。", ("注意事項",), {"action.reply"}),
        ("寄せられた意見、質問などについて、個別の回答は原則としていたしません。", ("コメント等への対応",), {"action.reply"}),
        ("原則として行わない。", ("7.返信の扱い",), {"action.reply"}),
        ("原則として、リプライ（返信）への個別の対応は行いません。", ("7 リプライ（返信）",), {"action.reply"}),
        ("村からのフォロー（登録）は原則行いません。", ("6 運用方法",), {"action.follow"}),
        ("町からのリポスト（引用）は原則行いません。", ("6 運用方法",), {"action.repost"}),
        ("ダイレクトメッセージは利用しない。", ("機能",), {"action.dm"}),
        ("投稿には所属長の承認を得なければならない。", ("投稿の手順",), {"approval.refused", "unapproved"}),
        ("職務上知り得た秘密は、守秘義務を遵守すること。", ("基本ルール",), {"secret"}),
        ("内容について誤解を招くことのないように努めること。", ("基本ルール",), {"misleading", "calendar"}),
        ("投稿には「#例示市」を付けます。", ("ハッシュタグ",), {"required-tag"}),
        ("一度発信した記事は安易に削除せず、訂正の投稿を行う。", ("誤りへの対応",), {"delete.mere-error"}),
    ],
)  # fmt: skip
def test_how_posts_are_made(text: str, headings: tuple[str, ...], expected: set[str]):
    assert expected <= names(lone(text, *headings))


@pytest.mark.parametrize(
    "text, headings, parent, reason",
    [
        ("個人、団体などを誹謗中傷する内容", ("禁止事項",), "以下のような内容の投稿はご遠慮ください。", "利用者の投稿"),
        ("特定の個人、企業、団体等を誹謗中傷するもの", ("8 コメントの削除",), "発言者に断りなく削除させていただくことがあります。", "利用者の投稿"),
        ("政治活動を目的とするもの", ("9 利用者の遵守事項",), "", "利用者の投稿"),
        ("市は、利用者間のトラブルについて一切の責任を負いません。", ("免責事項",), "", "免責"),
        ("この規程は、公式SNSの運用に関し必要な事項を定める。", ("(趣旨)",), "", "目的"),
        ("パスワードは定期的に変更すること。", ("アカウントの管理",), "", "アカウント"),
        ("アカウントの運用が困難なときは、アカウントを削除する。", ("運用の停止",), "", "廃止"),
    ],
)  # fmt: skip
def test_what_binds_no_post(text: str, headings: tuple[str, ...], parent: str, reason: str):
    one = lone(text, *headings, parent=parent)
    assert one.how == "not_checked"
    assert reason in one.not_checked


def test_hours_that_a_city_may_leave_are_a_note():
    one = lone(
        "原則として平日の8時30分から17時までとします。ただし、この時間帯以外にも投稿する場合があります。", "投稿時間"
    )
    assert one.enforce == ({"rules": ["hours.outside"], "level": "note"},)


def test_what_no_phrase_knows_is_asked_in_a_list_and_marked_elsewhere():
    asked = lone("特定の個人の氏名のみを広めるもの", "投稿しない内容")
    assert asked.ask[0]["question"] == "「特定の個人の氏名のみを広めるもの」に当たる内容はありませんか。"
    assert asked.doubts
    left = lone("季節のあいさつを入れる。", "書き方")
    assert (left.how, bool(left.doubts)) == ("not_checked", True)


def test_items_follow_the_sentence_that_opens_their_list():
    found = proposed("3 運用方針の作成\n次の事項を定めること。\n・会議の開き方\n・担当者の人数")
    assert found["3-1"].not_checked == found["3"].not_checked != ""
    assert not found["3-1"].doubts


def test_a_list_of_what_is_allowed_goes_into_the_question():
    found = proposed("オ フォローについて\n以下のアカウントについてフォローを行うことを認める。\n・国の機関\n・鉄道")
    assert "国の機関、鉄道" in found["オ"].ask[0]["question"]
    assert found["オ-1"].how == "not_checked"


def test_a_platform_in_the_heading_limits_the_question():
    ask = lone("他のアカウントを「フォロー」することができる。", "第2.個別メディア", "1.X").ask[0]
    assert ask["when"]["facts"] == {"platform": "x", "kind": "follow"}


@pytest.mark.parametrize(
    "text, expected",
    [
        ("8時30分から17時15分", "08:30-17:15"),
        ("午前8時30分～午後5時15分", "08:30-17:15"),
        ("午前 9時00分から午後5時15分", "09:00-17:15"),
        ("平日8時45分〜17時15分", "08:45-17:15"),
        ("9:00-17:00", "09:00-17:00"),
        ("午前８時半から午後５時", "08:30-17:00"),
        ("〇〇時〇〇分から", ""),
        ("17時から9時", ""),
    ],
)
def test_hours(text: str, expected: str):
    assert fill.hours(text) == expected
