"""Why a play does not begin, or does not go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class PlayStopped(Exception):
    """The play had to stop on its way; what was answered before is kept."""


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """What is to be changed in a file, and where; line 0 is the file as a whole."""

    file: str
    line: int
    problem: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.problem}"


class ScriptMistakes(Exception):
    """The files cannot be played as they are; nothing was sent."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        self.mistakes = sorted(set(mistakes))
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))
