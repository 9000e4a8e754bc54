"""Fonts are cut to some letters, whatever they come packed in."""

from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from generator.channels.web import woff
from generator.cutting import cut
from tests.values import loaded

LETTERS = [ord(letter) for letter in "Ask well ½ é"]


def sample() -> Path:
    """A font of a theme."""
    return loaded()[1].themes["grid"].faces[0].path


def letters_of(data: bytes) -> set[int]:
    """The letters that a font has, by their code points."""
    with TTFont(BytesIO(data)) as font:
        return set(font.getBestCmap())


def packed(folder: Path, flavor: str) -> Path:
    """The sample as it is packed for the web."""
    path = folder / f"font.{flavor}"
    with TTFont(sample()) as font:
        font.flavor = flavor
        font.save(path)
    return path


def test_a_font_has_the_letters_and_no_others() -> None:
    """Those that were asked for and that it had."""
    assert letters_of(cut(sample(), [*LETTERS, 0x4E00], ())) == set(LETTERS)


def test_features_stay_if_they_are_asked_for() -> None:
    """Without any, the tables of features are gone."""
    for features, there in (["tnum", "kern"], True), ([], False):
        with TTFont(BytesIO(cut(sample(), [*range(0x30, 0x3A), *LETTERS], features))) as font:
            assert ("GSUB" in font) is there


@pytest.mark.parametrize("flavor", ["woff", "woff2"])
def test_a_web_font_is_cut_as_any(flavor: str, tmp_path: Path) -> None:
    """An organization may have its typeface in that form only."""
    assert letters_of(cut(packed(tmp_path, flavor), LETTERS, ())) == set(LETTERS)
    assert letters_of(woff(packed(tmp_path, flavor))) == letters_of(woff(sample()))
