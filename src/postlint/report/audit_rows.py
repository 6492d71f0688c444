"""One row a finding, as spreadsheets show it; the same columns in CSV and Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from postlint.report.audit_findings import each, waiver
from postlint.report.phrases import KINDS, PLATFORMS, when
from postlint.report.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# Heading, and how many columns of a digit's width a spreadsheet gives it.
COLUMNS = {
    "when": ("日時", 17), "account": ("アカウント", 16), "platform": ("投稿先", 11), "kind": ("種類", 9),
    "planned": ("予約", 6), "verdict": ("判定", 10), "level": ("指摘の重さ", 11), "title": ("指摘", 24),
    "match": ("該当箇所", 24), "message": ("理由", 40), "clause": ("条項", 12), "words": ("条文", 40),
    "guideline": ("ガイドライン", 24), "others": ("ほかの条項", 14), "repair": ("直し方", 36), "fix": ("置き換え案", 20),
    "waived": ("例外承認", 20), "text": ("投稿の本文", 60), "url": ("リンク", 30), "place": ("データの場所", 26),
    "id": ("投稿のID", 22), "rule": ("ルール", 22), "start": ("開始位置", 9), "end": ("終了位置", 9),
}  # fmt: skip


class Row(NamedTuple):
    """The cells of one finding, in the order of `COLUMNS`; positions are code points into the text, None for facts."""

    when: str
    account: str
    platform: str
    kind: str
    planned: str
    verdict: str
    level: str
    title: str
    match: str
    message: str
    clause: str
    words: str
    guideline: str
    others: str
    repair: str
    fix: str
    waived: str
    text: str
    url: str
    place: str
    id: str
    rule: str
    start: int | None
    end: int | None


def rows(records: Iterable[Mapping[str, Any]], titles: Mapping[str, str]) -> Iterator[Row]:
    """Yield a row for each finding, in the order of the records; nothing in it is escaped yet."""
    words = WORDS["ja"]
    for record in records:
        post = record["post"]
        for _, finding in each(record):
            closest, *others = finding["clauses"] or [{"cite": "", "text": "", "guideline": ""}]
            yield Row(
                when=when(post),
                account=post["account"],
                platform=PLATFORMS.get(post["platform"] or "", post["platform"] or ""),
                kind=KINDS.get(post["kind"], post["kind"]),
                planned="予約" if post["planned"] else "",
                verdict=words[record["verdict"]],
                level=words[finding["level"]],
                title=titles.get(finding["rule"], ""),
                match=finding["match"],
                message=finding["message"],
                clause=closest["cite"],
                words=closest["text"],
                guideline=closest["guideline"],
                others="、".join(dict.fromkeys(clause["cite"] for clause in others)),
                repair=finding["repair"],
                fix=finding["fix"]["text"] if finding["fix"] else "",
                waived=waiver(finding),
                text=post["text"],
                url=post["url"],
                place=post["place"],
                id=record["id"],
                rule=finding["rule"],
                start=finding["start"],
                end=finding["end"],
            )
