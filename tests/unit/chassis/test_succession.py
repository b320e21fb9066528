"""Who follows a partnership that has ended: what a pack may say of it, and who acts for it from that day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID, uuid4

import pytest

from chassis.access import refusals as no
from chassis.access.guard import Guard
from chassis.access.relations import CaseRelations, Relations
from chassis.access.roles import (
    AUDITOR,
    COORDINATOR,
    FILTERED,
    LEAD,
    STATUTORY_PARTNER,
    Table,
)
from chassis.errors import NotFound
from chassis.identity import Caller, Membership, OtherPartnership
from chassis.rules.rule_packs import PackError, RulePacks
from chassis.rules.succession import PartnershipEnded, Succession, Successions
from tests.support.pack_files import LOCAL, dated, packs_of

ENDED = "partnerships/test/2021.1"
DAY = date(2022, 4, 1)
HEAD = dated(LOCAL, "2021.1", "2021-03-01")


def partnership(code: str, *, begins: str = "2020-06-01") -> dict[str, str]:
    text = LOCAL.replace('"TST"', f'"{code}"').replace("2020-06-01", begins)
    return {f"partnerships/{code.lower()}/2020.2": text}


def ending(*, on: str = "2022-04-01", **to: Iterable[str]) -> str:
    """A version of the invented partnership's pack that says who follows it."""
    text = f'{HEAD}like = "2020.2"\n[succession]\nfrom_day = {on}\nsource = "Invented"\n'
    for code, areas in to.items():
        text += f"[succession.to.{code}]\nareas = {[*areas]}\n"
    return text


def packs(folder: Path, said: str, *others: str) -> RulePacks:
    files = {ENDED: said}
    for code in others:
        files |= partnership(code)
    return packs_of(folder, files)


