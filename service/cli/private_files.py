"""Files that only their owner may read."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def replace(path: Path, text: str) -> None:
    """Write `text` to `path`, in place of what is there."""
    _written(path, text).replace(path)


def make(path: Path, text: str) -> None:
    """Write `text` to `path` unless it is there, however many do so at once."""
    if path.exists():
        return
    fresh = _written(path, text)
    with suppress(FileExistsError):
        os.link(fresh, path)
    fresh.unlink()


def _written(path: Path, text: str) -> Path:
    """A whole file beside `path`, of mode 0600."""
    number, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    with open(number, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(number)
    return Path(name)
