"""HTTP to addresses that a client names, and the reading of pages. Knows nothing of articles and claims."""
