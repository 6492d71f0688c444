"""Reports built by hand for the tests of output formats, and the writer of their golden files.

    python tests/unit/sample_reports.py

writes `tests/golden/report.*` anew: look at the diff before committing it.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from postlint.model import Clause, Draft, Finding, Fix, NotJudged, Question, Report

GOLDEN = Path(__file__).parent.parent / "golden"
TOOL = {"name": "postlint", "version": "1.2.3", "rules": "sha256:0123", "dictionary": "20260101"}
# Name of the format → name of its golden file.
FILES = {
    "json": "report.json", "jsonl": "report.jsonl", "sarif": "report.sarif", "github": "report.github.txt",
    "gitlab": "report.gitlab.json", "junit": "report.junit.xml", "checkstyle": "report.checkstyle.xml",
    "rdjson": "report.rdjson", "markdown": "report.md", "csv": "report.csv",
}  # fmt: skip

GUIDELINE = "例示市ソーシャルメディアガイドライン"
INSULT = Clause("4(6)-1", "4(6)", "他者を侮辱する情報", GUIDELINE)
RIGHTS = Clause("4(3)", "4(3)", "基本的人権に留意する。", GUIDELINE)
TAGS = Clause("5(1)ア", "5(1)ア", "関係タグ(#PR、#広告 など)、発信する情報元(#例示市)の順番で記載する。", GUIDELINE)
HEAD = "---\r\nreason: 祭り🎆\r\nkind: reply\r\n---\r\n"
OTHER = Clause("2-1", "第2条第1項", "正確な情報を発信する。", "別例町SNS運用方針")


def under(head: str, text: str, **given: Any) -> Draft:
    """Build a draft whose text stands under `head` in its file."""
    return Draft(text, head=head, line_offset=line_and_column(head, len(head))[0] - 1, **given)


def line_and_column(text: str, at: int) -> tuple[int, int]:
    """Count lines that end in LF, CRLF or CR, and columns in code points, one after the other."""
    line, column, i = 1, 1, 0
    while i < at:
        ends = text[i] == "\n" or (text[i] == "\r" and text[i + 1 : i + 2] != "\n")
        line, column = (line + 1, 1) if ends else (line, column + 1)
        i += 1
    return line, column


def found(text: str, start: int | None, end: int | None = None, **given: Any) -> Finding:
    """Build a finding on a span, or (start None) on a fact."""
    if start is None:
        line, column, match = None, None, given.pop("match", "kind=reply")
    else:
        (line, column), match = line_and_column(text, start), text[start:end]
    told = match.replace("\n", " ")
    base: dict[str, Any] = {
        "rule": "insult.direct", "topic": "insult", "title": "人を侮辱する言葉", "level": "ng", "clauses": (INSULT, RIGHTS),
        "message": f"「{told}」は人を侮辱する表現です。", "repair": "該当する表現を削り、事実だけを書いてください。",
    }  # fmt: skip
    return Finding(**{**base, **given}, start=start, end=end, line=line, column=column, match=match)


def on(text: str, match: str, **given: Any) -> Finding:
    """Build a finding on the first place of `match`."""
    start = text.index(match)
    return found(text, start, start + len(match), **given)


def reports() -> list[Report]:
    """Return what one run over a repository of drafts may find."""
    text = "#例示市 #PR\r\n👨‍👩‍👧‍👦の集い🇯🇵で、ﾊﾞｶ者と言われた。\r\n	馬鹿と𠮷田課長（100%本気）が言う。"
    order = on(
        text, "#例示市 #PR", rule="disclosure.order", topic="disclosure", title="タグの順番が逆", clauses=(TAGS,),
        message="「#例示市 #PR」は、タグの順番が違います。", repair="「#PR #例示市」の順に書き直してください。",
        fix=Fix(0, len("#例示市 #PR"), "#PR #例示市"),
    )  # fmt: skip
    told = {
        "rule": "insult.direct",
        "quote": "馬鹿",
        "reason": "祭りの名",
        "approver": "広報課長",
        "expires": "2027-03-31",
    }
    first = Report(
        under(HEAD, text, id="A-1", path="drafts/祭り.txt", notes=("文字コードをCP932として読みました",)),
        "reiji", "例示市", "ng",
        (
            found(text, None, match="kind=reply", rule="facts.reply", topic="facts", title="返信", level="review",
                message="この下書きは返信です。", repair="返信してよい場合に当たるかを確かめてください。"),
            order, on(text, "ﾊﾞｶ者", level="review"), on(text, "馬鹿", waived=told),
        ),
        (
            Question(RIGHTS, "写っている方の了解を得ましたか。", False),
            Question(TAGS, "関係を明らかにしましたか。", True),
        ),
        (NotJudged("hours.outside", "投稿時間外の投稿", "scheduled_at", (RIGHTS,)),),
    )  # fmt: skip
    note = found(
        "本日開催", 0, 2, level="note", rule="dates.day", topic="dates", title="いつか分からない日", clauses=(OTHER,),
        message="「本日」は、後から読む人にはいつか分かりません。", repair="日付を書き添えてください。",
    )  # fmt: skip
    second = Report(Draft("本日開催", id="b", path="drafts/b.txt"), "betsurei", "別例町", "ok", (note,), (), ())
    third = Report(Draft("休館です。", id="c", path="drafts/c.txt"), "reiji", "例示市", "ok", (), (), (), known=2)
    lost = Report(
        Draft("", id="d", path="drafts/d.txt"), "", "", "undecided", (), (), (),
        "drafts/d.txt:2:1: UTF-8の途中で壊れています: 31バイト目 0xE3（文字コードをUTF-8にして保存し直してください）",
        undecided_at=2,
    )  # fmt: skip
    return [first, second, third, lost]


def rendered(name: str, given: list[Report]) -> str:
    """Return the output of a format."""
    return str(import_module(f"postlint.report.{name}").render(given, TOOL))


if __name__ == "__main__":
    for name, file in FILES.items():
        (GOLDEN / file).write_bytes(rendered(name, reports()).encode("utf-8"))
        print(file, file=sys.stderr)
