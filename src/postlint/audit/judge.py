"""Posts → records: each post judged as of its day, in a stream, on one core or several, in the order they came.

A record is the JSON object of one draft (design, section 8) with `post` beside it: what and when the post was. Facts no
export can know (approval, consent, who spoke) are taken out of the judgement and named in `unknown`, so that they are
asked once and not a thousand times. `edition` is the last day of the guideline's edition that was in force, where that is
not the current one. What a city looks at only over many posts (posting hours, which an emergency that no
export tells would excuse) is named in `seen`.
"""

from __future__ import annotations

import gc
import signal
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime, time
from typing import TYPE_CHECKING, Any, NamedTuple

from postlint.compiled import Editions
from postlint.engine import judge, verdict
from postlint.japan import JAPAN
from postlint.model import Report
from postlint.posts import Post
from postlint.report.cover import cover
from postlint.report.json import draft as draft_object

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping

    from postlint.compiled.settings import Settings
    from postlint.model import Draft, Finding
    from postlint.posts import Item, Remark, Skipped, Unread

    Record = dict[str, Any]

# What an export never says; what it says of media is only which files there are.
_UNKNOWABLE = (
    "account", "emergency", "drill", "approved", "approved_by", "second_checker", "exemption", "reason",
    "media.rights", "media.consent", "media.screen_checked",
)  # fmt: skip
_CHUNK = 100  # posts handed to a process at once: some 100 ms of work
_AHEAD = 4  # chunks in hand for each process, so that memory does not grow with the export


class Options(NamedTuple):
    """How posts are judged: the city, facts that hold for all of them, the vocabulary of which day, what is shown, under what."""

    city: str
    facts: Mapping[str, Any] = {}
    as_of: datetime | None = None
    show_personal: bool = False
    settings: Settings | None = None

    def editions(self) -> Editions:
        """Load the city's policies. Raises InputError and PolicyError."""
        return Editions(self.city, self.settings)


def judged(
    items: Iterable[Item], options: Options, *, jobs: int = 1
) -> Generator[tuple[Record, None] | tuple[None, Unread | Skipped | Remark], None, None]:
    """Yield a record for every post and everything else as it is, in the order of `items` whatever `jobs`."""
    if jobs == 1:
        judge_post = _settled(options)
        for item in items:
            yield (judge_post(item), None) if isinstance(item, Post) else (None, item)
        return
    pool = ProcessPoolExecutor(jobs, initializer=_begin, initargs=(options,))
    editions = options.editions()
    try:
        waiting: deque[Any] = deque()
        for chunk in _chunks(items):
            for post in chunk:  # so that each edition is compiled once and not in every process
                if isinstance(post, Post):
                    editions.of(post.draft, now=_noon(post), as_of=options.as_of)
            waiting.append(pool.submit(_judge_chunk, chunk))
            if len(waiting) > jobs * _AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)  # waits for what is in hand: a process left behind would hold the pipes open


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    chunk: list[Item] = []
    for item in items:
        chunk.append(item)
        if len(chunk) == _CHUNK:
            yield chunk
            chunk = []
    yield chunk


_judge: Judge | None = None


def _begin(options: Options) -> None:
    global _judge
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that writes
    _judge = _settled(options)


def _settled(options: Options) -> Judge:
    """Return the judge of a process that has no other; whoever holds several would never get their memory back."""
    judge_post = Judge(options)
    gc.enable()
    gc.freeze()  # the policy stays; only what a post leaves behind is looked through
    return judge_post


def _judge_chunk(chunk: list[Item]) -> list[Any]:
    assert _judge is not None
    return [(_judge(item), None) if isinstance(item, Post) else (None, item) for item in chunk]


class _Edition:
    """The policy of one edition, and what of it an export cannot answer."""

    def __init__(self, policy: Mapping[str, Any]) -> None:
        self.policy = policy
        self.rests_on = {entry["id"]: facts for entry in policy["rules"] if (facts := tuple(_unknowable(entry)))}
        watched = [entry["with"] for entry in policy["watch"] if entry["with"].get("only_together")]
        self.over_time = {rule for parameters in watched for rule in parameters["rules"]}


