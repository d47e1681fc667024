"""Any server that speaks SPARQL 1.1 as the store: :class:`RemoteStore` for queries of our own,
:class:`RemotePool` for those of strangers.
"""

from kg.store.remote.address import Credentials, RemoteAddress, remote_address
from kg.store.remote.pool import RemotePool
from kg.store.remote.store import RemoteStore

__all__ = ["Credentials", "RemoteAddress", "RemotePool", "RemoteStore", "remote_address"]
