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
  event.respondWith(caches.match(address.origin + address.pathname).then((kept) => kept ?? fetch(request)));
});
