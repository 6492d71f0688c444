"""What a reader needs and does not find: a pointer to nothing, an event without its day.

    check: essentials
    find: pointer

`find` is one of
* pointer: 「詳しくはこちら」 with nothing behind it: no link, picture, telephone number or address, no lines that
  follow, and no word of where else to look (プロフィール, リプライ, 検索, ボタン …);
* picture: 「画像をご覧ください」 where the text itself has no figure and no link, so that only the picture tells;
* event: 開催します without a link and without two of day, time and place; 募集します with neither day nor contact.

A reader of a short post with a link has everything, so a link ends every doubt. Teasers (予告, 近日), parts of a
thread (1/3), reports of what is over, and posts with media are left in peace.

Known problems: words tell whether a day or a place is named; 「いつもの公園で」 counts as a place.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from postlint.checks import hit
from postlint.model import Hit
from postlint.schema import Field, choice

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postlint.checks import Guard, Setting
    from postlint.text.document import Document

KIND = "essentials"

_SOURCES = {
    "pointer": r"(?:詳しく|くわしく|詳細|お?申し?込み|ご?予約|ご?応募|ご?回答|内容)[ぁ-ん]{0,3}[、 ]?(?:こちら|コチラ|(?:以下|下記)(?:の(?:リンク|url))?|url|リンク先)(?:のリンク|のurl)?(?:から|より|まで|を|へ)?(?:ご覧|ご確認|ご参照|お進み)?(?:ください|下さい)?",
    "picture": r"(?:画像|写真|チラシ|ポスター|添付)[^。!?\nはが]{0,8}(?:をご覧|をご確認|をご参照|をチェック|を見て|で確認|でご確認)",
    "event": r"(?:開催(?:し|いた)し?ます|開催!|開催決定|(?:(?:参加者|出演者|出店者|ボランティア|作品|委員|受講生)を?)?募集(?:し(?:ます|て)|いたします|中|!|開始))",
    # Where else to look, or why nothing is missing.
    "elsewhere": r"プロフィール|リプ|返信|スレッド|ツリー|コメント欄|ハイライト|ストーリー|qr|二次元|コードを|検索|で調べ|ボタン|メニュー|タップ|続き|固定|引用|本紙|広報[ぁ-んァ-ヶ一-龥]{0,6}[0-9]{1,2}月号|回覧|[0-9]/[0-9]|@|電話|tel|内線|[0-9]{2,4}-[0-9]{2,4}-[0-9]{3,4}|窓口|課(?:へ|まで)",
    "open": r"予告|近日|まもなく|後日|追って|続報|決まり次第|案内状|お楽しみに|準備中|延期|中止|[0-9]/[0-9]|つづく|続く",
    "over": r"(?:開催|実施|募集|終了)(?:し|いたし|され)ました|ありがとうございました",
    "day": r"[0-9]月|[0-9]日|[0-9]/[0-9]|[月火水木金土日]曜|\([月火水木金土日]|本日|今日|明日|あす|きょう|今週|毎週|毎月|毎日|随時|通年|年中|期間中|[一二三四五六七八九十]月|元日|当日",
    "time": r"[0-9]時|[0-9]:[0-9]|午前|午後|終日|一日中|24時間|正午|随時|通年",
    "place": r"会場|場所|にて|館|センター|公園|広場|ホール|役所|支所|学校|校|駅|室|プラザ|オンライン|zoom|体育|球場|グラウンド|城|寺|神社|通り|商店街|市内|各地|川|海|山|店|園|庁|アリーナ|スタジアム|テラス|[一-龥ァ-ヶ]{2,}で開催",
    "contact": r"電話|tel|問い?合わ?せ|問合|[0-9]{2,4}-[0-9]{2,4}-[0-9]{3,4}|申し?込|応募|予約|ホームページ|hp|検索|窓口|受付|課(?:へ|まで|に|$)|メール|不要|自由|直接|qr|ハガキ|はがき|当日",
}  # fmt: skip
# A festival needs no application, and a call for staff no hour.
_MEETING = {"day": "日にち", "time": "時刻", "place": "場所"}
_CALL = {"day": "期限", "contact": "申込みや問合せの先"}

FIELDS = {"find": Field(choice("pointer", "picture", "event"), required=True, help="what is missing")}


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return the kind."""
    return {"find": fields["find"]}


def guard(spec: Mapping[str, Any]) -> Guard:
    """Return a word of every phrase of the kind."""
    words = {
        "pointer": ["こちら", "コチラ", "リンク", "以下", "下記", "url"],
        "picture": ["画像", "写真", "チラシ", "ポスター", "添付"],
        "event": ["開催", "募集"],
    }
    return [], words[spec["find"]]


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_SOURCES[name], re.MULTILINE)


def find(spec: Mapping[str, Any], document: Document) -> Iterator[Hit]:
    """Yield at most one hit, with what is missing as `missing`."""
    kind, body = spec["find"], document.text
    if document.links or document.draft.media:
        return
    found = _pattern(kind).search(body)
    if not found or _told(kind, found, body):
        return
    missing: list[str] = []
    if kind == "event":
        needed = _CALL if "募集" in found[0] else _MEETING
        missing = [name for part, name in needed.items() if not _pattern(part).search(body)]
        if len(missing) < 2:
            return
    yield hit(document, *found.span(), {"missing": "、".join(missing)})


def _told(kind: str, found: re.Match[str], body: str) -> bool:
    """Tell whether the rest of the text answers the question, or says that there is none."""
    if kind == "picture":
        return any(char.isdigit() for char in body) or _pattern("open").search(body) is not None
    if kind == "event":
        return any(_pattern(name).search(body) for name in ("open", "over"))
    line_end = body.find("\n", found.end())
    # A pointer at the end of its line points at the lines below.
    after = re.sub(r"#\S+", "", body[line_end:]) if line_end >= 0 else ""
    if sum(char.isalnum() for char in body[found.end() : max(line_end, found.end())]) <= 2 and _letters(after) >= 10:
        return True
    return _pattern("elsewhere").search(body) is not None


def _letters(text: str) -> int:
    return sum(char.isalnum() for char in text)
