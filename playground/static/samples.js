// Sample pictures drawn on the spot, so that a report with a photo can be tried at once: a leak
// under a sink, dark stairs, and the sink after the repair.

const WIDTH = 1280;
const HEIGHT = 960;

/** Each sample: its word's key, its pictogram, and `draw()`, which gives a JPEG File. */
export const SAMPLES = [
  { key: "leak", icon: "drop", draw: () => photo("leak.jpg", (pen) => sink(pen, true)) },
  { key: "dark", icon: "bulb", draw: () => photo("stairs.jpg", stairs) },
  { key: "fixed", icon: "done", draw: () => photo("fixed.jpg", (pen) => sink(pen, false)) },
];

async function photo(name, paint) {
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const pen = canvas.getContext("2d");
  paint(pen);
  grain(pen);
  vignette(pen);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.86));
  return new File([blob], name, { type: "image/jpeg" });
}

// A cupboard under a kitchen sink, with or without the leak

function sink(pen, leaking) {
  cupboard(pen);
  basin(pen);
  pipe(pen, [[640, 190], [640, 430]], 62);
  pen.save();
  trap(pen);
  pen.restore();
  nut(pen, 640, 410, 96, leaking ? "#7d6a58" : "#e9edf1");
  nut(pen, 640, 250, 96, "#c9d0d7");
  nut(pen, 902, 432, 90, "#c9d0d7");
  valve(pen, 240, 470, "#2c6fb5");
  valve(pen, 1090, 520, "#b8402f");
  if (leaking) leak(pen);
  else cloth(pen);
}

function cupboard(pen) {
  fill(pen, [0, 0, WIDTH, HEIGHT], vertical(pen, 0, HEIGHT, ["#6d5947", "#8a7058", "#5b4836"]));
  fill(pen, [70, 90, WIDTH - 140, 640], vertical(pen, 90, 730, ["#cfc4b3", "#e5dccd"]));
  for (let line = 0; line < 9; line += 1) {
    pen.fillStyle = "rgba(120, 100, 80, 0.10)";
    pen.fillRect(70, 160 + line * 66, WIDTH - 140, 3);
  }
  const floor = vertical(pen, 730, HEIGHT, ["#9c8163", "#b39674", "#8f7556"]);
  shape(pen, [[70, 730], [WIDTH - 70, 730], [WIDTH, HEIGHT], [0, HEIGHT]], floor);
  shape(pen, [[0, 0], [70, 90], [70, 730], [0, HEIGHT]], "#4d3d2e");
  shape(pen, [[WIDTH, 0], [WIDTH - 70, 90], [WIDTH - 70, 730], [WIDTH, HEIGHT]], "#57452f");
}

function basin(pen) {
  const steel = vertical(pen, 0, 200, ["#8f99a3", "#dfe5ea", "#a3adb7"]);
  shape(pen, [[180, 0], [1100, 0], [1010, 170], [270, 170]], steel);
  ellipse(pen, 640, 178, 130, 26, vertical(pen, 150, 205, ["#f4f6f8", "#8b949d"]));
}

function trap(pen) {
  strokePath(pen, 62, (path) => {
    path.moveTo(640, 430);
    path.bezierCurveTo(640, 640, 770, 640, 770, 540);
    path.bezierCurveTo(770, 410, 840, 432, 1010, 432);
  });
}

function pipe(pen, [from, to], width) {
  strokePath(pen, width, (path) => {
    path.moveTo(...from);
    path.lineTo(...to);
  });
}

/** Three strokes, one on top of the other, look like a round pipe. */
function strokePath(pen, width, trace) {
  const layers = [
    ["#6f7a85", width],
    ["#b9c2ca", width * 0.78],
    ["#f2f5f7", width * 0.26],
  ];
  for (const [color, size] of layers) {
    const path = new Path2D();
    trace(path);
    pen.strokeStyle = color;
    pen.lineWidth = size;
    pen.lineCap = "butt";
    pen.lineJoin = "round";
    pen.stroke(path);
  }
}

