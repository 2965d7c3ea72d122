// Asks the search index in the reader's own browser: nothing that is typed here leaves it. The index is Pagefind's.
"use strict";

const page = document.querySelector(".search-page");
const form = page.querySelector("form");
const field = form.querySelector("input");
const status = page.querySelector(".search-status");
const list = page.querySelector(".search-results");
const names = new Map([...page.querySelectorAll(".search-kinds dt")].map((dt) => [dt.textContent, dt.nextElementSibling.textContent]));
const folder = new URL(page.dataset.index, document.baseURI);
const AT_ONCE = 10;
const MOST_VALUES = 200;

let pagefind;
let asked = 0;

if (location.protocol !== "file:") start();

async function start() {
  try {
    const entry = await (await fetch(new URL("pagefind-entry.json", folder))).json();
    pagefind = await import(new URL("pagefind.js", folder));
    const languages = Object.keys(entry.languages);
    const own = document.documentElement.lang;
    await pagefind.options({ excerptLength: 36 });
    await pagefind.init(languages.includes(own) ? own : languages[0]);
    for (const language of languages) {
      if (language !== (languages.includes(own) ? own : languages[0])) {
        await pagefind.mergeIndex(folder.href, { language });
      }
    }
  } catch {
    return;
  }
  await offerFilters();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    remember();
  });
  form.addEventListener("change", (event) => event.target !== field && remember());
  let pause;
  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(remember, 300);
  });
  page.addEventListener("keydown", move);
  addEventListener("hashchange", recall);
  page.querySelector(".search-instead").hidden = true;
  form.hidden = false;
  recall();
  if (!field.value) field.focus();
}

async function offerFilters() {
  const filters = await pagefind.filters();
  for (const group of form.querySelectorAll("fieldset")) {
    const values = Object.entries(filters[group.dataset.filter] ?? {}).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    if (values.length < (group.dataset.filter === "text" || group.dataset.filter === "year" ? 2 : 1)) continue;
    for (const [value, count] of values.slice(0, MOST_VALUES)) {
      const label = document.createElement("label");
      const box = document.createElement("input");
      box.type = "checkbox";
      box.name = group.dataset.filter;
      box.value = value;
      const number = document.createElement("span");
      number.className = "count";
      number.textContent = count;
      label.append(box, " ", names.get(value) ?? value, " ", number);
      group.append(label);
    }
    group.hidden = false;
  }
  form.querySelector("details").hidden = !form.querySelector("fieldset:not([hidden])");
}

// What is asked stands in the address, behind “#”: it can be sent and kept, and no server learns of it.
function remember() {
  const asking = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
  if (`#${asking}` === location.hash || (!location.hash && !`${asking}`)) search();
  else location.hash = asking;
}

function recall() {
  const asking = new URLSearchParams(location.hash.slice(1));
  field.value = asking.get("q") ?? "";
  for (const box of form.querySelectorAll("[type=checkbox]")) box.checked = asking.getAll(box.name).includes(box.value);
  if (form.querySelector(":checked")) form.querySelector("details").open = true;
  search();
}

async function search() {
  const mine = ++asked;
  const words = field.value.trim();
  const filters = {};
  for (const box of form.querySelectorAll(":checked")) (filters[box.name] ??= { any: [] }).any.push(box.value);
  if (!words && !Object.keys(filters).length) {
    list.ariaBusy = "false";
    list.replaceChildren();
    status.textContent = "";
    page.querySelector(".search-more")?.remove();
    return;
  }
  list.ariaBusy = "true";
  const found = await pagefind.search(words || null, { filters });
  if (mine !== asked) return;
  const count = found.results.length;
  status.textContent = count === 1 ? page.dataset.oneFound
    : count ? page.dataset.manyFound.replace("$1", count) : page.dataset.noneFound;
  list.replaceChildren();
  page.querySelector(".search-more")?.remove();
  await show(found.results, 0, mine);
  if (mine === asked) list.ariaBusy = "false";
}

async function show(results, from, mine) {
  const some = await Promise.all(results.slice(from, from + AT_ONCE).map((result) => result.data()));
  if (mine !== asked) return;
  for (const result of some) list.append(item(result));
  page.querySelector(".search-more")?.remove();
  if (from + AT_ONCE >= results.length) return;
  const more = document.createElement("button");
  more.type = "button";
  more.className = "search-more";
  more.textContent = page.dataset.moreFound.replace("$1", results.length - from - AT_ONCE);
  more.addEventListener("click", async () => {
    await show(results, from + AT_ONCE, mine);
    list.children[from + AT_ONCE]?.querySelector("a").focus();
  });
  list.after(more);
}

function item(result) {
  const one = document.createElement("li");
  const link = document.createElement("a");
  link.href = result.raw_url ?? result.url;
  const words = document.createElement("span");
  words.className = "search-words";
  // Of the excerpt, only its words are taken, and which of them are marked.
  for (const node of new DOMParser().parseFromString(result.excerpt, "text/html").body.childNodes) {
    const part = node.nodeName === "MARK" ? document.createElement("mark") : document.createElement("span");
    part.textContent = node.textContent;
    words.append(part);
  }
  const [some, all] = [words.textContent, result.content].map((text) => text.replace(/\s+/g, " ").trim());
  if (!all.startsWith(some)) words.prepend("…");
  if (!all.endsWith(some)) words.append("…");
  link.append(words);
  const where = document.createElement("span");
  where.className = "search-where";
  const kinds = (result.filters.kind ?? []).map((kind) => names.get(kind) ?? kind);
  where.textContent = [result.meta.title, ...kinds, ...(result.filters.speaker ?? [])].join(" · ");
  one.append(link, where);
  return one;
}

// The arrow keys go from result to result, and back to the words.
function move(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const links = [...list.querySelectorAll("a")];
  if (!step || !links.length || event.altKey || event.ctrlKey || event.metaKey || event.target.type === "checkbox") return;
  const at = links.indexOf(document.activeElement) + step;
  if (at < 0 && document.activeElement === field) return;
  event.preventDefault();
  (links[Math.min(at, links.length - 1)] ?? field).focus();
}
