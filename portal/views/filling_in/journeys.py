# ruff: noqa: RUF001 - people read typographic apostrophes, not typewriter ones.
"""Every form that people fill in here, with where its matter stands and what stands in it already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from uuid import uuid4

from chassis.errors import NotAllowed, NotFound
from portal import words
from portal.clients.case_facts import Wanted
from portal.clients.form_facts import Command, Standing
from portal.forms import agency_return as returns
from portal.forms import beside_return
from portal.forms import referral as referrals
from portal.forms.answers import typed_of
from portal.views.filling_in.case_journeys import CASE_JOURNEYS
from portal.views.filling_in.filling import Filling, Journey, Shown
from portal.views.filling_in.team_journeys import TEAM_JOURNEYS

AGENCY_LEAD = "agency_lead"
SHAREABLE_MAX = 200
RETURN_OVER = {
    "accepted": "This return is accepted, and is not changed any more.",
    "excused": "The agency is excused from this return.",
}
NOT_AGREED = "not_agreed"
NOTHING_SENT = "Your agency has sent no return in another case."
NOTIFIED = (
    "status", "incident", "circumstances", "children", "described", "notices", "agencies_involved",
    "other_partnerships",
)  # fmt: skip
"""What a notice of a case that is there says anew."""
SENT = (
    "status", "return_number", "nil_return", "scoping", "chronology", "returned_on", "versions", "queries",
)  # fmt: skip
"""What an agency sent, and what became of it."""
TO_CHANGE = "To change the referral before it is agreed"


async def referral_standing(filling: Filling) -> Standing:
    """A referral as far as its people may know of it; nothing where there is none yet."""
    asked = {"case_id": str(filling.subject.case_id)}
    try:
        known = await filling.door.read(filling.visitor.caller, "GetReferral", asked)
    except (NotFound, NotAllowed):
        return Standing()
    return Standing(int(known.get("version", 0)), known, known.get("reference", ""))


async def referral_typed(filling: Filling, standing: Standing) -> Mapping[str, str]:
    """What a referral says that was sent before, names and all; that they were looked at is recorded."""
    if not standing.version or agreed(standing):
        return {}
    asked = {"header": Command(uuid4(), filling.subject).header, "purpose": TO_CHANGE}
    names = await filling.door.read(filling.visitor.caller, "RevealIdentities", asked)
    known = {**standing.known, **names, "not_a_safeguarding_referral": True}
    known["circumstances"] = {**known.get("circumstances", {}), "family": names.get("family", [])}
    return typed_of(filling.form.fields, known)


async def agreement_standing(filling: Filling) -> Standing:
    """A referral that a senior lead is asked about. Raises ``NotFound`` where there is none."""
    standing = await referral_standing(filling)
    if not standing.version:
        raise NotFound
    return standing


async def notice_typed(filling: Filling, standing: Standing) -> Mapping[str, str]:
    """What a referral of the same case says of the incident; names are not taken over unasked."""
    known = {
        name: said for name, said in standing.known.items() if name in {"incident", "circumstances"}
    }
    return typed_of(filling.form.fields, known)


async def return_standing(filling: Filling) -> Standing:
    """What an agency was asked for, and what it sent. Raises ``NotFound``."""
    asked = {"case_id": str(filling.subject.case_id), "agency": filling.subject.agency}
    known = await filling.door.read(filling.visitor.caller, "GetSubmission", asked)
    return Standing(
        int(known["version"]), known, known.get("reference", ""), known.get("rule_pack", "")
    )


async def return_typed(filling: Filling, standing: Standing) -> Mapping[str, str]:
    """The version that was sent last; for a senior lead before that, what an author of their agency has saved."""
    if standing.known.get("return_number") or AGENCY_LEAD not in filling.roles:
        return typed_of(filling.form.fields, standing.known)
    asked = {
        "partnership": filling.subject.partnership, "case_id": str(filling.subject.case_id),
        "agency": filling.subject.agency,
    }  # fmt: skip
    return await filling.door.typed_by_others(filling.visitor.caller, asked)


def agreed(standing: Standing) -> str:
    """Nobody changes a referral, or answers it, once it was answered."""
    open_to_change = {"", "awaiting_agreement", "safeguarding_first"}
    if standing.known.get("status", "") in open_to_change:
        return ""
    if standing.known.get("status") == NOT_AGREED:
        return "Your agency’s safeguarding lead did not agree that this is referred."
    return "This referral has had its answer. You can follow it on the page of its case."


def answer_shown(standing: Standing) -> Iterable[Shown]:
    """What a senior lead reads before they answer; and afterwards, what they answered."""
    return [*withheld_shown(standing)] or referral_shown(standing)


def no_longer_awaited(standing: Standing) -> str:
    """A return that was accepted or excused is not sent again."""
    status = standing.known.get("status", "")
    return RETURN_OVER.get(status, "")


def not_returned(standing: Standing) -> str:
    """Only a return that has come is accepted or asked about."""
    if standing.known.get("status", "") == "returned":
        return ""
    return "There is no return here that waits for you: it has not come yet, or it was dealt with."


def withheld_shown(standing: Standing) -> Iterable[Shown]:
    """Who did not agree, when and why, and what it was about; nothing of any other referral."""
    known = standing.known
    if known.get("status") != NOT_AGREED:
        return
    made = [one for one in known.get("decisions", ()) if not one.get("superseded")]
    said = made[-1]["decision"] if made else {}
    yield Shown("Why it was not agreed", said.get("rationale") or "No reason was written down.")
    yield Shown("Decided by", f"Senior safeguarding lead ({known.get('lead_role', '')})")
    yield Shown("Decided on", words.written_day(said.get("decided_on", "")))
    yield from referral_shown(standing)


def referral_shown(standing: Standing) -> Iterable[Shown]:
    """What a senior lead reads before they answer."""
    known = standing.known
    incident = known.get("incident", {})
    for label, said in (
        ("Children", ", ".join(known.get("children", ()))),
        ("Day of the incident", words.written_day(incident.get("occurred_on", ""))),
        ("What happened", incident.get("what_happened", "")),
        ("Why it is serious", incident.get("why_serious", "")),
        ("Safety now", incident.get("immediate_safety", "")),
        ("Why a review should be considered", known.get("why_consider", "")),
        ("Referred by", known.get("referrer_role", "")),
    ):
        if said:
            yield Shown(label, said)


async def support_standing(filling: Filling) -> Standing:
    """A return with the support that its agency has noted. Raises ``NotFound``."""
    standing = await return_standing(filling)
    asked = {
        "partnership": filling.subject.partnership, "case_id": str(filling.subject.case_id),
        "agency": filling.subject.agency,
    }  # fmt: skip
    return replace(
        standing, known=await filling.door.read(filling.visitor.caller, "ListSupport", asked)
    )


async def share_standing(filling: Filling) -> Standing:
    """A return with the other cases in which something of its agency has come in. Raises ``NotFound``."""
    standing = await return_standing(filling)
    return replace(standing, lists={"sent_elsewhere": await sent_elsewhere(filling)})


async def sent_elsewhere(filling: Filling) -> Mapping[str, str]:
    """The other cases of an agency's people in which a return has come in, by their ids."""
    most = Wanted(size=SHAREABLE_MAX, show="every", sort="case", descending=True)
    found = await filling.desk.reporting.cases(filling.visitor.caller, most)
    return {
        one.case_id: one.reference
        for one in found.cases
        if one.returns_in and one.case_id != str(filling.subject.case_id)
    }


