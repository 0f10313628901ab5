// A video: its concepts over time as lines, the values at the pointer, and the video itself if it is a file.

const clock = (ms) => {
  const seconds = Math.floor(ms / 1000);
  const hours = Math.floor(seconds / 3600);
  const rest = `${String(Math.floor(seconds / 60) % 60).padStart(hours > 0 ? 2 : 1, "0")}:${String(seconds % 60).padStart(2, "0")}`;
  const fraction = ms % 1000 === 0 ? "" : `.${String(ms % 1000).padStart(3, "0").replace(/0+$/, "")}`;
  return (hours > 0 ? `${hours}:` : "") + rest + fraction;
};

// Lines of equal value would hide each other: they are drawn side by side, the first on top. The values themselves do not change.
function drawnApart(lines, gap) {
  const drawn = lines.map((values) => [...values]);
  for (let frame = 0; frame < (lines[0]?.length ?? 0); frame++) {
    const here = drawn.filter((values) => values[frame] !== null).sort((a, b) => b[frame] - a[frame]);
    let top = Infinity;
    for (const values of here) top = (values[frame] = Math.min(values[frame], top)) - gap;
    let bottom = 0;
    for (const values of here.reverse()) bottom = (values[frame] = Math.max(values[frame], bottom)) + gap;
  }

  return drawn;
}

class Timeline {
  static height = 280;

  // Far enough that two lines of two pixels touch.
  static gap = 0.012;

  // Fewer frames than this are distinguishable without zooming in.
  static zoomedFrom = 20;
  static linesAtFirst = 6;
  static choicesAtMost = 40;
  static inks = 8;

