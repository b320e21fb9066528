"""From the groups that a provider names to memberships in partnerships: data, in a TOML file.

    [claims]
    groups = "groups"                # the claim that lists a person's groups or roles
    agency = "agency"                # the claim with a person's agency, if the provider has one

    [[membership]]
    group = "PLY-coordinators"
    role = "coordinator"
    partnerships = ["PLY"]

    [[membership]]
    group = "PLY-authors"
    role = "agency_author"
    partnerships = ["PLY"]
    agencies = ["health-visiting"]   # or agency_from_claim = true

Groups that are not in the file give nothing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from chassis.access.roles import AGENCY_ROLES, ROLES
from chassis.identity import Membership
from chassis.settings import SettingsWrong

GROUPS_MAX = 2000
AGENCY = r"^[a-z][a-z0-9_-]{0,62}$"


class MappingWrong(SettingsWrong):
    """The file of memberships cannot be used; the message is one plain sentence with file and place."""


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    group: Annotated[str, Field(min_length=1, max_length=256)]
    role: str
    partnerships: Annotated[tuple[str, ...], Field(min_length=1)]
    agencies: tuple[Annotated[str, Field(pattern=AGENCY)], ...] = ()
    agency_from_claim: bool = False

    @model_validator(mode="after")
    def _must_fit(self) -> Self:
        if self.role not in ROLES:
            raise ValueError(f"there is no role {self.role!r}")
        if self.agencies and self.agency_from_claim:
            raise ValueError("there are both agencies and agency_from_claim")
        if self.role in AGENCY_ROLES and not (self.agencies or self.agency_from_claim):
            raise ValueError(f"the role {self.role!r} needs agencies or agency_from_claim")
        return self


class _Claims(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    groups: Annotated[str, Field(min_length=1)] = "groups"
    agency: str = ""


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    claims: _Claims = _Claims()
    membership: Annotated[tuple[_Row, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Memberships:
    """Who is what, by the claims of a verified token."""

    _file: _File

    @classmethod
    def load(cls, path: Path, partnerships: Collection[str]) -> Self:
        """The mapping in a file, for the partnerships that there are. Raises ``MappingWrong``."""
        try:
            found = _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        except OSError as error:
            raise MappingWrong(
                f"{path} cannot be read: {(error.strerror or type(error).__name__).lower()}."
            ) from None
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise MappingWrong(f"{path} is not TOML: {error}.") from None
        except ValidationError as error:
            raise MappingWrong(f"{path}: {_first(error)}.") from None
        for problem in _problems(found, partnerships):
            raise MappingWrong(f"{path}: {problem}.")
        return cls(found)

    def of(self, claims: Mapping[str, Any]) -> tuple[Membership, ...]:
        """The memberships that these claims give, each once, in the order of the file."""
        groups = _words_at(claims, self._file.claims.groups)
        own = (
            _words_at(claims, self._file.claims.agency) if self._file.claims.agency else frozenset()
        )
        found = [
            Membership(partnership, row.role, agency)
            for row in self._file.membership
            if row.group in groups
            for agency in _agencies(row, own)
            for partnership in row.partnerships
        ]
        return tuple(dict.fromkeys(found))


def _agencies(row: _Row, own: Collection[str]) -> Sequence[str]:
    return sorted(own) if row.agency_from_claim else row.agencies or ("",)


def _words_at(claims: Mapping[str, Any], name: str) -> frozenset[str]:
    """The words of a claim: one or a list. A name with dots that is no claim itself leads into objects."""
    found: Any = claims.get(name)
    if found is None:
        found = claims
        for step in name.split("."):
            found = found.get(step) if isinstance(found, Mapping) else None
    if isinstance(found, str):
        found = [found]
    if not isinstance(found, list):
        return frozenset()
    return frozenset(word for word in found[:GROUPS_MAX] if isinstance(word, str) and word)


def _problems(found: _File, partnerships: Collection[str]) -> Iterator[str]:
    seen: set[object] = set()
    for number, row in enumerate(found.membership, start=1):
        where = f"membership {number} ({row.group})"
        for code in row.partnerships:
            if code not in partnerships:
                yield f"{where}: there is no partnership {code!r}"
            if (same := (row.group, row.role, code, row.agencies)) in seen:
                yield f"{where}: it is there already"
            seen.add(same)
        if row.agency_from_claim and not found.claims.agency:
            yield f"{where}: agency_from_claim needs the name of the claim in [claims]"


def _first(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    place = first["loc"]
    problem = first["msg"].removeprefix("Value error, ")
    if place[:1] == ("membership",) and len(place) > 1:
        named = "".join(f", {part}" for part in place[2:])
        return f"membership {int(place[1]) + 1}{named}: {problem}"
    return f"{'.'.join(str(part) for part in place)}: {problem}"
