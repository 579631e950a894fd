"""The commands that need no service: detect, rules, keys, sweep, db, settings, openapi."""

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

import service.detect
from service.cli import main
from service.detect import load_rules
from service.store.database import Database
from service.usecases.keys import authenticate, list_keys
from tests.api import ACCORD, Api
from tests.conftest import NOW


def run(*arguments: str, stdin: str | bytes = "", **environment: str) -> Result:
    """What `claims` does with these arguments."""
    variables = {name.upper(): value for name, value in environment.items()}
    return CliRunner(env=variables).invoke(main, list(arguments), input=stdin, prog_name="claims")


class TestDetect:
    """`claims detect` in its three forms."""

    def test_a_table_for_people(self) -> None:
        result = run("detect", "--table", "--published", "2026-03-02", stdin=ACCORD)

        assert result.exit_code == 0
        assert "outcome" in result.stdout
        assert "2026-03-06" in result.stdout
        assert "sign" in result.stdout

    def test_json_on_a_pipe(self) -> None:
        result = run("detect", "--published", "2026-03-02", stdin=ACCORD)

        assert [found["head"]["text"] for found in json.loads(result.stdout)] == ["sign", "collapsed"]

    def test_lines_in_lines_out(self, tmp_path: Path) -> None:
        documents = [
            {"doc_id": "a", "published": "2026-03-02", "title": None, "text": ACCORD},
            {"doc_id": "b", "published": None, "title": "T", "text": ""},
        ]
        file = tmp_path / "docs.jsonl"
        file.write_text("\n\n".join(map(json.dumps, documents)), encoding="utf-8")

        result = run("detect", "--jsonl", str(file))

        first, second = map(json.loads, result.stdout.splitlines())
        assert first["doc_id"] == "a"
        assert [found["due"] for found in first["statements"]] == ["2026-03-06", None]
        assert second == {"doc_id": "b", "statements": [], "omitted": 0}

    def test_bad_lines_are_told_and_the_others_done(self) -> None:
        lines = ["{", "[]", '{"doc_id": "x"}', '{"doc_id": "y", "text": "It rained.", "published": "May"}']
        good = json.dumps({"doc_id": "good", "text": "It will rain."})

        result = run("detect", "--jsonl", stdin="\n".join([*lines, good]))

        assert result.exit_code == 1
        assert json.loads(result.stdout)["doc_id"] == "good"
        told = result.stderr.splitlines()
        assert [line.split(":")[1].strip() for line in told] == ["line 1", "line 2", "line 3", "line 4"]
        assert "text is missing" in told[2]

    def test_an_explanation_names_rule_and_reason(self) -> None:
        result = run("detect", "--explain", "--published", "2026-03-02", stdin=ACCORD)

        assert "'sign' at 34" in result.stdout
        assert load_rules().get("governed.expect").why in result.stdout

    def test_a_file_that_is_not_utf_8(self, tmp_path: Path) -> None:
        file = tmp_path / "latin"
        file.write_bytes(b"caf\xe9")

        result = run("detect", str(file))

        assert result.exit_code == 1
        assert "not UTF-8" in result.stderr

    def test_a_page_is_read_as_one_whatever_it_is_called(self, tmp_path: Path) -> None:
        page = f"""<html><head><script>var x = "The shop will close.";</script></head>
            <body><article><p>{ACCORD} Käse.</p></article></body></html>"""
        unmarked = tmp_path / "story.html"
        unmarked.write_text(f"{ACCORD} <i>Käse</i>.", encoding="utf-8")
        latin = tmp_path / "story"
        latin.write_bytes(page.replace("<head>", "<head><meta charset=iso-8859-1>").encode("latin-1"))
        wide = tmp_path / "wide"
        wide.write_bytes(page.encode("utf-16"))

        for arguments, stdin in (([], page), ([str(unmarked)], ""), ([str(latin)], ""), ([str(wide)], "")):
            result = run("detect", *arguments, "--published", "2026-03-02", stdin=stdin)
            assert [found["head"]["text"] for found in json.loads(result.stdout)] == ["sign", "collapsed"], arguments

    def test_a_text_with_a_tag_in_it_is_a_text(self) -> None:
        result = run("detect", stdin="The <b>harbour</b> will reopen.")

        assert json.loads(result.stdout)[0]["text"].startswith("The <b>")

    def test_missing_due_dates_are_told_on_stderr(self) -> None:
        assert "--published" in run("detect", stdin=ACCORD).stderr
        assert run("detect", "--published", "2026-03-02", stdin=ACCORD).stderr == ""
        assert run("detect", stdin="It rained.").stderr == ""

    def test_what_is_not_english_is_refused(self) -> None:
        foreign = "Правительство хочет принять новый закон до лета."

        alone = run("detect", stdin=foreign)
        lines = run("detect", "--jsonl", stdin=json.dumps({"doc_id": "a", "text": foreign}))

        assert alone.exit_code == lines.exit_code == 1
        assert "not in English" in alone.stderr
        assert "line 1: The text is not in English" in lines.stderr

    def test_a_file_that_is_not_there(self) -> None:
        assert run("detect", "/no/such/file").exit_code == 2


