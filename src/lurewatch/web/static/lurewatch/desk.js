// Keys of the queue: j and k go from line to line, x chooses one, Enter opens it as any link.
"use strict";
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), select, textarea")) return;
  const links = [...document.querySelectorAll(".queue tbody a")];
  const row = document.activeElement.closest(".queue tbody tr");
  const at = row ? links.findIndex((link) => row.contains(link)) : -1;
  if (event.key === "j") links[Math.min(at + 1, links.length - 1)]?.focus();
  else if (event.key === "k") links[Math.max(at - 1, 0)]?.focus();
  else if (event.key === "x") row?.querySelector("input[type=checkbox]")?.click();
});
