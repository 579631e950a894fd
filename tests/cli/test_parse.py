"""`claims parse`: the reading of a text as a table, as JSON, and line by line."""

import json
from pathlib import Path

from tests.cli.test_local import run

TEXT = "The bridge was not closed by police."


def test_the_table_shows_each_clause_with_its_arguments() -> None:
    shown = run("parse", "--table", stdin=TEXT)

    assert shown.exit_code == 0, shown.stderr
    assert "The bridge was not closed by police." in shown.stdout
    for part in ("subject", "was not closed", "by police", "past passive negated"):
        assert part in shown.stdout


def test_json_has_tokens_and_clauses_with_offsets() -> None:
    found = json.loads(run("parse", "--json", stdin=TEXT).stdout)

    assert [TEXT[token["start"] : token["end"]] for token in found["tokens"]][:3] == ["The", "bridge", "was"]
    assert [token["pos"] for token in found["tokens"]] == ["DET", "NOUN", "AUX", "PART", "VERB", "ADP", "NOUN", "PUNCT"]
    (clause,) = found["clauses"]
    assert TEXT[clause["head"]["start"] : clause["head"]["end"]] == "closed"
    assert TEXT[clause["subject"]["start"] : clause["subject"]["end"]] == "The bridge"
    assert (clause["object"], clause["passive"], clause["negated"]) == (None, True, True)
    assert clause["factuality"] == "asserted"


def test_a_clause_that_is_not_told_as_a_fact_says_what_it_is_instead() -> None:
    denied = "The mayor denied that police closed the bridge."

    assert "past denied" in run("parse", "--table", stdin=denied).stdout
    clauses = json.loads(run("parse", "--json", stdin=denied).stdout)["clauses"]
    assert [clause["factuality"] for clause in clauses] == ["asserted", "denied"]


def test_lines_are_read_one_by_one(tmp_path: Path) -> None:
    docs = tmp_path / "docs.jsonl"
    docs.write_text("\n".join(json.dumps({"doc_id": name, "text": TEXT}) for name in "ab"), encoding="utf-8")

    rows = [json.loads(line) for line in run("parse", "--jsonl", str(docs)).stdout.splitlines()]

    assert [row["doc_id"] for row in rows] == ["a", "b"]
    assert all(len(row["clauses"]) == 1 for row in rows)


def test_a_line_that_is_no_document_is_told() -> None:
    result = run("parse", "--jsonl", stdin='{"text": 3}\n')

    assert result.exit_code == 1
    assert "line 1 is not a document" in result.stderr


def test_a_page_is_read_as_one() -> None:
    script = "<script>var x = 'It will rain.';</script>"
    page = f"<html><head>{script}</head><body><article><p>{TEXT}</p></article></body></html>"

    assert len(json.loads(run("parse", "--json", stdin=page).stdout)["clauses"]) == 1