function nut(pen, x, y, width, color) {
  pen.fillStyle = "rgba(40, 48, 56, 0.35)";
  rounded(pen, x - width / 2 - 4, y - 26, width + 8, 60, 10);
  pen.fillStyle = color;
  rounded(pen, x - width / 2, y - 28, width, 54, 9);
  pen.fillStyle = "rgba(60, 70, 80, 0.25)";
  for (let line = 1; line < 7; line += 1) pen.fillRect(x - width / 2 + (line * width) / 7, y - 28, 3, 54);
  pen.fillStyle = "rgba(255, 255, 255, 0.35)";
  rounded(pen, x - width / 2 + 6, y - 23, width - 12, 9, 5);
}

function valve(pen, x, y, color) {
  pipe(pen, [[x, y], [x, 735]], 30);
  strokePath(pen, 22, (path) => {
    path.moveTo(x, y);
    path.bezierCurveTo(x, y - 170, x < 640 ? x + 150 : x - 120, y - 190, x < 640 ? 470 : 820, 172);
  });
  nut(pen, x, y + 40, 62, "#d8bf86");
  pen.fillStyle = color;
  rounded(pen, x - 46, y + 74, 92, 30, 15);
}

function leak(pen) {
  const wet = pen.createRadialGradient(640, 850, 40, 640, 850, 430);
  wet.addColorStop(0, "rgba(52, 62, 72, 0.62)");
  wet.addColorStop(0.75, "rgba(60, 58, 54, 0.40)");
  wet.addColorStop(1, "rgba(60, 58, 54, 0)");
  ellipse(pen, 640, 850, 430, 96, wet);
  ellipse(pen, 615, 850, 300, 58, vertical(pen, 790, 910, ["rgba(214, 228, 238, 0.75)", "rgba(120, 142, 158, 0.60)"]));
  ellipse(pen, 560, 836, 130, 13, "rgba(255, 255, 255, 0.55)");
  for (const radius of [34, 66, 98]) {
    pen.strokeStyle = `rgba(255, 255, 255, ${0.6 - radius / 220})`;
    pen.lineWidth = 3;
    pen.beginPath();
    pen.ellipse(606, 852, radius, radius * 0.24, 0, 0, Math.PI * 2);
    pen.stroke();
  }
  const stream = vertical(pen, 440, 840, ["rgba(226, 240, 250, 0.85)", "rgba(190, 214, 230, 0.30)"]);
  shape(pen, [[602, 438], [612, 438], [611, 840], [604, 840]], stream);
  for (const [x, y, size] of [[607, 520, 12], [606, 610, 15], [608, 716, 17], [668, 470, 12], [676, 560, 10], [584, 470, 9], [600, 796, 13]]) {
    drop(pen, x, y, size);
  }
  for (const [x, y] of [[560, 806], [664, 800], [536, 824], [690, 822], [624, 792]]) drop(pen, x, y, 6);
  stain(pen);
}

function stain(pen) {
  const brown = pen.createRadialGradient(640, 640, 20, 640, 640, 210);
  brown.addColorStop(0, "rgba(110, 86, 58, 0.28)");
  brown.addColorStop(1, "rgba(110, 86, 58, 0)");
  ellipse(pen, 640, 650, 210, 150, brown);
}

function drop(pen, x, y, size) {
  const path = new Path2D();
  path.moveTo(x, y - size * 1.9);
  path.bezierCurveTo(x + size * 0.3, y - size, x + size, y - size * 0.4, x + size, y);
  path.arc(x, y, size, 0, Math.PI);
  path.bezierCurveTo(x - size, y - size * 0.4, x - size * 0.3, y - size, x, y - size * 1.9);
  pen.fillStyle = vertical(pen, y - size * 2, y + size, ["#eef7fd", "#8fb4cf"]);
  pen.fill(path);
  ellipse(pen, x - size * 0.35, y - size * 0.1, size * 0.22, size * 0.36, "rgba(255, 255, 255, 0.9)");
}

function cloth(pen) {
  shape(pen, [[360, 840], [560, 800], [620, 868], [410, 912]], "#3f7fb8");
  shape(pen, [[372, 842], [556, 806], [578, 830], [388, 868]], "#5a97cc");
  ellipse(pen, 800, 862, 120, 26, "rgba(255, 255, 255, 0.16)");
}

// A stairwell whose lamp has failed

