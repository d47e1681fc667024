"""Where participants stand in the picture: the UN's subregions of the Americas, and two groups for the rest.

Source: United Nations Statistics Division, Standard country or area codes for statistical use (M49). Mexico
is counted with Central America and Bermuda with Northern America, as M49 does.
"""

from __future__ import annotations

from typing import Final

_NORTH: Final = "BMU CAN GRL SPM USA"
_CENTRAL: Final = "BLZ CRI GTM HND MEX NIC PAN SLV"
_CARIBBEAN: Final = (
    "ABW AIA ATG BES BHS BLM BRB CUB CUW CYM DMA DOM GLP GRD HTI JAM KNA LCA MAF MSR MTQ PRI SXM TCA TTO "
    "VCT VGB VIR"
)
_SOUTH: Final = "ARG BOL BRA CHL COL ECU FLK GUF GUY PER PRY SUR URY VEN"

#: The groups of each side of the picture, from top to bottom; ids are also keys of the catalogues.
SIDES: Final[dict[str, tuple[str, ...]]] = {
    "left": ("north-america", "central-america", "caribbean"),
    "right": ("south-america", "elsewhere", "organizations"),
}

#: The groups that are the Americas, from north to south.
REGIONS: Final = ("north-america", "central-america", "caribbean", "south-america")

_REGION_OF: Final = {
    code: region
    for region, codes in (
        ("north-america", _NORTH),
        ("central-america", _CENTRAL),
        ("caribbean", _CARIBBEAN),
        ("south-america", _SOUTH),
    )
    for code in codes.split()
}


def group_of(kind: str, local: str) -> str:
    """Return the group of a participant, from its kind and (for states) its ISO 3166-1 alpha-3 code."""
    if kind not in ("state", "territory"):
        return "organizations"
    return _REGION_OF.get(local, "elsewhere")
