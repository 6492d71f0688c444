"""The files of a new repository of drafts, as texts: what `examples/drafts-repo` says for one city, and an example it lets pass."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from postlint.errors import InputError, PolicyError
from postlint.japan import JAPAN
from postlint.located import load
from postlint.policy.files import read, root

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from postlint.policy.cities import City

EXAMPLE = "drafts/mihon.txt"
WORKFLOWS = {"github": ".github/workflows/postlint.yml", "gitlab": ".gitlab-ci.yml"}
# A fortnight holds a working day even at the turn of the year.
_DAYS = 14
_DATA = Path(__file__).parent.parent / "data" / "init"


def names(ci: str | None) -> dict[str, str]:
    """Return what each file is for, by its path in the repository."""
    return {
        "postlint.yaml": "市、投稿先、アカウント",
        ".pre-commit-config.yaml": "コミットの前に判定する設定",
        EXAMPLE: "下書きの見本",
        "README.ja.md": "使い方",
        **({WORKFLOWS[ci]: "サーバーで判定する設定"} if ci else {}),
    }


def texts(city: City, facts: Mapping[str, str], *, ci: str | None, now: datetime) -> tuple[dict[str, str], str]:
    """Return the text of each file by its path, and the verdict of the example. `facts` are those of all drafts.

    Raises InputError where the city lets no example pass, as for a private account.
    """
    example, verdict = _example(city, facts, now)
    told = {
        "name": city.name,
        "guideline": city.title,
        "example": EXAMPLE,
        "expires": f"{now.astimezone(JAPAN) + timedelta(days=90):%Y-%m-%d}",
    }
    made = {
        "postlint.yaml": _for(facts, read(_shown("postlint.yaml"))),
        ".pre-commit-config.yaml": read(_DATA / "pre-commit-config.yaml"),
        EXAMPLE: example,
        "README.ja.md": _filled(read(_DATA / "README.ja.md"), told),
    }
    if ci:
        made[WORKFLOWS[ci]] = read(_shown(WORKFLOWS[ci]))
    return made, verdict


def _shown(name: str) -> Path:
    return root("examples") / "drafts-repo" / name


def _for(facts: Mapping[str, str], source: str) -> str:
    for name, value in facts.items():
        source = re.sub(rf"(?m)^( +{name}: )\S+", rf"\g<1>{value}", source)
    return source


def _filled(text: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text


def _example(city: City, facts: Mapping[str, str], now: datetime) -> tuple[str, str]:
    """Return the first example that may be published, else one that a person must look at, with its verdict."""
    from postlint.cli.check import judged_once
    from postlint.drafts import read_bytes

    second = ""
    for source in _candidates(city, now.astimezone(JAPAN)):
        draft = read_bytes(source.encode(), path=EXAMPLE, defaults=facts)
        verdict = judged_once(draft, now)[0].verdict
        if verdict == "ok":
            return source, verdict
        if verdict == "review":
            second = second or source
    if second:
        return second, "review"
    raise InputError(
        f"{city.name}では、account: {facts['account']} の下書きは投稿できません",
        hint="--account に下書きを投稿するアカウントの種別を書いてください",
    )


def _candidates(city: City, now: datetime) -> Iterator[str]:
    own = city.setting["tags"].get("own") or [city.name]
    bodies = load(read(_DATA / "example.yaml"), file=str(_DATA / "example.yaml"), error=PolicyError)
    for days, body in product(range(1, _DAYS + 1), bodies):
        at = now + timedelta(days=days)
        yield f"---\nscheduled_at: {at:%Y-%m-%d}T10:00\n---\n{_filled(body, {'tag': own[0]})}\n"
