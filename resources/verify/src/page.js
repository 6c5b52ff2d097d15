// The page at work: what a person gives it, what it knows, and the verdict.
//
// What a newcomer gets wrong: an answer that comes late. Reading a picture takes a second; whoever gave another one
// meanwhile wants that one's verdict, so every check bears a turn and an old one is dropped.

const LANGUAGE = "kpps-periksa-bahasa"; // in localStorage, where that is allowed
const WHOLE_SEAL = /(^|\n)[A-Za-z0-9_-]{6} [A-Za-z0-9_-]{86}\s*$/; // a hand scanner has typed all of it
const SCANNER_PAUSE = 250; // milliseconds

const view = new View();
const known = { keys: new Map(), lists: [], flaws: [], revocations: NOTHING, problem: null };
let shown = { kind: "empty" }; // what stands in the answer, to say it again in the other language
let turn = 0;

const remembered = {
  get language() {
    try {
      return localStorage.getItem(LANGUAGE);
    } catch {
      return null; // storage is forbidden to files: the page speaks Indonesian again next time
    }
  },
  set language(value) {
    try {
      localStorage.setItem(LANGUAGE, value);
    } catch {
      return;
    }
  },
};

function put(what) {
  shown = what;
  if (what.kind === "results") view.show(what.results);
  else view.empty(view.words[what.kind === "working" ? "working" : "nothing"]);
}

/** Do one check; its results are shown unless another began meanwhile. */
async function check(work) {
  const mine = ++turn;
  put({ kind: "working" });
  const results = (await work()).map((one) => ({ ...one, listDay: newestList(one.fields?.keyId) }));
  if (mine !== turn) return;
  put({ kind: "results", results });
  byId("verdicts").focus({ preventScroll: true });
  const { top } = byId("answer").getBoundingClientRect();
  if (top < 0 || top > innerHeight / 3) byId("answer").scrollIntoView();
}

/** The day of the newest believed list of a key, "" without one. */
function newestList(about) {
  const days = known.lists.filter((list, at) => list.about === about && !known.flaws[at]).map((list) => list.day);
  return days.sort().at(-1) ?? "";
}

const checkText = (text) => check(async () => [await readTyped(text, known.keys, known.revocations)]);

const judged = (texts) => Promise.all(texts.map((text) => readSeal(text, known.keys, known.revocations)));

const checkPictures = (files) =>
  check(async () => {
    const all = await Promise.all([...files].map((file) => resultsOf(file)));
    return all.flat().map((one) => (files.length > 1 ? one : { ...one, source: "" }));
  });

/** The verdicts of one file, its name at each; codes that claim to be no seal are passed over beside those that do. */
async function resultsOf(file) {
  try {
    const texts = await textsOfFile(file);
    const seals = texts.filter(looksLikeSeal);
    const code = texts.length ? "noSeal" : "noCode";
    const results = seals.length ? await judged(seals) : [{ state: "unreadable", code }];
    return results.map((one) => ({ ...one, source: file.name }));
  } catch (error) {
    if (!(error instanceof NoPicture)) throw error;
    return [{ state: "unreadable", code: error.message, source: file.name }];
  }
}

// Keys and lists

/** Take keys or lists out of a text; the earlier day of a key counts, so that a file only makes checking stricter. */
function take(text) {
  if (plainLines(text).some((line) => line === LIST_HEADER)) {
    for (const list of readLists(text)) {
      if (!known.lists.some((one) => one.text === list.text && one.signature === list.signature)) known.lists.push(list);
    }
    return;
  }
  const keys = readKeys(text);
  for (const [name, one] of keys) {
    const before = known.keys.get(name);
    if (before && !equalBytes(before.key, one.key)) throw new NotSuchAFile(name);
  }
  for (const [name, one] of keys) {
    const before = known.keys.get(name);
    const since = [before?.since, one.since].filter(Boolean).sort()[0] ?? "";
    known.keys.set(name, { ...one, since, office: one.office || before?.office || "" });
  }
}

async function conclude(problem = null) {
  known.flaws = await Promise.all(known.lists.map((list) => flawOf(list, known.keys)));
  known.revocations = await together(known.keys, known.lists);
  known.problem = problem;
  view.showKeys(known.keys, known.lists, known.flaws, problem && problem());
}

