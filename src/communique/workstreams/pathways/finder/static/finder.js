// One person, one page: which question is shown, what was answered, what is found. Answers live here and nowhere else.
//
// Nothing is stored and the address never changes: no history entry tells which questions a person saw.

import { makeDay } from "./day.js";
import { Contradicted, judgeAll, plain } from "./judge.js";
import { flips } from "./flips.js";
import { ranking } from "./questions.js";
import { drawAhead } from "./worlds.js";
import { h, saidAnswer, wordsOf } from "./words.js";
import { fromFragment, hasAnswers, toFragment } from "./link.js";
import { checked } from "./verify.js";
import { formFor } from "./forms.js";
import { helpList, resultList, search } from "./cards.js";

const page = document.documentElement;
const root = page.dataset.root;
const main = document.getElementById("main");
const introduction = document.getElementById("welcome")?.content; // kept: every screen replaces what is in `main`
let bundle, today, words;
let answers = {}; // fact to value, in the order they were given
let returning = false; // whether an answer that is being changed leads back to the results
let redraw = () => undefined; // the screen once more, in another language

start();

async function start() {
  document.getElementById("exit").addEventListener("click", leave);
  if (main.dataset.finder === undefined) return;
  let found;
  try {
    found = await load();
  } catch {
    return tell(page.dataset.noLoad);
  }
  const verdict = await checked(found.signed, found.signature, page.dataset.key);
  if (verdict === "bad") return tell(page.dataset.badSignature);
  if (verdict === "good") return open(found.signed, true);
  tell(page.dataset.noCheck);
  main.append(h("button", { type: "button", onclick: () => open(found.signed, false) }, page.dataset.goOn));
}

function tell(text) {
  main.replaceChildren(h("p", { class: "fault", role: "alert" }, text));
}

/** The signed rules: from the server as data, from disk (where pages may not fetch) as a script. */
async function load() {
  if (location.protocol !== "file:") return (await fetch(`${root}bundle.json`)).json();
  return new Promise((done, failed) => {
    document.head.append(h("script", { src: `${root}bundle.js`, onload: () => done(globalThis.finderBundle), onerror: failed }));
  });
}

function open(text, good) {
  bundle = JSON.parse(text);
  words = wordsOf(bundle, page.dataset.language);
  today = makeDay(bundle, theDay());
  globalThis.finder = { judge: (given) => judgeAll(today, given), flips: (given) => flipsOfAll(given), rank: (given) => ranking(today, given, judgeAll(today, given)) };
  for (const link of document.querySelectorAll(".languages a")) link.addEventListener("click", speak);
  document.getElementById("to-help").addEventListener("click", (event) => {
    event.preventDefault();
    if (main.dataset.finder !== "help") help(redraw);
  });
  document.getElementById("day").replaceChildren(h("span", { "data-t": "finder-for-day", "data-day": today.on }));
  if (good) document.getElementById("checked").hidden = false;
  sayAgain(document);
  keepForOffline();
  addEventListener("hashchange", readLink);
  if (!readLink()) welcome(false);
  drawAhead(today);
  page.dataset.ready = "";
}

