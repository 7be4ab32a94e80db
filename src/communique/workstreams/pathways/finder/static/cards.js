// What is a person shown of each way? Its verdict, why, whether it is open, the one official place and the true fee.
//
// The same words in the same order as `results.html`, which serves those without scripts.

import { h, isCountry, valueId } from "./words.js";

const COUNTRIES = ["CAN", "MEX", "USA"];
const GROUPS = ["may", "cannot-tell", "not-now", "does-not-appear", "closed"];
const SHAPES = { may: "●", "cannot-tell": "○", "not-now": "◐", "does-not-appear": "✕", closed: "■" };
const MARKS = { true: "✓", false: "✕", null: "?" };
const FREE = /^(?:[A-Z]{3} )?0(?: \(.*\))?$|^free$/;

/** All findings by country, with counts. */
export function resultList(findings, words, changesOf) {
  return COUNTRIES.map((country) => section(country, findings.filter((each) => each.pathway.country === country), words, changesOf));
}

function groupOf(word) {
  return word === "closed-since" || word === "was-closed" ? "closed" : word;
}

function section(country, findings, words, changesOf) {
  const groups = GROUPS.map((group) => [group, inOrder(findings.filter((each) => groupOf(each.word) === group))]);
  const filled = groups.filter(([, each]) => each.length);
  const counts = filled.map(([group, each]) => h("li", {}, words.t(`finder-word-${group}`), words.say("finder-colon"), ` ${each.length}`));
  return h(
    "section",
    { class: "country", "aria-labelledby": `c-${country}` },
    h("h2", { id: `c-${country}` }, words.t(`finder-country-${country}`)),
    h("ul", { class: "counts" }, counts),
    filled.map(([group, each]) => h("div", { class: "group" }, h("h3", {}, sign(group), words.t(`finder-word-${group}`), ` (${each.length})`), each.map((one) => card(one, words, changesOf)))),
  );
}

/** What fits first, then what needs fewest answers; else as in the catalogue. */
function inOrder(findings) {
  const far = (found) => (found.criteria === true ? -1 : found.missing.length);
  return [...findings].sort((one, other) => far(one) - far(other));
}

function sign(group) {
  return h("span", { class: `shape s-${group}`, "aria-hidden": "true" }, SHAPES[group]);
}

function card(found, words, changesOf) {
  const { pathway, status } = found;
  const group = groupOf(found.word);
  const name = `pathways-name-${pathway.id}`;
  return h(
    "details",
    { class: `way g-${group}`, id: pathway.id, "data-search": `${words.say(name)} ${pathway.program} ${pathway.id}`.toLowerCase() },
    h("summary", {}, h("span", { class: "name" }, words.t(name)), " ", h("span", { class: "word" }, sign(group), verdict(found, words), partly(found, words)), onPaper(found, words)),
    h(
      "div",
      { class: "body" },
      flags(found, words),
      lacking(found, words),
      wouldChange(found, words, changesOf),
      h("h4", {}, words.t("finder-criteria")),
      h("ul", { class: "criteria" }, found.reasons.filter(told).map((reason) => criterion(reason, pathway, words))),
      pathway.discretionary ? h("p", {}, words.t("finder-discretion")) : null,
      h("h4", {}, words.t("finder-status")),
      state(found, words),
      h("h4", {}, words.t("finder-where")),
      place(pathway, words),
      h("p", { class: "scam" }, words.t(warning(found))),
    ),
  );
}

/** What a printed page says of a way that is folded. */
function onPaper({ pathway, status, reasons }, words) {
  const cited = reasons.filter((each) => each.citation !== null);
  const read = words.say("finder-paper-read", { n: cited.filter((each) => each.citation.read).length, all: cited.length });
  const parts = [pathway.host, words.say(`finder-status-${status.code}`), words.say("finder-letter", { letter: pathway.confidence }), read];
  return h("span", { class: "paper" }, parts.join(" · "));
}

function verdict({ word, status }, words) {
  if (word === "closed-since") return words.t("finder-word-closed-since", { date: words.day(status.row.from) });
  if (word === "was-closed") return words.t("finder-word-was-closed", { date: words.day(status.row.as_of) });
  return words.t(`finder-word-${word}`);
}

