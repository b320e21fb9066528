"""The rules of safeguarding that services share: rule packs, gates, records of decisions, code lists."""
