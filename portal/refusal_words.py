# ruff: noqa: RUF001 - people read typographic apostrophes, not typewriter ones.
"""Words for refusals by their dotted codes: what one means for the person, and what they can do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """What an error page says: a heading, and what the person can do."""

    heading: str
    advice: str


NOT_HERE = Answer(
    "Page not found",
    "Check the web address. If you followed a link, the case may have moved, or you may not have access "
    "to it. Ask your partnership’s business unit if you need to see it.",
)
REFUSALS: Mapping[str, Answer] = {
    "identity.not_signed_in": Answer(
        "Sign in again", "You are not signed in, or your sign-in has ended. Nothing was changed."
    ),
    "identity.no_membership": Answer(
        "You have no part in any partnership here",
        "You are signed in, but your account has not been given a role. Ask your partnership’s business unit "
        "to add you; then sign in again.",
    ),
    "identity.reads_only": Answer(
        "You can look, but not change anything",
        "Your role reads cases and never changes them. Nothing was changed.",
    ),
    "identity.operators_only": Answer(
        "This is for the people who run the platform",
        "If something seems stuck, tell your organisation’s IT support.",
    ),
    "identity.not_for_operators": Answer(
        "You do not have access to cases",
        "You run the platform and have no part in its cases. Use the command line for what is parked.",
    ),
    "access.role_not_allowed": Answer(
        "This is for somebody else to do",
        "Another role does this in your partnership. Ask its business unit who that is. Nothing was changed.",
    ),
    "access.succession_open": Answer(
        "Which partnership takes this case on is still open",
        "The partnership that had it has ended, and several follow it. One of their coordinators offers the case to "
        "the partnership that is to lead it; after that partnership has accepted, its people go on here.",
    ),
    "access.lead_only": Answer(
        "Another partnership leads this case",
        "Your partnership contributes to it. Ask the business unit of the partnership that leads to do this.",
    ),
    "access.other_agency": Answer(
        "This belongs to another agency",
        "You see and send what belongs to your own agency. If you act for this agency too, ask your "
        "partnership’s business unit to add that to your account.",
    ),
    "access.not_released": Answer(
        "The returns of other agencies are not open yet",
        "The coordinator opens them to the meeting when they are ready. You will find them here then.",
    ),
    "access.not_on_team": Answer(
        "You are not on the team of this case",
        "Ask the coordinator to name you. If a child may be at risk and it cannot wait, you can open the case "
        "to yourself for some hours by saying why; others are told that you did.",
    ),
    "access.time_over": Answer(
        "Your access to this case has ended",
        "You were given it until a day that has passed. Ask the coordinator if you still need it.",
    ),
    "access.conflict_of_interest": Answer(
        "This case is closed to you",
        "A conflict of interest is declared between you and this case. That protects you and the family. "
        "If it is a mistake, ask the coordinator to clear it.",
    ),
    "notifications.address_of_another": Answer(
        "This address was given by somebody else",
        "Only the person, or the partnership that gave it, can change it. Register the person again and leave "
        "the address empty. Nothing was changed.",
    ),
    "portal.sign_in_failed": Answer(
        "You could not be signed in",
        "Nothing was changed. Try again; if it happens again, tell your organisation’s IT support.",
    ),
    "identity.other_partnership": Answer(
        "You do not have access to this page",
        "It belongs to a partnership that you do not act for. Ask its business unit if you need to see it.",
    ),
    "portal.page_not_for_role": Answer(
        "You do not have access to this page",
        "This page is not part of your role. Ask your partnership’s business unit if you need to see it.",
    ),
    "portal.form_not_ours": Answer(
        "This form can no longer be used",
        "It may have been open for a long time. Go back, load the page again and send it once more. "
        "Nothing was changed.",
    ),
}
