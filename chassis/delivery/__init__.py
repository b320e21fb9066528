"""What is told from service to service: in order within a case, once in effect, parked rather than lost."""
