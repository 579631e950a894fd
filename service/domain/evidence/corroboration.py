"""What several pieces of evidence for one outcome are worth together: independent ones add up, copies count once."""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from service.domain.calibration import thresholds
from service.domain.evidence.evidence_score import EvidenceScore


def corroborated(scores: Sequence[EvidenceScore]) -> float:
    """The probability, from 0 to 1, that evidence for one outcome is right; `scores` is not empty.

    The log-odds of independent pieces are added, as for witnesses who err independently of each other. A piece that is
    rather wrong than right by itself adds nothing, and takes nothing from another.
    """
    best, *others = sorted(independent(scores), key=lambda one: -one.score)
    if not others:
        return best.score
    total = _log_odds(best.score) + sum(max(0.0, _log_odds(one.score)) for one in others)
    return 1 / (1 + math.exp(-total))


def independent(scores: Iterable[EvidenceScore]) -> Iterator[EvidenceScore]:
    """The pieces without copies, the best of each: one of an article, and one of a text that several articles carry."""
    kept: list[EvidenceScore] = []
    for one in sorted(scores, key=lambda score: -score.score):
        if not any(_is_copy(one, other) for other in kept):
            kept.append(one)
            yield one


def _is_copy(one: EvidenceScore, other: EvidenceScore) -> bool:
    """Whether both stand in one article, or most of the shorter deciding sentence stands in the other too.

    Agencies' texts are shortened and joined by others; who reports by himself orders the same words otherwise. Compared
    is the containment of their shingles: A. Broder, On the resemblance and containment of documents (1997).
    """
    if one.article_id is not None and one.article_id == other.article_id:
        return True
    mine, its = _shingles(one.sentence), _shingles(other.sentence)
    fewer = min(len(mine), len(its))
    return fewer > 0 and len(mine & its) >= thresholds().copied * fewer


def _shingles(sentence: str) -> frozenset[tuple[str, str]]:
    """The pairs of neighbouring words, without case and punctuation."""
    bare = ("".join(filter(str.isalnum, word)) for word in sentence.casefold().split())
    words = list(filter(None, bare))
    return frozenset(pairwise(words if len(words) > 1 else words * 2))


def _log_odds(probability: float) -> float:
    """The log-odds; of what is as good as certain, those of a probability that a float can still tell from 1."""
    bounded = min(max(probability, 1e-9), 1 - 1e-9)
    return math.log(bounded / (1 - bounded))
