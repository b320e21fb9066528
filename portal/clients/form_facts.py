"""What the portal knows of a form that is being filled in: which one it is, the draft, and where its matter stands."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from chassis.doors.refused_fields import RefusedField


@dataclass(frozen=True, slots=True)
class Subject:
    """What a form is about: a case of a partnership, or one agency's part of it."""

    partnership: str
    case_id: UUID
    agency: str = ""

    @property
    def about(self) -> str:
        """As drafts are kept by it."""
        return f"{self.case_id}/{self.agency}" if self.agency else str(self.case_id)

    @property
    def in_address(self) -> str:
        """As it stands in the address of a page: ids and codes, nobody's name."""
        return f"{self.case_id}.{self.agency}" if self.agency else str(self.case_id)


@dataclass(frozen=True, slots=True)
class Command:
    """A command about to be sent."""

    command_id: UUID
    subject: Subject
    seen: int = 0
    """The version that the person was looking at; 0 before there was one."""

    @property
    def header(self) -> dict[str, object]:
        """As it stands in the request."""
        said: dict[str, object] = {
            "command_id": str(self.command_id), "case_id": str(self.subject.case_id),
            "partnership": self.subject.partnership,
        }  # fmt: skip
        return {**said, "seen_version": self.seen} if self.seen else said


@dataclass(frozen=True, slots=True)
class Recorded:
    """A command that was taken."""

    case_id: str
    reference: str
    version: int


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed so far. ``seen`` is the version of the matter on which it stands, ``built_on`` the digest of the
    parts on which its form builds; ``form_id`` names the form that is sent once, however often it is sent.
    ``refused`` is what the service said the last time, ``rules`` the key of the rule pack of the matter, and
    ``windows`` which page of a browser wrote each section last.
    """

    typed: Mapping[str, str] = field(default_factory=dict)
    seen: int = 0
    built_on: str = ""
    form_id: UUID = field(default_factory=uuid4)
    refused: tuple[RefusedField, ...] = ()
    rules: str = ""
    windows: Mapping[str, str] = field(default_factory=dict)
    revision: int = 0
    saved_at: datetime | None = None

    def saying(self, typed: Mapping[str, str], *, section: str = "", window: str = "") -> Draft:
        """The same draft with these answers; what was refused of an answer that is another now is forgotten."""
        changed = {
            name
            for name in {*self.typed, *typed}
            if self.typed.get(name, "") != typed.get(name, "")
        }
        return replace(
            self,
            typed=typed,
            refused=tuple(one for one in self.refused if not _touched(one.field, changed)),
            windows={**self.windows, section: window} if section else self.windows,
        )


@dataclass(frozen=True, slots=True)
class MyDraft:
    """One line of the list of what a person has begun."""

    form: str
    subject: Subject
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the matter of a form stands: its version, and what it says, as the service answered it."""

    version: int = 0
    known: Mapping[str, Any] = field(default_factory=dict)
    reference: str = ""
    rules: str = ""
    """The key of its rule pack, where one was pinned."""
    lists: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Codes of the case itself with their words, by the name of the list: its recommendations, its agencies."""

    def digest_of(self, parts: Collection[str]) -> str:
        """The same for as long as these parts say the same; empty where none is named."""
        if not parts:
            return ""
        said = json.dumps([[name, self.known.get(name)] for name in sorted(parts)], sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()


def _touched(place: str, changed: Collection[str]) -> bool:
    return any(name == place or name.startswith((f"{place}.", f"{place}-")) for name in changed)
