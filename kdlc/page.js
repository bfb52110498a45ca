// The page report/index.html: zoom, filter, ask. Everything else on it works without this.
'use strict';
(() => {
const byId = id => document.getElementById(id);
const data = JSON.parse(byId('data').textContent);
const parts = data.parts.map(([name, type, hardware], index) => ({name, type, hardware, index}));
const names = new Map(parts.map(part => [part.name, part]));
const stage = byId('drawing');
const svg = stage.querySelector('svg');
const SHOWN = 200;                      // names in one answer

document.documentElement.classList.add('script');

function element(tag, text, parent) {
    const made = document.createElement(tag);
    if (text)
        made.textContent = text;
    if (parent)
        parent.append(made);
    return made;
}

// ---- ways ----

// Edges e with from, to, word, connection at 4e; ordered by one of their ends as lists by node.
const FROM = 0, TO = 1, WORD = 2, CONNECTION = 3;
const nodeCount = parts.length + data.objects.length;

function lists(end) {
    const first = new Uint32Array(nodeCount + 2);
    for (let e = 0; e < data.edges.length; e += 4)
        first[data.edges[e + end] + 2]++;
    for (let n = 2; n < first.length; n++)
        first[n] += first[n - 1];
    const edges = new Uint32Array(data.edges.length / 4);
    for (let e = 0; e < data.edges.length; e += 4)
        edges[first[data.edges[e + end] + 1]++] = e;
    return {first, edges};
}

const forward = lists(FROM), backward = lists(TO);

// Breadth first from one part. The edge by which each node is reached, and how far it is; the
// monitor is trusted and nothing is followed through it.
function search(start, back) {
    const {first, edges} = back ? backward : forward, far = back ? FROM : TO;
    const by = new Int32Array(nodeCount).fill(-1), distance = new Int32Array(nodeCount).fill(-1);
    const queue = [start];
    distance[start] = 0;
    for (let head = 0; head < queue.length; head++) {
        const node = queue[head];
        if (node === data.monitor && node !== start)
            continue;
        for (let i = first[node]; i < first[node + 1]; i++) {
            const next = data.edges[edges[i] + far];
            if (distance[next] >= 0)
                continue;
            distance[next] = distance[node] + 1;
            by[next] = edges[i];
            queue.push(next);
        }
    }
    const reached = queue.filter(n => n !== start && n < parts.length);
    return {by, distance, back, reached};
}

// The edges of the way to a part, in the direction of the flow.
function way(found, node) {
    const edges = [];
    while (found.by[node] >= 0) {
        edges.push(found.by[node]);
        node = data.edges[found.by[node] + (found.back ? TO : FROM)];
    }
    return found.back ? edges : edges.reverse();
}

function hop(into, out) {
    const connection = Math.max(data.edges[into + CONNECTION], data.edges[out + CONNECTION]);
    const what = data.objects[data.edges[into + TO] - parts.length];
    return `${parts[data.edges[into + FROM]].name} ${data.words[data.edges[into + WORD]]}, ` +
        `${parts[data.edges[out + TO]].name} ${data.words[data.edges[out + WORD]]}: ${what}` +
        (connection >= 0 ? `, connection ${data.connections[connection]}` : '');
}

function hops(edges) {
    const text = [];
    for (let i = 0; i + 1 < edges.length; i += 2)
        text.push(hop(edges[i], edges[i + 1]));
    return text;
}

// ---- the drawing: what is where, what is marked ----

const nodes = svg ? [...svg.querySelectorAll('.node')].filter(n => /^[nt]\d+$/.test(n.id)) : [];
const drawnAs = part => byId(data.summarised ? 't' + part.type : 'n' + part.index);
const drawnNames = new Map(nodes.map(n => [n.querySelector('title').textContent, n]));
const edges = svg ? [...svg.querySelectorAll('.edge')].map(line => {
    const [from, to] = line.querySelector('title').textContent.split('->');
    return {line, from: drawnNames.get(from), to: drawnNames.get(to)};
}) : [];

function mark(chosen, found) {
    const lit = found && new Set(found.map(drawnAs));
    const own = chosen && drawnAs(chosen);
    if (lit)
        lit.add(own);
    for (const node of nodes) {
        node.classList.toggle('chosen', node === own);
        node.classList.toggle('found', !!lit && node !== own && lit.has(node));
        node.classList.toggle('faint', !!lit && !lit.has(node));
    }
    for (const {line, from, to} of edges)
        line.classList.toggle('faint', !!lit && !((!from || lit.has(from)) &&
                                                  (!to || lit.has(to))));
}

// ---- questions ----

const who = byId('who'), answer = byId('answer');
let chosen = null;

const question = () => document.querySelector('[name=what]:checked').value;

function direct(part) {
    const both = [search(part.index, false), search(part.index, true)];
    return both.map(found => ({...found, reached: found.reached.filter(
        n => found.distance[n] <= 2)}));
}

function linkTo(part, parent) {
    if (part.hardware || !data.listed)
        return;
    const link = element('a', 'what it holds', parent);
    link.href = '#c' + part.index;
}

function listAnswer(title, found) {
    element('h3', title, answer);
    if (!found.reached.length) {
        element('p', 'nobody', answer);
        return;
    }
    const list = element('ul', '', answer);
    for (const n of found.reached.slice(0, SHOWN)) {
        const steps = found.distance[n] / 2;
        const item = element('details', '', element('li', '', list));
        element('summary', `${parts[n].name}, ${steps} step${steps === 1 ? '' : 's'}`, item);
        item.addEventListener('toggle', () => {
            if (!item.open || item.children.length > 1)
                return;
            const told = element('ol', '', item);
            hops(way(found, n)).forEach(text => element('li', text, told));
            const again = element('button', `ask about ${parts[n].name}`, item);
            again.type = 'button';
            again.className = 'plain';
            again.addEventListener('click', () => ask(parts[n]));
        });
    }
    if (found.reached.length > SHOWN)
        element('p', `and ${found.reached.length - SHOWN} more`, answer);
}

function ask(part) {
    chosen = part;
    who.value = part.name;
    answer.replaceChildren();
    linkTo(part, element('p', `${part.name} is of type ${data.types[part.type]}. `, answer));
    if (part.index === data.monitor)
        element('p', 'It hears of the faults of all and decides how they go on: trusted.', answer);
    let found;
    if (question() === 'near') {
        const [out, back] = direct(part);
        listAnswer(`${part.name} influences ${out.reached.length} directly`, out);
        listAnswer(`${back.reached.length} influence ${part.name} directly`, back);
        found = [...out.reached, ...back.reached];
    } else {
        const back = question() === 'in', ways = search(part.index, back);
        const count = ways.reached.length;
        listAnswer(back ? `${count} can reach ${part.name}` : `${part.name} can reach ${count}`,
                   ways);
        found = ways.reached;
    }
    mark(part, found.map(n => parts[n]));
}

function clear() {
    chosen = null;
    who.value = '';
    answer.replaceChildren(element('p', 'Choose a component, in the diagram or by name.'));
    mark(null, null);
}

// A type of the summarised drawing: its components, to choose one of them.
function drillDown(type) {
    const members = parts.filter(part => part.type === type);
    answer.replaceChildren();
    element('h3', `${members.length} of type ${data.types[type]}`, answer);
    const list = element('ul', '', answer);
    for (const part of members.slice(0, SHOWN)) {
        const button = element('button', part.name, element('li', '', list));
        button.type = 'button';
        button.className = 'plain';
        button.addEventListener('click', () => ask(part));
    }
    if (members.length > SHOWN)
        element('p', `and ${members.length - SHOWN} more: type their names above`, answer);
    mark(members[0], []);
    chosen = null;
}

function choose(node) {
    const index = Number(node.id.slice(1));
    if (data.summarised)
        drillDown(index);
    else
        ask(parts[index]);
}

function readName() {
    const part = names.get(who.value.trim());
    if (part)
        ask(part);
    else if (!who.value.trim())
        clear();
}

parts.forEach(part => element('option', '', byId('names')).value = part.name);
who.addEventListener('input', readName);
byId('ask').addEventListener('submit', event => { event.preventDefault(); readName(); });
for (const radio of document.querySelectorAll('[name=what]'))
    radio.addEventListener('change', () => chosen && ask(chosen));
byId('clear').addEventListener('click', clear);

// ---- zoom ----

let view = null, whole = null;

function show() {
    svg.setAttribute('viewBox', `${view.x} ${view.y} ${view.w} ${view.h}`);
}

function fit() {
    const box = stage.getBoundingClientRect();
    // a small drawing is not blown up
    const scale = Math.max(whole.width / box.width, whole.height / box.height, 0.55);
    const w = box.width * scale, h = box.height * scale;
    view = {x: whole.x + (whole.width - w) / 2, y: whole.y + (whole.height - h) / 2, w, h};
    show();
}

function zoom(factor, px, py) {
    const box = stage.getBoundingClientRect();
    const fx = px === undefined ? 0.5 : (px - box.left) / box.width;
    const fy = py === undefined ? 0.5 : (py - box.top) / box.height;
    const w = Math.min(Math.max(view.w * factor, 60), whole.width * 8 + box.width);
    const h = view.h * w / view.w;
    view = {x: view.x + (view.w - w) * fx, y: view.y + (view.h - h) * fy, w, h};
    show();
}

function pan(dx, dy) {
    const box = stage.getBoundingClientRect();
    view.x -= dx * view.w / box.width;
    view.y -= dy * view.h / box.height;
    show();
}

// Move so that a node that got the focus is seen.
function reveal(node) {
    const seen = stage.getBoundingClientRect(), box = node.getBoundingClientRect();
    if (box.left < seen.left || box.right > seen.right || box.top < seen.top ||
        box.bottom > seen.bottom)
        pan((seen.left + seen.right - box.left - box.right) / 2,
            (seen.top + seen.bottom - box.top - box.bottom) / 2);
}

function focusNode(node) {
    nodes.forEach(n => n.setAttribute('tabindex', n === node ? 0 : -1));
    node.focus({preventScroll: true});
    reveal(node);
}

// The nearest node in the direction of an arrow key.
function neighbour(node, dx, dy) {
    const at = n => { const b = n.getBoundingClientRect();
                      return [b.left + b.width / 2, b.top + b.height / 2]; };
    const [x, y] = at(node);
    let best = null, bestCost = Infinity;
    for (const other of nodes) {
        const [ox, oy] = at(other), along = (ox - x) * dx + (oy - y) * dy;
        const aside = Math.abs((ox - x) * dy) + Math.abs((oy - y) * dx);
        if (other !== node && along > 1 && along + aside * 2 < bestCost) {
            best = other;
            bestCost = along + aside * 2;
        }
    }
    return best;
}

const arrows = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};

function onKey(event) {
    const node = event.target.closest('.node');
    if (arrows[event.key] && node)
        focusNode(neighbour(node, ...arrows[event.key]) || node);
    else if ((event.key === 'Enter' || event.key === ' ') && node)
        choose(node);
    else if (event.key === '+' || event.key === '=')
        zoom(0.8);
    else if (event.key === '-')
        zoom(1.25);
    else if (event.key === '0')
        fit();
    else if (event.key === 'Escape')
        clear();
    else
        return;
    event.preventDefault();
}

function onPointers() {
    let held = null;
    stage.addEventListener('pointerdown', event => {
        held = {x: event.clientX, y: event.clientY, moved: 0, node: event.target.closest('.node')};
    });
    window.addEventListener('pointermove', event => {
        if (!held)
            return;
        held.moved += Math.abs(event.clientX - held.x) + Math.abs(event.clientY - held.y);
        pan(event.clientX - held.x, event.clientY - held.y);
        held.x = event.clientX;
        held.y = event.clientY;
    });
    window.addEventListener('pointerup', () => {
        if (held && held.moved < 5 && held.node && nodes.includes(held.node))
            choose(held.node);
        held = null;
    });
    stage.addEventListener('wheel', event => {
        if (!event.ctrlKey && !event.metaKey)
            return;                     // the page scrolls
        event.preventDefault();
        zoom(event.deltaY < 0 ? 0.85 : 1.18, event.clientX, event.clientY);
    }, {passive: false});
}

if (svg) {
    const box = svg.viewBox.baseVal;
    whole = {x: box.x, y: box.y, width: box.width, height: box.height};
    svg.removeAttribute('width');
    svg.removeAttribute('height');
    nodes.forEach((node, i) => {
        const lines = [...node.querySelectorAll('text')].map(t => t.textContent);
        node.setAttribute('role', 'button');
        node.setAttribute('aria-label', lines.join(', '));
        node.setAttribute('tabindex', i ? -1 : 0);
    });
    fit();
    window.addEventListener('resize', fit);
    stage.addEventListener('keydown', onKey);
    onPointers();
    byId('closer').addEventListener('click', () => zoom(0.7));
    byId('farther').addEventListener('click', () => zoom(1.4));
    byId('fit').addEventListener('click', fit);
}

// ---- filter ----

function matches(text, part) {
    return part.name.toLowerCase().includes(text) ||
        data.types[part.type].toLowerCase().includes(text);
}

function filter() {
    const text = byId('filter').value.trim().toLowerCase();
    const kept = new Set(parts.filter(part => matches(text, part)));
    for (const row of document.querySelectorAll('[data-part]'))
        row.hidden = !kept.has(parts[row.dataset.part]);
    if (text)
        mark(null, [...kept]);
    else if (chosen)
        ask(chosen);
    else
        mark(null, null);
}

byId('filter').addEventListener('input', filter);
for (const box of document.querySelectorAll('[name=kind]'))
    box.addEventListener('change', () => {
        for (const {line} of edges)
            if (line.classList.contains(box.value))
                line.classList.toggle('off', !box.checked);
    });

// ---- tables and links ----

function sortBy(table, column, heading) {
    const down = heading.getAttribute('aria-sort') === 'ascending';
    const body = table.tBodies[0], number = heading.classList.contains('number');
    const key = row => {
        const text = row.cells[column].textContent;
        return number ? parseFloat(text) || 0 : text;
    };
    const rows = [...body.rows].map(row => [key(row), row]);
    rows.sort(([a], [b]) => number ? a - b : a < b ? -1 : a > b ? 1 : 0);
    if (down)
        rows.reverse();
    body.append(...rows.map(([, row]) => row));
    for (const other of heading.parentNode.cells)
        other.removeAttribute('aria-sort');
    heading.setAttribute('aria-sort', down ? 'descending' : 'ascending');
}

for (const table of document.querySelectorAll('.sortable'))
    [...table.tHead.rows[0].cells].forEach((heading, column) => {
        const button = document.createElement('button');
        button.type = 'button';
        button.append(...heading.childNodes);
        button.addEventListener('click', () => sortBy(table, column, heading));
        heading.append(button);
    });

// A link to a component opens what it leads to.
function openTarget() {
    const target = location.hash.length > 1 && byId(location.hash.slice(1));
    if (target && target.tagName === 'DETAILS') {
        target.hidden = false;
        target.open = true;
        target.scrollIntoView();
        target.querySelector('summary').focus({preventScroll: true});
    }
}

window.addEventListener('hashchange', openTarget);
openTarget();
})();
