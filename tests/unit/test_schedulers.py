"""Files for the bulk composers of Buffer and Hootsuite: posts that are only planned."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postlint import exports
from postlint.compiled import policy
from postlint.engine import judge
from postlint.exports import Options, buffer, hootsuite
from postlint.exports.source import opened
from postlint.japan import JAPAN
from postlint.model import Draft, Media
from postlint.posts import Item, Post, Remark, Skipped, Unread

EXAMPLES = Path(__file__).parents[2] / "examples" / "exports"
HEADING = "Text,Image URL,Tags,Posting Time\n"


def read(reader: Any, path: Path, account: str = "") -> list[Item]:
    with opened(str(path)) as source:
        return list(reader.read(source, Options(account=account)))


def written(tmp_path: Path, text: str, coding: str = "utf-8") -> Path:
    (tmp_path / "posts.csv").write_bytes(text.encode(coding))
    return tmp_path / "posts.csv"


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16"])
def test_buffer(tmp_path: Path, coding: str) -> None:
    path = written(
        tmp_path,
        HEADING + '"水質調査の\n結果",https://a.jp/a.jpg,環境,2026-09-01 10:00\n列に並ぶ,,,\n,,,2026-09-02 10:00\n'
        "いつか,,,明日\nコンマ,あり,,,2026-09-01 10:00\n'=式,,,2026-09-03 9:05\n",
        coding,
    )
    first, queued, empty, unread, wide, last = read(buffer, path, "市")
    ten = datetime(2026, 9, 1, 10, 0, tzinfo=JAPAN)
    draft = Draft(
        "水質調査の\n結果", id=f"{path}:2", path=str(path), scheduled_at=ten, media=(Media("https://a.jp/a.jpg"),)
    )
    assert first == Post(draft, f"{path}:2", "市", "", date(2026, 9, 1), planned=True)
    assert isinstance(queued, Post)
    assert (queued.draft.scheduled_at, queued.day, queued.planned) == (None, None, True)
    assert empty == Skipped("文字のない投稿")
    assert unread == Unread(f"{path}:6", "Posting Time: 日時として読めません: 明日", "例: 2026-11-21 10:00")
    assert isinstance(wide, Unread)
    assert isinstance(last, Post)
    assert (last.draft.text, last.draft.scheduled_at) == ("=式", datetime(2026, 9, 3, 9, 5, tzinfo=JAPAN))


def test_columns_buffer_does_not_know_are_named(tmp_path: Path) -> None:
    path = written(tmp_path, "Text,Board Name,Colour,Posting Time\n一,花,赤,2026-09-01 10:00\n")
    remark, post = read(buffer, path)
    assert remark == Remark(str(path), "知らない列は読みませんでした: Colour")
    assert isinstance(post, Post)
    (item,) = read(buffer, written(tmp_path, "text,time\n一,2026\n"))
    assert item == Unread(
        f"{path}:1", "Bufferの書き出しではありません", "見出しは Text,Image URL,Tags,Posting Time です"
    )


@pytest.mark.parametrize(
    "dates, days, said",
    [
        (["09/01/2026 10:00", "09/18/2026 10:00"], [(9, 1), (9, 18)], False),
        (["01/09/2026 10:00", "18/09/2026 10:00"], [(9, 1), (9, 18)], False),
        (["09/01/2026 10:00", "09/02/2026 10:00"], [(9, 1), (9, 2)], True),
        (["2026-09-01 10:00", "2026/09/02 10:00"], [(9, 1), (9, 2)], False),
        (["18-09-2026 10:00", "01.10.2026 10:00"], [(9, 18), (10, 1)], False),
        (["9/1/2026 10:00 AM", "9/13/2026 10:00 AM"], [(9, 1), (9, 13)], False),
        (["18/09/2026 10:00", "09/18/2026 10:00"], [(9, 18), None], False),
        (["09/31/2026 10:00", "明日"], [None, None], False),
    ],
)
def test_the_whole_file_tells_day_from_month(
    tmp_path: Path, dates: list[str], days: list[tuple[int, int] | None], said: bool
) -> None:
    path = written(tmp_path, "".join(f"{when},水質調査,\n" for when in dates))
    found = read(hootsuite, path)
    remarks = [item for item in found if isinstance(item, Remark)]
    assert remarks == [Remark(str(path), "月と日のどちらが先か分からないので、月/日/年の順に読みました")] * said
    moments = [item.draft.scheduled_at if isinstance(item, Post) else None for item in found if item not in remarks]
    assert moments == [day and datetime(2026, *day, 10, 0, tzinfo=JAPAN) for day in days]


def test_hootsuite(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        '09/18/2026 10:00,"水質調査の\n結果",https://a.jp/\n09/18/2026 10:00,見て https://a.jp/,https://a.jp/\n'
        "09/18/2026 10:00,,\n09/18/2026 10:00,一,二,三\n09/18/2026 10:00,リンクなし\n",
    )
    linked, once, empty, wide, bare = read(hootsuite, path, "市")
    ten = datetime(2026, 9, 18, 10, 0, tzinfo=JAPAN)
    draft = Draft("水質調査の\n結果\nhttps://a.jp/", id=f"{path}:1", path=str(path), scheduled_at=ten)
    assert linked == Post(draft, f"{path}:1", "市", "", date(2026, 9, 18), planned=True)
    assert isinstance(once, Post)
    assert once.draft.text == "見て https://a.jp/"
    assert empty == Skipped("文字のない投稿")
    assert wide == Unread(f"{path}:5", "列が3つより多い行です", 'コンマを含む本文を引用符（"）で囲んでください')
    assert isinstance(bare, Post)
    assert bare.draft.text == "リンクなし"


@pytest.mark.parametrize(
    "text, is_buffer, is_hootsuite",
    [
        (HEADING, True, False), ("\ufeff" + HEADING, True, False), ("text,posting time\n", False, False),
        ("09/01/2026 10:00,一,\n", False, True), ("2026/09/01 10:00,一,https://a.jp/\n", False, True),
        ("09/01/2026 10:00,一\n", False, True), ("09/01/2026 10:00,一,二\n", False, False), ("09/01/2026,一,\n", False, False),
        ("本文,日時\n", False, False), ("", False, False), ("\n", False, False), ("\0\0", False, False),
    ],
)  # fmt: skip
def test_recognising(tmp_path: Path, text: str, is_buffer: bool, is_hootsuite: bool) -> None:
    with opened(str(written(tmp_path, text))) as source:
        for reader, expected in ((buffer, is_buffer), (hootsuite, is_hootsuite)):
            assert reader.recognises(source) is expected
    with opened(str(tmp_path)) as source:
        assert buffer.recognises(source) is is_buffer


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=120), st.sampled_from(["", HEADING, "09/01/2026 10:00,"]))
def test_no_file_raises(tmp_path: Path, text: str, start: str) -> None:
    (tmp_path / "posts.csv").write_bytes((start + text).encode("utf-8", "replace"))
    for reader in (buffer, hootsuite):
        for item in read(reader, tmp_path / "posts.csv"):
            assert isinstance(item, Post | Unread | Remark | Skipped)


@pytest.mark.parametrize(
    "name, format_, city, verdicts",
    [
        ("posts.csv", "table", "kashiwa", {"K-106": "review", "K-108": "ng"}),
        ("posts.xlsx", "table", "ueda", {"posts.xlsx: シート「投稿一覧」8行目": "ng"}),
        ("posts.jsonl", "records", "ueda", {"u-6": "ng", "u-7": "ng"}),
        ("buffer.csv", "buffer", "kashiwa", {"buffer.csv:2": "review", "buffer.csv:23": "review"}),
        ("hootsuite.csv", "hootsuite", "ueda", {"hootsuite.csv:8": "ng"}),
    ],
)
def test_the_examples_are_recognised_and_mostly_proper(
    name: str, format_: str, city: str, verdicts: dict[str, str]
) -> None:
    with opened(str(EXAMPLES / name)) as source:
        assert exports.recognise(source) == [format_]
    posts = [item for item in exports.read([str(EXAMPLES / name)]) if not isinstance(item, Remark)]
    assert len(posts) == 8
    rules = policy(city)
    found = {}
    for post in posts:
        assert isinstance(post, Post)
        assert post.planned is (format_ in ("buffer", "hootsuite"))
        verdict = judge(post.draft, rules, now=post.draft.scheduled_at).verdict  # type: ignore[arg-type]
        if verdict != "ok":
            found[post.draft.id.removeprefix(f"{EXAMPLES}/")] = verdict
    assert found == verdicts


def test_the_examples_are_what_any_reader_of_csv_reads() -> None:
    with (EXAMPLES / "buffer.csv").open(encoding="utf-8", newline="") as file:
        texts = [row["Text"] for row in csv.DictReader(file)]
    assert [item.draft.text for item in read(buffer, EXAMPLES / "buffer.csv") if isinstance(item, Post)] == texts
