"""What the server counts, and how a scraper reads it."""
