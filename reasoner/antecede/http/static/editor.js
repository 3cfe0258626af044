"use strict";
// The query editor on top of what the page already says: questions from the list, queries from the address.
(() => {
  const place = document.getElementById("yasgui");
  const questions = JSON.parse(document.getElementById("questions").textContent);
  const endpoint = new URL("/sparql", location.href).href;
  const asked = new URLSearchParams(location.search).get("query");
  const wanted = new URLSearchParams(location.search).get("question");
  const chosen = questions.find((each) => each.name === wanted);
  const Yasgui = window.Yasgui.default || window.Yasgui;
  Yasgui.Yasqe.defaults.value = questions[0] ? questions[0].text : "";
  const yasgui = new Yasgui(place, {
    requestConfig: { endpoint, method: "POST", acceptHeaderGraph: "text/turtle" },
    endpointCatalogueOptions: { getData: () => [{ endpoint }], keys: ["endpoint"] },
    copyEndpointOnNewTab: true,
    persistenceId: "antecede",
  });
  const show = (text) => { const tab = yasgui.getTab(); if (tab) { tab.setEndpoint(endpoint); tab.setQuery(text); } };
  if (asked) show(asked); else if (chosen) show(chosen.text); else if (yasgui.getTab()) yasgui.getTab().setEndpoint(endpoint);
  const list = document.getElementById("question");
  list.addEventListener("change", () => {
    const found = questions.find((each) => each.name === list.value);
    if (found) show(found.text);
  });
  // Names for what the editor leaves without one.
  const name = () => {
    for (const field of place.querySelectorAll("textarea:not([aria-label])")) field.setAttribute("aria-label", "SPARQL query");
    for (const field of place.querySelectorAll("input:not([aria-label])")) field.setAttribute("aria-label", field.placeholder || field.type || "setting");
    for (const field of place.querySelectorAll("select:not([aria-label])")) field.setAttribute("aria-label", "setting");
  };
  new MutationObserver(name).observe(place, { childList: true, subtree: true });
  name();
})();
