"""How far a long run is, on a terminal's standard error: posts, rate, remaining time."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_EVERY = 0.5  # seconds between two lines


class Progress:
    """A line that is written over. `items` are counted beforehand, where anybody looks on; reading is a tenth of judging."""

    def __init__(self, items: Callable[[], Iterable[object]], *, done: int = 0) -> None:
        self._shown = sys.stderr.isatty()
        self._total = sum(1 for _ in items()) if self._shown else 0
        self._done = self._before = done
        self._start = self._last = time.monotonic()

    def __enter__(self) -> Progress:
        """Begin."""
        return self

    def __exit__(self, *fault: object) -> None:
        """Take the line away."""
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def step(self) -> None:
        """Count one more."""
        self._done += 1
        now = time.monotonic()
        if not self._shown or now - self._last < _EVERY:
            return
        self._last = now
        rate = (self._done - self._before) / (now - self._start)
        left = max(0, self._total - self._done) / rate
        line = f"{self._done:,} / {self._total:,}件  毎秒{rate:,.0f}件  残り約{in_words(left)}"
        print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)


def in_words(seconds: float) -> str:
    """Write a span of time as one says it: 40秒, 3分, 1時間20分."""
    if seconds < 60:
        return f"{seconds:.0f}秒"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours}時間{minutes}分" if hours else f"{minutes}分"
