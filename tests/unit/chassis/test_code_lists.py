"""Code lists: wrong files with their lines, codes that lead to other systems, and the lists that we ship."""

from __future__ import annotations

from pathlib import Path

import pytest

from chassis.rules.code_lists import CodeLists, UnknownCode, code_list_problems
from chassis.rules.rule_packs import PackError, RulePacks

LISTS = CodeLists.load()
ETHNICITY = LISTS.of("ethnicity")
LIST = """\
name = "An invented list"
version = "2026.1"
source = "An invented source"
system = "own"
[systems]
own = "Ours"
[entries]
A = { label = "One" }
B = { label = "Two", maps = { own = "b" } }
C = { label = "Finer", rolls_up_to = "A" }
"""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = ", ":1: this is not TOML"),
        (LIST.replace('"Finer"', "1"), ":10: entries.C.label: input should be a valid string."),
        (
            LIST.replace("rolls_up_to", "roll_up_to"),
            ":10: entries.C.roll_up_to: there is no key of this name; did you mean rolls_up_to.",
        ),
        (LIST.replace('"A" }', '"Z" }'), ":10: entries.C: Z is not a main code of this list"),
        (LIST.replace('"A" }', '"C" }'), ":10: entries.C: C is not a main code of this list"),
        (
            LIST.replace('own = "b"', 'owm = "b"'),
            ":9: entries.B: systems does not say what owm is; did you mean own.",
        ),
        (LIST.replace('system = "own"', 'system = "other"'), ":4: system: systems does not say what other is."),
        (LIST.replace("2026.1", "new"), ":2: version: string should match pattern"),
        (LIST.partition("A =")[0], ":7: entries: dictionary should have at least 1 item"),
        (
            LIST + 'D = { label = "Young", from_years = 0, below_years = 5 }\nE = { label = "Old", from_years = 6 }\n',
            ":12: entries.E: the band before it ends below 5, and this begins at 6.",
        ),
    ],
    ids=range(10),
)  # fmt: skip
def test_a_wrong_list_is_refused_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "code-lists" / "invented.toml"
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")

    (problem,) = code_list_problems(tmp_path)

    assert f"{file}{said}" in str(problem)
    with pytest.raises(PackError):
        CodeLists.load(tmp_path)


def test_an_unknown_code_is_refused_with_a_code_of_its_own() -> None:
    with pytest.raises(UnknownCode) as refusal:
        ETHNICITY.main("XXXX")

    assert refusal.value.code == "rules.unknown_code"


def test_the_lists_of_the_forms_are_there() -> None:
    assert set(LISTS.names()) == {
        "age-band", "child-status", "disability", "ethnicity", "harm-type", "legal-status", "nature-of-notification",
        "placement-type", "plan-category", "plan-status", "sex", "theme",
    }  # fmt: skip
    assert CodeLists.load() is LISTS


@pytest.mark.parametrize(
    ("code", "nhs", "ons"),
    [
        ("WBRI", "A", "White"),
        ("WROM", "C", "White"),
        ("MWAS", "F", "Mixed or Multiple ethnic groups"),
        ("APKN", "J", "Asian, Asian British or Asian Welsh"),
        ("BAFR", "N", "Black, Black British, Black Welsh, Caribbean or African"),
        ("CHNE", "R", "Asian, Asian British or Asian Welsh"),
        ("OOTH", "S", "Other ethnic group"),
    ],
)
def test_an_ethnicity_of_the_department_leads_to_those_of_health_and_statistics(
    code: str, nhs: str, ons: str
) -> None:
    assert (ETHNICITY.mapped(code, "nhs"), ETHNICITY.mapped(code, "ons")) == (nhs, ons)
    assert ETHNICITY.mapped(code, "dfe") == code


def test_every_category_of_health_has_an_ethnicity() -> None:
    assert {ETHNICITY.mapped(code, "nhs") for code in ETHNICITY.entries} == set("ABCDEFGHJKLMNPRSZ")


def test_an_extended_code_rolls_up_and_stands_beside_its_main_code_never() -> None:
    assert ETHNICITY.main("WALB") == "WOTH"
    assert (ETHNICITY.mapped("WALB", "nhs"), ETHNICITY.mapped("WALB", "dfe")) == ("C", "WOTH")
    assert ETHNICITY.mixed(["WALB", "WBRI"]) == set()
    assert ETHNICITY.mixed(["WALB", "WOTH", "OARA"]) == {"WOTH"}


def test_four_reasons_for_no_answer_are_kept_apart() -> None:
    reasons = {code for code, entry in ETHNICITY.entries.items() if not entry.answer}

    assert reasons == {"not_asked", "refused", "not_recorded", "disputed"}
    assert ETHNICITY.mapped("refused", "dfe") == "REFU"
    assert {ETHNICITY.mapped(code, "dfe") for code in reasons - {"refused"}} == {"NOBT"}


@pytest.mark.parametrize(
    ("years", "band"),
    [
        (0, "under_1"), (1, "from_1_to_5"), (5, "from_1_to_5"), (6, "from_6_to_10"), (10, "from_6_to_10"),
        (11, "from_11_to_15"), (15, "from_11_to_15"), (16, "from_16"), (24, "from_16"),
    ],
)  # fmt: skip
def test_every_age_has_one_band(years: int, band: str) -> None:
    assert LISTS.of("age-band").band_of(years) == band


def test_a_list_without_bands_has_none_for_an_age() -> None:
    with pytest.raises(UnknownCode):
        LISTS.of("sex").band_of(3)


def test_the_lists_and_the_national_rules_have_the_same_codes_for_harm_and_themes() -> None:
    pack = RulePacks.load().of("CAM")

    for name, codes in (("harm-type", pack.harm_types), ("theme", pack.themes)):
        listed = {code: entry.label for code, entry in LISTS.of(name).entries.items()}
        assert listed == dict(codes)
    tracks = {entry.maps["track"] for entry in LISTS.of("nature-of-notification").entries.values()}
    assert tracks < set(pack.notification_tracks)
