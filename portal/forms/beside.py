"""What runs beside a review: other processes, a legal hold, and the family's part."""

from __future__ import annotations

from dataclasses import replace

from portal.forms import codes
from portal.forms.fields import Field, FormOf, Kind, Section
from portal.forms.review import OVERRIDE

PROCESS = FormOf(
    code="parallel_process", title="Record another process", service="review", method="RecordParallelProcess",
    by_part="process_id", regardless=True,
    sections=(Section("process", "The process", (
        Field("process.kind", "Which process?", Kind.ONE, needed=True, choices=codes.BESIDE),
        Field("process.lead_body", "Who leads it?", needed=True, example="Devon and Cornwall Police"),
        Field("process.contact_role", "Who to ask", hint="A role, never a name."),
        Field("process.process_reference", "Its reference"),
        Field("process.status", "Where does it stand?", Kind.ONE, needed=True, choices=codes.BESIDE_STATUS),
        Field("process.known_dates", "Days that are known", Kind.ROWS, one="day", rows=(
            Field("what", "What", needed=True, example="Pre-inquest hearing"),
            Field("falls_on", "Day", Kind.DATE, needed=True),
        )),
        Field("process.last_checked_on", "When was this last checked?", Kind.DATE, needed=True),
        Field("process.restrictions", "What does it ask you to leave for now?", Kind.MANY,
              choices=codes.RESTRICTIONS,
              hint="What you choose is held back in this case until the process has ended."),
    )),),
    send="Record the process", sent_title="The process is recorded",
    sent_text="What it holds back is held back from now on; whoever does it nonetheless says why.",
)  # fmt: skip
PROCESS_UPDATE = replace(
    PROCESS, code="parallel_process_update", title="What is known of the process now",
    method="UpdateParallelProcess", send="Record what is known", sent_title="It is recorded",
    sent_text="What was known before stays in the history of the case.",
)  # fmt: skip
PROCESS_END = FormOf(
    code="parallel_process_end", title="The process has ended", service="review", method="EndParallelProcess",
    by_part="process_id", regardless=True,
    sections=(Section("end", "The end", (
        Field("ended_on", "When did it end?", Kind.DATE, needed=True),
        Field("result", "What was the result?", Kind.LONG, longest=4000),
    )),),
    send="Record its end", sent_title="Its end is recorded",
    sent_text="What it held back is free again.",
)  # fmt: skip
LEGAL_HOLD = FormOf(
    code="legal_hold", title="Place a legal hold", service="review", method="PlaceLegalHold",
    sections=(Section("hold", "The hold", (
        Field("placed_on", "From which day?", Kind.DATE, needed=True),
        Field("reason", "Why?", Kind.LONG, needed=True, longest=4000),
    )),),
    send="Place the hold", sent_title="The hold is in force",
    sent_text="Nothing of the case is erased, and the review does not close, until the hold is lifted.",
)  # fmt: skip
LEGAL_HOLD_END = FormOf(
    code="legal_hold_end", title="Lift the legal hold", service="review", method="LiftLegalHold",
    sections=(Section("hold", "The end of the hold", (
        Field("lifted_on", "From which day?", Kind.DATE, needed=True),
        Field("reason", "Why?", Kind.LONG, needed=True, longest=4000),
    )),),
    send="Lift the hold", sent_title="The hold is lifted",
    sent_text="The rules on how long records are kept apply again.",
)  # fmt: skip
FAMILY = FormOf(
    code="family_involvement", title="Record the part of the family", service="review",
    method="RecordFamilyInvolvement", regardless=True,
    sections=(Section("family", "The family", (
        Field("involvement.who", "Who is this about?", needed=True, hint="A role, such as mother. Never a name."),
        Field("involvement.told", "Were they told of the review?", Kind.YES_NO, needed=True),
        Field("involvement.told_by", "Who told them?", hint="A role. Needed if they were told."),
        Field("involvement.told_on", "When?", Kind.DATE, hint="Needed if they were told."),
        Field("involvement.not_told_reason", "Why were they not told?", Kind.LONG, longest=4000,
              hint="Needed if they were not."),
        Field("involvement.declined", "They wish to take no part", Kind.TICK),
        Field("involvement.views", "What they said", Kind.LONG,
              hint="In their own words, where you can."),
        OVERRIDE,
    ), support=True),),
    send="Record it", sent_title="It is recorded",
    sent_text="It stands in the history of the case for those who lead the review.",
)  # fmt: skip
