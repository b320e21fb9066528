"""The Rapid Review itself: its clock, agencies, meeting, report, decisions, and the National Panel."""
