"""`postlint city …`: make city files from guidelines, and keep them up with new editions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postlint.guideline.compare import Change
    from postlint.guideline.make import Made
    from postlint.policy.cities import City
    from postlint.report.human import Line, Paper

_KINDS = {"came": "加わった", "went": "なくなった", "changed": "文が変わった", "moved": "番号が変わった"}

# As in app.py: without rich, `--help` costs nothing and reads no [brackets] as markup.
_GROUP = typer.Typer(
    add_completion=False, rich_markup_mode=None, no_args_is_help=True, help="市のファイルをガイドラインから作ります。"
)


def group() -> typer.Typer:
    """Return the group of commands."""
    return _GROUP


@_GROUP.command("new")
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
        streams.write_utf8(made.text, None)
    else:
        _save(output, made.city, made.text)
    streams.say(_said(made, output))
    return 0


@_GROUP.command("update")
def update(
    city: Annotated[str, typer.Argument(help="市のid、または市のファイル（yaml）")],
    from_: Annotated[str, typer.Option("--from", metavar="FILE", help="新しい版のガイドライン（txt、html、pdf）")],
    since: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="新しい版が効力を持つ最初の日。今までの条項を、その前の日までの版として残します"
        ),
    ] = None,
    output: Annotated[str | None, typer.Option(metavar="FILE", help="書き込む先。なければ標準出力")] = None,
) -> int:
    """新しい版のガイドラインに合わせた市のファイルを作ります。変わらない条項はそのまま、変わった条項に「要確認」を付けます。"""
    from pathlib import Path

    from postlint.cli import streams
    from postlint.cli.options import choose, day_of
    from postlint.guideline.earlier import last_day, with_earlier
    from postlint.guideline.make import make
    from postlint.guideline.update import carried_over
    from postlint.guideline.update import update as updated
    from postlint.policy.cities import parse_city
    from postlint.policy.files import city_files, read

    path = Path(city)
    if path.suffix not in (".yaml", ".yml"):
        choose("市", city, tuple(city_files()))
        path = city_files()[city]
    source = read(path)
    old = parse_city(source, path)
    until = last_day(day_of(since, flag="--since"), old, path) if since is not None else None
    made = make(from_, path.stem)
    text = updated(source, path, made)
    if until is not None:
        text = with_earlier(text, source, old, until, path)
    if output is None:
        streams.write_utf8(text, None)
    else:
        _save(output, made.city, text)
    kept = carried_over(made.clauses, text)
    moved = f"。{until} までの版として前の条項を残しました" if until is not None else ""
    streams.say(
        f"{output or made.city}: 条項 {len(made.clauses)}（そのまま {kept}、要確認 {len(made.clauses) - kept}）{moved}"
    )
    return 0


@_GROUP.command("diff")
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="市のid、市のファイル（yaml）、またはガイドライン")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="同じく、新しい方")],
    format: Annotated[str, typer.Option(help="human か json")] = "human",  # noqa: A002
) -> int:
    """二つの版を比べ、加わった・なくなった・変わった条項と、関わるルールを示します。終了コード: 0 同じ、1 違う。"""
    from postlint.cli import streams
    from postlint.cli.options import choose
    from postlint.guideline.compare import compare

    choose("--format", format, ("human", "json"))
    before, after = _edition(old), _edition(new)
    changes = list(compare(before.clauses, after.clauses))
    if format == "json":
        from postlint.report.json import dump

        streams.write_utf8(dump({"schema_version": 1, "changes": [_plain(change) for change in changes]}), "json")
    else:
        streams.write(_changes(changes, streams.paper("ja")))
    return 1 if changes else 0


def _edition(name: str) -> City:
    """Return a known city, a city file, or what a guideline is made into."""
    from pathlib import Path

    from postlint.guideline.make import make
    from postlint.policy.cities import load_city, parse_city
    from postlint.policy.files import city_files, read

    path = Path(name)
    if name in city_files():
        return load_city(name)
    if path.suffix in (".yaml", ".yml"):
        return parse_city(read(path), path)
    if not path.suffix and "/" not in name:
        return load_city(name)  # says what it may have been meant for
    made = make(name)
    return parse_city(made.text, Path(f"{made.city}.yaml"))


def _changes(changes: list[Change], paper: Paper) -> Iterator[Line]:
    from postlint.report.human import wrapped

    for change in changes:
        clause = change.new or change.old
        assert clause is not None
        yield from wrapped("", f"{clause.clause.cite} {_KINDS[change.kind]}", paper, "strong")
        if change.kind == "moved" and change.old is not None:
            yield from wrapped("  前 ", change.old.clause.cite, paper, "dim")
        elif change.old is not None:
            yield from wrapped("  前 ", change.old.clause.text, paper, "dim")
        if change.new is not None:
            yield from wrapped("  今 ", change.new.clause.text, paper)
        if change.rules:
            yield from wrapped("  関わるルール ", "、".join(change.rules), paper, "review")
    count = {kind: sum(change.kind == kind for change in changes) for kind in _KINDS}
    said = "、".join(f"{_KINDS[kind]} {n}" for kind, n in count.items() if n)
    yield [(said or "条項は同じです", "strong")]


def _plain(change: Change) -> dict[str, object]:
    def clause(one: object) -> dict[str, str] | None:
        found = getattr(one, "clause", None)
        return None if found is None else {"id": found.id, "cite": found.cite, "text": found.text}

    return {"kind": change.kind, "old": clause(change.old), "new": clause(change.new), "rules": list(change.rules)}


def _save(output: str, city: str, text: str) -> None:
    """Write a new file; one that is there is somebody's work and stays."""
    from pathlib import Path

    from postlint.errors import InputError, Place

    path = Path(output)
    if path.stem != city:
        raise InputError(
            f"ファイル名は {city}.yaml にしてください",
            place=Place(output),
            hint="市のidとファイル名は同じでなければ読めません",
        )
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
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
