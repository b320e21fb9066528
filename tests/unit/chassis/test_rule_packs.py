"""Rule packs: how layers meet, which are in force on a day, and what a key leads to for ever."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from chassis.rules.layers import Shelf
from chassis.rules.rule_packs import (
    PackError,
    RulePacks,
    UnknownAgency,
    UnknownPartnership,
    UnknownRulePack,
)
from tests.support.pack_files import LOCAL, NATIONAL, REGION, dated, packs_of, put

OLDEST = "TST@2020.2+national@2020.1"
WITH_REGION = "TST@2020.2+north@2021.1+national@2020.1"


def test_unknown_codes_and_keys_are_refused_with_a_code_of_their_own(tmp_path: Path) -> None:
    packs = packs_of(tmp_path)

    with pytest.raises(UnknownPartnership):
        packs.of("XXX")
    with pytest.raises(UnknownAgency):
        packs.of("TST").agency("no-such-agency")
    with pytest.raises(UnknownAgency):
        packs.agency_for("no-such-agency", ("TST",))


@pytest.mark.parametrize(
    "key",
    [
        "", "TST", "TST@2019.1", "XXX@2020.2", "TST@2020.2+national@2019.1", "TST@2020.2+north@2021.1",
        "TST@2020.2+national@2020.1+north@2021.1", "TST@2020.2++national@2020.1", "national@2020.1",
    ],
)  # fmt: skip
def test_a_key_that_names_no_files_of_ours_is_refused(tmp_path: Path, key: str) -> None:
    with pytest.raises(UnknownRulePack):
        packs_of(tmp_path).pinned(key)


def test_a_folder_without_a_partnership_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="there is no rule pack of a partnership here"):
        packs_of(tmp_path, {"partnerships/test/2020.2": ""})


def test_each_layer_overrides_those_below_it_key_by_key(tmp_path: Path) -> None:
    pack = packs_of(tmp_path).of("TST")

    assert (pack.clock.day_zero, pack.clock.starts) == ("clock_start_is_day_1", "notification")
    assert pack.agencies.keys() == {"invented-police", "invented-agency"}
    assert pack.words == {"subgroup": "Regional subgroup"}


def test_a_local_word_wins_over_the_regions(tmp_path: Path) -> None:
    local = LOCAL + '[words]\nsubgroup = "Local subgroup"\n'

    assert packs_of(tmp_path, {"partnerships/test/2020.2": local}).of("TST").words == {
        "subgroup": "Local subgroup"
    }


def test_a_partnership_without_a_region_stands_on_the_national_rules(tmp_path: Path) -> None:
    local = LOCAL.replace('region = "north"\n', "")

    pack = packs_of(tmp_path, {"partnerships/test/2020.2": local}).of("TST")

    assert pack.key == OLDEST
    assert "invented-police" not in pack.agencies


def test_a_layer_leaves_out_what_it_drops(tmp_path: Path) -> None:
    head, tables = LOCAL.split("[clock]")
    local = f'{head}drops = ["milestones.returns_due", \'criteria."lcspr.one"\', "criteria_sources"]\n[clock]{tables}'

    pack = packs_of(tmp_path, {"partnerships/test/2020.2": local}).of("TST")

    assert pack.milestones.keys() == {"meeting"}
    assert pack.criteria == {}


def test_a_version_may_begin_as_another_of_its_layer(tmp_path: Path) -> None:
    later = dated(LOCAL, "2026.1", "2026-01-01") + 'like = "2020.2"\n[clock]\nworking_days = 20\n'

    pack = packs_of(tmp_path, {"partnerships/test/2026.1": later}).of("TST", date(2026, 1, 1))

    assert (pack.version, pack.clock.working_days) == ("2026.1", 20)
    assert pack.clock.day_zero == "clock_start_is_day_1"
    assert "invented-agency" in pack.agencies


@pytest.mark.parametrize(
    ("on", "key"),
    [
        (date(2020, 6, 1), OLDEST),
        (date(2020, 12, 31), OLDEST),
        (date(2021, 1, 1), WITH_REGION),
        (date(2025, 12, 31), WITH_REGION),
        (date(2026, 1, 1), "TST@2020.2+north@2021.1+national@2026.1"),
        (date(2026, 2, 28), "TST@2020.2+north@2021.1+national@2026.1"),
        (date(2026, 3, 1), "TST@2026.2+north@2021.1+national@2026.1"),
        (date(2099, 1, 1), "TST@2026.2+north@2021.1+national@2026.1"),
    ],
)
def test_on_a_day_the_newest_layers_that_have_begun_are_in_force(
    tmp_path: Path, on: date, key: str
) -> None:
    packs = packs_of(
        tmp_path,
        {
            "national/2026.1": dated(NATIONAL, "2026.1", "2026-01-01") + 'like = "2020.1"\n',
            "partnerships/test/2026.2": dated(LOCAL, "2026.2", "2026-03-01"),
        },
    )

    assert packs.of("TST", on).key == key
    assert packs.pinned(key) == packs.of("TST", on)


def test_a_day_before_all_packs_has_the_first(tmp_path: Path) -> None:
    assert packs_of(tmp_path).of("TST", date(1999, 1, 1)).key == OLDEST


def test_today_is_by_the_clock_of_london(tmp_path: Path) -> None:
    put(tmp_path, {"partnerships/test/2026.1": dated(LOCAL, "2026.1", "2026-07-01")})

    def version_at(hour: int) -> str:
        packs = RulePacks.load(tmp_path, clock=lambda: datetime(2026, 6, 30, hour, 0, tzinfo=UTC))
        return packs.of("TST").version

    assert (version_at(22), version_at(23)) == ("2020.2", "2026.1")


def test_a_key_from_before_there_were_layers_leads_to_those_of_its_first_day(
    tmp_path: Path,
) -> None:
    assert packs_of(tmp_path).pinned("TST@2020.2").key == OLDEST


def test_a_key_stays_readable_when_other_layers_came_between(tmp_path: Path) -> None:
    pinned = packs_of(tmp_path).pinned(WITH_REGION)
    between = dated(NATIONAL, "2020.5", "2020-06-01") + 'like = "2020.1"\n'

    packs = packs_of(tmp_path, {"national/2020.5": between})

    assert WITH_REGION not in {pack.key for pack in packs.versions("TST")}
    assert packs.pinned(WITH_REGION) == pinned


def test_each_value_has_the_layer_that_says_it(tmp_path: Path) -> None:
    packs = packs_of(tmp_path)
    pack = packs.of("TST")

    assert packs.origin(pack, ("clock", "day_zero")) == "TST@2020.2"
    assert packs.origin(pack, ("clock", "starts")) == "national@2020.1"
    assert packs.origin(pack, ("agencies", "invented-police", "kind")) == "north@2021.1"
    assert packs.origin(pack, ("retention",)) == ""


def test_the_national_rules_stand_alone_too(tmp_path: Path) -> None:
    packs = packs_of(tmp_path)

    assert packs.national().words == {"subgroup": "Subgroup"}
    with pytest.raises(UnknownRulePack):
        packs.national(date(2019, 12, 31))


def test_the_folder_is_that_of_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, {})
    monkeypatch.setenv("RAPID_REVIEW_PACKS", str(tmp_path))

    assert RulePacks.load().codes() == ("TST",)


def test_every_combination_that_is_ever_in_force_is_checked(tmp_path: Path) -> None:
    """The region's milestone fits today's national clock, and not the one that comes."""
    region = REGION + "[milestones.meeting]\nworking_day = 12\n"
    shorter = (
        dated(NATIONAL, "2026.1", "2026-01-01") + 'like = "2020.1"\n[clock]\nworking_days = 11\n'
    )
    assert packs_of(tmp_path, {"regions/north/2021.1": region}).codes() == ("TST",)

    with pytest.raises(PackError, match="12 lies beyond the 11 days of the clock"):
        packs_of(tmp_path, {"regions/north/2021.1": region, "national/2026.1": shorter})


def test_a_region_of_nobody_is_checked_too(tmp_path: Path) -> None:
    south = REGION.replace('"police"', '"polite"')

    with pytest.raises(PackError, match=r"south.2021\.1\.toml:7: agencies\.invented-police\.kind"):
        packs_of(tmp_path, {"regions/south/2021.1": south})


def test_the_shelf_knows_what_it_holds(tmp_path: Path) -> None:
    shelf = Shelf(put(tmp_path, {}))

    assert shelf.groups("regions") == ("north",)
    assert [layer.label for layer in shelf.versions("partnerships", "TST")] == ["TST@2020.2"]


def test_offices_that_are_closed_are_shown_and_stop_no_clock(tmp_path: Path) -> None:
    local = LOCAL + '[closure_days]\n2026-12-29 = "Between the years"\n'

    pack = packs_of(tmp_path, {"partnerships/test/2020.2": local}).of("TST")

    assert pack.closure_days == {date(2026, 12, 29): "Between the years"}
    assert pack.due_on("returns_due", date(2026, 12, 22)) == date(2027, 1, 5)


def test_a_closure_day_is_a_date(tmp_path: Path) -> None:
    local = LOCAL + '[closure_days]\n"2026-12-32" = "Between the years"\n'

    with pytest.raises(PackError, match=r"2020\.2\.toml:13: closure_days\.2026-12-32"):
        packs_of(tmp_path, {"partnerships/test/2020.2": local})
