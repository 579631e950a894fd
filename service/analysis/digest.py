"""A hash of code and data that stays the same while they mean the same: comments and docstrings do not count.

The build loads this file by its path, before anything is installed: the standard library alone.
"""

import ast
import hashlib
import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

PACKAGES = ("language", "detect", "domain")  # of `service`: all that reads a text, and compares what was read
_MADE = frozenset((".so", ".pyd"))  # of the sources, by a compiler
_NO_FIELDS = frozenset(("kind", "type_comment", "ctx"))  # how a text was written, or what follows from its place


def code_digest(service: Path) -> str:
    """The hash of the packages in the folder `service`: every source and every data file, by their names.

    The same on every supported Python. Raises `SyntaxError` for a source that is none.
    """
    digest = hashlib.sha256()
    for path in _files(service):
        name = path.relative_to(service).as_posix()
        digest.update(f"{name}\0{_meaning(path)}\0".encode())
    return digest.hexdigest()


def libraries(service: Path) -> set[str]:
    """The modules that the packages import and that are neither theirs nor the standard library's."""
    found = {name for path in _files(service) if path.suffix == ".py" for name in _imports(path)}
    return found - set(sys.stdlib_module_names) - {"service"}


def _files(service: Path) -> Iterator[Path]:
    for package in PACKAGES:
        paths = (service / package).rglob("*")
        yield from sorted(path for path in paths if path.is_file() and not _is_made(path))


def _is_made(path: Path) -> bool:
    return path.suffix in _MADE or path.parent.name == "__pycache__"


def _meaning(path: Path) -> str:
    if path.suffix == ".py":
        return dump(path.read_bytes())
    if path.suffix == ".toml":  # in the file's order: of two rules the first wins
        return json.dumps(tomllib.loads(path.read_text(encoding="utf-8")), default=str)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def dump(source: bytes) -> str:
    """The parsed source as text, without positions, comments and strings that stand by themselves.

    `ast.dump` and `ast.unparse` differ between versions of Python: what is empty is left out here, as versions add
    empty fields, and neighbouring pieces of an f-string are one, as they part them in different places.
    """
    return _dump(ast.parse(source))


def _dump(node: object) -> str:
    if isinstance(node, ast.Constant):
        return f"{type(node.value).__name__} {node.value!r}"
    if isinstance(node, list):
        return f"[{','.join(_dump(one) for one in node if not _is_bare_string(one))}]"
    if not isinstance(node, ast.AST):
        return repr(node)
    values = {name: getattr(node, name, None) for name in node._fields if name not in _NO_FIELDS}
    if isinstance(node, ast.JoinedStr):
        values["values"] = list(_joined(node.values))
    told = {name: _dump(value) for name, value in sorted(values.items()) if value is not None}
    return f"{type(node).__name__}({','.join(f'{name}={value}' for name, value in told.items() if value != '[]')})"


def _is_bare_string(node: object) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _joined(pieces: list[ast.expr]) -> Iterator[ast.expr]:
    """The pieces of an f-string, with the text between two fields in one."""
    words = ""
    for piece in pieces:
        if isinstance(piece, ast.Constant):
            words += str(piece.value)
            continue
        if words:
            yield ast.Constant(words)
        words = ""
        yield piece
    if words:
        yield ast.Constant(words)


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]
