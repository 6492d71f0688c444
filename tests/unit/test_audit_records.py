"""Posts judged as of their day, what no export knows, the spool and the figures."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from postlint.audit.judge import Judge, Options, judged
from postlint.audit.spool import Spool
from postlint.audit.tally import Figures
from postlint.compiled import policy
from postlint.errors import InputError
from postlint.japan import JAPAN
from postlint.model import Draft, Media
from postlint.posts import Post, Remark, Skipped, Tally, Unread

NIGHT = datetime(2026, 6, 7, 22, 0, tzinfo=JAPAN)  # a Sunday


def post(text: str = "図書館の開館時間をお知らせします。", **facts: object) -> Post:
    return Post(Draft(text, id="1", platform="x", **facts), place="a.csv:2", account="甲")  # type: ignore[arg-type]


def test_what_no_export_knows_is_no_finding() -> None:
    record = Judge(Options("ishinomaki"))(post(scheduled_at=NIGHT, media=(Media("a.jpg"),)))
    assert record["verdict"] == "ok"
    assert {fact for _, fact in record["unknown"]} == {"media.rights", "media.consent", "media.screen_checked"}


def test_what_the_user_states_counts() -> None:
    record = Judge(Options("shinshiro", {"account": "private"}))(post(scheduled_at=NIGHT))
    assert "account.private" in [finding["rule"] for finding in record["findings"]]


def test_hours_are_seen_and_not_found() -> None:
    record = Judge(Options("kashiwa"))(post("図書館のお知らせです。 #柏市", scheduled_at=NIGHT))
    assert (record["verdict"], record["seen"]) == ("ok", ["hours.outside"])


def test_a_day_without_an_hour_is_enough_for_dates() -> None:
    wrong = Post(Draft("6月7日(火)に催しを開きます。", id="1"), day=date(2026, 6, 1))
    assert [f["rule"] for f in Judge(Options("chiba"))(wrong)["findings"]] == ["calendar.date-weekday"]


def test_a_post_that_cannot_be_judged_is_undecided_and_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("山田花子")

    monkeypatch.setattr("postlint.audit.judge.judge", broken)
    record = Judge(Options("chiba"))(post("山田花子さん"))
    assert record["verdict"] == "undecided"
    assert "山田花子" not in str(record)


def test_everything_comes_in_its_order() -> None:
    items = [Unread("a", "壊れ"), post(), Skipped("市民からのメッセージ", 2), post("ばかやろう"), Remark("a", "列")]
    results = list(judged(items, Options("chiba")))
    assert [other for _, other in results] == [items[0], None, items[2], None, items[4]]


def test_a_spool_gives_back_what_was_put_in(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "spool", {"a": 1})
    spool.begin(resume=False)
    others = [Unread("a", "\ud800", "h"), Skipped("市民", 2), Remark("a", "列")]
    for other in others:
        spool.add(None, other)
    spool.add({"id": "\ud800", "post": {}}, None)
    spool.close()
    assert list(spool.others()) == others
    assert list(spool.records()) == [{"id": "\ud800", "post": {}}]
    again = Spool(tmp_path / "spool", {"a": 1})
    again.begin(resume=True)
    assert again.done == 4
    again.close()
    with pytest.raises(InputError, match="前の実行とは"):
        Spool(tmp_path / "spool", {"a": 2}).begin(resume=True)


def test_figures() -> None:
    figures = Figures({"": policy("ishinomaki")})
    judge = Judge(Options("ishinomaki"))
    for one in (
        post(scheduled_at=NIGHT),
        post("あの職員は馬鹿だ。", scheduled_at=NIGHT.replace(month=8)),
        post("訂正です。"),
    ):
        figures.add(judge(one))
    figures.other(Skipped("市民", 2))
    figures.other(Skipped("市民"))
    summary = figures.summary(())
    assert summary.total == Tally(3, 1)
    assert dict(summary.months) == {"2026-06": Tally(1), "2026-07": Tally(), "2026-08": Tally(1, 1)}
    assert summary.hours[6, 22] == Tally(1)
    assert summary.skipped == (Skipped("市民", 3),)
    assert [(c.key, c.posts) for c in summary.clauses] == [("4(6)-1", 1)]
    assert summary.clauses[0].title.endswith("他者を侮辱する情報")
    assert (summary.since, summary.until) == (NIGHT, NIGHT.replace(month=8))
    assert ("3(1)イ(ウ)a", 3) in [(q.key, q.posts) for q in summary.questions]
