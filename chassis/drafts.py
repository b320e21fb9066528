"""Drafts: what an author has typed into a form and not sent yet. They survive a closed window and a restart.

    save on top of revision n ──> revision n + 1        another window saved meanwhile ──> refused, nothing is lost
    send the form, or drop it ──> the draft's key is destroyed, its row removed

Promises:
- a draft belongs to its author in one partnership; nobody else can read it, or learn that it exists, unless the
  service itself lets somebody of the same agency look;
- what was typed is sealed under a key of the draft's own, and is never checked, so that nothing is lost;
- the same save sent twice takes effect once.
A draft is no event: nothing has happened yet.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from pydantic_core import from_json

from chassis.clock import Clock
from chassis.database import Pool
from chassis.errors import Invalid, NotFound, Stale
from chassis.limits import ALL_CHARACTERS_MAX, ENTRIES_MAX, TextTooLong, TooMany
from chassis.store.case_keys import CaseKeys
from chassis.store.seal import NONCE_BYTES, KeyDestroyed, KeyMissing

SEAL_FORMAT = b"\x01"
FORM = re.compile(r"[a-z][a-z_]{0,39}")
ABOUT = re.compile(r"[A-Za-z0-9_./-]{1,120}")


class DraftKeyInvalid(Invalid):
    """The kind of form, or what the form is about, is not given by codes and ids."""

    code = "draft.key_invalid"
    sentence = "A draft is kept under the code of its form and the ids of what it is about; these are not such."


class DraftNotAnObject(Invalid):
    """What is to be kept is no JSON object."""

    code = "draft.not_an_object"
    sentence = "A draft is kept as one JSON object; this is none."


class SavedElsewhere(Stale):
    """Another window of the same author saved meanwhile."""

    code = "draft.saved_elsewhere"
    sentence = (
        "This form was saved, sent or dropped in another window meanwhile. Nothing was overwritten:"
        " look at what stands there before you go on."
    )


@dataclass(frozen=True, slots=True)
class DraftKey:
    """Whose draft, of which form, about what; made of codes and ids, for it is stored in the clear."""

    partnership: str
    author: str
    form: str
    about: str

    def __post_init__(self) -> None:
        if not (FORM.fullmatch(self.form) and ABOUT.fullmatch(self.about)):
            raise DraftKeyInvalid


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it was last saved; in a list its content is not told."""

    form: str
    about: str
    revision: int
    saved_at: datetime
    content: str = ""


_OF = "WHERE partnership = $1 AND author = $2 AND form = $3 AND about = $4"
_ONE = f"SELECT draft_id, revision, command_id, saved_at, sealed FROM drafts {_OF}"  # noqa: S608 - a constant
_MINE = (
    "SELECT form, about, revision, saved_at FROM drafts WHERE partnership = $1 AND author = $2"
    " AND ($3 = '' OR form = $3) ORDER BY saved_at DESC, form, about"
)
_AUTHORS = (
    "SELECT author FROM drafts WHERE partnership = $1 AND form = $2 AND about = $3 ORDER BY author"
)
_COUNT = "SELECT count(*) FROM drafts WHERE partnership = $1 AND author = $2"
_BEGIN = (
    "INSERT INTO drafts (partnership, author, form, about, draft_id, revision, command_id, saved_at, sealed)"
    " VALUES ($1, $2, $3, $4, $5, $6 + 1, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING revision"
)
_GO_ON = (
    f"UPDATE drafts SET draft_id = $5, revision = $6 + 1, command_id = $7, saved_at = $8, sealed = $9 {_OF}"  # noqa: S608
    " AND revision = $6 RETURNING revision"
)


