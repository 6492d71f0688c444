"""Whose host it is: the city's own, a government's, a shortener's, one that is lost or indecent, or none that is public.

All functions are pure and take hosts as `Link.host` gives them. The lists stand in `data/hosts`, each with its origin;
they are read when the first foreign link is judged.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

KINDS = ("city", "town", "vill", "village", "pref", "metro")
_ADULT = (
    r"(?:ero|eros|eroi|ecchi|etchi|adult|adults|porn|porno|xxx|sex|hentai|jav|oppai|fuzoku|fuuzoku|deriheru|fanza|pornhub"
    r"|xvideos?|xnxx|xhamster|missav|ero(?:douga|manga|anime|gazou|movie|video|game)s?)[0-9]*"
)
# av is also audio-visual: it counts beside one of these only.
_FILMS = frozenset(("douga", "movie", "movies", "video", "videos", "free", "muryo", "muryou", "matome", "joyu"))
# adult-education.example and sex-education.example are no offence.
_SOBER = frozenset(("education", "school", "learning", "care", "center", "college", "kyoiku", "kyouiku", "kenko"))
_AMBIGUOUS = ("adult", "adults", "sex")
# RFC 1918, 3927, 6598
_PRIVATE = ((0x0A000000, 8), (0xAC100000, 12), (0xC0A80000, 16), (0xA9FE0000, 16), (0x64400000, 10))
_INTERNAL = ("local", "localdomain", "localhost", "internal", "intranet", "lan", "corp", "home")


def inside(host: str, hosts: tuple[str, ...]) -> bool:
    """Tell whether `host` is one of `hosts` or a sub-domain of one."""
    return any(host == known or host.endswith("." + known) for known in hosts)


def governmental(host: str) -> bool:
    """Tell whether `host` is in go.jp or lg.jp, or the official host of any municipality or prefecture."""
    return host.endswith((".go.jp", ".lg.jp")) or official(host)


def shortener(host: str) -> bool:
    """Tell whether `host` hides where its links lead."""
    return host.removeprefix("www.") in listed("shorteners")


def lost(host: str) -> bool:
    """Tell whether `host` was a government's once and is in other hands now."""
    return inside(host, listed("lost"))


def adult(host: str) -> str:
    """Return the word of `host`, between dots and hyphens, that says it is indecent, or "" (hero, zero, love say nothing)."""
    words = re.split(r"[-._]", host)
    if "av" in words and not _FILMS.isdisjoint(words):
        return "av"
    excused = () if _SOBER.isdisjoint(words) else _AMBIGUOUS
    return next((word for word in words if word not in excused and re.fullmatch(_ADULT, word)), "")


def reach(host: str) -> str:
    """Return from where an address without a public name can be reached, or "" for a host with one."""
    if host.startswith("["):
        return _reach_v6(host[1:-1])
    labels = host.split(".")
    if re.fullmatch("0x[0-9a-f]{0,16}|[0-9]{1,20}", labels[-1]):
        number = _number(labels)
        if number is None:
            return ""
        if number >> 24 in (0, 127):
            return "投稿者の機器の中だけ"
        private = any(number >> (32 - bits) == start >> (32 - bits) for start, bits in _PRIVATE)
        return "庁内などの内部ネットワークだけ" if private else "インターネット（名前のないIPアドレス）"
    if len(labels) == 1 or labels[-1] in _INTERNAL:
        return "投稿者の機器の中だけ" if labels[-1] == "localhost" else "庁内などの内部ネットワークだけ"
    return ""


def _number(labels: list[str]) -> int | None:
    """Return the IPv4 address browsers read (URL Standard): up to four decimal, octal or hexadecimal numbers, or None."""
    if len(labels) > 4:
        return None
    try:
        *high, low = map(_integer, labels)
    except ValueError:
        return None
    if any(part > 255 for part in high) or low >= 256 ** (5 - len(labels)):
        return None
    return sum(part << (24 - 8 * i) for i, part in enumerate(high)) + low


def _integer(label: str) -> int:
    if label.startswith("0x"):
        return int(label[2:] or "0", 16)
    return int(label, 8 if len(label) > 1 and label[0] == "0" else 10)


def _reach_v6(address: str) -> str:
    from ipaddress import AddressValueError, IPv6Address  # 3 ms, for a link hardly anybody writes

    try:
        read = IPv6Address(address)
    except AddressValueError:
        return ""
    if read.is_loopback:
        return "投稿者の機器の中だけ"
    return "庁内などの内部ネットワークだけ" if read.is_private else "インターネット（名前のないIPアドレス）"


def official(host: str) -> bool:
    """Tell whether a municipality or prefecture has this host, by the list or by the rules of .jp names."""
    known, names, prefectures = _governments()
    labels = host.split(".")[-8:]
    if any(".".join(labels[first:]) in known for first in range(len(labels))):
        return True
    # city.NAME.lg.jp, city.NAME.PREFECTURE.jp and pref.NAME.jp are reserved to NAME, whichever of them it uses.
    return (
        len(labels) > 3 and labels[-1] == "jp" and (labels[-2] == "lg" or labels[-2] in prefectures)
        and any(".".join(labels[first : first + 2]) in names for first in range(len(labels) - 2))
    )  # fmt: skip


@cache
def _governments() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the official hosts, their beginnings (city.kashiwa), and the names of the prefectures."""
    known = frozenset(listed("government"))
    names = frozenset(".".join(host.split(".")[:2]) for host in known if host.split(".")[0] in KINDS)
    return known, names, frozenset(name[5:] for name in names if name.startswith("pref.")) | {"tokyo"}


@cache
def listed(name: str) -> tuple[str, ...]:
    """Return the hosts of one file in `data/hosts`."""
    lines = (Path(__file__).parent.parent / "data" / "hosts" / f"{name}.txt").read_text("utf-8").splitlines()
    return tuple(line.partition("\t")[0] for line in lines if line and line[0] != "#")
