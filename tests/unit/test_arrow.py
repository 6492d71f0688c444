"""Record batches in, record batches out: the same findings as the audit gives, exact types, and errors with their row."""

from __future__ import annotations

import gc
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postlint.audit.arrow import (
    SCHEMA_IN,
    SCHEMA_OUT,
    SCHEMA_VERDICTS,
    findings_and_verdicts,
    judge_batch,
    verdicts,
)
from postlint.audit.arrow_rows import rows
from postlint.audit.judge import Judge, Options
from postlint.errors import InputError
from postlint.japan import JAPAN
from postlint.model import Draft, Media
from postlint.posts import Post

TEXTS = (
    "馬鹿な話は終わりにして、本題に入ります。",
    "👨‍👩‍👧𠮷野さんの間抜けな話。\r\n馬鹿も休み休み言え。",
    "犯罪防止の講座を9月31日(火)に開きます。",
    "図書館は10時に開きます。",
    "",
)
CITIES = ("chiba", "ishinomaki", "kashiwa", "ueda")
UNTIL_MIDNIGHT = datetime(2026, 9, 30, 15, 30, tzinfo=UTC)  # 1 October in Japan


def batch(schema: pa.Schema | None = None, **columns: Any) -> pa.RecordBatch:
    """Return a batch of posts p1, p2 …, unless the ids are given."""
    number = len(next(iter(columns.values())))
    return pa.record_batch({"id": [f"p{n + 1}" for n in range(number)], **columns}, schema=schema)


def expected(id_: str, city: str, **draft: Any) -> list[dict[str, Any]]:
    """Return the rows that the audit's judge makes of one post."""
    when = draft.get("scheduled_at")
    record = Judge(Options(city))(Post(Draft(**draft, id=id_), day=when.date() if when else None))
    assert record["verdict"] != "undecided"
    return [
        {
            "id": id_, "city": city, "clauses": [clause["id"] for clause in found["clauses"]],
            "cite": found["clauses"][0]["cite"], "edition": record.get("edition"),
            **{name: found[name] for name in ("rule", "topic", "level", "start", "end", "match", "message", "repair")},
        }
        for found in record["findings"]
    ]  # fmt: skip


def fault(posts: pa.RecordBatch, **more: Any) -> str:
    """Return the error of a batch that cannot be read."""
    with pytest.raises(InputError) as raised:
        judge_batch(posts, **{"city": "chiba", **more})
    return str(raised.value)


def test_findings_are_those_of_the_audit_whatever_the_order_of_cities() -> None:
    pairs = [(text, city) for text in TEXTS if text for city in CITIES]
    posts = batch(text=[text for text, _ in pairs], city=[city for _, city in pairs])
    wanted = [row for n, (text, city) in enumerate(pairs) for row in expected(f"p{n + 1}", city, text=text)]
    found = judge_batch(posts).to_pylist()
    assert found == wanted
    assert {row["city"] for row in found} == set(CITIES)
    for row in found:
        assert row["match"] == pairs[int(row["id"][1:]) - 1][0][row["start"] : row["end"]]


def test_each_post_has_a_verdict() -> None:
    posts = batch(text=["馬鹿な話。馬鹿な話。", "図書館は10時に開きます。", None])
    both = findings_and_verdicts(posts, city="ishinomaki")
    assert both.verdicts.equals(verdicts(posts, city="ishinomaki"))
    assert both.findings.equals(judge_batch(posts, city="ishinomaki"))
    bad, good, none = both.verdicts.to_pylist()
    assert (bad["id"], bad["city"], bad["verdict"], bad["ng"], bad["error"]) == ("p1", "ishinomaki", "ng", 2, None)
    assert (good["verdict"], good["ng"], good["review"], good["note"]) == ("ok", 0, 0, 0)
    assert good["asked"] > 0
    assert (none["verdict"], none["ng"], none["error"]) == ("undecided", 0, "本文がありません")


@pytest.mark.parametrize("text", [[], ["馬鹿な話。"]])
def test_schemas_are_exact(text: list[str]) -> None:
    found, judged = findings_and_verdicts(batch(text=pa.array(text, pa.string())), city="ishinomaki")
    assert found.schema.equals(SCHEMA_OUT, check_metadata=True)
    assert judged.schema.equals(SCHEMA_VERDICTS, check_metadata=True)
    assert (found.num_rows, judged.num_rows) == (len(text), len(text))
    found.validate(full=True)
    judged.validate(full=True)


