"""One more rule for a file of rules: laid out as YAML, parsed by itself, put at the end of what is there."""

from __future__ import annotations

import os.path
import re
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from postlint import schema
from postlint.errors import InputError, Place, PolicyError
from postlint.layout import added, block, flow, scalar
from postlint.located import Listing, load
from postlint.policy.files import exact, read, root
from postlint.policy.rules import CONTEXTS, WORDS, parse_rule
from postlint.policy.words import load_words, spell_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from postlint.policy.matches import Registry
    from postlint.policy.rules import Rule

_ID = re.compile(r"[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*")


class Target(NamedTuple):
    """The file a rule goes to: its text as it is, empty where there is none, and the rules in it."""

    path: Path
    text: str
    rules: list[Any]


def topic_of(id_: str) -> str:
    """Return the topic of a rule's id. Raises InputError for what is no id."""
    if not _ID.fullmatch(id_):
        hint = "小文字の英字、数字、- で、insult.queue のように書きます"
        raise InputError(f"ルールのidは「話題.名前」の形にします: {id_}", hint=hint)
    return id_.partition(".")[0]


def target(path: Path) -> Target:
    """Read the file a rule is to go to, if it is there. Raises InputError for a file that holds no rules of one's own."""
    place = Place(str(path))
    if path.suffix != ".yaml" or path.name.startswith("."):
        raise InputError("ルールのファイル（*.yaml）ではありません", place=place)
    if path.name == CONTEXTS or path.parent.name == WORDS or path.name == "postlint.yaml":
        raise InputError("ルールを書くファイルではありません", place=place, hint="例: rules/insult.yaml")
    if path.resolve().is_relative_to(root("rules").resolve()):
        hint = "--file に自分のルールのファイルを書いてください"
        raise InputError("postlint に付いているルールのファイルには書き足せません", place=place, hint=hint)
    text = exact(path) if os.path.exists(path) else ""  # noqa: PTH110 - Path.exists raises where it may not look
    return Target(path, text, _rules(text, path))


def _rules(text: str, path: Path) -> list[Any]:
    listed = load(text.removeprefix("\ufeff"), file=str(path), error=PolicyError)
    if listed is not None and not isinstance(listed, Listing):
        raise PolicyError("ルールの一覧（- id: …）ではありません", place=Place(str(path)))
    return listed or []


def laid_out(entry: Mapping[str, Any], *, indent: str = "") -> Iterator[str]:
    """Yield the lines of a rule: `match` and the lists of `examples` are mappings, all else is text."""
    for key, value in entry.items():
        head = f"{indent}{'  ' if key != 'id' else '- '}{key}:"
        if isinstance(value, str):
            yield f"{head} {scalar(value)}"
            continue
        yield head
        for name, parts in value.items():
            if isinstance(parts[0], str):
                yield from (indent + line for line in block(name, parts, 4))
                continue
            yield f"{indent}    {name}:"
            yield from (f"{indent}      - {flow(part)}" for part in parts)


def parsed(entry: Mapping[str, Any], registry: Registry, files: Iterable[Path]) -> Rule:
    """Parse a rule as it will stand, with the groups of words among `files`. Raises InputError, without a place."""
    words = [load(read(path), file=str(path), error=PolicyError) for path in files if path.parent.name == WORDS]
    source = "\n".join(laid_out(entry)) + "\n"
    try:
        listed = spell_out(load(source, file="", error=PolicyError), load_words(chain.from_iterable(words)))
        return parse_rule(listed[0], registry)[0]
    except (schema.SchemaError, PolicyError) as fault:
        raise InputError(fault.what, hint=fault.hint) from None


def with_rule(to: Target, entry: Mapping[str, Any]) -> str:
    """Return the text of a file with one more rule at its end, all that was there as it was.

    Raises InputError where no rule could stand there.
    """
    indent = ""
    if to.rules and (source := to.rules[-1].place.source).lstrip().startswith("-"):
        indent = source[: len(source) - len(source.lstrip())]
    last = to.text.rstrip(" ").endswith(("\n\n", "\n\r\n"))
    lines = [*([""] if to.text.strip("\ufeff \r\n") and not last else []), *laid_out(entry, indent=indent)]
    whole = added(to.text, lines)
    try:
        fits = _rules(whole, to.path) == [*to.rules, entry]
    except PolicyError:
        fits = False
    if not fits:
        hint = "「- id: …」の一覧で終わるファイルにしてください"
        raise InputError("このファイルの終わりにはルールを書き足せません", place=Place(str(to.path)), hint=hint)
    return whole
