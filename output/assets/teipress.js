// All of this only helps: it sorts and filters tables, copies citations, opens the cards of names, keeps what is highlighted,
// and links to selected words. Nothing needs it.
"use strict";

for (const table of document.querySelectorAll("table.sortable")) {
  sortable(table);
  filterable(table);
}

function sortable(table) {
  const compare = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true }).compare;
  const headings = [...table.tHead.rows[0].cells];
  headings.forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      const isNumber = heading.classList.contains("number");
      const before = heading.getAttribute("aria-sort");
      const descending = before ? before === "ascending" : isNumber;
      for (const other of headings) other.removeAttribute("aria-sort");
      heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
      sort(table.tBodies[0], column, isNumber ? (a, b) => a - b : compare, descending ? -1 : 1);
    });
  });
}

// Rows without a value come last, whatever the direction; equal rows keep their order.
function sort(body, column, compare, direction) {
  const rows = [...body.rows].map((row) => [value(row.cells[column]), row]);
  rows.sort(([a], [b]) => (a === "") - (b === "") || direction * compare(a, b));
  body.append(...rows.map(([, row]) => row));
}

function value(cell) {
  return cell.dataset.sort ?? cell.textContent.trim();
}

function filterable(table) {
  const rows = [...table.tBodies[0].rows];
  if (rows.length < 8) return;
  const words = new Map(rows.map((row) => [row, folded(row.textContent)]));
  const label = document.createElement("label");
  const field = document.createElement("input");
  const shown = document.createElement("output");
  field.type = "search";
  field.autocomplete = "off";
  label.append(table.dataset.filter + " ", field);
  const bar = document.createElement("div");
  bar.className = "filter";
  bar.append(label, " ", shown);
  (table.closest(".wide") ?? table).before(bar);
  field.addEventListener("input", () => {
    const wanted = folded(field.value).split(/\s+/);
    let count = 0;
    for (const row of rows) {
      row.hidden = !wanted.every((word) => words.get(row).includes(word));
      if (!row.hidden) count += 1;
    }
    const told = count === rows.length ? "" : table.dataset.shown.replace("$1", count).replace("$2", rows.length);
    shown.textContent = told;
  });
}

// Small letters without accents: “müller” finds “Müller”, and so does “muller”.
function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

// Beside each citation, a button that copies it, with its italics where they can be kept.
const citing = document.querySelector(".cite-page");
if (citing && navigator.clipboard) {
  for (const citation of citing.querySelectorAll(".citations dd:not(.in-source)")) copyable(citation, citing.dataset);
}

function copyable(citation, words) {
  const text = citation.querySelector("a")?.href ?? citation.textContent;
  const html = citation.innerHTML;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = words.copy;
  citation.append(" ", button);
  button.addEventListener("click", async () => {
    const kinds = { "text/plain": text, "text/html": html };
    const parts = Object.entries(kinds).map(([type, data]) => [type, new Blob([data], { type })]);
    await (window.ClipboardItem && !citation.querySelector("a")
      ? navigator.clipboard.write([new ClipboardItem(Object.fromEntries(parts))])
      : navigator.clipboard.writeText(text));
    button.textContent = words.copied;
    setTimeout(() => { button.textContent = words.copy; }, 2000);
  });
}

// Where the contents lie over the text, they close when one of their links is followed.
for (const contents of document.querySelectorAll(".toc details")) {
  contents.addEventListener("click", (event) => {
    if (event.target.closest("a") && getComputedStyle(contents.parentElement).position === "sticky") contents.open = false;
  });
}

// Where the contents stand beside the text, they are always open, and nothing is to be done with their heading.
const beside = matchMedia("(min-width: 78rem)");
for (const contents of document.querySelectorAll(".text-page > .toc details")) {
  const settle = () => {
    contents.open = beside.matches;
    contents.querySelector("summary").tabIndex = beside.matches ? -1 : 0;
  };
  beside.addEventListener("change", settle);
  settle();
}

// In the contents beside a text, the division that is read is marked, and kept in sight.
const contents = document.querySelector("main .toc");
if (contents) following(contents);

