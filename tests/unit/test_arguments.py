"""Calls read without typer are read as typer reads them."""

from __future__ import annotations

from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from postlint.cli import arguments
from postlint.cli.app import from_table
from postlint.cli.arguments import CHECK

_WORDS = st.one_of(
    st.sampled_from([flag.written for flag in CHECK]),
    st.sampled_from([flag.written + "=x" for flag in CHECK]),
    st.sampled_from(["-", "--", "-x", "--help", "--cit", "", "--city=", "a.txt", "b.txt", "x=y", "--=", "---"]),
)


def by_typer(words: list[str]) -> dict[str, Any] | None:
    """Return the parameters typer hands over, None when it refuses the call or prints help."""
    import typer

    taken: dict[str, Any] = {}

    def run(**given: Any) -> int:
        taken.update(given)
        return 0

    built = typer.Typer(add_completion=False, rich_markup_mode=None)
    built.command("check")(from_table(run, CHECK))
    try:
        built(words, standalone_mode=False)
    except Exception:
        return None
    return taken or None


@given(st.lists(_WORDS, max_size=5))
@example(["a.txt", "--city", "ueda", "--media", "a.png", "--media=b.png", "-", "--debug"])
@example([])
def test_read_as_typer_reads(words: list[str]) -> None:
    read = arguments.read(words, CHECK)
    assert read is None or read == by_typer(words)


def test_usual_calls_need_no_typer() -> None:
    read = arguments.read(["draft.txt", "--city", "ueda", "--format=json", "--approved", "true"], CHECK)
    assert read is not None
    assert (read["files"], read["city"], read["format"], read["approved"]) == (["draft.txt"], "ueda", "json", "true")
    assert (read["fail_on"], read["media"], read["debug"]) == ("ng", None, False)
