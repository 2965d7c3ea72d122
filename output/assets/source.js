// The number of a line is its address: a click on it leads there, so that it can be copied. Nothing needs this.
"use strict";

document.querySelector(".source")?.addEventListener("click", ({ target, clientX }) => {
  const line = target.closest("code > span");
  const start = line && parseFloat(getComputedStyle(line, "::before").width);
  if (line === target && clientX - line.getBoundingClientRect().left < start) location.hash = line.id;
});