function following(contents) {
  const links = new Map();
  for (const link of contents.querySelectorAll('a[href^="#"]')) {
    const division = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (division) links.set(division, link);
  }
  const seen = new Set();
  const watch = new IntersectionObserver((changes) => {
    for (const change of changes) seen[change.isIntersecting ? "add" : "delete"](change.target);
    const division = [...links.keys()].findLast((one) => seen.has(one));
    const link = links.get(division);
    if (!link || link.hasAttribute("aria-current")) return;
    contents.querySelector("[aria-current]")?.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    const { top, bottom } = link.getBoundingClientRect();
    const frame = contents.getBoundingClientRect();
    if (top < frame.top || bottom > frame.bottom) contents.scrollTop += top - frame.top - frame.height / 2;
  }, { rootMargin: "0px 0px -66% 0px" });
  for (const division of links.keys()) watch.observe(division);
}

// On a page of a frozen release, the notice leads on to the passage that the address names.
const latest = document.querySelector(".release-notice .to-latest");
if (latest) {
  const follow = () => { latest.hash = location.hash; };
  addEventListener("hashchange", follow);
  follow();
}

// What a reader turned on or off holds from page to page, where the browser keeps it: the kinds of highlights that are not as
// they are at first. marks.js has applied it already; from here on the checkboxes tell.
const switches = [...document.querySelectorAll(".marks input")];
if (switches.length) keeping(switches, "teipress:turned");

function keeping(switches, key) {
  const kept = () => {
    try { return new Set((localStorage.getItem(key) ?? "").split(" ").filter(Boolean)); } catch { return null; }
  };
  const show = () => {
    const turned = kept();
    if (turned) for (const box of switches) box.checked = box.defaultChecked !== turned.has(box.value);
    delete document.documentElement.dataset.turned;
  };
  for (const box of switches) {
    box.addEventListener("change", () => {
      const turned = kept();
      if (!turned) return;
      turned[box.checked === box.defaultChecked ? "delete" : "add"](box.value);
      try { localStorage.setItem(key, [...turned].join(" ")); } catch {} // full or forbidden: it holds on this page
    });
  }
  addEventListener("pageshow", show);
  addEventListener("storage", show);
  show();
}

// Whoever selects words in a text is offered a link to them, and the citations of the passage. The bar stands apart from the
// text, so that nothing moves; from the text, the Tab key leads to it, and Escape puts it away.
const text = document.querySelector("article.tei-text");
const said = document.currentScript?.dataset;
if (text && said?.link) offering(text, said);

function offering(text, words) {
  const bar = document.createElement("div");
  const link = document.createElement("button");
  const cite = document.createElement("a");
  bar.className = "words";
  bar.hidden = true;
  bar.lang = words.lang;
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", words.label);
  link.type = "button";
  link.textContent = words.link;
  cite.textContent = words.cite;
  bar.append(link, cite);
  document.body.append(bar);
  let range = null;
  let waiting = 0;

  function look() {
    const selection = getSelection();
    if (bar.contains(document.activeElement)) return;
    const chosen = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    const isHere = chosen && text.contains(chosen.commonAncestorContainer) && chosen.toString().trim();
    range = isHere ? chosen.cloneRange() : null;
    bar.hidden = !range;
    if (!range) return;
    link.textContent = words.link;
    const citation = citationOf(passagesOf(range, text));
    cite.hidden = !citation;
    if (citation) cite.href = citation.href;
  }

  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, 200);
  });
  document.addEventListener("keydown", (event) => {
    if (bar.hidden) return;
    if (event.key === "Escape") {
      bar.hidden = true;
    } else if (event.key === "Tab" && !event.shiftKey && document.activeElement === document.body) {
      event.preventDefault();
      link.focus();
    }
  });
  link.addEventListener("click", async () => {
    const address = addressOf(range, passagesOf(range, text)[0]);
    try {
      await navigator.clipboard.writeText(address);
      link.textContent = words.copied;
    } catch {
      location.href = address; // what cannot be copied can be taken from where addresses stand
    }
  });
}

