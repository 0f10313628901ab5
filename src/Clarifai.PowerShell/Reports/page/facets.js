// The concepts, or the colors, next to the images: how often each occurs, and buttons to filter by them.

class Facets {
  static shownAtMost = 40;

  word = "";

  constructor(report, filter, section, names, onChange) {
    this.report = report;
    this.filter = filter;
    this.onChange = onChange;
    this.list = element("ul", {});
    this.more = element("p", { class: "hint facet-more" });
    section.append(this.list, this.more);
    section.hidden = names.length === 0;
    this.names = names;
    this.lowerNames = report.names.map((name) => name.toLowerCase());
    byId("facet-search").addEventListener("input", (event) => {
      this.word = event.target.value.trim().toLowerCase();
      this.show(this.counts, this.total);
    });
  }

  show(counts, total) {
    this.counts = counts;
    this.total = total;
    const found = [];
    for (const name of this.names) {
      const isChosen = this.filter.concepts.has(name);
      if (isChosen || (counts[name] > 0 && this.lowerNames[name].includes(this.word))) found.push({ name, count: counts[name], isChosen });
    }

    found.sort((a, b) => b.isChosen - a.isChosen || b.count - a.count || a.name - b.name);
    const focused = document.activeElement?.closest(".facet")?.dataset.name;
    this.list.replaceChildren(...found.slice(0, Facets.shownAtMost).map((facet) => this.makeButton(facet)));
    if (focused !== undefined) this.list.querySelector(`[data-name="${focused}"]`)?.focus();
    const rest = found.length - Facets.shownAtMost;
    this.more.textContent = rest > 0 ? `and ${counted(rest, "other", "others")}` : found.length === 0 ? "None" : "";
  }

  makeButton({ name, count, isChosen }) {
    const button = element("button", { type: "button", class: "facet", "aria-pressed": String(isChosen), title: this.report.names[name] });
    button.dataset.name = name;
    button.style.setProperty("--share", this.total === 0 ? 0 : count / this.total);
    const ink = this.report.inks.get(name);
    if (ink !== undefined) {
      const swatch = element("span", { class: "swatch" });
      swatch.style.background = ink;
      button.append(swatch);
    }

    button.append(
      element("span", { class: "name", text: this.report.names[name] }),
      element("span", { class: "number", text: count.toLocaleString("en") }));
    button.addEventListener("click", () => {
      if (!this.filter.concepts.delete(name)) this.filter.concepts.add(name);
      this.onChange();
    });
    return element("li", {}, button);
  }
}
