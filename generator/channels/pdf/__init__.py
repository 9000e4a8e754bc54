"""Print: a tagged PDF (PDF/UA-1), fitted to its pages. Only this package knows WeasyPrint."""

from generator.documents import Artifact, Composition

PART = "body.html"


def typeset(composition: Composition) -> Artifact:
    """A ``.pdf`` file. What does not fit is told by ``overflow``, and the file is not to be kept.

    Raises:
        EngineMissing: Pango or another system library of the engine is not there.
    """
    # The engine's import takes longer than all the rest of a build: only print pays for it.
    from generator.channels.pdf import engine, fit  # noqa: PLC0415

    selection = composition.selection
    page = engine.press(selection.theme, selection.paper).page(composition.parts["body.html"])
    fitted = fit.fit(page, selection.theme.fit, promised=selection.bounds.pages)
    data = b"" if fitted.overflow else page.write(fitted.layout)
    return Artifact(
        ".pdf", data, len(fitted.layout.pages), fitted.overflow, page.warnings(selection.source)
    )
