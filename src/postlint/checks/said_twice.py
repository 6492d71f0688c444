"""A label that stands twice in one post, with two answers.

Finds 日時, 場所 or 電話 said a second time, and otherwise, in one run of labelled lines: 日時 / 会場 / 日時. It also
finds a first sentence that gives the event another day than the only 日時 below it. Two events, each under a heading of
its own, are no contradiction: whatever stands between the two lines and is no labelled line itself ends the run.

    check: said-twice
    find: label

`find` is `label` or `lead`.

Known problems: two telephone numbers one under the other are two telephones.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from postlint.checks import hit
from postlint.model import Hit
from postlint.schema import Field, choice

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postlint.checks import Guard, Setting
    from postlint.text.document import Document

KIND = "said-twice"

FIELDS = {"find": Field(choice("label", "lead"), required=True, help="two labelled lines, or the lead and the label")}

# Longest first: 開催日時 before 開催日.
_LABELS = {
    "日時": ("開催日時", "開催日", "実施日", "日時", "日程", "期日", "とき"),
    "場所": ("開催場所", "集合場所", "場所", "会場", "ところ"),
    "電話": ("電話番号", "電話", "tel"),
}
_OTHERS = (
    "内容", "対象", "定員", "費用", "参加費", "料金", "持ち物", "持物", "講師", "出演", "申込方法", "申込み", "申込", "申し込み", "問合せ", "問い合わせ",
    "お問い合わせ", "締切", "備考", "主催", "共催", "後援", "服装", "時間", "受付", "その他", "雨天", "ファクス", "fax", "メール",
)  # fmt: skip
_MARKS = "※◆■●▼・*-【[<《〈◎○▶ "
_ENDS = "】]>》〉: "
_HELD = (
    "開催し",
    "開催い",
    "開催さ",
    "実施し",
    "実施い",
    "実施さ",
    "行います",
    "行いま",
    "開きま",
    "行われま",
    "開かれま",
)


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return what is found."""
    return {"find": str(fields["find"])}


def guard(spec: Mapping[str, Any]) -> Guard:
    """Return the labels."""
    listed = _LABELS.values() if spec["find"] == "label" else [_LABELS["日時"]]
    return [], [label for labels in listed for label in labels]


def find(spec: Mapping[str, Any], document: Document) -> Iterator[Hit]:
    """Yield the second value of a label, or of a day."""
    yield from _labels(document) if spec["find"] == "label" else _lead(document)


def _labels(document: Document) -> Iterator[Hit]:
    run: dict[str, tuple[str, str, int]] = {}  # kind: its value, as written, the number of its line
    for number, (start, kind, value_start, end) in enumerate(_lines(document)):
        if kind is None:
            run = {}
            continue
        if not kind:
            continue
        value = _value(document, kind, value_start, end)
        if not value:
            continue
        written = document.quote(value_start, end).strip()
        if kind not in run:
            run[kind] = (value, written, number)
            continue
        first, told, line = run[kind]
        if first == value or (kind == "電話" and number == line + 1):
            continue
        label = document.quote(start, value_start).strip(" :：　")
        yield hit(document, start, end, {"label": label, "first": told, "second": written})


def _value(document: Document, kind: str, start: int, end: int) -> str:
    """Return what can be compared: the days of 日時, the digits of a telephone, the name of a place."""
    text = document.text[start:end]
    if kind == "日時":
        days = document.dates.days
        first, last = (bisect_left(days, place, key=lambda day: day.start) for place in (start, end))
        return " ".join(f"{day.month}-{day.day}" for day in days[first:last])
    return "".join(filter(str.isdigit, text)) if kind == "電話" else _name(text.strip())


def _name(text: str) -> str:
    for mark in " (「":
        text = text.partition(mark)[0]
    return text


def _lines(document: Document) -> Iterator[tuple[int, str | None, int, int]]:
    """Yield each line: where it starts, its label (``""`` another one, None no label), its value and its end."""
    start = 0
    for line in document.text.split("\n"):
        at = len(line) - len(line.lstrip(_MARKS))
        kind, label = next(((kind, label) for kind, label in _ALL if line.startswith(label, at)), (None, ""))
        value = at + len(label)
        if line[value : value + 1] not in (*_ENDS,):
            kind = None
        while line[value : value + 1] in (*_ENDS,):
            value += 1
        yield start, kind, start + value, start + len(line)
        start += len(line) + 1


_ALL = [(kind, label) for kind, labels in _LABELS.items() for label in labels] + [("", label) for label in _OTHERS]


def _lead(document: Document) -> Iterator[Hit]:
    """Yield the day in the first sentence when it is not that of the only labelled day, and there is no third."""
    labelled = [(value, end) for _, kind, value, end in _lines(document) if kind == "日時"]
    days = [day for day in document.dates.days if not day.suffix]
    if len(labelled) != 1 or len(days) != 2:
        return
    (value, end), (lead, day) = labelled[0], days
    if not (value <= day.start < end) or lead.start >= value or (lead.month, lead.day) == (day.month, day.day):
        return
    end = document.sentence(lead.start)[1]
    said = document.text[lead.end : min(end, lead.end + 40)]
    if not any(word in said for word in _HELD) or any(
        r.start <= lead.start < r.end and r.last for r in document.dates.ranges if r.first
    ):
        return
    yield hit(
        document,
        lead.start,
        lead.end,
        {"first": document.quote(lead.start, lead.end), "second": document.quote(day.start, day.end)},
    )
