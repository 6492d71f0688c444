"""A draft made ready for checks: folded text, sentences, tokens and zones, each computed once and when asked for.

Everything inside counts in code points of the *folded* text; `Document.original` maps a span back.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from postlint.japan import Clock, day_in_japan, in_japan
from postlint.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from postlint.model import Draft
    from postlint.text.analyser import Token
    from postlint.text.dates import Dates
    from postlint.text.links import Link
    from postlint.text.people import Person
    from postlint.text.phones import Phone
    from postlint.text.twitter import Entity

LINK, NAME = "a link", "a name"  # keys of `words` that no token can have: tokens hold no blanks
_RINGED = {chr(i) for i in (*range(0x2460, 0x249C), *range(0x24EA, 0x2500), *range(0x2776, 0x2794))}
_SURROGATE = "[\ud800-\udfff]"
_SENTENCE = r"[^。！？!?\n]*[。！？!?\n]*"
# After these a writer turns: 差別はいけませんが、… What comes before excuses nothing after.
_TURN = r"(?:が|けど|けれど|けれども|ものの|とはいえ|しかし|でも|ただし|ただ)[、,]"
_BRACKETS = r"「[^「」\n]{1,200}」|『[^『』\n]{1,200}』|“[^“”\n]{1,200}”|\"[^\"\n]{1,200}\""
_TITLES = r"『[^『』\n]{1,200}』|《[^《》\n]{1,200}》"


def day_in_force(draft: Draft, clock: Clock, as_of: datetime | None = None) -> date | None:
    """Return the day in Japan whose dated vocabulary and edition are right: of `as_of`, else of the post, else unknown."""
    stated = as_of or draft.scheduled_at
    return day_in_japan(stated) if stated else clock.today


class Sentence(NamedTuple):
    """A sentence: its span in the folded text, and the half-open range of its tokens."""

    start: int
    end: int
    first: int
    last: int


class Document:
    """One draft, read. Not frozen: its parts are computed on first use and kept.

    `now` is the clock as whoever asks reads it, with a zone; None is *unknown*. `as_of` is the moment whose vocabulary
    and rules are in force, where that is not the moment the post goes out.
    """

    def __init__(self, draft: Draft, *, now: Clock | datetime | None = None, as_of: datetime | None = None) -> None:
        self.draft = draft
        self._clock = now if isinstance(now, Clock) else Clock(now)
        self._as_of = as_of
        self.folded = fold(draft.text)
        self.contexts: dict[str, list[tuple[int, int]]] = {}  # where the engine found each named context, folded spans
        self.places: dict[int, tuple[Collection[str], list[int]]] = {}  # by id: keys (kept alive) and tokens under them
        self.private: dict[str, list[tuple[int, int]]] = {}  # where each kind of text.private stands, folded spans

    @property
    def when(self) -> datetime | None:
        """The moment the post goes out, in Japan time: `scheduled_at`, else the clock, else unknown.

        Where the day is enough, `today` is to be asked: what was judged by the clock's day is remembered for that day.
        """
        stated = self.draft.scheduled_at
        return in_japan(stated) if stated else self._clock.now

    @property
    def today(self) -> date | None:
        """The day the post goes out, in Japan: that of `when`."""
        return day_in_force(self.draft, self._clock)

    @property
    def in_force(self) -> date | None:
        """The day whose dated vocabulary is right, in Japan: that of the post unless somebody asks otherwise."""
        return day_in_force(self.draft, self._clock, self._as_of)

    @cached_property
    def text(self) -> str:
        """The folded text with links and mentions blanked out and lone surrogates replaced: what wording rules see."""
        text = re.sub(_SURROGATE, "\ufffd", self.folded.text)
        zones = [(link.start, link.end) for link in self.links]
        zones += [(e.start, e.end) for e in self.entities if e.kind == "mention"]
        pieces, reached = [], 0
        for a, b in sorted((self.position(start), self.position(end)) for start, end in zones):
            pieces += [text[reached:a], " " * (b - max(a, reached))]
            reached = max(reached, b)
        return "".join([*pieces, text[reached:]])

    @cached_property
    def dates(self) -> Dates:
        """Dates, times, ranges and weekdays, with spans in the folded text."""
        from postlint.text.dates import read_dates

        return read_dates(self._without_rings() if _RINGED & {*self.draft.text} else self.text, lambda: self.today)

    def _without_rings(self) -> str:
        """Blank a number in a circle before a digit: folding makes 111月 of ①11月."""
        letters, starts, original = list(self.text), self.folded.starts, self.draft.text
        for i in range(len(letters) - 1, 0, -1):  # from the right, so that both digits of ⑫ go
            if original[starts[i - 1]] in _RINGED:
                same = starts[i - 1] == starts[i]
                if letters[i] == " " if same else letters[i].isdigit():
                    letters[i - 1] = " "
        return "".join(letters)

    @cached_property
    def entities(self) -> list[Entity]:
        """Hashtags, mentions and links as X reads them, in the original text."""
        from postlint.text.twitter import entities

        return entities(self.draft.text)

    @cached_property
    def links(self) -> list[Link]:
        """Everything in the original text that is or looks like an address on the web."""
        from postlint.text.links import links

        return links(self.draft.text)

    @cached_property
    def phones(self) -> list[Phone]:
        """Telephone numbers, in order, in the folded text."""
        from postlint.text.phones import phones

        return phones(self.text)

    @cached_property
    def sentences(self) -> list[Sentence]:
        """Sentences, which end at 。！？ and at line ends."""
        self._read()
        return self._sentences

    @cached_property
    def tokens(self) -> list[Token]:
        """All tokens of the post in order, with spans in the folded text."""
        self._read()
        return self._tokens

    def _read(self) -> None:
        from postlint.text.analyser import tokenize

        tokens: list[Token] = []
        sentences: list[Sentence] = []
        for found in re.finditer(_SENTENCE, self.text):
            if not found.group().strip():
                continue
            at, first = found.start(), len(tokens)
            tokens += [token for token in tokenize(found.group(), offset=at) if not token.surface.isspace()]
            sentences.append(Sentence(at, found.end(), first, len(tokens)))
        self._tokens, self._sentences = tokens, sentences

    @cached_property
    def starts(self) -> list[int]:
        """Where each token starts in the folded text."""
        return [token.start for token in self.tokens]

    @cached_property
    def keys(self) -> list[tuple[str, ...]]:
        """Under which keys each token is found: `normal`, `=surface`, and `/READING` when it is written in kana."""
        return [
            (t.normal, "=" + t.surface, "/" + t.reading) if is_kana(t.surface) else (t.normal, "=" + t.surface)
            for t in self.tokens
        ]

    @cached_property
    def words(self) -> dict[str, list[int]]:
        """The tokens under each key, in order; `LINK` is there when the draft has links, `NAME` when it has an @.

        Proper nouns are there under their part of speech as well (`name_key`).
        """
        from postlint.text.analyser import is_name, name_key

        places: dict[str, list[int]] = {LINK: []} if self.links else {}
        if "@" in self.folded.text:
            places[NAME] = []
        for i, keys in enumerate(self.keys):
            for key in keys:
                places.setdefault(key, []).append(i)
        for i, token in enumerate(self.tokens):
            if is_name(token.pos):
                places.setdefault(name_key(token.pos), []).append(i)
        return places

    @cached_property
    def quotations(self) -> list[tuple[int, int]]:
        """Spans between 「」, 『』 and quotation marks, without the brackets."""
        return [(m.start() + 1, m.end() - 1) for m in re.finditer(_BRACKETS, self.folded.text)]

    @cached_property
    def titles(self) -> list[tuple[int, int]]:
        """Spans between 『』 and 《》, which name works."""
        return [(m.start() + 1, m.end() - 1) for m in re.finditer(_TITLES, self.folded.text)]

    @cached_property
    def turns(self) -> list[int]:
        """Where a sentence turns against what it said (…が、), after the mark."""
        return [m.end() for m in re.finditer(_TURN, self.folded.text)]

    @cached_property
    def digits(self) -> str:
        """The text with kanji digits (〇九〇) as digits, as long as before."""
        return self.text.translate(str.maketrans("〇零一二三四五六七八九", "00123456789"))

    @cached_property
    def likeness(self) -> float:
        """How much the post sounds like improper ones, from 0 to 1."""
        from postlint.text.likeness import likeness

        return likeness(self.text)

    @cached_property
    def nearest(self) -> list[tuple[str, float]]:
        """The topics that the post's words are nearest to, the nearest first."""
        from postlint.text.likeness import topics

        return topics(self)

    @cached_property
    def people(self) -> list[Person]:
        """Everyone called by name, in order, in the folded text."""
        from postlint.text.people import people

        return people(self)

    @cached_property
    def hashtags(self) -> list[Entity]:
        """The hashtags X links, in order, in the original text."""
        return [e for e in self.entities if e.kind == "hashtag"]

    def sentence(self, at: int) -> tuple[int, int]:
        """Return the span of the sentence around folded position `at`."""
        i = bisect_right(self.sentences, at, key=lambda s: s.start) - 1
        if i < 0:
            return at, at
        return self.sentences[i].start, self.sentences[i].end

    def clause(self, at: int) -> tuple[int, int]:
        """Return the part of the sentence around `at` that no turn (…が、) divides."""
        start, end = self.sentence(at)
        i = bisect_right(self.turns, at)
        before, after = self.turns[i - 1 : i] if i else [], self.turns[i : i + 1]
        return max([start, *before]), min([end, *after])

    def line(self, at: int) -> tuple[int, int]:
        """Return the span of the line around `at`."""
        text = self.folded.text
        end = text.find("\n", at)
        return text.rfind("\n", 0, at) + 1, end if end >= 0 else len(text)

    def position(self, original: int) -> int:
        """Map a position in the original text to the folded text."""
        return bisect_left(self.folded.starts, original)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Map a folded span to the original text."""
        return self.folded.original(start, end)

    def quote(self, start: int, end: int) -> str:
        """Return the original text under a folded span."""
        a, b = self.original(start, end)
        return self.draft.text[a:b]


def is_kana(text: str) -> bool:
    """Tell whether `text` is written in kana only."""
    return all("ぁ" <= char <= "ゖ" or "ァ" <= char <= "ヺ" or char == "ー" for char in text)
