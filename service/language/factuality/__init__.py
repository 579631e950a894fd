"""Whether a clause is told as a fact: what denies, doubts, imagines or all but brings about the event that it names."""
