"""Readers of the output formats as their users' tools read them, written from the formats' own documents.

Each yields, for one draft, what every thing found says of its place: the words taken back from the file by the
positions told. None of them uses `postlint.report.positions`.
"""

from __future__ import annotations

import csv
import io
import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

import jsonschema
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


SCHEMAS = Path(__file__).parent.parent / "data" / "schemas"


@cache
def sarif_validator() -> Any:
    """Return what validates a log against the official schema."""
    schema = json.loads((SCHEMAS / "sarif-schema-2.1.0.json").read_text("utf-8"))
    return jsonschema.validators.validator_for(schema)(schema)


@cache
def junit_schema() -> Any:
    """Return what validates a report against the schema of Jenkins."""
    return etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd")).assertValid


def lines_of(file: str) -> list[str]:
    """Cut a file into lines with their ends: LF, CRLF and CR."""
    return [*re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", file), ""]


def encoded(text: str, codec: str) -> bytes:
    """Encode text, lone surrogates too."""
    return text.encode(codec, "surrogatepass")


def between(file: str, start: tuple[int, int], end: tuple[int, int], codec: str, size: int) -> bytes:
    """Take back what stands between two (line, column), columns counting units of `size` bytes of `codec`."""
    lines = [encoded(line, codec) for line in lines_of(file)]
    starts = [sum(map(len, lines[:i])) for i in range(len(lines))]
    low = starts[start[0] - 1] + (start[1] - 1) * size
    high = starts[end[0] - 1] + (end[1] - 1) * size
    return b"".join(lines)[low:high]


def sarif(output: str, file: str) -> Iterator[bytes]:
    """Yield the UTF-16 of each region, having compared its offsets and its snippet."""
    [run] = json.loads(output)["runs"]
    assert run["columnKind"] == "utf16CodeUnits"
    whole = encoded(file, "utf-16-le")
    for result in run["results"]:
        regions = [location["physicalLocation"]["region"] for location in result["locations"]]
        yield from (_region(region, file, whole) for region in regions if "startColumn" in region)
        for fix in result.get("fixes", ()):
            for change in fix["artifactChanges"]:
                yield from (_region(one["deletedRegion"], file, whole) for one in change["replacements"])


def _region(region: dict[str, Any], file: str, whole: bytes) -> bytes:
    start, end = (region["startLine"], region["startColumn"]), (region["endLine"], region["endColumn"])
    words = between(file, start, end, "utf-16-le", 2)
    at = 2 * region["charOffset"]
    assert whole[at : at + 2 * region["charLength"]] == words
    if "snippet" in region:
        assert encoded(region["snippet"]["text"], "utf-16-le") == words
    return words


def path_of(uri: str) -> bytes:
    """Return the bytes of the file name of a relative URI, having made sure that it is one."""
    assert re.fullmatch(r"(?:[A-Za-z0-9._~/!$&'()*+;=@-]|%[0-9A-F]{2})*", uri)
    return unquote_to_bytes(uri)


def rdjson(output: str, file: str) -> Iterator[bytes]:
    """Yield the UTF-8 of each range with columns, of diagnostics and suggestions; unknown fields are refused."""
    result = json.loads(output)
    assert result.keys() <= {"source", "severity", "diagnostics"}
    for diagnostic in result["diagnostics"]:
        assert diagnostic.keys() <= {"message", "location", "severity", "code", "suggestions"}
        assert diagnostic["message"]
        assert diagnostic["severity"] in ("ERROR", "WARNING", "INFO")
        assert diagnostic["location"].keys() == {"path", "range"}
        ranges = [diagnostic["location"]["range"], *(one["range"] for one in diagnostic.get("suggestions", ()))]
        for place in ranges:
            if "column" in place["start"]:
                start, end = ((place[name]["line"], place[name]["column"]) for name in ("start", "end"))
                yield between(file, start, end, "utf-8", 1)


def github(output: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """Yield command, properties and data as the runner reads them: a line that is no command is refused."""
    assert "\r" not in output
    for line in output.split("\n")[:-1]:
        command = re.fullmatch(r"::(error|warning|notice) ([^\r\n]*?)::([^\r\n]*)", line)
        assert command, line
        properties = dict(one.split("=", 1) for one in command[2].split(","))
        assert properties.keys() <= {"file", "line", "endLine", "col", "endColumn", "title"}
        yield command[1], {name: _unescaped(value) for name, value in properties.items()}, _unescaped(command[3])


def commands(output: str) -> list[str]:
    """Return the lines that GitHub's runner may take for commands, as its ActionCommand.cs reads them."""
    lines = re.split(r"\r\n|[\r\n]", output)
    return [line for line in lines if re.match(r"\s*::.*::", line) or "##[" in line]


def _unescaped(text: str) -> str:
    assert not re.search("%(?!25|0D|0A|3A|2C)", text)
    return re.sub("%(?:25|0D|0A|3A|2C)", lambda found: chr(int(found[0][1:], 16)), text)


def gitlab(output: str, file: str) -> Iterator[tuple[str, str]]:
    """Yield description and the lines told, having looked for what GitLab needs and that no fingerprint comes twice."""
    issues = json.loads(output)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    for issue in issues:
        assert issue.keys() == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        lines = issue["location"]["lines"]
        yield issue["description"], "".join(lines_of(file)[lines["begin"] - 1 : lines["end"]])


def checkstyle(output: str, file: str) -> Iterator[str]:
    """Yield what stands in the file from each column told on."""
    root = etree.fromstring(encoded(output, "utf-8"))
    assert root.tag == "checkstyle"
    assert root.get("version")
    for one in root:
        assert one.tag == "file"
        for error in one:
            assert error.tag == "error"
            assert error.get("severity") in ("error", "warning", "info", "ignore")
            assert error.get("source")
            if error.get("column"):
                rest = "".join(lines_of(file)[int(error.get("line")) - 1 :])
                yield rest[int(error.get("column")) - 1 :]


def junit(output: str, schema: Callable[[Any], None]) -> Any:
    """Return the root of a report that is valid against the schema of Jenkins and whose counts are right."""
    root = etree.fromstring(encoded(output, "utf-8"))
    schema(root)
    for suite in root:
        cases = suite.findall("testcase")
        assert int(suite.get("tests")) == len(cases)
        for tag, name in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
            assert int(suite.get(name)) == len(suite.findall(f"testcase/{tag}"))
    return root


def table(output: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file as Excel reads it."""
    assert output.startswith("\ufeff")
    assert output.count("\n") == output.count("\r\n") == output.count("\r")
    rows = list(csv.reader(io.StringIO(output[1:], newline=""), strict=True))
    assert all(len(row) == len(rows[0]) for row in rows)
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
