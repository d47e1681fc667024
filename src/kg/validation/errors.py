"""What can go wrong with validation itself."""

from __future__ import annotations

from kg.errors import StoreError


class ValidationTimeoutError(StoreError):
    """A change was not validated within its deadline (``seconds``); nothing was changed."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(
            f"The change was not validated within {seconds:g} s; nothing was changed. Make it smaller."
        )


class ValidationProcessError(StoreError):
    """The process that validates ended, or could not do it; nothing was changed."""

    def __init__(self, detail: str) -> None:
        super().__init__(f"The change could not be validated ({detail}); nothing was changed. Try again.")
