"""A graph that lasts: a folder with Oxigraph's database, changed whole or not at all, backed up while in use.

The folder holds ``store.json`` (which database counts, and of what kind the data are), ``lock`` (held by the
one process that has it open), the database in ``data-N``, and, while a server runs, its control channel.
"""

from kg.store.disk.errors import DiskStoreError, StoreHeldError
from kg.store.disk.store import DiskStore

__all__ = ["DiskStore", "DiskStoreError", "StoreHeldError"]
