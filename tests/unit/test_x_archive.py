"""Archives of X: what readers saw, who answered whom, which version counts, and damage that costs no more than itself."""

from __future__ import annotations

import json
import shutil
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from exported import DATA, items, posts, script, skipped, unread, zipped
from hypothesis import given, settings
from hypothesis import strategies as st

from postlint.exports.source import opened
from postlint.exports.x_archive import recognises
from postlint.exports.x_notes import Note, Notes, note
from postlint.exports.x_text import Link, plain, quoted, shown
from postlint.exports.x_tweets import Owner, post
from postlint.japan import JAPAN
from postlint.model import Media
from postlint.posts import Post, Remark, Skipped, Unread

ARCHIVE = DATA / "x" / "archive"
OWNER = Owner("reiji_koho", "77")


def tweet(**facts: Any) -> dict[str, Any]:
    made = {"id_str": "1997237326362710016", "full_text": "朝市です。", "created_at": "Sat Dec 06 09:31:00 +0000 2025"}
    return {"tweet": {**made, **facts}}


def one(owner: Owner = OWNER, notes: Notes | None = None, **facts: Any) -> Post:
    read = post(tweet(**facts), owner=owner, notes=notes or Notes(), path="a.zip", place="a.zip: 1件目")
    assert isinstance(read, Post)
    return read


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name.replace('_', '-')}.js").write_text(text, "utf-8")
    return folder


# --- the whole archive ---


def test_every_post_of_the_archive_as_readers_saw_it() -> None:
    found = items(ARCHIVE)
    assert [(each.draft.kind, each.draft.text[:13], each.times_edited) for each in posts(found)] == [
        ("post", "門松作りの参加者を募集しま", 1),
        ("repost", "RT @reiji_ken", 0),
        ("post", "<仕事始め> 本&雑誌の貸", 0),
        ("post", "返却ポストは正面の右側です", 0),
        ("reply", "@sato_demo お知", 0),
        ("quote", "県の呼びかけもご覧ください", 0),
        ("post", "市長への手紙をお寄せくださ", 0),
        ("post", "市民農園の集まりで、苗の植", 0),
        ("post", "投稿の見つからない長文です", 0),
    ]
    assert skipped(found) == ["編集前の版", "本文のない投稿（画像・動画だけ）", "削除済みの投稿"]
    assert unread(found) == ["tweets-part1.js: 3件目: 本文（full_text）が読めません"]


def test_the_facts_of_one_post() -> None:
    read = next(each for each in posts(items(ARCHIVE)) if each.draft.media)
    draft = read.draft
    # No link to a picture, every other link expanded, and `&copy=2` not read as ©.
    assert draft.text == (
        "<仕事始め> 本&雑誌の貸出を再開しました。"
        "https://www.city.reiji.lg.jp/lib?a=1&copy=2 https://www.city.reiji.lg.jp/cal"
    )
    assert draft.id == "2007965265475670016"
    assert (draft.platform, draft.account, draft.city) == ("x", None, None)
    assert draft.scheduled_at == datetime(2026, 1, 5, 9, 0, tzinfo=JAPAN)
    assert str(draft.scheduled_at) == "2026-01-05 09:00:00+09:00"
    assert draft.path == f"{ARCHIVE}!data/tweets.js"
    assert draft.media == (
        Media("2007965265475670016-Gabc.jpg", "新しい棚に並んだ本"), Media("2007965265475670016-Gdef.jpg")
    )  # fmt: skip
    assert read.place == f"{ARCHIVE}!data/tweets.js: 4件目"
    assert (read.account, read.day) == ("reiji_koho", date(2026, 1, 5))
    assert read.url == "https://x.com/reiji_koho/status/2007965265475670016"


def test_a_long_post_is_whole_and_has_the_id_of_its_post() -> None:
    read = next(each for each in posts(items(ARCHIVE)) if "市長への手紙" in each.draft.text)
    assert read.draft.text.endswith("お返事まで二週間ほどお待ちください。https://www.city.reiji.lg.jp/tegami")
    assert read.draft.id == "2018127225206870016"
    assert read.place.endswith("tweets-part1.js: 1件目")


