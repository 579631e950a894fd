"""Reading again what another version of the analysis than today's has read."""

from service.usecases.rereading.run import BATCH, Orders, Reread, count_left, reread

__all__ = ["BATCH", "Orders", "Reread", "count_left", "reread"]
