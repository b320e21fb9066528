"""Makes the pages of docs/reference that follow from the rule packs: the gates, and the code lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType

from chassis.rules.code_lists import CodeList, CodeLists
from chassis.rules.gates import PARTNERS, GateRule, Need
from chassis.rules.rule_pack import RulePack
from chassis.rules.rule_packs import PACKS_FOLDER, RulePacks

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "reference"
MADE = "<!-- Made from the rule packs by `make reference`; a test keeps it fresh. -->"
ABOUT_GATES = """\
A gate is a question that a body decides. Its rule is data of the [rule pack](../how-to/change-a-rule-pack.md): these
are the national rules of version {version}. A partnership has its own words for the bodies, and may change the rest.
A decision is recorded with who was there, what was found for each criterion in the words of that day, who saw it
otherwise and why, and conflicts of interest. What is missing is told all at once."""
ABOUT_CODES = """\
Codes are fixed; labels are for people. The lists stand in `packs/code-lists`, and `rapid-review packs codes` prints
them. A code that is no answer says why there is none; such reasons are kept apart from each other."""
NEEDS: Mapping[Need, str] = MappingProxyType(
    {
        "rationale": "why",
        "review_on": "a day on which it is looked at again",
        "route": "what happens instead",
        "escalation": "to whom it is escalated",
        "conditions": "on which conditions, or with which scope",
    }
)


def gates_page() -> str:
    """The decision table of every gate, from the newest national rules."""
    packs = RulePacks.load(PACKS_FOLDER)
    pack = packs.national(date.max)
    parts = [
        "# Gates",
        MADE,
        ABOUT_GATES.format(version=pack.version),
        _table(
            ("gate", "who decides", "question", "outcomes"),
            (
                (f"[{code}](#{_anchor(code, gate)})", pack.words[gate.body], gate.question, str(len(gate.outcomes)))
                for code, gate in pack.gates.items()
            ),
        ),
        *(part for code, gate in pack.gates.items() for part in _gate(code, gate, pack)),
        "## What partnerships call the bodies",
        _table(("body", "national", *packs.codes()), _bodies(pack, packs)),
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def code_lists_page() -> str:
    """Every code list with its source and its codes."""
    lists = CodeLists.load(PACKS_FOLDER)
    parts = ["# Code lists", MADE, ABOUT_CODES]
    for name in lists.names():
        parts += _list(name, lists.of(name))
    return "\n\n".join(parts) + "\n"


PAGES: Mapping[str, Callable[[], str]] = MappingProxyType(
    {"gates.md": gates_page, "code-lists.md": code_lists_page}
)


def _gate(code: str, gate: GateRule, pack: RulePack) -> Iterator[str]:
    yield f"## {code} {gate.label}"
    yield gate.question
    roles = ", ".join(pack.roles.get(role, role) for role in gate.decided_by)  # type: ignore[call-overload] # a role
    rows = [("decides", pack.words[gate.body]), ("may record it", roles)]
    if gate.quorum:
        rows.append(
            ("have to be there, or a deputy", ", ".join(_body(one, pack) for one in gate.quorum))
        )
    if gate.views:
        rows.append(("views needed", ", ".join(PARTNERS.values())))
    rows.append(("source", gate.source))
    yield _table(("", ""), rows)
    if criteria := gate.criteria_of(pack.criteria):
        yield "A finding (met, not met, not known) with its reason is needed for each of these:"
        yield _table(
            ("criterion", "words", "from"),
            (
                (f"`{one}`", words, f"{source.source} ({source.version})")
                for one, words in criteria.items()
                for source in [pack.criteria_sources[one]]
            ),
        )
    yield _table(
        ("outcome", "code", "what has to be said with it"),
        (
            (outcome.label, f"`{one}`", "; ".join(NEEDS[need] for need in outcome.needs))
            for one, outcome in gate.outcomes.items()
        ),
    )


def _bodies(pack: RulePack, packs: RulePacks) -> Iterator[tuple[str, ...]]:
    for body in dict.fromkeys(gate.body for gate in pack.gates.values()):
        national = pack.words[body]
        local = (packs.of(code, date.max).words[body] for code in packs.codes())
        yield (f"`{body}`", national, *("" if word == national else word for word in local))


def _list(name: str, found: CodeList) -> Iterator[str]:
    yield f"## {found.name}"
    yield f"`{name}`, version {found.version}. Source: {found.source}."
    if found.note:
        yield found.note
    systems = [system for system in found.systems if system != found.system]
    yield _table(
        ("code", "label", *(found.systems[system] for system in systems), ""),
        (
            (f"`{code}`", entry.label, *(found.mapped(code, system) for system in systems), _remark(found, code))
            for code, entry in found.entries.items()
        ),
    )  # fmt: skip


def _remark(found: CodeList, code: str) -> str:
    entry = found.entries[code]
    if entry.rolls_up_to:
        return f"part of `{entry.rolls_up_to}`"
    return "" if entry.answer else "no answer"


def _body(code: str, pack: RulePack) -> str:
    partners: Mapping[str, str] = PARTNERS  # type: ignore[assignment] # looked up by any text
    roles: Mapping[str, str] = pack.roles  # type: ignore[assignment] # as above
    return partners.get(code) or roles[code]


def _anchor(code: str, gate: GateRule) -> str:
    return f"{code} {gate.label}".lower().replace(" ", "-").replace(",", "")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


if __name__ == "__main__":
    for page, made in PAGES.items():
        (FOLDER / page).write_text(made(), encoding="utf-8")
