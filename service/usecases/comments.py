"""Comments on claims. They change nothing of the claim, so they are no part of its history."""

from uuid import UUID

from service.domain.comment import Comment
from service.domain.errors import ClaimNotFound, ClaimWithdrawn
from service.domain.status import DismissalReason
from service.store import claims, comments
from service.store.database import Database, uuid7
from service.usecases.paging import cut
from service.usecases.record import Action


def add_comment(database: Database, claim_id: UUID, text: str, *, action: Action) -> Comment:
    """The comment, stored; raises `ClaimNotFound`, `ClaimWithdrawn`."""
    comment = Comment(id=uuid7(), claim_id=claim_id, text=text, by=action.actor, created_at=action.now)
    with database.begin() as connection:
        # Locked, so that no withdrawal passes it by.
        claim = claims.get_many(connection, [claim_id], lock=True).get(claim_id)
        if claim is None:
            raise ClaimNotFound
        if claim.dismissal is DismissalReason.WITHDRAWN:
            raise ClaimWithdrawn
        comments.add(connection, comment)
    return comment


def list_comments(
    database: Database, claim_id: UUID, after: UUID | None, limit: int
) -> tuple[list[Comment], UUID | None]:
    """Up to `limit` of the claim's comments, the oldest first, and the one that the next page comes after.

    Raises `ClaimNotFound`.
    """
    with database.begin() as connection:
        if not claims.exists(connection, claim_id):
            raise ClaimNotFound
        found = comments.of_claim(connection, claim_id, after=after, limit=limit + 1)
    return cut(found, limit, lambda last: last.id)
