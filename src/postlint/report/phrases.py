"""What every report of an audit says in the same words: days, shares, names of facts, and which addresses are links."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from postlint.japan import JAPAN
from postlint.report.cells import shown, width

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postlint.posts import Summary

WEEKDAYS = "月火水木金土日"
UNNAMED = "（アカウント名なし）"
PLATFORMS = {
    "x": "X", "facebook": "Facebook", "instagram": "Instagram", "line": "LINE", "youtube": "YouTube",
    "threads": "Threads", "bluesky": "Bluesky", "mastodon": "Mastodon",
}  # fmt: skip
KINDS = {
    "post": "投稿", "reply": "返信", "repost": "リポスト", "quote": "引用", "dm": "ダイレクトメッセージ", "poll": "アンケート",
    "pin": "固定表示", "follow": "フォロー", "like": "いいね", "delete": "削除",
}  # fmt: skip
FACTS = {
    "scheduled_at": "投稿日時", "platform": "投稿先", "account": "アカウントの種別", "kind": "投稿の種類",
    "emergency": "災害情報かどうか", "drill": "訓練かどうか", "approved": "承認の有無", "approved_by": "承認した人",
    "second_checker": "二人目の確認者", "exemption": "承認が要らない理由", "media": "写真・動画", "reason": "削除の理由",
    "media.rights": "写真・動画の権利", "media.consent": "写っている人の同意", "media.screen_checked": "写り込みの確認",
}  # fmt: skip

_LONGEST_LINK = 2000  # Excel takes 2,079 characters
# An emoji joined from several: the joiner is part of it only between two of them.
_EMOJI = "[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]"
_JOINED = re.compile(f"(?<={_EMOJI})\u200d(?={_EMOJI})")


def visible(text: str) -> str:
    """Return `text` for a page or a cell: its lines and joined emoji kept, whatever would hide or turn it escaped."""
    if text.isprintable():
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("\u200d".join(map(shown, _JOINED.split(line))) for line in lines)


def link(url: str) -> str:
    """Return `url` where it may be a link (http or https, a host, nothing hidden in it), else ""."""
    if (
        len(url) > _LONGEST_LINK
        or not re.fullmatch(r"https?://[^\s<>\"'`\\]+", url, re.IGNORECASE)
        or shown(url) != url
    ):
        return ""
    try:
        parts = urlsplit(url)
        # A name before the host makes a foreign address look like the city's.
        return url if parts.hostname and "@" not in parts.netloc else ""
    except ValueError:
        return ""


def when(post: Mapping[str, Any]) -> str:
    """Return the time of a post in Japan, `2026-11-02 09:00`; its day where the hour is unknown, "" where both are."""
    if posted_at := post.get("posted_at"):
        try:
            moment = datetime.fromisoformat(posted_at)
        except ValueError:
            return str(posted_at)
        return f"{moment.astimezone(JAPAN) if moment.tzinfo else moment:%Y-%m-%d %H:%M}"
    return str(post.get("day") or "")


def day(value: date) -> str:
    """Return a day as people write it: 2026年11月2日(月). A time is given in Japan."""
    if isinstance(value, datetime) and value.tzinfo:
        value = value.astimezone(JAPAN)
    return f"{value.year}年{value.month}月{value.day}日({WEEKDAYS[value.weekday()]})"


def period(since: date | None, until: date | None) -> str:
    """Return the days from `since` to `until` in words."""
    if since is None or until is None:
        return day(since or until) if since or until else "日付は分かりません"  # type: ignore[arg-type]
    return day(since) if day(since) == day(until) else f"{day(since)}から{day(until)}まで"


def share(part: int, whole: int) -> str:
    """Return a share in per cent, never 0 for what is there nor 100 for what is not all."""
    if not part or not whole:
        return "0%"
    rounded = round(100 * part / whole, 1)
    if rounded == 0:
        return "0.1%未満"
    return "99.9%以上" if rounded == 100 and part < whole else f"{rounded}%"


def month(key: str) -> str:
    """Return `2026-11` in words."""
    year, _, number = key.partition("-")
    return f"{year}年{int(number)}月" if number.isdigit() else key


def fiscal_year(key: str) -> str:
    """Return the 年度 of the month `2026-03`, which begins in April: 2025年度."""
    year, _, number = key.partition("-")
    return f"{int(year) - (int(number) < 4)}年度"


def name(account: str) -> str:
    """Return how an account is called, also one that the export does not name."""
    return account or UNNAMED


def cut(text: str, columns: int, *, ambiguous: int = 1) -> str:
    """Return shown text in at most `columns` of a terminal, with `...` where something was left out."""
    if width(text, ambiguous=ambiguous) <= columns:
        return text
    kept, used = [], 3
    for char in text:
        used += width(char, ambiguous=ambiguous)
        if used > columns:
            break
        kept.append(char)
    return "".join(kept) + "..."


def titles(summary: Summary) -> dict[str, str]:
    """Return the title of each rule that found something; a record has only its id."""
    return {rule.key: rule.title for rule in summary.rules}
