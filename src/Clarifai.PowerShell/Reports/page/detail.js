// One large image: its boxes with their names, all its concepts, its palette.

class Detail {
  // Nobody would read more, and the page would become large.
  static rowsAtMost = 80;

  index = 0;

  constructor(report, filter, dialog, gallery) {
    this.report = report;
    this.filter = filter;
    this.dialog = dialog;
    this.gallery = gallery;
    this.title = element("h2", { id: "detail-title" });
    this.stage = element("div", { class: "detail-stage" });
    this.side = element("div", { class: "detail-side", tabIndex: 0, role: "region", "aria-label": "What the models found" });
    this.previous = element("button", { type: "button", class: "quiet", text: "Previous" });
    this.next = element("button", { type: "button", class: "quiet", text: "Next" });
    const close = element("button", { type: "button", class: "quiet", text: "Close" });
    this.previous.addEventListener("click", () => this.show(this.index - 1));
    this.next.addEventListener("click", () => this.show(this.index + 1));
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("keydown", (event) => this.onKey(event));
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    dialog.addEventListener("close", () => {
      this.stage.replaceChildren();
      gallery.focus(this.index);
    });
    dialog.append(element("div", { class: "detail-head" }, this.title, this.previous, this.next, close), this.stage, this.side);
  }

  open(index) {
    this.show(index);
    this.dialog.showModal();
  }

  show(index) {
    if (index < 0 || index >= this.gallery.sources.length) return;
    this.index = index;
    const source = this.gallery.sources[index];
    this.title.textContent = source.file;
    this.previous.disabled = index === 0;
    this.next.disabled = index === this.gallery.sources.length - 1;
    this.stage.replaceChildren(this.makeStage(source));
    this.side.replaceChildren(...this.makeSide(source));
    this.side.scrollTop = 0;
  }

  onKey(event) {
    if (event.key === "ArrowLeft") this.show(this.index - 1);
    else if (event.key === "ArrowRight") this.show(this.index + 1);
    else return;
    event.preventDefault();
  }

  makeStage(source) {
    if (isVideoFile(source)) {
      return element("p", { class: "hint", text: "A video. To see its frames, report them with -As Output." });
    }

    const address = pictureAddress(source);
    if (address === null) {
      const text = source.link === "" ? "No file to show." : "Images on the web are not loaded. Use the link next to it.";
      return element("p", { class: "hint", text });
    }

    const stage = element("div", { class: "stage" });
    const image = element("img", { alt: `Image ${source.file}` });
    image.addEventListener("load", () => {
      // As large as the available space, but small images are not enlarged until they blur.
      stage.style.setProperty("--ratio", image.naturalWidth / image.naturalHeight);
      stage.style.setProperty("--widest", `${3 * image.naturalWidth}px`);
      stage.append(...namedBoxes(this.report, this.boxes(source), source.orientation));
    });
    image.addEventListener("error", () => {
      const text = isUnknownToBrowsers(source)
        ? "Browsers cannot show this format. A report created while connected to the local engine includes a copy: Connect-Clarifai -Local"
        : "The image cannot be shown: the file is missing, or browsers do not support its format.";
      stage.replaceChildren(element("p", { class: "hint", text }));
    });
    image.src = address;
    stage.append(image);
    return stage;
  }

  boxes(source) {
    return source.boxes
      .filter((box) => this.filter.model === null || box.model === this.filter.model)
      .filter((box) => box.value === null || box.value >= this.filter.minimum)
      .slice(0, Detail.rowsAtMost);
  }

  makeSide(source) {
    const parts = [sourceLink(source, source.path)];
    if (source.colors.length > 0) {
      const palette = element("div", { class: "wide-palette" });
      palette.style.background = paletteGradient(source.colors);
      parts.push(palette, this.makeGroup("Colors", source.colors.map((color) => this.colorRow(color))));
    }

    const concepts = this.filter.visibleConcepts(source).filter((concept) => concept.hex === null);
    for (const [model, own] of byModel(concepts)) {
      const heading = model === null ? "Concepts" : `Model ${this.report.names[model]}`;
      parts.push(this.makeGroup(`${heading} (${own.length})`, own.slice(0, Detail.rowsAtMost).map((concept) => this.conceptRow(concept))));
    }

    const texts = this.filter.visibleTexts(source);
    if (texts.length > 0) {
      parts.push(element("div", {}, element("h3", { text: `Text (${counted(texts.length, "line", "lines")})` }), readText(texts)));
    }

    if (parts.length === 1) parts.push(element("p", { class: "hint", text: "No concepts with at least this value." }));
    return parts;
  }

  makeGroup(heading, rows) {
    return element("div", {}, element("h3", { text: heading }), element("ul", { class: "bars" }, ...rows));
  }

  // Hovering over a concept shows its position.
  conceptRow(concept) {
    const row = bar(this.report, concept);
    const point = (isOn) => {
      const boxes = [...this.stage.querySelectorAll(".box")];
      const own = boxes.filter((box) => box.dataset.name === String(concept.name));
      for (const box of own) box.classList.toggle("pointed", isOn);
      this.stage.firstElementChild.classList.toggle("pointing", isOn && own.length > 0);
    };
    row.addEventListener("pointerenter", () => point(true));
    row.addEventListener("pointerleave", () => point(false));
    return row;
  }

  colorRow(color) {
    const row = bar(this.report, color);
    row.querySelector(".name").textContent = `${this.report.names[color.name]} ${color.hex}`;
    row.querySelector(".value").textContent = `${(color.value * 100).toFixed(1)} %`;
    return row;
  }
}
