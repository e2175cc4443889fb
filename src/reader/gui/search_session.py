"""One query under way: its results as they come, and what is asked of them afterwards. Never on the GUI thread."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from reader.errors import ReaderError
from reader.gui.jobs import Job, Jobs

if TYPE_CHECKING:
    from reader.domain.searching import FoundItem, Places, Results
    from reader.services.opening import Library
    from reader.services.searching import FoundPlace, Search

MOST_HITS = 300
"""So many hits of one item are listed when somebody asks for all of them."""


class _Wish(NamedTuple):
    """Something asked of the search once its first results are there. The latest of a kind is the one that counts."""

    kind: str
    ask: Callable[[Search], Any]
    done: Callable[[Any], object]


class SearchSession(QObject):
    """Is made for one query and let go of with it: from :meth:`close` on it tells nothing any more, however late an
    answer comes.
    """

    results_came = Signal(object)
    """A :class:`Results`, in the place of the one before."""
    ended = Signal()
    """All is counted."""
    failed = Signal(str)
    """The search could not be done; says why, and what to do."""

    def __init__(
        self, jobs: Jobs, library: Library, text: str, typing: bool, parent: QObject, most: int = 0
    ) -> None:  # fmt: skip
        """``most``: so many items at once, where that is more than usual."""
        super().__init__(parent)
        self.text = text
        self.typing = typing
        self.results: Results | None = None
        self.is_running = False
        self._jobs = jobs
        self._library = library
        self._closed = False
        self._search: Search | None = None
        self._beside: Search | None = None
        self._most = most
        self._is_whole = False
        self._run: Job | None = None
        self._asking: Job | None = None
        self._wishes: deque[_Wish] = deque()

    def start(self) -> None:
        """Begin."""
        self.is_running = True
        self._run = self._jobs.start(self._work, progress=self._came, done=self._done, failed=self._failed)

    def close(self) -> None:
        """Stop whatever is under way, and tell nothing any more. May be called twice."""
        self._closed = True
        self.is_running = False
        self._wishes.clear()
        for job in (self._run, self._asking):
            if job is not None:
                job.silence()
        self._run = self._asking = None
        for search in (self._search, self._beside):
            if search is not None:
                search.stop()

    # -- what is asked of the results

    @property
    def page_is_full(self) -> bool:
        """Whether the first items are all there: before that, none can be added."""
        from reader.services.searching import PAGE

        results = self.results
        return results is not None and (
            not self.is_running
            or results.totals.done > 0
            or len(results.items) >= max(PAGE, self._most)
            or not results.more
        )

    @property
    def may_have_more(self) -> bool:
        """Whether there may be items that were not told yet."""
        return self.results is not None and self.results.more and not self._is_whole

    def more(self, done: Callable[[tuple[FoundItem, ...]], object]) -> None:
        """The next items."""

        def take(items: tuple[FoundItem, ...]) -> None:
            self._is_whole = not items
            done(items)

        self._wish("more", lambda search: search.more(), take)

    def whole_item(self, item_id: int, done: Callable[[FoundItem | None], object]) -> None:
        """An item with all its hits (or very many)."""
        self._wish(f"item {item_id}", lambda search: search.item(item_id, MOST_HITS), done)

    def places(self, item_id: int, done: Callable[[Places], object]) -> None:
        """Where the hits of an item are."""
        self._wish("places", lambda search: search.places(item_id), done)

    def step(self, item_id: int, place: int, forward: bool, done: Callable[[FoundPlace | None], object]) -> None:
        """The next hit behind a place, or the one before it."""

        def ask(search: Search) -> FoundPlace | None:
            return search.next_hit(item_id, place) if forward else search.hit_before(item_id, place)

        self._wish("step", ask, done)

    # -- private

    def _work(self) -> Generator[Results, None, Results]:
        """On the worker thread: reading what is in force takes a moment, too."""
        from reader.services.searching import PAGE, Search

        search = Search(self._library, self.text, typing=self.typing)
        self._search = search
        if self._closed:
            search.stop()
        return search.run(max(PAGE, self._most))

    def _came(self, results: Results) -> None:
        if not self._closed:
            self.results = results
            self.results_came.emit(results)
            self._ask_next()

    def _done(self, results: Results) -> None:
        self._run = None
        self.is_running = False
        self._came(results)
        if not self._closed:
            self.ended.emit()

    def _failed(self, error: BaseException) -> None:
        self._run = None
        self.is_running = False
        self._tell(error)

    def _tell(self, error: BaseException) -> None:
        if self._closed:
            return
        if isinstance(error, ReaderError):
            self.failed.emit(str(error))
        else:
            self.failed.emit("The search failed.")
            self._jobs.failed.emit(error)

    def _wish(self, kind: str, ask: Callable[[Search], Any], done: Callable[[Any], object]) -> None:
        kept = [wish for wish in self._wishes if wish.kind != kind]
        self._wishes = deque([*kept, _Wish(kind, ask, done)])
        self._ask_next()

    def _ask_next(self) -> None:
        """One thing at a time, beside the counting, and not before there is something to ask."""
        if self._closed or self._asking is not None or not self._wishes or not self.page_is_full:
            return
        if self._beside is None:
            assert self._search is not None
            self._beside = self._search.beside()
        search, wish = self._beside, self._wishes.popleft()

        def done(answer: Any) -> None:
            self._asking = None
            wish.done(answer)
            self._ask_next()

        def failed(error: BaseException) -> None:
            # The results are there all the same.
            self._asking = None
            self._jobs.failed.emit(error)
            self._ask_next()

        self._asking = self._jobs.start(lambda: wish.ask(search), done=done, failed=failed)
