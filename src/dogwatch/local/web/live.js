// Keeps a page up to date: asks for it again every ten seconds and swaps only the widgets that changed.
"use strict";

const EVERY = 10000;

// Lists and legends that people have scrolled stay where they were, what they have opened stays open, and the keyboard
// where it was: at what says the same, else at what stands in the same place.
function swap(old, fresh) {
  const places = [...old.querySelectorAll("[tabindex]")].map((each) => each.scrollTop);
  const open = new Set([...old.querySelectorAll("details[open]")].map((each) => each.textContent));
  const held = old.contains(document.activeElement) ? document.activeElement : null;
  const number = held ? [...old.querySelectorAll(held.localName)].indexOf(held) : 0;
  const taken = document.importNode(fresh, true);
  old.replaceWith(taken);
  plots.draw(taken);
  [...taken.querySelectorAll("[tabindex]")].forEach((each, number) => { each.scrollTop = places[number] || 0; });
  for (const each of taken.querySelectorAll("details")) each.open = open.has(each.textContent);
  if (held) {
    const same = [...taken.querySelectorAll(held.localName)];
    (same.find((each) => each.textContent === held.textContent) || same[number])?.focus({ preventScroll: true });
  }
}

// A graph stays where it is and takes the new values; what stands around it is swapped.
function renew(old, fresh) {
  const graph = old.querySelector(":scope > [data-plot]"), data = fresh.querySelector(":scope > [data-plot]");
  if (graph && data) {
    plots.update(graph, data.dataset.plot);
    const pairs = [[old, fresh], ...[".legend", ".remarks"].map((each) => [old.querySelector(each), fresh.querySelector(each)])];
    if (pairs.every(([one, other]) => !one === !other)) {
      for (const [one, other] of pairs.slice(1)) if (one && one.outerHTML !== other.outerHTML) swap(one, other);
      return;
    }
  } else if (!graph && !data && old.outerHTML === fresh.outerHTML) return;
  swap(old, fresh);
}

function leaves(root) {
  const found = new Map();
  for (const each of root.querySelectorAll("[data-widget], [data-live]")) {
    if (!each.querySelector("[data-widget]")) found.set(each.dataset.widget || each.dataset.live, each);
  }
  return found;
}

async function refresh() {
  if (document.hidden) return;
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    if (!answer.ok) throw new Error(String(answer.status));
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const before = leaves(document), after = leaves(fresh);
    if ([...before.keys()].join() !== [...after.keys()].join()) {
      swap(document.querySelector("main"), fresh.querySelector("main"));
    } else {
      for (const [name, old] of before) {
        renew(old, after.get(name));
      }
    }
    document.body.classList.remove("stale");
  } catch (error) {
    document.body.classList.add("stale"); // the server is away; what was seen stays
  }
}

document.addEventListener("change", ({ target }) => {
  if (target.matches("form select")) target.form.submit();
});
document.addEventListener("visibilitychange", refresh);
setInterval(refresh, EVERY);
plots.draw(document);
