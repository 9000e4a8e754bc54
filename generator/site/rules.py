"""What the picker's page plans and filters by: one value, as JSON has them."""

from generator.model import Library

POLICY = {"opening_minutes", "closing_minutes", "slack_percent", "alarm_minutes"}
POLICY |= {"thank_you_days", "thank_you_late_days"}


def rules(library: Library) -> dict[str, object]:
    """The bank, the presets, and how a meeting is planned; the keys are those of the files."""
    return {
        "planning": library.planning.model_dump(mode="json"),
        "policy": library.policy.model_dump(mode="json", include=POLICY),
        "bank": [
            category.model_dump(mode="json", exclude={"description", "number"})
            for category in library.bank
        ],
        "presets": [preset.model_dump(mode="json") for preset in library.presets.values()],
    }
