"""Front matter: the YAML between two `---` lines at the head of a draft, which is never published.

A file whose first line is `---` has front matter, always. A post that opens with a rule of its own (`---`) is not
guessed at: taking facts for text would judge a post without them and publish them, taking text for facts would
publish it unread. It is refused, and told to put an empty front matter (two `---` lines) before the rule. For the
same reason front matter that would be missed by a hair (a blank line before it, full-width or four dashes) is refused.
"""

from __future__ import annotations

import re
from typing import Any

from postlint.drafts.decode import count_lines
from postlint.errors import InputError, Place
from postlint.facts import FACTS, parse_facts
from postlint.located import Table, load

_OPEN = re.compile(r"---[ \t]*(?:\r\n|[\r\n]|\Z)")
_CLOSE = r"(?:(?<=\n)|(?<=\r))---[ \t]*(?:\r\n|[\r\n]|\Z)"
_DASHES = "-‐‑‒–—―−─━ー－"
_MISSED = rf"[\s\ufeff]*(?P<rule>[{_DASHES}]{{2,}})[^\S\r\n]*[\r\n]\s*(?:{'|'.join(FACTS)})\s*[:：]"
_RULE_HINT = "区切り線で始まる投稿なら、その前に「---」だけの行を2つ置いてください"


def split(whole: str, *, path: str) -> tuple[str, dict[str, Any], int]:
    """Return the text to be published, the facts stated above it, and how many lines of the file come before it.

    The text starts right after the line end of the closing `---` and keeps its own line ends. Raises InputError.
    """
    opening = _OPEN.match(whole)
    if not opening:
        _refuse_missed(whole, path)
        return whole, {}, 0
    closing = re.compile(_CLOSE).search(whole, opening.end())
    if not closing:
        place = Place(path, 1, 1, opening.group().rstrip())
        raise InputError("front matterを閉じる「---」の行がありません", place=place, hint=_RULE_HINT)
    block = whole[opening.end() : closing.start()]
    facts = _read(block, path) if block.strip() else {}
    return whole[closing.end() :], facts, count_lines(whole[: closing.end()])


def locate(whole: str, fact: str, word: str, *, path: str) -> Place:
    """Return where a word of a fact stands in front matter, for faults that show later; else the whole file."""
    opening = _OPEN.match(whole)
    closing = re.compile(_CLOSE).search(whole, opening.end()) if opening else None
    if opening and closing:
        table = load(whole[opening.end() : closing.start()], file=path, error=InputError, first_line=2)
        value = table.get(fact) if isinstance(table, Table) else None
        for part in value if isinstance(value, list) else [value]:
            if part == word:
                where: Place = part.place
                return where
    return Place(path)


def _read(block: str, path: str) -> dict[str, Any]:
    table = load(block, file=path, error=InputError, first_line=2)
    if table is None:  # nothing but comments
        return {}
    if not isinstance(table, Table):
        hint = f"コロンは半角で、後に空白を置きます。{_RULE_HINT}"
        raise InputError("front matterには「キー: 値」を書いてください", place=table.place, hint=hint)
    return parse_facts(table)


def _refuse_missed(whole: str, path: str) -> None:
    """Raise when the text opens with what was surely meant as front matter."""
    if whole.lstrip("\ufeff \t\r\n\u3000")[:1] not in tuple(_DASHES):
        return
    if found := re.match(_MISSED, whole):
        place = Place(path, count_lines(whole[: found.start("rule")]) + 1, 1)
        hint = "「---」は半角の - を3つだけ、ファイルの最初の行に書いてください"
        raise InputError("front matterとして読めません", place=place, hint=hint)
