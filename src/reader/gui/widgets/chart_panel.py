"""The deep panel with the perspective map on the left and the episode arc on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from reader.domain.fragility_wording import fragility_explained
from reader.domain.wording import count, figures_sentence, spread
from reader.gui.widgets.chart_frame import ROOMY, ChartFrame

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from reader.domain.fragility import Fragility
    from reader.domain.framework import Framework
    from reader.domain.profile import Profile
    from reader.domain.progress import Progress
    from reader.gui.theme.palette import Palette
    from reader.services.reading import OpenItem

    Flags = NDArray[np.bool_]

AXIS_TEXTS = (
    "early → late · height = spectrum position · colour = band",
    "early → late · height = position",
    "early → late",
)
WHISKERS = "Whiskers: one term dropped, or the cuts shifted."


class ChartPanel(ChartFrame):
    """Shows one item's profile and where the cursor stands; clicks are passed on as facts."""

    slice_clicked = Signal(int)
    methodology_requested = Signal()
    fragility_toggled = Signal(bool)
    """Whether whiskers are wanted; they come by :meth:`show_fragility`."""
    speaker_chosen = Signal(str)
    """Whose figures are wanted, "" for all; they come by :meth:`show_speaker`."""
    speakers_asked = Signal()

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(palette, parent)
        self._item: OpenItem | None = None
        self._profile: Profile | None = None
        self._present: Flags | None = None
        self._speaker = ""
        self._fragility_state = "off"
        self._fragility_words: tuple[str, ...] = ()
        self._connect()
        self.apply_palette(palette)

    def _connect(self) -> None:
        self.strip.slice_clicked.connect(self.slice_clicked)
        self.arc.slice_clicked.connect(self.slice_clicked)
        self.bands.slice_clicked.connect(self.slice_clicked)
        self._how.clicked.connect(self.methodology_requested)
        calls = {
            "zoom-out": self.arc.zoom_out,
            "zoom-in": self.arc.zoom_in,
            "zoom-reset": self.arc.zoom_reset,
            "fit": self.arc.set_fit,
            "whiskers": self._toggle_fragility,
        }
        for name, call in calls.items():
            self._tools[name].clicked.connect(call)
        self.head.speaker_chosen.connect(self._choose_speaker)
        self.head.speakers_asked.connect(self.speakers_asked)

    def show_item(self, item: OpenItem) -> None:
        """Show this item's profile."""
        self._item, self._profile, self._present = item, item.profile, None
        self._speaker = ""
        self._fragility_state = "off"
        self.strip.show_profile(item.profile, item.framework, item.slices)
        self.arc.show_profile(item.profile, item.framework, item.slices)
        self.arc.set_hit_source(item.slice_score)
        self.head.show_speakers(item.transcript.speakers)
        self.legend.show_bands(item.framework.bands)
        self._explanation.setText(explanation(item.framework))
        self._show_rest()
        self._keep_map_width(item.framework)
        self._keep_height()

    def update_item(self, item: OpenItem) -> None:
        """Show other figures of the same slices; what is in view stays, whiskers go until they are worked out anew."""
        current = self.arc.current
        self._item, self._profile, self._present = item, item.profile, None
        self._speaker = ""
        self.head.show_speaker("")
        self.arc.set_hit_source(item.slice_score)
        self._show_figures()
        self.legend.show_bands(item.framework.bands)
        self._explanation.setText(explanation(item.framework))
        self.set_current(current)
        self._keep_map_width(item.framework)

    def clear(self) -> None:
        """Show no item."""
        self._item = None
        self.strip.clear()
        self.arc.clear()
        self.arc.set_hit_source(None)
        self.bands.show_profile(None, None)
        self.head.show_speakers(())
        self._figures.setText("")
        self._explanation.setText("")

    # -- one speaker

    @property
    def speaker(self) -> str:
        """Whose figures are shown; "" for all."""
        return self._speaker

    @property
    def profile(self) -> Profile | None:
        """The profile shown: the item's, or that of one speaker."""
        return self._profile if self._item is not None else None

    def show_speaker(self, name: str, profile: Profile, present: Flags) -> None:
        """Show one speaker's figures; slices that are not ``present`` are left blank."""
        if self._item is None:
            return
        current = self.arc.current
        self._speaker, self._profile, self._present = name, profile, present
        self._fragility_state = "off"
        self.head.show_speaker(name)
        self.arc.set_hit_source(None)
        self._show_figures()
        self.set_current(current)

    def show_everybody(self) -> None:
        """Show the item's own figures again."""
        if self._item is not None:
            self._fragility_state = "off"
            self.update_item(self._item)

    def _choose_speaker(self, name: str) -> None:
        self.head.show_speaker(name)
        self.speaker_chosen.emit(name)

    def _show_figures(self) -> None:
        item, profile = self._item, self._profile
        if item is None or profile is None:
            return
        absent = f"{self._speaker} says too little here" if self._speaker else ""
        self.arc.update_profile(profile, item.framework, item.slices, self._present, absent)
        if self._speaker and not profile.figures.slices:
            self.strip.clear("Too few words to draw figures from.")
        else:
            self.strip.show_profile(profile, item.framework, item.slices, self._present)
        self._show_rest()
        self._show_extras()

    def _show_rest(self) -> None:
        """The bands, the sentence of figures, and the words above the arc."""
        item, profile = self._item, self._profile
        if item is None or profile is None:
            return
        figures = profile.figures
        self.bands.show_profile(profile, item.framework, self._present)
        self._show_sentence()
        facts = f"Slice bands · {count('slice', figures.slices)} · p10–p90 {spread(figures.p10, figures.p90)}"
        self._bands_text.setText(facts)
        self.bands.setToolTip(facts)
        self._say()

    def _show_sentence(self) -> None:
        """The sentence of figures; where the words above the arc have no room, also how firm the leaning is."""
        item, profile = self._item, self._profile
        if item is None or profile is None:
            return
        sentence = figures_sentence(profile.figures, item.framework)
        if self._speaker:
            sentence = speaker_sentence(self._speaker, sentence, profile.figures.slices, len(item.slices))
        elif self._fragility_state == "on" and self.width() < ROOMY:
            sentence = f"{sentence} {self._fragility_words[-1]}"
        if sentence != self._figures.text():
            self._figures.setText(sentence)
            self._show_extras()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_sentence()

    # -- fragility

    def show_fragility(self, fragility: Fragility) -> None:
        """Draw on each bar how far its score may move, and say how firm the leaning is."""
        if self._item is not None and not self._speaker:
            self._fragility_state = "on"
            self.arc.show_fragility(fragility)
            self._fragility_words = fragility_explained(fragility, self._item.framework)
            self._say()

    def tell_fragility(self, progress: Progress | None) -> None:
        """It is being worked out; None says that it could not be."""
        self._fragility_state = "off" if progress is None else "working"
        done = f" {progress.done} of {progress.total}" if progress is not None and progress.total else ""
        self._fragility_words = (f"Working out how fragile each bar is…{done}", f"Working…{done}")
        self._say()
        if progress is None:
            self.head.say("How fragile the bars are could not be worked out.", "Not worked out.")

    def hide_fragility(self) -> None:
        """Take the whiskers away."""
        self._fragility_state = "off"
        self.arc.show_fragility(None)
        self._say()

    @property
    def fragility_wanted(self) -> bool:
        """Whether whiskers are shown, or being worked out."""
        return self._tools["whiskers"].isChecked()

    def toggle_fragility(self) -> None:
        """As a click on the tool does."""
        self._tools["whiskers"].click()

    def _toggle_fragility(self, wanted: bool) -> None:
        if wanted:
            self._fragility_state = "working"
            self._fragility_words = ("Working out how fragile each bar is…", "Working…")
            self._say()
        else:
            self.hide_fragility()
        self.fragility_toggled.emit(wanted)

    def _say(self) -> None:
        """The words above the arc, and whether the whiskers can be asked for."""
        self._show_sentence()
        tool = self._tools["whiskers"]
        tool.setChecked(self._fragility_state != "off")
        tool.setEnabled(not self._speaker and bool(self._item is not None and self._item.slices))
        if self._speaker:
            self.head.say(f"Only {self._speaker} · {AXIS_TEXTS[0]}", f"Only {self._speaker}")
        elif self._fragility_state == "on":
            words = self._fragility_words
            self.head.say(" ".join((*reversed(words), WHISKERS)), " ".join(reversed(words)), words[-1])
        elif self._fragility_state == "working":
            self.head.say(*self._fragility_words)
        else:
            self.head.say(*AXIS_TEXTS)

    def set_current(self, number: int) -> None:
        """Show the cursor at this slice."""
        self.strip.set_current(number)
        self.arc.set_current(number)
        self.bands.set_current(number)


def explanation(framework: Framework) -> str:
    """What the three markers mean, in the words of the framework."""
    return (
        f"The amber marker is the most {framework.negative_pole.lower()} slice, the white one the most "
        f"{framework.positive_pole.lower()}, the black one the median. Click the band, a marker or the track to "
        "read there."
    )


def speaker_sentence(name: str, sentence: str, slices: int, of: int) -> str:
    """The sentence of figures for one speaker: ``Only Owain Evans: across 88 of 124 slices: median 0 · …``."""
    if not slices:
        return f"Only {name}: too few words in every slice, so no figures."
    return f"Only {name}: across {slices:,} of {count('slice', of)}: {sentence.partition(': ')[2]}"
