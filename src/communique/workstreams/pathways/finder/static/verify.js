// Are these the rules that the maker signed? Ed25519 by the browser's own cryptography, before anything is read.

/** "good", "bad", or "cannot" where this browser has no Ed25519 or the page came over an open connection. */
export async function checked(text, signature, key) {
  if (globalThis.crypto?.subtle === undefined) return "cannot";
  let imported;
  try {
    imported = await crypto.subtle.importKey("raw", bytesOf(key), "Ed25519", false, ["verify"]);
  } catch (error) {
    return error.name === "NotSupportedError" ? "cannot" : "bad";
  }
  try {
    const good = await crypto.subtle.verify("Ed25519", imported, bytesOf(signature), new TextEncoder().encode(text));
    return good ? "good" : "bad";
  } catch {
    return "bad"; // a signature that is no base 64
  }
}

function bytesOf(base64) {
  return Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
}
