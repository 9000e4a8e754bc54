"""Fonts are cut to some letters, whatever they come packed in."""

from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from generator.channels import pdf
from generator.channels.pdf.layout import cuts
from generator.cutting import Whole, cut
from generator.model import Face
from generator.webfonts import woff
from tests.classmates import documents
from tests.values import loaded

LETTERS = [ord(letter) for letter in "Ask well ½ é"]


def face() -> Face:
    """A font of a theme."""
    return loaded()[1].themes["grid"].faces[0]


def sample() -> Path:
    """Its file."""
    return face().path


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
    usual = face()._replace(package=None)
    theirs = usual._replace(path=packed(tmp_path, flavor))
    assert letters_of(woff(theirs)) == letters_of(woff(usual))


def test_glyphs_keep_their_numbers() -> None:
    """A PDF refers to glyphs by number: those that are kept have their outlines, others none."""
    with TTFont(sample()) as font:
        wanted = sorted(font.getGlyphID(font.getBestCmap()[letter]) for letter in LETTERS)
        before = [
            len(font["glyf"][font.getGlyphName(i)].getCoordinates(font["glyf"])[0]) for i in wanted
        ]
    with TTFont(BytesIO(Whole(sample().read_bytes()).cut(frozenset(wanted)))) as font:
        names = font.getGlyphOrder()
        sizes = [len(font["glyf"][name].getCoordinates(font["glyf"])[0]) for name in names]
    assert [sizes[i] for i in wanted] == before
    assert sum(size > 0 for size in sizes) == sum(size > 0 for size in before)


def test_the_system_has_no_say_in_how_fonts_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same bytes where the engine finds no subsetter; what ours refuses is left to it."""
    (document,) = documents("thank-you-note", "grid", 1)
    with pdf.in_full():
        usual = pdf.typeset(document).data
        monkeypatch.setattr("weasyprint.pdf.fonts.harfbuzz_subset", None)
        assert pdf.typeset(document).data == usual
        monkeypatch.undo()

        def refuse(*_: object, **__: object) -> bytes:
            raise RuntimeError

        monkeypatch.setattr(Whole, "cut", refuse)
        assert len(pdf.typeset(document).data) < 2 * len(usual)  # cut all the same


def test_a_font_is_kept_once() -> None:
    """However many pages are laid out with it, the engine reads it anew for each."""
    sheets = list(documents("thank-you-note", "grid", 3))
    with pdf.in_full():
        first, *others = [len(pdf.typeset(each).data) and len(cuts.SAME.kept) for each in sheets]
    assert others == [first] * 2
