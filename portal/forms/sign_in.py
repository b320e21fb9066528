"""What a browser brings along while its person signs in: where they wanted to go, and what the portal had begun."""

from __future__ import annotations

import base64
import json
from urllib.parse import urlsplit

from cryptography.fernet import Fernet, InvalidToken

ADDRESS_MAX = 1500
BEGUN_S = 600
HOME = "/"
NOT_AGAIN = ("/sign-in", "/signed-in", "/sign-out", "/signed-out", "/live")


def own_address(wanted: str) -> str:
    """The page of ours that was wanted; the first page for anything else, so that nobody is sent elsewhere."""
    if not wanted.startswith("/") or len(wanted) > ADDRESS_MAX or not wanted.isprintable():
        return HOME
    if "\\" in wanted or " " in wanted:  # Browsers read some of these as a host.
        return HOME
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return HOME
    if parts.scheme or parts.netloc or wanted.startswith("//") or parts.path.startswith(NOT_AGAIN):
        return HOME
    return wanted


class Sealed:
    """Words that a browser keeps for us, and can neither read nor change."""

    def __init__(self, key: bytes) -> None:
        self._fernet = Fernet(base64.urlsafe_b64encode(key))

    def sealed(self, words: list[str]) -> str:
        """The words for a cookie."""
        return self._fernet.encrypt(json.dumps(words).encode()).decode()

    def opened(self, cookie: str) -> list[str] | None:
        """The words again; None when they are too old or not ours."""
        try:
            opened = json.loads(self._fernet.decrypt(cookie, ttl=BEGUN_S))
        except (InvalidToken, ValueError, TypeError):
            return None
        return [str(word) for word in opened]
