from __future__ import annotations

import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import qInstallMessageHandler, qWarning
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reader.errors import InputError
from reader.gui.crash import KEPT_REPORTS, FailureDesk, keep_report
from reader.gui.dialogs.crash_dialog import CrashDialog
from reader.gui.dialogs.problem import ProblemDialog
from reader.paths import state_folder


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def desk(parent: QWidget) -> FailureDesk:
    made = FailureDesk(parent)
    made.set_window(lambda: parent)
    return made


@pytest.fixture
def hooks() -> Iterator[None]:
    before = sys.excepthook, threading.excepthook
    yield
    sys.excepthook, threading.excepthook = before
    qInstallMessageHandler(None)


def test_what_people_cause_is_a_sentence_and_no_report(qtbot: QtBot, desk: FailureDesk, parent: QWidget) -> None:
    desk.report(InputError("The file is empty.", "Choose another."))
    qtbot.waitUntil(lambda: parent.findChild(ProblemDialog) is not None)
    assert parent.findChild(CrashDialog) is None
    assert not (state_folder() / "crashes").exists()


@pytest.mark.usefixtures("hooks")
def test_faults_of_the_program_give_a_report_with_the_traceback(
    qtbot: QtBot, desk: FailureDesk, parent: QWidget
) -> None:
    desk.install()
    try:
        raise ZeroDivisionError("nothing to share")
    except ZeroDivisionError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: parent.findChild(CrashDialog) is not None)
    dialog = parent.findChild(CrashDialog)
    assert dialog is not None
    assert "ZeroDivisionError: nothing to share" in dialog.report
    assert "test_crash.py" in dialog.report
    kept = list((state_folder() / "crashes").iterdir())
    assert [path.read_text(encoding="utf-8") for path in kept] == [dialog.report]


@pytest.mark.usefixtures("hooks")
def test_a_fault_in_a_plain_thread_reaches_the_person(qtbot: QtBot, desk: FailureDesk, parent: QWidget) -> None:
    desk.install()
    thread = threading.Thread(target=[].pop)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: parent.findChild(CrashDialog) is not None)


@pytest.mark.usefixtures("hooks")
@pytest.mark.qt_log_ignore("overfull")
def test_messages_of_qt_stand_in_the_report(qtbot: QtBot, desk: FailureDesk, parent: QWidget) -> None:
    desk.install()
    qWarning("a pixmap is overfull")
    desk.report(RuntimeError("then this"))
    qtbot.waitUntil(lambda: parent.findChild(CrashDialog) is not None)
    dialog = parent.findChild(CrashDialog)
    assert dialog is not None
    assert "a pixmap is overfull" in dialog.report


def test_one_dialog_at_a_time(qtbot: QtBot, desk: FailureDesk, parent: QWidget) -> None:
    for number in range(5):
        desk.report(RuntimeError(str(number)))
    qtbot.waitUntil(lambda: parent.findChild(CrashDialog) is not None)
    qtbot.wait(50)
    assert len(parent.findChildren(CrashDialog)) == 1
    assert QApplication.activeModalWidget() is parent.findChild(CrashDialog)


def test_only_the_last_reports_are_kept() -> None:
    for number in range(KEPT_REPORTS + 5):
        keep_report(f"report {number}")
    kept = sorted((state_folder() / "crashes").iterdir())
    assert len(kept) == KEPT_REPORTS
    assert kept[-1].read_text(encoding="utf-8") == f"report {KEPT_REPORTS + 4}"
