"""A month passes: what was open falls due, each claim once."""

from tests.stack.compose import Stack, wait_until

TODAY, A_MONTH_LATER = "2026-03-10", "2026-04-10"
_STATES = "SELECT status, version, count(*) FROM claim GROUP BY 1, 2 ORDER BY 1, 2"


def pass_a_month(stack: Stack) -> str:
    """A line that tells how many claims were open and how many are due; raises `AssertionError`."""
    opened = _count(stack, "status = 'open'")
    assert opened > 0
    stack.environment["CLAIMS_TODAY"] = A_MONTH_LATER
    stack.up("api", "worker")
    wait_until(lambda: _count(stack, "status = 'open'") == 0, "the sweep makes all due")
    due = _count(stack, "status = 'due'")
    doubled = _count(stack, "status = 'due' AND version <> 2")
    events = int(stack.query("SELECT count(*) FROM event WHERE type = 'fell_due'")[0])
    line = f"open {opened}, due {due}, doubled {doubled}; {events} events"
    assert (due, doubled, events) == (opened, 0, opened), line
    return line


def _count(stack: Stack, condition: str) -> int:
    return int(stack.query(f"SELECT count(*) FROM claim WHERE {condition}")[0])
