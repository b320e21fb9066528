"""What every published event shares."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

EVENTS: dict[str, type[CaseEvent]] = {}
"""Every published event by its CloudEvents type."""


class Part(BaseModel):
    """A structured part of an event. Fields that a reader does not know are ignored, so that they can be added."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class CaseEvent(Part):
    """A fact about one case, published by the service that owns it.

    ``case_id`` is the key: events of one case arrive in order.
    """

    SERVICE: ClassVar[str]
    NAME: ClassVar[str]
    VERSION: ClassVar[int] = 1
    TYPE: ClassVar[str]

    case_id: UUID
    reference: str
    partnership: str

    @classmethod
    def __pydantic_init_subclass__(
        cls, *, service: str = "", version: int = 1, **kwargs: object
    ) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        if not service:
            return
        cls.SERVICE, cls.NAME, cls.VERSION = service, cls.__name__, version
        cls.TYPE = f"rapid-review.{service}.{cls.__name__}.v{version}"
        EVENTS[cls.TYPE] = cls

    def __init_subclass__(cls, **_options: object) -> None:
        super().__init_subclass__()


Category = Literal["death", "serious_harm", "near_miss", "other"]


class ReturnDue(Part):
    """The day by which an agency is to send its return."""

    agency: str
    due_on: date


class MilestoneDate(Part):
    """A step of the fifteen working days, as the rule pack that the review pinned dates it."""

    code: str
    label: str
    working_day: int
    due_on: date
