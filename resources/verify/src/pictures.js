// The texts of the QR codes in a picture: a file, something pasted or dropped, a frame of the camera.
//
// What a newcomer gets wrong: giving the reader the picture as it is. At 150 dpi a module of the code is two pixels
// wide; turned and blurred, 6 of 40 such codes were read, sharpened and three times as large 40 of 40.

const MOST_PIXELS = 60_000_000; // a picture of a telephone has 12 to 50 million
const MOST_BYTES = 40_000_000;
const LARGEST_SIDE = 3840; // what the reader takes at once
const SHARPER = 2; // how much of the difference to its surroundings is added to a pixel
const LARGE = 2800; // pixels; A4 at 150 dpi, turned, has up to 2,315 on a side
const OVERLAP = 320; // of two tiles; a code at 150 dpi has 200 pixels, turned 280

/** A picture that can't be looked at; `code` says why. */
class NoPicture extends Error {}

/** {width, height, data}: one byte of brightness a pixel. */
const gray = (width, height) => ({ width, height, data: new Uint8Array(width * height) });

/** The texts in a file, each once; NoPicture where it is none. */
async function textsOfFile(file) {
  const head = new Uint8Array(await file.slice(0, 1024).arrayBuffer());
  const letters = String.fromCharCode(...head);
  if (letters.includes("%PDF-")) throw new NoPicture("pdf");
  if (file.size > MOST_BYTES || pixelsOfPng(head, letters) > MOST_PIXELS) throw new NoPicture("large");
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new NoPicture("broken");
  });
  try {
    if (bitmap.width * bitmap.height > MOST_PIXELS) throw new NoPicture("large");
    const texts = new Set(await textsOfPicture(grayOf(bitmap, bitmap.width, bitmap.height)));
    for (const text of await detected(bitmap, texts.size > 0)) texts.add(text);
    return [...texts];
  } finally {
    bitmap.close();
  }
}

/** What a PNG would unfold to, by its first bytes: a small file may be a bomb. 0 for other kinds. */
function pixelsOfPng(head, letters) {
  if (!letters.startsWith("\x89PNG") || head.length < 24) return 0;
  const view = new DataView(head.buffer);
  return view.getUint32(16) * view.getUint32(20);
}

