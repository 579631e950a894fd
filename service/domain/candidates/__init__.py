"""Candidates: the later sentences that somebody should look at for a claim, ranked, each with why. No verdict. Pure."""

from service.domain.candidates.keys import Key, article_keys
from service.domain.candidates.passage import MOST_PASSAGES, Passage, ToldStatement, merged, passages_of
from service.domain.candidates.ranking import Found, Ranked, rank
from service.domain.candidates.wanted import CandidateQuery, wanted

__all__ = [
    "MOST_PASSAGES",
    "CandidateQuery",
    "Found",
    "Key",
    "Passage",
    "Ranked",
    "ToldStatement",
    "article_keys",
    "merged",
    "passages_of",
    "rank",
    "wanted",
]