// The elements around a stretch that have an id of the edition's, the innermost first; those of the tool hold a colon.
function passagesOf(range, text) {
  const found = [];
  const inner = range.commonAncestorContainer;
  let element = inner.nodeType === Node.ELEMENT_NODE ? inner : inner.parentElement;
  while (text.parentElement.contains(element)) {
    if (element.id && !element.id.includes(":")) found.push(element);
    element = element.parentElement;
  }
  return found;
}

// The link to the citations of the smallest passage that has one.
function citationOf(passages) {
  for (const passage of passages) {
    const found = passage.querySelector(`a.cite[href$="#${CSS.escape(encodeURIComponent(passage.id))}"]`);
    if (found) return found;
  }
  return null;
}

// The address of words: that of the passage, and a directive for the words, where they can be told from all others on the page:
// https://wicg.github.io/scroll-to-text-fragment/
function addressOf(range, passage) {
  const page = location.href.split("#")[0];
  const place = passage ? encodeURIComponent(passage.id) : "";
  const directive = directiveOf(wholeWords(flattened(range)));
  return directive ? `${page}#${place}:~:text=${directive}` : page + (place && `#${place}`);
}

// Words in full; long ones, and those in several blocks, by their start and end. With as much before and after as it takes.
function directiveOf({ flat, start, end }) {
  const lower = flat.toLowerCase();
  const page = lower.length === flat.length ? lower : flat;
  const isShort = end - start <= 200 && !flat.slice(start, end).includes("\n");
  const startEnd = isShort ? end : step(flat, start, 5);
  const endStart = isShort ? start : step(flat, end, -5);
  if (start >= end || (!isShort && startEnd > endStart)) return "";
  for (const count of [0, 2, 4, 8, 16]) {
    const from = step(flat, start, -count);
    const to = step(flat, end, count);
    const isFirst = page.indexOf(page.slice(from, isShort ? to : startEnd)) === from;
    if (isFirst && (isShort || page.indexOf(page.slice(endStart, to), startEnd) === endStart)) {
      const terms = [flat.slice(start, startEnd), isShort ? "" : flat.slice(endStart, end)].map(encoded);
      const [before, after] = [flat.slice(from, start), flat.slice(end, to)].map(encoded);
      return [before && `${before}-`, ...terms, after && `-${after}`].filter(Boolean).join(",");
    }
  }
  return "";
}

function encoded(words) {
  return encodeURIComponent(words.trim()).replaceAll("-", "%2D");
}

// Go on, or back, some words within a block.
function step(flat, at, count) {
  const way = Math.sign(count);
  const next = () => flat[way < 0 ? at - 1 : at] ?? "\n";
  for (let left = Math.abs(count); left > 0; left -= 1) {
    while (next() === " ") at += way;
    while (!/\s/.test(next())) at += way;
  }
  return at;
}

// A browser finds whole words only.
function wholeWords({ flat, start, end }) {
  while (flat[start] === " " || flat[start] === "\n") start += 1;
  while (flat[end - 1] === " " || flat[end - 1] === "\n") end -= 1;
  const first = flat.lastIndexOf("\n", start - 1) + 1;
  const last = `${flat}\n`.indexOf("\n", end);
  const borders = [];
  if (window.Intl?.Segmenter) {
    const words = new Intl.Segmenter(text.lang || undefined, { granularity: "word" });
    for (const { index } of words.segment(flat.slice(first, last))) borders.push(first + index);
  } else {
    const edges = /(?<![\p{L}\p{M}\p{N}])|(?![\p{L}\p{M}\p{N}])/gu;
    for (const { index } of flat.slice(first, last).matchAll(edges)) borders.push(first + index);
  }
  const before = borders.filter((at) => at <= start).at(-1);
  return { flat, start: before ?? start, end: [...borders, last].find((at) => at >= end) ?? end };
}

