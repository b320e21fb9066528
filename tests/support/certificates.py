"""Certificates made for one test, and the settings of a process that shows them."""

from __future__ import annotations

from pathlib import Path

from chassis.settings import TlsSettings
from rapid_review.certificates import LOCAL_NAMES, Authority


def settings_with(
    folder: Path, authority: Authority, part: str = "review", *, trusting: Authority | None = None
) -> TlsSettings:
    """The settings of ``part``, whose certificate is of ``authority``; it trusts that one or another."""
    folder.mkdir(parents=True, exist_ok=True)
    tls = TlsSettings(
        mode="mutual", ca_file=folder / "ca.crt", certificate_file=folder / f"{part}.crt",
        key_file=folder / f"{part}.key",
    )  # fmt: skip
    (folder / "ca.crt").write_bytes((trusting or authority).pem)
    issue(folder, authority, part)
    return tls


def issue(
    folder: Path, authority: Authority, part: str, names: tuple[str, ...] = LOCAL_NAMES
) -> None:
    """Write a certificate and its key, over those that are there."""
    certificate, key = authority.issue(part, names)
    (folder / f"{part}.crt").write_bytes(certificate)
    (folder / f"{part}.key").write_bytes(key)
