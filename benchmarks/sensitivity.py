"""How far what Skillmark believes moves when one of its guesses moves: `skillkit.evidence` with one constant changed.

    python benchmarks/sensitivity.py [--json]

Each guess is moved down and up by a stated amount, one at a time; every named profile is then believed again, at
Independent with a need of 0.70. Shown: the mean move of the best figure over the profiles, how many leave the interval
they had, the largest move and where, and every verdict that turns. The constant is changed in a second copy of the
package as it is imported, so that all that is derived from it moves, too.
Last comes a change of form: the same person gets by without the skill everywhere, not by chance each time anew.
Needs no data and draws nothing at random. Cost: some 60 imports of the package, about 10 s.
"""

import argparse
import ast
import importlib
import importlib.abc
import importlib.machinery
import json
import math
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from types import CodeType, ModuleType
from typing import Any

import numpy as np

from skillmark.skillkit.values import DEFAULT_NEED, Level, verdict

PACKAGE = "skillmark.skillkit.evidence"
AT = datetime(2026, 11, 22, tzinfo=UTC)
ASKED = Level.INDEPENDENT
SKILL = "s"
Change = Callable[[Any], Any]
Changes = Mapping[str, Change]


@dataclass(frozen=True)
class Guess:
    """What is moved, by how much in words, and how: constants by `module.NAME`."""

    name: str
    down: str
    up: str
    lower: Changes
    higher: Changes


@dataclass(frozen=True)
class Seen:
    """One profile's figures and verdict."""

    p: float
    low: float
    high: float
    verdict: str


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--json", action="store_true")
    found = measure()
    print(json.dumps(found, indent=1) if arguments.parse_args().json else table(found))


def measure() -> dict[str, Any]:
    base = look({})
    moves = []
    for guess in GUESSES:
        for amount, changes in ((guess.down, guess.lower), (guess.up, guess.higher)):
            moves.append({"guess": guess.name, "moved": amount} | compare(base, look(changes)))
    return {"need": DEFAULT_NEED, "base": {name: asdict(seen) for name, seen in base.items()}, "moves": moves} | {
        "one habit": one_habit()
    }


def compare(base: Mapping[str, Seen], moved: Mapping[str, Seen]) -> dict[str, Any]:
    """The largest move of p, the mean move, how many p leave their first interval, and the verdicts that turned."""
    apart = {name: moved[name].p - seen.p for name, seen in base.items()}
    most = max(apart, key=lambda name: abs(apart[name]))
    turned = [
        {"profile": name, "from": seen.verdict, "to": moved[name].verdict}
        for name, seen in base.items()
        if moved[name].verdict != seen.verdict
    ]
    mean = sum(abs(move) for move in apart.values()) / len(apart)
    outside = sum(not seen.low <= moved[name].p <= seen.high for name, seen in base.items())
    figures = {"most": round(apart[most], 3), "where": most, "mean": round(mean, 3), "outside": outside}
    return figures | {"turned": turned}


# ---------------------------------------------------------------- profiles


