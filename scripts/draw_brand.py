#!/usr/bin/env python3
"""Draw the brand images: a mast in the shape of an A whose ends are linked nodes.

Needs Pillow, nothing else: the lettering is the font that comes with it, so the
images are the same everywhere. Writes `custom_components/allstarlink/brand/`.
"""

from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FOLDER = Path(__file__).parent.parent / "custom_components" / "allstarlink" / "brand"

# Everything is drawn on a grid of 256 units, this many pixels to the unit, and
# then made smaller: Pillow's own lines have no smooth edges.
OVERSAMPLING = 8
GRID = 256

APEX = (128, 84)
FEET = ((56, 224), (200, 224))
CROSSBAR = ((88.0, 162.0), (168.0, 162.0))
NODE_RADIUS = 26
LINE_WIDTH = 24
WAVE_WIDTH = 20
WAVE_RADII = (62, 100)
# Degrees to each side of the horizontal
WAVE_ANGLE = 40

WORDMARK = "AllStarLink"
WORDMARK_SIZE = 150
WORDMARK_WEIGHT = 4
WORDMARK_GAP = 36
# Where the letters stand, from the top
BASELINE = 186
# Space between letters beside the font's own, for the weight that was added
WORDMARK_TRACKING = 8


@dataclass(frozen=True)
class Colors:
    """What the mast, the waves and the lettering are painted with."""

    mast: str
    waves: str
    letters: str


ON_LIGHT = Colors(mast="#16508c", waves="#e8762b", letters="#16508c")
ON_DARK = Colors(mast="#7cbcf0", waves="#ffa257", letters="#f2f6fa")


class Pen:
    """Draws in grid units on a transparent, oversampled picture."""

    def __init__(self, width: int) -> None:
        """Start with an empty picture of this width and the grid's height."""
        size = (width * OVERSAMPLING, GRID * OVERSAMPLING)
        self.image = Image.new("RGBA", size)
        self._draw = ImageDraw.Draw(self.image)

    def dot(self, center: tuple[float, float], radius: float, color: str) -> None:
        """Draw a filled circle."""
        x, y = (unit * OVERSAMPLING for unit in center)
        self._draw.circle((x, y), radius * OVERSAMPLING, fill=color)

    def line(
        self, start: tuple[float, float], end: tuple[float, float], color: str
    ) -> None:
        """Draw a straight line of the mast's width."""
        points = [unit * OVERSAMPLING for point in (start, end) for unit in point]
        self._draw.line(points, fill=color, width=LINE_WIDTH * OVERSAMPLING)

    def wave(self, radius: float, direction: float, color: str) -> None:
        """Draw an arc about the apex; direction in degrees, 0 is to the right."""
        x, y = (unit * OVERSAMPLING for unit in APEX)
        reach = (radius + WAVE_WIDTH / 2) * OVERSAMPLING
        self._draw.arc(
            (x - reach, y - reach, x + reach, y + reach),
            direction - WAVE_ANGLE,
            direction + WAVE_ANGLE,
            fill=color,
            width=WAVE_WIDTH * OVERSAMPLING,
        )

    def text(self, left: float, color: str) -> None:
        """Write the wordmark from here to the right."""
        for place, letter in enumerate(WORDMARK):
            self._draw.text(
                ((left + _advance(place)) * OVERSAMPLING, BASELINE * OVERSAMPLING),
                letter,
                fill=color,
                font=_font(),
                anchor="ls",
                stroke_width=WORDMARK_WEIGHT * OVERSAMPLING,
                stroke_fill=color,
            )


def _font() -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(WORDMARK_SIZE * OVERSAMPLING)


def _advance(letters: int) -> float:
    """Return how far to the right this many letters reach, in grid units."""
    own = _font().getlength(WORDMARK[:letters]) / OVERSAMPLING
    return own + letters * WORDMARK_TRACKING


def _draw_mark(pen: Pen, colors: Colors) -> None:
    for radius in WAVE_RADII:
        pen.wave(radius, 0, colors.waves)
        pen.wave(radius, 180, colors.waves)
    for foot in FEET:
        pen.line(APEX, foot, colors.mast)
    pen.line(*CROSSBAR, colors.mast)
    for node in (APEX, *FEET):
        pen.dot(node, NODE_RADIUS, colors.mast)


def _draw_icon(colors: Colors) -> Image.Image:
    pen = Pen(GRID)
    _draw_mark(pen, colors)
    return pen.image


def _draw_logo(colors: Colors) -> Image.Image:
    left = GRID + WORDMARK_GAP
    pen = Pen(left + int(_advance(len(WORDMARK))))
    _draw_mark(pen, colors)
    pen.text(left, colors.letters)
    return pen.image


def _save(image: Image.Image, name: str, height: int) -> None:
    width = round(image.width * height / image.height)
    small = image.resize((width, height), Image.Resampling.LANCZOS)
    # Two flat colours and their edges fit a palette, at a fifth of the bytes
    small.quantize(256).save(FOLDER / name, optimize=True)


def main() -> None:
    """Write each image in its two sizes, for light and dark backgrounds."""
    FOLDER.mkdir(exist_ok=True)
    for prefix, colors in (("", ON_LIGHT), ("dark_", ON_DARK)):
        for kind, image in (("icon", _draw_icon(colors)), ("logo", _draw_logo(colors))):
            _save(image, f"{prefix}{kind}.png", 256)
            _save(image, f"{prefix}{kind}@2x.png", 512)


if __name__ == "__main__":
    main()
