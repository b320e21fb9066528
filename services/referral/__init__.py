"""A serious incident comes in, the statutory partners give their views, and a decision is made."""
