"""(b) The relay beside Debezium's outbox router, on the same table of the same server."""
