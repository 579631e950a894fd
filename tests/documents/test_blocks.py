"""What the documents show is what happens: console blocks are run in their order, Python blocks too."""

import json
import os
import re
import sys
from pathlib import Path

import pytest

from tests.documents.blocks import ROOT, SAVED, Block, Command, blocks, commands, documents, same
from tests.documents.shell import Shell, shell
from tests.folders import data_folder
from tests.jobs.working import eventually
from tests.running import environment_in, free_address, running

BIN = Path(sys.executable).parent
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")

# What is shown and not run, each for a reason. `make` must at least have the target, and files must be there.
NOT_RUN = {
    r"git clone ": "needs the network",
    r"make \w+": "builds or serves; .ci/run has the targets that end, and the service below is what `make run` starts",
    r"(CLAIMS_\w+=\S+ )?claims (serve|worker)( |$)": "runs until Ctrl-C: the service below stands for it",
    r"python3 -m venv |\S*pip install |source ": "tests/test_wheel.py installs the wheel in an empty environment",
    r"(export DB_HOST=.* )?docker compose|mkdir -m 700 -p docker/secrets|openssl |export DB_HOST": "`make test-stack`",
    r"export CLAIMS_JUDGE_|claims judge --endpoint": "needs a model: tests/judge/ plays one",
    r"eval |_CLAIMS_COMPLETE=": "tests/cli/test_local.py::test_completion",
    r"claims rules diff OLD_FOLDER|CLAIMS_RENEW_EXAMPLES": "changes the checkout, or needs labelled texts",
}
# What a worker does by itself is there a little later.
LATER = re.compile(r"claims webhooks deliveries|cat receiver\.log")
# Figures of one run, and forms: a text block anywhere else belongs into a console block, below its command.
RECORDED = {
    "explanation.md": "drawings of the house",
    "faults.md": "what `make test-stack` has printed",
    "backups.md": "a pruning of a database with years in it",
    "CONTRIBUTING.md": "the form of a commit, which tests/test_commits.py holds to the hook",
}
KNOWN = {"console", "python", "json", "toml", "{toctree}"}

RUN = [
    document for document in documents() if any(block.language in ("console", "python") for block in blocks(document))
]


def _not_run(command: str) -> bool:
    return any(re.match(pattern, command) for pattern in NOT_RUN)


def _to_run(document: Path) -> list[str]:
    console = (block for block in blocks(document) if block.language == "console")
    return [command.text for block in console for command in commands(block) if not _not_run(command.text)]


@pytest.mark.parametrize("document", documents(), ids=lambda path: path.name)
def test_each_block_says_what_it_is_in(document: Path) -> None:
    for block in blocks(document):
        recorded = block.language == "text" and document.name in RECORDED
        assert recorded or block.language in KNOWN, f"{document.name}:{block.line}"


@pytest.mark.slow
@pytest.mark.parametrize("document", RUN, ids=lambda path: path.stem)
def test_the_steps_of_a_document_run_in_their_order(document: Path) -> None:
    with data_folder() as folder:
        _run(document, folder)


def _run(document: Path, home: Path) -> None:
    environment = environment_in(home)
    environment["PATH"] = f"{BIN}:{environment['PATH']}"
    environment["HOME"] = str(home)
    environment["CLAIMS_DATA_DIR"] = str(home / ".local" / "share" / "claims")  # root's own default is another
    environment |= {"CLAIMS_WEBHOOK_HOSTS": "127.0.0.1", "CLAIMS_SWEEP_CRON": "0 0 1 1 *", "CLAIMS_WORKERS": "1"}
    ports = {"8080": environment["CLAIMS_BIND"].rpartition(":")[2], "9000": free_address().rpartition(":")[2]}
    folder = home / "here"
    folder.mkdir()
    if any(re.search(r"claims (?!detect|rules)|curl", command) for command in _to_run(document)):
        with running(BIN / "claims", environment, cwd=folder), shell(folder, environment) as terminal:
            _play(document, terminal, folder, ports)
    else:
        with shell(folder, environment) as terminal:
            _play(document, terminal, folder, ports)


def _play(document: Path, terminal: Shell, folder: Path, ports: dict[str, str]) -> None:
    last = ""
    for block in blocks(document):
        where = f"{document.name}:{block.line}"
        text = block.text
        for shown, real in ports.items():
            text = re.sub(rf"\b{shown}\b", real, text)
        if block.saved_as:
            (folder / block.saved_as).write_text(text, encoding="utf-8")
        elif block.language == "json":
            _holds(json.loads(block.text.replace("…", "")), json.loads(last), where)
        elif block.language == "console":
            for command in commands(block):
                if not _not_run(command.text):
                    last = _check(command, terminal, ports, where)


