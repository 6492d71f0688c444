"""`check --trace RULE|TOPIC|all`: what rules saw in drafts, instead of a judgement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from postlint.cli.authored import Authored
    from postlint.cli.under import Under
    from postlint.compiled.trace import Trace
    from postlint.model import Draft, Finding
    from postlint.report.human import Line, Paper
    from postlint.text.document import Document


def run(files: list[str], facts: Mapping[str, Any], now: datetime, under: Under, name: str) -> int:
    """Print the trace of each draft. Raises InputError for a rule that does not exist or a draft that cannot be read."""
    from postlint.cli import streams
    from postlint.cli.authored import load
    from postlint.drafts import read_bytes, read_file

    authored = load([] if name == "all" else [name], settings=under.settings(files[0]))
    for file in files:
        if file == "-":
            import sys

            from postlint.drafts import MAX_BYTES

            draft = read_bytes(sys.stdin.buffer.read(MAX_BYTES + 1), path="-", facts=facts)
        else:
            draft = read_file(file, facts=facts, defaults=under.facts(file))
        streams.write(_lines(draft, now, authored, streams.paper("ja"), everything=name == "all"))
    return 0


def explain(file: str, line: int, *, city: str | None, now: datetime, under: Under) -> int:
    """Print the findings of one line of a file: rule, clauses, what the rule saw. Raises InputError when it has none."""
    from postlint.checks import Setting
    from postlint.cli import streams
    from postlint.cli.authored import load
    from postlint.cli.check import judged_once
    from postlint.compiled.bind import bind_context
    from postlint.compiled.trace import trace
    from postlint.drafts import read_file
    from postlint.errors import InputError, Place
    from postlint.policy.cities import load_city
    from postlint.text.document import Document

    settings = under.settings(file)
    draft = read_file(file, facts={"city": city} if city else {}, defaults=under.facts(file))
    report, _ = judged_once(draft, now, settings)
    found = [f for f in report.findings if f.line is not None and f.line + draft.line_offset == line]
    if not found:
        lines = sorted({f.line + draft.line_offset for f in report.findings if f.line is not None})
        hint = f"指摘のある行: {'、'.join(map(str, lines))}" if lines else "この下書きに、行を指す指摘はありません"
        raise InputError("この行に指摘はありません", place=Place(file, line), hint=hint)
    authored = load(list(dict.fromkeys(f.rule for f in found)), settings=settings)
    setting = Setting(load_city(report.city, authored.cities).setting)
    contexts = {name: bind_context(context, setting) for name, context in authored.contexts.items()}
    document, paper = Document(draft, now=now), streams.paper("ja")
    for finding in found:
        streams.write(_finding(finding, report.edition, paper))
        traced = trace(authored.rules[finding.rule], document, contexts, setting)
        streams.write(_rule(traced, authored, document, paper))
    return 0


def _finding(finding: Finding, edition: str, paper: Paper) -> Iterator[Line]:
    from postlint.report.cells import shown
    from postlint.report.human import wrapped
    from postlint.report.words import MARKS, WORDS

    head = f"{MARKS[finding.level]} {WORDS['ja'][finding.level]} {finding.rule}"
    yield [(head, finding.level), (f"  「{shown(finding.match)}」", "")]
    yield from wrapped("    ", shown(finding.message), paper)
    for clause in finding.clauses:
        told = f"{clause.text}（{clause.guideline}）" if edition else clause.text
        yield from wrapped(f"    {clause.cite} ", told, paper, "dim")


def _lines(draft: Draft, now: datetime, authored: Authored, paper: Paper, *, everything: bool) -> Iterator[Line]:
    from postlint.checks import Setting
    from postlint.compiled.bind import bind_context
    from postlint.compiled.build import in_force
    from postlint.compiled.examples import example_setting
    from postlint.compiled.trace import trace
    from postlint.policy.cities import load_city
    from postlint.policy.editions import edition
    from postlint.report.cells import shown
    from postlint.report.human import wrapped
    from postlint.text.document import Document

    document = Document(draft, now=now)
    yield [(shown(draft.path), "strong")]
    words = "  ".join(shown(f"{t.surface}（{t.normal}・{t.reading}）") for t in document.tokens)
    yield from wrapped("  語 ", words, paper, "dim")
    setting, force = example_setting(None), None
    if draft.city is not None:
        city = edition(load_city(draft.city, authored.cities), document.in_force)
        setting, force = Setting(city.setting), in_force(city, authored.rules)
    contexts = {name: bind_context(context, setting) for name, context in authored.contexts.items()}
    for rule in authored.chosen:
        traced = trace(rule, document, contexts, setting)
        if everything and not traced.outcomes:
            continue
        yield [(f"  {rule.id}", "strong"), (f"  {rule.title}", "")]
        if force is not None and rule.id not in force:
            yield [(f"    {draft.city} の条項はこのルールを使っていません", "review")]
        yield from _rule(traced, authored, document, paper)


def _rule(traced: Trace, authored: Authored, document: Document, paper: Paper) -> Iterator[Line]:
    from postlint.report.cells import shown
    from postlint.report.human import wrapped

    if traced.idle:
        yield [(f"    {traced.idle}", "dim")]
        return
    for saw in traced.saw:
        if saw.matched:
            told = "、".join(f"「{shown(hit.match)}」" for hit in saw.matched)
        else:
            told = f"当たりません（どれもない: {'、'.join(saw.missing)}）" if saw.missing else "当たりません"
        yield from wrapped(f"    {shown(saw.name)}: ", told, paper, "" if saw.matched else "dim")
    for hit, context, by, level in traced.outcomes:
        if context:
            title = authored.contexts[context].title
            told = f"見逃しました: {shown(context)}（{title}）が「{shown(by)}」に当たります"
        elif level == traced.rule.level:
            told = "指摘になります"
        else:
            so = "要確認の指摘になります" if level else "指摘しません"
            told = f"言葉は当たりますが、前後の語り方が公開してよい例に近いので、{so}"
        style = level or "ok"
        yield from wrapped(f"    →「{shown(hit.match)}」 ", told, paper, style)
    if not traced.outcomes:
        yield [("    → 何も見つけません", "dim")]
