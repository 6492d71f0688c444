"""`postlint waive FILE`: write one exception into the sidecar of a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postlint.model import Draft, Report


def run(files: list[str] | None, **flags: Any) -> int:
    """一つの指摘の例外承認を、下書きの隣の「下書き名.postlint.yaml」に書き足します。"""
    from pathlib import Path

    from postlint.cli.check import clock, judged_once
    from postlint.cli.options import facts_of
    from postlint.cli.streams import write
    from postlint.cli.under import Under
    from postlint.drafts import read_file
    from postlint.drafts.read import sidecar_of
    from postlint.drafts.sidecar import source_of, with_waiver
    from postlint.drafts.write import write_whole
    from postlint.errors import InputError
    from postlint.waivers import KEYS

    if not files or len(files) != 1 or files == ["-"]:
        raise InputError(
            "下書きのファイルを一つだけ指定してください", hint="標準入力の下書きには隣に置く場所がありません"
        )
    missing = [f"--{key}" for key in KEYS if not (flags[key] or "").strip()]
    if missing:
        raise InputError(f"{'、'.join(missing)} がありません", hint="例外承認には五つすべてが要ります")
    # Cells of approval forms come with blanks around them; inside the quote they are part of the text.
    waiver = {key: flags[key] if key == "quote" else flags[key].strip() for key in KEYS}
    now = clock(flags["now"])
    under = Under(flags["config"])
    draft = read_file(files[0], facts=facts_of({**flags, "reason": None}), defaults=under.facts(files[0]))
    _refuse_second(draft, waiver)
    report, policy = judged_once(draft._replace(waivers=()), now, under.settings(files[0]))
    _refuse_faulty(report, policy, waiver, now)
    beside = sidecar_of(Path(files[0]))
    source = source_of(beside) if beside.exists() else ""
    write_whole(beside, with_waiver(source, waiver, path=str(beside)).encode())
    write([[(f"{beside} に例外承認を書きました（{waiver['rule']}、{waiver['expires']} まで）", "")]])
    return 0


def _refuse_second(draft: Draft, waiver: Mapping[str, str]) -> None:
    from postlint.errors import InputError
    from postlint.schema import place_of

    for other in draft.waivers:
        if (other.get("rule"), other.get("quote")) == (waiver["rule"], waiver["quote"]):
            hint = "期限を延ばすときは、その expires を書き直してください"
            raise InputError("同じ例外承認がもう書かれています", place=place_of(other), hint=hint)


def _refuse_faulty(report: Report, policy: Mapping[str, Any], waiver: Mapping[str, str], now: Any) -> None:
    from postlint.errors import InputError, Place
    from postlint.japan import JAPAN
    from postlint.waivers import examine

    fault = examine(waiver, report, policy=policy, today=now.astimezone(JAPAN).date())
    if fault is None:
        return
    found = "、".join(dict.fromkeys(f.match for f in report.findings if f.rule == waiver["rule"] and not report.covers))
    hint = f"このルールの指摘: {found}" if fault.kind == "unused" and found else ""
    raise InputError(f"例外承認を書けません: {fault.what}", place=Place(report.draft.path), hint=hint)