def _check(command: Command, terminal: Shell, ports: dict[str, str], where: str) -> str:
    """Run the command, and compare what it prints; of one without an output shown only that it works."""
    text = command.text
    for shown, real in ports.items():
        text = re.sub(rf"\b{shown}\b", real, text)

    def output() -> str:
        printed, code = terminal.run(text)
        assert code == 0, f"{where}: {command.text}\n{printed}"
        for shown, real in ports.items():
            printed = re.sub(rf"\b{real}\b", shown, printed)
        return printed

    printed = output()
    if LATER.match(command.text) and not same(command.shown, printed):
        printed = eventually(lambda: next(filter(lambda told: same(command.shown, told), [output()]), ""))
    assert not command.shown or same(command.shown, printed), (
        f"{where}: $ {command.text}\n--- shown\n{command.shown}\n--- printed\n{printed}"
    )
    return printed


def _holds(shown: object, actual: object, where: str) -> None:
    """The JSON that is shown is in the answer; an empty word stands for any, as `…` did."""
    if isinstance(shown, dict):
        assert isinstance(actual, dict), where
        for name, value in shown.items():
            assert name in actual, f"{where}: {name}"
            _holds(value, actual[name], f"{where} {name}")
    elif isinstance(shown, list):
        assert isinstance(actual, list), where
        assert len(shown) == len(actual), where
        for one, other in zip(shown, actual, strict=True):
            _holds(one, other, where)
    else:
        assert shown in ("", actual), f"{where}: {shown!r} is shown, {actual!r} was answered"


@pytest.mark.parametrize("document", documents(), ids=lambda path: path.name)
def test_each_block_of_a_file_is_saved(document: Path) -> None:
    for block in blocks(document):
        if block.language in SAVED:
            assert block.saved_as, f"{document.name}:{block.line}: say which file it is saved as"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("$ echo a\nb", r"--- printed\s+a"),
        ("$ ls /nowhere", "cannot access"),
        ("$ A=1\n\n$ echo $A\n2", r"--- printed\s+1"),
    ],
)
def test_a_document_that_is_not_true_fails(wrong: str, told: str, tmp_path: Path) -> None:
    document = tmp_path / "wrong.md"
    document.write_text(f"Give it two `words`. Then:\n\n```console\n{wrong}\n```\n", encoding="utf-8")

    with shell(tmp_path, os.environ) as terminal, pytest.raises(AssertionError, match=told):
        _play(document, terminal, tmp_path, {})


def test_saved_files_are_run_by_a_step() -> None:
    for document in documents():
        run = "\n".join(_to_run(document))
        for block in blocks(document):
            assert not block.saved_as or block.saved_as in run, f"{document.name}:{block.line}"


@pytest.mark.parametrize("document", documents(), ids=lambda path: path.name)
def test_what_is_not_run_is_there(document: Path) -> None:
    shown: list[Command] = [
        command for block in blocks(document) if block.language == "console" for command in commands(block)
    ]
    for command in filter(lambda one: _not_run(one.text), shown):
        for target in re.findall(r"^make ([\w-]+)", command.text):
            assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE), command.text
        for name in re.findall(r"(?:-f |-m pytest )(\S+)", command.text):
            assert (ROOT / name).exists(), command.text


def test_links_between_the_documents_lead_somewhere() -> None:
    for document in documents():
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def _block(text: str) -> Block:
    return Block(document=ROOT / "x.md", line=1, language="console", text=text, saved_as=None)


@pytest.mark.parametrize(
    ("shown", "printed", "fits"),
    [
        ("a\nb", "a\nb\n", True),
        ("a\nb", "a\n", False),
        ("a…c", "abc\n", True),
        ("a\n…\nd", "a\nb\nc\nd\n", True),
        ("a\n…\nd", "a\nb\nc\n", False),
        ("id 01a204f7-987d-7509-aea1-49b13aee376f", "id 01a2265c-78d8-755e-9c4a-0c10cdc2eead\n", True),
        ("at 2026-11-22 20:34:25", "at 2027-01-02 00:00:00\n", True),
        ("due 2026-03-20", "due 2026-03-21\n", False),
    ],
)
def test_outputs_are_compared_without_what_changes(shown: str, printed: str, fits: bool) -> None:
    assert same(shown, printed) is fits


def test_commands_go_on_where_a_quote_is_open() -> None:
    found = list(commands(_block("$ curl x -d '\n  {}'\nanswer\n\n$ a \\\n  b\n$ KEY=c  # don't\n")))

    assert [(one.text, one.shown) for one in found] == [
        ("curl x -d '\n  {}'", "answer"),
        ("a \\\n  b", ""),
        ("KEY=c  # don't", ""),
    ]
