"""The compiled policy on disk, so that a plain `check` reads no YAML and start-up does not grow with the rules.

One file a city in the user's own cache folder, and one for each earlier edition of its guideline that was asked for: a
checksum, a head, and pieces that are parsed only when a draft calls for them (`postlint.compiled.store`). JSON rather than marshal or pickle: a damaged or hostile file can be wrong,
but it cannot run anything. The key covers the content of every rule and city file, what a configuration says of judging, the
version and the dictionary; as long as names, sizes and times of change are those of the last look, the content is not read again. A file that does
not fit is rebuilt without a word.
"""

from __future__ import annotations

import json
import os
import zlib
from array import array
from mmap import ACCESS_READ, mmap
from typing import TYPE_CHECKING, Any

from postlint import __version__
from postlint.compiled.folder import cache_folder, keep
from postlint.compiled.settings import judging, own_files
from postlint.compiled.store import Pieces, pack, unpack
from postlint.errors import InputError, PolicyError, did_you_mean
from postlint.policy.files import city_files, rule_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from postlint.compiled.settings import Settings

_FORMAT = "47"


def policy(city: str, settings: Settings | None = None, *, on: date | None = None) -> dict[str, Any]:
    """Return the compiled policy of a city, as a configuration changes it.

    It is that of the edition of the guideline in force `on` a day (Japan), of the current one without. The current one's
    `editions` are the last days of the earlier ones, the newest first; `edition` is an earlier one's own, else empty.
    `file` is the name it is kept under, `checksum` that of all it says.
    Raises InputError (unknown city) and PolicyError (a broken file).
    """
    own_rules, own_cities = own_files(settings)
    files = {**city_files(), **own_cities}
    if city not in files:
        raise InputError(f"市区町村「{city}」のガイドラインがありません", hint=did_you_mean(city, files))
    sources = [*rule_files(), *own_rules, files[city]]
    current = _kept(city, settings, sources)
    if on is None or not current["editions"]:
        return current
    from postlint.policy.editions import in_force

    until = in_force(current["editions"], on)
    return _kept(city, settings, sources, until) if until else current


def _kept(city: str, settings: Settings | None, sources: list[Path], until: str = "") -> dict[str, Any]:
    """Return the policy of one edition, out of the cache where it fits, else compiled and put there."""
    own = judging(settings)
    # One file for each configuration, so that two of them do not push each other out.
    name = f"{city}-{zlib.crc32(os.fsencode(settings.path)):08x}" if own and settings else city
    name += until and f"@{until}"
    file = cache_folder() / f"{name}.json"
    kept = _read(file)
    look = [*_look(sources), own]
    if kept and kept[0]["look"] == look:
        head, pieces, checksum = kept
        return {**unpack(head, pieces), "file": name, "checksum": checksum}
    key = _key(sources, own)
    if kept and kept[0]["key"] == key:
        head, pieces, _ = kept
    else:
        from postlint.compiled.build import build

        head, pieces = pack(build(city, settings, until))
    head = {**head, "key": key, "look": look}
    checksum = _write(file, head, pieces)
    return {**unpack(head, pieces), "file": name, "checksum": checksum}


def _look(files: Iterable[Path]) -> list[list[Any]]:
    """Return what tells without reading that nothing changed: version, paths, sizes, times of change."""
    try:
        stats = [(str(path), path.stat()) for path in files]
    except OSError as fault:
        raise PolicyError(f"{fault.filename} を開けません: {fault.strerror}") from None
    return [[_FORMAT, __version__, *_analyser()], *([n, s.st_size, s.st_mtime_ns] for n, s in stats)]


def _analyser() -> list[Any]:
    """Return what tells that sudachipy is the same: to import it for its version would cost 20 ms."""
    from importlib.machinery import PathFinder

    found = PathFinder.find_spec("sudachipy")
    where = found and found.origin
    return [where, os.stat(where).st_mtime_ns] if where else []  # noqa: PTH116


def _key(files: Iterable[Path], own: Mapping[str, Any]) -> str:
    # The dictionary's own version is pinned with the package; asking importlib.metadata for it would cost 20 ms.
    import hashlib  # 3 ms, and only when something changed

    import sudachipy

    digest = hashlib.sha256(f"{_FORMAT} {__version__} {sudachipy.__version__}".encode())
    if own:
        digest.update(json.dumps(own, sort_keys=True).encode())
    for path in files:
        try:
            data = path.read_bytes()
        except OSError as fault:
            raise PolicyError(f"{path} を開けません: {fault.strerror}") from None
        digest.update(f"\0{path.name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def _read(file: Path) -> tuple[dict[str, Any], Pieces, int] | None:
    try:
        with file.open("rb") as opened:
            # Mapped: to read 3 MB into fresh memory takes 8 ms of every start, and most of them are never looked at.
            # Another process replaces the file by a new one and never writes into it.
            data = memoryview(mmap(opened.fileno(), 0, access=ACCESS_READ))
        first, _, rest = bytes(data[:80]).partition(b"\n")
        sizes, _, _ = rest.partition(b"\n")
        start = len(first) + 1
        checksum = zlib.crc32(data[start:])
        if int(first, 16) != checksum:
            return None
        top, middle = map(int, sizes.split())
        start += len(sizes) + 1
        head = json.loads(bytes(data[start : start + top]))
        ends = array("I")
        ends.frombytes(data[start + top : start + top + middle])
        pieces = Pieces(ends, data[start + top + middle :])
        head["key"], head["look"], unpack(head, pieces)
        return head, pieces, checksum
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(file: Path, head: Mapping[str, Any], pieces: Pieces) -> int:
    top = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    middle = pieces.ends.tobytes()
    rest = b"%d %d\n%s%s%s" % (len(top), len(middle), top, middle, pieces.body)
    checksum = zlib.crc32(rest)
    keep(file, b"%08x\n%s" % (checksum, rest))
    return checksum
