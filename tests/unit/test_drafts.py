"""Reading drafts: what every encoding gives, what every fact means, and the exact line every broken file gives."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import postlint
from postlint.drafts import FACTS, MAX_BYTES, expand, parse_fact, read_bytes, read_file
from postlint.errors import InputError
from postlint.japan import JAPAN
from postlint.model import Draft, Media

CP932 = ("文字コードをCP932（Shift_JIS）として読みました",)
RESAVE = "（文字コードをUTF-8にして保存し直してください）"
RULE = "区切り線で始まる投稿なら、その前に「---」だけの行を2つ置いてください"
BOM = b"\xef\xbb\xbf"


def read(source: str | bytes, **facts: object) -> Draft:
    data = source.encode() if isinstance(source, str) else source
    return read_bytes(data, path="d.txt", facts=facts)


def fault(source: str | bytes) -> str:
    """Return the first line of the error: the source line stands under it."""
    with pytest.raises(InputError) as caught:
        read(source)
    return str(caught.value).split("\n")[0]


# --- encodings ---

POST = "【お知らせ】㈱石巻\r\n10:00～ ﾊﾝｶｸ"


@pytest.mark.parametrize(
    "data, text, notes",
    [
        (POST.encode(), POST, ()),
        (BOM + POST.encode(), POST, ()),
        (b"\xff\xfe" + POST.encode("utf-16-le"), POST, ()),
        (b"\xfe\xff" + POST.encode("utf-16-be"), POST, ()),
        (b"\xff\xfe" + "🎉市".encode("utf-16-le"), "🎉市", ()),
        (POST.encode("cp932"), POST, CP932),
        ("髙橋　①ﾆﾁ～\n".encode("cp932"), "髙橋　①ﾆﾁ～\n", CP932),
        ("綺麗な花".encode("cp932"), "綺麗な花", CP932),
        (BOM + BOM + b"a", "\ufeffa", ()),  # only the first is a mark
        (b"a\rb\r\nc\nd\r", "a\rb\r\nc\nd\r", ()),
        (b"a\x00\x01\x1b[31m\x7f", "a\x00\x01\x1b[31m\x7f", ()),
        (b"\xff\xfea\x00\x00\x00", "a\x00", ()),
        ("a\u2028b\x85".encode(), "a\u2028b\x85", ()),
        ("あ\n".encode("cp932") + b"\x1b", "あ\n\x1b", CP932),
    ],
)
def test_encodings(data: bytes, text: str, notes: tuple[str, ...]) -> None:
    draft = read(data)
    assert (draft.text, draft.notes) == (text, notes)
    assert (draft.id, draft.path, draft.line_offset) == ("d.txt", "d.txt", 0)


@pytest.mark.parametrize(
    "data, line",
    [
        (b"\x82\xa0\xff", f"d.txt:1:2: UTF-8でもCP932（Shift_JIS）でもありません: 3バイト目 0xFF{RESAVE}"),
        (b"ab\ncd\x80", f"d.txt:2:3: UTF-8でもCP932（Shift_JIS）でもありません: 6バイト目 0x80{RESAVE}"),
        (b"ab\rcd\r\n\x81", f"d.txt:3:1: UTF-8でもCP932（Shift_JIS）でもありません: 8バイト目 0x81{RESAVE}"),
        (b"\x82\xa0\n\xb1\x81\x00", f"d.txt:2:2: UTF-8でもCP932（Shift_JIS）でもありません: 5バイト目 0x81{RESAVE}"),
        (b"\x82\xa0\x00", f"d.txt:1:2: UTF-8でもCP932（Shift_JIS）でもありません: 3バイト目 0x00{RESAVE}"),
        # cut inside 巻: valid CP932, and nonsense (縺・遏ｳ…)
        ("市の\n石巻".encode()[:-1], f"d.txt:2:2: UTF-8の途中で壊れています: 11バイト目 0xE5{RESAVE}"),
        (BOM + b"a\x82\xa0", f"d.txt:1:2: UTF-8として読めません: 5バイト目 0x82{RESAVE}"),
        (b"\xff\xfea\x00\n\x00b", f"d.txt:2:1: UTF-16として読めません: 7バイト目 0x62{RESAVE}"),
        (b"\xff\xfea\x00\x00\xd8a\x00", f"d.txt:1:2: UTF-16として読めません: 5バイト目 0x00{RESAVE}"),
        (b"\xfe\xff\x00a\xdc\x00", f"d.txt:1:2: UTF-16として読めません: 5バイト目 0xDC{RESAVE}"),
        ("市".encode("utf-32"), f"d.txt: UTF-32の文字コードは読めません{RESAVE}"),
        ("石巻市のまち".encode("euc_jp"), f"d.txt: CP932（Shift_JIS）ともEUC-JPとも読めます{RESAVE}"),
        ("石巻市から".encode("iso2022_jp"), f"d.txt: ISO-2022-JP（JIS）の文字コードは読めません{RESAVE}"),
        (b"\xed\xa0\x80", f"d.txt:1:2: UTF-8でもCP932（Shift_JIS）でもありません: 3バイト目 0x80{RESAVE}"),
    ],
)
def test_undecodable(data: bytes, line: str) -> None:
    assert fault(data) == line


@pytest.mark.parametrize("text", ["", " \r\n\t　", "\u200b\ufeff\n"])
def test_empty(text: str) -> None:
    assert fault(text) == "d.txt: 下書きの本文が空です（投稿する文章を書いてください）"
    assert fault(f"---\n---\n{text}") == "d.txt:3:1: 下書きの本文が空です（投稿する文章を書いてください）"


def test_too_large() -> None:
    assert read(b"a" * MAX_BYTES).text
    assert fault(b"a" * (MAX_BYTES + 1)) == "d.txt: 大きすぎます（10 MBまで）（下書きではないファイルかもしれません）"


# --- front matter ---

EVERY = """\
--- \t
# 広報課
city: ishinomaki
platform: x
kind: delete
account: designated-manager
scheduled_at: 2026-11-21 09:30
emergency: true
drill: false
approved: true
approved_by: 課長
second_checker: "高橋: 係長"
exemption: statutory-procedure
media:
  - a.jpg
  - {file: b.jpg, alt: 花火, rights: 市が撮影, consent: あり, screen_checked: false}
