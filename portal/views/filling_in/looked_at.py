"""The case of an address at which more of it is shown, for those who may ask for that."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request

from chassis.errors import NotFound
from portal.clients.form_facts import Subject
from portal.clients.forms_door import subject_of
from portal.permissions import READ
from portal.views.desk import Visitor
from portal.views.filling_in.filling import roles_in


def looked_at(visitor: Visitor, request: Request, method: str, *, in_part: bool = False) -> Subject:
    """The case, or ``in_part`` a part of it. Raises ``NotFound`` for whoever may not call ``method`` there."""
    found = subject_of(request.path_params["partnership"], request.path_params["subject"])
    if found is None or (found.agency and not in_part):
        raise NotFound
    if READ[method].isdisjoint(roles_in(visitor, replace(found, agency=""))):
        raise NotFound
    return found