/** Beside a verdict that is no plain yes: how far it is from one; where it is a no, the rule not met, one that no act can meet first. */
function partly(found, words) {
  const part = (id, args) => h("small", {}, words.t(`finder-part-${id}`, args));
  if (found.word === "not-now" && found.criteria === false) return part("lacking", { n: unmet(found).length });
  const [no] = [...unmet(found)].sort((one, other) => other.lasting - one.lasting);
  if (found.word === "does-not-appear" && no !== undefined) return part("because", { rule: words.say(no.words) });
  if (found.word !== "cannot-tell") return null;
  if (found.criteria === true) return part("fits");
  return found.missing.length ? part("answers", { n: found.missing.length }) : part("clause");
}

function unmet(found) {
  return found.reasons.filter((each) => each.kind !== "exception" && each.truth === false);
}

function flags({ status }, words) {
  const past = status.past ? h("p", { class: "flag" }, words.t("finder-status-past", { date: words.day(status.row.as_of) })) : null;
  return [past, status.verified ? null : h("p", { class: "flag" }, words.t("finder-status-unverified"))];
}

/** An exception that does not apply is nothing to tell. */
function told(reason) {
  return reason.kind !== "exception" || reason.truth !== false;
}

function lacking(found, words) {
  if (found.word !== "not-now") return null;
  const items = unmet(found).map((each) => h("li", {}, words.t(each.words)));
  if (found.status.truth === false) items.push(h("li", {}, words.t("finder-missing-status")));
  return [h("h4", {}, words.t("finder-missing")), h("ul", {}, items)];
}

/** The least that would make false criteria true: answers of the person, and what each would have to be. */
function wouldChange(found, words, changesOf) {
  if (found.word !== "not-now" || found.criteria !== false) return [];
  const demands = changesOf(found);
  if (!demands.length) return [];
  const kind = ({ how, value }) => `finder-change-${how}${isDay(value) ? "-day" : ""}`;
  const items = demands.map((demand) => h("li", {}, words.t(kind(demand), { question: words.say(`pathways-ask-${demand.fact.replaceAll("_", "-")}`), value: demanded(demand, words) }), written(behind(found, demand.fact), words)));
  return [h("h4", {}, words.t("finder-change")), h("ul", { class: "change" }, items), h("p", { class: "small" }, words.t("finder-change-note"))];
}

/** The criteria that ask for another answer to a fact: those not met that read it, else those it leaves open. */
function behind({ reasons }, fact) {
  const read = reasons.filter((each) => each.truth === false && each.reads.has(fact));
  return read.length ? read : reasons.filter((each) => each.missing.some(([, subject]) => subject === fact));
}

function written(reasons, words) {
  const places = reasons.filter((each) => each.citation !== null).map((each) => where(each.citation, words).textContent);
  return [...new Set(places)].map((place) => h("small", {}, place, "."));
}

function isDay(value) {
  return /^\d{4}-\d{2}-\d{2}$/.test(value);
}

function demanded({ fact, value }, words) {
  if (value === null) return "";
  if (typeof value === "boolean") return words.say(value ? "finder-yes" : "finder-no");
  if (typeof value === "number") return String(value);
  if (isDay(value)) return words.day(value);
  return isCountry(fact) ? words.country(value) : words.say(valueId(fact, value));
}

function criterion(reason, pathway, words) {
  const mark = reason.truth === null ? "open" : String(reason.truth);
  const open = reason.missing.map((each) => h("li", {}, stillOpen(each, words)));
  return h(
    "li",
    { class: `is-${mark}` },
    h("span", { class: "mark" }, h("span", { "aria-hidden": "true" }, MARKS[reason.truth]), " ", words.t(`finder-${mark}`)),
    " ",
    reason.kind === "exception" ? [h("i", {}, words.t("finder-exception"), words.say("finder-colon")), " "] : null,
    words.t(reason.words),
    reason.truth === null && open.length ? h("ul", { class: "open" }, open) : null,
    reason.citation === null ? null : h("small", {}, where(reason.citation, words), ". ", words.t("finder-letter", { letter: pathway.confidence }), "."),
  );
}

function stillOpen([kind, subject], words) {
  if (kind === "unstated") return words.t("finder-open-clause", { clause: words.say(subject) });
  if (kind === "unrecorded") return words.t("finder-open-figure");
  return words.t("finder-open-asked", { question: words.say(`pathways-ask-${subject.replaceAll("_", "-")}`) });
}

