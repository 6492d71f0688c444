"""`postlint check`: judge drafts."""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from postlint.cli.mend import Mend
    from postlint.cli.under import Under
    from postlint.compiled import Editions
    from postlint.compiled.memory import Memory
    from postlint.compiled.settings import Settings
    from postlint.errors import PostlintError
    from postlint.model import Draft, Report


_MANY = 8  # drafts from which on it pays to look up what is remembered, which takes 5 to 20 ms


def run(files: list[str] | None, **flags: Any) -> int:
    """下書きを判定します。終了コード: 0 問題なし、1 投稿不可あり、2 判定できないものあり。"""
    from postlint.cli.arguments import FORMATS
    from postlint.cli.options import choose, facts_of
    from postlint.cli.under import Under

    choose("--format", flags["format"], FORMATS)
    choose("--fail-on", flags["fail_on"], ("ng", "review", "never"))
    choose("--lang", flags["lang"], ("ja", "en"))
    facts = facts_of(flags)
    now = clock(flags["now"])
    if flags["update_baseline"] is not None and flags["baseline"] is None:
        from postlint.errors import InputError

        raise InputError("--update-baseline には --baseline FILE が要ります")
    under = Under(flags["config"])
    if flags["changed_since"] is not None:
        from postlint.cli.streams import say
        from postlint.drafts.changed import changed_since

        files = under.kept(changed_since(flags["changed_since"], files or (), concerned=under.concerned))
        if not files:
            say("postlint: 変わった下書きはありません")
            _print([], flags["format"], flags["lang"])
            return 0
    if not files:
        from postlint.errors import InputError

        raise InputError("下書きのファイルが指定されていません", hint="標準入力から読むときは - と書きます")
    if flags["trace"] is not None:
        from postlint.cli.trace import run as trace

        return trace(files, facts, now, under, flags["trace"])
    mend = _mend(flags)
    memory = _memory(files)
    reports = list(_judged(files, facts, now, under, mend, memory, tell=flags["format"] != "github"))
    if memory:
        memory.keep()
    idle = _said(under.idle())
    if flags["diff"] and mend:
        from postlint.cli.streams import write

        write(mend.lines)
        return idle or _status(reports, flags["fail_on"])
    if flags["baseline"] is not None:
        from postlint.cli.known import apply

        reports = apply(reports, flags["baseline"], flags["update_baseline"])
    if not flags["show_personal"] and any(report.covers for report in reports):
        from postlint.report.cover import cover

        reports = list(map(cover, reports))
    still_open = 0
    if flags["require_confirmed"]:
        reports, still_open = _required(reports)
    _print(reports, flags["format"], flags["lang"])
    return idle or _status(reports, flags["fail_on"]) or int(bool(still_open) and flags["fail_on"] != "never")


def _said(faults: Iterable[PostlintError]) -> int:
    """Say faults that hide no judgement, in a line each; return the exit status they make."""
    from postlint.cli.streams import say

    status = 0
    for fault in faults:
        say(f"postlint: {str(fault).splitlines()[0]}")  # without the source line, which GitHub's runner might obey
        status = 2
    return status


def clock(now: str | None) -> datetime:
    """Return the moment that `--now` names, else what the clock shows. Raises InputError."""
    from datetime import datetime

    if now is not None:
        from postlint.cli.options import facts_of

        moment: datetime = facts_of({"scheduled_at": now}, flag="--now")["scheduled_at"]
        return moment

    from postlint.japan import JAPAN

    return datetime.now(JAPAN)


def _mend(flags: Mapping[str, Any]) -> Mend | None:
    if not (flags["fix"] or flags["diff"]):
        return None
    from postlint.cli.mend import Mend
    from postlint.errors import InputError

    if flags["diff"] and flags["format"] != "human":
        raise InputError("--diff と --format は一緒に使えません", hint="--diff は判定の代わりに違いを表示します")
    return Mend(diff=flags["diff"], show_personal=flags["show_personal"])


def _memory(files: list[str]) -> Memory | None:
    """Return the memory of drafts judged before, for runs over many: a few are judged as soon as looked up."""
    if len(files) < _MANY and not any(map(os.path.isdir, files)):
        return None
    from postlint.compiled.memory import Memory

    return Memory()


