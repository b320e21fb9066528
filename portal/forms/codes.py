"""Words for the codes that the services keep as their own lists; a test holds them against the services' lists."""

from __future__ import annotations

from collections.abc import Mapping

YES_NO_NOT_KNOWN: Mapping[str, str] = {"yes": "Yes", "no": "No", "not_known": "Not known"}
CATEGORIES: Mapping[str, str] = {
    "death": "A child has died", "serious_harm": "A child was seriously harmed",
    "near_miss": "A near miss: serious harm was close", "other": "Something else",
}  # fmt: skip
ABUSE: Mapping[str, str] = {
    "known": "Known", "suspected": "Suspected", "not_indicated": "Not indicated so far",
}  # fmt: skip
PRECISIONS: Mapping[str, str] = {
    "exact": "On this day", "about": "About this day", "month": "Some day of this month",
    "period": "Over a period that began on this day",
}  # fmt: skip
SEX: Mapping[str, str] = {"F": "Female", "M": "Male", "U": "Not known, or not born yet"}
ETHNICITY_KNOWN: Mapping[str, str] = {
    "recorded": "Recorded", "not_asked": "Not asked", "refused": "Asked and not answered",
    "not_recorded": "Not recorded", "disputed": "Recorded in different ways",
}  # fmt: skip
PLAN_STATUS: Mapping[str, str] = {
    "current": "On a plan now", "previous": "On a plan before", "none": "Never", "not_known": "Not known",
}  # fmt: skip
INTEREST: Mapping[str, str] = {"none": "None that we know of", "low": "Some", "high": "A lot"}
RELATIONS: Mapping[str, str] = {
    "mother": "Mother", "father": "Father", "partner_of_parent": "Partner of a parent", "carer": "Carer",
    "sibling": "Brother or sister", "other_child": "Another child", "other_adult": "Another adult",
}  # fmt: skip
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
COPIED_TO: Mapping[str, str] = {
    "partners": "The other safeguarding partners", "partnership_office": "The partnership’s office",  # noqa: RUF001
    "other_areas": "Partners in other areas",
}  # fmt: skip
NATURES: Mapping[str, str] = {
    "death_abuse_or_neglect": "Death of a child; abuse or neglect known or suspected",
    "death_looked_after": "Death of a looked-after child",
    "serious_harm": "Serious harm to a child; abuse or neglect known or suspected",
    "death_care_leaver": "Death of a care leaver", "other": "Something else",
}  # fmt: skip
GROUPINGS: Mapping[str, str] = {
    "one_child": "One child", "siblings": "Brothers and sisters harmed together",
    "operation": "The main child of a large investigation",
}  # fmt: skip
PERSONS: Mapping[str, str] = {
    "child": "Child", "sibling": "Brother or sister", "mother": "Mother", "father": "Father",
    "partner": "Partner of a parent", "other_adult": "Another adult",
}  # fmt: skip
CONSULTED: Mapping[str, str] = {
    "meeting": "We met", "call": "We spoke by telephone or video", "notes_only": "From their notes only",
}  # fmt: skip
ASPECTS: Mapping[str, str] = {
    "race": "Race", "culture": "Culture", "faith": "Faith", "language": "Language", "disability": "Disability",
    "gender": "Gender", "poverty": "Poverty", "neurodiversity": "Neurodiversity",
}  # fmt: skip
RECORD_QUALITY: Mapping[str, str] = {"good": "Good", "some_gaps": "Some gaps", "poor": "Many gaps"}
ROW_PRECISIONS: Mapping[str, str] = {
    "exact": "On this day", "about": "About this day", "month": "Some day of this month",
}  # fmt: skip
ROW_KINDS: Mapping[str, str] = {
    "contact": "Contact", "referral": "Referral", "assessment": "Assessment", "visit": "Visit",
    "missed_appointment": "Child was not brought", "incident": "Incident", "disclosure": "Disclosure",
    "strategy_meeting": "Strategy meeting", "conference": "Conference", "meeting": "Another meeting",
    "medical": "Medical", "school": "School", "missing": "Missing episode", "court": "Court", "other": "Other",
}  # fmt: skip
SEEN: Mapping[str, str] = {"yes": "Yes", "no": "No", "not_applicable": "Does not apply"}
PRACTICE: Mapping[str, str] = {
    "expected": "As expected", "good": "Good practice", "could_improve": "Something to learn",
}  # fmt: skip
SENSITIVITY: Mapping[str, str] = {
    "standard": "Standard", "restricted": "Restricted", "police_hold": "Held back for the police",
    "third_party": "About somebody else",
}  # fmt: skip
EXCUSES: Mapping[str, str] = {
    "not_required": "Not required", "duplicate_of_other_agency": "Another agency answers this",
    "legal_restriction": "A legal restriction", "service_closed": "The service has closed",
}  # fmt: skip
VIEWS: Mapping[str, str] = {
    "criteria_met": "Yes, the criteria are met", "criteria_not_met": "No, the criteria are not met",
    "uncertain": "Not sure yet",
}  # fmt: skip
REFERRAL_WITHDRAWALS: Mapping[str, str] = {
    "criteria_not_met": "The criteria are not met", "duplicate": "It was referred twice",
    "referred_in_error": "It was referred in error",
}  # fmt: skip
NOTICE_WITHDRAWALS: Mapping[str, str] = {
    "criteria_not_met": "The criteria are not met", "duplicate": "It was sent twice",
    "sent_in_error": "It was sent in error",
}  # fmt: skip
RECOMMENDATION_KINDS: Mapping[str, str] = {
    "immediate": "To be done at once", "single_agency": "For one agency", "multi_agency": "For several agencies",
    "policy": "Policy", "training": "Training", "commissioning": "Commissioning", "national": "National",
}  # fmt: skip
BESIDE: Mapping[str, str] = {
    "criminal_investigation": "Criminal investigation or prosecution", "inquest": "Inquest of the coroner",
    "child_death_review": "Child death review", "joint_agency_response": "Joint agency response",
    "safeguarding_adults_review": "Safeguarding adults review",
    "domestic_abuse_death_review": "Domestic abuse related death review",
    "mappa_review": "MAPPA serious case review",
    "offensive_weapons_homicide_review": "Offensive weapons homicide review",
    "mental_health_homicide_review": "Mental health homicide review",
    "patient_safety_investigation": "NHS patient safety investigation",
    "prevent_review": "Prevent or Channel review", "family_court": "Family court proceedings",
    "complaint": "Complaint", "employment": "Employment process",
    "professional_regulator": "Professional regulator", "civil_claim": "Civil claim",
    "allegation_against_staff": "Allegation against a person who works with children",
    "single_unified_safeguarding_review": "Single Unified Safeguarding Review in Wales",
    "other": "Another process",
}  # fmt: skip
BESIDE_STATUS: Mapping[str, str] = {
    "expected": "Expected", "under_way": "Under way", "paused": "Paused",
    "awaiting_outcome": "Its outcome is awaited",
}  # fmt: skip
RESTRICTIONS: Mapping[str, str] = {
    "no_contact_with_named_witnesses": "No contact with named witnesses",
    "no_family_contact": "No contact with the family", "hold_publication": "Nothing is published",
    "legal_hold": "Nothing is erased (legal hold)", "hold_sharing_of_material": "Material is not shared",
}  # fmt: skip
IMPACT: Mapping[str, str] = {
    "improved": "Something is better for children", "no_change": "Nothing has changed",
    "too_early": "Too early to say",
}  # fmt: skip
AUDIT: Mapping[str, str] = {
    "child_at_the_centre": "The child’s days and voice are at the centre of the learning",  # noqa: RUF001
    "practitioners_heard": "Those who worked with the family took part and were supported",
    "agencies_together": "Agencies looked at how they worked together, not at one another",
    "identity_considered": "Race, culture, faith and other parts of identity were considered",
    "good_practice_named": "Good practice is named so that others can do it, too",
    "change_followed": "It is said what changes, and how one will know",
}  # fmt: skip
AUDIT_ANSWERS: Mapping[str, str] = {"met": "Met", "partly_met": "Partly met", "not_met": "Not met"}
