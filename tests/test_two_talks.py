"""Two talks of one station, one right after the other: each has a start of its own."""

from simulator import lost

from .scene import Scene


async def test_a_key_down_just_as_the_gap_is_over(scene: Scene) -> None:
    """The talk before is over, whatever is read first, and was never a long one."""
    long = await scene.automate("talk_started", minimum_duration=10)
    await scene.talk("2001", 3)
    await scene.time.advance(1.9)
    scene.node.key_link("2001")
    # The event is in the socket when the timer of the gap is due.
    await scene.time.jump(0.2)
    await scene.time.advance(9.7)
    assert long.count == 0
    await scene.time.advance(0.4)
    assert long.count == 1
    await scene.talk("local", 1)
    assert long.count == 1


async def test_two_talks_before_the_node_was_in_reach_again(scene: Scene) -> None:
    """Once the poll is whole only the second one is long."""
    long = await scene.automate("talk_started", minimum_duration=5)
    scene.server.faults.next_reply(lost(), action="SawStat")
    scene.server.close_sessions()
    await scene.time.advance(6)
    await scene.talk("2001", 1)
    await scene.time.advance(2.5)
    await scene.key("2001")
    await scene.time.advance(60)
    assert [trigger["node"] for trigger in long.triggers] == ["2001"]
