"""`postlint check`: judge drafts."""

# No `from __future__ import annotations` here: typer would evaluate two dozen annotations from text, for 2 ms.

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from postlint.model import Draft, Report


def command(
    ctx: typer.Context,
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE…|-]", help="下書き、フォルダー、または -（標準入力）")
    ] = None,
    city: Annotated[str | None, typer.Option(help="市のid（postlint cities で一覧）")] = None,
    platform: Annotated[
        str | None, typer.Option(help="x facebook instagram line youtube threads bluesky mastodon")
    ] = None,
    kind: Annotated[str | None, typer.Option(help="post reply repost quote dm poll pin follow like delete")] = None,
    account: Annotated[
        str | None, typer.Option(help="official section designated-manager contractor commissioned private")
    ] = None,
    scheduled_at: Annotated[str | None, typer.Option(help="投稿する日時。例: 2026-11-21T10:00（日本時間）")] = None,
    emergency: Annotated[str | None, typer.Option(help="災害などの緊急情報か（true / false）")] = None,
    drill: Annotated[str | None, typer.Option(help="訓練か（true / false）")] = None,
    approved: Annotated[str | None, typer.Option(help="決裁を受けたか（true / false）")] = None,
    approved_by: Annotated[str | None, typer.Option(help="決裁した人")] = None,
    second_checker: Annotated[str | None, typer.Option(help="二人目の確認者")] = None,
    exemption: Annotated[
        str | None, typer.Option(help="already-published established-fact statutory-procedure")
    ] = None,
    reason: Annotated[str | None, typer.Option(help="削除の理由")] = None,
    media: Annotated[list[str] | None, typer.Option(help="添付する写真や動画（繰り返し可）")] = None,
    confirmed: Annotated[list[str] | None, typer.Option(help="確認済みの条項のid（繰り返し可）")] = None,
    format: Annotated[str, typer.Option(help="human か json")] = "human",  # noqa: A002
    fail_on: Annotated[str, typer.Option(help="終了コードを1にする重さ: ng review never")] = "ng",
    lang: Annotated[str, typer.Option(help="見出しの言語: ja en")] = "ja",
    now: Annotated[str | None, typer.Option(help="現在の日時。指定がなければ、いまの時計")] = None,
    show_personal: Annotated[bool, typer.Option("--show-personal", help="見つけた個人情報を伏せずに出します")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="思わぬ誤りの詳細を出します")] = False,
) -> int:
    """下書きを判定します。終了コード: 0 問題なし、1 投稿不可あり、2 判定できないものあり。"""
    from postlint.cli.options import choose, facts_of

    choose("--format", format, ("human", "json"))
    choose("--fail-on", fail_on, ("ng", "review", "never"))
    choose("--lang", lang, ("ja", "en"))
    facts = facts_of(ctx.params)
    clock = facts_of({"scheduled_at": now}, flag="--now")["scheduled_at"] if now is not None else _clock()
    if not files:
        from postlint.errors import InputError

        raise InputError("下書きのファイルが指定されていません", hint="標準入力から読むときは - と書きます")
    reports = list(_judged(files, facts, clock))
    if not show_personal and any(report.covers for report in reports):
        from postlint.report.cover import cover

        reports = list(map(cover, reports))
    _print(reports, format, lang)
    return _status(reports, fail_on)


def _clock() -> "datetime":
    from datetime import datetime

    from postlint.japan import JAPAN

    return datetime.now(JAPAN)


def _judged(files: list[str], facts: "Mapping[str, Any]", now: "datetime") -> "Iterator[Report]":
    from postlint.cli.streams import say
    from postlint.drafts import MAX_BYTES, expand, read_bytes, read_file
    from postlint.errors import InputError
    from postlint.model import Draft

    for name in files:
        try:
            paths = ["-"] if name == "-" else list(map(str, expand([name])))
        except InputError as fault:
            say(f"postlint: {fault}")
            yield _undecided(Draft("", id=name, path=name), str(fault))
            continue
        for path in paths:
            try:
                if path == "-":
                    draft = read_bytes(sys.stdin.buffer.read(MAX_BYTES + 1), path="-", facts=facts)
                else:
                    draft = read_file(path, facts=facts)
                yield _judge(draft, now)
            except InputError as fault:
                # One draft that cannot be read must not hide the judgement of the others.
                say(f"postlint: {fault}")
                yield _undecided(Draft("", id=path, path=path), str(fault))


def _judge(draft: "Draft", now: "datetime") -> "Report":
    from postlint.compiled import policy
    from postlint.engine import judge
    from postlint.errors import InputError

    if draft.city is None:
        raise InputError(
            f"{draft.path}: どの市のガイドラインで判定するか分かりません", hint="--city 市のid を付けてください"
        )
    if draft.city not in _policies:
        _policies[draft.city] = policy(draft.city)
    return judge(draft, _policies[draft.city], now=now)


_policies: dict[str, Any] = {}


def _undecided(draft: "Draft", why: str) -> "Report":
    from postlint.model import Report

    return Report(draft, "", "", "undecided", (), (), (), why)


def _print(reports: "list[Report]", format: str, lang: str) -> None:  # noqa: A002
    from postlint.cli import streams

    if format == "json":
        from postlint import __version__
        from postlint.report.json import render as render_json

        one = next(iter(_policies.values()), {"key": "", "dictionary": ""})
        tool = {"name": "postlint", "version": __version__, "rules": one["key"], "dictionary": one["dictionary"]}
        streams.write_utf8(render_json(reports, tool))
        return
    from postlint.report.human import render

    streams.write(render(reports, streams.paper(lang)))


def _status(reports: "list[Report]", fail_on: str) -> int:
    verdicts = {report.verdict for report in reports}
    if "undecided" in verdicts:
        return 2
    failing = {"ng": {"ng"}, "review": {"ng", "review"}, "never": set()}[fail_on]
    return 1 if verdicts & failing else 0
