"""The style page is there for debug and demo only; tests of the shell read it, whatever the environment says."""

import pytest


@pytest.fixture(autouse=True)
def style_page(settings):
    settings.IS_DEMO = True
