"""What a document shows."""

from tests.values import loaded, selection


def test_steps_fit_mode_and_relationship() -> None:
    """The guide for a video call has its tips and no others; everyone's guide has none."""
    everyone = {tip.text for step in loaded()[0].steps for tip in step.tips}
    chosen = selection("guide")
    tips = {tip.text for step in chosen.steps for tip in step.tips}
    assert tips == {
        "Offer to send the link.",
        "Be at your screen three minutes early, camera and microphone tested.",
    }
    assert tips < everyone
