"""Persons and bodies as records, the names that they are found by, and what points to them.

Claims and statements that are there already point to none until they are read again, which another analysis version
asks for anyway: no row is touched.
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0028"
down_revision = "0027"

_KINDS = "kind IN ('person', 'body', 'unknown')"
_ORIGINS = "origin IN ('found', 'derived', 'hand')"
_ROLES = "role IN ('agent', 'patient', 'other')"
_EVENTS = "type IN ('entity.corrected', 'entity.merged', 'entity.split')"


def upgrade() -> None:
    """Make the tables, the columns that point to them, and the triggers that keep them."""
    op.create_table(
        "entity",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("wikidata_id", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("merged_into", sa.Uuid(), nullable=True),
        sa.Column("canonical_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_entity"),
        sa.ForeignKeyConstraint(["merged_into"], ["entity.id"], name="fk_entity_merged_into"),
        sa.ForeignKeyConstraint(["canonical_id"], ["entity.id"], name="fk_entity_canonical_id"),
        sa.CheckConstraint(r"name ~ '\S' AND length(name) <= 200", name=op.f("ck_entity_name")),
        sa.CheckConstraint(_KINDS, name=op.f("ck_entity_kind")),
        sa.CheckConstraint("wikidata_id ~ '^Q[1-9][0-9]{0,9}$'", name=op.f("ck_entity_wikidata_id")),
        sa.CheckConstraint("length(note) <= 2000", name=op.f("ck_entity_note")),
        sa.CheckConstraint("(merged_into IS NULL) = (canonical_id = id)", name=op.f("ck_entity_canonical")),
        sa.CheckConstraint("version > 0", name=op.f("ck_entity_version")),
        sa.CheckConstraint(
            "isfinite(created_at) AND isfinite(updated_at) AND isfinite(withdrawn_at)", name=op.f("ck_entity_finite")
        ),
    )
    op.create_index("ix_entity_canonical_id", "entity", ["canonical_id"])
    op.create_index("ix_entity_merged_into", "entity", ["merged_into"])
    op.create_index("uq_entity_wikidata_id", "entity", ["wikidata_id"], unique=True)
    op.create_index("ix_entity_id_end", "entity", [sa.text("right(id::text, 8)")])
    op.create_table(
        "entity_alias",
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("entity_id", "key", name="pk_entity_alias"),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name="fk_entity_alias_entity_id"),
        sa.CheckConstraint(_ORIGINS, name=op.f("ck_entity_alias_origin")),
        sa.CheckConstraint("key <> '' AND length(key) <= 400", name=op.f("ck_entity_alias_key")),
        sa.CheckConstraint(r"name ~ '\S' AND length(name) <= 200", name=op.f("ck_entity_alias_name")),
    )
    own = sa.text("origin <> 'derived'")
    op.create_index("uq_entity_alias_key", "entity_alias", ["key"], unique=True, postgresql_where=own)
    op.create_index("ix_entity_alias_key", "entity_alias", ["key", "entity_id"])
    words = sa.text("to_tsvector('simple', left(name, 1000))")
    op.create_index("ix_entity_alias_words", "entity_alias", [words], postgresql_using="gin")
    op.create_table(
        "entity_mention",
        sa.Column("article_id", sa.Uuid(), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("article_id", "entity_id", "key", name="pk_entity_mention"),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_entity_mention_article_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name="fk_entity_mention_entity_id"),
    )
    op.create_index("ix_entity_mention_entity_id", "entity_mention", ["entity_id", "article_id"])
    op.create_table(
        "participant",
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("claim_id", "entity_id", name="pk_participant"),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name="fk_participant_claim_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name="fk_participant_entity_id"),
        sa.CheckConstraint(_ROLES, name=op.f("ck_participant_role")),
    )
    op.create_index("ix_participant_entity_id", "participant", ["entity_id", "claim_id"])
    op.create_table(
        "entity_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("data", JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_entity_event"),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name="fk_entity_event_entity_id"),
        sa.CheckConstraint(_EVENTS, name=op.f("ck_entity_event_type")),
        sa.CheckConstraint("version > 1", name=op.f("ck_entity_event_version")),
        sa.CheckConstraint("isfinite(at)", name=op.f("ck_entity_event_finite")),
    )
    op.create_index("uq_entity_event_entity_version", "entity_event", ["entity_id", "version"], unique=True)
    op.execute("ALTER TABLE claim ADD COLUMN speaker_entity_id uuid")
    op.execute(
        "ALTER TABLE claim ADD CONSTRAINT fk_claim_speaker_entity_id FOREIGN KEY (speaker_entity_id)"
        " REFERENCES entity (id) NOT VALID"
    )
    op.execute(
        "ALTER TABLE claim ADD CONSTRAINT ck_claim_speaker_of_entity"
        " CHECK (speaker_entity_id IS NULL OR speaker IS NOT NULL) NOT VALID"
    )
    some = sa.text("speaker_entity_id IS NOT NULL")
    op.create_index("ix_claim_speaker_entity_id", "claim", ["speaker_entity_id", "id"], postgresql_where=some)
    op.execute("ALTER TABLE statement ADD COLUMN speaker_entity_id uuid")
    op.execute("ALTER TABLE webhook ADD COLUMN speaker_entity uuid")
    source = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    op.get_bind().exec_driver_sql(source.replace("%", "%%"))
