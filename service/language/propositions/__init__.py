"""Clauses to propositions: what a clause says, in terms in which two texts can be compared."""
