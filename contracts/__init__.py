"""What the services promise each other and outside subscribers: events, their envelope, and the gRPC doors."""
