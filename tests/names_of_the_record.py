"""What readers call the mechanisms: each name with its id, in both languages and any spelling."""

from __future__ import annotations

from typing import Final

#: Mechanism → names that mean it alone where a mechanism is asked for.
ONE: Final[dict[str, tuple[str, ...]]] = {
    "crm": (
        "CRM",
        "RCM",
        "rcm",
        "regional conference on migration",
        "Conferencia Regional sobre Migración",
        "CONFERENCIA REGIONAL SOBRE MIGRACION",
        "Conferencia Regional de Migracion",
        "Puebla",
        "puebla process",
        "Puebla-Process",
        "Proceso Puebla",
        "Proceso de Puebla",
    ),
    "csm": (
        "CSM",
        "sacm",
        "Lima Process",
        "lima-process",
        "LimaProcess",
        "Proceso de Lima",
        "South American Conference on Migration",
        "Conferencia Suramericana sobre Migraciones",
        "conferencia sudamericana sobre migraciones",
    ),
    "ca4": ("CA4", "CA-4", "ca 4", "C-A4", "c-a4 group", "CA-4 Group", "Grupo CA-4", "grupo c a4"),
    "ceprenac": (
        "CEPRENAC",
        "CEPREDENAC",
        "ceprenac",
        "cepredenac",
        "Centro de Coordinacion para la Prevencion de Desastres en Centroamerica y la Republica Dominicana",
    ),
    "ceam": ("CEAM", "Special Committee on Migration Issues", "Comision Especial de Asuntos Migratorios"),
    "nca-migration-council": (
        "North and Central American Council on Migration",
        "North and Central American Migration Council",
        "Regional Council on Migration",
        "Arctic-like Council on Migration and related issues",
        "arctic like council on migration and related issues",
        "proposed council",
        "Consejo de América del Norte y Central sobre Migración",
        "consejo migratorio de america del norte y central",
        "Consejo Regional sobre Migracion",
        "Consejo propuesto",
    ),
    "mirps": (
        "MIRPS",
        "mirps",
        "Comprehensive Regional Protection and Solutions Framework",
        "comprehensive regional framework for protection and solutions",
        "Marco Integral Regional para la Protección y Soluciones",
        "Marco Integral Regional para Proteccion y Soluciones",
    ),
    "cpa-indochina": (
        "Comprehensive Plan of Action for Indochinese Refugees",
        "Indochinese Comprehensive Plan of Action",
        "plan de accion integral para los refugiados indochinos",
    ),
    "cpa-cirefca": ("Concerted Plan of Action", "plan de accion concertado", "Plan de Acción Concertado"),
    "paim-sica": ("PAIM-SICA", "paim sica", "PAIMSICA", "PAIM", "Comprehensive Plan of Action (PAIM-SICA)"),
    "gcm": (
        "GCM",
        "Global Compact for Migration",
        "global compact on migration",
        "Pacto Mundial para la Migracion",
        "Global Compact for Safe, Orderly and Regular Migration",
        "global compact for safe orderly and regular migration",
    ),
    "gcr": ("GCR", "Global Compact on Refugees", "pacto mundial sobre los refugiados"),
    # The ids win over the acronyms that others share with them.
    "cam": ("CAM", "cam", "CAM-OAS", "Committee on Migration Issues", "comision de asuntos migratorios"),
    "cam-minors-program": ("Central American Minors Program", "programa de menores centroamericanos"),
    "can": ("CAN", "can", "Andean Community", "comunidad andina de naciones"),
}
#: Name → the mechanisms among which nobody may choose in silence.
SEVERAL: Final[dict[str, tuple[str, ...]]] = {
    "CPA": ("cpa-cirefca", "cpa-indochina"),
    "cpa": ("cpa-cirefca", "cpa-indochina"),
    "Comprehensive Plan of Action": ("cpa-indochina", "paim-sica"),
    "comprehensive plan-of-action": ("cpa-indochina", "paim-sica"),
    "Plan de Acción Integral": ("cpa-indochina", "paim-sica"),
    "plan de accion integral": ("cpa-indochina", "paim-sica"),
    "Global Compact": ("gcm", "gcr"),
    "PACTO MUNDIAL": ("gcm", "gcr"),
}
#: Kind and id → what else its names stand for, as kind and id.
ALSO: Final[dict[tuple[str, str], set[tuple[str, str]]]] = {
    ("mechanism", "cam"): {("mechanism", "cam-minors-program")},
    ("mechanism", "cam-minors-program"): {("mechanism", "cam")},
    ("mechanism", "cpa-cirefca"): {("mechanism", "cpa-indochina")},
    ("mechanism", "cpa-indochina"): {("mechanism", "cpa-cirefca"), ("mechanism", "paim-sica")},
    ("mechanism", "paim-sica"): {("mechanism", "cpa-indochina")},
    ("mechanism", "gcm"): {("mechanism", "gcr")},
    ("mechanism", "gcr"): {("mechanism", "gcm")},
    ("mechanism", "can"): {("state", "CAN")},
    ("state", "CAN"): {("mechanism", "can")},
    ("mechanism", "crm"): set(),
    ("mechanism", "ceam"): set(),
    ("organization", "unhcr"): set(),
}
#: (name, id) for each name of ``ONE``.
PAIRS: Final = [(name, key) for key, names in ONE.items() for name in names]
