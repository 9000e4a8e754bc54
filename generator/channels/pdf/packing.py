"""How hard the streams of a PDF are compressed: stands in for ``zlib`` where pydyf calls it.

pydyf does what zlib can at the most, which takes almost twice the time for less than a hundredth of
the size, and has no option for it.
"""

import zlib
from typing import Any

LEVEL = 6
"""Of 9, as zlib itself would have it."""
compress = zlib.compress


def compressobj(level: int) -> Any:  # noqa: ANN401, ARG001 - the type has no public name
    """A compressor of our level."""
    return zlib.compressobj(LEVEL)
