"""Tokens of an identity provider (OpenID Connect): its keys, its claims, and who they make of a person."""
