// What is the reader looking for? Every word must be found, accents or not; titles count most, beginnings of words more.
(function () {
  "use strict";
  var form = document.querySelector(".search"), input = form.elements.q, output = form.querySelector("output");
  var list = document.querySelector(".results"), everything = document.querySelector(".everything");
  var MOST = 40;

  function plain(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();
  }
  var entries = window.communiqueIndex.map(function (each, place) {
    return { kind: each[0], title: each[1], address: each[2], said: each[3], place: place,
      heading: " " + plain(each[1]), rest: " " + plain(each[3] + " " + each[4]) };
  });
  function worth(entry, words) {
    var sum = 0;
    for (var i = 0; i < words.length; i += 1) {
      var word = words[i];
      var found = entry.heading.indexOf(" " + word + " ") >= 0 || (entry.heading + " ").indexOf(" " + word + " ") >= 0 ? 8
        : entry.heading.indexOf(" " + word) >= 0 ? 6
        : word.length > 2 && entry.heading.indexOf(word) >= 0 ? 3
        : entry.rest.indexOf(" " + word) >= 0 ? 2
        : word.length > 3 && entry.rest.indexOf(word) >= 0 ? 1 : 0;
      if (!found) return 0;
      sum += found;
    }
    return sum;
  }
  function shown(entry) {
    var item = document.createElement("li"), first = document.createElement("p"), second = document.createElement("p");
    var link = document.createElement("a");
    link.href = entry.address;
    link.textContent = entry.title;
    first.append(link);
    second.className = "small";
    second.textContent = list.getAttribute("data-" + entry.kind) + (entry.said ? " · " + entry.said : "");
    item.append(first, second);
    return item;
  }
  function look() {
    var words = plain(input.value).split(" ").filter(Boolean);
    var found = words.length ? entries.map(function (entry) { return [worth(entry, words), entry]; }) : [];
    found = found.filter(function (pair) { return pair[0] > 0; });
    found.sort(function (a, b) { return b[0] - a[0] || a[1].place - b[1].place; });
    list.replaceChildren.apply(list, found.slice(0, MOST).map(function (pair) { return shown(pair[1]); }));
    list.hidden = !found.length;
    everything.hidden = words.length > 0;
    output.textContent = !words.length ? "" : found.length
      ? output.getAttribute("data-some").replace("{n}", found.length) : output.getAttribute("data-none");
    var address = words.length ? "?q=" + encodeURIComponent(input.value) : location.pathname;
    try { history.replaceState(null, "", address); } catch (error) { /* some browsers refuse it from a disk */ }
  }
  function step(event) {
    var links = Array.prototype.slice.call(list.querySelectorAll("a"));
    var at = links.indexOf(document.activeElement), to = at + (event.key === "ArrowDown" ? 1 : -1);
    if (event.key === "Escape") { input.value = ""; look(); input.focus(); return; }
    if ((event.key !== "ArrowDown" && event.key !== "ArrowUp") || !links.length || list.hidden) return;
    event.preventDefault();
    if (to < 0) input.focus(); else links[Math.min(to, links.length - 1)].focus();
  }
  form.hidden = false;
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    look();
    var first = list.querySelector("a");
    if (first && !list.hidden) first.focus();
  });
  input.addEventListener("input", look);
  document.querySelector("main").addEventListener("keydown", step);
  input.value = new URLSearchParams(location.search).get("q") || "";
  look();
  input.focus();
})();
