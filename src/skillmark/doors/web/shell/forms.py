"""Forms in the look of the house: label, hint, error, control, each tied to the others for a screen reader.

Conventions for page builders:
- derive from `HouseForm` (or pass any Django form to the tags); `{% form f %}` draws the summary and all fields,
  `{% field f.title %}` one of them. The form element, its button and `{% csrf_token %}` stay in the template.
- `help_text` is the hint above the control; an error says what to do, so give
  `error_messages={"required": "Enter the ..."}`.
- short controls: `widget.attrs["class"] = "short"`. Choices: RadioSelect or CheckboxSelectMultiple, drawn as
  `.choices`;
  a lone BooleanField becomes one choice.
- files: `UploadField`, and `enctype="multipart/form-data"` on the form element.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms.boundfield import BoundField
from django.http import HttpRequest, QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from skillmark.doors.web.shell.markup import el, joined

MIB = 1024 * 1024


class HouseForm(forms.Form):
    """A plain form whose own rendering, `{{ f }}`, is that of the house, and which leaves no colon after labels."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def __str__(self) -> SafeString:
        return whole_form(self)

    def __html__(self) -> SafeString:
        return whole_form(self)


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: what was sent, even if that is nothing at all; None when the page is only read."""
    return request.POST if request.method == "POST" else None


class UploadField(forms.FileField):
    """A file with a limit that is said before and after. `max_bytes` defaults to the setting MAX_UPLOAD_BYTES.

    `suffixes` such as (".json", ".png") are what may be chosen and what is accepted. What is inside is for the kits.
    """

    default_error_messages = {
        "required": gettext_lazy("Choose a file."),
        "empty": gettext_lazy("This file is empty. Choose another."),
    }

    def __init__(self, *, max_bytes: int | None = None, suffixes: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.max_bytes, self.suffixes = max_bytes, suffixes
        if suffixes:
            self.widget.attrs["accept"] = ",".join(suffixes)

    @property
    def limit_bytes(self) -> int:
        return self.max_bytes or int(getattr(settings, "MAX_UPLOAD_BYTES", 20 * MIB))

    def clean(self, data: Any, initial: Any = None) -> Any:
        if isinstance(data, UploadedFile):
            self._check(data)
        return super().clean(data, initial)

    def _check(self, data: "UploadedFile[Any]") -> None:
        if (data.size or 0) > self.limit_bytes:
            raise ValidationError(
                _("This file is %(size)s. Choose one of at most %(limit)s.")
                % {"size": megabytes(data.size or 0), "limit": megabytes(self.limit_bytes)},
                code="too_large",
            )
        if self.suffixes and not (data.name or "").lower().endswith(self.suffixes):
            raise ValidationError(
                _("This kind of file cannot be read here. Choose one that ends in %(endings)s.")
                % {"endings": ", ".join(self.suffixes)},
                code="wrong_kind",
            )


def megabytes(size_bytes: int) -> str:
    """Bytes as people say them: 900 kB, 2.5 MB."""
    if size_bytes < MIB:
        return _("%(count)d kB") % {"count": max(1, round(size_bytes / 1024))}
    return _("%(count)s MB") % {"count": f"{size_bytes / MIB:.1f}".removesuffix(".0")}


def whole_form(form: forms.BaseForm) -> SafeString:
    """Summary of errors, then every visible field in order, then the hidden ones."""
    shown = [field(bound) for bound in form.visible_fields()]
    hidden = [joined([bound.as_widget()]) for bound in form.hidden_fields()]
    return joined([summary(form), el("div", *shown, class_="fields"), *hidden])


def summary(form: forms.BaseForm) -> SafeString:
    """What is wrong, at the top, each line a link to its field (WCAG 3.3.1, 2.4.1). Empty when all is well."""
    if not form.is_bound or not form.errors:
        return joined([])
    lines: list[SafeString] = [el("li", str(message)) for message in form.non_field_errors()]
    for bound in [*form.visible_fields(), *form.hidden_fields()]:
        target = f"#{first_control(bound)}"
        lines += [el("li", el("a", str(bound.label), href=target), " ", str(message)) for message in bound.errors]
    count = len(lines)
    title = ngettext("Correct %(count)d thing below.", "Correct %(count)d things below.", count) % {"count": count}
    heading = el("b", title, id="errors-title")
    return el("div", heading, el("ul", *lines), class_="note fails errors", role="alert",
              aria_labelledby="errors-title", tabindex=-1)  # fmt: skip


def first_control(bound: BoundField) -> str:
    """The id that a link to the field must name; of a group of choices, its first."""
    widget = bound.field.widget
    group = isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
    return f"{bound.auto_id}_0" if group else str(bound.id_for_label or bound.auto_id)


def field(bound: BoundField) -> SafeString:
    """One field: label, hint, error, control."""
    if bound.is_hidden:
        return joined([bound.as_widget()])
    widget = bound.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return _choices(bound)
    if isinstance(widget, forms.CheckboxInput):
        return _lone_choice(bound)
    label = el("label", *_label(bound), for_=bound.id_for_label or bound.auto_id)
    return el("div", label, *_said(bound), _control(bound), class_=_css(bound), id=f"{bound.auto_id}_field")


def _css(bound: BoundField) -> str:
    return "field bad" if bound.errors else "field"


def _label(bound: BoundField) -> list[SafeString]:
    words = joined([str(bound.label)])
    # A field that may stay empty now and must be filled later says so itself: `is_wanted = True`.
    is_wanted = bound.field.required or getattr(bound.field, "is_wanted", False)
    return [words] if is_wanted else [words, el("span", " ", _("(optional)"), class_="quiet opt")]


def _said(bound: BoundField) -> list[SafeString]:
    """Hint and error with the ids that Django's widgets name in aria-describedby."""
    parts = []
    hint = str(bound.help_text) or _limit_hint(bound)
    if hint:
        parts.append(el("span", hint, class_="hint", id=f"{bound.auto_id}_helptext"))
    if bound.errors:
        parts.append(el("span", " ".join(map(str, bound.errors)), class_="err", id=f"{bound.auto_id}_error"))
    return parts


