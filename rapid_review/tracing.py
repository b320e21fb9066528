"""Where the spans of a command, or of the platform in one process, go: as the environment says."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

from pydantic import ValidationError

from chassis.settings import TelemetrySettings
from rapid_review.settings import SettingsError

PREFIX = "RAPID_REVIEW_TELEMETRY_"


def read_telemetry() -> TelemetrySettings:
    """The settings from the environment. Raises ``SettingsError`` with one plain sentence."""
    try:
        return TelemetrySettings()
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(f"The setting {PREFIX}{name} is wrong: {first['msg']}.") from None


def command_traced() -> AbstractContextManager[None]:
    """The spans of one command; most often nobody wants them, and then nothing is loaded."""
    settings = read_telemetry()
    if not (settings.traces_endpoint or settings.traces_file):
        return nullcontext()
    from chassis.telemetry.export import exporting  # noqa: PLC0415

    # The address of the metrics is that of the platform.
    return exporting(settings.model_copy(update={"metrics_address": ""}), "rapid-review-cli")
