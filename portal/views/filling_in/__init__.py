"""Where people do their part: forms and their journeys, and what can be done in a case now."""
