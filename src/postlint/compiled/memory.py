"""Reports of drafts that were judged before, so that a second run over a repository of drafts judges what changed.

One file beside each compiled policy, of names and reports sealed under them (`postlint.compiled.seal`). Both come from a
digest of all that a judgement depends on: the draft with its facts, the key of the policy, and every program and table
that judges; so whatever changes, nothing is found and the draft is judged anew. The clock is no part of it: a report says
whether its judgement looked at the clock, and then holds for that day alone, or is not kept. What is settled after
judging by other days (waivers, baselines) is settled again each time. JSON, as for policies: a damaged or hostile file can be
wrong but cannot run anything, and what cannot be read is judged.
"""

from __future__ import annotations

import contextlib
import json
import zlib
from binascii import a2b_base64, b2a_base64
from datetime import datetime
from hashlib import sha512
from typing import TYPE_CHECKING, Any

from postlint.compiled.folder import cache_folder, keep
from postlint.compiled.installed import installed
from postlint.compiled.reports import Form
from postlint.compiled.seal import seal, unseal
from postlint.japan import Clock, day_in_japan

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from postlint.model import Draft, Report

    Policy = Mapping[str, Any]

_FORMAT = "1"
_MOST, _ROOM = 5_000, 8 << 20  # reports and bytes of one file; older ones go
_LARGEST = 1 << 16  # bytes of one report: a draft with thousands of findings would push out all others


class Memory:
    """Judges as the engine does, and remembers what it judged in files that `keep` writes."""

    def __init__(self) -> None:
        self._shelves: dict[tuple[str, int], _Shelf | None] = {}

    def judge(self, draft: Draft, policy: Policy, *, now: datetime) -> Report:
        """Return the report that `engine.judge` would return."""
        shelf = self._shelf(policy)
        if shelf is None:
            from postlint.engine import judge

            return judge(draft, policy, now=now)
        # The engine sees no more of a draft than the digest does. Where it stands and what excuses its findings is for others.
        bare = draft._replace(id="", path="", line_offset=0, notes=(), waivers=())
        return shelf.judge(bare, policy, now)._replace(draft=draft)

    def keep(self) -> None:
        """Write what was judged anew, beside what other processes wrote meanwhile."""
        for shelf in self._shelves.values():
            if shelf:
                shelf.keep()

    def _shelf(self, policy: Policy) -> _Shelf | None:
        # Two configurations may each have a city of this name, and so a policy in the same file.
        which = policy["file"], policy["checksum"]
        if which not in self._shelves:
            self._shelves[which] = None
            with contextlib.suppress(OSError):  # without knowing what judges nothing is remembered
                self._shelves[which] = _Shelf(cache_folder() / f"{policy['file']}.reports.json", policy)
        return self._shelves[which]


class _Shelf:
    """The reports under one policy. Raises OSError where there is no telling what judges."""

    def __init__(self, file: Path, policy: Policy) -> None:
        self._file, self._form = file, Form(policy)
        # The key tells rules and configuration apart, the checksum what another dictionary made of the same rules. The
        # key is that of all editions of a guideline.
        judging = [_FORMAT, policy["city"], policy["edition"], policy["key"], policy["checksum"], installed()]
        self._digest = sha512(json.dumps(judging).encode())
        self._known = _read(file)
        self._used: dict[str, str] = {}  # in the order of this run
        self._fresh = False

    def judge(self, draft: Draft, policy: Policy, now: datetime) -> Report:
        digest = self._digest.copy()
        digest.update(json.dumps(draft, default=datetime.isoformat).encode())
        name, secret = digest.hexdigest()[:32], digest.digest()[32:]
        report = self._remembered(name, secret, draft, now)
        if report is None:
            from postlint.engine import judge

            clock = Clock(now)
            report = judge(draft, policy, now=clock)
            if not clock.by_moment:
                self._remember(name, secret, [[str(clock.today)] if clock.by_day else [], self._form.dump(report)])
        return report

    def _remembered(self, name: str, secret: bytes, draft: Draft, now: datetime) -> Report | None:
        with contextlib.suppress(LookupError, RecursionError, TypeError, ValueError, zlib.error):
            sealed = self._known[name]
            data = unseal(a2b_base64(sealed), secret)
            days, form = json.loads(zlib.decompress(data or b""))
            if not days or days == [str(day_in_japan(now))]:
                report = self._form.load(form, draft)
                self._used[name] = sealed
                return report
        return None

    def _remember(self, name: str, secret: bytes, data: Any) -> None:
        dumped = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        if len(dumped) <= _LARGEST:
            self._used[name] = b2a_base64(seal(zlib.compress(dumped, 1), secret), newline=False).decode()
            self._fresh = True

    def keep(self) -> None:
        if self._fresh:
            kept = {name: sealed for name, sealed in _read(self._file).items() if name not in self._used}
            keep(self._file, json.dumps(_newest({**kept, **self._used})).encode())


def _newest(reports: Mapping[str, str]) -> dict[str, str]:
    newest: dict[str, str] = {}
    room = _ROOM
    for name, sealed in [*reports.items()][: -_MOST - 1 : -1]:
        room -= len(name) + len(sealed)
        if room < 0:
            break
        newest[name] = sealed
    return dict(reversed(newest.items()))


def _read(file: Path) -> dict[str, str]:
    with contextlib.suppress(OSError, RecursionError, ValueError):
        if file.stat().st_size < 2 * _ROOM:
            read = json.loads(file.read_bytes())
            if isinstance(read, dict):
                return {name: sealed for name, sealed in read.items() if isinstance(sealed, str)}
    return {}
