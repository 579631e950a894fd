"""Words to tags, verb groups, clauses and event nouns: what rules can ask about."""
