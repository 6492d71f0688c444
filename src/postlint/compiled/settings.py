"""Which `postlint.yaml` a draft is under, read once and kept, so that checking under one reads no YAML either.

It is the nearest one upwards from the draft's own folder. The search ends at the root of a git repository (a folder
with `.git`) and at the home folder, both looked into: what lies above belongs to somebody else.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import unicodedata
import zlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postlint import __version__
from postlint.compiled.folder import cache_folder, keep
from postlint.errors import Place, PolicyError
from postlint.policy.files import city_files, rule_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

NAME = "postlint.yaml"
_FORMAT = "1"


class Settings:
    """A configuration: the absolute path of its file, and what it says with all it extends. Compared by identity."""

    # No NamedTuple: compiling its annotations would cost every start 0.5 ms.

    __slots__ = ("path", "stated")

    def __init__(self, path: str, stated: Mapping[str, Any]) -> None:
        self.path, self.stated = path, stated


@cache
def settings_for(folder: str) -> Settings | None:
    """Return the configuration for drafts of a folder (absolute), None when there is none. Raises PolicyError."""
    path = next(filter(os.path.isfile, places(folder)), None)
    return load_settings(path) if path else None


def places(folder: str) -> Iterator[str]:
    """Yield where a configuration for drafts of a folder (absolute) may be, the nearest first."""
    home = os.path.expanduser("~")  # noqa: PTH111
    while True:
        yield os.path.join(folder, NAME)  # noqa: PTH118
        above = os.path.dirname(folder)  # noqa: PTH120
        if above == folder or folder == home or os.path.exists(os.path.join(folder, ".git")):  # noqa: PTH110, PTH118
            return
        folder = above


@cache
def load_settings(path: str) -> Settings:
    """Read a configuration by its absolute path. Raises PolicyError."""
    file = cache_folder() / f"settings-{zlib.crc32(path.encode(errors='surrogateescape')):08x}.json"
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        checksum, _, rest = file.read_bytes().partition(b"\n")
        if int(checksum, 16) == zlib.crc32(rest):
            kept = json.loads(rest)
            if kept["files"][-1] == path and kept["look"] == _look(kept):
                return Settings(path, kept)
    from postlint.policy.configuration import parse_configuration

    stated = parse_configuration(path, cities=city_files())
    with contextlib.suppress(OSError):
        stated["look"] = _look(stated)
        rest = json.dumps(stated, ensure_ascii=True, separators=(",", ":")).encode()
        keep(file, b"%08x\n%s" % (zlib.crc32(rest), rest))
    return Settings(path, stated)


def _look(stated: Mapping[str, Any]) -> list[list[Any]]:
    """Return what tells without reading that nothing changed: files, and the folders that must hold some."""
    stats = [(name, os.stat(name)) for name in (*stated["files"], *stated["rules_dirs"], *stated["cities_dirs"])]  # noqa: PTH116
    return [[_FORMAT, __version__], *([name, s.st_size, s.st_mtime_ns] for name, s in stats)]


def settings_before_rules(path: str) -> Settings:
    """Read a configuration by its absolute path, though its `rules_dir` may still be empty. Raises PolicyError."""
    from postlint.policy.configuration import parse_configuration

    return Settings(path, parse_configuration(path, cities=city_files(), first_rule=True))


class Matched:
    """What the patterns of configurations fitted so far, by the place they stand at."""

    def __init__(self) -> None:
        self.seen: set[tuple[Any, ...]] = set()

    def last(self, patterns: list[Mapping[str, Any]], path: str) -> bool:
        """Tell whether the last pattern that fits a path takes it in, as .gitignore has it."""
        taken = False
        for pattern in patterns:
            name = _below(path, pattern["root"])
            if name is not None and re.match(pattern["regex"], name):
                self.seen.add(tuple(pattern["place"]))
                taken = pattern["include"]
        return taken

    def facts(self, settings: Settings, path: str) -> dict[str, Any]:
        """Return the facts of a draft (absolute path); of several entries that fit, later ones win."""
        facts: dict[str, Any] = {}
        for entry in settings.stated["drafts"]:
            if self.last(entry["files"], path):
                facts |= entry["facts"]
        return facts

    def ignored(self, settings: Settings, path: str) -> bool:
        """Tell whether a draft (absolute path) is left out of folders."""
        return self.last(settings.stated["ignore"], path)

    def idle(self, settings: Settings, folder: str) -> Iterator[PolicyError]:
        """Yield an error for each pattern that can only mean drafts of a checked folder (absolute) and fitted none."""
        for pattern in _patterns(settings):
            meant = os.path.normpath(os.path.join(pattern["root"], pattern["under"]))  # noqa: PTH118
            if tuple(pattern["place"]) not in self.seen and _below(meant + "/x", folder) is not None:
                place = Place(*pattern["place"])
                yield PolicyError("この型に当てはまる下書きがありません", place=place, hint="道筋を確かめてください")


def _patterns(settings: Settings) -> Iterator[Mapping[str, Any]]:
    yield from settings.stated["ignore"]
    for entry in settings.stated["drafts"]:
        yield from entry["files"]


def _below(path: str, root: str) -> str | None:
    """Return a path as seen from a folder, with / and composed letters (macOS takes が apart); None outside it."""
    try:
        name = os.path.relpath(path, root)
    except ValueError:  # another drive
        return None
    if name == os.pardir or name.startswith(os.pardir + os.sep):
        return None
    return unicodedata.normalize("NFC", name.replace(os.sep, "/"))


def judging(settings: Settings | None) -> dict[str, Any]:
    """Return what of a configuration changes how drafts are judged, but for files of rules and cities: empty mostly."""
    if settings is None:
        return {}
    stated = settings.stated
    own: dict[str, Any] = {
        name: stated[name] for name in ("accounts", "hosts", "handles", "tags", "partners", "phones")
    }
    own["rules"] = [[override["name"], override["level"]] for override in stated["rules"]]
    own["added"] = bool(stated["rules_dirs"])
    return own if any(own.values()) else {}


def own_files(settings: Settings | None) -> tuple[list[Path], dict[str, Path]]:
    """Return the rule files and city files of one's own. Raises PolicyError for a city that is shipped already."""
    if settings is None:
        return [], {}
    folders = list(map(Path, settings.stated["rules_dirs"]))
    rules = [path for one in folders for path in sorted([*one.glob("*.yaml"), *one.glob("terms/*.yaml")])]
    folders = list(map(Path, settings.stated["cities_dirs"]))
    cities = {path.stem: path for one in folders for path in sorted(one.glob("*.yaml"))}
    for id_ in sorted(cities.keys() & city_files().keys()):
        where = Place(str(cities[id_]))
        raise PolicyError(f"市 {id_} は postlint にもうあります", place=where, hint="別のidにしてください")
    return rules, cities


def all_files(settings: Settings | None) -> tuple[list[Path], dict[str, Path]]:
    """Return every rule file and city file, those shipped and those of one's own. Raises PolicyError."""
    rules, cities = own_files(settings)
    return [*rule_files(), *rules], {**city_files(), **cities}


def rests_on(settings: Settings, changed: AbstractSet[str]) -> bool:
    """Tell whether any of changed files (absolute paths, some of them gone) is or was one that a configuration reads."""
    rules, cities = own_files(settings)
    read = [*settings.stated["files"], *map(str, [*rules, *cities.values()])]
    if not changed.isdisjoint({*read, *map(os.path.realpath, read)}):
        return True
    stated = (*settings.stated["rules_dirs"], *settings.stated["cities_dirs"])
    folders = {*stated, *map(os.path.realpath, stated)}
    return any(
        name.endswith(".yaml") and os.path.dirname(name).removesuffix(os.sep + "terms") in folders  # noqa: PTH120
        for name in changed
    )
