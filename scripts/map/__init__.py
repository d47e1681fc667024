"""From Natural Earth's countries to the small map that the explorer ships."""