def test_zip_folder_and_data_folder_hold_the_same(tmp_path: Path) -> None:
    whole = zipped(ARCHIVE, tmp_path / "twitter.zip")
    below = zipped(ARCHIVE, tmp_path / "below.zip", below="twitter-2026-07-01/")
    drafts = [each.draft._replace(path="") for each in posts(items(ARCHIVE))]
    for path in (whole, below, ARCHIVE / "data"):
        found = items(path)
        assert [each.draft._replace(path="") for each in posts(found)] == drafts
        assert len(unread(found)) == 1
    assert posts(items(whole))[0].place == f"{whole}!data/tweets.js: 2件目"


def test_a_single_script_knows_no_account_but_a_thread_from_a_reply() -> None:
    found = posts(items(ARCHIVE / "data" / "tweets.js"))
    assert [each.draft.kind for each in found] == ["post", "repost", "post", "post", "reply", "quote"]
    assert {each.account for each in found} == {""}
    assert found[0].url == "https://x.com/i/web/status/1997237326362710016"
    named = posts(items(ARCHIVE / "data" / "tweets.js", account="@reiji_koho"))
    assert [each.draft.kind for each in named] == [each.draft.kind for each in found]
    assert named[0].url == "https://x.com/reiji_koho/status/1997237326362710016"


def test_two_archives_in_one_folder_keep_their_accounts(tmp_path: Path) -> None:
    for name in ("kouhou", "kankou"):
        (tmp_path / name / "data").mkdir(parents=True)
        write(
            tmp_path / name / "data",
            account=script("account", [{"account": {"username": name, "accountId": "1"}}]),
            tweets=script("tweets", [tweet()]),
        )
    assert [each.account for each in posts(items(tmp_path))] == ["kankou", "kouhou"]


# --- scripts ---


def test_parts_come_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    write(tmp_path, tweets=script("tweets", [tweet(full_text="0")]))
    for part in (10, 2, 1):
        write(tmp_path, **{f"tweets_part{part}": script("tweets", [tweet(full_text=str(part))], part)})
    assert [each.draft.text for each in posts(items(tmp_path))] == ["0", "1", "2", "10"]


@pytest.mark.parametrize("end", ["", ";", " ;\n", "\n;;\r\n\n", " " * 3000])
def test_what_may_end_a_script(tmp_path: Path, end: str) -> None:
    write(tmp_path, tweets=script("tweets", [tweet(full_text="終わり;")], end=end))
    found = items(tmp_path)
    assert ([each.draft.text for each in posts(found)], unread(found)) == (["終わり;"], [])


def test_old_and_renamed_scripts(tmp_path: Path) -> None:
    bare = script("tweet", [tweet()["tweet"]])
    (tmp_path / "tweet.js").write_text("\ufeff" + bare, "utf-8")
    (tmp_path / "Tweets (1).js").write_text(script("tweets", [tweet(full_text="名前の変わったもの")]), "utf-8")
    assert {each.draft.text for each in posts(items(tmp_path))} == {"朝市です。", "名前の変わったもの"}


@pytest.mark.parametrize(
    "name, text, known",
    [
        ("tweets.js", "window.YTD.tweets.part0 = [ ]", True),
        ("note-tweet.js", "window.YTD.note_tweet.part3 = []", True),
        ("deleted-tweets.js", "window.YTD.deleted_tweets.part0=[]", True),
        ("tweet-headers.js", "window.YTD.tweet_headers.part0 = []", False),
        ("account.js", "window.YTD.account.part0 = []", False),
        ("tweets.js", "const tweets = []", False),
        ("tweets.js", "", False),
        ("tweets.json", "window.YTD.tweets.part0 = [ ]", False),
    ],
)
def test_what_is_recognised(tmp_path: Path, name: str, text: str, known: bool) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with opened(str(tmp_path)) as source:
        assert recognises(source) is known


def test_a_script_that_ends_too_early_costs_only_its_own_rest(tmp_path: Path) -> None:
    whole = script("tweets", [tweet(full_text="一"), tweet(full_text="二")])
    write(tmp_path, tweets=whole[:-9], tweets_part1=script("tweets", [tweet(full_text="三")], 1))
    found = items(tmp_path)
    assert [each.draft.text for each in posts(found)] == ["一", "三"]
    assert unread(found) == ["tweets.js: 2件目から: JSONとして読めません: 途中で切れています"]


