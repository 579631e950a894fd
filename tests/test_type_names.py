"""One thing under one name: no two public types of the service share theirs."""

import ast
from collections import defaultdict
from pathlib import Path

import service

FOLDER = Path(service.__file__).parent
CLIENT = "client"  # becomes a distribution of its own, and calls things as the wire does


def test_no_two_public_types_have_one_name() -> None:
    found = defaultdict(list)
    for path in sorted(FOLDER.rglob("*.py")):
        where = path.relative_to(FOLDER)
        if where.parts[0] == CLIENT:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(str(where))
    assert {name: files for name, files in found.items() if len(files) > 1} == {}
