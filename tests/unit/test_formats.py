"""Every output format, read back: against its schema where there is one, and by a reader written from its document."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import readers
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt
from sample_reports import FILES, GOLDEN, HEAD, INSULT, TAGS, found, on, rendered, reports, under

from postlint.cli.arguments import FORMATS
from postlint.cli.check import undecided
from postlint.drafts import read_bytes, read_file
from postlint.errors import InputError, Place
from postlint.model import Draft, Fix, Question, Report
from postlint.report.cells import shown
from postlint.report.markdown import LONGEST, page

PIECES = (
    "馬鹿", "あ", "ﾊﾞｶ", "𠮷", "a", " ", "\t", "\r\n", "\n", "\r", "👨‍👩‍👧‍👦", "🇯🇵", "❤️‍🔥", "1️⃣", "é", "e\u0301", "\u200b", "\u202e", "\ufeff",
    "\ud83d", "\ude00", "\x00", "\x1b", "\x85", "\u2028", "\u3000", "`", "|", "<", "&", "::", "%0A", "\\", "]]>", '"', "=",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join)


@st.composite
def judged(draw: st.DrawFn) -> Report:
    """Draw a report with some findings on spans, with fixes."""
    text = draw(TEXTS)
    findings = []
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        findings.append(found(text, start, end, fix=Fix(start, end, "x"), level=draw(st.sampled_from(("ng", "note")))))
    draft = under(draw(st.sampled_from(("", HEAD))), text, id="d", path="d.txt")
    return Report(draft, "reiji", "例示市", "ng", tuple(findings), (), ())


def the_file(report: Report) -> str:
    return report.draft.head + report.draft.text


def test_every_format_has_a_golden_file() -> None:
    assert {"human", *FILES} == set(FORMATS)


@pytest.mark.parametrize("name", FILES)
def test_golden(name: str) -> None:
    assert rendered(name, reports()).encode() == (GOLDEN / FILES[name]).read_bytes()


@pytest.mark.parametrize("name", FILES)
def test_no_draft_is_lost(name: str) -> None:
    output = rendered(name, reports())
    for report in reports():
        path = report.draft.path.replace("祭り", "%E7%A5%AD%E3%82%8A") if name == "sarif" else report.draft.path
        told = report.findings or report.undecided or name not in ("sarif", "github", "gitlab", "rdjson")
        assert (path in output) == bool(told)  # tools of code review are told of nothing where nothing is found
    assert "UTF-8の途中で壊れています" in output.replace("`", "")


@given(judged())
def test_spans_in_json_lines(report: Report) -> None:
    output = rendered("jsonl", [report, report])
    assert len(output.splitlines()) == 2
    for line in output.splitlines():
        draft = json.loads(line)
        for finding, given_ in zip(draft["findings"], report.findings, strict=True):
            assert report.draft.text[finding["start"] : finding["end"]] == given_.match


@given(judged())
def test_spans_in_sarif(report: Report) -> None:
    output = rendered("sarif", [report])
    readers.sarif_validator().validate(json.loads(output))
    words = list(readers.sarif(output, the_file(report)))
    assert words == [readers.encoded(f.match, "utf-16-le") for f in report.findings for _ in range(2)]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_offsets_in_sarif_are_those_of_the_file(codec: str, end: str) -> None:
    source = end.join(("---", "reason: 祭り🎆", "---", "😀と馬鹿"))
    draft = read_bytes(source.encode(codec), path="d.txt")
    report = Report(draft, "reiji", "例示市", "ng", (on(draft.text, "馬鹿"),), (), ())
    [result] = json.loads(rendered("sarif", [report]))["runs"][0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    before = len(source.partition("馬鹿")[0].encode("utf-16-le")) // 2
    assert (region["charOffset"], region["charLength"]) == (before, 2)
    assert (region["startLine"], region["startColumn"]) == (4, 4)


@given(judged())
def test_spans_in_rdjson(report: Report) -> None:
    words = list(readers.rdjson(rendered("rdjson", [report]), the_file(report)))
    assert words == [
        b"".join(readers.encoded(char, "utf-8") for char in f.match) for f in report.findings for _ in range(2)
    ]


@given(judged())
def test_spans_in_github_commands(report: Report) -> None:
    file = the_file(report)
    told = list(readers.github(rendered("github", [report])))
    by_level = sorted(report.findings, key=lambda finding: finding.level == "note")
    for (command, properties, _), finding in zip(told, by_level, strict=True):
        assert command == ("error" if finding.level == "ng" else "notice")
        first, last = int(properties["line"]), int(properties["endLine"])
        if "col" in properties:
            columns = (first, int(properties["col"])), (last, int(properties["endColumn"]))
            words = readers.between(file, *columns, "utf-16-le", 2)
            assert words == readers.encoded(finding.match, "utf-16-le")
        else:
            assert first < last
            assert finding.match in "".join(readers.lines_of(file)[first - 1 : last])


@given(judged())
def test_lines_in_gitlab(report: Report) -> None:
    told = list(readers.gitlab(rendered("gitlab", [report]), the_file(report)))
    for (description, lines), finding in zip(told, report.findings, strict=True):
        assert finding.match in lines
        assert shown(finding.message) in description


@given(judged())
def test_starts_in_checkstyle(report: Report) -> None:
    told = list(readers.checkstyle(rendered("checkstyle", [report]), the_file(report)))
    for rest, finding in zip(told, report.findings, strict=True):
        assert rest.startswith(finding.match)


@given(judged())
def test_starts_in_junit(report: Report) -> None:
    [suite] = readers.junit(rendered("junit", [report]), readers.junit_schema())
    lines = readers.lines_of(the_file(report))
    for case, finding in zip(suite, report.findings, strict=True):
        line, column = case.get("name").rpartition("(")[2].rstrip(")").split(":")
        assert "".join(lines[int(line) - 1 :])[int(column) - 1 :].startswith(finding.match)


@given(judged())
def test_starts_in_csv(report: Report) -> None:
    lines = readers.lines_of(the_file(report))
    for row, finding in zip(readers.table(rendered("csv", [report])), report.findings, strict=True):
        assert "".join(lines[int(row["行"]) - 1 :])[int(row["桁"]) - 1 :].startswith(finding.match)
        assert row["箇所"].removeprefix("'") == shown(finding.match)


@given(judged())
def test_words_in_markdown(report: Report) -> None:
    tokens = MarkdownIt().parse(rendered("markdown", [report]))
    spans = [child.content for token in tokens for child in token.children or () if child.type == "code_inline"]
    for finding in report.findings:
        assert shown(finding.match) in spans


LINES = {  # of the things found, in the order of the format
    "sarif": lambda output: [
        result["locations"][0]["physicalLocation"]["region"]["startLine"]
        for result in json.loads(output)["runs"][0]["results"]
    ],
    "github": lambda output: [int(properties["line"]) for _, properties, _ in readers.github(output)],
    "gitlab": lambda output: [issue["location"]["lines"]["begin"] for issue in json.loads(output)],
    "rdjson": lambda output: [one["location"]["range"]["start"]["line"] for one in json.loads(output)["diagnostics"]],
    "checkstyle": lambda output: [int(error.get("line")) for error in etree.fromstring(output.encode())[0]],
}


@pytest.mark.parametrize("name", LINES)
@pytest.mark.parametrize(
    "match, line",
    [("kind=reply", 3), ("reason=祭り", 2), ("media.alt=none", 1), ("kin=x", 1), ("#例示市", 1), ("(", 1)],
)
def test_a_finding_about_a_fact_stands_where_the_fact_is_stated(name: str, match: str, line: int) -> None:
    for head, expected in ((HEAD, line), ("", 1)):
        draft = under(head, "kind: reply\n", path="d.txt")
        report = Report(draft, "reiji", "例示市", "ng", (found(draft.text, None, match=match),), (), ())
        assert LINES[name](rendered(name, [report])) == [expected]


@pytest.mark.parametrize("name", LINES)
def test_what_cannot_be_judged_is_told_at_its_line(name: str, tmp_path: Path) -> None:
    file = tmp_path / "d.txt"
    file.write_text("---\nkind: reply\nplatfrom: x\n---\n本文\n", "utf-8")
    with pytest.raises(InputError) as fault:
        read_file(str(file))
    assert LINES[name](rendered(name, [undecided(str(file), fault.value)])) == [3]
    other = InputError("読めません", place=Place("d.postlint.yaml", 3))
    assert LINES[name](rendered(name, [undecided(str(file), other)])) == [1]


def test_sarif_says_what_the_standard_has_words_for() -> None:
    log = json.loads(rendered("sarif", reports()))
    readers.sarif_validator().validate(log)
    [run] = log["runs"]
    results = run["results"]
    driver = run["tool"]["driver"]
    for result in results:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert driver["rules"][result["ruleIndex"]]["help"]["text"]
        assert (result["level"] == "none") == (result.get("kind", "fail") != "fail")
        for taxon in result["taxa"]:
            component = taxon["toolComponent"]
            taxonomy = run["taxonomies"][component["index"]]
            assert taxonomy["name"] == component["name"]
            assert taxonomy["taxa"][taxon["index"]]["id"] == taxon["id"]
    assert len(driver["rules"]) == len({result["ruleId"] for result in results})
    kinds = [result.get("kind", "fail") for result in results]
    assert [kinds.count(kind) for kind in ("fail", "review", "pass", "open")] == [6, 1, 1, 1]
    [waived] = [result for result in results if result["suppressions"]]
    assert "広報課長" in waived["suppressions"][0]["justification"]
    assert run["invocations"][0]["executionSuccessful"] is False
    assert [told["level"] for told in run["invocations"][0]["toolExecutionNotifications"]] == ["note", "error"]


def test_fingerprints_stay_while_lines_move() -> None:
    def prints(head: str, text: str) -> list[str]:
        findings = [found(text, i, i + 2) for i in range(len(text)) if text.startswith("馬鹿", i)]
        report = Report(under(head, text, path="d.txt"), "c", "市", "ng", tuple(findings), (), ())
        return [issue["fingerprint"] for issue in json.loads(rendered("gitlab", [report]))]

    before, after = prints("", "馬鹿と馬鹿"), prints(HEAD, "前置き。\r\n馬鹿、\n😀馬鹿")
    assert before == after
    assert len(set(before)) == 2


@pytest.mark.parametrize(
    "path, uri",
    [
        ("drafts/a b.txt", "drafts/a%20b.txt"), ("a:b.txt", "a%3Ab.txt"), ("祭.txt", "%E7%A5%AD.txt"),
        ("/tmp/x.txt", "file:///tmp/x.txt"), ("a\nb#?%.txt", "a%0Ab%23%3F%25.txt"), ("\udcff.txt", "%FF.txt"),
        ("\ud800.txt", "%ED%A0%80.txt"), ("../x.txt", "../x.txt"), ("C:/x y.txt", "file:///C:/x%20y.txt"),
    ],
)  # fmt: skip
def test_uri(path: str, uri: str) -> None:
    from postlint.report.sarif_index import uri as written

    assert written(path) == uri


def many(count: int) -> list[Report]:
    text = "馬鹿" * count
    findings = tuple(found(text, 2 * i, 2 * i + 2) for i in range(count))
    questions = (Question(INSULT, "了解を得ましたか。", False), Question(TAGS, "関係を示しましたか。", False))
    return [
        Report(Draft(text, path="a.txt"), "reiji", "例示市", "ng", findings, questions, ()),
        Report(Draft("馬鹿", path="z.txt"), "reiji", "例示市", "ng", (found("馬鹿", 0, 2),), (), ()),
    ]


@pytest.mark.parametrize("count", [10, 230, 250, 270, 5_000])
def test_a_comment_is_never_too_long_and_says_what_is_missing(count: int) -> None:
    output = rendered("markdown", many(count))
    assert len(output) <= LONGEST
    kept, asked = output.count("  - 箇所:"), output.count("- [ ]")
    assert "z.txt" in output
    if (kept, asked) == (count + 1, 2):
        assert "省きました" not in output
    else:
        assert kept == 0 or f"指摘 {count + 1 - kept}件" in output
        assert asked == 2 or f"確認事項 {2 - asked}件" in output


def test_thousands_of_drafts_still_fit() -> None:
    drafts = [Report(Draft("x", path=f"drafts/{i:05}.txt"), "reiji", "例示市", "ok", (), (), ()) for i in range(5_000)]
    output = page(drafts, longest=LONGEST)
    assert len(output) <= LONGEST
    assert f"下書き {5_000 - output.count('###')}件" in output


def test_endless_words_are_cut() -> None:
    text = "馬" * 300_000
    report = Report(Draft(text, path="d.txt"), "c", "市", "ng", (found(text, 0, len(text)),), (), ())
    for name in ("github", "gitlab", "junit", "checkstyle", "markdown"):
        output = rendered(name, [report])
        assert len(output) < 20_000
        assert "（以下省略）" in output
