"""Brand colors: what can be read, and the nearest shade that can."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from generator.model import Organization
from generator.model.color import PAPER, TEXT, contrast, nearest_shade, on_dark

COLORS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
    ],
)
def test_the_ratio_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    """The published ratios; #767676 is known as the lightest gray that passes."""
    assert contrast(one, other) == contrast(other, one)
    assert round(contrast(one, other), 2) == ratio


@given(COLORS)
def test_the_nearest_shade_passes_and_the_one_before_does_not(color: str) -> None:
    """A color that passes stays; another is darkened until it passes, and no further than that."""
    shade = nearest_shade(color, TEXT)
    assert contrast(shade) >= TEXT
    if contrast(color) >= TEXT:
        assert shade == color
    else:
        assert contrast(shade) < TEXT + 0.35


@given(COLORS)
def test_on_dark_every_color_is_read(color: str) -> None:
    """On a dark screen a color is lightened until it is read as well as it was on paper."""
    assert contrast(on_dark(color), "#14161a") >= 7


def test_an_organization_is_told_the_shade() -> None:
    """A yellow is refused as the color of text and named a shade; of a rule, it may be lighter."""
    with pytest.raises(ValidationError, match=r"2\.4:1"):
        Organization.model_validate({"name": "Marrow", "color": "#c9a227"})
    fixed = nearest_shade("#c9a227", TEXT, PAPER)
    organization = Organization.model_validate({"name": "Marrow", "color": fixed})
    assert organization.color == fixed
    with pytest.raises(ValidationError, match="a rule on white"):
        Organization.model_validate({"name": "Marrow", "second_color": "#f2c14e"})
    assert Organization.model_validate({"name": "Marrow", "second_color": "#b5891a"})
