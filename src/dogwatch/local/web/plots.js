// Draws the graphs of a page with uPlot, from the data that stands in it (data-plot): one cursor for all of them,
// numbers beside it, a stretch that is drawn along the axis becomes the page's time. `plots.draw(root)` makes those
// that are new; `plots.update(place, data)` brings one up to date without making it anew.
"use strict";

const plots = (() => {
  const DASHES = { dashed: [6, 4], dotted: [1.5, 4] };
  const WIDTHS = { thick: 2.6, thin: 1 };
  const FONT = '11px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';
  const NEAR = 40; // pixels
  const MOST_ROWS = 12;
  const drawn = new WeakMap();
  const waiting = new Set(); // places whose graphs are to be drawn
  const visible = new WeakSet();
  let pointed = null; // the graph whose numbers are shown

  function hue(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  }

  // The colours of classes such as series-3 or warm-1 are those of the style sheet, read off an element that has it.
  const colours = new Map();
  function colour(name) {
    if (!colours.has(name)) {
      const probe = document.createElement("i");
      probe.className = name;
      probe.hidden = true;
      document.body.append(probe);
      colours.set(name, getComputedStyle(probe).color);
      probe.remove();
    }
    return colours.get(name);
  }

  function digits(value) {
    if (value !== 0 && Math.abs(value) < 1e-4) {
      return value.toExponential(1).replace(".0e", "e").replace(/e-(\d)$/, "e-0$1");
    }
    const decimals = value === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
    const text = value.toFixed(Math.min(decimals, 6));
    return text.includes(".") ? text.replace(/0+$/, "").replace(/\.$/, "") : text;
  }

  // A number as the legend writes it: divided by the largest size that leaves at least 1.
  function written(value, sizes) {
    const size = Math.abs(value);
    const chosen = size
      ? sizes.find(([each]) => size >= each * 0.9995) || sizes[sizes.length - 1]
      : sizes.reduce((best, each) => (Math.abs(each[0] - 1) < Math.abs(best[0] - 1) ? each : best));
    return digits(value / chosen[0]) + chosen[1];
  }

  // uPlot's own scales are even; on any other, values are bent before it sees them.
  const BENT = {
    log: (value) => Math.log10(Math.max(value, 1e-12)),
    sqrt: (value) => Math.sign(value) * Math.sqrt(Math.abs(value)),
    pow2: (value) => Math.sign(value) * value * value,
  };

  function bent(axis, value) {
    return value === null || !BENT[axis.scale] ? value : BENT[axis.scale](value);
  }

  function axisFor(line, data) {
    return (line.right && data.right) || data.left;
  }

  function up(u, line, data, value) {
    return u.valToPos(bent(axisFor(line, data), value), line.right ? "right" : "left", true);
  }

  function axisOf(scale, axis, side) {
    return {
      scale,
      side,
      size: 58,
      font: FONT,
      gap: 4,
      stroke: hue("faint"),
      grid: { show: side === 3, stroke: hue("grid"), width: 1 },
      ticks: { show: false },
      splits: () => axis().ticks.map(([value]) => bent(axis(), value)),
      values: () => axis().ticks.map(([, text]) => text),
    };
  }

  // A filled shape between two rows of values: a bar at each time, or an area for each run without a gap.
  function filled(line, data) {
    return (u) => {
      const fill = new Path2D();
      const y = (value) => up(u, line, data, value);
      const width = Math.max(1, (u.valToPos(data.begin + data.interval, "x", true) - u.valToPos(data.begin, "x", true)) * 0.86);
      let run = [];
      const end = () => {
        if (run.length) {
          run.forEach(([x, , high], place) => (place ? fill.lineTo(x, high) : fill.moveTo(x, high)));
          run.reverse().forEach(([x, low]) => fill.lineTo(x, low));
          fill.closePath();
        }
        run = [];
      };
      data.times.forEach((time, place) => {
        const low = line.low[place], high = line.high[place];
        if (low === null || high === null) return end();
        const x = u.valToPos(time, "x", true);
        if (line.form === "bars") {
          if (low !== high) fill.rect(Math.max(x, u.bbox.left), y(high), width, y(low) - y(high));
        } else run.push([x, y(low), y(high)]);
      });
      end();
      return { fill, stroke: null, flags: uPlot.BAND_CLIP_FILL };
    };
  }

  function seriesOf(line, data) {
    const ink = colour(line.colour);
    const scale = line.right ? "right" : "left";
    if (line.form !== "line") {
      const alpha = line.form === "bars" ? 0.85 : 0.55;
      return { scale, fill: ink, alpha, width: 0, paths: filled(line, data), points: { show: false } };
    }
    return {
      scale,
      stroke: ink,
      width: WIDTHS[line.width] || 1.6,
      dash: DASHES[line.dash],
      // A value between two gaps is no line: it is a dot.
      points: { show: true, size: 4, width: 0, fill: ink, filter: () => alone(line.values) },
    };
  }

  function alone(values) {
    const found = [];
    values.forEach((value, place) => {
      if (value !== null && (values[place - 1] ?? null) === null && (values[place + 1] ?? null) === null) found.push(place);
    });
    return found;
  }

  function behind(u, data) {
    const { left, top, width, height } = u.bbox;
    const band = (x, y, across, down, severity) => {
      u.ctx.save();
      u.ctx.globalAlpha = 0.13;
      u.ctx.fillStyle = hue(severity);
      u.ctx.fillRect(x, y, across, down);
      u.ctx.restore();
    };
    const inside = (value) => Math.min(Math.max(up(u, {}, data, value), top), top + height);
    for (const each of data.markers) {
      if (each.low === each.high && each.low !== null) continue;
      const from = each.high === null ? top : inside(each.high), to = each.low === null ? top + height : inside(each.low);
      if (to > from) band(left, from, width, to - from, each.severity);
    }
    for (const each of data.troubles) {
      const from = Math.max(u.valToPos(each.begin, "x", true), left), to = Math.min(u.valToPos(each.end, "x", true), left + width);
      if (to > from) band(from, top, to - from, height, each.state === "Alert" ? "error" : "warning");
    }
  }

  function above(u, data) {
    const { left, top, width, height } = u.bbox, ratio = devicePixelRatio, ctx = u.ctx;
    const taken = []; // heights at which a label stands
    ctx.save();
    for (const each of data.markers) {
      if (each.low !== each.high || each.low === null || each.low < data.left.least || each.low > data.left.most) continue;
      const y = up(u, {}, data, each.low);
      ctx.strokeStyle = hue(each.severity);
      ctx.lineWidth = (each.style === "bold" ? 3 : 1.3) * ratio;
      ctx.setLineDash(each.style === "dashed" ? [6 * ratio, 4 * ratio] : []);
      ctx.beginPath();
      ctx.moveTo(left, y);
      ctx.lineTo(left + width, y);
      ctx.stroke();
      if (each.label) labelled(u, each, y, taken);
    }
    ctx.setLineDash([]);
    ctx.strokeStyle = hue("accent");
    ctx.lineWidth = 2 * ratio;
    for (const each of data.events) {
      const x = u.valToPos(each.at, "x", true);
      ctx.beginPath();
      ctx.moveTo(x, top);
      ctx.lineTo(x, top + height);
      ctx.stroke();
    }
    ctx.restore();
  }

  // At the right end; where another label stands so near, at the left end, and then in the middle.
  function labelled(u, marker, y, taken) {
    const ctx = u.ctx, ratio = devicePixelRatio, { left, top, width } = u.bbox;
    const at = y + (y - top < 14 * ratio ? 12 : -4) * ratio;
    const near = Math.min(taken.filter((other) => Math.abs(other - at) < 13 * ratio).length, 2);
    const [x, align] = [[left + width - 4 * ratio, "right"], [left + 4 * ratio, "left"], [left + width / 2, "center"]][near];
    taken.push(at);
    ctx.font = FONT.replace("11px", `${10.5 * ratio}px`);
    ctx.textAlign = align;
    ctx.textBaseline = "alphabetic";
    ctx.lineWidth = 3 * ratio;
    ctx.setLineDash([]);
    ctx.strokeStyle = hue("card");
    ctx.fillStyle = hue(marker.severity);
    ctx.strokeText(marker.label, x, at);
    ctx.fillText(marker.label, x, at);
  }

  function moment(time, data) {
    const at = new Date(time * 1000).toISOString();
    return `${data.end - data.begin > 86400 ? `${at.slice(0, 10)} ` : ""}${at.slice(11, data.interval < 60 ? 19 : 16)} UTC`;
  }

  // The numbers beside the cursor: the greatest where there are many, and what happened there. They stand over the page,
  // since there is often more to say than a graph is high.
  const box = document.createElement("div");
  box.className = "tip";
  box.hidden = true;
  const quiet = () => { box.hidden = true; };
  addEventListener("scroll", quiet, { passive: true });

  function tip(u, data) {
    if (u !== pointed) return;
    const place = measured(u, data);
    const rows = data.lines
      .map((line) => [line, line.values[place]])
      .filter(([, value]) => value !== null && value !== undefined)
      .sort((one, other) => other[1] - one[1])
      .slice(0, MOST_ROWS);
    const near = data.events.filter((each) => Math.abs(u.valToPos(each.at, "x") - u.cursor.left) < 6);
    if (!rows.length && !near.length) return quiet();
    const head = document.createElement("b");
    head.textContent = moment(data.times[place], data);
    box.replaceChildren(head, ...near.map((each) => row("accent", each.title, "")), ...rows.map(([line, value]) => row(line.colour, line.name, written(value, line.unit))));
    box.hidden = false;
    const graph = u.over.getBoundingClientRect(), { offsetWidth: width, offsetHeight: height } = box;
    const at = graph.left + u.cursor.left, right = document.documentElement.clientWidth;
    const left = at + 14 + width < right ? at + 14 : at - 14 - width;
    box.style.left = `${Math.max(Math.min(left, right - width - 4), 4)}px`;
    box.style.top = `${Math.max(Math.min(graph.top, innerHeight - height - 4), 4)}px`;
  }

  // The time next to the cursor at which something was measured; the cursor's own where there is none near.
  function measured(u, data) {
    const there = u.cursor.idx, is = (at) => data.lines.some((line) => (line.values[at] ?? null) !== null);
    const far = (at) => Math.abs(u.valToPos(data.times[at], "x") - u.cursor.left) > NEAR;
    for (let step = 0; step < data.times.length; step++) {
      const found = [there - step, there + step].find((at) => is(at) && !far(at));
      if (found !== undefined) return found;
      if ((there - step < 0 || far(there - step)) && (there + step >= data.times.length || far(there + step))) break;
    }
    return there;
  }

  function row(name, text, number) {
    const line = document.createElement("span"), swatch = document.createElement("i"), said = document.createElement("em"), value = document.createElement("strong");
    swatch.className = name;
    said.textContent = text;
    value.textContent = number;
    line.append(swatch, said, value);
    return line;
  }

  function rows(data) {
    const shown = (line) => (line.form === "line" ? line.values : line.high);
    const even = (line) => !BENT[axisFor(line, data).scale];
    return [data.times, ...data.lines.map((line) => (even(line) ? shown(line) : shown(line).map((value) => bent(axisFor(line, data), value))))];
  }

  // What a graph is made of besides its values: as long as that stays, it is not made anew.
  function frame(data) {
    return JSON.stringify([data.lines.map(({ name, colour, form, width, dash, right, unit }) => [name, colour, form, width, dash, right, unit]), !data.right]);
  }

  function made(place, data) {
    const graph = { data, frame: frame(data) };
    const current = () => graph.data;
    const axes = [
      {
        scale: "x",
        font: FONT,
        size: 20,
        gap: 2,
        stroke: hue("faint"),
        grid: { stroke: hue("grid"), width: 1 },
        ticks: { show: false },
        splits: () => current().ticks.map(([time]) => time),
        values: () => current().ticks.map(([, text]) => text),
      },
      axisOf("left", () => current().left, 3),
    ];
    if (data.right) axes.push(axisOf("right", () => current().right, 1));
    const u = new uPlot(
      {
        width: Math.max(place.clientWidth, 60),
        height: Math.max(place.clientHeight, 60),
        legend: { show: false },
        scales: {
          x: { time: true, range: () => [current().begin, current().end] },
          left: { range: () => ends(current().left) },
          right: { range: () => ends(current().right || current().left) },
        },
        axes,
        padding: [8, data.right ? 0 : 8, 0, 0],
        series: [{}, ...data.lines.map((_, number) => lineAt(graph, number))],
        cursor: { sync: { key: "page", setSeries: false }, drag: { x: true, y: false, setScale: false }, points: { show: false } },
        hooks: {
          drawAxes: [(u) => behind(u, current())],
          draw: [(u) => above(u, current())],
          setCursor: [(u) => tip(u, current())],
          setSelect: [(u) => chosen(u)],
        },
      },
      rows(data),
      place,
    );
    u.over.addEventListener("mouseenter", () => { pointed = u; });
    u.over.addEventListener("mouseleave", quiet);
    place.addEventListener("blur", quiet);
    graph.u = u;
    return graph;
  }

  function ends(axis) {
    return [bent(axis, axis.least), bent(axis, axis.most)];
  }

  // The line's shape reads what is there when it is drawn, which updates replace.
  function lineAt(graph, number) {
    const line = graph.data.lines[number], series = seriesOf(line, graph.data);
    if (line.form !== "line") series.paths = (u) => filled(graph.data.lines[number], graph.data)(u);
    else series.points.filter = () => alone(graph.data.lines[number].values);
    return series;
  }

  function chosen(u) {
    if (u.select.width < 4) return;
    const [from, to] = [u.select.left, u.select.left + u.select.width].map((x) => Math.round(u.posToVal(x, "x") * 1000));
    const address = new URL(location.href);
    address.searchParams.delete("span");
    address.searchParams.set("from_ts", from);
    address.searchParams.set("to_ts", to);
    location.assign(address);
  }

  function moved(place, step) {
    const graph = drawn.get(place);
    if (!graph || !graph.data.times.length) return;
    // To the next time at which something was measured, since there may be none at the ends.
    const last = graph.data.times.length - 1, is = (at) => graph.data.lines.some((line) => line.values[at] !== null);
    let at = Math.min(Math.max((graph.u.cursor.idx ?? (step > 0 ? -1 : last + 1)) + step, 0), last);
    while (!is(at) && at + Math.sign(step) >= 0 && at + Math.sign(step) <= last) at += Math.sign(step);
    const values = graph.u.data.slice(1).map((row) => row[at]).filter((value) => value !== null);
    pointed = graph.u;
    graph.u.setCursor({ left: graph.u.valToPos(graph.data.times[at], "x"), top: values.length ? graph.u.valToPos(values[0], "left") : 0 });
  }

  const sizes = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) {
      const graph = drawn.get(target);
      if (graph && (Math.abs(graph.u.width - contentRect.width) > 1 || Math.abs(graph.u.height - contentRect.height) > 1)) {
        graph.u.setSize({ width: Math.max(contentRect.width, 60), height: Math.max(contentRect.height, 60) });
      }
    }
  });

  // Graphs are made and redrawn a few in each frame, so that the page answers meanwhile: as many as there is time for,
  // by what the frame before took. Most of that goes by after this script, when the browser paints what was drawn.
  const FRAME = 32; // milliseconds
  const afterwards = new MessageChannel();
  let most = 1, count = 0, began = 0, isDrawing = false;
  afterwards.port1.onmessage = () => {
    const each = (performance.now() - began) / count;
    most = Math.max(1, Math.min(2 * most, Math.floor(FRAME / each)));
    isDrawing = waiting.size > 0;
    if (isDrawing) requestAnimationFrame(next);
  };

  function next() {
    began = performance.now();
    // Those that can be seen come first.
    const soonest = [...waiting].sort((one, other) => visible.has(other) - visible.has(one)).slice(0, most);
    count = soonest.length;
    for (const place of soonest) {
      waiting.delete(place);
      if (place.isConnected) bring(place);
    }
    afterwards.port2.postMessage(null);
  }

  function later(place) {
    waiting.add(place);
    if (!isDrawing) requestAnimationFrame(next);
    isDrawing = true;
  }

  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) isIntersecting ? visible.add(target) : visible.delete(target);
  });

  // What stands in the page is what is drawn: a graph takes the new values, or is made anew where they are of other lines.
  function bring(place) {
    const graph = drawn.get(place), data = JSON.parse(place.dataset.plot);
    if (graph && graph.frame === frame(data)) {
      graph.data = data;
      graph.u.setData(rows(data), true);
      return;
    }
    if (graph) {
      if (pointed === graph.u) quiet();
      graph.u.destroy();
    }
    drawn.set(place, made(place, data));
    sizes.observe(place);
  }

  function draw(root) {
    document.body.append(box);
    for (const place of root.querySelectorAll("[data-plot]")) {
      seen.observe(place);
      later(place);
    }
  }

  function update(place, text) {
    if (place.dataset.plot === text) return;
    place.dataset.plot = text;
    later(place);
  }

  document.addEventListener("keydown", (event) => {
    const place = event.target.closest?.("[data-plot]");
    if (place && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
      event.preventDefault();
      moved(place, (event.key === "ArrowRight" ? 1 : -1) * (event.shiftKey ? 10 : 1));
    }
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    colours.clear();
    for (const place of document.querySelectorAll("[data-plot]")) {
      const graph = drawn.get(place);
      if (graph) graph.frame = null;
    }
    draw(document);
  });

  return { draw, update, written };
})();
