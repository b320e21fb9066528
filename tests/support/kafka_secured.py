"""A Kafka that lets in only whom it knows: TLS, a password by SCRAM-SHA-512, and rights if asked for.

The certificates are made anew for each. The names and passwords are invented.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import trustme
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from rapid_review.kafka.node import LocalKafka
from tests.support.kafka_choice import own_programs

MECHANISM = "SCRAM-SHA-512"
BROKER, PLATFORM, STRANGER = "broker", "platform", "stranger"
"""Who is known: the broker itself and the platform may do all; the stranger too, unless there are rights."""
PASSWORDS = {name: f"invented-{name}-password" for name in (BROKER, PLATFORM, STRANGER)}
_LOGIN = "org.apache.kafka.common.security.scram.ScramLoginModule"
_RIGHTS = {
    "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
    # Nobody is anonymous but the controller's own listener, which only this machine reaches.
    "super.users": f"User:{BROKER};User:{PLATFORM};User:ANONYMOUS",
}


class SecuredKafka(LocalKafka):
    """A node whose only door is SASL_SSL."""

    authority: trustme.CA
    authority_file: Path

    @classmethod
    def make(cls, jars: Path, folder: Path, *, rights: bool = False) -> SecuredKafka:
        """A node that is not running yet. With rights, the stranger may sign in and do nothing."""
        authority = trustme.CA()
        folder.mkdir(parents=True)
        authority_file = folder / "authority.pem"
        authority.cert_pem.write_to_path(authority_file)
        users = [f"{MECHANISM}=[name={name},password={PASSWORDS[name]}]" for name in PASSWORDS]
        node = cls(
            jars,
            folder / "kafka",
            protocol="SASL_SSL",
            settings=_settings(authority, folder) | (_RIGHTS if rights else {}),
            format_words=[word for user in users for word in ("--add-scram", user)],
        )
        node.authority, node.authority_file = authority, authority_file
        return node

    def client(
        self, user: str = PLATFORM, *, password: str = "", trusting: Path | None = None
    ) -> dict[str, object]:
        """The arguments of an aiokafka client that signs in as this user."""
        context = ssl.create_default_context(cafile=str(trusting or self.authority_file))
        return {
            "bootstrap_servers": self.bootstrap,
            "security_protocol": "SASL_SSL",
            "ssl_context": context,
            "sasl_mechanism": MECHANISM,
            "sasl_plain_username": user,
            "sasl_plain_password": password or PASSWORDS[user],
        }


@contextmanager
def secured_kafka(folder: Path, *, rights: bool = False) -> Iterator[SecuredKafka]:
    """A secured node that is not running yet, and surely not any more afterwards."""
    node = SecuredKafka.make(own_programs(), folder / "secured", rights=rights)
    try:
        yield node
    finally:
        node.kill()


def _settings(authority: trustme.CA, folder: Path) -> dict[str, str]:
    keys = folder / "server.pem"
    keys.touch(mode=0o600)
    certificate = authority.issue_cert("127.0.0.1", "localhost")
    key = load_pem_private_key(certificate.private_key_pem.bytes(), None)
    chain = b"".join(blob.bytes() for blob in certificate.cert_chain_pems)
    # Java reads a key in this form only.
    keys.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) + chain)
    login = f'{_LOGIN} required username="{BROKER}" password="{PASSWORDS[BROKER]}";'
    return {
        "ssl.keystore.type": "PEM",
        "ssl.keystore.location": str(keys.resolve()),
        "ssl.truststore.type": "PEM",
        "ssl.truststore.location": str((folder / "authority.pem").resolve()),
        "sasl.enabled.mechanisms": MECHANISM,
        "sasl.mechanism.inter.broker.protocol": MECHANISM,
        f"listener.name.sasl_ssl.{MECHANISM.lower()}.sasl.jaas.config": login,
    }
