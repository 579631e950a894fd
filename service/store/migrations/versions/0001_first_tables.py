"""The first tables: articles, claims, statements, resolutions, events, keys."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "article",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_digest", sa.LargeBinary(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("rules_version", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
    )
    op.create_index("uq_article_text_digest", "article", ["text_digest"], unique=True)
    op.create_index("uq_article_url", "article", ["url"], unique=True, postgresql_where=sa.text("url IS NOT NULL"))

    op.create_table(
        "claim",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("head", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("dismissal", sa.Text(), nullable=True),
        sa.Column("polarity", sa.Text(), nullable=False),
        sa.Column("modality", sa.Text(), nullable=False),
        sa.Column("conditional", sa.Boolean(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("tags", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("mentions", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "search",
            postgresql.TSVECTOR(),
            sa.Computed(
                "to_tsvector('english', left(text, 10000) || ' ' || left(coalesce(speaker, ''), 1000))",
                persisted=True,
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(status = 'dismissed') = (dismissal IS NOT NULL)", name=op.f("ck_claim_dismissal_while_dismissed")
        ),
        sa.CheckConstraint(
            "dismissal IN ('not_a_claim', 'duplicate', 'out_of_scope')", name=op.f("ck_claim_dismissal")
        ),
        sa.CheckConstraint(
            "(status = 'resolved') = (outcome IS NOT NULL)", name=op.f("ck_claim_outcome_while_resolved")
        ),
        sa.CheckConstraint(
            "outcome IN ('fulfilled', 'fulfilled_late', 'fulfilled_in_part', 'not_fulfilled', 'unresolvable')",
            name=op.f("ck_claim_outcome"),
        ),
        sa.CheckConstraint("polarity IN ('positive', 'negative')", name=op.f("ck_claim_polarity")),
        sa.CheckConstraint(
            "status IN ('open', 'due', 'proposed', 'resolved', 'dismissed')", name=op.f("ck_claim_status")
        ),
        sa.CheckConstraint("mentions >= 0", name=op.f("ck_claim_mentions")),
        sa.CheckConstraint(
            "modality IN ('scheduled', 'commitment', 'intention', 'expectation', 'possibility', 'demand')",
            name=op.f("ck_claim_modality"),
        ),
        sa.CheckConstraint("version > 0", name=op.f("ck_claim_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
    )
    still_open = sa.text("status = 'open'")
    op.create_index("ix_claim_open_review_on", "claim", ["review_on", "id"], postgresql_where=still_open)
    for column in ("said_on", "review_on", "updated_at", "status", "modality"):
        op.create_index(f"ix_claim_{column}", "claim", [column, "id"])
    op.create_index("ix_claim_due", "claim", [sa.text("COALESCE(due, '9999-12-31'::date)"), "id"])
    op.create_index("ix_claim_status_due", "claim", ["status", sa.text("COALESCE(due, '9999-12-31'::date)"), "id"])
    op.create_index("ix_claim_outcome", "claim", ["outcome", "id"], postgresql_where=sa.text("outcome IS NOT NULL"))
    op.create_index("ix_claim_speaker", "claim", [sa.text("lower(speaker)"), "id"])
    op.create_index("ix_claim_outlet", "claim", [sa.text("lower(outlet)"), "id"])
    op.create_index("ix_claim_tags", "claim", ["tags"], postgresql_using="gin")
    op.create_index("ix_claim_search", "claim", ["search"], postgresql_using="gin")
    # Enough words in the statistics to tell the rare from the common: the best plans differ a hundredfold.
    op.execute("ALTER TABLE claim ALTER COLUMN search SET STATISTICS 1000")

    op.create_table(
        "statement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("article_id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=True),
        sa.Column("matched_by", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("start_at", sa.Integer(), nullable=False),
        sa.Column("end_at", sa.Integer(), nullable=False),
        sa.Column("sentence_start", sa.Integer(), nullable=False),
        sa.Column("sentence_end", sa.Integer(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.Column("head_start", sa.Integer(), nullable=False),
        sa.Column("head_end", sa.Integer(), nullable=False),
        sa.Column("cue", sa.Text(), nullable=True),
        sa.Column("cue_start", sa.Integer(), nullable=True),
        sa.Column("cue_end", sa.Integer(), nullable=True),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("polarity", sa.Text(), nullable=False),
        sa.Column("modality", sa.Text(), nullable=True),
        sa.Column("conditional", sa.Boolean(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column(
            "search",
            postgresql.TSVECTOR(),
            sa.Computed("to_tsvector('english', left(text, 10000))", persisted=True),
            nullable=False,
        ),
        sa.CheckConstraint(
            "modality IN ('scheduled', 'commitment', 'intention', 'expectation', 'possibility', 'demand')",
            name=op.f("ck_statement_modality"),
        ),
        sa.CheckConstraint(
            "(kind = 'outcome') = (modality IS NOT NULL)", name=op.f("ck_statement_modality_of_outcomes")
        ),
        sa.CheckConstraint("claim_id IS NULL OR kind = 'outcome'", name=op.f("ck_statement_claim_of_outcomes")),
        sa.CheckConstraint("kind IN ('outcome', 'result')", name=op.f("ck_statement_kind")),
        sa.CheckConstraint("polarity IN ('positive', 'negative')", name=op.f("ck_statement_polarity")),
        sa.CheckConstraint("num_nulls(cue, cue_start, cue_end) IN (0, 3)", name=op.f("ck_statement_cue")),
        sa.CheckConstraint(
            "0 <= start_at AND start_at <= head_start AND head_start < head_end AND head_end <= end_at",
            name=op.f("ck_statement_spans"),
        ),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_statement_article_id")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_statement_claim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
    )
    op.create_index("ix_statement_article_id", "statement", ["article_id", "id"])
    op.create_index("ix_statement_published_on", "statement", ["published_on", "id"])
    op.create_index("ix_statement_speaker", "statement", [sa.text("lower(speaker)"), "published_on", "id"])
    op.create_index("ix_statement_search", "statement", ["search"], postgresql_using="gin")
    op.execute("ALTER TABLE statement ALTER COLUMN search SET STATISTICS 1000")
    op.create_index(
        "ix_statement_claim_id",
        "statement",
        ["claim_id"],
        unique=False,
        postgresql_where=sa.text("claim_id IS NOT NULL"),
    )

    op.create_table(
        "identity",
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("keys", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("terms", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_identity_claim_id")),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("pk_identity")),
    )
    op.create_index("ix_identity_keys", "identity", ["keys"], postgresql_using="gin")

    op.create_table(
        "resolution",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "reason IN ('world_unclear', 'claim_unclear', 'no_evidence')", name=op.f("ck_resolution_reason_known")
        ),
        sa.CheckConstraint("(outcome = 'unresolvable') = (reason IS NOT NULL)", name=op.f("ck_resolution_reason")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_resolution_claim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resolution")),
    )
    op.create_index(
        "uq_resolution_current",
        "resolution",
        ["claim_id"],
        unique=True,
        postgresql_where=sa.text("superseded_at IS NULL"),
    )

    op.create_table(
        "event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_status", sa.Text(), nullable=True),
        sa.Column("to_status", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("data", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("state", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_event_claim_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    op.create_index("uq_event_claim_version", "event", ["claim_id", "version"], unique=True)

    op.create_table(
        "api_key",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("scopes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "scopes <@ ARRAY['read', 'write', 'resolve', 'admin']", name=op.f("ck_api_key_known_scopes")
        ),
        sa.CheckConstraint("cardinality(scopes) > 0", name=op.f("ck_api_key_scopes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_key")),
    )

    op.create_table(
        "answer",
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("headers", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["key_id"], ["api_key.id"], name=op.f("fk_answer_key_id")),
        sa.PrimaryKeyConstraint("key_id", "key", name=op.f("pk_answer")),
    )
    op.create_index("ix_answer_created_at", "answer", ["created_at"])
