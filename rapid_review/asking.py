"""How a command asks the running platform, and how what stops it ends: with one sentence and a status."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any, TypeVar

from rapid_review.options import REFUSED, WRONG, stop

if TYPE_CHECKING:
    from chassis.settings import TlsSettings
    from rapid_review.settings import PlatformSettings

T = TypeVar("T")
INTERRUPTED = 130


def tls_of(settings: PlatformSettings) -> TlsSettings:
    """The certificates with which the platform of ``settings`` is asked."""
    from chassis.settings import SettingsWrong  # noqa: PLC0415
    from rapid_review.settings import read_tls  # noqa: PLC0415

    try:
        return read_tls(settings)
    except SettingsWrong as problem:
        stop(WRONG, str(problem))


def asked(settings: PlatformSettings, person: str, ask: Any) -> Any:
    """What ``ask`` learns at the doors in the name of an example person."""
    from rapid_review.doors import Doors  # noqa: PLC0415
    from rapid_review.people import load_people  # noqa: PLC0415

    people = load_people()
    if person not in people:
        stop(WRONG, f"There is no example person {person}; choose one of {', '.join(people)}.")

    tls = tls_of(settings)

    async def at_the_doors() -> Any:
        async with Doors(settings, people, tls) as doors:
            return await ask(doors)

    return run(at_the_doors())


def run(work: Coroutine[Any, Any, T]) -> T:
    """The result of a command's work; whatever stops it is said in one sentence."""
    from chassis.rules.rule_packs import PackError  # noqa: PLC0415
    from chassis.settings import SettingsWrong  # noqa: PLC0415
    from rapid_review.doors import Refused, Unanswered  # noqa: PLC0415
    from rapid_review.scripted.stops import PlayStopped, ScriptMistakes  # noqa: PLC0415
    from rapid_review.tracing import command_traced  # noqa: PLC0415

    try:
        with command_traced():
            return asyncio.run(work)
    except (Refused, PlayStopped) as problem:
        stop(REFUSED, str(problem))
    except (Unanswered, ScriptMistakes, SettingsWrong, PackError) as problem:
        stop(WRONG, str(problem))
    except KeyboardInterrupt:
        stop(INTERRUPTED, "Stopped. What was answered is kept.")