@pytest.mark.parametrize(
    "text", ["", "<html>502</html>", "window.YTD.tweets.part0 = {}", "window.YTD.tweets.part0 = alert()"]
)
def test_a_script_that_is_none_is_never_passed_over(tmp_path: Path, text: str) -> None:
    write(tmp_path, tweets_part1=text, tweets=script("tweets", [tweet()]))
    found = items(tmp_path)
    assert len(posts(found)) == 1
    assert unread(found) == ["tweets-part1.js: Xのアーカイブのファイルとして読めません"]


def test_a_wrong_character_in_json_and_a_deep_nest(tmp_path: Path) -> None:
    write(tmp_path, tweets=f"window.YTD.tweets.part0 = [{json.dumps(tweet())}, {{'a': 1}}]")
    write(tmp_path, tweets_part1="window.YTD.tweets.part1 = [" + '{"a":' * 90_000)
    found = unread(items(tmp_path))
    assert [line.split(": ")[:3] for line in found] == [
        ["tweets.js", "2件目から", "JSONとして読めません"], ["tweets-part1.js", "入れ子が深すぎます（50段まで）"],
    ]  # fmt: skip


# --- the manifest ---


def manifest(**files: str) -> str:
    types = {"tweets": {"files": [{"fileName": f"data/{n}", "globalName": g, "count": "1"} for n, g in files.items()]}}
    user = {"userName": "reiji_koho", "accountId": "77"}
    return "window.__THAR_CONFIG = " + json.dumps({"userInfo": user, "dataTypes": types})


def test_a_part_of_the_manifest_that_is_absent(tmp_path: Path) -> None:
    listed = {"tweets.js": "YTD.tweets.part0", "tweets-part1.js": "YTD.tweets.part1", "like.js": "YTD.like.part0"}
    write(tmp_path, manifest=manifest(**listed), tweets=script("tweets", [tweet()]))
    found = items(tmp_path)
    assert unread(found) == ["tweets-part1.js: manifest.jsにあるファイルがありません"]
    assert [each.account for each in posts(found)] == ["reiji_koho"]


def test_fewer_posts_than_the_manifest_counts(tmp_path: Path) -> None:
    write(tmp_path, manifest=manifest(**{"tweets.js": "YTD.tweets.part0"}), tweets=script("tweets", []))
    assert [item.what for item in items(tmp_path) if isinstance(item, Remark)] == [
        "manifest.jsでは1件ですが、0件ありました"
    ]


def test_a_partial_archive_is_said_to_be_one(tmp_path: Path) -> None:
    partial = 'window.__THAR_CONFIG = {"archiveInfo": {"isPartialArchive": true}}'
    write(tmp_path, manifest=partial, tweets=script("tweets", [tweet()]))
    assert [item.what for item in items(tmp_path) if isinstance(item, Remark)] == [
        "一部だけのアーカイブです。ここにない投稿は監査されません"
    ]


def test_a_damaged_manifest_is_told_and_the_posts_are_read(tmp_path: Path) -> None:
    write(tmp_path, manifest='window.__THAR_CONFIG = {"userInfo": ', tweets=script("tweets", [tweet()]))
    found = items(tmp_path)
    assert unread(found) == ["manifest.js: JSONとして読めません: 途中で切れています"]
    assert len(posts(found)) == 1


# --- one post ---


