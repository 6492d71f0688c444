"""Looks at words and patterns as their authors wrote them: what cannot match, or matches otherwise than it reads."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from postlint.checks.regex import literals
from postlint.errors import PolicyError
from postlint.located import Text
from postlint.text.document import is_kana
from postlint.text.fold import fold
from postlint.text.pattern import outline, plain_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from postlint.policy.matches import Leaf

# How words stand in posts; one that none of them shows is cut otherwise there than alone.
_CARRIERS = ("これは{}。", "{}は", "{}という", "その{}を", "{}して", "{}に", "{}ことも", "{}ます")
_CUT = re.compile(r"\s+#\S")
_NOUN = re.compile("[一-龥ァ-ヺ]")
_READING = re.compile(r"[ァ-ヺー]+")


def pattern_faults(leaf: Leaf) -> Iterator[PolicyError]:
    """Yield an error for each fault of the words and patterns of one check."""
    for written in leaf.written:
        if leaf.kind == "regex":
            yield from _unreachable(written)
        elif leaf.kind == "tokens":
            yield from _joined(written)
            yield from _unreadable(written)
            words = dict.fromkeys(plain_words(written))
            yield from (_otherwise(word, written) for word in words if _unseen(word))
        elif leaf.kind == "terms" and _unseen(written, "terms"):
            yield _otherwise(str(written), written)


def _unreachable(written: Text) -> Iterator[PolicyError]:
    for literal in dict.fromkeys(
        word for parts in literals(str(written)) for words in parts for word in words.split("|")
    ):
        if fold(literal).text != literal:
            hint = f"「{fold(literal).text}」と書きます"
            yield PolicyError(f"畳み込み後の本文に現れない「{literal}」があります", place=written.place, hint=hint)
        elif "://" in literal:
            hint = "リンクは check: links で調べます"
            yield PolicyError("regex はリンクを見ないので、一致しません", place=written.place, hint=hint)


def _joined(written: Text) -> Iterator[PolicyError]:
    """Yield an error where a | outside ( ) takes less than it seems to: `a b|c d` is a (b|c) d."""
    pieces = [(blank, piece) for depth, blank, piece in outline(written.written) if depth == 0 and piece != ")"]
    for i, (blank, piece) in enumerate(pieces[1:-1], 1):
        if piece != "|":
            continue
        left, right = pieces[i - 1][1], pieces[i + 1][1]
        spaced = blank or pieces[i + 1][0]
        # A particle belongs to the word before it, and a noun after | begins anew: 合法 だ|違法 です.
        inner = 1 < i < len(pieces) - 2 and pieces[i - 1][0] and pieces[i + 2][0]
        torn = inner and _NOUN.search(right) and _particle(left.removeprefix("="))
        if spaced or torn:
            what = f"( ) の外の | は隣り合う一つずつだけを選びます: {left}|{right}"
            hint = f"({left}|{right}) と書くか、全体を (… {left}|{right} …) と囲みます"
            yield PolicyError(what, place=written.place, hint=hint)


@cache
def _particle(word: str) -> bool:
    from postlint.text.analyser import pos_ids, tokenize

    if not is_kana(word):
        return False
    little = {*pos_ids(("助詞",)), *pos_ids(("助動詞",))}
    return all(token.pos in little for token in [*tokenize("本" + word)][1:])  # by itself が is a conjunction


def _unreadable(written: Text) -> Iterator[PolicyError]:
    for _, _, piece in outline(written.written):
        reading = re.match(r"!?/([^<>]+)", piece)
        if reading and not _READING.fullmatch(reading[1]):
            yield PolicyError(f"読みは片仮名で書きます: {piece}", place=written.place)


def _otherwise(word: str, written: Text) -> PolicyError:
    what = f"「{word}」は、文の中では別の切れ方をするので見つかりません"
    return PolicyError(what, place=written.place, hint="文の中での切れ方で書くか、regex で書きます")


@cache
def _unseen(word: str, kind: str = "tokens") -> bool:
    """Tell whether a word is found in none of the sentences that words are mostly found in."""
    from postlint.checks import check
    from postlint.located import Listing
    from postlint.model import Draft
    from postlint.text.document import Document

    module = check(kind)
    place = getattr(word, "place", None)
    listed = Listing(place)  # type: ignore[arg-type]
    listed.append(Text(word, place))  # type: ignore[arg-type]
    spec = module.compile({kind: module.FIELDS[kind].parse(listed)}, None)
    for carrier in _CARRIERS:
        start = carrier.index("{")
        for hit in module.find(spec, Document(Draft(carrier.replace("{}", word)))):
            if hit.start <= start and hit.end >= start + len(word):
                return False
    return True


def cut_off(value: Any) -> Iterator[PolicyError]:
    """Yield an error for each plain scalar of a located file after which a # begins a comment that is none."""
    if isinstance(value, Text):
        line = value.place.source[value.place.column - 1 :]
        if line.startswith(value) and (found := _CUT.match(line, len(value))):
            lost = line[found.start() :].strip()
            yield PolicyError(
                f"# から後が読まれていません: {lost[:40]}", place=value.place, hint="全体を引用符で囲みます"
            )
        return
    parts: Iterable[Any] = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in parts:
        yield from cut_off(part)
