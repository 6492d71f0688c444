"""The engine on a cluster: two worker processes of Dask find what one process finds, however the posts are parted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from distributed import Client, LocalCluster

from postlint import exports
from postlint.audit.arrow import SCHEMA_OUT, SCHEMA_VERDICTS, findings_and_verdicts, judge_batch
from postlint.audit.judge import Options, judged
from postlint.errors import InputError

CITIES = ("chiba", "ishinomaki", "kashiwa")
POSTS = [
    {"id": f"p{n}", "text": text, "city": CITIES[n % 3], "platform": "x", "posted_at": f"2026-10-{n % 28 + 1:02}T10:00+09:00"}
    for n, text in enumerate(
        (
            "馬鹿な話は終わりにして、本題に入ります。",
            "👨‍👩‍👧 𠮷野さんの間抜けな話を載せます。",
            "犯罪防止の講座を9月31日(火)に開きます。",
            "図書館は10時に開きます。",
            "#PR#石巻市 牡蠣がおいしい季節です。",
            "担当の佐藤健一さん（携帯090-1234-5678）にお電話ください。",
            "大雨のため、明日の運動会は中止します。",
        )
        * 6
    )
]  # fmt: skip


@pytest.fixture(scope="module")
def alone() -> pa.RecordBatch:
    """What one process finds; it also leaves the compiled policies where the workers find them."""
    return findings_and_verdicts(pa.RecordBatch.from_pylist(POSTS))


@pytest.fixture(scope="module")
def client(alone: pa.RecordBatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    scratch = str(tmp_path_factory.mktemp("dask"))
    with (
        LocalCluster(n_workers=2, threads_per_worker=2, dashboard_address=":0", local_directory=scratch) as cluster,
        Client(cluster) as client,
    ):
        yield client


def parted(number: int) -> list[pa.RecordBatch]:
    """Return the posts in so many batches."""
    size = -(-len(POSTS) // number)
    return pa.Table.from_pylist(POSTS).combine_chunks().to_batches(max_chunksize=size)


@pytest.mark.parametrize("number", [2, 5])
def test_partitions_change_nothing(client: Client, alone: Any, number: int) -> None:
    batches = parted(number)
    assert len(batches) == number
    done = client.gather(client.map(findings_and_verdicts, batches))
    findings = pa.Table.from_batches([each.findings for each in done], SCHEMA_OUT)
    assert findings.equals(pa.Table.from_batches([alone.findings]))
    assert pa.Table.from_batches([each.verdicts for each in done], SCHEMA_VERDICTS).equals(
        pa.Table.from_batches([alone.verdicts])
    )
    assert {"ng", "review"} <= set(findings["level"].to_pylist())


def test_both_workers_judge(client: Client, alone: Any) -> None:
    workers = list(client.scheduler_info()["workers"])
    assert len(workers) == 2
    for worker in workers:
        found = client.submit(judge_batch, parted(1)[0], workers=[worker], pure=False).result()
        assert found.equals(alone.findings)


def test_findings_are_those_of_the_audit(client: Client, tmp_path: Path) -> None:
    found = client.submit(judge_batch, parted(1)[0]).result().to_pylist()
    for city in CITIES:
        export = tmp_path / f"{city}.jsonl"
        export.write_text("".join(json.dumps(post) + "\n" for post in POSTS if post["city"] == city), "utf-8")
        records = [record for record, _ in judged(exports.read([str(export)]), Options(city))]
        wanted = [
            (record["id"], each["rule"], each["level"], each["start"], each["end"], each["match"], each["message"])
            for record in records
            if record
            for each in record["findings"]
        ]
        names = ("id", "rule", "level", "start", "end", "match", "message")
        assert [tuple(row[name] for name in names) for row in found if row["city"] == city] == wanted
        assert wanted


def test_an_error_comes_back_with_its_row(client: Client) -> None:
    posts = pa.record_batch({"id": ["a", "b"], "text": ["よい", "よい"], "platform": ["x", "twiter"]})
    with pytest.raises(InputError) as raised:
        client.submit(judge_batch, posts, city="chiba").result()
    assert str(raised.value).startswith("RecordBatch:2: id b の platform: twiter は使えません")