def _limit_hint(bound: BoundField) -> str:
    if not isinstance(bound.field, UploadField):
        return ""
    return _("At most %(limit)s.") % {"limit": megabytes(bound.field.limit_bytes)}


def _described(bound: BoundField, has_hint: bool) -> str | None:
    ids = [f"{bound.auto_id}_helptext"] if has_hint else []
    ids += [f"{bound.auto_id}_error"] if bound.errors else []
    return " ".join(ids) or None


def _control(bound: BoundField) -> SafeString:
    described = _described(bound, bool(str(bound.help_text) or _limit_hint(bound)))
    own = bound.field.widget.attrs.get("aria-describedby")
    attrs: dict[str, str | bool] = {"aria-describedby": str(own or described)} if own or described else {}
    return joined([bound.as_widget(attrs=attrs)])


def _choices(bound: BoundField) -> SafeString:
    legend = el("legend", *_label(bound))
    rows = [el("label", joined([row.tag()]), el("span", str(row.choice_label))) for row in _rows(bound)]
    described = _described(bound, bool(bound.help_text))
    return el("fieldset", legend, *_said(bound), el("div", *rows, class_="choices"), class_=_css(bound),
              id=f"{bound.auto_id}_field", aria_describedby=described)  # fmt: skip


def _rows(bound: BoundField) -> Iterable[Any]:
    """Each choice of a group, as Django's BoundWidget."""
    return bound.subwidgets


def _lone_choice(bound: BoundField) -> SafeString:
    row = el("label", _control(bound), el("span", *_label_of_choice(bound)))
    return el("div", *_said(bound), el("div", row, class_="choices"), class_=_css(bound), id=f"{bound.auto_id}_field")


def _label_of_choice(bound: BoundField) -> list[SafeString]:
    """A box to tick needs no "(optional)"."""
    return [joined([str(bound.label)])]
