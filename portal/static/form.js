// Keeps what is typed: a draft is saved two seconds after the last key, and within eight of the first. It
// says so on the page. Without this file the buttons of the form do the same.

const QUIET_MS = 2000;
const LONGEST_MS = 8000;
const FIRST_RETRY_MS = 2000;
const LONGEST_RETRY_MS = 30000;
const LEAVE_MS = 5000;

const form = document.querySelector("form[data-draft]");
const note = document.querySelector("[data-draft-note]"); // What stands on the page.
const status = document.querySelector("[data-draft-status]"); // What a screen reader is told.
let changedAt = 0; // When the first change came that is not saved; 0 when all is saved.
let timer = null;
let saving = null;
let retry = FIRST_RETRY_MS;
let leaving = false;

function say(words, link, label = "Sign in again (opens a new tab)") {
  if (note.textContent === words) return;
  note.textContent = words;
  status.textContent = words;
  if (link) {
    const anchor = document.createElement("a");
    anchor.className = "govuk-link";
    anchor.href = link;
    anchor.target = "_blank";
    anchor.rel = "noopener";
    anchor.textContent = label;
    note.append(" ", anchor);
  }
}

function changed() {
  if (leaving) return;
  changedAt ||= Date.now();
  plan(Math.max(0, Math.min(QUIET_MS, changedAt + LONGEST_MS - Date.now())));
}

function plan(wait) {
  clearTimeout(timer);
  timer = setTimeout(save, wait);
}

function content() {
  const fields = new URLSearchParams();
  for (const [name, said] of new FormData(form)) {
    if (typeof said === "string") fields.append(name, said);
  }
  fields.append("do", "draft");
  return fields;
}

function save() {
  clearTimeout(timer);
  if (saving || !changedAt) return saving;
  saving = send().finally(() => {
    saving = null;
  });
  return saving;
}

async function send() {
  const since = changedAt;
  changedAt = 0;
  try {
    const answer = await post();
    if (answer.status === 409) {
      const { another } = await answer.json();
      if (another) {
        again(since, anothers(another), another.change, "Change who you are (opens a new tab)");
        return;
      }
      say("This was changed in another window. Save to see both texts; nothing is lost.");
      return;
    }
    if (answer.status === 401) {
      again(since, "You are signed out. What you typed is still here.", form.dataset.signIn);
      return;
    }
    if (answer.status === 403) {
      await freshToken();
      again(since, "Could not save, trying again.");
      return;
    }
    if (!answer.ok) throw new Error(String(answer.status));
    const { saved } = await answer.json();
    retry = FIRST_RETRY_MS;
    say(`Saved at ${saved}.`);
    if (changedAt) changed();
  } catch {
    again(since, "Could not save, trying again. What you typed is still here.");
  }
}

function post() {
  return fetch(form.action, {
    method: "POST",
    body: content(),
    headers: { "X-Fragment": "draft" },
    cache: "no-store",
    credentials: "same-origin",
    redirect: "error",
    keepalive: document.visibilityState === "hidden",
  });
}

function anothers({ now, was }) {
  return `You are now: ${now}. This was written as: ${was}. It is not saved. What you typed is still here.`;
}

function again(since, words, link, label) {
  changedAt = since;
  say(words, link, label);
  plan(retry);
  retry = Math.min(retry * 2, LONGEST_RETRY_MS);
}

// The person has signed in again in another tab: the form needs the token of the new visit.
async function freshToken() {
  const answer = await fetch(location.href, { cache: "no-store", credentials: "same-origin" });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("form[data-draft]")?.elements;
  if (fresh?.written_as.value === form.elements.written_as.value) {
    form.elements.form_token.value = fresh.form_token.value;
  }
}

// A draft that is on its way must not arrive after what the button sends.
function leave(event) {
  leaving = true;
  clearTimeout(timer);
  if (!saving) return;
  event.preventDefault();
  const by = event.submitter;
  const late = new Promise((done) => setTimeout(done, LEAVE_MS));
  Promise.race([saving, late]).then(() => {
    saving = null;
    form.requestSubmit(by);
  });
}

if (form && note && "fetch" in window) {
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", leave);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && !leaving) save(); // The button takes along what is typed.
  });
  document.addEventListener("session-ends", save);
  window.addEventListener("pageshow", () => {
    leaving = false;
  });
}
