"""What the timeline says about the people of a case: that something happened, never to whom."""

from __future__ import annotations

from typing import Final

ABOUT_PEOPLE: Final = {
    "TeamMemberNamed": "A person was named to the team of the case.",
    "TeamMemberRemoved": "A person was taken off the team of the case.",
    "ConflictDeclared": "A conflict of interest was declared.",
    "ConflictCleared": "A declared conflict of interest was cleared.",
    "GlassBroken": "A person opened the case in an emergency.",
    "ReturnsReleased": "The returns of the agencies were released to the meeting.",
}
