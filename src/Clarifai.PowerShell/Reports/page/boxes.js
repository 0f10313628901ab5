// Regions are fractions of the stored image. A browser rotates the image by its EXIF orientation: the boxes are rotated too.

const turns = {
  1: (x, y) => [x, y],
  2: (x, y) => [1 - x, y],
  3: (x, y) => [1 - x, 1 - y],
  4: (x, y) => [x, 1 - y],
  5: (x, y) => [y, x],
  6: (x, y) => [1 - y, x],
  7: (x, y) => [1 - y, 1 - x],
  8: (x, y) => [y, 1 - x],
};

function turnedEdges([top, left, bottom, right], orientation) {
  const turn = turns[orientation] ?? turns[1];
  const [x1, y1] = turn(left, top);
  const [x2, y2] = turn(right, bottom);
  return { left: Math.min(x1, x2), top: Math.min(y1, y2), width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) };
}

// Light colors: the names on them are dark, regardless of the image.
const boxInks = ["#ffe14d", "#7cf5c5", "#ff9ecf", "#8ecbff", "#ffb454", "#c8b6ff", "#b7f34d", "#ff8f7a"];
const boxInk = (name) => boxInks[(name ?? 0) % boxInks.length];

// All boxes of a thumbnail as one drawing: few elements for any number of regions. It scales with the image.
function boxDrawing(source, width, height, fit) {
  const path = source.boxes
    .map((box) => turnedEdges(box.edges, source.orientation))
    .map((edges) => `M${edges.left * width} ${edges.top * height}h${edges.width * width}v${edges.height * height}h${-edges.width * width}z`)
    .join("");
  return svgElement(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: `xMidYMid ${fit}`, "aria-hidden": "true" },
    svgElement("path", { class: "halo", d: path }),
    svgElement("path", { class: "edge", d: path }));
}

// Boxes with their names over a large image or a video frame.
function namedBoxes(report, boxes, orientation) {
  return boxes.map((box) => {
    const edges = turnedEdges(box.edges, orientation);
    const name = box.text ?? (box.name === null ? "" : report.names[box.name]);
    const label = [name, box.value === null ? "" : box.value.toFixed(2)].join(" ").trim();
    const made = element("div", { class: box.text === null ? "box" : "box read" }, label === "" ? null : element("span", { text: label }));
    made.dataset.name = box.name ?? "";
    made.style.setProperty("--ink", boxInk(box.name));
    for (const side of ["left", "top", "width", "height"]) made.style[side] = `${edges[side] * 100}%`;
    return made;
  });
}
