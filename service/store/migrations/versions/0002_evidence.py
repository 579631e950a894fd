"""Evidence and proposals, and the keys by which claims and results find each other."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"

_UUIDS = postgresql.ARRAY(sa.Uuid())
_KEYS = postgresql.ARRAY(sa.BigInteger())
_HAPPENINGS = "'fulfilled', 'fulfilled_late', 'fulfilled_in_part', 'not_fulfilled'"


def upgrade() -> None:
    """Make them. Every new column has a default or may be null, so that the release before still writes."""
    _evidence()
    _proposals()
    _watches()


def _evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("statement_id", sa.Uuid(), nullable=True),
        sa.Column("quotation", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("reasons", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("weighed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "num_nonnulls(statement_id, quotation) = 1", name=op.f("ck_evidence_statement_or_quotation")
        ),
        sa.CheckConstraint("(quotation IS NULL) = (url IS NULL)", name=op.f("ck_evidence_url_of_quotation")),
        sa.CheckConstraint(f"outcome IN ({_HAPPENINGS})", name=op.f("ck_evidence_outcome")),
        sa.CheckConstraint("score BETWEEN 0 AND 1", name=op.f("ck_evidence_score")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_evidence_claim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index("uq_evidence_statement_claim", "evidence", ["statement_id", "claim_id"], unique=True)
    op.create_index("ix_evidence_claim_score", "evidence", ["claim_id", sa.text("COALESCE(score, 1) DESC"), "id"])
    op.create_index("ix_evidence_unweighed", "evidence", ["claim_id"], postgresql_where=sa.text("weighed_at IS NULL"))
    op.add_column("resolution", sa.Column("evidence", _UUIDS, nullable=False, server_default="{}"))


def _proposals() -> None:
    op.create_table(
        "proposal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("evidence", _UUIDS, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.Column("verdict_by", sa.Text(), nullable=True),
        sa.Column("verdict_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("verdict_reason", sa.Text(), nullable=True),
        sa.CheckConstraint(f"outcome IN ({_HAPPENINGS}, 'unresolvable')", name=op.f("ck_proposal_outcome")),
        sa.CheckConstraint("(outcome = 'unresolvable') = (reason IS NOT NULL)", name=op.f("ck_proposal_reason")),
        sa.CheckConstraint(
            "reason IN ('world_unclear', 'claim_unclear', 'no_evidence')", name=op.f("ck_proposal_reason_known")
        ),
        sa.CheckConstraint("score BETWEEN 0 AND 1", name=op.f("ck_proposal_score")),
        sa.CheckConstraint("verdict IN ('accepted', 'rejected', 'superseded')", name=op.f("ck_proposal_verdict")),
        sa.CheckConstraint(
            "num_nulls(verdict, verdict_by, verdict_at) IN (0, 3)", name=op.f("ck_proposal_verdict_by_somebody")
        ),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_proposal_claim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    op.create_index("ix_proposal_claim_id", "proposal", ["claim_id", "id"])
    op.create_index("ix_proposal_waiting", "proposal", ["id"], postgresql_where=sa.text("verdict IS NULL"))
    op.add_column("claim", sa.Column("proposal_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(op.f("fk_claim_proposal_id"), "claim", "proposal", ["proposal_id"], ["id"])
    op.create_check_constraint(
        op.f("ck_claim_proposal_while_proposed"), "claim", "(status = 'proposed') = (proposal_id IS NOT NULL)"
    )


def _watches() -> None:
    op.create_table(
        "watch",
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("keys", _KEYS, nullable=False),
        sa.Column("account", postgresql.JSONB(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_watch_claim_id")),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("pk_watch")),
    )
    op.create_table(
        "watched_key",
        sa.Column("key", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("key", "claim_id", name=op.f("pk_watched_key")),
    )
    op.add_column("statement", sa.Column("keys", _KEYS, nullable=True))
    op.add_column("statement", sa.Column("account", postgresql.JSONB(), nullable=True))
    op.create_index(
        "ix_statement_keys", "statement", ["keys"], postgresql_using="gin", postgresql_where=sa.text("keys IS NOT NULL")
    )
