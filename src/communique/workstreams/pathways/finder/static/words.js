// How is it said? Messages of the page's language, English where it has none, marked as such.

/** The words of a language: `say` gives text, `t` a node that is marked where it is English instead. */
export function wordsOf(bundle, language) {
  const own = bundle.words[language];
  const english = bundle.words.en;
  const template = (id) => own.messages[id] ?? english.messages[id] ?? id;
  const say = (id, args = {}) => template(id).replace(/\{(\w+)\}/g, (mark, name) => String(args[name] ?? mark));
  const borrowed = (id) => own.messages[id] === undefined;
  return {
    language,
    say,
    borrowed,
    t: (id, args) => (borrowed(id) ? h("span", { lang: "en" }, say(id, args)) : document.createTextNode(say(id, args))),
    day: (iso) => {
      const [year, month, day] = iso.split("-").map(Number);
      return say("finder-date", { day, month: say(`finder-month-${month}`), year });
    },
    countries: Object.entries(own.countries).sort(([a, one], [b, other]) => {
      if (a === "XXA" || b === "XXA") return a === "XXA" ? 1 : -1;
      return one.localeCompare(other, language);
    }),
    law: (title) => {
      const id = `pathways-law-${title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "")}`;
      return english.messages[id] === undefined ? title : say(id);
    },
    country: (code) => own.countries[code] ?? code,
  };
}

/** An element with attributes and children; text is always text, never markup. */
export function h(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : String(value));
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

/** What an answer says, for the list of answers. */
export function saidAnswer(id, value, kind, words) {
  if (value === null) return words.t("finder-not-sure");
  if (value === "declined") return words.t("finder-declined");
  if (typeof value === "object" && !Array.isArray(value))
    return document.createTextNode(value.between.map((end) => plainValue(end, kind, words)).join(" – "));
  if (kind.type === "bool") return words.t(value ? "finder-yes" : "finder-no");
  const each = (one) => (isCountry(id) ? words.country(one) : words.say(valueId(id, one)));
  if (kind.type === "set") return document.createTextNode(value.map(each).join(", "));
  return document.createTextNode(kind.type === "enum" ? each(value) : plainValue(value, kind, words));
}

function plainValue(value, kind, words) {
  return kind.type === "date" ? words.day(value) : String(value);
}

/** Message id of a value to choose. */
export function valueId(fact, value) {
  return `pathways-value-${fact}-${value}`.replaceAll("_", "-");
}

/** Whether the values of a fact are countries. */
export function isCountry(fact) {
  return fact === "nationality" || fact === "birth_country";
}
