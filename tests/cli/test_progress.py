"""Progress is for eyes: on a terminal it is shown, elsewhere nothing is."""

import pytest

from service.cli.progress import make_progress


@pytest.mark.parametrize(
    ("terminal", "quiet", "shown"), [(True, False, True), (True, True, False), (False, False, False)]
)
def test_progress_is_shown_on_a_terminal_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], terminal: bool, quiet: bool, shown: bool
) -> None:
    monkeypatch.setenv("TTY_COMPATIBLE", "1" if terminal else "0")
    monkeypatch.setenv("TERM", "xterm")

    with make_progress(known_length=True, quiet=quiet) as progress:
        progress.add_task("", total=10)
        progress.update(progress.tasks[0].id, completed=5, description="50 lines [red]", refresh=True)

    out, err = capsys.readouterr()
    assert out == ""
    assert ("50 lines [red]" in err, "50%" in err) == (shown, shown)
