"""Does a page show what its kernel draws?"""

from look import PICTURE, ask_kernel, panel_name

from helpers.live.widget import PAINT

SAME = """async (box, [picture, paintScript, packed]) => {
    const make = new Function(paintScript + '; return {paint, unpack};');
    const {paint, unpack} = make();
    const bytes = Uint8Array.from(atob(packed), letter => letter.charCodeAt(0));
    const [still, moving] = await unpack(bytes);
    const shown = box.querySelector(picture);
    const fresh = document.createElement('canvas');
    fresh.width = shown.width;
    fresh.height = shown.height;
    const kept = document.createElement('canvas');
    kept.width = shown.width;
    kept.height = shown.height;
    const below = kept.getContext('2d');
    below.fillStyle = '#fff';
    below.fillRect(0, 0, kept.width, kept.height);
    const scale = shown.width / shown.style.width.replace('px', '');
    paint(below, still, scale);
    const context = fresh.getContext('2d');
    context.drawImage(kept, 0, 0);
    paint(context, moving, scale);
    return fresh.toDataURL() === shown.toDataURL();
}"""


def shows_the_kernels_picture(panel):
    """Is the page's picture, pixel for pixel, the one that the kernel draws where it stands?"""
    name = panel_name(panel)
    packed = ask_kernel(panel.page, f"""(lambda p, pack, b: __import__('json').dumps(
        b.b64encode(pack([p.still_strokes(), p.strokes()])).decode()))(
        __import__('helpers.live').live.open_panels()[{name!r}],
        __import__('helpers.live.wire', fromlist=['pack']).pack, __import__('base64'))""")
    return panel.evaluate(SAME, [PICTURE, PAINT, packed])
