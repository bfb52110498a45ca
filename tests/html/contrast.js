// Text that has less contrast than WCAG AA asks for, and shapes that can hardly be seen.
(() => {
const numbers = color => (color.match(/[\d.]+/g) || []).map(Number);

function luminance(color) {
    const [r, g, b] = numbers(color).map(c => {
        c /= 255;
        return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a, b) {
    const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (light + 0.05) / (dark + 0.05);
}

const solid = color => color !== 'none' && color !== 'transparent' && numbers(color)[3] !== 0;

// what stands behind an element
function ground(element) {
    const node = element.closest('.node');
    if (node && element.tagName === 'text')
        return getComputedStyle(node.querySelector('path, polygon')).fill;
    for (let e = element; e; e = e.parentElement)
        if (solid(getComputedStyle(e).backgroundColor))
            return getComputedStyle(e).backgroundColor;
    return getComputedStyle(document.body).backgroundColor;
}

const found = new Set();
let looked = 0;

function compare(what, color, behind, least) {
    const ratio = contrast(color, behind);
    looked++;
    if (!(ratio >= least))
        found.add(`${what}: ${color} on ${behind} is ${ratio.toFixed(2)}`);
}

const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility() ||
        ['SCRIPT', 'OPTION', 'title'].includes(element.tagName))
        continue;
    const style = getComputedStyle(element);
    const drawn = element.namespaceURI.endsWith('svg');
    const large = parseFloat(style.fontSize) >= 24 ||
        (parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700);
    compare(`${element.tagName}.${element.className.baseVal ?? element.className} ` +
            `"${walker.currentNode.data.trim().slice(0, 20)}"`,
            drawn ? style.fill : style.color, ground(element), large ? 3 : 4.5);
}
for (const input of document.querySelectorAll('input:not([type=radio], [type=checkbox]), button'))
    if (parseFloat(getComputedStyle(input).borderTopWidth) && input.checkVisibility())
        compare('border of ' + (input.id || input.textContent),
                getComputedStyle(input).borderTopColor, ground(input.parentElement), 3);
for (const input of document.querySelectorAll('input[placeholder]'))
    if (input.checkVisibility())
        compare('placeholder of ' + input.id, getComputedStyle(input, '::placeholder').color,
                ground(input), 4.5);
for (const swatch of document.querySelectorAll('.swatch'))
    compare('swatch ' + swatch.className, getComputedStyle(swatch).backgroundColor,
            ground(swatch.parentElement), 3);
for (const line of document.querySelectorAll('.edge path, .node path, .node polygon'))
    compare('line of ' + line.parentElement.querySelector('title').textContent,
            getComputedStyle(line).stroke, ground(line.closest('#drawing')), 3);
if (looked < 100)
    found.add(`only ${looked} things were compared`);
return [...found].join('\n');
})()
