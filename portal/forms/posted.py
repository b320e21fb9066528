"""Reads the fields of a posted form, and the file that came with them, up to sizes that no form of ours reaches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from portal.forms.multipart import MULTIPART, NotInParts, parts_of

LARGEST_FORM_BYTES = 64 * 1024
MOST_FIELDS = 200
LARGEST_LONG_FORM_BYTES = 4 * 1024 * 1024
"""Half a million characters of a draft, each of which may be sent as several bytes."""
MOST_LONG_FIELDS = 5_000
READ_AWAY_BYTES = 64 * 1024 * 1024
"""So much of what is too large is read and thrown away: a browser looks at the answer only after it has sent all."""


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A file that came with a form; its name and its type are only what somebody says of it."""

    name: str
    content: bytes


async def posted_fields(request: Request) -> Mapping[str, str]:
    """The fields by name, the last one of a name. Raises 413, 415 or 400 for what is not a form of ours."""
    return dict(_pairs(await _body(request, LARGEST_FORM_BYTES), MOST_FIELDS))


async def posted_answers(request: Request) -> tuple[dict[str, str], Uploaded | None]:
    """The fields of a long form, several answers of one name one a line, and its file if there is one.

    It may be asked more than once. Raises 413, 415 or 400 for what is not a form of ours.
    """
    if not hasattr(request.state, "posted"):
        request.state.posted = await _read(request)
    fields, file = request.state.posted
    return dict(fields), file


async def _read(request: Request) -> tuple[dict[str, str], Uploaded | None]:
    body = await _body(request, LARGEST_LONG_FORM_BYTES)
    kind = request.headers.get("content-type", "")
    if not kind.lower().startswith(MULTIPART):
        return _joined(_pairs(body, MOST_LONG_FIELDS)), None
    return _in_parts(kind, body)


async def _body(request: Request, largest: int) -> bytes:
    """The body; never is more of it kept than may come. Nothing is unpacked. Raises 413 or 415."""
    packed = request.headers.get("content-encoding", "identity") != "identity"
    body, came = bytearray(), 0
    async for piece in request.stream():
        came += len(piece)
        if came > READ_AWAY_BYTES:
            raise HTTPException(413, headers={"Connection": "close"})
        if came <= largest and not packed:
            body += piece
    if came > largest or packed:
        raise HTTPException(413 if came > largest else 415)
    return bytes(body)


def _pairs(body: bytes, most: int) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            body.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=most
        )
    except ValueError:
        raise HTTPException(400) from None


def _joined(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for name, said in pairs:
        text = said.replace("\r\n", "\n")
        fields[name] = f"{fields[name]}\n{text}" if name in fields else text
    return fields


def _in_parts(kind: str, body: bytes) -> tuple[dict[str, str], Uploaded | None]:
    pairs: list[tuple[str, str]] = []
    file: Uploaded | None = None
    try:
        for part in parts_of(kind, body, MOST_LONG_FIELDS):
            if part.filename is None:
                pairs.append((part.name, part.content.decode("utf-8")))
            elif part.filename:
                file = Uploaded(part.filename, part.content)
    except (NotInParts, UnicodeDecodeError):
        raise HTTPException(400) from None
    return _joined(pairs), file