@pytest.mark.parametrize("text, kind", [(None, None), ("", "post"), (" \n　", "reply")])
def test_a_post_without_a_word_is_undecided(text: str | None, kind: str | None) -> None:
    posts = pa.record_batch({"id": ["a"], "text": pa.array([text], pa.string()), "kind": pa.array([kind], pa.string())})
    [row] = judge_batch(posts, city="chiba").to_pylist()
    assert (row.pop("id"), row.pop("city"), row.pop("level")) == ("a", "chiba", "undecided")
    assert row.pop("message") == "本文がありません"
    assert set(row.values()) == {None}


@pytest.mark.parametrize("text", [None, "", " \u200b "])
def test_an_act_that_needs_no_word_is_judged(text: str | None) -> None:
    posts = batch(text=pa.array([text], pa.string()), kind=["like"])
    assert judge_batch(posts, city="chiba").to_pylist() == expected("p1", "chiba", text=text or "", kind="like")
    assert verdicts(posts, city="chiba")["verdict"][0].as_py() != "undecided"


def test_a_post_that_breaks_the_engine_is_undecided_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def judge(draft: Draft, *_: Any, **__: Any) -> Any:
        if draft.id == "p1":
            raise RuntimeError
        return real(draft, *_, **__)

    import postlint.audit.judge as module

    real = module.judge
    monkeypatch.setattr(module, "judge", judge)
    first, second = judge_batch(batch(text=["馬鹿な話。", "馬鹿な話。"]), city="ishinomaki").to_pylist()
    assert (first["level"], first["rule"], first["message"]) == (
        "undecided",
        None,
        "判定できませんでした（RuntimeError）",
    )
    assert second["level"] != "undecided"


def test_null_and_blank_are_unknown_and_other_columns_ignored() -> None:
    text = ["#石巻市 #PR 牡蠣がおいしい季節です。"]
    plain = judge_batch(batch(text=text), city="ishinomaki")
    bare = {name: [None] for name in SCHEMA_IN.names if name not in ("id", "text")}
    assert judge_batch(batch(text=text, **bare), city="ishinomaki").equals(plain)
    assert judge_batch(batch(text=text, city=[""], platform=[" "], account=[""]), city="ishinomaki").equals(plain)
    assert judge_batch(batch(text=text, likes=[3], url=["https://sns.example/1"]), city="ishinomaki").equals(plain)


def test_facts_are_judged_as_in_a_draft() -> None:
    text = "#石巻市 #PR 牡蠣がおいしい季節です。"
    posts = batch(
        text=[text], platform=["x"], account=["commissioned"], posted_at=[UNTIL_MIDNIGHT], emergency=[False],
        approved=[True], approved_by=["広報課長"], confirmed=[["3(1)ウ"]],
        media=[[{"file": "a.jpg", "alt": None, "screen_checked": True}]],
    )  # fmt: skip
    facts = {
        "platform": "x", "account": "commissioned", "scheduled_at": UNTIL_MIDNIGHT.astimezone(JAPAN),
        "emergency": False, "approved": True, "approved_by": "広報課長", "confirmed": ("3(1)ウ",),
        "media": (Media("a.jpg", screen_checked=True),),
    }  # fmt: skip
    [row] = rows(posts, city="ishinomaki")
    assert row.post.draft == Draft(text, id="p1", **facts)
    found = judge_batch(posts, city="ishinomaki").to_pylist()
    assert "disclosure.order" in {each["rule"] for each in found}
    assert found == expected("p1", "ishinomaki", text=text, **facts)


def test_rules_that_rest_on_what_only_the_city_knows_are_counted() -> None:
    posts = batch(text=["#石巻市 #PR 牡蠣がおいしい季節です。"] * 2, account=[None, "official"])
    without, stated = verdicts(posts, city="ishinomaki").to_pylist()
    assert (without["unknown"], stated["unknown"]) == (1, 0)


