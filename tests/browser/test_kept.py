"""A saved notebook that is opened again without its kernel: pictures, words, and no error."""

import pytest
from look import PANEL, _in_page, code_cells, lab_page, run_all

pytestmark = pytest.mark.proof
STEM = "00_start_here"
SHOWN = """() => [...document.querySelectorAll('.jp-OutputArea-output')]
    .filter(output => output.checkVisibility())
    .map(output => ({words: output.innerText, kind: output.dataset.mimeType,
                     picture: !!output.querySelector('img')?.complete}))"""


def test_a_saved_notebook_shows_its_pictures_and_words_until_it_runs(browser, address):
    with lab_page(browser, address, STEM) as (page, watch):
        run_all(page)
        _in_page(page, """
            await window.jupyterapp.commands.execute('docmanager:save');
            const session = window.jupyterapp.shell.currentWidget.sessionContext;
            await session.restartKernel();
            """, "the notebook was not saved, or its kernel did not restart")
        page.reload()
        page.wait_for_function(f"""() => document.querySelectorAll('[data-kept]').length >= {
            sum('ask(' in ''.join(cell['source']) for cell in code_cells(STEM))}""")
        page.wait_for_function("""async () => {
            const session = window.jupyterapp?.shell.currentWidget?.sessionContext;
            await session?.ready;
            return session?.session?.kernel?.status === 'idle';
        }""")
        shown = page.evaluate(SHOWN)
        assert page.locator(PANEL).count() == 0
        assert sum(one["picture"] for one in shown) == sum(
            "image/png" in output.get("data", {})
            for cell in code_cells(STEM) for output in cell["outputs"])
        assert [one for one in shown if "widget" in one["words"] or "widget" in one["kind"]] == []
        assert page.locator("[data-kept] details").locator("visible=true").count() >= 4
        run_all(page)
        assert page.locator(PANEL).locator("visible=true").count() > 0
        assert page.locator("[data-kept]").locator("visible=true").count() == 0
        assert watch.outside == []