/** Today; never a day before the rules were written down, whatever the clock says. */
function theDay() {
  const now = new Date();
  const pad = (part) => String(part).padStart(2, "0");
  const iso = `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
  return iso < bundle.on ? bundle.on : iso;
}

function keepForOffline() {
  if (location.protocol === "file:" || !("serviceWorker" in navigator)) return;
  navigator.serviceWorker.register(`${root}sw.js`).then(() => navigator.serviceWorker.ready).then(
    () => (document.getElementById("offline").hidden = false),
    () => undefined, // the page works all the same, with a connection
  );
}

/** Another language, the same answers: all words are here already. */
function speak(event) {
  event.preventDefault();
  const language = event.currentTarget.dataset.language;
  words = wordsOf(bundle, language);
  page.dataset.language = language;
  page.lang = event.currentTarget.hreflang;
  document.title = words.say("finder-title");
  for (const link of document.querySelectorAll(".languages a"))
    if (link === event.currentTarget) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  document.getElementById("partial").hidden = !words.borrowed("finder-help-unhcr");
  sayAgain(document);
  redraw();
}

/** Fills every element that names its message. */
function sayAgain(part) {
  for (const each of part.querySelectorAll("[data-t]"))
    each.replaceChildren(words.t(each.dataset.t, { date: each.dataset.day && words.day(each.dataset.day) }));
}

function readLink() {
  if (!hasAnswers(location.hash)) return false;
  const found = fromFragment(location.hash, today);
  history.replaceState(null, "", location.pathname);
  if (found === null) {
    welcome(true);
    main.prepend(notice("finder-link-bad"));
    return true;
  }
  answers = found;
  results();
  main.prepend(notice("finder-link-read"));
  return true;
}

function notice(id) {
  return h("p", { class: "notice", role: "status" }, words.t(id));
}

// -- screens -------------------------------------------------------------------------------------------------------------

function show(screen, ...children) {
  main.dataset.finder = screen;
  main.replaceChildren(...children.flat().filter((child) => child !== null));
  scrollTo(0, 0);
  main.querySelector("h1").focus();
}

function heading(...children) {
  return h("h1", { tabindex: "-1" }, children);
}

function button(id, act, style = "") {
  return h("button", { type: "button", class: style, onclick: act }, words.t(id));
}

function welcome(focus) {
  redraw = () => welcome(true);
  const intro = introduction.cloneNode(true);
  sayAgain(intro);
  main.dataset.finder = "start";
  main.replaceChildren(intro, h("div", { class: "actions" }, button("finder-start", next, "main"), button("finder-see-all", results)));
  if (focus) main.querySelector("h1").focus();
}

/** The next question, or the results when none can matter any more. */
function next() {
  const findings = judged();
  const [best] = findings instanceof Contradicted ? [] : ranking(today, answers, findings);
  if (best === undefined) return results();
  return ask(best.fact, best.decides, findings);
}

function judged() {
  try {
    return judgeAll(today, answers);
  } catch (error) {
    if (error instanceof Contradicted) return error;
    throw error;
  }
}

function ask(fact, decides, findings) {
  redraw = () => ask(fact, decides, findings);
  const kind = bundle.book.facts[fact];
  const form = formFor(fact, kind, answers[fact] ?? null, words);
  const order = Object.keys(answers);
  const nth = fact in answers ? order.indexOf(fact) : order.length;
  const previous = order[nth - 1];
  const place = h("div", { id: "fault", role: "alert" });
  const given = (value) => answered(fact, value, place);
  const submit = (event) => {
    event.preventDefault();
    const read = form.read();
    if (read.fault) return fault(place, [words.t(...read.fault)]);
    return given(read.value);
  };
  show(
    "ask",
    progress(nth, findings),
    heading(h("span", { id: "question" }, words.t(kind.question))),
    kind.sensitivity && kind.sensitivity !== "private" ? h("p", { class: "hint" }, words.t("finder-sensitive")) : null,
    place,
    h(
      "form",
      { novalidate: true, autocomplete: "off", onsubmit: submit },
      h("div", { role: "group", "aria-labelledby": "question" }, form.element),
      h("div", { class: "actions" }, h("button", { type: "submit", class: "main" }, words.t("finder-next")), button("finder-not-sure", () => given(null)), button("finder-declined", () => given("declined"))),
    ),
    reasonsFor(decides),
    h("div", { class: "actions minor" }, button("finder-back", () => (previous === undefined ? welcome(true) : edit(previous)), "plain"), button("finder-see-results", results, "plain")),
  );
}

function progress(nth, findings) {
  const all = today.pathways.length;
  const done = findings instanceof Contradicted ? 0 : findings.filter((each) => each.criteria !== null || each.status.truth === false).length;
  const said = words.say("finder-progress", { done, all });
  return h("div", { class: "progress" }, h("p", {}, words.t("finder-question", { n: nth + 1 }), " · ", said), h("progress", { max: all, value: done, "aria-label": said }));
}

function reasonsFor(decides) {
  if (!decides?.length) return null;
  const shown = decides.slice(0, 4).map(([pathway]) => h("li", {}, words.t(`pathways-name-${pathway}`)));
  const rest = decides.length - shown.length;
  return h("details", { class: "why" }, h("summary", {}, words.t("finder-why")), h("p", {}, words.t("finder-why-list")), h("ul", {}, shown), rest > 0 ? h("p", {}, words.t("finder-why-more", { n: rest })) : null);
}

function fault(place, children) {
  place.replaceChildren(h("div", { class: "fault" }, h("b", {}, words.t("finder-fault")), h("p", {}, children)));
  const field = main.querySelector("form input, form select");
  field.setAttribute("aria-describedby", "fault");
  field.focus();
}

function answered(fact, value, place) {
  const before = { ...answers };
  answers[fact] = value;
  const findings = judged();
  if (findings instanceof Contradicted) {
    answers = before;
    return contradiction(place, findings.facts, fact);
  }
  if (!returning) return next();
  returning = false;
  return results();
}

function contradiction(place, facts, now) {
  const others = facts.filter((fact) => fact !== now && fact in answers);
  const change = others.map((fact) => h("li", {}, words.t(bundle.book.facts[fact].question), " ", button("finder-edit", () => edit(fact), "plain")));
  fault(place, [words.t("finder-fault-both")]);
  place.append(h("ul", {}, change));
}

function edit(fact) {
  const findings = judged();
  const { [fact]: mine, ...others } = answers;
  const found = findings instanceof Contradicted ? [] : ranking(today, others, judgeAll(today, others));
  ask(fact, found.find((each) => each.fact === fact)?.decides, findings);
}

function results() {
  redraw = results;
  returning = false;
  const findings = judged();
  const given = Object.entries(answers);
  const more = ranking(today, answers, findings).length > 0;
  const list = h("div", { id: "list" }, resultList(findings, words, changesOf));
  const count = h("p", { id: "found", role: "status" });
  const input = h("input", { type: "search", id: "search", autocomplete: "off" });
  input.addEventListener("input", () => count.replaceChildren(search(list, input.value, words)));
  show(
    "results",
    heading(words.t(given.length ? "finder-results" : "finder-all-ways")),
    h("p", { class: "scam" }, words.t("finder-scam"), " ", words.t("finder-scam-helpers")),
    h("p", {}, words.t("finder-not-advice")),
    given.length ? null : h("p", {}, words.t("finder-no-answers")),
    h("div", { class: "actions" }, more ? button(given.length ? "finder-more-questions" : "finder-start", next, "main") : h("p", {}, words.t("finder-no-more")), button("finder-print", () => print())),
    h("div", { class: "field find" }, h("label", { for: "search" }, words.t("finder-search")), input, count),
    list,
    answerList(given),
    h("p", { class: "small" }, words.t("finder-letters")),
    h("section", { class: "help" }, h("h2", {}, words.t("finder-help")), helpers()),
  );
}

function helpers() {
  return [h("p", {}, words.t("finder-help-lead")), h("ul", {}, helpList(bundle.help, words))];
}

/** Where legal help is, as a screen of its own: the answers stay, and no connection is needed. */
function help(back) {
  redraw = () => help(back);
  show("help", heading(words.t("finder-help")), h("section", { class: "help" }, helpers()), h("div", { class: "actions" }, button("finder-back", back)));
}

/** What would change a verdict. */
function changesOf(found) {
  const each = today.pathways.find(({ pathway }) => pathway.id === found.pathway.id);
  return flips(each, { ...plain(answers), today: today.on }, today);
}

function flipsOfAll(given) {
  const facts = { ...plain(given), today: today.on };
  const changeable = judgeAll(today, given).filter((found) => found.word === "not-now" && found.criteria === false);
  return changeable.map(({ pathway }) => [pathway.id, flips(today.pathways.find((each) => each.pathway === pathway), facts, today)]);
}

function answerList(given) {
  if (!given.length) return null;
  const back = (fact) => () => {
    returning = true;
    edit(fact);
  };
  const rows = given.map(([fact, value]) => {
    const { question } = bundle.book.facts[fact];
    const change = h("button", { type: "button", class: "plain", "aria-label": `${words.say("finder-edit")}${words.say("finder-colon")} ${words.say(question)}`, onclick: back(fact) }, words.t("finder-edit"));
    return h("div", {}, h("dt", {}, words.t(question)), h("dd", {}, saidAnswer(fact, value, bundle.book.facts[fact], words), " ", change));
  });
  const link = h("div", { id: "link" });
  const actions = h("div", { class: "actions" }, button("finder-link", () => linkTo(link)), button("finder-restart", restart));
  return h("section", { class: "answers" }, h("h2", {}, words.t("finder-answers")), h("dl", {}, rows), actions, link);
}

function linkTo(place) {
  const address = `${location.href.split("#")[0]}${toFragment(answers)}`;
  const field = h("input", { type: "text", readonly: true, id: "address", value: address });
  place.replaceChildren(h("p", { class: "flag" }, words.t("finder-link-warning")), h("label", { for: "address", class: "unseen" }, words.t("finder-link")), field);
  field.focus();
  field.select();
}

function restart() {
  answers = {};
  today = makeDay(bundle, theDay()); // with nothing worked out from what was said before
  welcome(true);
}

/** Away at once: answers forgotten, the page empty, and its place in the history taken by an empty one. */
function leave(event) {
  event.preventDefault();
  answers = {};
  document.body.replaceChildren();
  document.title = "";
  location.replace("about:blank");
}
