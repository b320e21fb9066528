"""Where things come in and go out: gRPC calls, told events, what we tell, and the past."""
