"""An audit as one page that needs nothing else: no network, no fonts, no pictures, and no script to be read.

Post text reaches the page in one way only: through the template, which shows what is hidden (`visible`) and escapes
the rest. The page's policy allows just our own style and script, by their hashes.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from postlint.posts import clause_key
from postlint.report.audit_figures import figures
from postlint.report.audit_findings import Piece, gravest, piece, waiver
from postlint.report.conclusion import CAUTION, MASKED, conclude
from postlint.report.phrases import FACTS, KINDS, PLATFORMS, link, month, name, period, titles, visible, when
from postlint.report.words import MARKS, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from postlint.posts import Pattern, Summary
    from postlint.report.audit_findings import Found, Record

_DATA = Path(__file__).parent.parent / "data" / "audit"
_JA = WORDS["ja"]
_MARKS = {**MARKS, "undecided": "？", "ok": "○"}
_AROUND = 200  # code points of a post shown on each side of the span
_SENT_AT_ONCE = 200  # pieces of the template


class _Row(NamedTuple):
    """One finding as the page shows it; `clause_numbers` and `account_number` are what the filter compares."""

    finding: Mapping[str, Any]
    title: str
    about: tuple[str, ...]
    verdict: str
    piece: Piece
    length: int
    waiver: str
    url: str
    place: str
    clause_numbers: tuple[int, ...]
    account_number: int
    month: str


class _Choices(NamedTuple):
    """What the listed findings can be filtered by; each with its number or, for months, its key."""

    levels: list[str]
    clauses: dict[str, tuple[int, str]]
    accounts: dict[str, int]
    months: dict[str, str]


class _Shared(NamedTuple):
    """A pattern with the posts that show it: (id, link or "")."""

    pattern: Pattern
    account: str
    period: str
    posts: tuple[tuple[str, str], ...]


def render(
    summary: Summary, records: Iterable[Mapping[str, Any]], *, limit: int = 5000, made_with: str = ""
) -> Iterator[str]:
    """Yield the page piece by piece; it lists at most `limit` findings, the gravest first, and says how many are left out.

    The records are read once. `made_with` names program and rules at the foot of the page.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    def shown_on_page(value: Any) -> Any:
        return value if isinstance(value, Markup) else visible(str(value))

    page = Environment(
        loader=FileSystemLoader(_DATA),
        autoescape=True,
        undefined=StrictUndefined,
        # Applied to whatever the template prints, so that no place in it can forget to.
        finalize=shown_on_page,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page.filters["thousands"] = "{:,}".format
    urls = {id_: "" for pattern in summary.patterns for id_ in pattern.posts}
    listed, number = gravest(_noting(records, urls), limit)
    choices = _choices(summary, listed)
    names = titles(summary)
    style, script = ((_DATA / file).read_text("utf-8") for file in ("page.css", "page.js"))
    stream = page.get_template("page.html").stream(
        summary=summary,
        said=conclude(summary),
        caution=CAUTION,
        masked=MASKED,
        figures=[figure._replace(svg=Markup(figure.svg)) for figure in figures(summary)],
        patterns=[_shared(pattern, urls) for pattern in summary.patterns],
        facts=FACTS,
        rows=[_row(found, names, choices) for found in listed],
        number=number,
        choices=choices,
        words=_JA,
        marks=_MARKS,
        made_with=made_with,
        style=Markup(style),
        script=Markup(script),
        policy=_policy(style, script),
    )
    stream.enable_buffering(_SENT_AT_ONCE)
    yield from stream


def _policy(style: str, script: str) -> str:
    one, two = (b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (style, script))
    return (
        f"default-src 'none'; style-src 'sha256-{one}'; script-src 'sha256-{two}'; base-uri 'none'; form-action 'none'"
    )


def _noting(records: Iterable[Record], urls: dict[str, str]) -> Iterator[Record]:
    """Pass the records on, noting the links of those whose ids are asked for."""
    for record in records:
        if record["id"] in urls:
            urls[record["id"]] = link(record["post"]["url"])
        yield record


def _shared(pattern: Pattern, urls: Mapping[str, str]) -> _Shared:
    posts = tuple((id_, urls[id_]) for id_ in pattern.posts)
    return _Shared(pattern, name(pattern.account), period(pattern.since, pattern.until), posts)


def _choices(summary: Summary, listed: Sequence[Found]) -> _Choices:
    used = {
        key: _brief(f"{clause['cite']} {clause['text']}") + (f"（{edition} まで）" if edition else "")
        for found in listed
        for edition in [_edition(found)]
        for key, clause in zip(_clause_keys(found), found.finding["clauses"], strict=True)
    }
    order = [clause.key for clause in summary.clauses if clause.key in used]
    keys = dict.fromkeys([*order, *used])
    levels = {found.finding["level"] for found in listed}
    accounts = {found.post["account"] for found in listed}
    months = sorted({_month(found) for found in listed} - {""})
    return _Choices(
        [level for level in ("ng", "undecided", "review", "note") if level in levels],
        {key: (at, used[key]) for at, key in enumerate(keys)},
        {account: at for at, account in enumerate(sorted(accounts))},
        {key: month(key) for key in months},
    )


def _clause_keys(found: Found) -> list[str]:
    return [clause_key(clause["id"], _edition(found)) for clause in found.finding["clauses"]]


def _edition(found: Found) -> str:
    return str(found.record.get("edition", ""))


def _brief(text: str, room: int = 36) -> str:
    return text if len(text) <= room else text[:room] + "…"


def _month(found: Found) -> str:
    return when(found.post)[:7]


def _row(found: Found, names: Mapping[str, str], choices: _Choices) -> _Row:
    finding, post = found.finding, found.post
    platform = PLATFORMS.get(post["platform"] or "", post["platform"] or "")
    about = (
        when(post) or "日時は分かりません",
        name(post["account"]) + (f"（{platform}）" if platform else ""),
        "" if post["kind"] == "post" else KINDS.get(post["kind"], post["kind"]),
        "予約投稿" if post["planned"] else "",
    )
    return _Row(
        finding=finding,
        title=names.get(finding["rule"], ""),
        about=tuple(word for word in about if word),
        verdict=found.record["verdict"],
        piece=piece(found, around=_AROUND),
        length=len(post["text"]),
        waiver=waiver(finding),
        url=link(post["url"]),
        place=post["place"] if link(post["url"]) else "、".join(filter(None, (post["url"], post["place"]))),
        clause_numbers=tuple(choices.clauses[key][0] for key in _clause_keys(found)),
        account_number=choices.accounts[post["account"]],
        month=_month(found),
    )
