"""Time expressions, and the last day on which each event would be on time."""
