"""Made-up values for the style page: one of everything, in each state it can have."""

from datetime import UTC, datetime

from django.utils.safestring import SafeString

from skillmark.credkit.report import Check, State
from skillmark.doors.web.shell import art
from skillmark.doors.web.shell.charts import Chart, Gate, Point, Series, Tick
from skillmark.doors.web.shell.marks import Hallmark
from skillmark.doors.web.shell.pieces import Figure, Step
from skillmark.skillkit.values import Belief, Level, Reason

SKILL = "https://example.org/skill/"


def belief(p: float, low: float, high: float, enough: bool = True) -> Belief:
    reasons = (
        Reason("One supervised exam, passed in March", 1.2, "", "award"),
        Reason("The evidence is 20 months old", -0.3, "", "age"),
    )
    return Belief(f"{SKILL}{p}", Level.ADVANCED, p, low, high, reasons, enough)


def samples() -> dict[str, object]:
    """Everything the style page shows, by the name its template uses."""
    return {
        "skills": _skills(),
        "full": Hallmark(
            "Northbank College", 0.6, "Supervised, ID checked", True, "March 2026", links={"maker": "#full"}
        ),
        "partly": Hallmark("Tidelab", None, None, None, "2025"),
        "bare": Hallmark("Open Hands Academy", 0.3, "Project, not supervised", False, "2024"),
        "checks": _checks(),
        "arts": _arts(),
        "climb": _climb(),
        "front": _front(),
        "asked": _asked(),
        "results": _results(),
        "figures": _figures(),
        "figures_spark": (18.0, 19.0, 18.5, 20.0, 21.5, 23.0),
        "steps": _steps(),
        "moment": datetime(2026, 3, 14, 14, 2, tzinfo=UTC),
        "hostile": '<script>alert("x")</script>',
    }


def _skills() -> list[tuple[Belief | None, str, float]]:
    return [
        (belief(0.78, 0.63, 0.89), "Database queries", 0.7),
        (belief(0.55, 0.30, 0.72), "Statistics", 0.6),
        (belief(0.18, 0.06, 0.35), "Visual reports", 0.6),
        (belief(0.5, 0.1, 0.9, enough=False), "Data ethics", 0.5),
        (belief(1.0, 0.97, 1.0), "At the right end", 0.99),
        (belief(0.0, 0.0, 0.03), "At the left end", 0.01),
    ]


def _checks() -> tuple[Check, ...]:
    return (
        Check(1, "Well formed", "document", State.PASSED, "form", "Open Badges 3.0; nothing in it is left unsigned"),
        Check(2, "Signature", "document", State.FAILED, "proof", "The grade was changed after signing",
              "Ask the holder for the file they were given."),
        Check(3, "Key was theirs then", "issuer", State.PASSED, "key", "In use since 1 January 2025"),
        Check(4, "Regional register", "issuer", State.NOT_CHECKED, "register", "Did not answer in 10 seconds"),
        Check(5, "Not withdrawn", "status", State.PASSED, "status", "Status list signed at 13:40"),
        Check(6, "Recipient", "person", State.NOT_CHECKED, "person", "Nobody was named to compare with"),
    )  # fmt: skip


def _arts() -> list[art.Art]:
    shapes = ("exam", "project", "course", "work")
    return [
        art.Art(
            f"https://example.org/a/{field}",
            f"A badge for {field}",
            field,
            shapes[i % 4],
            i + 1,
            ("NB", "TL", "GPS", "")[i % 4],
        )
        for i, field in enumerate(art.GROUND)
    ]


def _climb() -> Chart:
    points = (
        Point(0, 31, 31, 31, "You, 31", "Now", is_on=True, is_label_below=True),
        Point(3, 39, 37, 41, "Clean Messy Data", "Step 1", is_label_below=True, is_label_wide=True),
        Point(10, 62, 55, 67, "SQL for Analysts", "Step 2", is_label_below=True, is_label_wide=True),
        Point(14, 74, 63, 80, "Everyday Statistics", "Step 3", is_label_below=True, is_label_wide=True),
        Point(19, 88, 74, 94, "88", "Step 4"),
    )
    months = ((0, "Dec"), (4.3, "Jan"), (8.7, "Feb"), (13, "Mar"), (17.3, "Apr"), (21.7, "May"))
    return Chart(
        "The way there", "Readiness climbs from 31 now to 88 in week 19, between 74 and 94. The deadline is week 22.",
        (Series(points, kind="stations"),), "How ready you would be, of 100. The band widens: tests can be failed.",
        "Proven best under your limits", "Week", "Best",
        tuple(Tick(at, label, i % 2 == 1) for i, (at, label) in enumerate(months)),
        tuple(Tick(v, str(v)) for v in (0, 50, 100)), (0, 24), (0, 100), (Gate(22, "your deadline"),), 300,
    )  # fmt: skip


