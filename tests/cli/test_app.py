"""The command as a whole: help, exit codes, languages, interruption, completion, speed, a terminal."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from kg import __version__
from kg.cli.app import COMMANDS, cli
from kg.cli.options import language
from kg.cli.words import SENTENCES, WORDS
from tests.cli.conftest import SMALL, Run, environment, process


def test_version_and_help() -> None:
    found = process("--version")
    assert (found.returncode, found.stdout.decode()) == (0, f"kg {__version__}\n")
    shown = process("--help")
    assert shown.returncode == 0
    for name, (_, line) in COMMANDS.items():
        assert f"  {name} " in shown.stdout.decode()
        assert line[:40] in shown.stdout.decode()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_with_examples_that_parse(kg: Run, name: str) -> None:
    text = kg(name, "--help", data=None).stdout
    assert "Examples:" in text
    examples = re.findall(r"^  +(?:eval \"\$\()?(kg " + name + r"[^|>)\n]*)", text, re.MULTILINE)
    assert examples, text
    for example in examples:
        args = [part.strip("'\"") for part in re.findall(r"'[^']*'|\"[^\"]*\"|\S+", example)][1:]
        command = cli.get_command(click.Context(cli), args[0])
        assert command is not None
        command.make_parser(click.Context(command)).parse_args(args[1:])


def test_help_is_instant() -> None:
    def once() -> float:
        start = time.perf_counter()
        process("--help")
        return time.perf_counter() - start

    bare = min(timed_python() for _ in range(5))
    assert min(once() for _ in range(5)) - bare < 0.2


def timed_python() -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True, env=environment())
    return time.perf_counter() - start


def test_help_imports_neither_rdf_nor_web() -> None:
    code = (
        "import sys, kg.cli.app\n"
        "heavy = {'rdflib', 'pyoxigraph', 'networkx', 'fastapi', 'pyshacl', 'rich', 'openpyxl', 'pyvis'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment(), check=True)
    assert found.stdout.decode().strip() == "[]"


def test_an_unknown_command_or_option_is_a_usage_error(kg: Run) -> None:
    found = kg("memebrs", data=None)
    assert found.exit_code == 2
    assert found.stderr.splitlines()[-1] == "kg: No such command 'memebrs'. Did you mean members?"
    found = kg("members", data=None)
    assert found.exit_code == 2
    assert found.stderr.startswith("Usage: kg members")
    assert found.stderr.splitlines()[-1].startswith("kg: Missing argument 'MECHANISM'")
    assert kg("members", "harbour", "--colour").exit_code == 2


def test_a_data_file_that_does_not_parse_names_the_line(kg: Run, tmp_path: object) -> None:
    from pathlib import Path

    broken = Path(str(tmp_path)) / "broken.ttl"
    broken.write_text("@prefix a: <http://a/> .\na:b a:c .\n", encoding="utf-8")
    found = kg("members", "crm", data=broken)
    assert found.exit_code == 2
    assert found.stderr.startswith(f"kg: {broken}:2: ")
    assert "Traceback" not in found.stderr


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, "en"),
        ({"LANG": "es_MX.UTF-8"}, "es"),
        ({"LANG": "es_MX.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "es_ES"}, "es"),
        ({"LANG": "fr_CA", "LC_ALL": ""}, "en"),
    ],
)
def test_the_language_is_that_of_the_locale(values: dict[str, str], expected: str) -> None:
    assert language(values) == expected


def test_a_flag_wins_over_the_locale(kg: Run) -> None:
    assert "miembro" in kg("members", "harbour", LANG="es_CR").stdout
    assert "miembro" not in kg("members", "harbour", "--lang", "en", LANG="es_CR").stdout


def test_every_word_is_there_in_both_languages() -> None:
    for key, text in {**WORDS, **SENTENCES}.items():
        assert text.en, key
        assert text.es, key
        assert set(re.findall(r"{\w+}", text.en)) == set(re.findall(r"{\w+}", text.es)), key


def test_no_colour_codes_in_a_pipe() -> None:
    for args in (("members", "harbour"), ("conflicts",), ("mechanisms",), ("query", "states")):
        found = process(*args, "--data", str(SMALL))
        assert found.returncode == 0
        assert b"\x1b" not in found.stdout + found.stderr


def on_terminal(*args: str) -> str:
    """Run ``kg`` on a pseudo-terminal and return what a person would see, colours taken out."""
    master, slave = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "kg.cli", *args],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=environment(TERM="xterm", COLUMNS="120"),
    )
    os.close(slave)
    seen = b""
    while select.select([master], [], [], 60)[0]:
        try:
            chunk = os.read(master, 65536)
        except OSError:
            break
        if not chunk:
            break
        seen += chunk
    os.close(master)
    child.wait(60)
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", seen.decode("utf-8")).replace("\r", "")


def test_on_a_terminal_the_sources_stand_beneath_with_numbers() -> None:
    shown = on_terminal("members", "river", "--data", str(SMALL))
    assert re.search(r"Honduras +HND +member .* 1 3\s", shown)
    assert re.search(r"^ +1  Atlas 2015, Forums, ¶ 1$", shown, re.MULTILINE)
    assert "3  Bulletin 2020, Members, ¶ 1 (leaves it out)  https://example.org/bulletin-2020" in shown
    assert "RIV: the sources name only part of the members." in shown
    assert "RDG: la lista no se conoce." in on_terminal(
        "members", "ridge", "--data", str(SMALL), "--lang", "es"
    )


def test_on_a_terminal_every_value_of_a_conflict_has_its_own_sources() -> None:
    shown = on_terminal("conflicts", "river", "--kind", "value", "--data", str(SMALL))
    assert re.search(
        r"^River Process · established  \[value-river-established\]\s*"
        r"→ 2011 \(followed\)\s*Bulletin 2020, Members, ¶ 1, 2020\s*"
        r"2010\s*Atlas 2015, Forums, ¶ 1, 2015\s*"
        r"The direct triples follow: 2011\.\s*The later source cites the minutes\.\s*$",
        shown,
        re.MULTILINE,
    )
    assert "denied (followed)" in shown
    spanish = on_terminal("conflicts", "--kind", "name", "--data", str(SMALL), "--lang", "es")
    assert re.search(
        r"→ Harbour Forum \(etiqueta en inglés\)\s*Atlas 2015, Forums, ¶ 1, 2015\s*"
        r"→ Foro del Puerto \(etiqueta en español; sin fuente: denominación de este conjunto de datos\)\s*"
        r"→ HAR \(sigla\)\s*Atlas 2015, Forums, ¶ 1, 2015\s*Quay Talks\s*Atlas 2015",
        spanish,
    )
    assert on_terminal("conflicts", "-q", "nothing like it", "--data", str(SMALL)).strip() == "Nothing found."


def test_binary_forms_do_not_go_to_a_terminal() -> None:
    shown = on_terminal("export", "--format", "xlsx", "--data", str(SMALL))
    assert "kg: output: this form is not text" in shown


def test_ctrl_c_is_exit_code_130_and_no_traceback() -> None:
    runaway = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with subprocess.Popen(
        [sys.executable, "-m", "kg.cli", "query", runaway, "--timeout", "40"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a job in the background ignores it
    ) as child:
        time.sleep(2.5)
        child.send_signal(signal.SIGINT)
        _, said = child.communicate(timeout=30)
    assert child.returncode == 130
    assert b"Traceback" not in said


def test_the_bare_command_shows_its_help_as_it_is_laid_out() -> None:
    found = process()
    assert found.returncode == 2
    assert found.stderr.decode() == process("--help").stdout.decode()
    assert found.stdout == b""


def test_output_that_cannot_be_written_is_one_line_and_exit_code_2() -> None:
    for args in (("members", "harbour"), ("members", "harbour", "--format", "json"), ("export",)):
        with Path("/dev/full").open("wb") as full:
            found = subprocess.run(
                [sys.executable, "-m", "kg.cli", *args, "--data", str(SMALL)],
                stdout=full,
                stderr=subprocess.PIPE,
                env=environment(),
                check=False,
            )
        assert found.returncode == 2, args
        assert found.stderr.decode() == "kg: the system: No space left on device\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(kg: Run, shell: str) -> None:
    found = kg("completion", shell, data=None)
    assert found.exit_code == 0
    assert "_KG_COMPLETE" in found.stdout
    assert kg("completion", "tcsh", data=None).exit_code == 2


def completed(words: str, number: int) -> list[str]:
    found = process(_KG_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=str(number))
    return [line.partition(",")[2] for line in found.stdout.decode().splitlines()]


def test_the_shell_completes_commands_ids_and_query_names() -> None:
    assert completed("kg mem", 1) == ["members"]
    assert completed("kg members qui", 2) == ["quito-process"]
    assert completed("kg states cr", 2) == ["CRI"]
    assert {"members", "memberships"} <= set(completed("kg query member", 2))


def test_a_terminal_shows_control_characters_and_obeys_none(tmp_path: Path) -> None:
    """A text that would set the title of the window, in a table, in a block and beneath a paragraph."""
    hostile = "\\u001B]0;owned\\u0007Honduras"
    text = SMALL.read_text("utf-8")
    assert text.count('"Honduras"@en') == 1
    path = tmp_path / "hostile.ttl"
    path.write_text(text.replace('"Honduras"@en', f'"{hostile}"@en'), "utf-8")
    for args in (("members", "river"), ("conflicts",), ("audit",), ("query", "states")):
        shown = on_terminal(*args, "--data", str(path), "--lang", "en")
        assert "\ufffd]0;owned\ufffd" in shown, args
        assert "\x1b" not in shown, args
        assert "\x07" not in shown, args
