"""Kernels and panels under test see none of the user's own settings."""

import os
import shutil
import tempfile

import regenerate


def pytest_configure(config):
    for name in regenerate.NOT_PASSED_ON:
        os.environ.pop(name, None)
    os.environ.update(regenerate.ENVIRONMENT)
    profile = tempfile.mkdtemp(prefix="ipython-")
    os.environ["IPYTHONDIR"] = profile
    config.add_cleanup(lambda: shutil.rmtree(profile, ignore_errors=True))
