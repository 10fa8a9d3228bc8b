"""Life on the air and on the keypad of twenty nodes, at random."""

from collections import Counter
from collections.abc import Callable
from random import Random

from simulator import Remote, SimulatedNode, SimulatedServer
from simulator.links import Mode

# Far nodes that can be called; one port answers nobody
FAR = tuple(str(number) for number in range(2001, 2013))
DEAD = "299999"
NETWORK = (
    *(Remote(number, children=(f"T{int(number) + 5000}",)) for number in FAR),
    Remote(DEAD, answers=False),
)

# Who links, also by names that need care: blanks within and at the ends, other signs
CALLERS = (
    *FAR,
    "3345678",
    "N0CALL-P",
    "W1AW-P",
    "KD9ABCDEF",
    "JOHNNYAPPLESEED-P",
    "N0 CALL",
    "K2XYZ ",
    " K3XYZ",
    "N0CAL/M",
    "A_B.C*D",
    "AB,CD",
)
MODES: tuple[Mode, ...] = ("transceive", "monitor", "local_monitor")
_MAX_LINKS = 6

type Act = Callable[[SimulatedServer, SimulatedNode, Random], None]


def _key(_server: SimulatedServer, node: SimulatedNode, _random: Random) -> None:
    (node.unkey if node.receiving else node.key)()


def _key_link(_server: SimulatedServer, node: SimulatedNode, random: Random) -> None:
    seen: Counter[str] = Counter()
    links = []
    for link in node.links:
        if link.state == "established":
            links.append((link, seen[link.name]))
        seen[link.name] += 1
    if links:
        link, nth = random.choice(links)
        (node.unkey_link if link.keyed else node.key_link)(link.name, nth)


def _link(_server: SimulatedServer, node: SimulatedNode, random: Random) -> None:
    name = random.choice(CALLERS)
    if len(node.links) < _MAX_LINKS and name not in {link.name for link in node.links}:
        node.link(name, random.choice(MODES))


def _unlink(_server: SimulatedServer, node: SimulatedNode, random: Random) -> None:
    incoming = [link.name for link in node.links if link.direction == "in"]
    if incoming:
        node.unlink(random.choice(incoming))


def _dial(server: SimulatedServer, node: SimulatedNode, random: Random) -> None:
    """Somebody at the node connects or disconnects."""
    if len(node.links) >= _MAX_LINKS:
        node.take_command("ilink 6 0")
        return
    function = random.choice((2, 3, 3, 3, 8, 11, 12, 13))
    neighbours = [x.number for x in sound_nodes(server) if x is not node]
    target = random.choice((*FAR, *neighbours))
    node.take_command(f"ilink {function} {target}")


def _fade(server: SimulatedServer, _node: SimulatedNode, random: Random) -> None:
    """A far node goes away or comes back."""
    number = random.choice(FAR)
    answers = server.world.network[number].answers
    (server.peer_dies if answers else server.peer_returns)(number)


def _spread(_server: SimulatedServer, node: SimulatedNode, random: Random) -> None:
    """A neighbour reports other nodes than before."""
    links = [link.name for link in node.links if link.state == "established"]
    if links:
        children = random.sample(range(50000, 50050), random.randint(0, 5))
        node.hear_of(random.choice(links), tuple(f"T{child}" for child in children))


def _dtmf(_server: SimulatedServer, node: SimulatedNode, random: Random) -> None:
    node.dtmf(random.choice("0123456789"))


def _autopatch(_server: SimulatedServer, node: SimulatedNode, _random: Random) -> None:
    node.autopatch(not node.autopatch_up)


_ACTS: dict[Act, int] = {
    _key: 20,
    _key_link: 40,
    _link: 12,
    _unlink: 8,
    _dial: 6,
    _fade: 2,
    _spread: 4,
    _dtmf: 5,
    _autopatch: 1,
}


def sound_nodes(server: SimulatedServer) -> list[SimulatedNode]:
    """Return the nodes that are no remote base and have their radio."""
    return [
        node
        for node in server.world.nodes.values()
        if node.remote_base is None and not node.setup.radio_missing
    ]


def act(server: SimulatedServer, random: Random) -> None:
    """Let one thing happen at one node."""
    node = random.choice(sound_nodes(server))
    server.world.late_threads = random.random() < 0.5
    (do,) = random.choices(list(_ACTS), weights=list(_ACTS.values()))
    do(server, node, random)