/** The brightness of anything that can be drawn, on white, made smaller where the reader can't take it. */
function grayOf(source, width, height) {
  const scale = Math.min(1, LARGEST_SIDE / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const made = gray(canvas.width, canvas.height);
  for (let at = 0; at < made.data.length; at++) {
    made.data[at] = (77 * data[4 * at] + 151 * data[4 * at + 1] + 28 * data[4 * at + 2]) >> 8;
  }
  return made;
}

/**
 * As it is; sharpened and twice as large; three times if nothing was found. A large picture is halved for that: its
 * blur spreads over several pixels.
 */
async function textsOfPicture(picture) {
  const texts = new Set(scan(picture));
  if (Math.max(picture.width, picture.height) > LARGE) {
    return texts.size ? texts : textsOfPicture(halved(picture));
  }
  const sharp = sharpened(picture);
  for (const factor of [2, 3]) {
    if (factor > 2 && texts.size) break;
    for (const tile of tiles(picture, Math.floor(LARGEST_SIDE / factor))) {
      await breath();
      scan(enlarged(cut(sharp, tile), factor)).forEach(add);
    }
  }
  return texts;

  function add(text) {
    texts.add(text);
  }
}

const breath = () => new Promise((go) => setTimeout(go)); // the page stays alive between two tiles

function* tiles(picture, side) {
  for (let y = 0; y === 0 || y + OVERLAP < picture.height; y += side - OVERLAP) {
    for (let x = 0; x === 0 || x + OVERLAP < picture.width; x += side - OVERLAP) {
      yield { x, y, width: Math.min(side, picture.width - x), height: Math.min(side, picture.height - y) };
    }
  }
}

function cut(picture, { x, y, width, height }) {
  const made = gray(width, height);
  for (let row = 0; row < height; row++) {
    const from = (y + row) * picture.width + x;
    made.data.set(picture.data.subarray(from, from + width), row * width);
  }
  return made;
}

/** Half as wide and high: each pixel the mean of four. */
function halved({ width, height, data }) {
  const made = gray(width >> 1, height >> 1);
  for (let y = 0; y < made.height; y++) {
    for (let x = 0; x < made.width; x++) {
      const at = 2 * y * width + 2 * x;
      made.data[y * made.width + x] = (data[at] + data[at + 1] + data[at + width] + data[at + width + 1]) >> 2;
    }
  }
  return made;
}

const clamped = (value) => (value < 0 ? 0 : value > 255 ? 255 : value);

/** Every pixel moved away from the mean of the nine around it. */
function sharpened({ width, height, data }) {
  const made = gray(width, height);
  for (let y = 0; y < height; y++) {
    const [above, own, below] = [Math.max(0, y - 1) * width, y * width, Math.min(height - 1, y + 1) * width];
    for (let x = 0; x < width; x++) {
      const [left, right] = [x ? x - 1 : 0, x + 1 < width ? x + 1 : x];
      const around =
        data[above + left] + data[above + x] + data[above + right] + data[own + left] + data[own + x] +
        data[own + right] + data[below + left] + data[below + x] + data[below + right];
      made.data[own + x] = clamped(data[own + x] + SHARPER * (data[own + x] - around / 9));
    }
  }
  return made;
}

/** The four neighbours of each new pixel on a line and their weights (Catmull-Rom). */
function weights(length, factor) {
  const [at, weight] = [new Int32Array(4 * length * factor), new Float32Array(4 * length * factor)];
  for (let place = 0; place < length * factor; place++) {
    const from = (place + 0.5) / factor - 0.5;
    for (let tap = 0; tap < 4; tap++) {
      const near = Math.floor(from) - 1 + tap;
      const far = Math.abs(from - near);
      at[4 * place + tap] = Math.min(length - 1, Math.max(0, near));
      weight[4 * place + tap] =
        far < 1 ? 1.5 * far ** 3 - 2.5 * far ** 2 + 1 : far < 2 ? -0.5 * far ** 3 + 2.5 * far ** 2 - 4 * far + 2 : 0;
    }
  }
  return { at, weight };
}

function enlarged({ width, height, data }, factor) {
  const wide = width * factor;
  const across = weights(width, factor);
  const down = weights(height, factor);
  const rows = new Float32Array(wide * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0, tap = 0; x < wide; x++, tap += 4) {
      const { at, weight } = across;
      const row = y * width;
      rows[y * wide + x] =
        data[row + at[tap]] * weight[tap] + data[row + at[tap + 1]] * weight[tap + 1] +
        data[row + at[tap + 2]] * weight[tap + 2] + data[row + at[tap + 3]] * weight[tap + 3];
    }
  }
  const made = gray(wide, height * factor);
  for (let y = 0, tap = 0; y < made.height; y++, tap += 4) {
    const { at, weight } = down;
    for (let x = 0; x < wide; x++) {
      made.data[y * wide + x] = clamped(
        rows[at[tap] * wide + x] * weight[tap] + rows[at[tap + 1] * wide + x] * weight[tap + 1] +
        rows[at[tap + 2] * wide + x] * weight[tap + 2] + rows[at[tap + 3] * wide + x] * weight[tap + 3],
      );
    }
  }
  return made;
}

/** The bytes of a code as text: UTF-8, which its maker says; what is none can't be a seal and is shown as it can be. */
function codeText(bytes) {
  try {
    return fromUtf8(bytes);
  } catch {
    return String.fromCharCode(...bytes);
  }
}

/** Every code that the reader finds in these pixels. */
function scan(picture) {
  const { width, height } = picture;
  const options = { maxSize: { width, height }, format: "I420", textDecoder: codeText, timeLimit: Infinity };
  const reader = new qrReader.Scanner(options);
  try {
    reader.addImage(picture);
    return reader.decode(true).filter((found) => typeof found === "string");
  } finally {
    reader.clean();
  }
}

/** What the browser's own reader finds, where it has one. It guesses the letters beyond ASCII: only if ours saw none. */
async function detected(source, foundAlready) {
  if (!("BarcodeDetector" in globalThis)) return [];
  try {
    const codes = await new BarcodeDetector({ formats: ["qr_code"] }).detect(source);
    const texts = codes.map((code) => code.rawValue);
    return texts.filter((text) => /^[\0-\x7f]*$/.test(text) || !foundAlready);
  } catch {
    return []; // it is there, but its service isn't
  }
}
