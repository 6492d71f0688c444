"""Archive of a Mastodon account: `outbox.json`, beside `actor.json`, in a zip, a tar.gz, a folder or alone.

    {"type": "OrderedCollection", "orderedItems": [{"type": "Create", "published": "2026-04-01T01:00:00Z", "to": […],
      "object": {"type": "Note", "id": "https://…", "summary": null, "content": "<p>…</p>", "attachment": […]}}, …]}

Written after mastodon/mastodon `app/services/backup_service.rb`. A content warning (`summary`) is read first, so it
precedes the text, and the options of a poll follow it. Boosts (`Announce`) are somebody else's words, which no archive
holds. A post to named people only is of kind `dm`; one to followers is judged as any other, with a note. A reply to
somebody is of kind `reply`; the next post of one's own thread is a `post`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from postlint.errors import InputError
from postlint.exports import times
from postlint.exports.html_text import text_of
from postlint.exports.reach import at, members, string
from postlint.exports.source import head, matching, place
from postlint.exports.values import elements
from postlint.model import Draft, Media
from postlint.posts import Item, Post, Remark, Skipped, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postlint.exports import Options
    from postlint.exports.source import Source

LABEL = "Mastodonのアーカイブ（outbox.json）"

_PUBLIC = {"https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"}
_BOOST = Skipped("他のアカウントの投稿のブースト")
_NO_POST = Skipped("投稿ではない記録（いいねなど）")
_WITHOUT_TEXT = Skipped("文字のない投稿（画像だけなど）")
_TO_FOLLOWERS = "フォロワーだけに公開した投稿です"
_AS_IT_CAME = "Mastodonからダウンロードしたままのアーカイブを渡してください"


def recognises(source: Source) -> bool:
    """Tell whether a file is an outbox of ActivityPub."""
    return any(_is_outbox(source, name) for name in matching(source, "*.json"))


def read(source: Source, options: Options) -> Iterator[Item]:
    """Yield the posts of every outbox."""
    names = [name for name in matching(source, "*.json") if _is_outbox(source, name)]
    for name in names or matching(source, "outbox.json") or source.names()[:1]:
        where = place(source, name)
        account = options.account or _name(source, name)
        with source.open(name) as file:
            for number, item in enumerate(elements(file, "orderedItems.item", where=where), 1):
                yield from _item(item, where=where, here=f"{where}: {number}件目", account=account)


def _is_outbox(source: Source, name: str) -> bool:
    # likes.json and bookmarks.json are collections of the same form; only the `id` before the items tells.
    before, found, _ = head(source, name).partition(b'"orderedItems"')
    return bool(found) and b'"OrderedCollection"' in before and b"outbox" in before


def _name(source: Source, outbox: str) -> str:
    """Return `@name@host` of the actor.json beside an outbox, nothing where there is none to read."""
    beside = outbox.rpartition("/")[0]
    name = f"{beside}/actor.json" if beside else "actor.json"
    if name not in source.names():
        return ""
    try:
        with source.open(name) as file:
            actor = next(elements(file, "", where=name), None)
    except InputError:
        return ""
    handle, host = string(actor, "preferredUsername"), _host(string(actor, "id"))
    return f"@{handle}@{host}" if handle and host else handle


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _item(item: Any, *, where: str, here: str, account: str) -> Iterator[Item]:
    kind, note = string(item, "type"), at(item, "object")
    if kind == "Announce":
        yield _BOOST
        return
    if kind and kind != "Create":
        yield _NO_POST
        return
    if not isinstance(note, dict) or not isinstance(note.get("content"), str):
        yield Unread(here, "投稿の本文（object.content）がありません", _AS_IT_CAME)
        return
    try:
        text = _text(note)
    except InputError as fault:
        yield Unread(here, fault.what, _AS_IT_CAME)
        return
    if not text:
        yield _WITHOUT_TEXT
        return
    moment = times.of_iso(string(note, "published") or string(item, "published"))
    if moment is None:
        yield Remark(here, "投稿の時刻を読めないので、時刻の分からない投稿として判定します")
    audience = _audience(item, note)
    owner = string(note, "attributedTo") or string(item, "actor")
    draft = Draft(
        text, id=string(note, "id") or here, path=where, platform="mastodon", kind=_kind(note, owner, audience),
        scheduled_at=moment, media=_media(note), notes=(_TO_FOLLOWERS,) if audience == "followers" else (),
    )  # fmt: skip
    url = string(note, "url") or string(note, "id")
    yield Post(draft, place=here, account=account or owner, url=url, day=moment.date() if moment else None)


def _text(note: Any) -> str:
    options = [string(option, "name").strip() for key in ("oneOf", "anyOf") for option in members(note, key)]
    parts = (string(note, "summary").strip(), text_of(note["content"]), "\n".join(filter(None, options)))
    return "\n\n".join(filter(None, parts))


def _audience(item: Any, note: Any) -> str:
    """Tell who could read a post: everybody, `followers`, or only those `named`."""
    to = [name for whole in (item, note) for key in ("to", "cc") for name in members(whole, key)]
    names = {name for name in to if isinstance(name, str)}
    if not names or names & _PUBLIC:
        return "everybody"
    return "followers" if any(name.rstrip("/").endswith("/followers") for name in names) else "named"


def _kind(note: Any, owner: str, audience: str) -> str:
    if audience == "named":
        return "dm"
    if string(note, "type") == "Question":
        return "poll"
    own = owner and string(note, "inReplyTo").startswith(f"{owner}/")
    if note.get("inReplyTo") is not None and not own:
        return "reply"
    return "quote" if any(string(note, key) for key in ("quote", "quoteUrl", "quoteUri", "_misskey_quote")) else "post"


def _media(note: Any) -> tuple[Media, ...]:
    """Return the attachments; one without `name` has no alternative text."""
    return tuple(
        Media(string(each, "url") or "添付ファイル", alt=string(each, "name"))
        for each in members(note, "attachment")
        if isinstance(each, dict)
    )
