"""Rule files to a checked rule set, and the examples that rules carry."""
