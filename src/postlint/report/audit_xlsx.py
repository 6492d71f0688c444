"""An audit as an Excel workbook, written row by row, so that memory does not grow with the posts.

Every cell from outside is forced to be a string: openpyxl would make a formula of `=…` and an error of `#N/A`. The
same audit gives the same bytes: times inside the file are fixed.
"""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from postlint.report.audit_rows import COLUMNS, rows
from postlint.report.conclusion import CAUTION, MASKED, conclude
from postlint.report.phrases import FACTS, link, month, name, period, titles, visible
from postlint.report.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from openpyxl import Workbook

    from postlint.posts import Counted, Summary, Tally

    Cells = Sequence[str | int | None]

_JA = WORDS["ja"]
# Excel's own limits: rows of a sheet, links of a sheet, UTF-16 units of a cell.
_ROWS, _LINKS, _CHARACTERS = 1_048_576, 65_530, 32_767
_CUT = "…（長いため以下略）"
_SOME_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say
_VERDICTS = (("投稿", 10), (_JA["ng"], 10), (_JA["review"], 10), (_JA["undecided"], 10))


class _Sheet(NamedTuple):
    """A sheet as it is to be: heads with their widths, rows, and the column whose cells may be links."""

    title: str
    heads: Sequence[tuple[str, int]]
    rows: Iterable[Cells]
    links: int | None = None


def write(summary: Summary, records: Iterable[Mapping[str, Any]], file: IO[bytes]) -> None:
    """Write the workbook to a binary file; the records are read once."""
    from openpyxl import Workbook
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook(write_only=True)
    book.properties.creator = "postlint"
    book.properties.title = visible(conclude(summary).title)
    book.properties.created = book.properties.modified = datetime(*_SOME_DAY)
    for sheet in _sheets(summary, records):
        _fill(book, sheet)
    # Not book.save: it would write the time of day into the file.
    ExcelWriter(book, _Archive(file)).save()  # type: ignore[arg-type]


def _sheets(summary: Summary, records: Iterable[Mapping[str, Any]]) -> Iterator[_Sheet]:
    columns = list(COLUMNS)
    yield _Sheet("まとめ", (("項目", 18), ("内容", 100)), _conclusion(summary))
    yield _Sheet("指摘", tuple(COLUMNS.values()), rows(records, titles(summary)), columns.index("url"))
    levels = (("投稿", 10), ("指摘", 10), (_JA["ng"], 10), (_JA["review"], 10), (_JA["note"], 10))
    yield _Sheet("条項別", (("条項", 14), ("条文", 80), *levels), map(_counted, summary.clauses))
    yield _Sheet("月別", (("月", 14), *_VERDICTS), _tallies({month(m): t for m, t in summary.months.items()}))
    yield _Sheet("アカウント別", (("アカウント", 30), *_VERDICTS), _tallies(summary.accounts))
    heads = (
        ("重さ", 10), ("傾向", 28), ("アカウント", 18), ("期間", 34), ("内容", 50), ("条項", 14), ("条文", 50), ("直し方", 40),
        ("投稿", 8), ("投稿のID", 40),
    )  # fmt: skip
    yield _Sheet("傾向", heads, _patterns(summary))
    yield _Sheet(
        "確認事項",
        (("区分", 24), ("条項・項目", 18), ("内容", 80), ("投稿", 10), ("確認した人・日", 20)),
        _open(summary),
    )
    yield _Sheet("読めなかったもの", (("区分", 16), ("場所", 44), ("内容", 60), ("次にすること", 60)), _unread(summary))


def _conclusion(summary: Summary) -> Iterator[Cells]:
    said = conclude(summary)
    yield ("点検", said.title)
    yield ("ガイドライン", said.guideline)
    yield ("期間", said.period)
    yield ("投稿", said.posts)
    yield from ((_JA[key], f"{number:,}件（{part}）") for key, number, part in said.verdicts)
    yield from (("指摘の多かった条項", f"{clause.title}（{clause.posts:,}件の投稿）") for clause in said.clauses)
    yield from (("次にすること", f"{number}. {step}") for number, step in enumerate(said.steps, 1))
    yield ("注意", CAUTION)
    yield ("注意", MASKED)


def _counted(item: Counted) -> Cells:
    return (item.key, item.title, item.posts, item.findings, item.ng, item.review, item.note)


