"""How a person is told: by what, at which address, and with or without reminders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from chassis.doors.refused_fields import RefusedField
from portal.forms.refused import Form
from portal.message_words import CHANNELS

CHANNEL, ADDRESS, REMINDERS = "channel", "address", "reminders"
YES, NO = "yes", "no"
FORM = Form((CHANNEL, ADDRESS, REMINDERS))
NOTHING_CHOSEN = "portal.nothing_chosen"


def answers(*, channel: str, reminders: bool) -> Mapping[str, str]:
    """What stands in the form before anything was typed. An address is never shown again."""
    return {CHANNEL: channel, REMINDERS: YES if reminders else NO}


def unanswered(form: Form) -> Iterator[RefusedField]:
    """The questions of which no answer was chosen."""
    for name, allowed in ((CHANNEL, CHANNELS.keys()), (REMINDERS, {YES, NO})):
        if form.answer(name) not in allowed:
            yield RefusedField(field=name, code=NOTHING_CHOSEN, sentence="Choose an answer.")
