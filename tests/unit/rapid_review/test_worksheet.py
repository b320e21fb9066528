"""The worksheet on the screen and for the printer."""

from __future__ import annotations

from contracts.grpc import referral_pb2
from rapid_review.worksheet import MISSING, as_html, as_text

FOUND = referral_pb2.Worksheet(
    reference="PLY-RR-2026-0007", notice="N2", missing=1,
    fields=[
        referral_pb2.WorksheetField(section="Notice", label="Nature", value="Serious harm"),
        referral_pb2.WorksheetField(section="Child A", label="Name", value="Invented <Child>"),
        referral_pb2.WorksheetField(section="Child A", label="Ethnicity", missing=True),
    ],
)  # fmt: skip


def test_on_the_screen_each_section_has_its_fields_in_order() -> None:
    text = as_text(FOUND)

    assert text.index("Notice\n") < text.index("Nature:") < text.index("Child A\n")
    assert "PLY-RR-2026-0007, notice N2" in text
    assert f"Ethnicity:{' ' * 35} {MISSING}" in text


def test_on_paper_what_is_missing_is_marked_and_nothing_is_code() -> None:
    page = as_html(FOUND)

    assert "Invented &lt;Child&gt;" in page
    assert page.count('class="missing"') == 1
    assert "<h2>Child A</h2>" in page