WRONG: dict[str, tuple[dict[str, str], str]] = {
    "nobody": ({ENDED: ending()}, ":8: succession: to is missing."),
    "unknown": (
        {ENDED: ending(NEX=()), **partnership("NEW")},
        ":11: succession.to.NEX: there is no partnership NEX; did you mean NEW.",
    ),
    "itself": ({ENDED: ending(TST=())}, ":11: succession.to.TST: this leads in a circle"),
    "before it began": (
        {ENDED: ending(on="2020-06-01", NEW=()), **partnership("NEW")},
        ":9: succession.from_day: the partnership begins on 2020-06-01; it does not end before",
    ),
    "before this version": (
        {ENDED: ending(on="2021-02-01", NEW=()), **partnership("NEW")},
        ":9: succession.from_day: TST@2021.1 begins after the partnership has ended.",
    ),
    "a successor that is still to come": (
        {ENDED: ending(NEW=()), **partnership("NEW", begins="2022-04-02")},
        ":11: succession.to.NEW: NEW begins on 2022-04-02, after this partnership has ended.",
    ),
    "several without areas": (
        {ENDED: ending(NEW=["A"], OTH=()), **partnership("NEW"), **partnership("OTH")},
        ":14: succession.to.OTH.areas: several follow this partnership; say which areas",
    ),
    "an area twice": (
        {ENDED: ending(NEW=["A"], OTH=["B", "A"]), **partnership("NEW"), **partnership("OTH")},
        ":14: succession.to.OTH.areas: A falls to NEW already.",
    ),
    "forgotten by a later version": (
        {
            ENDED: ending(NEW=()), **partnership("NEW"),
            "partnerships/test/2021.2": dated(LOCAL, "2021.2", "2021-06-01") + 'like = "2020.2"\n',
        },
        "2021.2.toml:5: succession: TST@2021.1 says who follows this partnership; say it here, too.",
    ),
    "no source": (
        {ENDED: ending(NEW=()).replace('source = "Invented"', ""), **partnership("NEW")},
        ":8: succession: source is missing.",
    ),
    "of a region": (
        {"regions/north/2021.1": "[succession]\n"}, "succession: there is no key of this name here",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("files", "message"), WRONG.values(), ids=WRONG)
def test_a_wrong_succession_is_refused_with_its_line(
    tmp_path: Path, files: dict[str, str], message: str
) -> None:
    with pytest.raises(PackError) as refusal:
        packs_of(tmp_path, files)

    assert message in str(refusal.value)


def follows(code: str, by: str, on: str) -> dict[str, str]:
    """A partnership, and a version of its pack by which another one follows it."""
    said = ending(on=on, **{by: ()}).replace('"TST"', f'"{code}"')
    return partnership(code) | {f"partnerships/{code.lower()}/2021.1": said}


def test_a_circle_is_refused_whatever_its_days(tmp_path: Path) -> None:
    files = follows("AAA", "BBB", "2022-04-01") | follows("BBB", "CCC", "2023-04-01")

    with pytest.raises(PackError) as refusal:
        packs_of(tmp_path, files | follows("CCC", "AAA", "2024-04-01"))

    assert str(refusal.value).count("this leads in a circle") == 3


def test_a_successor_that_has_ended_by_then_is_refused(tmp_path: Path) -> None:
    files = follows("AAA", "BBB", "2022-04-01") | follows("BBB", "CCC", "2022-04-01")

    with pytest.raises(PackError, match="BBB has ended itself by then; name who follows it"):
        packs_of(tmp_path, files | partnership("CCC"))


def test_nothing_begins_under_a_partnership_from_the_day_on_which_others_follow(
    tmp_path: Path,
) -> None:
    found = packs(tmp_path, ending(NEW=["A"], OTH=["B", "C"]), "NEW", "OTH")

    found.must_go_on("TST", date(2022, 3, 31))
    found.must_go_on("NEW", DAY)
    with pytest.raises(PartnershipEnded) as refusal:
        found.must_go_on("TST", DAY)

    assert refusal.value.message == (
        "An invented partnership ended on 2022-04-01. Begin this with An invented partnership (A)"
        " or An invented partnership (B, C)."
    )


def test_a_later_version_puts_the_day_off(tmp_path: Path) -> None:
    later = ending(on="2023-04-01", NEW=()).replace("2021.1", "2021.2").replace("-03-01", "-06-01")
    files = partnership("NEW") | {ENDED: ending(NEW=()), "partnerships/test/2021.2": later}

    found = packs_of(tmp_path, files)

    found.must_go_on("TST", DAY)
    assert found.successions.heirs("TST", date(2023, 4, 1)) == {"NEW"}


def succession(*to: str, on: date = DAY) -> Succession:
    areas = {code: {"areas": [code]} for code in to}
    return Succession.model_validate({"from_day": on, "source": "Invented", "to": areas})


def test_heirs_are_followed_to_the_last_and_each_from_its_day() -> None:
    found = Successions(
        {"OLD": succession("NOR", "SOU"), "NOR": succession("ALL", on=date(2024, 4, 1)),
         "SOU": succession("ALL", on=date(2024, 4, 1))}
    )  # fmt: skip

    assert found.heirs("OLD", date(2022, 3, 31)) == {"OLD"}
    assert found.heirs("OLD", DAY) == {"NOR", "SOU"}
    assert found.heirs("OLD", date(2024, 4, 1)) == {"ALL"}
    assert dict(found.ended(DAY)) == {"OLD": {"NOR", "SOU"}}


READ, LIST, WRITE, OFFER = "/api/Read", "/api/List", "/api/Write", "/api/ProposeTransfer"
ROW = {COORDINATOR: LEAD, STATUTORY_PARTNER: LEAD, AUDITOR: LEAD}
TABLE: Table = {READ: ROW, LIST: dict.fromkeys(ROW, FILTERED), WRITE: ROW, OFFER: ROW}


@dataclass
class Known:
    """What is known of every case."""

    case: CaseRelations = field(default_factory=lambda: CaseRelations(lead="OLD"))

    async def of_case(self, *_asked: object) -> CaseRelations:
        return self.case

    async def conflicts_of(self, _person: str) -> frozenset[UUID]:
        return frozenset()


def asking(*, write: bool = False, named: str = "OLD", list_of: str = "") -> Any:
    header = SimpleNamespace(partnership=named, case_id=str(uuid4()))
    fields: dict[str, object] = {"header": header} if write else {"case_id": header.case_id}
    if list_of:
        fields = {"partnership": list_of}
    return SimpleNamespace(**fields, DESCRIPTOR=SimpleNamespace(fields_by_name=fields))


def guard(*to: str, case: CaseRelations | None = None, now: date = DAY) -> Guard:
    relations = cast("Relations", Known(case or CaseRelations(lead="OLD")))
    at = datetime(now.year, now.month, now.day, 12, tzinfo=UTC)
    return Guard(TABLE, relations, lambda: at, successions=Successions({"OLD": succession(*to)}))


def person(role: str, code: str) -> Caller:
    return Caller.acting("somebody", role, code)


async def test_before_its_day_a_successor_has_no_part() -> None:
    early = guard("NEW", now=date(2022, 3, 31))

    with pytest.raises(NotFound):
        await early.admit(person(COORDINATOR, "NEW"), READ, asking())
    with pytest.raises(OtherPartnership):
        await early.admit(person(COORDINATOR, "NEW"), WRITE, asking(write=True))


async def test_a_stranger_inherits_nothing() -> None:
    with pytest.raises(NotFound):
        await guard("NEW").admit(person(COORDINATOR, "XYZ"), READ, asking())


@pytest.mark.parametrize("role", [COORDINATOR, STATUTORY_PARTNER, AUDITOR])
async def test_the_only_heir_acts_in_the_same_role_under_the_code_of_before(role: str) -> None:
    for method, request in (
        (READ, asking()), (WRITE, asking(write=True)), (LIST, asking(list_of="OLD")),
    ):  # fmt: skip
        admitted = await guard("NEW").admit(person(role, "NEW"), method, request)

        assert Membership("OLD", role) in admitted.granted
        assert "OLD" in admitted.whole_of
        assert admitted.asker is not None
        assert admitted.asker.memberships == (Membership("NEW", role), Membership("OLD", role))


async def test_what_a_role_may_not_do_its_heir_may_not_either() -> None:
    with pytest.raises(no.RoleNotAllowed):
        await guard("NEW").admit(person("reviewer", "NEW"), WRITE, asking(write=True))


async def test_of_several_heirs_only_coordinators_see_the_cases() -> None:
    for code in ("NOR", "SOU"):
        admitted = await guard("NOR", "SOU").admit(person(COORDINATOR, code), READ, asking())
        assert admitted.lead == "OLD"
        for role in (STATUTORY_PARTNER, AUDITOR):
            with pytest.raises(NotFound):
                await guard("NOR", "SOU").admit(person(role, code), READ, asking())


async def test_of_several_heirs_none_leads_on_until_a_case_has_gone_to_one() -> None:
    split, north = guard("NOR", "SOU"), person(COORDINATOR, "NOR")

    with pytest.raises(no.SuccessionOpen):
        await split.admit(north, WRITE, asking(write=True))

    assert (await split.admit(north, OFFER, asking(write=True))).whole_of == ("OLD",)


async def test_a_case_that_has_gone_to_one_heir_is_closed_to_the_other() -> None:
    gone = guard("NOR", "SOU", case=CaseRelations(lead="NOR"))

    admitted = await gone.admit(person(COORDINATOR, "NOR"), READ, asking())
    with pytest.raises(NotFound):
        await gone.admit(person(COORDINATOR, "SOU"), READ, asking())

    assert admitted.whole_of == ("NOR",)


async def test_who_still_acts_for_what_has_ended_goes_on_as_before() -> None:
    both = Caller("somebody", (Membership("OLD", COORDINATOR), Membership("NOR", COORDINATOR)))

    admitted = await guard("NOR", "SOU").admit(both, WRITE, asking(write=True))

    assert admitted.whole_of == ("OLD",)
