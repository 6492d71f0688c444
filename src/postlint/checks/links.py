"""Addresses in a post: whose they are, and whether they say so honestly.

Finds the links of `postlint.text.links` that fit one description, `find`. A host is judged by its name alone: nothing
is ever opened. Sub-domains of a city's hosts are its own. The check deliberately knows nothing of what a page holds,
and takes no private host that merely bears the city's name (kashiwa-example-fc.example) for an imitation.

    check: links
    find: third-party
    partners: [kanko.example, lin.ee/AbC12]     # hosts, or beginnings of addresses, that the city has examined
    hosts: [kashiwa-toshokan.example]           # the city's own besides those in its file

`find` is one of third-party · external (not the city's own, for the checklist) · governmental · shortened ·
lookalike · punycode · homograph · userinfo · insecure · bare-ip · program · adult · lost · editor · sample (example.com,
set aside for examples) · malformed · glued · conflicting. One link can be several of them; `third-party` leaves out
what a graver description says. The last three are forms of writing, see `postlint.text.link_forms`.

Known problems: a private host made of the city's name and nothing but words like `city` or `tax` counts as an
imitation; a partner listed as such does not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from postlint.model import Fix, Hit
from postlint.schema import Field, choice, list_of, text
from postlint.text import hosts, link_forms
from postlint.text.links import decode, visible
from postlint.text.lookalike import lookalike, mixed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from postlint.checks import Guard, Setting
    from postlint.text.document import Document
    from postlint.text.links import Link

    Own = tuple[str, ...]
    Values = dict[str, str] | None  # what the message may name, or None: the link does not fit
    Judge = Callable[[Link, Own], Values]

KIND = "links"

_EXECUTABLE = r"(?i:\.(?:exe|msix?|scr|bat|cmd|pif|cpl|ps1|vbs|vbe|jse?|wsf|hta|lnk|reg|apk|jar|dmg|pkg|iso|img))"
_ARCHIVE = r"(?i:\.(?:zip|rar|7z|lzh|cab|t?gz))"
_STAGING = ("test", "stg", "staging", "dev", "preview", "cms")
_X = ("x.com", "twitter.com")
_SAMPLES = ("example.com", "example.net", "example.org", "example.jp", "example.co.jp")


def _third_party(link: Link, own: Own) -> Values:
    graver = (_lookalike, _punycode, _homograph, _userinfo, _bare_ip, _shortened, _lost, _editor)
    if _external(link, own) is None or hosts.governmental(link.host):
        return None
    return {} if all(judge(link, own) is None for judge in graver) else None


def _external(link: Link, own: Own) -> Values:
    return None if hosts.inside(link.host, own) else {}


def _governmental(link: Link, own: Own) -> Values:
    if hosts.inside(link.host, own) or lookalike(link.host, own):
        return None
    return {} if hosts.governmental(link.host) else None


def _shortened(link: Link, own: Own) -> Values:
    return {} if hosts.shortener(link.host) else None


def _lookalike(link: Link, own: Own) -> Values:
    imitated = lookalike(link.host, own)
    return {"own": imitated} if imitated else None


def _punycode(link: Link, own: Own) -> Values:
    if link.host.isascii() and not any(label.startswith("xn--") for label in link.host.split(".")):
        return None
    return {"decoded": visible(decode(link.host))}


def _homograph(link: Link, own: Own) -> Values:
    if visible(link.written_host) != link.written_host:
        return {"why": "目に見えない文字"}
    if mixed(link.host):
        return {"why": "英字に似た外国の文字"}
    folded = link.host.isascii() and not link.written_host.isascii()
    return {"why": "全角などの文字"} if folded else None


def _userinfo(link: Link, own: Own) -> Values:
    return {"userinfo": visible(link.userinfo)} if link.userinfo else None


def _insecure(link: Link, own: Own) -> Values:
    return {} if link.scheme == "http" and hosts.inside(link.host, own) else None


def _bare_ip(link: Link, own: Own) -> Values:
    reach = hosts.reach(link.host)
    first = re.split("[-0-9]", link.host.split(".")[0])  # stg2, www-test
    if not reach and not {*first}.isdisjoint(_STAGING) and hosts.inside(link.host, own):
        reach = "公開前の確認用の画面"
    return {"reach": reach} if reach else None


def _program(link: Link, own: Own) -> Values:
    # What the city or a ministry distributes is their own; spreading other people's programs is no business of a city.
    if hosts.inside(link.host, own) or hosts.governmental(link.host):
        return None
    found = re.search(rf"(?:{_EXECUTABLE}|{_ARCHIVE})\Z", re.split("[?#]", link.path, maxsplit=1)[0])
    return {"kind": found[0].lower()} if found else None


def _adult(link: Link, own: Own) -> Values:
    if hosts.inside(link.host, own) or hosts.governmental(link.host):
        return None
    word = hosts.adult(link.host)
    return {"word": word} if word else None


def _lost(link: Link, own: Own) -> Values:
    return {} if hosts.lost(link.host) else None


def _sample(link: Link, own: Own) -> Values:
    # RFC 2606, and JPRS for example.jp. Sub-domains are left to people who draft with them.
    return {} if link.host.removeprefix("www.") in _SAMPLES else None


def _editor(link: Link, own: Own) -> Values:
    what = link_forms.workplace(link)
    return {"what": what} if what else None


_JUDGES: dict[str, Judge] = {
    "third-party": _third_party,
    "external": _external,
    "governmental": _governmental,
    "shortened": _shortened,
    "lookalike": _lookalike,
    "punycode": _punycode,
    "homograph": _homograph,
    "userinfo": _userinfo,
    "insecure": _insecure,
    "bare-ip": _bare_ip,
    "program": _program,
    "adult": _adult,
    "lost": _lost,
    "sample": _sample,
    "editor": _editor,
}
_FORMS = {
    "malformed": link_forms.malformed,
    "glued": link_forms.glued,
    "conflicting": link_forms.conflicting,
}
_PAGES = ("third-party", "external")
_EVEN_PARTNERS = ("homograph", "userinfo", "insecure", "editor")  # an address can be wrong whoever's it is


def _address(value: Any) -> str:
    return re.sub(r"^(?i:https?://)?(?:www\.)?", "", text(value)).rstrip("/")


FIELDS = {
    "find": Field(choice(*_JUDGES, *_FORMS), required=True, help="what kind of link is found"),
    "hosts": Field(list_of(_address), help="the city's own hosts besides those in its file"),
    "partners": Field(list_of(_address), help="hosts or beginnings of addresses that the city has examined"),
}


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return the description with the city's own hosts and its partners."""
    own = [_address(host).lower() for host in (*setting.city["hosts"], *fields.get("hosts", ()))]
    examined = [*fields.get("partners", ()), *map(_address, setting.city.get("partners", ()))]
    partners = [host.lower() + slash + path for host, slash, path in map(_split, examined)]
    # The city's accounts on X are its own, though X is not.
    handles = [handle.lstrip("@").lower() for handle in setting.city.get("handles", ())]
    partners += [f"{host}/{handle}" for handle in handles for host in _X]
    return {"find": fields["find"], "own": own, "partners": partners}


