"""A headless Chromium, driven through its DevTools pipe: JSON messages that end in NUL, no port and no library.

What a newcomer gets wrong: reading from it without an end in sight. Every wait here has one, and what the page threw
fails the test that asked.
"""

import fcntl
import json
import os
import select
import shutil
import signal
import time
from base64 import b64decode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)
_PATIENCE = 120  # seconds for one answer


def program() -> str | None:
    """The browser of this machine; None if there is none."""
    named = os.environ.get("KPPS_DESK_CHROMIUM")
    return named or next((found for name in PROGRAMS if (found := shutil.which(name))), None)


class PageError(Exception):
    """What the page threw, or a command that the browser refused."""


class Chromium:
    """One browser with a profile of its own in `folder`."""

    def __init__(self, executable: str, folder: Path, flags: Sequence[str] = ()) -> None:
        commands, self._commands = _pipe()
        self._answers, answers = _pipe()
        arguments = [executable, *_FLAGS, f"--user-data-dir={folder / 'profile'}", *flags, "about:blank"]
        actions = [
            (os.POSIX_SPAWN_DUP2, commands, 3),
            (os.POSIX_SPAWN_DUP2, answers, 4),
            (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
            (os.POSIX_SPAWN_OPEN, 2, str(folder / "chromium.log"), os.O_WRONLY | os.O_CREAT, 0o600),
        ]
        environment = {**os.environ, "HOME": str(folder)}
        self._pid = os.posix_spawn(executable, arguments, environment, file_actions=actions, setsid=True)
        os.close(commands)
        os.close(answers)
        self._buffer = b""
        self._number = 0
        self.events: list[dict[str, Any]] = []

    def close(self) -> None:
        os.close(self._commands)
        os.close(self._answers)
        with _no_such_process():
            os.killpg(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)

    def call(self, method: str, session: str = "", **parameters: Any) -> dict[str, Any]:
        """One command and its answer; events that come meanwhile are kept."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        self._send(json.dumps(message).encode() + b"\0")
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            answer = self._next(end)
            if answer.get("id") != self._number:
                self.events.append(answer)
            elif "error" in answer:
                raise PageError(f"{method}: {answer['error']['message']}")
            else:
                result: dict[str, Any] = answer["result"]
                return result
        raise TimeoutError(method)

    def _send(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._commands, data) :]

    def _next(self, end: float) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._answers], [], [], max(0.0, end - time.monotonic()))
            data = os.read(self._answers, 1 << 20) if ready else b""
            if not data:
                raise TimeoutError("Chromium says nothing more")
            self._buffer += data
        message, _, self._buffer = self._buffer.partition(b"\0")
        told: dict[str, Any] = json.loads(message)
        return told


class Tab:
    """One page of it."""

    def __init__(self, browser: Chromium) -> None:
        self._browser = browser
        target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._target = target
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        return self._browser.call(method, self._session, **parameters)

    def close(self) -> None:
        self._browser.call("Target.closeTarget", targetId=self._target)

    def before(self, script: str) -> None:
        """Run this in every page that is opened from now on, before its own scripts."""
        self.call("Page.addScriptToEvaluateOnNewDocument", source=script)

    def open(self, page: Path) -> None:
        self._browser.events.clear()
        self.call("Page.navigate", url=page.as_uri())
        self.wait("document.readyState === 'complete' && location.protocol === 'file:'")

    def run(self, script: str, *values: Any) -> Any:
        """The JSON value of an expression, or of a function's body with `values` as its `arguments`; may await."""
        body = script if values or "return" in script else f"return ({script})"
        call = f"(async function () {{ {body} }})({', '.join(json.dumps(value) for value in values)})"
        how = {"awaitPromise": True, "returnByValue": True, "userGesture": True, "allowUnsafeEvalBlockedByCSP": False}
        answer = self.call("Runtime.evaluate", expression=call, **how)
        if "exceptionDetails" in answer:
            thrown = answer["exceptionDetails"]
            raise PageError(thrown.get("exception", {}).get("description") or thrown["text"])
        return answer["result"].get("value")

    def wait(self, condition: str, seconds: float = 60) -> Any:
        """Until the expression is true; its value."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = self.run(condition)
            if found:
                return found
        raise TimeoutError(condition)

    def choose(self, field: str, *files: Path) -> None:
        """Give files to a file field, as a person does in the system's window."""
        root = self.call("DOM.getDocument")["root"]["nodeId"]
        node = self.call("DOM.querySelector", nodeId=root, selector=field)["nodeId"]
        self.call("DOM.setFileInputFiles", nodeId=node, files=[str(file) for file in files])

    def key(self, name: str, text: str = "", modifiers: int = 0) -> None:
        codes = {"Tab": 9, "Enter": 13, " ": 32, "v": 86}
        press = {"key": name, "windowsVirtualKeyCode": codes.get(name, 0), "modifiers": modifiers}
        self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **press)
        self.call("Input.dispatchKeyEvent", type="keyUp", **press)

    def resize(self, width: int, height: int, *, mobile: bool = False, dark: bool = False) -> None:
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=mobile)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[scheme])

    def picture(self, out: Path) -> None:
        out.write_bytes(b64decode(self.call("Page.captureScreenshot", format="png")["data"]))

    def told(self, method: str) -> list[dict[str, Any]]:
        """The parameters of all events of a kind since the page was opened."""
        mine = (event for event in self._browser.events if event.get("sessionId") == self._session)
        return [event["params"] for event in mine if event["method"] == method]


def _pipe() -> tuple[int, int]:
    """Both ends well above 4: the child's 3 and 4 are made of them."""
    ends = os.pipe()
    high = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 16) for end in ends]
    for end in ends:
        os.close(end)
    return high[0], high[1]


@contextmanager
def _no_such_process() -> Iterator[None]:
    try:
        yield
    except ProcessLookupError:
        return
