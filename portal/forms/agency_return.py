# ruff: noqa: RUF001 - people read typographic apostrophes, not typewriter ones.
"""An agency's return: the Initial Information and Scoping document, its chronology, and what is said to it."""

from __future__ import annotations

from portal.forms import codes
from portal.forms.fields import Field, FormOf, Kind, Section

ACTION = (
    Field("text", "What was done", Kind.LONG, needed=True, longest=4000,
          hint="One action. Say what has changed, not only what was planned.",
          example="Health visitors now ask at each visit where the baby slept last night, and write it down."),
    Field("by_role", "By whom (a role)", needed=True, hint="For example, Head of service. Never a name."),
    Field("taken_on", "When", Kind.DATE, needed=True),
)  # fmt: skip
PERSON = (
    Field("person", "Who", Kind.ONE, needed=True, choices=codes.PERSONS),
    Field("code", "Code", hint="Tells several of a kind apart, for example Sibling 2. Never a name."),
    Field("known", "Known to your agency?", Kind.YES_NO, needed=True),
)  # fmt: skip
MEMBER = (
    Field("code", "Code", hint="For example, Mother or Sibling 2. Never a name."),
    Field("relationship", "Relationship to the child"),
    Field("age", "Age"),
    Field("lives_with_child", "Lives with the child", Kind.ONE, choices=codes.YES_NO_NOT_KNOWN),
    Field("note", "Note", Kind.LONG, longest=2000, hint="What matters about this person for the child’s days.",
          example="Lived with the family from April 2026; worked nights."),
)  # fmt: skip
EPISODE = (
    Field("code", "Short code", needed=True, hint="Rows of the chronology point to it. For example, K1."),
    Field("happened_on", "When", Kind.DATE, needed=True),
    Field("event", "What happened", Kind.LONG, needed=True,
          hint="What took place, and who was there, by role.",
          example="The health visitor called on the family and nobody came to the door. It was the third time in six"
                  " weeks."),
    Field("what_was_done", "What was done", Kind.LONG, needed=True,
          hint="What your agency did then, and whom it told.",
          example="She left a card, told the practice by telephone and wrote to the family centre."),
    Field("why", "Why: what was known, and what was in the way", Kind.LONG, needed=True,
          example="The nurse had 40 families that month and no record of the earlier call, which another service "
                  "had taken.",
          hint="Look at how it was that day, not at what is known now."),
    Field("effect", "What it meant for the child", Kind.LONG, needed=True,
          hint="How it may have been for the child then and afterwards.",
          example="Nobody saw him for seven weeks. He had turned from crawling to walking, and nobody had looked at "
                  "the stairs."),
)  # fmt: skip
ROW = (
    Field("happened_on", "Date", Kind.DATE, needed=True),
    Field("precision", "How exact is the date?", Kind.ONE, needed=True, choices=codes.ROW_PRECISIONS),
    Field("at_time", "Time of day", Kind.TIME),
    Field("ended_on", "Ended on", Kind.DATE),
    Field("kind", "Kind of event", Kind.ONE, needed=True, choices=codes.ROW_KINDS),
    Field("what_happened", "What happened", Kind.LONG, needed=True,
          hint="A short headline and the fact. Significant events only.",
          example="Health visitor saw Child A (4 months) at home. Weight on the 25th centile. Mother said that "
                  "nights were hard."),
    Field("agency_response", "What your agency did or decided", Kind.LONG,
          hint="What was decided, done and passed on.",
          example="Advice on safe sleep was given; a visit was booked for two weeks later."),
    Field("response_by_role", "By whom (a role)"),
    Field("child_seen", "Was the child seen?", Kind.ONE, needed=True, choices=codes.SEEN),
    Field("child_seen_alone", "Seen alone?", Kind.ONE, choices=codes.SEEN),
    Field("child_spoken_to", "Spoken to?", Kind.ONE, choices=codes.SEEN),
    Field("child_said", "What the child said or showed", Kind.LONG,
          hint="In the child’s own words; for a baby, what could be seen.",
          example="“I sleep with my shoes on.”"),
    Field("significance", "What it meant for the child", Kind.LONG,
          hint="Why this event matters for the child. One or two sentences.",
          example="It was the first time that somebody outside the family saw where she slept."),
    Field("practice", "Practice", Kind.ONE, choices=codes.PRACTICE),
    Field("persons", "Who it concerns", Kind.LINES, hint="Codes: Child, Sibling 1, Mother."),
    Field("source", "Record or system", hint="For example, health visiting record."),
    Field("source_reference", "Its reference"),
    Field("recorded_on", "Recorded on", Kind.DATE),
    Field("shared_with", "Shared with", Kind.LINES),
    Field("episode", "Key practice episode", hint="Its short code, for example K1."),
    Field("themes", "Themes", Kind.MANY, choices="pack.themes"),
    Field("sensitivity", "Who may read this row?", Kind.ONE, needed=True, choices=codes.SENSITIVITY),
    Field("entered_by_role", "Entered by (a role)"),
    Field("row_id", "Row code", hint="Leave it empty: the row gets one, such as R3, and keeps it."),
)  # fmt: skip
CHRONOLOGY = Field(
    "chronology", "Rows of the chronology", Kind.ROWS, rows=ROW, one="row", apart=True,
    shown=("happened_on", "kind", "what_happened"),
)  # fmt: skip
BASICS = Section("basics", "Your agency and its records", (
    Field("scoping.service", "Service", hint="The part of your agency that knew the family."),
    Field("scoping.areas", "Areas served", Kind.LINES,
          example="Plymouth; the west of Devon"),
    Field("scoping.author_role", "Your role", hint="Who wrote this. Never a name."),
    Field("scoping.checked_on", "When were the records checked?", Kind.DATE),
    Field("scoping.systems_searched", "Which systems were searched?", Kind.LINES, needed=True,
          example="Electronic patient record; safeguarding log; paper files of the clinic"),
    Field("scoping.period_from", "Records were read from", Kind.DATE),
    Field("scoping.period_to", "Records were read up to", Kind.DATE),
    Field("scoping.period_reason", "Why this period?", Kind.LONG, longest=2000,
          hint="Say so if it differs from the period that was asked for.",
          example="From the booking of the pregnancy to the day of the incident, because the first concerns were "
                  "recorded then."),
))  # fmt: skip
SECTIONS = (
    BASICS,
    Section("people", "Who is known to you", (
        Field("scoping.persons", "People of the family", Kind.ROWS, rows=PERSON, one="person",
              hint="Say of each whether your agency knows them."),
        Field("scoping.family", "The family as your agency knows it", Kind.ROWS, rows=MEMBER, one="family member",
              example="Code: Sibling 2. Relationship: older brother. Age: 7. Lives with the child: yes."),
    )),
    Section("practitioners", "How practitioners took part", (
        Field("scoping.completed_with_practitioners", "Was this written together with practitioners?", Kind.YES_NO,
              needed=True),
        Field("scoping.practitioners_consulted", "Which practitioners (by their role)?", Kind.LINES, depends=True,
              hint="For example, HV1 for a health visitor."),
        Field("scoping.consultations", "How each took part", Kind.ROWS, one="practitioner", rows=(
            Field("practitioner", "Practitioner (a role)", needed=True),
            Field("how", "How", Kind.ONE, needed=True, choices=codes.CONSULTED),
        )),
        Field("scoping.not_with_practitioners_reason", "If not, why?", Kind.LONG, longest=2000,
              hint="Those who worked with the child should be heard; say what stood in the way, and what follows.",
              example="The practitioner was unwell. Her notes were read, and she will be offered a talk when she is "
                      "back."),
        Field("scoping.support_offered", "Support that practitioners were offered", Kind.LONG, longest=4000,
              example="A talk with the named nurse on the same day, and a quiet room to write in.",
              hint="What people were offered, when, and by whom; never who took it."),
    ), before="Front-line practitioners know most about the child’s life. This is a safe space to reflect, not an "
              "investigation of anybody.", support=True),
    Section("involvement", "Your involvement", (
        Field("scoping.involvement", "Summary of your involvement", Kind.LONG, needed=True,
              example="We knew the family from March 2026, when Child A was born. There were six visits. Child A was "
                      "not brought to three appointments. The last contact was on 2 June.",
              hint="From when to when, how often, and what for. Facts, in a few sentences."),
        Field("scoping.episodes", "Key practice episodes", Kind.ROWS, rows=EPISODE, one="episode", apart=True,
              shown=("code", "event"), hint="Moments that mattered, each with its analysis."),
    ), support=True),
    Section("child", "The child’s life and identity", (
        Field("scoping.lived_experience", "What was it like to be this child?", Kind.LONG, needed=True,
              hint="What the child saw, heard, said and showed, day by day.",
              example="She was often with her grandmother, who sang to her. At home there were loud arguments; the "
                      "neighbour heard her cry at night."),
        Field("scoping.identity_and_context", "Identity and context", Kind.LONG, needed=True,
              hint="Who the child and family are, and how that was considered.",
              example="Her mother came to England in 2023 and speaks Tigrinya. No interpreter was used at two of "
                      "three visits; we do not know what she understood."),
        Field("scoping.identity", "Aspects of identity", Kind.ROWS, one="aspect", rows=(
            Field("aspect", "Aspect", Kind.ONE, needed=True, choices=codes.ASPECTS),
            Field("recorded", "What is recorded", Kind.LONG, longest=2000,
                  hint="As it stands in your records.",
                  example="Language: Tigrinya. Interpreter needed: yes."),
            Field("considered", "How it was considered in practice", Kind.LONG, longest=2000,
                  hint="What people did with what they knew.",
                  example="An interpreter was booked for the first visit and not for those that followed."),
            Field("not_recorded_because", "If it is not recorded, why?", Kind.LONG, longest=2000,
                  hint="What stood in the way of asking or of writing it down.",
                  example="The form has no place for it, and nobody was asked to ask."),
        )),
        Field("scoping.effect_of_inequality", "How racism or another inequality shaped what happened", Kind.LONG,
              hint="Say also where you do not know. Assumptions count, those of services, too.",
              example="He was thought of as older than he was. What would have been called a sign of harm in another"
                      " child was called behaviour."),
    ), support=True),
    Section("learning", "Strengths and learning", (
        Field("scoping.strengths", "Strengths and good practice", Kind.LINES,
              example="HV1 noticed the change in weight and acted on the same day."),
        Field("scoping.improvements", "What could be better", Kind.ROWS, one="improvement", rows=(
            Field("text", "What could be better", Kind.LONG, needed=True, longest=4000,
                  hint="One thing at a time: what stood in the way, not who.",
                  example="Letters about missed appointments went to the practice and not to the health visitor, so "
                          "that nobody saw the whole."),
            Field("theme", "Theme", Kind.ONE, needed=True, choices="pack.themes"),
        )),
        Field("scoping.immediate_actions", "Action taken at once", Kind.ROWS, rows=ACTION, one="action"),
        Field("scoping.agency_learning", "What your agency has learned", Kind.LINES,
              example="Fathers are asked about by everybody and spoken to by nobody."),
        Field("scoping.agency_actions", "What your agency has done about it", Kind.ROWS, rows=ACTION, one="action"),
    )),
    Section("risks", "Risks, limits and records", (
        Field("scoping.risk_to_other_children", "Is there a risk to other children?", Kind.ONE,
              choices=codes.YES_NO_NOT_KNOWN),
        Field("scoping.risk_explained", "Which risk, and what was done?", Kind.LONG, longest=4000,
              hint="Which children, what could happen to them, and who has been told.",
              example="A younger cousin lives in the same house. Children’s social care was told on 9 September and "
                      "has visited."),
        Field("scoping.other_agencies", "Other agencies that you think were involved", Kind.LINES),
        Field("scoping.parallel_processes", "Other processes that you know of", Kind.LINES),
        Field("scoping.disclosure_limits", "What may not be shared, and why", Kind.LONG, longest=4000,
              hint="For example, held back for the police, or medical confidentiality.",
              example="Two rows of the chronology are held back for the police until the trial is over."),
        Field("scoping.record_quality", "How good are your records?", Kind.ONE, choices=codes.RECORD_QUALITY),
        Field("scoping.record_gaps", "Gaps in your records", Kind.LONG, longest=4000,
              hint="What is missing, and what it means for this return.",
              example="Paper notes of 2024 were lost in a move. What was done then is known from letters to the "
                      "practice only."),
    ), support=True),
    Section("chronology", "Chronology", (CHRONOLOGY,), upload="chronology", support=True,
            before="Significant events in the order of their dates, as short headlines with what they meant for the "
                   "child. Not a list of everything that staff did."),
    Section("sign-off", "Sign-off by a senior manager", (
        Field("scoping.signed_by_role", "Role of the senior manager who signs", needed=True),
        Field("scoping.signed_on", "Signed on", Kind.DATE, needed=True),
        Field("scoping.sign_off_statement", "Statement", Kind.LONG, longest=2000,
              hint="What you say in the name of your agency when you sign.",
              example="I have read this return. It is what our records and our practitioners say, and it was written"
                      " with them."),
        Field("returned_on", "Day of the return", Kind.DATE, needed=True),
    ), before="Your agency’s safeguarding lead can open this form, too: it begins there with what you have saved."),
)  # fmt: skip
RETURN = FormOf(
    code="agency_return", title="Your agency’s return", service="submissions", method="ReturnSubmission",
    by_agency=True, sections=SECTIONS, rules={"scoping": "scoping.", "chronology_row": "chronology."},
    send="Send the return",
    sent_title="The return is sent",
    sent_text="The coordinator reads it, and accepts it or asks a question. Until then you can send it again.",
)  # fmt: skip
NIL_RETURN = FormOf(
    code="nil_return", title="Your agency does not know the family", service="submissions", method="EnterNilReturn",
    by_agency=True,
    sections=(
        Section("nil", "Nil return", (
            Field("checked_on", "When were the records checked?", Kind.DATE, needed=True),
            Field("systems_searched", "Which systems were searched?", Kind.LINES, needed=True,
                  example="Electronic patient record; safeguarding log"),
            Field("persons", "People you looked for", Kind.ROWS, one="person", rows=PERSON[:2]),
            Field("other_agencies", "Other agencies that you think were involved", Kind.LINES),
            Field("author_role", "Your role"),
            Field("signed_by_role", "Role of the senior manager who signs", needed=True),
            Field("signed_on", "Signed on", Kind.DATE, needed=True),
            Field("sign_off_statement", "Statement", Kind.LONG, longest=2000,
                  hint="What you say in the name of your agency when you sign.",
                  example="Our systems were searched under all known names. We have no record of this family."),
            Field("returned_on", "Day of the return", Kind.DATE, needed=True),
        )),
    ),
    send="Send the nil return", sent_title="The nil return is sent",
    sent_text="The coordinator reads it, and accepts it or asks a question.",
)  # fmt: skip
PARTS = {
    one.path.removeprefix("scoping."): one.label
    for section in SECTIONS
    for one in section.fields
    if one.path.startswith("scoping.")
} | {"chronology": "Chronology"}
QUERY = FormOf(
    code="return_query", title="Ask the agency about its return", service="submissions", method="QuerySubmission",
    by_agency=True,
    sections=(
        Section("query", "Your question", (
            Field("question", "Your question", Kind.LONG, longest=4000,
                  example="Thank you for this. Could you say what was known of the second child at that time?",
                  hint="Ask for what the meeting needs to understand, without saying that anybody was at fault."),
            Field("sections", "Questions to single parts", Kind.ROWS, one="question", rows=(
                Field("section", "Part of the return", Kind.ONE, needed=True, choices=PARTS),
                Field("question", "Question", Kind.LONG, needed=True, longest=4000,
                      hint="Which part, and what you would like to know.",
                      example="You write that visits were missed. Do you know what was going on for the family in "
                              "that month?"),
            )),
        )),
    ),
    send="Send the question", sent_title="The question is sent",
    sent_text="The agency is told that there is a question. Its return comes again with the answer.",
)  # fmt: skip
ACCEPTANCE = FormOf(
    code="return_acceptance", title="Accept the return", service="submissions", method="AcceptSubmission",
    by_agency=True, sections=(Section("acceptance", "Accept", ()),),
    send="Accept the return", sent_title="The return is accepted",
    sent_text="It is complete for the meeting. Its chronology stands in the merged chronology of the case.",
)  # fmt: skip
EXCUSE = FormOf(
    code="return_excuse", title="Excuse the agency from its return", service="submissions",
    method="ExcuseSubmission", by_agency=True,
    sections=(
        Section("excuse", "Why", (
            Field("reason", "Reason", Kind.ONE, needed=True, choices=codes.EXCUSES),
            Field("explanation", "Explanation", Kind.LONG, needed=True, longest=4000,
                  hint="So that somebody who was not there understands why the case goes on without this return.",
                  example="The service closed in March; its records are part of the return of the hospital."),
        )),
    ),
    send="Excuse the agency", sent_title="The agency is excused",
    sent_text="The case goes on without its return. Why stands in the history of the case.",
)  # fmt: skip
