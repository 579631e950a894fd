"""Folders for the data of an embedded Postgres, which root runs as another user: it has to get there."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def data_folder(prefix: str = "claims-test-") -> Iterator[Path]:
    """A folder that is there for the block, and that others may pass but not look into."""
    with tempfile.TemporaryDirectory(prefix=prefix) as name:
        folder = Path(name)
        folder.chmod(0o711)
        yield folder