@pytest.mark.parametrize(
    "facts, kind",
    [
        ({}, "post"),
        ({"full_text": "RT @reiji_ken: 県のお知らせ"}, "repost"),
        ({"full_text": "RTをお願いします"}, "post"),
        ({"in_reply_to_status_id_str": "1", "in_reply_to_user_id_str": "78"}, "reply"),
        ({"in_reply_to_status_id": "1", "in_reply_to_user_id": "77"}, "post"),
        ({"in_reply_to_screen_name": "Reiji_Koho"}, "post"),
        ({"in_reply_to_screen_name": "sato_demo", "full_text": "名前を消した返信"}, "reply"),
        ({"in_reply_to_status_id_str": "1", "full_text": "@sato_demo もう誰か分からない"}, "reply"),
        ({"full_text": "@sato_demo さんの写真展"}, "post"),
        ({"entities": {"urls": [{"url": "https://t.co/a", "expanded_url": "https://x.com/i/web/status/5"}]}}, "quote"),
        (
            {"entities": {"urls": [{"url": "https://t.co/a", "expanded_url": "https://x.com/a/status/5/photo/1"}]}},
            "post",
        ),
        (
            {"entities": {"urls": [{"url": "https://t.co/a", "expanded_url": "https://x.com.example.jp/a/status/5"}]}},
            "post",
        ),
    ],
)
def test_kinds(facts: dict[str, Any], kind: str) -> None:
    assert one(**facts).draft.kind == kind


@pytest.mark.parametrize(
    "text, links, seen",
    [
        ("a &amp;lt; b &quot; &lt;3", [], "a &lt; b &quot; <3"),
        ("見て https://t.co/Ab1", [Link("https://t.co/Ab1", "https://a.jp/?x=1&lt;=2", 3, 19)], "見て https://a.jp/?x=1&lt;=2"),
        ("見て https://t.co/Ab1", [Link("https://t.co/Ab1", "https://a.jp/", 0, 16)], "見て https://a.jp/"),
        ("https://t.co/Ab1 https://t.co/Ab12", [Link("https://t.co/Ab12", "B"), Link("https://t.co/Ab1", "A")], "A B"),
        ("古い bit.ly/x です", [Link("bit.ly/x", "https://a.jp/", 3, 11)], "古い https://a.jp/ です"),
        ("写真\n\nhttps://t.co/Pic", [Link("https://t.co/Pic", "")], "写真"),
        ("知らない https://t.co/Zz9", [], "知らない https://t.co/Zz9"),
        ("&amp; https://t.co/Ab1", [Link("https://t.co/Ab1", "A", 6, 22)], "& A"),
    ],
)  # fmt: skip
def test_texts(text: str, links: list[Link], seen: str) -> None:
    assert shown(text, links) == seen


def test_a_link_to_the_post_itself_is_no_quote_and_not_seen() -> None:
    address = "https://twitter.com/i/web/status/1997237326362710016"
    read = one(
        full_text="長い文… https://t.co/Self",
        entities={"urls": [{"url": "https://t.co/Self", "expanded_url": address}]},
    )
    assert (read.draft.text, read.draft.kind) == ("長い文…", "post")


@pytest.mark.parametrize(
    "ids, edits", [([], 0), (["1997237326362710016"], 0), (["1997237326362710016", "3"], 1), (None, 0)]
)
@pytest.mark.parametrize("shape", ["initial", "edit"])
def test_the_newest_version_tells_how_often_it_was_edited(ids: list[str] | None, edits: int, shape: str) -> None:
    info = {"editTweetIds": ids}
    read = one(edit_info={"initial": info} if shape == "initial" else {"edit": {"editControlInitial": info}})
    assert read.times_edited == edits


def test_an_older_version_is_left_out_and_takes_its_long_text_along() -> None:
    notes = Notes()
    notes.add(
        Note("9", datetime(2025, 12, 6, 18, 31, 3, tzinfo=JAPAN), "はじめの版の長い文です。", [], "n.js", "n.js: 1件目")
    )
    older = tweet(
        full_text="はじめの版…", edit_info={"initial": {"editTweetIds": ["1997237326362710016", "1997237326362710017"]}}
    )
    assert post(older, owner=OWNER, notes=notes, path="", place="") == Skipped("編集前の版")
    assert list(notes.left()) == []


@pytest.mark.parametrize(
    "facts, what",
    [
        ({"id_str": None}, "投稿のID（id）が読めません"),
        ({"id_str": "１２３"}, "投稿のID（id）が読めません"),
        ({"full_text": None}, "本文（full_text）が読めません"),
        ({"full_text": {"a": 1}}, "本文（full_text）が読めません"),
        ({"created_at": "2025-12-06"}, "日時（created_at）が読めません"),
        ({"created_at": "Sat Dec 36 18:20:30 +0000 2025"}, "日時（created_at）が読めません"),
    ],
)
def test_a_damaged_post_is_named_by_its_place_and_the_rest_goes_on(
    tmp_path: Path, facts: dict[str, Any], what: str
) -> None:
    write(tmp_path, tweets=script("tweets", [tweet(), tweet(**facts), tweet()]))
    found = items(tmp_path)
    assert unread(found) == [f"tweets.js: 2件目: {what}"]
    assert len(posts(found)) == 2


