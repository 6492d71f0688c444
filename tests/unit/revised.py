"""A made-up city whose guideline was revised twice, with a `postlint.yaml` beside it."""

from __future__ import annotations

from pathlib import Path

from postlint.compiled.settings import Settings, load_settings

CITY = """\
city: reiji
name: 例示市
hosts: [city.reiji.lg.jp]
tags: {own: [例示市]}
guideline: {title: 例示市SNS利用指針, date: 令和9年4月1日, publisher: 広報課, source: 庁内}
clauses:
  - {id: 3(1), text: 他者を侮辱する情報を発信しない。, enforce: [{rules: insult.words, level: ng}]}
  - {id: 3(2), text: 投稿には「#例示市」を付ける。, enforce: [{check: required-tag, with: {tags: [例示市]}}]}
  - {id: 4(1), text: 原則として課長の承認を受ける。, ask: 課長の承認を受けましたか。}
  - {id: 5, text: 毎日投稿する。, not_checked: watch で見ます}
watch:
  - {look: bursts, with: {per_day: 3}, clause: '5'}
editions:
  - until: 2027-03-31
    date: 令和6年4月1日
    publisher: 広報課
    source: 庁内
    clauses:
      - {id: 3(1), text: 人を傷つける言葉に留意する。, enforce: [{rules: insult.words, level: review}]}
      - {id: 3(3), text: 候補者を支持しない。, enforce: [{rules: politics}]}
      - {id: 4(1), text: 部長の承認を受ける。, ask: 部長の承認を受けましたか。}
    watch:
      - {look: bursts, with: {per_day: 2}, clause: 3(1), level: note}
  - until: 2024-03-31
    title: 例示市ツイッター運用要領
    date: 平成30年4月1日
    publisher: 秘書広報課
    source: 庁内
    clauses:
      - {id: 第2条, text: 品位を保つ。, not_checked: 心構え}
"""
INSULT = "あの人は馬鹿だと思います。"
# Of each edition: its last day, what reports call it, and the words of the clause that INSULT breaches, with the verdict.
CURRENT = ("", "例示市SNS利用指針", "他者を侮辱する情報を発信しない。", "ng")
EARLIER = ("2027-03-31", "例示市SNS利用指針 2027年3月31日までの版", "人を傷つける言葉に留意する。", "review")
EARLIEST = ("2024-03-31", "例示市ツイッター運用要領 2024年3月31日までの版", "", "ok")
DAYS = {
    "2024-03-31": EARLIEST, "2024-04-01": EARLIER, "2027-03-31": EARLIER, "2027-04-01": CURRENT, "2030-01-01": CURRENT,
}  # fmt: skip


def written(folder: Path, *changes: tuple[str, str]) -> Path:
    """Write the city, with replacements that must fit once, and return the path of its configuration."""
    source = CITY
    for old, new in changes:
        assert source.count(old) == 1, old
        source = source.replace(old, new)
    (folder / "cities").mkdir(exist_ok=True)
    (folder / "cities" / "reiji.yaml").write_text(source, "utf-8")
    path = folder / "postlint.yaml"
    path.write_text("cities_dir: cities\n", "utf-8")
    return path


def settings(folder: Path, *changes: tuple[str, str]) -> Settings:
    """Write the city and load its configuration."""
    return load_settings(str(written(folder, *changes)))
