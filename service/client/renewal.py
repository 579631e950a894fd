"""Keeping a lease alive in the background while its claims are worked on."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from service.client.errors import ClientError, LeaseLost
from service.client.patience import passes


@contextmanager
def kept_alive(renew: Callable[[], object], *, every: float) -> Iterator[Callable[[], None]]:
    """Call `renew` each `every` seconds in a thread that ends with the block.

    Gives a check that raises `LeaseLost` once `renew` was refused for good. A failure that passes is left for the
    next turn: at a third of the lease's time there are two more before it ends.
    """
    done = threading.Event()
    refused: list[ClientError] = []

    def keep() -> None:
        while not done.wait(every):
            try:
                renew()
            except ClientError as error:
                if not passes(error):
                    refused.append(error)
                    return

    def check() -> None:
        if refused:
            raise LeaseLost(f"the lease has ended: {refused[0]}") from refused[0]

    # A daemon: a program that ends in the midst of a claim is not held up, and its lease ends by itself.
    thread = threading.Thread(target=keep, name="claims-lease-renewal", daemon=True)
    thread.start()
    try:
        yield check
    finally:
        done.set()
        thread.join()
