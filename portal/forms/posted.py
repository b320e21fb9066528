"""Reads the fields of a posted form, and the file that came with them, up to sizes that no form of ours reaches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.parser import BytesParser
from email.policy import HTTP
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

LARGEST_FORM_BYTES = 64 * 1024
MOST_FIELDS = 200
LARGEST_LONG_FORM_BYTES = 4 * 1024 * 1024
"""Half a million characters of a draft, each of which may be sent as several bytes."""
MOST_LONG_FIELDS = 5_000


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A file that came with a form; its name and its type are only what somebody says of it."""

    name: str
    content: bytes


async def posted_fields(request: Request) -> Mapping[str, str]:
    """The fields by name, the last one of a name. Raises 413 or 400 for what is not a form of ours."""
    return dict(_pairs(await _body(request, LARGEST_FORM_BYTES), MOST_FIELDS))


async def posted_answers(request: Request) -> tuple[dict[str, str], Uploaded | None]:
    """The fields of a long form, several answers of one name one a line, and its file if there is one.

    Raises 413 or 400 for what is not a form of ours.
    """
    body = await _body(request, LARGEST_LONG_FORM_BYTES)
    kind = request.headers.get("content-type", "")
    if not kind.startswith("multipart/form-data"):
        return _joined(_pairs(body, MOST_LONG_FIELDS)), None
    return _in_parts(kind, body)


async def _body(request: Request, largest: int) -> bytes:
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > largest:
            raise HTTPException(413)
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
    whole = BytesParser(policy=HTTP).parsebytes(
        b"Content-Type: " + kind.encode("latin-1") + b"\r\n\r\n" + body
    )
    pairs: list[tuple[str, str]] = []
    file: Uploaded | None = None
    parts = list(whole.iter_parts()) if whole.is_multipart() else []
    if not parts or len(parts) > MOST_LONG_FIELDS:
        raise HTTPException(400)
    for part in parts:
        content = part.get_payload(decode=True)
        name = part.get_param("name", header="content-disposition")
        if not isinstance(content, bytes) or not isinstance(name, str):
            raise HTTPException(400)
        if (filename := part.get_filename()) is not None:
            file = Uploaded(filename, content) if filename else None
            continue
        try:
            pairs.append((name, content.decode("utf-8")))
        except UnicodeDecodeError:
            raise HTTPException(400) from None
    return _joined(pairs), file
