"""What a document knows, as JSON for other programs: the checks of an accessibility report."""

import json

from generator.documents import Artifact, Composition

PART = "body.html"


def typeset(composition: Composition) -> Artifact:
    """A ``.json`` file: the day, and a list of checks."""
    selection = composition.selection
    checks = [check._asdict() for check in selection.checks]
    report = {"day": selection.today.isoformat(), "checks": checks}
    return Artifact(".json", json.dumps(report, indent=2, ensure_ascii=False).encode() + b"\n")
