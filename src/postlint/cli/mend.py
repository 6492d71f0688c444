"""`check --fix` and `--diff`: put in the fixes that cannot change the meaning, or show what they would change."""

from __future__ import annotations

import re
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

from postlint.cli.streams import say
from postlint.drafts.decode import decode
from postlint.drafts.rewrite import encodes, rewritten
from postlint.drafts.write import write_whole
from postlint.errors import InputError, Place, unreadable
from postlint.fixes import rounds
from postlint.report.cells import shown
from postlint.report.cover import cover

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from postlint.model import Draft, Report
    from postlint.report.human import Line

_STYLES = {"+": "ok", "-": "ng", "@": "dim"}
_HUNK = re.compile(r"(?<=[-+])(\d+)(?=[, ])")


class Mend:
    """Mends drafts one after the other; with `diff` nothing is written and `lines` gather what would change."""

    def __init__(self, *, diff: bool, show_personal: bool) -> None:
        self.lines: list[Line] = []
        self._diff, self._show_personal = diff, show_personal

    def __call__(self, report: Report, again: Callable[[Draft], Report]) -> Report:
        """Return the report on the mended draft; on the draft as it stands where nothing is written. Raises InputError."""
        path = report.draft.path
        if path == "-":
            if not self._diff:
                hint = "--diff なら、直したものとの違いを表示します"
                raise InputError("標準入力の下書きは書き換えられません", place=Place(path), hint=hint)
            mended = list(rounds(report, again, fits=lambda text: True))
            self._show(report, mended[-1][1] if mended else report)
            return report
        try:
            data = Path(path).read_bytes()
        except OSError as fault:
            raise unreadable(Path(path), fault) from None
        if not decode(data, path=path)[0].endswith(report.draft.text):
            raise InputError("読んだ後にファイルが変わりました", place=Place(path), hint="もう一度実行してください")
        last, number = report, 0
        for fixes, then in rounds(report, again, fits=encodes(data, path=path)):
            data = rewritten(data, last.draft.text, fixes, path=path)
            last, number = then, number + len(fixes)
        if self._diff:
            self._show(report, last)
            return report
        if number:
            write_whole(Path(path), data)
            say(f"postlint: {path}: {number}か所を直しました")
        return last

    def _show(self, before: Report, after: Report) -> None:
        if not self._show_personal:
            before, after = cover(before), cover(after)
        self.lines += _diff(before, after)


def _diff(before: Report, after: Report) -> Iterator[Line]:
    """Yield a unified diff of two texts, with the line numbers of the file; characters that hide are shown escaped."""
    old, new = (re.findall(r"[^\n]*\n|[^\n]+", report.draft.text) for report in (before, after))
    name = shown(before.draft.path)
    for number, line in enumerate(unified_diff(old, new, name, name, lineterm="\n")):
        text = line.removesuffix("\n").removesuffix("\r")
        if number > 1 and line.startswith("@@"):
            text = _HUNK.sub(lambda found: str(int(found[1]) + before.draft.line_offset), text)
        yield [(shown(text), "strong" if number < 2 else _STYLES.get(line[0], ""))]
        if not line.endswith("\n"):
            yield [("\\ No newline at end of file", "dim")]
