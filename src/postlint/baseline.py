"""Findings a repository knew of when it took up postlint: not counted for the verdict, only told as a number.

A finding is known by the draft's path (from the folder of the baseline), its rule and its quoted text, and by how many
of the same there are: no line numbers and no times, which change with every edit. The path is part of it, since what
was let pass in an old draft must not let the same words pass in a new one; a draft that moves is looked at anew.

What can never be waived (personal data, `waivable: false`) is never known either, and so no baseline quotes it.

    {"schema_version": 1, "findings": [
    {"path": "drafts/a.txt", "rule": "insult.words", "quote": "馬鹿", "count": 2}
    ]}
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from postlint.engine import verdict
from postlint.errors import InputError, Place
from postlint.waivers import never

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postlint.model import Finding, Report

    Key = tuple[str, str, str]  # path, rule, quote
    Known = Mapping[Key, int]

_KEYS = {"path", "rule", "quote", "count"}


def found(report: Report, path: str) -> Counter[Key]:
    """Count what a baseline could know of a report; `path` is the draft's as the baseline names it."""
    return Counter(_key(one, path) for one in report.findings if not one.waived and not never(one, report))


def settle(report: Report, known: Known, *, path: str) -> Report:
    """Return the report without the findings that are known, their number told, and the verdict anew."""
    left = dict(known)
    kept = []
    for finding in report.findings:
        key = _key(finding, path)
        if not finding.waived and not never(finding, report) and left.get(key, 0) > 0:
            left[key] -= 1
            continue
        kept.append(finding)
    told = len(report.findings) - len(kept)
    if not told:
        return report
    return report._replace(findings=tuple(kept), verdict=verdict(kept), known=told)


def gone(known: Known, now: Known, *, checked: set[str]) -> Counter[Key]:
    """Return what is known of the drafts that were checked and is no longer there, with how many are missing."""
    missing = {key: count - now.get(key, 0) for key, count in known.items() if key[0] in checked}
    return Counter({key: count for key, count in missing.items() if count > 0})


def grown(known: Known, now: Known) -> Counter[Key]:
    """Return what is known with all that was found added."""
    return Counter(known) | Counter(now)


def _key(finding: Finding, path: str) -> Key:
    return path, finding.rule, finding.match.replace("\r\n", "\n").replace("\r", "\n")


def dump(known: Known) -> str:
    """Return a baseline as JSON: sorted, an entry a line, so that its changes read well."""
    lines = [
        json.dumps({"path": path, "rule": rule, "quote": quote, "count": count}, ensure_ascii=False)
        for (path, rule, quote), count in sorted(known.items())
        if count > 0
    ]
    return '{"schema_version": 1, "findings": [\n' + ",\n".join(lines) + ("\n" if lines else "") + "]}\n"


def parse(source: str, *, file: str) -> Counter[Key]:
    """Read a baseline. Raises InputError where it is none."""
    try:
        document = json.loads(source)
    except json.JSONDecodeError as fault:
        hint = "マージの跡（<<<<<<<）が残っていないか確かめてください"
        place = Place(file, fault.lineno, fault.colno)
        raise InputError("JSONとして読めません", place=place, hint=hint) from None
    except (RecursionError, ValueError):  # nested too deep, or a number of thousands of digits
        raise InputError("JSONとして読めません", place=Place(file)) from None
    if not isinstance(document, dict) or not isinstance(document.get("findings"), list):
        raise InputError("baselineではありません（findings がありません）", place=Place(file))
    if document.get("schema_version") != 1:
        raise InputError("このbaselineの版は読めません（schema_version は 1）", place=Place(file))
    known: Counter[Key] = Counter()
    for number, entry in enumerate(document["findings"], 1):
        key, count = _entry(entry, number, file)
        if key in known:
            raise InputError(f"{number}件目は二度書かれています: {key[1]}「{key[2]}」", place=Place(file))
        known[key] = count
    return known


def _entry(entry: Any, number: int, file: str) -> tuple[Key, int]:
    if not isinstance(entry, dict) or set(entry) != _KEYS:
        what = f"{number}件目に path、rule、quote、count がそろっていません"
        raise InputError(what, place=Place(file))
    key = (entry["path"], entry["rule"], entry["quote"])
    count = entry["count"]
    if not all(isinstance(part, str) for part in key) or type(count) is not int or count < 1:
        raise InputError(f"{number}件目の値が読めません", place=Place(file))
    return key, count