@pytest.mark.parametrize(
    "column, values",
    [
        ("text", pa.array(["馬鹿な話。"], pa.large_string())),
        ("text", pa.array(["馬鹿な話。"], pa.string_view())),
        ("text", pa.array(["馬鹿な話。"]).dictionary_encode()),
        ("text", pa.array(["よい", "馬鹿な話。", "よい"])[1:2]),
        ("kind", pa.nulls(1)),
        ("media", pa.array([["a.jpg"]], pa.list_(pa.string()))),
        ("media", pa.array([[{"file": "a.jpg"}]], pa.large_list(pa.struct([("file", pa.large_string())])))),
        ("confirmed", pa.array([["3"]], pa.list_view(pa.string()))),
        ("confirmed", pa.array([[]], pa.list_(pa.null()))),
    ],
)
def test_types_that_mean_the_same(column: str, values: pa.Array) -> None:
    posts = batch(**{"text": pa.array(["馬鹿な話。"]), column: values})
    assert judge_batch(posts, city="ishinomaki")["match"].to_pylist() == ["馬鹿"]


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
@pytest.mark.parametrize("zone", ["Asia/Tokyo", "UTC", "-05:00", "No/Where"])
def test_timestamps_are_read_as_japan_time(unit: str, zone: str) -> None:
    number = int(UNTIL_MIDNIGHT.timestamp() * {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}[unit])
    times = pa.array([number, None]).cast(pa.timestamp(unit, zone))
    assert [*rows(batch(text=["a", "b"], posted_at=times.dictionary_encode()), city="chiba")] == [
        *rows(batch(text=["a", "b"], posted_at=times), city="chiba")
    ]
    one, other = rows(batch(text=["a", "b"], posted_at=times), city="chiba")
    assert one.post.draft.scheduled_at == UNTIL_MIDNIGHT
    assert one.post.draft.scheduled_at.utcoffset() == timedelta(hours=9)
    assert (one.post.day, other.post.day, other.post.draft.scheduled_at) == (date(2026, 10, 1), None, None)


@pytest.mark.parametrize(
    "columns, when, day, planned",
    [
        ({"posted_at": ["2026-10-01T00:30"]}, UNTIL_MIDNIGHT, date(2026, 10, 1), False),
        ({"posted_at": ["2026-09-30T15:30:00Z"]}, UNTIL_MIDNIGHT, date(2026, 10, 1), False),
        ({"scheduled_at": ["2026-10-01 00:30+09:00"]}, UNTIL_MIDNIGHT, date(2026, 10, 1), True),
        ({"posted_at": [UNTIL_MIDNIGHT], "scheduled_at": ["2020-01-01T00:00"], "day": [date(2020, 1, 1)]},
         UNTIL_MIDNIGHT, date(2026, 10, 1), False),
        ({"day": [date(2026, 10, 1)]}, None, date(2026, 10, 1), False),
        ({"day": pa.array([date(2026, 10, 1)], pa.date64())}, None, date(2026, 10, 1), False),
        ({"day": ["2026-10-01"], "posted_at": [""]}, None, date(2026, 10, 1), False),
        ({}, None, None, False),
    ],
)  # fmt: skip
def test_when_a_post_went_out(columns: Any, when: datetime | None, day: date | None, planned: bool) -> None:
    [row] = rows(batch(text=["a"], **columns), city="chiba")
    assert (row.post.draft.scheduled_at, row.post.day, row.post.planned) == (when, day, planned)


@pytest.mark.parametrize(
    "posts, message",
    [
        (pa.record_batch({"id": ["a"]}), "列 text がありません（ある列: id）"),
        (pa.record_batch([pa.array(["a"])] * 3, names=["id", "text", "text"]), "列 text が二つ以上あります"),
        (batch(id=pa.array([1]), text=["a"]), "列 id の型 int64 は使えません（string にしてください）"),
        (batch(text=pa.array([b"a"])), "列 text の型 binary は使えません"),
        (batch(text=["a"], approved=["true"]), "列 approved の型 string は使えません（bool にしてください）"),
        (batch(text=["a"], confirmed=["3"]), "列 confirmed の型 string は使えません"),
        (batch(text=["a"], media=[[{"file": 1}]]), "列 media の型 list<"),
        (batch(text=["a"], posted_at=[1_700_000_000]), "列 posted_at の型 int64 は使えません"),
        (batch(text=["a"], posted_at=[datetime(2026, 10, 1)]), "時差のない日時です。日本時間なら"),
        (batch(text=["a"], day=[UNTIL_MIDNIGHT]), "列 day の型 timestamp[us, tz=UTC] は使えません"),
    ],
)
def test_columns_that_cannot_be_read(posts: pa.RecordBatch, message: str) -> None:
    assert message in fault(posts)


