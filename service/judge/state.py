"""Which questions were asked before: one that has not changed since is not asked again."""

from pathlib import Path
from uuid import UUID

from service.judge.question import Question


class AskedBefore:
    """The questions in `file`, a line each, the last of a claim counting; without a file none is remembered."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._digests: dict[str, str] = {}
        if file is not None and file.exists():
            lines = (line.split() for line in file.read_text(encoding="utf-8").splitlines())
            self._digests = {parts[0]: parts[1] for parts in lines if len(parts) == 2}

    def knows(self, question: Question) -> bool:
        """Whether the very question was asked."""
        return self._digests.get(str(question.claim.id)) == question.digest

    def note(self, question: Question) -> None:
        """Remember that it was asked."""
        self._add(question.claim.id, question.digest)

    def _add(self, claim_id: UUID, digest: str) -> None:
        self._digests[str(claim_id)] = digest
        if self._file is not None:
            with self._file.open("a", encoding="utf-8") as out:
                out.write(f"{claim_id} {digest}\n")
