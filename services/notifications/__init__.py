"""Messages that say that there is something to do, and never what the case is about."""
