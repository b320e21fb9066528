// Filters, sorts and turns pages in place: fetches the live part of the address that a link or a form leads to,
// puts it where the old one was, and lets the address bar say it. Where anything fails, the browser goes there.

const part = () => document.querySelector("[data-live]");
const status = document.querySelector("[data-live-status]");
let latest = 0;

async function show(address, { push = true, focus = null } = {}) {
  const mine = (latest += 1);
  part().setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, {
      headers: { "X-Fragment": "live" },
      cache: "no-store",
      credentials: "same-origin",
    });
    if (!answer.ok) throw new Error(String(answer.status));
    const text = await answer.text();
    if (mine !== latest) return; // Somebody has asked for something else meanwhile.
    const fresh = new DOMParser().parseFromString(text, "text/html").querySelector("[data-live]");
    if (!fresh) throw new Error("no live part");
    if (push) history.pushState(null, "", address);
    part().replaceWith(fresh);
    carryOver(new URL(address, location.href).searchParams);
    if (focus) fresh.querySelector(focus)?.focus({ preventScroll: true });
    const found = fresh.querySelector("[data-found]") ?? fresh.querySelector("caption, h2");
    if (status) status.textContent = found?.textContent.trim() ?? "";
  } catch {
    location.assign(address);
  }
}

// What the form sends along, and what it shows, is what the address says.
function carryOver(asked) {
  const form = document.querySelector("form[data-in-place]");
  if (!form) return;
  for (const name of ["sort", "order"]) {
    form.querySelector(`input[type=hidden][name=${name}]`)?.remove();
    if (!asked.get(name)) continue;
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value: asked.get(name) });
    form.append(field);
  }
  for (const field of form.querySelectorAll("select, input:not([type=hidden])")) field.value = asked.get(field.name) ?? "";
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-in-place]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const column = link.closest("th")?.cellIndex;
  const focus = column === undefined ? "caption" : `thead th:nth-child(${column + 1}) a`;
  show(link.getAttribute("href"), { focus });
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-in-place]");
  if (!form) return;
  event.preventDefault();
  const asked = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  const focus = form.closest("[data-live]") ? "form[data-in-place] button" : null; // It is put in anew, too.
  show(`${form.getAttribute("action")}${asked.size ? `?${asked}` : ""}`, { focus });
});

window.addEventListener("popstate", () => show(location.href, { push: false }));
