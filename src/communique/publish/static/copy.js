// What may the reader copy with one click? The text that a button names; a frame's address is made whole first.
(function () {
  "use strict";
  if (/^https?:$/.test(location.protocol)) document.querySelectorAll("#snippet[data-relative]").forEach(function (snippet) {
    snippet.textContent = snippet.textContent.replace(/src="[^"]*"/, 'src="' + location.href.split(/[?#]/)[0] + '"');
    document.querySelectorAll(".before").forEach(function (note) { note.hidden = true; });
  });
  document.querySelectorAll("[data-copies]").forEach(function (button) {
    var text = document.getElementById(button.getAttribute("data-copies"));
    button.hidden = false;
    button.addEventListener("click", function () {
      var range = document.createRange();
      range.selectNodeContents(text);
      var chosen = getSelection();
      chosen.removeAllRanges();
      chosen.addRange(range); // stays chosen, so that a browser without a clipboard can copy it too
      if (navigator.clipboard) {
        navigator.clipboard.writeText(text.textContent).then(function () {
          button.textContent = button.getAttribute("data-done");
        }, function () {});
      }
    });
  });
  if (window.self !== window.top) { // in a frame of another page, links lead out of it
    document.documentElement.classList.add("framed");
    document.querySelectorAll("a[href]:not([href^='#'])").forEach(function (link) { link.target = "_blank"; link.rel = "noopener"; });
  }
})();