// What a page says, a block a line, white space folded; and where in it a stretch of the page is.
function flattened(range) {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const blocks = new Map();
  let flat = "";
  let block = null;
  let start = -1;
  let end = 0;
  const add = (words) => {
    const folded = words.replace(/\s+/g, " ");
    flat += /(^|\s)$/.test(flat) ? folded.trimStart() : folded;
  };
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    if (!blocks.has(parent)) blocks.set(parent, blockOf(parent));
    const here = blocks.get(parent);
    if (!here) continue;
    if (here !== block && flat) flat = `${flat.trimEnd()}\n`;
    block = here;
    // What the tool adds to the text is on the page, but nobody selects it to cite it.
    if (!range.intersectsNode(node) || parent.closest("[data-teipress]")) {
      add(node.data);
      continue;
    }
    const from = node === range.startContainer ? range.startOffset : 0;
    const to = node === range.endContainer ? range.endOffset : node.length;
    const isBlank = !node.data.slice(from, to).trim();
    add(node.data.slice(0, from));
    if (start < 0 && !isBlank) start = flat.length;
    add(node.data.slice(from, to));
    if (!isBlank) end = flat.length;
    add(node.data.slice(to));
  }
  return { flat, start, end };
}

// The block that an element's words are set in; nothing for what is not shown.
function blockOf(element) {
  if (element.closest("script, style, .words") || element.checkVisibility?.() === false) return null;
  const isInline = (one) => /^(inline|contents)$/.test(getComputedStyle(one).display);
  while (element.parentElement && isInline(element)) element = element.parentElement;
  return element;
}

// A name opens the card of its entry, where the page has one, beside it. With a key held, or another button, it leads to the
// entry, as it does without this program.
const cards = new Map();
for (const card of document.querySelectorAll(".name-card")) cards.set(card.querySelector("a").getAttribute("href"), card);
if (text && said && HTMLElement.prototype.showPopover) opening(text, cards, said.close);

function opening(text, cards, close) {
  const cardOf = (link) => cards.get(link?.getAttribute("href"));
  for (const link of text.querySelectorAll("a[href]")) if (cardOf(link)) link.setAttribute("aria-haspopup", "dialog");
  let opened = null;
  let pressed = null;

  // A click on the name of an open card closes it: by then the browser has done so, as with every click elsewhere.
  text.addEventListener("pointerdown", () => { pressed = opened; });
  text.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const card = cardOf(link);
    if (!card || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (event.detail && pressed === link) return;
    link.focus({ preventScroll: true }); // where Escape leads back to
    card.showPopover({ source: link });
    opened = link;
    link.setAttribute("aria-expanded", "true");
    place(card, link);
    card.querySelector("a").focus({ preventScroll: true });
  });

  for (const card of cards.values()) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "close";
    button.setAttribute("aria-label", close);
    button.textContent = "×";
    button.addEventListener("click", () => card.hidePopover());
    card.append(button);
    card.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !card.contains(relatedTarget)) card.hidePopover();
    });
    card.addEventListener("beforetoggle", ({ newState }) => {
      if (newState === "open") return;
      opened.style.anchorName = "";
      opened.removeAttribute("aria-expanded");
      opened = null;
    });
  }
}

// Below a name, or above or beside it where there is more room: by CSS where it knows anchors, else by its place on the page.
// In a window that is too low for both, the text is moved so that the name can be seen.
function place(card, link) {
  if (CSS.supports("position-area: block-end")) {
    link.style.anchorName = "--name";
    const [name, box] = [link, card].map((one) => one.getBoundingClientRect());
    const isCovered = box.top < name.bottom && name.top < box.bottom && box.left < name.right && name.left < box.right;
    if (isCovered) scrollBy({ top: name.bottom - box.top + 8, behavior: "instant" });
    return;
  }
  const { left, top, bottom } = link.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = card;
  const isAbove = bottom + offsetHeight > innerHeight && top > offsetHeight;
  card.style.left = `${scrollX + Math.max(8, Math.min(left, document.documentElement.clientWidth - offsetWidth - 8))}px`;
  card.style.top = `${scrollY + (isAbove ? top - offsetHeight : bottom)}px`;
}
