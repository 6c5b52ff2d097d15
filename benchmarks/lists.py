"""The list of everybody against Qt's own ways: time of a filter, memory of the rows."""

from collections.abc import Iterator
from typing import Any, cast

from benchmarks import texts
from benchmarks.figures import Figure, times_most
from benchmarks.gauges import memory, percentile, stopwatch
from benchmarks.glass import Glass, until
from benchmarks.plain import proxy
from benchmarks.scene import Scene


def measure(scene: Scene) -> Iterator[Figure]:
    """Medians over the same texts; memory with every id held and as many pages as are kept."""
    glass = Glass(scene.workspace())
    glass.go("readiness")
    before = memory()
    screen = cast(Any, glass.go("members"))
    _scroll(glass, screen)
    grown = max(memory() - before, 0.1)
    ours = percentile([_filter(glass, screen, text) for text in texts.PLAIN], 50)
    glass.close()
    filtering = proxy.Filtering(scene.workspace())
    proxied = percentile([filtering.filtered(text) for text in texts.PLAIN], 50)
    fifty = (times_most(1 / 50),)
    yield Figure("list: filter, median (50 x faster)", ours, "ms", proxied, "QSortFilterProxyModel", fifty)
    table = proxy.widget_memory(scene.workspace())
    yield Figure("list: memory of screen, ids and pages", grown, "MB", table, "QTableWidget", (times_most(0.1),))


def _scroll(glass: Glass, screen: Any) -> None:
    bar = screen.view.verticalScrollBar()
    for step in range(80):
        bar.setValue(bar.maximum() * step // 80)
        glass.settle()


def _filter(glass: Glass, screen: Any, text: str) -> float:
    """Milliseconds from a whole new filter text to all its ids in the model."""
    screen.search.clear()
    glass.settle()
    done: list[bool] = []
    link = screen.model.completed.connect(lambda: done.append(True))
    with stopwatch() as watch:
        screen.search.setText(text)
        until(lambda: bool(done))
    screen.model.disconnect(link)
    glass.settle()
    return watch.ms
