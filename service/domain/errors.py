"""The facts that can go wrong, named. Each carries what its reader needs; none knows how it is shown."""

from collections.abc import Sequence


class ClaimsError(Exception):
    """The root of every error that the service raises on purpose."""

    def __str__(self) -> str:
        """The error's own words, or else the fact that its class is named for."""
        return super().__str__() or (type(self).__doc__ or "").partition(".")[0]


class ArticleNotFound(ClaimsError):
    """No article has this id."""


class ArticleWithdrawn(ClaimsError):
    """An article with this text or this URL was withdrawn, and is not taken again."""


class ClaimNotFound(ClaimsError):
    """No claim has this id."""


class ClaimWithdrawn(ClaimsError):
    """The article that stated the claim was withdrawn: nothing is left of it to take up or to correct."""


class LinkNotFound(ClaimsError):
    """The two claims are not linked."""


class LinkKnown(ClaimsError):
    """The two claims are linked already: unlink them first."""


class MovesAnother(ClaimsError):
    """The claim moves another claim already, and it moves one at most."""


class MovedAlready(ClaimsError):
    """Another claim moves that claim already: link to the newest of its thread."""


class StaysLinked(ClaimsError):
    """The claim contradicts another claim of that speaker: unlink them first."""


class StatementNotFound(ClaimsError):
    """No statement has this id, or it is found no more."""


class StatementTracked(ClaimsError):
    """The statement has a claim already."""


class StatementNoOutcome(ClaimsError):
    """The statement states a result, of which no claim can be made."""


class ProposalNotFound(ClaimsError):
    """The claim has no proposal with this id that waits."""


class EvidenceKnown(ClaimsError):
    """The claim has this statement as evidence already."""


class EntityNotFound(ClaimsError):
    """No person or body has this id."""


class EntityMerged(ClaimsError):
    """The entity counts as another, into which it was merged."""


class AliasTaken(ClaimsError):
    """Another entity is called so."""


class WikidataIdTaken(ClaimsError):
    """Another entity has this id of Wikidata."""


class FeedAddressNotFound(ClaimsError):
    """No secret address of feeds has this id, or none that lives has this secret."""


class KeyNotFound(ClaimsError):
    """No API key has this id."""


class KeyNameTaken(ClaimsError):
    """Another key that is in force has this name, in some case of letters."""


class LastAdminKey(ClaimsError):
    """It is the last key in force with the scope admin: make another before it is revoked."""


class MemberNotFound(ClaimsError):
    """No member has this id."""


class MemberLeft(ClaimsError):
    """The member has left, which is for good."""


class MemberNameTaken(ClaimsError):
    """Another member has this name, in some case of letters."""


class MailTaken(ClaimsError):
    """Another member has this mail address, in some case of letters."""


class MemberNeeded(ClaimsError):
    """A resolution takes two members here, and the key is a job's, which decides nothing: propose instead."""


class SecondMemberNeeded(ClaimsError):
    """A resolution takes two members here: one other than the member who decided first has to accept it."""


class LeaseNotFound(ClaimsError):
    """No lease has this id, or it has ended."""


class NotLeaseHolder(ClaimsError):
    """Another key holds this lease."""


class JobNotFound(ClaimsError):
    """No job that this key has asked for has this id."""


class JobAbandoned(ClaimsError):
    """The job was tried again and again, and never came to its end."""


class WebhookNotFound(ClaimsError):
    """No webhook has this id."""


class SecretKeyMissing(ClaimsError):
    """There is no key to encrypt secrets with: set CLAIMS_SECRET_KEYS_FILE or CLAIMS_SECRET_KEYS."""


class SecretUnreadable(ClaimsError):
    """The secret is encrypted with a key that is not among CLAIMS_SECRET_KEYS."""


class DeliveryNotFound(ClaimsError):
    """This webhook has no delivery with this id."""


class WebhookDisabled(ClaimsError):
    """The webhook is disabled, so nothing is sent to it."""


class IllegalMove(ClaimsError):
    """The status table does not let this move start from the claim's status."""

    def __init__(self, *, move: str, status: str, allowed: Sequence[str]) -> None:
        self.move, self.status, self.allowed = move, status, allowed
        super().__init__(f"a claim that is {status} cannot {move}: it must be {' or '.join(allowed)}")


class StaleVersion(ClaimsError):
    """The claim, or the member, has changed since the version that the caller had read."""

    def __init__(self, current: int) -> None:
        self.current = current
        super().__init__(f"it is at version {current} now")


class InvalidValue(ClaimsError):
    """A value has the right type but cannot be true. `field` names it."""

    def __init__(self, field: str, message: str) -> None:
        self.field, self.message = field, message
        super().__init__(f"{field}: {message}")


class InvalidCursor(ClaimsError):
    """The cursor was not made by this service for this list."""


class StoreUnavailable(ClaimsError):
    """The database cannot be reached, or took too long. Nothing was stored; trying again later is safe."""


class IdempotencyMismatch(ClaimsError):
    """The idempotency key has come before with another request."""


class IdempotencyInFlight(ClaimsError):
    """The request with this idempotency key is at work."""


class ReadingTooLong(ClaimsError):
    """The text takes longer to read than the service reads one text. Nothing was stored."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(f"the text takes more than {seconds:g} seconds to read; send it in parts")


class TextTooLarge(ClaimsError):
    """The text is over the limit. Both figures are bytes of UTF-8."""

    def __init__(self, *, size: int, limit: int) -> None:
        self.size, self.limit = size, limit
        super().__init__(f"the text has {size:,} bytes; at most {limit:,} are read")


class LanguageUnsupported(ClaimsError):
    """The text is not in English, and no other language is read."""
