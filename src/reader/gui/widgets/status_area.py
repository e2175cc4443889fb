"""The slim line at the bottom: what just happened, what is under way, and whether all is saved."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QToolButton, QWidget

from reader.domain.progress import Progress
from reader.domain.wording import count
from reader.gui.jobs import Job, Jobs
from reader.gui.widgets.elided_label import ElidedLabel
from reader.gui.widgets.labels import label

MESSAGE_MS = 8000
BUSY_AFTER_MS = 400
"""Work shorter than this is not shown: a bar that flashes tells nothing."""


class StatusArea(QWidget):
    """Shows jobs that have a label, with a way to cancel the one that is shown."""

    rescoring_requested = Signal()
    content_requested = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_area")
        self.setProperty("panel", "foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._jobs = jobs
        self._library_open = False
        self._message = ElidedLabel()
        self._doing = ElidedLabel()
        self._doing.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(160)
        self._bar.setAccessibleName("Progress")
        self._cancel = QToolButton()
        self._cancel.setText("Cancel")
        self._cancel.setProperty("look", "text")
        self._cancel.clicked.connect(self._cancel_shown)
        self._stale = QToolButton()
        self._stale.setProperty("look", "text")
        self._stale.setToolTip("Some figures were made by another framework. Make them anew now.")
        self._stale.clicked.connect(self.rescoring_requested)
        self._content = QToolButton()
        self._content.setProperty("look", "text")
        self._content.setToolTip(
            "Show what differs between this library and its content folder. Nothing is taken in yet."
        )
        self._content.clicked.connect(self.content_requested)
        self._saved = label("faint")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(MESSAGE_MS)
        self._timer.timeout.connect(lambda: self._message.setText(""))
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(BUSY_AFTER_MS)
        self._patience.timeout.connect(self._show_job)
        self._assemble()
        self.show_stale(0)
        self.show_content(0)
        jobs.started.connect(self._job_started)
        jobs.ended.connect(self._job_ended)
        self._show_job()

    def _assemble(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 2, 14, 2)
        layout.setSpacing(10)
        layout.addWidget(self._message, 3)
        layout.addWidget(self._doing, 2)
        layout.addWidget(self._bar)
        layout.addWidget(self._cancel)
        layout.addWidget(self._stale)
        layout.addWidget(self._content)
        layout.addWidget(self._saved)
        self.setFixedHeight(28)

    @property
    def message(self) -> str:
        """The message shown."""
        return self._message.whole_text()

    def tell(self, text: str) -> None:
        """Show a message for some seconds."""
        self._message.setText(text)
        self._timer.start()

    def show_library(self, is_open: bool) -> None:
        """Show at the right edge whether all changes are on disk; nothing without a library."""
        self._library_open = is_open
        self._show_saved()

    def show_stale(self, number: int) -> None:
        """Offer to score so many items anew; 0 offers nothing."""
        self._stale.setText(f"{count('conversation', number)} with old figures · Re-score")
        self._stale.setVisible(number > 0)

    def show_content(self, news: int) -> None:
        """Tell that the content folder has so many changes; 0 tells nothing."""
        self._content.setText(f"The content folder has {count('change', news)} · Show")
        self._content.setVisible(news > 0)

    def _show_saved(self) -> None:
        saving = any(job.writes for job in self._jobs.running)
        self._saved.setText("" if not self._library_open else "Saving…" if saving else "All changes saved")

    # -- private slots

    def _shown(self) -> Job | None:
        return next((job for job in self._jobs.running if job.label), None)

    def _job_started(self, job: Job) -> None:
        self._show_saved()
        if job.label:
            job.progressed.connect(self._show_progress)
            self._patience.start()

    def _job_ended(self, job: Job) -> None:
        self._show_saved()
        if job.label:
            self._show_job()

    def _show_progress(self, progress: object) -> None:
        job = self._shown()
        if isinstance(progress, Progress) and job is not None and job.progress is progress and not self._bar.isHidden():
            self._bar.setRange(0, progress.total)
            self._bar.setValue(progress.done)
            self._doing.setText(told(job, progress))

    def _show_job(self) -> None:
        job = self._shown()
        visible = job is not None and not self._patience.isActive()
        for part in (self._doing, self._bar, self._cancel):
            part.setVisible(visible)
        if job is not None and visible:
            self._cancel.setEnabled(not job.cancel_asked)
            self._doing.setText(job.label)
            self._bar.setRange(0, 0)
            self._show_progress(job.progress)
            self._cancel.setAccessibleName(f"Cancel: {job.label}")

    def _cancel_shown(self) -> None:
        job = self._shown()
        if job is not None:
            job.cancel()
            self._cancel.setEnabled(False)
            self._doing.setText(f"{job.label}: stopping…")


def told(job: Job, progress: Progress) -> str:
    """A job's progress in words; without a total only what it does."""
    return job.phrase.format(done=f"{progress.done:,}", total=f"{progress.total:,}") if progress.total else job.label
