// The bars on a card show concepts; colors are in the palette, and have bars only if there are no concepts.
function cardConcepts(concepts) {
  const others = concepts.filter((concept) => concept.hex === null);
  return others.length > 0 ? others : concepts;
}

// The images as cards. Only cards near the viewport are in the page, so that ten thousand scroll like ten.

class Gallery {
  // A card has up to this many bars; with several models, more, with the models' names between them.
  static barCount = 5;
  static rowsOfModels = 8;
  static widthAtLeast = 230;
  static gap = 16;

  // One card has about twenty elements: this many leave room for the rest of the page.
  static cardsAtMost = 48;

  sources = [];
  current = 0;
  cards = new Map();

  constructor(report, filter, list, open) {
    this.report = report;
    this.filter = filter;
    this.list = list;
    this.open = open;
    const pictures = report.sources.filter((source) => !source.isVideo).slice(0, 500);
    this.barRows = Math.max(0, ...pictures.map((source) => this.rowCount(source)));
    new ResizeObserver(() => this.refresh()).observe(list);
    addEventListener("scroll", () => requestAnimationFrame(() => this.render()), { passive: true });
    addEventListener("resize", () => this.refresh());
    list.addEventListener("keydown", (event) => this.onKey(event));
  }

  rowCount(source) {
    const groups = byModel(cardConcepts(source.concepts));
    const rows = groups.reduce((sum, [, concepts]) => sum + concepts.length, 0);
    return groups.length > 1
      ? Math.min(Gallery.rowsOfModels, rows + groups.length)
      : Math.min(Gallery.barCount, Math.max(rows, source.texts.length));
  }

  show(sources) {
    this.sources = sources;
    this.current = 0;
    this.clear();
    if (scrollY > this.top) scrollTo(0, Math.max(0, this.top - this.headHeight - 60));
    this.refresh();
  }

  clear() {
    for (const card of this.cards.values()) card.remove();
    this.cards.clear();
  }

  get top() {
    return this.list.getBoundingClientRect().top + scrollY;
  }

  get headHeight() {
    const head = document.querySelector(".top");
    return getComputedStyle(head).position === "sticky" ? head.offsetHeight : 0;
  }

  // As many columns as fit, limited so that the number of visible cards stays small.
  measure() {
    const width = this.list.clientWidth;
    const place = (columns) => {
      const cardWidth = Math.floor((width - Gallery.gap * (columns - 1)) / columns);
      const pictureHeight = Math.round(cardWidth * 0.72);
      const cardHeight = pictureHeight + 44 + this.barRows * 25.5 + (this.barRows > 0 ? 10 : 0);
      const rows = Math.ceil(innerHeight / (cardHeight + Gallery.gap)) + 2;
      return { columns, cardWidth, pictureHeight, cardHeight, rowHeight: cardHeight + Gallery.gap, cards: columns * rows };
    };
    let placed = place(Math.max(1, Math.floor((width + Gallery.gap) / (Gallery.widthAtLeast + Gallery.gap))));
    while (placed.columns > 1 && placed.cards > Gallery.cardsAtMost) placed = place(placed.columns - 1);
    return placed;
  }

  refresh() {
    if (this.list.clientWidth === 0) return;
    this.placed = this.measure();
    const rows = Math.ceil(this.sources.length / this.placed.columns);
    this.list.style.height = `${Math.max(0, rows * this.placed.rowHeight - Gallery.gap)}px`;
    for (const [index, card] of this.cards) this.place(card, index);
    this.render();
  }

  render() {
    if (this.placed === undefined) return;
    const { columns, rowHeight } = this.placed;
    const above = scrollY - this.top;
    const first = Math.max(0, Math.floor(above / rowHeight) * columns);
    const last = Math.min(this.sources.length, (Math.ceil((above + innerHeight) / rowHeight) + 1) * columns);
    for (const [index, card] of this.cards) {
      // The focused card stays, or the keyboard focus would be lost.
      if ((index >= first && index < last) || card.contains(document.activeElement)) continue;
      card.remove();
      this.cards.delete(index);
    }

    for (let index = first; index < last; index++) this.require(index);
  }

  require(index) {
    let card = this.cards.get(index);
    if (card === undefined) {
      card = this.makeCard(this.sources[index], index);
      this.place(card, index);
      this.cards.set(index, card);
      this.insertInOrder(card, index);
    }

    return card;
  }

  // In the order of the images, for screen readers.
  insertInOrder(card, index) {
    let next = null;
    for (const other of this.list.children) {
      if (Number(other.dataset.index) > index) {
        next = other;
        break;
      }
    }

    this.list.insertBefore(card, next);
  }

