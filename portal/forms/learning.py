"""The learning that follows: actions from their agreement to their impact, and briefings."""

from __future__ import annotations

from portal.forms import codes
from portal.forms.fields import Field, FormOf, Kind, Section

REASON = Field(
    "reason",
    "Why?",
    Kind.LONG,
    needed=True,
    longest=4000,
    hint="So that somebody who was not there understands it.",
    example="The new form comes with the next release in March; it could not be used earlier.",
)
ACTION_AGREED = FormOf(
    code="action", title="Agree an action", service="learning", method="AgreeAction", by_part="action_id",
    regardless=True, rules={"action": ""},
    sections=(Section("action", "The action", (
        Field("recommendation_id", "Which recommendation does it follow?", Kind.ONE, needed=True,
              choices="case.recommendations"),
        Field("text", "What is to be done, and what should change for children?", Kind.LONG, needed=True,
              longest=4000,
              hint="What, by whom, and how one will see that it has changed something.",
              example="Each visit asks how the baby slept last night. In June, 40 records are looked at."),
        Field("owner", "Which agency carries it out?", Kind.ONE, needed=True, choices="pack.agencies"),
        Field("agreed_on", "Agreed on", Kind.DATE, needed=True),
        Field("due_on", "Due on", Kind.DATE, needed=True),
    )),),
    send="Agree the action", sent_title="The action is agreed",
    sent_text="The agency that carries it out is told, with the day on which it is due.",
)  # fmt: skip
ACTION_START = FormOf(
    code="action_start", title="Begin the action", service="learning", method="StartAction", by_part="action_id",
    sections=(Section("start", "Begin", (Field("started_on", "Begun on", Kind.DATE, needed=True),)),),
    send="Record that it was begun", sent_title="The action is under way",
    sent_text="When it was carried out, say what shows it.",
)  # fmt: skip
ACTION_REVISION = FormOf(
    code="action_revision", title="Give the action another due day", service="learning", method="ReviseAction",
    by_part="action_id",
    sections=(Section("revision", "Another day", (
        Field("due_on", "Due on", Kind.DATE, needed=True), REASON,
    )),),
    send="Change the day", sent_title="The day is changed",
    sent_text="The earlier day and the reason stay in the history of the action.",
)  # fmt: skip
ACTION_REFUSAL = FormOf(
    code="action_refusal", title="Do not accept the action", service="learning", method="DeclineAction",
    by_part="action_id",
    sections=(Section("refusal", "Why", (REASON, Field("declined_on", "Day", Kind.DATE, needed=True))),),
    send="Record it", sent_title="It is recorded",
    sent_text="The partnership sees why, and decides what happens instead.",
)  # fmt: skip
ACTION_MERGER = FormOf(
    code="action_merger", title="Merge the action into another", service="learning", method="MergeAction",
    by_part="action_id",
    sections=(Section("merger", "The other action", (
        Field("into", "Which action takes this one up?", Kind.ONE, needed=True, choices="case.other_actions"),
        REASON, Field("merged_on", "Day", Kind.DATE, needed=True),
    )),),
    send="Merge it", sent_title="The action is merged",
    sent_text="The other action goes on.",
)  # fmt: skip
ACTION_EVIDENCE = FormOf(
    code="action_evidence", title="Show that the action was carried out", service="learning",
    method="EvidenceAction", by_part="action_id",
    sections=(Section("evidence", "The evidence", (
        Field("evidence", "What shows that it was carried out?", Kind.LONG, needed=True,
              example="The new leaflet is in use in all four teams since May. Of 40 records looked at in June, 38 "
                      "say how the baby slept.",
              hint="What you have seen, not what was sent round."),
        Field("evidenced_on", "Day", Kind.DATE, needed=True),
    )),),
    send="Record the evidence", sent_title="The evidence is recorded",
    sent_text="Somebody looks next at what it has changed for children. More can be shown until the action is closed.",
)  # fmt: skip
IMPACT_CHECK = FormOf(
    code="impact_check", title="Check the impact of the action", service="learning", method="CheckImpact",
    by_part="action_id",
    sections=(Section("impact", "The impact", (
        Field("result", "What has changed?", Kind.ONE, needed=True, choices=codes.IMPACT),
        Field("impact", "How do you know?", Kind.LONG, needed=True,
              hint="What you have looked at, how many, and what families and practitioners say.",
              example="Of 40 records, 38 say how the baby slept. Five parents said that they were asked, and what "
                      "they changed."),
        Field("checked_on", "Day", Kind.DATE, needed=True),
    )),),
    send="Record the check", sent_title="The check is recorded",
    sent_text="The action can be closed, or looked at again later.",
)  # fmt: skip
ACTION_CLOSING = FormOf(
    code="action_closing", title="Close the action", service="learning", method="CloseAction", by_part="action_id",
    sections=(Section("closing", "The end", (
        Field("impact", "What has changed for children since it was carried out?", Kind.LONG, needed=True,
              hint="For children, not for paper.",
              example="More babies sleep in their own cot: 34 of the 40 families said so."),
        Field("closed_on", "Day", Kind.DATE, needed=True),
    )),),
    send="Close the action", sent_title="The action is closed", sent_text="Its history stays with the case.",
)  # fmt: skip
BRIEFING = FormOf(
    code="briefing", title="Learning briefing", service="learning", method="PublishBriefing",
    rules={"briefing": ""},
    sections=(
        Section("boxes", "The seven boxes", (
            Field("background", "Background", Kind.LONG, longest=4000,
                  hint="Why this is written, in two sentences.",
                  example="A baby died while asleep on a sofa. Advice on safe sleep had been given twice."),
            Field("what_happened", "What happened", Kind.LONG, longest=4000,
                  hint="Only what is needed to understand the learning.",
                  example="A baby was put down to sleep beside an adult on a night that was harder than others."),
            Field("why_it_matters", "Why it matters", Kind.LONG, longest=4000,
                  hint="What it means for children whom the reader meets.",
                  example="On most nights advice is easy to follow. It has to hold on the hard ones."),
            Field("findings", "What was found", Kind.LONG, longest=4000,
                  hint="What stood in the way, in plain words.",
                  example="Everybody told the family what to do. Nobody asked what they did."),
            Field("good_practice", "Good practice", Kind.LONG, longest=4000,
                  hint="What others can do, too.",
                  example="A midwife came back on a Saturday because she was worried."),
            Field("what_to_do_differently", "What to do differently", Kind.LONG, longest=4000,
                  hint="What the reader can do tomorrow.",
                  example="Ask: how did you all sleep last night? Then listen."),
            Field("questions", "Questions for your team", Kind.LONG, longest=4000,
                  hint="To be talked about in a team meeting.",
                  example="When did you last see where a baby sleeps?"),
        ), before="For everybody who works with children, to be read in seven minutes. Nobody may be recognised in it: "
                  "no names, days, places or schools, and nothing that only one family has."),
        Section("check", "Review", (
            Field("disclosure_checked_by", "Who checked that nobody can be recognised?", Kind.LINES, needed=True,
                  hint="Two different people, by role or staff number."),
        ), before="Two people read the briefing before it is published. Let them read it as it stands under check "
                  "your answers."),
        Section("publication", "Publish", (
            Field("published_on", "Day of the publication", Kind.DATE, needed=True),
            Field("override", "Why is it shared although another process holds it back?", Kind.LONG, longest=4000,
                  hint="Only where publication is held back.",
                  example="The police agreed on 3 November that this text touches nothing that will be heard."),
        )),
    ),
    send="Publish the briefing", sent_title="The briefing is published",
    sent_text="It is shared with the agencies of the partnership.",
)  # fmt: skip
LEARNING_EVENT = FormOf(
    code="learning_event", title="Record the learning event", service="learning", method="HoldLearningEvent",
    sections=(Section("event", "The event", (
        Field("held_on", "When was it?", Kind.DATE, needed=True),
        Field("agencies", "Agencies that took part", Kind.MANY, needed=True, choices="pack.agencies"),
        Field("practitioners", "How many practitioners took part?", Kind.NUMBER, needed=True),
        Field("what_worked", "What worked", Kind.LONG, needed=True,
              hint="What helped people to learn together.",
              example="Midwives and health visitors sat at the same tables, and each brought one case."),
        Field("what_was_learned", "What was learned", Kind.LONG, needed=True,
              hint="What people said that they will do otherwise.",
              example="To ask about last night, and to write down the answer."),
    )),),
    send="Record the event", sent_title="The event is recorded",
    sent_text="The one-page report comes next: it is published as the learning briefing.",
)  # fmt: skip
LEARNING_AUDIT = FormOf(
    code="learning_audit", title="Audit the learning", service="learning", method="AuditLearning",
    sections=(Section("audit", "The audit", (
        Field("answers", "How was the learning done?", Kind.ROWS, needed=True, one="question", each=codes.AUDIT, rows=(
            Field("question", "Question", Kind.ONE, needed=True, choices=codes.AUDIT),
            Field("answer", "Answer", Kind.ONE, needed=True, choices=codes.AUDIT_ANSWERS),
            Field("reason", "What this rests on", Kind.LONG, needed=True, longest=4000,
                  hint="What you have read, heard or seen.",
                  example="Five of six practitioners took part; three said that they felt heard."),
        )),
        Field("audited_on", "Day", Kind.DATE, needed=True),
    )),),
    send="Record the audit", sent_title="The audit is recorded", sent_text="It stands with the case.",
)  # fmt: skip
