"""The compiled policy on disk, so that a plain `check` reads no YAML and start-up does not grow with the rules.

One file a city in the user's own cache folder: a digest, a head, then each rule and context on a line of its own,
parsed only when the draft calls for it. JSON rather than marshal or pickle: a damaged or hostile file can be wrong,
but it cannot run anything. The key covers every rule and city file, the version and the dictionary. A file that does
not fit is rebuilt without a word.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postlint import __version__
from postlint.errors import InputError, PolicyError, did_you_mean
from postlint.policy.files import city_files, rule_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_FORMAT = "4"


class Lines:
    """Rules or contexts by number or name, each parsed from its line when asked for."""

    def __init__(self, lines: list[bytes], names: Mapping[str, int] | None = None) -> None:
        self._lines, self._names = lines, names
        self._parsed: dict[int, Any] = {}

    def __getitem__(self, key: int | str) -> Any:
        """Return one entry."""
        number = key if isinstance(key, int) else self._names[key] if self._names else 0
        if number not in self._parsed:
            self._parsed[number] = json.loads(self._lines[number])
        return self._parsed[number]


def policy(city: str) -> dict[str, Any]:
    """Return the compiled policy of a city. Raises InputError (unknown city) and PolicyError (a broken file)."""
    files = city_files()
    if city not in files:
        raise InputError(f"市区町村「{city}」のガイドラインがありません", hint=did_you_mean(city, files))
    key = _key([*rule_files(), files[city]])
    file = cache_folder() / f"{city}.json"
    kept = _read(file, key)
    if kept is None:
        from postlint.compiled.build import build

        kept = build(city)
        kept["key"] = key
        _write(file, kept)
    return kept


def cache_folder() -> Path:
    """Return the user's own cache folder: `POSTLINT_CACHE`, else the platform's usual place."""
    # platformdirs would say the same for 16 ms of every run.
    if named := os.environ.get("POSTLINT_CACHE"):
        return Path(named)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or "~/AppData/Local"
    elif sys.platform == "darwin":
        base = "~/Library/Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    try:
        return Path(base).expanduser() / "postlint"
    except RuntimeError:  # no home folder: nothing will be kept
        return Path(os.devnull) / "postlint"


def _key(files: Iterable[Path]) -> str:
    # The dictionary's own version is pinned with the package; asking importlib.metadata for it would cost 20 ms.
    import sudachipy

    digest = hashlib.sha256(f"{_FORMAT} {__version__} {sudachipy.__version__}".encode())
    for path in files:
        try:
            data = path.read_bytes()
        except OSError as fault:
            raise PolicyError(f"{path} を開けません: {fault.strerror}") from None
        digest.update(f"\0{path.name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def _read(file: Path, key: str) -> dict[str, Any] | None:
    try:
        digest, _, body = file.read_bytes().partition(b"\n")
        if digest.decode() != hashlib.sha256(body).hexdigest():
            return None
        head, *lines = body.split(b"\n")
        kept = json.loads(head)
        if kept["key"] != key:
            return None
        names = kept["contexts"]
        return {**kept, "rules": Lines(lines), "contexts": Lines(lines, names)}
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(file: Path, built: Mapping[str, Any]) -> None:
    contexts = built["contexts"]
    first = len(built["rules"])
    names = {name: first + number for number, name in enumerate(contexts)}
    head = {**built, "rules": None, "contexts": names}
    body = b"\n".join(_line(part) for part in (head, *built["rules"], *contexts.values()))
    scratch = file.with_suffix(f".{os.getpid()}.tmp")
    with contextlib.suppress(OSError):  # a cache that cannot be kept is no fault
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        scratch.write_bytes(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        scratch.replace(file)


def _line(part: Any) -> bytes:
    return json.dumps(part, ensure_ascii=False, separators=(",", ":")).encode()
