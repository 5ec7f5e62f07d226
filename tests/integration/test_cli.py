"""The commands as a person types them: with and without a running agent, and never a traceback."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from colonnade import __version__
from colonnade.store.files import data_lock, prepare_folder
from harness.agent import RunningAgent, command, environment, free_port

Done = subprocess.CompletedProcess[str]


def said(done: Done) -> str:
    """What a command that failed told the person: never a traceback."""
    assert "Traceback" not in done.stderr
    assert done.returncode != 0
    return done.stderr


def rows(data: Path) -> list[tuple[str, str, int, str]]:
    """What was kept, as it stands in the database."""
    connection = sqlite3.connect(data / "colonnade.db")
    found = connection.execute("SELECT kind, qualifiers, count, note FROM activities ORDER BY seq").fetchall()
    connection.close()
    return found


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The path of a data folder that is not there yet."""
    return tmp_path / "data"


def test_the_same_activity_ends_in_the_same_log_with_and_without_an_agent(data: Path) -> None:
    """The answer reads alike, and the folder is private from the first word on."""
    words = ("log", "comment_written", "depth=substantive", "--count", "2", "--note", "zwei ☕")
    alone = command(*words, data=data)
    assert (alone.returncode, alone.stderr) == (0, "")
    assert re.fullmatch(r"Comment · substantive, kept\. \d left today\.\n", alone.stdout)
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    with RunningAgent(data):
        beside = command(*words, data=data)
    assert (beside.returncode, beside.stderr) == (0, "")
    assert beside.stdout == alone.stdout
    assert rows(data) == [("comment_written", '{"depth":"substantive"}', 2, "zwei ☕")] * 2


def test_true_and_false_are_values_of_their_own(data: Path) -> None:
    """`note=true` is the value the catalogue knows, and not a word."""
    assert command("log", "connection_request", "note=true", data=data).returncode == 0
    assert rows(data)[0][1] == '{"note":true}'


WRONG = [
    (("log", "no_such_kind"), 2, "There is no kind of that name. The kinds: post_published"),
    (("log", "comment_written", "substantive"), 2, "Give qualifiers as name=value"),
    (("log", "comment_written", "depth=deep"), 2, "/qualifiers/depth: depth is one of: substantive, shallow."),
    (("log", "comment_written", "colour=red"), 2, "/qualifiers: comment_written takes these qualifiers: depth"),
    (("log", "comment_written", "--count", "0"), 2, "/count: Give 1 or more."),
    (("log", "comment_written", "--count", "1001"), 2, "/count: Give 1000 or less."),
    (("log", "comment_written", "--count", "9" * 40), 2, "/count: "),
    (("log", "comment_written", "--count", "some"), 2, "--count"),
    (("log", "comment_written", "--note", "x" * 281), 2, "/note: Give at most 280 characters."),
    (("log", "comment_written", "--note", "\udcff"), 2, "holds bytes that are no text"),
    (("log",), 2, "Missing argument"),
    (("nonsense",), 2, "nonsense"),
]


@pytest.mark.parametrize(
    ("words", "code", "told"), WRONG, ids=lambda it: " ".join(it)[:40] if isinstance(it, tuple) else ""
)
def test_wrong_words_are_named_and_nothing_is_kept(data: Path, words: tuple[str, ...], code: int, told: str) -> None:
    """By field, with what to do; exit code 2."""
    done = command(*words, data=data)
    assert told in said(done)
    assert done.returncode == code
    assert not (data / "colonnade.db").exists() or rows(data) == []


@pytest.mark.parametrize("words", [("pair",), ("watch",)])
def test_a_command_that_needs_an_agent_says_how_to_start_one(data: Path, words: tuple[str, ...]) -> None:
    """Before there is a folder and after; exit code 7."""
    for _ in range(2):
        done = command(*words, data=data)
        assert said(done) == "The agent does not run. Start it: colonnade serve\n"
        assert done.returncode == 7
        prepare_folder(data)


def test_the_version_is_said() -> None:
    """With the program's name before it."""
    assert command("--version").stdout == f"colonnade {__version__}\n"


