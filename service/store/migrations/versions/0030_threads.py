"""Links between claims: what moves an earlier one, and what contradicts another.

A claim is tied to none that is dismissed; one that is dismissed later stays in its thread and counts for nothing there.
"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"

_EVENTS = (
    "'claim.amended', 'claim.assigned', 'claim.corrected', 'claim.created', 'claim.dismissed', 'claim.due',"
    " 'claim.linked', 'claim.mentioned', 'claim.merged', 'claim.proposal_rejected', 'claim.proposed', 'claim.reopened',"
    " 'claim.reread', 'claim.resolved', 'claim.split', 'claim.unlinked'"
)
_TYPES = {
    ("event", "type"): f"type IN ({_EVENTS})",
    ("webhook", "types"): f"types <@ ARRAY[{_EVENTS}]",
}
_STAND = """
    CREATE FUNCTION claims_links_stand(asked uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT NOT EXISTS (
            SELECT FROM (
                SELECT * FROM claim_link WHERE claim_id = asked UNION SELECT * FROM claim_link WHERE other_id = asked
            ) AS link
            JOIN claim AS later ON later.id = link.claim_id JOIN claim AS earlier ON earlier.id = link.other_id
            WHERE CASE relation WHEN 'contradicts' THEN lower(later.speaker) = lower(earlier.speaker)
                ELSE (later.said_on, later.id) <= (earlier.said_on, earlier.id) END
        )
    $$
"""
_LINK_STANDS = """
    CREATE FUNCTION claim_link_stands() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT claims_links_stand(CASE TG_TABLE_NAME WHEN 'claim' THEN NEW.id
                ELSE (to_jsonb(NEW) ->> 'claim_id')::uuid END) THEN
            PERFORM claims_refuse('claim_link: the earlier claim would move the later, or both are of one speaker');
        END IF;
        RETURN NULL;
    END $$
"""
_TRIGGERS = (
    "CREATE CONSTRAINT TRIGGER claim_link_stands AFTER INSERT OR UPDATE ON claim_link"
    " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claim_link_stands()",
    "CREATE CONSTRAINT TRIGGER claim_stays_linked AFTER UPDATE ON claim DEFERRABLE INITIALLY DEFERRED FOR EACH ROW"
    " WHEN (OLD.said_on <> NEW.said_on OR OLD.speaker IS DISTINCT FROM NEW.speaker)"
    " EXECUTE FUNCTION claim_link_stands()",
    """
    CREATE FUNCTION claim_link_of_tracked() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (SELECT FROM claim WHERE id IN (NEW.claim_id, NEW.other_id) AND status = 'dismissed') THEN
            PERFORM claims_refuse('claim_link: one of the claims is dismissed');
        END IF;
        RETURN NEW;
    END $$
    """,
    "CREATE TRIGGER claim_link_of_tracked BEFORE INSERT ON claim_link FOR EACH ROW"
    " EXECUTE FUNCTION claim_link_of_tracked()",
    "CREATE TRIGGER claim_link_is_kept BEFORE UPDATE ON claim_link FOR EACH ROW"
    " EXECUTE FUNCTION claims_refuse_change('claim_link: a link is made and deleted, never changed')",
)


def upgrade() -> None:
    """Make the table and what it refuses."""
    op.create_table(
        "claim_link",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("matched_by", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "relation IN ('reschedules', 'revises', 'contradicts')", name=op.f("ck_claim_link_relation")
        ),
        sa.CheckConstraint("claim_id <> other_id", name=op.f("ck_claim_link_two_claims")),
        sa.CheckConstraint("isfinite(created_at)", name=op.f("ck_claim_link_finite")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_claim_link_claim_id")),
        sa.ForeignKeyConstraint(["other_id"], ["claim.id"], name=op.f("fk_claim_link_other_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_link")),
    )
    pair = [sa.text("LEAST(claim_id, other_id)"), sa.text("GREATEST(claim_id, other_id)")]
    op.create_index("uq_claim_link_pair", "claim_link", pair, unique=True)
    moving = sa.text("relation <> 'contradicts'")
    op.create_index("uq_claim_link_moves", "claim_link", ["claim_id"], unique=True, postgresql_where=moving)
    op.create_index("uq_claim_link_moved", "claim_link", ["other_id"], unique=True, postgresql_where=moving)
    op.create_index("ix_claim_link_claim_id", "claim_link", ["claim_id"])
    op.create_index("ix_claim_link_other_id", "claim_link", ["other_id"])
    op.execute(_STAND)
    op.execute(_LINK_STANDS)
    for trigger in _TRIGGERS:
        op.execute(trigger)
    for (table, name), check in _TYPES.items():
        op.execute(f"ALTER TABLE {table} DROP CONSTRAINT ck_{table}_{name}")
        op.execute(f"ALTER TABLE {table} ADD CONSTRAINT ck_{table}_{name} CHECK ({check}) NOT VALID")
