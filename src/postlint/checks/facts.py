"""Things that are wrong with a draft's facts, whatever its words: a reply where the city does not reply.

Finds a draft for which every condition of `where` holds and no mapping of `except` holds wholly. A condition
lists the accepted values of one fact; `media.*` conditions must hold for one and the same item. A fact nobody
stated is `unknown` (`none` for texts and media), so say so if it shall count.

    check: facts
    where: {kind: [poll], approved: [unknown, "false"]}
    except: [{approved_by: {contains: [広報広聴課長]}}]

A text that only says 不明, なし or 確認中 counts as `none`.

Known problems: texts are compared as written (width and case aside), so `reason` is as good as its author's words.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from postlint import schema
from postlint.errors import did_you_mean
from postlint.located import Table
from postlint.model import ACCOUNTS, EXEMPTIONS, KINDS, PLATFORMS, Hit
from postlint.schema import Field, SchemaError, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from postlint.checks import Setting
    from postlint.model import Draft, Media
    from postlint.text.document import Document

    Condition = Sequence[tuple[str, Mapping[str, Sequence[str]]]]

KIND = "facts"

_YES_NO = ("true", "false", "unknown")
_TEXT = ("given", "none")
_FACTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "platform": ("投稿先", (*PLATFORMS, "unknown")),
    "kind": ("操作", KINDS),
    "account": ("アカウント", (*ACCOUNTS, "unknown")),
    "scheduled_at": ("投稿予定時刻", _TEXT),
    "emergency": ("災害等の緊急情報", _YES_NO),
    "drill": ("訓練", _YES_NO),
    "approved": ("了承", _YES_NO),
    "approved_by": ("了承した人", _TEXT),
    "second_checker": ("二人目の確認者", _TEXT),
    "exemption": ("了承が要らない理由", (*EXEMPTIONS, "given", "none")),
    "reason": ("理由", _TEXT),
    "media": ("画像・動画", _TEXT),
    "media.alt": ("画像・動画の代替テキスト", _TEXT),
    "media.rights": ("画像・動画の権利", _TEXT),
    "media.consent": ("写っている人の同意", _TEXT),
    "media.screen_checked": ("写り込みの確認", _YES_NO),
}
_FREE = ("approved_by", "second_checker", "reason", "media.alt", "media.rights", "media.consent")
_JAPANESE = {
    "true": "はい", "false": "いいえ", "unknown": "不明", "given": "記入あり", "none": "記入なし",
    "post": "投稿", "reply": "返信", "repost": "リポスト", "quote": "引用", "dm": "ダイレクトメッセージ",
    "poll": "投票", "pin": "固定表示", "follow": "フォロー", "like": "いいね", "delete": "削除",
    "official": "市の公式アカウント", "section": "担当課のアカウント", "designated-manager": "指定管理者のアカウント",
    "contractor": "委託業者のアカウント", "commissioned": "市が発信を依頼した第三者", "private": "職員個人のアカウント",
    "x": "X", "facebook": "Facebook", "instagram": "Instagram", "line": "LINE", "youtube": "YouTube",
    "threads": "Threads", "bluesky": "Bluesky", "mastodon": "Mastodon",
    "already-published": "公表済みの内容", "established-fact": "既成の事実",
    "statutory-procedure": "法令等で定められた手続",
}  # fmt: skip
# Written into a free field, these say that nothing is known: 権利: 確認中 is no right.
_NOTHING = (
    "", "なし", "なし。", "無し", "無", "不明", "未確認", "確認中", "未定", "未取得",
    "-", "?", "none", "unknown", "n/a", "tbd",
)  # fmt: skip

_CONTAINS = {"contains": Field(schema.list_of(schema.text), required=True)}


def _accepted(fact: str, value: Any) -> dict[str, list[str]]:
    if isinstance(value, Table):
        if fact not in _FREE:
            hint = did_you_mean("", _FACTS[fact][1])
            raise SchemaError(f"{fact} に contains は使えません", place=value.place, hint=hint)
        words = schema.mapping(_CONTAINS, what=fact)(value)["contains"]
        return {"contains": [_fold(word) for word in words]}
    words = schema.list_of(schema.choice(*_FACTS[fact][1]))(value)
    if fact == "exemption" and "given" in words:
        words += EXEMPTIONS
    return {"is": words}


def _shape() -> schema.Shape:
    contains = schema.shape_of_fields(_CONTAINS)
    accepted = {fact: schema.shape_of(schema.list_of(schema.choice(*words))) for fact, (_, words) in _FACTS.items()}
    facts = {fact: {"anyOf": [shape, *([contains] if fact in _FREE else ())]} for fact, shape in accepted.items()}
    return {"type": "object", "properties": facts, "additionalProperties": False, "minProperties": 1}


@schema.shaped(_shape)
def _condition(value: Any) -> list[list[Any]]:
    if not isinstance(value, Table) or not value:
        raise SchemaError("ここには「事実: [値, …]」を書きます", place=place_of(value))
    for key in value:
        if key not in _FACTS:
            raise SchemaError(f"知らない事実 {key}", place=key.place, hint=did_you_mean(key, _FACTS))
    return [[str(key), _accepted(key, part)] for key, part in value.items()]


FIELDS = {
    "where": Field(_condition, required=True, help="facts and their accepted values; all must hold"),
    "except": Field(schema.list_of(_condition, empty=True), help="conditions any one of which excuses"),
}


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return the conditions as lists, which keep their order: the first of `where` is the fact named."""
    return {"where": fields["where"], "except": fields.get("except", [])}


