// What is seen: verdicts, keys, languages.
//
// What a newcomer gets wrong: innerHTML. Whatever a seal or a file says comes in as text, in a <bdi> of its own, so
// that neither markup nor a letter that turns the reading direction reaches beyond it.

const GRAVITY = ["valid", "replaced", "revoked", "unreadable", "unknown_key", "forged"];
const HIDDEN = /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}]/u;
const PROVED = new Set(["valid", "revoked", "replaced"]);
const SVG = "http://www.w3.org/2000/svg";

const byId = (id) => document.getElementById(id);

/** An element with a class and children, which are elements or texts. */
function make(tag, className = "", ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

function icon(name) {
  const made = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  made.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#icon-${name}`);
  made.append(use);
  return made;
}

/** Out of force by its key, not by its number. */
const isKeyGone = (result) => result.state === "revoked" && !result.listed;

/** A foreign text, shut into itself. */
function foreign(text) {
  const made = make("bdi", "", text);
  made.dir = "auto";
  return made;
}

class View {
  constructor() {
    this.language = "id";
  }

  get words() {
    return WORDS[this.language];
  }

  speak(language) {
    this.language = language;
    document.documentElement.lang = language;
    document.title = this.words.title;
    for (const element of document.querySelectorAll("[data-say]")) {
      element.textContent = this.words[element.dataset.say];
    }
    byId("language").textContent = this.words.other;
    byId("language").lang = language === "id" ? "en" : "id";
  }

  /** One card a result, the gravest first; `results` are verdicts, or {state: "unreadable", says} of a picture. */
  show(results) {
    const sorted = [...results].sort((one, other) => GRAVITY.indexOf(other.state) - GRAVITY.indexOf(one.state));
    const several = results.length > 1 ? make("p", "", this.words.several(results.length)) : null;
    byId("verdicts").replaceChildren(...[several, ...sorted.map((one) => this.card(one))].filter(Boolean));
    byId("checked").textContent = this.words.checkedAt(momentInWords(new Date(), this.language));
    byId("answer-acts").hidden = false;
  }

  empty(text) {
    byId("verdicts").replaceChildren(make("p", "empty", text));
    byId("answer-acts").hidden = true;
  }

  card(result) {
    const word = make("p", "word", this.words.words[result.state]);
    const head = make("div", "head", icon(result.state), make("div", "", word, make("p", "says", this.sentence(result))));
    const body = this.body(result);
    const card = make("article", `verdict ${result.state}`, head, ...(body.childElementCount ? [body] : []));
    card.dataset.state = result.state;
    return card;
  }

  /** `code` says what became of a picture; a revoked key leaves nothing proved. */
  sentence(result) {
    const { words, language } = this;
    if (result.code) return words[result.code];
    if (isKeyGone(result)) return words.keyGone(result.fields.keyId, dayInWords(result.keySince, language));
    return words.says[result.state];
  }

  body(result) {
    const { fields, listed } = result;
    const body = make("div", "body");
    if (result.source) body.append(make("p", "", foreign(result.source)));
    if (fields) {
      const proved = PROVED.has(result.state) && !isKeyGone(result);
      if (!proved) body.append(make("p", "", this.words.doubted));
      body.append(this.facts(fields, listed, proved));
      if (HIDDEN.test(Object.values(fields).join(""))) body.append(make("p", "flaw", this.words.hidden));
    }
    body.append(...this.notes(result).map((note) => make("p", "note", note)));
    return body;
  }

  notes(result) {
    const { words, language } = this;
    const day = (text) => dayInWords(text, language);
    const notes = [];
    if (result.listed) notes.push(words.listed(day(result.listed.day)));
    if (result.keySince && !isKeyGone(result)) notes.push(words.keyLater(day(result.keySince)));
    if (result.mended) notes.push(words.mended);
    if (result.state === "valid") {
      notes.push(words.compare, result.listDay ? words.unlisted(day(result.listDay)) : words.noList);
    }
    return notes;
  }

  facts(fields, listed, proved) {
    const list = make("dl", proved ? "" : "doubted");
    const lines = { name: fields.name, position: fields.position, event: fields.event, number: fields.number };
    if (listed?.by) lines.by = listed.by;
    for (const [key, value] of Object.entries({ ...lines, key: fields.keyId })) {
      list.append(make("dt", "", this.words[key]), make("dd", key, foreign(value)));
    }
    return list;
  }

  /** The keys and lists that are in use; `flaws` of the lists in their order. */
  showKeys(keys, lists, flaws, problem) {
    const told = byId("keys-told");
    told.replaceChildren();
    if (problem) told.append(make("p", "flaw", problem));
    if (!keys.size) told.append(make("p", "flaw", this.words.noKeys));
    if (keys.size && !lists.length) told.append(make("p", "", this.words.noLists));
    if (keys.size || lists.length) told.append(this.keyList(keys, lists, flaws));
  }

  keyList(keys, lists, flaws) {
    const { words, language } = this;
    const made = make("ul", "keys");
    for (const one of keys.values()) {
      const gone = one.since ? `, ${words.keyRevoked(dayInWords(one.since, language))}` : "";
      made.append(make("li", "", one.office ? foreign(one.office) : "", make("small", "", words.keyLine(one.keyId) + gone)));
    }
    lists.forEach((list, at) => {
      const revoked = [...list.numbers.values()].filter((one) => !one.replaced).length;
      const day = dayInWords(list.day, language);
      const line = words.listLine(list.about, day, revoked, list.numbers.size - revoked);
      made.append(make("li", "", line, flaws[at] ? make("small", "flaw", words.flaws[flaws[at]]) : ""));
    });
    return made;
  }
}
