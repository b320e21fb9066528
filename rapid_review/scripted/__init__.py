"""Scripted cases: read, checked as a whole, and played through the public doors."""
