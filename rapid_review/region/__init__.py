"""A region on this machine without containers: the processes of the compose file, with its very settings."""
