"""A partnership's own colour, on which its pages set white words."""

from __future__ import annotations

import re
from typing import Annotated, Final

from pydantic import AfterValidator

LEAST_CONTRAST: Final = 4.5
"""What WCAG 2.2 asks of text, success criterion 1.4.3."""


def _can_be_read(colour: str) -> str:
    if not re.fullmatch(r"#[0-9a-f]{6}", colour):
        raise ValueError("a colour is written as # and six hexadecimal digits in lower case")
    if (found := white_on(colour)) < LEAST_CONTRAST:
        raise ValueError(
            f"white words on {colour} have a contrast of {found:.1f}, and need {LEAST_CONTRAST}"
        )
    return colour


def white_on(colour: str) -> float:
    """The contrast of white words on a colour, from 1 to 21, as WCAG 2.2 defines it."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(part: float) -> float:
    # The curve of sRGB, as the definition of contrast gives it.
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)  # noqa: PLR2004


Colour = Annotated[str, AfterValidator(_can_be_read)]
