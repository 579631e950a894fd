"""Leases on due claims."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0001"


def upgrade() -> None:
    """Make their tables, and the index that due claims are taken by."""
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
