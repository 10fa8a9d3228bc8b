"""Which system runs app_rpt, and what it must not be asked."""

from enum import StrEnum

# The manager of Asterisk 1.4, as its banner has it (transcripts asl2_01, hv_20)
OLD_MANAGER = "1.0"


class System(StrEnum):
    """What a server is, as far as polls depend on it."""

    ASL3 = "asl3"
    ASL2 = "asl2"
    HAMVOIP = "hamvoip"


def is_old(manager_version: str) -> bool:
    """Whether Asterisk 1.4 runs there, which some questions end."""
    return manager_version == OLD_MANAGER


def system_of(manager_version: str, *, tx_time_has_dot: bool) -> System:
    """Return what a server is, by its banner and by how NodeStat writes TxTime.

    HamVoIP and ASL 1 write `h:m:s.ms`, all others `h:m:s:ms` (transcript hv_43).
    """
    if not is_old(manager_version):
        return System.ASL3
    return System.HAMVOIP if tx_time_has_dot else System.ASL2
