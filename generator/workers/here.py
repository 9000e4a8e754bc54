"""An executor without other processes."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any


class HereAndNow(Executor):
    """Does everything in this process, at once."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":  # noqa: ANN401
        """A future that is done."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - it is raised again where the result is wanted
            future.set_exception(error)
        return future
