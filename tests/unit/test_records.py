"""Records of JSON, one a line and in one array."""

from __future__ import annotations

import io
import json
import tracemalloc
import zipfile
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import IO, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postlint import exports
from postlint.exports import Options, records, values
from postlint.exports.source import opened
from postlint.japan import JAPAN
from postlint.model import Draft, Media
from postlint.posts import Item, Post, Remark, Skipped, Unread

EXAMPLES = Path(__file__).parents[2] / "examples" / "exports"
NINE = datetime(2026, 3, 5, 9, 30, tzinfo=JAPAN)


def read(path: Path, **columns: str) -> list[Item]:
    with opened(str(path)) as source:
        return list(records.read(source, Options(columns)))


def read_text(tmp_path: Path, written: str, /, **columns: str) -> list[Item]:
    (tmp_path / "posts.jsonl").write_bytes(written.encode())
    return read(tmp_path / "posts.jsonl", **columns)


def test_all_that_a_record_can_say(tmp_path: Path) -> None:
    record = {
        "id": 7, "text": "点検の\nお知らせ", "city": "kashiwa", "platform": "x", "kind": "reply", "account": "section",
        "posted_at": "2026-03-05T09:30", "approved": True, "emergency": False, "drill": None, "handle": "@k", "url": "https://x.com/7",
        "media": [{"file": "a.jpg", "screen_checked": True}, "b.jpg"], "confirmed": ["1.2(3)"],
    }  # fmt: skip
    path = tmp_path / "posts.jsonl"
    draft = Draft(
        "点検の\nお知らせ", id="7", path=str(path), city="kashiwa", platform="x", kind="reply", account="section",
        scheduled_at=NINE, approved=True, emergency=False, media=(Media("a.jpg", screen_checked=True), Media("b.jpg")),
        confirmed=("1.2(3)",),
    )  # fmt: skip
    expected = Post(draft, f"{path}:1", "@k", "https://x.com/7", date(2026, 3, 5))
    assert read_text(tmp_path, json.dumps(record)) == [expected]
    assert read_text(tmp_path, json.dumps([record], indent=2)) == [expected._replace(place=f"{path}: 1件目")]


@pytest.mark.parametrize(
    "line, place, what",
    [
        ('{"text": "a"', ":2:13", "JSONとして読めません"),
        ('{"text": "a"} x', ":2:15", "JSONとして読めません"),
        ("[" * 5000, ":2", "JSONとして読めません: 入れ子が深すぎます"),
        ('{"text": "a", "text": "b"}', ":2", "JSONとして読めません: キー text が二度書かれています"),
        ('{"text": "a", "approved": NaN}', ":2", "JSONとして読めません: NaN は使えません"),
        ('"a"', ":2", "1件が {…} の形ではありません"),
        ('{"txt": "a"}', ":2", "本文のキーがありません"),
        ('{"text": ["a"]}', ":2", "text: ここには文字列を書いてください"),
        ('{"text": "a", "kind": "tweet storm"}', ":2", "kind: tweet storm は使えません"),
        ('{"text": "a", "approved": "yes"}', ":2", "approved: true か false を書いてください: yes"),
        ('{"text": "a", "posted_at": "2026-03-05T25:00"}', ":2", "posted_at: 25:00 という時刻はありません"),
        ('{"text": "a", "posted_at": ["x"]}', ":2", "posted_at: ここには文字列を書いてください"),
        ('{"text": "a", "clock": ["x"], "posted_at": "2026-03-05"}', ":2", ""),
        ('{"text": "a\\ud800"}', ":2", "文字として読めない値があるか、入れ子が深すぎます"),
    ],
)
def test_a_broken_line_costs_itself(tmp_path: Path, line: str, place: str, what: str) -> None:
    found = read_text(tmp_path, f'{{"text": "一"}}\n{line}\n\n{{"text": "三"}}\n')
    if not what:
        assert all(isinstance(item, Post) for item in found)
        return
    assert [type(item) for item in found if not isinstance(item, Remark)] == [Post, Unread, Post]
    assert isinstance(found[1], Unread)
    assert found[1].place.startswith(f"{tmp_path / 'posts.jsonl'}{place}")
    assert found[1].what.startswith(what)
    assert isinstance(found[2], Post)
    assert found[2].place == f"{tmp_path / 'posts.jsonl'}:4"


def test_a_line_that_is_too_long_costs_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(values, "MAX_VALUE", 200)
    found = read_text(tmp_path, '{"text": "一"}\n{"text": "' + "二" * 900 + '"}\n{"text": "三"}\n')
    assert [type(item) for item in found] == [Post, Unread, Post]
    assert found[1] == Unread(
        f"{tmp_path / 'posts.jsonl'}: 2行目", "1行が長すぎます", "投稿の書き出しではないか、壊れています"
    )


def test_unknown_keys_are_named_once(tmp_path: Path) -> None:
    found = read_text(tmp_path, '{"text": "一", "likes": 3, "x": {}}\n{"text": "二", "likes": 4}\n')
    assert [type(item) for item in found] == [Post, Post, Remark]
    assert found[2] == Remark(str(tmp_path / "posts.jsonl"), "知らないキーは読みませんでした: likes、x")


def test_the_user_maps_keys(tmp_path: Path) -> None:
    post, remark = read_text(tmp_path, '{"msg": "一", "text": "下書き"}\n', text="msg")
    assert isinstance(post, Post)
    assert post.draft.text == "一"
    assert remark == Remark(str(tmp_path / "posts.jsonl"), "知らないキーは読みませんでした: text")


