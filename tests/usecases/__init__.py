"""Use cases called directly: what holds below every door, whichever of them was taken."""
