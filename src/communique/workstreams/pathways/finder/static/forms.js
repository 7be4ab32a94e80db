// How is one question asked, and what was answered? One form a question; a fault is said beside its field.

import { h, isCountry, valueId } from "./words.js";

const NONE = "none";

/** { element, read } of a question; read() gives { value } or { fault: [message id, arguments] }. */
export function formFor(fact, kind, answer, words) {
  if (kind.type === "bool") return radios(fact, [[true, "finder-yes"], [false, "finder-no"]], answer, words);
  if (isCountry(fact)) return countries(fact, kind, answer, words);
  const options = (kind.values ?? []).map((value) => [value, valueId(fact, value)]);
  if (kind.type === "enum") return radios(fact, options, answer, words);
  if (kind.type === "set") return boxes(fact, options, answer, words);
  return amounts(fact, kind, answer, words);
}

function option(type, fact, value, id, chosen, words) {
  const key = `${fact}-${value}`;
  return h(
    "div",
    { class: "option" },
    h("input", { type, name: fact, id: key, value: String(value), checked: chosen }),
    h("label", { for: key }, words.t(id)),
  );
}

function radios(fact, options, answer, words) {
  const element = h("div", { class: "options" }, options.map(([v, id]) => option("radio", fact, v, id, v === answer, words)));
  const read = () => {
    const chosen = element.querySelector("input:checked");
    return chosen === null ? empty() : { value: options.find(([value]) => String(value) === chosen.value)[0] };
  };
  return { element, read };
}

function boxes(fact, options, answer, words) {
  const ticked = Array.isArray(answer) ? answer : [];
  const each = options.map(([v, id]) => option("checkbox", fact, v, id, ticked.includes(v), words));
  const element = h("div", { class: "options" }, h("p", { class: "hint" }, words.t("finder-choose-all")), each);
  const read = () => {
    const value = [...element.querySelectorAll("input:checked")].map((box) => box.value);
    if (!value.length) return empty();
    return value.length > 1 && value.includes(NONE) ? { fault: ["finder-fault-none"] } : { value };
  };
  return { element, read };
}

function countries(fact, kind, answer, words) {
  const many = kind.type === "set";
  const said = Array.isArray(answer) ? answer : typeof answer === "string" ? [answer] : [];
  const list = h("div", { class: "countries" });
  const add = (code) => {
    const nth = list.children.length + 1;
    const id = `${fact}-${nth}`;
    const choices = words.countries.map(([value, name]) => h("option", { value, selected: value === code }, name));
    const select = h("select", { id, name: fact }, h("option", { value: "" }, words.say("finder-choose")), choices);
    list.append(h("div", { class: "field" }, h("label", { for: id }, words.t("finder-country-n", { n: nth })), select));
    return select;
  };
  (said.length ? said : [""]).forEach(add);
  const more = () => add("").focus();
  const button = h("button", { type: "button", class: "plain", onclick: more }, words.t("finder-add-country"));
  const read = () => {
    const value = [...new Set([...list.querySelectorAll("select")].map((each) => each.value).filter(Boolean))];
    return value.length ? { value: many ? value : value[0] } : empty();
  };
  return { element: h("div", {}, list, many ? button : null), read };
}

function amounts(fact, kind, answer, words) {
  const between = answer?.between ?? null;
  const date = kind.type === "date";
  const inputmode = kind.type === "int" ? "numeric" : "decimal";
  const shape = date ? { type: "date", min: kind.low, max: "9999-12-31" } : { type: "text", inputmode, autocomplete: "off" };
  const said = answer === null || typeof answer === "object" || answer === "declined" ? null : answer;
  const whole = h("input", { ...shape, id: fact, name: fact, value: said, "aria-labelledby": "question" });
  const end = (which, value) => {
    const id = `${fact}-${which}`;
    const label = words.t(`finder-${which}${date ? "-day" : ""}`);
    return h("div", { class: "field" }, h("label", { for: id }, label), h("input", { ...shape, id, name: id, value }));
  };
  const about = h("details", { class: "about", open: between !== null }, h("summary", {}, words.t("finder-about")), end("from", between?.[0]), end("to", between?.[1]));
  const element = h("div", {}, h("div", { class: "field" }, whole), about);
  const read = () => {
    const [low, high] = [...about.querySelectorAll("input")].map((input) => input.value.trim());
    if (whole.value.trim()) return amount(whole.value, kind, words);
    return low || high ? interval(low, high, kind, words) : empty();
  };
  return { element, read };
}

function empty() {
  return { fault: ["finder-fault-empty"] };
}

function interval(low, high, kind, words) {
  const ends = [low, high].map((text) => (text ? amount(text, kind, words) : { value: null }));
  const fault = ends.find((end) => end.fault);
  if (fault) return fault;
  const [from, to] = ends.map((end) => end.value);
  if (from !== null && to !== null && from > to) return { fault: ["finder-fault-order"] };
  return { value: from === to ? from : { between: [from, to] } };
}

/** A figure or day as typed: grouped thousands are read, anything else that is no number is a fault. */
export function amount(typed, kind, words) {
  const text = typed.trim();
  if (kind.type === "date") return dated(text, kind, words);
  const bounds = { low: String(kind.low), high: String(kind.high) };
  const found = number(text, kind);
  if (found !== null && found >= kind.low && found <= kind.high) return { value: found };
  return { fault: [kind.type === "int" ? "finder-fault-whole" : "finder-fault-range", bounds] };
}

function dated(text, kind, words) {
  const moment = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  const real = moment !== null && !Number.isNaN(moment.getTime()) && moment.toISOString().slice(0, 10) === text;
  return real && text >= kind.low ? { value: text } : { fault: ["finder-fault-date", { low: words.day(kind.low) }] };
}

function number(text, kind) {
  const places = kind.type === "int" ? 0 : (kind.places ?? 0);
  const decimals = places ? `(?:[.,](\\d{1,${places}}))?` : "()";
  const grouped = new RegExp(`^(\\d{1,3}(?:[ ,.’'\\u00a0\\u202f]\\d{3})+|\\d{1,15})${decimals}$`).exec(text);
  return grouped === null ? null : Number(`${grouped[1].replace(/\D/g, "")}.${grouped[2] ?? ""}0`);
}
