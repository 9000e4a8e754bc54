"""What the machine lacks for print, and the command that adds it."""

import ctypes
import shutil
import sys
from importlib.util import find_spec
from typing import NamedTuple

LIBRARIES = {
    "libpango-1.0": ("Pango", "sets the text of PDFs"),
    "libpangoft2-1.0": ("PangoFT2", "finds the fonts of PDFs"),
}
"""System libraries of the PDF engine, by how the names of their files and packages begin."""
FONTS = {
    "fontpkg_atkinson_hyperlegible": "the typeface of the grid theme",
    "fontpkg_spectral": "the typeface of the folio theme",
    "fontpkg_barlow_semi_condensed": "the typeface of the fair theme",
    "fontpkg_barlow_condensed": "its headings",
    "fontpkg_noto_sans": "letters that the typeface lacks",
}
HOMEBREW = ("/opt/homebrew/lib", "/usr/local/lib")


class Finding(NamedTuple):
    """One thing that is needed, and whether it is there."""

    name: str
    purpose: str
    found: bool
    package: str


def examine() -> list[Finding]:
    """Look for everything that a build needs beyond the interpreter."""
    libraries = [
        Finding(name, purpose, _loads(stem), _package(stem))
        for stem, (name, purpose) in LIBRARIES.items()
    ]
    fonts = [
        Finding(name, purpose, find_spec(name) is not None, "") for name, purpose in FONTS.items()
    ]
    return [*libraries, *fonts]


def _package(stem: str) -> str:
    """What Debian calls it."""
    return f"{stem}-0"


def _loads(stem: str) -> bool:
    files = f"{stem}.so.0", f"{stem}.dylib", f"{stem}-0.dll"
    folders = ("", *(f"{folder}/" for folder in HOMEBREW)) if sys.platform == "darwin" else ("",)
    for folder in folders:
        for file in files:
            try:
                ctypes.CDLL(f"{folder}{file}")
            except OSError:
                continue
            return True
    return False


def remedy(findings: list[Finding]) -> str:
    """One command that adds all that is missing, or "" if nothing is."""
    missing = [finding for finding in findings if not finding.found]
    packages = [finding.package for finding in missing if finding.package]
    commands = [install_command(packages)] if packages else []
    if any(not finding.package for finding in missing):
        commands.append("python -m pip install --force-reinstall askwell")
    return " && ".join(commands)


def install_command(packages: list[str] | None = None) -> str:
    """The command for this machine's package manager."""
    names = " ".join(packages or map(_package, LIBRARIES))
    if sys.platform == "darwin":
        return "brew install pango"
    if sys.platform == "win32":
        return "pacman -S mingw-w64-ucrt-x86_64-pango (in MSYS2)"
    if shutil.which("apt-get"):
        return f"sudo apt-get install -y {names}"
    if shutil.which("dnf"):
        return "sudo dnf install pango"
    return f"install Pango (on Debian: {names})"
