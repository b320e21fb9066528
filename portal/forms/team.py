"""The people of one case: naming them, conflicts of interest, opening it in an emergency, and what the team reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from portal.decision_words import CONFLICTS, TEAM_ROLES
from portal.forms.fields import Field, FormOf, Kind, Section

MEMBER = FormOf(
    code="team_member", title="Name somebody to the case team", service="review", method="NameMember",
    regardless=True,
    sections=(Section("member", "The person", (
        Field("person", "Sign-in id", needed=True,
              hint="The id with which they sign in, for example ply-meeting-chair. Not a name and not an e-mail "
                   "address."),
        Field("role", "Their part in this case", Kind.ONE, needed=True, choices=TEAM_ROLES),
        Field("agency", "The agency for which they are there", Kind.ONE, choices="pack.agencies",
              hint="Leave it empty where it is none."),
        Field("until_on", "The last day on which they may see the case", Kind.DATE, needed=True,
              hint="At most a year from today. Name them again if they are needed for longer."),
    ), before="Whoever is on the team sees this case until the day that you give, and no other case by it. To change "
              "the part or the day of somebody who is on the team, name them again."),),
    send="Name the person", sent_title="The person is on the team",
    sent_text="They see the case from now on. What they read of it is recorded.",
)  # fmt: skip
REMOVAL = FormOf(
    code="team_member_removal", title="Take somebody off the case team", service="review", method="RemoveMember",
    regardless=True,
    sections=(Section("removal", "The person", (
        Field("person", "Who?", Kind.ONE, needed=True, choices="case.members"),
        Field("reason", "Why do they leave the team?", Kind.LONG, needed=True, longest=4000,
              hint="It stays on record with the case. Say nothing personal about anybody.",
              example="Their part in this review ended with the meeting."),
    ), before="They no longer see the case by the team. What they did stays on record."),),
    send="Take them off the team", sent_title="The person is off the team",
    sent_text="Whatever they are shown by a role of their own, they are still shown.",
)  # fmt: skip
OWN_CONFLICTS: Mapping[str, str] = {
    "related_to_child": "I know the child", "related_to_parent": "I know a parent",
    "related_to_staff": "I know a member of staff",
    "staff_of_own_agency": "Staff of my own agency are concerned", "other": "Another reason",
}  # fmt: skip
KIND = Field("kind", "What is it?", Kind.ONE, needed=True, choices=CONFLICTS)
CONFLICT = FormOf(
    code="conflict", title="I know somebody in this case", service="review", method="DeclareConflict",
    regardless=True,
    sections=(Section("conflict", "Your conflict of interest", (
        replace(KIND, choices=OWN_CONFLICTS),
        Field("reason", "What should the coordinator know?", Kind.LONG, needed=True, longest=4000,
              hint="Say how you know them, without naming anybody.",
              example="My own child is in the same class as the brother."),
    ), before="If you know the child, a parent or a member of staff otherwise than through this work, say so here. "
              "You will not see this case any more, until a colleague has looked into it and opened it to you. "
              "Nobody holds it against you."),),
    send="Declare it", sent_title="Your conflict of interest is recorded",
    sent_text="The case is closed to you from now on. The coordinator of the partnership sees what kind of conflict it "
              "is, and can open the case to you again.",
)  # fmt: skip
CONFLICT_OF_ANOTHER = FormOf(
    code="conflict_of_another", title="Record a conflict of interest of somebody else", service="review",
    method="DeclareConflict", regardless=True,
    sections=(Section("conflict", "The conflict of interest", (
        Field("person", "Sign-in id", needed=True, hint="The id with which they sign in. Not a name."),
        KIND,
        Field("reason", "Why?", Kind.LONG, needed=True, longest=4000, hint="Without naming anybody."),
    ), before="It keeps the person from this case, whatever their role, until you clear it."),),
    send="Record it", sent_title="The conflict of interest is recorded",
    sent_text="The case is closed to the person from now on.",
)  # fmt: skip
CONFLICT_CLEARED = FormOf(
    code="conflict_cleared", title="Clear a conflict of interest", service="review", method="ClearConflict",
    regardless=True,
    sections=(Section("cleared", "What was found", (
        Field("person", "Whose?", Kind.ONE, needed=True, choices="case.conflicted"),
        Field("reason", "Why can they work on the case all the same?", Kind.LONG, needed=True, longest=4000,
              hint="What was looked into, without naming anybody.",
              example="They know the school, and neither the child nor the family."),
    ), before="Somebody else clears your own."),),
    send="Clear it", sent_title="The conflict of interest is cleared",
    sent_text="The person sees of the case what their role shows them. They are not on its team by this.",
)  # fmt: skip
GLASS = FormOf(
    code="break_glass", title="Open this case in an emergency", service="review", method="BreakGlass",
    regardless=True,
    sections=(Section("glass", "Why it cannot wait", (
        Field("reason", "Why do you need to see it now?", Kind.LONG, needed=True, longest=4000,
              hint="At least a sentence. Say nothing about the people of the case.",
              example="A child of the family was brought to our ward tonight and nobody of the team can be reached."),
        Field("hours", "For how many hours?", Kind.NUMBER, needed=True, hint="1 to 24."),
    ), before="The case opens to you at once. Those who watch the platform are told, the coordinator sees it, and your "
              "reason and whatever you read are recorded. If a child is at risk now, call 999 first."),),
    begins={"hours": "2"},
    send="Open the case", sent_title="The case is open to you",
    sent_text="Find it among your cases. It closes by itself after the hours that you gave.",
)  # fmt: skip
RELEASE = FormOf(
    code="returns_release", title="Open the returns to the case team", service="review", method="ReleaseReturns",
    regardless=True,
    sections=(Section("release", "Open the returns", (), before=(
        "From now on everybody on the team reads the returns of all agencies. Before, each agency reads its own alone. "
        "This cannot be taken back."
    )),),
    send="Open the returns", sent_title="The returns are open to the team",
    sent_text="Whoever is named to the team later reads them, too.",
)  # fmt: skip
