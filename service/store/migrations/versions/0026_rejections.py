"""Why proposals were rejected: a word of a short list, with the frame and the rule that it speaks of."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"

_CODES = "'wrong_event', 'wrong_party', 'wrong_time', 'not_told_as_fact', 'only_a_step', 'repeat', 'other'"
_CHECKS = {
    "code": f"verdict_code IN ({_CODES})",
    "code_of_rejected": "verdict_code IS NULL OR verdict IS NOT DISTINCT FROM 'rejected'",
}
_KEPT = """
    CREATE TRIGGER proposal_code_is_kept BEFORE UPDATE OF verdict_code, frame, rule ON proposal FOR EACH ROW
        WHEN (OLD.verdict IS NOT NULL AND (OLD.verdict_code, OLD.frame, OLD.rule)
            IS DISTINCT FROM (NEW.verdict_code, NEW.frame, NEW.rule))
        EXECUTE FUNCTION claims_refuse_change('a proposal is never overwritten, and its verdict is given once')
"""


def upgrade() -> None:
    """Add the columns, and the index that rejections are counted by."""
    for column in ("verdict_code", "frame", "rule"):
        op.add_column("proposal", sa.Column(column, sa.Text(), nullable=True))
    for name, check in _CHECKS.items():
        op.execute(f"ALTER TABLE proposal ADD CONSTRAINT ck_proposal_{name} CHECK ({check}) NOT VALID")
    op.create_index(
        "ix_proposal_rejected",
        "proposal",
        ["verdict_at"],
        postgresql_include=["verdict_code", "frame", "rule"],
        postgresql_where=sa.text("verdict_code IS NOT NULL"),
    )
    op.execute(_KEPT)
