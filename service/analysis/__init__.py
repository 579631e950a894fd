"""The analysis version: one hash of everything that can change what a text is found to say. Knows none of it."""

from service.analysis.version import analysis_hash

__all__ = ["analysis_hash"]
