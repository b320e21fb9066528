"""What can be asked: one method, one use case."""
