"""Where the logs, spans and metrics of a part go, and the spans of a command: as the environment says."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from chassis.settings import TelemetrySettings


@contextmanager
def part_watched(name: str) -> Iterator[None]:
    """One part of a region, for as long as the block lasts.

    Raises ``SettingsWrong`` or ``CannotTell`` with one plain sentence.
    """
    from chassis.telemetry.export import exporting  # noqa: PLC0415 - commands do without
    from chassis.telemetry.logs import configure_logs, take_over_libraries  # noqa: PLC0415
    from chassis.telemetry.traces import speaking_as  # noqa: PLC0415

    settings = TelemetrySettings()
    level = getattr(logging, settings.log_level.upper())
    configure_logs(level=level, as_json=settings.logs_as_json)
    take_over_libraries()
    with exporting(settings, f"rapid-review-{name}"), speaking_as(name):
        yield


def command_traced() -> AbstractContextManager[None]:
    """The spans of one command; most often nobody wants them, and then nothing is loaded.

    Raises ``SettingsWrong`` with one plain sentence.
    """
    settings = TelemetrySettings()
    if not (settings.traces_endpoint or settings.traces_file):
        return nullcontext()
    from chassis.telemetry.export import exporting  # noqa: PLC0415

    # The address of the metrics is that of the platform.
    return exporting(settings.model_copy(update={"metrics_address": ""}), "rapid-review-cli")
