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
