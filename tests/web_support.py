"""The app in a process of its own."""

import re
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@contextmanager
def running_app(library, *flags):
    """Serve a library on a free port; the address."""
    command = [sys.executable, "app.py", "--library", str(library), "--port", "0", *flags]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as app:
        try:
            found = None
            for line in app.stdout:
                found = re.search(r"http://127\.0\.0\.1:\d+", line)
                if found:
                    break
            assert found, "the app ended without an address"
            yield found.group()
        finally:
            app.terminate()


def ask(page, question):
    """Ask, and wait until the page has taken the question."""
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    page.wait_for_function("document.querySelector('#question textarea').value === ''")
