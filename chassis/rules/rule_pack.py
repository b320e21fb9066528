"""One partnership's rules on a date: the merged content of its layers, and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from pydantic import Field

from chassis.aggregate import Value
from chassis.errors import Invalid
from chassis.limits import shortened
from chassis.rules.clock_rules import (
    ClockRule,
    MilestoneRule,
    NotificationClockRule,
    PanelReplyRule,
    Role,
)
from chassis.rules.colours import Colour
from chassis.rules.decisions import Gate
from chassis.rules.gates import GateRule
from chassis.rules.succession import Succession
from chassis.rules.working_days import date_of_working_day

AgencyKind = Literal[
    "local_authority",
    "icb",
    "police",
    "health",
    "education",
    "housing",
    "probation",
    "voluntary",
    "other",
]
Task = Literal[
    "return_requested",
    "return_queried",
    "view_awaited",
    "report_awaited",
    "decision_awaited",
    "scrutiny_awaited",
    "panel_reply_awaited",
    "action_due",
]
RecordKind = Literal[
    "rapid_review",
    "local_review",
    "learning_review",
    "not_taken_forward",
    "briefing",
]
Form = Literal[
    "referral",
    "notification",
    "scoping",
    "chronology_row",
    "report",
    "briefing",
    "one_page_report",
]
INCIDENT = ("why_serious", "immediate_safety", "place", "who_was_present")
BOXES = (
    "background", "what_happened", "why_it_matters", "findings", "good_practice", "what_to_do_differently",
    "questions",
)  # fmt: skip
FORM_FIELDS: Mapping[Form, tuple[str, ...]] = {
    "referral": INCIDENT,
    "notification": INCIDENT,
    "scoping": (
        "service", "areas", "checked_on", "systems_searched", "persons", "period_from", "period_to",
        "author_role", "practitioners_consulted", "consultations", "family", "involvement", "episodes",
        "lived_experience", "identity_and_context", "identity", "effect_of_inequality", "strengths",
        "improvements", "immediate_actions", "agency_learning", "agency_actions", "risk_to_other_children",
        "other_agencies", "parallel_processes", "support_offered", "disclosure_limits", "record_quality",
        "record_gaps", "signed_by_role", "signed_on", "sign_off_statement",
    ),
    "chronology_row": (
        "entered_by_role", "at_time", "recorded_on", "source", "source_reference", "persons", "what_happened",
        "agency_response", "response_by_role", "child_seen_alone", "child_spoken_to", "child_said",
        "significance", "practice", "shared_with", "episode", "themes",
    ),
    "report": (
        "facts", "involvement", "key_practice_episodes", "lived_experience", "identity_and_context",
        "immediate_action", "good_practice", "learning", "national_learning", "themes", "actions_taken",
        "next_steps", "national_view", "parallel_processes", "family_involvement", "returns", "sharing_plan",
    ),
    "briefing": BOXES,
    "one_page_report": BOXES,
}  # fmt: skip
"""What a rule pack may ask for in each form, besides what makes it a form at all."""


class UnknownAgency(Invalid):
    """The partnership has no agency with this code."""

    code = "rules.unknown_agency"
    sentence = "There is no agency with the code {agency} in {partnership}."

    def __init__(self, *, agency: str, partnership: str) -> None:
        super().__init__(agency=shortened(agency), partnership=partnership)


class AgencyRule(Value):
    """An agency that works in the partnership's area."""

    label: str
    kind: AgencyKind


class CriterionSource(Value):
    """Where the words of a criterion come from, and of which version of that text they are."""

    version: str = Field(min_length=1)
    source: str = Field(min_length=1)


class ReminderRule(Value):
    """When somebody is reminded of a task, and when somebody else hears that it is late.

    ``to`` is a role, or everybody of the ``agency`` that has something to do. ``within`` gives working days for what no
    event dates; ``milestone`` names the step of the review by whose day it is to be done.
    ``overdue_after`` and ``escalated_after`` are working days after the day on which the task was due.
    """

    to: Literal[Role, "agency"]
    within: int | None = Field(default=None, gt=0)
    milestone: str | None = None
    asked: bool = True
    half_way: bool = True
    due_tomorrow: bool = True
    overdue_after: tuple[int, ...] = (1,)
    escalated_after: int | None = Field(default=None, gt=0)
    escalated_to: Role | None = None


