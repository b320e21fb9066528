"""Whatever a file of rules holds, it is read, or everything that is wrong is said; nothing else happens."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.rules.pack_problems import PackError, Problem
from tests.support.pack_files import FILES, packs_of

VALUES = ["3", "[]", "{}", "true", '"x"', "2026-01-01", "[1, 2]", '["a"]', "{ a = 1 }", "-1", '""']
LINES = [
    "[words]",
    "words = 3",
    "[clock]",
    "[agencies.x]",
    "x = 1",
    "[[words]]",
    "drops = ['clock']",
]


@st.composite
def damaged(draw: st.DrawFn) -> dict[str, str]:
    """One of the layers with lines left out, added, or saying something else."""
    name = draw(st.sampled_from(sorted(FILES)))
    lines = FILES[name].splitlines()
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(lines) - 1))
        key = lines[place].partition("=")[0]
        lines[place : place + draw(st.integers(0, 1))] = draw(
            st.sampled_from([[], ["", *LINES[:1]], [f"{key} = {draw(st.sampled_from(VALUES))}"]])
            | st.sampled_from([[line] for line in LINES])
        )
        lines = lines or ["x = 1"]
    return {name: "\n".join(lines)}


def problems_of(files: dict[str, str], folder: Path) -> tuple[Problem, ...]:
    try:
        packs_of(folder, files)
    except PackError as refusal:
        return refusal.problems
    return ()


def is_placed(problem: Problem) -> bool:
    """Whether its line is one of the file, or the one after it, where more was to come."""
    lines = problem.file.read_text().splitlines() if problem.file.is_file() else []
    return problem.line <= len(lines) + 1


@given(damaged())
@settings(deadline=None, max_examples=150)
def test_any_file_is_read_or_refused_with_its_places(files: dict[str, str]) -> None:
    with TemporaryDirectory() as folder:
        assert all(map(is_placed, problems_of(files, Path(folder))))
