# ruff: noqa: RUF001 - people read typographic apostrophes, not typewriter ones.
"""Referring an incident, agreeing to that as the agency's senior lead, and the notice of a serious incident."""

from __future__ import annotations

from portal.forms import codes
from portal.forms.decisions import decision
from portal.forms.fields import Field, FormOf, Kind, Section

CHILD = (
    Field("name", "Name", hint="Needed, unless you tick the next box. Most people see Child A instead."),
    Field("identity_unknown", "The name is not known yet", Kind.TICK),
    Field("other_names", "Other names"),
    Field("born_on", "Date of birth", Kind.DATE),
    Field("expected_on", "Expected date of birth", Kind.DATE, hint="Only for a child who is not born yet."),
    Field("sex", "Sex", Kind.ONE, choices=codes.SEX),
    Field("ethnicity", "Ethnicity", Kind.ONE, choices="list.ethnicity"),
    Field("ethnicity_known", "How the ethnicity is known", Kind.ONE, choices=codes.ETHNICITY_KNOWN),
    Field("first_language", "First language"),
    Field("religion", "Religion or belief"),
    Field("disabilities", "Disabilities", Kind.MANY, choices="list.disability"),
    Field("nhs_number", "NHS number", hint="Ten digits."),
    Field("upn", "Unique pupil number"),
    Field("authority_id", "Number at the local authority"),
    Field("address_at_incident.lines", "Address at the time of the incident", Kind.LONG, longest=1000),
    Field("address_at_incident.authority", "Local authority of that address"),
    Field("usual_address.lines", "Usual address, if another", Kind.LONG, longest=1000),
    Field("usual_address.authority", "Local authority of the usual address"),
    Field("placement", "Where the child lived", Kind.ONE, choices="list.placement-type"),
    Field("legal_status", "Legal status", Kind.ONE, choices="list.legal-status"),
    Field("plan_status", "Child protection plan", Kind.ONE, choices=codes.PLAN_STATUS),
    Field("plan_category", "Category of the plan", Kind.ONE, choices="list.plan-category"),
    Field("looked_after", "Looked after by a local authority", Kind.ONE, choices=codes.YES_NO_NOT_KNOWN),
    Field("care_leaver", "Care leaver", Kind.ONE, choices=codes.YES_NO_NOT_KNOWN),
    Field("safe_now", "Is the child safe now?", Kind.ONE, choices=codes.YES_NO_NOT_KNOWN),
    Field("safety", "What keeps the child safe", Kind.LONG, longest=4000),
)  # fmt: skip
RELATIVE = (
    Field("relation", "Who they are to the child", Kind.ONE, needed=True, choices=codes.RELATIONS),
    Field("name", "Name"),
    Field("born_on", "Date of birth", Kind.DATE),
    Field("lives_with_child", "Lives with the child", Kind.ONE, choices=codes.YES_NO_NOT_KNOWN),
    Field("safe_now", "Safe now", Kind.ONE, choices=codes.YES_NO_NOT_KNOWN),
    Field("safety", "What keeps them safe", Kind.LONG, longest=4000),
)
CHILDREN = Section(
    "children", "The child or children",
    (Field("children", "Children the incident is about", Kind.ROWS, needed=True, rows=CHILD, one="child",
           apart=True, shown=("name", "born_on", "sex")),),
    before="Each child has a page. Write down what you know now; what is not known can follow.",
)  # fmt: skip
INCIDENT = Section(
    "incident", "What happened",
    (
        Field("incident.category", "What kind of incident was it?", Kind.ONE, needed=True, choices=codes.CATEGORIES),
        Field("incident.abuse_or_neglect", "Is abuse or neglect known or suspected?", Kind.ONE, needed=True,
              choices=codes.ABUSE),
        Field("incident.harm_types", "Kinds of harm", Kind.MANY, choices="pack.harm_types"),
        Field("incident.occurred_on", "When did it happen?", Kind.DATE, needed=True),
        Field("incident.precision", "How exact is this day?", Kind.ONE, choices=codes.PRECISIONS),
        Field("incident.occurred_until_on", "The end of the period", Kind.DATE, hint="Only if it was a period."),
        Field("incident.occurred_time", "Time of day", Kind.TIME, hint="Only of an exact day. For example, 09:30."),
        Field("incident.place", "Where did it happen?", longest=1000),
        Field("incident.who_was_present", "Who was present?", Kind.LONG, longest=4000),
        Field("incident.what_happened", "What happened?", Kind.LONG, needed=True,
              hint="Facts in the order in which they happened, as far as they are known today.",
              example="On Monday evening Child A (5 months) was brought to hospital by ambulance, not breathing. "
                      "She had been asleep on the sofa beside a parent. She died the next morning."),
        Field("incident.why_serious", "Why is it serious?", Kind.LONG,
              example="A baby has died. It is not clear yet whether the way in which she slept played a part."),
    ),
    support=True,
)  # fmt: skip
SAFETY = Section(
    "safety", "Safety now",
    (
        Field("incident.immediate_safety",
              "What was done for the safety of the child, of brothers and sisters, and of other children?", Kind.LONG,
              example="Her brother (3) is with his grandmother. A strategy meeting was held on Tuesday. "
                      "The health visitor will see him on Thursday."),
    ),
)  # fmt: skip
FAMILY = Section(
    "family", "Family and household",
    (
        Field("circumstances.family", "People of the family and household", Kind.ROWS, rows=RELATIVE, one="person"),
        Field("circumstances.relationships", "Relationships that matter", Kind.LONG, longest=4000),
    ),
)  # fmt: skip
OTHERS = Section(
    "others", "Agencies, areas and other processes",
    (
        Field("agencies_involved", "Agencies that you know are involved with the family", Kind.MANY,
              choices="pack.agencies"),
        Field("other_partnerships", "Other partnerships whose area is touched", Kind.MANY, choices="partnerships"),
        Field("circumstances.other_areas", "Other areas", hint="Areas that are not in the list.", longest=1000),
        Field("circumstances.parallel_processes", "Other processes that you know of", Kind.MANY,
              choices=codes.PARALLEL_PROCESSES),
        Field("circumstances.media_interest", "Interest of the media or the public", Kind.ONE, choices=codes.INTEREST,
              hint="If there is a lot, please telephone the partnership’s business unit as well."),
    ),
)  # fmt: skip
WHY = Section(
    "why", "Why a review should be considered",
    (
        Field("why_consider", "Why should this be considered?", Kind.LONG,
              example="Four agencies knew the family. Advice on safe sleep was given twice, and we do not know what "
                      "stood in the way."),
        Field("circumstances.criteria", "Which of these does it seem to meet?", Kind.MANY, choices="pack.criteria"),
        Field("circumstances.multi_agency_learning", "What could agencies learn together?", Kind.LONG, longest=4000),
        Field("circumstances.good_practice", "Good practice that you have seen", Kind.LONG, longest=4000),
    ),
)  # fmt: skip
REFERRAL = FormOf(
    code="referral", title="Refer an incident", service="referral", method="PrepareReferral",
    rules={"referral": "incident."},
    sections=(
        Section("you", "About you", (
            Field("agency", "Your agency", Kind.ONE, needed=True, choices="own.agencies"),
            Field("referrer_name", "Your name", needed=True),
            Field("referrer_role", "Your role", needed=True, example="Named nurse for safeguarding children"),
            Field("referrer_contact", "How to reach you", hint="A work telephone number or e-mail address."),
            Field("not_a_safeguarding_referral",
                  "I know that this is not a safeguarding referral, and that a child at risk now is helped first",
                  Kind.TICK, needed=True),
        )),
        CHILDREN, INCIDENT, SAFETY, FAMILY, OTHERS, WHY,
    ),
    send="Send to your senior safeguarding lead",
    sent_title="Sent to your senior safeguarding lead",
    sent_text="The senior safeguarding lead of your agency now reads it. Once they agree, the partnership has received "
              "it, and it gets its case number. Nobody outside your agency knows of it before.",
)  # fmt: skip
AGREEMENT = FormOf(
    code="agreement", title="Agree to a referral", service="referral", method="RecordAgreement",
    sections=(
        Section("agreement", "Your answer", (
            *decision("G0", "Do you agree that this incident is referred?")[:4],
            Field("lead_name", "Your name", needed=True),
            Field("lead_role", "Your role", needed=True),
        )),
    ),
    send="Record your answer",
    sent_title="Your answer is recorded",
    sent_text="If you agreed, the partnership has received the referral and decides what follows. If you did not, the "
              "author of the referral sees why.",
)  # fmt: skip
WHEN = ("incident.occurred", "incident.precision")
NOTIFICATION = FormOf(
    code="notification", title="Notice of a serious incident", service="referral", method="NotifyIncident",
    rules={"notification": "incident."},
    sections=(
        Section("notice", "The notice", (
            Field("authority", "Local authority", Kind.ONE, needed=True, choices="pack.authorities"),
            Field("national_reference", "Reference of the national system", example="SIN-2026-00417"),
            Field("nature", "What is notified?", Kind.ONE, choices=codes.NATURES),
            Field("grouping", "Who does it cover?", Kind.ONE, choices=codes.GROUPINGS),
            Field("outline", "The other children", Kind.LONG, longest=4000,
                  hint="Only for the main child of a large investigation."),
            Field("threshold_met", "Does the notice say that the threshold of a Rapid Review is met?", Kind.ONE,
                  choices={"yes": "Yes", "no": "No"}),
            Field("known_to_agencies", "Was the child known to any agency?", Kind.ONE,
                  choices=codes.YES_NO_NOT_KNOWN),
        )),
        Section("times", "The four times", (
            Field("incident.occurred_on", "1. When did it happen?", Kind.DATE, needed=True),
            Field("incident.precision", "How exact is this day?", Kind.ONE, choices=codes.PRECISIONS),
            Field("incident.occurred_until_on", "The end of the period", Kind.DATE, hint="Only if it was a period."),
            Field("incident.occurred_time", "Time of day", Kind.TIME),
            Field("agency_aware_on", "2. When did the first agency know of it?", Kind.DATE, needed=True),
            Field("agency_aware_time", "Time of day", Kind.TIME),
            Field("authority_aware_on", "3. When did the local authority know of it?", Kind.DATE, needed=True,
                  hint="The working days to notify count from here."),
            Field("authority_aware_time", "Time of day", Kind.TIME),
            Field("sent_on", "4. When was the notice sent?", Kind.DATE, needed=True),
            Field("sent_time", "Time of day", Kind.TIME),
            Field("late_reason", "Why was it sent later than five working days?", Kind.LONG, longest=4000,
                  hint="Only if it was. Late is a fact with a reason; it does not stop you."),
            Field("partners_told_on", "When were the other partners told?", Kind.DATE),
            Field("copied_to", "Who got a copy?", Kind.MANY, choices=codes.COPIED_TO),
        ), before="Each of these days may be another one. They are kept apart, so that nobody has to guess later."),
        CHILDREN,
        Section("incident", "What happened",
                tuple(one for one in INCIDENT.fields if not one.path.startswith(WHEN)),
                support=True),
        SAFETY, FAMILY,
        Section("others", OTHERS.title, OTHERS.fields),
    ),
    send="Record the notice",
    sent_title="The notice is recorded",
    sent_text="The statutory partners are asked for their views. The case shows by when each step is due.",
)  # fmt: skip
