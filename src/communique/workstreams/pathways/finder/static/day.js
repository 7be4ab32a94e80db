// What does the catalogue come to on one day? Figures put in their places, equal parts made one, the day itself known.
//
// The browser's part of `compiled.py`.

import { verdict } from "./rules.js";

const LISTS = ["in", "any_in", "all_in", "rows"];
const RELATIONS = ["==", "!=", "<", "<=", ">", ">=", "in", "any_in", "all_in"];

/** The catalogue as it stands on an ISO day: every pathway with its conditions ready to be evaluated. */
export function makeDay(bundle, on) {
  const maker = { book: bundle.book, when: { on }, one: new Map(), derived: new Map() };
  const today = { on, when: { on }, book: bundle.book, bundle, maker, reads: new Map() };
  today.pathways = bundle.pathways.map((pathway) => dated(pathway, today));
  today.contradictions = bundle.contradictions.map((each) => ({ ...each, node: bind(each.when, maker) }));
  return today;
}

function dated(pathway, today) {
  const { maker, book, when, bundle } = today;
  const criteria = bind(verdict(book, pathway.id, when), maker);
  const ids = book.sets[pathway.id].filter((id) => inForce(book.rules[id], when.on));
  return {
    pathway,
    criteria,
    rules: ids.map((id) => ({ id, ...book.rules[id], node: bind(book.rules[id].when, maker) })),
    open: bind(verdict(book, `status:${pathway.id}`, when), maker),
    hopeful: intern(hopeful(criteria, true, maker), maker),
    row: stateOn(bundle.states[pathway.id], when.on),
    overlays: bundle.overlays
      .filter((each) => each.applies_to.includes(pathway.id) && inForce(each, when.on))
      .map((each) => ({ ...each, node: bind(each.when, maker) })),
  };
}

/** Whether a dated row holds on a day; both ends are in force. */
export function inForce(row, on) {
  return row.from <= on && (row.to === undefined || on <= row.to);
}

function stateOn(rows, on) {
  const holding = rows.filter((row) => inForce(row, on));
  return holding.reduce((best, row) => (best === null || row.recorded_on > best.recorded_on ? row : best), null);
}

// -- figures in their places --------------------------------------------------------------------------------------------

/** The expression with each figure replaced by its value on the day; equal expressions become one object. */
export function bind(data, maker) {
  if (Array.isArray(data)) return data.map((each) => bind(each, maker));
  if (data === null || typeof data !== "object") return data;
  const made = {};
  for (const [key, value] of Object.entries(data)) {
    if (key === "param") Object.assign(made, figure(value, maker));
    else if (LISTS.includes(key)) made[key] = raw(value, maker);
    else made[key] = bind(value, maker);
  }
  return intern(made, maker);
}

/** The one object that stands for an expression. */
export function intern(node, maker) {
  const key = JSON.stringify(node);
  if (!maker.one.has(key)) maker.one.set(key, node);
  return maker.one.get(key);
}

/** A parameter as a constant, or as missing where nothing is recorded for the day. */
function figure(id, maker) {
  const { type, rows } = maker.book.parameters[id];
  const holding = rows.filter((row) => inForce(row, maker.when.on));
  const last = holding.map((row) => row.recorded_on).sort().at(-1);
  const row = holding.find((each) => each.recorded_on === last);
  return row === undefined || row.value === undefined
    ? { unknown: id, kind: "unrecorded", sort: type }
    : { value: row.value };
}

function raw(value, maker) {
  if (value === null || typeof value !== "object" || typeof value.param !== "string") return bind(value, maker);
  const found = figure(value.param, maker);
  return "value" in found ? found.value : found;
}

// -- what an expression is made of ---------------------------------------------------------------------------------------

/** The conditions a condition is made of; null for a leaf. */
export function conditionsOf(node) {
  if (RELATIONS.some((key) => key in node)) return null;
  if ("rule" in node) return [node.body];
  if ("not" in node) return [node.not];
  if ("if" in node) return [node.if, node.then];
  return node.all ?? node.any ?? node.of ?? null;
}

/** What a derived fact comes to on the day, or null for one that is asked. */
export function derivedBody(id, maker) {
  const { derive } = maker.book.facts[id];
  if (derive === undefined) return null;
  if (!maker.derived.has(id)) maker.derived.set(id, bind(derive, maker));
  return maker.derived.get(id);
}

/** The facts that an expression reads, derived ones taken apart. */
export function factsOf(node, today) {
  if (!today.reads.has(node)) {
    const found = new Set();
    visit(node, today.maker, (part) => {
      if (typeof part.fact === "string" && derivedBody(part.fact, today.maker) === null) found.add(part.fact);
    });
    today.reads.set(node, found);
  }
  return today.reads.get(node);
}

/** Every part of an expression, derived facts taken apart. */
export function visit(data, maker, see) {
  if (data === null || typeof data !== "object") return;
  see(data);
  if (typeof data.fact === "string") {
    const body = derivedBody(data.fact, maker);
    if (body !== null) visit(body, maker, see);
  }
  for (const part of Object.values(data)) visit(part, maker, see);
}

/** The condition with every clause that nobody has stated, or figure that nobody has recorded, taken kindly. */
function hopeful(node, kindly, maker) {
  if ("not" in node && conditionsOf(node)) return { not: hopeful(node.not, !kindly, maker) };
  if ("if" in node) return { if: hopeful(node.if, !kindly, maker), then: hopeful(node.then, kindly, maker) };
  if ("rule" in node) return { ...node, body: hopeful(node.body, kindly, maker) };
  for (const key of ["all", "any", "of"])
    if (key in node && conditionsOf(node)) return { ...node, [key]: node[key].map((each) => hopeful(each, kindly, maker)) };
  const derived = conditionOfFact(node, maker);
  if (derived !== null) return hopeful(derived, kindly, maker);
  let open = false;
  visit(node, maker, (part) => (open ||= typeof part.unknown === "string"));
  return open ? { value: kindly } : node;
}

/** The body of a derived flag that stands as a condition of its own; null for anything else. */
export function conditionOfFact(node, maker) {
  const leaf = typeof node.fact === "string" && !RELATIONS.some((key) => key in node);
  return leaf ? derivedBody(node.fact, maker) : null;
}
