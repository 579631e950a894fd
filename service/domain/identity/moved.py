"""Whether a later statement moves what an earlier one has stated. Pure; when unsure, it does not."""

from service.domain.identity.compare import same_but
from service.domain.identity.dates import compare_dates
from service.domain.thread import ClaimRelation
from service.language import Proposition, same_amounts, small


def moves(earlier: Proposition, later: Proposition, words: str) -> tuple[ClaimRelation, tuple[str, ...]] | None:
    """How the later statement, in these words, moves the earlier one, and why; None where it does not.

    What happens again and again has the same words and another day too: so the words must say that something is
    otherwise now ("will now open"). The reasons repeat no words of an article, but the days.
    """
    said = small("otherwise_now").intersection(words.casefold().split())
    if not said or later.window.said_on <= earlier.window.said_on:
        return None
    why = f"told as new: {min(said)}"
    agreed = compare_dates(earlier.window, later.window)
    if same_amounts(earlier.quantities, later.quantities) is False:
        revised = agreed is not None and same_but(earlier, later, amounts=True)
        return (ClaimRelation.REVISES, ("the same but for the figure", why)) if revised else None
    before, after = earlier.window.due, later.window.due
    if agreed is None and before and after and before != after and same_but(earlier, later, amounts=False):
        return ClaimRelation.RESCHEDULES, ("the same but for the day", f"due: {before}, now {after}", why)
    return None
