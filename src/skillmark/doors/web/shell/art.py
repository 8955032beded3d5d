"""Badge art: the same definition gives the same picture, byte for byte, on a page and in a file.

    shape   how it was assessed          exam: octagon · project: shield · course: circle · work: hexagon
    ground  the skill field              eight dark colours, each at least 7 to 1 against brass and white
    lathe   SHA-256 of the definition's  two turned rosettes, as on an engine-turned watch case; versions keep
            key                          their picture and look-alikes do not share one
    emblem  the skill field              one line drawing of 24 by 24 units
    pips    the EQF level                that many of eight struck on the rim
    foot    the issuer's initials        at most three letters

Colours are fixed in both themes, since the file also lives outside. A picture that an issuer uploads replaces the art,
never the hallmark. No ids, no style, no script and nothing fetched, so the file may be baked and shown anywhere.
The drawing must not change for a definition already awarded: change it only by adding a new edition of `svg`.
"""

import hashlib
import math
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from skillmark.doors.web.shell.markup import el, joined

BRASS, BRIGHT, WHITE = "#f0cd74", "#fbe6ad", "#ffffff"
GROUND = {
    "data": "#0e3b43", "software": "#1c2f57", "health": "#5a1a33", "marketing": "#5b2c0c",
    "language": "#3c2a5c", "trade": "#3d3a12", "business": "#16402c", "other": "#2b3440",
}  # fmt: skip
SHAPE = {
    "course": "M60 4a56 56 0 1 1 0 112a56 56 0 1 1 0-112z",
    "exam": "M37 4h46l33 33v46l-33 33H37L4 83V37z",
    "project": "M8 8h104v56c0 28-22 44-52 52C30 108 8 92 8 64z",
    "work": "M60 3l50 28v58l-50 28-50-28V31z",
}
EMBLEM = {
    "data": "M3 21V13M9 21V7M15 21v-10M21 21V3",
    "software": "M8 6l-6 6 6 6M16 6l6 6-6 6M14 3l-4 18",
    "health": "M1 12h5l3-8 5 16 3-8h6",
    "marketing": "M3 9v6h4l9 5V4L7 9zM20 8c2 2 2 6 0 8",
    "language": "M3 4h18v12H11l-5 5v-5H3zM8 9h8M8 12h5",
    "trade": "M14 5a5 5 0 0 0 6 6L9 22l-5-5L15 6M4 17l3 3",
    "business": "M4 21V9l8-6 8 6v12zM9 21v-7h6v7",
    "other": "M12 2l3 7 7 1-5 5 1 7-6-4-6 4 1-7-5-5 7-1z",
}
FACE = "Palatino,P052,Georgia,serif"


@dataclass(frozen=True, slots=True)
class Art:
    """What the picture is made from. `key` never changes with a version; unknown `field` and `assessed` fall back."""

    key: str
    name: str
    field: str = "other"
    assessed: str = "course"
    level: int = 0
    initials: str = ""

    @property
    def ground(self) -> str:
        return GROUND.get(self.field, GROUND["other"])

    @property
    def shape(self) -> str:
        return SHAPE.get(self.assessed, SHAPE["course"])


def describe(art: Art) -> str:
    """The reading of the picture, for where no name stands beside it."""
    shape = {"exam": _("octagon"), "project": _("shield"), "work": _("hexagon")}.get(art.assessed, _("circle"))
    text = _("%(name)s: %(shape)s with a lathe pattern") % {"name": art.name, "shape": shape}
    if art.initials:
        text += _(" and the letters %(letters)s") % {"letters": art.initials[:3]}
    if art.level:
        text += _(", level %(level)d of 8") % {"level": art.level}
    return text


def picture(art: Art, alt: str | None = "", css: str = "art") -> SafeString:
    """The drawing for a page. `alt` "" where the name stands beside it, None for the reading of `describe`."""
    said = describe(art) if alt is None else alt
    title = el("title", art.name) if said else None
    spoken = {"role": "img", "aria_label": said} if said else {"aria_hidden": "true"}
    return el("svg", title, *_drawing(art), class_=css, viewBox="0 0 120 120", **spoken)


def file_bytes(art: Art) -> bytes:
    """A standalone SVG file, UTF-8 with XML header, 512 px square, for baking. Not translated: a file has no reader."""
    said = f"{art.name}, {art.initials[:3]}" if art.initials else art.name
    drawn = el(
        "svg", el("title", art.name), *_drawing(art),
        xmlns="http://www.w3.org/2000/svg", version="1.1", viewBox="0 0 120 120", width=512, height=512,
        role="img", aria_label=said,
    )  # fmt: skip
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + drawn.encode() + b"\n"


