"""Headings and names of levels in the two languages of the output. Clauses and rules stay as written."""

from __future__ import annotations

# 重さの記号は CP932 にもある文字だけを使う。
MARKS = {"ng": "×", "review": "△", "note": "・"}

WORDS = {
    "ja": {
        "ng": "投稿不可", "review": "要確認", "note": "助言", "ok": "投稿可", "undecided": "判定不能",
        "clause": "条項", "repair": "直し方", "also": "ほかに", "checklist": "人が確かめること",
        "not_judged": "判定できなかったこと", "needs": "{fact}が分からないため判定していません（{rule}）",
        "verdict": "判定", "count": "{n}件", "open": "未確認 {n}件", "note_head": "参考",
        "known": "以前からの指摘", "waived": "例外承認済み", "waived_by": "{reason}（承認 {approver}、{expires} まで）",
        "edition": "（{until} までの版）",
        "gone": "○ 解消", "same": "指摘は変わりません",
        "fact.scheduled_at": "投稿予定日時", "fact.platform": "投稿先", "fact.account": "アカウントの種別",
    },
    "en": {
        "ng": "do not post", "review": "needs review", "note": "advice", "ok": "may be posted", "undecided": "undecided",
        "clause": "Clause", "repair": "Repair", "also": "See also", "checklist": "For a person to confirm",
        "not_judged": "Not judged", "needs": "{fact} is not stated, so this was not judged ({rule})",
        "verdict": "Verdict", "count": "{n}", "open": "{n} open", "note_head": "Note",
        "known": "Known before", "waived": "Waived", "waived_by": "{reason} (approved by {approver}, until {expires})",
        "edition": " (edition in force until {until})",
        "gone": "○ gone", "same": "no finding changed",
        "fact.scheduled_at": "the scheduled time", "fact.platform": "the platform", "fact.account": "the kind of account",
    },
}  # fmt: skip
