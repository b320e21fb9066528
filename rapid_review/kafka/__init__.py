"""Apache Kafka itself, run on this machine: for tests, by hand, and for a region in one place."""