/** Take these {name, bytes}; those that are none are told by name. */
async function takeAll(given) {
  let problem = null;
  for (const { name, read } of given) {
    try {
      take(await read());
    } catch (error) {
      if (!(error instanceof NotSuchAFile || error instanceof TypeError)) throw error; // TypeError: not UTF-8
      problem = () => view.words.notKeys(name());
    }
  }
  await conclude(problem);
}

const takeFiles = (files) =>
  takeAll([...files].map((file) => ({ name: () => file.name, read: async () => fromUtf8(await file.arrayBuffer()) })));

const takeText = (text) => takeAll([{ name: () => view.words.pasted, read: async () => text }]);

// What a person does

const camera = new Camera(byId("camera"), (texts) => {
  tellCamera("cameraFound");
  check(() => judged(texts));
});

function tellCamera(word) {
  byId("camera-told").dataset.say = word;
  byId("camera-switch").dataset.say = camera.isOn ? "cameraOff" : "cameraOn";
  for (const id of ["camera-told", "camera-switch"]) byId(id).textContent = view.words[byId(id).dataset.say];
}

async function switchCamera() {
  if (camera.isOn) {
    camera.stop();
    tellCamera("cameraStopped");
    return;
  }
  tellCamera((await camera.start()) || "cameraWatching");
}

function speak(language) {
  view.speak(language);
  put(shown);
  view.showKeys(known.keys, known.lists, known.flaws, known.problem && known.problem());
}

let pause = 0;

/** A hand scanner types the whole seal at once: it is checked, and the next one replaces it. */
function typed() {
  clearTimeout(pause);
  const field = byId("text");
  if (!WHOLE_SEAL.test(field.value)) return;
  pause = setTimeout(async () => {
    await checkText(field.value);
    field.focus({ preventScroll: true });
    field.select();
  }, SCANNER_PAUSE);
}

function pictures(transfer) {
  return [...(transfer?.files ?? [])];
}

function on(id, kind, act) {
  byId(id).addEventListener(kind, act);
}

function listen() {
  on("language", "click", () => {
    remembered.language = view.language === "id" ? "en" : "id";
    speak(view.language === "id" ? "en" : "id");
  });
  on("camera-switch", "click", switchCamera);
  on("picture", "change", async (event) => {
    const files = [...event.target.files];
    if (files.length) await checkPictures(files);
    event.target.value = ""; // the same file may be chosen again
  });
  on("text", "input", typed);
  on("check", "click", () => checkText(byId("text").value));
  on("text", "keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) checkText(byId("text").value);
  });
  on("print", "click", () => print());
  on("clear", "click", () => {
    turn++;
    byId("text").value = "";
    put({ kind: "empty" });
    byId("text").focus();
  });
  on("keys-file", "change", async (event) => {
    await takeFiles(event.target.files);
    event.target.value = "";
  });
  on("keys-use", "click", () => takeText(byId("keys-text").value));
  document.addEventListener("paste", (event) => {
    const files = pictures(event.clipboardData);
    if (files.length) {
      event.preventDefault();
      checkPictures(files);
    }
  });
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    byId("drop").classList.add("over");
  });
  for (const kind of ["dragleave", "drop"]) {
    document.addEventListener(kind, () => byId("drop").classList.remove("over"));
  }
  document.addEventListener("drop", (event) => {
    event.preventDefault(); // else the browser would leave the page for the picture
    const files = pictures(event.dataTransfer);
    if (files.length) checkPictures(files);
  });
  addEventListener("pagehide", () => camera.stop());
}

async function begin() {
  const office = JSON.parse(byId("office").textContent);
  byId("camera-told").dataset.say = navigator.mediaDevices?.getUserMedia ? "cameraHelp" : "none";
  byId("camera-switch").disabled = !navigator.mediaDevices?.getUserMedia;
  speak(remembered.language === "en" ? "en" : "id");
  listen();
  byId("dead").remove();
  const inside = [office.keys, office.revocations].filter(Boolean);
  await takeAll(inside.map((text) => ({ name: () => "periksa.html", read: async () => text })));
  if (!known.keys.size) byId("keys-more").open = true;
}

// For the tests, which ask for thousands of verdicts at once.
globalThis.periksa = Object.freeze({
  words: WORDS,
  ready: begin(),
  keys: (text) => readKeys(text).size,
  lists: (text) => readLists(text).length,
  verdicts: (texts, withoutCrypto = false) =>
    Promise.all(texts.map((text) => readSeal(text, known.keys, known.revocations, withoutCrypto))),
});
