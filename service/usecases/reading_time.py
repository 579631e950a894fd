"""How long the service reads one text: for its statements, and for what each of them tells."""

from time import thread_time

from service.domain.errors import ReadingTooLong

MOST_SECONDS = 20.0  # of a processor; a megabyte of dense news takes half of it


class ReadingTime:
    """The processor time that is left for one text, on the thread that reads it.

    Time that the thread waits for others does not count: the same text is read or refused however busy the machine is.
    """

    def __init__(self) -> None:
        self._until = thread_time() + MOST_SECONDS

    def check(self) -> None:
        """Raises `ReadingTooLong` where none is left."""
        if thread_time() > self._until:
            raise ReadingTooLong(MOST_SECONDS)
