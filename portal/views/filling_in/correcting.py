"""What a decision can rest on, and which earlier decision of its gate it may replace.

A decision that was recorded is never changed: a later one of the same gate names it, and it stays as replaced. A case
that has gone on since takes no correction; until then the form of its gate begins with what was decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from portal import decision_words, words
from portal.clients.form_facts import Standing
from portal.forms.answers import typed_of
from portal.views.filling_in.case_states import to_correct
from portal.views.filling_in.filling import Filling

Known = Mapping[str, Any]
CAME = frozenset({"returned", "queried", "accepted"})


def lists_of_a_decision(filling: Filling, known: Known) -> dict[str, Mapping[str, str]]:
    """What a case offers to its decisions and views; a form that asks nothing of the case needs nothing of it."""
    if not filling.form.asks_the_case:
        return {}
    return {
        "earlier": _earlier(filling, known.get("decisions", ())),
        "evidence": dict(_evidence(filling, known)),
    }


def _earlier(filling: Filling, decisions: Iterable[Known]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for record in decisions:
        if record["gate"] == filling.form.gate and not record.get("superseded"):
            pack = filling.desk.lists.pack(filling.subject.partnership, record.get("rule_pack", ""))
            outcome = pack.gate(record["gate"]).rule.outcomes.get(record["decision"]["outcome"])
            said = outcome.label if outcome else words.plain(record["decision"]["outcome"])
            day = words.written_day(record["decision"].get("decided_on", ""))
            found[record["event_id"]] = f"Yes, that of {day}: {said}"
    return {"": "No, it is a new decision", **found} if found else {}


def _evidence(filling: Filling, known: Known) -> Iterator[tuple[str, str]]:
    names = filling.desk.agency_names
    codes = [decision_words.REFERRAL]
    codes += [f"{decision_words.NOTICE}{one['notice']}" for one in known.get("notices", ())]
    came = [one["agency"] for one in known.get("agencies", ()) if one["return_status"] in CAME]
    codes += [f"{decision_words.RETURN}{agency}" for agency in came]
    codes += [decision_words.CHRONOLOGY] if came else []
    codes += [f"{decision_words.RECOMMENDATION}{one['recommendation_id']}"
              for one in known.get("recommendations", ())]  # fmt: skip
    for code in codes:
        yield code, decision_words.evidence_words(code, names)


async def decided_before(filling: Filling, standing: Standing) -> Mapping[str, str]:
    """What was decided, where the form is open only to correct it; nothing where a new decision is taken."""
    record = to_correct(filling.form, standing.known)
    if record is None:
        return {}
    said = {**record["decision"], "supersedes": record["event_id"]}
    known = {**standing.known, "decision": said}
    return typed_of(filling.form.fields, known)