function stairs(pen) {
  fill(pen, [0, 0, WIDTH, HEIGHT], vertical(pen, 0, HEIGHT, ["#12161d", "#232a33", "#0d1015"]));
  shape(pen, [[0, 0], [430, 0], [430, 560], [0, HEIGHT]], "#1a2029");
  shape(pen, [[430, 0], [1010, 0], [1010, 470], [430, 560]], "#2a323c");
  shape(pen, [[1010, 0], [WIDTH, 0], [WIDTH, HEIGHT], [1010, 470]], "#151a21");
  for (let step = 0; step < 8; step += 1) {
    const y = 560 + step * 54;
    const spread = step * 62;
    const light = 46 - step * 4;
    const left = Math.max(0, 430 - spread);
    const right = Math.min(WIDTH, 1010 + spread * 0.6);
    fill(pen, [left, y, right - left, 20], `rgb(${light + 22}, ${light + 28}, ${light + 36})`);
    fill(pen, [left, y + 20, right - left, 34], `rgb(${light - 8}, ${light - 4}, ${light})`);
  }
  fill(pen, [560, 150, 90, 190], "#0b0e12");
  const sign = vertical(pen, 150, 200, ["#2f8f5b", "#1f6d44"]);
  fill(pen, [575, 170, 60, 30], sign);
  glow(pen, 605, 186, 170, "rgba(70, 190, 120, 0.28)");
  pen.strokeStyle = "#525d69";
  pen.lineWidth = 5;
  pen.beginPath();
  pen.moveTo(800, 0);
  pen.lineTo(800, 84);
  pen.stroke();
  ellipse(pen, 800, 112, 44, 34, vertical(pen, 80, 146, ["#76818c", "#343c45"]));
  glow(pen, 800, 118, 110, "rgba(255, 214, 140, 0.10)");
  const torch = pen.createRadialGradient(500, 860, 30, 520, 780, 420);
  torch.addColorStop(0, "rgba(255, 240, 205, 0.42)");
  torch.addColorStop(1, "rgba(255, 240, 205, 0)");
  fill(pen, [0, 0, WIDTH, HEIGHT], torch);
  pen.strokeStyle = "#56616d";
  pen.lineWidth = 16;
  pen.lineCap = "round";
  pen.beginPath();
  pen.moveTo(1030, 330);
  pen.lineTo(1250, 690);
  pen.stroke();
}

function glow(pen, x, y, radius, color) {
  const light = pen.createRadialGradient(x, y, 4, x, y, radius);
  light.addColorStop(0, color);
  light.addColorStop(1, "rgba(0, 0, 0, 0)");
  fill(pen, [x - radius, y - radius, radius * 2, radius * 2], light);
}

// What a camera adds

function grain(pen) {
  // A fixed seed: the same sample is the same picture each time.
  let seed = 20260302;
  const next = () => {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    return seed / 0x7fffffff;
  };
  for (let speck = 0; speck < 9000; speck += 1) {
    const light = next() > 0.5 ? 255 : 0;
    pen.fillStyle = `rgba(${light}, ${light}, ${light}, ${next() * 0.06})`;
    pen.fillRect(next() * WIDTH, next() * HEIGHT, 2.5, 2.5);
  }
}

function vignette(pen) {
  const shade = pen.createRadialGradient(WIDTH / 2, HEIGHT / 2, 380, WIDTH / 2, HEIGHT / 2, 860);
  shade.addColorStop(0, "rgba(0, 0, 0, 0)");
  shade.addColorStop(1, "rgba(0, 0, 0, 0.45)");
  fill(pen, [0, 0, WIDTH, HEIGHT], shade);
}

// Strokes

function vertical(pen, from, to, colors) {
  const gradient = pen.createLinearGradient(0, from, 0, to);
  colors.forEach((color, place) => gradient.addColorStop(place / (colors.length - 1), color));
  return gradient;
}

function fill(pen, [x, y, width, height], paint) {
  pen.fillStyle = paint;
  pen.fillRect(x, y, width, height);
}

function shape(pen, [first, ...others], paint) {
  pen.fillStyle = paint;
  pen.beginPath();
  pen.moveTo(...first);
  for (const point of others) pen.lineTo(...point);
  pen.closePath();
  pen.fill();
}

function ellipse(pen, x, y, width, height, paint) {
  pen.fillStyle = paint;
  pen.beginPath();
  pen.ellipse(x, y, width, height, 0, 0, Math.PI * 2);
  pen.fill();
}

function rounded(pen, x, y, width, height, radius) {
  pen.beginPath();
  pen.roundRect(x, y, width, height, radius);
  pen.fill();
}
