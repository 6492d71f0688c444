"""Sorted clauses → a city file, with the reasons of every proposal and everything uncertain marked for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlint.guideline.head import DEFAULT_HOURS
from postlint.guideline.municipality import prefecture
from postlint.guideline.sort import UNSURE, WORDS
from postlint.layout import block, comment, flow, scalar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from postlint.guideline.head import Head
    from postlint.guideline.items import LeftOut
    from postlint.guideline.municipality import Municipality
    from postlint.guideline.sort import Sorted

LOOK = "要確認"
_CLOSED = ["sat", "sun", "holidays", "12-29..01-03"]


def write(
    who: Municipality, city: str, head: Head, *, file: str, address: str, notes: Sequence[str],
    clauses: Sequence[Sorted], left: Sequence[LeftOut],
) -> str:  # fmt: skip
    """Return the text of the city file."""
    lines = [
        *_top(who, file, clauses, left, notes),
        *_who(who, city, head),
        *_guideline(who, head, file, address),
        "",
        "clauses:",
    ]
    for one in clauses:
        lines += [*clause(one), ""]
    lines += _left_out(left)
    return "\n".join(lines).rstrip() + "\n"


def _top(
    who: Municipality, file: str, clauses: Sequence[Sorted], left: Sequence[LeftOut], notes: Sequence[str]
) -> Iterator[str]:
    count = {how: sum(one.how == how for one in clauses) for how in ("enforce", "ask", "not_checked")}
    unsure = sum(bool(_doubts(one)) for one in clauses)
    yield comment(
        f"{who.name}: postlint city new が {file} から作った下書き。人が条項ごとに確かめてから使ってください。"
    )
    yield comment(
        f"条項 {len(clauses)}（自動で検査 {count['enforce']}、人に確認 {count['ask']}、検査しない {count['not_checked']}）、"
        f"{LOOK} {unsure}、入れなかった文 {len(left)}（末尾に一覧）"
    )
    for note in notes:
        yield comment(f"{LOOK}: {note}")


def _who(who: Municipality, city: str, head: Head) -> Iterator[str]:
    yield f"city: {scalar(city)}"
    yield f"name: {scalar(who.name)}"
    if who.code:
        yield f'code: "{who.code}"  # {prefecture(who.code)}'
    yield f"hosts: {flow([who.host])}  # {LOOK}: ほかに市の公式サイトがあれば足す"
    if head.handles:
        yield f"handles: {flow(head.handles)}  # {LOOK}: 文書にあったアカウント"
    yield f"tags: {flow({'own': [who.name]})}"
    if head.hours:
        yield comment(f"{LOOK}: 時刻は文書による。閉庁日は多くの市役所の例")
    else:
        yield comment(f"{LOOK}: 文書に時刻がない。市役所に多い8時30分〜17時15分を置いた")
    yield f'offices: {{hours: "{head.hours or DEFAULT_HOURS}", closed: {flow(_CLOSED)}}}'
    if head.area_codes:
        codes = ", ".join(f'"{code}"' for code in head.area_codes)
        yield f"phones: {{area_codes: [{codes}]}}  # {LOOK}: 文書の電話番号による"
    else:
        yield comment(f'{LOOK}: 市外局番。phones: {{area_codes: ["0225"]}} のように書く')


def _guideline(who: Municipality, head: Head, file: str, address: str) -> Iterator[str]:
    yield "guideline:"
    yield _said("title", head.title, f"{who.name}のガイドライン")
    yield _said("date", head.date, "文書に記載なし")
    yield _said("publisher", head.publisher, who.name)
    yield _said("source", address, f"{who.name}が公開している文書（{file}）")


def _said(key: str, found: str, otherwise: str) -> str:
    return f"  {key}: {scalar(found)}" if found else f"  {key}: {scalar(otherwise)}  # {LOOK}"


def _doubts(one: Sorted) -> tuple[str, ...]:
    return one.doubts or (("確度が低い",) if one.confidence <= UNSURE else ())


def clause(one: Sorted) -> Iterator[str]:
    """Yield the lines of one clause, its doubts and reasons above it."""
    unit = one.unit
    for doubt in _doubts(one):
        yield comment(f"{LOOK}: {doubt}", 2)
    if one.because:
        quoted = "".join(f"「{word}」" for word in one.because)
        yield comment(f"確度{WORDS[one.confidence]}: {quoted}による", 2)
    yield f"  - id: {scalar(unit.id)}"
    if unit.cite != unit.id:
        yield f"    cite: {scalar(unit.cite)}"
    if unit.under:
        yield f"    under: {scalar(unit.under)}"
    yield f"    text: {scalar(unit.text)}"
    if one.enforce:
        yield from block("enforce", list(one.enforce), 4)
    if one.ask:
        yield from block("ask", one.ask[0] if len(one.ask) == 1 else list(one.ask), 4)
    if one.not_checked:
        yield f"    not_checked: {scalar(one.not_checked)}"


def _left_out(left: Sequence[LeftOut]) -> Iterator[str]:
    if not left:
        return
    yield comment("---- 条項として入れなかった文（理由ごと。条項に当たるものがあれば、上に移してください） ----")
    for reason in dict.fromkeys(one.reason for one in left):
        yield comment(f"{reason}:")
        for one in left:
            if one.reason == reason:
                yield comment(f"  {one.text}")
