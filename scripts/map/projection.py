"""Lambert's azimuthal equal-area projection of the sphere: areas can be compared.

Source: J. P. Snyder, "Map Projections: A Working Manual", US Geological Survey Professional Paper 1395
(1987), pages 182-187, equations 22-4, 22-5 and 24-2.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin, sqrt


@dataclass(frozen=True, slots=True)
class Lambert:
    """The projection about the point ``longitude``, ``latitude`` (degrees), on a sphere of radius 1."""

    longitude: float
    latitude: float

    def __call__(self, point: tuple[float, float]) -> tuple[float, float]:
        """Return x (to the right) and y (downwards) of a point (longitude, latitude in degrees).

        Raises:
            ZeroDivisionError: the point is the antipode of the centre, which lies on every side at once.
        """
        turn, tilt, middle = (radians(v) for v in (point[0] - self.longitude, point[1], self.latitude))
        cosine = sin(middle) * sin(tilt) + cos(middle) * cos(tilt) * cos(turn)
        factor = sqrt(2 / (1 + cosine))
        across = factor * cos(tilt) * sin(turn)
        up = factor * (cos(middle) * sin(tilt) - sin(middle) * cos(tilt) * cos(turn))
        return across, -up