  place(card, index) {
    const { columns, cardWidth, cardHeight, rowHeight, pictureHeight } = this.placed;
    card.style.width = `${cardWidth}px`;
    card.style.height = `${cardHeight}px`;
    card.style.transform = `translate(${(index % columns) * (cardWidth + Gallery.gap)}px, ${Math.floor(index / columns) * rowHeight}px)`;
    card.firstElementChild.style.height = `${pictureHeight}px`;
  }

  makeCard(source, index) {
    const concepts = cardConcepts(this.filter.visibleConcepts(source));
    const texts = concepts.length > 0 ? [] : this.filter.visibleTexts(source).slice(0, this.barRows);
    const button = element("button", { type: "button", text: source.file, title: source.path, tabIndex: index === this.current ? 0 : -1 });
    button.addEventListener("click", () => this.open(index));
    button.addEventListener("focus", () => this.setCurrent(index));
    const card = element(
      "li",
      { class: "card", "aria-posinset": index + 1, "aria-setsize": this.sources.length },
      this.makeFrame(source),
      element("h3", {}, button),
      concepts.length === 0 ? null : element("ul", { class: "bars" }, ...this.makeBars(byModel(concepts))),
      texts.length === 0 ? null : readText(texts));
    card.dataset.index = index;
    return card;
  }

  makeBars(groups) {
    if (groups.length === 1) return groups[0][1].slice(0, this.barRows).map((concept) => bar(this.report, concept));
    const shown = new Map(groups.map(([model]) => [model, 0]));
    let rowsLeft = this.barRows - groups.length;
    for (let best = 0; rowsLeft > 0 && best < Gallery.rowsOfModels; best++) {
      for (const [model, concepts] of groups) {
        if (best < concepts.length && rowsLeft-- > 0) shown.set(model, best + 1);
      }
    }

    const rows = groups.flatMap(([model, concepts]) => [
      element("li", { class: "model", text: model === null ? "Another model" : this.report.names[model] }),
      ...concepts.slice(0, shown.get(model)).map((concept) => bar(this.report, concept)),
    ]);
    return rows.slice(0, this.barRows);
  }

  makeFrame(source) {
    const hasBoxes = source.boxes.length > 0;
    const hasColors = source.colors.length > 0;
    const frame = element("div", { class: "frame" });
    frame.classList.toggle("has-boxes", hasBoxes);
    frame.classList.toggle("has-colors", hasColors);
    const address = pictureAddress(source);
    if (isVideoFile(source)) {
      frame.append(element("span", { class: "absent", text: "Video" }));
    } else if (address === null) {
      frame.append(element("span", { class: "absent", text: source.link === "" ? "No file" : "On the web, not loaded" }));
    } else {
      const image = element("img", { loading: "lazy", decoding: "async", alt: "" });
      if (hasBoxes) {
        image.addEventListener("load", () => frame.append(boxDrawing(source, image.naturalWidth, image.naturalHeight, "meet")));
      }

      const text = isUnknownToBrowsers(source) ? "Browsers cannot show this format" : "The image cannot be shown";
      image.addEventListener("error", () => image.replaceWith(element("span", { class: "absent", text })));
      image.src = address;
      frame.append(image);
    }

    if (hasColors) {
      const palette = element("div", { class: "palette" });
      palette.style.background = paletteGradient(source.colors);
      frame.append(palette);
    }

    return frame;
  }

  setCurrent(index) {
    const before = this.cards.get(this.current)?.querySelector("button");
    if (before) before.tabIndex = -1;
    this.current = index;
    this.require(index).querySelector("button").tabIndex = 0;
  }

  focus(index) {
    const { columns, rowHeight, cardHeight } = this.placed;
    const rowTop = this.top + Math.floor(index / columns) * rowHeight;
    if (rowTop - this.headHeight < scrollY) scrollTo(0, rowTop - this.headHeight - Gallery.gap);
    else if (rowTop + cardHeight > scrollY + innerHeight) scrollTo(0, rowTop + cardHeight + Gallery.gap - innerHeight);
    this.require(index).querySelector("button").focus({ preventScroll: true });
    this.render();
  }

  onKey(event) {
    const { columns } = this.placed;
    const page = columns * Math.max(1, Math.floor(innerHeight / this.placed.rowHeight));
    const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns, PageDown: page, PageUp: -page };
    const last = this.sources.length - 1;
    const target =
      event.key === "Home" ? 0
      : event.key === "End" ? last
      : event.key in steps ? Math.min(last, Math.max(0, this.current + steps[event.key]))
      : null;
    if (target === null || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.focus(target);
  }
}
