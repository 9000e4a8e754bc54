"""What is kept for a while, and bounded by number."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

Kept = TypeVar("Kept")


class Recent(Generic[Kept]):
    """What was made for each key. What nobody has asked for the longest is forgotten first."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.kept: OrderedDict[object, Kept] = OrderedDict()

    def get(self, key: object, make: Callable[[], Kept]) -> Kept:
        """What is kept for a key, made if it is not."""
        if key not in self.kept:
            self.kept[key] = make()
            if len(self.kept) > self.most:
                self.kept.popitem(last=False)
        self.kept.move_to_end(key)
        return self.kept[key]
