"""How long the simulated server takes for what it does."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timings:
    """Durations in seconds, as recorded unless another reason is given.

    A real server waits `bad_login` 1 s and `shutdown` up to 16 s (transcripts 03
    and 70); the defaults here are small because most tests run in real time.
    """

    # Login and the life of the server
    bad_login: float = 0.01
    login_limit: float | None = 30.0  # transcript 88
    shutdown: float = 0.0
    restart: float = 0.0
    missing_radio: float = 14.0  # then an old Asterisk ends itself
    uptime_known: float = 0.5  # an old RptUptime is wrong before (asl2_24, hv_24)
    respawn: float = 4.0  # SLEEPSECS of safe_asterisk, after a crash

    # Commands: one slot a node, emptied at this interval (transcript d07)
    command_slot: float = 0.02
    dtmf_digit: float = 0.1  # between the digits of `rpt fun` (transcript d05)

    # Nodes
    node_restart: float = 0.7  # without a thread, after `rpt restart` (transcript d13)

    # Links
    connect: float = 0.005  # transcript d09
    mode_change: float = 0.5  # transcript d08
    no_answer: float = 32.2  # one try at a dead port (transcript d10)
    give_up: float = 2.7  # then `(none)` until the link is gone (transcript d10)
    retry: float = 10.0  # between the tries of a permanent link (transcript 56)

    # Transmitter
    telemetry: float = 2.42  # transcripts 40, 56, 83: an unlink is announced
    telemetry_tail: float = 0.98  # the same: from its end to TX off
    hang: float = 3.28  # transcript 80: from the local unkey to TX off
    link_hang: float = 2.26  # transcript 83: from a link's unkey to TX off
    time_out_notice: float = 3.84  # transcript 89: TX stays on for the announcement
    clip_start: float = 0.01  # p10_prefetch: from the command to TX on
    telemetry_wait: float = 2.0  # telemwait: from there to the sound
    clip_notice: float = 0.018  # p10_timeout_timer: a clip is cut
    unreachable: float = 3.1  # p10_refresh_unreachable: packets that are dropped
    time_out_release: float = 2.28  # transcript 89: and is on again after the unkey
    kerchunk: float = 2.5  # (inferred from 80, 83 and 93) a shorter keyup counts as one
