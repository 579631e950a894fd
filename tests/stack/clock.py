"""A month passes: what was open falls due, each claim once."""

from tests.stack.compose import Stack, wait_until

TODAY, A_MONTH_LATER = "2026-03-10", "2026-04-10"


def pass_a_month(stack: Stack) -> str:
    """A line that tells how many claims were to fall due and how many have; raises `AssertionError`."""
    ripe = f"status = 'open' AND review_on <= '{A_MONTH_LATER}'"
    expected, later = _count(stack, ripe), _count(stack, f"review_on > '{A_MONTH_LATER}' AND status = 'open'")
    assert expected > 0
    stack.environment["CLAIMS_TODAY"] = A_MONTH_LATER
    stack.up("api", "worker")
    wait_until(lambda: _count(stack, ripe) == 0, "the sweep makes them due")
    due = _count(stack, "status = 'due'")
    doubled = _count(stack, "status = 'due' AND version <> 2")
    events = int(stack.query("SELECT count(*) FROM event WHERE type = 'claim.due'")[0])
    line = f"ripe {expected}, due {due}, doubled {doubled}; {events} events, {later} not ripe yet"
    assert (due, doubled, events) == (expected, 0, expected), line
    assert _count(stack, "status = 'open'") == later, line
    return line


def _count(stack: Stack, condition: str) -> int:
    return int(stack.query(f"SELECT count(*) FROM claim WHERE {condition}")[0])
