"""An audit for a terminal of 80 columns: the conclusion, the figures, what many posts share, the gravest findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlint.posts import Tally
from postlint.report.audit_findings import gravest, piece, waiver
from postlint.report.cells import shown, width
from postlint.report.conclusion import CAUTION, MASKED, conclude
from postlint.report.human import Paper, wrapped
from postlint.report.phrases import FACTS, cut, fiscal_year, link, month, name, period, share, titles, when
from postlint.report.words import MARKS, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from postlint.posts import Counted, Pattern, Summary
    from postlint.report.audit_findings import Found

_JA = WORDS["ja"]
_MARKS = {**MARKS, "undecided": "？"}
_TERMINAL = Paper(columns=80)
_MONTHS = 24  # more than these are summed up by 年度
_ROWS = 15  # of a list whose whole is in the files
_AROUND = 24  # code points of a post beside the span
_COLUMNS = ("投稿", _JA["ng"], _JA["review"], _JA["undecided"])


def render(
    summary: Summary,
    records: Iterable[Mapping[str, Any]],
    *,
    paper: Paper = _TERMINAL,
    limit: int = 20,
) -> Iterator[str]:
    """Yield the lines, each with its line end; `limit` is how many findings are told, the gravest first."""
    for part in (
        _conclusion(summary, paper),
        _tallies(*_times(summary), paper),
        _tallies("アカウント別", {name(key): tally for key, tally in summary.accounts.items()}, paper),
        _clauses(summary.clauses, paper),
        _patterns(summary.patterns, paper),
        _counted("人が一度ずつ確かめること", summary.questions, paper),
        _facts(summary.unknown_facts, paper),
        _unread(summary, paper),
        _findings(summary, records, limit, paper),
    ):
        lines = list(part)
        if lines:
            yield from (line.rstrip() + "\n" for line in lines)
            yield "\n"
    tally = summary.total
    yield (
        f"点検: 投稿 {tally.posts:,}件（"
        + "、".join(f"{_JA[key]} {getattr(tally, key):,}件" for key in ("ng", "review", "undecided"))
        + f"、読めなかったもの {summary.unread_count:,}件）\n"
    )


def _wrap(head: str, text: str, paper: Paper) -> Iterator[str]:
    for line in wrapped(head, shown(text), paper):
        yield "".join(part for part, _ in line)


def _conclusion(summary: Summary, paper: Paper) -> Iterator[str]:
    said = conclude(summary)
    yield shown(said.title)
    yield from _wrap("  ", said.guideline, paper)
    yield ""
    yield from _wrap("  期間    ", said.period, paper)
    yield from _wrap("  投稿    ", said.posts, paper)
    verdicts = "、".join(f"{_JA[key]} {number:,}件（{part}）" for key, number, part in said.verdicts)
    yield from _wrap("  判定    ", verdicts, paper)
    if said.clauses:
        yield ""
        yield "指摘の多かった条項"
    for number, clause in enumerate(said.clauses, 1):
        yield from _wrap(f"  {number}. ", f"{clause.title}（{clause.posts:,}件の投稿）", paper)
    yield ""
    yield "次にすること"
    for number, step in enumerate(said.steps, 1):
        yield from _wrap(f"  {number}. ", step, paper)
    yield ""
    yield from _wrap("※ ", CAUTION, paper)
    yield from _wrap("※ ", MASKED, paper)


def _times(summary: Summary) -> tuple[str, dict[str, Tally]]:
    if len(summary.months) <= _MONTHS:
        return "月別", {month(key): tally for key, tally in summary.months.items()}
    years: dict[str, Tally] = {}
    for key, tally in summary.months.items():
        year = fiscal_year(key)
        years[year] = Tally(*(a + b for a, b in zip(years.get(year, Tally()), tally, strict=True)))
    return "年度別", years


def _tallies(title: str, tallies: Mapping[str, Tally], paper: Paper) -> Iterator[str]:
    if tallies:
        yield title
        rows = [
            (key, f"{t.posts:,}", *(f"{n:,} {share(n, t.posts):>6}" for n in (t.ng, t.review, t.undecided)))
            for key, t in tallies.items()
        ]
        yield from _table(_COLUMNS, rows, paper)


def _clauses(clauses: Sequence[Counted], paper: Paper) -> Iterator[str]:
    if clauses:
        yield "条項別（指摘のあった投稿の多い順）"
        rows = [
            (clause.title, f"{clause.posts:,}", f"{clause.ng:,}", f"{clause.review:,}", f"{clause.note:,}")
            for clause in clauses[:_ROWS]
        ]
        yield from _table(("投稿", _JA["ng"], _JA["review"], _JA["note"]), rows, paper)
        yield from _more(len(clauses) - _ROWS)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], paper: Paper) -> Iterator[str]:
    """Yield a head and the rows, figures to the right, names cut to what room they leave."""
    sizes = [max(_width(line[i], paper) for line in (("", *heads), *rows)) for i in range(1, len(heads) + 1)]
    room = max(12, (paper.columns or 120) - sum(sizes) - 2 * len(sizes) - 3)
    names = [cut(shown(row[0]), room, ambiguous=paper.ambiguous) for row in rows]
    first = max(_width(name, paper) for name in names)
    for title, cells in zip(["", *names], [heads, *(row[1:] for row in rows)], strict=True):
        figures = (" " * (size - _width(cell, paper)) + cell for cell, size in zip(cells, sizes, strict=True))
        yield "  ".join(["  " + title + " " * (first - _width(title, paper)), *figures])


def _width(text: str, paper: Paper) -> int:
    return width(text, ambiguous=paper.ambiguous)


def _more(number: int) -> Iterator[str]:
    if number > 0:
        yield f"  ほか {number:,}件"


def _patterns(patterns: Sequence[Pattern], paper: Paper) -> Iterator[str]:
    if not patterns:
        return
    yield "多くの投稿に共通する傾向"
    for pattern in patterns[:_ROWS]:
        about = f"{pattern.title}  {name(pattern.account)}  {period(pattern.since, pattern.until)}"
        yield from _wrap(f"  {MARKS[pattern.level]} {_JA[pattern.level]}  ", about, paper)
        yield from _wrap("     ", pattern.message + f"（投稿 {pattern.number:,}件）" * bool(pattern.number), paper)
        for clause in pattern.clauses[:1]:
            yield from _wrap("     条項 ", f"{clause.cite}「{clause.text}」", paper)
        yield from _wrap("     直し方 ", pattern.repair, paper)
    yield from _more(len(patterns) - _ROWS)


def _counted(title: str, counted: Sequence[Counted], paper: Paper) -> Iterator[str]:
    if counted:
        yield title
        for item in counted[:_ROWS]:
            yield from _wrap("  [ ] ", f"{item.title}（{item.key}、投稿 {item.posts:,}件）", paper)
        yield from _more(len(counted) - _ROWS)


def _facts(facts: Sequence[Counted], paper: Paper) -> Iterator[str]:
    if facts:
        yield "データにないため判定していないこと"
        for fact in facts[:_ROWS]:
            yield from _wrap("  - ", f"{FACTS.get(fact.key, fact.key)}: {fact.title}（投稿 {fact.posts:,}件）", paper)
        yield from _more(len(facts) - _ROWS)


def _unread(summary: Summary, paper: Paper) -> Iterator[str]:
    if summary.unread_count:
        yield f"読めなかったもの {summary.unread_count:,}件"
        for item in summary.unread[:_ROWS]:
            yield from _wrap("  - ", f"{item.place}: {item.what}", paper)
            if item.hint:
                yield from _wrap("    ", item.hint, paper)
        yield from _more(summary.unread_count - min(_ROWS, len(summary.unread)))
    if summary.skipped:
        said = "、".join(f"{item.why} {item.number:,}件" for item in summary.skipped)
        yield from _wrap("対象外としたもの: ", said, paper)
    for remark in summary.remarks[:_ROWS]:
        yield from _wrap("参考: ", f"{remark.place}: {remark.what}", paper)
    yield from _more(len(summary.remarks) - _ROWS)


def _findings(summary: Summary, records: Iterable[Mapping[str, Any]], limit: int, paper: Paper) -> Iterator[str]:
    listed, number = gravest(records, limit)
    if not listed:
        return
    yield f"指摘（重いものから{len(listed):,}件、全部で{number:,}件）"
    names = titles(summary)
    for found in listed:
        yield from _finding(found, names, paper)
    if number > len(listed):
        yield ""
        yield from _wrap("", "すべての指摘は、CSV・Excel・JSON Lines の形式で書き出せます。", paper)


def _finding(found: Found, names: Mapping[str, str], paper: Paper) -> Iterator[str]:
    finding, post, level = found.finding, found.post, found.finding["level"]
    yield ""
    about = (names.get(finding["rule"], ""), when(post), name(post["account"]))
    yield from _wrap(f"{_MARKS[level]} {_JA[level]}  ", "  ".join(word for word in about if word), paper)
    part = piece(found, around=_AROUND)
    quote = f"{part.before}【{part.match}】{part.after}" if part.match else part.after
    yield from _wrap("  | ", " / ".join(quote.replace("\r\n", "\n").split("\n")), paper)
    yield from _wrap("  ", finding["message"], paper)
    for clause in finding["clauses"][:1]:
        earlier = f"（{clause['guideline']}）" if found.record.get("edition") else ""
        yield from _wrap("  条項 ", f"{clause['cite']}「{clause['text']}」{earlier}", paper)
    yield from _wrap("  直し方 ", finding["repair"], paper)
    if said := waiver(finding):
        yield from _wrap("  ", said, paper)
    yield f"  {shown(link(post['url']) or post['place'])}"
