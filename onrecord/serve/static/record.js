// Opens all evidence in place, and what a link within the page leads to. Without scripts the link asks for ?open=all.

const link = document.getElementById("open-all");
const all = () => document.querySelectorAll("main details");
let open = new URLSearchParams(location.search).get("open") === "all";
const usual = new Set(open ? [] : [...all()].filter((one) => one.open));

link?.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open = !open;
  for (const one of all()) one.open = open || usual.has(one);
  link.textContent = open ? "Close all evidence" : "Open all evidence";
});

// A link from elsewhere may end in anything: "#100%" is no text that was escaped.
function named(hash) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return hash.slice(1);
  }
}

function reach() {
  const found = document.getElementById(named(location.hash));
  const inside = found?.querySelector(":scope > details") ?? found?.closest("details");
  if (inside) inside.open = true;
}
addEventListener("hashchange", reach);
reach();
