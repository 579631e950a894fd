"""What the views share: the services behind them and the documents of their errors."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeVar, cast

from flask import current_app, g
from flask_smorest import Blueprint

from service.bootstrap import Services
from service.usecases.record import Action
from service.web.parsing import StrictParser

View = TypeVar("View", bound=Callable[..., Any])
_EXTENSION = "claims"


class Resource(Blueprint):  # type: ignore[misc]
    """A blueprint whose requests are read strictly and whose errors are documented as problems."""

    ARGUMENTS_PARSER = StrictParser()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._prepare_doc_cbks.append(_join_parameters)

    def problems(self, *statuses: int) -> Callable[[View], View]:
        """Document that a view can fail with these statuses, besides those that every view can."""

        def decorate(view: View) -> View:
            for status in sorted({*statuses, 401, 403, 429, 500, 503}):
                view = self.alt_response(status, response=HTTPStatus(status).name)(view)
            return view

        return decorate


def _join_parameters(doc: dict[str, Any], doc_info: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Put the headers that a view's `doc` names beside the parameters of its shapes, not in their place."""
    named = doc_info.get("manual_doc", {}).pop("parameters", [])
    return {**doc, "parameters": [*doc.get("parameters", []), *named]} if named else doc


def bind(app: Any, services: Services) -> None:
    """Give the views of `app` their services."""
    app.extensions[_EXTENSION] = services


def services() -> Services:
    """The services of the running app."""
    return cast(Services, current_app.extensions[_EXTENSION])


def action() -> Action:
    """Who makes the request: the name of its key; and when."""
    return Action(actor=cast(str, g.actor), now=services().clock.now())
