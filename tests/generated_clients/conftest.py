"""The service that generated clients talk to."""

from collections.abc import Iterator

import pytest
from structlog.testing import capture_logs

from tests.api import Api
from tests.client.serving import serve_app


@pytest.fixture
def settings(api: Api) -> Iterator[dict[str, str]]:
    """Where the service runs and a key for it, as a client's environment has them."""
    with serve_app(api.http.application) as url, capture_logs():
        yield {"CLAIMS_URL": url, "CLAIMS_API_KEY": api.key}
