"""The forms of a case after its referral: of the partners, of the review and what runs beside it, of its learning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from chassis.errors import NotFound
from portal import words
from portal.clients.form_facts import Standing
from portal.forms import beside, codes, learning, partners, review
from portal.forms.answers import typed_of
from portal.forms.decisions import BODIES
from portal.views.filling_in.case_states import decided, not_at_stage, not_of_action
from portal.views.filling_in.correcting import decided_before, lists_of_a_decision
from portal.views.filling_in.filling import Filling, Journey, Shown


async def referred(filling: Filling) -> Standing:
    """A referral that the partnership has. Raises ``NotFound``."""
    asked = {"case_id": str(filling.subject.case_id)}
    door = filling.desk.forms["referral"]
    known = await door.read(filling.visitor.caller, "GetReferral", asked)
    lists = lists_of_a_decision(filling, known)
    return Standing(int(known.get("version", 0)), known, known.get("reference", ""), lists=lists)


async def of_a_notice(filling: Filling) -> Standing:
    """A referral with the notice that the address names. Raises ``NotFound``."""
    standing = await referred(filling)
    if filling.subject.agency not in [one["notice"] for one in standing.known.get("notices", ())]:
        raise NotFound
    return standing


async def reviewed(filling: Filling) -> Standing:
    """A review, with its own agencies and recommendations. Raises ``NotFound``."""
    asked = {"case_id": str(filling.subject.case_id)}
    door, desk = filling.desk.forms["review"], filling.desk
    known = await door.read(filling.visitor.caller, "GetReview", asked)
    there = [one["agency"] for one in known.get("agencies", ())]
    pack = desk.lists.pack(filling.subject.partnership, known.get("rule_pack", ""))
    contributing = known.get("contributing_partnerships", ())
    return Standing(
        int(known["version"]), known, known.get("reference", ""), known.get("rule_pack", ""),
        lists={
            **lists_of_a_decision(filling, known),
            "agencies": {code: desk.agency_names.get(code, code) for code in there},
            "not_asked": {c: one.label for c, one in pack.agencies.items() if c not in there},
            "contributing": {code: desk.partnership_name(code) for code in contributing},
            "recommendations": {
                one["recommendation_id"]: f"{one['recommendation_id']}: {one['text']}"
                for one in known.get("recommendations", ())
            },
        },
    )  # fmt: skip


async def reported(filling: Filling) -> Standing:
    """A review, with what was signed of its report before. Raises ``NotFound``."""
    standing = await reviewed(filling)
    if standing.known["stage"] == "meeting_held" and standing.known.get("round", 1) == 1:
        return standing
    asked = {"case_id": str(filling.subject.case_id)}
    said = await filling.desk.forms["review"].read(filling.visitor.caller, "GetReport", asked)
    signed = {part: said.get(part, []) for part in ("versions", "comments")}
    return replace(standing, known={**standing.known, "signed": signed})


async def signed_before(filling: Filling, standing: Standing) -> Mapping[str, str]:
    """What was signed last, to be made final anew; the day of the signature is given anew, too."""
    versions = standing.known.get("signed", {}).get("versions", ())
    said = dict(versions[-1]["words"]) if versions else {}
    said.pop("finalised_on", "")
    return typed_of(filling.form.fields, said)


async def of_a_process(filling: Filling) -> Standing:
    """A review with the process that the address names. Raises ``NotFound``."""
    standing = await reviewed(filling)
    if process_of(filling, standing) is None:
        raise NotFound
    return standing


async def briefed(filling: Filling) -> Standing:
    """A briefing. Raises ``NotFound``."""
    asked = {"case_id": str(filling.subject.case_id)}
    known = await filling.door.read(filling.visitor.caller, "GetBriefing", asked)
    return Standing(int(known["version"]), known, known.get("reference", ""))


async def acted(filling: Filling) -> Standing:
    """An action that was agreed. Raises ``NotFound``."""
    asked = {"case_id": str(filling.subject.case_id), "action_id": filling.subject.agency}
    known = await filling.door.read(filling.visitor.caller, "GetAction", asked)
    return Standing(int(known["version"]), known, known.get("reference", ""))


async def acted_beside_others(filling: Filling) -> Standing:
    """The same, with the other open actions of its case."""
    standing = await acted(filling)
    asked = {"partnership": filling.subject.partnership}
    found = await filling.door.read(filling.visitor.caller, "ListOpenActions", asked)
    others = {
        one["action_id"]: f"{one['action_id']}, due {words.written_day(one['due_on'])}"
        for one in found.get("actions", ())
        if one["case_id"] == str(filling.subject.case_id)
        and one["action_id"] != filling.subject.agency
    }
    return replace(standing, lists={"other_actions": others})


async def to_be_agreed(filling: Filling) -> Standing:
    """No action yet, or the one that was agreed just now; with the recommendations of its review."""
    of_review = await reviewed(filling)
    try:
        standing = await acted(filling)
    except NotFound:
        standing = Standing()
    return replace(standing, lists=of_review.lists, rules=of_review.rules)


def process_of(filling: Filling, standing: Standing) -> Mapping[str, Any] | None:
    """The process that the address names."""
    every = standing.known.get("processes", ())
    return next((one for one in every if one["process_id"] == filling.subject.agency), None)


async def process_typed(filling: Filling, standing: Standing) -> Mapping[str, str]:
    """What is known of a process."""
    return typed_of(filling.form.fields, process_of(filling, standing) or {})


async def meeting_typed(filling: Filling, standing: Standing) -> Mapping[str, str]:
    """When the meeting was planned."""
    return typed_of(filling.form.fields, standing.known)


def referred_shown(standing: Standing) -> Iterable[Shown]:
    """What happened, and what each partner has said."""
    known = standing.known
    incident = known.get("incident", {})
    for label, said in (
        ("Children", ", ".join(known.get("children", ()))),
        ("Day of the incident", words.written_day(incident.get("occurred_on", ""))),
        ("What happened", incident.get("what_happened", "")),
        ("Why it is serious", incident.get("why_serious", "")),
        ("Safety now", incident.get("immediate_safety", "")),
        ("Why a review should be considered", known.get("why_consider", "")),
    ):
        if said:
            yield Shown(label, said)
    for view in known.get("views", ()):
        said = f"{codes.VIEWS.get(view['view'], view['view'])}. {view.get('reason', '')}"
        yield Shown(f"View: {BODIES.get(view['partner'], view['partner'])}", said)


def reviewed_shown(standing: Standing) -> Iterable[Shown]:
    """When the review is due, what is held back, what the meeting recommended, and what was decided last."""
    known = standing.known
    yield Shown("Due at the National Panel", words.written_day(known.get("due_on", "")))
    for one in known.get("restrictions", ()):
        yield Shown("Held back", codes.RESTRICTIONS.get(one, one))
    for one in known.get("recommendations", ()):
        yield Shown(f"Recommendation {one['recommendation_id']}", one["text"])
    made = [one for one in known.get("decisions", ()) if not one.get("superseded")]
    if made and (why := made[-1]["decision"].get("rationale")):
        yield Shown("Why it was decided so the last time", why)


def reported_shown(standing: Standing) -> Iterable[Shown]:
    """The same, and what was said of the version that was signed last."""
    yield from reviewed_shown(standing)
    signed = standing.known.get("signed", {})
    for one in signed.get("comments", ()):
        if one["report_version"] == len(signed.get("versions", ())):
            section = review.COMMENT_SECTIONS.get(one.get("section", ""), "the whole report")
            yield Shown(
                f"Comment on: {section}", f"{words.role_words(one['by_role'])}: {one['comment']}"
            )


def acted_shown(standing: Standing) -> Iterable[Shown]:
    """Where an action stands."""
    known = standing.known
    if known:
        yield Shown("Action", known["action_id"])
        yield Shown("Status", words.plain(known["status"]))
        yield Shown("Due", words.written_day(known["due_on"]))


def briefed_shown(standing: Standing) -> Iterable[Shown]:
    """What was learned before about the same themes."""
    for one in standing.known.get("seen_before", ()):
        if one.get("earlier_cases"):
            cases = f"In {one['earlier_cases']} earlier, since {words.written_day(one['since'])}"
            yield Shown(f"Seen before: {words.plain(one['theme'])}", cases)


REVIEW = ("stage", "round", "restrictions", "recommendations", "decisions")
"""What each form of a review shows, and what most of them change."""
LED_BY = ("partnership", "contributing_partnerships", "transfer_to")


def _of_review(*forms: Any, besides: tuple[str, ...] = ()) -> tuple[Journey, ...]:
    return tuple(
        Journey(
            form, reviewed, decided_before, reviewed_shown, partial(not_at_stage, form),
            builds_on=(*REVIEW, *besides),
        )
        for form in forms
    )  # fmt: skip


def _of_action(*forms: Any) -> tuple[Journey, ...]:
    return tuple(
        Journey(form, acted, shown=acted_shown, closed=partial(not_of_action, form.code))
        for form in forms
    )


_ALL = (
    *(
        Journey(form, referred, decided_before, referred_shown, partial(decided, form))
        for form in (
            partners.PARTNER_VIEW, partners.THRESHOLD, partners.BEGINNING,
            partners.REFERRAL_WITHDRAWAL,
        )
    ),
    Journey(partners.NOTICE_RESTATEMENT, of_a_notice, shown=referred_shown),
    Journey(partners.NOTICE_WITHDRAWAL, of_a_notice, shown=referred_shown),
    Journey(
        review.REPORT, reported, signed_before, reported_shown, partial(not_at_stage, review.REPORT),
        builds_on=(*REVIEW, "signed"),
    ),
    Journey(
        review.MEETING_DATE, reviewed, meeting_typed, reviewed_shown, builds_on=(*REVIEW, "meeting_at")
    ),
    *_of_review(
        review.INVOLVE_AGENCY, review.MEETING, review.SCRUTINY, review.REPORT_COMMENT,
        review.SCRUTINEER_COMMENT, review.SENDING, review.PANEL_REPLY, review.PANEL_RESPONSE, review.CLOSING,
        review.REOPENING, beside.PROCESS, beside.LEGAL_HOLD, beside.LEGAL_HOLD_END, beside.FAMILY,
    ),
    *_of_review(
        review.CSPR_DECISION, review.COMMISSIONING, review.PUBLICATION, besides=("local_review",)
    ),
    *_of_review(review.TRANSFER, review.TRANSFER_ACCEPTANCE, besides=LED_BY),
    Journey(beside.PROCESS_UPDATE, of_a_process, process_typed),
    Journey(beside.PROCESS_END, of_a_process),
    Journey(learning.ACTION_AGREED, to_be_agreed, shown=acted_shown),
    Journey(learning.ACTION_MERGER, acted_beside_others, shown=acted_shown),
    *_of_action(
        learning.ACTION_START, learning.ACTION_REVISION, learning.ACTION_REFUSAL,
        learning.ACTION_EVIDENCE, learning.IMPACT_CHECK, learning.ACTION_CLOSING,
    ),
    *(
        Journey(form, briefed, shown=briefed_shown)
        for form in (learning.BRIEFING, learning.LEARNING_EVENT, learning.LEARNING_AUDIT)
    ),
)  # fmt: skip
CASE_JOURNEYS = tuple(replace(one, at_work=True) for one in _ALL)
