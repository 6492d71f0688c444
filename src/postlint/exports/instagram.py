"""Instagram, 「情報をダウンロード」 in JSON: posts, reels, films of IGTV and stories.

They lie in `content/` (until 2024) or `your_instagram_activity/media/`. One picture carries caption and time itself;
with several of them both stand at the post. None tells a post's id or address.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postlint.errors import InputError
from postlint.exports import meta
from postlint.exports.source import head

if TYPE_CHECKING:
    from collections.abc import Iterator

    from postlint.exports import Options
    from postlint.exports.source import Source
    from postlint.model import Draft
    from postlint.posts import Item

LABEL = "Instagramの個人データ（JSON）"

_STEM = "(?:posts|reels|stories|igtv_videos)(?:_[0-9]+)?"
_LISTS = ("ig_stories", "ig_reels_media", "ig_igtv_media")
_PICTURE = (
    "uri", "creation_timestamp", "title", "media_metadata", "cross_post_source", "text_app_post", "dubbing_info",
    "media_variants",
)  # fmt: skip
KNOWN = frozenset(("media.", *_PICTURE, *(f"media.{key}" for key in _PICTURE)))
# Labels of the profile are in the language of the person who downloaded it.
_HANDLE = ("Username", "ユーザーネーム", "ユーザー名")


def recognises(source: Source) -> bool:
    """Tell whether there are files of posts: their names are common words, so folder or beginning must agree."""
    return bool(_files(source) or _pages(source))


def read(source: Source, options: Options) -> Iterator[Item]:
    """Yield the posts of all files, part by part."""
    return meta.read(source, options, _LAYOUT, found=_files(source), pages=_pages(source))


def _files(source: Source) -> list[str]:
    return [name for name in meta.files(source, _STEM) if _at_home(name) or _begins(source, name)]


def _pages(source: Source) -> list[str]:
    return [name for name in meta.files(source, _STEM, suffix="html") if _at_home(name)]


def _at_home(name: str) -> bool:
    return "your_instagram_activity/media/" in name.lower()


def _begins(source: Source, name: str) -> bool:
    try:
        start = head(source, name)
    except InputError:
        return False
    return any(f'"{key}"'.encode() in start for key in ("creation_timestamp", *_LISTS))


def draft(element: dict[str, Any], blank: Draft) -> Draft:
    """Read a post, also one of Threads: caption and time at its root, else those of its pictures."""
    media = meta.parts(element, "media") or [element]  # a story is its own picture
    moments = [meta.moment(part, "creation_timestamp") for part in (element, *media)]
    return blank._replace(
        text=meta.once(meta.string(part, "title") for part in (element, *media)),
        scheduled_at=next(filter(None, moments), None),
        media=meta.pictures(media),
    )


def owner(profile: Any) -> object:
    """Take the handle out of a profile of Instagram or Threads."""
    for key in ("profile_user", "text_post_app_text_post_app_profile"):
        for label in _HANDLE:
            if name := meta.dig(profile, key, 0, "string_map_data", label, "value"):
                return name
    return None


_LAYOUT = meta.Layout("instagram", "Instagram", _LISTS, KNOWN, draft, "personal_information", owner)
