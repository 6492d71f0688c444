"""Threads, which comes inside a download of Instagram: `your_instagram_activity/threads/threads_and_replies.json`.

A post has the shape of one of Instagram. A reply is marked as one; whom it answers is not told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlint.exports import instagram, meta

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postlint.exports import Options
    from postlint.exports.source import Source
    from postlint.model import Draft
    from postlint.posts import Item

LABEL = "Threadsの個人データ（JSON）"

_STEM = "threads_and_replies(?:_[0-9]+)?"


def recognises(source: Source) -> bool:
    """Tell whether there is a file of threads, in JSON or in HTML, which is refused with a hint."""
    return bool(meta.files(source, _STEM) or meta.files(source, _STEM, suffix="html"))


def read(source: Source, options: Options) -> Iterator[Item]:
    """Yield posts and replies, part by part."""
    found, pages = meta.files(source, _STEM), meta.files(source, _STEM, suffix="html")
    return meta.read(source, options, _LAYOUT, found=found, pages=pages)


def _draft(element: dict[str, Any], blank: Draft) -> Draft:
    marked = [meta.inner(part, "text_app_post") for part in (element, *meta.parts(element, "media"))]
    reply = any(mark.get("is_reply") is True for mark in marked)
    return instagram.draft(element, blank)._replace(kind="reply" if reply else "post")


_LAYOUT = meta.Layout(
    "threads", "Threads", ("text_post_app_text_posts",), instagram.KNOWN, _draft, "personal_information",
    instagram.owner,
)  # fmt: skip
