"""A form is ours: the token in it belongs to the visit whose cookie came with it.

Both are made with a key of the portal's own, derived from the platform's; neither can be used as a
sign-in token.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from chassis.errors import NotAllowed

FIELD = "form_token"
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


def token_of(visit: str, key: bytes) -> str:
    """The token that forms of this visit carry."""
    return hmac.new(key, visit.encode(), hashlib.sha256).hexdigest()


def must_be_ours(visit: str, token: str, key: bytes) -> None:
    """Raises ``FormNotOurs`` unless ``token`` belongs to ``visit``."""
    if not visit or not hmac.compare_digest(token_of(visit, key).encode(), token.encode()):
        raise FormNotOurs
