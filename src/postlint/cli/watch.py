"""`postlint watch`: judge drafts again whenever they are saved, and show what changed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from postlint.model import Report
    from postlint.report.human import Line, Paper


class _Seen(NamedTuple):
    """A draft as it was judged last, and what tells that its file or its sidecar changed since."""

    stamp: tuple[Any, ...]
    report: Report


def command(
    path: Annotated[str, typer.Argument(metavar="FILE|DIR", help="下書きのファイルかフォルダー")],
    city: Annotated[str | None, typer.Option(help="市のid（postlint cities で一覧）")] = None,
    platform: Annotated[str | None, typer.Option(help="投稿先。例: x")] = None,
    account: Annotated[str | None, typer.Option(help="だれのアカウントか。例: official")] = None,
    lang: Annotated[str, typer.Option(help="見出しの言語: ja en")] = "ja",
    show_personal: Annotated[bool, typer.Option("--show-personal", help="個人情報を伏せずに出します")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="思わぬ誤りの詳細を出します")] = False,
) -> int:
    """保存するたびに判定し直し、変わったところだけを表示します。Ctrl-C で終わります（終了コード 0）。"""
    from postlint.cli import streams
    from postlint.cli.live import begin, forget
    from postlint.cli.options import choose, facts_of
    from postlint.drafts import expand

    choose("--lang", lang, ("ja", "en"))
    facts = facts_of({"city": city, "platform": platform, "account": account})
    watchfiles = begin("watch", "watchfiles")
    given, paper = Path(path), streams.paper(lang)
    first = _kept(expand([path]))
    try:
        seen: dict[str, _Seen] = {}
        for lines in _news(first, seen, facts, paper, brief=len(first) > 1, show_personal=show_personal):
            streams.write(lines)
        streams.flush()
        streams.say("postlint: 保存するたびに判定し直します。Ctrl-C で終わります")
        # An editor that saves by renaming replaces the file, so it is the folder that must be watched. What no notice
        # comes of, as on some network drives, is found when the wait runs out.
        folder = given if given.is_dir() else given.parent
        for changes in watchfiles.watch(folder, step=100, recursive=given.is_dir(), yield_on_timeout=True):
            forget()
            now = _drafts(given)
            for lines in _news(now, seen, facts, paper, brief=False, show_personal=show_personal):
                streams.write([[(f"[{datetime.now():%H:%M:%S}]", "dim")], *lines])
            if not changes:  # a file is away for a moment while it is replaced
                for name in seen.keys() - set(map(str, now)):
                    del seen[name]
                    streams.write([[(name, "strong"), ("  なくなりました" if lang == "ja" else "  is gone", "dim")]])
            streams.flush()
    except KeyboardInterrupt:
        pass
    return 0


def _news(
    drafts: list[Path], seen: dict[str, _Seen], facts: Mapping[str, Any], paper: Paper, *, brief: bool, show_personal: bool
) -> Iterator[list[Line]]:  # fmt: skip
    """Judge the drafts that changed since they were seen, and yield what is to be shown of each."""
    from postlint.report import change, human
    from postlint.report.cells import shown
    from postlint.report.cover import cover

    for draft in drafts:
        name, stamp = str(draft), _stamp(draft)
        before = seen.get(name)
        if before and before.stamp == stamp:
            continue
        report = _report(name, facts)
        if not show_personal:
            report = cover(report)
        seen[name] = _Seen(stamp, report)
        if before:
            yield list(change.render(before.report, report, paper))
        elif brief:
            yield [[(f"{shown(name)}  ", "strong"), *change.verdict(report, paper)]]
        else:
            yield list(human.render([report], paper))


def _report(path: str, facts: Mapping[str, Any]) -> Report:
    """Judge one file; what cannot be judged is told in its report."""
    from postlint.cli.check import undecided
    from postlint.cli.live import of_file
    from postlint.errors import PostlintError

    try:
        return of_file(path, facts=facts)
    except PostlintError as fault:
        return undecided(path, fault)


def _drafts(given: Path) -> list[Path]:
    """Return the drafts there are just now: none while the last one is being replaced."""
    from postlint.drafts import expand
    from postlint.errors import InputError

    try:
        return _kept(expand([given]))
    except InputError:
        return []


def _kept(drafts: Iterable[Path]) -> list[Path]:
    """Leave out what a configuration ignores."""
    from postlint.cli.under import Under
    from postlint.errors import PolicyError

    found = list(map(str, drafts))
    try:
        return list(map(Path, Under().kept(found)))
    except PolicyError:  # told of each draft
        return list(map(Path, found))


def _stamp(draft: Path) -> tuple[Any, ...]:
    """Return what tells that a draft would be judged otherwise: its file, its sidecar, the configurations it is under."""
    from postlint.cli.under import Under
    from postlint.drafts.read import sidecar_of
    from postlint.errors import PolicyError

    try:
        settings = Under().settings(str(draft))
        under = [Path(name) for name in settings.stated["files"]] if settings else []
    except PolicyError as fault:
        return _status(draft), str(fault)
    return _status(draft), _status(sidecar_of(draft)), *map(_status, under)


def _status(file: Path) -> tuple[int, ...]:
    try:
        found = file.stat()
    except (OSError, ValueError):
        return ()
    return found.st_mtime_ns, found.st_size, found.st_ino
