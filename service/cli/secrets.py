"""What commands do about the stored secrets of webhooks, and what they say of those that are not safe."""

import click

from service.bootstrap import Services
from service.cli.output import EXIT_REFUSED, fail
from service.domain.errors import SecretKeyMissing, SecretUnreadable
from service.store.database import Database
from service.store.secretbox import AtRest, SecretBox
from service.usecases.secrets import renew_secrets, survey_secrets


def encrypt_secrets(database: Database, box: SecretBox) -> None:
    """Encrypt what is plain or under an older key, and say on stderr what cannot be."""
    try:
        renewed = renew_secrets(database, box)
    except (SecretKeyMissing, SecretUnreadable):
        for fault in secret_faults(database, box):
            click.echo(f"claims: warning: {fault}", err=True)
        return
    if renewed:
        click.echo(f"{renewed} webhook secrets encrypted with the newest key", err=True)


def secret_faults(database: Database, box: SecretBox) -> list[str]:
    """A sentence for each way in which stored secrets are not as they should be."""
    found = survey_secrets(database, box)
    faults = []
    if plain := found[AtRest.PLAIN]:
        faults.append(
            f"{plain} webhook secrets are stored readable: set CLAIMS_SECRET_KEYS_FILE (`openssl rand -base64 32` makes"
            " a key) and run `claims db rotate-secrets`"
        )
    if unreadable := found[AtRest.UNREADABLE]:
        faults.append(
            f"{unreadable} webhook secrets are encrypted with a key that is not in CLAIMS_SECRET_KEYS_FILE: add it, or"
            " give those webhooks new secrets with `claims webhooks rotate`"
        )
    return faults


def rotate_secrets(services: Services) -> int:
    """How many secrets were encrypted anew; ends the program where one cannot be."""
    try:
        return renew_secrets(services.database, services.secrets)
    except (SecretKeyMissing, SecretUnreadable) as error:
        faults = secret_faults(services.database, services.secrets)
        fail("\n".join(["nothing was changed:", *faults]) if faults else str(error), EXIT_REFUSED)
