// How does a still chart come alive? Its specification stands in the page; colours stay CSS variables.
(function () {
  "use strict";
  if (typeof window.vegaEmbed !== "function") return;
  document.querySelectorAll("[data-chart]").forEach(function (place) {
    var script = document.getElementById(place.getAttribute("data-chart") + "-spec");
    var still = place.innerHTML, spec = JSON.parse(script.textContent);
    place.textContent = "";
    place.classList.add("live");
    window.vegaEmbed(place, spec, {
      actions: false, ast: true, renderer: "svg", mode: "vega-lite", defaultStyle: false,
      tooltip: { disableDefaultStyle: true }
    }).then(function () {
      var svg = place.querySelector("svg");
      if (svg) svg.setAttribute("aria-hidden", "true");
    }).catch(function (error) {
      place.classList.remove("live");
      place.innerHTML = still; // the still picture says the same
      console.error(error);
    });
  });
})();
