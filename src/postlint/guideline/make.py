"""A guideline's file → the text of a city file that loads, with nothing of the document lost."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from postlint.errors import InputError, Place
from postlint.guideline import kept, municipality
from postlint.guideline.clauses import cut
from postlint.guideline.head import head, titles
from postlint.guideline.read import read
from postlint.guideline.sort import Sorted, sort_all
from postlint.guideline.structure import tree
from postlint.guideline.write import write
from postlint.policy.cities import parse_city


class Made(NamedTuple):
    """A city file's id and text, with what a person is told about it."""

    city: str
    text: str
    clauses: tuple[Sorted, ...]
    left_out: int
    notes: tuple[str, ...]

    @property
    def unsure(self) -> int:
        """Return how many clauses a person must look at before the file is used."""
        return sum(bool(one.doubts) or one.confidence <= 1 for one in self.clauses)


def make(path: str, city: str | None = None) -> Made:
    """Make a city file of a guideline. Raises InputError for a file that holds none, or none that binds the city's posts."""
    source = read(path)
    whole = "\n".join(line.text for line in source.lines)
    units, left = cut(tree(source.lines), whole)
    clauses = tuple(sort_all(units))
    if not any(one.enforce or one.ask for one in clauses):
        raise _useless(clauses, path)
    named = titles(source)
    who = _who(city, named, whole, source.address)
    id_ = city if city and not who.code else who.id
    rest = [*left, *kept.missing(source, units, left)]
    text = write(
        who, id_, head(source, [one.unit.text for one in clauses if one.enforce]), file=Path(path).name,
        address=source.address, notes=source.notes, clauses=clauses, left=rest,
    )  # fmt: skip
    read_back = parse_city(text, Path(f"{id_}.yaml"))
    if [(c.clause.id, c.clause.text) for c in read_back.clauses] != [(unit.id, unit.text) for unit in units]:
        raise InputError("書き出した条項が文書と違います", place=Place(path), hint="この文書を添えて知らせてください")
    return Made(id_, text, clauses, len(rest), source.notes)


def _who(city: str | None, titles: list[str], text: str, address: str) -> municipality.Municipality:
    if city is None:
        return municipality.of(titles, text, address)
    return municipality.unlisted(city, titles, text) or municipality.named(city, text)


def _useless(clauses: tuple[Sorted, ...], path: str) -> InputError:
    place = Place(path)
    visitors = sum(one.not_checked == "利用者の投稿に対する定め" for one in clauses)
    if visitors:
        what = f"市の投稿を縛る条項が見つかりません（利用者の投稿への定めが{visitors}あります）"
        return InputError(what, place=place, hint="職員向けのガイドラインを指定してください")
    what = f"ガイドラインの条項が見つかりません（文は{len(clauses)}あります）"
    return InputError(what, place=place, hint="案内のページではなく、ガイドラインの本文を指定してください")
