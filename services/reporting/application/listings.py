"""The list of cases, page by page, and what is counted over all that somebody may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from services.reporting.application.cases import Cases, Summary
from services.reporting.domain.listing import Counted, Listing, OwnSteps
from services.reporting.domain.viewer import Viewer


class Pages(Protocol):
    """Which cases somebody sees on one page."""

    async def page(self, viewer: Viewer, today: date, asked: Listing, steps: OwnSteps) -> Counted:
        """One page, and what is counted over all live cases of ``viewer``."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of cases, the first of those in which somebody acts next, and what was counted."""

    cases: list[Summary]
    steps: list[Summary]
    counted: Counted
    agency_names: Mapping[str, str]


class Listings:
    """Asks for a page, then for the cases on it."""

    def __init__(self, cases: Cases, pages: Pages) -> None:
        self._cases, self._pages = cases, pages

    async def of(self, viewer: Viewer, asked: Listing, steps: OwnSteps) -> Listed:
        """What ``viewer`` sees; a case that goes from their sight meanwhile is left out."""
        counted = await self._pages.page(viewer, self._cases.today(), asked, steps)
        wanted = dict.fromkeys((*counted.page.case_ids, *counted.steps.case_ids))
        known = await self._cases.some(viewer, wanted)

        def those(case_ids: tuple[UUID, ...]) -> list[Summary]:
            return [known[case_id] for case_id in case_ids if case_id in known]

        return Listed(
            cases=those(counted.page.case_ids),
            steps=those(counted.steps.case_ids),
            counted=counted,
            agency_names={
                one.agency: self._cases.agency_name(one.agency, one.partnerships)
                for one in counted.load.agencies
            },
        )
