"""What Chromium is told of a key on a keyboard as they are sold in the United States."""

from __future__ import annotations

from typing import Final

from browser.wire import Json

NUMBERS: Final = {
    "Backspace": 8,
    "Tab": 9,
    "Enter": 13,
    "Shift": 16,
    "Control": 17,
    "Alt": 18,
    "Escape": 27,
    " ": 32,
    "PageUp": 33,
    "PageDown": 34,
    "End": 35,
    "Home": 36,
    "ArrowLeft": 37,
    "ArrowUp": 38,
    "ArrowRight": 39,
    "ArrowDown": 40,
    "Delete": 46,
}
MODIFIERS: Final = {"Alt": 1, "Control": 2, "Shift": 8}


def strokes(keys: str) -> list[dict[str, Json]]:
    """What is told of keys pressed together, as in "Shift+Tab", and let go again in the other order."""
    held, down = 0, []
    for part in keys.split("+"):
        held |= MODIFIERS.get(part, 0)
        down.append(_stroke(part, held))
    return down + [_let_go(stroke) for stroke in reversed(down)]


def letter_strokes(letter: str) -> list[dict[str, Json]]:
    """What is told of the key that writes this letter, on whatever keyboard has it."""
    down = _stroke("Enter" if letter == "\n" else letter, 0)
    return [down, _let_go(down)]


def _let_go(stroke: dict[str, Json]) -> dict[str, Json]:
    return {name: value for name, value in stroke.items() if name != "text"} | {"type": "keyUp"}


def _stroke(key: str, held: int) -> dict[str, Json]:
    letter = key.upper() if held & MODIFIERS["Shift"] and len(key) == 1 else key
    text = "\r" if key == "Enter" else letter if len(key) == 1 else ""
    told: dict[str, Json] = {
        "type": "rawKeyDown",
        "key": letter,
        "code": _place(key),
        "modifiers": held,
        "windowsVirtualKeyCode": _number(key),
    }
    # A key that is held with others but Shift is a command, and writes nothing.
    return told | {"type": "keyDown", "text": text} if text and held in {0, MODIFIERS["Shift"]} else told


def _number(key: str) -> int:
    """The number that pages still know a key by; letters and digits have their own."""
    if key in NUMBERS:
        return NUMBERS[key]
    return ord(key.upper()) if key.isalnum() else 0


def _place(key: str) -> str:
    """The key's name by its place on the keyboard."""
    if key == " ":
        return "Space"
    if key in MODIFIERS:
        return f"{key}Left"
    if len(key) > 1:
        return key
    return f"Digit{key}" if key.isdigit() else f"Key{key.upper()}" if key.isalpha() else ""
