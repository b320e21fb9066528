"""kill -9 at any moment while cases are played, start again, play again: the same history.

The moments are drawn with a seed that is printed; set KILL_SEED to repeat a run.
"""

from __future__ import annotations

import os
import random
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from tests.support.histories import differences, histories, scripts
from tests.support.platform_process import a_platform

pytestmark = [pytest.mark.system, pytest.mark.timeout(600)]

KILLS = 8


def test_the_history_is_as_if_nothing_had_happened(
    tmp_path: Path, undisturbed: tuple[float, dict[str, Any]]
) -> None:
    seed = int(os.environ.get("KILL_SEED", random.SystemRandom().randrange(10**6)))
    print(f"KILL_SEED={seed}")  # noqa: T201 - repeats a run that failed
    moments, (seconds, expected) = random.Random(seed), undisturbed
    killed = 0
    with a_platform(tmp_path / "var") as platform:
        platform.start()
        while killed < KILLS:
            playing = platform.play(*scripts())
            time.sleep(moments.uniform(0.0, seconds / 2))
            if moments.random() < 0.3:
                playing.kill()  # The player dies and the platform lives on…
                playing.wait()
            platform.kill()  # …or both lose their footing.
            killed += 1
            platform.start()
            _end(playing, moments)
        platform.play_to_the_end(*scripts())

        assert differences(histories(platform), expected) == []


def _end(playing: subprocess.Popen[bytes], moments: random.Random) -> None:
    """Either the player that waited for the platform may go on for a while, or it is killed, too."""
    if moments.random() < 0.5:
        time.sleep(moments.uniform(0.0, 1.0))
    playing.kill()
    playing.wait()