def test_what_can_be_read_can_be_read_by_a_program(data: Path) -> None:
    """`--json` with and without an agent; nothing else is on standard output."""
    logged = json.loads(command("log", "comment_written", "depth=substantive", "--json", data=data).stdout)
    assert logged["text"] == "Comment · substantive"
    alone = json.loads(command("status", "--json", data=data).stdout)
    assert (alone["agent"], alone["data_dir"]) == (None, str(data))
    with RunningAgent(data) as agent:
        beside = json.loads(command("status", "--json", data=data).stdout)
        paired = json.loads(command("pair", "--json", data=data).stdout)
    assert beside["agent"] == {"port": agent.port}
    assert beside["today"]["last"] == alone["today"]["last"]
    assert [one["id"] for one in beside["today"]["last"]] == [logged["id"]]
    assert paired["code"].startswith(f"{agent.port}:")


def test_the_shell_completes_commands_and_kinds(data: Path) -> None:
    """As the script that `--install-completion` writes asks for them."""
    for words, index, offered in (("colonnade st", "1", "status"), ("colonnade log comment_w", "2", "comment_written")):
        asked = {"_COLONNADE_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": index}
        assert command(data=data, settings=asked).stdout.split() == [offered]


def test_status_says_where_the_agent_is_and_how_far_today_is(data: Path) -> None:
    """With and without one; the time of the last entry is that of the log."""
    alone = command("status", data=data)
    assert alone.returncode == 0
    assert re.match(r"Colonnade \S+ does not run\. Data folder: " + re.escape(str(data)), alone.stdout)
    assert "Last entry kept: nothing yet." in alone.stdout
    with RunningAgent(data) as agent:
        command("log", "comment_written", "depth=substantive", data=data)
        beside = command("status", data=data)
        assert f"answers on http://127.0.0.1:{agent.port}." in beside.stdout
    assert "  Substantive comments: 1 of 2 today\n" in beside.stdout
    assert "nothing yet" not in beside.stdout
    after = command("status", data=data)
    assert after.stdout.splitlines()[1:] == beside.stdout.splitlines()[1:]


def test_pair_shows_a_code_that_pairs(agent: RunningAgent) -> None:
    """With the port before it, where that is not 8425."""
    done = command("pair", data=agent.data)
    code = re.search(rf"^    {agent.port}:([A-Z2-7]{{4}}(-[A-Z2-7]{{4}}){{6}})$", done.stdout, re.MULTILINE)
    assert (done.returncode, done.stderr) == (0, "")
    assert code is not None


