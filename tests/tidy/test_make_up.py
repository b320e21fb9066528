"""`make up` stops as the platform stops. A stand-in takes the place of the platform."""

from __future__ import annotations

import os
import pty
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tidy.sources import ROOT

STAND_IN = """#!{python}
import os, signal, sys, time
stopped = []
for sign in (signal.SIGINT, signal.SIGTERM):
    signal.signal(sign, lambda sign, _: stopped.append(sign))
print("up on", os.environ.get("PORT"), flush=True)
print("in", os.environ.get("DATA"), flush=True)
if "FAIL" in os.environ:
    sys.exit(2)
while not stopped:
    time.sleep(0.02)
print("stopped cleanly", flush=True)
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout that is set up, as far as make can see."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    needed = ["requirements/app.txt", "requirements/dev.txt", "requirements/node.txt"]
    needed += ["pyproject.toml", "contracts/pyproject.toml"]
    for name in [*needed, ".venv/.app", ".venv/.dev", ".venv/.ours", ".venv/.assets"]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (tmp_path / ".venv/bin").mkdir()
    (tmp_path / ".venv/bin/python").symlink_to(sys.executable)
    platform = tmp_path / ".venv/bin/rapid-review"
    platform.write_text(STAND_IN.format(python=sys.executable))
    platform.chmod(0o755)
    return tmp_path


def output_of(terminal: int) -> Iterator[bytes]:
    while True:
        try:
            said = os.read(terminal, 1024)
        except OSError:  # The terminal is closed.
            return
        yield said


def test_ctrl_c_at_a_terminal_ends_with_the_status_of_the_platform(checkout: Path) -> None:
    child, terminal = pty.fork()
    if child == 0:
        os.execvp("make", ["make", "-C", str(checkout), "up", "PORT=9000"])
    heard = b""
    for said in output_of(terminal):
        heard += said
        if b"up on 9000" in heard and b"\x03" not in heard:
            heard += b"\x03"
            os.write(terminal, b"\x03")
    _, status = os.waitpid(child, 0)

    assert b"stopped cleanly" in heard
    assert os.waitstatus_to_exitcode(status) == 0


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_to_all_stops_the_platform_cleanly(checkout: Path, sign: signal.Signals) -> None:
    with make_up(checkout) as make:
        assert make.stdout
        assert make.stdout.readline() == "up on 9000\n"
        os.killpg(make.pid, sign)
        heard = make.stdout.read()

    assert "stopped cleanly" in heard


def test_sigterm_to_make_alone_stops_the_platform_cleanly(checkout: Path) -> None:
    with make_up(checkout) as make:
        assert make.stdout
        make.stdout.readline()
        make.terminate()
        heard = make.stdout.read()

    assert "stopped cleanly" in heard


def test_a_platform_that_fails_makes_make_fail(checkout: Path) -> None:
    with make_up(checkout, FAIL="yes") as make:
        assert make.stdout
        make.stdout.read()

    assert make.returncode == 2


@pytest.mark.parametrize(("target", "otherwise"), [("up", "None"), ("region", "var/region")])
def test_the_folder_that_the_environment_names_is_used(
    target: str, otherwise: str, checkout: Path
) -> None:
    def said(**named: str) -> str:
        rest = {name: value for name, value in os.environ.items() if name != "DATA"}
        return subprocess.run(
            ["make", "-C", str(checkout), target],
            env=rest | named | {"FAIL": "yes"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        ).stdout

    assert "in elsewhere\n" in said(DATA="elsewhere")
    assert f"in {otherwise}\n" in said()


def make_up(checkout: Path, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        ["make", "-C", str(checkout), "--no-print-directory", "up"],
        env=os.environ | {"PORT": "9000"} | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
