"""The version of the software, read by the build and by ``kg --version``."""

__version__ = "0.1.0"
