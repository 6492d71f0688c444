"""How long X counts a text: the weighted length of twitter-text, configuration version 3.

A unit is one of the 280 a post may have. Facts: twitter-text, commit 30e2430d90cff3b46393ea54caf511441983c260,
config/v3.json; which signs form one emoji: Unicode's emoji data (UTS #51), because X follows it and the emoji parser
published with twitter-text stops at Emoji 11.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from postlint.text.twitter import urls

LONGEST = 280
_URL = 23
_EMOJI = 2

# One unit each in these ranges, two anywhere else.
_HEAVY = "[^\0-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]+"
# Joiner, keycap, selector, flag letters, skin tones, end of tags: without one of them no emoji is longer than one
# sign, and then its weight is that of any sign.
_JOINS = "[\u200d\u20e3\ufe0f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e007f]"
# Emoji that take a skin tone.
_SKIN = (
    "[☝⛷⛹✊-✍🎅🏂-🏄🏇🏊-🏌👂👃👆-👐👦-👸👼💁-💃💅-💇💏💑💪🕴🕵🕺🖐🖕🖖🙅-🙇🙋-🙏🚣🚴-🚶🛀🛌"
    "🤌🤏🤘-🤟🤦🤰-🤹🤼-🤾🥷🦵🦶🦸🦹🦻🧍-🧏🧑-🧝🫃-🫅🫰-🫺]"
)
# Signs that are emoji only, or also, with the selector U+FE0F after them.
_SELECTED = (
    "[©®‼⁉™ℹ↔-↙↩↪⌚⌛⌨⏏⏭-⏯⏱⏲⏸-⏺Ⓜ▪▫▶◀◻-◾☀-☄☎☑☔☕☘☝☠☢☣☦☪☮☯☸-☺♀♂♈-♓♟♠♣♥♦♨♻♾♿⚒-⚗⚙⚛⚜⚠⚡⚧⚪⚫⚰⚱⚽⚾⛄⛅⛈⛏⛑⛓⛔⛩⛪"
    "⛰-⛵⛷-⛺⛽✂✈✉✌✍✏✒✔✖✝✡✳✴❄❇❗❣❤➡⤴⤵⬅-⬇⬛⬜⭐⭕〰〽㊗㊙🀄🅰🅱🅾🅿🈂🈚🈯🈷🌡🌤-🌬🌶🍽🎖🎗🎙-🎛🎞🎟🏋-🏎🏔-🏟🏳🏵🏷🐿👁📽🕉🕊"
    "🕯🕰🕳-🕹🖇🖊-🖍🖐🖥🖨🖱🖲🖼🗂-🗄🗑-🗓🗜-🗞🗡🗣🗨🗯🗳🗺🛋🛍-🛏🛠-🛥🛩🛰🛳]"
)
_SIGN = f"(?:{_SKIN}\ufe0f?[\U0001f3fb-\U0001f3ff]|{_SELECTED}\ufe0f|(?!{_SELECTED})[\U0001f300-\U0001faff]|⬛)"
_ALONE = f"[0-9#*]\ufe0f?\u20e3|[\U0001f1e6-\U0001f1ff]{{2}}|🏴[\U000e0020-\U000e007e]+\U000e007f|{_SIGN}"
_JOINED = f"{_ALONE}(?:\u200d{_SIGN})*"


def weighted_length(text: str) -> int:
    """Return how many of the 280 units `text` takes.

    Every link takes 23 and every emoji 2, however many signs it is made of; Japanese takes 2 a sign.
    The text is put into NFC before it is counted, so う + ゛ is one sign.
    """
    text = unicodedata.normalize("NFC", text)
    spans = [(url.start, url.end, _URL) for url in urls(text)]
    if _compiled(_JOINS).search(text):
        sequence = _compiled(_JOINED if "\u200d" in text else _ALONE)
        spans += [(found.start(), found.end(), _EMOJI) for found in sequence.finditer(text)]
        spans.sort(key=lambda span: span[0])
    units = at = 0
    for start, end, weight in spans:
        if start >= at:  # an emoji inside a link is part of the link
            units += _plain(text[at:start]) + weight
            at = end
    return units + _plain(text[at:])


def remaining(text: str) -> int:
    """Return how many units are left of the 280; negative where `text` is too long."""
    return LONGEST - weighted_length(text)


def _plain(text: str) -> int:
    return len(text) if text.isascii() else len(text) + sum(map(len, _compiled(_HEAVY).findall(text)))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
