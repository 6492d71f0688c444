"""`postlint check`: judge drafts."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from postlint.model import Draft, Report


def run(files: list[str] | None, **flags: Any) -> int:
    """下書きを判定します。終了コード: 0 問題なし、1 投稿不可あり、2 判定できないものあり。"""
    from postlint.cli.options import choose, facts_of

    choose("--format", flags["format"], ("human", "json"))
    choose("--fail-on", flags["fail_on"], ("ng", "review", "never"))
    choose("--lang", flags["lang"], ("ja", "en"))
    facts = facts_of(flags)
    now = clock(flags["now"])
    if flags["changed_since"] is not None:
        from postlint.drafts.changed import changed_since

        files = changed_since(flags["changed_since"], files or ())
        if not files:
            from postlint.cli.streams import say

            say("postlint: 変わった下書きはありません")
            _print([], flags["format"], flags["lang"])
            return 0
    if not files:
        from postlint.errors import InputError

        raise InputError("下書きのファイルが指定されていません", hint="標準入力から読むときは - と書きます")
    reports = list(_judged(files, facts, now))
    if not flags["show_personal"] and any(report.covers for report in reports):
        from postlint.report.cover import cover

        reports = list(map(cover, reports))
    _print(reports, flags["format"], flags["lang"])
    return _status(reports, flags["fail_on"])


def clock(now: str | None) -> datetime:
    """Return the moment that `--now` names, else what the clock shows. Raises InputError."""
    from datetime import datetime

    if now is not None:
        from postlint.cli.options import facts_of

        moment: datetime = facts_of({"scheduled_at": now}, flag="--now")["scheduled_at"]
        return moment

    from postlint.japan import JAPAN

    return datetime.now(JAPAN)


def _judged(files: list[str], facts: Mapping[str, Any], now: datetime) -> Iterator[Report]:
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


def _judge(draft: Draft, now: datetime) -> Report:
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


def _undecided(draft: Draft, why: str) -> Report:
    from postlint.model import Report

    return Report(draft, "", "", "undecided", (), (), (), why)


def _print(reports: list[Report], format: str, lang: str) -> None:  # noqa: A002
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


def _status(reports: list[Report], fail_on: str) -> int:
    verdicts = {report.verdict for report in reports}
    if "undecided" in verdicts:
        return 2
    failing = {"ng": {"ng"}, "review": {"ng", "review"}, "never": set()}[fail_on]
    return 1 if verdicts & failing else 0
