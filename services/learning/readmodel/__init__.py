"""What can be looked at: one file, one question."""