  // Times on the axis fall on round seconds, minutes and hours.
  static steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 36000].map((seconds) => seconds * 1000);

  videos = [];
  at = 0;

  constructor(report, filter, section) {
    this.report = report;
    this.filter = filter;
    this.section = section;
    this.title = element("h2", { id: "videos-title" });
    this.position = element("span", { class: "hint" });
    this.previous = element("button", { type: "button", class: "quiet", text: "Previous video" });
    this.next = element("button", { type: "button", class: "quiet", text: "Next video" });
    this.previous.addEventListener("click", () => this.go(this.at - 1));
    this.next.addEventListener("click", () => this.go(this.at + 1));
    this.player = element("div", { class: "player" });
    this.chart = element("div", { class: "chart" });
    this.slider = element("input", { type: "range", min: "0", step: "1", "aria-label": "Time" });
    this.slider.addEventListener("input", () => this.point(Number(this.slider.value), true));
    this.time = element("output", {});
    this.zoomIn = element("button", { type: "button", class: "quiet", text: "Zoom in" });
    this.zoomOut = element("button", { type: "button", class: "quiet", text: "Zoom out" });
    this.zoomIn.addEventListener("click", () => this.zoom(1 / 2));
    this.zoomOut.addEventListener("click", () => this.zoom(2));
    this.range = element("span", { class: "hint" });
    this.zooms = element("div", { class: "zooms" }, this.zoomIn, this.zoomOut, this.range);
    this.series = element("div", { class: "series", role: "group", "aria-label": "Concepts over time" });
    this.body = element(
      "div",
      { class: "panel-body" },
      this.player,
      element(
        "div", {}, this.chart, element("label", { class: "scrub" }, element("span", {}, "Time ", this.time), this.slider), this.zooms));
    section.classList.add("panel");
    section.append(element("div", { class: "panel-head" }, this.title, this.position, this.previous, this.next), this.body, this.series);
    new ResizeObserver(() => this.resize()).observe(this.chart);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
  }

  show(videos) {
    const current = this.videos[this.at];
    this.videos = videos;
    this.section.hidden = videos.length === 0;
    if (videos.length === 0) return;
    const kept = videos.indexOf(current);
    this.at = Math.max(0, kept);
    this.showVideo(kept < 0);
  }

  go(index) {
    if (index < 0 || index >= this.videos.length) return;
    this.at = index;
    this.showVideo(true);
  }

  showVideo(isOther) {
    const video = this.videos[this.at];
    this.title.replaceChildren("Video ", sourceLink(video, video.file));
    this.position.textContent = this.videos.length > 1 ? `${this.at + 1} of ${this.videos.length}` : "";
    this.previous.hidden = this.next.hidden = this.videos.length === 1;
    this.previous.disabled = this.at === 0;
    this.next.disabled = this.at === this.videos.length - 1;
    if (isOther) this.showPlayer(video);

    const concepts = this.filter.visibleConcepts(video).slice(0, Timeline.choicesAtMost);
    const chosen = concepts.filter((concept) => this.filter.concepts.has(concept.name));
    const drawn = new Set(chosen.length > 0 ? chosen : concepts.slice(0, Timeline.linesAtFirst));
    this.lines = concepts.map((concept, number) => ({
      concept,
      ink: `--ink-${number % Timeline.inks}`,
      isDrawn: drawn.has(concept),
      values: this.valuesOf(video, concept),
    }));
    this.series.replaceChildren(...this.lines.map((line) => this.makeChoice(line)));
    this.slider.max = Math.max(0, video.times.length - 1);
    this.zooms.hidden = video.times.length < Timeline.zoomedFrom;
    if (isOther) this.shown = null;
    this.draw();
    this.point(isOther ? 0 : Math.min(Number(this.slider.value), video.times.length - 1), false);
  }

  valuesOf(video, concept) {
    const places = new Map(video.times.map((time, index) => [time, index]));
    const values = new Array(video.times.length).fill(null);
    for (const sample of video.samples) {
      if (sample.name !== concept.name || sample.model !== concept.model || sample.value < this.filter.minimum) continue;
      const place = places.get(sample.time);
      values[place] = Math.max(values[place] ?? 0, sample.value);
    }

    return values;
  }

  makeChoice(line) {
    const value = element("span", { class: "value" });
    const model = this.report.models.size > 1 && line.concept.model !== null ? ` (${this.report.names[line.concept.model]})` : "";
    const name = this.report.names[line.concept.name] + model;
    const button = element(
      "button",
      { type: "button", "aria-pressed": String(line.isDrawn), title: name },
      element("span", { class: "name", text: name }),
      value);
    button.style.setProperty("--ink", `var(${line.ink})`);
    button.addEventListener("click", () => {
      line.isDrawn = !line.isDrawn;
      button.setAttribute("aria-pressed", String(line.isDrawn));
      this.draw();
    });
    line.value = value;
    return button;
  }

  showPlayer(video) {
    this.boxes = element("div", { class: "stage-boxes" });
    this.film = null;
    const isFile = video.link.startsWith("file:");
    this.player.hidden = !isFile;
    this.body.classList.toggle("only-chart", !isFile);
    if (!isFile) return;
    this.film = element("video", { controls: true, muted: true, preload: "metadata", "aria-label": `Video ${video.file}` });
    this.film.addEventListener("timeupdate", () => this.follow(this.film.currentTime * 1000));
    this.film.addEventListener("loadedmetadata", () => {
      // The player is as large as the video in it, so that boxes are drawn at the right position.
      this.player.style.setProperty("--ratio", this.film.videoWidth / this.film.videoHeight);
    });
    this.film.addEventListener("error", () => {
      this.player.hidden = true;
      this.body.classList.add("only-chart");
    });
    this.film.src = video.link;
    this.player.replaceChildren(this.film, this.boxes);
  }

  frameAt(ms) {
    const { times } = this.videos[this.at];
    let frame = 0;
    while (frame + 1 < times.length && times[frame + 1] <= ms + 1) frame++;
    return frame;
  }

  // Frames without findings may be missing: boxes are shown no longer than the frame interval.
  follow(ms) {
    const { times } = this.videos[this.at];
    const frame = this.frameAt(ms);
    const gaps = times.slice(1).map((time, index) => time - times[index]);
    const apart = gaps.length > 0 ? Math.min(...gaps) : 1000;
    this.point(frame, false);
    if (ms < times[frame] - 1 || ms >= times[frame] + apart) this.boxes.replaceChildren();
  }

  draw() {
    this.plot?.destroy();
    const video = this.videos[this.at];
    if (video === undefined) return;
    const style = getComputedStyle(document.documentElement);
    const color = (name) => style.getPropertyValue(name).trim();
    const axis = { stroke: color("--faint"), grid: { stroke: color("--line"), width: 1 }, ticks: { stroke: color("--line"), width: 1 } };
    const drawn = this.lines.filter((line) => line.isDrawn);
    const middle = video.times[0];
    const range = video.times.length === 1 ? { range: [middle - 500, middle + 500] } : {};
    const shown = this.shown;
    const timeText = (tick) => (tick < 0 ? "" : clock(Math.round(tick)));
    this.plot = new uPlot(
      {
        width: Math.max(200, this.chart.clientWidth),
        height: Timeline.height,
        legend: { show: false },
        cursor: { y: false, drag: { x: !this.zooms.hidden, y: false } },
        scales: { x: { time: false, ...range }, y: { range: [0, 1] } },
        axes: [
          { ...axis, space: 70, incrs: Timeline.steps, values: (_, ticks) => ticks.map(timeText) },
          { ...axis, size: 44, values: (_, ticks) => ticks.map((tick) => tick.toFixed(1)) },
        ],
        series: [
          {},
          ...drawn.map((line) => ({
            stroke: color(line.ink),
            width: 2,
            points: video.times.length <= 400 ? { show: true, size: 5, fill: color(line.ink) } : {},
          })),
        ],
        hooks: {
          setCursor: [(plot) => plot.cursor.idx !== null && plot.cursor.event && this.point(plot.cursor.idx, false)],
          setScale: [(plot, scale) => scale === "x" && this.keepRange(plot.scales.x)],
          ready: [(plot) => plot.over.addEventListener("click", () => plot.cursor.idx !== null && this.point(plot.cursor.idx, true))],
        },
      },
      [video.times, ...drawnApart(drawn.map((line) => line.values), Timeline.gap)],
      this.chart);
    if (shown !== null) this.plot.setScale("x", shown);
  }

  resize() {
    if (this.plot === undefined || this.chart.clientWidth === 0) return;
    this.plot.setSize({ width: this.chart.clientWidth, height: Timeline.height });
  }

  // The visible range is kept when the chart is redrawn.
  keepRange({ min, max }) {
    const { times } = this.videos[this.at];
    const isWhole = min <= times[0] && max >= times[times.length - 1];
    this.shown = isWhole ? null : { min, max };
    this.zoomOut.disabled = isWhole;
    this.range.textContent = isWhole ? "Drag across the chart to zoom in" : `${clock(Math.round(min))} to ${clock(Math.round(max))}`;
  }

  // Around the frame at the pointer.
  zoom(factor) {
    const { min, max } = this.plot.scales.x;
    this.showAround(this.videos[this.at].times[Number(this.slider.value)], (max - min) * factor);
  }

  showAround(time, length) {
    const { times } = this.videos[this.at];
    const end = times[times.length - 1];
    const from = Math.max(times[0], Math.min(time - length / 2, end - length));
    this.plot.setScale("x", { min: from, max: Math.min(end, from + length) });
  }

  // Shows one frame: its values, its regions, and on request its position in the video.
  point(frame, isSought) {
    const video = this.videos[this.at];
    const time = video.times[frame];
    this.slider.value = frame;
    this.time.textContent = clock(time);
    const shown = [];
    for (const line of this.lines) {
      const value = line.values[frame];
      line.value.textContent = value === null ? "–" : value.toFixed(2);
      if (value !== null) shown.push(`${this.report.names[line.concept.name]} ${value.toFixed(2)}`);
    }

    this.slider.setAttribute("aria-valuetext", `${clock(time)}: ${shown.slice(0, 5).join(", ") || "nothing"}`);
    const boxes = video.boxes.filter((box) => box.time === time && (box.value === null || box.value >= this.filter.minimum));
    this.boxes.replaceChildren(...namedBoxes(this.report, boxes.slice(0, Detail.rowsAtMost), 1));
    if (this.shown !== null && (time < this.shown.min || time > this.shown.max)) {
      this.showAround(time, this.shown.max - this.shown.min);
    }

    if (isSought && this.film !== null) this.film.currentTime = time / 1000;
    if (!this.plot.cursor.event || isSought) this.plot.setCursor({ left: this.plot.valToPos(time, "x"), top: 0 }, false);
  }
}

