"""Reads the fields of a posted form, up to a size that no form of ours reaches."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

LARGEST_FORM_BYTES = 64 * 1024
MOST_FIELDS = 200


async def posted_fields(request: Request) -> Mapping[str, str]:
    """The fields by name, the last one of a name. Raises 413 or 400 for what is not a form of ours."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST_FORM_BYTES:
            raise HTTPException(413)
    try:
        pairs = parse_qsl(
            body.decode("utf-8"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except ValueError:
        raise HTTPException(400) from None
    return dict(pairs)
