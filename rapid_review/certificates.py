"""Certificates for a region on one machine: an authority of its own, and one certificate for each part.

    FOLDER/ca.crt ── signs ──> FOLDER/<part>.crt with FOLDER/<part>.key          ca.key stays with whoever made it

For trying, for tests and for the compose file. In production use your own authority, which can take a
certificate back; this one cannot.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from rapid_review.settings import SERVICES

SERVERS: Final = (*SERVICES, "portal", "kafka", "postgres")
"""Those who answer. A service, and the portal, also asks."""
ASK_ONLY: Final = ("cli",)
PARTS: Final = (*SERVERS, *ASK_ONLY)
ANSWER_ONLY: Final = ("kafka", "postgres")
LOCAL_NAMES: Final = ("localhost", "127.0.0.1", "::1")
CLOCKS_DIFFER: Final = timedelta(hours=1)
FILE_MODE, KEY_MODE, FOLDER_MODE = 0o644, 0o600, 0o700


class CannotMake(Exception):
    """The certificates cannot be made; the message is one plain sentence."""


class Authority:
    """An authority whose key lives as long as this object, unless ``make`` writes it down."""

    def __init__(self, *, days: int = 365) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._days = days
        name = _name("Rapid Review on one machine")
        builder = self._builder(name, name, self._key.public_key())
        builder = builder.add_extension(
            x509.BasicConstraints(ca=True, path_length=0), critical=True
        )
        usage = _usage(digital_signature=False, key_cert_sign=True, crl_sign=True)
        self.certificate = builder.add_extension(usage, critical=True).sign(
            self._key, hashes.SHA256()
        )

    @property
    def pem(self) -> bytes:
        """The authority's certificate, for those who shall trust it."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def key_pem(self) -> bytes:
        """The key that can make more of them."""
        return _key_pem(self._key)

    def issue(self, part: str, names: Sequence[str] = ()) -> tuple[bytes, bytes]:
        """A certificate and its key for ``part``, which answers to its own name and to ``names``."""
        key = ec.generate_private_key(ec.SECP256R1())
        builder = self._builder(_name(part), self.certificate.subject, key.public_key())
        usages = x509.ExtendedKeyUsage(_usages(part))
        found = [_general_name(name) for name in dict.fromkeys((part, *names))]
        for extension, critical in (
            (x509.BasicConstraints(ca=False, path_length=None), True),
            (_usage(digital_signature=True, key_cert_sign=False, crl_sign=False), True),
            (usages, False),
            (x509.SubjectAlternativeName(found), False),
        ):
            builder = builder.add_extension(extension, critical=critical)
        signed = builder.sign(self._key, hashes.SHA256())
        return signed.public_bytes(serialization.Encoding.PEM), _key_pem(key)

    def _builder(
        self, name: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey
    ) -> x509.CertificateBuilder:
        now = datetime.now(UTC)
        ours = x509.SubjectKeyIdentifier.from_public_key(key)
        theirs = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        return (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(issuer)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - CLOCKS_DIFFER)
            .not_valid_after(now + timedelta(days=self._days))
            .add_extension(ours, critical=False)
            .add_extension(theirs, critical=False)
        )


def make(folder: Path, parts: Sequence[str] = PARTS, *, days: int = 365) -> list[Path]:
    """Make an authority and a certificate for each part; gives the files.

    Raises ``CannotMake``, before anything is written, when one of the files is there: certificates that are
    in use are never overwritten.
    """
    for part in parts:
        if not part or not all(letter.isalnum() or letter in "-." for letter in part):
            raise CannotMake(f"{part!r} is not the name of a machine or a part.")
    names = ["ca", *parts]
    files = [folder / f"{name}.{kind}" for name in names for kind in ("crt", "key")]
    try:
        folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        if there := [file for file in files if file.exists()]:
            raise CannotMake(f"{there[0]} is there already; choose another folder.")
        authority = Authority(days=days)
        pems = [(authority.pem, authority.key_pem)]
        pems += [authority.issue(part, LOCAL_NAMES) for part in parts]
        for name, (certificate, key) in zip(names, pems, strict=True):
            _write(folder / f"{name}.key", key, KEY_MODE)
            _write(folder / f"{name}.crt", certificate, FILE_MODE)
    except OSError as error:
        why = (error.strerror or type(error).__name__).lower()
        raise CannotMake(f"{error.filename or folder} cannot be written: {why}.") from None
    return files


def _write(file: Path, content: bytes, mode: int) -> None:
    """Exclusively, so that no link that somebody has planted is followed; nobody reads a key meanwhile."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as new:
        new.write(content)


def _usages(part: str) -> list[ObjectIdentifier]:
    usages = []
    if part not in ASK_ONLY:
        usages.append(ExtendedKeyUsageOID.SERVER_AUTH)
    if part not in ANSWER_ONLY:
        usages.append(ExtendedKeyUsageOID.CLIENT_AUTH)
    return usages


def _usage(*, digital_signature: bool, key_cert_sign: bool, crl_sign: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=digital_signature, key_cert_sign=key_cert_sign, crl_sign=crl_sign,
        content_commitment=False, key_encipherment=False, data_encipherment=False, key_agreement=False,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _general_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _key_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
