"""The words of the code lists that the forms of this service ask, by list and code."""

from __future__ import annotations

from chassis.rules.code_lists import CodeLists

LISTS = (
    "disability", "legal-status", "placement-type", "plan-category", "nature-of-notification",
)  # fmt: skip


def labels_of(code_lists: CodeLists) -> dict[str, dict[str, str]]:
    """Each list's labels. Why an ethnicity is not known stands in a field of its own."""
    labels = {
        name: {code: entry.label for code, entry in code_lists.of(name).entries.items()}
        for name in LISTS
    }
    answers = code_lists.of("ethnicity").entries.items()
    return labels | {"ethnicity": {code: one.label for code, one in answers if one.answer}}