class TestRules:
    """`claims rules`."""

    def test_the_shipped_rules_are_sound_and_pass_their_examples(self) -> None:
        assert run("rules", "check").exit_code == 0
        result = run("rules", "test")
        assert result.exit_code == 0, result.stderr

    def test_the_list_names_every_rule(self) -> None:
        listed = json.loads(run("rules", "list").stdout)

        assert [rule["id"] for rule in listed["rules"]] == [rule.id for rule in load_rules()]
        assert listed["version"] == load_rules().version

    def test_a_folder_of_unsound_rules_is_told_what_is_wrong(self, tmp_path: Path) -> None:
        (tmp_path / "bad.toml").write_text('[[rule]]\nid = "a"\ncolour = "red"\n', encoding="utf-8")

        result = run("rules", "check", str(tmp_path))

        assert result.exit_code == 1
        assert "bad.toml: a: unknown key 'colour'" in result.stderr

    def test_the_difference_of_two_rule_sets_is_shown_as_gains_and_losses(self, tmp_path: Path) -> None:
        shipped = Path(service.detect.__file__).parent / "rules" / "en"
        old = tmp_path / "old"
        shutil.copytree(shipped, old)
        modals = old / "40-modals.toml"
        modals.write_text(modals.read_text(encoding="utf-8").replace('"will"', '"shall"'), encoding="utf-8")
        text = "The bank will close. It will rain."
        labelled = tmp_path / "set"
        labelled.mkdir()
        (labelled / "docs.jsonl").write_text(json.dumps({"doc_id": "a", "text": text}), encoding="utf-8")
        label = {"doc_id": "a", "start": 14, "end": 19, "kind": "outcome", "optional": False}
        (labelled / "labels.jsonl").write_text(json.dumps(label), encoding="utf-8")

        rows = json.loads(run("rules", "diff", str(old), "--set", str(labelled)).stdout)

        assert [(row["head"], row["change"], row["good"]) for row in rows] == [
            ("close", "found", True),
            ("rain", "found", False),
        ]
        assert "1 gains, 1 losses" in run("rules", "diff", str(old), "--set", str(labelled), "--table").stdout


class TestKeys:
    """`claims keys`."""

    def test_a_key_is_made_listed_and_revoked(self, database: Database, database_url: str) -> None:
        made = run("keys", "create", "desk", "--scope", "read", "--days", "7", claims_database_url=database_url)
        token = made.stdout.strip()
        key = authenticate(database, token, now=NOW)
        assert key is not None
        assert (key.name, set(key.scopes)) == ("desk", {"read"})

        listed = run("keys", "list", claims_database_url=database_url)
        assert [row["name"] for row in json.loads(listed.stdout)] == ["desk"]
        assert token.removeprefix("ct_") not in listed.stdout

        assert run("keys", "revoke", str(key.id), claims_database_url=database_url).exit_code == 0
        assert authenticate(database, token, now=NOW) is None

    def test_an_unknown_key_cannot_be_revoked(self, database_url: str) -> None:
        result = run("keys", "revoke", "00000000-0000-0000-0000-000000000000", claims_database_url=database_url)

        assert result.exit_code == 1
        assert "No API key has this id" in result.stderr

    @pytest.mark.parametrize("name", ["judge:x", "Sweep", "a\x1b[2J", " ", "x" * 101])
    def test_a_name_that_no_key_can_have(self, database_url: str, name: str) -> None:
        result = run("keys", "create", name, "--scope", "read", claims_database_url=database_url)

        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith("claims: name: ")

    def test_the_last_admin_key_stays(self, api: Api, database: Database, database_url: str) -> None:
        (key,) = list_keys(database)
        refused = run("keys", "revoke", str(key.id), claims_database_url=database_url)
        run("keys", "create", "other", "--scope", "admin", claims_database_url=database_url)

        assert (refused.exit_code, "make another" in refused.stderr) == (1, True)
        assert run("keys", "revoke", str(key.id), claims_database_url=database_url).exit_code == 0

    def test_a_key_needs_a_scope(self, database_url: str) -> None:
        assert run("keys", "create", "desk", claims_database_url=database_url).exit_code == 2


def test_sweep_on_a_day_given(api: Api, api_on: Callable[[date], Api], database_url: str) -> None:
    claim = api_on(date(2026, 3, 4)).add_claim()

    result = run("sweep", "--today", "2026-03-20", claims_database_url=database_url)

    assert result.stdout == "2026-03-20: 1 fell due, 0 proposed\n"
    assert api.get(f"/v1/claims/{claim['id']}").json["status"] == "due"


def test_sweep_takes_today_from_the_setting(api: Api, database_url: str) -> None:
    api.add_claim()

    result = run("sweep", claims_database_url=database_url, claims_today="2026-03-06")

    assert result.stdout == "2026-03-06: 0 fell due, 0 proposed\n"


def test_a_setting_that_is_not_heeded_is_told(api: Api, database_url: str) -> None:
    given = {"claims_database_url": database_url, "claims_auto_resolve_score": "0.9"}

    for command in (["sweep", "--today", "2026-03-20"], ["settings"]):
        result = run(*command, **given)
        assert result.exit_code == 0
        assert "CLAIMS_AUTO_RESOLVE_SCORE" in result.stderr
        assert "97 %" in result.stderr
    assert run("settings", claims_database_url=database_url).stderr == ""


