// Which promises does the reader want to see? Filters by party, kind and state; the address keeps the choice.
(function () {
  "use strict";
  var form = document.querySelector(".filters");
  var rows = Array.prototype.slice.call(document.querySelectorAll(".promise"));
  var output = form.querySelector("output");
  form.hidden = false;

  function chosen() {
    return { party: form.elements.party.value, kind: form.elements.kind.value, state: form.elements.state.value };
  }
  function fits(row, wanted) {
    var own = wanted.party ? row.getAttribute("data-" + wanted.party.toLowerCase()) : row.getAttribute("data-state");
    if (wanted.party && own === null) return false;
    if (wanted.kind && row.getAttribute("data-kind") !== wanted.kind) return false;
    return !wanted.state || wanted.state.split(",").indexOf(own) >= 0;
  }
  function show() {
    var wanted = chosen(), shown = 0;
    rows.forEach(function (row) {
      row.hidden = !fits(row, wanted);
      if (!row.hidden) shown += 1;
    });
    document.querySelectorAll(".promises tbody").forEach(function (body) {
      body.hidden = !body.querySelector(".promise:not([hidden])");
    });
    output.textContent = shown === rows.length ? "" : output.getAttribute("data-said").replace("{n}", shown);
    document.querySelectorAll(".counts a").forEach(function (link) {
      if (wanted.state && link.hash === "#state=" + wanted.state) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  }
  function remember() {
    var wanted = chosen();
    var parts = ["party", "kind", "state"].filter(function (name) { return wanted[name]; });
    var hash = parts.map(function (name) { return name + "=" + wanted[name]; }).join("&");
    history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search);
    show();
  }
  function recall() {
    var given = {};
    location.hash.slice(1).split("&").forEach(function (part) {
      var pair = part.split("=");
      if (pair.length === 2) given[pair[0]] = decodeURIComponent(pair[1]);
    });
    ["party", "kind", "state"].forEach(function (name) {
      var select = form.elements[name], value = given[name] || "";
      var known = Array.prototype.some.call(select.options, function (option) { return option.value === value; });
      if (!known && name === "state") select.add(new Option(value, value));
      select.value = known || name === "state" ? value : "";
    });
    show();
  }
  form.addEventListener("change", remember);
  form.addEventListener("reset", function () { setTimeout(remember, 0); });
  window.addEventListener("hashchange", recall);
  recall();
})();