def _judged(
    files: list[str], facts: Mapping[str, Any], now: datetime, under: Under, mend: Mend | None, memory: Memory | None,
    *, tell: bool,
) -> Iterator[Report]:  # fmt: skip
    """Yield a report for each draft. `tell` prints faults as they come; the runner of GitHub Actions would obey them.

    It takes a line of standard error that begins with `::` for a command, and a draft's own lines are quoted there.
    """
    from postlint.cli import streams
    from postlint.drafts import MAX_BYTES, expand, read_bytes, read_file
    from postlint.drafts.read import named_drafts
    from postlint.errors import InputError

    say = streams.say if tell else _keep
    for name in named_drafts(files):
        try:
            paths = ["-"] if name == "-" else under.chosen(name, list(map(str, expand([name]))))
        except InputError as fault:
            say(f"postlint: {fault}")
            yield undecided(name, fault)
            continue
        for path in paths:
            try:
                if path == "-":
                    draft = read_bytes(sys.stdin.buffer.read(MAX_BYTES + 1), path="-", facts=facts)
                else:
                    draft = read_file(path, facts=facts, defaults=under.facts(path))
                again = partial(_report, now=now, settings=under.settings(path), memory=memory)
                yield mend(again(draft), again) if mend else again(draft)
            except InputError as fault:
                # One draft that cannot be read must not hide the judgement of the others.
                say(f"postlint: {fault}")
                yield undecided(path, fault)


def _keep(message: str) -> None:
    """Say nothing: the report says it."""


def _report(draft: Draft, *, now: datetime, settings: Settings | None, memory: Memory | None) -> Report:
    return judged_once(draft, now, settings, memory=memory)[0]


def judged_once(
    draft: Draft, now: datetime, settings: Settings | None = None, *, memory: Memory | None = None
) -> tuple[Report, Mapping[str, Any]]:
    """Judge one draft and settle its waivers; return the policy too. Raises InputError where the city is not known."""
    from postlint.compiled import Editions
    from postlint.errors import InputError

    if draft.city is None:
        raise InputError(
            f"{draft.path}: どの市のガイドラインで判定するか分かりません", hint="--city 市のid を付けてください"
        )
    if (draft.city, settings) not in _policies:
        _policies[draft.city, settings] = Editions(draft.city, settings)
    rules = _policies[draft.city, settings].of(draft, now=now)
    if draft.confirmed:
        from postlint.checklist import refuse_unknown

        refuse_unknown(draft, rules)
    if memory:
        report = memory.judge(draft, rules, now=now)
    else:
        from postlint.engine import judge

        report = judge(draft, rules, now=now)
    if draft.waivers:
        from postlint.japan import JAPAN
        from postlint.waivers import settle

        report = settle(report, policy=rules, today=now.astimezone(JAPAN).date())
    return report, rules


_policies: dict[tuple[str, Settings | None], Editions] = {}


def forget() -> None:
    """Load policies anew from here on; for runs that outlive a change of their files."""
    _policies.clear()


def _required(reports: list[Report]) -> tuple[list[Report], int]:
    """Let open questions count, say which they are, and return how many drafts have some."""
    from postlint.checklist import open_clauses, required
    from postlint.cli.streams import say

    left = {report.draft.path: ids for report in reports if (ids := open_clauses(report))}
    for path, ids in left.items():
        say(f"postlint: {path}: 未確認の確認事項があります（済んだら confirmed に条項のidを: {'、'.join(ids)}）")
    return list(map(required, reports)), len(left)


def undecided(path: str, fault: PostlintError) -> Report:
    """Return the report of a draft that cannot be judged."""
    from postlint.model import Draft, Report

    line = fault.place.line if fault.place and fault.place.file == path else 1
    return Report(Draft("", id=path, path=path), "", "", "undecided", (), (), (), str(fault), undecided_at=max(line, 1))


def _print(reports: list[Report], format: str, lang: str) -> None:  # noqa: A002
    from postlint.cli import streams

    if format == "human":
        from postlint.report.human import render

        streams.write(render(reports, streams.paper(lang)))
        return
    from importlib import import_module

    from postlint import __version__

    one = next((editions[""] for editions in _policies.values()), {"key": "", "dictionary": ""})
    tool = {"name": "postlint", "version": __version__, "rules": one["key"], "dictionary": one["dictionary"]}
    module = import_module(f"postlint.report.{format}")
    streams.write_utf8(module.render(reports, tool), _SYNTAX.get(format, "json"))
    if format == "github":
        from postlint.cli.step_summary import add

        add(module.summary(reports))


# Of the formats that are no JSON. That of commands escapes what it quotes itself.
_SYNTAX = {"junit": "xml", "checkstyle": "xml", "markdown": "text", "csv": "text", "github": None}


def _status(reports: list[Report], fail_on: str) -> int:
    verdicts = {report.verdict for report in reports}
    if "undecided" in verdicts:
        return 2
    failing = {"ng": {"ng"}, "review": {"ng", "review"}, "never": set()}[fail_on]
    return 1 if verdicts & failing else 0
