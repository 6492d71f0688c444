"""Which drafts were added or changed since a commit, as Git tells.

Nothing is read through a shell, names are taken as bytes between NULs (`-z`), so blanks, Japanese and line feeds in them
are names like any other.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from postlint.drafts.read import SIDECAR, is_draft, sidecar_of
from postlint.errors import InputError, unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from collections.abc import Set as AbstractSet


def changed_since(
    ref: str, within: Sequence[str] = (), *, concerned: Callable[[str, AbstractSet[str]], bool] | None = None
) -> list[str]:
    """Return the drafts that differ from `ref`, or from where this branch left it, in order of name.

    Counted are commits, staged and unstaged changes and files not yet added to Git, all over the repository or in the
    files and folders `within`; deleted drafts are left out, renamed ones go by their new name, and a draft whose sidecar
    of waivers changed or went is one that changed. So is every draft that is `concerned` (asked with its absolute path
    and those of all files that differ, the deleted ones among them). Paths are relative to the current folder. Raises
    InputError.
    """
    wanted = [_home(given) for given in within]
    top = Path(os.fsdecode(_git("rev-parse", "--show-toplevel").rstrip(b"\r\n"))).resolve()
    base = _base(ref)
    names = {
        *_names("diff", "--name-only", "--no-renames", "--no-relative", "--ignore-submodules", "-z", base, "--"),
        *_names("-C", str(top), "ls-files", "--others", "--exclude-standard", "-z"),
    }
    drafts = _drafts(names, top, wanted)
    if any(not is_draft(PurePosixPath(name)) for name in names):
        changed = {os.path.join(top, name) for name in names}  # noqa: PTH118
        sidecars = {path.casefold() for path in changed if path.casefold().endswith(SIDECAR)}
        known = _names("-C", str(top), "ls-files", "--cached", "--others", "--exclude-standard", "-z")
        for draft in _drafts(known, top, wanted):
            beside = str(sidecar_of(draft)).casefold() in sidecars
            if beside or (concerned is not None and concerned(str(draft), changed)):
                drafts.add(draft)
    return [os.path.relpath(draft) for draft in sorted(drafts, key=lambda path: path.parts)]


def _drafts(names: Iterable[str], top: Path, wanted: Sequence[Path]) -> set[Path]:
    """Return the drafts among names of a repository's files, those that are there and wanted (all when nothing is)."""
    named = (top / name for name in names if is_draft(PurePosixPath(name)))
    return {
        path for path in named if os.path.lexists(path) and (not wanted or any(_under(path, one) for one in wanted))
    }


def _base(ref: str) -> str:
    """Return the commit to compare with: what others added to `ref` meanwhile is not ours to judge."""
    if ref.startswith("-") or not _asks("rev-parse", "--verify", "--quiet", f"{ref}^{{tree}}"):
        name = "".join(char if char.isprintable() else "?" for char in ref)
        hint = "綴りを確かめてください。浅く取得した（shallow）リポジトリなら git fetch --unshallow が要ります"
        raise InputError(f"コミットやブランチ {name} が見つかりません", hint=hint)
    # No common ancestor, as in a shallow clone, or a tree: then all that differs from it.
    return os.fsdecode(_asks("merge-base", ref, "HEAD")).strip() or ref


def _names(*arguments: str) -> list[str]:
    return [os.fsdecode(name) for name in _git(*arguments).split(b"\0") if name]


def _git(*arguments: str) -> bytes:
    done = _run(*arguments)
    if done.returncode == 0:
        return done.stdout
    said = done.stderr.decode(errors="replace").strip().partition("\n")[0]
    if "not a git repository" in said:
        raise InputError("ここはGitのリポジトリではありません", hint="リポジトリのフォルダーの中で実行してください")
    raise InputError(f"Gitで変更を調べられません: {said}")


def _asks(*arguments: str) -> bytes:
    """Return what Git answers, nothing where it says no."""
    done = _run(*arguments)
    return done.stdout if done.returncode == 0 else b""


def _run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    # Its messages in English, to tell them apart; no lock, since an editor may be committing right now.
    env = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        return subprocess.run(["git", *arguments], capture_output=True, check=False, env=env, stdin=subprocess.DEVNULL)
    except FileNotFoundError:
        raise InputError("gitが見つかりません", hint="Gitを入れるか、ファイルを指定してください") from None


def _home(given: str) -> Path:
    """Return the place of a file or folder, its own name kept if that is a link. Raises InputError where there is none."""
    path = Path(given)
    try:
        path.stat()
    except (OSError, ValueError) as fault:
        raise unreadable(path, fault) from None
    return path.resolve() if path.name in ("", "..") else path.parent.resolve() / path.name


def _under(path: Path, home: Path) -> bool:
    return path == home or home in path.parents
