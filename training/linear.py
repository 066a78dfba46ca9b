"""Linear models over named signals, fitted with scikit-learn (needed here only)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

__all__ = ["fit_linear"]


def fit_linear(
    rows: Sequence[tuple[Sequence[str], Any]],
    seen: int,
    strength: float,
    least: float,
    scale: Callable[[str], float] = lambda _: 1.0,
) -> dict[str, dict[str, float]]:
    """Return the weights of each class (for two classes only of the positive one) by signal.

    Signals of fewer than ``seen`` rows and weights below ``least`` are left out. ``strength`` is
    the inverse of the penalty; a signal of ``scale`` below 1 is penalized the more. The intercept
    is the weight of "bias".
    """
    import numpy as np
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    counts = Counter(name for names, _ in rows for name in dict.fromkeys(names))
    kept = [{n: scale(n) for n in names if counts[n] >= seen} for names, _ in rows]
    table = DictVectorizer()
    matrix = table.fit_transform(kept)
    matrix.indices, matrix.indptr = (x.astype(np.int32) for x in (matrix.indices, matrix.indptr))
    solver = "liblinear" if len({y for _, y in rows}) == 2 else "lbfgs"
    model = LogisticRegression(C=strength, max_iter=1000, solver=solver, random_state=0)
    model.fit(matrix, [y for _, y in rows])
    labels = model.classes_ if len(model.coef_) > 1 else model.classes_[1:]
    found: dict[str, dict[str, float]] = {}
    for label, row, bias in zip(labels, model.coef_, model.intercept_, strict=True):
        named = zip(table.feature_names_, row.tolist(), strict=True)
        weights = {name: weight * scale(name) for name, weight in named}
        weights["bias"] = weights.get("bias", 0.0) + float(bias)
        found[str(label)] = {n: round(w, 3) for n, w in sorted(weights.items()) if abs(w) >= least}
    return found
