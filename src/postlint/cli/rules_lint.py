"""`postlint rules lint`: what of the rules cannot find anything, or finds otherwise than it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from postlint.cli.authored import Config, Names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postlint.cli.authored import Authored
    from postlint.errors import PolicyError
    from postlint.policy.rules import Rule
    from postlint.text.document import Document


def command(
    names: Names = None,
    config: Config = None,
    corpus: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE.jsonl", help="適正な下書き（JSON Lines）。広すぎる語や型を測ります"),
    ] = None,
    broad: Annotated[
        float, typer.Option(min=0.1, max=100, help="この割合（％）以上の下書きに当たる語や型を挙げます")
    ] = 5,
    debug: Annotated[bool, typer.Option("--debug", help="思わぬ誤りの詳細を出します")] = False,
) -> int:
    """ルールの書き方を調べます。一致しない語、ほかのルールと重なるルール、使われない語の組や文脈などを挙げます。

    終了コード: 0 問題なし、1 直す所あり、2 読めないものあり。
    """
    from postlint.cli.authored import enforced, load, told
    from postlint.cli.streams import write
    from postlint.compiled.lint import idle

    authored = load(names or [], config=config)
    force = enforced(authored.cities, authored.rules)
    faults = list(_faults(authored, force, everything=not names))
    if corpus:
        faults += _broad(authored, corpus, broad)
    write(told(faults))
    unused = idle(authored.chosen, force)
    own = [rule for rule in unused if not _shipped(rule)]
    write(told(map(_idle, own)))
    if len(unused) > len(own):
        names_ = "、".join(rule.id for rule in unused if rule not in own)
        write([[(f"参考: どの市の条項も使っていないルール: {names_}", "dim")]])
    count = len(faults) + len(own)
    result = f"直す所が{count}件あります" if count else "問題はありません"
    write([[(f"{len(authored.chosen)}件のルール: {result}", "strong")]])
    return 1 if count else 0


def _idle(rule: Rule) -> PolicyError:
    from postlint.errors import PolicyError

    hint = "topic を条項が挙げる話題にするか、市のファイルの enforce に書いてください"
    return PolicyError(
        f"ルール {rule.id} を使う条項がどの市にもないので、何も見つけません", place=rule.place, hint=hint
    )


def _shipped(rule: Rule) -> bool:
    """Tell whether a rule comes with postlint: some wait there for the guideline of a further city."""
    from postlint.policy.files import rule_files

    return rule.place.file in map(str, rule_files())


def _faults(authored: Authored, force: dict[str, set[str]], *, everything: bool) -> Iterator[PolicyError]:
    from postlint.compiled.lint import comment_faults, group_faults, rule_faults, shared_faults

    meant = {rule.place.file for rule in authored.chosen}
    yield from comment_faults(path for path in authored.files if everything or str(path) in meant)
    if everything:
        yield from group_faults(authored.files)
        yield from shared_faults(authored.rules, authored.contexts)
    for rule in authored.chosen:
        yield from rule_faults(rule, authored.rules, force, authored.contexts, authored.bound)


def _broad(authored: Authored, corpus: list[str], percent: float) -> list[PolicyError]:
    from postlint.compiled.breadth import too_broad

    return list(too_broad(authored.chosen, _documents(corpus), percent=percent))


def _documents(corpus: list[str]) -> Iterator[Document]:
    from postlint.evaluate.read import read
    from postlint.text.document import Document

    # The city of a record is of no matter here: words are looked for, not clauses.
    for record in read(corpus, cities=["example"]):
        yield Document(record.draft, now=record.published)
