"""Debian's Chromium for the page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browsers import pytest_runtest_teardown, running

__all__ = ["pytest_runtest_teardown"]


@pytest.fixture(scope="module")
def browser() -> Browser:
    """The browser of this process."""
    return running()
