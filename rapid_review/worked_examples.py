"""The worked examples of a new data folder."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from chassis.settings import WITHOUT_TLS, TlsSettings
from rapid_review.doors import Refused, Unanswered
from rapid_review.scripted.play import play_files
from rapid_review.scripted.stops import PlayStopped, ScriptMistakes
from rapid_review.settings import PlatformSettings

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


class WorkedExamples:
    """The worked examples: played once into a data folder that was new, and resumed if interrupted."""

    def __init__(self, settings: PlatformSettings) -> None:
        self._settings, self._mark = settings, settings.data / "examples.loading"
        is_new = not (settings.data / "postgres").exists()
        if is_new and settings.examples:
            self._mark.touch()
        elif is_new:
            self._mark.unlink(missing_ok=True)

    async def load(self, stop: asyncio.Event, tls: TlsSettings = WITHOUT_TLS) -> None:
        """Play what is still to be played, unless the platform is asked to stop meanwhile.

        Examples that cannot be played keep nobody from working; the next start tries them again.
        """
        if not self._settings.examples or not self._mark.exists():
            return
        playing = asyncio.ensure_future(
            play_files(sorted(EXAMPLES.glob("*.yaml")), self._settings, tls=tls)
        )
        stopping = asyncio.ensure_future(stop.wait())
        try:
            await asyncio.wait([playing, stopping], return_when=asyncio.FIRST_COMPLETED)
            if playing.done():
                playing.result()
                self._mark.unlink()
        except (PlayStopped, ScriptMistakes, Refused, Unanswered) as problem:
            print(f"The worked examples are not complete: {problem}", file=sys.stderr)
        finally:
            stopping.cancel()
            playing.cancel()
            await asyncio.wait([playing, stopping])
