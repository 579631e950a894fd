"""What the words mean: statuses, moves, clocks, claims. Pure: no clock, no database, no web."""