reason: 日付の誤り
confirmed: [4(6)-1, 5(1)ア]
waivers:
  - rule: insult.direct
    quote: バカ貝
    reason: 貝の名
    approver: 課長
    expires: 2027-03-31
    note:
---

 #石巻市 の花火\r
"""

FULL = Draft(
    text="\n #石巻市 の花火\r\n",
    id="d.txt",
    path="d.txt",
    line_offset=26,
    head=EVERY[: EVERY.index("\n #石巻市")],
    city="ishinomaki",
    platform="x",
    kind="delete",
    account="designated-manager",
    scheduled_at=datetime(2026, 11, 21, 9, 30, tzinfo=JAPAN),
    emergency=True,
    drill=False,
    approved=True,
    approved_by="課長",
    second_checker="高橋: 係長",
    exemption="statutory-procedure",
    media=(Media("a.jpg"), Media("b.jpg", "花火", "市が撮影", "あり", screen_checked=False)),
    reason="日付の誤り",
    confirmed=("4(6)-1", "5(1)ア"),
    waivers=(
        {
            "rule": "insult.direct",
            "quote": "バカ貝",
            "reason": "貝の名",
            "approver": "課長",
            "expires": "2027-03-31",
            "note": "",
        },
    ),
)


def test_every_fact() -> None:
    draft = read(EVERY)
    assert draft == FULL
    assert all(type(part) is str for part in (draft.city, draft.reason, *draft.confirmed, *draft.waivers[0].values()))
    assert set(FACTS) == set(Draft._fields) - {"text", "id", "path", "line_offset", "head", "notes"}


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "cp932"])
def test_front_matter_in_every_encoding(codec: str) -> None:
    draft = read(EVERY.encode(codec))
    assert (draft.text, draft.media, draft.line_offset, draft.head) == (FULL.text, FULL.media, 26, FULL.head)


@pytest.mark.parametrize(
    "source, text, offset, city",
    [
        ("---\ncity: x\n---\n本文\n", "本文\n", 3, "x"),
        ("---\r\ncity: x\r\n---\r\n\r\n本文", "\r\n本文", 3, "x"),
        ("---\rcity: x\r---\r本文\r", "本文\r", 3, "x"),
        ("---\n---\n---\n区切り線の後\n---\n", "---\n区切り線の後\n---\n", 2, None),  # the way to open with a rule
        ("---\n# なし\n---\n本文", "本文", 3, None),
        ("本文\n---\ncity: x\n---\n", "本文\n---\ncity: x\n---\n", 0, None),
        (" ---\n本文", " ---\n本文", 0, None),
        ("----\n本文", "----\n本文", 0, None),
        ("---本文\n---\n", "---本文\n---\n", 0, None),
        ("――――\n本日: 晴れ", "――――\n本日: 晴れ", 0, None),
        ("---\nreason: |\n  二行\n  ---\n---\n本文", "本文", 5, None),
    ],
)
def test_where_front_matter_ends(source: str, text: str, offset: int, city: str | None) -> None:
    draft = read(source)
    assert (draft.head + draft.text, draft.text, draft.line_offset, draft.city) == (source, text, offset, city)


PLATFORMS = "bluesky、facebook、instagram、line、mastodon、threads、x、youtube"
COLON = "コロンは半角で、後に空白を置きます。"
DASHES = "front matterとして読めません（「---」は半角の - を3つだけ、ファイルの最初の行に書いてください）"
YAML = "（字下げ、引用符、コロンを確かめてください）"


@pytest.mark.parametrize(
    "block, line",
    [
        ("platfrom: x", "2:1: 知らないキー platfrom（もしかして: platform）"),
        ("\nCity: x", "3:1: 知らないキー City（もしかして: city）"),
        ("city: a\nplatform: twitter", f"3:11: twitter は使えません（使えるもの: {PLATFORMS}）"),
        ("kind: replay", "2:7: replay は使えません（もしかして: reply）"),
        ("kind:", "2:6: 値が空です"),
        ("kind: [post]", "2:7: ここには文字列を書いてください"),
        ("drill: yes", "2:8: true か false を書いてください: yes"),
        ("drill: True", "2:8: true か false を書いてください: True"),
        ("approved: ｔｒｕｅ", "2:11: true か false を書いてください: ｔｒｕｅ"),
        ("city: a\ncity: b", "3:1: キー city が二度書かれています"),
        ("city: &a b", "2:7: 別名（& と *）は使えません（同じ内容をもう一度書いてください）"),
        ("reason: a: b", f"2:10: YAMLとして読めません: ここに「: 」は書けません{YAML}"),
        ("city: x\nreason 誤り\nkind: post", f"3:1: YAMLとして読めません: 「:」がありません{YAML}"),
        ("city: @x", f"2:7: YAMLとして読めません: タブや @ や ` からは始められません{YAML}"),
        ("reason: 'a", f"2:9: YAMLとして読めません: 引用符が閉じていません{YAML}"),
        ("city: x\n\tkind: y", f"3:1: YAMLとして読めません: 字下げにタブは使えません{YAML}"),
        ("city: x\nreason: a\x07b", "3:10: YAMLに使えない文字が含まれています（制御文字を取り除いてください）"),
        ("media: {file: a}", "2:8: ここには一覧（- …）を書いてください"),
        ("media:\n- {alt: 花}", "3:3: mediaに file がありません"),
        ("media:\n- {file: a, alt: }", "3:18: 値が空です"),
        ("media:\n- {file: a, rigths: 市}", "3:13: 知らないキー rigths（もしかして: rights）"),
        ("media:\n- {file: a, screen_checked: 済}", "3:29: true か false を書いてください: 済"),
        ("waivers: [a]", "2:11: waiversの項目には「キー: 値」を書いてください"),
        ("waivers: [{rule: [a]}]", "2:18: ここには文字列を書いてください"),
        ("confirmed: {a: b}", "2:12: ここには一覧（- …）を書いてください"),
        ("scheduled_at: 2026-11-21", "2:15: 時刻がありません: 2026-11-21（例: 2026-11-21T10:00）"),
        ("city：x", f"2:1: front matterには「キー: 値」を書いてください（{COLON}{RULE}）"),
        ("本日断水します。", f"2:1: front matterには「キー: 値」を書いてください（{COLON}{RULE}）"),
        ("- 断水\n- 通行止", f"2:1: front matterには「キー: 値」を書いてください（{COLON}{RULE}）"),
    ],
)
def test_broken_front_matter(block: str, line: str) -> None:
    for end in ("\n", "\r\n", "\r"):
        source = f"---\n{block}\n---\n本文".replace("\n", end)
        assert fault(source) == f"d.txt:{line}"


def test_the_source_line_stands_under_the_error() -> None:
    with pytest.raises(InputError) as caught:
        read("---\r\ncity: x\r\nkind: replay # 返信\r\n---\r\n本文")
    assert str(caught.value) == "d.txt:3:7: replay は使えません（もしかして: reply）\n    kind: replay # 返信"


@pytest.mark.parametrize(
    "source, line",
    [
        ("---\ncity: x\n本文", f"d.txt:1:1: front matterを閉じる「---」の行がありません（{RULE}）"),
        ("---", f"d.txt:1:1: front matterを閉じる「---」の行がありません（{RULE}）"),
        ("---\ncity: x\n---", "d.txt:3:1: 下書きの本文が空です（投稿する文章を書いてください）"),
        ("\n---\ncity: x\n---\n本文", f"d.txt:2:1: {DASHES}"),
        ("----\ncity: x\n----\n本文", f"d.txt:1:1: {DASHES}"),
        ("－－－\nscheduled_at： x\n－－－\n本文", f"d.txt:1:1: {DASHES}"),
        ("---　\ncity: x\n---\n本文", f"d.txt:1:1: {DASHES}"),
        ("---\n" + "[" * 5000 + "\n---\n本文", "d.txt: YAMLの入れ子が深すぎます"),
    ],
)
def test_front_matter_missed(source: str, line: str) -> None:
    assert fault(source) == line


def test_none_is_known_and_silence_is_unknown() -> None:
    assert read("---\nmedia: []\nconfirmed: []\n---\n本文").media == ()
    assert read("本文").media is None
    assert read("---\nconfirmed: 4(6)-1\n---\n本文").confirmed == ("4(6)-1",)


def test_flags_win_over_the_file() -> None:
    draft = read("---\ncity: a\nplatform: x\nconfirmed: [b]\n---\n本文", city="c", platform=None, confirmed=("d",))
    assert (draft.city, draft.platform, draft.confirmed) == ("c", "x", ("d",))
    assert read("本文", id="7").id == "7"


# --- facts ---


@pytest.mark.parametrize(
    "value, iso",
    [
        ("2026-11-21T10:00", "2026-11-21T10:00:00+09:00"),
        ("2026-11-21 10:00", "2026-11-21T10:00:00+09:00"),
        ("2026-11-21T10:00:05", "2026-11-21T10:00:05+09:00"),
        ("2026-11-21T10:00:05.123Z", "2026-11-21T19:00:05.123000+09:00"),
        ("2026-11-21T10:00Z", "2026-11-21T19:00:00+09:00"),
        ("2026-11-21T20:00:00+0000", "2026-11-22T05:00:00+09:00"),
        ("2026-11-21T10:00+09:00", "2026-11-21T10:00:00+09:00"),
        ("2026-11-21 10:00 +09", "2026-11-21T10:00:00+09:00"),
        ("2026-11-21T10:00-03:30", "2026-11-21T22:30:00+09:00"),
        ("2028-02-29T00:00", "2028-02-29T00:00:00+09:00"),
    ],
)
def test_moments(value: str, iso: str) -> None:
    moment = parse_fact("scheduled_at", value)
    assert moment.isoformat() == iso
    assert (moment.tzname(), moment.utcoffset()) == ("JST", timedelta(hours=9))


EXAMPLE = "（例: 2026-11-21T10:00）"


@pytest.mark.parametrize(
    "value, message",
    [
        ("2026-11-21", f"時刻がありません: 2026-11-21{EXAMPLE}"),
        ("2026-11-２1T10:00", "日時として読めません: 2026-11-２1T10:00（半角で書いてください: 2026-11-21T10:00）"),
        ("2026-11-21T10：00", "日時として読めません: 2026-11-21T10：00（半角で書いてください: 2026-11-21T10:00）"),
        ("2026/11/21 10:00", f"日時として読めません: 2026/11/21 10:00{EXAMPLE}"),
        ("2026-11-21 9:00", f"日時として読めません: 2026-11-21 9:00{EXAMPLE}"),
        ("2026-11-21T10", f"日時として読めません: 2026-11-21T10{EXAMPLE}"),
        ("20261121T1000", f"日時として読めません: 20261121T1000{EXAMPLE}"),
        ("2026-W47-6T10:00", f"日時として読めません: 2026-W47-6T10:00{EXAMPLE}"),
        ("2026-11-21T10:00 JST", f"日時として読めません: 2026-11-21T10:00 JST{EXAMPLE}"),
        ("明日10時", f"日時として読めません: 明日10時{EXAMPLE}"),
        ("2026-11-21T10:00\n", None),
        ("2026-02-29T10:00", "2026-02-29 という日はありません"),
        ("0000-01-01T10:00", "0000-01-01 という日はありません"),
        ("2026-13-01T10:00", "2026-13-01 という日はありません"),
        ("2026-11-21T25:00", "25:00 という時刻はありません"),
        ("2026-11-21T24:00", "24:00 という時刻はありません（翌日の00:00と書いてください）"),
        ("2026-11-21T10:60", "10:60 という時刻はありません"),
        ("2026-11-21T10:00+25:00", "時差 +25:00 は使えません（例: +09:00）"),
        ("2026-11-21T10:00+09:75", "時差 +09:75 は使えません（例: +09:00）"),
        ("9999-12-31T23:00Z", "時差 Z は使えません（例: +09:00）"),
        ("", "値が空です"),
    ],
)
def test_impossible_moments(value: str, message: str | None) -> None:
    if message is None:  # blanks around it do no harm
        assert parse_fact("scheduled_at", value)
        return
    with pytest.raises(InputError) as caught:
        parse_fact("scheduled_at", value)
    assert str(caught.value) == f"--scheduled-at: {message}"


@pytest.mark.parametrize(
    "name, value, parsed",
    [
        ("platform", "x", "x"),
        ("approved", "false", False),
        ("second_checker", "高橋", "高橋"),
        ("confirmed", "4(6)-1", ("4(6)-1",)),
        ("media", "a,b.jpg", (Media("a,b.jpg"),)),
    ],
)
def test_flags(name: str, value: str, parsed: object) -> None:
    assert parse_fact(name, value) == parsed


@pytest.mark.parametrize(
    "name, value, line",
    [
        ("platform", "facebok", "--platform: facebok は使えません（もしかして: facebook）"),
        ("second_checker", " ", "--second-checker: 値が空です"),
        ("drill", "1", "--drill: true か false を書いてください: 1"),
        ("waivers", "a", "--waivers: waiversの項目には「キー: 値」を書いてください"),
        ("platfrom", "x", "知らない項目 platfrom（もしかして: platform）"),
    ],
)
def test_wrong_flags(name: str, value: str, line: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_fact(name, value)
    assert str(caught.value) == line


# --- files and folders ---


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def touch(*names: str) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("本文", encoding="utf-8")


def names(*paths: str) -> list[str]:
    return [path.as_posix() for path in expand(paths)]


def refusal(path: str) -> str:
    """Return the line that both ways in give."""
    with pytest.raises(InputError) as caught:
        list(expand([path]))
    return str(caught.value)


def test_a_file_is_read_whatever_its_name(here: Path) -> None:
    touch("README.md", ".hidden", "下書き.doc")
    assert names("下書き.doc", "README.md", ".hidden") == ["下書き.doc", "README.md", ".hidden"]
    draft = read_file("下書き.doc", facts={"city": "chiba"})
    assert (draft.id, draft.path, draft.text, draft.city) == ("下書き.doc", "下書き.doc", "本文", "chiba")
    assert read_file(here / "README.md").path == str(here / "README.md")


def test_a_folder_gives_its_drafts_in_order(here: Path) -> None:
    touch("d/b.txt", "d/a/z.MD", "d/a.txt", "d/a.txt.bak", "d/a.postlint.yaml", "d/.git/c.txt", "d/.e.txt")
    touch("d/README.md", "d/readme.ja.txt", "d/README/x.txt", "d/11月/1日.txt", "e.txt")
    assert names("d") == ["d/11月/1日.txt", "d/a/z.MD", "d/a.txt", "d/b.txt"]
    assert names("e.txt", "d/a") == ["e.txt", "d/a/z.MD"]
    assert names("d/a.postlint.yaml", "e.txt") == ["e.txt"]
    assert names() == []


def test_what_cannot_be_found(here: Path) -> None:
    touch("d/draft.txt", "empty/README.md", "d/draft.postlint.yaml")
    sep = os.sep
    assert refusal("d/drafts.txt") == f"d{sep}drafts.txt: 見つかりません（もしかして: d{sep}draft.txt）"
    assert refusal("d/zzzzzz") == f"d{sep}zzzzzz: 見つかりません"
    assert refusal("f/draft.txt") == f"f{sep}draft.txt: 見つかりません（フォルダー f を開けません）"
    assert refusal("empty") == "empty: このフォルダーに下書き（*.txt、*.md）がありません"
    assert refusal("d/draft.postlint.yaml").endswith("例外承認や設定のファイルだけで、下書きがありません")
    assert refusal("") == "ファイル名が空です"
    assert refusal("a\0b").endswith("ファイル名に使えない文字が含まれています")
    for path in ("d/zzzzzz", "", "a\0b", "d", "d/draft.txt/x"):
        with pytest.raises(InputError):
            read_file(path)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links(here: Path) -> None:
    touch("d/a.txt", "outside/b.txt")
    Path("d/up").symlink_to(here / "d", target_is_directory=True)
    Path("d/out").symlink_to(here / "outside", target_is_directory=True)
    assert names("d") == ["d/a.txt", "d/out/b.txt"]
    Path("loop.txt").symlink_to("loop.txt")
    assert refusal("loop.txt") == "loop.txt: シンボリックリンクが循環しています"
    Path("d/broken.txt").symlink_to("nowhere")
    with pytest.raises(InputError, match="見つかりません"):
        [read_file(path) for path in expand(["d"])]


@pytest.mark.skipif(sys.platform == "win32", reason="no devices there")
def test_a_device_is_not_read_to_its_end() -> None:
    with pytest.raises(InputError, match="大きすぎます"):
        read_file("/dev/zero")


@pytest.mark.skipif(sys.platform == "win32", reason="no mode bits there")
def test_rights(here: Path) -> None:
    touch("d/a.txt", "d/e/b.txt")
    for path in (Path("d/a.txt"), Path("d/e")):
        path.chmod(0)
    try:
        if os.access("d/a.txt", os.R_OK):
            pytest.skip("root may read everything")
        with pytest.raises(InputError, match="読む権限がありません"):
            read_file("d/a.txt")
        with pytest.raises(InputError, match="読む権限がありません"):
            list(expand(["d"]))
    finally:
        Path("d/e").chmod(0o700)


@pytest.mark.parametrize(
    "error, line",
    [
        (PermissionError(13, "x"), "a.txt: 読む権限がありません（ほかのソフトで開いていれば閉じてください）"),
        (OSError(5, "Input/output error"), "a.txt: 読めません: Input/output error"),
    ],
)
def test_faults_of_the_system(here: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, line: str) -> None:
    def fail(*_args: object, **_options: object) -> None:
        raise error

    touch("a.txt")
    monkeypatch.setattr(Path, "open", fail)
    with pytest.raises(InputError) as caught:
        read_file("a.txt")
    assert str(caught.value) == line


def test_yaml_is_imported_only_for_front_matter() -> None:
    code = (
        "import sys; from postlint.drafts import read_bytes; heavy = {'yaml', 'pathlib', 'zoneinfo', 'difflib'};"
        "read_bytes(b'a', path='a'); read_bytes(b'---\\n---\\na', path='a'); print(sorted(heavy & set(sys.modules)))"
    )
    # -S: what the environment's own start-up imports does not count; it also hides an editable install.
    env = {**os.environ, "PYTHONPATH": str(Path(postlint.__file__).parent.parent)}
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True, env=env)
    assert done.stdout.strip() == "[]"


# --- properties ---


def attempt(data: bytes) -> Draft | str:
    """Return the draft, or the message that refuses it; any other exception fails the test."""
    try:
        return read(data)
    except InputError as refused:
        return str(refused)


def reads_or_refuses(data: bytes) -> None:
    got = attempt(data)
    if isinstance(got, str):
        assert got.startswith("d.txt:")
        return
    got.text.encode("utf-8")  # no lone surrogates
    assert got.text.strip()


@given(st.binary())
def test_arbitrary_bytes(data: bytes) -> None:
    reads_or_refuses(data)


@given(st.sampled_from([b"\xff\xfe", b"\xfe\xff", BOM, b"---\n", b"\x82\xa0"]), st.binary())
def test_arbitrary_bytes_after_a_mark(mark: bytes, data: bytes) -> None:
    reads_or_refuses(mark + data)


KEYS = st.sampled_from([*FACTS, "file", "alt", "x"])
ODD = st.text(st.sampled_from("ab 1:-#'\"[]{},&*!|>%@`\n\t\r\x07\u2028\x85\ufeff　：true市"), max_size=12)


@given(st.lists(st.tuples(KEYS, ODD), max_size=4), st.sampled_from(["\n", "\r\n", "\r"]))
def test_arbitrary_front_matter(pairs: list[tuple[str, str]], end: str) -> None:
    block = "".join(f"{key}: {value}\n" for key, value in pairs).replace("\n", end)
    reads_or_refuses(f"---{end}{block}---{end}本文".encode())


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_text_survives(text: str, codec: str) -> None:
    assume(text.strip().strip("\u200b\u200c\u200d\u2060\ufeff") and not text.startswith(("---", "\ufeff")))
    assume(not text.isascii() or "\x1b$" not in text)  # ISO-2022-JP
    assume(codec != "utf-16" or not text.startswith("\0"))  # UTF-32
    draft = read(text.encode(codec))
    assert (draft.text, draft.line_offset, draft.notes) == (text, 0, ())
    under = read(f"---\ncity: x\n---\n{text}".encode(codec))
    assert (under.text, under.line_offset, under.city) == (text, 3, "x")


@given(st.text(st.sampled_from("あいうのを、。「」石巻市①㈱～ｱﾊﾟ髙縺蟾-aZ0 \r\n\t"), min_size=1))
def test_cp932_survives_or_is_refused(text: str) -> None:
    data = text.encode("cp932")
    assume(text.strip() and not text.startswith("---"))
    got = attempt(data)
    if isinstance(got, str):
        assert "EUC-JP" in got or "途中" in got
    elif got.notes:
        assert got.text == text
    else:
        assert got.text == data.decode("utf-8")


@given(st.text())
def test_arbitrary_flags(value: str) -> None:
    for name in FACTS:
        with contextlib.suppress(InputError):
            parse_fact(name, value)
