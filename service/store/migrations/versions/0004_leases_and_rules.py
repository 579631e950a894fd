"""Leases on due claims; the rule that found a claim, for scorecards."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables and the index that due claims are taken by; give claims their rules."""
    op.add_column("claim", sa.Column("rule", sa.Text(), nullable=True))
    op.execute(
        """
        UPDATE claim SET rule = first.rule
        FROM (
            SELECT DISTINCT ON (claim_id) claim_id, rule FROM statement
            WHERE claim_id IS NOT NULL ORDER BY claim_id, id
        ) AS first
        WHERE first.claim_id = claim.id
        """
    )
    op.drop_index("ix_claim_said_on", "claim")
    op.create_index(
        "ix_claim_said_on",
        "claim",
        ["said_on", "id"],
        postgresql_include=["speaker", "outlet", "modality", "rule", "status", "outcome", "due"],
    )
    op.create_index(
        "ix_resolution_late",
        "resolution",
        ["claim_id"],
        postgresql_include=["happened_on"],
        postgresql_where=sa.text("superseded_at IS NULL AND outcome = 'fulfilled_late'"),
    )
    op.create_index("ix_claim_due_review_on", "claim", ["review_on", "id"], postgresql_where=sa.text("status = 'due'"))

    op.create_table(
        "lease",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("expires_at > taken_at", name=op.f("ck_lease_ends_later")),
        sa.ForeignKeyConstraint(["key_id"], ["api_key.id"], name=op.f("fk_lease_key_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lease")),
        sa.UniqueConstraint("id", "expires_at", name=op.f("uq_lease_id_expires_at")),
    )
    op.create_index("ix_lease_expires_at", "lease", ["expires_at"])

    op.create_table(
        "leased_claim",
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("lease_id", sa.Uuid(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_leased_claim_claim_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["lease_id", "expires_at"],
            ["lease.id", "lease.expires_at"],
            name=op.f("fk_leased_claim_lease_id_expires_at"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("pk_leased_claim")),
    )
    op.create_index("ix_leased_claim_lease_id", "leased_claim", ["lease_id"])
    op.create_index("ix_leased_claim_expires_at", "leased_claim", ["expires_at"])