@pytest.mark.parametrize(
    "columns, message",
    [
        ({"platform": ["x", "twitter"]}, "RecordBatch:2: id p2 の platform: twitter は使えません"),
        ({"account": ["official", "@chiba"]}, "RecordBatch:2: id p2 の account: @chiba は使えません"),
        ({"city": [None, "chibba"]}, "RecordBatch:2: id p2 の city: 市区町村「chibba」のガイドラインがありません（もしかして: chiba）"),
        ({"posted_at": [None, "2026-02-30T10:00"]}, "RecordBatch:2: id p2 の posted_at: 2026-02-30 という日はありません"),
        ({"posted_at": [None, "2026-03-01"]}, "RecordBatch:2: id p2 の posted_at: 時刻がありません"),
        ({"posted_at": pa.array([0, 2**62], pa.timestamp("s", "UTC"))}, "RecordBatch:2: id p2 の posted_at: 1年から9999年まで"),
        ({"posted_at": pa.array([0, 253402300799], pa.timestamp("s", "UTC"))}, "RecordBatch:2: id p2 の posted_at: 1年から"),
        ({"day": [None, "3月1日"]}, "RecordBatch:2: id p2 の day: 日付として読めません"),
        ({"day": pa.array([0, 2**31 - 1], pa.int32()).view(pa.date32())}, "RecordBatch:2: id p2 の day: 1年から9999年まで"),
        ({"confirmed": [[], [None]]}, "RecordBatch:2: id p2 の confirmed: 値が空です"),
        ({"media": [[], [{"file": None, "alt": "a"}]]}, "RecordBatch:2: id p2 の media: mediaに file がありません"),
        ({"id": ["a", None]}, "RecordBatch:2: id がありません"),
        ({"id": ["a", " "]}, "RecordBatch:2: id がありません"),
    ],
)  # fmt: skip
def test_values_that_cannot_be_read(columns: Any, message: str) -> None:
    assert fault(batch(**{"text": ["a", "b"], **columns})).startswith(message)


def test_a_post_without_a_city_is_an_error() -> None:
    posts = batch(text=["a", "b"], city=["chiba", None])
    assert fault(posts, city=None) == "RecordBatch:2: id p2 の city がありません（city= で市のidを指定してください）"


def test_bytes_that_are_no_text_are_an_error() -> None:
    broken = pa.array([b"a", b"\xed\xa0\xbd"], pa.binary()).view(
        pa.string()
    )  # half a surrogate pair, as UTF-8 cannot hold it
    assert fault(batch(text=broken)).startswith("列 text が壊れています（")


def test_offsets_past_the_end_are_an_error() -> None:
    offsets = pa.py_buffer(b"".join(offset.to_bytes(4, "little") for offset in (0, 1 << 20, 1)))
    past = pa.StringArray.from_buffers(2, offsets, pa.py_buffer(b"a"))
    assert fault(batch(text=past)).startswith("列 text が壊れています（")


def test_personal_data_are_masked_by_default() -> None:
    text = "担当の佐藤健一さん（携帯090-1234-5678）にお電話ください。"
    posts = batch(text=[text])
    masked, shown = judge_batch(posts, city="chiba"), judge_batch(posts, city="chiba", show_personal=True)
    assert "5678" not in str(masked.to_pylist())
    assert "5678" in str(shown.to_pylist())
    assert masked.select(["start", "end", "rule"]).equals(shown.select(["start", "end", "rule"]))
    for row in masked.to_pylist():
        assert row["start"] is None or len(row["match"]) == row["end"] - row["start"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=60) | st.sampled_from(TEXTS), min_size=1, max_size=4), st.sampled_from(CITIES))
def test_any_text_has_the_findings_of_the_audit(texts: list[str], city: str) -> None:
    found = judge_batch(batch(text=texts), city=city).to_pylist()
    wanted = [row for n, text in enumerate(texts) if text.strip() for row in expected(f"p{n + 1}", city, text=text)]
    assert [row for row in found if row["level"] != "undecided"] == wanted
    assert len(found) - len(wanted) == sum(not text.strip() for text in texts)


@settings(max_examples=20, deadline=None)
@given(st.text(st.characters(), min_size=1, max_size=8))
def test_arrow_holds_any_text_but_surrogates(text: str) -> None:
    if any("\ud800" <= char <= "\udfff" for char in text):
        with pytest.raises(UnicodeEncodeError):
            batch(text=[text])
    else:
        assert len(verdicts(batch(text=[text]), city="chiba")) == 1


def test_threads_of_one_worker_do_not_disturb_each_other() -> None:
    posts = [batch(text=[text] * 5) for text in TEXTS if text]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda each: judge_batch(each, city="ishinomaki"), posts * 4))
    assert found == [judge_batch(each, city="ishinomaki") for each in posts * 4]


def test_policies_that_are_let_go_can_be_freed() -> None:
    before = gc.get_freeze_count()
    judge_batch(batch(text=["馬鹿"]), city="shinshiro")
    assert gc.get_freeze_count() == before


def test_nothing_else_imports_pyarrow() -> None:
    code = "import sys, postlint.audit, postlint.audit.judge, postlint.cli.audit; print('pyarrow' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
