"""The names of languages, in the language of the report."""

from flows.rendering.words import say, spoken


def language_name(code: str) -> str:
    """Return a language's name; the code itself where it has none, such as `xx`."""
    if code == "und":
        return say("not known")
    return str(spoken().locale.languages.get(code, code))
