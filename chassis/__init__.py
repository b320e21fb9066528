"""What every service stands on: the event store, the doors, and the words for refusals."""
