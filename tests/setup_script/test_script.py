"""What the script does to the configurations that nodes have."""

from pathlib import Path
import re
import shutil
import subprocess

import pytest

from custom_components.allstarlink.setup_script import (
    NodeSetup,
    Wanted,
    ipv4_address,
    new_secret,
)

from .machine import ADDRESS, SECRET, Machine, script

ASL3 = "22.2.0+asl3-3.3.0-1.deb12"
ASL2 = "1.4.23-pre"
_LAYOUTS = {
    "debian": "22.10.1~dfsg+~cs6.17.60671434-1",
    "asl3": ASL3,
    "asl2": ASL2,
    "hamvoip": "1.4.23-pre.hamvoip-V1.7.1",
}
_NEW_FILTERS = """\
eventfilter(action(include),header(Event),method(starts_with)) = RPT_
eventfilter(action(include),name(DTMF)) =
eventfilter(action(include),name(MDC-1200)) =
eventfilter(action(include),name(FullyBooted)) =
eventfilter(action(include),name(Shutdown)) =
eventfilter(action(include),name(Registry)) =
"""
_OLD_FILTERS = """\
eventfilter = Event: RPT_
eventfilter = Event: DTMF
eventfilter = Event: MDC-1200
eventfilter = Event: FullyBooted
eventfilter = Event: Shutdown
eventfilter = Event: Registry
"""
_SHUT = "deny = 0.0.0.0/0.0.0.0\npermit = 127.0.0.1/255.255.255.255\n"


def _user(write: str, filters: str, secret: str = SECRET, v6: bool = True) -> str:
    # Telephony has a trigger on the dialplan's own events.
    read = "call,system,user" if "originate" in write else "call,system"
    return (
        f"[homeassistant]\nsecret = {secret}\ndeny = 0.0.0.0/0.0.0.0\n"
        f"permit = {ADDRESS}/255.255.255.255\nread = {read}\n"
        f"write = {write}\n{'deny = ::/0\n' if v6 else ''}"
        f"{filters}; homeassistant end\n"
    )


def _added(text: str) -> str:
    """Return the lines that were added at the end."""
    return text.partition("; homeassistant begin: added for Home Assistant\n")[2]


def test_a_node_of_asl3_is_opened_for_home_assistant_alone(tmp_path: Path) -> None:
    """Users that could come from this machine only still can do so only."""
    machine = Machine(tmp_path, "asl3", ASL3)
    before = machine.files()
    printed = machine.run(script())
    after = machine.files()
    assert after["manager.conf"] == (
        before["manager.conf"].replace(
            "bindaddr = 127.0.0.1 ; only programs on this machine\n",
            ";homeassistant: bindaddr = 127.0.0.1 ; only programs on this machine\n"
            "bindaddr = 0.0.0.0 ; set for homeassistant\n",
        )
        + "; homeassistant begin: added for Home Assistant\n"
        + f"[admin](+)\n{_SHUT}[wide](+)\n{_SHUT}"
        + _user("command", _NEW_FILTERS)
    )
    assert after["modules.conf"] == before["modules.conf"]
    assert "bindaddr: was 127.0.0.1, is 0.0.0.0" in printed
    assert "User admin had no ACL" in printed
    assert "monitor" not in printed
    assert SECRET not in printed
    assert machine.asked == ["core show uptime", "module reload manager"]
    (copy,) = machine.copies()
    assert re.fullmatch(r"manager\.conf\.\d{8}-\d{6}\.homeassistant", copy)
    assert (machine.etc / copy).read_text() == before["manager.conf"]


def test_a_manager_that_was_off_is_turned_on_for_home_assistant_alone(
    tmp_path: Path,
) -> None:
    """Debian's layout: users in files of their own, and a comment of several lines."""
    machine = Machine(tmp_path, "debian", _LAYOUTS["debian"])
    before = machine.files()
    machine.run(script([Wanted.WATCH]))
    after = machine.files()
    changed = before["manager.conf"].replace(
        "enabled = no\n",
        ";homeassistant: enabled = no\nenabled = yes ; set for homeassistant\n",
    )
    assert after["manager.conf"].startswith(changed)
    expected = f"[panel](+)\n{_SHUT}{_user('', _NEW_FILTERS)}"
    assert _added(after["manager.conf"]) == expected
    del before["manager.conf"], after["manager.conf"]
    assert after == before


def test_a_user_that_was_made_by_hand_is_replaced(tmp_path: Path) -> None:
    """Asterisk 1.4 has no filters, and knows no IPv6."""
    machine = Machine(tmp_path, "asl2", ASL2)
    machine.run(script(Wanted))
    text = machine.files()["manager.conf"]
    assert ";homeassistant: [homeassistant]\n; made by hand, long ago\n" in text
    assert ";homeassistant: secret = by-hand\n;homeassistant: read = call\n" in text
    assert "\n#tryinclude custom/manager.conf\n" in text
    assert _added(text) == f"[admin](+)\n{_SHUT}" + _user(
        "system,call,command,originate", "", v6=False
    )


