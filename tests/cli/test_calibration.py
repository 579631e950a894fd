"""`claims calibration`."""

import json

from service.domain.calibration import calibration
from tests.cli.conftest import Run


def test_people_are_told_the_counts_and_what_they_are_good_for(claims: Run) -> None:
    result = claims("calibration", "--table")

    assert result.exit_code == 0, result.stderr
    top = calibration().dated[-1]
    row = next(line for line in result.stdout.splitlines() if line.startswith(f"{top.points:g} and more"))
    assert row.split()[3:6] == [str(top.judged), str(top.right), f"{top.probability:.2f}"]
    assert f"{calibration().readers.agreed} of {calibration().readers.pairs} verdicts agree" in result.stdout
    assert "does not prove the 0.97 over 100 judged pairs" in result.stdout


def test_json_on_a_pipe(claims: Run) -> None:
    table = json.loads(claims("calibration").stdout)

    assert [one["judged"] for one in table["dated"]] == [one.judged for one in calibration().dated]
    assert (table["version"], table["judges"]) == (calibration().version, [])
