"""Facebook, 「個人データをダウンロード」 of a profile or a page, in JSON.

Files of posts by age: `posts/your_posts.json` (an object), `posts/your_posts_1.json`,
`your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.json`, and for pages
`this_profile's_activity_across_facebook/posts/profile_posts_1.json` (arrays). None tells a post's id or address.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from postlint.exports import meta

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postlint.exports import Options
    from postlint.exports.source import Source
    from postlint.model import Draft
    from postlint.posts import Item

LABEL = "Facebookの個人データ（JSON）"

_STEM = "(?:your_posts|profile_posts)[^/]*"
_KNOWN = (
    "timestamp", "title", "tags", "data.", "data.post", "data.update_timestamp", "data.backdated_timestamp",
    "attachments.", "attachments.data.", "attachments.data.media", "attachments.data.text", "attachments.data.note",
    "attachments.data.external_context", "attachments.data.place", "attachments.data.event",
)  # fmt: skip
# The title is what Facebook writes above a post: 「石巻市さんが投稿をシェアしました。」
_SHARED = re.compile(r"\bshared\b|シェアしました")
# Somebody named in a post stands in the file as `@[1000:2048:石巻市]`.
_NAMED = re.compile(r"@\[[0-9]{1,20}:[0-9]{0,9}:([^\]\n]{1,100})\]")
# Whoever links to a web page is said to share it too, but passes on nobody's post.
_LINKED = re.compile(r"\bshared (?:a|[0-9]+) links?\b|リンクをシェアしました")


def recognises(source: Source) -> bool:
    """Tell whether there are files of posts, in JSON or in HTML, which is refused with a hint."""
    return bool(_files(source) or _files(source, suffix="html"))


def read(source: Source, options: Options) -> Iterator[Item]:
    """Yield the posts of all files, part by part."""
    return meta.read(source, options, _LAYOUT, found=_files(source), pages=_files(source, suffix="html"))


def _files(source: Source, *, suffix: str = "json") -> list[str]:
    elsewhere = {"media", "messages"}
    return [each for each in meta.files(source, _STEM, suffix=suffix) if not elsewhere & set(each.lower().split("/"))]


def _draft(element: dict[str, Any], blank: Draft) -> Draft:
    own = [meta.string(part, "post") for part in meta.parts(element, "data")]
    attached = [part for group in meta.parts(element, "attachments") for part in meta.parts(group, "data")]
    words = [*own, *(said for part in attached for said in _said(part))]
    text = meta.once(_NAMED.sub(r"\1", said) for said in words)
    links = [meta.string(meta.inner(part, "external_context"), "url") for part in attached]
    return blank._replace(
        text="\n".join(filter(None, [text, *dict.fromkeys(url for url in links if url not in text)])),
        kind=_kind(meta.string(element, "title"), "".join(own)),
        scheduled_at=meta.moment(element, "timestamp"),
        media=meta.pictures(meta.inner(part, "media") for part in attached),
    )


def _said(part: dict[str, Any]) -> Iterator[str]:
    """Yield the words of an attachment; the title of a picture is only the name of its album."""
    yield meta.string(meta.inner(part, "media"), "description")
    yield meta.string(part, "text")
    note = meta.inner(part, "note")
    yield from (meta.string(note, "title"), meta.string(note, "text"))


def _kind(title: str, own: str) -> str:
    if not _SHARED.search(title) or _LINKED.search(title):
        return "post"
    return "quote" if own.strip() else "repost"


def _owner(profile: Any) -> object:
    old = meta.dig(profile, "profile", "name")
    return meta.dig(profile, "profile_v2", "name", "full_name") or meta.dig(old, "full_name") or old


_LAYOUT = meta.Layout(
    "facebook", "Facebook", ("status_updates",), frozenset(_KNOWN), _draft, "profile_information", _owner
)
