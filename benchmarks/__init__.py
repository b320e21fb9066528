"""Measures the platform beside its peers, in one run; docs/performance.md says how to read it."""
