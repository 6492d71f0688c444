"""What a SARIF log says once and its results refer to: rules that occur, guidelines as taxonomies, clauses as taxa."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from postlint.report.cells import shown
from postlint.report.issues import CHECKLIST, UNDECIDED, cited, slashed
from postlint.report.markup import prose
from postlint.report.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from postlint.model import Clause

_JA = WORDS["ja"]
_HELP = {
    CHECKLIST: "機械では判断できず、人が確かめることです。確かめたら、下書きの confirmed に条項のidを書いてください。",
    UNDECIDED: "判定できなかった下書きです。示された原因を直して、もう一度判定してください。",
}


class Index:
    """Numbers for the rules, guidelines and clauses of one log, given in order of appearance."""

    def __init__(self) -> None:
        self._rules: dict[str, tuple[str, str, dict[Clause, None]]] = {}
        self._taxonomies: dict[tuple[str, str], dict[Clause, int]] = {}

    def rule(self, id_: str, clauses: Iterable[Clause], *, title: str, topic: str) -> int:
        """Return the number of a rule, and keep the clauses it was seen with for its help."""
        title = title or _JA.get(id_, id_)
        old_title, old_topic, known = self._rules.setdefault(id_, (title, topic, {}))
        self._rules[id_] = (old_title, old_topic or topic, known | dict.fromkeys(clauses))
        return list(self._rules).index(id_)

    def taxon(self, clause: Clause, organization: str) -> dict[str, Any]:
        """Return a reference to a clause."""
        key = organization, clause.guideline
        clauses = self._taxonomies.setdefault(key, {})
        component = list(self._taxonomies).index(key)
        number = clauses.setdefault(clause, len(clauses))
        return {
            "id": clause.id,
            "index": number,
            "toolComponent": {"name": shown(clause.guideline), "index": component},
        }

    def rules(self) -> list[dict[str, Any]]:
        """Return the descriptors of the rules."""
        return [_descriptor(id_, *told) for id_, told in self._rules.items()]

    def components(self) -> list[dict[str, Any]]:
        """Return references to the taxonomies."""
        return [{"name": shown(name), "index": number} for number, (_, name) in enumerate(self._taxonomies)]

    def taxonomies(self) -> list[dict[str, Any]]:
        """Return the taxonomies with those of their clauses that results refer to."""
        return [
            {
                "name": shown(name),
                "organization": shown(organization),
                "language": "ja",
                "shortDescription": message(name),
                "taxa": [
                    {"id": clause.id, "name": shown(clause.cite), "shortDescription": message(clause.text)}
                    for clause in clauses
                ],
            }
            for (organization, name), clauses in self._taxonomies.items()
        ]


def message(text: str) -> dict[str, str]:
    """Return a message in which nothing is a placeholder or a link (§3.11.5, §3.11.6), control characters escaped."""
    plain = "\n".join(map(shown, text.split("\n")))
    return {"text": plain.replace("{", "{{").replace("}", "}}").replace("](", "] (")}


def uri(path: str) -> str:
    """Return a path as a URI reference: relative as it is given, absolute as `file:`; the bytes of odd names kept."""
    path = slashed(path)
    try:
        told = quote(path.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:  # not from a file system
        told = quote(path.encode("utf-8", "surrogatepass"))
    if path[1:3] == ":/":  # C:/…
        return f"file:///{path[0]}:{told[4:]}"
    return f"file://{told}" if path.startswith("/") else told


def _descriptor(id_: str, title: str, topic: str, clauses: Iterable[Clause]) -> dict[str, Any]:
    cites = [cited(clause) for clause in clauses]
    intro = _HELP.get(id_, f"「{title}」は、次の条項に照らして判定します。直し方は各指摘に示します。")
    described = {
        "id": id_,
        "shortDescription": message(title),
        "fullDescription": message(title),
        "help": message("\n".join((intro, *cites)))
        | {"markdown": _braced("\n".join((prose(intro), "", *(f"- {prose(cite)}" for cite in cites))))},
    }
    return described | ({"properties": {"tags": [topic]}} if topic else {})


def _braced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
