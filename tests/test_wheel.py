"""The wheel carries everything and works from any folder."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PARTS = [
    "kg/_bundle/data/mechanisms.ttl",
    "kg/_bundle/data/coverage/oas-cam-concept-note-2022.csv",
    "kg/_bundle/ontology/migration-mechanisms.ttl",
    "kg/_bundle/ontology/shapes/membership.ttl",
    "kg/_bundle/ontology/rules/has-member.rq",
    "kg/_bundle/ontology/hygiene/missing-label.rq",
    "kg/_bundle/ontology/competency/001-crm-members.rq",
    "kg/queries/members.rq",
    "kg/views/templates/network.html.j2",
    "kg/views/messages/es.json",
    "kg/views/messages/explorer/es/matrix.json",
    "kg/views/assets/explorer/js/main.js",
    "kg/views/assets/explorer/css/matrix.css",
    "kg/views/assets/explorer/map.json",
    "kg/brief/fonts/Roboto-Regular.ttf",
    "kg/py.typed",
]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which the wheel's content was put."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    built = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = folder.glob("migration_mechanisms_kg-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def run(installed: Path, folder: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(installed), "XDG_CACHE_HOME": str(folder / "cache")}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_top_level_is_kg_and_api_and_nothing_else(installed: Path):
    names = {path.name for path in installed.iterdir() if not path.name.endswith(".dist-info")}
    assert names == {"kg", "api"}


@pytest.mark.parametrize("part", PARTS)
def test_it_carries(installed: Path, part: str):
    assert (installed / part).is_file()


def test_both_licences_are_in_it(installed: Path):
    (info,) = installed.glob("*.dist-info")
    assert {path.name for path in info.rglob("LICENSE*")} == {"LICENSE", "LICENSE-DATA"}


def test_the_library_works_from_any_folder(installed: Path, tmp_path: Path):
    code = "import kg; print(kg.__file__); print(len(kg.load().members('crm')))"
    file, members = run(installed, tmp_path, "-c", code).split()
    assert file.startswith(str(installed))
    assert members == "11"


def test_the_command_line_works_from_any_folder(installed: Path, tmp_path: Path):
    assert "0 errors" in run(installed, tmp_path, "-m", "kg.cli", "validate")
    run(installed, tmp_path, "-m", "kg.cli", "render", "-o", "network.html")
    assert (tmp_path / "network.html").stat().st_size > 100_000


def test_the_server_can_be_made_from_any_folder(installed: Path, tmp_path: Path):
    code = "from api.app import create_app; print(create_app().title)"
    assert run(installed, tmp_path, "-c", code).strip() == "Migration mechanisms of the Americas"
