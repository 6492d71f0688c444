"""Messages of an exercise that do not say so at both ends: a reader may see either end alone.

Finds a text that lacks a mark of exercise (【訓練】, これは訓練です, 訓練 訓練) in its first line or in its last one;
hashtags and links at the end are passed over. The rule says for which drafts: `when: {drill: ["true"]}`.

    check: drill-marks

Known problems: any 訓練 that is not part of an announcement (訓練を行います) counts as a mark.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from postlint.model import Fix, Hit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postlint.checks import Setting
    from postlint.schema import Field
    from postlint.text.document import Document

KIND = "drill-marks"

FIELDS: dict[str, Field] = {}

_HEAD, _TAIL = "【訓練】", "\nこれは訓練です。"


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return nothing: there is nothing to set."""
    return {}


def find(spec: Mapping[str, Any], document: Document) -> Iterator[Hit]:
    """Yield at most one hit without a span, which says where the mark is missing."""
    body = _bare(document)
    lines = [line for line in body.splitlines() if any(char.isalnum() for char in line)]
    if not lines:
        return
    head, tail = _marked(lines[0][:40]), _marked(lines[-1][-40:])
    if len(lines) == 1 and body.count("訓練") < 2:
        # One mark in one line stands at one end only.
        head, tail = (head and body.find("訓練") * 2 < len(body)), (tail and body.find("訓練") * 2 >= len(body))
    if head and tail:
        return
    where = "末尾" if head else "先頭" if tail else "先頭と末尾"
    end = len(document.draft.text)
    fix = Fix(end, end, _TAIL) if head else Fix(0, 0, _HEAD) if tail else None
    yield Hit(None, None, "drill=true", {"where": where}, fix)


def _bare(document: Document) -> str:
    """Return the folded text without links, mentions and hashtags."""
    return re.sub(r"#[^\s#]+", "", document.text).strip()


def _marked(text: str) -> bool:
    return (
        re.search(r"訓練(?!を(?:行|実施|開|し)|が(?:行|あ)|に参加|へ?の参加|の(?:お知らせ|ご?案内|参加))", text)
        is not None
    )