def profiles(kit: ModuleType) -> dict[str, dict[str, Any]]:
    """The named profiles, in the classes of that copy of the package: what `believe` takes beside skill and level."""
    kind, how, who = kit.Kind, kit.Assessment, kit.Supervision

    def item(uid: str, **facts: Any) -> Any:
        days = facts.pop("days", 30)
        given: dict[str, Any] = {
            "kind": kind.CREDENTIAL,
            "skill": SKILL,
            "level": ASKED,
            "issuer": f"issuer-{uid}",
            "achievement": f"achievement-{uid}",
            "assessment": how.EXAM,
            "supervision": who.ONSITE,
            "identity_checked": True,
        } | facts
        return kit.EvidenceItem(uid=uid, earned_at=AT - timedelta(days=days), **given)

    def alone(uid: str, assessment: Any, **facts: Any) -> Any:
        return item(uid, assessment=assessment, supervision=who.NONE, identity_checked=False, **facts)

    online = item("o", supervision=who.ONLINE)
    related = importlib.import_module(f"{PACKAGE}.related")
    return {
        "exam on site, identity checked": {"items": [item("a")]},
        "exam online, identity checked": {"items": [online]},
        "exam on site, identity not checked": {"items": [item("a", identity_checked=False)]},
        "exam one level below": {"items": [item("a", level=Level.FOUNDATION)]},
        "exam on site, tool, 8 years old": {"items": [item("a", days=8 * 365)], "kind": kit.SkillKind.TOOL},
        "exam on site, expired, 4 years old": {
            "items": [item("a", days=4 * 365, valid_until=AT - timedelta(days=365))]
        },
        "project, nobody watched": {"items": [alone("a", how.PROJECT)]},
        "2 unwatched projects, 2 issuers": {"items": [alone("a", how.PROJECT), alone("b", how.PROJECT)]},
        "2 unwatched projects, 1 issuer": {"items": [alone(uid, how.PROJECT, issuer="i") for uid in "ab"]},
        "quiz, nobody watched": {"items": [alone("a", how.QUIZ)]},
        "10 unwatched quizzes, 1 issuer": {"items": [alone(uid, how.QUIZ, issuer="i") for uid in "abcdefghij"]},
        "10 unwatched quizzes, 10 issuers": {"items": [alone(uid, how.QUIZ) for uid in "abcdefghij"]},
        "quiz, 10 attempts, AI allowed": {
            "items": [alone("a", how.QUIZ, attempts_allowed=10, ai_policy=kit.AiPolicy.ALLOWED)]
        },
        "completion only": {"items": [alone("a", how.NONE)]},
        "10 completions, 10 issuers": {"items": [alone(uid, how.NONE) for uid in "abcdefghij"]},
        "experience and endorsement": {
            "items": [
                alone("a", how.NONE, kind=kind.EXPERIENCE, achievement=""),
                alone("b", how.NONE, kind=kind.ENDORSEMENT, achievement=""),
            ]
        },
        "own word only": {"items": [alone("a", how.NONE, kind=kind.SELF)]},
        "seen in the work itself": {"items": [alone("a", how.NONE, kind=kind.OUTCOME, achievement="")]},
        "exam online, failed again later": {
            "items": [online, alone("r", how.NONE, kind=kind.REASSESSMENT, achievement="", passed=False)]
        },
        "exam in a narrower skill": {
            "items": [item("a", skill="narrow")],
            "related": {"narrow": related.FROM_NARROWER},
        },
    }


def look(changes: Changes) -> dict[str, Seen]:
    """Every profile as the package with those changes believes it."""
    with changed(changes) as kit:
        found = {}
        for name, given in profiles(kit).items():
            belief = kit.believe(given.pop("items"), SKILL, ASKED, AT, **given)
            word = verdict(belief, DEFAULT_NEED).value
            found[name] = Seen(*(round(figure, 4) for figure in (belief.p, belief.low, belief.high)), word)
        return found


# ---------------------------------------------------------------- a copy of the package with other constants


def _names(node: ast.Assign | ast.AnnAssign) -> list[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return [one.id for one in targets if isinstance(one, ast.Name)]


class _Changing(importlib.machinery.SourceFileLoader):
    """Loads a module with `NAME = value` turned into `NAME = change(value)` for the names that are to change."""

    def __init__(self, fullname: str, path: str, changes: Changes) -> None:
        super().__init__(fullname, path)
        self.changes = changes

    def get_code(self, fullname: str) -> CodeType:
        tree = ast.parse(self.get_data(self.path), self.path)
        missing = set(self.changes)
        for node in tree.body:
            if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
                continue
            chosen = [name for name in _names(node) if name in self.changes]
            if chosen:
                missing -= set(chosen)
                change = ast.Subscript(ast.Name("__changes__", ast.Load()), ast.Constant(chosen[0]), ast.Load())
                node.value = ast.Call(change, [node.value], [])
        if missing:
            raise SystemExit(f"{fullname} has no constant {', '.join(sorted(missing))}: name the guess anew.")
        return compile(ast.fix_missing_locations(tree), self.path, "exec")

    def exec_module(self, module: ModuleType) -> None:
        vars(module)["__changes__"] = self.changes
        super().exec_module(module)


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, changes: Changes) -> None:
        self.changes = changes

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> Any:
        if not fullname.startswith(f"{PACKAGE}."):
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path, target)
        if spec is None or spec.origin is None:
            return spec
        module = fullname.removeprefix(f"{PACKAGE}.")
        mine = {key.split(".")[1]: change for key, change in self.changes.items() if key.split(".")[0] == module}
        spec.loader = _Changing(fullname, spec.origin, mine)
        return spec


