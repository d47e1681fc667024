"""The half of an evaluator that a server of others does not offer: its data are not ours to change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.store.remote.errors import RemoteUpdateError

if TYPE_CHECKING:
    from kg.store.changes import Change
    from kg.store.patch import Patch


class NoChanges:
    """Refuses what :class:`kg.store.evaluator.Evaluator` has for writers."""

    async def change(
        self,
        change: Change,  # noqa: ARG002
        deadline: float | None = None,  # noqa: ARG002
        client: str = "",  # noqa: ARG002
    ) -> Patch:
        """Raise RemoteUpdateError: the data are another server's."""
        raise RemoteUpdateError

    async def apply(self, patch: Patch) -> None:  # noqa: ARG002
        """Raise RemoteUpdateError: the data are another server's."""
        raise RemoteUpdateError
