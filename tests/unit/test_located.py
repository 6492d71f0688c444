"""Plain lines are read as YAML reads them."""

from __future__ import annotations

from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from postlint import located
from postlint.errors import InputError, PostlintError
from postlint.located import Text

_LINES = st.lists(
    st.one_of(
        st.from_regex(r"[a-c_]{1,2}: [0-9a-zあ亜 :#'\-\"{\[,]{1,6}", fullmatch=True),
        st.tuples(st.sampled_from(["city: ", "a:", "a : ", "- ", ""]), st.text(max_size=6)).map("".join),
    ),
    min_size=1,
    max_size=3,
)


def seen(source: str) -> Any:
    """Return what `load` gives, with every place, or the error it raises."""
    try:
        table = located.load(source, file="d.txt", error=InputError, first_line=2)
    except PostlintError as fault:
        return str(fault)
    if not isinstance(table, located.Table):
        return repr(table)
    return table.place, [(key, key.place, part, part.place) for key, part in table.items()]


@given(_LINES, st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
@example(["city: ueda", "scheduled_at: 2026-11-24T10:00+09:00", "reason: 誤り（時刻）"], "\r\n", True)
@example(["a: b", "a: c"], "\n", True)
@example([""], "\n", False)
@example(["a: b\u3000"], "\n", False)
@example(["a: b\x85c"], "\n", False)
def test_plain_lines_are_read_as_yaml_reads_them(lines: list[str], end: str, last: bool) -> None:
    source = end.join(lines) + (end if last else "")
    quick = seen(source)
    plain, located._plain = located._plain, lambda *_: None
    try:
        assert seen(source) == quick
    finally:
        located._plain = plain


def test_usual_front_matter_is_plain() -> None:
    source = "city: kashiwa\nplatform: x\nscheduled_at: 2026-11-24T10:00\napproved: true\n"
    table = located._plain(source, "d.txt", 2)
    assert table is not None
    assert isinstance(table["approved"], Text)
    assert table["scheduled_at"].place == ("d.txt", 4, 15, "scheduled_at: 2026-11-24T10:00")
