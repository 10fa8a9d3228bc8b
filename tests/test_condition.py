"""Conditions: what an automation's condition says of nodes."""

from typing import Any

import pytest

from .guards import Guard, condition as _on, guards
from .scene import Scene


async def _guard(scene: Scene, condition: str, **options: Any) -> Guard:
    (guard,) = await guards(scene.hass, _on(condition, scene.device, **options))
    return guard


async def test_a_node_is_receiving(scene: Scene) -> None:
    """Its own receiver counts, no link."""
    guard = await _guard(scene, "is_receiving")
    await scene.key("2001")
    assert not await guard.passes()
    await scene.key("local")
    assert await guard.passes()
    await scene.unkey("local")
    assert not await guard.passes()


async def test_a_node_is_transmitting(scene: Scene) -> None:
    """As it repeats a link, and for the hang time after it."""
    guard = await _guard(scene, "is_transmitting")
    assert not await guard.passes()
    await scene.key("2001")
    assert await guard.passes()
    await scene.unkey("2001")
    await scene.time.advance(10)
    assert not await guard.passes()


@pytest.mark.parametrize(
    ("options", "talker", "passes"),
    [
        ({}, None, False),
        ({}, "2001", True),
        ({}, "local", True),
        ({"who": "local"}, "local", True),
        ({"who": "local"}, "2001", False),
        ({"who": ["local", 2001]}, "2001", True),
        ({"who": "n0call"}, "N0CALL-P", True),
        ({"who": "n0call"}, "2001", False),
    ],
)
async def test_somebody_is_talking(
    scene: Scene, options: dict[str, Any], talker: str | None, passes: bool
) -> None:
    """Whoever is keyed talks, on the air or on a link."""
    guard = await _guard(scene, "is_talking", **options)
    if talker:
        await scene.key(talker)
    assert await guard.passes() is passes
    if talker:
        await scene.unkey(talker)
    assert not await guard.passes()


async def test_the_first_of_two_who_talk(scene: Scene) -> None:
    """Both are keyed, though only one of them is shown."""
    guard = await _guard(scene, "is_talking", who="2001")
    await scene.key("2001")
    await scene.key("2002")
    assert scene.states["talker"] == "2002"
    assert await guard.passes()


@pytest.mark.parametrize(
    ("options", "passes"),
    [
        ({}, True),
        ({"nodes": []}, True),
        ({"nodes": 2001}, True),
        ({"nodes": ["2009", "2002"]}, True),
        ({"nodes": ["N0CALL"]}, True),
        ({"nodes": ["2009"]}, False),
        ({"nodes": ["299999"]}, False),
    ],
)
async def test_a_node_is_linked(
    scene: Scene, options: dict[str, Any], passes: bool
) -> None:
    """Only links that are up count; one that is still connecting is none."""
    scene.node.take_command("ilink 3 299999")
    await scene.time.advance(20)
    assert scene.states.links()["299999"]["state"] == "connecting"
    guard = await _guard(scene, "is_linked_to", **options)
    assert await guard.passes() is passes


async def test_a_link_that_ends(scene: Scene) -> None:
    """It counts no more at once."""
    guard = await _guard(scene, "is_linked_to", nodes="2001")
    assert await guard.passes()
    scene.node.unlink("2001")
    await scene.time.settle()
    assert not await guard.passes()


async def test_a_node_is_quiet(scene: Scene) -> None:
    """Since the last key-up, whoever it was."""
    guard, now = await guards(
        scene.hass,
        _on("is_quiet", scene.device, **{"for": {"minutes": 10}}),
        _on("is_quiet", scene.device),
    )
    await scene.talk("2001", 5)
    assert not await guard.passes()
    assert await now.passes()
    await scene.time.advance(599)
    assert not await guard.passes()
    await scene.time.advance(2)
    assert await guard.passes()
    await scene.key("local")
    assert not await guard.passes()
    assert not await now.passes()


async def test_quiet_that_is_not_known(scene: Scene) -> None:
    """After an outage in which somebody talked it begins anew."""
    guard = await _guard(scene, "is_quiet", **{"for": {"minutes": 10}})
    await scene.time.advance(700)
    assert await guard.passes()
    await scene.cut_off(60, talker="local")
    assert not await guard.passes()
    await scene.time.advance(601)
    assert await guard.passes()


@pytest.mark.parametrize(
    "condition", ["is_receiving", "is_talking", "is_linked_to", "is_quiet"]
)
async def test_nothing_is_known_of_a_node_that_is_out_of_reach(
    scene: Scene, condition: str
) -> None:
    """Its last state is not its state now."""
    guard = await _guard(scene, condition)
    if condition != "is_quiet":
        await scene.key("local")
    assert await guard.passes()
    await scene.lose_server()
    assert not await guard.passes()


async def test_any_or_all_of_several_nodes(scene: Scene) -> None:
    """Any is enough unless all are asked for; one that is unknown is not met."""
    target = {"device_id": [scene.device, await scene.add_node("1998")]}
    any_of, all_of = await guards(
        scene.hass,
        _on("is_receiving", target),
        _on("is_receiving", target, behavior="all"),
    )
    await scene.key("local")
    assert await any_of.passes()
    assert not await all_of.passes()
    scene.server.node("1998").key()
    await scene.time.settle()
    assert await all_of.passes()
    scene.server.remove_node("1998")
    await scene.time.advance(300)
    assert await any_of.passes()
    assert not await all_of.passes()


async def test_a_target_without_a_node(scene: Scene) -> None:
    """Nothing is neither any nor all."""
    nowhere = {"area_id": "nowhere"}
    any_of, all_of = await guards(
        scene.hass, _on("is_quiet", nowhere), _on("is_quiet", nowhere, behavior="all")
    )
    assert not await any_of.passes()
    assert not await all_of.passes()


@pytest.mark.parametrize(
    ("condition", "options"),
    [
        ("is_quiet", {"for": "long"}),
        ("is_talking", {"who": {}}),
        ("is_receiving", {"behavior": "some"}),
        ("is_linked_to", {"typo": 1}),
    ],
)
async def test_options_that_make_no_sense(
    scene: Scene, condition: str, options: dict[str, Any]
) -> None:
    """They are refused when the automation is set up."""
    with pytest.raises(AssertionError, match="not valid"):
        await _guard(scene, condition, **options)
