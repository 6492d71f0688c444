"""Lengths as each platform counts them, at the limit and one over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support import NOWHERE, located

import postlint
from postlint.checks import length
from postlint.model import PLATFORMS, Draft
from postlint.schema import mapping
from postlint.text.document import Document


def find(platform: str | None, text: str, yaml: str = "of: text") -> list[dict[str, str]]:
    spec = length.compile(mapping(length.FIELDS)(located(yaml)), NOWHERE)
    hits = list(length.find(spec, Document(Draft(text, platform=platform))))
    assert all((hit.start, hit.match) == (None, f"platform={platform}") for hit in hits)
    return [dict(hit.values) for hit in hits]


@pytest.mark.parametrize(
    "platform, fits",
    [
        ("x", "市" * 140),
        ("x", "市" * 128 + " https://www.city.example.jp/" + "a" * 80),
        ("x", "a.co " * 11 + "市" * 8),
        ("line", "市" * 500),
        ("line", "市\r\n" * 250),
        ("instagram", "市" * 2200),
        ("facebook", "市" * 63206),
        ("youtube", "市" * 1666 + "ab"),
        ("threads", "市" * 500),
        ("bluesky", "市" * 299 + "👨‍👩‍👧‍👦"),
        ("bluesky", "か\u3099" * 298 + "🇯🇵👍🏽"),
        ("mastodon", "市" * 476 + " https://www.city.example.jp/" + "a" * 80),
    ],
)
def test_at_the_limit(platform: str, fits: str) -> None:
    assert find(platform, fits) == []
    (values,) = find(platform, fits + "市")
    assert int(values["over"]) == {"x": 2, "youtube": 3}.get(platform, 1)


def test_tags_of_instagram() -> None:
    tags = " ".join(f"#花{i}" for i in range(31))
    (values,) = find("instagram", tags, "of: tags")
    assert (values["count"], values["most"]) == ("31", "30")
    assert find("instagram", tags.rsplit(" ", 1)[0], "of: tags") == []
    assert find("facebook", tags, "of: tags") == []


def test_other_limits_and_no_platform() -> None:
    assert find("x", "市" * 141, 'of: text\nlimits: {x: "25000"}') == []
    assert find(None, "市" * 141) == []


def test_every_platform_has_a_limit_with_its_source() -> None:
    limits = json.loads((Path(postlint.__file__).parent / "data" / "limits.json").read_text("utf-8"))
    assert {*limits} == {*PLATFORMS, "as_of"}
    assert all(limits[name]["text"] and limits[name]["source"] for name in PLATFORMS)
