"""What the date reader makes of real bulletins, and where calendar and bulletin disagree.

    .venv/bin/python tests/benchmarks/dates_against_reality.py BULLETIN.jsonl [--kind days|clocks|ranges|weekdays]

Each line is {"id", "text", "published": "2024.04.15"}; the date of issue is the moment of posting. Prints every pair of
date and weekday that disagrees, every day or time that does not exist, and what a crude pattern sees and the reader does
not. With --kind, prints every reading of that kind with its context instead, to be read by eye.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from datetime import datetime
from pathlib import Path

from postlint.japan import JAPAN
from postlint.model import Draft
from postlint.text.document import Document

PAIR = re.compile(r"[0-9]{1,2}日 ?[(]?([月火水木金土日])(?:[)・]|曜)|[0-9]/[0-9]{1,2} ?[(][月火水木金土日][)・]")
DAY = re.compile(
    r"[0-9]{1,2}月 ?[0-9]{1,2}(?:日|[(])|(?<![0-9])[0-9]{1,2}日(?=[(]?[月火水木金土日][)曜]|[かまに、はの]|$)", re.M
)
TIME = re.compile(r"(?<![0-9:])[0-9]{1,2}(?:時(?!間|限)|:[0-9]{2}(?![0-9]))")


def around(text: str, start: int, end: int) -> str:
    """Return a span with 24 code points on either side, on one line."""
    return (text[max(0, start - 24) : start] + "【" + text[start:end] + "】" + text[end : end + 24]).replace("\n", "⏎")


def main() -> None:
    """Read and report."""
    options = argparse.ArgumentParser()
    options.add_argument("bulletin", type=Path)
    options.add_argument(
        "--kind", choices=("days", "months", "years", "clocks", "ranges", "weekdays", "relatives", "durations")
    )
    given = options.parse_args()
    counts: Counter[str] = Counter()
    for line in given.bulletin.read_text("utf-8").splitlines():
        record = json.loads(line)
        issued = datetime.strptime(record["published"], "%Y.%m.%d").replace(hour=10, tzinfo=JAPAN)
        document = Document(Draft(record["text"], id=record["id"], scheduled_at=issued))
        dates, text = document.dates, document.text
        for kind in dates._fields:
            counts[kind] += len(getattr(dates, kind))
        if given.kind:
            for item in getattr(dates, given.kind):
                print(record["id"], around(text, item.start, item.end))
            continue
        for day in dates.days:
            counts["pairs of date and weekday"] += day.weekday is not None
            counts["year " + (day.year_from or "unknown")] += 1
            counts["month " + (day.month_from or "unknown")] += 1
            if day.date is None:
                print("NO SUCH DAY", record["id"], record["published"], around(text, day.start, day.end))
            elif day.weekday not in (None, day.date.weekday()):
                print("DISAGREES", record["id"], record["published"], day.date, around(text, day.start, day.end))
        for clock in dates.clocks:
            if clock.minutes is None:
                print("NO SUCH TIME", record["id"], around(text, clock.start, clock.end))
        for name, pattern, items in (
            ("PAIR", PAIR, dates.days),
            ("DAY", DAY, dates.days),
            ("TIME", TIME, dates.clocks),
        ):
            for found in pattern.finditer(text):
                counts["crude " + name.lower()] += 1
                if not any(item.start < found.end() and found.start() < item.end for item in items):
                    counts["crude " + name.lower() + " missed"] += 1
                    print("MISSED", name, record["id"], around(text, *found.span()))
    for name, count in counts.items():
        print(f"{count:6} {name}")


if __name__ == "__main__":
    main()
