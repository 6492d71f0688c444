"""What `check` and `waive` can be told, as tables, and the reading of calls that need no help.

typer builds the commands from the tables; importing it costs 20 ms, a third of what loading Sudachi does. So a call that
is plainly right (known long flags, each with a value, and files) is read here, and typer is called in for everything
else: help, abbreviations, mistakes. A test holds the two against each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Flag(NamedTuple):
    """One long flag: its parameter's name, what help says of it, its default; `many` may be repeated."""

    name: str
    help: str
    default: str | None = None
    many: bool = False
    switch: bool = False

    @property
    def written(self) -> str:
        """Return the flag as it is typed."""
        return "--" + self.name.replace("_", "-")


# Each but the first is a module of `postlint.report` with `render(reports, tool)`; a new format is a word here.
FORMATS = (
    "human", "json", "jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "markdown", "csv",
)  # fmt: skip

CHECK = (
    Flag("city", "市のid（postlint cities で一覧）"),
    Flag("platform", "x facebook instagram line youtube threads bluesky mastodon"),
    Flag("kind", "post reply repost quote dm poll pin follow like delete"),
    Flag("account", "official section designated-manager contractor commissioned private"),
    Flag("scheduled_at", "投稿する日時。例: 2026-11-21T10:00（日本時間）"),
    Flag("emergency", "災害などの緊急情報か（true / false）"),
    Flag("drill", "訓練か（true / false）"),
    Flag("approved", "決裁を受けたか（true / false）"),
    Flag("approved_by", "決裁した人"),
    Flag("second_checker", "二人目の確認者"),
    Flag("exemption", "already-published established-fact statutory-procedure"),
    Flag("reason", "削除の理由"),
    Flag("media", "添付する写真や動画（繰り返し可）", many=True),
    Flag("confirmed", "確認済みの条項のid（繰り返し可）", many=True),
    Flag("changed_since", "このコミットやブランチの後に加えた、または変えた下書きだけ（Gitのリポジトリで）"),
    Flag("fix", "意味の変わらない直しだけを、ファイルに書き込みます", switch=True),
    Flag("diff", "判定の代わりに、--fix で変わる所を表示します（書き込みません）", switch=True),
    Flag("config", "postlint.yaml を探さずに、この設定ファイルを使います"),
    Flag("require_confirmed", "確認事項が一つでも未確認なら要確認とし、終了コードを1にします", switch=True),
    Flag("baseline", "このファイルにある以前からの指摘を、判定に数えません"),
    Flag("update_baseline", "shrink: もうない指摘をbaselineから除く。grow: いまある指摘もすべて加える"),
    Flag("format", " ".join(FORMATS), "human"),
    Flag("fail_on", "終了コードを1にする重さ: ng review never", "ng"),
    Flag("lang", "見出しの言語: ja en", "ja"),
    Flag("now", "現在の日時。指定がなければ、いまの時計"),
    Flag("trace", "判定の代わりに、ルールのidか話題（または all）が本文の何を見たかを表示します"),
    Flag("show_personal", "見つけた個人情報を伏せずに出します", switch=True),
    Flag("debug", "思わぬ誤りの詳細を出します", switch=True),
)

_OF_THE_POST = (
    "city",
    "platform",
    "kind",
    "account",
    "scheduled_at",
    "emergency",
    "drill",
    "approved",
    "config",
    "now",
    "debug",
)
WAIVE = (
    Flag("rule", "指摘のルールのid（一つだけ）"),
    Flag("quote", "指摘された言葉、またはその前後を含む本文"),
    Flag("reason", "差し支えない理由"),
    Flag("approver", "承認した人"),
    Flag("expires", "期限（この日まで有効、一年以内）。例: 2027-03-31"),
    *(flag for flag in CHECK if flag.name in _OF_THE_POST),
)


def read(arguments: Sequence[str], flags: Sequence[Flag]) -> dict[str, Any] | None:
    """Return the parameters (files under `files`) of a call that is plainly right, or None when typer must look."""
    known = {flag.written: flag for flag in flags}
    read: dict[str, Any] = {}
    files: list[str] = []
    words = iter(arguments)
    for word in words:
        if not word.startswith("-") or word == "-":
            files.append(word)
            continue
        name, given, value = word.partition("=")
        flag = known.get(name)
        if flag is None or (flag.name in read and not flag.many) or (flag.switch and given):
            return None
        if flag.switch:
            read[flag.name] = True
            continue
        if not given:
            value = next(words, "-")
            if value.startswith("-"):
                return None
        read[flag.name] = [*read.get(flag.name, ()), value] if flag.many else value
    defaults = {flag.name: False if flag.switch else flag.default for flag in flags}
    return {**defaults, **read, "files": files or None}
