"""Claim identity: whether two statements, in two articles, state the same outcome. Pure; when unsure, they do not."""

from service.domain.identity.compare import Match, same_outcome
from service.domain.identity.index import index_keys
from service.domain.identity.moved import moves
from service.domain.identity.retold import retold

__all__ = ["Match", "index_keys", "moves", "retold", "same_outcome"]
