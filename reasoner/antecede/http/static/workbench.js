"use strict";
// On top of pages that work without it: the theme stays from page to page, and a changed fact is asked again in place.
(function () {
  var root = document.documentElement, theme = sessionStorage.getItem("theme");
  if (theme) { root.dataset.theme = theme; }

  function states(place) {
    return Array.prototype.map.call(place.querySelectorAll("details[id]"), function (each) { return [each.id, each.open]; });
  }
  function said(form) {
    return new URLSearchParams(new FormData(form)).toString();
  }
  function put(fresh, id) {
    var old = document.getElementById(id), now = fresh.getElementById(id);
    if (!old || !now) { return; }
    var open = states(old);
    old.replaceWith(document.adoptNode(now));
    open.forEach(function (pair) {
      var each = document.getElementById(pair[0]);
      if (each && pair[1]) { each.open = true; }
    });
  }
  function show(text, address, asked) {
    var fresh = new DOMParser().parseFromString(text, "text/html"), form = document.querySelector("form[data-live]");
    if (!fresh.querySelector("form[data-live]")) { return false; }
    var active = document.activeElement, name = active && active.name, value = active && active.value;
    put(fresh, "answer");
    put(fresh, "moved");
    put(fresh, "lines");
    if (said(form) === asked) { put(fresh, "facts"); }
    document.title = fresh.title;
    if (address) { history.replaceState(null, "", address); }
    prepare();
    var again = name && Array.prototype.find.call(document.getElementsByName(name), function (each) { return name !== ":drop" || each.value === value; });
    if (again) { again.focus(); }
    document.dispatchEvent(new Event("shown"));
    document.querySelector(".announce").textContent = document.getElementById("said").textContent;
    return true;
  }
  function ask(form) {
    var asked = said(form);
    if (root.dataset.asking && asked === ask.asked) { return; }
    var number = (ask.number = (ask.number || 0) + 1);
    ask.asked = asked;
    root.dataset.asking = "yes";
    fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) }).then(function (response) {
      return response.text().then(function (text) {
        if (number === ask.number && !show(text, response.redirected ? response.url : "", asked)) { form.submit(); }
      });
    }).catch(function () { form.submit(); }).finally(function () {
      if (number === ask.number) { delete root.dataset.asking; }
    });
  }
  function prepare() {
    var form = document.querySelector("form[data-live]");
    if (!form || form.dataset.ready) { return; }
    form.dataset.ready = "yes";
    form.addEventListener("submit", function (event) { event.preventDefault(); ask(form); });
    form.addEventListener("change", function (event) {
      // A key or a type alone says nothing yet.
      if (!/^key:/.test(event.target.name)) { ask(form); }
    });
  }
  document.addEventListener("DOMContentLoaded", prepare);
})();
