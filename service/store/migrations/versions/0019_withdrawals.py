"""Articles can be withdrawn: who did it and why, and what of a history may be blanked for it."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

_DISMISSALS = "'not_a_claim', 'duplicate', 'out_of_scope', 'withdrawn'"
_HELD = """
    CREATE FUNCTION claims_held_withdrawn(asked uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT EXISTS (SELECT FROM claim WHERE id = asked AND dismissal = 'withdrawn')
            OR EXISTS (
                SELECT FROM event JOIN article
                    ON article.id IN ((data ->> 'article_id')::uuid, (data ->> 'withdrawn_article_id')::uuid)
                WHERE event.claim_id = asked AND withdrawn_at IS NOT NULL
            )
            OR EXISTS (
                SELECT FROM statement JOIN article ON article.id = statement.article_id
                WHERE statement.claim_id = asked AND withdrawn_at IS NOT NULL
            )
            OR EXISTS (
                SELECT FROM evidence JOIN statement ON statement.id = evidence.statement_id
                    JOIN article ON article.id = statement.article_id
                WHERE evidence.claim_id = asked AND withdrawn_at IS NOT NULL
            )
    $$
"""
_EVENT_IS_KEPT = """
    CREATE OR REPLACE FUNCTION event_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE'
            AND (OLD.id, OLD.claim_id, OLD.type, OLD.actor, OLD.at, OLD.from_status, OLD.to_status, OLD.version)
                IS NOT DISTINCT FROM
                (NEW.id, NEW.claim_id, NEW.type, NEW.actor, NEW.at, NEW.from_status, NEW.to_status, NEW.version)
            AND claims_held_withdrawn(NEW.claim_id) THEN
            RETURN NEW;
        END IF;
        PERFORM claims_refuse('event: history is only ever added to');
        RETURN NULL;
    END $$
"""
# A note may be blanked, also of a resolution that was superseded.
_RESOLUTION_IS_KEPT = """
    CREATE TRIGGER resolution_is_kept BEFORE UPDATE ON resolution FOR EACH ROW
        WHEN ((OLD.superseded_at IS NOT NULL AND OLD.superseded_at IS DISTINCT FROM NEW.superseded_at) OR (
            OLD.id, OLD.claim_id, OLD.outcome, OLD.reason, OLD.happened_on, OLD.evidence, OLD.by, OLD.recorded_at
        ) IS DISTINCT FROM (
            NEW.id, NEW.claim_id, NEW.outcome, NEW.reason, NEW.happened_on, NEW.evidence, NEW.by, NEW.recorded_at
        ) OR (NEW.note IS NOT NULL AND NEW.note IS DISTINCT FROM OLD.note))
        EXECUTE FUNCTION claims_refuse_change('a resolution is superseded, never changed')
"""


def upgrade() -> None:
    """Add the columns; let histories of what was withdrawn be blanked."""
    op.add_column("article", sa.Column("withdrawn_by", sa.Text(), nullable=True))
    op.add_column("article", sa.Column("withdrawal_reason", sa.Text(), nullable=True))
    op.execute(
        "ALTER TABLE article ADD CONSTRAINT ck_article_withdrawn_by_somebody"
        " CHECK ((withdrawn_by IS NULL) = (withdrawn_at IS NULL)) NOT VALID"
    )
    op.create_index("ix_article_withdrawn", "article", ["id"], postgresql_where=sa.text("withdrawn_at IS NOT NULL"))
    op.drop_constraint("ck_claim_dismissal", "claim")
    op.execute(f"ALTER TABLE claim ADD CONSTRAINT ck_claim_dismissal CHECK (dismissal IN ({_DISMISSALS})) NOT VALID")
    op.execute(_HELD)
    op.execute(_EVENT_IS_KEPT)
    op.execute("DROP TRIGGER resolution_is_kept ON resolution")
    op.execute(_RESOLUTION_IS_KEPT)
