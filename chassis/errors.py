"""Five refusals and one delay: every way in which the platform says no.

A refusal is an answer, not a fault: it carries a stable dotted code, one sentence for a person, and
facts that hold ids and codes only, never a name or a narrative.
Anything that is neither a refusal nor a delay is a bug.
"""

from __future__ import annotations

from typing import ClassVar, Self


class Refusal(Exception):
    """A request that is refused; nothing was changed.

    Subclasses set ``code``, which never changes once released, and ``sentence``, which may be reworded
    and may name facts in braces.
    """

    code: ClassVar[str] = "refused"
    sentence: ClassVar[str] = "This cannot be done."

    field = ""
    """The answer of a form that is refused, where the refusal is about one."""

    def __init__(self, **facts: object) -> None:
        self.facts = {name: str(value) for name, value in facts.items()}
        super().__init__(self.code, self.facts)

    @property
    def message(self) -> str:
        """The sentence for a person, with its facts filled in."""
        return self.sentence.format_map(_Facts(self.facts))

    def at(self, field: str) -> Self:
        """The same refusal, about one answer of a form."""
        self.field = field
        return self

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"


class Invalid(Refusal):
    """The request itself is wrong, whatever the state of the case."""

    code = "invalid"
    sentence = "{field}: {problem}"


class NotFound(Refusal):
    """The thing does not exist, or the asker may not know that it does."""

    code = "not_found"
    sentence = "There is nothing here with this reference."


class NotAllowed(Refusal):
    """The asker may not do this."""

    code = "not_allowed"
    sentence = "You do not have permission to do this."


class WrongState(Refusal):
    """The case is not at a point where this can be done."""

    code = "wrong_state"
    sentence = "This cannot be done at this point of the process."


class Stale(Refusal):
    """Somebody else changed the thing since the asker looked at it."""

    code = "stale"
    sentence = "Someone else changed this since you looked. Check what changed and try again."


class Temporary(Exception):
    """A delay: the same request may succeed later. The outcome is known: nothing was changed."""

    code: ClassVar[str] = "temporary"
    sentence: ClassVar[str] = "The service is busy or restarting. Nothing was lost; try again."


class _Facts(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return f"({key})"
