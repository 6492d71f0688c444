"""Commissioned posts that do not say, or wrongly say, that the city asked for them (Ishinomaki 5).

Two methods are right. By tags: a relation tag, then the city's tag, before any other, as X links them (#ＰＲ and ＃PR
count as #PR). By a sentence that names the city and the relation (石巻市のPR案件です, 【PR】石巻市); it makes the
disclosure complete whatever the tags. Each rule names in `find` the faults it reports:

    missing           no disclosure of any kind        order     #石巻市 #PR
    no-source         #PR without the city             not-first #海鮮 #PR #石巻市
    no-relation       #石巻市 without a relation       glued     #PR#石巻市, #石巻市PR, ♯PR ♯石巻市: not linked as two
    unknown-relation  #タイアップ #石巻市, 【PR】石巻市の旅, 石巻市観光協会の依頼で: perhaps, a person must say

    check: disclosure
    find: order
    relation_tags: [プロモーション, PR, 宣伝, 広告]      # source_tag and name default to the city's

It ignores who speaks: rules say `when: {account: [commissioned]}`, for the city's own posts need no disclosure.

Known problems: sentences are recognised by set phrases in Japanese, and negation only right after them; what stands
in a picture or a film is not seen.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from postlint.model import Fix, Hit
from postlint.schema import Field, SchemaError, choice, list_of, text
from postlint.text.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from postlint.checks import Guard, Setting
    from postlint.text.twitter import Entity

KIND = "disclosure"

_FAULTS = ("missing", "order", "not-first", "glued", "no-source", "no-relation", "unknown-relation")
# The guideline's list of relation tags is open (など): these may be meant as one.
_PERHAPS = (
    "提供", "商品提供", "宿泊提供", "協賛", "依頼", "委託", "案件", "タイアップ", "タイアップ広告", "スポンサー", "スポンサード",
    "プロモ", "アンバサダー", "モニター", "ギフティング", "ad", "ads", "sponsor", "sponsored", "promotion", "promoted", "gifted",
)  # fmt: skip
_PERHAPS_AFTER = ("案件", "投稿", "企画", "記事", "動画")  # #PR投稿
_BETWEEN_TAGS = re.compile(r"[\s、,，/／|｜]+")
_SIGN = r"[#♯]\u20e3?\s{0,2}"
_JOIN = r"[\s_・/|,、+&×-]{0,3}"
_NEGATED = re.compile(  # right after a statement: では…ない far off, the rest only at once (依頼でおはなし会に, not denied)
    r"[^。！？!?、,\n]{0,24}?(?:では|じゃ|でも)(?:な[いくか]|(?:あり|ござい)ませ)"
    r"|(?!で)[^。！？!?、,\n]{0,6}?(?:て(?:いま|おりま)せん|ていない|[はも](?:ありません|ない))|[はも]?な(?:し(?:です|\W|$)|く)"
)


class Fault(NamedTuple):
    """A fault with its span in the original text, and replacements to try in order."""

    name: str
    start: int | None = None
    end: int | None = None
    fixes: tuple[str, ...] = ()


FIELDS = {
    "find": Field(list_of(choice(*_FAULTS)), required=True, help="the faults this rule reports"),
    "relation_tags": Field(list_of(text), help="tags that name the relation, without #"),
    "source_tag": Field(text, help="the tag of the city; default: its own first tag"),
    "name": Field(text, help="the city as sentences name it; default: its name"),
}


def compile(fields: Mapping[str, Any], setting: Setting) -> dict[str, Any]:  # noqa: A001
    """Return tags and name as they are compared. Raises SchemaError when nobody says which tags are meant."""
    own = (setting.city.get("tags") or {}).get("own") or [None]
    source, name = fields.get("source_tag", own[0]), fields.get("name", setting.city.get("name"))
    if not source or not fields.get("relation_tags"):
        raise SchemaError("関係タグか発信元のタグが分かりません", hint="relation_tags と source_tag を with に書きます")
    return {
        "find": fields["find"],
        "pair": f"#{fields['relation_tags'][0].lstrip('#＃')} #{source.lstrip('#＃')}",
        "relation": [_fold(tag.lstrip("#＃")) for tag in fields["relation_tags"]],
        "source": _fold(source.lstrip("#＃")),
        "id": _fold(setting.city.get("city", "")),
        "name": _fold(name or source.lstrip("#＃")),
    }


def guard(spec: Mapping[str, Any]) -> Guard | None:
    """Return the source tag where a fault is one of its place; None where it may be missing altogether."""
    return ([], [spec["source"]]) if {*spec["find"]} <= {"order", "not-first", "glued"} else None


def find(spec: Mapping[str, Any], document: Document) -> Iterator[Hit]:
    """Yield the faults the rule asks for, with a fix where one mends it; `missing` has no span and the match `disclosure=none`."""
    used = next((tag.value for tag in document.hashtags if _role(tag.value, spec) == "relation"), None)
    words = {"pair": f"#{used} {spec['pair'].split()[1]}" if used else spec["pair"], "source": spec["source"]}
    for fault in _faults(spec, document):
        if fault.name not in spec["find"]:
            continue
        if fault.start is None or fault.end is None:
            yield Hit(None, None, "disclosure=none", words)
            continue
        fix = next(_working(fault, spec, document), None)
        yield Hit(fault.start, fault.end, document.draft.text[fault.start : fault.end], words, fix)


def _working(fault: Fault, spec: Mapping[str, Any], document: Document) -> Iterator[Fix]:
    """Yield the replacements after which the fault is gone."""
    whole = document.draft.text
    for new in fault.fixes:
        mended = Document(document.draft._replace(text=whole[: fault.start] + new + whole[fault.end :]))
        if all(left.name != fault.name for left in _faults(spec, mended)):
            yield Fix(fault.start or 0, fault.end or 0, new)


def _faults(spec: Mapping[str, Any], document: Document) -> list[Fault]:
    patterns = _patterns(spec["name"], spec["id"], spec["source"], tuple(spec["relation"]))
    if _said(patterns.statement, document.folded.text):
        return []
    tags = document.hashtags
    roles = [_role(tag.value, spec) for tag in tags]
    if "relation" in roles and "source" in roles:
        return list(_misplaced(tags, roles, document.draft.text))
    glued = _glued(patterns.glued, document)
    if glued:
        return [glued]
    mark = _said(patterns.mark, document.folded.text)
    marked = document.original(*mark.span()) if mark else None
    perhaps = next((tag[1:3] for tag, role in zip(tags, roles, strict=True) if role == "perhaps"), marked)
    if "source" in roles:
        source = tags[roles.index("source")]
        return [Fault("unknown-relation", *perhaps) if perhaps else Fault("no-relation", source.start, source.end)]
    if mark and spec["name"] in document.folded.text[slice(*document.line(mark.start()))]:
        return [Fault("unknown-relation", *document.original(*mark.span()))]
    if "relation" in roles:
        return [Fault("no-source", *tags[roles.index("relation")][1:3])]
    return [Fault("no-source", *perhaps) if perhaps else Fault("missing")]


def _role(tag: str, spec: Mapping[str, Any]) -> str:
    name = _fold(tag)
    if name in spec["relation"]:
        return "relation"
    if name == spec["source"]:
        return "source"
    stem = next((name.removesuffix(end) for end in _PERHAPS_AFTER if name.endswith(end)), name)
    return "perhaps" if name in _PERHAPS or stem in spec["relation"] else "other"


def _misplaced(tags: Sequence[Entity], roles: list[str], whole: str) -> Iterator[Fault]:
    relation, source = roles.index("relation"), roles.index("source")
    if "perhaps" in roles[:source] and source < relation:
        perhaps = tags[roles.index("perhaps")]
        yield Fault("unknown-relation", perhaps.start, perhaps.end)
        return
    first, last = min(relation, source), max(relation, source)
    block = tags[: last + 1]
    fixes: tuple[str, ...] = ()
    if all(_BETWEEN_TAGS.fullmatch(whole, a.end, b.start) for a, b in pairwise(block)):
        start, end, fixes = block[0].start, block[-1].end, (_reordered(block, roles, whole),)
    else:
        pair = tags[first : last + 1]
        together = all(_BETWEEN_TAGS.fullmatch(whole, a.end, b.start) for a, b in pairwise(pair))
        start, end = tags[first].start, tags[last if together else first].end
    if source < relation:
        yield Fault("order", start, end, fixes)
    if "other" in roles[:first] or (relation < source and "other" in roles[:source]):
        yield Fault("not-first", start, end, fixes)


def _reordered(block: Sequence[Entity], roles: list[str], whole: str) -> str:
    """Return the block with relation tags first, then the source, then the others; separators stay in place."""
    rank = {"relation": 0, "source": 1}
    order = sorted(range(len(block)), key=lambda i: rank.get(roles[i], 2))
    gaps = [whole[a.end : b.start] for a, b in pairwise(block)]
    names = [whole[block[i].start : block[i].end] for i in order]
    return "".join(name + gap for name, gap in zip(names, [*gaps, ""], strict=True))


def _glued(pattern: re.Pattern[str], document: Document) -> Fault | None:
    """Return the first pair that is not two tags; once it is mended, the others are tags like any other."""
    found = pattern.search(document.folded.text)
    if not found:
        return None
    relation, source = (document.quote(*found.span(a if found[a] else b)) for a, b in (("r1", "r2"), ("s1", "s2")))
    pair = f"#{relation} #{source}"
    return Fault("glued", *document.original(*found.span()), (pair, f" {pair}", f"{pair} ", f" {pair} "))


def _said(pattern: re.Pattern[str], folded: str) -> re.Match[str] | None:
    """Return the first match that is not denied at once."""
    return next((found for found in pattern.finditer(folded) if not _NEGATED.match(folded, found.end())), None)


class _Patterns(NamedTuple):
    statement: re.Pattern[str]
    glued: re.Pattern[str]
    mark: re.Pattern[str]


@cache
def _patterns(name: str, id_: str, source: str, relation: tuple[str, ...]) -> _Patterns:
    tag = "|".join(map(re.escape, sorted(relation, key=len, reverse=True)))
    kind = f"(?:{tag}|プロモーション|pr|広告|宣伝|タイアップ|情報発信)"
    city = re.escape(name)
    who = rf"{city}(?:役所|様|さん)?(?:[一-龥々]{{1,8}}[課室部局])?(?:様|さん)?"  # 石巻市観光協会 is somebody else
    near = r"[^。！？!?、\n]"
    opening, closing = r"[【\[(<《〈「]\s*", r"\s*[】\])>》〉」]"
    payer = r"(?:提供|協賛|広告主|依頼[元主者]|委託[元者]|スポンサー|クライアント)"
    gift = rf"(?:(?!写真|画像|資料|情報|素材){near}){{0,12}}?"  # 写真提供：石巻市 is a credit, not a relation
    roman = rf"(?:{city}|(?:the )?(?:city of )?{re.escape(id_)}(?: city)?)" if id_ else city
    statement = (
        # 石巻市のプロモーションに参加しています, 石巻市の観光PR案件としての投稿, 石巻市の広告制作を担当
        rf"{who}(?:の{near}{{0,6}}?{kind}|シティプロモーション){near}{{0,8}}?"
        r"(?:参加|協力|案件|担当|依頼|委託|業務|契約|請け|として|一環|お仕事|起用|アンバサダー)",
        rf"{who}の{kind}(?:の?(?:投稿|記事|動画|企画|広告))?(?:です|になります|となります|でお送り|をお届け)",
        # 石巻市から依頼を受けて, 石巻市の委託により, 石巻市とのタイアップ, 石巻市より宿泊費の提供を受け
        rf"{who}(?:(?:から|より|との?|による|主催の?){gift}|の{near}{{0,2}}?)(?:依頼|委託|委嘱|タイアップ|お仕事"
        r"|(?:提供|招待|協賛|報酬|謝礼)(?:を受け|をいただ|を頂|いただ|頂|され|により|で)"
        r"|(?:謝金|対価|費)を(?:受け|いただ|頂))",
        rf"{who}に{near}{{0,6}}?(?:依頼|委託|招待|起用)(?:され|いただ|頂|して(?:いただ|頂))",
        # 【PR】石巻市, 提供: 石巻市, sponsored by Ishinomaki City
        rf"{opening}{kind}{closing}\s*{city}(?:役所)?(?!\w)",
        rf"(?<!写真)(?<!画像)(?<!資料)(?<!情報)(?<!素材)(?:{payer}|{kind})\s*[:/|=]\s*{who}(?!\w)",
        rf"(?:sponsored|commissioned|supported|promoted|pr|ad|提供)\s*by\s*{roman}(?!\w)",
    )
    perhaps = "|".join(map(re.escape, sorted(_PERHAPS, key=len, reverse=True)))
    mark = (
        rf"{opening}(?:{tag}|{perhaps}){closing}",
        rf"(?:{tag}|タイアップ)(?:投稿|案件|を含み|です)",
        rf"^(?:{tag}|{perhaps})\s*[:/|]",
        rf"{city}{near}{{0,20}}?(?:タイアップ|依頼|委託|案件|協賛|スポンサー|報酬|招待)",
        rf"タイアップ{near}{{0,12}}?{city}",
    )
    city_tag, sign = re.escape(source), f"(?:{_SIGN})?"
    glued = (
        rf"{_SIGN}(?:(?P<r1>{tag}){_JOIN}{sign}(?P<s1>{city_tag})|(?P<s2>{city_tag}){_JOIN}{sign}(?P<r2>{tag}))(?!\w)"
    )
    return _Patterns(re.compile("|".join(statement)), re.compile(glued), re.compile("|".join(mark), re.MULTILINE))


def _fold(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold()
