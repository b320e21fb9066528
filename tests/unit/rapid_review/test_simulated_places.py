"""Invented partnerships: as many as are wanted, each with its people, in rule packs that a platform reads."""

from __future__ import annotations

from pathlib import Path

from chassis.access.roles import AGENCY_AUTHOR
from chassis.rules.released import changed, unreleased
from chassis.rules.rule_packs import PACKS_FOLDER, RulePacks
from rapid_review.simulate_command import PARTNERSHIPS_MAX
from rapid_review.simulated.places import areas, make_packs, people


def test_no_two_partnerships_are_called_alike() -> None:
    found = areas(PARTNERSHIPS_MAX)

    assert len({area.code for area in found}) == len({area.name for area in found}) == 600
    assert not {area.code for area in found} & set(RulePacks.load().codes())


def test_the_packs_are_sound_released_and_stand_beside_ours(tmp_path: Path) -> None:
    make_packs(tmp_path, areas(5))

    packs = RulePacks.load(tmp_path)
    assert set(packs.codes()) == {*RulePacks.load().codes(), *(area.code for area in areas(5))}
    assert changed(tmp_path) == []
    assert unreleased(tmp_path) == []
    for area in areas(5):
        assert set(area.agencies) == set(packs.of(area.code).agencies)
    assert packs.of("SIMAAA").clock == RulePacks.load().national().clock


def test_packs_that_were_made_before_stay_and_others_are_added(tmp_path: Path) -> None:
    make_packs(tmp_path, areas(2))
    before = {file: file.read_bytes() for file in tmp_path.rglob("20*.toml")}

    make_packs(tmp_path, areas(9))

    assert {file: file.read_bytes() for file in before} == before
    assert RulePacks.load(tmp_path).of("SIMAAI").code == "SIMAAI"
    assert changed(tmp_path) == []


def test_our_own_packs_stay_as_they_are(tmp_path: Path) -> None:
    before = sorted(PACKS_FOLDER.rglob("*.toml"))

    make_packs(tmp_path, areas(1))

    assert sorted(PACKS_FOLDER.rglob("*.toml")) == before


def test_everybody_acts_for_one_partnership_and_authors_for_its_agencies() -> None:
    (area,) = areas(1)
    found = people([area])

    assert {one.partnerships for one in found.values()} == {(area.code,)}
    authors = found[area.person("author")].memberships
    assert [(one.role, one.agency) for one in authors] == [
        (AGENCY_AUTHOR, agency) for agency in area.agencies
    ]
