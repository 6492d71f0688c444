"""`postlint eval`: measure the rules against labelled drafts."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


def command(
    corpora: Annotated[list[str], typer.Argument(metavar="CORPUS.jsonl…", help="ラベル付きの下書き（JSON Lines）")],
    city: Annotated[
        str | None, typer.Option(help="city のない下書きを判定する市のid。all はすべての市で判定します")
    ] = None,
    format: Annotated[str, typer.Option(help="human か json")] = "human",  # noqa: A002
    quiet: Annotated[bool, typer.Option("--quiet", help="見逃しと誤検出の一覧を省きます")] = False,
    only: Annotated[str | None, typer.Option(help="一覧を misses（見逃し）か alarms（誤検出）だけにします")] = None,
    save: Annotated[str | None, typer.Option(metavar="FILE", help="結果をファイルに保存します")] = None,
    compare: Annotated[str | None, typer.Option(metavar="FILE", help="保存した結果と比べます")] = None,
    jobs: Annotated[int, typer.Option(min=1, max=64, help="並行して判定する数。結果は変わりません")] = 1,
    config: Annotated[str | None, typer.Option(help="postlint.yaml を探さずに、この設定ファイルを使います")] = None,
    now: Annotated[
        str | None,
        typer.Option(help="日時のない下書きを判定する日時。指定がなければ下書きの published、それもなければ不明"),
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help="思わぬ誤りの詳細を出します")] = False,
) -> int:
    """ラベル付きの下書きでルールを測ります。clauses のない下書きは適正なものとして数えます。終了コード: 0 測れた、2 読めない。"""
    from postlint.cli.options import choose, facts_of
    from postlint.cli.under import Under
    from postlint.compiled.settings import all_files
    from postlint.evaluate import compare as compared
    from postlint.evaluate import judge, saved
    from postlint.evaluate.figures import figures
    from postlint.evaluate.read import read

    choose("--format", format, ("human", "json"))
    if only is not None:
        choose("--only", only, ("misses", "alarms"))
    clock: datetime | None = facts_of({"scheduled_at": now}, flag="--now")["scheduled_at"] if now is not None else None
    settings = Under(config).together(corpora)
    _, files = all_files(settings)
    if city not in (None, "all"):
        choose("--city", city, (*files, "all"))
    cities = list(files) if city == "all" else [city] if city else []
    before = saved.load(compare) if compare is not None else None
    gc.enable()  # a run over thousands of drafts is no run of a tenth of a second
    judged = list(judge.run(read(corpora, cities=cities), now=clock, settings=settings, jobs=jobs))
    tool = _tool(judge.rules_of({one.record.city for one in judged}, settings))
    if save is not None:
        _save(save, saved.document(judged, tool))
    measured: dict[str, Any] = {"schema_version": 1, "tool": tool, "judged": len(judged), **figures(judged, settings)}
    for name, wanted in (("misses", "misses"), ("false_alarms", "alarms")):
        if quiet or only not in (None, wanted):
            del measured[name]
    if before is not None:
        measured["comparison"] = compared.compare(judged, before)
        if quiet:
            del measured["comparison"]["drafts"]
    _print(measured, format)
    return 0


def _tool(made_with: Mapping[str, Any]) -> dict[str, Any]:
    from postlint import __version__

    return {"name": "postlint", "version": __version__, **made_with}


def _save(path: str, document: Mapping[str, Any]) -> None:
    from pathlib import Path

    from postlint.errors import InputError, Place
    from postlint.report.json import dump

    try:
        Path(path).write_bytes(dump(document).encode())
    except (OSError, ValueError) as fault:
        why = getattr(fault, "strerror", None) or fault
        raise InputError(f"保存できません: {why}", place=Place(path), hint="書き込める場所を指定してください") from None


def _print(measured: Mapping[str, Any], format: str) -> None:  # noqa: A002
    from postlint.cli import streams

    if format == "json":
        from postlint.report.json import dump

        streams.write_utf8(dump(measured), "json")
        return
    from postlint.report.evaluation import render

    streams.write(render(measured, streams.paper("ja")))
