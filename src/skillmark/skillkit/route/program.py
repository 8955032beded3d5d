"""A small mixed-integer program and its solver (HiGHS). Minimises whole-number objectives to the last; one thread.

It stops by nodes and never by the clock, so that the same program gives the same answer on every machine.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import highspy
import numpy as np

from skillmark.skillkit.errors import Unavailable

NODE_LIMIT = 20_000


@dataclass(frozen=True, slots=True)
class Solution:
    """Values by column; `bound` is a lower bound on the objective, equal to it where `proven`."""

    values: tuple[float, ...]
    objective: float
    bound: float
    proven: bool


@dataclass(slots=True)
class Program:
    """Columns in 0..1, rows `low <= sum(coefficient * column) <= high`. Grow it, solve it, grow it again."""

    whole: list[bool] = field(default_factory=list)
    rows: list[tuple[float, Mapping[int, float], float]] = field(default_factory=list)

    def column(self, *, whole: bool) -> int:
        """A new column and its index; `whole` makes it 0 or 1."""
        self.whole.append(whole)
        return len(self.whole) - 1

    def at_most(self, terms: Mapping[int, float], high: float) -> None:
        """sum <= high."""
        self.rows.append((-highspy.kHighsInf, terms, high))

    def at_least(self, terms: Mapping[int, float], low: float) -> None:
        """sum >= low."""
        self.rows.append((low, terms, highspy.kHighsInf))

    def solve(self, cost: Mapping[int, float], *, hint: Sequence[float] | None = None) -> Solution:
        """The cheapest values; the empty choice must always be feasible or a `hint` given, else Unavailable."""
        if not self.whole:
            return Solution((), 0.0, 0.0, True)
        solver = _solver()
        solver.passModel(self._model(cost))
        if hint is not None:
            start = highspy.HighsSolution()
            start.col_value = list(hint)
            solver.setSolution(start)
        solver.run()
        info = solver.getInfo()
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            raise Unavailable("No plan could be computed within the search limit.", code="skillkit.no_solution")
        proven = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        values = tuple(
            float(round(value)) if whole else float(value)
            for value, whole in zip(solver.getSolution().col_value, self.whole, strict=True)
        )
        objective = float(info.objective_function_value)
        return Solution(values, objective, objective if proven else float(info.mip_dual_bound), proven)

    def _model(self, cost: Mapping[int, float]) -> "highspy.HighsLp":
        width, height = len(self.whole), len(self.rows)
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = width, height
        prices = np.zeros(width)
        for column, price in cost.items():
            prices[column] = price
        model.col_cost_ = prices
        model.col_lower_, model.col_upper_ = np.zeros(width), np.ones(width)
        model.row_lower_ = np.array([low for low, _, _ in self.rows], dtype=float)
        model.row_upper_ = np.array([high for _, _, high in self.rows], dtype=float)
        kinds = highspy.HighsVarType
        model.integrality_ = [kinds.kInteger if whole else kinds.kContinuous for whole in self.whole]
        matrix = model.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kRowwise
        sizes = [len(terms) for _, terms, _ in self.rows]
        matrix.start_ = np.concatenate(([0], np.cumsum(sizes))).astype(np.int32)
        matrix.index_ = np.array([column for _, terms, _ in self.rows for column in terms], dtype=np.int32)
        matrix.value_ = np.array([value for _, terms, _ in self.rows for value in terms.values()], dtype=float)
        return model


def _solver() -> "highspy.Highs":
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, value in (
        ("output_flag", False),
        ("threads", 1),
        ("random_seed", 0),
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", 0.99),  # objectives are whole numbers: nothing lies closer than 1 to the best
        ("mip_feasibility_tolerance", 1e-9),
        ("primal_feasibility_tolerance", 1e-9),
        ("mip_max_nodes", NODE_LIMIT),
    ):
        solver.setOptionValue(name, value)
    return solver
