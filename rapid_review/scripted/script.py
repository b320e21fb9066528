"""A scripted case: what is done in a case, by whom and on which working day, as it stands in a file.

From its ``key`` come the ids of the case and of each command, so that playing a script again repeats
what was done before, which the platform answers without doing it twice.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any, Literal, TypeVar
from uuid import UUID, uuid5

from pydantic import BaseModel, ConfigDict, Field, field_validator

from chassis.rules.working_days import LONDON, DayZero, date_of_working_day, is_working_day

NAMESPACE = UUID("6f1d5f0e-2f0b-5c0c-9a44-6d1f6a1c7e52")
"""Where the ids of scripted cases come from. It never changes: played cases would begin anew."""

DATE = r"^\d{4}-\d{2}-\d{2}$"
BEGINS = r"^(\d{4}-\d{2}-\d{2}|\d{1,3} working days? ago)$"
TIME_OF_DAY = r"^([01]\d|2[0-3]):[0-5]\d$"
ONE_DAY = timedelta(days=1)
S = TypeVar("S", bound=int | str)

CommandName = Literal[
    "prepare_referral",
    "record_agreement",
    "receive_referral",
    "notify_incident",
    "restate_notification",
    "withdraw_notification",
    "record_view",
    "decide_threshold",
    "decide",
    "withdraw",
    "involve_agency",
    "schedule_meeting",
    "hold_meeting",
    "finalise_report",
    "decide_cspr",
    "scrutinise",
    "send_to_panel",
    "record_panel_reply",
    "close_review",
    "comment_as_scrutineer",
    "comment_on_report",
    "respond_to_panel",
    "commission_lcspr",
    "decide_publication",
    "reopen_review",
    "record_parallel_process",
    "update_parallel_process",
    "end_parallel_process",
    "place_legal_hold",
    "lift_legal_hold",
    "record_family_involvement",
    "propose_transfer",
    "accept_transfer",
    "name_member",
    "remove_member",
    "declare_conflict",
    "clear_conflict",
    "break_glass",
    "release_returns",
    "return_submission",
    "enter_nil_return",
    "share_return",
    "query_submission",
    "accept_submission",
    "excuse_submission",
    "hold_learning_event",
    "audit_learning",
    "publish_briefing",
    "agree_action",
    "start_action",
    "revise_action",
    "decline_action",
    "merge_action",
    "evidence_action",
    "check_impact",
    "close_action",
]
COMMANDS: dict[CommandName, tuple[str, str]] = {
    "prepare_referral": ("referral", "PrepareReferral"),
    "record_agreement": ("referral", "RecordAgreement"),
    "receive_referral": ("referral", "ReceiveReferral"),
    "notify_incident": ("referral", "NotifyIncident"),
    "restate_notification": ("referral", "RestateNotification"),
    "withdraw_notification": ("referral", "WithdrawNotification"),
    "record_view": ("referral", "RecordPartnerView"),
    "decide_threshold": ("referral", "DecideThreshold"),
    "decide": ("referral", "DecideReferral"),
    "withdraw": ("referral", "WithdrawReferral"),
    "involve_agency": ("review", "InvolveAgency"),
    "schedule_meeting": ("review", "ScheduleMeeting"),
    "hold_meeting": ("review", "HoldMeeting"),
    "finalise_report": ("review", "FinaliseReport"),
    "decide_cspr": ("review", "DecideCSPR"),
    "scrutinise": ("review", "ScrutiniseReport"),
    "send_to_panel": ("review", "SendToPanel"),
    "record_panel_reply": ("review", "RecordPanelReply"),
    "close_review": ("review", "CloseReview"),
    "comment_as_scrutineer": ("review", "CommentAsScrutineer"),
    "comment_on_report": ("review", "CommentOnReport"),
    "respond_to_panel": ("review", "RespondToPanel"),
    "commission_lcspr": ("review", "CommissionLCSPR"),
    "decide_publication": ("review", "DecidePublication"),
    "reopen_review": ("review", "ReopenReview"),
    "record_parallel_process": ("review", "RecordParallelProcess"),
    "update_parallel_process": ("review", "UpdateParallelProcess"),
    "end_parallel_process": ("review", "EndParallelProcess"),
    "place_legal_hold": ("review", "PlaceLegalHold"),
    "lift_legal_hold": ("review", "LiftLegalHold"),
    "record_family_involvement": ("review", "RecordFamilyInvolvement"),
    "propose_transfer": ("review", "ProposeTransfer"),
    "accept_transfer": ("review", "AcceptTransfer"),
    "name_member": ("review", "NameMember"),
    "remove_member": ("review", "RemoveMember"),
    "declare_conflict": ("review", "DeclareConflict"),
    "clear_conflict": ("review", "ClearConflict"),
    "break_glass": ("review", "BreakGlass"),
    "release_returns": ("review", "ReleaseReturns"),
    "return_submission": ("submissions", "ReturnSubmission"),
    "enter_nil_return": ("submissions", "EnterNilReturn"),
    "share_return": ("submissions", "ShareReturn"),
    "query_submission": ("submissions", "QuerySubmission"),
    "accept_submission": ("submissions", "AcceptSubmission"),
    "excuse_submission": ("submissions", "ExcuseSubmission"),
    "hold_learning_event": ("learning", "HoldLearningEvent"),
    "audit_learning": ("learning", "AuditLearning"),
    "publish_briefing": ("learning", "PublishBriefing"),
    "agree_action": ("learning", "AgreeAction"),
    "start_action": ("learning", "StartAction"),
    "revise_action": ("learning", "ReviseAction"),
    "decline_action": ("learning", "DeclineAction"),
    "merge_action": ("learning", "MergeAction"),
    "check_impact": ("learning", "CheckImpact"),
    "evidence_action": ("learning", "EvidenceAction"),
    "close_action": ("learning", "CloseAction"),
}
"""The service and the method that each command in words means."""

BEGINNINGS: tuple[CommandName, ...] = ("receive_referral", "notify_incident", "prepare_referral")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Expected(_Strict):
    """What a step is expected to be answered with, when it is not to succeed."""

    refused: Annotated[str, Field(min_length=1, description="The dotted code of the refusal.")]


class Step(_Strict):
    """One command."""

    on: Annotated[
        int | Annotated[str, Field(pattern=DATE)],
        Field(description="Working days after the beginning (0 is that day itself), or a date."),
    ]
    at: Annotated[str, Field(pattern=TIME_OF_DAY, description="The time in London, like 09:30.")]
    by: Annotated[str, Field(description="Who does it: an id of examples/people.toml.")]
    do: Annotated[CommandName, Field(description="The command.")]
    fields: Annotated[
        dict[str, Any],
        Field(
            alias="with", default_factory=dict, description="The fields of the command's request."
        ),
    ]
    name: Annotated[
        str | None,
        Field(
            pattern=r"^[a-z0-9][a-z0-9-]*$",
            description="A stable name, so that the step stays the same one when others come before it.",
        ),
    ] = None
    partnership: Annotated[
        str | None,
        Field(description="For which partnership it is done, when not the one of the case."),
    ] = None
    expect: Annotated[
        Expected | None, Field(description="For a step that the platform must refuse.")
    ] = None

    @field_validator("on")
    @classmethod
    def _on_a_real_day(cls, on: int | str) -> int | str:
        return _on_the_calendar(on)

    def day(self, begins: date) -> date:
        """The date of this step in a case that begins on ``begins``."""
        return date.fromisoformat(self.on) if isinstance(self.on, str) else day_of(begins, self.on)

    def moment(self, begins: date) -> datetime:
        """When this step happens in a case that begins on ``begins``."""
        return moment_of(self.day(begins), self.at)


class Case(_Strict):
    """A case from its beginning to where the script ends."""

    key: Annotated[
        str,
        Field(
            pattern=r"^[a-z0-9][a-z0-9-]*$",
            description="A name that no other script has, for ever.",
        ),
    ]
    title: Annotated[str, Field(min_length=1, description="What this case shows, in a few words.")]
    partnership: Annotated[str, Field(description="The leading partnership, for example PLY.")]
    begins: Annotated[
        str,
        Field(pattern=BEGINS, description='A date like 2026-03-02, or "7 working days ago".'),
    ]
    steps: Annotated[list[Step], Field(min_length=1)]

    @field_validator("begins")
    @classmethod
    def _begins_on_a_real_day(cls, begins: str) -> str:
        return _on_the_calendar(begins)

    @property
    def case_id(self) -> UUID:
        """The id of this case, the same whenever it is played."""
        return uuid5(NAMESPACE, self.key)

    def command_id(self, index: int) -> UUID:
        """The id of the command of a step, the same whenever it is played."""
        return uuid5(self.case_id, f"step:{self.steps[index].name or index + 1}")

    def begins_on(self, today: date) -> date:
        """The day of the beginning when the case is first played on ``today``."""
        if "ago" not in self.begins:
            return date.fromisoformat(self.begins)
        return day_of(today, -int(self.begins.split()[0]))


def day_of(begins: date, offset: int) -> date:
    """The date so many working days after ``begins``, or before it when ``offset`` is negative."""
    if offset >= 0:
        return date_of_working_day(offset, begins, DayZero.START_IS_DAY_0)
    day = begins
    while offset < 0:
        day -= ONE_DAY
        offset += is_working_day(day)
    return day


def moment_of(day: date, at: str) -> datetime:
    """A day and a time in London as a moment in UTC."""
    return datetime.combine(day, time.fromisoformat(at), LONDON).astimezone(UTC)


def _on_the_calendar(written: S) -> S:
    if isinstance(written, str) and "ago" not in written:
        date.fromisoformat(written)
    return written
