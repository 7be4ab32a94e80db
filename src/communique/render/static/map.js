// How does a still map become one that can be moved? Land and places stand in the site; nothing is asked of anybody.
(function () {
  "use strict";
  var style = getComputedStyle(document.documentElement);
  function colour(name) { return style.getPropertyValue("--" + name).trim(); }
  function canDraw() {
    try { return !!document.createElement("canvas").getContext("webgl2"); } catch (error) { return false; }
  }
  if (!window.maplibregl || !window.communiqueCoasts || !canDraw()) return;

  function painted(features) {
    features.features.forEach(function (feature) { feature.properties.paint = colour(feature.properties.colour); });
    return features;
  }
  function layers() {
    function ground(kind, width) {
      return { id: kind, type: "line", source: "land", filter: ["==", ["get", "kind"], kind],
        paint: { "line-color": colour(kind === "state" ? "rule" : "edge"), "line-width": width } };
    }
    return [
      { id: "paper", type: "background", paint: { "background-color": colour("paper") } },
      ground("state", 0.6), ground("border", 0.9), ground("coast", 0.9),
      { id: "ways", type: "line", source: "own", filter: ["==", ["geometry-type"], "LineString"],
        paint: { "line-color": ["get", "paint"], "line-width": 2 } },
      { id: "places", type: "circle", source: "own", filter: ["==", ["geometry-type"], "Point"],
        paint: { "circle-color": ["get", "paint"], "circle-opacity": 0.55, "circle-radius": ["get", "size"],
          "circle-stroke-color": ["get", "paint"], "circle-stroke-width": 1 } }
    ];
  }
  function draw(place) {
    var data = JSON.parse(document.getElementById(place.getAttribute("data-map") + "-map").textContent);
    var still = place.innerHTML;
    place.textContent = "";
    place.classList.add("map-live");
    var map = new window.maplibregl.Map({
      container: place, bounds: data.bounds, fitBoundsOptions: { padding: 24 }, fadeDuration: 0,
      attributionControl: { compact: false, customAttribution: data.attribution },
      style: { version: 8, sources: {
        land: { type: "geojson", data: window.communiqueCoasts }, own: { type: "geojson", data: painted(data.features) }
      }, layers: layers() }
    });
    map.addControl(new window.maplibregl.NavigationControl({ showCompass: false }));
    map.addControl(new window.maplibregl.ScaleControl({ unit: "metric" }));
    map.on("idle", function () { place.setAttribute("data-idle", "true"); });
    map.on("click", function (event) {
      var found = map.queryRenderedFeatures(event.point, { layers: ["places", "ways"] })[0];
      if (found) new window.maplibregl.Popup().setLngLat(event.lngLat).setText(found.properties.label).addTo(map);
    });
    map.on("error", function (event) {
      console.error(event.error);
      map.remove();
      place.classList.remove("map-live");
      place.innerHTML = still;
    });
    var role = place.closest("[role=img]");
    if (role) role.setAttribute("role", "group"); // it now holds buttons
  }
  document.querySelectorAll("[data-map]").forEach(draw);
})();