class RetentionRule(Value):
    """How long a kind of record is kept after the case was closed, and who says so."""

    years: int = Field(gt=0)
    source: str = Field(min_length=1)
    note: str = ""


class TrackRule(Value):
    """One kind of serious incident: who is notified by whom, and whether a Rapid Review follows."""

    label: str = Field(min_length=1)
    notified: tuple[str, ...] = ()
    by: str
    within_clock: bool = True
    rapid_review: Literal["yes", "only_with_track_A", "no"]
    source: str = Field(min_length=1)
    note: str = ""


class RulePack(Value):
    """The merged rules of one partnership from a date on.

    ``stands_on`` names the versions of the layers below the local one, the nearest first.
    """

    code: str = Field(pattern=r"^[A-Z]{2,6}$")
    name: str = Field(min_length=1)
    version: str
    effective_from: date
    source: str
    region: str = ""
    colour: Colour | None = None
    succession: Succession | None = None
    stands_on: tuple[str, ...] = ()
    in_force_from: date = date.min

    clock: ClockRule
    milestones: dict[str, MilestoneRule]
    notification_clock: NotificationClockRule = Field(default_factory=NotificationClockRule)
    panel_reply: PanelReplyRule | None = None
    agencies: dict[str, AgencyRule]
    routes: dict[str, str]
    late_reasons: dict[str, str]
    criteria: dict[str, str]
    criteria_sources: dict[str, CriterionSource] = Field(default_factory=dict)
    themes: dict[str, str]
    harm_types: dict[str, str] = Field(default_factory=dict)
    words: dict[str, str]
    roles: dict[Role, str] = Field(default_factory=dict)
    notification_tracks: dict[Literal["A", "B", "C", "D"], TrackRule] = Field(default_factory=dict)
    reminders: dict[Task, ReminderRule] = Field(default_factory=dict)
    retention: dict[RecordKind, RetentionRule] = Field(default_factory=dict)
    required_fields: dict[Form, tuple[str, ...]] = Field(default_factory=dict)
    closure_days: dict[date, str] = Field(default_factory=dict)
    gates: dict[str, GateRule] = Field(default_factory=dict)

    @property
    def key(self) -> str:
        """Names this pack for ever, for example ``PLY@2026.1+south-west@2026.1+national@2023.1``."""
        return "+".join((f"{self.code}@{self.version}", *self.stands_on))

    @property
    def reviewed_tracks(self) -> frozenset[str]:
        """The tracks of notices that a Rapid Review follows."""
        tracks = self.notification_tracks.items()
        return frozenset(track for track, rule in tracks if rule.rapid_review == "yes")

    def gate(self, code: str) -> Gate:
        """A gate with all that its record keeps of this pack."""
        rule = self.gates[code]
        return Gate(
            code=code, rule=rule, body=self.words[rule.body], criteria=rule.criteria_of(self.criteria),
            routes=self.routes, rule_pack=self.key,
        )  # fmt: skip

    def agency(self, code: str) -> AgencyRule:
        """The agency with ``code``. Raises ``UnknownAgency``."""
        try:
            return self.agencies[code]
        except KeyError:
            raise UnknownAgency(agency=code, partnership=self.code) from None

    def working_days(self, *, notified: bool = True) -> int:
        """How long the clock runs; it may run longer where nobody had to be ``notified``."""
        local = None if notified else self.clock.without_notification
        return local.working_days if local else self.clock.working_days

    def working_day(self, milestone: str, *, notified: bool = True) -> int:
        """The working day on which a milestone is due."""
        local = None if notified else self.clock.without_notification
        usual = self.milestones[milestone].working_day
        return local.milestones.get(milestone, usual) if local else usual

    def due_on(self, milestone: str, clock_started_on: date, *, notified: bool = True) -> date:
        """The date of a milestone of a clock that started on ``clock_started_on``."""
        return date_of_working_day(
            self.working_day(milestone, notified=notified), clock_started_on, self.clock.day_zero
        )

    def in_order(self) -> tuple[str, ...]:
        """The codes of the milestones, by the days on which they are due and begin."""
        return tuple(
            sorted(
                self.milestones,
                key=lambda code: (
                    self.milestones[code].working_day,
                    self.milestones[code].first_day,
                ),
            )
        )
