// The card that was opened last stays marked when the evidence is drawn anew under a growing answer.
let opened = null;
new MutationObserver(() => {
  const card = opened && document.getElementById(opened);
  if (card && !card.classList.contains("active")) card.classList.add("active");
}).observe(document.documentElement, { childList: true, subtree: true });

// A marker in an answer opens its card: unfold its turn, bring it into view, mark it, focus it.
document.addEventListener("click", (event) => {
  const marker = event.target.closest && event.target.closest('a[href^="#evidence-"]');
  if (!marker) return;
  const card = document.getElementById(marker.getAttribute("href").slice(1));
  if (!card) return;
  event.preventDefault();
  const turn = card.closest("details");
  if (turn) turn.open = true;
  document.querySelectorAll(".card.active").forEach((other) => other.classList.remove("active"));
  card.classList.add("active");
  opened = card.id;
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  card.scrollIntoView({ behavior: still ? "auto" : "smooth", block: "center" });
  card.focus({ preventScroll: true });
}, true);

// "Copy with sources" under an answer copies its plain text, which lies beside its evidence.
document.addEventListener("click", async (event) => {
  const link = event.target.closest && event.target.closest('a[href^="#copy-"]');
  if (!link) return;
  event.preventDefault();
  const source = document.getElementById(link.getAttribute("href").slice(1));
  if (!source || link.dataset.told) return;
  const offer = link.textContent;
  link.dataset.told = "yes";
  link.textContent = (await copied(source.value)) ? "Copied" : "The browser does not let us copy";
  setTimeout(() => { link.textContent = offer; delete link.dataset.told; }, 2000);
}, true);

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch { // there is no clipboard on a page that came without encryption from another machine
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

// "/" goes to the question from anywhere; Escape stops an answer that is being written.
document.addEventListener("keydown", (event) => {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
    const question = document.querySelector("#question textarea, #question input");
    if (question) { question.focus(); event.preventDefault(); }
  }
  if (event.key === "Escape") {
    const stop = document.getElementById("stop");
    if (stop && stop.offsetParent !== null) stop.click();
  }
});