class Judge:
    """A city's policies ready for many posts, by the edition of its guideline."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._editions = options.editions()
        self._ready: dict[str, _Edition] = {}
        self._of(self._editions[""])

    def _of(self, policy: Mapping[str, Any]) -> _Edition:
        if policy["edition"] not in self._ready:
            self._ready[policy["edition"]] = _Edition(policy)
        return self._ready[policy["edition"]]

    def __call__(self, post: Post) -> Record:
        """Return the record of one post; one that cannot be judged is undecided, and the others go on."""
        draft = post.draft._replace(city=self._options.city, **self._options.facts)
        now = _noon(post)
        edition = self._of(self._editions.of(draft, now=now, as_of=self._options.as_of))
        try:
            report, more = self._report(draft, now, edition)
        except BaseException as fault:  # Sudachi's PanicException is no Exception
            if isinstance(fault, (KeyboardInterrupt, SystemExit, MemoryError)):
                raise
            why = f"判定できませんでした（{type(fault).__name__}）"
            shown = draft if self._options.show_personal else draft._replace(text="")  # nobody looked for personal data
            empty = Report(shown, self._options.city, edition.policy["name"], "undecided", (), (), (), why)
            empty = empty._replace(edition=edition.policy["edition"])
            report, more = empty, {"unknown": [], "seen": [], "asked": []}
        return {**draft_object(report), "post": _told(post, report.draft), **more}

    def _report(self, draft: Draft, now: datetime | None, edition: _Edition) -> tuple[Report, Record]:
        report = judge(draft, edition.policy, now=now, as_of=self._options.as_of)
        kept, unknown, seen = _sorted(report, edition)
        unknown |= {(n.rule, n.needs) for n in report.not_judged if n.needs in _UNKNOWABLE}
        asked = {question.clause.id for question in report.checklist if not question.confirmed}
        left = tuple(n for n in report.not_judged if n.needs not in _UNKNOWABLE)
        report = report._replace(findings=kept, verdict=verdict(kept), checklist=(), not_judged=left)
        shown = report if self._options.show_personal else cover(report)
        return shown, {"unknown": sorted(unknown), "seen": sorted(seen), "asked": sorted(asked)}


def _sorted(report: Report, edition: _Edition) -> tuple[tuple[Finding, ...], set[tuple[str, str]], set[str]]:
    """Part the findings into those that stand, those that rest on unknown facts, and those judged over time."""
    kept: list[Finding] = []
    unknown: set[tuple[str, str]] = set()
    seen: set[str] = set()
    for finding in report.findings:
        missing = [fact for fact in edition.rests_on.get(finding.rule, ()) if _missing(fact, report.draft)]
        if missing:
            unknown.update((finding.rule, fact) for fact in missing)
        elif finding.rule in edition.over_time:
            seen.add(finding.rule)
        else:
            kept.append(finding)
    return tuple(kept), unknown, seen


def _noon(post: Post) -> datetime | None:
    return datetime.combine(post.day, time(12), JAPAN) if post.day else None


def _told(post: Post, draft: Draft) -> Record:
    """Return what the export told of a post; `draft` is as it may be shown."""
    moment = draft.scheduled_at
    return {
        "text": draft.text,
        "account": post.account,
        "url": post.url,
        "posted_at": moment.astimezone(JAPAN).isoformat() if moment else None,
        "day": post.day.isoformat() if post.day else None,
        "platform": draft.platform,
        "kind": draft.kind,
        "planned": post.planned,
        "place": post.place,
    }


def _unknowable(entry: Mapping[str, Any]) -> Iterator[str]:
    """Yield the facts no export knows on which a rule rests when nobody stated them."""
    if entry["match"].get("check") == "facts":
        for fact, accepted in entry["match"]["spec"]["where"]:
            if fact in _UNKNOWABLE and {"unknown", "none"} & {*accepted.get("is", ())}:
                yield fact
    if entry["when"].get("account") == ["unknown"]:
        yield "account"
    for fact in ("emergency", "drill"):
        if entry["when"].get(fact) == ["false"]:  # which here is: nobody said so
            yield fact


def _missing(fact: str, draft: Draft) -> bool:
    name, _, part = fact.partition(".")
    if part:
        return any(getattr(item, part) is None for item in draft.media or ())
    return getattr(draft, name) is None
