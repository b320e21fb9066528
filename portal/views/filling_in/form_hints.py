"""Words in a return that may sound like blame, and how else it can be said: a suggestion, and never a block."""

from __future__ import annotations

from dataclasses import dataclass

from chassis.errors import Refusal, Temporary
from portal.clients.form_facts import Draft
from portal.forms.answers import names_of
from portal.forms.fields import Kind
from portal.views.filling_in.filling import Filling
from portal.views.filling_in.form_drawn import placed

SERVICE = "submissions"
TEXTS_MAX = 200
WORDED = frozenset({Kind.LONG, Kind.LINES})


@dataclass(frozen=True, slots=True)
class Hint:
    """A word, where it stands, and another way to say it."""

    label: str
    address: str
    word: str
    suggestion: str


async def hints_of(filling: Filling, draft: Draft) -> list[Hint]:
    """One question to the service, whatever was typed. Without an answer there are no hints."""
    if filling.form.service != SERVICE:
        return []
    texts = [
        {"field": name, "text": said}
        for name, field in names_of(filling.form.fields, draft.typed)
        if field.kind in WORDED and (said := draft.typed.get(name, ""))
    ]
    try:
        answer = await filling.door.read(
            filling.visitor.caller, "CheckWords", {"texts": texts[:TEXTS_MAX]}
        )
    except (Refusal, Temporary):
        return []
    return [
        Hint(*placed(filling, draft, one["field"]), one["word"], one["suggestion"])
        for one in answer.get("hints", ())
    ]
