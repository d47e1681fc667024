"""The graph that is being served, and how it changes while it is: by reload and by writers.

Every request takes what is current when it begins. A change is prepared beside it (read, validated, made
durable) and then becomes current at once; what is under way ends on what it began with.
"""

from api.live.generation import Live

__all__ = ["Live"]
