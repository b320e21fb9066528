"""One command of a fault test: an entry in the diary of a case, which begins with its first entry."""

from __future__ import annotations

from uuid import uuid5

from chassis.errors import NotFound
from chassis.use_cases import AlreadyBegun, Cause, UseCases
from tests.support.publisher import Diary


async def write_entry(use_cases: UseCases, cause: Cause, text: str) -> None:
    """Keep an entry; the same cause again keeps nothing more."""
    stream = uuid5(cause.case_id, "diary")
    try:
        await use_cases.change(Diary, stream, cause, lambda diary: diary.write(text))
    except NotFound:
        try:
            await use_cases.begin(
                Diary, stream, cause, lambda: Diary.open_for(cause.case_id, first=text)
            )
        except AlreadyBegun:  # Somebody else was quicker.
            await use_cases.change(Diary, stream, cause, lambda diary: diary.write(text))
