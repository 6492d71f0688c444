"""`postlint audit`: judge past posts out of the platforms' exports."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from postlint.cli.audit_output import FORMATS, kind_of, show, write
from postlint.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from postlint.audit.judge import Options
    from postlint.audit.spool import Spool
    from postlint.posts import Item, Summary

_PART = ".postlint-part"  # after the name of the first output: what a stopped run goes on from


def command(
    exports: Annotated[
        list[str],
        typer.Argument(
            metavar="EXPORT…", help="書き出したファイル、フォルダー、zip（XやFacebookなどからダウンロードしたまま）"
        ),
    ],
    city: Annotated[str, typer.Option(help="市のid")],
    format: Annotated[str, typer.Option(help=f"標準出力の形式: {'、'.join(FORMATS)}")] = "human",  # noqa: A002
    output: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE",
            help="報告を書くファイル。名前の終わり（.html .xlsx .csv .jsonl .txt）で形式が決まります。何度でも指定できます",
        ),
    ] = None,
    input_format: Annotated[str | None, typer.Option(help="書き出しの形式。指定がなければ中身で見分けます")] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(metavar="FACT=COLUMN", help="表の列の割り当て。例: text=投稿内容 posted_at=公開日時"),
    ] = None,
    account: Annotated[
        str | None, typer.Option(help="だれのアカウントか（official、section など）。分かるときだけ")
    ] = None,
    name: Annotated[str, typer.Option(help="書き出しにアカウント名がないときに使う名前")] = "",
    as_of: Annotated[str, typer.Option(help="post（投稿の日の用語で判定）か today（今日の用語で判定）")] = "post",
    jobs: Annotated[int | None, typer.Option(min=1, max=256, help="並行して判定する数。結果は変わりません")] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="途中で止めた点検を、同じ --output の続きから行います")
    ] = False,
    config: Annotated[str | None, typer.Option(help="postlint.yaml を探さずに、この設定ファイルを使います")] = None,
    fail_on: Annotated[str, typer.Option(help="ng、review、never のどれから終了コードを1にするか")] = "ng",
    now: Annotated[str | None, typer.Option(help="今日とする日時（--as-of today のとき）")] = None,
    show_personal: Annotated[bool, typer.Option("--show-personal", help="個人情報を伏せずに出します")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="思わぬ誤りの詳細を出します")] = False,
) -> int:
    """過去の投稿をまとめて点検します。終了コード: 0 問題なし、1 投稿不可あり、2 読めないものあり（読めたものは判定します）、130 中断。"""
    from postlint.audit.judge import Options
    from postlint.cli.options import choose, facts_of
    from postlint.cli.under import Under

    choose("--format", format, tuple(FORMATS))
    choose("--fail-on", fail_on, ("ng", "review", "never"))
    choose("--as-of", as_of, ("post", "today"))
    outputs = [(Path(given), kind_of(given)) for given in output or ()]
    if resume and not outputs:
        raise InputError("--resume には --output が要ります", hint="止めたときと同じ --output を指定してください")
    if format == "xlsx":
        raise InputError("--format xlsx は標準出力に書けません", hint="--output 点検.xlsx のように指定してください")
    facts = facts_of({"account": account})
    settings = Under(config).together(exports)
    options = Options(city, facts, _today(now) if as_of == "today" else None, show_personal, settings)
    with _spool(outputs, _head(exports, options, column, input_format, name)) as spool:
        spool.begin(resume=resume)
        stopped = _run(spool, exports, options, jobs or _cores(), _columns(column), input_format, name)
        summary = _summary(spool, options, stopped=stopped)
        write(summary, spool.records(), outputs)
        try:
            show(summary, spool.records(), format)
        finally:  # a reader that closed the pipe has had enough, and the files are written
            if not stopped and outputs:
                spool.path.unlink()
    if stopped:
        return 130
    return _status(summary, fail_on)


def _run(
    spool: Spool, exports: list[str], options: Options, jobs: int, columns: Mapping[str, str], input_format: str | None, name: str
) -> bool:  # fmt: skip
    """Judge what is not in the spool yet; tell whether the user stopped it."""
    from contextlib import closing
    from itertools import islice

    from postlint import exports as readers
    from postlint.audit.judge import judged
    from postlint.cli.progress import Progress

    def items() -> Iterator[Item]:
        return readers.read(exports, format=input_format, options=readers.Options(columns, name))

    try:
        left = islice(items(), spool.done, None)
        # Closed at once when stopped, so that no worker outlives the run.
        with Progress(items, done=spool.done) as progress, closing(judged(left, options, jobs=jobs)) as results:
            for record, other in results:
                spool.add(record, other)
                progress.step()
    except KeyboardInterrupt:
        return True
    finally:
        spool.close()
    return False


def _summary(spool: Spool, options: Options, *, stopped: bool) -> Summary:
    from postlint.audit.looks import Looks
    from postlint.audit.tally import Figures
    from postlint.cli.streams import say
    from postlint.posts import Remark

    editions = options.editions()
    figures, looks = Figures(editions), Looks(editions)
    for item in spool.others():
        figures.other(item)
    for record in spool.records():
        figures.add(record)
        looks.add(record)
    if stopped:
        figures.other(Remark("", f"途中で止めました。{figures.total.posts:,}件までの結果です"))
        say(
            f"postlint: 途中で止めました（{figures.total.posts:,}件まで）。--output を付けていたときは --resume で続けられます"
        )
    return figures.summary(looks.patterns())


@contextlib.contextmanager
def _spool(outputs: list[tuple[Path, str]], head: Mapping[str, Any]) -> Iterator[Spool]:
    from postlint.audit.spool import Spool

    if outputs:
        first = outputs[0][0]
        yield Spool(first.with_name(first.name + _PART), head)
        return
    with tempfile.TemporaryDirectory(prefix="postlint-") as folder:
        yield Spool(Path(folder) / "spool", head)


def _head(
    exports: list[str], options: Options, column: list[str] | None, input_format: str | None, name: str
) -> dict[str, Any]:  # fmt: skip
    """Return what a run must have in common with a stopped one to go on from it."""
    return {
        "exports": [[path, *_look(path)] for path in exports],
        "rules": options.editions()[""]["key"],  # of every edition, and of a configuration that changes judging
        "options": [str(part) for part in options._replace(settings=None)],
        "reading": [sorted(column or ()), input_format, name],
    }


def _look(path: str) -> list[Any]:
    try:
        stat = Path(path).stat()
    except (OSError, ValueError):
        return []
    return [stat.st_size, stat.st_mtime_ns]


def _columns(given: list[str] | None) -> dict[str, str]:
    columns = {}
    for pair in given or ():
        fact, equals, column = pair.partition("=")
        if not (fact and equals and column):
            raise InputError(
                f"--column に {pair} は使えません", hint="text=投稿内容 のように、事実=列の見出し で書いてください"
            )
        columns[fact] = column
    return columns


def _today(now: str | None) -> datetime:
    from postlint.cli.check import clock

    return clock(now)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _status(summary: Summary, fail_on: str) -> int:
    if summary.unread_count or summary.total.undecided:
        return 2
    levels = {"ng": summary.total.ng, "review": summary.total.ng + summary.total.review, "never": 0}
    patterns = {pattern.level for pattern in summary.patterns}
    failing = {"ng": {"ng"}, "review": {"ng", "review"}, "never": set()}[fail_on]
    return 1 if levels[fail_on] or patterns & failing else 0
