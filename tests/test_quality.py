"""What hassfest and HACS would say of the integration, as far as it can be asked here."""

import ast
from collections.abc import Iterator
import json
from pathlib import Path
import re
import struct
from typing import Any

from homeassistant.util.yaml import load_yaml_dict
import pytest

ROOT = Path(__file__).parent.parent
INTEGRATION = ROOT / "custom_components" / "allstarlink"

# The platforms of Home Assistant that have entities; a file of this name is one.
PLATFORMS = sorted(
    path.stem
    for path in INTEGRATION.glob("*.py")
    if path.stem in {"binary_sensor", "button", "event", "sensor", "switch"}
)

# https://developers.home-assistant.io/docs/core/integration-quality-scale/checklist
RULES = {
    "Bronze": """
        action-setup appropriate-polling brands common-modules
        config-flow-test-coverage config-flow dependency-transparency docs-actions
        docs-conditions docs-high-level-description docs-installation-instructions
        docs-removal-instructions docs-triggers entity-event-setup entity-unique-id
        has-entity-name runtime-data test-before-configure test-before-setup
        unique-config-entry
    """,
    "Silver": """
        action-exceptions config-entry-unloading docs-configuration-parameters
        docs-installation-parameters entity-unavailable integration-owner
        log-when-unavailable parallel-updates reauthentication-flow test-coverage
    """,
    "Gold": """
        devices diagnostics discovery discovery-update-info docs-data-update
        docs-examples docs-known-limitations docs-supported-devices
        docs-supported-functions docs-troubleshooting docs-use-cases dynamic-devices
        entity-category entity-device-class entity-disabled-by-default
        entity-translations exception-translations icon-translations
        reconfiguration-flow repair-issues stale-devices
    """,
    "Platinum": "async-dependency inject-websession strict-typing",
}
TIERS = {name.lower(): rules.split() for name, rules in RULES.items()}

MANIFEST_KEYS = {
    "domain",
    "name",
    "codeowners",
    "config_flow",
    "documentation",
    "integration_type",
    "iot_class",
    "issue_tracker",
    "requirements",
    "version",
}

BRAND_HEIGHTS = {"icon": 256, "logo": 256, "icon@2x": 512, "logo@2x": 512}


def _json(name: str) -> dict[str, Any]:
    path = INTEGRATION / name
    content: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {}
    return content


def _yaml(name: str) -> dict[str, Any]:
    path = INTEGRATION / name
    return load_yaml_dict(str(path)) if path.exists() else {}


ENGLISH = _json("translations/en.json")
ICONS = _json("icons.json")


def _modules(folder: Path = INTEGRATION) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def _calls() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each call in the code: the function's name and its literal keywords."""
    for path in _modules():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                yield (
                    ast.unparse(node.func).rpartition(".")[2],
                    {
                        keyword.arg: keyword.value.value
                        for keyword in node.keywords
                        if keyword.arg and isinstance(keyword.value, ast.Constant)
                    },
                )


