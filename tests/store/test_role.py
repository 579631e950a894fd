"""The database's role: the service needs to own its tables, and nothing more."""

from datetime import date
from uuid import uuid4

from service.bootstrap import Clock, Services
from service.domain.key import Scope
from service.outbound.web import Web
from service.store import schema
from service.store.database import Database
from service.usecases.keys import create_key
from service.usecases.sweep import sweep
from service.web.api import make_app
from tests.api import Api
from tests.conftest import LIMITS, NOW, TODAY, admin, url_of


def test_a_role_that_may_only_own_its_database_is_enough(server: str, web: Web) -> None:
    name = f"plain_{uuid4().hex}"
    admin(server, f"CREATE ROLE {name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS")
    admin(server, f"CREATE DATABASE {name} OWNER {name}")
    database = Database(url_of(server, name).replace("//postgres@", f"//{name}@"))
    try:
        schema.upgrade(database)
        services = Services(database=database, clock=Clock(now=lambda: NOW, today=lambda: TODAY), web=web)
        _, key = create_key(database, "plain", [Scope.ADMIN], now=NOW)
        api = Api(make_app(services, LIMITS).test_client(), key)

        claim = api.add_claim("The bridge will open on Friday.")
        assert sweep(database, now=NOW, today=date(2026, 4, 1)).skipped == 0
        assert api.get(f"/v1/claims/{claim['id']}").status_code == 200
    finally:
        database.dispose()
        admin(server, f"DROP DATABASE {name} WITH (FORCE)")
        admin(server, f"DROP ROLE {name}")
