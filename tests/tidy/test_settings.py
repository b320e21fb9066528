"""Every setting that the environment can change is documented in docs/reference/settings.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import ModuleType

from pydantic import AliasChoices, AliasPath
from pydantic_settings import BaseSettings, SettingsConfigDict

from tests.tidy.sources import ROOT, loaded_modules

PAGE = ROOT / "docs/reference/settings.md"


def settings_classes(modules: Iterable[ModuleType]) -> set[type[BaseSettings]]:
    """Every class of settings that one of ``modules`` holds and that is read as it is, not derived from."""
    return {
        thing
        for module in list(modules)  # All of them, before the first is asked who derives from it.
        for thing in vars(module).values()
        if isinstance(thing, type)
        and issubclass(thing, BaseSettings)
        and not thing.__subclasses__()
    }


def variables(settings: type[BaseSettings]) -> Iterator[str]:
    """The names in the environment from which ``settings`` are read."""
    prefix = settings.model_config.get("env_prefix", "")
    for name, field in settings.model_fields.items():
        alias = field.validation_alias or field.alias
        match alias:
            case None:
                yield f"{prefix}{name}".upper()
            case str():
                yield alias.upper()
            case AliasChoices(choices=choices):
                yield from (str(choice).upper() for choice in choices)
            case AliasPath(path=path):
                yield str(path[0]).upper()


def undocumented(classes: Iterable[type[BaseSettings]], page: str) -> list[str]:
    return sorted(
        {name for settings in classes for name in variables(settings) if f"`{name}`" not in page}
    )


def test_every_setting_is_documented() -> None:
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""

    assert undocumented(settings_classes(loaded_modules()), page) == []


class Planted(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="PLANTED_")

    port: int = 1
    folder: str = ""


def test_a_setting_that_is_not_documented_is_caught() -> None:
    assert undocumented([Planted], "`PLANTED_FOLDER` is where") == ["PLANTED_PORT"]
