"""What a plan leaves open says how far it gets, and stays silent where nothing speaks of the skill."""

from types import SimpleNamespace

from skillmark.doors.web.plan.drawing import open_rows
from skillmark.skillkit.values import Ask, Belief, Level


def test_it_tells_the_figure_only_where_there_is_one() -> None:
    clean, model = (Ask(name, name, Level.INDEPENDENT, True) for name in ("clean", "model"))
    after = (
        Belief("clean", Level.INDEPENDENT, 0.70, 0.43, 0.87),
        Belief("model", Level.INDEPENDENT, 0.30, 0.14, 0.53, enough=False),
    )
    rows = open_rows(SimpleNamespace(plan=SimpleNamespace(still_open=(clean, model), beliefs_after=after)))
    assert [row["after"] for row in rows] == [after[0], None]