def return_shown(standing: Standing) -> Iterable[Shown]:
    """When it is due, and what was asked about it."""
    known = standing.known
    yield Shown("Due", words.written_day(known.get("due_on", "")))
    yield Shown("Status", words.return_status(known.get("status", ""))[0])
    for query in known.get("queries", ()):
        if not query.get("answered"):
            yield from _asked(query)


def support_shown(standing: Standing) -> Iterable[Shown]:
    """What was noted before."""
    for one in standing.known.get("entries", ()):
        day = words.written_day(one.get("offered_on", ""))
        yield Shown(f"{one['practitioner']}, {day}", one["offered"])


def nothing_to_share(standing: Standing) -> str:
    """A return is shared once its agency has sent one elsewhere, and while this one is awaited."""
    if standing.known.get("status", "") not in {"requested", "queried"}:
        return "This return has been sent, or is not awaited any more."
    return "" if standing.lists["sent_elsewhere"] else NOTHING_SENT


def received(standing: Standing) -> str:
    """A referral on paper is written down once."""
    return "This referral is recorded. You can follow it in its case." if standing.version else ""


def _asked(query: Mapping[str, Any]) -> Iterable[Shown]:
    if query.get("question"):
        yield Shown("Question", query["question"])
    for one in query.get("sections", ()):
        part = returns.PARTS.get(one["section"], words.plain(one["section"]))
        yield Shown(f"Question about: {part}", one["question"])


_ALL = (
    Journey(referrals.REFERRAL, referral_standing, referral_typed, withheld_shown, agreed),
    Journey(referrals.AGREEMENT, agreement_standing, shown=answer_shown, closed=agreed),
    Journey(referrals.PAPER_REFERRAL, referral_standing, closed=received),
    Journey(referrals.NOTIFICATION, referral_standing, notice_typed, builds_on=NOTIFIED),
    Journey(
        returns.RETURN,
        return_standing,
        return_typed,
        return_shown,
        no_longer_awaited,
        builds_on=SENT,
    ),
    *(
        Journey(form, return_standing, shown=return_shown, closed=closed, builds_on=SENT)
        for form, closed in (
            (returns.NIL_RETURN, no_longer_awaited),
            (returns.QUERY, not_returned),
            (returns.ACCEPTANCE, not_returned),
            (returns.EXCUSE, lambda _standing: ""),
        )
    ),
    Journey(
        beside_return.SHARE,
        share_standing,
        shown=return_shown,
        closed=nothing_to_share,
        builds_on=SENT,
    ),
    Journey(beside_return.SUPPORT, support_standing, shown=support_shown),
    *CASE_JOURNEYS,
    *TEAM_JOURNEYS,
)
JOURNEYS: Mapping[str, Journey] = {one.form.code: one for one in _ALL}
"""By the code of the form."""
