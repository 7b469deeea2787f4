// Comfort for the reader: the layers stay in the address, #char=120,180 is marked, what belongs together lights up together.

const prose = document.querySelector(".reader article");
const boxes = [...document.querySelectorAll(".layers input[type=checkbox]")];

// The layers that are shown stand in the address, so that a link shows what its sender saw.
for (const box of boxes) {
  box.addEventListener("change", () => {
    const address = new URL(location.href);
    const shown = boxes.filter((one) => one.checked).map((one) => one.value);
    address.searchParams.set("layers", shown.join(",") || "none");
    history.replaceState(null, "", address);
  });
}

// What words were taken for: a mouse has it as their title, a finger and a keyboard in a line at the foot.
// Only layers beyond the usual ones are stops of the keyboard: else sixty would lie before the first note.
const beyond = boxes.filter((one) => one.dataset.kind);
const line = Object.assign(document.createElement("p"), { className: "taken", hidden: true });
line.setAttribute("aria-hidden", "true"); // a reader of screens has the title

function stops() {
  const kinds = beyond.filter((one) => one.checked).map((one) => one.dataset.kind);
  for (const span of prose.querySelectorAll("span[title]")) {
    const before = span.previousSibling;
    const first = before?.nodeType !== 1 || before.title !== span.title; // a layer may cut what was read in pieces
    if (first && kinds.some((kind) => span.classList.contains(kind))) {
      span.tabIndex = 0;
      span.setAttribute("role", "note");
    } else {
      span.removeAttribute("tabindex");
      span.removeAttribute("role");
    }
  }
}

function tell(target) {
  const span = target?.closest?.(".reader article span[title]");
  line.hidden = !span;
  line.textContent = span ? `${span.textContent.trim()}: ${span.title}` : "";
}

// Offsets are code points; the nodes of a page count in UTF-16, where an emoji is two.
function place(paragraph, wanted) {
  let left = wanted - Number(paragraph.dataset.start);
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let node = walker.nextNode();
  for (; node; node = walker.nextNode()) {
    let units = 0;
    for (const point of node.data) {
      if (left === 0) return [node, units];
      left -= 1;
      units += point.length;
    }
    if (left === 0) return [node, units];
  }
  return null;
}

function range(start, end) {
  const paragraphs = [...prose.querySelectorAll("[data-start]")];
  const last = (offset) => paragraphs.filter((one) => Number(one.dataset.start) <= offset).at(-1);
  const [first, final] = [last(start), last(end - 1)];
  const [from, to] = [first && place(first, start), final && place(final, end)];
  if (!from || !to) return null;
  const found = new Range();
  found.setStart(...from);
  found.setEnd(...to);
  return found;
}

// RFC 5147: characters of the text, counted from 0, half open.
function mark() {
  const asked = /^#char=(\d{1,9})(?:,|%2C)(\d{1,9})$/i.exec(location.hash);
  CSS.highlights?.delete("at");
  if (!asked || document.getElementById(location.hash.slice(1))?.classList.contains("at")) return;
  const [start, end] = [Number(asked[1]), Number(asked[2])];
  const [from, to] = prose.dataset.window.split(",").map(Number);
  const address = new URL(location.href);
  if ((start < from || start >= to) && address.searchParams.get("at") !== `${start},${end}`) {
    address.searchParams.delete("from"); // another part of a long text has them
    address.searchParams.set("at", `${start},${end}`);
    location.replace(address);
    return;
  }
  const found = range(start, end);
  if (!found) return;
  if (CSS.highlights) CSS.highlights.set("at", new Highlight(found));
  const box = found.getBoundingClientRect();
  scrollTo({ top: scrollY + box.top - innerHeight / 3 });
}

// What has the same number says the same: in the text, wherever it is told again, and in the margin.
function light(target, on) {
  const owner = target.closest?.("[data-n], .note");
  if (!owner) return;
  const numbered = owner.matches("[data-n]") ? [owner] : [...owner.querySelectorAll(".num")];
  const numbers = new Set(numbered.flatMap((one) => one.dataset.n.split(" ")));
  for (const one of prose.querySelectorAll("[data-n]")) {
    if (one.dataset.n.split(" ").some((number) => numbers.has(number))) {
      one.classList.toggle("on", on);
      one.closest(".note")?.classList.toggle("on", on);
    }
  }
}

// A link that is offered to be copied is copied, and what it marks is marked in place.
async function copy(event) {
  const link = event.target.closest("a[data-copy]");
  if (!link || !navigator.clipboard || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  try {
    await navigator.clipboard.writeText(link.href);
  } catch {
    location.assign(link.href);
    return;
  }
  link.classList.add("copied");
  setTimeout(() => link.classList.remove("copied"), 2000);
}

if (prose) {
  for (const [on, names] of [[true, ["pointerover", "focusin"]], [false, ["pointerout", "focusout"]]]) {
    for (const name of names) prose.addEventListener(name, (event) => light(event.target, on));
  }
  prose.addEventListener("click", copy);
  prose.after(line);
  prose.addEventListener("focusin", (event) => tell(event.target));
  prose.addEventListener("focusout", () => tell(null));
  document.addEventListener("click", (event) => tell(event.target));
  document.addEventListener("keydown", (event) => event.key === "Escape" && tell(null));
  for (const box of beyond) box.addEventListener("change", stops);
  stops();
  addEventListener("hashchange", mark);
  mark();
}
