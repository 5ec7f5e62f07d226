"""Clients: who is listed, who may remove whom, and what one sees of the others."""

from __future__ import annotations

import pytest

from harness import wire
from harness.agent import RunningAgent, command
from harness.program import Program, answer_handshake, pair

EXTENSION = "moz-extension://6f9619ff-8b86-4d01-b42d-00c04fc964ff"


def test_clients_are_listed_newest_first_without_their_keys(machine: Program) -> None:
    """Role, label, origin and times of each; `you` is the one that asks; no key in any spelling."""
    with pair(machine, label="First") as first, pair(machine, label="Second", origin=EXTENSION) as second:
        answer = first.send("GET", "/api/v1/clients")
        listed = answer.json["items"]
        assert [one["label"] for one in listed[:2]] == ["Second", "First"]
        assert [one["role"] for one in listed[:2]] == ["browser", "program"]
        assert [one["id"] for one in listed if one["you"]] == [first.client]
        assert {one["origin"] for one in listed} >= {EXTENSION, first.origin}
        assert listed == sorted(listed, key=lambda one: one["created_at"], reverse=True)
        for key in (first.key, second.key, machine.key):
            assert key.hex().encode() not in answer.body
        fields = {"id", "role", "label", "origin", "created_at", "seen_at", "revoked_at", "you"}
        assert all(set(one) == fields for one in listed)


@pytest.mark.parametrize("role", ["machine", "dashboard"])
def test_the_terminal_and_the_dashboard_remove_clients(machine: Program, role: str) -> None:
    """200 with the client as it now is; removing it again says the same."""
    link = machine.send("POST", "/api/v1/logins").json["url"].partition("#t=")[2]
    _, _, page = answer_handshake("login", link, machine.port)
    assert page is not None
    with page, pair(machine) as program:
        page.hello()
        remover = machine if role == "machine" else page
        gone = remover.send("DELETE", f"/api/v1/clients/{program.client}")
        assert (gone.status, gone.true, gone.json["id"]) == (200, True, program.client)
        assert gone.json["revoked_at"] is not None
        again = remover.send("DELETE", f"/api/v1/clients/{program.client}")
        assert (again.status, again.json["revoked_at"]) == (200, gone.json["revoked_at"])


@pytest.mark.parametrize("role", ["browser", "program"])
@pytest.mark.parametrize("victim", ["machine", "unknown"])
def test_a_browser_and_a_program_remove_only_themselves(machine: Program, role: str, victim: str) -> None:
    """403 for another's id, whether there is such a client or not; 200 for their own."""
    with pair(machine, origin=EXTENSION if role == "browser" else "") as client:
        target = {"machine": machine.client, "unknown": "0" * 32}[victim]
        refused = client.send("DELETE", f"/api/v1/clients/{target}")
        assert (refused.status, refused.code, refused.true) == (403, "refused", True)
        assert client.send("DELETE", f"/api/v1/clients/{client.client}").status == 200
        assert machine.send("GET", "/api/v1/today").status == 200


@pytest.mark.parametrize("id", ["0" * 32, "x", "0" * 31, "machine", "clients"])
def test_an_unknown_client_is_not_found(machine: Program, id: str) -> None:
    """Whatever stands in the place of an id."""
    answer = machine.send("DELETE", f"/api/v1/clients/{id}")
    assert (answer.status, answer.code, answer.true) == (404, "not_found", True)


def test_two_browsers_may_be_paired_at_once_even_from_one_origin(machine: Program) -> None:
    """Two profiles have the same extension: each has its own key, and removing one leaves the other."""
    with pair(machine, origin=EXTENSION) as one, pair(machine, origin=EXTENSION) as other:
        assert one.client != other.client
        assert one.key != other.key
        assert machine.send("DELETE", f"/api/v1/clients/{one.client}").status == 200
        assert one.send("GET", "/api/v1/today").code == "revoked"
        assert other.send("GET", "/api/v1/today").status == 200


def test_revoked_and_paired_clients_stay_so_over_a_restart(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keys are on disk before anyone learns of them; the start id is new, and the nonces are not needed any more."""
    with RunningAgent(tmp_path_factory.mktemp("agent") / "data") as agent:
        with agent.machine() as machine, pair(machine) as stays, pair(machine) as gone:
            assert machine.send("DELETE", f"/api/v1/clients/{gone.client}").status == 200
            old_key, old_boot = machine.key, stays.boot
        agent.kill()
        agent.start()
        with stays, gone:
            assert stays.send("GET", "/api/v1/today").code == "restarted"
            assert stays.hello()["boot"] != old_boot
            assert stays.send("GET", "/api/v1/today").status == 200
            answer = gone.send("GET", "/api/v1/today")
            assert (answer.code, answer.true) == ("revoked", True)
        with agent.machine() as again:
            assert again.key != old_key


def test_the_terminal_lists_and_removes_clients(agent: RunningAgent, machine: Program) -> None:
    """`colonnade clients` shows the label, `clients revoke` ends the client."""
    with pair(machine, label="Seen in the terminal") as program:
        listed = command("clients", data=agent.data)
        assert "Seen in the terminal" in listed.stdout
        assert program.key.hex() not in listed.stdout
        gone = command("clients", "revoke", program.client, data=agent.data)
        assert gone.returncode == 0, gone.stderr
        assert program.send("GET", "/api/v1/today").code == "revoked"


def test_a_code_carries_the_port_where_it_is_not_the_usual_one(machine: Program) -> None:
    """So that what is pasted is enough to find the agent."""
    opened = machine.send("POST", "/api/v1/pairings")
    assert set(opened.json) == {"code", "port", "expires_at"}
    assert opened.json["port"] == machine.port
    port, _, code = opened.json["code"].partition(":")
    assert int(port) == machine.port
    assert len(wire.plain_code(code)) == 28


def test_a_handshake_of_the_wrong_form_leaves_the_word_open(machine: Program) -> None:
    """A slip of a program costs the person no new code."""
    word = wire.plain_code(machine.send("POST", "/api/v1/pairings").json["code"])
    status, body, _ = answer_handshake("pair", word, machine.port, label="")
    assert (status, body["code"], body["errors"][0]["pointer"]) == (400, "invalid", "/label")
    assert answer_handshake("pair", word, machine.port)[0] == 200
