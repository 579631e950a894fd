"""Tagged sentences to clauses: verb groups, licensers, coordination, bounds."""