def _literals() -> set[str]:
    return {
        node.value
        for path in _modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def _texts(tree: dict[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from _texts(value, f"{path}.{key}")
        else:
            yield f"{path}.{key}".removeprefix("."), value


def test_the_manifest_is_what_home_assistant_and_hacs_ask_for() -> None:
    """Keys, their order, and the version's form."""
    manifest = _json("manifest.json")
    keys = list(manifest)
    assert keys[:2] == ["domain", "name"]
    assert keys[2:] == sorted(keys[2:])
    assert set(keys) >= MANIFEST_KEYS
    assert manifest["domain"] == INTEGRATION.name
    assert re.fullmatch(r"\d+\.\d+\.\d+", manifest["version"])
    assert all(owner.startswith("@") for owner in manifest["codeowners"])


def test_the_quality_scale_names_every_rule_once_in_its_tier() -> None:
    """A rule is done, or it says why it is not."""
    text = (INTEGRATION / "quality_scale.yaml").read_text()
    listed: dict[str, list[str]] = {}
    for line in text.splitlines():
        if tier := re.fullmatch(r"  # (\w+)", line):
            rules = listed.setdefault(tier[1].lower(), [])
        elif rule := re.match(r"  ([a-z-]+):", line):
            rules.append(rule[1])
    assert {tier: sorted(rules) for tier, rules in listed.items()} == {
        tier: sorted(rules) for tier, rules in TIERS.items()
    }
    assert sum(len(rules) for rules in listed.values()) == 54
    for rule, status in _yaml("quality_scale.yaml")["rules"].items():
        if status == "done":
            continue
        assert status["status"] in ("done", "exempt", "todo"), rule
        assert status["comment"].endswith("."), rule


def test_the_manifest_claims_no_more_than_the_quality_scale_holds() -> None:
    """A tier is reached when its rules and those below are done or exempt."""
    claimed = _json("manifest.json").get("quality_scale")
    rules = _yaml("quality_scale.yaml")["rules"]
    reached = None
    for tier, names in TIERS.items():
        if any(
            isinstance(rules[n], dict) and rules[n]["status"] == "todo" for n in names
        ):
            break
        reached = tier
    tiers = [None, *TIERS]
    assert tiers.index(claimed) <= tiers.index(reached)


def test_english_is_the_only_source_of_texts() -> None:
    """A custom integration has no strings.json and nothing resolves references."""
    assert not (INTEGRATION / "strings.json").exists()
    for path, text in _texts(ENGLISH):
        assert "[%key:" not in text, path
        assert text == text.strip() != "", path
        assert "://" not in text, path
        # Quotes around a placeholder stop the frontend from filling it in
        assert "'{" not in text, path


def test_errors_are_plain_texts() -> None:
    """The frontend shows them as they are, marks of Markdown included."""
    errors = [
        (path, text)
        for path, text in _texts(ENGLISH)
        if path.startswith("exceptions.") or ".error." in path
    ]
    assert errors
    for path, text in errors:
        assert "`" not in text, path
        assert not re.search(r"\*\w.*\w\*", text), path


def test_every_error_that_is_raised_has_its_text() -> None:
    """Exceptions and issues, by the literal key of their call."""
    for name, keywords in _calls():
        if "translation_key" not in keywords or name.endswith("Description"):
            continue
        if name.endswith(("Error", "Failed", "NotReady")):
            assert keywords["translation_key"] in ENGLISH["exceptions"]
        elif name == "async_create_issue":
            assert keywords["translation_key"] in ENGLISH["issues"]
        elif name.endswith("SelectorConfig"):
            assert keywords["translation_key"] in ENGLISH["selector"]


@pytest.mark.parametrize("section", ["exceptions", "issues", "selector"])
def test_no_text_is_left_over(section: str) -> None:
    """What nobody mentions any more is to be deleted."""
    # The texts of the cards: tests/test_cards.py looks after them.
    assert set(ENGLISH.get(section, {})) - {"dashboard"} <= _literals()


@pytest.mark.parametrize("kind", ["services", "triggers", "conditions"])
def test_actions_triggers_and_conditions_are_described(kind: str) -> None:
    """Each has a name and a description, each of its fields too, and an icon."""
    described = {
        key: {*value.get("fields", {})} if value else set()
        for key, value in _yaml(f"{kind}.yaml").items()
        if not key.startswith(".")
    }
    texts = ENGLISH.get(kind, {})
    assert {key: {*text.get("fields", {})} for key, text in texts.items()} == described
    assert set(ICONS.get(kind, {})) == set(described)
    for text in texts.values():
        assert text["name"]
        assert text["description"]
        for field in text.get("fields", {}).values():
            assert field["name"]
            assert field["description"]


def test_icons_are_for_entities_that_have_a_name() -> None:
    """A misspelt key in icons.json would show nothing, and say nothing."""
    named = {
        platform: set(entities)
        for platform, entities in ENGLISH.get("entity", {}).items()
    }
    for platform, entities in ICONS.get("entity", {}).items():
        assert set(entities) <= named[platform]
        for key, icon in entities.items():
            states = ENGLISH["entity"][platform][key].get("state", {})
            assert set(icon.get("state", {})) <= {*states, "on", "off"}


@pytest.mark.parametrize("platform", PLATFORMS)
def test_each_platform_says_how_many_updates_may_run(platform: str) -> None:
    """PARALLEL_UPDATES is a module's constant."""
    tree = ast.parse((INTEGRATION / f"{platform}.py").read_text())
    names = {
        ast.unparse(target)
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    }
    assert "PARALLEL_UPDATES" in names


@pytest.mark.parametrize("prefix", ["", "dark_"])
@pytest.mark.parametrize(("name", "height"), BRAND_HEIGHTS.items())
def test_brand_images_have_the_size_home_assistant_shows(
    prefix: str, name: str, height: int
) -> None:
    """An icon is square; a logo is as high, and wider."""
    data = (INTEGRATION / "brand" / f"{prefix}{name}.png").read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    size = struct.unpack(">II", data[16:24])
    assert size[1] == height
    assert (size[0] == height) == name.startswith("icon")


def _descriptions(platform: str) -> Iterator[tuple[dict[str, Any], set[str]]]:
    """Yield the literal keywords of each entity description, and all their names."""
    nodes = (
        node
        for name in (platform, f"server_{platform}")
        for path in sorted(INTEGRATION.rglob(f"{name}.py"))
        for node in ast.walk(ast.parse(path.read_text()))
    )
    for node in nodes:
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(
            "Description"
        ):
            values = {
                keyword.arg: keyword.value.value
                for keyword in node.keywords
                if keyword.arg and isinstance(keyword.value, ast.Constant)
            }
            yield values, {keyword.arg or "" for keyword in node.keywords}


@pytest.mark.parametrize("platform", PLATFORMS)
def test_each_entity_has_a_name_and_an_icon(platform: str) -> None:
    """The icon is its own, or that of its device class; no text is left over."""
    named = ENGLISH["entity"][platform]
    icons = ICONS["entity"].get(platform, {})
    keys = set()
    for values, names in _descriptions(platform):
        key = values["translation_key"]
        keys.add(key)
        assert named[key]["name"], key
        assert key in icons or "device_class" in names, key
    assert keys == set(named)
