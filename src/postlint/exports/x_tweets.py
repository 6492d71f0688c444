"""One element of an archive of X → a post."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from postlint.exports.times import of_x
from postlint.exports.x_text import at, dicts, links, quoted, shown, unread, word
from postlint.model import Draft, Media
from postlint.posts import Post, Skipped

if TYPE_CHECKING:
    from postlint.exports.x_notes import Note, Notes
    from postlint.posts import Unread

EMPTY = Skipped("本文のない投稿（画像・動画だけ）")
EARLIER = Skipped("編集前の版")
DELETED = Skipped("削除済みの投稿")

_ID = re.compile("[0-9]{1,20}")


class Owner(NamedTuple):
    """Whose archive it is, as far as it tells."""

    name: str = ""  # without @
    id: str = ""


def post(element: object, *, owner: Owner, notes: Notes, path: str, place: str) -> Post | Skipped | Unread:
    """Read a post: the text as readers saw it, the time in Japan, pictures with their alternative text.

    A thread on the account's own posts is no reply. An edited post stands once for each version; only the newest is
    judged. Its longer text is taken out of `notes`.
    """
    tweet = _tweet(element)
    number, text, moment = _id(tweet), at(tweet, "full_text"), of_x(word(tweet, "created_at"))
    if not number or not isinstance(text, str) or moment is None:
        return unread(
            place, "投稿のID（id）" if not number else "本文（full_text）" if moment else "日時（created_at）"
        )
    note = notes.take(moment, text)
    versions = _versions(tweet)
    if int(number) < max(map(int, versions), default=0):
        return EARLIER
    found = links(tweet) + (note.links if note else [])
    seen = shown(note.text if note else text, found)
    if not seen:
        return EMPTY
    draft = Draft(
        seen, id=number, path=path, platform="x", scheduled_at=moment, media=tuple(_media(tweet, number)),
        kind=_kind(tweet, owner, quotes=any(quoted(link.goal) for link in found)),
    )  # fmt: skip
    page = f"https://x.com/{owner.name or 'i/web'}/status/{number}"
    return Post(draft, place, owner.name, page, moment.date(), times_edited=max(0, len(versions) - 1))


def deleted(element: object, *, notes: Notes) -> Skipped:
    """Count a deleted post, and its longer text with it."""
    tweet = _tweet(element)
    moment = of_x(word(tweet, "created_at"))
    if moment:
        notes.take(moment, word(tweet, "full_text"))
    return DELETED


def of_note(note: Note, *, owner: Owner) -> Post | Skipped:
    """Make a post of a long text that no post was found for."""
    seen = shown(note.text, note.links)
    if not seen:
        return EMPTY
    kind = "quote" if any(quoted(link.goal) for link in note.links) else "post"
    draft = Draft(seen, id=note.id or note.place, path=note.path, platform="x", kind=kind, scheduled_at=note.moment)
    return Post(draft, note.place, owner.name, day=note.moment.date())


def _tweet(element: object) -> Any:
    """Take a tweet out of its wrapper, which the oldest archives do not have."""
    return at(element, "tweet") or element


def _id(tweet: object) -> str:
    number = word(tweet, "id_str") or word(tweet, "id")
    return number if _ID.fullmatch(number) else ""


def _versions(tweet: object) -> set[str]:
    """Return the ids of all versions of a post, itself included; none where it was never edited."""
    info = at(tweet, "edit_info")
    ids = at(info, "initial", "editTweetIds") or at(info, "edit", "editControlInitial", "editTweetIds")
    return {one for one in map(word, ids) if _ID.fullmatch(one)} if isinstance(ids, list) else set()


def _kind(tweet: object, owner: Owner, *, quotes: bool) -> str:
    text = word(tweet, "full_text")
    if text.startswith("RT @"):  # `retweeted` is false throughout
        return "repost"
    if _answers_others(tweet, text, owner):
        return "reply"
    return "quote" if quotes else "post"


def _answers_others(tweet: object, text: str, owner: Owner) -> bool:
    user = word(tweet, "in_reply_to_user_id_str") or word(tweet, "in_reply_to_user_id")
    name = word(tweet, "in_reply_to_screen_name")
    status = word(tweet, "in_reply_to_status_id_str") or word(tweet, "in_reply_to_status_id")
    if not (user or name or status):
        return False
    if owner.id and user:
        return user != owner.id
    if owner.name and name:
        return name.casefold() != owner.name.casefold()
    # X writes the name of whom one replies to before the text, except one's own.
    return text.startswith("@")


def _media(tweet: object, number: str) -> list[Media]:
    """Return pictures and films under the names they have in the archive's folder of media."""
    for entities in ("extended_entities", "entities"):
        media = [_medium(one, number) for one in dicts(tweet, entities, "media")]
        if media:
            return media
    return []


def _medium(media: dict[str, Any], number: str) -> Media:
    films = sorted(dicts(media, "video_info", "variants"), key=_bitrate)
    address = word(films[-1], "url") if films else word(media, "media_url_https")
    alt = at(media, "ext_alt_text")
    return Media(f"{number}-{_base(address)}", alt if isinstance(alt, str) else None)


def _bitrate(film: dict[str, Any]) -> int:
    rate = word(film, "bitrate")
    return int(rate) if re.fullmatch("[0-9]{1,12}", rate) else -1


def _base(address: str) -> str:
    try:
        return PurePosixPath(urlsplit(address).path).name
    except ValueError:
        return ""
