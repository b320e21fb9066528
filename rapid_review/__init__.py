"""The command line and the embedded mode: the whole platform in one process."""
