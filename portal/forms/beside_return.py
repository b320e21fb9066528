"""Beside an agency's return: what was sent in another case, and the support that practitioners were offered."""

from __future__ import annotations

from portal.forms.fields import Field, FormOf, Kind, Section

SHARE = FormOf(
    code="return_share", title="Answer with a return that you have sent before", service="submissions",
    method="ShareReturn", by_agency=True,
    sections=(
        Section("share", "The return that holds here, too", (
            Field("from_case_id", "In which case did your agency send it?", Kind.ONE, needed=True,
                  choices="case.sent_elsewhere"),
            Field("from_return_number", "Which version?", Kind.NUMBER, hint="Leave it empty for the newest."),
            Field("returned_on", "Day of the return", Kind.DATE, needed=True),
            Field("confirmed", "My agency says that its facts, its limits and its sign-off hold in this case, too",
                  Kind.TICK, needed=True),
        ), before="Where an incident is looked at twice, such as by two partnerships, your agency answers once. What "
                  "you sent there is copied here, with its chronology, and is read by those who work on this case."),
    ),
    send="Send it here, too", sent_title="The return is sent",
    sent_text="The page of the return says from which case it was copied. If you send a newer version there, it is not "
              "copied by itself.",
)  # fmt: skip
SUPPORT = FormOf(
    code="support_note", title="Support offered to practitioners", service="submissions", method="NoteSupport",
    by_agency=True, regardless=True,
    sections=(
        Section("support", "Support that was offered", (
            Field("practitioner", "To whom?", needed=True, hint="A role, never a name. For example, HV1."),
            Field("offered", "What was offered?", Kind.LONG, needed=True, longest=4000,
                  hint="Time, somebody to talk to, changes in their work.",
                  example="Time to talk with her supervisor on Thursday, and the number of the staff counsellor."),
            Field("offered_on", "When?", Kind.DATE, needed=True),
        ), before="Reviews are hard for those who knew the child. Note here what your agency has offered them. Only "
                  "people of your own agency can read it; it is no part of the return."),
    ),
    send="Note it", sent_title="It is noted",
    sent_text="Only people of your own agency can read it.",
)  # fmt: skip
