"""Tables, queries and migrations: the only place that speaks SQL. Queries never commit; use cases do."""
