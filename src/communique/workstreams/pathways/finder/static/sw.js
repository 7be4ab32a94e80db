// Can the page be opened without a connection? Its files are kept at the first visit; nothing else ever is.
const NAME = "NAME_OF_THIS_VERSION";
const FILES = FILES_OF_THIS_VERSION;

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: "no-cache" })))));
});

addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("finder-") && name !== NAME;
  const clean = caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))));
  event.waitUntil(clean.then(() => clients.claim()));
});

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(registration.scope)) return;
  const address = new URL(request.url);
  if (address.pathname.endsWith("/")) address.pathname += "index.html";
  const kept = caches.match(address.origin + address.pathname);
  event.respondWith(kept.then((found) => found ?? fetch(request).catch((error) => instead(request, address, error))));
});

/** Without a connection, a page that is not kept leads to the one in its language that is. */
function instead(request, address, error) {
  if (request.mode !== "navigate") throw error;
  const wanted = [address.pathname.split("/").at(-2), navigator.language.slice(0, 2), "en"];
  const language = wanted.find((code) => FILES.includes(`${code}/index.html`));
  return Response.redirect(`${registration.scope}${language}/index.html`);
}
