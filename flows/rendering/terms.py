"""The words that SQL and the reading of posts give, which a report says in its own language.

A term is said with `term(text, domain)`. A text that its domain does not list stays what it is: a
topic of the user's own, a name of a source.
"""

from flows.text.topics import shipped_topics

TERMS: dict[str, tuple[str, ...]] = {
    "topic": tuple(topic.name for topic in shipped_topics()),
}
