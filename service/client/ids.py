"""The client's method for ids as people write them."""

from service.client.calls import Calls, read_each
from service.client.records import Named
from service.client.transport import Call


class Ids(Calls):
    """Claims, articles and entities by the end of their ids."""

    def find_ids(self, end: str) -> tuple[Named, ...]:
        """The claims, articles and entities whose ids end in these 8 to 12 characters."""
        call = Call(method="GET", path="/v1/ids", query={"end": end}, repeatable=True)
        return read_each(Named, self._transport.send(call).json())
