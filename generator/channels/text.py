"""Plain text: UTF-8, ends in one line break."""

from generator.documents import Artifact, Composition

PART = "body.txt"


def typeset(composition: Composition) -> Artifact:
    """A ``.txt`` file; a subject stands on the first line, as people paste it."""
    subject = composition.parts.get("subject.txt")
    head = f"Subject: {subject}\n\n" if subject else ""
    return Artifact(".txt", f"{head}{composition.parts['body.txt']}\n".encode())
