"""Certificates for one machine: refused where something is there, closed to others, and each good for its part."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID
from cryptography.x509.verification import PolicyBuilder, Store
from typer.testing import CliRunner

from rapid_review.certificates import PARTS, Authority, CannotMake, make
from rapid_review.cli import app

SERVES, ASKS = ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH


def certificate(file: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(file.read_bytes())


@pytest.mark.parametrize("there", ["ca.key", "review.crt"])
def test_nothing_is_overwritten(tmp_path: Path, there: str) -> None:
    (tmp_path / there).write_text("in use")

    with pytest.raises(CannotMake, match=there):
        make(tmp_path)

    assert [file.name for file in tmp_path.iterdir()] == [there]
    assert (tmp_path / there).read_text() == "in use"


def test_a_folder_that_cannot_be_made_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    told = CliRunner().invoke(app, ["certificates", str(tmp_path / "file" / "folder")])

    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr.count("\n") == 1


@pytest.mark.parametrize("name", ["../review", "", "a b"])
def test_a_name_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(CannotMake, match="not the name"):
        make(tmp_path / "new", [name])

    assert not (tmp_path / "new").exists()


def test_keys_are_for_their_owner_only(tmp_path: Path) -> None:
    make(tmp_path / "new")

    modes = {stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "new").glob("*.key")}
    assert modes == {0o600}
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


def test_every_part_has_a_certificate_that_the_authority_vouches_for(tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["certificates", str(tmp_path)])
    store = Store([certificate(tmp_path / "ca.crt")])

    assert told.exit_code == 0, told.stderr
    for part in {*PARTS} - {"cli"}:
        verifier = PolicyBuilder().store(store).build_server_verifier(x509.DNSName(part))
        assert verifier.verify(certificate(tmp_path / f"{part}.crt"), [])
    for part in {*PARTS} - {"kafka", "postgres"}:
        client = PolicyBuilder().store(store).build_client_verifier()
        assert client.verify(certificate(tmp_path / f"{part}.crt"), []).chain


@pytest.mark.parametrize(
    ("part", "usages"),
    [("cli", {ASKS}), ("kafka", {SERVES}), ("postgres", {SERVES}), ("review", {SERVES, ASKS})],
)
def test_a_certificate_is_good_for_what_its_part_does(part: str, usages: set[object]) -> None:
    found = x509.load_pem_x509_certificate(Authority().issue(part)[0])

    assert set(found.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value) == usages


def test_only_those_that_are_asked_for_are_made(tmp_path: Path) -> None:
    CliRunner().invoke(
        app, ["certificates", str(tmp_path), "--for", "review", "--for", "db.example"]
    )

    assert {file.name for file in tmp_path.glob("*.crt")} == {
        "ca.crt",
        "review.crt",
        "db.example.crt",
    }
    names = certificate(tmp_path / "db.example.crt").extensions.get_extension_for_class(
        x509.SubjectAlternativeName
    )
    assert names.value.get_values_for_type(x509.DNSName) == ["db.example", "localhost"]
