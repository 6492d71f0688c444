"""Addresses in a text, whose they are, and the ways in which one can be wrong."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support import located

from postlint.checks import Setting, check
from postlint.compiled.examples import run_examples
from postlint.errors import PolicyError
from postlint.model import Draft
from postlint.policy import rules as policy_rules
from postlint.schema import SchemaError, mapping
from postlint.text import hosts
from postlint.text.document import Document
from postlint.text.links import decode, links, visible
from postlint.text.lookalike import lookalike, mixed

ZERO = "\u200b"  # zero-width space
CITIES = {
    "chiba": ["city.chiba.jp", "city.chiba.lg.jp"],
    "shinshiro": ["city.shinshiro.lg.jp"],
    "ueda": ["city.ueda.nagano.jp"],
    "kashiwa": ["city.kashiwa.lg.jp"],
    "ishinomaki": ["city.ishinomaki.lg.jp"],
    "atsugi": ["city.atsugi.kanagawa.jp"],
}
CHECK = check("links")
KINDS = (
    "third-party", "external", "governmental", "shortened", "lookalike", "punycode", "homograph", "userinfo",
    "insecure", "bare-ip", "program", "adult", "lost", "malformed",
    "editor", "glued", "conflicting",
)  # fmt: skip

FINDS = [
    # with a scheme: any host
    ("詳しくはhttps://www.city.chiba.jp/a.htmlをご覧ください。", ["https://www.city.chiba.jp/a.html"]),
    ("（https://www.city.chiba.jp/）。", ["https://www.city.chiba.jp/"]),
    ("「https://www.city.chiba.jp」と【https://a.example】", ["https://www.city.chiba.jp", "https://a.example"]),
    ("https://www.city.chiba.jp、https://x.example!", ["https://www.city.chiba.jp", "https://x.example"]),
    ("https://a.example/b, https://a.example/c. https://a.example/d?", [
        "https://a.example/b", "https://a.example/c", "https://a.example/d",
    ]),
    ('"https://a.example/b" \'https://a.example/c\'', ["https://a.example/b", "https://a.example/c"]),
    ("(https://a.example/wiki/A_(B))", ["https://a.example/wiki/A_(B)"]),
    ("[地図](https://a.example/b[1])", ["https://a.example/b[1]"]),
    ("https://a.example/?q=%E5%B8%82&p=1#top です", ["https://a.example/?q=%E5%B8%82&p=1#top"]),
    ("https://a.example/xhttps://b.example/y", ["https://a.example/x", "https://b.example/y"]),
    ("https://a.example/?u=https://b.example/y", ["https://a.example/?u=https://b.example/y"]),
    ("https://a.example:8443/b https://a.example:", ["https://a.example:8443/b", "https://a.example"]),
    ("HTTPS://WWW.CITY.CHIBA.JP/A", ["HTTPS://WWW.CITY.CHIBA.JP/A"]),
    ("http://192.168.1.10/cms/ http://[::1]:80/ http://3232235777/", [
        "http://192.168.1.10/cms/", "http://[::1]:80/", "http://3232235777/",
    ]),
    ("http://localhost:8080/ http://intra/", ["http://localhost:8080/", "http://intra/"]),
    ("https://user:pw@a.example/", ["https://user:pw@a.example/"]),
    ("http://xn--r8jz45g.example/yoyaku", ["http://xn--r8jz45g.example/yoyaku"]),
    # Japanese in and around a host
    ("https://見本.example/ と https://見本.jp", ["https://見本.example/", "https://見本.jp"]),
    ("https://www.city.chiba.jpで公開.詳しくは", ["https://www.city.chiba.jp"]),
    ("https://www.city.chiba.jp.詳しくは", ["https://www.city.chiba.jp"]),
    ("https://www.city.chiba.jp。X（旧Twitter）でも", ["https://www.city.chiba.jp"]),
    ("https://www。city。chiba。jp/", ["https://www。city。chiba。jp/"]),
    ("https://www.city.chiba.jp10月から", ["https://www.city.chiba.jp"]),
    ("https://www.city.chiba.jp１０月から", ["https://www.city.chiba.jp"]),
    ("https://www.city.chiba.jp- です", ["https://www.city.chiba.jp"]),
    ("https://千葉市役所のホームページ", []),
    ("https:// や https://… は書かない", []),
    # hidden and full-width characters do not end a host
    (f"https://www.city.ishinomaki.lg.jp{ZERO}.nouzei.example.net/", [
        f"https://www.city.ishinomaki.lg.jp{ZERO}.nouzei.example.net/",
    ]),
    (f"www.city.ishinomaki.lg.jp{ZERO}.example.net/a", [f"www.city.ishinomaki.lg.jp{ZERO}.example.net/a"]),
    (f"https://a.example{ZERO} です", ["https://a.example"]),
    ("https://www．city．chiba．jp／event／１です", ["https://www．city．chiba．jp／event／１"]),
    ("www.city.k\u0430shiwa.lg.jp/ へ", ["www.city.k\u0430shiwa.lg.jp/"]),
    # mistyped schemes
    ("https：//a.example/ hｔtp://a.example/ ttps://a.example/", [
        "https：//a.example/", "hｔtp://a.example/", "ttps://a.example/",
    ]),
    ("https//a.example/ https:/a.example/ https;//a.example/", [
        "https//a.example/", "https:/a.example/", "https;//a.example/",
    ]),
    ("http://http://www.city.chiba.jp/", ["http://www.city.chiba.jp/"]),
    ("https:// www.city.chiba.jp/", ["www.city.chiba.jp/"]),
    # without a scheme: real top-level domains
    ("詳しくはwww.city.chiba.jp/xへ", ["www.city.chiba.jp/x"]),
    ("URL:www.city.chiba.jp", ["www.city.chiba.jp"]),
    ("検索。city.ueda.nagano.jp", ["city.ueda.nagano.jp"]),
    ("bit.ly/abc と forms.example.com/a", ["bit.ly/abc", "forms.example.com/a"]),
    ("example.com vine.co city.example/a", ["example.com", "vine.co", "city.example/a"]),
    ("www.city.chiba.jp:8080/a", ["www.city.chiba.jp:8080/a"]),
    ("readme.md Node.js ASP.NET Co.Ltd 1.5km ver.2.0 No.1 U.S.A. e.g. p.m.", []),
    ("Thank you.It was fun.So long.", []),
    ("192.168.1.10 ver.1.2.3.4", []),
    # mail addresses, mentions and hashtags are no links
    ("a@b.jp koho@city.chiba.jpへ first.last@mail.city.chiba.jp", []),
    ("a＠b.jp @user@host.example.com #city.chiba.jp", []),
    ("市の広報紙を配ります。", []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize("text, expected", FINDS)
def test_finds_links(text: str, expected: list[str]):
    found = links(text)
    assert [link.url for link in found] == expected
    assert [text[link.start : link.end] for link in found] == expected


@pytest.mark.parametrize(
    "text, fields",
    [
        ("https://user:pw@WWW.Example.com:81/a?b#c", ("https", "user:pw", "www.example.com", "81", "/a?b#c")),
        ("http://a@b@c.example", ("http", "a@b", "c.example", "", "")),
        ("www.city.chiba.jp/x", ("", "", "www.city.chiba.jp", "", "/x")),
        ("https://www．ｃity．chiba．jp／", ("https", "", "www.city.chiba.jp", "", "／")),
        (f"https://www.city{ZERO}.chiba.jp", ("https", "", "www.city.chiba.jp", "", "")),
        ("https://city%2Ekashiwa.example", ("https", "", "city.kashiwa.example", "", "")),
        ("https://evil.example\\@www.city.chiba.jp/", ("https", "", "evil.example", "", "")),
        ("http://[2001:db8::1]:80/x", ("http", "", "[2001:db8::1]", "80", "/x")),
    ],
)
def test_takes_links_apart_as_a_browser_does(text: str, fields: tuple[str, ...]):
    link = links(text)[0]
    assert (link.scheme, link.userinfo, link.host, link.port, link.path) == fields


@pytest.mark.parametrize(
    "text",
    [
        "http://" * 50_000,
        "a." * 200_000,
        "@" * 200_000,
        "a@" * 200_000,
        "https://a@" * 40_000,
        "https://あ" * 40_000,
        "https://a。" * 40_000,
        "https://a.jp/xhttps://" * 10_000,
        "www." * 100_000,
        "https://a.jp/" + "(" * 100_000 + ")" * 200_000,
        "https://" + "-" * 100_000 + ".jp",
        "https://a" + ZERO * 200_000,
        "http" * 100_000 + ".",
        "http://[" * 50_000,
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_time_grows_with_the_text_only(text: str):
    start = time.perf_counter()
    links(text)
    assert time.perf_counter() - start < 5  # most take 0.2 s; what is quadratic takes minutes


_PIECES = st.sampled_from(
    ["https://", "http://", "https：／／", "www.", ".jp", ".example.com", "/", "／", "@", "。", "．", ".", ":", "[", "]", "(", ")",
     ZERO, "\u0430", "千葉", "ａ", "%2e", "xn--", "-", "\ud800", "\0", " ", "\n", "?", "#", "city", "kashiwa", "1", "é", "ß"]
)  # fmt: skip
_TEXTS = st.one_of(st.text(), st.lists(_PIECES, max_size=24).map("".join))


@given(_TEXTS)
@example("https://\u0130.example")  # lower case is longer
@example("https://xn--\u0430.example https://xn--99999999.example")
def test_links_are_ordered_spans(text: str):
    reached = 0
    for link in links(text):
        assert reached <= link.start < link.end <= len(text)
        assert text[link.start : link.end] == link.url
        assert link.written_host in link.url
        assert link.host
        reached = link.end


@settings(deadline=None)
@given(_TEXTS, st.sampled_from(KINDS), st.sampled_from(sorted(CITIES)))
def test_hits_are_ordered_spans_and_repeatable(text: str, kind: str, city: str):
    document = Document(Draft(text))
    hits = list(CHECK.find(spec(kind, city), document))
    assert hits == list(CHECK.find(spec(kind, city), Document(Draft(text))))
    assert [hit.start for hit in hits] == sorted(hit.start for hit in hits)
    for hit in hits:
        assert text[hit.start : hit.end] == hit.match
        assert all(isinstance(value, str) for value in hit.values.values())
        assert hit.fix is None or hit.start <= hit.fix.start < hit.fix.end <= hit.end


def spec(kind: str, city: str, **fields: str) -> dict[str, object]:
    yaml = "\n".join([f"find: {kind}", *(f"{key}: {value}" for key, value in fields.items())])
    setting = Setting({"hosts": CITIES[city], "handles": ["kashiwa_example"] if city == "kashiwa" else []})
    compiled = CHECK.compile(mapping(CHECK.FIELDS)(located(yaml)), setting)
    assert json.loads(json.dumps(compiled)) == compiled
    return compiled


def kinds(text: str, city: str) -> set[str]:
    document = Document(Draft(text))
    return {kind for kind in KINDS if kind != "external" and list(CHECK.find(spec(kind, city), document))}


JUDGES = [
    # the city's own
    ("kashiwa", "https://www.city.kashiwa.lg.jp/koho/", ""),
    ("kashiwa", "www.city.kashiwa.lg.jp", ""),
    ("kashiwa", "https://lib.city.kashiwa.lg.jp/a.zip", ""),
    ("kashiwa", "http://www.city.kashiwa.lg.jp/", "insecure"),
    ("kashiwa", "https://stg.city.kashiwa.lg.jp/", "bare-ip"),
    # governments
    ("kashiwa", "https://www.city.chiba.jp/", "governmental"),
    ("kashiwa", "https://www.city.kashiwara.lg.jp/", "governmental"),
    ("kashiwa", "https://www.city.kashihara.nara.jp/", "governmental"),
    ("kashiwa", "https://www.city.kashiwa.chiba.jp/", "governmental"),  # its former host, reserved to it
    ("kashiwa", "https://www.city.kashiwazaki.lg.jp/", "governmental"),
    ("chiba", "https://www.police.pref.chiba.jp/", "governmental"),
    ("chiba", "https://www.jma.go.jp/bosai/setup.exe", "governmental"),
    ("chiba", "https://www.city.chita.lg.jp/", "governmental"),
    ("chiba", "https://www.niijima.com/", "governmental"),
    ("ueda", "https://www.city.iida.nagano.jp/", "governmental"),
    # third parties, some with the city's name
    ("kashiwa", "https://example.com/", "third-party"),
    ("kashiwa", "https://kashiwa-fc.example/", "third-party"),
    ("kashiwa", "https://www.kashiwa.example/", "third-party"),
    ("kashiwa", "https://kashiwa-shiminkatsudo.example/", "third-party"),
    ("kashiwa", "https://kashiwacity-ta.example/", "third-party"),
    ("kashiwa", "https://www-city-kashiwa-lg-jp.translate.goog/", "third-party"),
    ("kashiwa", "https://hello.kashiwa-city.gijiroku.com/", "third-party"),
    ("kashiwa", "https://kashiwa-city.ac.jp/", "third-party"),
    ("ueda", "https://uedacity-hotel.example/", "third-party"),
    ("ueda", "https://museum.ueda.nagano.jp/", "third-party"),
    ("chiba", "https://chiba-u.ac.jp/", "third-party"),
    ("chiba", "https://maps.app.goo.gl/a", "third-party"),
    ("kashiwa", "http://example.com/", "third-party"),
    # imitations
    ("kashiwa", "https://www.city.kashiwa.lg.jp.pay.example.org/", "lookalike"),
    ("kashiwa", "https://www.city.kashiwa.lg.jp.example/", "lookalike"),
    ("kashiwa", "https://city-kashiwa.example.com/", "lookalike"),
    ("kashiwa", "https://kashiwa-city.example/", "lookalike"),
    ("kashiwa", "https://kashiwashi.example/", "lookalike"),
    ("kashiwa", "https://kashiwa.city/", "lookalike"),
    ("kashiwa", "https://tax.kashiwa.example/", "lookalike"),
    ("kashiwa", "https://www.kashiwa-nouzei.example/", "lookalike"),
    ("kashiwa", "https://city-kashiwa.lg.jp.example.net/", "lookalike"),
    ("kashiwa", "https://citykashiwalgjp.example/", "lookalike"),
    ("kashiwa", "https://www.city.kasiwa.lg.jp/", "lookalike"),
    ("kashiwa", "https://www.city-kashiwa.lg.jp/", "lookalike"),
    ("kashiwa", "https://c1ty-kash1wa.example/", "lookalike"),
    ("kashiwa", "https://soumu.go.jp.example/", "lookalike"),
    ("kashiwa", "https://kashiwa-city-2.example/", "lookalike"),
    ("ueda", "https://city.uedo.nagano.jp/", "lookalike"),
    ("ueda", "https://city.uedo.nagano.jp.example/", "lookalike"),
    ("ueda", "https://city-ueda-nagano-jp.example/", "lookalike"),
    ("chiba", "https://city-chiba.jp/", "lookalike"),
    ("chiba", "https://chibacity.example/", "lookalike"),
    ("ishinomaki", "https://ishinornaki-city.example/", "lookalike"),
    ("chiba", "https://xn--ctychiba-lib-9kc.example/", "lookalike punycode"),
    ("ishinomaki", f"https://www.city.ishinomaki.lg.jp{ZERO}.nouzei.example.net/", "lookalike homograph"),
    # letters
    ("kashiwa", "https://www.city.k\u0430shiwa.lg.jp/", "lookalike homograph punycode"),
    ("kashiwa", "https://ex\u0430mple.example/", "homograph punycode"),
    ("kashiwa", "https://www．city．kashiwa．lg．jp/", "homograph"),
    ("kashiwa", f"https://www.city.kashiwa{ZERO}.lg.jp/", "homograph"),
    ("kashiwa", "https://見本.example/", "punycode"),
    ("kashiwa", "https://xn--r8jz45g.example/", "punycode"),
    ("kashiwa", "https://caf\u00e9.example/", "punycode"),
    # users, numbers, short forms
    ("kashiwa", "https://www.city.kashiwa.lg.jp@evil.example/", "userinfo"),
    ("kashiwa", "https://user:pw@www.city.kashiwa.lg.jp/", "userinfo"),
    ("kashiwa", "http://192.168.1.10/cms", "bare-ip"),
    ("kashiwa", "http://3232235777/", "bare-ip"),
    ("kashiwa", "http://[::1]/", "bare-ip"),
    ("kashiwa", "http://intra/", "bare-ip"),
    ("kashiwa", "https://server.local/", "bare-ip"),
    ("kashiwa", "https://bit.ly/abc", "shortened"),
    ("kashiwa", "lin.ee/abc", "shortened"),
    ("kashiwa", "https://kanagawa-runner.jp/", "lost"),
    # files
    ("kashiwa", "https://example.com/a.exe", "program third-party"),
    ("kashiwa", "https://example.com/a.pdf.EXE?x=1", "program third-party"),
    ("kashiwa", "https://example.com/a.zip#top", "program third-party"),
    ("kashiwa", "https://example.com/a.exe/b.html", "third-party"),
    ("kashiwa", "https://zip.example/", "third-party"),
    ("kashiwa", "https://city-kashiwa.example/a.apk", "program lookalike"),
    # words
    ("ueda", "https://ero-matome.example.com", "adult third-party"),
    ("ueda", "https://adult-free.example.com", "adult third-party"),
    ("ueda", "https://www.porno.example/", "adult third-party"),
    ("ueda", "https://av-movie.example/", "adult third-party"),
    ("ueda", "https://hero.zero-love.example/", "third-party"),
    ("ueda", "https://av-kiki.example/", "third-party"),
    ("ueda", "https://sex-education.example/", "third-party"),
    # spelling
    ("chiba", "https：//www.city.chiba.jp/", "malformed"),
    ("chiba", "ttps://www.city.chiba.jp/", "malformed"),
    ("chiba", "https://www.city.chiba.jp/イベント/", "malformed"),
    ("chiba", "https://www.city.chiba.jp/案内.html", "malformed"),
    ("chiba", "https://www.city.chiba.jp/千葉900年/index.html", "malformed"),
    ("chiba", "https://www.city.chiba.jp/の表/裏 https://www.city.chiba.jp/は11/28から", ""),
    ("chiba", "https://www.city.chiba.jp/?q=市民", "malformed"),
    ("chiba", "htps://www.city.chiba.jp/", "malformed"),
    ("chiba", "htttps://www.city.chiba.jp/", "malformed"),
    ("chiba", "hhttps://www.city.chiba.jp/", "malformed"),
    ("chiba", "https:: //www.city.chiba.jp/", "malformed"),
    ("chiba", "https: //www.city.chiba.jp/", "malformed"),
    ("chiba", "http:www.city.chiba.jp", "malformed"),
    ("chiba", "https.example のステップ stps: a.b", ""),
    ("chiba", "(https://www.city.chiba.jp/).", "glued"),
    ("chiba", "図書館まつり https://www.city.chiba.jp/a\n図書館まつり https://www.city.chiba.jp/b", "conflicting"),
    ("chiba", "図書館まつり https://www.city.chiba.jp/a\n\n図書館まつり https://www.city.chiba.jp/b", ""),
    ("chiba", "https://docs.google.com/forms/d/1/edit#gid=0", "editor"),
    ("chiba", "https://docs.google.com/forms/d/e/1/viewform", "third-party"),
    ("chiba", "https://reiji-my.sharepoint.com/:x:/g/a", "editor"),
    ("chiba", "https:// www.city.chiba.jp/", "malformed"),
    ("chiba", "https://www.city.chiba.jp/をご覧ください。", ""),
    ("chiba", "見本 www.city.chiba.jp/", ""),
]


@pytest.mark.parametrize("city, text, expected", JUDGES)
def test_judges_each_link(city: str, text: str, expected: str):
    assert kinds(text, city) == set(expected.split())


def test_external_is_whatever_is_not_the_citys_own():
    text = "https://www.city.ueda.nagano.jp/ https://www.jma.go.jp/ https://city-ueda.example/ https://bit.ly/a"
    hits = list(CHECK.find(spec("external", "ueda"), Document(Draft(text))))
    assert [hit.values["host"] for hit in hits] == ["www.jma.go.jp", "city-ueda.example", "bit.ly"]


@pytest.mark.parametrize(
    "kind, text, values",
    [
        ("third-party", "https://WWW.Example.com/", {"host": "www.example.com"}),
        ("lookalike", "https://city-kashiwa.example/", {"host": "city-kashiwa.example", "own": "city.kashiwa.lg.jp"}),
        ("punycode", "https://xn--r8jz45g.example/", {"host": "xn--r8jz45g.example", "decoded": "例え.example"}),
        ("homograph", f"https://a{ZERO}b.example/", {"host": "ab.example", "why": "目に見えない文字"}),
        ("homograph", "https://\u0430b.example/", {"host": "\u0430b.example", "why": "英字に似た外国の文字"}),
        ("homograph", "https://ab．example/", {"host": "ab.example", "why": "全角などの文字"}),
        ("userinfo", f"https://a{ZERO}@b.example/", {"host": "b.example", "userinfo": "a\\u200b"}),
        ("bare-ip", "http://10.0.0.1/", {"host": "10.0.0.1", "reach": "庁内などの内部ネットワークだけ"}),
        ("program", "https://a.example/b.MSI", {"host": "a.example", "kind": ".msi"}),
        ("adult", "https://xxx.example/", {"host": "xxx.example", "word": "xxx"}),
    ],
)
def test_says_what_a_message_needs(kind: str, text: str, values: dict[str, str]):
    (hit,) = CHECK.find(spec(kind, "kashiwa"), Document(Draft(text)))
    assert dict(hit.values) == values


@pytest.mark.parametrize(
    "text, mended",
    [
        ("→ http://www.city.kashiwa.lg.jp/", "→ https://www.city.kashiwa.lg.jp/"),
        ("HTTP://www.city.kashiwa.lg.jp/", "https://www.city.kashiwa.lg.jp/"),
        ("http：//www.city.kashiwa.lg.jp/", None),  # the scheme must be written anew
    ],
)
def test_mends_an_insecure_link(text: str, mended: str | None):
    (hit,) = CHECK.find(spec("insecure", "kashiwa"), Document(Draft(text)))
    assert (text[: hit.fix.start] + hit.fix.text + text[hit.fix.end :] if hit.fix else None) == mended


@pytest.mark.parametrize(
    "kind, text, partners, found",
    [
        ("third-party", "https://www.kanko.example/a", "kanko.example", False),
        ("third-party", "https://www.kanko.example/a", "https://www.kanko.example/", False),
        ("third-party", "https://notkanko.example/a", "kanko.example", True),
        ("shortened", "https://lin.ee/AbC12", "lin.ee/AbC12", False),
        ("shortened", "https://lin.ee/AbC12?x", "lin.ee/AbC12", False),
        ("shortened", "https://lin.ee/AbC123", "lin.ee/AbC12", True),
        ("lookalike", "https://kashiwa-shi.example/", "kashiwa-shi.example", False),
        ("external", "https://www.jma.go.jp/", "jma.go.jp", False),
        ("userinfo", "https://a@kanko.example/", "kanko.example", True),
    ],
)
def test_partners_have_been_examined(kind: str, text: str, partners: str, found: bool):
    hits = list(CHECK.find(spec(kind, "kashiwa", partners=partners), Document(Draft(text))))
    assert bool(hits) is found


def test_more_hosts_can_be_the_citys_own():
    text = "http://www.kashiwa-toshokan.example/"
    assert list(CHECK.find(spec("insecure", "kashiwa", hosts="kashiwa-toshokan.example"), Document(Draft(text))))
    assert not list(CHECK.find(spec("external", "kashiwa", hosts="kashiwa-toshokan.example"), Document(Draft(text))))


@pytest.mark.parametrize(
    "text, found", [("https://x.com/Kashiwa_Example/status/1", False), ("https://x.com/kashiwa_example2", True)]
)
def test_the_citys_account_on_x_is_its_own(text: str, found: bool):
    assert bool(list(CHECK.find(spec("third-party", "kashiwa"), Document(Draft(text))))) is found


@pytest.mark.parametrize(
    "yaml, what", [("find: lookalikes", "lookalikes は使えません"), ("hosts: a.example", "find がありません")]
)
def test_wrong_fields_are_errors(yaml: str, what: str):
    with pytest.raises((SchemaError, PolicyError), match=what):
        mapping(CHECK.FIELDS)(located(yaml))


def test_no_government_looks_like_another():
    for own in CITIES.values():
        assert [host for host in hosts.listed("government") if lookalike(host, tuple(own))] == []


@pytest.mark.parametrize("name", ["government", "shorteners", "lost", "tenants"])
def test_host_lists_are_clean(name: str):
    listed = hosts.listed(name)
    assert list(listed) == sorted(set(listed))
    assert all(host == host.strip().lower() and "." in host and not host.startswith("www.") for host in listed)


@pytest.mark.parametrize(
    "host, expected",
    [
        ("127.0.0.1", "機器の中"), ("2130706433", "機器の中"), ("0x7f.1", "機器の中"), ("0177.0.0.1", "機器の中"), ("[::1]", "機器の中"),
        ("localhost", "機器の中"), ("10.1.2.3", "内部"), ("172.16.0.1", "内部"), ("172.32.0.1", "インターネット"), ("[fe80::1]", "内部"),
        ("203.0.113.9", "インターネット"), ("[2606:4700::1]", "インターネット"), ("server", "内部"), ("a.local", "内部"),
        ("256.1.1.1", ""), ("1.2.3.4.5", ""), ("09.1", ""), ("[zz]", ""), ("example.com", ""), ("1.2.3.example", ""), ("²", "内部"),
    ],
)  # fmt: skip
def test_tells_from_where_a_number_can_be_reached(host: str, expected: str):
    reach = hosts.reach(host)
    assert expected in reach
    assert bool(reach) is bool(expected)


def test_decodes_and_shows():
    assert decode("xn--r8jz45g.example") == "例え.example"
    assert decode("xn--99999999.example") == "xn--99999999.example"
    assert visible(f"a{ZERO}\u202eb") == "a\\u200b\\u202eb"
    assert mixed("p\u0430y.example")
    assert mixed("\u0441\u043e\u043e.example")
    assert not mixed("見本page.example")
    assert not mixed("caf\u00e9.example")


def test_every_rule_finds_its_examples(monkeypatch: pytest.MonkeyPatch):
    file = next(path for path in policy_rules.rule_files() if path.name == "links.yaml")
    monkeypatch.setattr(policy_rules, "rule_files", lambda: [file])
    rules, _ = policy_rules.load_rules({"links": CHECK.FIELDS})
    assert {rule.match.fields["find"] for rule in rules.values()} == set(KINDS) - {"governmental"}
    for rule in rules.values():
        run_examples(rule, {})
