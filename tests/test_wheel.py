"""The wheel, installed where there is no checkout: what somebody gets who never saw it."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

ROOT = Path(__file__).parent.parent
SAMPLE_PEOPLE = ("Leila Brandt", "Marcus Oyelaran", "Wrenfield")
ANSWERS = {
    "--name": "Noor Haddad",
    "--email": "noor@example.org",
    "--introduction": "a second-year chemistry student at Elm College",
    "--contact": "Ines Duarte",
    "--topic": "the work of a water chemist",
    "--reason": "Your talk in the spring showed me a side of the field that I did not know.",
}


@dataclass(frozen=True)
class Installed:
    """A virtual environment with the wheel in it, and a folder to work in."""

    folder: Path
    scripts: Path
    packages: Path

    def run(self, program: str, *words: str) -> str:
        """What a program of the environment says, on both streams; it must end well."""
        kept = {key: text for key, text in os.environ.items() if not key.startswith("PYTHON")}
        done = subprocess.run(
            [self.scripts / program, *words],
            cwd=self.folder,
            env=kept | {"PYTHONUTF8": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stdout
        return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout. Nothing is fetched: the build backend is installed already."""
    folder = tmp_path_factory.mktemp("wheel")
    _python("-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT))
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel in an environment of its own.

    Its dependencies are those of this environment, lent through a ``.pth`` file; the ``.pth`` of
    the editable checkout, which lies beside them, is not followed from there.
    """
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    paths = sysconfig.get_paths("venv", vars={"base": str(home), "platbase": str(home)})
    scripts, packages = Path(paths["scripts"]), Path(paths["purelib"])
    _python("-m", "pip", "--python", str(home), "install", "--no-deps", "--no-index", str(wheel))
    lent = dict.fromkeys(sysconfig.get_path(name) for name in ("purelib", "platlib"))
    (packages / "lent.pth").write_text("\n".join(lent), encoding="utf-8")
    return Installed(tmp_path_factory.mktemp("elsewhere"), scripts, packages)


@pytest.fixture(scope="module")
def demo(installed: Installed) -> Path:
    """A project that the installed program made, built as text, pages and one PDF."""
    installed.run("askwell", "new", "demo", *(word for pair in ANSWERS.items() for word in pair))
    installed.run("askwell", "build", "demo", "--channel", "text", "--channel", "web")
    installed.run("askwell", "build", "demo", "--channel", "pdf", "--kind", "question-sheet")
    return installed.folder / "demo"


def _python(*words: str) -> None:
    done = subprocess.run([sys.executable, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def _text(path: Path) -> str:
    data = path.read_bytes()
    if path.suffix == ".pdf":
        pages = (page.extract_text() for page in PdfReader(BytesIO(data)).pages)
        return "\n".join(pages).replace("\N{NO-BREAK SPACE}", " ")
    return data.decode("utf-8", errors="replace")


def test_the_wheel_carries_the_whole_pack_inside_the_package(wheel: Path) -> None:
    """Every file of content/ and templates/ is in the wheel, below generator/pack."""
    names = set(zipfile.ZipFile(wheel).namelist())
    sources = [path for top in ("content", "templates") for path in (ROOT / top).rglob("*")]
    assert len(sources) > 50
    for path in sources:
        if path.is_file() and path.parent.name != "__pycache__":
            assert f"generator/pack/{path.relative_to(ROOT).as_posix()}" in names


def test_the_wheel_puts_nothing_beside_the_package(wheel: Path) -> None:
    """No folder named content, templates or tests lands in a user's site-packages."""
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert tops == {"generator", wheel.name.split("-py3-")[0] + ".dist-info"}


def test_the_program_runs_from_the_wheel(installed: Installed, wheel: Path) -> None:
    """The installed package, not the checkout, is what answers, with the wheel's version."""
    where = installed.run("python", "-c", "import generator; print(generator.__file__)")
    assert Path(where.strip()).resolve() == (installed.packages / "generator/__init__.py").resolve()
    assert wheel.name.split("-")[1] in installed.run("askwell", "--version")


def test_a_new_project_builds_from_the_wheel(demo: Path) -> None:
    """The answers become a project, and the project becomes handouts and a packet."""
    made = {path.relative_to(demo).as_posix() for path in demo.rglob("*") if path.is_file()}
    assert made >= {
        "content/seeker.yaml",
        "content/interviews/ines-duarte.yaml",
        "output/handouts/guide.html",
        "output/ines-duarte/phone-script.txt",
        "output/ines-duarte/question-sheet.pdf",
    }
    assert "Ines Duarte" in _text(demo / "output/ines-duarte/phone-script.txt")


def test_print_needs_nothing_of_the_checkout(demo: Path) -> None:
    """The question sheet of the installed program is one page that names the contact."""
    sheet = demo / "output/ines-duarte/question-sheet.pdf"
    assert len(PdfReader(sheet).pages) == 1
    assert "Ines Duarte" in _text(sheet)


def test_nobody_of_the_sample_appears(demo: Path) -> None:
    """The people and the college of the repository's sample are no defaults for anyone."""
    found = [
        f"{name} in {path.relative_to(demo)}"
        for path in sorted(demo.rglob("*"))
        if path.is_file()
        for name in SAMPLE_PEOPLE
        if name in _text(path)
    ]
    assert found == []
