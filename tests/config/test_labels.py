"""What `[[topics]]` and `[[routing]]` mean, and how their faults are told."""

import pytest

from flows.errors import ConfigError
from flows.text.labels import Labels
from flows.text.routing import Route
from flows.text.topics import TopicQuery
from flows.text.understanding import understanding_id
from tests.config.samples import WHOLE, config

TOPIC = """
[[topics]]
id = "range"
name = "Range"
query = "battery OR range"
"""
ROUTE = """
[[routing]]
department = "Engineers"
topics = ["range"]
intents = ["complaint"]
languages = ["de"]
sentiments = ["negative"]
"""


def refused(toml: str) -> str:
    """Return what is said of a configuration with something added."""
    with pytest.raises(ConfigError) as fault:
        config(WHOLE + toml)
    return str(fault.value)


def test_the_shipped_labels_are_the_default():
    """A configuration that names neither gets the taxonomy and the routes that are shipped."""
    assert Labels() == config(WHOLE).labels


def test_configured_topics_and_routes_take_their_place():
    """What is configured replaces all of what is shipped."""
    labels = config(WHOLE + TOPIC + ROUTE).labels

    assert (TopicQuery("range", "Range", "battery OR range"),) == labels.topics
    assert (
        Route("Engineers", ("range",), ("complaint",), ("de",), ("negative",)),
    ) == labels.routes


def test_no_topics_is_a_choice():
    """An empty list finds nothing, and history is read anew when that changes."""
    none, shipped = config("topics = []\n" + WHOLE), config(WHOLE)

    assert () == none.labels.topics
    assert understanding_id([], labels=none.labels) != understanding_id([], labels=shipped.labels)


def test_a_topic_that_cannot_be_read_is_shown():
    """The query of a topic is refused with the same caret as the query of a brand."""
    said = refused(TOPIC.replace("battery OR range", "battery OR"))

    assert "`topics.range.query`: found `battery OR`; the query cannot be read" in said
    assert "^" in said


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('["range"]', '["rage"]', "the topic `rage`; no topic has this id, there are: range"),
        ('["complaint"]', '["complain"]', "`routing[0].intents[0]`: found `complain`"),
        ('["de"]', '["German"]', "found `German`; a language is a code such as `de`"),
    ],
)
def test_a_route_asks_for_what_there_is(old, new, says):
    """A topic that nobody configured, an intent that nobody finds, a language's name."""
    assert says in refused(TOPIC + ROUTE.replace(old, new))


def test_a_topic_is_named_once():
    """Two topics of one id could not be told apart."""
    assert "`topics`: the id `range` is used twice" in refused(TOPIC + TOPIC)
