"""What is kept for a while, and bounded by number or by size."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

Kept = TypeVar("Kept")


class Recent(Generic[Kept]):
    """What was made for each key. What nobody has asked for the longest is forgotten first."""

    def __init__(self, most: int, size: Callable[[Kept], int] = lambda _: 1) -> None:
        """``most`` is for the sizes of all that is kept together; without ``size``, each is 1."""
        self.room = most
        self.size = size
        self.kept: OrderedDict[object, Kept] = OrderedDict()

    def __contains__(self, key: object) -> bool:
        return key in self.kept

    def get(self, key: object, make: Callable[[], Kept]) -> Kept:
        """What is kept for a key, made if it is not."""
        if key in self.kept:
            self.kept.move_to_end(key)
            return self.kept[key]
        self.kept[key] = made = make()
        self.room -= self.size(made)
        while self.room < 0:
            self.pop(next(iter(self.kept)))
        return made

    def pop(self, key: object) -> Kept:
        """What was kept for a key, and is no longer."""
        made = self.kept.pop(key)
        self.room += self.size(made)
        return made
