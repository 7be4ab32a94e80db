// How does a planner see what goes on? A feed can be dropped on the page, its upload is shown, and progress is looked at.
"use strict";

const form = document.querySelector("form.drop");
if (form) {
  const input = form.querySelector("input");
  for (const kind of ["dragover", "dragleave", "drop"])
    form.addEventListener(kind, (event) => {
      event.preventDefault();
      form.classList.toggle("over", kind === "dragover");
      if (kind === "drop" && event.dataTransfer.files.length) input.files = event.dataTransfer.files;
    });
  form.addEventListener("submit", send);
}

/** Sends the feed and shows how far it is; the answer is the next page. */
function send(event) {
  event.preventDefault();
  const place = form.querySelector(".sending");
  const [text, bar] = [place.querySelector("span"), place.querySelector("progress")];
  const say = (words) => (text.textContent = words);
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    bar.value = loaded / total;
    say(loaded < total ? form.dataset.sending : form.dataset.looking);
  });
  request.addEventListener("load", () => (request.status === 200 ? location.assign(request.responseURL) : show(request.responseText)));
  request.addEventListener("error", () => {
    form.querySelector("button").disabled = false;
    say(form.dataset.failed);
  });
  place.hidden = false;
  form.querySelector("button").disabled = true;
  say(form.dataset.sending);
  request.send(new FormData(form));
}

/** The main part of another answer of the server in place of this one. */
function show(html) {
  const main = new DOMParser().parseFromString(html, "text/html").querySelector("main");
  if (!main) return location.reload();
  document.querySelector("main").replaceWith(document.adoptNode(main));
  main.focus(); // its form has no listeners and works without them
}

const waiting = document.querySelector("[data-poll]");
if (waiting) look();

/** Asks every other second how far the plan is. */
async function look() {
  await new Promise((done) => setTimeout(done, 2000));
  const answer = await fetch(location.href, { cache: "no-store" }).catch(() => null);
  if (!answer?.ok) return look();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = page.querySelector("[data-poll]");
  if (!now) return location.reload();
  document.querySelector("[data-poll]").replaceChildren(...now.childNodes);
  return look();
}