def _tallies(tallies: Mapping[str, Tally]) -> Iterator[Cells]:
    return ((name(key), tally.posts, tally.ng, tally.review, tally.undecided) for key, tally in tallies.items())


def _patterns(summary: Summary) -> Iterator[Cells]:
    for pattern in summary.patterns:
        clause = pattern.clauses[0] if pattern.clauses else None
        yield (
            _JA[pattern.level], pattern.title, name(pattern.account), period(pattern.since, pattern.until), pattern.message,
            clause.cite if clause else "", clause.text if clause else "", pattern.repair, pattern.number,
            "\n".join(pattern.posts),
        )  # fmt: skip


def _open(summary: Summary) -> Iterator[Cells]:
    for item in summary.questions:
        yield ("人が確かめること", item.key, item.title, item.posts, "")
    for item in summary.unknown_facts:
        yield ("データにない項目", FACTS.get(item.key, item.key), item.title, item.posts, "")


def _unread(summary: Summary) -> Iterator[Cells]:
    for item in summary.unread:
        yield ("読めなかったもの", item.place, item.what, item.hint)
    if summary.unread_count > len(summary.unread):
        yield ("読めなかったもの", "", f"ほか {summary.unread_count - len(summary.unread):,}件", "")
    for skipped in summary.skipped:
        yield ("対象外", "", f"{skipped.why} {skipped.number:,}件", "")
    for remark in summary.remarks:
        yield ("参考", remark.place, remark.what, "")


def _fill(book: Workbook, plan: _Sheet) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    # Any: the stubs leave out half of what a write-only sheet has.
    sheet: Any = book.create_sheet(plan.title)
    sheet.freeze_panes = "A2"
    letters = [get_column_letter(number) for number in range(1, len(plan.heads) + 1)]
    for letter, (_, size) in zip(letters, plan.heads, strict=True):
        sheet.column_dimensions[letter].width = size
    head, text, number, linked = (_cell(sheet) for _ in range(4))
    head.font, head.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="1F3A5F")
    head.alignment = Alignment(vertical="center", wrap_text=True)
    text.alignment = linked.alignment = Alignment(vertical="top", wrap_text=True)
    number.alignment = Alignment(vertical="top")
    number.number_format = "#,##0"
    linked.font = Font(underline="single", color="0B4F9E")
    sheet.append(_put(head, title) for title, _ in plan.heads)
    used, links = 1, 0
    for row in plan.rows:
        if used == _ROWS - 1:
            sheet.append(["Excel の行数の上限に達しました。すべての指摘は CSV か JSON Lines にあります。"])
            break
        url = link(str(row[plan.links])) if plan.links is not None and links < _LINKS else ""
        links += bool(url)
        # A generator: each cell is written before the next is asked for, so that one of a kind is enough.
        sheet.append(
            _linked(linked, url) if url and at == plan.links else _styled(text, number, value)
            for at, value in enumerate(row)
        )
        used += 1
    sheet.auto_filter.ref = f"A1:{letters[-1]}{used}"


def _cell(sheet: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell

    return WriteOnlyCell(sheet)


def _put(cell: Any, text: str) -> Any:
    said = visible(text)
    if len(said.encode("utf-16-le")) // 2 > _CHARACTERS:
        said = said[: _CHARACTERS // 2 - len(_CUT)] + _CUT
    cell.value = said
    cell.data_type = "s"
    return cell


def _styled(text: Any, number: Any, value: str | int | None) -> Any:
    if not value and value != 0:
        return None
    if isinstance(value, str):
        return _put(text, value)
    number.value = value
    return number


def _linked(cell: Any, url: str) -> Any:
    cell.hyperlink = url
    return _put(cell, url)


class _Archive:
    """As much of a zip file as openpyxl writes to, each member with the same date."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = ZipFile(file, "w", ZIP_DEFLATED)

    def writestr(self, name: str, data: str | bytes) -> None:
        self._zip.writestr(_member(name), data)

    def write(self, path: str, name: str) -> None:
        with Path(path).open("rb") as source, self._zip.open(_member(name), "w", force_zip64=True) as target:
            shutil.copyfileobj(source, target)

    def namelist(self) -> list[str]:
        return self._zip.namelist()

    def close(self) -> None:
        self._zip.close()


def _member(name: str) -> ZipInfo:
    info = ZipInfo(name, _SOME_DAY)
    info.compress_type = ZIP_DEFLATED
    return info
