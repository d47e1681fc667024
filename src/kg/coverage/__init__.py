"""What of the source documents the graph holds: the ledgers, their checks, and the audit beside them."""

from kg.coverage.files import load, read
from kg.coverage.ledger import Coverage, Fault, Ledger, LedgerRow, PageRow, Place

__all__ = ["Coverage", "Fault", "Ledger", "LedgerRow", "PageRow", "Place", "load", "read"]
