// Runs a script of `dogwatch export --browser` as a page with Datadog's RUM does: reads {script, page, events} from its
// input, and writes what RUM would have sent. The elements know only what the script asks of them.
const fs = require("node:fs");
const vm = require("node:vm");

class Element {
  constructor(feature, parent) {
    Object.assign(this, { feature, parent });
  }
  closest(selector) {
    if (selector !== "[data-feature]") throw new Error(`nobody answers ${selector} here`);
    return this.feature === undefined ? (this.parent?.closest(selector) ?? null) : this;
  }
  getAttribute(name) {
    if (name !== "data-feature") throw new Error(`nobody answers ${name} here`);
    return this.feature;
  }
}

const { script, page, origins = [], own, events } = JSON.parse(fs.readFileSync(0, "utf8"));
const warnings = [];
const window = vm.createContext({
  URL,
  console: { warn: (...words) => warnings.push(words.join(" ")) },
  location: new URL(page.url),
  document: { body: new Element(page.feature) },
});

// The snippet that Datadog gives to pages: calls wait in a queue until the SDK is there.
vm.runInContext("globalThis.DD_RUM = { q: [], onReady(call) { this.q.push(call); } };", window);
vm.runInContext(script, window);
window.origins = origins;
window.own = own;
vm.runInContext(
  `dogwatch.origins.push(...origins);
   DD_RUM.onReady(() => DD_RUM.init({
     beforeSend: own ? (event, context) => dogwatch.beforeSend(event, context) && event.type !== own : dogwatch.beforeSend,
   }));`,
  window,
);
let beforeSend;
const queued = window.DD_RUM.q;
window.DD_RUM = { init: (configuration) => ({ beforeSend } = configuration) };
queued.forEach((call) => call());

const sent = events.map(({ event, target, moved, feature }) => {
  if (moved) window.location = new URL(moved);
  if (feature) window.document.body.feature = feature;
  const clicked = target && new Element(undefined, new Element(target === "none" ? undefined : target));
  const kept = beforeSend(event, clicked && { events: [{ target: clicked }] });
  return { kept, context: event.context ?? null };
});
process.stdout.write(JSON.stringify({ sent, warnings }));
