"""`postlint city …`: make city files from guidelines, and keep them up with new editions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from postlint.guideline.make import Made

# As in app.py: without rich, `--help` costs nothing and reads no [brackets] as markup.
group = typer.Typer(
    add_completion=False, rich_markup_mode=None, no_args_is_help=True, help="市のファイルをガイドラインから作ります。"
)


@group.command("new")
def new(
    from_: Annotated[str, typer.Option("--from", metavar="FILE", help="ガイドライン（txt、html、pdf）")],
    city: Annotated[
        str | None, typer.Option(help="市のid（例: ishinomaki）か全国地方公共団体コード。なければ文書から")
    ] = None,
    output: Annotated[str | None, typer.Option(metavar="FILE", help="書き込む先。なければ標準出力")] = None,
) -> int:
    """ガイドラインから市のファイルの下書きを作ります。「要確認」を人が確かめてから使ってください。"""
    from postlint.cli import streams
    from postlint.guideline.make import make

    made = make(from_, city)
    if output is None:
        streams.write_utf8(made.text)
    else:
        _save(output, made)
    streams.say(_said(made, output))
    return 0


def _save(output: str, made: Made) -> None:
    """Write a new file; one that is there is somebody's work and stays."""
    from pathlib import Path

    from postlint.errors import InputError, Place

    path = Path(output)
    if path.stem != made.city:
        raise InputError(
            f"ファイル名は {made.city}.yaml にしてください",
            place=Place(output),
            hint="市のidとファイル名は同じでなければ読めません",
        )
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(made.text)
    except FileExistsError:
        raise InputError(
            "もうあるファイルには書き込みません", place=Place(output), hint="別の場所に作り、見比べてください"
        ) from None
    except (OSError, ValueError) as fault:
        why = getattr(fault, "strerror", None) or fault
        raise InputError(f"書き込めません: {why}", place=Place(output)) from None


def _said(made: Made, output: str | None) -> str:
    count = {how: sum(one.how == how for one in made.clauses) for how in ("enforce", "ask", "not_checked")}
    return (
        f"{output or made.city}: 条項 {len(made.clauses)}（自動で検査 {count['enforce']}、人に確認 {count['ask']}、"
        f"検査しない {count['not_checked']}）、要確認 {made.unsure}、入れなかった文 {made.left_out}（ファイルの末尾に一覧）"
    )
