"""Records of a Bluesky repository, as `com.atproto.repo.listRecords` returns them, in one JSON file or several.

    {"records": [{"uri": "at://did:plc:…/app.bsky.feed.post/3k…", "cid": "…", "value": {"$type": "app.bsky.feed.post",
      "text": "…", "createdAt": "2026-04-01T01:00:00Z", "facets": […], "embed": {…}, "reply": {…}}}], "cursor": "…"}

Links stand in facets, whose positions are UTF-8 bytes (atproto `lexicons/app/bsky/richtext/facet.json`): shortened
addresses are written out, and the address of a link card, which readers see below the text, is put there. A reply to
somebody is of kind `reply`, also one that quotes; the next post of one's own thread is a `post`. `tags` and `labels`
are not shown by the app and are no part of the text.

CAR files, which the app itself exports, hold the same records in DAG-CBOR: they are refused with the way to the JSON.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlint.exports import times
from postlint.exports.links import joined
from postlint.exports.reach import at, members, string
from postlint.exports.source import head, place
from postlint.exports.values import elements
from postlint.model import Draft, Media
from postlint.posts import Item, Post, Remark, Skipped, Unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postlint.exports import Options
    from postlint.exports.source import Source

LABEL = "Bluesky（listRecords のJSON）"

_POST = "app.bsky.feed.post"
_PAGES = (50, 100)  # what one call of listRecords returns when nothing is asked for, and at most
_REPOST = Skipped("他のアカウントの投稿のリポスト")
_NO_POST = Skipped("投稿ではない記録（いいね、フォローなど）")
_WITHOUT_TEXT = Skipped("文字のない投稿（画像だけなど）")
_WAY = (
    "https://bsky.social/xrpc/com.atproto.repo.listRecords?repo=（ハンドル）&collection=app.bsky.feed.post&limit=100 "
    "を開いて保存したJSONを渡してください"
)


def recognises(source: Source) -> bool:
    """Tell whether a file holds records of the AT protocol, as JSON or as CAR."""
    return any(_is_car(source, name) or _is_records(source, name) for name in source.names())


def read(source: Source, options: Options) -> Iterator[Item]:
    """Yield the posts of every file; other records are only counted."""
    pages = [name for name in source.names() if _is_records(source, name)]
    cars = [name for name in source.names() if _is_car(source, name)]
    for name in cars:
        yield Unread(place(source, name), "CARファイルは読めません", _WAY)
    for name in pages or ([] if cars else source.names()[:1]):
        number = 0
        for item in _page(source, name, options):
            number += not isinstance(item, Remark)
            yield item
        if len(pages) == 1 and number in _PAGES:
            yield Remark(place(source, name), f"ちょうど{number}件です。続き（cursor）があれば、それも渡してください")


def _is_car(source: Source, name: str) -> bool:
    if not name.lower().endswith(".car") and len(source.names()) > 1:
        return False  # looking into every picture of a packed archive would take minutes
    # The header is CBOR: a map with the keys `roots` and `version`.
    start = head(source, name, 100)
    return b"eroots" in start and b"gversion" in start


def _is_records(source: Source, name: str) -> bool:
    if not name.lower().endswith(".json"):
        return False
    start = head(source, name)
    return b"at://" in start and (b'"records"' in start or b'"value"' in start)


def _page(source: Source, name: str, options: Options) -> Iterator[Item]:
    where = place(source, name)
    bare = head(source, name, 64).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"[")
    with source.open(name) as file:
        for number, record in enumerate(elements(file, "item" if bare else "records.item", where=where), 1):
            yield from _record(record, where=where, here=f"{where}: {number}件目", account=options.account)


def _record(record: Any, *, where: str, here: str, account: str) -> Iterator[Item]:
    value, uri = at(record, "value"), string(record, "uri")
    kind = string(value, "$type")
    if kind and kind != _POST:
        yield _REPOST if kind == "app.bsky.feed.repost" else _NO_POST
        return
    if not isinstance(at(value, "text"), str):
        yield Unread(here, "投稿の本文（value.text）がありません", "listRecords の返したJSONをそのまま渡してください")
        return
    text, damaged = _text(value)
    if not text.strip():
        yield _WITHOUT_TEXT
        return
    if damaged:
        yield Remark(here, "リンクの位置（facets）が本文と合わないので、本文を書かれたままで判定します")
    moment = times.of_iso(string(value, "createdAt"))
    if moment is None:
        yield Remark(here, "投稿の時刻を読めないので、時刻の分からない投稿として判定します")
    whose, _, key = uri.removeprefix("at://").partition(f"/{_POST}/")
    draft = Draft(
        text, id=uri or here, path=where, platform="bluesky", kind=_kind(value, whose), scheduled_at=moment,
        media=_media(value), notes=_notes(value),
    )  # fmt: skip
    url = f"https://bsky.app/profile/{whose}/post/{key}" if key else ""
    yield Post(draft, place=here, account=account or whose, url=url, day=moment.date() if moment else None)


def _kind(value: Any, whose: str) -> str:
    parent = string(value, "reply", "parent", "uri")
    if at(value, "reply") is not None and not (whose and parent.startswith(f"at://{whose}/")):
        return "reply"
    return "quote" if string(value, "embed", "$type").startswith("app.bsky.embed.record") else "post"


def _text(value: Any) -> tuple[str, bool]:
    """Return the text with its links written out, and whether one of them stands where it cannot."""
    raw = value["text"].encode("utf-8", "replace")
    pieces: list[tuple[str, str]] = []
    done = 0
    try:
        for start, end, target in sorted(_links(value)):
            if not done <= start < end <= len(raw):
                raise ValueError
            pieces += [(raw[done:start].decode(), ""), (raw[start:end].decode(), target)]
            done = end
    except ValueError:  # outside of the text, over another link, or inside a character
        return _with_card(value, raw.decode()), True
    return _with_card(value, joined([*pieces, (raw[done:].decode(), "")])), False


def _links(value: Any) -> Iterator[tuple[int, int, str]]:
    for facet in members(value, "facets"):
        start, end = at(facet, "index", "byteStart"), at(facet, "index", "byteEnd")
        whole = type(start) is int and type(end) is int
        for feature in members(facet, "features"):
            if string(feature, "$type").endswith("#link") and (target := string(feature, "uri")):
                yield (start, end, target) if whole else (-1, -1, target)


def _embeds(value: Any) -> tuple[Any, Any]:
    """Return what is attached, beside a quoted post too."""
    return at(value, "embed"), at(value, "embed", "media")


def _with_card(value: Any, text: str) -> str:
    targets = [string(embed, "external", "uri") for embed in _embeds(value)]
    return "\n".join([text, *(target for target in targets if target and target not in text)])


def _media(value: Any) -> tuple[Media, ...]:
    """Return the pictures and the film; files are named by what the repository calls them."""
    pictures = [picture for embed in _embeds(value) for picture in members(embed, "images")]
    films = [embed for embed in _embeds(value) if at(embed, "video") is not None]
    return tuple(
        Media(string(each, kind, "ref", "$link") or name, alt=string(each, "alt"))
        for several, kind, name in ((pictures, "image", "画像"), (films, "video", "動画"))
        for each in several
    )


def _notes(value: Any) -> tuple[str, ...]:
    languages = [name[:16] for name in members(value, "langs")[:3] if isinstance(name, str)]
    if not languages or any(name.lower().startswith("ja") for name in languages):
        return ()
    return (f"投稿の言語が {'、'.join(languages)} と記されています",)
