"""`postlint init DIR`: make a repository of drafts ready."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from postlint.report.human import Line


def command(
    directory: Annotated[str, typer.Argument(metavar="[DIR]", help="作るフォルダー。なければいまのフォルダー")] = ".",
    city: Annotated[str | None, typer.Option(help="市のid（postlint cities で一覧）")] = None,
    platform: Annotated[str, typer.Option(help="x facebook instagram line youtube threads bluesky mastodon")] = "x",
    account: Annotated[
        str, typer.Option(help="official section designated-manager contractor commissioned private")
    ] = "official",
    ci: Annotated[str | None, typer.Option(help="サーバーで判定する設定も作ります: github gitlab")] = None,
    now: Annotated[str | None, typer.Option(help="現在の日時。指定がなければ、いまの時計")] = None,
    debug: Annotated[bool, typer.Option("--debug", help="思わぬ誤りの詳細を出します")] = False,
) -> int:
    """下書きを置くリポジトリを用意します: 設定、コミットの前の判定、下書きの見本、使い方。もうあるファイルには書き込みません。"""
    from pathlib import Path

    from postlint.cli import starter
    from postlint.cli.check import clock
    from postlint.cli.options import choose, facts_of
    from postlint.cli.streams import write
    from postlint.drafts.write import write_new
    from postlint.errors import InputError, did_you_mean
    from postlint.policy.cities import load_city
    from postlint.policy.files import city_files

    if city is None:
        raise InputError("--city がありません", hint=did_you_mean("", city_files()))
    facts = facts_of({"city": city, "platform": platform, "account": account})
    if ci is not None:
        choose("--ci", ci, tuple(starter.WORKFLOWS))
    known, moment = load_city(city), clock(now)
    folder = Path(directory)
    names = starter.names(ci)
    _refuse_taken(directory, names)
    texts, verdict = starter.texts(known, facts, ci=ci, now=moment)
    write_new({folder / name: texts[name].encode() for name in names})
    names[starter.EXAMPLE] += {"ok": "（判定: 投稿可）", "review": "（判定: 要確認）"}[verdict]
    write([*_made(directory, known.name, names), *_next(folder, directory, ci)])
    return 0


def _refuse_taken(directory: str, names: Iterable[str]) -> None:
    """Refuse a folder that is none, and one in which any of the files is: it is somebody's work."""
    import os.path
    from pathlib import Path

    from postlint.errors import InputError, Place

    # os.path, since Path's own questions raise where a folder may not be read.
    if not directory or (os.path.exists(directory) and not os.path.isdir(directory)):  # noqa: PTH110, PTH112
        raise InputError("フォルダーではありません", place=Place(directory) if directory else None)
    there = [name for name in names if os.path.lexists(Path(directory) / name)]
    if there:
        hint = "何も書いていません。別のフォルダーを指定してください"
        raise InputError(f"もうあります: {'、'.join(there)}", place=Place(directory), hint=hint)


def _made(directory: str, city: str, names: dict[str, str]) -> Iterator[Line]:
    from postlint.report.cells import shown

    where = "このフォルダー" if directory == "." else shown(directory) + " "
    yield [(f"{where}に、{city}の下書きのリポジトリを用意しました。", "strong")]
    longest = max(map(len, names))
    for name, about in names.items():
        yield [(f"  {name:<{longest}}  {about}", "")]


def _next(folder: Path, directory: str, ci: str | None) -> Iterator[Line]:
    """Yield what is left to do, as commands where it is one, and what may stand in the way."""
    import shutil

    from postlint.cli.streams import paper
    from postlint.report.cells import shown
    from postlint.report.human import wrapped

    yield [("", "")]
    yield [("次にすること", "strong")]
    steps = [
        f'cd "{directory}"' if " " in directory else f"cd {directory}" if directory != "." else "",
        "" if _is_repository(folder) else "git init -b main",
        "" if shutil.which("pre-commit") else "pip install pre-commit",
        "pre-commit install",
        "postlint check drafts",
    ]
    yield from ([(f"  {shown(step)}", "")] for step in steps if step)
    for note in _notes(folder, ci):
        yield from wrapped("* ", note, paper("ja"))


def _notes(folder: Path, ci: str | None) -> Iterator[str]:
    import shutil

    from postlint.cli.starter import WORKFLOWS

    above = [parent for parent in folder.resolve().parents if _is_repository(parent)]
    if above and not _is_repository(folder):
        yield (
            f"ここは {above[0]} のリポジトリの中です。pre-commit はリポジトリの先頭にある設定だけを読むので、"
            "git init で別のリポジトリにします。"
        )
    if not shutil.which("postlint"):
        yield "コミットの前の判定は postlint という名で呼びます。postlint を入れた仮想環境を有効にしてからコミットしてください。"
    if ci:
        places = {"github": "OWNER と 0 の並ぶ所", "gitlab": "GROUP、0 の並ぶ所、POSTLINT_PACKAGE"}[ci]
        yield f"{WORKFLOWS[ci]} の {places}を、postlint を置いた場所と、使うコミットに書き換えてください。"


def _is_repository(folder: Path) -> bool:
    import os.path

    return os.path.exists(folder / ".git")  # noqa: PTH110