def _front() -> Chart:
    plans = ((9, 0, 0.61, "C"), (14, 220, 0.82, "B"), (19, 340, 0.88, "A"), (21, 690, 0.91, "D"))
    points = tuple(
        Point(w, cost, None, None, f"{n} {round(100 * r)}", f"Plan {n}", r, is_on=n == "A") for w, cost, r, n in plans
    )
    return Chart(
        "Four plans that truly differ", "Four plans by weeks and cost. A, yours: 19 weeks, 340 euro, 88 in 100.",
        (Series(points, kind="dots"),), "Weeks across, cost up. Larger is readier.", "", "Weeks", "Cost",
        (Tick(10, "10 wk"), Tick(15, "15 wk"), Tick(20, "20 wk")), tuple(Tick(v, f"€{v}") for v in (0, 400, 800)),
        (4, 26), (0, 800), (), 220, y_words=lambda v: f"€{v:.0f}",
    )  # fmt: skip


def _asked() -> Chart:
    values = (3.1, 3.0, 3.4, 3.3, 3.7, 3.6, 3.9, 4.2, 4.1, 4.5, 4.8, 4.7, 5.0, 5.3, 5.6, 5.9, 6.1)
    points = tuple(
        Point(i, v, v - 0.5 - 0.15 * max(0, i - 14), v + 0.5 + 0.15 * max(0, i - 14), "5.6% now" if i == 14 else "",
              f"{2023 + i // 4} Q{i % 4 + 1}", is_on=i == 14)
        for i, v in enumerate(values)
    )  # fmt: skip
    return Chart(
        "How often adverts ask for SQL",
        "It rose from 3.1 in 100 in early 2023 to 5.6 in 100 now, between 5.1 and 6.1.",
        (Series(points, forecast_from=14),),
        "Share of adverts, by quarter. The band holds the true value 9 times in 10.",
        "Made-up figures", "Quarter", "Share",
        tuple(Tick(4 * i, str(2023 + i)) for i in range(4)), tuple(Tick(v, f"{v:g}%") for v in (0, 2.5, 5, 7.5)),
        y_range=(0, 8), y_words=lambda v: f"{v:.1f}%",
    )  # fmt: skip


def _results() -> Chart:
    found = ((0, 12, "to 40"), (1, 31, "to 55"), (2, 58, "to 70"), (3, 41, "to 85"), (4, 17, "to 100"))
    points = tuple(Point(i, n, n - 5, n + 5, str(n), name, is_on=i == 2) for i, n, name in found)
    return Chart(
        "What people score", "Of 159 marked papers 58 lie between 55 and 70.", (Series(points, kind="bars"),),
        "Papers, by mark.", "Made-up figures", "Mark", "Papers",
        tuple(Tick(i, name) for i, _n, name in found), tuple(Tick(v, str(v)) for v in (0, 30, 60)),
        (-0.5, 4.5), (0, 66), (Gate(45, "pass line drawn by hand", "y"),), 220,
    )  # fmt: skip


def _figures() -> list[Figure]:
    return [
        Figure("Study", "148 h", "8 of your 8 hours a week"),
        Figure("Cost", "€340", "of your €500"),
        Figure("Done by", "12 April", "12 April to 17 May, 9 in 10"),
        Figure("Chance to finish in time", "3 in 4", "74 of 100 simulated runs"),
    ]


def _steps() -> list[Step]:
    def shown(name: str, how: str) -> SafeString:
        return art.picture(art.Art(name, name, "data", how, 4, "NB"), "", "art s")

    return [
        Step("Today", "31 of 100", "here", "Your two years on the phones count."),
        Step("Clean Messy Data", "Weeks 1 to 3 · 18 h · free · Tidelab", "step", "", "It is free.",
             "#path", shown("Clean Messy Data", "project"), (("Data cleaning", 12, 55),)),
        Step("Everyday Statistics", "Weeks 11 to 14 · 30 h · €180", "maybe", "", "The pass rate is 68 in 100.", "",
             shown("Everyday Statistics", "exam"), (("Statistics", 35, 71),)),
        Step("Ready to apply as data analyst", "Week 19 · 88 of 100, between 74 and 94", "goal",
             "Nobody can promise a job."),
    ]  # fmt: skip
