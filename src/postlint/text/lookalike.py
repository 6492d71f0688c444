"""Hosts made to look like the city's own: misspelt, put before a foreign domain, or joined from its name.

Known problems: that a private host bears nothing but the city's name and a word of authority (ueda-tax.example) is
enough; the check's `partners` are how a city says that it knows better.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise

from postlint.text.hosts import KINDS, inside, listed, official
from postlint.text.links import decode

_ON_PURPOSE = (".ac.jp", ".ed.jp", ".go.jp")  # given only to schools and ministries, so nobody can pose there
# Words that pretend to be the town hall. `official`, `info` and the like do so only beside one of these.
_AUTHORITY = (
    "gov", "lg", "go", "pref", "tax", "zei", "nouzei", "shizei", "yakusho", "kouhou", "koho", "kyufukin", "kokuho",
)  # fmt: skip
_OF_KIND = {
    "city": ("city", "shi"),
    "town": ("town", "cho", "machi"),
    "vill": ("vill", "village", "mura", "son"),
    "village": ("vill", "village", "mura", "son"),
}
_FILLERS = (
    "www", "web", "site", "home", "hp", "jp", "hall", "official", "info", "online", "service", "support", "portal", "help",
    "login", "secure", "id", "my", "pay", "payment", "refund", "kanpu", "zeimu", "form", "apply", "card", "mynumber",
)  # fmt: skip
# Cyrillic and Greek letters that are drawn like Latin ones.
_TWINS = str.maketrans(
    "авгеікмнорсԁтуһхүѕјӏԛԝαβγεικνορτυχω",
    "abreikmhopcdtyhxysjlqwabyeikvoptuxw",
)
_SKELETON = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("0", "o"), ("1", "l"), ("i", "l"))
_LONGEST = 253  # no browser resolves more


def mixed(host: str) -> bool:
    """Tell whether a label holds letters drawn like Latin ones among Latin letters, or nothing but such letters."""
    for label in decode(host).split("."):
        foreign = [char for char in label if "\u0370" <= char <= "\u058f" or "\u13a0" <= char <= "\u13ff"]
        latin = any(char.isascii() and char.isalpha() for char in label)
        if foreign and (latin or label.translate(_TWINS).isascii()):
            return True
    return False


@lru_cache(maxsize=1 << 14)  # several rules ask about every link
def lookalike(host: str, own: tuple[str, ...]) -> str:
    """Return the own host that `host` imitates, or "".

    It imitates one when it holds the own host, or anything in lg.jp or go.jp, as labels of a foreign domain; when it
    is two letters away from it and no government's; or when labels join the city's name with a word of authority
    and hold no word besides (city-kashiwa.example, but not kashiwa-city-marathon.example).
    """
    if not own or len(host) > _LONGEST or inside(host, own) or host.endswith(_ON_PURPOSE) or official(host):
        return ""
    if inside(host, listed("tenants")):
        return ""
    plain = _latin(host)
    for known in own:
        if f".{known}." in f".{host}" or _near(plain, known):
            return known
    if host.endswith(".lg.jp"):
        return ""
    if ".lg.jp." in plain or ".go.jp." in plain:
        return own[0]
    return next((known for known in own if _poses(host, known)), "")


def _near(plain: str, known: str) -> bool:
    """Tell whether the end of a host, or as many labels of it as `known` has, are a misspelling of `known`."""
    labels, count = plain.split("."), known.count(".") + 1
    most = 2 if len(known) >= 12 else 1
    parts = {".".join(labels[first:]) for first in range(max(0, len(labels) - count - 2), len(labels))}
    parts |= {".".join(labels[first : first + count]) for first in range(len(labels) - count)}
    for part in parts:
        apart = abs(len(part) - len(known))
        if apart <= 4 and skeleton(part) == skeleton(known):
            return True
        if apart <= most and distance(part, known) <= most:
            return True
    return False


def _poses(host: str, known: str) -> bool:
    """Tell whether neighbouring labels hold the city's name and a word of authority, and nothing else."""
    name, kind = _name(known)
    if len(name) < 3:
        return False
    authority, word = _vocabulary(known)
    labels = decode(host).split(".")
    if labels[-1] != "city":  # kashiwa.city; any other top-level domain says nothing
        labels.pop()
    seen: set[str] = set()
    for label in labels:
        plain = skeleton(_latin(label))
        # Accented or foreign letters in a name so close to the city's are no accident.
        joined = (skeleton(name + kind), skeleton(kind + name))
        if not label.isascii() and any(distance(part, whole) <= 2 for part in plain.split("-")[:8] for whole in joined):
            return True
        bare = plain.replace("-", "").replace("_", "").rstrip("0123456789")
        words = set(word.findall(bare)) if len(bare) <= 63 and re.fullmatch(f"(?:{word.pattern})+", bare) else None
        seen = seen | words if words else set()
        if skeleton(name) in seen and not authority.isdisjoint(seen):
            return True
    return False


@cache
def _vocabulary(known: str) -> tuple[frozenset[str], re.Pattern[str]]:
    """Return the skeletons of the words of authority, and of every word that may stand beside the city's name."""
    name, kind = _name(known)
    authority = frozenset(skeleton(word) for word in (*_AUTHORITY, *_OF_KIND.get(kind, _OF_KIND["city"])))
    words = {skeleton(word) for word in (name, *_FILLERS, *known.replace("-", ".").split("."))} | authority
    return authority, re.compile("|".join(sorted(map(re.escape, words - {""}), key=len, reverse=True)))


@cache
def _name(known: str) -> tuple[str, str]:
    """Return the name of the place in an official host, and its kind: city.ueda.nagano.jp is (ueda, city)."""
    labels = known.split(".")
    for kind, name in pairwise(labels):
        if kind in KINDS:
            return name, kind
    if not official(known):
        return "", ""
    parts = [part for part in labels[0].split("-") if part not in KINDS]
    name = max(parts, key=len, default="")
    kind = next((kind for kind in KINDS if kind in labels[0]), "city")
    return name.removesuffix(kind).removeprefix(kind), kind


def _latin(host: str) -> str:
    """Return a host with accents taken off and letters of other scripts replaced by the Latin ones they look like."""
    host = decode(host)
    if host.isascii():
        return host
    bare = (char for char in unicodedata.normalize("NFD", host) if not unicodedata.combining(char))
    return "".join(bare).translate(_TWINS)


@lru_cache(maxsize=1024)
def skeleton(text: str) -> str:
    """Return `text` with letters and digits merged that the eye confuses."""
    for written, seen in _SKELETON:
        text = text.replace(written, seen)
    return text


def distance(one: str, other: str) -> int:
    """Count the edits between two short strings; swapping neighbours is one (Damerau–Levenshtein, restricted)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]
