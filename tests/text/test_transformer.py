"""A text-classification model as an engine: a tiny one, made here with random weights."""

import importlib.util
import json
import subprocess
import sys

import pytest

from flows.errors import ConfigError
from flows.text.sentiment import Opinion
from flows.text.sentiment.transformer import TransformerEngine, TransformerSettings

WORDS = ("good", "bad", "the", "phone", "is", "gut", "schlecht")
LABELS = {"LABEL_0": "negative", "LABEL_1": "neutral", "LABEL_2": "positive"}

needs_extra = pytest.mark.skipif(
    not all(importlib.util.find_spec(name) for name in ("torch", "transformers")),
    reason="the extra `transformer` is not installed",
)


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    """Write a BERT of one small layer, with random weights, and return its folder."""
    pytest.importorskip("torch").manual_seed(1)
    transformers = pytest.importorskip("transformers")
    folder = tmp_path_factory.mktemp("tiny")
    vocabulary = folder / "vocab.txt"
    vocabulary.write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS]))
    transformers.BertTokenizer(str(vocabulary)).save_pretrained(folder)
    shape = transformers.BertConfig(
        vocab_size=12, hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=16, max_position_embeddings=24, num_labels=3,
    )  # fmt: skip
    transformers.BertForSequenceClassification(shape).save_pretrained(folder)
    return folder


def settings(model, **given):
    """Return settings for the tiny model on the processor."""
    return TransformerSettings(**{"model": str(model), "labels": LABELS, "device": "cpu", **given})


def judged(engine: TransformerEngine, texts: list[str]) -> list[Opinion]:
    """Return an opinion of each text: it reads them all."""
    opinions = [one for one in engine.score(texts, ["en"] * len(texts)) if one]
    assert len(texts) == len(opinions)
    return opinions


@needs_extra
@pytest.mark.slow
def test_texts_are_judged_in_batches_as_alone(model):
    """A text's opinion is the model's, whatever stands beside it in a batch, and in its place."""
    texts = ["good phone", "", "the phone is bad " * 30, "schlecht", "gut"]
    one_by_one = TransformerEngine(settings(model, batch_size=1))
    together = TransformerEngine(settings(model, batch_size=3))

    alone, batched = (judged(engine, texts) for engine in (one_by_one, together))

    assert [one.sentiment for one in alone] == [one.sentiment for one in batched]
    assert [one.score for one in alone] == pytest.approx([one.score for one in batched], abs=1e-5)
    assert all(-1 <= one.score <= 1 for one in batched)


@needs_extra
@pytest.mark.slow
def test_labels_are_mapped_by_the_configuration(model):
    """Turning the mapping round turns every opinion round; labels of one class are summed."""
    turned = {"LABEL_0": "positive", "LABEL_1": "neutral", "LABEL_2": "negative"}
    texts = ["good", "bad", "the phone"]

    plain = judged(TransformerEngine(settings(model)), texts)
    reverse = judged(TransformerEngine(settings(model, labels=turned)), texts)
    lumped = TransformerEngine(settings(model, labels=dict.fromkeys(LABELS, "neutral")))

    assert [one.score for one in plain] == pytest.approx([-one.score for one in reverse])
    assert ["neutral"] * 3 == [one.sentiment for one in judged(lumped, texts)]


@needs_extra
@pytest.mark.slow
def test_a_language_that_it_does_not_read_is_unknown(model):
    """Languages may be limited; without a limit every text is judged."""
    limited = TransformerEngine(settings(model, languages=["de"]))

    found = limited.score(["gut", "good"], ["de", "en"])

    assert found[0] is not None
    assert found[1] is None
    assert None not in TransformerEngine(settings(model)).score(["gut", "good"], ["de", "und"])


@needs_extra
@pytest.mark.slow
@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"labels": {}}, "nothing says what `LABEL_0` means"),
        ({"labels": {**LABELS, "LABEL_9": "negative"}}, "found `label_9`"),
        ({"device": "gpu7"}, "cannot be loaded"),
    ],
)
def test_what_is_wrong_is_told(model, given, said):
    """A wrong mapping names the model's labels, and a device that is none is told."""
    with pytest.raises(ConfigError, match=said):
        TransformerEngine(settings(model, **given)).score(["good"], ["en"])


@needs_extra
@pytest.mark.slow
def test_a_folder_that_is_no_model(tmp_path):
    """What cannot be loaded is named."""
    (tmp_path / "config.json").write_text("{}")

    with pytest.raises(ConfigError, match="cannot be loaded"):
        TransformerEngine(settings(tmp_path)).score(["good"], ["en"])


@needs_extra
@pytest.mark.slow
def test_a_check_loads_a_local_model(model, tmp_path):
    """A folder is loaded, a name of the hub is not asked for, anything else is refused."""
    assert "is loaded" in TransformerEngine(settings(model)).check()
    assert "the hub is asked" in TransformerEngine(settings("acme/tone")).check()
    with pytest.raises(ConfigError, match="is no folder, and no name on the hub"):
        TransformerEngine(settings("/nonexistent/model")).check()
    with pytest.raises(ConfigError, match="cannot be loaded"):
        TransformerEngine(settings(tmp_path)).check()


def test_without_the_extra_the_way_out_is_told(tmp_path):
    """Where the packages are missing, the message says what to install."""
    program = (
        "import sys; sys.modules['torch'] = None\n"
        "from flows.text.sentiment.transformer import TransformerEngine, TransformerSettings\n"
        "from flows.errors import ConfigError\n"
        "try: TransformerEngine(TransformerSettings(model='x')).score(['good'], ['en'])\n"
        "except ConfigError as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert "pip install 'earwitness[transformer]'" in done.stdout


def test_the_name_tells_models_apart(tmp_path):
    """A folder's name holds a digest that changes with it; a hub's model its revision."""
    hub = TransformerSettings(model="acme/tone", revision="v2")
    assert "transformer acme/tone v2" == TransformerEngine(hub).name

    (tmp_path / "config.json").write_text(json.dumps({"labels": 3}))
    before = TransformerEngine(settings(tmp_path)).name
    assert before == TransformerEngine(settings(tmp_path)).name
    (tmp_path / "model.safetensors").write_bytes(b"weights")
    assert before != TransformerEngine(settings(tmp_path)).name
