"""A form is ours: the token in it belongs to the visit whose cookie came with it, and to the person who was given it.

Both are made with a key of the portal's own, derived from the platform's; neither can be used as a
sign-in token. A page on which people type also says as whom it was written, so that what one person typed is never
kept as another's.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from chassis.errors import NotAllowed

FIELD = "form_token"
WRITTEN_AS = "written_as"
VISIT_COOKIE = "rapid_review_visit"


class FormNotOurs(NotAllowed):
    """The token of the form is missing, old or belongs to another visit."""

    code = "portal.form_not_ours"
    sentence = "This form can no longer be used. Load the page again."


def portal_key(token_key: bytes, purpose: str) -> bytes:
    """A key for one purpose of the portal, which tells nothing about ``token_key``."""
    return hmac.digest(token_key, b"portal " + purpose.encode(), "sha256")


def new_visit() -> str:
    """A visit that nobody can guess."""
    return secrets.token_urlsafe(18)


def token_of(visit: str, person: str, key: bytes) -> str:
    """The token that forms of this person carry in this visit."""
    return hmac.new(key, f"{visit} {person}".encode(), hashlib.sha256).hexdigest()


def mark_of(person: str, key: bytes) -> str:
    """As whom a page was written: the same for the same person in every visit, and telling nobody who it is."""
    return hmac.new(key, f"written as {person}".encode(), hashlib.sha256).hexdigest()[:32]


def must_be_ours(visit: str, person: str, token: str, key: bytes) -> None:
    """Raises ``FormNotOurs`` unless ``token`` belongs to this person in this visit."""
    ours = token_of(visit, person, key)
    if not visit or not hmac.compare_digest(ours.encode(), token.encode()):
        raise FormNotOurs
