"""`postlint rules test`: run every example, and leave out each word, pattern and context in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from postlint.cli.authored import Config, Names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postlint.cli.authored import Authored
    from postlint.errors import PolicyError


def command(
    names: Names = None,
    config: Config = None,
    alternatives: Annotated[
        bool, typer.Option("--alternatives", help="型の枝（| で分けた一つ一つ）と、文脈の中の型も一つずつ外します")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="思わぬ誤りの詳細を出します")] = False,
) -> int:
    """ルールの例をすべて試し、語・型・文脈を一つずつ外して、結果の変わる例があるかを調べます。

    外さないもの: 語の組（{名}）の中の一語、( ) の中の枝、terms・tokens・regex 以外の検査の項目。
    終了コード: 0 問題なし、1 直す所あり、2 読めないものあり。
    """
    from postlint.cli.authored import load, told
    from postlint.cli.streams import write

    authored = load(names or [], config=config)
    faults = list(_faults(authored, alternatives=alternatives, everything=not names))
    write(told(faults))
    examples = sum(len(rule.bad) + len(rule.good) for rule in authored.chosen)
    result = f"直す所が{len(faults)}件あります" if faults else "問題はありません"
    write([[(f"{len(authored.chosen)}件のルール、{examples}件の例: {result}", "strong")]])
    return 1 if faults else 0


def _faults(authored: Authored, *, alternatives: bool, everything: bool) -> Iterator[PolicyError]:
    from postlint.compiled.examples import failures
    from postlint.compiled.mutation import unnoticed, unnoticed_in_contexts

    for rule in authored.chosen:
        failed = list(failures(rule, authored.bound))
        yield from failed
        # With examples that fail, what the others notice says little.
        if not failed:
            yield from unnoticed(rule, authored.bound, authored.contexts, alternatives=alternatives)
    if alternatives:
        used = {name for rule in authored.chosen for name in rule.unless}
        # A shared context is judged by the examples of all its rules.
        meant = {n: c for n, c in authored.contexts.items() if everything or (n in used and "/" in n)}
        yield from unnoticed_in_contexts(authored.chosen, authored.bound, meant)
