"""What is worked out only if somebody looks at it."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TypeVar, overload

T = TypeVar("T")


class Later(Sequence[T]):
    """A sequence that is worked out when it is first looked at, as few documents do."""

    def __init__(self, work: Callable[[], Iterable[T]]) -> None:
        self.work = work

    @cached_property
    def values(self) -> tuple[T, ...]:
        """What is in it; from now on it is known."""
        return tuple(self.work())

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        return self.values[index]

    def __len__(self) -> int:
        return len(self.values)
