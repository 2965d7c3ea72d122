// What the reader turned on or off on another page, told to the stylesheet before anything is painted; see teipress.js.
"use strict";

try {
  document.documentElement.dataset.turned = localStorage.getItem("teipress:turned") ?? "";
} catch {} // a browser that keeps nothing shows the page as it is
