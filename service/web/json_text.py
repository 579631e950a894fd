"""How answers are written as JSON: fields in the order in which shapes declare them, letters as they are."""

from typing import Any

from flask.json.provider import DefaultJSONProvider


class JsonText(DefaultJSONProvider):
    """JSON in UTF-8 that people can read."""

    sort_keys = False
    ensure_ascii = False

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        """The object as JSON. Half a surrogate pair, which an error may repeat from a request, is escaped."""
        text = super().dumps(obj, **kwargs)
        try:
            text.encode()
        except UnicodeEncodeError:
            return super().dumps(obj, **{**kwargs, "ensure_ascii": True})
        return text
