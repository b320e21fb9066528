"""Invented words for simulated cases: people who do not exist, and sentences that could stand in any case."""

from __future__ import annotations

from random import Random

GIVEN = (
    "Arlo", "Bexa", "Corin", "Delphi", "Emrik", "Fenna", "Garrin", "Hesper", "Ilka", "Joran", "Kessa", "Lorin",
    "Mirren", "Nevin", "Oriel", "Perrin", "Quilla", "Rowena", "Soren", "Tamsel", "Ulric", "Vesna", "Wystan", "Zenna",
)  # fmt: skip
FAMILY = (
    "Applewick", "Brindlow", "Carroway", "Dunmarrow", "Elverson", "Farrowdale", "Gorsethorn", "Hallowmere",
    "Inglebright", "Jessamy", "Kettlewood", "Larkrise", "Merrowby", "Nettlefold", "Orchardson", "Pennywhistle",
    "Quarrier", "Rushbeck", "Silverdene", "Thistledown",
)  # fmt: skip
SENTENCES = (
    "The family was seen at home and at the clinic, and the plan was written down the same day.",
    "What was said in the first meeting was passed on by telephone and confirmed in writing.",
    "The record shows what was offered, and less of how it was received.",
    "A practitioner asked about nights, money and who else lives in the home.",
    "The appointment was moved twice, and nobody asked why it did not suit.",
    "Two services visited in the same week without knowing of each other.",
    "The school noticed a change and told the person whom it knew best.",
    "A grandparent was named as somebody to be asked, and was asked in spring.",
    "The worker stayed the same for a year, and the parents say that this helped.",
    "Notes of the visit are short; the worker remembers more than they hold.",
    "The letter reached the practice, where it was filed and read two weeks later.",
    "The move to another area was known to housing before anybody else heard of it.",
    "It was a strength that one person kept the whole of the plan in mind.",
    "The child's own words stand in the record once, and they are worth reading.",
    "Supervision took place every month and asked the questions that mattered.",
    "An interpreter was booked for the first visit and not for those that followed.",
)
SYSTEMS = ("Case record", "Attendance record", "Clinic letters", "Contact log", "Referral inbox")
HARM_TYPES = (
    "neglect", "physical_abuse", "emotional_abuse", "domestic_abuse", "head_injury", "self_harm", "poisoning",
)  # fmt: skip
THEMES = (
    "professional_curiosity", "early_help", "information_sharing", "voice_of_the_child", "domestic_abuse",
    "parental_mental_health", "missed_appointments", "transitions",
)  # fmt: skip
KINDS = ("contact", "visit", "meeting", "medical", "school")


def narrative(chance: Random, words: int) -> str:
    """Sentences that together have at least so many words."""
    found: list[str] = []
    count = 0
    while count < words:
        found.append(chance.choice(SENTENCES))
        count += len(found[-1].split())
    return " ".join(found)


def name(chance: Random) -> str:
    """Somebody who does not exist."""
    return f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}"
