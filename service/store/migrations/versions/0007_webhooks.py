"""Webhooks: subscriptions to events, and the deliveries to them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the tables."""
    words = postgresql.ARRAY(sa.Text())
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "webhook",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("types", words, nullable=False),
        sa.Column("statuses", words, nullable=False),
        sa.Column("outcomes", words, nullable=False),
        sa.Column("modalities", words, nullable=False),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("tag", sa.Text(), nullable=True),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("old_secret", sa.Text(), nullable=True),
        sa.Column("old_secret_until", instant, nullable=True),
        sa.Column("created_at", instant, nullable=False),
        sa.Column("disabled_at", instant, nullable=True),
        sa.Column("disabled_reason", sa.Text(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failing_since", instant, nullable=True),
        sa.Column("resume_at", instant, nullable=True),
        sa.Column("leased_until", instant, nullable=True),
        sa.CheckConstraint("num_nulls(old_secret, old_secret_until) IN (0, 2)", name=op.f("ck_webhook_old_secret")),
        sa.CheckConstraint("num_nulls(disabled_at, disabled_reason) IN (0, 2)", name=op.f("ck_webhook_disabled")),
        sa.CheckConstraint(
            "disabled_reason IN ('by_hand', 'gone', 'failing')", name=op.f("ck_webhook_disabled_reason")
        ),
        sa.CheckConstraint(
            "failures >= 0 AND (failures = 0) = (failing_since IS NULL)", name=op.f("ck_webhook_failures")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook")),
    )

    op.create_table(
        "delivery",
        sa.Column("webhook_id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", instant, nullable=False),
        sa.Column("next_attempt_at", instant, nullable=True),
        sa.Column("attempted_at", instant, nullable=True),
        sa.Column("response_status", sa.Integer(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.CheckConstraint("status IN ('pending', 'delivered', 'failed')", name=op.f("ck_delivery_status")),
        sa.CheckConstraint(
            "(status = 'pending') = (next_attempt_at IS NOT NULL)", name=op.f("ck_delivery_next_attempt_while_pending")
        ),
        sa.CheckConstraint("status = 'pending' OR attempted_at IS NOT NULL", name=op.f("ck_delivery_attempted")),
        sa.CheckConstraint(
            "status <> 'delivered' OR (error IS NULL AND response_status BETWEEN 200 AND 299)",
            name=op.f("ck_delivery_delivered"),
        ),
        sa.CheckConstraint("status <> 'failed' OR error IS NOT NULL", name=op.f("ck_delivery_failed")),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_delivery_attempts")),
        sa.ForeignKeyConstraint(["webhook_id"], ["webhook.id"], name=op.f("fk_delivery_webhook_id")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_delivery_event_id")),
        sa.PrimaryKeyConstraint("webhook_id", "event_id", name=op.f("pk_delivery")),
    )
    pending = sa.text("status = 'pending'")
    op.create_index("ix_delivery_status", "delivery", ["webhook_id", "status", "event_id"])
    op.create_index(
        "ix_delivery_due", "delivery", ["webhook_id", "next_attempt_at", "event_id"], postgresql_where=pending
    )
    op.create_index("ix_delivery_order", "delivery", ["webhook_id", "claim_id", "version"], postgresql_where=pending)
    op.create_index(
        "ix_delivery_settled", "delivery", ["attempted_at"], postgresql_where=sa.text("status <> 'pending'")
    )
