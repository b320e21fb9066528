"""Agencies are asked for what they know; they return it, and the coordinator accepts, queries or excuses."""
