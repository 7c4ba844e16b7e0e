"""The transformer engine: any text-classification model of the `transformers` package, as an extra.

The model is loaded by a local path or its name on a hub, once, when the first text is judged. Its
probabilities are summed into the three classes by the labels' names; the score is the probability
of positive minus that of negative.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from flows.errors import ConfigError
from flows.text.sentiment.opinion import Opinion, Sentiment

CLASSES: tuple[Sentiment, ...] = ("negative", "neutral", "positive")
EXTRA = "earwitness[transformer]"

_PACKAGES = ("torch", "transformers")
_HUB_NAME = r"[A-Za-z0-9][\w.-]*(/[A-Za-z0-9][\w.-]*)?"
_MOST_TOKENS = 512
# What models commonly call the classes.
_KNOWN: dict[str, Sentiment] = {
    "negative": "negative",
    "neg": "negative",
    "neutral": "neutral",
    "neu": "neutral",
    "positive": "positive",
    "pos": "positive",
}


class TransformerSettings(BaseModel):
    """Which model judges, and how: `[understanding.transformer]`."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, use_attribute_docstrings=True, protected_namespaces=()
    )

    model: str = Field(min_length=1)
    """Folder of a model, or its name on the hub."""
    revision: str | None = None
    """Commit or tag of a model on the hub; without one the newest counts when it is fetched."""
    labels: dict[str, Literal["negative", "neutral", "positive"]] = {}
    """The class that each of the model's labels means, such as { LABEL_0 = "negative" }."""
    languages: list[str] | None = None
    """Codes of the languages it reads; posts in others are unknown. Without it, any."""
    batch_size: int = Field(default=32, ge=1)
    """Posts judged at a time."""
    device: str = Field(default="auto", examples=["cpu", "cuda:0"])
    """Where it runs; `auto` takes the first graphics card, else the processor."""


class TransformerEngine:
    """Judges texts by a text-classification model."""

    def __init__(self, settings: TransformerSettings) -> None:
        self._settings = settings

    @property
    def name(self) -> str:
        """`transformer`, the model's name and which of its versions, without loading it.

        A local folder's version is a digest of its configuration and of its files' sizes.
        """
        folder = Path(self._settings.model)
        if not folder.is_dir():
            return " ".join(
                filter(None, ("transformer", self._settings.model, self._settings.revision))
            )
        told = blake2b(digest_size=4)
        for path in sorted(folder.iterdir()):
            told.update(f"{path.name} {path.stat().st_size}\n".encode())
            if path.name == "config.json":
                told.update(path.read_bytes())
        return f"transformer {folder.name} {told.hexdigest()}"

    @property
    def identity(self) -> str:
        """The name, which tells the version."""
        return self.name

    def check(self) -> str:
        """Try whether the engine can work, a local model by loading it; say what was tried.

        Raises:
            ConfigError: the extra is not installed, or there is no such folder or no model in it.

        """
        model = self._settings.model
        if missing := [name for name in _PACKAGES if find_spec(name) is None]:
            raise _not_installed(missing)
        if Path(model).is_dir():
            _ = self._model
            return f"the model in `{model}` is loaded"
        if not re.fullmatch(_HUB_NAME, model):
            raise ConfigError(
                f"`understanding.transformer.model`: `{model}` is no folder, and no name on the "
                "hub, which looks like `owner/model`."
            )
        return f"`{model}` is no folder here; the hub is asked for it when posts are understood"

    def score(self, texts: Sequence[str], languages: Sequence[str]) -> list[Opinion | None]:
        """Judge each text in a language that it reads.

        Raises:
            ConfigError: the extra is not installed, the model cannot be loaded, or its labels are
                not told.

        """
        reads = self._settings.languages
        known = [place for place, one in enumerate(languages) if (reads is None or one in reads)]
        opinions: list[Opinion | None] = [None] * len(texts)
        # Texts of like length together: the shorter ones of a batch are padded to the longest.
        known.sort(key=lambda place: len(texts[place]))
        for start in range(0, len(known), self._settings.batch_size):
            places = known[start : start + self._settings.batch_size]
            judged = self._model.judge([texts[place] for place in places])
            for place, opinion in zip(places, judged, strict=True):
                opinions[place] = opinion
        return opinions

    @cached_property
    def _model(self) -> "_Model":
        return _Model(self._settings)


