"""What calibration has learnt, in its file: read by the desk, written by calibration.py."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from knowledge_base.loader import CONTENT, WEIGHTS_FILE
from knowledge_base.ranking import Weights, rank_features, trust_features
from knowledge_base.schema import ContentError


def read_weights(mode: str, folder: Path = CONTENT) -> Weights:
    """Return the learnt weights. Raises ContentError when the file does not fit this code."""
    path = folder / WEIGHTS_FILE
    try:
        raw: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))[mode]
        weights = Weights(
            mode=mode,
            rank={name: float(raw["rank"][name]) for name in rank_features(mode)},
            trust={name: float(raw["trust"][name]) for name in trust_features(mode)},
            answer_from=float(raw["answer_from"]),
            suggest_from=float(raw["suggest_from"]),
        )
    except (OSError, KeyError, TypeError, ValueError, yaml.YAMLError) as error:
        raise ContentError(f"{path.name}: calibrate anew: {error!r}") from error
    if not 0.0 < weights.suggest_from <= weights.answer_from < 1.0:
        raise ContentError(f"{path.name}: needs 0 < suggest_from <= answer_from < 1")
    return weights


def write_weights(learnt: Sequence[Weights], folder: Path = CONTENT) -> None:
    """Store what calibration learnt, for each mode."""
    data = {
        weights.mode: {
            "rank": {name: round(value, 4) for name, value in weights.rank.items()},
            "trust": {name: round(value, 4) for name, value in weights.trust.items()},
            "answer_from": weights.answer_from,
            "suggest_from": weights.suggest_from,
        }
        for weights in learnt
    }
    note = "# Learnt by knowledge_base/calibration.py; do not edit by hand.\n"
    text = note + yaml.safe_dump(data, sort_keys=False, allow_unicode=True)
    (folder / WEIGHTS_FILE).write_text(text, encoding="utf-8")
