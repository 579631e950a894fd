"""What Postgres does for a query: the very statements that were sent, explained with their parameters."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from service.store.database import Database

Sent = tuple[str, Any]


def plan_of(database: Database, work: Callable[[], object]) -> list[str]:
    """The nodes that read a table or sort, of every SELECT that `work` sends, in the order of the plan."""
    with _sent(database) as sent:
        work()
    nodes: list[str] = []
    with database.begin() as connection:
        for statement, parameters in sent:
            answer = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", parameters).scalar_one()
            nodes += _nodes(answer[0]["Plan"])
    return nodes


@contextmanager
def _sent(database: Database) -> Iterator[list[Sent]]:
    sent: list[Sent] = []

    def listen(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.startswith(("SELECT", "WITH")):
            sent.append((statement, parameters))

    event.listen(database.engine, "before_cursor_execute", listen)
    try:
        yield sent
    finally:
        event.remove(database.engine, "before_cursor_execute", listen)


def _nodes(plan: dict[str, Any]) -> Iterator[str]:
    kind = plan["Node Type"].replace("Bitmap Index Scan", "Bitmap").replace(" Scan", "")
    if "Index Name" in plan:
        yield f"{kind} {plan['Index Name']}"
    elif "Relation Name" in plan and kind != "Bitmap Heap":
        yield f"{kind} {plan['Relation Name']}"
    elif "Sort" in kind:
        yield kind
    for part in plan.get("Plans", ()):
        yield from _nodes(part)
