// Which of the three languages does the reader read? The first that the browser prefers; the list stays for all others.
(function () {
  "use strict";
  var links = Array.prototype.slice.call(document.querySelectorAll("[data-language]"));
  var preferred = navigator.languages || [navigator.language || ""];
  for (var i = 0; i < preferred.length; i += 1) {
    var code = preferred[i].slice(0, 2).toLowerCase();
    var link = links.filter(function (each) { return each.getAttribute("data-language") === code; })[0];
    if (link) { location.replace(link.href); return; }
  }
})();
