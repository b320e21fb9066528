"""(a) Appending: one event a command into the caller's own stream, a new stream after twenty."""
