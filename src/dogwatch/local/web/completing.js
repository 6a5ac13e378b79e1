// Offers words while a query is written: arrows choose one, Tab or Enter takes it, Escape closes the list.
"use strict";

for (const field of document.querySelectorAll("[data-completions]")) {
  const list = document.createElement("ul");
  list.className = "offered";
  list.id = "offered";
  list.role = "listbox";
  list.hidden = true;
  field.after(list);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");
  let replaces = 0, chosen = -1, asked = 0;

  function show(words) {
    list.replaceChildren(...words.map((word, number) => {
      const item = document.createElement("li");
      item.role = "option";
      item.id = `offered-${number}`;
      item.textContent = word;
      item.addEventListener("mousedown", (event) => { event.preventDefault(); take(word); });
      return item;
    }));
    list.hidden = !words.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    choose(-1);
  }

  function choose(number) {
    chosen = number;
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === number)));
    if (number >= 0) list.children[number].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", number >= 0 ? `offered-${number}` : "");
  }

  function take(word) {
    const end = field.selectionStart;
    field.setRangeText(word, end - replaces, end, "end");
    show([]);
  }

  async function ask() {
    const number = ++asked;
    const address = new URL(field.dataset.completions, location.href);
    address.searchParams.set("text", field.value.slice(0, field.selectionStart));
    const answer = await fetch(address).catch(() => null); // the server is away: nothing is offered
    if (!answer?.ok || number !== asked) return;
    const found = await answer.json();
    replaces = found.replaces;
    show(found.words);
  }

  field.addEventListener("input", ask);
  field.addEventListener("blur", () => show([]));
  field.addEventListener("keydown", (event) => {
    const last = list.children.length - 1;
    if (event.key === "Enter" && (list.hidden || chosen < 0)) {
      event.preventDefault();
      field.form.requestSubmit();
    } else if (!list.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      choose(event.key === "ArrowDown" ? Math.min(chosen + 1, last) : Math.max(chosen - 1, 0));
    } else if (!list.hidden && (event.key === "Tab" || event.key === "Enter")) {
      event.preventDefault();
      take(list.children[Math.max(chosen, 0)].textContent);
    } else if (event.key === "Escape") show([]);
  });
}
