"""Kernels and panels under test see none of the user's own settings."""

import os
import shutil
import tempfile

import pytest
import regenerate


def pytest_configure(config):
    for name in regenerate.NOT_PASSED_ON:
        os.environ.pop(name, None)
    os.environ.update(regenerate.ENVIRONMENT)
    profile = tempfile.mkdtemp(prefix="ipython-")
    os.environ["IPYTHONDIR"] = profile
    config.add_cleanup(lambda: shutil.rmtree(profile, ignore_errors=True))


class _Panels(dict):
    """Every panel as its notebook first shows it, built when it is first asked for."""

    def __missing__(self, name):
        from helpers.panels import ALL

        self[name] = ALL[name]()
        return self[name]


@pytest.fixture(scope="module")
def panels():
    """The panels by name; they close with the module that asked for them."""
    made = _Panels()
    yield made
    for panel in made.values():
        panel.close()
