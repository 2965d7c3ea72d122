// Sorts and filters the tables of an edition. Without it they stand in a stated order, and the pages for browsing in others.
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
  for (const citation of citing.querySelectorAll(".citations dd")) copyable(citation, citing.dataset);
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
