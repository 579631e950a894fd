"""Names of keys: no two of those that are not revoked have the same, and none is called as the service's own actors.

Keys that were named otherwise get other names; what they did stands in the history under the old ones.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_BLANK_CONTROL = r"""
    UPDATE api_key SET name = regexp_replace(name, '[\u0001-\u001f\u007f-\u009f]', '_', 'g')
    WHERE name ~ '[\u0001-\u001f\u007f-\u009f]'
"""
_RENAME_RESERVED = """
    UPDATE api_key SET name = 'key ' || name WHERE lower(name) IN ('sweep', 'system') OR lower(name) LIKE 'judge:%'
"""
# The oldest keeps the name. The last twelve digits of an id are chance.
_RENAME_TWINS = """
    UPDATE api_key SET name = format('%s (%s)', name, right(id::text, 12))
    WHERE revoked_at IS NULL AND EXISTS (
        SELECT FROM api_key AS older
        WHERE older.revoked_at IS NULL AND lower(older.name) = lower(api_key.name) AND older.id < api_key.id
    )
"""


def upgrade() -> None:
    """Give other names where that has to be, and let the database refuse such names from now on."""
    op.execute(_BLANK_CONTROL)
    op.execute(r"UPDATE api_key SET name = 'unnamed' WHERE name !~ '\S'")
    op.execute(_RENAME_RESERVED)
    op.execute(_RENAME_TWINS)
    op.create_check_constraint(
        op.f("ck_api_key_name"), "api_key", r"name ~ '\S' AND name !~ '[\u0001-\u001f\u007f-\u009f]'"
    )
    op.create_check_constraint(
        op.f("ck_api_key_reserved"), "api_key", "NOT (lower(name) IN ('sweep', 'system') OR lower(name) LIKE 'judge:%')"
    )
    op.create_index(
        "uq_api_key_name",
        "api_key",
        [sa.text("lower(name)")],
        unique=True,
        postgresql_where=sa.text("revoked_at IS NULL"),
    )
