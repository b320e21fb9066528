"""Pages of the portal under load, before real services with a board full of cases."""
