"""Where is the current official file of each table found, and which command loads it?"""

from __future__ import annotations

from dataclasses import dataclass

from communique.language import Text
from communique.view import Grid


@dataclass(frozen=True)
class Official:
    """One official file: what it is (message `methane-file-ID`), where it is found, and the command that loads it."""

    id: str
    party: str  # whose it is; empty for a file of several countries
    where: str
    command: str


FILES = (
    Official(
        "nir-provinces", "CAN",
        "https://data-donnees.az.ec.gc.ca/data/substances/monitor/canada-s-official-greenhouse-gas-inventory/",
        "communique contribute methane.inventory nir_2023.csv --party CAN --format eccc-nir-by-province",
    ),
    Official(
        "crf", "", "https://unfccc.int/ghg-inventories-annex-i-parties/2021",
        "communique contribute methane.inventory crf_2021.csv --party USA --format unfccc-crf",
    ),
    Official(
        "crt", "", "https://unfccc.int/first-biennial-transparency-reports",
        "communique contribute methane.inventory crt_2024.csv --party MEX --format unfccc-crf",
    ),
    Official(
        "di", "MEX", "https://di.unfccc.int/detailed_data_by_party",
        "communique contribute methane.inventory di.csv --party MEX --format unfccc-di-wide",
    ),
    Official(
        "inecc", "MEX",
        "https://www.gob.mx/inecc/acciones-y-programas/inventario-nacional-de-emisiones-de-gases-y-compuestos-de-efecto-invernadero",
        "communique template methane.inventory inventory.xlsx",
    ),
    Official(
        "facilities", "USA", "https://www.epa.gov/ghgreporting/data-sets",
        "communique contribute methane.sites ghgrp_hh.csv --party USA --format epa-ghgrp-hh",
    ),
    Official(
        "landfills", "USA", "https://www.epa.gov/lmop/landfill-technical-data",
        "communique methane sites lmop.csv --format lmop",
    ),
    Official(
        "cities", "", "https://datacatalog.worldbank.org/search/dataset/0039597",
        "communique contribute methane.city_waste cities_2018.csv --party MEX --format what-a-waste-cities",
    ),
    Official("own-city", "", "", "communique template methane.city_waste city.xlsx"),
    Official("worked-plan", "", "", "communique methane plan --published --out worked-plan"),
    Official("own-measures", "", "", "communique template methane.abatement_measures measures.xlsx"),
)  # fmt: skip


def current_files() -> Grid:
    """Every official file with its address and command; what has no address is the contributor's own sheet."""
    return Grid(
        id="methane-current-files",
        title=Text("methane-view-files"),
        columns=tuple(Text(f"methane-column-{name}") for name in ("file", "where", "command")),
        cells=tuple(
            (
                _named(file),
                file.where or Text("methane-file-own"),
                file.command,
            )
            for file in FILES
        ),
        unknown=(Text("methane-files-note"),),
    )


def _named(file: Official) -> Text:
    name = Text(f"methane-file-{file.id}")
    if not file.party:
        return name
    return Text("methane-file-of", {"country": Text(f"methane-country-{file.party.lower()}"), "file": name})
