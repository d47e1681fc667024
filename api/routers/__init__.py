"""The paths of ``/api/v1``, one file a family. A handler checks, asks the domain, hands rows to an answer."""