def test_japanese_keys_and_wordless_records(tmp_path: Path) -> None:
    post, skipped, deleted = read_text(
        tmp_path, '{"本文": "一", "予約日時": "2026-03-05T09:30"}\n{"text": ""}\n{"kind": "delete", "reason": "誤り"}\n'
    )
    assert isinstance(post, Post)
    assert (post.draft.scheduled_at, post.planned) == (NINE, True)
    assert skipped == Skipped("文字のない投稿")
    assert isinstance(deleted, Post)
    assert deleted.draft.kind == "delete"


def test_an_array_that_is_cut_yields_what_came_before(tmp_path: Path) -> None:
    found = read_text(tmp_path, '[{"text": "一"}, {"text": "二"}, 3, {"text": ')
    assert [type(item) for item in found] == [Post, Post, Unread, Unread]
    assert found[3] == Unread(
        str(tmp_path / "posts.jsonl"), "JSONとして読めません: 途中で切れています",
        "3件目までは読みました。途中で切れていないか、文字コードがUTF-8かを確かめてください",
    )  # fmt: skip


def test_one_object_over_many_lines_is_one_fault(tmp_path: Path) -> None:
    (item,) = read_text(tmp_path, json.dumps({"posts": [{"text": "一"}]}, indent=1))
    assert isinstance(item, Unread)
    assert item.what == "投稿の一覧ではありません"


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
def test_encodings_of_lines(tmp_path: Path, coding: str) -> None:
    (tmp_path / "posts.jsonl").write_bytes('{"text": "水質調査"}\n{"text": "点検"}\n'.encode(coding))
    found = [item for item in read(tmp_path / "posts.jsonl") if isinstance(item, Post)]
    assert [post.draft.text for post in found] == ["水質調査", "点検"]


def test_recognising(tmp_path: Path) -> None:
    cases = {
        "a.jsonl": ('{"text": "a"}', True), "b.json": ('\ufeff [\n {"id": 1, "本文": "a"}]', True), "c": ('{"TEXT": "a"}', True),
        "d.json": ('{"name": "a"}', False), "e.json": ("", False), "f.csv": ("text\na", False), "g.json": ('["text"', True),
    }  # fmt: skip
    for name, (text, expected) in cases.items():
        (tmp_path / name).write_text(text, "utf-8")
        with opened(str(tmp_path / name)) as source:
            assert records.recognises(source) is expected, name


def test_a_folder_of_records_and_tables_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("本文\n一\n", "utf-8")
    (tmp_path / "b.jsonl").write_text('{"text": "二"}', "utf-8")
    (tmp_path / "c.json").write_text('{"name": "設定"}', "utf-8")
    found = [item.draft.text for item in exports.read([str(tmp_path)]) if isinstance(item, Post)]
    assert sorted(found) == ["一", "二"]


def test_a_damaged_member_is_said_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("a.jsonl", '{"text": "first"}')
        made.writestr("b.jsonl", '{"text": "other"}')
    path.write_bytes(path.read_bytes().replace(b"first", b"third"))
    damaged, post = exports.read([str(path)])
    assert isinstance(damaged, Unread)
    assert (damaged.place, damaged.what[:9]) == (f"{path}!a.jsonl", "途中で壊れています")
    assert isinstance(post, Post)
    assert (post.draft.text, post.place) == ("other", f"{path}!b.jsonl:1")


class Many:
    """A source of ever so many records, made while they are read."""

    def __init__(self, number: int) -> None:
        self.path, self._number = "posts.jsonl", number

    def names(self) -> list[str]:
        return [self.path]

    def open(self, name: str) -> IO[bytes]:
        return io.BufferedReader(_Made(self._number))


class _Made(io.RawIOBase):
    def __init__(self, number: int) -> None:
        self._left, self._rest = iter(range(number)), b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        made = (b'{"text": "post %d", "key": 1}\n' % number for number in islice(self._left, 50))
        data = self._rest or b"".join(made)
        data, self._rest = data[: len(buffer)], data[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


def test_memory_does_not_grow_with_the_number_of_posts() -> None:
    def peak(number: int) -> int:
        tracemalloc.start()
        try:
            assert sum(isinstance(item, Post) for item in records.read(Many(number), Options())) == number
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(10)
    assert peak(12_000) < peak(6000) + 100_000


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from(
    ["text", "id", "posted_at", "scheduled_at", "clock", "media", "waivers", "kind", "url", "本文", "x"]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.dictionaries(KEYS, JSON) | JSON, st.binary(max_size=60), st.booleans())
def test_no_record_raises(tmp_path: Path, record: Any, rubbish: bytes, array: bool) -> None:
    written = json.dumps([record] if array else record).encode() + (b"" if array else b"\n") + rubbish
    (tmp_path / "posts.jsonl").write_bytes(written)
    with opened(str(tmp_path / "posts.jsonl")) as source:
        records.recognises(source)
    for item in read(tmp_path / "posts.jsonl"):
        assert isinstance(item, Post | Unread | Remark | Skipped)
        if isinstance(item, Post):
            assert item.draft.text.encode().decode() == item.draft.text


def test_the_example() -> None:
    found = read(EXAMPLES / "posts.jsonl")
    written = [json.loads(line) for line in (EXAMPLES / "posts.jsonl").read_text("utf-8").splitlines() if line]
    assert [item.draft.text for item in found if isinstance(item, Post)] == [record["text"] for record in written]
    assert [item.draft.id for item in found if isinstance(item, Post)] == [f"u-{number}" for number in range(1, 9)]
    assert {item.draft.city for item in found if isinstance(item, Post)} == {"ueda"}
