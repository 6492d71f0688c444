"""The audit's page: whole, alone, safe from what posts say, and usable by everybody."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from audits import EMPTY, RECORDS, SUMMARY, record
from hypothesis import given, settings
from hypothesis import strategies as st

import postlint
from postlint.posts import Counted, Tally
from postlint.report.audit_figures import figures
from postlint.report.audit_html import render
from postlint.report.charts import Bar, Cell, Series, bars, columns, heat
from postlint.report.phrases import visible

_VOID = {"meta", "br", "input"}
_TAGS = {
    "html", "head", "meta", "title", "style", "body", "a", "header", "h1", "h2", "h3", "p", "nav", "ul", "ol",
    "li", "main", "section", "dl", "div", "dt", "dd", "b", "span", "br", "small", "q", "figure", "figcaption",
    "details", "summary", "table", "caption", "thead", "tbody", "tr", "th", "td", "blockquote", "cite", "form",
    "fieldset", "legend", "label", "input", "select", "option", "button", "mark", "footer", "script", "svg",
    "desc", "defs", "pattern", "path", "circle", "rect", "line", "text", "g",
}  # fmt: skip


class Page(HTMLParser):
    """The elements of a page: (tag, attributes, text within), in the order of their starts; fails on wrong nesting."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str], list[str]]] = []
        self._open: list[int] = []
        self.feed(html)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}, []))
        if tag not in _VOID and not (self.get_starttag_text() or "").endswith("/>"):
            self._open.append(len(self.elements) - 1)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.elements[self._open.pop()][0] == tag

    def handle_data(self, data: str) -> None:
        for at in self._open:
            self.elements[at][2].append(data)

    def all(self, tag: str, **attributes: str) -> list[tuple[dict[str, str], str]]:
        return [
            (found, "".join(text))
            for name, found, text in self.elements
            if name == tag and attributes.items() <= found.items()
        ]


def page(summary: Any = SUMMARY, records: Any = RECORDS, **options: Any) -> str:
    return "".join(render(summary, iter(records), **options))


HTML = page(made_with="postlint 1.0 <rules>")
PAGE = Page(HTML)


def test_nothing_is_loaded_and_only_our_own_script_runs() -> None:
    assert {tag for tag, _, _ in PAGE.elements} == _TAGS
    for _, attributes, _ in PAGE.elements:
        assert not [
            name for name in attributes if name.startswith("on") or name in ("src", "srcset", "style", "action")
        ]
        assert attributes.get("fill", "url(#").startswith("url(#")
    (_, style), (_, script) = *PAGE.all("style"), *PAGE.all("script")
    assert "url(" not in style
    assert "@import" not in style
    (policy,) = [meta["content"] for meta, _ in PAGE.all("meta", **{"http-equiv": "Content-Security-Policy"})]
    hashes = [b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (style, script)]
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; base-uri 'none'; form-action 'none'"
    )
    assert not re.search(r"fetch|XMLHttp|innerHTML|eval|document\.write|import", script)


def test_links_lead_to_posts_or_within_the_page() -> None:
    ids = {attributes["id"] for _, attributes, _ in PAGE.elements if "id" in attributes}
    links = [attributes for attributes, _ in PAGE.all("a")]
    assert all(link["href"][1:] in ids for link in links if link["href"].startswith("#"))
    outside = [link for link in links if not link["href"].startswith("#")]
    assert {link["href"] for link in outside} == {
        "https://sns.example/1", "https://sns.example/3?a=1&b=2", "HTTPS://sns.example/5", "https://sns.example/8",
        "https://sns.example/10",
    }  # fmt: skip
    assert {link["rel"] for link in outside} == {"noopener noreferrer"}
    # What is no link is still told, as text.
    assert "javascript:alert(1)、posts.zip!data/posts.js: 2件目" in "".join(text for _, text in PAGE.all("p"))


def test_what_posts_say_is_text() -> None:
    posts = [text for _, text in PAGE.all("div", **{"class": "post"})]
    assert "<script>alert('［該当箇所: 馬鹿］')</script>\n二行目 & [#PR] [/b]" in posts
    assert "子育て👨‍👩‍👧の🇯🇵と❤️の日に、［該当箇所: ﾊﾞｶ］な話を" in posts
    assert "壊れた\\u{d83d}文字と\\u{202e}うら返し\\u{200b}の［該当箇所: 馬鹿］\\u{1b}[31m" in posts
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\x00-\x09\x0b-\x1f\ud800-\udfff]", HTML)
    assert HTML.count("<script") == 1
    assert "<b>64日間</b>" not in HTML
    HTML.encode("utf-8")


