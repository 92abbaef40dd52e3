"""What a drawn page shows."""

from __future__ import annotations

import json
from typing import Any

from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest


def read_html(app: AppTest) -> str:
    """All HTML of a page's body and sidebar, style sheets left out."""
    return "\n".join(item.proto.body for item in app.get("html") if "<style>" not in item.proto.body)


def find_button(app: AppTest, key: str) -> Any:
    """The button of a key."""
    return app.button(key=key)


def find_picker(app: AppTest, key: str) -> dict[str, Any]:
    """What a field to choose names by shows: see `components.picker`."""
    data: dict[str, Any] = json.loads(_find_element(app, key).proto.json)
    return data


def list_chosen(app: AppTest, key: str) -> list[str]:
    """The identifiers that are chosen in a field."""
    return [chosen["id"] for chosen in find_picker(app, key)["chosen"]]


def choose(app: AppTest, key: str, *chosen: str) -> AppTest:
    """Choose names in a field, those and no others, as a browser tells the server."""
    return _tell(app, key, "chosen", list(chosen))


def type_name(app: AppTest, key: str, text: str) -> list[dict[str, Any]]:
    """Type into a field: the hits that it lists."""
    hits: list[dict[str, Any]] = find_picker(_tell(app, key, "typed", text), key)["hits"]
    return hits


def _find_element(app: AppTest, key: str) -> Any:
    return next(item for item in app.get("bidi_component") if item.key == key)


def _tell(app: AppTest, key: str, event: str, value: Any) -> AppTest:
    """Runs the page with an event of a component, which AppTest has no way of its own for."""
    element = _find_element(app, key)
    states = element.root.get_widget_states()
    told = json.dumps([{"event": event, "value": value}])
    identifier = f"$$STREAMLIT_INTERNAL_KEY_{element.proto.id}__events"
    states.widgets.append(WidgetState(id=identifier, json_trigger_value=told))
    element.root.get_widget_states = lambda: states
    app.run()
    assert not app.exception, [item.message for item in app.exception]
    return app
