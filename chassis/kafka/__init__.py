"""Over Kafka: how it is spoken to, the relay that tells, and the source that listens."""
