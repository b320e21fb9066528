"""What is wrong with rule packs and code lists: file, line, and what to change; all of it at once."""

from __future__ import annotations

import re
import types
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from chassis.rules.toml_lines import KeyPath

BARE = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to change in a file; line 0 stands for the file or folder as a whole."""

    file: Path
    line: int
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else str(self.file)
        return f"{place}: {self.message}"


class PackError(Exception):
    """Files are wrong; the message has a line for each of the ``problems``."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(dict.fromkeys(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something wrong at a place of the content, before it is known which file said it."""

    path: KeyPath
    message: str

    @property
    def sentence(self) -> str:
        """The place as it is written in TOML, and what to change."""
        return f"{dotted(self.path)}: {self.message}." if self.path else f"{self.message}."


def wrongs_of(error: ValidationError, model: type[BaseModel]) -> list[Wrong]:
    """Everything that does not fit ``model``, in plain words; an unknown name with the nearest known one."""
    return [_wrong(one, model) for one in error.errors(include_url=False, include_input=False)]


def nearest(word: str, known: Iterable[str]) -> str:
    """A question that names the nearest known word, or nothing where none is near."""
    found = get_close_matches(word, list(known), n=1)
    return f"; did you mean {found[0]}?" if found else ""


def dotted(path: Sequence[str]) -> str:
    """A path as TOML writes it."""
    return ".".join(part if BARE.fullmatch(part) else f'"{part}"' for part in path)


def has(content: object, path: KeyPath) -> bool:
    """Whether ``content`` says something at ``path``."""
    for part in path:
        if not isinstance(content, Mapping) or part not in content:
            return False
        content = content[part]
    return True


def _wrong(one: ErrorDetails, model: type[BaseModel]) -> Wrong:
    path = tuple(str(part) for part in one["loc"] if not isinstance(part, int) and part != "[key]")
    message = one["msg"].removeprefix("Value error, ")
    match one["type"]:
        case "missing":
            return Wrong(path[:-1], f"{path[-1]} is missing")
        case "extra_forbidden":
            known = _fields(model, path[:-1])
            return Wrong(
                path, f"there is no key of this name{nearest(path[-1], known)}".rstrip("?")
            )
        case "literal_error" | "enum":
            message = _not_among(message, one["loc"][-1], path)
        case "dict_type" | "model_type":
            message = "this should be a table"
        case "tuple_type" | "list_type":
            message = "this should be a list"
    return Wrong(path, message[0].lower() + message[1:])


def _not_among(message: str, last: int | str, path: KeyPath) -> str:
    """Which of a few words it may be; a key that is none of them is itself at fault."""
    choices = re.findall(r"'([^']*)'", message)
    if last == "[key]":
        return f"this is not one of {', '.join(choices)}{nearest(path[-1], choices)}".rstrip("?")
    return f"choose one of {', '.join(choices)}" if choices else message


def _fields(model: type[BaseModel], path: KeyPath) -> list[str]:
    """The names that the model knows at ``path``."""
    annotation: Any = model
    for part in path:
        annotation = _inside(_bare(annotation), part)
    annotation = _bare(annotation)
    return list(annotation.model_fields) if _is_model(annotation) else []


def _inside(annotation: Any, part: str) -> Any:
    if _is_model(annotation):
        field = annotation.model_fields.get(part)
        return field.annotation if field else None
    return get_args(annotation)[1] if get_origin(annotation) is dict else None


def _bare(annotation: Any) -> Any:
    """Without ``None`` and without what pydantic is told beside the type."""
    if get_origin(annotation) in {Union, types.UnionType}:
        return next(one for one in get_args(annotation) if one is not types.NoneType)
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
