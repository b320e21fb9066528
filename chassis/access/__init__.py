"""Who may do what in which case: roles, relations to a case, a table per service, and the guard before it."""
