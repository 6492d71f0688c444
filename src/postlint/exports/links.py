"""Text with links whose words are not their targets → text with the targets written out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def joined(pieces: Iterable[tuple[str, str]]) -> str:
    """Join pieces of text, each with the target of its link or an empty one.

    A shortened address (`city.example.jp/a…`) is replaced by its target. Words of another kind (詳しくはこちら, the
    name of another site) stay and are followed by it: readers see the ones and reach the other. A blank keeps the
    sentence out of the address.
    """
    told: list[str] = []
    after_link = False
    for text, target in pieces:
        if after_link and text[:1].isalnum():
            told.append(" ")
        told.append(text if not target else target if _shortens(text, target) else f"{text} {target}")
        after_link = bool(target)
    return "".join(told)


def _shortens(text: str, target: str) -> bool:
    shown = text.strip()
    start = shown.removesuffix("…").removesuffix("...")
    return _bare(target).startswith(_bare(start)) if start != shown else _bare(target) == _bare(shown)


def _bare(address: str) -> str:
    return (address.partition("://")[2] or address).removeprefix("www.").removesuffix("/").lower()
