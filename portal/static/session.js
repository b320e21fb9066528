// Warns before a session ends, and lets its person stay. What it knows is what the portal said last: before it warns it
// asks again, for the session may have been used in another window. Asking is no use of the session; staying is.
// Without this file the foot of the page says until when the session lasts.

const SAVE_MS = 15000; // So long before the end what is typed is saved.
const MINUTE_MS = 60000;

const box = document.getElementById("session");
const part = (name) => box.querySelector(`[data-session-${name}]`);
let left = 0; // When the session ends unless it is used, and however it is used.
let longest = 0;
let timer = null;
let shown = ""; // What the message says.
let dismissed = ""; // What somebody has read and closed: it is not said again until something else is so.

function told(said) {
  left = Date.now() + said.left * 1000;
  longest = Date.now() + said.longest * 1000;
}

const canStay = () => left < longest;
const warnsAt = () => left - Number(box.dataset.warn) * 1000;

function plan(moment) {
  clearTimeout(timer);
  timer = setTimeout(look, Math.max(0, moment - Date.now()));
}

async function ask(method) {
  const body = method === "POST" ? new URLSearchParams({ form_token: box.dataset.token }) : null;
  const answer = await fetch("/session", {
    method,
    body,
    headers: { "X-Fragment": "session" },
    cache: "no-store",
    credentials: "same-origin",
    redirect: "error",
  });
  if (answer.status === 403) return { left: null };
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

async function look() {
  try {
    heard(await ask("GET"));
  } catch {
    warnOrWait(); // The portal is away: what it said last still holds.
  }
}

async function stay() {
  try {
    const said = await ask("POST");
    if (said.left === null) await look(); // The form of another visit: somebody has signed in again.
    else heard(said);
  } catch {
    warnOrWait();
  }
}

function heard(said) {
  if (said.written_as && said.written_as !== box.dataset.writtenAs) {
    part("who").textContent = said.who;
    show("another");
    return;
  }
  if (said.left === null) {
    over();
    return;
  }
  told(said);
  warnOrWait();
}

function warnOrWait() {
  const now = Date.now();
  if (now < warnsAt()) {
    dismissed = "";
    if (box.open) box.close();
    plan(warnsAt());
    return;
  }
  if (left - now <= SAVE_MS) document.dispatchEvent(new Event("session-ends"));
  if (left > now) warn(now);
  plan(left - now > SAVE_MS ? Math.min(now + MINUTE_MS, left - SAVE_MS) : Math.max(left, now) + 1000);
}

function warn(now) {
  const minutes = Math.ceil((left - now) / MINUTE_MS);
  const words = minutes > 1 ? `${minutes} minutes` : "less than a minute";
  for (const place of box.querySelectorAll("[data-session-time]")) place.textContent = words;
  show(canStay() ? "stay" : "end");
  part("status").textContent = `In ${words} you will be signed out.`;
}

function over() {
  clearTimeout(timer);
  const draft = document.querySelector("form[data-draft]");
  if (box.dataset.leave && !draft) location.replace(box.dataset.leave);
  else show("over");
}

function show(what) {
  if (what === dismissed) return;
  shown = what;
  for (const one of box.querySelectorAll("[data-session-say]")) {
    one.hidden = one.dataset.sessionSay !== what;
    if (!one.hidden) part("heading").textContent = one.dataset.heading;
  }
  part("stay").hidden = what !== "stay";
  part("save").hidden = what !== "end" || !document.querySelector("form[data-draft]");
  part("close").hidden = what === "stay";
  if (box.open) return;
  box.showModal();
  part("heading").focus(); // So that no key that is being typed presses a button.
}

function close() {
  dismissed = shown;
  if (box.open) box.close();
}

if (box && box.showModal && "fetch" in window) {
  told({ left: Number(box.dataset.left), longest: Number(box.dataset.longest) });
  part("stay").addEventListener("click", stay);
  part("save").addEventListener("click", () => {
    document.dispatchEvent(new Event("session-ends"));
    close();
  });
  part("close").addEventListener("click", close);
  box.addEventListener("cancel", (event) => {
    event.preventDefault(); // Whoever presses Escape is there, and stays.
    if (shown === "stay") stay();
    else close();
  });
  document.addEventListener("visibilitychange", () => document.hidden || look());
  plan(warnsAt());
}
