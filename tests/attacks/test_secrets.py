"""No key, code, word or note of the person is ever in a log line, an answer or a page."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator

import pytest

from harness import items, live, raw, wire
from harness.agent import RunningAgent, command
from harness.forge import assert_guarded_headers, click, look
from harness.program import Program, answer_handshake, post

NOTE = "Planted words about a person"
NAME = "Planted name of a person"
LABEL = "Planted label of a client"
SEARCH = "Planted%20search"


class Witness:
    """Everything a client was told in one long day, and every secret of that day."""

    def __init__(self) -> None:
        self.secrets: dict[str, str] = {}
        self.answers: list[bytes] = []

    def spellings(self) -> Iterator[tuple[str, str]]:
        """Every secret in the ways it could be written."""
        for name, secret in self.secrets.items():
            yield name, secret
            if re.fullmatch(r"[0-9a-f]{64}", secret):
                key = bytes.fromhex(secret)
                yield f"{name}, base64", base64.b64encode(key).decode().rstrip("=")
                yield f"{name}, base64url", base64.urlsafe_b64encode(key).decode().rstrip("=")
                yield f"{name}, Python", repr(key)[2:-1]

    def hear(self, answer: raw.RawAnswer) -> raw.RawAnswer:
        """Remember an answer whole."""
        head = "".join(f"{name}: {value}\n" for name, value in answer.headers)
        self.answers.append(head.encode() + answer.body)
        return answer


READS = [
    "hello",
    "activities",
    f"activities?text={SEARCH}",
    f"activities?contact={SEARCH}",
    "periods",
    "today",
    "estimates",
    "catalogue",
    "preferences",
    "people",
    "threads",
    "audience",
    "templates",
]


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[RunningAgent, Witness]]:
    """A day of pairing, logging in, clicking, failing and being refused, at the most talkative log level."""
    data = tmp_path_factory.mktemp("day") / "data"
    witness = Witness()
    with RunningAgent(data, settings={"COLONNADE_LOG_LEVEL": "debug"}) as agent:
        with agent.machine() as machine:
            _let_in(machine, witness)
        assert command("log", "reaction_given", data=data).returncode == 0
        said = json.loads((data / "agent.json").read_text())
        witness.secrets["machine's key"] = said["key"]
        yield agent, witness


def _let_in(machine: Program, witness: Witness) -> None:
    opened = machine.send("POST", "/api/v1/pairings").json["code"]
    word = wire.plain_code(opened)
    witness.secrets |= {"code": word, "code in groups": opened.partition(":")[2]}
    assert post(machine.port, "/api/v1/pairings/answer", {"nonce": "x", "proof": word, "label": LABEL}, machine.origin)
    _, _, program = answer_handshake("pair", word, machine.port, label=LABEL)
    login = machine.send("POST", "/api/v1/logins").json["url"].partition("#t=")[2]
    witness.secrets["login word"] = login
    _, _, page = answer_handshake("login", login, machine.port, label=LABEL)
    assert program is not None
    assert page is not None
    for name, client in (("program", program), ("page", page)):
        with client:
            witness.secrets[f"{name}'s key"] = client.key.hex()
            client.hello()
            _use(client, witness)


def _use(client: Program, witness: Witness) -> None:
    item = items.record(note=NOTE, contact=NAME)
    assert client.outcomes(item, items.record(note=NOTE, contact=NAME, kind=NOTE)) == ["recorded", "rejected"]
    written = {"text": NOTE}, {"items": [{"name": NAME, "text": NOTE}]}
    for document, body in zip(("audience", "templates"), written, strict=True):
        told = client.send("PUT", f"/api/v1/{document}", {"changed_at": items.moment()} | body)
        assert told.status == 200
        assert client.send("PUT", f"/api/v1/{document}", body | {NAME: NOTE * 50}).status == 400
    for read in READS:
        assert witness.hear(look(client, f"/api/v1/{read}").send()).status == 200
    witness.hear(look(client, "/api/v1/clients").send())
    for failing in (
        click(client, note=NOTE * 50),
        click(client, contact=NAME * 50),
        click(client).with_header("Host", "evil.test"),
        click(client).with_header("Origin", "null"),
        click(Program(client.port, client.client, bytes(32), boot=client.boot)),
        look(client, f"/api/v1/{client.key.hex()}"),
    ):
        witness.hear(failing.send())
    witness.hear(
        raw.exchange(client.port, b"GET / HTTP/1.1\r\nAuthorization " + client.key.hex().encode() + b"\r\n\r\n")
    )
    with live.follow(client) as ws:
        live.send(ws, {"type": "entries", "ref": "r", "items": [items.record(note=NOTE)]})
        witness.answers.append(json.dumps(live.receive_until(ws, "outcomes")).encode())
        ws.send(client.key.hex())
        witness.answers.append(json.dumps(live.receive_until(ws, "problem")).encode())


def test_no_log_line_holds_a_secret_or_a_word_of_the_person(day: tuple[RunningAgent, Witness]) -> None:
    """Standard output and standard error of the agent, at level debug, name no key, code, note or label."""
    agent, witness = day
    output = agent.output()
    assert output.strip(), "the agent says at least where it listens"
    for name, secret in witness.spellings():
        assert secret not in output, name
    for words in (NOTE, NAME, LABEL, "Planted", "comment_written", "reaction_given"):
        assert words not in output, words
    assert "Traceback" not in output


def test_no_answer_holds_a_secret(day: tuple[RunningAgent, Witness]) -> None:
    """Nothing that was read, refused or found wrong gives back a key, a code or a used word."""
    _, witness = day
    heard = b"\n".join(witness.answers)
    assert len(witness.answers) >= 30
    for name, secret in witness.spellings():
        assert secret.encode() not in heard, name


def test_no_error_repeats_what_was_sent(day: tuple[RunningAgent, Witness]) -> None:
    """Of a rejected item, a bad query and a bad path only the place of the fault comes back."""
    agent, _ = day
    with agent.machine() as machine:
        told = [
            machine.record(items.record(kind="planted_kind", note="Planted" * 100)).body,
            machine.record(items.record(qualifiers={"depth": "planted value"})).body,
            machine.record(items.record(contact="planted" * 10, thread="planted")).body,
            machine.send("POST", "/api/v1/entries", b'{"items": "planted text').body,
            machine.send("GET", "/api/v1/activities?from=planted&limit=planted&pillar=planted").body,
            machine.send("GET", "/api/v1/planted").body,
            machine.send("PUT", "/api/v1/preferences", {"zone": "Planted/Zone"}).body,
            post(machine.port, "/api/v1/pairings/answer", {"label": "planted"}, machine.origin)[1],
        ]
    for answer in told:
        text = json.dumps(answer) if isinstance(answer, dict) else answer.decode()
        assert text
        assert "planted" not in text.lower(), text


def test_no_page_holds_a_secret(day: tuple[RunningAgent, Witness]) -> None:
    """The shell and everything it loads are the same for everyone, with the guard's headers on each."""
    agent, witness = day
    with agent.machine() as machine:
        seen, waiting = set(), ["/"]
        while waiting:
            target = waiting.pop()
            answer = look(machine, target).send()
            assert answer.status == 200, target
            assert_guarded_headers(answer)
            text = answer.body.decode("utf-8", "replace")
            for name, secret in witness.spellings():
                assert secret not in text, (target, name)
            seen.add(target)
            found = re.findall(r'(?:src|href)="(/[^"#]*)"', text) + re.findall(
                r'^(?:im|ex)port [^;]*?from "(\.{0,2}/[^"]*)"', text, re.MULTILINE
            )
            folder = target.rpartition("/")[0]
            absolute = {one if one.startswith("/") else _joined(folder, one) for one in found}
            waiting += sorted(absolute - seen - set(waiting))
    assert len(seen) >= 3, seen


def _joined(folder: str, relative: str) -> str:
    parts = folder.split("/")
    for step in relative.split("/"):
        if step == "..":
            parts.pop()
        elif step != ".":
            parts.append(step)
    return "/".join(parts)


def test_the_files_with_secrets_are_the_persons_alone(day: tuple[RunningAgent, Witness]) -> None:
    """The folder is 0700 and everything in it 0600; nothing of it is anywhere else."""
    agent, _ = day
    assert agent.data.stat().st_mode & 0o777 == 0o700
    files = list(agent.data.rglob("*"))
    assert {"colonnade.db", "agent.json"} <= {file.name for file in files}
    # The folder of the backups may come at any moment.
    modes = {file.name: oct(file.stat().st_mode & 0o777) for file in files if file.is_file()}
    assert modes == dict.fromkeys(modes, "0o600")
