"""The front door: pages in which people see and do the work. It owns no facts; it asks over gRPC."""
