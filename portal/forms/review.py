# ruff: noqa: RUF001 - people read typographic apostrophes, not typewriter ones.
"""The Rapid Review itself: its agencies, meeting, report and decisions, the National Panel, and its end."""

from __future__ import annotations

from portal.forms import codes
from portal.forms.fields import Field, FormOf, Kind, Section
from portal.forms.gates import DECISION

OVERRIDE = Field("override", "Why is it done although another process holds it back?", Kind.LONG, longest=4000,
                 hint="Only where something is held back.")  # fmt: skip
INVOLVE_AGENCY = FormOf(
    code="involve_agency", title="Ask one more agency", service="review", method="InvolveAgency", gate="G3",
    outcomes=("involve", "added_late", "not_required"), regardless=True,
    sections=(Section(DECISION.code, "The agency", (
        Field("agency", "Which agency?", Kind.ONE, needed=True, choices="case.not_asked"),
    )),),
    send="Record the decision", sent_title="The decision is recorded",
    sent_text="An agency that is asked is told at once, with the day on which its return is due by the rules of the "
              "partnership.",
)  # fmt: skip
MEETING_DATE = FormOf(
    code="meeting_date", title="Plan the Rapid Review meeting", service="review", method="ScheduleMeeting",
    sections=(Section("when", "When", (
        Field("meeting_at", "When is the meeting?", Kind.MOMENT, needed=True),
    )),),
    send="Plan the meeting", sent_title="The meeting is planned",
    sent_text="The day stands in the case. It can be moved until the meeting was held.",
)  # fmt: skip
MEETING = FormOf(
    code="meeting", title="Record the Rapid Review meeting", service="review", method="HoldMeeting", gate="G4",
    sections=(
        Section("discussion", "Who was there and what was said", (
            Field("agencies_present", "Agencies that were there", Kind.MANY, needed=True, choices="case.agencies"),
            Field("missing_returns_reason", "Why did the meeting go ahead without some of the returns?", Kind.LONG,
                  longest=4000, hint="Only where a return is still to come.",
                  example="The housing association’s return comes next week; what it knows was told by telephone."),
            Field("discussion", "What was said", Kind.LONG, needed=True,
                  hint="What is known, what is not, what was learned. Say roles, never names.",
                  example="Everybody had given advice on safe sleep, and nobody had asked what the nights were like."
                          " The midwife’s visit at the weekend is good practice that others can learn from."),
        ), before="The agenda of the meeting. What was said to each point can stand in the text below.", agenda=(
            "The safety of children now", "What is known from the returns and the chronology",
            "What was learned, strengths first", "What to do at once", "Recommendations",
            "Whether the criteria of a local review seem to be met",
        ), support=True),
        Section("recommendations", "What the meeting recommends to do", (
            Field("recommendations", "Recommendations", Kind.ROWS, one="recommendation", apart=True,
                  shown=("recommendation_id", "text"), rows=(
                Field("recommendation_id", "Short code", needed=True, hint="One for each, such as R1, R2, R3."),
                Field("text", "What should change", Kind.LONG, needed=True, longest=4000,
                      example="Health visitors and midwives give the same advice on safe sleep, and ask how the baby "
                              "slept last night.",
                      hint="Something that children will notice. Not another reminder."),
                Field("kind", "Kind", Kind.ONE, needed=True, choices=codes.RECOMMENDATION_KINDS),
                Field("themes", "Themes", Kind.MANY, choices="pack.themes"),
                Field("owner", "Which agency carries it out?", Kind.ONE, needed=True, choices="case.agencies"),
            )),
        )),
        DECISION,
    ),
    send="Record the meeting", sent_title="The meeting is recorded",
    sent_text="The report can be made final now. If more work is needed, the meeting meets again on the day that you "
              "gave.",
)  # fmt: skip
REPORT = FormOf(
    code="report", title="The Rapid Review report", service="review", method="FinaliseReport",
    rules={"report": ""},
    sections=(
        Section("happened", "What happened", (
            Field("facts", "The facts", Kind.LONG, hint="What happened, as far as it is known, and what is not.",
                  example="Child A (5 months) was brought to hospital by ambulance on 7 September, not breathing, "
                          "and died the next morning. How she was put down to sleep is known; why is not."),
            Field("involvement", "How agencies were involved", Kind.LONG,
                  hint="Who knew the child and family, from when, and how they worked together.",
                  example="Four agencies knew the family from the pregnancy on. Midwife and health visitor met once;"
                          " the practice and the family centre worked beside each other."),
            Field("key_practice_episodes", "Moments in the work with the family that mattered", Kind.ROWS,
                  one="moment", rows=(
                Field("episode", "What happened", Kind.LONG, needed=True, longest=4000,
                      hint="A moment at which something could have gone another way, or went well.",
                      example="The third missed appointment in six weeks."),
                Field("analysis", "What it tells", Kind.LONG, needed=True, longest=4000,
                      hint="Why it made sense to people then, and what that tells about how services work.",
                      example="Each service counted its own missed appointments. Nobody’s count was high enough to "
                              "be worried."),
            )),
            Field("immediate_action", "What was done at once", Kind.LONG,
                  hint="For the safety of children, and what was changed already.",
                  example="The older brother was seen on the same day. All teams were told of the advice that is in "
                          "force."),
        ), support=True),
        Section("child", "The child", (
            Field("lived_experience", "The voice and the daily life of the child", Kind.LONG,
                  hint="What it was like to be this child; what they said and showed.",
                  example="She was a baby who smiled at everybody. Nights were loud, and she was often moved from "
                          "room to room."),
            Field("identity_and_context", "Identity and context", Kind.LONG,
                  hint="Race, culture, faith, language, disability and poverty; racism and other inequality: how they "
                       "shaped the child’s life and what agencies did.",
                  example="Her mother’s first language is Tigrinya. Two of three visits went without an interpreter;"
                          " advice was given and not understood."),
        ), support=True),
        Section("learning", "What was learned", (
            Field("good_practice", "Good practice", Kind.LONG,
                  hint="First what went well, so that it is done again.",
                  example="The midwife came back on a Saturday because she was worried, and said why in her notes."),
            Field("learning", "Learning for the agencies here", Kind.LONG,
                  hint="What agencies here can do otherwise, and what stood in the way.",
                  example="Advice is given at every visit; what families make of it is asked at none."),
            Field("national_learning", "Learning for the whole country", Kind.LONG,
                  hint="What no agency here can change alone. Say so if there is none.",
                  example="The child health record has no place for where a baby sleeps."),
            Field("themes", "Themes", Kind.MANY, choices="pack.themes"),
            Field("actions_taken", "What has been done since", Kind.LONG,
                  hint="What is different for children by now.",
                  example="Since October each visit asks how the baby slept last night."),
        )),
        Section("next", "What comes next", (
            Field("next_steps", "Next steps", Kind.LONG,
                  hint="What is thought about a local review, and what happens instead where there is none.",
                  example="The meeting recommends no local review: the learning is clear. It is shared with all "
                          "teams by December."),
            Field("national_view", "Would a national review fit?", Kind.LONG, longest=4000,
                  hint="Whether what was found is complex or matters to the whole country, and why.",
                  example="No. The themes are known from earlier reviews."),
            Field("parallel_processes", "Other processes", Kind.LONG, longest=4000,
                  hint="Needed while another process runs: which ones, and limits on publication.",
                  example="A police investigation goes on. Nothing is published before it is over, and no witness is"
                          " spoken to."),
            Field("family_involvement", "The part of the family", Kind.LONG, longest=4000,
                  hint="Who was told and by whom, what they said, and what follows.",
                  example="The mother was told by her health visitor. She wishes that others are asked about their "
                          "nights."),
            Field("returns", "Returns that are missing", Kind.LONG, longest=4000,
                  hint="Needed where one is missing: which, and why.",
                  example="The return of the housing association, which has closed; what it knew stands in the "
                          "council’s return."),
            Field("sharing_plan", "How the learning is shared", Kind.LONG, longest=4000,
                  hint="With whom, in which form, and by when.",
                  example="A briefing for all teams in December, and a learning event in January."),
        )),
        Section("final", "Make it final", (
            Field("finalised_on", "Day on which the report is final", Kind.DATE, needed=True),
        ), before="With this day you sign the report on behalf of the partnership. It may be made final anew, in a "
                  "higher version, until the subgroup has decided."),
    ),
    send="Sign the report and make it final", sent_title="The report is final",
    sent_text="The subgroup decides next whether there is a local review. The scrutineer can comment from now on.",
)  # fmt: skip
COMMENT_SECTIONS = {one.path: one.label for one in REPORT.fields if one.path != "finalised_on"}
REPORT_COMMENT = FormOf(
    code="report_comment", title="Comment on the report", service="review", method="CommentOnReport",
    regardless=True,
    sections=(Section("comment", "Your comment", (
        Field("section", "Which section is it about?", Kind.ONE, choices={"": "The whole report"} | COMMENT_SECTIONS),
        Field("comment", "Comment", Kind.LONG, needed=True,
              hint="What is missing, unclear, or well said. It does not change what was signed.",
              example="It is good that the father’s missing voice is named. Say in next steps who asks him, and when."),
        Field("commented_on", "Day", Kind.DATE, needed=True),
    )),),
    send="Record the comment", sent_title="The comment is recorded",
    sent_text="It stands beside the section. Whoever makes the report final anew reads it there.",
)  # fmt: skip
CSPR_DECISION = FormOf(
    code="cspr_decision", title="Decide about a local review", service="review", method="DecideCSPR", gate="G5",
    sections=(DECISION,),
    send="Record the decision", sent_title="The decision is recorded",
    sent_text="Strategic leaders look at the report and the decision next.",
)  # fmt: skip
SCRUTINY = FormOf(
    code="scrutiny", title="Scrutiny by strategic leaders", service="review", method="ScrutiniseReport", gate="G6",
    sections=(DECISION,),
    send="Record the scrutiny", sent_title="The scrutiny is recorded",
    sent_text="Where they endorse it, the report goes to the National Panel. Where they return it, it comes back to "
              "the meeting’s recommendations.",
)  # fmt: skip
SCRUTINEER_COMMENT = FormOf(
    code="scrutineer_comment", title="Comment as independent scrutineer", service="review",
    method="CommentAsScrutineer", regardless=True,
    sections=(Section("comment", "Your comment", (
        Field("comment", "Comment", Kind.LONG, needed=True,
              example="The review names good practice and asks why advice was not followed. It says little about how "
                      "the family’s faith was considered.",
              hint="On the quality of the review and of its decision; it changes neither."),
        Field("commented_on", "Day", Kind.DATE, needed=True),
    )),),
    send="Record the comment", sent_title="The comment is recorded",
    sent_text="It stands beside the decisions of the case and changes none of them.",
)  # fmt: skip
SENDING = FormOf(
    code="sending", title="Send to the National Panel", service="review", method="SendToPanel",
    sections=(Section("sending", "The sending", (
        Field("sent_on", "When was it sent?", Kind.DATE, needed=True),
        Field("late_reason", "Why was it sent after the last working day?", Kind.ONE, choices="pack.late_reasons",
              hint="Only if it was. Late is a fact with a reason; it does not stop you."),
        Field("late_explanation", "Explanation", Kind.LONG, longest=4000,
              hint="What stood in the way, without saying that anybody was at fault.",
              example="Two returns came after the meeting, and one of them changed what was known."),
        OVERRIDE,
    )),),
    send="Record the sending", sent_title="The sending is recorded",
    sent_text="When the Panel has replied, record what it says.",
)  # fmt: skip
PANEL_REPLY = FormOf(
    code="panel_reply", title="Record the reply of the National Panel", service="review", method="RecordPanelReply",
    gate="G7", sections=(Section(DECISION.code, "The reply", ()),),
    send="Record the reply", sent_title="The reply is recorded",
    sent_text="Where the Panel asks for something, the partners respond next. Where it does not, a learning briefing "
              "is begun.",
)  # fmt: skip
PANEL_RESPONSE = FormOf(
    code="panel_response", title="Respond to the National Panel", service="review", method="RespondToPanel",
    gate="G8", sections=(DECISION,),
    send="Record the response", sent_title="The response is recorded",
    sent_text="Where the decision changes, the subgroup decides again. Otherwise the Panel is waited for.",
)  # fmt: skip
COMMISSIONING = FormOf(
    code="commissioning", title="Commission the local review", service="review", method="CommissionLCSPR", gate="G9",
    sections=(
        DECISION,
        Section("how", "How it is undertaken", (
            Field("key_lines_of_enquiry", "Key lines of enquiry", Kind.LINES),
            Field("reviewer_role", "Who undertakes it? (a role)"),
            Field("method", "Method", Kind.LONG, longest=4000,
                  hint="How it is looked into, who takes part, and how the family does.",
                  example="Two half-days with those who worked with the family, led by a reviewer from another area."),
            Field("other_review", "Which other review?", hint="Only where it is joined with one."),
            Field("panel_told_on", "When was the Panel told why?", Kind.DATE,
                  hint="Only where it is not commissioned."),
            OVERRIDE,
        )),
    ),
    send="Record the decision", sent_title="The decision is recorded",
    sent_text="A local review is to be published within six months of the decision to undertake it.",
)  # fmt: skip
PUBLICATION = FormOf(
    code="publication", title="Decide about publishing the local review", service="review",
    method="DecidePublication", gate="G10",
    sections=(
        DECISION,
        Section("days", "The days", (
            Field("advance_notice_on", "When did the Panel and the Secretary of State have their copy?", Kind.DATE,
                  hint="To publish: before the day of the publication."),
            Field("published_on", "Day of the publication", Kind.DATE),
            Field("panel_told_on", "When was the Panel told why?", Kind.DATE,
                  hint="Where it is put off or not published."),
            Field("secretary_of_state_told_on", "When was the Secretary of State told why?", Kind.DATE,
                  hint="Where it is put off or not published."),
            OVERRIDE,
        )),
    ),
    send="Record the decision", sent_title="The decision is recorded",
    sent_text="It stands in the record of the case.",
)  # fmt: skip
CLOSING = FormOf(
    code="closing", title="Close the review", service="review", method="CloseReview", gate="G11",
    outcomes=("close", "keep_open_for_actions"),
    sections=(Section(DECISION.code, "Closing", (OVERRIDE,)),),
    send="Record the decision", sent_title="The decision is recorded",
    sent_text="A closed review can be opened again if something new becomes known. Its actions go on.",
)  # fmt: skip
REOPENING = FormOf(
    code="reopening", title="Open the review again", service="review", method="ReopenReview", gate="G11",
    outcomes=("reopen",), sections=(Section(DECISION.code, "What is new", ()),),
    send="Open it again", sent_title="The review is open again",
    sent_text="It goes on from the meeting’s recommendations, in its next round.",
)  # fmt: skip
TRANSFER = FormOf(
    code="transfer", title="Offer another partnership the lead", service="review", method="ProposeTransfer",
    sections=(Section("transfer", "The offer", (
        Field("to", "Which partnership?", Kind.ONE, needed=True, choices="case.contributing"),
        Field("reason", "Why?", Kind.LONG, needed=True, longest=4000, hint="Why the other area knows more of the case.",
              example="The family has lived there for two years, and most agencies who knew them are there."),
        Field("proposed_on", "Day", Kind.DATE, needed=True),
    )),),
    send="Offer the lead", sent_title="The lead is offered",
    sent_text="You lead until the other partnership has accepted.",
)  # fmt: skip
TRANSFER_ACCEPTANCE = FormOf(
    code="transfer_acceptance", title="Accept the lead", service="review", method="AcceptTransfer",
    sections=(Section("acceptance", "Accept the lead", (
        Field("transferred_on", "From which day do you lead?", Kind.DATE, needed=True),
    )),),
    send="Accept the lead", sent_title="You lead this review now",
    sent_text="Everything of the case is yours from now on; the other partnership contributes.",
)  # fmt: skip
