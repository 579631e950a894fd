"""The fenced blocks of the documents, and the commands and outputs in them."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAVED = frozenset(("python", "toml"))  # languages of blocks that are saved as files
_FENCE = re.compile(r"^```([\w{}-]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"`([\w.-]+)`[^`]*:\s*\Z")
# Ids, instants and secrets differ from run to run. So do the last eight characters of an id.
_CHANGING = (
    (re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\b"), "ID"),
    (re.compile(r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?"), "INSTANT"),
    (re.compile(r"\b(ct|whsec)_[\w+/=-]+"), "SECRET"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A fenced block: its language, where it stands, and the file that the text before it says to save it as."""

    document: Path
    line: int
    language: str
    text: str
    saved_as: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command and the output shown for it, which may be none."""

    text: str
    shown: str


def documents() -> list[Path]:
    """README, CONTRIBUTING and everything in docs/."""
    written = [path for path in (ROOT / "docs").rglob("*.md") if "_build" not in path.parts]
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(written)]


def blocks(document: Path) -> list[Block]:
    """The fenced blocks of a document, in their order."""
    text = document.read_text(encoding="utf-8")
    found = []
    for match in _FENCE.finditer(text):
        before = text[: match.start()]
        named = _FILE.search(before.rpartition("\n\n")[0].rpartition("\n\n")[2])
        found.append(
            Block(
                document=document,
                line=before.count("\n") + 1,
                language=match[1],
                text=match[2],
                saved_as=named[1] if named and match[1] in SAVED else None,
            )
        )
    return found


def commands(block: Block) -> Iterator[Command]:
    """The commands of a console block. A line that leaves a quote or a backslash open goes on with the next."""
    lines = block.text.splitlines()
    while lines:
        line = lines.pop(0)
        assert line.startswith("$ "), f"{block.document.name}:{block.line}: output without a command: {line}"
        text = line[2:]
        while _goes_on(text):
            text += "\n" + lines.pop(0)
        shown = []
        while lines and not lines[0].startswith("$ "):
            shown.append(lines.pop(0))
        yield Command(text=text, shown="\n".join(shown).strip("\n"))


def _goes_on(text: str) -> bool:
    try:
        shlex.split(text, comments=True)
    except ValueError:
        return True
    return text.endswith("\\")


def same(shown: str, actual: str) -> bool:
    """Whether the output is what is shown: `…` stands for anything in a line, and alone in a line for any lines."""
    return bool(_pattern(shown).fullmatch(_steady(actual)))


def _pattern(shown: str) -> re.Pattern[str]:
    parts = []
    for line in _steady(shown).splitlines():
        parts.append(r"(?:.*\n)*?" if line.strip() == "…" else re.escape(line).replace("…", ".*") + "\n")
    return re.compile("".join(parts))


def _steady(text: str) -> str:
    for pattern, name in _CHANGING:
        text = pattern.sub(name, text)
    lines = "\n".join(re.sub(r" {2,}", "  ", line.rstrip()) for line in text.splitlines())  # columns widen
    return lines.strip("\n") + "\n"
