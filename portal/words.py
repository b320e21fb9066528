# ruff: noqa: RUF001 - people read typographic apostrophes, not typewriter ones.
"""Words that people read: for stages, roles, lateness, dates and refusals. Plain, and without blame."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from portal.refusal_words import NOT_HERE, REFUSALS, Answer

SERVICE_NAME = "Rapid Review"


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage in words: its name, what happens in it, and the colour of its tag."""

    label: str
    meaning: str
    colour: str = "blue"


# In the order in which a case goes through them.
PATH: Mapping[str, Stage] = {
    "referral": Stage(
        "Referral", "An agency has told the partnership of a serious incident.", "yellow"
    ),
    "decision": Stage(
        "Decision to review",
        "The statutory partners decide whether to begin a Rapid Review.",
        "yellow",
    ),
    "gathering": Stage("Gathering information", "Agencies bring together what they know.", "blue"),
    "meeting": Stage(
        "Review meeting", "Senior managers discuss it and recommend next steps.", "blue"
    ),
    "report": Stage("Report", "The report is brought into its final form.", "blue"),
    "cspr_decision": Stage(
        "Practice review decision",
        "The subgroup decides whether there should be a local child safeguarding practice review.",
        "purple",
    ),
    "scrutiny": Stage("Scrutiny", "Strategic leaders look at the report.", "purple"),
    "sending": Stage("Sending to the Panel", "The report goes to the National Panel.", "purple"),
    "panel": Stage(
        "With the Panel", "The National Panel considers the report and replies.", "teal"
    ),
    "learning": Stage("Learning", "Learning is shared and actions are followed through.", "green"),
    "closed": Stage("Closed", "The Rapid Review is complete.", "grey"),
}
ASIDE: Mapping[str, Stage] = {
    "other_route": Stage("Another route", "The partnership looks at this in another way.", "grey"),
    "withdrawn": Stage("Withdrawn", "The referral was withdrawn.", "grey"),
    "transferred": Stage(
        "Transferred",
        "Another area has taken this over; what was recorded here can be read.",
        "grey",
    ),
}

ROLES: Mapping[str, str] = {
    "agency_author": "Agency author",
    "agency_lead": "Senior safeguarding lead",
    "auditor": "Auditor",
    "authority_notifier": "Local authority notifier",
    "data_protection_officer": "Data protection officer",
    "operator": "Operator",
    "coordinator": "Partnership coordinator",
    "meeting_member": "Member of the review meeting",
    "reviewer": "Independent reviewer",
    "scrutineer": "Independent scrutineer",
    "subgroup_member": "Member of the practice review subgroup",
    "statutory_partner": "Statutory partner",
    "strategic_leader": "Strategic leader",
    "subgroup_chair": "Chair of the practice review subgroup",
    "system": "The platform",
    "": "The platform",
}

RETURN_STATUSES: Mapping[str, tuple[str, str]] = {
    "requested": ("Asked", "blue"),
    "returned": ("Received", "teal"),
    "queried": ("Question asked", "yellow"),
    "accepted": ("Accepted", "green"),
    "excused": ("Excused", "grey"),
}

OUTCOMES: Mapping[str, str] = {
    "lcspr": "Local Child Safeguarding Practice Review",
    "no_lcspr": "No Local Child Safeguarding Practice Review",
}

LATE: Mapping[str, str] = {
    "return": "Return",
    "report": "Report to the National Panel",
    "notification": "Notification to the National Panel",
}


STATUSES: Mapping[int, Answer] = {
    400: Answer("This request cannot be answered", "Go back and try again. Nothing was changed."),
    403: Answer(
        "You do not have access to this page",
        "Ask your partnership’s business unit if you need to see it.",
    ),
    404: NOT_HERE,
    405: Answer(
        "This page cannot be used in this way", "Go back and try again. Nothing was changed."
    ),
    409: Answer(
        "Something has changed meanwhile", "Go back, look at what has changed and try again."
    ),
    413: Answer("This form is too large", "Send less at once. Nothing was changed."),
    415: Answer(
        "This form was packed on its way",
        "The portal unpacks nothing that is sent to it. Nothing was changed.",
    ),
    429: Answer(
        "Too many attempts to sign in",
        "Wait a minute, then try again. Nothing was changed. If many people in your office sign in at once, "
        "tell your organisation’s IT support.",
    ),
    500: Answer(
        "Something went wrong on our side",
        "Nothing that you had already saved is lost. Try again in a few minutes.",
    ),
    503: Answer(
        "This page is not available for the moment",
        "Nothing is lost. Try again in a minute. Work that was already saved is safe.",
    ),
}

