"""Figures of speed, each beside a yardstick measured in the same run: trust the ratios, not the times."""
