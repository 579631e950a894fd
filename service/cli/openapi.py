"""`claims openapi`: the API's document, from the code."""

from typing import Any

import click
import yaml

from service.bootstrap import make_services
from service.config import Settings
from service.serving.app import limits_of
from service.web.api import make_app, openapi


@click.command("openapi")
def openapi_command() -> None:
    """Print the OpenAPI document of this release as YAML."""
    click.echo(document(), nl=False)


def document() -> str:
    """The document's text as it stands in openapi.yaml. No database is asked."""
    settings = Settings()
    app = make_app(make_services(settings, "postgresql://unused"), limits_of(settings))
    return yaml.dump(openapi(app), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)


class _Dumper(yaml.SafeDumper):
    """YAML for people: texts of several lines as blocks, and each thing written out where it stands."""

    def ignore_aliases(self, data: Any) -> bool:
        """No anchors: editors and generators of other languages stumble over them."""
        return True


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _represent_text)
