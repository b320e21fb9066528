"""Outside subscribers can install the contracts alone."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

CONTRACTS = Path(__file__).parents[2] / "contracts"
ALLOWED = {"contracts", "google", "grpc", "pydantic", "warnings"} | sys.stdlib_module_names
USE = """
import sys
sys.path.insert(0, sys.argv[1])
import contracts.envelope, contracts.events.review, contracts.grpc.review_pb2, contracts.topics
from pathlib import Path
root = Path(sys.argv[1]) / "contracts"
assert Path(contracts.__file__).parent == root, contracts.__file__
assert {"chassis", "services"}.isdisjoint(sys.modules)
for part in ("py.typed", "schemas/review/MeetingHeld.v1.json", "samples/review/MeetingHeld.v1.json",
             "grpc/review.proto", "grpc/review_pb2.pyi"):
    assert (root / part).exists(), part
"""


def test_the_contracts_can_be_installed_alone(tmp_path: Path) -> None:
    source = tmp_path / "source"
    made = shutil.ignore_patterns("build", "*.egg-info", "__pycache__")
    shutil.copytree(CONTRACTS, source, ignore=made)
    offline = ["--no-deps", "--no-index", "--no-build-isolation", "--quiet"]
    target = tmp_path / "installed"

    subprocess.run(
        [sys.executable, "-m", "pip", "install", *offline, "--target", str(target), str(source)],
        check=True,
    )

    subprocess.run([sys.executable, "-c", USE, str(target)], cwd=tmp_path, check=True)


def foreign(source: str) -> set[str]:
    """The packages that ``source`` imports and that a subscriber would not have."""
    imported: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                imported |= {name.name.partition(".")[0] for name in names}
            case ast.ImportFrom(module=str(module)):
                imported.add(module.partition(".")[0])
    return imported - ALLOWED


def test_the_contracts_import_nothing_of_ours() -> None:
    found = {path.name: foreign(path.read_text()) for path in CONTRACTS.rglob("*.py")}

    assert not {name: packages for name, packages in found.items() if packages}


def test_an_import_of_ours_is_caught() -> None:
    assert foreign("from chassis.errors import Refusal") == {"chassis"}