def _drawing(art: Art) -> list[SafeString]:
    """Back to front: plate, lathe, bevel, medallion, emblem, pips, foot."""
    seed = hashlib.sha256(art.key.encode()).digest()
    emblem = EMBLEM.get(art.field, EMBLEM["other"])
    return [
        el("path", d=art.shape, fill=art.ground),
        _lathe(seed),
        *_bevel(art.shape),
        el("circle", cx=60, cy=56, r=24.6, fill=art.ground, stroke=BRASS, stroke_width=0.6,
           stroke_dasharray=_milling(seed)),
        el("circle", cx=60, cy=56, r=22.4, fill=art.ground, stroke=BRASS, stroke_width=1.4),
        el("path", d=emblem, transform="translate(45.6 41.6) scale(1.2)", fill="none", stroke=WHITE, stroke_width=2,
           stroke_linecap="round", stroke_linejoin="round"),
        *_pips(art),
        *_foot(art),
    ]  # fmt: skip


def _lathe(seed: bytes) -> SafeString:
    """Two rosettes of turned ellipses, the inner one running against the outer. 12 to 20 and 9 to 14 ellipses."""
    outer = _rosette(12 + seed[0] % 9, 41 + seed[1] % 7, 13 + seed[2] % 17, seed[3] % 30)
    inner = _rosette(9 + seed[4] % 6, 33 + seed[5] % 5, 22 + seed[6] % 9, -(seed[7] % 40))
    plain = {"fill": "none", "stroke": BRASS}
    return el(
        "g",
        el("g", outer, stroke_width="0.55", opacity="0.62", **plain),
        el("g", inner, stroke_width="0.4", opacity="0.45", **plain),
        transform="translate(60 60)",
    )


def _rosette(turns: int, rx: int, ry: int, twist: int) -> SafeString:
    angles = (twist + 180 * i / turns for i in range(turns))
    return joined(el("ellipse", rx=rx, ry=ry, transform=f"rotate({angle:.1f})") for angle in angles)


def _milling(seed: bytes) -> str:
    """Dash lengths round the medallion, each pair a whole part of its edge so that the ring closes."""
    teeth = 48 + 8 * (seed[8] % 4)
    step = 2 * math.pi * 24.6 / teeth
    return f"{step * 0.55:.3f} {step * 0.45:.3f}"


def _bevel(shape: str) -> list[SafeString]:
    """Light from the top left: a bright and a dark edge, then the brass line between them."""

    def edge(colour: str, opacity: str, width: str, dx: float, dy: float) -> SafeString:
        place = f"translate({60 + dx:g} {60 + dy:g}) scale(.945) translate(-60 -60)"
        return el("path", d=shape, fill="none", stroke=colour, stroke_width=width, opacity=opacity, transform=place)

    return [
        edge("#000000", "0.45", "1.6", 0.8, 0.9),
        edge(BRIGHT, "0.35", "1.2", -0.6, -0.7),
        edge(BRASS, "1", "1.6", 0, 0),
    ]


def _pips(art: Art) -> list[SafeString]:
    """Eight places on the rim; as many struck as the level says, the rest open."""
    middle = 63 if art.assessed == "project" else 60
    radius = 41.5 if art.assessed == "work" else 49  # the hexagon leaves less room beside its top corner
    found = []
    for i in range(8):
        angle = math.radians(-90 + (i - 3.5) * 13)
        x, y = 60 + radius * math.cos(angle), middle + radius * math.sin(angle)
        fill = BRASS if i < art.level else art.ground
        found.append(el("circle", cx=x, cy=y, r=2.1, fill=fill, stroke=BRASS, stroke_width=0.8))
    return found


def _foot(art: Art) -> list[SafeString]:
    if not art.initials:
        return []
    plate = el("rect", x=41, y=85, width=38, height=17, rx=2, fill=art.ground, stroke=BRASS, stroke_width=1.2)
    letters = el(
        "text", art.initials[:3], x=60, y=97.8, fill=WHITE, font_family=FACE, font_size=12.5, font_weight=600,
        text_anchor="middle", letter_spacing=1,
    )  # fmt: skip
    return [plate, letters]
