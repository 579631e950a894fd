"""How far an import has come, in a small file beside its input, so that the same command goes on from there."""

import hashlib
import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from service.domain.errors import ClaimsError

_LOOKED_AT = 65_536  # bytes


class ImportCannotGoOn(ClaimsError):
    """What is known of an earlier import does not fit this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportState:
    """The first `line` lines, which end at the byte `offset`, are done; `fingerprint` is theirs.

    `complete` says that they were all there were. The counts are of articles, those of a complete import its own.
    """

    service: str
    line: int = 0
    offset: int = 0
    fingerprint: str = ""
    added: int = 0
    known: int = 0
    failed: int = 0
    complete: bool = False

    def advanced(self, *, last: int, size: int, added: int, known: int, failed: int) -> "ImportState":
        """The state after the lines up to `last`, of `size` bytes, were done too."""
        return replace(
            self,
            line=last,
            offset=self.offset + size,
            added=self.added + added,
            known=self.known + known,
            failed=self.failed + failed,
        )


def state_path(file: Path) -> Path:
    """Where the state of an import of `file` is kept."""
    return file.with_name(f"{file.name}.done")


def load_state(file: Path, service: str) -> ImportState:
    """Where an import of `file` into `service` begins; raises `ImportCannotGoOn`.

    Where an earlier one was completed it begins after that one's lines, with counts of its own.
    """
    path = state_path(file)
    try:
        state = ImportState(**json.loads(path.read_bytes()))
    except FileNotFoundError:
        return ImportState(service=service)
    except (ValueError, TypeError) as error:
        raise ImportCannotGoOn(f"{path} is not the state of an import; --again begins anew") from error
    if state.service != service:
        raise ImportCannotGoOn(f"{path} is about {state.service}, not {service}; --again begins anew")
    if state.fingerprint != _fingerprint(file, state.offset):
        raise ImportCannotGoOn(f"{file} is not the file that {path} is about; --again begins anew")
    if state.complete:
        return replace(state, added=0, known=0, failed=0, complete=False)
    return state


def save_state(file: Path, state: ImportState) -> None:
    """Keep `state`: the file is replaced at once, so that it is always a whole one."""
    path = state_path(file)
    new = path.with_name(f"{path.name}.new")
    known = replace(state, fingerprint=_fingerprint(file, state.offset))
    new.write_text(json.dumps(asdict(known)) + "\n", encoding="utf-8")
    os.replace(new, path)


def _fingerprint(file: Path, offset: int) -> str:
    """Tells the first `offset` bytes from others by where they begin and end: a whole pass would take too long."""
    with file.open("rb") as content:
        head = content.read(min(offset, _LOOKED_AT))
        content.seek(max(offset - _LOOKED_AT, 0))
        tail = content.read(min(offset, _LOOKED_AT))
    return hashlib.sha256(head + tail).hexdigest()
