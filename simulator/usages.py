"""What commands say when their arguments are wrong (transcript 90)."""

USAGES: dict[str, tuple[str, ...]] = {
    "core show uptime": (
        "Usage: core show uptime [seconds]",
        "       Shows Asterisk uptime information.",
        "       The seconds word returns the uptime in seconds only.",
    ),
    "rpt stats": (
        "Usage: rpt stats <nodename>",
        "\tDumps node statistics to console",
    ),
    "rpt lookup": (
        "Usage: rpt lookup <nodename>",
        "\tDisplay the connection information for a node.",
    ),
    "rpt cmd": (
        "Usage: rpt cmd <nodename> <cmd-name> <cmd-index> <cmd-args>",
        "\tSend a command to a node.",
        "\ti.e. rpt cmd 2000 ilink 3 2001",
        "\t     rpt cmd 2000 localplay rpt/goodafternoon",
        "\t     rpt cmd 2000 status 12",
    ),
    "rpt fun": (
        "Usage: rpt fun <nodename> <command>",
        "\tSend a DTMF function to a node",
    ),
    "voter display": (
        "Usage: voter display [instance]",
        "       Display VOTER instance clients",
    ),
}
# The same of Asterisk 1.4 (asl2_90, asl2_c21)
USAGES_14: dict[str, tuple[str, ...]] = {
    "rpt cmd": (
        "Usage: rpt cmd <nodename> <cmd-name> <cmd-index> <cmd-args>",
        "       Send a command to a node.",
        "        i.e. rpt cmd 2000 ilink 3 2001",
    ),
    "iax2 show registry": (
        "Usage: iax2 show registry",
        "       Lists all registration requests and status.",
    ),
}
