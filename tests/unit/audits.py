"""A small audit, made up: two accounts, four months, and posts that would break a report that is not careful."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from postlint.japan import JAPAN
from postlint.model import Clause
from postlint.posts import Counted, Pattern, Remark, Skipped, Summary, Tally, Unread

GUIDELINE = "例示市ソーシャルメディアガイドライン"
INSULT = {"id": "4(6)-1", "cite": "4(6)", "text": "他者を侮辱する情報", "guideline": GUIDELINE}
RIGHTS = {"id": "4(3)", "cite": "4(3)", "text": "基本的人権に留意する。", "guideline": GUIDELINE}
TAGS = {"id": "5(1)ア", "cite": "5(1)ア", "text": "関係タグ(#PR など)の次に#例示市を記載する。", "guideline": GUIDELINE}

# What a draft may hold: (text, span or None, level, day, account, url)
POSTS: tuple[tuple[str, str | None, str, str | None, str, str], ...] = (
    ("=HYPERLINK(\"http://evil.example/\",\"馬鹿\")", "馬鹿", "ng", "2026-08-03T09:05:00+09:00", "広報課", "https://sns.example/1"),
    ("<script>alert('馬鹿')</script>\r\n二行目 & [#PR] [/b]", "馬鹿", "ng", "2026-08-21T18:00:00+09:00", "広報課", "javascript:alert(1)"),
    ("子育て👨‍👩‍👧の🇯🇵と❤️の日に、ﾊﾞｶな話を", "ﾊﾞｶ", "ng", "2026-09-01T12:30:00+09:00", "=図書館", "https://sns.example/3?a=1&b=2"),
    ("壊れた\ud83d文字と\u202eうら返し\u200bの馬鹿\x1b[31m", "馬鹿", "review", "2026-09-15T23:59:00+09:00", "=図書館", "https://user@evil.example/"),
    ("@みなさん #例示市 #PR おいしいお店", "#例示市 #PR", "review", None, "広報課", "HTTPS://sns.example/5"),
    ("\t+81-00-0000-0000 ○○○さんの連絡先", "○○○", "ng", "2026-10-10T08:00:00+09:00", "広報課", "http://sns.example/\u202e6"),
    ("#N/A", None, "note", "2026-11-02", "", ""),
    ("長い話の" * 200 + "馬鹿" + "あとがき" * 200, "馬鹿", "review", "2026-11-20T10:00:00+09:00", "=図書館", "https://sns.example/8"),
    ("よい天気です。", None, "ok", "2026-11-21T10:00:00+09:00", "広報課", "https://sns.example/9"),
    ("読めても判定できない投稿", None, "undecided", "2026-11-22T10:00:00+09:00", "広報課", "https://sns.example/10"),
)  # fmt: skip


def finding(text: str, match: str | None, level: str) -> dict[str, Any]:
    """Return a finding on `match`, or on a fact where that is None, as `--format jsonl` prints it."""
    start = text.index(match) if match else None
    tags = match is not None and "#" in match
    end = start + len(match) if match and start is not None else None
    return {
        "rule": "disclosure.order" if tags else "insult.direct" if match else "reply.policy",
        "topic": "insult", "level": level, "clauses": [TAGS] if tags else [INSULT, RIGHTS] if match else [RIGHTS],
        "start": start, "end": end, "line": 1, "column": 1, "match": match or "kind=reply",
        "covered": "○" in text, "message": f"「{match}」を確認してください。" if match else "返信の方針を確認してください。",
        "repair": "該当する表現を削り、事実だけを書いてください。",
        "fix": {"start": start, "end": end, "text": "#PR #例示市"} if tags else None, "waived": None,
    }  # fmt: skip


def record(
    number: int, text: str, match: str | None, level: str, when: str | None, account: str, url: str
) -> dict[str, Any]:
    """Return one judged post as the audit hands it to a report."""
    found = [] if level in ("ok", "undecided") else [finding(text, match, level)]
    if number == 4:
        found[0]["waived"] = {"reason": "引用として承認", "approver": "広報課長"}
    result: dict[str, Any] = {
        "id": str(1800000000000000000 + number), "path": "posts.zip", "city": "reiji",
        "verdict": level if level != "note" else "ok", "findings": found, "checklist": [], "not_judged": [],
    }  # fmt: skip
    if level == "undecided":
        result["error"] = "長すぎるため判定できません。"
    result["post"] = {
        "text": text, "account": account, "url": url, "posted_at": when if when and "T" in when else None,
        "day": when[:10] if when else None, "platform": "x" if number != 7 else "", "kind": "post" if match else "reply",
        "planned": number == 8, "place": f"posts.zip!data/posts.js: {number}件目",
    }  # fmt: skip
    return result


RECORDS = [record(number, *post) for number, post in enumerate(POSTS, 1)]

_CLAUSE = Clause("3(2)", "3(2)", "投稿の頻度に留意する。", GUIDELINE)
SUMMARY = Summary(
    city="reiji",
    city_name="例示市",
    guideline=GUIDELINE,
    accounts={"広報課": Tally(6, 3, 1, 1), "=図書館": Tally(3, 1, 2, 0), "": Tally(1)},
    months={
        "2026-08": Tally(2, 2),
        "2026-09": Tally(2, 1, 1),
        "2026-10": Tally(1, 1),
        "2026-11": Tally(4, 0, 1, 1),
    },
    hours={(0, 9): Tally(1, 1), (4, 18): Tally(1, 1), (1, 12): Tally(1, 1), (1, 23): Tally(1, 0, 1), (5, 8): Tally(1, 1),
           (4, 10): Tally(1, 0, 1), (5, 10): Tally(1), (6, 10): Tally(1, 0, 0, 1)},
    total=Tally(10, 4, 3, 1),
    since=datetime(2026, 8, 3, 9, 5, tzinfo=JAPAN),
    until=datetime(2026, 11, 22, 10, 0, tzinfo=JAPAN),
    clauses=(
        Counted("4(6)-1", "4(6)「他者を侮辱する情報」", 6, 6, 4, 2, 0),
        Counted("5(1)ア", "5(1)ア「関係タグ(#PR など)の次に#例示市を記載する。」", 1, 1, 0, 1, 0),
        Counted("4(3)", "4(3)「基本的人権に留意する。」", 1, 1, 0, 0, 1),
    ),
    rules=(
        Counted("insult.direct", "人を侮辱する言葉", 6, 6, 4, 2, 0),
        Counted("disclosure.order", "タグの順番", 1, 1, 0, 1, 0),
    ),
    questions=(Counted("3(1)ウ", "=1+1 所属長の了承を得ましたか。", 10, 10),),
    unknown_facts=(Counted("scheduled_at", "運用時間外の投稿、過ぎた催し", 2, 2),),
    patterns=(
        Pattern(
            "cadence.silence", "cadence", "長い間、投稿がない", "review", (_CLAUSE,), "=図書館", date(2026, 9, 16),
            date(2026, 11, 19), "<b>64日間</b>、投稿がありません。", "休むときは、あらかじめ知らせてください。",
        ),
        Pattern(
            "cadence.burst", "cadence", "短い時間に続けて投稿", "note", (_CLAUSE,), "広報課", date(2026, 8, 3),
            date(2026, 8, 3), "1時間に12件を投稿しています。", "まとめられるものはまとめてください。",
            ("1800000000000000001", "1800000000000000002", "=cmd|' /C calc'!A0"), 12,
        ),
    ),
    unread=(Unread("posts.zip!data/<x>.js: 11件目", "JSON が途中で終わっています", "もう一度ダウンロードしてください"),),
    unread_count=3,
    planned=1,
    skipped=(Skipped("市民からのメッセージ", 2),),
    remarks=(Remark("posts.zip", "文字コードを CP932 として読みました"),),
)  # fmt: skip
EMPTY = Summary(
    "reiji", "例示市", GUIDELINE, {}, {}, {}, Tally(), None, None, (), (), (), (), (), (), 0
)  # fmt: skip
