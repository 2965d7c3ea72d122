// Filters and orders the entries of an index. Nothing needs it: they are all there, in their order.
"use strict";

const index = document.querySelector(".index-page[data-filter]");
const entries = [...index.querySelectorAll(":scope > .entry")];
if (entries.length > 7) offer(entries, index.dataset);

function offer(entries, words) {
  const field = Object.assign(document.createElement("input"), { type: "search", autocomplete: "off" });
  const order = document.createElement("select");
  order.append(new Option(words.first, "first"), new Option(words.second, "second"));
  const shown = document.createElement("output");
  const bar = document.createElement("div");
  bar.className = "filter entries";
  bar.append(labelled(words.filter, field), labelled(words.order, order), shown);
  entries[0].before(bar);
  const said = new Map(entries.map((entry) => [entry, folded(aboutOf(entry))]));

  function filter() {
    const wanted = folded(field.value).split(/\s+/);
    let count = 0;
    for (const entry of entries) {
      entry.hidden = !wanted.every((word) => said.get(entry).includes(word));
      if (!entry.hidden) count += 1;
    }
    shown.textContent = count === entries.length ? "" : words.shown.replace("$1", count).replace("$2", entries.length);
  }

  field.addEventListener("input", filter);
  order.addEventListener("change", () => bar.after(...(order.value === "first" ? entries : reordered(entries))));
  // A link to an entry that is filtered out brings it back.
  document.addEventListener("click", (event) => {
    const id = event.target.closest('a[href^="#"]')?.hash.slice(1);
    if (id && document.getElementById(decodeURIComponent(id))?.closest(".entry[hidden]")) {
      field.value = "";
      filter();
    }
  });
}

function labelled(words, control) {
  const label = document.createElement("label");
  label.append(`${words} `, control);
  return label;
}

// What is said of an entry, without its mentions; of a quotation, all.
function aboutOf(entry) {
  if (!entry.dataset.mentions) return entry.textContent;
  return [...entry.querySelectorAll(":scope > h2, :scope > .entry-type, :scope > dl")].map((one) => one.textContent).join(" ");
}

// The most mentioned first; quotations by the names of their speakers. What is equal keeps its order.
function reordered(entries) {
  const { compare } = new Intl.Collator(document.documentElement.lang || undefined);
  const speaker = (entry) => entry.querySelector("h2 a:not(.permalink, .in-latest)")?.textContent ?? "";
  return entries[0].dataset.mentions
    ? entries.toSorted((a, b) => b.dataset.mentions - a.dataset.mentions)
    : entries.toSorted((a, b) => !speaker(a) - !speaker(b) || compare(speaker(a), speaker(b)));
}

// Small letters without accents, as in tables.
function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