@contextmanager
def changed(changes: Changes) -> Iterator[ModuleType]:
    """A second copy of the package in which those constants differ; the first is put back afterwards."""
    first = {name: sys.modules.pop(name) for name in list(sys.modules) if f"{name}.".startswith(f"{PACKAGE}.")}
    finder = _Finder(changes)
    sys.meta_path.insert(0, finder)
    try:
        yield importlib.import_module(PACKAGE)
    finally:
        sys.meta_path.remove(finder)
        for name in [name for name in sys.modules if f"{name}.".startswith(f"{PACKAGE}.")]:
            del sys.modules[name]
        sys.modules.update(first)
        if PACKAGE in first:
            setattr(sys.modules[PACKAGE.rpartition(".")[0]], PACKAGE.rpartition(".")[2], first[PACKAGE])


# ---------------------------------------------------------------- the guesses


def times(factor: float) -> Change:
    """Numbers, tables of numbers and arrays multiplied."""
    return _each(lambda value: value * factor)


def plus(step: float, high: float = math.inf) -> Change:
    return _each(lambda value: min(high, value + step))


def odds(factor: float) -> Change:
    """Odds multiplied: a share stays a share."""
    return _each(lambda value: value * factor / (1.0 - value + value * factor))


def to(value: float) -> Change:
    return lambda _: value


def _each(step: Callable[[float], float]) -> Change:
    def change(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: change(one) for key, one in value.items()}
        if isinstance(value, tuple):
            return tuple(change(one) for one in value)
        return step(value)

    return change


def moved(name: str, down: str, up: str, lower: Change, higher: Change, *constants: str) -> Guess:
    return Guess(name, down, up, dict.fromkeys(constants, lower), dict.fromkeys(constants, higher))


_REACH = ("rates.SD_STATED", "rates.SD_UNSTATED", "rates.SD_UNASSESSED")
_LINKS = ("related.FROM_NARROWER", "related.FROM_BROADER", "related.FROM_NEEDING", "related.FROM_NEEDED")
_PLAIN = ("rates.EXPERIENCE_FALSE_PASS", "rates.ENDORSEMENT_FALSE_PASS")
_LATER = ("rates.OUTCOME_FALSE_PASS", "rates.REASSESSMENT_FALSE_PASS")

GUESSES = (
    moved("how common a level is", "odds / 1.5", "odds x 1.5", odds(1 / 1.5), odds(1.5), "ability.PRIOR"),
    moved("spread of that", "/ 2", "x 2", times(0.5), times(2), "ability.PRIOR_SD"),
    moved("margin of the cut", "to 0", "to 1", to(0.0), to(1.0), "ability.CUT_MARGIN"),
    moved("false-pass floors", "odds / 2", "odds x 2", odds(0.5), odds(2.0), "rates.FALSE_PASS"),
    moved("spread of floors", "/ 2", "x 2", times(0.5), times(2.0), *_REACH),
    moved("reliability", "- 0.10", "+ 0.10, at most 0.95", plus(-0.1), plus(0.1, high=0.95), "rates.RELIABILITY"),
    moved("slips", "/ 2", "x 2", times(0.5), times(2.0), "rates.SLIP"),
    moved("identity, watched", "x 0.10", "x 0.40", to(0.10), to(0.40), "rates.IDENTITY_WATCHED"),
    moved("attempts, many", "x 1", "x 2", to(1.0), to(2.0), "rates.MANY_ATTEMPTS"),
    moved("AI allowed", "x 1", "x 1.5", to(1.0), to(1.5), "rates.AI_ALLOWED"),
    moved("floor, experience and endorsement", "odds / 2", "odds x 2", odds(0.5), odds(2.0), *_PLAIN),
    moved("floor, outcome and re-assessment", "odds / 2", "odds x 2", odds(0.5), odds(2.0), *_LATER),
    moved("reliability of plain words", "- 0.15", "+ 0.15", plus(-0.15), plus(0.15), "rates.WORD_RELIABILITY"),
    moved("floor of own word", "odds / 2", "odds x 2", odds(0.5), odds(2.0), "rates.SELF_FALSE_PASS"),
    moved("half-lives", "/ 2", "x 2", times(0.5), times(2.0), "decay.HALF_LIFE_YEARS"),
    moved("drift at a half-life", "to 0", "x 2", to(0.0), times(2.0), "decay.DRIFT_AT_HALF_LIFE"),
    moved("years that expiry adds", "to 1", "to 6", to(1.0), to(6.0), "decay.EXPIRED_YEARS"),
    moved("same issuer again", "to 0.25", "to 0.75", to(0.25), to(0.75), "dependence.SAME_ISSUER"),
    moved("related skills' shares", "/ 2", "x 2", times(0.5), times(2.0), *_LINKS),
    moved("cap of related skills", "/ 2", "x 2", times(0.5), times(2.0), "weighing.RELATED_CAP"),
    moved("evidence floor", "to 0.05", "to 0.30", to(0.05), to(0.30), "weighing.FLOOR"),
)


