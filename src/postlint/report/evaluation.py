"""Figures of a measurement for people: the lists first, then the tables, then what changed; the balance comes last.

It reads only the plain data that `--format json` prints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlint.report.cells import shown, width
from postlint.report.human import wrapped
from postlint.report.words import MARKS, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from postlint.report.human import Line, Paper

_JA = WORDS["ja"]
_RECALL = {"found": "指摘あり", "first": "先頭が正しい条項", "among": "正しい条項を含む", "verdict": "判定が一致"}
_ALARMS = {"any": "指摘あり", "ng": "投稿不可", "review": "要確認", "note": "助言"}
_KINDS = {"difficulty": "難しさ", "city": "市", "topic": "話題", "clause": "条項"}
_CHANGES = {"appeared": "＋ 現れた", "vanished": "－ 消えた", "changed": "＊ 変わった"}
_IS = {"better": ("改善", "ok"), "worse": ("悪化", "ng"), "neutral": ("どちらでもない", "dim")}


def render(measured: Mapping[str, Any], paper: Paper) -> Iterator[Line]:
    """Yield the lines of one measurement."""
    for name, title in (
        ("misses", "見逃し（正しい条項が示されなかった違反）"),
        ("false_alarms", "誤検出（適正な下書きへの指摘）"),
    ):
        if measured.get(name):
            yield [(f"{title} {len(measured[name])}件", "strong")]
            for item in measured[name]:
                yield []
                yield from _item(item, paper)
            yield []
    yield from _recall(measured["recall"], paper)
    for label in measured["unknown_labels"]:
        text = f"{label['id']} {label['clause']}（{label['city']}）"
        yield from wrapped(
            "  ガイドラインにない条項のラベル（どの指摘とも一致しません） ", shown(text), paper, "review"
        )
    yield from _alarms(measured["alarms"], paper)
    if "comparison" in measured:
        yield from _comparison(measured["comparison"], paper)


def _item(item: Mapping[str, Any], paper: Paper) -> Iterator[Line]:
    place = f"  {item['file']}:{item['line']}"
    yield [
        (shown(item["id"]), "strong"),
        (f"  {item['city']} {shown(item['difficulty'])}".rstrip() + shown(place), "dim"),
    ]
    expected = item["expected"]
    clauses = "".join(f" {shown(clause)}" for clause in expected["clauses"])
    yield from wrapped("  期待 ", f"{_JA[expected['verdict']]}{clauses}", paper)
    yield from wrapped("  結果 ", _JA[item["verdict"]], paper)
    for finding in item["findings"]:
        yield from wrapped("    ", _finding(finding), paper, finding["level"])
    for name, remark in item["about"].items():
        yield from wrapped(f"  {name} ", shown(remark), paper, "dim")
    for line in item["text"].replace("\r\n", "\n").split("\n"):
        yield from wrapped("  | ", shown(line), paper)


def _finding(finding: Mapping[str, Any]) -> str:
    where = "" if finding["start"] is None else f"{finding['start']}-{finding['end']} "
    clauses = " ".join(finding["clauses"])
    return f"{MARKS[finding['level']]} {finding['rule']} {where}「{shown(finding['match'])}」 {shown(clauses)}"


def _recall(recall: Mapping[str, Any], paper: Paper) -> Iterator[Line]:
    everything = recall["all"]
    if not everything["drafts"]:
        return
    yield [("違反の下書き", "strong")]
    rows = [("全体", everything)]
    for kind, title in _KINDS.items():
        rows += [(f"{title} {shown(name)}", tally) for name, tally in recall[kind].items()]
    yield from _table(rows, _RECALL, paper)
    yield []


def _alarms(alarms: Mapping[str, Any], paper: Paper) -> Iterator[Line]:
    if not alarms["all"]["drafts"]:
        return
    yield [("適正な下書き（clauses のないもの）", "strong")]
    rows = [("全体", alarms["all"]), *((f"市 {city}", tally) for city, tally in alarms["city"].items())]
    yield from _table(rows, _ALARMS, paper)
    for rule in alarms["rule"]:
        mark = MARKS[rule["level"]]
        yield [(f"  {mark} {rule['rule']}", rule["level"]), (f"  下書き {rule['drafts']}、指摘 {rule['findings']}", "")]
    yield []


def _table(rows: Sequence[tuple[str, Mapping[str, int]]], columns: Mapping[str, str], paper: Paper) -> Iterator[Line]:
    """Yield a head and a row for each tally: the count of drafts, then each column as a count and a share of it."""
    heads = ["下書き", *columns.values()]
    cells = [
        [str(tally["drafts"]), *(f"{tally[name]} {_share(tally[name], tally['drafts'])}" for name in columns)]
        for _, tally in rows
    ]
    sizes = [max(_width(line[i], paper) for line in (heads, *cells)) for i in range(len(heads))]
    first = max(_width(name, paper) for name, _ in rows)
    yield [("  " + " " * first, ""), (_row(heads, sizes, paper), "dim")]
    for (name, _), line in zip(rows, cells, strict=True):
        yield [("  " + name + " " * (first - _width(name, paper)), ""), (_row(line, sizes, paper), "")]


def _row(cells: Iterable[str], sizes: Iterable[int], paper: Paper) -> str:
    return "".join("  " + " " * (size - _width(cell, paper)) + cell for cell, size in zip(cells, sizes, strict=True))


def _width(text: str, paper: Paper) -> int:
    return width(text, ambiguous=paper.ambiguous)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:5.1f}%"


def _comparison(comparison: Mapping[str, Any], paper: Paper) -> Iterator[Line]:
    if comparison.get("drafts"):
        yield [("前の結果との違い", "strong")]
    for draft in comparison.get("drafts", ()):
        verdict = draft["verdict"]
        kind = "適正" if draft["proper"] else "違反 " + " ".join(map(shown, draft["expected"]))
        moved = (
            ""
            if verdict["before"] == verdict["now"]
            else f"  {_JA.get(verdict['before'], '?')} → {_JA[verdict['now']]}"
        )
        yield [(shown(draft["id"]), "strong"), (f"  {draft['city']}  {kind}", "dim"), (moved, verdict["now"])]
        for change in draft["changes"]:
            word, style = _IS[change["is"]]
            text = f"{_finding(change['finding'])}  {word}"
            if change["before"]:
                text += f"（前は {_finding(change['before'])}）"
            yield from wrapped(f"  {_CHANGES[change['change']]} ", text, paper, style)
    if comparison.get("drafts"):
        yield []
    yield [(_balance(comparison["balance"]), "strong")]


def _balance(count: Mapping[str, int]) -> str:
    line = (
        f"差引: 現れた {count['appeared']}、消えた {count['vanished']}、変わった {count['changed']}"
        f"（改善 {count['better']}、悪化 {count['worse']}、どちらでもない {count['neutral']}）。"
        f"正しい条項 {count['right_before']}→{count['right_now']}、誤検出 {count['alarms_before']}→{count['alarms_now']}、"
        f"判定の変化 {count['verdicts']}"
    )
    if count["only_before"] or count["only_now"]:
        line += f"。比べていない下書き: 前だけ {count['only_before']}、今回だけ {count['only_now']}"
    return line
