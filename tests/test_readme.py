"""What the README shows is what happens."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from service.domain.key import Scope
from service.store.database import Database
from service.usecases.sweep import sweep
from tests.api import Api
from tests.client.serving import serve_app
from tests.conftest import NOW

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def test_the_resolution_job(
    api_on: Callable[[date], Api],
    key_for: Callable[..., str],
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    ((job, told),) = re.findall(r"```python\n(.+?)```\n\n```text\n(.+?)```", README, re.DOTALL)
    api = api_on(date(2026, 3, 21))
    api.add("The bridge will open on March 20. The museum will open on March 5. The theatre will open on March 6.")
    api.add("The library will open on March 7. The pool will close on March 8.")
    assert sweep(database, now=NOW, today=date(2026, 3, 21)) == 5
    with serve_app(api.http.application) as url, capture_logs():
        monkeypatch.setenv("CLAIMS_URL", url)
        monkeypatch.setenv("CLAIMS_API_KEY", key_for(Scope.READ, Scope.RESOLVE))
        capsys.readouterr()
        exec(compile(job, "README.md", "exec"), {})

    assert capsys.readouterr().out == told
    assert len(api.get("/v1/claims?status=due").json["data"]) == 2
