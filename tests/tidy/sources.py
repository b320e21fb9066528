"""The sources of the platform, as the tests about the code read them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]
PACKAGES = ("chassis", "contracts", "services", "portal", "rapid_review")


@dataclass(frozen=True)
class Source:
    """One Python file of ours: where it stands, how it is imported, what it says."""

    path: Path
    module: str
    text: str

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def name(self) -> str:
        return self.module.rpartition(".")[2]

    def imports(self) -> set[str]:
        """Every module that this file may import; for `from a import b` both `a` and `a.b`."""
        found: set[str] = set()
        for node in ast.walk(self.tree):
            match node:
                case ast.Import(names=names):
                    found |= {name.name for name in names}
                case ast.ImportFrom(module=str(module), names=names):
                    found |= {module} | {f"{module}.{name.name}" for name in names}
        return found


def sources(root: Path = ROOT, packages: tuple[str, ...] = PACKAGES) -> list[Source]:
    """What people wrote; generated and fetched files are left out."""
    return [
        Source(path, _module_of(path.relative_to(root)), path.read_text(encoding="utf-8"))
        for package in packages
        for path in sorted((root / package).rglob("*.py"))
        if not {"node_modules", "build"} & set(path.parts) and "_pb2" not in path.name
    ]


def _module_of(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def loaded_modules() -> Iterator[ModuleType]:
    """Every module of ours, imported."""
    for source in sources():
        yield import_module(source.module)


def plant(root: Path, path: str, text: str) -> Path:
    """Write a file with a fault into a tree of its own."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file
