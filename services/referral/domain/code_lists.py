"""Codes of a referral and a notice that are ours alone; those with a source stand in packs/code-lists.

They are asked when something is recorded, never when it is read again: a list may change, history may not.
"""

from __future__ import annotations

from collections.abc import Mapping

PARALLEL_PROCESSES: Mapping[str, str] = {
    "criminal_investigation": "Criminal investigation", "inquest": "Inquest",
    "child_death_review": "Child death review", "safeguarding_adults_review": "Safeguarding adults review",
    "domestic_homicide_review": "Domestic abuse related death review", "mappa_review": "MAPPA review",
    "offensive_weapons_review": "Offensive weapons homicide review",
    "mental_health_homicide_review": "Mental health homicide review",
    "patient_safety": "Patient safety investigation", "prevent": "Prevent or Channel review",
    "family_court": "Family court proceedings", "complaint": "Complaint", "employment": "Employment",
    "regulator": "Professional regulator", "civil_claim": "Civil claim",
    "allegation": "Allegation against a person in a position of trust",
    "single_unified_review": "Single unified safeguarding review in Wales",
}  # fmt: skip

RELATIONS: Mapping[str, str] = {
    "mother": "Mother", "father": "Father", "partner_of_parent": "Partner of a parent", "carer": "Carer",
    "sibling": "Brother or sister", "other_child": "Another child", "other_adult": "Another adult",
}  # fmt: skip

COPIED_TO: Mapping[str, str] = {
    "partners": "The other safeguarding partners", "partnership_office": "The partnership's office",
    "other_areas": "Partners in other areas",
}  # fmt: skip


def is_nhs_number(number: str) -> bool:
    """Whether ten digits are an NHS number: the last one is a check on the others (modulus 11)."""
    digits = number.replace(" ", "")
    if len(digits) != 10 or not (digits.isascii() and digits.isdigit()):  # noqa: PLR2004 - as said above
        return False
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)
    )
    return (11 - total % 11) % 11 == int(digits[9])


UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def is_upn(number: str) -> bool:
    """Whether this is a unique pupil number: a check letter, then twelve digits, the last of which may be a letter."""
    if len(number) != 13 or number[0] not in UPN_LETTERS:  # noqa: PLR2004 - as said above
        return False
    middle, last = number[1:12], number[12]
    if not (middle.isascii() and middle.isdigit()) or last not in "0123456789" + UPN_LETTERS:
        return False
    final = int(last) if last.isdigit() else UPN_LETTERS.index(last)
    total = (
        sum(int(digit) * weight for digit, weight in zip(middle, range(2, 13), strict=True))
        + final * 13
    )
    return UPN_LETTERS[total % 23] == number[0]
