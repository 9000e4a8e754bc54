"""What the picker's page plans and filters by: one value, as JSON has them."""

from generator.model import Library

QUESTION = {"id", "text", "probes", "minutes", "priority", "theme", "phase", "level", "audience"}
CATEGORY = {"id": True, "title": True, "opt_in": True, "questions": {"__all__": QUESTION}}
POLICY = {"opening_minutes", "closing_minutes", "slack_percent"}


def rules(library: Library) -> dict[str, object]:
    """The bank, the presets, and how a meeting is planned; the keys are those of the files."""
    return {
        "planning": library.planning.model_dump(mode="json"),
        "policy": library.policy.model_dump(mode="json", include=POLICY),
        "bank": [each.model_dump(mode="json", include=CATEGORY) for each in library.bank],
        "presets": [each.model_dump(mode="json") for each in library.presets.values()],
    }
