// Comfort for two texts: what moved is joined by a ribbon across the gutter, and both sides of a passage light up together.

const grid = document.querySelector(".cmp");
const svgNames = "http://www.w3.org/2000/svg";

function sides(number) {
  return [document.getElementById(`l-${number}`), document.getElementById(`r-${number}`)].map((one) => one?.parentElement);
}

// A ribbon goes down the gutter from one joint of a moved passage to the other, behind what stands between them; only
// attributes are set, the policy forbids styles. `lane` keeps several apart.
function ribbon(number, lane, origin) {
  const [left, right] = sides(number);
  if (!left || !right) return null;
  const ends = [left.nextElementSibling, right.previousElementSibling].map((one) => one.getBoundingClientRect());
  const [upper, lower] = ends[0].top < ends[1].top ? ends : ends.reverse();
  const x = upper.left - origin.left + upper.width * lane;
  const [y1, y2] = [upper.bottom - origin.top - 6, lower.top - origin.top + 6];
  const path = document.createElementNS(svgNames, "path");
  path.setAttribute("d", `M${x} ${y1}V${y2}`);
  path.setAttribute("class", [...left.classList].find((name) => /^o\d$/.test(name)) ?? "o0");
  path.dataset.p = number;
  return path;
}

function draw() {
  grid.querySelector(".ribbons")?.remove();
  const moved = new Set([...grid.querySelectorAll(".halfl")].map((one) => one.dataset.p));
  if (!moved.size) return;
  const svg = document.createElementNS(svgNames, "svg");
  svg.setAttribute("class", "ribbons");
  svg.setAttribute("aria-hidden", "true");
  const origin = grid.getBoundingClientRect();
  svg.append(...[...moved].map((number, i) => ribbon(number, 0.2 + (0.6 * (i + 0.5)) / moved.size, origin)).filter(Boolean));
  grid.append(svg);
}

function light(event, on) {
  const owner = event.target.closest("[data-p]");
  if (!owner) return;
  for (const one of grid.querySelectorAll("[data-p]")) {
    if (one.dataset.p === owner.dataset.p) one.classList.toggle("on", on);
  }
}

if (grid) {
  new ResizeObserver(draw).observe(grid);
  for (const [on, names] of [[true, ["pointerover", "focusin"]], [false, ["pointerout", "focusout"]]]) {
    for (const name of names) grid.addEventListener(name, (event) => light(event, on));
  }
  // The form asks for another article beside the address; what is shown has an address of its own.
  const asked = new URL(location.href).searchParams.get("with");
  if (asked) {
    const path = location.pathname.replace(/[^/]*$/, encodeURIComponent(asked).replace(/\.json$/, "%2Ejson"));
    history.replaceState(null, "", path + location.hash);
  }
}
