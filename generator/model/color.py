"""How well a color is read on paper, and the nearest shade of it that is."""

import colorsys
import math
from typing import Annotated

from pydantic import AfterValidator

from generator.errors import refuse
from generator.model.base import Color

TEXT, RULE = 4.5, 3.0
"""The least contrast of text (WCAG 2.1, 1.4.3) and of what else has a meaning (1.4.11)."""
PAPER, DARK = "#ffffff", "#14161a"
DARK_TEXT = 7.0
"""On a dark screen, where thin letters glow."""
STEPS = 400
"""Shades between a color and black."""


def contrast(one: str, other: str = PAPER) -> float:
    """The contrast ratio of two colors like ``#1746a2``, from 1 to 21 (WCAG 2.1, 1.4.3)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def nearest_shade(color: str, least: float, paper: str = PAPER) -> str:
    """The shade of a color that is nearest to it and has this contrast; its hue stays.

    On light paper it becomes darker, on dark paper lighter.
    """
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(color))
    end = 0.0 if _luminance(paper) > 0.18 else 1.0  # noqa: PLR2004 - where black and white are equal
    for step in range(STEPS + 1):
        shade = lightness + (end - lightness) * step / STEPS
        found = _written(*colorsys.hls_to_rgb(hue, shade, saturation))
        if contrast(found, paper) >= least:
            return found
    return _written(end, end, end)


def on_dark(color: str) -> str:
    """The shade of a color for text on a dark screen."""
    return nearest_shade(color, DARK_TEXT, DARK)


def _luminance(color: str) -> float:
    """Relative luminance, as WCAG 2.1 defines it."""
    red, green, blue = (_linear(channel) for channel in _channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004


def _channels(color: str) -> tuple[float, float, float]:
    red, green, blue = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _written(*channels: float) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)


def _readable(least: float, use: str) -> AfterValidator:
    """Refuse a color that is not read well enough on paper, and name the nearest that is."""

    def check(color: str) -> str:
        if (found := contrast(color)) < least:
            shade = nearest_shade(color, least)
            message = f"“{color}” is too light: {use} on white needs a contrast of {least:g}:1, "
            message += f"and it has {math.floor(found * 10) / 10:g}:1."
            refuse(message, f'The nearest shade that passes is "{shade}".')
        return color

    return AfterValidator(check)


TextColor = Annotated[Color, _readable(TEXT, "text")]
RuleColor = Annotated[Color, _readable(RULE, "a rule")]
