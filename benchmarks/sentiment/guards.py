"""What looks right and is not: topics learnt as opinions, names that carry a tone.

python -m benchmarks.sentiment.guards --labels FOLDER [--model FILE]
"""

import argparse
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

from benchmarks.sentiment.sources import LABELS
from flows.text.sentiment.linear import CLASSES, MODEL, LinearEngine

Floats = npt.NDArray[np.float64]

NAMES = (
    *("Xbox", "PlayStation", "Nintendo", "Sony", "Microsoft", "Apple", "Google", "Amazon"),
    *("Samsung", "Netflix", "Tesla", "Toyota", "BMW", "Starbucks", "Nike", "Adidas", "Walmart"),
    *("Ikea", "Facebook", "Twitter", "Uber", "Verizon", "Comcast", "Delta", "Trump", "Messi"),
    *("Israel", "Islam", "Bieber", "Lufthansa", "Vodafone", "Kindle", "iPhone", "Android"),
    *("Windows", "Zelda", "Telekom", "Bosch", "Lidl", "Adidas", "O2", "PS4"),
)
SAYINGS = (
    "I bought a {} yesterday and it arrived today",
    "The {} is not bad at all",
    "{} support never answers, terrible",
    "Really love my {}",
    "Anyone know when {} opens tomorrow?",
)


def main() -> None:
    """Print how much a name sways a saying, and the recall on a subject not learnt."""
    parser = argparse.ArgumentParser(description="Look for what the model should not have learnt.")
    parser.add_argument("--labels", type=Path, required=True, help="folder of airline_dev.parquet")
    parser.add_argument("--model", type=Path, default=MODEL)
    told = parser.parse_args()
    engine = LinearEngine(told.model)
    sway = np.array([_sway(engine, saying) for saying in SAYINGS])
    saying, name = np.unravel_index(sway.argmax(), sway.shape)
    print(
        f"names: {sway.mean():.3f} of the scale from -1 to 1 on average, "
        f"{sway.mean(axis=1).max():.3f} in the saying swayed most, {sway.max():.3f} at most "
        f"(`{SAYINGS[saying].format(NAMES[name])}`)"
    )
    for language in engine.languages:
        leans = _leans(engine, language)
        print(f"a name alone, {language}: {leans.max():.3f} at most (`{NAMES[leans.argmax()]}`)")
    recall = _recall(engine, pl.read_parquet(told.labels / "airline_dev.parquet"))
    shown = ", ".join(
        f"{name} {100 * share:.1f}" for name, share in zip(CLASSES, recall, strict=True)
    )
    print(f"airlines: macro recall {100 * np.mean(recall):.1f} ({shown})")


def _sway(engine: LinearEngine, saying: str) -> Floats:
    """Return how far scores lie from their mean when only the name in a saying changes."""
    scores = _scores(engine, [saying.format(name) for name in NAMES], "en")
    return np.asarray(np.abs(scores - scores.mean()))


def _leans(engine: LinearEngine, language: str) -> Floats:
    """Return how far a name alone is from what is said of no text."""
    scores = _scores(engine, ["", *NAMES], language)
    return np.asarray(np.abs(scores[1:] - scores[0]))


def _scores(engine: LinearEngine, texts: list[str], language: str) -> Floats:
    chances = engine.probabilities(texts, language)
    return np.asarray(chances[:, 2] - chances[:, 0])


def _recall(engine: LinearEngine, tweets: pl.DataFrame) -> list[float]:
    answers = engine.probabilities(tweets["text"].to_list(), "en").argmax(axis=1)
    classes = tweets["label"].replace_strict(LABELS, return_dtype=pl.Int64).to_numpy()
    return [float((answers[classes == kind] == kind).mean()) for kind in range(len(CLASSES))]


if __name__ == "__main__":
    main()