# ---------------------------------------------------------------- another form: one habit


def one_habit() -> list[dict[str, Any]]:
    """P(Independent) after n unwatched quizzes of n issuers: as built, and with half of the floor one habit.

    As built a person who lacks the skill gets by at each quiz by a chance of its own. With the habit, a share h of
    people (half of the floor) gets by at all of them: P(all passed | ability) = h + (1 - h) times the product of curves
    with the floor and slip that are left. For a single quiz both are the same.
    """
    with changed({}) as kit:
        ability = importlib.import_module(f"{PACKAGE}.ability")
        quizzes = profiles(kit)["10 unwatched quizzes, 10 issuers"]["items"]
        rates = kit.error_rates(quizzes[0])
        habit = rates.false_pass / 2.0
        left = ((rates.false_pass - habit) / (1.0 - habit), rates.slip / (1.0 - habit))
        steep = rates.discrimination * (ability.POINTS - ability.THRESHOLD[ASKED]) - ability.CUT_MARGIN
        curve = left[0] + (1.0 - sum(left)) / (1.0 + np.exp(-steep))
        rows = []
        for many in (1, 2, 3, 5, 10):
            masses = ability.prior_masses() * (habit + (1.0 - habit) * curve**many)
            shared = float((masses / masses.sum()) @ ability.ABOVE[ASKED - 1])
            apart = kit.believe(quizzes[:many], SKILL, ASKED, AT).p
            rows.append({"quizzes": many, "as built": round(apart, 3), "one habit": round(shared, 3)})
        return rows


# ---------------------------------------------------------------- table


def table(found: dict[str, Any]) -> str:
    lines = [f"{'profile':<38}{'p':>7}{'low':>7}{'high':>7}  verdict at {found['need']}"]
    for name, seen in found["base"].items():
        lines.append(f"{name:<38}{seen['p']:>7.2f}{seen['low']:>7.2f}{seen['high']:>7.2f}  {seen['verdict']}")
    lines += ["", f"{'guess':<35}{'moved':<22}{'mean':>6}{'out':>5}{'most':>8}  where; verdicts that turn"]
    for move in found["moves"]:
        turned = "".join(f"; {one['profile']}: {one['from']} -> {one['to']}" for one in move["turned"])
        figures = f"{move['mean']:>6.3f}{move['outside']:>5}{move['most']:>+8.3f}"
        lines.append(f"{move['guess']:<35}{move['moved']:<22}{figures}  {move['where']}{turned}")
    lines += ["", f"{'unwatched quizzes, as many issuers':<38}{'as built':>12}{'one habit':>12}"]
    lines += [f"{row['quizzes']:<38}{row['as built']:>12.3f}{row['one habit']:>12.3f}" for row in found["one habit"]]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
