"""A wrong pack is refused with file, line and what to change, everything at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from chassis.rules.rule_packs import PackError
from tests.support.pack_files import LOCAL, NATIONAL, REGION, dated, packs_of

N, R, L = "national/2020.1", "regions/north/2021.1", "partnerships/test/2020.2"

GATE = """\
[gates.G1]
label = "Gate"
question = "Well?"
body = "subgroup"
decided_by = ["coordinator"]
criteria = ["lcspr."]
quorum = ["icb"]
outcomes = { no = { label = "No", needs = ["route"] } }
"""


def problems_of(folder: Path, files: dict[str, str]) -> list[str]:
    with pytest.raises(PackError) as refusal:
        packs_of(folder, files)
    return [str(one).removeprefix(f"{folder}/") for one in refusal.value.problems]


TABLE = [
    (L, "code = ", "2020.2.toml:1: this is not TOML: Invalid value"),
    (L, LOCAL + "\n[surprise]\nx = 1\n", ":13: surprise: there is no key of this name here."),
    (
        L,
        LOCAL + "\n[milestone]\nx = 1\n",
        ":13: milestone: there is no key of this name here; did you mean milestones.",
    ),
    (N, 'code = "TST"\n' + NATIONAL, ":1: code: there is no key of this name here"),
    (L, LOCAL.replace('"TST"', '"tst"'), ":1: code: string should match pattern"),
    (L, LOCAL.replace('name = "An invented partnership"\n', ""), ":1: name is missing."),
    (
        L,
        LOCAL.replace("version =", 'colour = "teal"\nversion =', 1),
        "colour: a colour is written as # and six hexadecimal digits in lower case",
    ),
    (
        L,
        LOCAL.replace("version =", 'colour = "#9ad1f5"\nversion =', 1),
        "colour: white words on #9ad1f5 have a contrast of 1.6, and need 4.5",
    ),
    (L, LOCAL.replace("2020.2", "2020.3"), ":4: version: the file of version 2020.3 has its name"),
    (
        L,
        LOCAL.replace('"north"', '"nord"'),
        ":3: region: there is no region nord; did you mean north.",
    ),
    (
        L,
        LOCAL.replace('"health"', '"healthy"'),
        ":11: agencies.invented-agency.kind: choose one of local_authority",
    ),
    (
        L,
        LOCAL.replace("day_zero", "day_zeroth"),
        ":8: clock.day_zeroth: there is no key of this name; did you mean day_zero.",
    ),
    (
        L,
        LOCAL.replace('label = "An invented agency"\n', ""),
        ":9: agencies.invented-agency: label is missing.",
    ),
    (
        N,
        NATIONAL.replace("working_day = 8", 'working_day = "eight"'),
        ":10: milestones.returns_due.working_day: input",
    ),
    (
        N,
        NATIONAL.replace("working_day = 8", "working_day = 11"),
        ":13: milestones.meeting.working_day: it is due on 10, before returns_due on 11.",
    ),
    (
        N,
        NATIONAL.replace("working_day = 10", "working_day = 16"),
        ":13: milestones.meeting.working_day: 16 lies beyond the 15 days",
    ),
    (
        N,
        NATIONAL.replace("working_day = 10", "working_day = 10\nbeyond_clock = true"),
        ":14: milestones.meeting.beyond_clock: 10 does not lie beyond the clock.",
    ),
    (
        N,
        NATIONAL.replace("working_day = 10", "working_day = 10\nfrom_working_day = 12"),
        ":14: milestones.meeting.from_working_day: it begins after it is due, on 10.",
    ),
    (
        L,
        LOCAL + "[milestones.meeting]\nworking_day = 0\n",
        ":13: milestones.meeting.working_day: the first day of this clock is 1.",
    ),
    (
        N,
        NATIONAL.replace("working_day = 10", "working_day = 10\nblocks = true"),
        ":14: milestones.meeting.blocks: input should be False.",
    ),
    (
        N,
        NATIONAL.replace("[clock]\nworking_days = 15", "[clock]"),
        ":4: clock: working_days is missing.",
    ),
    (N, NATIONAL.replace("[late_reasons]\n", ""), ":1: late_reasons is missing."),
    (
        N,
        NATIONAL.replace('"lcspr.one" = {', '"lcspr.won" = {'),
        ':15: criteria."lcspr.one": criteria_sources does not say where these words are from.',
    ),
    (
        N,
        NATIONAL.replace('"lcspr.one" = {', '"lcspr.won" = {'),
        ':17: criteria_sources."lcspr.won": there is no criterion of this name; did you mean lcspr.one.',
    ),
    (
        L,
        LOCAL + '[words]\nsub_group = "S"\n',
        ":13: words.sub_group: the national rules have no such word; did you mean subgroup.",
    ),
    (
        L,
        LOCAL + '[reminders.return_requested]\nto = "agency_auther"\n',
        ":13: reminders.return_requested.to: choose one of referrer, agency_author",
    ),
    (
        L,
        LOCAL + '[reminders.return_asked]\nto = "agency_author"\n',
        ":12: reminders.return_asked: this is not one of return_requested",
    ),
    (
        L,
        LOCAL + '[reminders.action_due]\nto = "agency_lead"\nescalated_after = 3\n',
        ":12: reminders.action_due: escalated_after and escalated_to belong together.",
    ),
    (
        L,
        LOCAL + '[reminders.action_due]\nto = "agency_lead"\noverdue_after = [2, 1]\n',
        ":14: reminders.action_due.overdue_after: give working days after the due day, the nearest first.",
    ),
    (
        L,
        LOCAL
        + '[reminders.action_due]\nto = "agency_lead"\noverdue_after = [9]\n'
        + 'escalated_after = 3\nescalated_to = "coordinator"\n',
        ":15: reminders.action_due.escalated_after: it comes before the last reminder, after 9.",
    ),
    (
        L,
        LOCAL + '[required_fields]\nreport = ["facts", "lerning"]\n',
        ":13: required_fields.report: this form has no field lerning that may be asked for; did you mean learning",
    ),
    (
        L,
        LOCAL + '[reminders.decision_awaited]\nto = "agency_lead"\n',
        ":13: reminders.decision_awaited.to: no agency has this to do, so agency_lead cannot be told",
    ),
    (
        L,
        LOCAL + '[reminders.return_queried]\nto = "statutory_partner"\n',
        ":13: reminders.return_queried.to: only of its own view can one of the statutory partners be reminded",
    ),
    (
        L,
        LOCAL + '[reminders.view_awaited]\nto = "statutory_partner"\nwithin = 0\n',
        ":14: reminders.view_awaited.within: input should be greater than 0.",
    ),
    (
        L,
        LOCAL + '[reminders.return_requested]\nto = "agency"\nwithin = 3\n',
        ":14: reminders.return_requested.within: the day of this task is told with it.",
    ),
    (
        L,
        LOCAL
        + '[reminders.report_awaited]\nto = "coordinator"\nwithin = 3\nmilestone = "meeting"\n',
        ":14: reminders.report_awaited.within: it is due by a milestone already; say only one of the two.",
    ),
    (
        L,
        LOCAL + '[reminders.report_awaited]\nto = "coordinator"\nmilestone = "meting"\n',
        ":14: reminders.report_awaited.milestone: no step of the process has this name and a day; did you mean meet",
    ),
    (
        L,
        LOCAL + '[reminders.panel_reply_awaited]\nto = "coordinator"\nwithin = 3\n',
        ":12: reminders.panel_reply_awaited: panel_reply says after how many days to look for the reply.",
    ),
    (
        L,
        LOCAL
        + '[clock.without_notification]\nworking_days = 12\nnote = "n"\nmilestones = { meting = 9 }\n',
        ":15: clock.without_notification.milestones.meting: there is no milestone of this name; did you mean meeting.",
    ),
    (
        L,
        LOCAL
        + '[clock.without_notification]\nworking_days = 12\nnote = "n"\nmilestones = { meeting = 13 }\n',
        ":15: clock.without_notification.milestones.meeting: 13 lies beyond the 12 days of this clock.",
    ),
    (
        L,
        LOCAL + '[notification_clock.steps.talk]\nlabel = "Talk"\nworking_day = 6\n',
        ":14: notification_clock.steps.talk.working_day: 6 lies beyond the 5 days of the clock",
    ),
    (
        N,
        NATIONAL + GATE.replace("subgroup", "subgrup"),
        ":27: gates.G1.body: words has no subgrup; did you mean subgroup.",
    ),
    (N, NATIONAL + GATE.replace("coordinator", "co"), ":28: gates.G1.decided_by: roles has no co"),
    (
        N,
        NATIONAL + GATE.replace("lcspr.", "lscpr."),
        ":29: gates.G1.criteria: no criterion begins with lscpr.",
    ),
    (
        N,
        NATIONAL + GATE.replace("icb", "ibc"),
        ":30: gates.G1.quorum: ibc is neither a partner nor a role; did you mean icb.",
    ),
    (
        N,
        NATIONAL + GATE,
        ":31: gates.G1.outcomes: an outcome needs a route, and there is none in routes.",
    ),
    (
        N,
        NATIONAL + GATE.replace('"route"', '"rout"'),
        ":31: gates.G1.outcomes.no.needs: choose one of rationale",
    ),
    (N, "words = 3\n" + NATIONAL.partition("[words]")[0], ":1: words: this should be a table."),
    (L, "drops = 3\n" + LOCAL, ":1: drops: this should be a list."),
    (L, LOCAL.replace('"north"', '""'), ":3: region: string should have at least 1 character."),
    (L, 'like = "2019.1"\n' + LOCAL, ":1: like: 2019.1 is not another version of this layer."),
    (L, 'like = "2020.2"\n' + LOCAL, ":1: like: 2020.2 leads in a circle."),
    (
        L,
        'drops = ["milestones.huddle"]\n' + LOCAL,
        ":1: drops: nothing below this layer says milestones.huddle.",
    ),
    (L, 'drops = ["a b"]\n' + LOCAL, ":1: drops: a b is not a key."),
    (
        L,
        LOCAL.replace("2020-06-01", "2019-06-01"),
        ":5: effective_from: no national rules are in force on this day.",
    ),
    (
        "regions/north/2021.2",
        dated(REGION, "2021.2", "2021-01-01"),
        ":4: effective_from: north@2021.1 begins on this day, too.",
    ),
    (
        "partnerships/other/2022.1",
        dated(LOCAL, "2022.1", "2022-01-01"),
        ":1: code: more than one folder has this code",
    ),
]


@pytest.mark.parametrize(("file", "text", "said"), TABLE, ids=range(len(TABLE)))
def test_a_wrong_file_is_refused_with_its_line(
    tmp_path: Path, file: str, text: str, said: str
) -> None:
    problems = problems_of(tmp_path, {file: text})

    assert any(one.startswith(f"{Path(file).parent}/") and said in one for one in problems), (
        problems
    )


def test_all_problems_of_all_files_are_said_at_once(tmp_path: Path) -> None:
    problems = problems_of(
        tmp_path,
        {
            N: NATIONAL.replace("working_day = 8", "working_day = 11"),
            R: REGION.replace('"police"', '"polite"'),
            L: LOCAL.replace('"health"', '"healthy"').replace("day_zero", "day_zeroth"),
        },
    )

    assert [one.partition(": ")[0] for one in problems] == [
        "national/2020.1.toml:13", "regions/north/2021.1.toml:7", "partnerships/test/2020.2.toml:8",
        "partnerships/test/2020.2.toml:11",
    ]  # fmt: skip


def test_a_file_that_holds_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "national" / "2022.1.toml"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"\xff\xfe")

    assert problems_of(tmp_path, {}) == [
        "national/2022.1.toml: this file cannot be read: it does not hold text."
    ]
