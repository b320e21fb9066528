"""gRPC to plain frozen objects, and gRPC status to refusals."""
