"""The event store of a service: sealed events, appended in groups, read without gaps."""
