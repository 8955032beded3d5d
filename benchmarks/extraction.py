"""How well `skillkit.extract` finds skills: MRR on labelled sentences, silence on sentences without a skill, and speed.

    python benchmarks/extraction.py [--data ../shared/data] [--json] [--fit]

Data (not ours, never copied; test use only): TECH and HOUSE validation splits labelled with ESCO 1.1.0, SkillSpan dev
for sentences without a skill. One query per distinct sentence; a sentence without a label in ESCO is left out.
`--fit` prints constants for `calibration.py`, fitted on SkillSpan *train*.
"""

import argparse
import csv
import json
import time
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from skillmark.skillkit.extract import NgramExtractor, labels_of
from skillmark.skillkit.extract import ngram as engine
from skillmark.skillkit.extract.calibration import features
from skillmark.skillkit.graph import read_esco

Queries = list[tuple[str, set[str]]]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, default=Path(__file__).resolve().parents[2] / "shared" / "data")
    arguments.add_argument("--json", action="store_true")
    arguments.add_argument("--fit", action="store_true")
    chosen = arguments.parse_args()
    if not (chosen.data / "esco").is_dir():
        raise SystemExit("The benchmark data is not there. Name its folder with --data.")
    release = read_esco(chosen.data / "esco" / "esco110_en.zip", chosen.data / "esco" / "esco110_rel.zip")
    begin = time.perf_counter()
    extractor = NgramExtractor.build(labels_of(release.skills))
    build_s = time.perf_counter() - begin
    if chosen.fit:
        print(json.dumps(fit(extractor, chosen.data / "extraction-benchmarks"), indent=1))
        return
    results = measure(extractor, chosen.data / "extraction-benchmarks") | {"build_s": round(build_s, 2)}
    print(
        json.dumps(results) if chosen.json else "\n".join(f"{name:<34}{value:>10}" for name, value in results.items())
    )


def measure(extractor: NgramExtractor, folder: Path) -> dict[str, float]:
    results: dict[str, float] = {}
    for name in ("tech", "house"):
        ranks = [rank_of(extractor, sentence, gold) for sentence, gold in queries(extractor, folder, name)]
        reciprocal = 1.0 / np.array(ranks)
        low, high = interval(reciprocal)
        results |= {
            f"{name} queries": len(ranks),
            f"{name} MRR": round(float(reciprocal.mean()), 3),
            f"{name} MRR 95 % low": low,
            f"{name} MRR 95 % high": high,
        }
    silent, speaking = without_skill(folder / "skillspan_dev.json")
    results["dev sentences without a skill"] = len(silent)
    results["of these with a mention, share"] = round(float(np.mean([bool(extractor.extract(s)) for s in silent])), 3)
    results["dev sentences with a skill"] = len(speaking)
    results["of those with a mention, share"] = round(float(np.mean([bool(extractor.extract(s)) for s in speaking])), 3)
    advert = advert_of(2_000, speaking + silent)
    begin = time.perf_counter()
    extractor.extract(advert)
    results["2,000 words, s"] = round(time.perf_counter() - begin, 3)
    return results


def queries(extractor: NgramExtractor, folder: Path, name: str) -> Queries:
    """Distinct sentences with the URIs of their labels."""
    by_label = {label.label.lower(): label.uri for label in extractor.index.labels}
    found: dict[str, set[str]] = {}
    with (folder / f"{name}_validation_annotations.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            gold = found.setdefault(row["sentence"], set())
            if row["label"].lower() in by_label:
                gold.add(by_label[row["label"].lower()])
    return [(sentence, gold) for sentence, gold in found.items() if gold]


def rank_of(extractor: NgramExtractor, sentence: str, gold: set[str]) -> int:
    """The rank of the best gold label among all, in the order that `rank` gives."""
    ranked = extractor.rank(sentence, len(extractor.index.labels))
    return next((place for place, one in enumerate(ranked, start=1) if one.uri in gold), len(extractor.index.labels))


def interval(values: Any) -> tuple[float, float]:
    """Bootstrapped 95 % interval of the mean, 2,000 resamples, seed 0."""
    source = np.random.default_rng(0)
    means = source.choice(values, (2_000, len(values))).mean(axis=1)
    return round(float(np.quantile(means, 0.025)), 3), round(float(np.quantile(means, 0.975)), 3)


def without_skill(path: Path) -> tuple[list[str], list[str]]:
    """Sentences of SkillSpan with nothing tagged, and those with something."""
    silent, speaking = [], []
    with path.open(encoding="utf-8") as file:
        for line in file:
            entry = json.loads(line)
            tags = {*entry["tags_skill"], *entry["tags_knowledge"]}
            (silent if tags == {"O"} else speaking).append(" ".join(entry["tokens"]))
    return silent, speaking


def advert_of(words: int, pieces: list[str]) -> str:
    """A text of about so many words."""
    text: list[str] = []
    while sum(len(piece.split()) for piece in text) < words:
        text.append(pieces[len(text) % len(pieces)])
    return "\n".join(text)


def fit(extractor: NgramExtractor, folder: Path, sentences: int = 800) -> dict[str, float]:
    """Logistic regression: does the window lie on words that an annotator tagged as skill or knowledge?

    Per sentence the three nearest names' windows of a random sample (seed 0) of SkillSpan train.
    """
    entries = [json.loads(line) for line in (folder / "skillspan_train.json").open(encoding="utf-8")]
    rows: list[list[float]] = []
    truth: list[float] = []
    for at in np.random.default_rng(0).permutation(len(entries))[:sentences]:
        text, tagged = tagged_text(entries[at])
        for window, size, start, end in sorted(candidates(extractor, text), key=lambda one: -one[0])[:3]:
            rows.append([window, size])
            truth.append(float(2 * sum(tagged[start:end]) >= end - start))
    x, y = features(*np.array(rows).T), np.array(truth)

    def loss(weights: Any) -> float:
        moved = x @ weights
        return float(np.logaddexp(0.0, moved).sum() - y @ moved)

    weights = minimize(loss, np.zeros(4), method="BFGS").x
    names = ("INTERCEPT", "WINDOW", "EXACT", "LENGTH")
    fitted = {name: round(float(value), 2) for name, value in zip(names, weights, strict=True)}
    return fitted | {"rows": len(y), "positive": int(y.sum())}


def tagged_text(entry: dict[str, Any]) -> tuple[str, list[bool]]:
    """The sentence and, per character, whether it belongs to a tagged span."""
    tagged: list[bool] = []
    for token, skill, knowledge in zip(entry["tokens"], entry["tags_skill"], entry["tags_knowledge"], strict=True):
        tagged += [skill != "O" or knowledge != "O"] * (len(token) + 1)
    return " ".join(entry["tokens"]), tagged


def candidates(extractor: NgramExtractor, sentence: str) -> list[tuple[float, float, int, int]]:
    """(best window's cosine, its words, start, end) for the names near a sentence."""
    kept: list[tuple[float, float, int, int]] = []
    spied: list[tuple[Any, Any]] = []

    def spy(window: Any, size: Any) -> Any:
        spied.append((window, size))
        return np.ones_like(window)

    real, least = engine.probability, extractor.at_least
    engine.probability, extractor.at_least = spy, 0.0  # type: ignore[assignment]
    try:
        for found in extractor._candidates(sentence):
            places = [(one.first.start, one.last.end) for one in found]
            kept.extend((w, n, *place) for place, w, n in zip(places, *spied[-1], strict=True))
    finally:
        engine.probability, extractor.at_least = real, least  # type: ignore[assignment]
    return kept


if __name__ == "__main__":
    main()