class Drafts:
    """The drafts of one service, in its table ``drafts``."""

    def __init__(self, pool: Pool, keys: CaseKeys, clock: Clock) -> None:
        self._pool, self._keys, self._clock = pool, keys, clock

    async def save(self, key: DraftKey, content: str, *, on: int, command_id: UUID) -> Draft:
        """Keep what was typed on top of revision ``on``. Raises ``SavedElsewhere`` if that is not the last one."""
        _must_be_keepable(content)
        row = await self._row(key)
        if row is not None and row["command_id"] == command_id:
            return Draft(key.form, key.about, row["revision"], row["saved_at"])
        if (row["revision"] if row else 0) != on:
            raise SavedElsewhere
        if row is None:
            await self._must_have_room(key)
        draft_id, now = await self._draft_id(row), self._clock()
        sealed = await self._sealed(draft_id, content)
        # Whoever saved since the row was read wins: then this changes nothing.
        saved = await self._pool.fetchval(
            _GO_ON if row else _BEGIN, *_values(key), draft_id, on, command_id, now, sealed
        )
        if saved is None:
            raise SavedElsewhere
        return Draft(key.form, key.about, saved, now)

    async def get(self, key: DraftKey) -> Draft:
        """The draft with what was typed. Raises ``NotFound``."""
        row = await self._row(key)
        if row is None:
            raise NotFound
        try:
            content = await self._opened(row)
        except (
            KeyDestroyed,
            KeyMissing,
        ):  # Its words were erased; the row is only what is left of it.
            raise NotFound from None
        return Draft(key.form, key.about, row["revision"], row["saved_at"], content)

    async def mine(self, partnership: str, author: str, form: str = "") -> list[Draft]:
        """The drafts of an author, last saved first, without their words."""
        rows = await self._pool.fetch(_MINE, partnership, author, form)
        return [Draft(row["form"], row["about"], row["revision"], row["saved_at"]) for row in rows]

    async def authors(self, partnership: str, form: str, about: str) -> list[str]:
        """Who has a draft of this form about this; the service says who may ask."""
        rows = await self._pool.fetch(_AUTHORS, partnership, form, about)
        return [str(row["author"]) for row in rows]

    async def drop(self, key: DraftKey) -> None:
        """Throw a draft away for good, or one whose form was sent; if there is none, nothing happens."""
        row = await self._row(key)
        if row is None:
            return
        # The words first: if the power fails in between, a row without words is left, which is no draft.
        await self._keys.destroy(row["draft_id"])
        await self._pool.execute("DELETE FROM drafts WHERE draft_id = $1", row["draft_id"])

    async def erase(self, case_id: UUID) -> None:
        """Throw away what anybody has typed about a case."""
        rows = await self._pool.fetch(
            "SELECT draft_id FROM drafts WHERE position($1 IN about) > 0", str(case_id)
        )
        for row in rows:
            await self._keys.destroy(row["draft_id"])
        await self._pool.execute(
            "DELETE FROM drafts WHERE draft_id = ANY($1::uuid[])", [row["draft_id"] for row in rows]
        )

    async def _row(self, key: DraftKey) -> Any:
        return await self._pool.fetchrow(_ONE, *_values(key))

    async def _must_have_room(self, key: DraftKey) -> None:
        count = await self._pool.fetchval(_COUNT, key.partnership, key.author)
        if count >= ENTRIES_MAX:
            raise TooMany(part="Your list of drafts", count=count + 1, limit=ENTRIES_MAX)

    async def _draft_id(self, row: Any) -> UUID:
        """That of the draft; a new one, with a key of its own, if the draft begins or its words were erased."""
        if row is not None:
            try:
                await self._keys.of(row["draft_id"])
            except (KeyDestroyed, KeyMissing):
                return uuid4()
            return UUID(str(row["draft_id"]))
        return uuid4()

    async def _sealed(self, draft_id: UUID, content: str) -> bytes:
        key = await self._keys.of(draft_id, create=True)
        nonce = os.urandom(NONCE_BYTES)
        return SEAL_FORMAT + nonce + key.cipher.encrypt(nonce, content.encode(), _bound(draft_id))

    async def _opened(self, row: Any) -> str:
        key, sealed = await self._keys.of(row["draft_id"]), row["sealed"]
        nonce, words = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        return key.cipher.decrypt(nonce, words, _bound(row["draft_id"])).decode()


def _values(key: DraftKey) -> tuple[str, str, str, str]:
    return key.partnership, key.author, key.form, key.about


def _bound(draft_id: UUID) -> bytes:
    return b"draft" + draft_id.bytes


def _must_be_keepable(content: str) -> None:
    if len(content) > ALL_CHARACTERS_MAX:
        raise TextTooLong(part="This draft", count=len(content), limit=ALL_CHARACTERS_MAX)
    try:
        is_object = isinstance(from_json(content), dict)
    except ValueError:
        is_object = False
    if not is_object:
        raise DraftNotAnObject
