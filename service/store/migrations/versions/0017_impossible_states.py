"""States that cannot be are refused, whoever writes: CHECKs, a composite key, and triggers (in the `.sql` beside this).

What stands already is not looked at: each constraint is added NOT VALID. `claims db upgrade` validates those that all
rows meet; `claims db check` names the rows that the others wait for.
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

_DIGEST = "sha256(convert_to({}, 'UTF8'))"
_SENT = _DIGEST.format("text")
_SAME = _DIGEST.format(r"btrim(replace(replace(text, E'\r\n', E'\n'), E'\r', E'\n'), E' \t\n\v\f\r')")  # see 0014
_EVENTS = (
    "'claim.amended', 'claim.corrected', 'claim.created', 'claim.dismissed', 'claim.due', 'claim.mentioned',"
    " 'claim.merged', 'claim.proposal_rejected', 'claim.proposed', 'claim.reopened', 'claim.resolved', 'claim.split'"
)
_STATUSES = "'open', 'due', 'proposed', 'resolved', 'dismissed'"
_OUTCOMES = "'fulfilled', 'fulfilled_late', 'fulfilled_in_part', 'not_fulfilled', 'unresolvable'"
_MODALITIES = "'scheduled', 'commitment', 'intention', 'expectation', 'possibility', 'demand'"

_CHECKS = {
    "article": {
        "text_digest": f"withdrawn_at IS NOT NULL OR text_digest IN ({_SENT}, {_SAME})",
        "text_until_withdrawn": "(text = '') = (withdrawn_at IS NOT NULL)",
    },
    "claim": {
        "text": r"text ~ '\S'",
        "due_after_said": "due >= said_on",
        "review_after_said": "review_on >= said_on",
    },
    "resolution": {
        "outcome": f"outcome IN ({_OUTCOMES})",
        "superseded_after_recorded": "superseded_at >= recorded_at",
        "happened_by_then": "happened_on <= (recorded_at AT TIME ZONE 'UTC')::date + 366",
    },
    "proposal": {"happened_by_then": "happened_on <= (created_at AT TIME ZONE 'UTC')::date + 366"},
    "event": {
        "type": f"type IN ({_EVENTS})",
        "from_status": f"from_status IN ({_STATUSES})",
        "to_status": f"to_status IN ({_STATUSES})",
        "version": "version > 0",
        "birth": "(version = 1) = (from_status IS NULL)",
    },
    "api_key": {"digest": "octet_length(digest) = 32", "expires_later": "expires_at > created_at"},
    "feed_address": {"digest": "octet_length(digest) = 32"},
    "answer": {"status": "status BETWEEN 100 AND 599"},
    "webhook": {
        "url": "url ~ '^https?://[^/]'",
        "types": f"types <@ ARRAY[{_EVENTS}]",
        "statuses": f"statuses <@ ARRAY[{_STATUSES}]",
        "outcomes": f"outcomes <@ ARRAY[{_OUTCOMES}]",
        "modalities": f"modalities <@ ARRAY[{_MODALITIES}]",
    },
}
_DATES = {  # and instants, none of which is infinite
    "article": ("published_on", "created_at", "withdrawn_at"),
    "claim": ("said_on", "due", "review_on", "created_at", "updated_at"),
    "statement": ("published_on", "due"),
    "evidence": ("published_on", "happened_on", "created_at", "weighed_at"),
    "proposal": ("happened_on", "created_at", "verdict_at"),
    "resolution": ("happened_on", "recorded_at", "superseded_at"),
    "event": ("at",),
    "lease": ("taken_at", "expires_at"),
    "leased_claim": ("expires_at",),
    "api_key": ("created_at", "expires_at", "revoked_at", "last_used_at"),
    "answer": ("created_at",),
    "job": ("created_at", "finished_at"),
    "feed_address": ("created_at", "revoked_at", "last_used_at"),
    "webhook": ("old_secret_until", "created_at", "disabled_at", "failing_since", "resume_at", "leased_until"),
    "delivery": ("created_at", "next_attempt_at", "attempted_at"),
}


def upgrade() -> None:
    """Add them."""
    op.add_column("article", sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
    for table, checks in _CHECKS.items():
        for name, condition in checks.items():
            _add(table, name, condition)
    for table, columns in _DATES.items():
        _add(table, "finite", " AND ".join(f"isfinite({column})" for column in columns))
    _add_keys()
    triggers = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    op.get_bind().exec_driver_sql(triggers.replace("%", "%%"))


def _add(table: str, name: str, condition: str) -> None:
    op.execute(f"ALTER TABLE {table} ADD CONSTRAINT ck_{table}_{name} CHECK ({condition}) NOT VALID")


def _add_keys() -> None:
    """A claim points to a proposal of its own; and the indexes that triggers and scorecards look into."""
    op.create_unique_constraint(op.f("uq_proposal_id_claim_id"), "proposal", ["id", "claim_id"])
    op.drop_constraint("fk_claim_proposal_id", "claim")
    op.execute(
        "ALTER TABLE claim ADD CONSTRAINT fk_claim_proposal_id_id"
        " FOREIGN KEY (proposal_id, id) REFERENCES proposal (id, claim_id) NOT VALID"
    )
    op.create_index(
        "uq_proposal_accepted",
        "proposal",
        ["claim_id", "verdict_at"],
        unique=True,
        postgresql_where=sa.text("verdict = 'accepted'"),
    )
    for table in ("proposal", "resolution"):
        op.create_index(
            f"ix_{table}_evidence",
            table,
            ["evidence"],
            postgresql_using="gin",
            postgresql_where=sa.text("evidence <> '{}'"),
        )
    op.drop_index("ix_resolution_late", "resolution")
    op.create_index(
        "ix_resolution_late",
        "resolution",
        ["claim_id"],
        postgresql_include=["happened_on", "recorded_at"],
        postgresql_where=sa.text("superseded_at IS NULL AND outcome = 'fulfilled_late'"),
    )
