"""Which shapes of Natural Earth are which state or territory of the Americas, by ISO 3166-1 alpha-3 code.

Source: ISO 3166-1 numeric codes, as the shapes carry them; the Americas are those of the UN's M49. Natural
Earth's countries hold some territories inside the state that they depend on; their polygons are told apart
by where they lie (:data:`DEPENDENCIES`), so that a state of Europe is never drawn in the Americas.
"""

from __future__ import annotations

from typing import Final

_NUMERIC: Final = """
028 ATG 032 ARG 044 BHS 052 BRB 060 BMU 068 BOL 076 BRA 084 BLZ 092 VGB 124 CAN 136 CYM 152 CHL 170 COL
188 CRI 192 CUB 212 DMA 214 DOM 218 ECU 222 SLV 238 FLK 304 GRL 308 GRD 320 GTM 328 GUY 332 HTI 340 HND
388 JAM 484 MEX 500 MSR 531 CUW 533 ABW 534 SXM 558 NIC 591 PAN 600 PRY 604 PER 630 PRI 652 BLM 659 KNA
660 AIA 662 LCA 663 MAF 666 SPM 670 VCT 740 SUR 780 TTO 796 TCA 840 USA 850 VIR 858 URY 862 VEN
"""

#: Alpha-3 code of each country of the Americas, by the numeric code that its shape carries.
AMERICAS: Final[dict[str, str]] = dict(zip(_NUMERIC.split()[::2], _NUMERIC.split()[1::2], strict=True))

#: Box (west, south, east, north, in degrees) of each territory that is drawn inside another state's shape:
#: (numeric code of that state, box, alpha-3 code of the territory).
DEPENDENCIES: Final[tuple[tuple[str, tuple[float, float, float, float], str], ...]] = (
    ("250", (-55.0, 2.0, -51.0, 6.0), "GUF"),
    ("250", (-61.9, 15.8, -61.0, 16.6), "GLP"),
    ("250", (-61.3, 14.3, -60.7, 15.0), "MTQ"),
    ("528", (-68.5, 12.0, -68.1, 12.4), "BES"),
    ("528", (-63.4, 17.4, -62.9, 17.7), "BES"),
)