def test_a_manager_that_listens_elsewhere_is_left_alone(tmp_path: Path) -> None:
    """Who may get in from everywhere is listed, with what to do and the port."""
    machine = Machine(tmp_path, "hamvoip", _LAYOUTS["hamvoip"])
    before = machine.files()["manager.conf"]
    printed = machine.run(script())
    text = machine.files()["manager.conf"]
    assert text.startswith(before)
    assert _added(text) == _user("command", "", v6=False)
    assert "bindaddr is 0.0.0.0, left alone. Users without an ACL: admin \n" in printed
    assert "supermon" not in printed
    assert 'then run: asterisk -rx "module reload manager"\n' in printed
    assert "type 5099 in Home Assistant" in printed


@pytest.mark.parametrize("layout", _LAYOUTS)
def test_it_does_nothing_twice_and_takes_everything_back(
    tmp_path: Path, layout: str
) -> None:
    """Also what a second run with another secret has done."""
    machine = Machine(tmp_path, layout, _LAYOUTS[layout])
    before = machine.files()
    machine.run(script(Wanted))
    once = machine.files()
    assert once["manager.conf"] != before["manager.conf"]
    copies = machine.copies()
    machine.run(script(Wanted))
    assert machine.files() == once
    assert machine.copies() == copies
    other = "Z" * 32
    machine.run(script(Wanted, other))
    assert machine.files()["manager.conf"] == once["manager.conf"].replace(
        SECRET, other
    )
    printed = machine.run(script(), "--undo")
    assert machine.files() == before
    assert "Home Assistant can no longer log in" in printed


@pytest.mark.parametrize(
    ("version", "filters"),
    [
        ("22.1.0", _NEW_FILTERS),
        ("21.6.1", _NEW_FILTERS),
        ("20.11.0", _NEW_FILTERS),
        ("18.26.4", _NEW_FILTERS),
        ("23.0.0", _NEW_FILTERS),
        ("22.0.0", _OLD_FILTERS),
        ("21.5.0", _OLD_FILTERS),
        ("20.10.0", _OLD_FILTERS),
        ("18.25.0", _OLD_FILTERS),
        ("19.8.1", _OLD_FILTERS),
        ("certified-20.7-cert4", _OLD_FILTERS),
        ("GIT-master", _OLD_FILTERS),
        ("1.8.32", _OLD_FILTERS),
        ("1.4.23-pre", ""),
    ],
)
def test_filters_are_those_of_the_installed_asterisk(
    tmp_path: Path, version: str, filters: str
) -> None:
    """The old lines work everywhere but on 1.4, so they are for the unknown, too."""
    machine = Machine(tmp_path, "hamvoip", version)
    machine.run(script())
    added = _added(machine.files()["manager.conf"])
    assert added == _user("command", filters, v6=not version.startswith("1."))


@pytest.mark.parametrize(
    ("wanted", "write", "filters", "modules"),
    [
        (["watch"], "", _NEW_FILTERS, []),
        (["watch", "control"], "command", _NEW_FILTERS, []),
        (["on_air"], "command", _NEW_FILTERS, ["res_http_media_cache"]),
        (["telephony"], "system,call,originate", "", ["res_manager_devicestate"]),
        (
            ["watch", "control", "telephony", "on_air"],
            "system,call,command,originate",
            "",
            ["res_http_media_cache", "res_manager_devicestate"],
        ),
    ],
)
def test_rights_and_modules_are_those_that_were_ticked_for(
    tmp_path: Path, wanted: list[str], write: str, filters: str, modules: list[str]
) -> None:
    """Modules that modules.conf loads already are not loaded twice."""
    machine = Machine(tmp_path, "asl3", ASL3)
    before = machine.files()["modules.conf"]
    machine.run(script([Wanted(one) for one in wanted]))
    assert _added(machine.files()["manager.conf"]).endswith(_user(write, filters))
    assert machine.files()["modules.conf"] == before + "".join(
        f"; homeassistant begin\n[modules](+)\nload = {name}.so\n; homeassistant end\n"
        for name in modules
    )
    for name in modules:
        assert f"module load {name}.so" in machine.asked


def test_a_module_that_is_forbidden_is_left_alone(tmp_path: Path) -> None:
    """It is told which line forbids it."""
    machine = Machine(tmp_path, "asl3", ASL3)
    with (machine.etc / "modules.conf").open("a") as file:
        file.write("[modules](+)\nnoload => res_http_media_cache.so\n")
    before = machine.files()["modules.conf"]
    printed = machine.run(script([Wanted.ON_AIR]))
    assert machine.files()["modules.conf"] == before
    assert "modules.conf has noload for res_http_media_cache" in printed


