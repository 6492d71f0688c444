"""Text of a draft inside Markdown: no mark, link, mention or tag may come from it.

GitHub and GitLab look for @names, #numbers, commit hashes, :emoji: and addresses in the rendered text, after Markdown
has decoded entities and backslashes: `&#64;name` still pings somebody. They leave code alone, and so everything in
ASCII that is not a plain word or number goes into code spans. Outside ASCII nothing has a meaning to them.
"""

from __future__ import annotations

import re

from postlint.report.cells import shown

_RUN = re.compile(r"[!-~]+")
# Words, words with (brackets) and a mark after them, and numbers as prices, days and times are written. Not `1.` or
# `1)`, which begin a list.
_PLAIN = re.compile(r"[():,;?]|(?:[A-Za-z0-9]|\([A-Za-z0-9]+\))+[:,;?]?|[0-9]+(?:[.,:/-][0-9]+)*%?")
_COMMIT = re.compile(r"\b[0-9A-Fa-f]{7,40}\b", re.ASCII)


def prose(text: str) -> str:
    """Return one line of text for the middle of a Markdown line, ASCII that could mean something in code spans."""
    return _RUN.sub(lambda run: run[0] if _plain(run) else code(run[0]), shown(text))


def _plain(run: re.Match[str]) -> bool:
    if run[0] in ("#", "(#"):  # #石巻市 is a tag to a city and nothing to GitHub; `# ` would be a heading
        return not run.string[run.end() : run.end() + 1].isspace() and run.end() < len(run.string)
    return bool(_PLAIN.fullmatch(run[0])) and not _COMMIT.search(run[0])


def code(text: str) -> str:
    """Return text as one code span, whatever backticks it holds."""
    text = shown(text) or " "
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    # Markdown takes one space off either end, unless there is nothing else.
    room = " " if text.strip(" ") and (text[0] in "` " or text[-1] in "` ") else ""
    return f"{fence}{room}{text}{room}{fence}"
