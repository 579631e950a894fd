"""The commit-msg hook: which messages it takes, and which it refuses with a reason."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

HOOK = Path(__file__).parents[1] / ".githooks" / "commit-msg"

CONTRIBUTING = (HOOK.parents[1] / "CONTRIBUTING.md").read_text(encoding="utf-8")
GOOD = [
    *re.findall(r"^```text\n(.+?)^```", CONTRIBUTING, re.MULTILINE | re.DOTALL),
    "http: Refuse duplicate JSON keys",
    "docs, cli: Say where the service listens",
    "store/migrations: Number the newest migration anew",
    "web: Process feeds in pieces",
    "cli: Bring the demo up to date\n\nThe body says why,\nin as many lines as it needs.",
    "cli: Stop\n",
    "x: " + "A" * 69,
    "# git's own comment comes first\n\nhttp: Answer in time\n\n# Please enter the commit message for your changes.",
    "http: Answer in time\n# ------------------------ >8 ------------------------\ndiff --git a/x b/x\n",
    "Merge branch 'main' into feeds",
    'Revert "http: Refuse duplicate JSON keys"',
    "fixup! http: Refuse duplicate JSON keys",
    "# nothing but comments: git itself refuses this",
]

BAD = [
    ("x: " + "A" * 70, "the subject has 73 characters: at most 72"),
    ("Refuse duplicate JSON keys", "the subject must look like"),
    ("HTTP: Refuse duplicate JSON keys", "the subject must look like"),
    ("http: refuse duplicate JSON keys", "the subject must look like"),
    ("http:Refuse duplicate JSON keys", "the subject must look like"),
    ("http: Refuse duplicate JSON keys.", "the subject must look like"),
    ("http: ", "the subject must look like"),
    ("http: Refused duplicate JSON keys", "`Refused` is not"),
    ("http: Refusing duplicate JSON keys", "`Refusing` is not"),
    ("http: Refuses duplicate JSON keys", "`Refuses` is not"),
    ("http: Refuse duplicate keys\nas they hide a value", "the second line must be empty"),
    ("fixup! refuse duplicate keys", "the subject must look like"),
]


def _check(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, HOOK, *arguments], capture_output=True, text=True, timeout=30)


@pytest.mark.parametrize("message", GOOD)
def test_a_good_message_passes(message: str, tmp_path: Path) -> None:
    file = tmp_path / "COMMIT_EDITMSG"
    file.write_text(message, encoding="utf-8")

    done = _check(file)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(("message", "told"), BAD)
def test_a_bad_message_is_refused_with_the_reason(message: str, told: str, tmp_path: Path) -> None:
    file = tmp_path / "COMMIT_EDITMSG"
    file.write_text(message, encoding="utf-8")

    done = _check(file)

    assert done.returncode == 1
    assert told in done.stderr


def test_git_runs_the_hook_and_the_history_since_it_is_checked(tmp_path: Path) -> None:
    def git(*arguments: str, fails: bool = False) -> str:
        identity = ("-c", "user.name=A", "-c", "user.email=a@claims.example")
        command = ["git", "-C", str(tmp_path), *identity, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, timeout=30)
        assert bool(done.returncode) == fails, done.stderr
        return done.stderr

    def commit(subject: str, *options: str, fails: bool = False) -> str:
        return git("commit", "--allow-empty", "--message", subject, *options, fails=fails)

    def history() -> subprocess.CompletedProcess[str]:
        command = [sys.executable, tmp_path / ".githooks" / "commit-msg", "--history"]
        return subprocess.run(command, capture_output=True, text=True, timeout=30)

    git("init", "--quiet")
    commit("Older than the rule.", "--no-verify")
    hook = tmp_path / ".githooks" / "commit-msg"
    hook.parent.mkdir()
    hook.write_bytes(HOOK.read_bytes())
    hook.chmod(0o755)
    git("config", "core.hooksPath", ".githooks")
    git("add", ".githooks")
    commit("ci: Check the subjects of commits")
    assert "must look like" in commit("No area", fails=True)
    assert (history().returncode, history().stderr) == (0, "")

    commit("Written past the hook", "--no-verify")

    assert history().returncode == 1
    assert history().stderr.startswith("Written past the hook: the subject must look like")
