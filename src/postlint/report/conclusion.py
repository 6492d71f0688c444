"""What a section chief reads first: which posts were looked at, how many need a person, which clauses, what to do next.

It speaks of posts and ways of working, never of who wrote them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from postlint.report.phrases import FACTS, period, share
from postlint.report.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postlint.posts import Counted, Summary, Tally

VERDICTS = ("ng", "review", "undecided", "ok")
CAUTION = "指摘は、文面から機械が拾った確認の候補です。違反かどうかは、担当課が投稿の全体を読んで判断してください。"
MASKED = "個人情報に当たる文字は、この報告では ○ や * に置き換えてあります。"
_TOP = 3


class Conclusion(NamedTuple):
    """The first screen; `verdicts` are (verdict, posts, share), `clauses` at most three, those with most posts first."""

    title: str
    guideline: str
    period: str
    posts: str
    verdicts: tuple[tuple[str, int, str], ...]
    clauses: tuple[Counted, ...]
    steps: tuple[str, ...]


def conclude(summary: Summary) -> Conclusion:
    """Draw the conclusion from the figures of an audit."""
    total = summary.total
    posts = f"{total.posts:,}件（アカウント {len(summary.accounts):,}）"
    if summary.planned:
        posts += f"、うち予約投稿 {summary.planned:,}件"
    clauses = tuple(clause for clause in summary.clauses if clause.ng or clause.review)[:_TOP]
    return Conclusion(
        f"{summary.city_name} 過去の投稿の点検",
        summary.guideline,
        period(summary.since, summary.until),
        posts,
        tuple((key, count(total, key), share(count(total, key), total.posts)) for key in VERDICTS),
        clauses,
        tuple(_steps(summary, clauses)),
    )


def count(tally: Tally, verdict: str) -> int:
    """Return the posts of a tally with a verdict."""
    if verdict == "ok":
        return tally.posts - tally.ng - tally.review - tally.undecided
    return int(getattr(tally, verdict))


def _steps(summary: Summary, clauses: tuple[Counted, ...]) -> Iterator[str]:
    total, words = summary.total, WORDS["ja"]
    if summary.unread_count:
        yield (
            f"読めなかったものが{summary.unread_count:,}件あり、点検に入っていません。"
            "「読めなかったもの」の場所を確認し、書き出し直してから、もう一度点検してください。"
        )
    if not total.posts:
        yield "点検できた投稿はありません。指定したファイルと期間を確認してください。"
        return
    if total.ng:
        yield (
            f"「{words['ng']}」の{total.ng:,}件を、指摘の一覧の上から順に、投稿の全文と合わせて確認してください。"
            "訂正や削除は、市の定めた手続に沿って、所属長に相談して決めてください。"
        )
    if total.undecided:
        yield f"「{words['undecided']}」の{total.undecided:,}件は機械で判定できませんでした。投稿を開いて確認してください。"
    if total.review:
        yield f"「{words['review']}」の{total.review:,}件は、指摘の理由を読み、差し支えないかを担当課で判断してください。"
    if summary.patterns:
        yield (
            f"多くの投稿に共通する傾向が{len(summary.patterns):,}件あります。"
            "投稿一つ一つではなく、運用のしかたとして見直してください。"
        )
    if summary.questions:
        yield f"人にしか分からないことが{len(summary.questions):,}項目あります。投稿ごとではなく、まとめて一度ずつ確認してください。"
    if summary.unknown_facts:
        facts = "、".join(FACTS.get(fact.key, fact.key) for fact in summary.unknown_facts)
        yield f"データに{facts}がない投稿では、それが要るルールを判定していません。必要に応じて人が確認してください。"
    if clauses:
        yield f"これからの下書きでは、指摘の多かった条項（上の{len(clauses)}つ）を、公開の前に特に確認してください。"
    elif not summary.unread_count and not total.undecided:
        yield "条項に当たる指摘はありませんでした。"
