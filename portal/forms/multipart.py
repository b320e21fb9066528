"""A form with a file, as browsers send it: parts between boundaries, each a field or the file.

Parts are counted before they are taken apart, what stands in a part is not looked into, and nothing is unpacked: so
many small parts, parts within parts, and packed ones cost no more memory than the body itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MULTIPART = "multipart/form-data"
HEAD_MAX = 2_000
"""So long is what is said of a part: its name, and that of its file."""
BOUNDARY = re.compile(r'(?i)boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))')
PARAMETER = re.compile(r'(?i)[;\s](name|filename)="([^"]*)"')
ESCAPED = {"%22": '"', "%0D": "\r", "%0A": "\n"}
"""How browsers write what would end a name; nothing else is escaped."""


class NotInParts(Exception):
    """The body is no form in parts, or has too many."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part; of a field, ``filename`` is absent."""

    name: str
    filename: str | None
    content: bytes


def parts_of(kind: str, body: bytes, most: int) -> Iterator[Part]:
    """The parts of a body with this content type. Raises ``NotInParts``."""
    found = BOUNDARY.search(kind)
    if found is None:
        raise NotInParts
    line = b"--" + (found[1] or found[2]).encode()
    body = b"\r\n" + body
    if not 1 < body.count(b"\r\n" + line) <= most + 1:
        raise NotInParts
    before, *pieces, end = body.split(b"\r\n" + line)
    if before or not end.startswith(b"--"):
        raise NotInParts
    return (_part(piece) for piece in pieces)


def _part(piece: bytes) -> Part:
    head, blank, content = piece.partition(b"\r\n\r\n")
    if not blank or len(head) > HEAD_MAX:
        raise NotInParts
    try:
        said = dict(_parameters(head.decode("utf-8")))
    except UnicodeDecodeError:
        raise NotInParts from None
    if "name" not in said:
        raise NotInParts
    return Part(said["name"], said.get("filename"), content)


def _parameters(head: str) -> Iterator[tuple[str, str]]:
    for line in head.split("\r\n"):
        kind, _, rest = line.partition(":")
        if kind.strip().lower() == "content-disposition" and rest.strip().startswith("form-data"):
            for name, said in PARAMETER.findall(rest):
                yield name.lower(), _unescaped(said)
        elif kind.strip().lower() == "content-transfer-encoding":
            raise NotInParts  # No browser writes the content in another way than it is.


def _unescaped(said: str) -> str:
    for escape, letter in ESCAPED.items():
        said = said.replace(escape, letter)
    return said
