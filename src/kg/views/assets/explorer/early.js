// Before the page is drawn: where the explorer can run, what is for readers without a script is not shown.
if ("noModule" in HTMLScriptElement.prototype) document.documentElement.className = "live";
addEventListener("error", () => {
  if (!document.documentElement.classList.contains("ready")) document.documentElement.className = "failed";
});
addEventListener("unhandledrejection", () => {
  if (!document.documentElement.classList.contains("ready")) document.documentElement.className = "failed";
});
