"""What statements and claims say: one proposition in place of what identity and evidence each kept of them.

The old columns stay for the release before, which runs beside this one; the next release drops them. What that release
finds in new rows says nothing: it can read it, and it matches none. What it writes has no proposition until it is read
again.
"""

import json

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0018"
down_revision = "0017"

_TABLES = ("statement", "watch", "identity")
_NO_TERMS = {
    **dict.fromkeys(("events", "agents", "patients", "others", "agent_words", "words", "topic", "which"), ()),
    **dict.fromkeys(("parts", "setting", "places", "amounts"), ()),
    **{"polarity": "positive", "demand": False, "conditional": False},
    "when": {"said_on": "1970-01-01", "start": "1970-01-01", "due": None, "hours": ()},
}
_NOTHING = {"statement.account": {"amounts": ()}, "watch.account": {"amounts": ()}, "identity.terms": _NO_TERMS}


def upgrade() -> None:
    """Add the columns; no row is touched."""
    for table in _TABLES:
        op.add_column(table, sa.Column("proposition", postgresql.JSONB(), nullable=True))
    for name, value in _NOTHING.items():
        table, column = name.split(".")
        op.alter_column(table, column, server_default=json.dumps(value, separators=(",", ":")))
