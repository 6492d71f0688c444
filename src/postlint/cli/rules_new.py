"""`postlint rules new`: write one rule, tried before it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from postlint.cli.authored import Authored
    from postlint.compiled.settings import Settings
    from postlint.errors import PolicyError
    from postlint.policy.new_rule import Target
    from postlint.policy.rules import Rule


def command(
    id: Annotated[str | None, typer.Argument(metavar="[ID]", help="話題.名前。例: insult.queue")] = None,  # noqa: A002
    title: Annotated[str | None, typer.Option(help="何がいけないか、一言で")] = None,
    terms: Annotated[
        list[str] | None, typer.Option(help="見つける語や句。活用や仮名・漢字は問いません（繰り返し可）")
    ] = None,
    tokens: Annotated[
        list[str] | None,
        typer.Option("--tokens", "--match-tokens", help="terms の代わりに、語の並びの型（繰り返し可）"),
    ] = None,
    regex: Annotated[list[str] | None, typer.Option(help="terms の代わりに、正規表現（RE2。繰り返し可）")] = None,
    bad: Annotated[list[str] | None, typer.Option(help="見つけるべき文（繰り返し可）")] = None,
    good: Annotated[list[str] | None, typer.Option(help="見つけてはいけない文（繰り返し可）")] = None,
    message: Annotated[str | None, typer.Option(help="何が問題か。{match} に見つけた言葉が入ります")] = None,
    repair: Annotated[str | None, typer.Option(help="どう直すか")] = None,
    level: Annotated[str, typer.Option(help="ng review note")] = "review",
    file: Annotated[
        str | None, typer.Option(help="書き足すファイル。なければ postlint.yaml の rules_dir の「話題.yaml」")
    ] = None,
    config: Annotated[str | None, typer.Option(help="postlint.yaml を探さずに、この設定ファイルを使います")] = None,
    debug: Annotated[bool, typer.Option("--debug", help="思わぬ誤りの詳細を出します")] = False,
) -> int:
    """ルールを一つ、自分のルールのファイルに書き足します。足りないことは尋ね、例を試してから書きます。

    終了コード: 0 書いた、1 直す所があるので書いていない、2 読めないものあり。
    """
    from postlint.cli import asked
    from postlint.cli.options import choose
    from postlint.cli.streams import say
    from postlint.errors import InputError, PostlintError
    from postlint.model import LEVELS

    told = asked.cleaned(
        {"id": id, "title": title, "terms": terms, "tokens": tokens, "regex": regex, "bad": bad, "good": good,
         "message": message, "repair": repair, "level": level, "file": file, "config": config}
    )  # fmt: skip
    choose("--level", level, LEVELS)
    if len(kinds := [name for name in asked.MATCHES if name in told]) > 1:
        raise InputError(f"--{kinds[0]} と --{kinds[1]} は一緒に使えません", hint="一つのルールに一つにしてください")
    still = asked.missing(told)
    if not asked.on_terminal():
        asked.refuse_missing(still)
        return _run(told)
    try:
        status = _run(told)
    except typer.Abort:
        say("\npostlint: 途中でやめました")
        status = 130
    except PostlintError as fault:
        say(f"postlint: {fault}")
        status = 2
    if status and still:  # what was typed is not lost
        say(f"何も書いていません。ここまでの答えでやり直すには:\n{asked.as_command(told)}")
    return status


def _run(told: dict[str, Any]) -> int:
    """Write the rule; what is missing in `told` is asked for, and put into it."""
    from postlint.cli import asked
    from postlint.cli.authored import load
    from postlint.cli.authored import told as said
    from postlint.cli.streams import paper, say, write
    from postlint.policy.new_rule import target, topic_of

    if "id" not in told:
        told["id"] = asked.ask(asked.ID)
    topic = topic_of(told["id"])
    settings = _settings(told.get("config"))
    to = target(_file(told, topic, settings))
    if asked.missing(told):
        say("ルールを読んでいます…")  # some seconds, before the next question
    # A file without any rule yet cannot be read as one.
    known = load([str(to.path)] if to.rules else [], settings=settings, without=None if to.rules else to.path)
    _refuse_known(told["id"], known)
    for question in asked.missing(told):
        told[question.name] = asked.ask(question)
    rule, text, faults = _tried(told, to, known)
    if faults:
        write(said(faults))
        write([[(f"{told['id']}: 直す所が{len(faults)}件あるので、書いていません", "strong")]])
        return 1
    _save(to, text)
    from postlint.cli.rules_new_said import lines

    write(lines(rule, to.path, known, settings, paper("ja")))
    return 0


def _settings(config: str | None) -> Settings | None:
    """Return the configuration rules are written under: the one named, or that of the current folder."""
    import os

    from postlint.cli.under import existing
    from postlint.compiled.settings import places, settings_before_rules

    path = existing(config) if config else next(filter(os.path.isfile, places(os.getcwd())), None)  # noqa: PTH109
    return settings_before_rules(path) if path else None


def _file(told: dict[str, Any], topic: str, settings: Settings | None) -> Path:
    """Return the file to write to: the one named, else the topic's in the folder of one's own rules."""
    from pathlib import Path

    from postlint.cli import asked
    from postlint.errors import InputError

    if "file" in told:
        return Path(told["file"])
    if settings and settings.stated["rules_dirs"]:
        return Path(settings.stated["rules_dirs"][-1]) / f"{topic}.yaml"
    if not asked.on_terminal():
        hint = f"--file rules/{topic}.yaml を付けるか、postlint.yaml に rules_dir: rules と書いてください"
        raise InputError("どのファイルに書くか分かりません", hint=hint)
    told["file"] = str(typer.prompt("書き足すファイル", default=f"rules/{topic}.yaml")).strip()
    return Path(told["file"])


def _refuse_known(id_: str, known: Authored) -> None:
    from postlint.cli.authored import from_here
    from postlint.errors import InputError

    if id_ in known.rules:
        there = from_here(known.rules[id_].place)
        raise InputError(f"ルール {id_} はもうあります: {there}", hint="別の名前にしてください。idは使い回せません")


def _tried(told: Mapping[str, Any], to: Target, known: Authored) -> tuple[Rule, str, list[PolicyError]]:
    """Return the rule, the text of the file with it, and what is wrong with the rule, without places: it stands nowhere yet."""
    from dataclasses import replace

    from postlint.checks import registry
    from postlint.cli.asked import MATCHES
    from postlint.compiled.examples import failures, try_example
    from postlint.errors import PolicyError
    from postlint.policy.new_rule import parsed, topic_of, with_rule

    kind = next(name for name in MATCHES if name in told)
    entry: dict[str, Any] = {
        "id": told["id"], "title": told["title"], "topic": topic_of(told["id"]), "level": told["level"],
        "match": {kind: told[kind]}, "message": told["message"], "repair": told["repair"],
        "examples": {name: [{"text": text} for text in told[name]] for name in ("bad", "good")},
    }  # fmt: skip
    rule = parsed(entry, registry(), known.files)
    faults = list(failures(rule, known.bound)) or list(_unsound(rule, known))
    if faults:
        return rule, "", [PolicyError(fault.what, hint=fault.hint) for fault in faults]
    found = [try_example(rule, example, known.bound)[0] for example in rule.bad]
    entry["examples"]["bad"] = [{"text": text, "match": match} for text, match in zip(told["bad"], found, strict=True)]
    bad = tuple(replace(example, match=match) for example, match in zip(rule.bad, found, strict=True))
    return replace(rule, bad=bad), with_rule(to, entry), []


def _unsound(rule: Rule, known: Authored) -> Iterator[PolicyError]:
    """Yield what `rules test` and `rules lint` would say of a rule whose examples go well."""
    from postlint.cli.authored import enforced
    from postlint.compiled.lint import rule_faults
    from postlint.compiled.mutation import unnoticed

    rules = {**known.rules, rule.id: rule}
    yield from unnoticed(rule, known.bound, known.contexts)
    yield from rule_faults(rule, rules, enforced(known.cities, rules), known.contexts, known.bound)


def _save(to: Target, text: str) -> None:
    import os.path

    from postlint.drafts.write import write_new, write_whole

    if os.path.lexists(to.path):
        write_whole(to.path, text.encode())
    else:
        write_new({to.path: text.encode()})
