"""The client's method for sweeps."""

from datetime import date

from service.client.calls import Calls
from service.client.records import Sweep
from service.client.transport import Call
from service.client.wire import read


class Sweeps(Calls):
    """The scheduled pass, asked for by hand."""

    def sweep(self, *, today: date | None = None) -> Sweep:
        """What a sweep did, once it is done; `today` is for services that rehearse. Needs the scope admin."""
        call = Call(method="POST", path="/v1/sweeps", body={"today": today}, repeatable=True)
        return read(Sweep, self._transport.send(call).json())