def test_spans_are_marked() -> None:
    marked = [text for _, text in PAGE.all("mark")]
    assert sorted(marked) == sorted(
        visible(f["match"]) for r in RECORDS for f in r["findings"] if f["start"] is not None
    )


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=()), min_size=1, max_size=600), st.data())
def test_the_marked_text_is_the_match(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 1000)))
    one = record(1, text, text[start:end], "ng", None, "", "")
    one["findings"][0].update(start=start, end=end)
    parsed = Page(page(EMPTY, [one]))
    assert [text for _, text in parsed.all("mark")] == [visible(text[start:end])]


def test_everything_has_one_name() -> None:
    ids = [attributes["id"] for _, attributes, _ in PAGE.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes, _ in PAGE.elements:
        for name in ("aria-labelledby", "for"):
            assert set(attributes.get(name, "").split()) <= set(ids)
    for tag in ("header", "nav", "main", "footer", "h1"):
        assert len(PAGE.all(tag)) == 1
    assert PAGE.elements[[tag for tag, _, _ in PAGE.elements].index("body") + 1][1]["class"] == "skip"
    assert [words for _, words in PAGE.all("p", role="status")] == ["9件を表示しています。"]
    regions = [attributes for attributes, _ in PAGE.all("div", role="region")]
    assert all(region["aria-label"] and region["tabindex"] == "0" for region in regions)
    assert len({region["aria-label"] for region in regions}) == len(regions)


def test_tables_have_headers() -> None:
    tables = HTML.split("<table")[1:]
    assert len(tables) == 8
    for table in tables:
        part = Page("<table" + table.split("</table>")[0] + "</table>")
        assert len(part.all("caption")) == 1
        heads = part.all("th", scope="col")
        assert all(text for _, text in heads)
        rows = _rows(part)
        assert {len(row) for row in rows} == {len(heads)}


def _rows(part: Page) -> list[list[str]]:
    """Return the tags of the cells of each row of the body; each row begins with its own header."""
    rows: list[list[str]] = []
    for tag, attributes, _ in part.elements:
        if tag == "tr":
            rows.append([])
        elif tag in ("th", "td") and attributes.get("scope") != "col":
            rows[-1].append(tag)
    assert all(row[0] == "th" for row in rows[1:])
    return rows[1:]


def test_levels_are_told_in_words() -> None:
    assert {text for attributes, text in PAGE.all("span") if attributes.get("class", "").startswith("level")} == {
        "× 投稿不可", "△ 要確認", "・ 助言", "？ 判定不能",
    }  # fmt: skip


def test_findings_carry_what_the_filter_compares() -> None:
    rows = [attributes for attributes, _ in PAGE.all("tr", role="row") if "data-level" in attributes]
    assert [row["data-level"] for row in rows] == ["ng"] * 4 + ["undecided", "review", "review", "note", "review"]
    options = {attributes["value"]: text for attributes, text in PAGE.all("option") if attributes["value"]}
    assert {row["data-month"] for row in rows} - {""} <= options.keys()
    assert {number for row in rows for number in row["data-clauses"].split()} == {"0", "1", "2"}
    assert options["0"].startswith("4(6) 他者を侮辱する情報") or options["0"] == "（アカウント名なし）"
    assert "例外承認済み（理由: 引用として承認、承認者: 広報課長）" in HTML


def test_a_long_list_says_what_is_left_out() -> None:
    html = page(limit=3)
    assert len(Page(html).all("mark")) == 3
    assert "全部で9件のうち、重いものから3件を示しています。残りの6件を含むすべては" in html
    assert "全部で" not in HTML


def test_an_audit_of_nothing() -> None:
    html = page(EMPTY, [])
    assert "指摘はありません。" in html
    assert "点検できた投稿はありません" in html
    assert not Page(html).all("table")
    assert not Page(html).all("svg")


def test_the_page_is_sent_in_pieces() -> None:
    pieces = list(render(SUMMARY, iter(RECORDS * 40)))
    assert len(pieces) > 10
    assert max(map(len, pieces)) < 40_000
    assert "".join(pieces) == page(records=RECORDS * 40)


def test_charts_are_drawings_with_a_title_and_words() -> None:
    months = {f"{2020 + at // 12}-{at % 12 + 1:02}": Tally(at, at // 9, at // 5) for at in range(80)}
    clauses = tuple(
        Counted(f"<{at}>", f"{at}「とても長い条文{'の続き' * 40}」", 9, at, 3, 5, 1) for at in range(20, 0, -1)
    )
    drawn = list(figures(SUMMARY._replace(months=months, clauses=clauses)))
    assert [figure.id for figure in drawn] == ["months", "clauses", "accounts", "hours"]
    for figure in drawn:
        svg = ElementTree.fromstring(figure.svg)
        assert [part.text for part in svg[:2]] == [figure.title, figure.about]
        wide = float(svg.attrib["viewBox"].split()[2])
        for box in svg.iter("rect"):
            assert float(box.attrib["x"]) >= 0
            assert float(box.attrib["x"]) + float(box.attrib["width"]) <= wide
            assert float(box.attrib["height"]) > 0
        assert all(len(row) == len(figure.heads) for row in figure.rows)
    # The ticks of eighty months stand apart, the table has every clause though the chart has twelve.
    ticks = [text.text for text in ElementTree.fromstring(drawn[0].svg).iter("text") if "/" in (text.text or "")]
    assert ticks == ["2020/1", "2021/1", "2022/1", "2023/1", "2024/1", "2025/1", "2026/1"]
    assert len(drawn[1].rows) == 20
    assert "図は上から12、残りは表にあります。" in drawn[1].about


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), max_size=40))
def test_columns_are_as_high_as_their_figures(values: list[tuple[int, int]]) -> None:
    series = (Series("ng", "投稿不可"), Series("ok", "投稿可"))
    svg = ElementTree.fromstring(columns("c", "題", "説明", [Bar("<月>", pair) for pair in values], series))
    heights = [
        sum(float(box.attrib["height"]) for box in group.iter("rect") if "class" in box.attrib)
        for group in svg.iter("g")
    ]
    # What is there is drawn, though it were thinner than a line: at most 3 more for each of two series.
    assert all(bool(sum(pair)) == (0 < height <= 206) for pair, height in zip(values, heights, strict=True))
    largest = max(map(sum, values), default=0)
    # The axis ends at a round number: at 2 for a single post, else less than twice the largest.
    assert all(
        height >= (79 if largest > 1 else 49)
        for pair, height in zip(values, heights, strict=True)
        if 0 < sum(pair) == largest
    )
    names = [group.find("title") for group in svg.iter("g")]
    assert [name.text for name in names if name is not None] == [
        f"<月>: 投稿不可 {a:,}、投稿可 {b:,}" for a, b in values
    ]


