"""The fields of each journey, and what to say when they are wrong."""
