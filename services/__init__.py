"""Six services with the same rooms; none imports another."""