def test_charts_of_nothing() -> None:
    for svg in (
        columns("a", "題", "説明", [], ()),
        bars("b", "題", "説明", [Bar("空", (0,))], (Series("ok", "投稿可"),)),
        heat("c", "題", "説明", [[Cell("", 0, "なし")]], (["月"], ["0"])),
    ):
        assert ElementTree.fromstring(svg)[0].text == "題"


def _luminance(colour: str) -> float:
    colour = colour.lstrip("#")
    full = colour if len(colour) == 6 else "".join(char * 2 for char in colour)
    parts = [int(full[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    r, g, b = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def _contrast(one: str, two: str) -> float:
    """Return the ratio of WCAG 2.2, 1.4.3."""
    light, dark = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast() -> None:
    style = (Path(postlint.__file__).parent / "data" / "audit" / "page.css").read_text("utf-8")
    colours = dict(re.findall(r"--(\w+): (#\w+);", style))
    heats = dict(re.findall(r"\.(heat-\d) { fill: (#\w+); }", style))
    assert len(heats) == 6
    pairs = [(colours[name], "#fff") for name in ("ink", "soft", "link", "ng", "review", "note", "undecided", "ok")]
    pairs += [(colours["soft"], colours["ground"]), (colours["review"], "#fff3d6"), (colours["ink"], "#ffe9a8")]
    pairs += [("#fff" if name[-1] in "45" else colours["ink"], heats[name]) for name in heats]
    assert [pair for pair in pairs if _contrast(*pair) < 4.5] == []
