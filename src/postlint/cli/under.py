"""The configurations that the drafts of one run are under, and which of their patterns fitted something."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from postlint.compiled.settings import Matched, Settings, load_settings, places, rests_on, settings_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from postlint.errors import PolicyError


class Under:
    """What `postlint.yaml` says of drafts: the one upwards from each, or the one that is named for all."""

    def __init__(self, named: str | None = None) -> None:
        self._named = None
        if named is not None:
            self._named = load_settings(existing(named))
        self._matched = Matched()
        self._changed: dict[Settings | None, bool] = {}
        self._folders: dict[str, set[Settings | None]] = {}

    def settings(self, path: str) -> Settings | None:
        """Return the configuration of a draft; standard input is under that of the current folder."""
        if self._named is not None:
            return self._named
        return settings_for(os.getcwd() if path == "-" else os.path.dirname(os.path.abspath(path)))  # noqa: PTH100, PTH109, PTH120

    def together(self, paths: Iterable[str]) -> Settings | None:
        """Return the one configuration of inputs that are judged together: upwards from each, else the current folder's.

        Raises InputError where they are under several.
        """
        if self._named is not None:
            return self._named
        found: dict[Settings | None, str] = {}
        for path in paths:
            whole = os.path.abspath(path)  # noqa: PTH100
            folder = whole if os.path.isdir(whole) else os.path.dirname(whole)  # noqa: PTH112, PTH120
            found.setdefault(settings_for(folder) or self.settings("-"), path)
        if len(found) > 1:
            from postlint.errors import InputError

            hint = "分けて実行するか、--config で一つを指定してください"
            raise InputError(
                f"設定（postlint.yaml）が違うものを一度に扱えません: {'、'.join(found.values())}", hint=hint
            )
        return next(iter(found), None)

    def facts(self, path: str) -> dict[str, Any]:
        """Return the facts of a draft, by its path."""
        settings = self.settings(path)
        if settings is None or path == "-":
            return {}
        return self._matched.facts(settings, os.path.abspath(path))  # noqa: PTH100

    def chosen(self, name: str, paths: list[str]) -> list[str]:
        """Return the drafts found under `name` without those a configuration ignores; a named file is always judged.

        Raises InputError when nothing is left of a folder.
        """
        if not os.path.isdir(name):  # noqa: PTH112
            return paths
        under = {path: self.settings(path) for path in paths}
        kept = [path for path, settings in under.items() if not self._ignored(settings, path)]
        if not kept:
            from postlint.errors import InputError, Place

            hint = "postlint.yaml の ignore を確かめてください"
            raise InputError("このフォルダーの下書きはすべて除かれています", place=Place(name), hint=hint)
        self._folders.setdefault(os.path.abspath(name), set()).update(under.values())  # noqa: PTH100
        return kept

    def kept(self, paths: list[str]) -> list[str]:
        """Return the drafts that no configuration ignores, of those nobody named."""
        return [path for path in paths if not self._ignored(self.settings(path), path)]

    def concerned(self, draft: str, changed: AbstractSet[str]) -> bool:
        """Tell whether changed files (absolute paths, always the same) may change how a draft is judged that did not change.

        These are its configuration and what that extends, the rules and cities of one's own, and a nearer configuration
        that is gone.
        """
        settings = self.settings(draft)
        if self._named is None:
            for place in places(os.path.dirname(draft)):  # noqa: PTH120
                if place in changed:
                    return True
                if settings and place == settings.path:
                    break
        if settings not in self._changed:
            self._changed[settings] = settings is not None and rests_on(settings, changed)
        return self._changed[settings]

    def _ignored(self, settings: Settings | None, path: str) -> bool:
        return settings is not None and self._matched.ignored(settings, os.path.abspath(path))  # noqa: PTH100

    def idle(self) -> Iterator[PolicyError]:
        """Yield an error for each pattern that fitted nothing in the folders that were checked whole."""
        said = set()
        for folder, several in self._folders.items():
            for settings in several:
                for fault in self._matched.idle(settings, folder) if settings else ():
                    if str(fault) not in said:
                        said.add(str(fault))
                        yield fault


def existing(named: str) -> str:
    """Return the absolute path of a configuration. Raises InputError when it is not there."""
    from pathlib import Path

    from postlint.errors import InputError, Place, unreadable

    try:
        Path(named).stat()
    except (OSError, ValueError) as fault:
        raise unreadable(Path(named), fault) from None
    if Path(named).is_dir():
        raise InputError("フォルダーです", place=Place(named), hint="postlint.yaml のファイルを指定してください")
    return os.path.abspath(named)  # noqa: PTH100
