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
  // A problem as the endpoint tells it, in words, with a way to its place; what is none is left to the editor.
  const add = (parent, kind, text) => { const made = document.createElement(kind); made.textContent = text; parent.append(made); return made; };
  const read = (text) => { try { return JSON.parse(text); } catch { return null; } };
  const problem = async (error) => {
    const told = read(error.text);
    if (!told || !told.title || !Array.isArray(told.problems)) return undefined;
    const shown = document.createElement("div");
    shown.className = "problem";
    add(add(shown, "p", ""), "strong", `${told.title} (${told.status})`);
    for (const each of told.problems) {
      add(shown, "p", [each.place, each.what].filter(Boolean).join(": "));
      add(shown, "p", each.remedy).className = "soft";
    }
    if (!told.line) return shown;
    const there = add(shown, "button", `Go to line ${told.line}, column ${told.column}`);
    there.type = "button";
    there.addEventListener("click", () => {
      const editor = yasgui.getTab().getYasqe();
      editor.setCursor(told.line - 1, told.column - 1);
      editor.focus();
    });
    return shown;
  };
  Yasgui.Yasr.defaults.errorRenderers = [problem];
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

  // What the editor leaves to be said and reached, put right whenever it draws anew.
  const all = (selector) => place.querySelectorAll(selector);
  const set = (each, key, value) => { if (each.getAttribute(key) !== value) each.setAttribute(key, value); };
  const named = document.createElement("div");
  set(named, "role", "tablist");
  set(named, "aria-label", "Queries");
  place.prepend(named);
  const caption = (field) => {
    const group = field.closest(".selector, .pageSizeWrapper, .requestConfigWrapper");
    const word = group && group.querySelector("label, .pageSizerLabel");
    return field.placeholder || (word ? word.textContent.trim().replace(/:$/, "") : "");
  };
  const mend = () => {
    // The button that adds a query stands among the tabs and is none.
    for (const each of all(".tabsList")) each.removeAttribute("role");
    set(named, "aria-owns", Array.from(all("[role=tab]"), (each) => each.id).join(" "));
    for (const each of all("[role=tab]")) set(each, "aria-keyshortcuts", "Delete");
    for (const each of all(".tab input")) set(each, "aria-label", "Name of the query");
    for (const each of all(".CodeMirror textarea")) set(each, "aria-label", each.closest(".yasr") ? "Response" : "SPARQL query");
    for (const each of all(".requestConfigWrapper input, .tableFilter, select")) { const word = caption(each); if (word) set(each, "aria-label", word); }
    for (const each of all("th .dt-column-title:empty")) each.textContent = "#";
    for (const each of all(".yasr_results")) { set(each, "tabindex", "0"); set(each, "role", "region"); set(each, "aria-label", "Results"); }
    for (const each of all(".yasr_btnGroup button, .selectorButton")) set(each, "aria-pressed", String(each.classList.contains("selected")));
    for (const each of all(".yasr_btnGroup button")) set(each, "aria-disabled", String(each.classList.contains("disabled")));
    for (const each of all(".errorResult pre, .errorMessage")) set(each, "tabindex", "0");
    for (const each of all(".CodeMirror-scroll")) set(each, "tabindex", "0"), set(each, "role", "group"), set(each, "aria-label", "Text");
    // Tab leads on, as everywhere else, and does not indent.
    for (const each of all(".CodeMirror")) {
      const keys = each.CodeMirror && each.CodeMirror.getOption("extraKeys");
      if (each.CodeMirror && !(keys && keys.Tab === false)) each.CodeMirror.setOption("extraKeys", { ...keys, Tab: false, "Shift-Tab": false });
    }
    for (const each of all(".yasr_response_chip, .yasr_fallback_info")) set(each, "role", "status");
    for (const each of all(".errorResult")) set(each, "role", "alert");
  };
  new MutationObserver(mend).observe(place, { childList: true, subtree: true, attributes: true, attributeFilter: ["class"] });
  mend();
})();
