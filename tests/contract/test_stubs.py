"""The generated gRPC code is that of the .proto files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
GENERATED = ("*_pb2.py", "*_pb2.pyi", "*_pb2_grpc.py")


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for kind in GENERATED for path in folder.glob(kind)}


def generate(into: Path) -> None:
    """What `make contracts` does, elsewhere."""
    protos = sorted(path.relative_to(ROOT) for path in (ROOT / "contracts/grpc").glob("*.proto"))
    outputs = [f"--{kind}={into}" for kind in ("python_out", "pyi_out", "grpc_python_out")]
    subprocess.run(
        [sys.executable, "-m", "grpc_tools.protoc", "-I.", *outputs, *protos], cwd=ROOT, check=True
    )
    for serves_nothing in ("common", "decision"):
        (into / f"contracts/grpc/{serves_nothing}_pb2_grpc.py").unlink()


def test_the_committed_code_is_that_of_the_protos(tmp_path: Path) -> None:
    generate(tmp_path)

    committed = contents(ROOT / "contracts/grpc")

    assert committed == contents(tmp_path / "contracts/grpc"), "run `make contracts`"
    assert committed