def _split(address: str) -> tuple[str, str, str]:
    return address.partition("/")


def guard(spec: Mapping[str, Any]) -> Guard:
    """Return the key that a draft with links has; a mistyped scheme is seen by its marks only."""
    from postlint.text.document import LINK

    return [LINK], list(link_forms.MARKS) if spec["find"] == "malformed" else []


def find(spec: Mapping[str, Any], document: Document) -> Iterator[Hit]:
    """Yield one hit for each link that fits, in text order."""
    kind, own, partners = spec["find"], tuple(spec["own"]), spec["partners"]
    if kind in _FORMS:
        yield from _FORMS[kind](document)
        return
    for link in document.links:
        if kind not in _EVEN_PARTNERS and any(_known(link, partner) for partner in partners):
            continue
        if kind in _PAGES and _is_picture(link, document):
            continue
        values = _JUDGES[kind](link, own)
        if values is None:
            continue
        fix = None
        if kind == "insecure" and link.url[:5].lower() == "http:":
            fix = Fix(link.start, link.start + 4, "https")
        yield Hit(link.start, link.end, link.url, {"host": visible(link.host), **values}, fix)


def _is_picture(link: Link, document: Document) -> bool:
    """Tell whether a link is the source of an <img> that an export left behind: no page that a reader could open."""
    tag = document.draft.text.rfind("<", max(0, link.start - 200), link.start)
    return tag >= 0 and document.draft.text[tag : tag + 5].lower() in ("<img ", "<img\n")


def _known(link: Link, partner: str) -> bool:
    host, _, path = _split(partner)
    if not path:
        return hosts.inside(link.host, (host,))
    own_path = link.path[1:].lower() if host in _X else link.path[1:]
    same = link.host.removeprefix("www.") == host and own_path.startswith(path)
    return same and own_path[len(path) : len(path) + 1] in ("", "/", "?", "#")