LINE_MAX = 160
SAVE_AGAIN = (
    "You were signed out meanwhile, or this form was open for a long time. What you typed is still here: "
    "look at it, then save again."
)
SOMEBODY_ELSE = "somebody else"
NOT_SAVED_YET = "This could not be saved for the moment. What you typed is still here: save it again in a minute."
NOT_SENT_YET = "This could not be sent for the moment. Nothing is lost: send it again in a minute."
PROBLEMS: Mapping[str, str] = {
    "portal.nothing_chosen": "Choose one of the answers",
    "portal.answer_needed": "This needs an answer",
    "portal.date_unreadable": "Enter a real date, for example 7 9 2026",
    "portal.moment_unreadable": "Enter a real date and a time, for example 7 9 2026 and 14:00",
    "portal.number_unreadable": "Enter a whole number, for example 3",
    "draft.saved_elsewhere": "This form was changed in another window meanwhile. Look at it again, then send it",
    "portal.no_such_case": "There is no case with this reference that you can look at",
    "portal.day_wrong": "Enter a date in the form 2026-09-07",
    "portal.time_wrong": "Enter a time in the form 14:05",
    "portal.reason_missing": "Say why; it is recorded",
    "portal.reason_too_long": "Say why in fewer words",
    "notifications.address_wrong": "Enter an e-mail address in the usual form, like name@example.org",
    "notifications.address_missing": "Enter the e-mail address at which you want to be told",
    "notifications.person_not_a_code": "Enter the sign-in id: letters, digits, dots and dashes, no spaces",
    "notifications.no_membership": "Choose at least one role",
    "notifications.unknown_role": "Choose a role of this partnership",
    "notifications.agency_missing": "Choose the agency for which the person has this role",
    "notifications.no_contact": "You are not registered to be told anything. Ask your partnership’s coordinator.",
}


def problem_words(code: str, sentence: str) -> str:
    """What is wrong with an answer of a form: our words for the code, or the service's own sentence."""
    return PROBLEMS.get(code) or sentence.replace("'", "’")


def refused_count(count: int) -> str:
    """How many answers have to be looked at again."""
    return f"{count} answer{'' if count == 1 else 's'} cannot be taken yet. See below which."


def first_upper(text: str) -> str:
    """With a capital letter at the beginning."""
    return text[:1].upper() + text[1:]


def written_day(iso: str) -> str:
    """A day as services write it, in words; nothing for none."""
    return day(date.fromisoformat(iso)) if iso else ""


def answer_for(code: str, status: int) -> Answer:
    """The words for a refusal's dotted code, or for its status where the code has none of its own."""
    return REFUSALS.get(code) or STATUSES.get(status) or STATUSES[status // 100 * 100]


def stage_of(code: str) -> Stage:
    """The words of a stage; an unknown code is shown as plainly as it can be."""
    return PATH.get(code) or ASIDE.get(code) or Stage(plain(code), "", "grey")


def plain(code: str) -> str:
    """A code as words: ``health_visiting`` becomes ``Health visiting``. Words stay as they are."""
    if not code or " " in code or not code.islower():
        return code
    words = code.replace("_", " ").replace("-", " ")
    return words[0].upper() + words[1:]


def curly(text: str) -> str:
    """With the apostrophes that people read."""
    return text.replace("'", "’")


def outcome_words(outcome: str) -> str:
    """How a case was decided."""
    return OUTCOMES.get(outcome) or plain(outcome)


def role_words(actor: str) -> str:
    """A role in words."""
    return ROLES.get(actor) or plain(actor)


def return_status(code: str) -> tuple[str, str]:
    """The words of an agency's return and the colour of its tag."""
    return RETURN_STATUSES.get(code, (plain(code), "grey"))


def working_days(count: int) -> str:
    """``1 working day``, ``2 working days``."""
    return f"{count} working day" + ("" if count == 1 else "s")


def late_words(what: str, who: str, days: int) -> str:
    """What is late, from whom and by how much: a fact, not a reproach."""
    thing = LATE.get(what) or plain(what)
    from_whom = f" from {curly(plain(who))}" if who else ""
    return f"{thing}{from_whom}: {working_days(days)} late"


def day(value: date | None) -> str:
    """``7 September 2026``; nothing for no date."""
    return f"{value.day} {value:%B %Y}" if value else ""


def short_day(value: date | None) -> str:
    """``Mon 7 Sep``; nothing for no date."""
    return f"{value:%a} {value.day} {value:%b}" if value else ""


def moment(value: datetime) -> str:
    """``7 September 2026 at 2:05pm``, in the time of England."""
    return f"{day(value.astimezone(ENGLAND).date())} at {clock_time(value)}"


def clock_time(value: datetime) -> str:
    """``2:05pm``, in the time of England."""
    local = value.astimezone(ENGLAND)
    hour = local.hour % 12 or 12
    return f"{hour}:{local:%M}{'pm' if local.hour // 12 else 'am'}"


def _england() -> tzinfo:
    try:
        return ZoneInfo("Europe/London")
    except ZoneInfoNotFoundError as missing:
        raise RuntimeError(
            "The time zones are missing on this machine: install tzdata."
        ) from missing


ENGLAND = _england()
