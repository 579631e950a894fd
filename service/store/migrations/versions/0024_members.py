"""Members: persons to whom keys belong. A key without a member is a job's, as all keys were before."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0024"
down_revision = "0023"

_CHECKS = {
    "scopes": "scopes <@ ARRAY['read', 'write', 'resolve', 'admin']",
    "blank_once_left": "num_nulls(name, mail) = CASE WHEN left_at IS NULL THEN 0 ELSE 2 END",
    "scopes_until_left": "(cardinality(scopes) > 0) = (left_at IS NULL)",
    "name": r"name ~ '\S' AND name !~ '[\u0001-\u001f\u007f-\u009f]'",
    "mail": r"mail ~ '^[^@\s]+@[^@\s]+$' AND length(mail) <= 254",
    "left_later": "left_at >= created_at",
    "version": "version > 0",
    "finite": "isfinite(created_at) AND isfinite(left_at)",
}
_RESERVED = "NOT (lower(name) IN ('sweep', 'system') OR lower(name) LIKE 'judge:%' OR lower(name) LIKE 'member:%')"
_RENAME_RESERVED = "UPDATE api_key SET name = 'key ' || name WHERE lower(name) LIKE 'member:%'"
# History names members by id, so none is ever deleted, and who has left stays away.
_KEPT = """
    CREATE TRIGGER member_is_kept BEFORE DELETE ON member FOR EACH ROW
        EXECUTE FUNCTION claims_refuse_change('a member leaves, and is never deleted');
    CREATE TRIGGER member_stays_away BEFORE UPDATE ON member FOR EACH ROW
        WHEN (OLD.left_at IS NOT NULL OR OLD.id <> NEW.id OR NEW.version <= OLD.version)
        EXECUTE FUNCTION claims_refuse_change('who has left stays away, and a member changes by a new version');
"""
# To commit, so that keys and member may be written in either order. Who writes a key has locked its member.
_KEYS_WITHIN = """
    CREATE FUNCTION claims_keys_within(asked uuid) RETURNS void LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (
            SELECT FROM api_key JOIN member ON member.id = api_key.member_id
            WHERE member.id = asked AND revoked_at IS NULL
            AND ('judge' = ANY (api_key.scopes)
                OR NOT (api_key.scopes <@ member.scopes OR 'admin' = ANY (member.scopes)))
        ) THEN
            PERFORM claims_refuse('api_key: its member has left, or lacks one of its scopes');
        END IF;
    END $$;
    CREATE FUNCTION api_key_within_member() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM claims_keys_within(NEW.member_id);
        RETURN NULL;
    END $$;
    CREATE CONSTRAINT TRIGGER api_key_within_member AFTER INSERT OR UPDATE OF scopes, member_id, revoked_at ON api_key
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.member_id IS NOT NULL AND NEW.revoked_at IS NULL)
        EXECUTE FUNCTION api_key_within_member();
    CREATE FUNCTION member_has_keys_within() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM claims_keys_within(NEW.id);
        RETURN NULL;
    END $$;
    CREATE CONSTRAINT TRIGGER member_has_keys_within AFTER UPDATE OF scopes ON member
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION member_has_keys_within();
"""


def upgrade() -> None:
    """Make the table, and let keys belong to members."""
    op.create_table(
        "member",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("mail", sa.Text(), nullable=True),
        sa.Column("scopes", ARRAY(sa.Text()), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_member"),
        *(sa.CheckConstraint(check, name=op.f(f"ck_member_{name}")) for name, check in _CHECKS.items()),
    )
    for column in ("name", "mail"):
        op.create_index(f"uq_member_{column}", "member", [sa.text(f"lower({column})")], unique=True)
    op.add_column("api_key", sa.Column("member_id", sa.Uuid(), nullable=True))
    op.create_foreign_key("fk_api_key_member_id", "api_key", "member", ["member_id"], ["id"])
    op.create_index("ix_api_key_member_id", "api_key", ["member_id"], postgresql_where=sa.text("member_id IS NOT NULL"))
    op.execute(_RENAME_RESERVED)
    op.execute("ALTER TABLE api_key DROP CONSTRAINT ck_api_key_reserved")
    op.execute(f"ALTER TABLE api_key ADD CONSTRAINT ck_api_key_reserved CHECK ({_RESERVED})")
    op.execute(_KEPT)
    op.execute(_KEYS_WITHIN)
