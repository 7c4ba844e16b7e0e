"""What can go wrong, by what a person can do about it."""


class ListeningError(Exception):
    """Anything Earwitness refuses or fails to do; the message says what to do next."""


class ConfigError(ListeningError):
    """The configuration or the command is wrong: names the key, what was found, what is allowed."""


class SourceUnavailable(ListeningError):
    """A source did not answer; try again later."""


class SourceRefused(ListeningError):
    """A source refused: credentials, permission, or a file that is not what it was said to be."""


class SchemaDrift(ListeningError):
    """A source changed shape: a mandatory field is gone, or a new kind of record came."""


class WorkspaceBusy(ListeningError):
    """Another run holds this workspace."""


class ModelError(ListeningError):
    """A .sql file failed; names the file and the first line of DuckDB's message."""


class CheckFailed(ListeningError):
    """A check returned rows; shows the first three."""


class RenderError(ListeningError):
    """A report could not be written."""


class DeliveryError(ListeningError):
    """A report could not be sent."""
