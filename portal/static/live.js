// Keeps the live part of a page as it is now: listens for "something has changed", asks for that part
// again and puts it in place of the old one. Focus, scroll and open details stay. Where anything fails,
// the page stays as it was, says so politely, and tries again with growing delay.

const FIRST_DELAY_MS = 1000;
const LONGEST_DELAY_MS = 60000;
const GATHER_MS = 150;

const status = document.querySelector("[data-live-status]"); // What a screen reader is told.
const note = document.querySelector("[data-live-note]"); // What stands on the page.
let stream = null;
let delay = FIRST_DELAY_MS;
let timer = null;
let waiting = null;
let fetching = false;
let again = false;
let interrupted = false;
let shown = document.querySelector("[data-live]")?.innerHTML;

const part = () => document.querySelector("[data-live]");

function write(element, words) {
  if (element && element.textContent !== words) element.textContent = words;
}

function running() {
  write(note, `This page updates by itself. Last change shown: ${part().dataset.updated}.`);
}

function listen() {
  if (stream || document.hidden || !part()) return;
  stream = new EventSource(part().dataset.live);
  stream.addEventListener("revision", (event) => {
    delay = FIRST_DELAY_MS;
    if (interrupted) write(status, "This page updates by itself again.");
    interrupted = false;
    running();
    const news = JSON.parse(event.data);
    if (concerns(news)) refreshSoon();
  });
  stream.addEventListener("tasks", (event) => {
    const { tasks } = part().dataset;
    if (tasks !== undefined && JSON.parse(event.data).revision !== tasks) refreshSoon();
  });
  stream.addEventListener("interrupted", paused);
  stream.addEventListener("error", () => {
    stop();
    paused();
    retry(listen);
  });
}

// Browsers keep few connections per host: a page that nobody looks at gives its own back.
function stop() {
  if (stream) stream.close();
  stream = null;
}

function paused() {
  interrupted = true;
  const words = "Updates are paused. This page will catch up by itself.";
  write(note, `${words} Last change shown: ${part().dataset.updated}.`);
  write(status, words);
}

function retry(action) {
  clearTimeout(timer);
  timer = setTimeout(action, delay * (0.8 + Math.random() * 0.4));
  delay = Math.min(delay * 2, LONGEST_DELAY_MS);
}

function concerns(news) {
  const { revision, liveCase } = part().dataset;
  if (revision === undefined || String(news.revision) === revision) return false;
  return !liveCase || news.cases.length === 0 || news.cases.includes(liveCase);
}

function refreshSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(refresh, GATHER_MS);
}

async function refresh() {
  if (fetching) {
    again = true;
    return;
  }
  fetching = true;
  again = false;
  try {
    const answer = await fetch(location.href, {
      headers: { "X-Fragment": "live" },
      cache: "no-store",
      credentials: "same-origin",
    });
    if (answer.status === 403 || answer.status === 404) location.reload();
    else if (!answer.ok) throw new Error(String(answer.status));
    else replace(await answer.text());
  } catch {
    paused();
    retry(refresh);
  } finally {
    fetching = false;
    if (again) refreshSoon();
  }
}

function replace(text) {
  const fresh = new DOMParser().parseFromString(text, "text/html").querySelector("[data-live]");
  const old = part();
  if (!fresh || !old) return;
  if (Number(fresh.dataset.revision) < Number(old.dataset.revision)) return;
  const focused = placeOf(document.activeElement, old);
  const open = [...old.querySelectorAll("details[open][id]")].map((details) => details.id);
  const { scrollX, scrollY } = window;
  if (fresh.innerHTML === shown) {
    for (const name of ["revision", "tasks"]) {
      if (name in fresh.dataset) old.dataset[name] = fresh.dataset[name];
    }
    return;
  }
  shown = fresh.innerHTML;
  markChanged(fresh, old);
  old.replaceWith(fresh);
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  find(focused, fresh)?.focus({ preventScroll: true });
  window.scrollTo(scrollX, scrollY);
  running();
  write(status, fresh.dataset.announcement);
}

function markChanged(fresh, old) {
  for (const item of fresh.querySelectorAll("[data-item]")) {
    const before = old.querySelector(`[data-item="${CSS.escape(item.dataset.item)}"]`);
    if (!before || before.innerHTML !== item.innerHTML) item.classList.add("rr-changed");
  }
}

function placeOf(element, within) {
  if (!element || !within.contains(element)) return null;
  const href = element.getAttribute("href");
  return { id: element.id, href, tag: element.tagName };
}

function find(place, within) {
  if (!place) return null;
  if (place.id) return document.getElementById(place.id);
  if (place.href) return within.querySelector(`a[href="${CSS.escape(place.href)}"]`);
  return within.querySelector(place.tag);
}

if (part() && "EventSource" in window) {
  document.addEventListener("visibilitychange", () => (document.hidden ? stop() : listen()));
  window.addEventListener("pagehide", stop);
  window.addEventListener("pageshow", listen);
  listen();
}
