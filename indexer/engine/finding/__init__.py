"""Which clauses a query finds, and which of them the filters let through."""
