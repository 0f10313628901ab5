// The sources that pass the filters, their order, and how often each concept occurs in them.

class Filter {
  words = [];
  minimum = 0;
  model = null;
  concepts = new Set();
  sort = "given";

  constructor(report) {
    this.report = report;
  }

  get isActive() {
    return this.words.length > 0 || this.minimum > 0 || this.model !== null || this.concepts.size > 0;
  }

  setText(text) {
    this.words = text.toLowerCase().split(/\s+/).filter((word) => word !== "");
  }

  // A concept or a text.
  passesItem(item) {
    return item.value >= this.minimum && (this.model === null || item.model === this.model);
  }

  passes(source) {
    if (!this.words.every((word) => source.haystack.includes(word))) return false;
    if (this.concepts.size === 0 && this.minimum === 0 && this.model === null) return true;

    let seen = 0;
    const wanted = new Set();
    for (const concept of source.concepts) {
      if (!this.passesItem(concept)) continue;
      seen++;
      if (this.concepts.has(concept.name)) wanted.add(concept.name);
    }

    return (seen > 0 || source.texts.some((text) => this.passesItem(text))) && wanted.size === this.concepts.size;
  }

  visibleTexts(source) {
    return source.texts.filter((text) => this.passesItem(text));
  }

  visibleConcepts(source) {
    return this.minimum === 0 && this.model === null ? source.concepts : source.concepts.filter((concept) => this.passesItem(concept));
  }

  // The sources that pass, and for each name the number of them that have it.
  apply() {
    const sources = this.report.sources.filter((source) => this.passes(source));
    const counts = new Uint32Array(this.report.names.length);
    const lastSeenIn = new Int32Array(this.report.names.length).fill(-1);
    for (const source of sources) {
      for (const concept of source.concepts) {
        if (lastSeenIn[concept.name] === source.index || !this.passesItem(concept)) continue;
        lastSeenIn[concept.name] = source.index;
        counts[concept.name]++;
      }
    }

    return { sources: this.sorted(sources), counts };
  }

  sorted(sources) {
    switch (this.sort) {
      case "name": {
        const collator = new Intl.Collator("en", { numeric: true });
        return sources.sort((a, b) => collator.compare(a.file, b.file) || a.index - b.index);
      }
      case "most":
        return this.sortedBy(sources, (source) => -this.visibleConcepts(source).length);
      case "highest":
        return this.sortedBy(sources, (source) => -this.value(source));
      case "lowest":
        return this.sortedBy(sources, (source) => this.value(source));
      default:
        return sources;
    }
  }

  sortedBy(sources, key) {
    const keys = new Map(sources.map((source) => [source, key(source)]));
    return sources.sort((a, b) => keys.get(a) - keys.get(b) || a.index - b.index);
  }

  // The highest value of the concepts in the filter, or of all.
  value(source) {
    const isMeant = (concept) => this.concepts.size === 0 || this.concepts.has(concept.name);
    return source.concepts.find((concept) => isMeant(concept) && this.passesItem(concept))?.value ?? 0;
  }
}
