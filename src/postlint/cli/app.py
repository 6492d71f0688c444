"""The commands, put together."""

from __future__ import annotations

import typer

from postlint.cli import check, cities, clauses, explain, rules

# rich_markup_mode=None: with it `--help` costs 60 ms more and reads [brackets] as markup.
app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    help="SNS投稿の下書きを、市のソーシャルメディアガイドラインに照らして判定します。",
)
app.command("check")(check.command)
app.command("cities")(cities.command)
app.command("clauses")(clauses.command)
app.command("rules")(rules.command)
app.command("explain")(explain.command)


def _version(value: bool) -> None:  # noqa: FBT001 - typer hands it over so
    if value:
        from postlint import __version__
        from postlint.text.analyser import dictionary_version

        typer.echo(f"postlint {__version__} ({dictionary_version()})")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="版を表示します。"),  # noqa: FBT001
) -> None:
    """SNS投稿の下書きを、市のソーシャルメディアガイドラインに照らして判定します。"""
