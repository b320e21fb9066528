# ruff: noqa: RUF001 - people read typographic apostrophes, not typewriter ones.
"""An agency's return: the Initial Information and Scoping document, its chronology, and what is said to it."""

from __future__ import annotations

from portal.forms import codes
from portal.forms.fields import Field, FormOf, Kind, Section

ACTION = (
    Field("text", "What was done", Kind.LONG, needed=True, longest=4000),
    Field(
        "by_role",
        "By whom (a role)",
        needed=True,
        hint="For example, Head of service. Never a name.",
    ),
    Field("taken_on", "When", Kind.DATE, needed=True),
)
PERSON = (
    Field("person", "Who", Kind.ONE, needed=True, choices=codes.PERSONS),
    Field(
        "code", "Code", hint="Tells several of a kind apart, for example Sibling 2. Never a name."
    ),
    Field("known", "Known to your agency?", Kind.YES_NO, needed=True),
)
MEMBER = (
    Field("code", "Code", hint="For example, Mother or Sibling 2. Never a name."),
    Field("relationship", "Relationship to the child"),
    Field("age", "Age"),
    Field("lives_with_child", "Lives with the child", Kind.ONE, choices=codes.YES_NO_NOT_KNOWN),
    Field("note", "Note", Kind.LONG, longest=2000),
)
EPISODE = (
    Field("code", "Short code", needed=True, hint="Rows of the chronology point to it. For example, K1."),
    Field("happened_on", "When", Kind.DATE, needed=True),
    Field("event", "What happened", Kind.LONG, needed=True),
    Field("what_was_done", "What was done", Kind.LONG, needed=True),
    Field("why", "Why: what was known, and what was in the way", Kind.LONG, needed=True,
          example="The nurse had 40 families that month and no record of the earlier call, which another service "
                  "had taken."),
    Field("effect", "What it meant for the child", Kind.LONG, needed=True),
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
    Field("agency_response", "What your agency did or decided", Kind.LONG),
    Field("response_by_role", "By whom (a role)"),
    Field("child_seen", "Was the child seen?", Kind.ONE, needed=True, choices=codes.SEEN),
    Field("child_seen_alone", "Seen alone?", Kind.ONE, choices=codes.SEEN),
    Field("child_spoken_to", "Spoken to?", Kind.ONE, choices=codes.SEEN),
    Field("child_said", "What the child said or showed", Kind.LONG),
    Field("significance", "What it meant for the child", Kind.LONG),
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
    Field("scoping.areas", "Areas served", Kind.LINES),
    Field("scoping.author_role", "Your role", hint="Who wrote this. Never a name."),
    Field("scoping.checked_on", "When were the records checked?", Kind.DATE),
    Field("scoping.systems_searched", "Which systems were searched?", Kind.LINES, needed=True,
          example="Electronic patient record; safeguarding log; paper files of the clinic"),
    Field("scoping.period_from", "Records were read from", Kind.DATE),
    Field("scoping.period_to", "Records were read up to", Kind.DATE),
    Field("scoping.period_reason", "Why this period?", Kind.LONG, longest=2000),
))  # fmt: skip
SECTIONS = (
    BASICS,
    Section("people", "Who is known to you", (
        Field("scoping.persons", "People of the family", Kind.ROWS, rows=PERSON, one="person",
              hint="Say of each whether your agency knows them."),
        Field("scoping.family", "The family as your agency knows it", Kind.ROWS, rows=MEMBER, one="family member"),
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
        Field("scoping.not_with_practitioners_reason", "If not, why?", Kind.LONG, longest=2000),
        Field("scoping.support_offered", "Support that practitioners were offered", Kind.LONG, longest=4000,
              example="A talk with the named nurse on the same day, and a quiet room to write in."),
    ), before="Front-line practitioners know most about the child’s life. This is a safe space to reflect, not an "
              "investigation of anybody.", support=True),
    Section("involvement", "Your involvement", (
        Field("scoping.involvement", "Summary of your involvement", Kind.LONG, needed=True,
              example="We knew the family from March 2026, when Child A was born. There were six visits. Child A was "
                      "not brought to three appointments. The last contact was on 2 June."),
        Field("scoping.episodes", "Key practice episodes", Kind.ROWS, rows=EPISODE, one="episode", apart=True,
              shown=("code", "event"), hint="Moments that mattered, each with its analysis."),
    ), support=True),
    Section("child", "The child’s life and identity", (
        Field("scoping.lived_experience", "What was it like to be this child?", Kind.LONG, needed=True,
              hint="What the child saw, heard, said and showed, day by day.",
              example="She was often with her grandmother, who sang to her. At home there were loud arguments; the "
                      "neighbour heard her cry at night."),
        Field("scoping.identity_and_context", "Identity and context", Kind.LONG, needed=True,
              hint="Who the child and family are, and how that was considered."),
        Field("scoping.identity", "Aspects of identity", Kind.ROWS, one="aspect", rows=(
            Field("aspect", "Aspect", Kind.ONE, needed=True, choices=codes.ASPECTS),
            Field("recorded", "What is recorded", Kind.LONG, longest=2000),
            Field("considered", "How it was considered in practice", Kind.LONG, longest=2000),
            Field("not_recorded_because", "If it is not recorded, why?", Kind.LONG, longest=2000),
        )),
        Field("scoping.effect_of_inequality", "How racism or another inequality shaped what happened", Kind.LONG),
    ), support=True),
    Section("learning", "Strengths and learning", (
        Field("scoping.strengths", "Strengths and good practice", Kind.LINES),
        Field("scoping.improvements", "What could be better", Kind.ROWS, one="improvement", rows=(
            Field("text", "What could be better", Kind.LONG, needed=True, longest=4000),
            Field("theme", "Theme", Kind.ONE, needed=True, choices="pack.themes"),
        )),
        Field("scoping.immediate_actions", "Action taken at once", Kind.ROWS, rows=ACTION, one="action"),
        Field("scoping.agency_learning", "What your agency has learned", Kind.LINES),
        Field("scoping.agency_actions", "What your agency has done about it", Kind.ROWS, rows=ACTION, one="action"),
    )),
    Section("risks", "Risks, limits and records", (
        Field("scoping.risk_to_other_children", "Is there a risk to other children?", Kind.ONE,
              choices=codes.YES_NO_NOT_KNOWN),
        Field("scoping.risk_explained", "Which risk, and what was done?", Kind.LONG, longest=4000),
        Field("scoping.other_agencies", "Other agencies that you think were involved", Kind.LINES),
        Field("scoping.parallel_processes", "Other processes that you know of", Kind.LINES),
        Field("scoping.disclosure_limits", "What may not be shared, and why", Kind.LONG, longest=4000,
              hint="For example, held back for the police, or medical confidentiality."),
        Field("scoping.record_quality", "How good are your records?", Kind.ONE, choices=codes.RECORD_QUALITY),
        Field("scoping.record_gaps", "Gaps in your records", Kind.LONG, longest=4000),
    )),
    Section("chronology", "Chronology", (CHRONOLOGY,), upload="chronology", support=True,
            before="Significant events in the order of their dates, as short headlines with what they meant for the "
                   "child. Not a list of everything that staff did."),
    Section("sign-off", "Sign-off by a senior manager", (
        Field("scoping.signed_by_role", "Role of the senior manager who signs", needed=True),
        Field("scoping.signed_on", "Signed on", Kind.DATE, needed=True),
        Field("scoping.sign_off_statement", "Statement", Kind.LONG, longest=2000),
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
            Field("sign_off_statement", "Statement", Kind.LONG, longest=2000),
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
                  example="Thank you for this. Could you say what was known of the second child at that time?"),
            Field("sections", "Questions to single parts", Kind.ROWS, one="question", rows=(
                Field("section", "Part of the return", Kind.ONE, needed=True, choices=PARTS),
                Field("question", "Question", Kind.LONG, needed=True, longest=4000),
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
            Field("explanation", "Explanation", Kind.LONG, needed=True, longest=4000),
        )),
    ),
    send="Excuse the agency", sent_title="The agency is excused",
    sent_text="The case goes on without its return. Why stands in the history of the case.",
)  # fmt: skip