def _not_installed(packages: Sequence[str]) -> ConfigError:
    listed = " and ".join(f"`{name}`" for name in packages)
    return ConfigError(
        f"The engine `transformer` needs {listed}, not installed here: `pip install '{EXTRA}'`."
    )


class _Model:
    """A loaded model, and the class of each of its labels."""

    def __init__(self, settings: TransformerSettings) -> None:
        try:
            import torch  # noqa: PLC0415 - an extra, and seconds to load
            from transformers import (  # noqa: PLC0415
                AutoModelForSequenceClassification,
                AutoTokenizer,
            )
        except ImportError:
            raise _not_installed(_PACKAGES) from None
        self._torch: Any = torch
        where = {"revision": settings.revision} if settings.revision else {}
        try:
            self._tokenizer: Any = AutoTokenizer.from_pretrained(settings.model, **where)
            self._network: Any = AutoModelForSequenceClassification.from_pretrained(
                settings.model, **where
            )
            self._device = self._torch.device(self._chosen(settings.device))
            self._network.to(self._device).eval()
        except (OSError, ValueError, RuntimeError) as error:
            raise ConfigError(
                f"`understanding.transformer.model`: `{settings.model}` cannot be loaded: "
                f"{str(error).splitlines()[0]}"
            ) from None
        self._classes = _classes(self._network.config.id2label, settings)
        self._most = min(self._tokenizer.model_max_length, self._room(), _MOST_TOKENS)

    def judge(self, texts: list[str]) -> Iterator[Opinion]:
        """Yield what the model says of each text."""
        read = self._tokenizer(
            texts, padding=True, truncation=True, max_length=self._most, return_tensors="pt"
        ).to(self._device)
        with self._torch.inference_mode():
            chances = self._network(**read).logits.softmax(dim=-1).tolist()
        for row in chances:
            summed = dict.fromkeys(CLASSES, 0.0)
            for kind, chance in zip(self._classes, row, strict=True):
                summed[kind] += chance
            likeliest = max(CLASSES, key=lambda kind: summed[kind])
            yield Opinion(likeliest, summed["positive"] - summed["negative"], None)

    def _chosen(self, device: str) -> str:
        if device != "auto":
            return device
        return "cuda" if self._torch.cuda.is_available() else "cpu"

    def _room(self) -> int:
        """Return how many tokens the network can read; RoBERTa keeps two places for itself."""
        places = getattr(self._network.config, "max_position_embeddings", _MOST_TOKENS)
        return int(places) - 2


def _classes(named: dict[int, str], settings: TransformerSettings) -> list[Sentiment]:
    """Return the class of each output of a model.

    Raises:
        ConfigError: a label is not told, or one told is none of the model's.

    """
    told = {label.lower(): kind for label, kind in settings.labels.items()}
    labels = [named[place] for place in sorted(named)]
    listed = ", ".join(f"`{label}`" for label in labels)
    if strange := sorted(told.keys() - {label.lower() for label in labels}):
        raise ConfigError(
            f"`understanding.transformer.labels`: found `{strange[0]}`; the labels of "
            f"`{settings.model}` are {listed}."
        )
    known: dict[str, Sentiment] = {**_KNOWN, **told}
    if silent := [label for label in labels if label.lower() not in known]:
        raise ConfigError(
            f"`understanding.transformer.labels`: nothing says what `{silent[0]}` means. The "
            f"labels of `{settings.model}` are {listed}; map each, as in "
            f'`labels = {{ {silent[0]} = "negative" }}`.'
        )
    return [known[label.lower()] for label in labels]
