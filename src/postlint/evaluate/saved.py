"""A run kept as JSON: per draft its verdict and findings, enough to set a later run against it, and no draft texts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postlint.errors import InputError, Place, unreadable
from postlint.evaluate.figures import plain
from postlint.evaluate.judge import Found

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from postlint.evaluate.judge import Judged

    Key = tuple[str, str]  # id and city

_HINT = "postlint eval --save で作ったファイルを指定してください"


def document(judged: Iterable[Judged], tool: Mapping[str, Any]) -> dict[str, Any]:
    """Return a run as the JSON data that `load` reads."""
    drafts = [
        {
            "id": one.record.draft.id,
            "city": one.record.city,
            "verdict": one.verdict,
            "findings": [plain(finding) for finding in one.findings],
        }
        for one in judged
    ]
    return {"schema_version": 1, "tool": dict(tool), "drafts": drafts}


def load(path: str) -> dict[Key, tuple[str, tuple[Found, ...]]]:
    """Return the verdict and findings of each draft of a saved run. Raises InputError for anything else."""
    try:
        kept = json.loads(Path(path).read_bytes())
    except OSError as fault:
        raise unreadable(Path(path), fault) from None
    except json.JSONDecodeError as fault:
        place = Place(path, fault.lineno, fault.colno)
        raise InputError(f"JSONとして読めません: {fault.msg}", place=place, hint=_HINT) from None
    except (ValueError, RecursionError):
        raise InputError("JSONとして読めません", place=Place(path), hint=_HINT) from None
    try:
        if kept["schema_version"] != 1:
            raise ValueError
        return {
            (draft["id"], draft["city"]): (draft["verdict"], tuple(map(_found, draft["findings"])))
            for draft in kept["drafts"]
        }
    except (KeyError, TypeError, ValueError):
        raise InputError("保存した測定の結果ではありません", place=Place(path), hint=_HINT) from None


def _found(plain: Mapping[str, Any]) -> Found:
    found = Found(**{**plain, "clauses": tuple(plain["clauses"])})
    if not found.clauses or found.level not in ("ng", "review", "note"):
        raise ValueError
    return found
