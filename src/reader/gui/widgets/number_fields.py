"""Fields for numbers that write a true minus sign, and take either sign that a person types."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox

from reader.domain.wording import MINUS


class WholeField(QSpinBox):
    """A whole number."""

    def textFromValue(self, value: int) -> str:
        return super().textFromValue(value).replace("-", MINUS)

    def valueFromText(self, text: str) -> int:
        return super().valueFromText(text.replace(MINUS, "-"))

    def validate(self, text: str, place: int) -> Any:
        found: Any = super().validate(text.replace(MINUS, "-"), place)
        return found[0], text, place


class NumberField(QDoubleSpinBox):
    """A number with decimals, as many as it needs."""

    def textFromValue(self, value: float) -> str:
        return f"{round(value, self.decimals()) or 0.0:g}".replace("-", MINUS)

    def valueFromText(self, text: str) -> float:
        return super().valueFromText(text.replace(MINUS, "-"))

    def validate(self, text: str, place: int) -> Any:
        found: Any = super().validate(text.replace(MINUS, "-"), place)
        return found[0], text, place