def test_a_film_is_named_by_its_sharpest_variant() -> None:
    variants = [
        {"bitrate": "256000", "url": "https://video.twimg.com/a/low.mp4?tag=1"},
        {"bitrate": "2176000", "url": "https://video.twimg.com/a/high.mp4?tag=1"},
        {"url": "https://video.twimg.com/a/list.m3u8"},
    ]
    media = [
        {"type": "video", "media_url_https": "https://pbs.twimg.com/thumb.jpg", "video_info": {"variants": variants}}
    ]
    assert one(extended_entities={"media": media}).draft.media == (Media("1997237326362710016-high.mp4"),)


# --- long posts ---

MOMENT = datetime(2025, 12, 6, 18, 31, tzinfo=JAPAN)
LONG = "市民の皆さまへ。 長い文の全体です。https://t.co/Ab1 続きもあります。"


@pytest.mark.parametrize(
    "second, text, joins",
    [
        (0, "市民の皆さまへ。長い文…", True),
        (5, "市民の皆さまへ。 長い文の全体です。… https://t.co/Self", True),
        (6, "市民の皆さまへ。長い文…", False),
        (0, "@sato_demo @b 市民の皆さまへ。長い文…", True),
        (0, "市民の皆さまへ。別の文…", False),
        (0, "市民の皆さまへ。長い文", False),
        (0, "市民の皆さまへ。 長い文の全体です。https://t.co/X9 続き…", True),
    ],
)
def test_what_joins_a_long_text_to_its_post(second: int, text: str, joins: bool) -> None:
    notes = Notes()
    kept = Note(
        "9", MOMENT.replace(second=second), LONG, [Link("https://t.co/Ab1", "https://a.jp/")], "n.js", "n.js: 1件目"
    )
    notes.add(kept)
    assert notes.take(MOMENT, text) == (kept if joins else None)
    assert list(notes.left()) == ([] if joins else [kept])


def test_a_long_text_is_given_once() -> None:
    notes = Notes()
    notes.add(Note("9", MOMENT, LONG, [], "n.js", "n.js: 1件目"))
    assert one(notes=notes, full_text="市民の皆さまへ。…").draft.text == LONG
    assert one(notes=notes, full_text="市民の皆さまへ。…").draft.text == "市民の皆さまへ。…"


@pytest.mark.parametrize("within", ["core", "noteTweetResults", "result"])
def test_both_shapes_of_long_texts(within: str) -> None:
    core = {"text": "長文", "urls": [{"shortUrl": "https://t.co/a", "expandedUrl": "https://a.jp/"}]}
    body = {"noteTweetResults": {"result": core}} if within == "result" else {within: core}
    read = note(
        {"noteTweet": {"noteTweetId": "9", "createdAt": "2025-12-06T09:31:00.000Z", **body}}, path="n", place="p"
    )
    assert read == Note("9", MOMENT, "長文", [Link("https://t.co/a", "https://a.jp/")], "n", "p")


def test_a_deleted_post_takes_its_long_text_along(tmp_path: Path) -> None:
    body = {"noteTweetId": "9", "createdAt": "2025-12-06T09:31:02.000Z", "core": {"text": "消した長い文です。"}}
    write(
        tmp_path,
        note_tweet=script("note_tweet", [{"noteTweet": body}]),
        deleted_tweets=script("deleted_tweets", [tweet(full_text="消した長い…")]),
    )
    assert items(tmp_path) == [Skipped("削除済みの投稿")]