@pytest.mark.parametrize(
    ("name", "lines", "reason"),
    [
        ("manager.conf", "#exec /usr/local/bin/users\n", "#exec in"),
        (
            "manager.conf",
            "[admin]\nsecret = again\n",
            "more than one section for: admin",
        ),
        ("manager.conf", "[general](+)\ntlsenable = yes\n", "tlsenable"),
        ("users.conf", "[6001]\nhasmanager = yes\n", "hasmanager in"),
    ],
)
def test_what_cannot_be_shut_is_not_opened(
    tmp_path: Path, name: str, lines: str, reason: str
) -> None:
    """Nothing at all is changed then."""
    machine = Machine(tmp_path, "asl3", ASL3)
    with (machine.etc / name).open("a") as file:
        file.write(lines)
    before = machine.files()
    printed = machine.run(script(), ok=False)
    assert reason in printed
    assert "changed nothing" in printed
    assert machine.files() == before
    assert machine.copies() == []


def test_users_in_files_within_files_are_found(tmp_path: Path) -> None:
    """A file that includes itself is no endless loop."""
    machine = Machine(tmp_path, "asl3", ASL3)
    (machine.etc / "custom").mkdir()
    with (machine.etc / "manager.conf").open("a") as file:
        file.write('#include "custom/one.conf"\n')
    (machine.etc / "custom/one.conf").write_text(
        f"#tryinclude {machine.etc}/custom/two.conf ; more\n#include custom/none.conf\n"
    )
    (machine.etc / "custom/two.conf").write_text("[two]\nsecret = x\n")
    machine.run(script())
    assert f"[two](+)\n{_SHUT}" in machine.files()["manager.conf"]

    (machine.etc / "custom/two.conf").write_text("#include custom/two.conf\n")
    machine.run(script())
    assert "[two](+)" not in machine.files()["manager.conf"]


def test_without_a_manager_it_says_where_it_belongs(tmp_path: Path) -> None:
    """It was pasted on another machine, or not as root."""
    machine = Machine(tmp_path, "asl3", ASL3)
    (machine.etc / "manager.conf").unlink()
    printed = machine.run(script(), ok=False)
    assert "Run this as root, on the node." in printed


def test_a_configuration_without_general_gets_it(tmp_path: Path) -> None:
    """And one without `enabled` that line."""
    machine = Machine(tmp_path, "asl3", ASL3)
    manager = machine.etc / "manager.conf"
    manager.write_text("[admin]\nsecret = x\n")
    machine.run(script())
    added = _added(manager.read_text())
    assert added.startswith(
        f"[general]\nenabled = yes\n[admin](+)\n{_SHUT}deny = ::/0\n[home"
    )
    manager.write_text("[General]\nport = 5038\n")
    machine.run(script())
    assert _added(manager.read_text()).startswith("[general](+)\nenabled = yes\n[home")


def test_no_process_ever_has_the_secret_in_its_arguments() -> None:
    """It stands in a here-document, once, and in no other line."""
    lines = [line for line in script(Wanted).splitlines() if SECRET in line]
    assert lines == [f"secret = {SECRET}"]


def test_shellcheck_has_nothing_to_say(tmp_path: Path) -> None:
    """Neither of the line that is pasted nor of what it runs."""
    if not shutil.which("shellcheck"):
        pytest.skip("shellcheck is not installed: apt-get install shellcheck")
    pasted = script(Wanted)
    for name, text in (
        ("outer.sh", f"#!/bin/sh\n{pasted}"),
        ("inner.sh", "".join(pasted.splitlines(keepends=True)[1:-1])),
    ):
        path = tmp_path / name
        path.write_text(text)
        done = subprocess.run(
            ["shellcheck", "--shell=sh", path],
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.stdout == ""


@pytest.mark.parametrize(
    ("secret", "address", "port"),
    [
        ("short", ADDRESS, 5038),
        ("x" * 31 + "'", ADDRESS, 5038),
        (SECRET, "192.0.2.10; reboot", 5038),
        (SECRET, " 192.0.2.10", 5038),
        (SECRET, "node.example", 5038),
        (SECRET, "fd00::1", 5038),
        (SECRET, ADDRESS, 0),
        (SECRET, ADDRESS, 65536),
    ],
)
def test_nothing_but_an_address_and_a_port_reaches_the_script(
    secret: str, address: str, port: int
) -> None:
    """A shell would take other texts for more."""
    with pytest.raises(ValueError, match=r"secret|address|port"):
        NodeSetup(secret, address, port, frozenset())


def test_secrets_are_long_and_never_the_same() -> None:
    """32 letters and digits."""
    made = {new_secret() for _ in range(100)}
    assert len(made) == 100
    assert all(re.fullmatch(r"[A-Za-z0-9]{32}", secret) for secret in made)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (" 192.0.2.7\n", "192.0.2.7"),
        ("192.0.2.7/24", None),
        ("192.0.2", None),
        ("fd00::1", None),
        ("", None),
    ],
)
def test_addresses_are_read_without_blanks(text: str, address: str | None) -> None:
    """Nothing else is one."""
    assert ipv4_address(text) == address