def opened_with(data: Path, port: int, seen: Path) -> Done:
    """`colonnade open`, with a browser that writes down where it was sent."""
    browser = seen.with_suffix(".py")
    browser.write_text(f"#!{sys.executable}\nimport sys\nopen({str(seen)!r}, 'w').write(sys.argv[-1])\n")
    browser.chmod(0o700)
    places = {"COLONNADE_DATA_DIR": str(data), "COLONNADE_PORT": str(port), "BROWSER": f"{browser} %s"}
    line = [sys.executable, "-m", "colonnade", "open"]
    return subprocess.run(line, env=environment(**places), capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def agents(data: Path) -> Iterator[None]:
    """Ends every agent that a command left running on the data folder."""
    yield
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words, around = (process / "cmdline").read_bytes(), (process / "environ").read_bytes()
        except OSError:
            continue
        if b"\0serve\0" in words and f"COLONNADE_DATA_DIR={data}\0".encode() in around + b"\0":
            os.kill(int(process.name), signal.SIGTERM)


def test_open_starts_an_agent_where_none_runs_and_opens_the_dashboard(data: Path, tmp_path: Path, agents: None) -> None:
    """The agent outlives the command; a second `open` finds it."""
    port = free_port()
    for turn in ("one", "two"):
        done = opened_with(data, port, tmp_path / turn)
        assert (done.returncode, done.stdout) == (0, "The dashboard opens in your browser.\n")
        assert re.fullmatch(rf"http://127\.0\.0\.1:{port}/#t=[\w-]{{22}}", (tmp_path / turn).read_text())
        # The address is a key for a minute: it is shown only where no browser could be opened.
        assert "#t=" not in done.stderr
    assert json.loads((data / "agent.json").read_text())["port"] == port


@pytest.mark.parametrize(
    "text", ["", "[]", '{"port": 1}', '{"port": null, "boot": "", "client": "", "key": ""}', "\udcff"]
)
def test_an_agents_file_that_cannot_be_read_is_a_sentence(data: Path, text: str) -> None:
    """As after a crash of the machine, while some agent holds the folder."""
    prepare_folder(data)
    (data / "agent.json").touch(mode=0o600)
    (data / "agent.json").write_bytes(text.encode(errors="surrogateescape"))
    with data_lock(data):
        for words in (("pair",), ("log", "reaction_given")):
            assert said(command(*words, data=data)) == f"{data / 'agent.json'} cannot be read; start the agent again.\n"


@pytest.mark.parametrize("words", [("log", "reaction_given"), ("status",), ("pair",), ("clients",)])
def test_an_open_data_folder_is_refused_with_the_command_that_mends_it(data: Path, words: tuple[str, ...]) -> None:
    """Whoever else can write there could put an agent of their own in it."""
    prepare_folder(data)
    data.chmod(0o755)
    assert said(command(*words, data=data)).endswith(f"Mend it: chmod 700 '{data}'\n")


@pytest.mark.parametrize("words", [("log", "reaction_given"), ("status",)])
def test_a_database_that_cannot_be_opened_ends_the_command(data: Path, words: tuple[str, ...]) -> None:
    """At once, with a sentence; the file stays as it is."""
    prepare_folder(data)
    (data / "colonnade.db").touch(mode=0o600)
    (data / "colonnade.db").write_bytes(b"shopping list\n" * 100)
    assert "is damaged. Start the agent: it puts together what can be saved." in said(command(*words, data=data))
    assert (data / "colonnade.db").read_bytes() == b"shopping list\n" * 100


def test_serve_has_an_exit_code_for_each_reason(data: Path) -> None:
    """Held folder 3, taken port 4, unfit folder 5, newer database 6, wrong words 2, wrong setting 1."""
    with RunningAgent(data) as agent:
        second = command("serve", data=data, port=free_port())
        assert second.returncode == 3
        assert f"runs already on this data folder, answering on {agent_url(agent)}" in said(second)
        taken = command("serve", data=data.with_name("other"), port=agent.port)
        assert taken.returncode == 4
        assert f"Port {agent.port} is taken by" in said(taken)
    newer = sqlite3.connect(data / "colonnade.db")
    newer.execute("PRAGMA user_version = 99")
    newer.close()
    assert "was written by a newer version" in said(future := command("serve", data=data, port=free_port()))
    assert future.returncode == 6
    data.chmod(0o750)
    assert "Mend it: chmod 700" in said(unfit := command("serve", data=data, port=free_port()))
    assert unfit.returncode == 5
    assert "give a port from 1 to 65535" in said(wrong := command("serve", "--port", "70000"))
    assert wrong.returncode == 2
    assert "COLONNADE_PORT" in said(command("serve", data=data, port=0))


def agent_url(agent: RunningAgent) -> str:
    """Where an agent answers."""
    return f"http://127.0.0.1:{agent.port}"


def test_serve_tells_its_options() -> None:
    """Without starting anything."""
    done = command("serve", "--help")
    assert done.returncode == 0
    for option in ("--port", "--data-dir", "--log-level"):
        assert option in done.stdout


def test_serve_pays_for_no_library_of_the_other_commands() -> None:
    """Everything that serving needs is loaded, and typer, rich and their like are not: memory is measured."""
    program = (
        "import sys; sys.argv = ['colonnade', 'serve', '--help']; from colonnade.__main__ import main\n"
        "try: main()\nexcept SystemExit: print('loaded', *sys.modules)"
    )
    line = [sys.executable, "-c", program]
    told = subprocess.run(line, env=environment(), capture_output=True, text=True, timeout=20, check=True).stdout
    loaded = set(told.partition("loaded ")[2].split())
    assert "colonnade.web.app" in loaded
    assert not loaded & {"typer", "rich", "click", "jinja2", "websockets", "colonnade.cli"}


def test_serve_says_where_it_answers_and_how_to_pair(data: Path) -> None:
    """The first time; with a paired browser it leaves that line out, and no key or code is ever printed."""
    with RunningAgent(data) as agent:
        told = agent.output()
    assert f"Colonnade answers on {agent_url(agent)}. Ctrl-C ends it." in told
    assert "No browser is paired yet. In another terminal: colonnade pair" in told
    assert "To have it started at every login: colonnade service install" in told
    assert json.loads((data / "agent.json").read_text())["key"] not in told
