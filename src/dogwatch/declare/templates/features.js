// Written by `dogwatch export --browser` from the catalog {{catalog}}; do not edit.
//
// Puts the feature of what people see and do into the context of Datadog's RUM events, where queries find it as
// @context.feature. Load it before RUM starts, and start RUM with `beforeSend: dogwatch.beforeSend`. Where there is a
// beforeSend already, let it call this one first. Requests count that go to the page's own origin, or to one of
// `dogwatch.origins`.
(() => {
  "use strict";

  // Method, template of the path, feature: the first one that fits says it.
  const routes = {{routes}};
  // The feature of an action that is sent by `addAction`, by its name.
  const actions = new Map({{actions}});

  const origins = [];
  const ofViews = new Map(); // a view keeps its feature when people have gone on to the next page
  const VIEWS = 100;
  let hasComplained = false;

  function beforeSend(event, context) {
    try {
      const feature = event.context?.feature ?? featureOf(event, context);
      if (feature) {
        event.context = { ...event.context, feature };
      }
    } catch (error) {
      // What a page does itself before an event is sent has to happen all the same.
      if (!hasComplained) {
        hasComplained = true;
        console.warn("dogwatch: an event has no feature:", error);
      }
    }
    return true;
  }

  function featureOf(event, context) {
    switch (event.type) {
      case "action":
        return ofAction(event.action, context?.events?.[0]?.target) ?? ofView(event.view);
      case "resource":
        return ofRequest(event.resource) ?? ofView(event.view);
      case "error":
        return ofRequest(event.error.resource) ?? ofView(event.view);
      default:
        return ofView(event.view);
    }
  }

  function ofView(view) {
    const page = pageOf(view.url);
    const isOpen = page === pageOf(location.href);
    const feature = ofViews.get(view.id) ?? (isOpen ? marked(document.body) : undefined) ?? find("GET", page);
    if (feature && !ofViews.has(view.id)) {
      ofViews.set(view.id, feature);
      if (ofViews.size > VIEWS) {
        ofViews.delete(ofViews.keys().next().value);
      }
    }
    return feature;
  }

  // <body data-feature="checkout"> wins over the address; so does an element around what is clicked.
  function marked(element) {
    return element?.closest?.("[data-feature]")?.getAttribute("data-feature") || undefined;
  }

  function ofAction(action, target) {
    return (action.type === "custom" ? actions.get(action.target?.name) : undefined) ?? marked(target);
  }

  function ofRequest(resource) {
    if (!resource?.method) {
      return undefined; // an image or a script
    }
    const url = new URL(resource.url, location.href);
    const isOurs = url.origin === location.origin || origins.includes(url.origin);
    return isOurs ? find(resource.method, url.pathname) : undefined;
  }

  // A single page application may keep its pages behind the #, as in /#/checkout.
  function pageOf(address) {
    const url = new URL(address, location.href);
    return url.hash.startsWith("#/") ? url.hash.slice(1).split("?")[0] : url.pathname;
  }

  function find(method, path) {
    const seen = decoded(path).split("/");
    return routes.find(([wanted, template]) => wanted === method && fits(template.split("/"), seen))?.[2];
  }

  function decoded(path) {
    try {
      return decodeURIComponent(path);
    } catch {
      return path; // a % that encodes nothing
    }
  }

  function fits(template, seen) {
    if (template.at(-1).endsWith(":path}")) {
      return seen.length >= template.length && template.slice(0, -1).every((part, at) => isPart(part, seen[at]));
    }
    return seen.length === template.length && template.every((part, at) => isPart(part, seen[at]));
  }

  function isPart(part, seen) {
    return part.startsWith("{") ? seen !== "" : part === seen;
  }

  globalThis.dogwatch = { beforeSend, origins };
})();
