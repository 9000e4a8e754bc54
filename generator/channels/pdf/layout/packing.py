"""How hard the streams of a PDF are compressed: stands in for ``zlib`` where pydyf calls it.

pydyf does what zlib can at the most, and has no option for it. That takes more than twice the time,
and makes a sheet smaller by a thirtieth.
"""

import zlib
from typing import Any

LEVEL = 4
"""Of 9."""
compress = zlib.compress


def compressobj(level: int) -> Any:  # noqa: ANN401, ARG001 - the type has no public name
    """A compressor of our level."""
    return zlib.compressobj(LEVEL)
