"""Claim identity: whether two statements, in two articles, state the same outcome. Pure; when unsure, they do not."""

from service.domain.identity.compare import Match, same_outcome
from service.domain.identity.index import index_keys
from service.domain.identity.stated import Stated
from service.domain.identity.terms import Terms, terms_of

__all__ = ["Match", "Stated", "Terms", "index_keys", "same_outcome", "terms_of"]
