"""The four figures of an audit, each a chart with the table of what it shows: months, clauses, accounts, hours."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from postlint.posts import Tally
from postlint.report.charts import Bar, Cell, Series, bars, columns, heat
from postlint.report.conclusion import VERDICTS, count
from postlint.report.phrases import WEEKDAYS, cut, month, name, visible
from postlint.report.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from postlint.posts import Summary

_JA = WORDS["ja"]
_VERDICTS = tuple(Series(key, _JA[key]) for key in VERDICTS)
_LEVELS = tuple(Series(key, _JA[key]) for key in ("ng", "review", "note"))
_BARS = 12  # drawn; the table has all
_NAME = 34  # columns of a terminal; the figures behind a name must not be pushed out
_STRENGTHS = 5
_TICKS = 11  # as many months as can be named under the columns


class Figure(NamedTuple):
    """A chart and its table; the first cell of each row names it. `wide` charts scroll sideways on a telephone."""

    id: str
    title: str
    about: str
    svg: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str | int]]
    wide: bool


def figures(summary: Summary) -> Iterator[Figure]:
    """Yield the figures that there is something to show for."""
    if summary.months:
        yield _months(summary.months)
    if summary.clauses:
        yield _clauses(summary)
    if summary.accounts:
        yield _accounts(summary.accounts)
    if summary.hours:
        yield _hours(summary)


def _months(months: Mapping[str, Tally]) -> Figure:
    keys = list(months)
    worst = max(keys, key=lambda key: months[key].ng)
    about = f"{month(keys[0])}から{month(keys[-1])}まで、{len(keys):,}か月の投稿を判定ごとに積み上げています。"
    if months[worst].ng:
        about += f"{_JA['ng']}が最も多いのは{month(worst)}の{months[worst].ng:,}件です。"
    step = next((step for step in (1, 2, 3, 6, 12, 24, 60) if len(keys) / step <= _TICKS), 120)
    drawn = [Bar(month(key), _values(months[key]), tick=_tick(key, step)) for key in keys]
    rows = [_row(month(key), tally) for key, tally in months.items()]
    svg = columns("chart-months", "月ごとの判定", about, drawn, _VERDICTS)
    return Figure("months", "月ごとの判定", about, svg, ("月", "投稿", *_names(_VERDICTS)), rows, wide=True)


def _tick(key: str, step: int) -> str:
    year, number = (int(part) for part in key.split("-"))
    return f"{year}/{number}" if (12 * year + number - 1) % step == 0 else ""


def _clauses(summary: Summary) -> Figure:
    ordered = sorted(summary.clauses, key=lambda item: (-item.findings, item.key))
    about = f"指摘の多い順です。最も多いのは{ordered[0].title}の{ordered[0].findings:,}件です。" + _not_drawn(
        len(ordered)
    )
    drawn = [
        Bar(item.title, (item.ng, item.review, item.note), note=f"{item.findings:,}件") for item in ordered[:_BARS]
    ]
    rows = [(item.title, item.posts, item.findings, item.ng, item.review, item.note) for item in ordered]
    svg = bars("chart-clauses", "条項ごとの指摘", about, drawn, _LEVELS)
    heads = ("条項", "投稿", "指摘", *_names(_LEVELS))
    return Figure("clauses", "条項ごとの指摘", about, svg, heads, rows, wide=False)


def _accounts(accounts: Mapping[str, Tally]) -> Figure:
    ordered = sorted(accounts.items(), key=lambda item: (-item[1].posts, item[0]))
    about = f"{len(ordered):,}のアカウントを、投稿の多い順に並べています。" + _not_drawn(len(ordered))
    drawn = [
        Bar(
            f"{cut(visible(name(key)), _NAME)}（{_JA['ng']} {tally.ng:,}、{_JA['review']} {tally.review:,}）",
            _values(tally),
            note=f"{tally.posts:,}件",
        )
        for key, tally in ordered[:_BARS]
    ]
    rows = [_row(name(key), tally) for key, tally in ordered]
    svg = bars("chart-accounts", "アカウントごとの判定", about, drawn, _VERDICTS)
    heads = ("アカウント", "投稿", *_names(_VERDICTS))
    return Figure("accounts", "アカウントごとの判定", about, svg, heads, rows, wide=False)


def _hours(summary: Summary) -> Figure:
    most = max(map(_open, summary.hours.values()))
    about = "数字は、確認の要る投稿（投稿不可・要確認・判定不能）の数です。投稿のない時刻は空欄です。"
    if most:
        weekday, hour = max(summary.hours, key=lambda at: _open(summary.hours[at]))
        about += f"最も多いのは{WEEKDAYS[weekday]}曜日の{hour}時台の{most:,}件です。"
    untimed = summary.total.posts - sum(tally.posts for tally in summary.hours.values())
    if untimed > 0:
        about += f"時刻の分からない投稿{untimed:,}件は入っていません。"
    days = range(7)
    field = [[_cell(day, hour, summary.hours.get((day, hour), Tally()), most) for hour in range(24)] for day in days]
    rows = tuple(
        (f"{WEEKDAYS[day]}曜日", *(_fraction(summary.hours.get((day, hour), Tally())) for hour in range(24)))
        for day in days
    )
    svg = heat("chart-hours", "曜日と時刻", about, field, (WEEKDAYS, [str(hour) for hour in range(24)]))
    heads = ("確認の要る投稿/投稿", *(f"{hour}時" for hour in range(24)))
    return Figure("hours", "曜日と時刻", about, svg, heads, rows, wide=True)


def _cell(day: int, hour: int, tally: Tally, most: int) -> Cell:
    number = _open(tally)
    strength = -(-_STRENGTHS * number // most) if most else 0
    about = f"{WEEKDAYS[day]}曜日 {hour}時台: 投稿 {tally.posts:,}、確認の要る投稿 {number:,}"
    return Cell(f"{number:,}" if tally.posts else "", strength, about)


def _fraction(tally: Tally) -> str:
    return f"{_open(tally):,}/{tally.posts:,}" if tally.posts else ""


def _open(tally: Tally) -> int:
    return tally.ng + tally.review + tally.undecided


def _row(first: str, tally: Tally) -> tuple[str | int, ...]:
    return (first, tally.posts, *_values(tally))


def _values(tally: Tally) -> tuple[int, ...]:
    return tuple(count(tally, key) for key in VERDICTS)


def _names(series: Sequence[Series]) -> tuple[str, ...]:
    return tuple(one.name for one in series)


def _not_drawn(number: int) -> str:
    return f"図は上から{_BARS}、残りは表にあります。" if number > _BARS else ""
