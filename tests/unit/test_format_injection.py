"""Nothing in a draft, a file name or a waiver becomes a command, markup or a formula."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
import readers
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt
from sample_reports import HEAD, INSULT, found, rendered, under

from postlint.model import Draft, Fix, NotJudged, Question, Report
from postlint.report.cells import shown
from postlint.report.csv import cell
from postlint.report.markup import code, prose

if TYPE_CHECKING:
    from markdown_it.token import Token

EVIL = (
    "\n::error::x", "::set-output name=a::b", "\r\n##[add-mask]x", "%0A::error::", "::stop-commands::t", ",line=1", "::",
    "]]>", "<!--", "-->", "<img src=x onerror=alert(1)>", "<b>", "&lt;", "&#64;", "&amp;", "<!DOCTYPE x [", "\x00", "\x1b[31m",
    "|", "`", "``", "```\n", "~~~", "@mention", "@org/team", "a@example.com", "#1", "owner/repo#12", "GH-5", "!12", "$3", "%4",
    "https://evil.example/", "www.evil.example", "javascript:alert(1)", "[x](https://evil.example)", "![x](y)", "[a][b]",
    "**b**", "__b__", "~~s~~", "# h", "\n# h", "\n- l", "\n1. l", "\n> q", "\n---\n", "\n    code", "\\", "\\`", ":smile:", "{0}",
    "{match}", "=cmd()", "\n=1+1", "+1", "-1", "@SUM(1)", "＝1", "\t=1", " =1", '"', "'", ";", "\ud800", "\u202e", "\u200b",
    "\ufffe", "\x85", "\u2028", "deadbeef", "0123456789abcdef0123456789abcdef01234567", "日本", "。", " ", "\u3000", "a", "1",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(EVIL), min_size=1, max_size=6).map("".join)


@st.composite
def hostile(draw: st.DrawFn) -> Report:
    """Draw a report in which everything that can come from a draft is hostile."""
    text = draw(TEXTS)
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    waived = {"reason": draw(TEXTS), "approver": draw(TEXTS), "expires": "2027-03-31"}
    on_span = found(
        text, start, end, message=f"「{text[start:end]}」は{draw(TEXTS)}です。", repair=draw(TEXTS),
        fix=Fix(start, end, draw(TEXTS)), waived=draw(st.sampled_from((None, waived))),
    )  # fmt: skip
    fact = found(text, None, match=f"reason={draw(TEXTS)}", message=draw(TEXTS), level="review")
    head = draw(st.sampled_from(("", HEAD)))
    draft = under(head, text, id=draw(TEXTS), path=draw(TEXTS), notes=(draw(TEXTS),))
    return Report(
        draft, "reiji", "例示市", draw(st.sampled_from(("ng", "undecided"))), (fact, on_span),
        (Question(INSULT, draw(TEXTS), False),), (NotJudged("a.b", "題", draw(TEXTS), (INSULT,)),),
        draw(st.sampled_from(("", draw(TEXTS)))),
    )  # fmt: skip


@given(hostile())
def test_github_commands(report: Report) -> None:
    told = list(readers.github(rendered("github", [report])))
    assert len(told) == 3 + bool(report.undecided)
    for _, properties, data in told:
        if report.draft.path != "-":
            assert properties["file"] == shown(report.draft.path)
        assert not re.search("[\x00-\x09\x0b-\x1f\u202e\u200b\u2028]", data)


@given(hostile())
def test_xml(report: Report) -> None:
    [suite] = readers.junit(rendered("junit", [report]), readers.junit_schema())
    assert suite.get("name") == shown(report.draft.path)
    assert shown(report.findings[0].message) in suite[bool(report.undecided)][0].text
    output = rendered("checkstyle", [report])
    list(readers.checkstyle(output, report.draft.head + report.draft.text))
    [file] = etree.fromstring(output.encode())
    assert file.get("name") == shown(report.draft.path)
    assert len(file) == 3 + bool(report.undecided)
    for error in file:
        harmless(MarkdownIt().parse(error.get("message")))


# What GitHub and GitLab look for in rendered text that is not code.
ACTIVE = re.compile(
    r"@[A-Za-z0-9]|[#!$%&~][0-9]|GH-[0-9]|://|www\.|:[a-z]+:|<|\b[0-9a-f]{7,40}\b|[*_`\[\]\\|]|&[a-z#]", re.ASCII
)
BLOCKS = {"heading", "paragraph", "bullet_list", "list_item"}


def harmless(tokens: list[Token]) -> None:
    """Require that Markdown has headings, lists, text and code, and nothing in its text that a forge would act upon."""
    for token in tokens:
        assert token.type == "inline" or token.type.rsplit("_", 1)[0] in BLOCKS, token
        for child in token.children or ():
            assert child.type in ("text", "code_inline", "softbreak"), child
            if child.type == "text":
                # The check box is ours.
                assert not ACTIVE.search(re.sub(r"^\[[ x]\] ", "", child.content)), child.content


@given(hostile())
def test_markdown(report: Report) -> None:
    output = rendered("markdown", [report])
    harmless(MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(output))
    assert len([token for token in MarkdownIt().parse(output) if token.type == "heading_open"]) == 2
    assert not any(char in output for char in "\x00\x1b\u202e\u200b")


@given(hostile())
@example(
    Report(
        Draft("馬鹿", path="d.txt"), "reiji", "例示市", "ng", (found("馬鹿", 0, 2, message="", repair="\n    x"),), (), (),
        "一行目\n\n    source",
    )
)  # fmt: skip
def test_rdjson(report: Report) -> None:
    for diagnostic in json.loads(rendered("rdjson", [report]))["diagnostics"]:
        harmless(MarkdownIt().parse(diagnostic["message"]))


@given(hostile())
def test_sarif(report: Report) -> None:
    log = json.loads(rendered("sarif", [report]))
    readers.sarif_validator().validate(log)
    assert readers.path_of(log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])
    for text in messages(log):
        assert "](" not in text
        assert not re.search(r"[{}]", text.replace("{{", "").replace("}}", ""))
    for rule in log["runs"][0]["tool"]["driver"]["rules"]:
        harmless(MarkdownIt().parse(rule["help"]["markdown"]))


def messages(node: object) -> list[str]:
    """Return the texts of all messages in a log: objects with `text`, but for contents of files."""
    if isinstance(node, list):
        return [text for part in node for text in messages(part)]
    if not isinstance(node, dict):
        return []
    own = [node["text"]] if isinstance(node.get("text"), str) else []
    return own + [
        text for key, part in node.items() if key not in ("snippet", "insertedContent") for text in messages(part)
    ]


@given(hostile())
def test_csv(report: Report) -> None:
    rows = readers.table(rendered("csv", [report]))
    assert len(rows) == 4 + bool(report.undecided)
    for row in rows:
        for value in row.values():
            assert not re.match(r"\s*[=+\-@＝＋－＠]", value)


@given(hostile())
def test_lines_of_json(report: Report) -> None:
    [line] = rendered("jsonl", [report]).splitlines()
    assert json.loads(line)["path"] == report.draft.path or "\ud800" in report.draft.path


@given(st.text(max_size=30) | TEXTS)
def test_a_code_span_gives_its_text_back(text: str) -> None:
    [_, inline, _] = MarkdownIt().parse(code("x" + text))
    assert [child.content for child in inline.children or ()] == ["x" + shown(text)]


@given(st.text(max_size=30) | TEXTS)
def test_prose_says_the_same(text: str) -> None:
    [_, inline, _] = MarkdownIt().parse("x " + prose("y" + text))
    assert "".join(child.content for child in inline.children or ()).split() == ("x y" + shown(text)).split()


@pytest.mark.parametrize(
    "text, expected",
    [
        ("10:00から5(1)アの11/21、3,000円、5%。", "10:00から5(1)アの11/21、3,000円、5%。"),
        ("「#PR #例示市」: (済)", "「`#PR` #例示市」: (済)"),
        ("@city と a@b.example", "`@city` と `a@b.example`"),
        ("1. と 1) と # と", "`1.` と `1)` と `#` と"),
        ("コミットdeadbeefは", "コミット`deadbeef`は"),
        ("a`b``c", "```a`b``c```"),
    ],
)
def test_prose(text: str, expected: str) -> None:
    assert prose(text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("=1", "'=1"),
        (" ＝1", "' ＝1"),
        ("a=1", "a=1"),
        ("-", "'-"),
        ("a\r\nb", "a\\r\\nb"),
        ("\t=1", "'\\t=1"),
        ("", ""),
    ],
)
def test_cell(text: str, expected: str) -> None:
    assert cell(text) == expected