def test_db_upgrade_and_check(empty_database_url: str) -> None:
    assert run("db", "check", claims_database_url=empty_database_url).exit_code == 1
    upgraded = run("db", "upgrade", claims_database_url=empty_database_url)
    assert upgraded.stdout.startswith("schema empty → ")
    assert run("db", "check", claims_database_url=empty_database_url).exit_code == 0


def test_db_check_names_what_cannot_be(api: Api, database: Database, database_url: str) -> None:
    claim = api.add_claim()
    assert run("db", "check", claims_database_url=database_url).exit_code == 0
    with database.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text("UPDATE claim SET mentions = 7"))

    result = run("db", "check", claims_database_url=database_url)

    assert result.exit_code == 1
    assert f"1 claims whose count of mentions is not theirs: {claim['id']}" in result.stderr


@pytest.mark.parametrize("command", [["sweep"], ["keys", "list"], ["prune", "--older-than", "9"]])
def test_a_database_without_our_tables_is_told_in_a_line(command: list[str], empty_database_url: str) -> None:
    result = run(*command, claims_database_url=empty_database_url)

    assert result.exit_code == 3
    assert "run `claims db upgrade`" in result.stderr


@pytest.mark.parametrize(
    ("environment", "code", "told"),
    [
        ({"claims_bind": "x", "claims_workers": "x"}, 4, "CLAIMS_WORKERS"),
        ({"claims_url": "http://10.0.0.9:1"}, 4, "CLAIMS_API_KEY: not set"),
        ({"claims_database_url": "postgresql://nobody@127.0.0.1:1/none"}, 3, "the database cannot be reached"),
    ],
)
def test_what_is_wrong_is_told_in_a_line(environment: dict[str, str], code: int, told: str) -> None:
    result = run("sweep", **environment)

    assert result.exit_code == code
    assert told in result.stderr


@pytest.mark.parametrize("command", [["prune", "--older-than", "9"], ["db", "check"]])
def test_what_works_on_a_database_does_not_guess_one_beside_a_service(command: list[str], tmp_path: Path) -> None:
    result = run(*command, claims_url="http://127.0.0.1:1", claims_data_dir=str(tmp_path / "data"))

    assert result.exit_code == 4
    assert "CLAIMS_URL: names a service" in result.stderr
    assert not (tmp_path / "data").exists()


def _all(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from _all(inner, (*path, name))


@pytest.mark.parametrize("path", list(_all(main)), ids=" ".join)
def test_help_fits_its_screen(path: tuple[str, ...]) -> None:
    shown = run(*path, "--help").stdout.splitlines()

    assert len(shown) <= (64 if path else 80)  # the first page has every command
    assert max(map(len, shown)) <= 80
    assert not any(line.startswith("  ") and line.endswith("...") for line in shown)


def test_the_first_page_has_every_command_in_a_group() -> None:
    lines = run("--help").stdout.splitlines()

    groups = [line.removesuffix(":") for line in lines if line.endswith(":") and not line.startswith(" ")]
    assert groups == ["Options", "Run", "Read", "Add", "Decide", "Put right", "Tell", "Operate"]
    named = {line.split()[0] for line in lines if line.startswith("  ") and line[2:3].isalpha()}
    assert set(main.list_commands(click.Context(main))) <= named


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["shwo"], "Did you mean 'show'? See `claims --help`."),
        (["keys", "craete"], "Did you mean 'create'? See `claims keys --help`."),
        (["list", "--stauts", "due"], "'--status'"),
        (["show"], "Missing argument 'ID'. See `claims show --help`."),
        (["show", "seven"], "'seven' is no id: give all of it, or its last 8 characters."),
        (["detect", "/no/such/file"], "/no/such/file"),
    ],
)
def test_a_wrong_command_line_is_told_in_a_line_with_what_was_meant(arguments: list[str], told: str) -> None:
    result = run(*arguments)

    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stderr.startswith("claims: ")
    assert len(result.stderr.splitlines()) == 1


def test_ctrl_c_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("service.cli.detect.look_through", interrupted)

    result = run("detect", stdin="It will rain.")

    assert (result.exit_code, result.stderr.strip()) == (130, "claims: stopped")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str) -> None:
    script = run(_claims_complete=f"{shell}_source").stdout
    assert "_CLAIMS_COMPLETE" in script

    asked = {"comp_words": "claims sh", "comp_cword": "sh" if shell == "fish" else "1"}
    told = run(_claims_complete=f"{shell}_complete", **asked).stdout
    assert "show" in told


def test_every_command_has_a_help_text_and_stands_in_the_reference() -> None:
    reference = (Path(__file__).parents[2] / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    for name, command in main.to_info_dict(main.make_context("claims", ["sweep"]))["commands"].items():
        assert command["help"], name
        assert f"claims {name}" in reference
        for option in command["params"]:
            assert option.get("help") or option["param_type_name"] == "argument", (name, option["name"])
