from __future__ import annotations

import pytest

from tests.support.chromium import missing


def test_what_is_missing_on_the_build_machine_is_a_failure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CI", "true")

    with pytest.raises(pytest.fail.Exception, match="A thing is missing"):
        missing("A thing")


def test_what_is_missing_elsewhere_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)

    with pytest.raises(pytest.skip.Exception):
        missing("A thing")
