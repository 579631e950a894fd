"""What words mean: classes of events, groups of nouns, countries, small words by their work."""
