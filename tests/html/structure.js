// What a screen reader or a keyboard needs, and is not there.
(() => {
const found = [];
const all = selector => [...document.querySelectorAll(selector)];
const seen = e => e.checkVisibility();

function want(good, what) {
    if (!good)
        found.push(what);
}

want(document.documentElement.lang, 'no language');
want(all('h1').length === 1, 'not one h1');
want(all('main').length === 1 && all('header').length === 1 && all('nav').length === 1,
     'no landmarks');
all('h1, h2, h3, h4').reduce((level, heading) => {
    const own = Number(heading.tagName[1]);
    want(own <= level + 1, `heading "${heading.textContent}" skips a level`);
    return own;
}, 0);
const ids = all('[id]').map(e => e.id);
want(new Set(ids).size === ids.length, 'an id is there twice: ' +
     ids.filter((id, i) => ids.indexOf(id) !== i).slice(0, 3));
for (const link of all('a[href^="#"]'))
    want(document.getElementById(link.hash.slice(1)), `${link.hash} leads nowhere`);
for (const table of all('table')) {
    const name = table.caption && table.caption.textContent;
    want(name, 'a table without a caption');
    want(table.tHead && [...table.tHead.rows[0].cells].every(c => c.tagName === 'TH' && c.scope),
         `table "${name}" has no column headers`);
    const width = table.tHead.rows[0].cells.length;
    for (const row of table.tBodies[0].rows) {
        want(row.cells.length === width, `a row of "${name}" has not ${width} cells`);
        want(row.querySelector('th[scope=row]'), `a row of "${name}" has no header`);
    }
}
for (const input of all('input').filter(seen))
    want(input.labels.length || input.ariaLabel, `nothing says what ${input.id} is for`);
for (const button of all('button').filter(seen))
    want(button.textContent.trim() || button.ariaLabel, 'a button without a name');
for (const node of all('.script .node'))
    want(node.getAttribute('role') === 'button' && node.getAttribute('aria-label'),
         `nothing says what ${node.id} is`);
return found.join('\n');
})()
