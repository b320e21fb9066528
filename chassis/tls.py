"""Mutual TLS between the processes of a region: what we show, whom we trust, and how both are renewed.

    files on disk ──> Certificates ──> a port that asks every caller for a certificate
                                   └─> channels that show ours and check the name of the other side

The files are looked at again at each handshake of a port and at each new channel, so that certificates which
are renewed on disk are taken up without a restart. A pair that does not fit, such as one that is half written,
is not taken up: the last good one stays.
"""

from __future__ import annotations

import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import grpc
import structlog

from chassis.addresses import open_hosts
from chassis.settings import SettingsWrong, TlsSettings

Options = Sequence[tuple[str, Any]]
CHANNEL_OPTIONS: Final = (("grpc.enable_http_proxy", 0),)
"""What is said between services goes past nobody."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Pems:
    """What was read, and the state of the files at that time."""

    state: tuple[Any, ...]
    authority: bytes
    certificate: bytes
    key: bytes


class Certificates:
    """The certificates of this process; or, with TLS off, the promise that nothing leaves the machine."""

    def __init__(self, tls: TlsSettings) -> None:
        """Raises ``SettingsWrong`` when a file cannot be read, or certificate and key are no pair."""
        self._tls = tls
        self._pems = None if tls.mode == "off" else _read(tls)

    @property
    def state(self) -> object:
        """Changes when renewed certificates have been taken up."""
        newest = self._newest()
        return newest.state if newest else None

    def channel(self, address: str, options: Options = ()) -> grpc.aio.Channel:
        """A channel to a door. Raises ``SettingsWrong`` when it would be open to the network."""
        self.must_close(address)
        options = (*CHANNEL_OPTIONS, *options)
        pems = self._newest()
        if pems is None:
            return grpc.aio.insecure_channel(address, options=options)
        ours = grpc.ssl_channel_credentials(pems.authority, pems.key, pems.certificate)
        return grpc.aio.secure_channel(address, ours, options=options)

    def add_port(self, server: grpc.aio.Server, address: str) -> int:
        """Let a server answer there, only to those who show a certificate of our authority.

        Raises ``SettingsWrong`` when it would be open to the network, and when it cannot listen there.
        """
        self.must_close(address)
        try:
            return self._add_port(server, address)
        except RuntimeError:
            raise SettingsWrong(
                f"A service's door cannot listen on {address}: another program has this port, "
                "or this machine has no such address."
            ) from None

    def _add_port(self, server: grpc.aio.Server, address: str) -> int:
        pems = self._newest()
        if pems is None:
            return server.add_insecure_port(address)
        shown = pems.state

        def renewed() -> grpc.ServerCertificateConfiguration | None:
            nonlocal shown
            newest = self._newest()
            if newest is None or newest.state == shown:
                return None
            shown = newest.state
            return _configuration(newest)

        credentials = grpc.dynamic_ssl_server_credentials(
            _configuration(pems),
            renewed,  # type: ignore[arg-type]  # Its stubs do not know that None says: as before.
            require_client_authentication=True,
        )
        return server.add_secure_port(address, credentials)

    def must_close(self, address: str) -> None:
        """Raises ``SettingsWrong`` when what goes to ``address`` would be open to the network."""
        if self._pems is None and open_hosts([address]):
            raise SettingsWrong(
                f"The door {address} is not on this machine, so it needs TLS: set RAPID_REVIEW_TLS_MODE to"
                " mutual and name the certificates (docs/how-to/secure-a-region.md)."
            )

    def _newest(self) -> _Pems | None:
        """What the files hold now; what they held before, if they are no good now."""
        if self._pems is None:
            return None
        try:
            if _state(self._tls) != self._pems.state:
                self._pems = _read(self._tls)
                _log.info("tls.renewed")
        except (OSError, SettingsWrong):
            _log.warning("tls.not_renewed")
        return self._pems


def _configuration(pems: _Pems) -> grpc.ServerCertificateConfiguration:
    return grpc.ssl_server_certificate_configuration(
        [(pems.key, pems.certificate)], root_certificates=pems.authority
    )


def _files(tls: TlsSettings) -> list[Path]:
    return [file for file in (tls.ca_file, tls.certificate_file, tls.key_file) if file]


def _state(tls: TlsSettings) -> tuple[Any, ...]:
    found = [file.stat() for file in _files(tls)]
    return tuple((one.st_mtime_ns, one.st_size, one.st_ino) for one in found)


def _read(tls: TlsSettings) -> _Pems:
    try:
        state = _state(tls)
        authority, certificate, key = (file.read_bytes() for file in _files(tls))
        _must_fit(tls)
    except ssl.SSLError:
        raise SettingsWrong(
            f"The files {', '.join(str(file) for file in _files(tls))} are not the certificate of an authority,"
            " a certificate, and its unencrypted key."
        ) from None
    except OSError as error:
        why = (error.strerror or type(error).__name__).lower()
        raise SettingsWrong(f"The file {error.filename} cannot be read: {why}.") from None
    return _Pems(state, authority, certificate, key)


def _must_fit(tls: TlsSettings) -> None:
    """GRPC would say so only to those who call, and leave them without an answer."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_verify_locations(tls.ca_file)
    # A key under a passphrase would be asked for at a terminal.
    context.load_cert_chain(tls.certificate_file or "", tls.key_file, password=lambda: "")