function where(citation, words) {
  const section = citation.pinpoint.replace(/^s\. /, `${words.say("finder-section")} `);
  const place = [words.law(citation.instrument), section].filter(Boolean).join(" ");
  return words.t("finder-written", { where: place, read: reading(citation, words) });
}

/** When the place was read in the law itself and in which text; or that nobody is recorded to have read it. */
function reading({ retrieved, read, edition, unread }, words) {
  if (read === undefined) return words.say("finder-not-read", { date: words.day(retrieved) });
  const said = { date: words.day(read) };
  if (edition !== undefined) said.edition = isDay(edition) ? words.day(edition) : words.law(edition);
  const how = edition === undefined ? "" : isDay(edition) ? "-current" : "-edition";
  const whole = words.say(`finder-read${how}`, said);
  return unread ? words.say("finder-read-part", { read: whole }) : whole;
}

function state({ status }, words) {
  const parts = [h("b", {}, words.t(`finder-status-${status.code}`))];
  if (status.row !== null)
    parts.push(". ", words.t("finder-status-date", { date: words.day(status.row.as_of) }), ". ", words.t("finder-letter", { letter: status.row.confidence }), ".");
  const overlays = status.overlays.map(({ overlay, truth }) =>
    h("li", {}, words.t(overlay.words), " ", applies(overlay, truth, words), h("small", {}, since(overlay, words), ". ", words.t("finder-letter", { letter: overlay.confidence }), ".")),
  );
  return [h("p", {}, parts), overlays.length ? h("ul", { class: "overlays" }, overlays) : null];
}

/** What a rule already says of the person is not said again as if it had been found against them. */
function applies({ effect }, truth, words) {
  return effect === "criterion" ? null : [words.t(truth ? "finder-overlay-does" : "finder-overlay-may"), " "];
}

function since(overlay, words) {
  if (overlay.precision === "unknown") return words.t("finder-overlay-undated", { instrument: words.law(overlay.instrument) });
  return words.t("finder-overlay-since", { instrument: words.law(overlay.instrument), date: words.day(overlay.from) });
}

function place(pathway, words) {
  const link = h("a", { href: `https://${pathway.host}`, rel: "noreferrer noopener" }, pathway.host);
  const how = pathway.apply_at.startsWith("(") ? words.t("finder-how-none") : h("span", { lang: "en" }, pathway.apply_at);
  const rows = [["finder-host", link], ["finder-fee", fee(pathway, words)], ["finder-how", how], ["finder-program", h("span", { lang: "en" }, pathway.program)]];
  return h("dl", {}, rows.map(([id, value]) => h("div", {}, h("dt", {}, words.t(id)), h("dd", {}, value))));
}

function fee({ fee: text, country }, words) {
  if (FREE.test(text)) return words.t("finder-fee-free");
  if (text === "verify") return words.t("finder-fee-unknown");
  const money = /\d/.test(text) ? [`finder-fee-in-${country}`] : [];
  const notes = text.includes("verify") ? ["finder-fee-unknown"] : [...money, "finder-fee-as-recorded"];
  return [h("span", { lang: "en" }, text), " ", h("small", {}, notes.flatMap((id) => [words.t(id), " "]))];
}

function warning({ word, pathway }) {
  if (groupOf(word) === "closed") return "finder-scam-closed";
  return pathway.application === "referral only" ? "finder-scam-referral" : "finder-scam";
}

/** Shows the ways whose name holds the text, and says how many there are. */
export function search(root, text, words) {
  const wanted = text.trim().toLowerCase();
  let count = 0;
  for (const way of root.querySelectorAll(".way")) {
    way.hidden = !way.dataset.search.includes(wanted);
    count += way.hidden ? 0 : 1;
  }
  for (const part of root.querySelectorAll(".group, .country")) part.hidden = part.querySelector(".way:not([hidden])") === null;
  return words.say(count ? "finder-found" : "finder-none-found", { n: count });
}

/** Where legal help is free, or a licence can be checked. */
export function helpList(places, words) {
  return places.map((each) => {
    const link = h("a", { href: each.url, rel: "noreferrer noopener" }, each.name);
    const source = h("small", {}, each.host, ". ", each.source, words.say("finder-colon"), " ", words.t(`finder-help-${each.confidence}`), ".");
    return h("li", {}, words.t(`finder-country-${each.country}`), words.say("finder-colon"), " ", link, ". ", words.t(each.words), " ", source);
  });
}
