"""Style sheets, scripts and pictures, at addresses that change with their content.

Every address holds a digest of all of them, so that a browser may keep them for ever and a script may
import its neighbour by a relative path. Only files that were there at the start are served.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, Response

STATIC = Path(__file__).parent.parent / "static"
MEDIA_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
COLOURS = "partnerships.css"


def colours_of(partnerships: Mapping[str, str]) -> bytes:
    """The style sheet with the colours of partnerships, by code: pages themselves may hold no style."""
    rules = (f".rr-of-{code} {{ --rr-header: {colour}; }}" for code, colour in partnerships.items())
    return "\n".join(rules).encode()


class Assets:
    """The files of one folder as they were when the portal started, and what was ``made`` for this portal."""

    def __init__(
        self, folder: Path = STATIC, made: Mapping[str, bytes] = MappingProxyType({})
    ) -> None:
        self._files = {
            path.relative_to(folder).as_posix(): path
            for path in sorted(folder.rglob("*"))
            if path.suffix in MEDIA_TYPES and path.is_file()
        }
        digest = hashlib.sha256()
        for name, path in self._files.items():
            digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
        self._made = dict(made)
        for name, content in self._made.items():
            digest.update(name.encode() + b"\0" + content + b"\0")
        self.digest = digest.hexdigest()[:16]

    def address(self, name: str) -> str:
        """Where ``name`` is served, whether it is there or not: a page reads well without it."""
        return f"/static/{self.digest}/{name}"

    def answer(self, digest: str, name: str) -> Response:
        """The file, or 404."""
        caching = {"Cache-Control": FOR_EVER if digest == self.digest else ASK_AGAIN}
        if (made := self._made.get(name)) is not None:
            return Response(made, media_type=MEDIA_TYPES[Path(name).suffix], headers=caching)
        path = self._files.get(name)
        if path is None or not path.is_file():
            raise HTTPException(404)
        return FileResponse(path, media_type=MEDIA_TYPES[path.suffix], headers=caching)