def find(spec: Mapping[str, Any], document: Document) -> Iterator[Hit]:
    """Yield one hit without a span, which names the first fact of `where` and the media items concerned."""
    draft, where = document.draft, spec["where"]
    candidates = (draft.media or ()) if _about_media(where) else (None,)
    found = [
        item
        for item in candidates
        if _holds(where, draft, item) and not any(_holds(excuse, draft, item) for excuse in spec["except"])
    ]
    if not found:
        return
    fact, accepted = where[0]
    raw = _raw(fact, draft, found[0])
    value = str(raw) if "contains" in accepted else _value(fact, raw)
    files = "、".join(item.file for item in found if item)
    yield Hit(
        None, None, f"{fact}={value}", {"fact": _FACTS[fact][0], "value": _JAPANESE.get(value, value), "files": files}
    )


def _about_media(condition: Condition) -> bool:
    return any(fact.startswith("media.") for fact, _ in condition)


def _holds(condition: Condition, draft: Draft, item: Media | None) -> bool:
    """Tell whether every part holds, of `item` where it is about media; of any item when none is in question."""
    if item is None and _about_media(condition):
        return any(_holds(condition, draft, each) for each in draft.media or ())
    return all(_fits(accepted, fact, _raw(fact, draft, item)) for fact, accepted in condition)


def _fits(accepted: Mapping[str, Sequence[str]], fact: str, raw: Any) -> bool:
    if "contains" in accepted:
        # 広報広聴課長補佐 and 課長代理 are other people than 広報広聴課長.
        return any(re.search(re.escape(word) + "(?!補佐|代理)", _fold(raw or "")) for word in accepted["contains"])
    return _value(fact, raw) in accepted["is"]


def _raw(fact: str, draft: Draft, item: Media | None) -> Any:
    return getattr(item, fact.removeprefix("media.")) if fact.startswith("media.") else getattr(draft, fact)


def _value(fact: str, raw: Any) -> str:
    """Return the state of a fact as rules name it."""
    allowed = _FACTS[fact][1]
    if allowed == _YES_NO:
        return "unknown" if raw is None else str(raw).lower()
    if fact in _FREE and raw is not None:
        return "none" if _fold(raw).strip() in _NOTHING else "given"
    if allowed == _TEXT:
        return "given" if raw else "none"
    return str(raw or allowed[-1])  # the last word of a list of names says that none was given


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
