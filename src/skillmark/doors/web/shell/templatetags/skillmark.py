"""The tags of the house: `{% load skillmark %}`. Each only passes on to the module that draws; README.md lists them."""

from datetime import date, datetime
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from skillmark.credkit.report import Answer, Check
from skillmark.doors.web.shell import art, charts, marks, pieces, streak, words
from skillmark.doors.web.shell import forms as house_forms
from skillmark.doors.web.shell.administering import administering as links_to_administer
from skillmark.doors.web.shell.context import actor_of
from skillmark.kernel.money import Money
from skillmark.skillkit.values import Belief

register = template.Library()


@register.simple_tag(name="streak")
def streak_tag(belief: Belief | None, label: str = "", need: float | None = None) -> SafeString:
    return streak.streak(belief, label, need)


@register.simple_tag(name="streak_words")
def streak_words(belief: Belief | None) -> str:
    return streak.figures(belief)


@register.simple_tag(name="verdict_tag")
def verdict_tag(belief: Belief | None, need: float) -> SafeString:
    return streak.verdict_tag(belief, need)


@register.simple_tag(name="skill_row")
def skill_row(
    belief: Belief | None, label: str, need: float | None = None, level: str = "", words: str = ""
) -> SafeString:
    return pieces.skill_row(belief, label, need, level, words)


@register.simple_tag(name="hallmark")
def hallmark(
    mark: marks.Hallmark | None = None, bare: bool = False, maker: str | None = None, fineness: float | None = None,
    assay: str | None = None, supervised: bool | None = None, year: str | int | None = None,
) -> SafeString:  # fmt: skip
    given = mark or marks.Hallmark(maker, fineness, assay, supervised, None if year is None else str(year))
    return marks.hallmark_bare(given) if bare else marks.hallmark(given)


@register.simple_tag(name="seal")
def seal(answer: Answer | str, why: str = "", heading: str = "") -> SafeString:
    return marks.seal(answer, why, heading)


@register.simple_tag(name="checks")
def checks(found: list[Check] | tuple[Check, ...], heading: str = "h3") -> SafeString:
    return marks.checks(found, heading)


@register.simple_tag(name="check")
def check(kind: str, name: str, said: str, todo: str = "", href: str = "") -> SafeString:
    return marks.check_item(kind, name, said, todo, href)


@register.simple_tag(name="tally")
def tally(found: list[Check] | tuple[Check, ...]) -> SafeString:
    return marks.tally(found)


@register.simple_tag(name="provenance")
def provenance(kind: str) -> SafeString:
    return marks.provenance(kind)


@register.simple_tag(name="badge_art")
def badge_art(
    given: art.Art | None = None, size: str = "", alt: str | None = "", key: str = "", name: str = "",
    field: str = "other", assessed: str = "course", level: int = 0, initials: str = "",
) -> SafeString:  # fmt: skip
    shown = given or art.Art(key or name, name, field, assessed, level, initials)
    return art.picture(shown, alt, f"art {size}".strip())


@register.simple_tag(name="chart")
def chart(given: charts.Chart) -> SafeString:
    return charts.chart(given)


@register.simple_tag(name="spark")
def spark(values: tuple[float, ...], reading: str) -> SafeString:
    return charts.spark(tuple(values), reading)


@register.simple_tag(name="share")
def share(fraction: float, reading: str) -> SafeString:
    return charts.share(fraction, reading)


@register.simple_tag(name="money")
def money(value: Money | int | None, currency: str = "EUR") -> str:
    if isinstance(value, Money):
        return words.money(value.minor, value.currency)
    return words.money(value, currency)


@register.simple_tag(name="hours")
def hours(value: float | None) -> str:
    return words.hours(value)


@register.simple_tag(name="when")
def when(moment: date | datetime | None, time: bool = False) -> SafeString:
    return words.when(moment, time)


@register.simple_tag(name="in_hundred")
def in_hundred(p: float) -> str:
    return words.in_hundred(p)


@register.simple_tag(name="chance")
def chance(p: float) -> str:
    return words.chance(p)


@register.simple_tag(name="field")
def field(bound: BoundField) -> SafeString:
    return house_forms.field(bound)


@register.simple_tag(name="form")
def form(given: forms.BaseForm) -> SafeString:
    return house_forms.whole_form(given)


@register.simple_tag(name="errors")
def errors(given: forms.BaseForm) -> SafeString:
    return house_forms.summary(given)


@register.simple_tag(name="why")
def why(said: Any, of: str = "") -> SafeString:
    return pieces.why(said, of)


@register.simple_tag(name="reasons")
def reasons(belief: Belief | None, of: str = "") -> SafeString:
    return pieces.reasons(belief, of)


@register.simple_tag(name="note")
def note(kind: str, bold: str, said: str = "") -> SafeString:
    return pieces.note(kind, bold, said)


@register.simple_tag(name="empty")
def empty(bold: str, said: str = "", url: str = "", do: str = "") -> SafeString:
    return pieces.empty(bold, said, url, do)


@register.simple_tag(name="progress")
def progress(value: int, most: int, said: str = "") -> SafeString:
    return pieces.progress(value, most, said)


@register.simple_tag(name="steps")
def steps(given: list[pieces.Step] | tuple[pieces.Step, ...]) -> SafeString:
    return pieces.steps(given)


@register.simple_tag(name="figs")
def figs(given: list[pieces.Figure] | tuple[pieces.Figure, ...], css: str = "") -> SafeString:
    return pieces.figs(given, css)


@register.simple_tag(name="administering", takes_context=True)
def administering(context: template.Context) -> SafeString:
    return links_to_administer(actor_of(context["request"]))


class WhyNode(template.Node):
    """`{% whyblock "of what" %}...{% endwhyblock %}`: the answer to Why when it is more than one sentence."""

    def __init__(self, of: template.base.FilterExpression | None, body: template.NodeList) -> None:
        self.of, self.body = of, body

    def render(self, context: template.Context) -> SafeString:
        of = str(self.of.resolve(context)) if self.of else ""
        return pieces.why(self.body.render(context), of)


@register.tag(name="whyblock")
def whyblock(parser: template.base.Parser, token: template.base.Token) -> WhyNode:
    given = token.split_contents()[1:]
    if len(given) > 1:
        raise template.TemplateSyntaxError(_("whyblock takes at most one argument: what it explains"))
    body = parser.parse(("endwhyblock",))
    parser.delete_first_token()
    return WhyNode(parser.compile_filter(given[0]) if given else None, body)
