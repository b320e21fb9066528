"""A region whose people sign in at an identity provider: what its parts are told and given then.

It is asked for by ``RAPID_REVIEW_IDENTITY_ISSUER`` in the environment of ``make region``; what the environment says of
the provider goes to every service and to the portal. The keys are those of the region's own folder of secrets, and
no part gets the one that signs for example people.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from rapid_review.region.compose_file import Part
from rapid_review.region.places import PORTAL, WATCHED

WANTED_BY = "RAPID_REVIEW_IDENTITY_ISSUER"
SETTINGS = ("RAPID_REVIEW_IDENTITY_", "RAPID_REVIEW_SIGN_IN_")
PERSON_KEY = {"rapid_review_identity_person_key": "identity_person_key"}
SESSION_KEY = {"rapid_review_sign_in_session_key": "portal_session_key"}


def is_wanted() -> bool:
    """Whether the people of this region sign in."""
    return bool(os.environ.get(WANTED_BY))


def told(part: Part) -> Mapping[str, str]:
    """What a part that answers people is told of the provider; nothing where nobody signs in."""
    if not is_wanted() or part.name not in WATCHED:
        return {}
    return {name: value for name, value in os.environ.items() if name.startswith(SETTINGS)}


def given(part: Part) -> Mapping[str, str]:
    """The secrets that a part is given: the name of each file, and what it holds."""
    if not is_wanted() or part.name not in WATCHED:
        return part.secrets
    kept = {name: source for name, source in part.secrets.items() if source != "token_key"}
    return {**kept, **PERSON_KEY, **(SESSION_KEY if part.name == PORTAL else {})}
