"""Why there is no database to work on. The messages say what to do; importing this costs nothing."""


class EmbeddedUnavailable(Exception):
    """The embedded server cannot be started here, or does not stay up."""


class SchemaRefused(Exception):
    """The database is not one that this release can upgrade or work on; nothing was changed."""
