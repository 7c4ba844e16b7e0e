"""What looks right and is not: topics learnt as opinions, names that carry a tone.

python -m benchmarks.sentiment.guards --labels FOLDER [--model FILE]
"""

import argparse
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.sentiment.sources import LABELS
from flows.text.sentiment.linear import CLASSES, MODEL, LinearEngine

NAMES = (
    *("Xbox", "PlayStation", "Nintendo", "Sony", "Microsoft", "Apple", "Google", "Amazon"),
    *("Samsung", "Netflix", "Tesla", "Toyota", "BMW", "Starbucks", "Nike", "Adidas", "Walmart"),
    *("Ikea", "Facebook", "Twitter", "Uber", "Verizon", "Comcast", "Delta", "Trump", "Messi"),
    *("Israel", "Islam", "Bieber", "Lufthansa", "Vodafone", "Kindle", "iPhone", "Android"),
    *("Windows", "Zelda"),
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
    sway = [_sway(engine, saying) for saying in SAYINGS]
    print(
        f"names: {np.mean(sway):.3f} of the scale from -1 to 1 on average, {max(sway):.3f} at most"
    )
    recall = _recall(engine, pl.read_parquet(told.labels / "airline_dev.parquet"))
    shown = ", ".join(
        f"{name} {100 * share:.1f}" for name, share in zip(CLASSES, recall, strict=True)
    )
    print(f"airlines: macro recall {100 * np.mean(recall):.1f} ({shown})")


def _sway(engine: LinearEngine, saying: str) -> float:
    """Return how far scores lie from their mean when only the name in a saying changes."""
    chances = engine.probabilities([saying.format(name) for name in NAMES], "en")
    scores = chances[:, 2] - chances[:, 0]
    return float(np.abs(scores - scores.mean()).mean())


def _recall(engine: LinearEngine, tweets: pl.DataFrame) -> list[float]:
    answers = engine.probabilities(tweets["text"].to_list(), "en").argmax(axis=1)
    classes = tweets["label"].replace_strict(LABELS, return_dtype=pl.Int64).to_numpy()
    return [float((answers[classes == kind] == kind).mean()) for kind in range(len(CLASSES))]


if __name__ == "__main__":
    main()
