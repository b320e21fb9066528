"""How bodies of events that were stored by earlier versions become bodies of today's. Never edited, only added to."""

from __future__ import annotations

from typing import Any

from chassis.aggregate import Body

FIRST_NOTICE = "N1"
_ACCOUNT = ("children", "incident", "why_consider", "agencies_involved", "other_partnerships")
_NATURES = {"death": "death_abuse_or_neglect", "serious_harm": "serious_harm"}


def _with_account(body: Body) -> Body:
    rest = {name: value for name, value in body.items() if name not in _ACCOUNT}
    return rest | {"account": {name: body[name] for name in _ACCOUNT}}


def received_v1(body: Body) -> Body:
    """The account of the incident stood beside who told it."""
    return _with_account(body)


def notified_v1(body: Body) -> Body:
    """A case had one notification, of all its children."""
    new = _with_account(body)
    notice = _notice(new.pop("notification"), body["incident"], children=len(body["children"]))
    return new | {"notices": {FIRST_NOTICE: notice}}


def joined_v1(body: Body) -> Body:
    """The first version did not keep what the authority told."""
    return body | {"agencies_involved": [], "account": None}


def joined_v2(body: Body) -> Body:
    """A case had one notification, which covered whom the referral named: at least the first child."""
    notice = _notice(body["notification"], body["incident"], children=1)
    kept = ("reference", "other_partnerships", "agencies_involved")
    return {name: body[name] for name in kept} | {
        "notice": notice, "category": body["incident"]["category"], "children": [], "told": body["account"],
    }  # fmt: skip


def viewed_v1(body: Body) -> Body:
    """A view had no findings."""
    return body | {"view": body["view"] | {"findings": []}}


def decided_v1(body: Body) -> Body:
    """A decision had no record of its gate; what was kept of it becomes one."""
    begins, notified = body["outcome"] == "initiate", body["notified_on"]
    basis = "initiate_on_notification" if notified else "initiate_on_referral"
    record = {
        "gate": "G2", "body": "", "rule_pack": "", "question": "", "criteria": {},
        "decided_on": body["decided_on"], "outcome": basis if begins else "do_not_initiate",
        "route": "" if begins else body["outcome"], "rationale": body["rationale"],
        "findings": [
            {"criterion": code, "finding": word} for code, word in body["findings"].items()
        ],
    }  # fmt: skip
    kept = ("reference", "outcome", "notified_on", "agencies", "other_partnerships")
    views = {partner: view | {"findings": []} for partner, view in body["views"].items()}
    return {name: body[name] for name in kept} | {"record": record, "views": views}


def _notice(notification: Any, incident: Any, *, children: int) -> Body:
    facts = ("agency_aware", "authority_aware", "sent")
    return {
        "notice": FIRST_NOTICE, "authority": notification["authority"],
        "national_reference": notification["national_reference"],
        "nature": _NATURES.get(incident["category"], "other"),
        "grouping": "one_child" if children == 1 else "siblings",
        "covers": [chr(ord("A") + number) for number in range(min(children, 26))],
        "occurred": {"on": incident["occurred_on"]}, "late_reason": notification["late_reason"],
    } | {fact: {"on": notification[f"{fact}_on"]} for fact in facts}  # fmt: skip