# --- whatever may come ---

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**62), 2**62) | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=12,
)  # fmt: skip
KEYS = {
    "id_str": st.just("1997237326362710016"), "full_text": st.text(), "created_at": st.just("Sat Dec 06 09:31:00 +0000 2025"),
    "edit_info": st.fixed_dictionaries({"initial": st.fixed_dictionaries({"editTweetIds": JSON})}),
    "entities": st.fixed_dictionaries({"urls": st.lists(st.fixed_dictionaries(
        {"url": st.sampled_from(["https://t.co/a", ""]) | JSON, "expanded_url": JSON, "indices": JSON | st.lists(st.integers(-9, 99).map(str))}
    )), "media": JSON}),
    "extended_entities": st.fixed_dictionaries({"media": st.lists(st.fixed_dictionaries({"media_url_https": JSON, "video_info": JSON}))}),
}  # fmt: skip
TWEETS = st.fixed_dictionaries({"tweet": st.fixed_dictionaries({}, optional={k: v | JSON for k, v in KEYS.items()})})


@given(JSON | TWEETS)
def test_whatever_stands_in_the_place_of_a_post(value: object) -> None:
    read = post(value, owner=OWNER, notes=Notes(), path="a.zip", place="a.zip: 1件目")
    assert isinstance(read, (Post, Skipped, Unread))
    assert not isinstance(read, Post) or (read.draft.text and read.draft.id.isdigit() and read.draft.scheduled_at)


@given(JSON | st.fixed_dictionaries({"noteTweet": st.fixed_dictionaries({"core": JSON, "createdAt": JSON})}))
def test_whatever_stands_in_the_place_of_a_long_post(value: object) -> None:
    assert isinstance(note(value, path="n", place="p"), (Note, Unread))


@given(JSON, JSON, JSON)
def test_whatever_stands_in_scripts(
    tmp_path_factory: pytest.TempPathFactory, about: Any, owner: Any, value: Any
) -> None:
    folder = tmp_path_factory.mktemp("x")
    config = "window.__THAR_CONFIG = " + json.dumps({"userInfo": about, "dataTypes": about})
    write(folder, manifest=config, account=script("account", [owner]), tweets=script("tweets", [value, tweet()]))
    assert [each.draft.text for each in posts(items(folder))] == ["朝市です。"]
    shutil.rmtree(folder)


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]),
    st.lists(st.tuples(st.integers(0), st.integers(0, 255)), max_size=4),
)
def test_whatever_bytes_of_the_archive_are_damaged(
    tmp_path_factory: pytest.TempPathFactory, packing: int, damage: list[tuple[int, int]]
) -> None:
    path = zipped(ARCHIVE, tmp_path_factory.getbasetemp() / "damaged.zip", packing=packing)
    data = bytearray(path.read_bytes())
    for at, byte in damage:
        data[at % len(data)] = byte
    path.write_bytes(data)
    found = items(path)
    assert found
    assert all(isinstance(item, (Post, Skipped, Unread, Remark)) for item in found)


@given(st.text(), st.lists(st.tuples(st.integers(-2, 30), st.integers(-2, 30), st.text(max_size=3))))
def test_links_only_replace_themselves(text: str, spans: list[tuple[int, int, str]]) -> None:
    links = [Link(text[max(a, 0) : max(b, 0)], goal, a, b) for a, b, goal in spans]
    assert shown(text, []) == plain(text).rstrip()
    assert isinstance(shown(text, links), str)
    assert shown(text, [link._replace(short="https://t.co/none") for link in links]) == plain(text).rstrip()


@pytest.mark.parametrize(
    "goal, number",
    [
        ("https://x.com/reiji/status/12", "12"),
        ("http://twitter.com/reiji/statuses/12/", "12"),
        ("https://mobile.twitter.com/reiji/status/12?s=20", "12"),
        ("https://x.com/reiji/status/12/video/1", ""),
        ("https://x.com/reiji", ""),
        ("https://example.jp/https://x.com/reiji/status/12", ""),
    ],
)
def test_links_to_posts(goal: str, number: str) -> None:
    assert quoted(goal) == number


def test_the_example_reads_without_a_remark() -> None:
    found = items(Path(__file__).parent.parent.parent / "examples" / "exports" / "x-archive")
    assert [item for item in found if not isinstance(item, Post)] == [Skipped("編集前の版")]
    assert len(posts(found)) == 14
    assert {each.draft.kind for each in posts(found)} == {"post", "reply", "repost", "quote"}
