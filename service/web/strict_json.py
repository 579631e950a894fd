"""JSON as RFC 8259 has it, and none that two readers could take for two things.

Python's own reader takes NaN, the last of several values under one name, and fails in its own ways on numbers of
thousands of digits.
"""

import json
from typing import Any, NoReturn

_LONGEST_NUMBER = 400  # digits: more than any number has that the API knows


class NotJson(ValueError):
    """The bytes are not JSON in UTF-8, or more deeply nested than is read. The words say what is wrong."""


class DuplicateKey(ValueError):
    """An object has this name twice."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


def loads(body: bytes) -> Any:
    """The value that `body` holds; raises `NotJson` or `DuplicateKey`."""
    try:
        return json.loads(
            body.decode("utf-8"),
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_fraction,
            parse_constant=_constant,
        )
    except UnicodeDecodeError:
        raise NotJson("it is not UTF-8") from None
    except RecursionError:
        raise NotJson("it is nested too deeply") from None
    except json.JSONDecodeError as error:
        raise NotJson(f"line {error.lineno}, column {error.colno}: {error.msg}") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        seen = set[str]()
        for name, _ in pairs:
            if name in seen:
                raise DuplicateKey(name)
            seen.add(name)
    return made


def _integer(digits: str) -> int:
    return int(_short(digits))


def _fraction(digits: str) -> float:
    number = float(_short(digits))
    if number in (float("inf"), float("-inf")):
        raise NotJson("a number is too large")
    return number


def _short(digits: str) -> str:
    if len(digits) > _LONGEST_NUMBER:
        raise NotJson(f"a number has more than {_LONGEST_NUMBER} digits")
    return digits


def _constant(name: str) -> NoReturn:
    raise NotJson(f"{name} is no number of JSON")
