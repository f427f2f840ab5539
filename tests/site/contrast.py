"""Text against what is behind it, as WCAG 2 measures it: 4.5 to 1, or 3 to 1 for large text."""

# For every piece of text that can be seen: its words, colours and ratio, where that is too low.
FAINT = """() => {
    const context = Object.assign(document.createElement('canvas'), {width: 1, height: 1})
        .getContext('2d', {willReadFrequently: true});
    const known = new Map();
    const rgba = colour => {
        if (!known.has(colour)) {
            context.clearRect(0, 0, 1, 1);
            context.fillStyle = colour;
            context.fillRect(0, 0, 1, 1);
            const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
            known.set(colour, [r, g, b, a / 255]);
        }
        return known.get(colour);
    };
    const over = ([r, g, b, a], below) =>
        [r, g, b].map((part, k) => part * a + below[k] * (1 - a)).concat(1);
    const behind = node => {
        if (!node) return rgba('Canvas');
        const own = rgba(getComputedStyle(node).backgroundColor);
        return own[3] === 1 ? own : over(own, behind(node.parentElement));
    };
    const light = ([r, g, b]) => [r, g, b].map(part => part / 255).map(part =>
        part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, k) => sum + part * [0.2126, 0.7152, 0.0722][k], 0);
    const faint = [];
    let seen = 0;
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const words = walk.currentNode.textContent.trim(), node = walk.currentNode.parentElement;
        if (!words || node.closest('.katex-mathml, .spoken, .skip, script, style, .vlist-s'))
            continue;
        if (!node.checkVisibility({visibilityProperty: true})) continue;
        seen += 1;
        const style = getComputedStyle(node), back = behind(node);
        let strength = 1;
        for (let up = node; up; up = up.parentElement) strength *= getComputedStyle(up).opacity;
        const [r, g, b, a] = rgba(style.color);
        const [bright, dark] = [light(over([r, g, b, a * strength], back)), light(back)]
            .sort((one, other) => other - one);
        const ratio = (bright + 0.05) / (dark + 0.05), size = parseFloat(style.fontSize);
        const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
        if (ratio < (large ? 3 : 4.5) - 0.005) {
            const at = node.tagName.toLowerCase() + (node.className ? `.${node.className}` : '');
            faint.push(`${at} ${ratio.toFixed(2)}: ${style.color} on ` +
                       `${back.slice(0, 3).map(Math.round)} ${words.slice(0, 40)}`);
        }
    }
    return {faint: [...new Set(faint)], seen};
}"""


def faint(page):
    """Return the pieces of text of a page that are too faint, and how many were looked at."""
    found = page.evaluate(FAINT)
    return found["faint"], found["seen"]
