"use strict";
(function () {
  var field = document.querySelector("[data-search]"), hits = document.querySelector("[data-hits]");
  if (!field) { return; }
  var items = Array.prototype.slice.call(document.querySelectorAll(field.dataset.search));
  function name(item) { return (item.dataset.name || item.textContent).toLowerCase(); }
  function open(item) {
    for (var up = item; up; up = up.parentElement && up.parentElement.closest("li")) {
      up.hidden = false;
      var holder = up.parentElement.closest("details");
      if (holder) { holder.open = true; }
    }
  }
  field.addEventListener("input", function () {
    var words = field.value.toLowerCase().split(/\s+/).filter(Boolean), found = [];
    items.forEach(function (item) {
      var fits = words.every(function (word) { return name(item).indexOf(word) >= 0; });
      item.hidden = !fits;
      item.classList.toggle("hit", fits && words.length > 0);
      if (fits) { found.push(item); }
    });
    if (words.length) { found.forEach(open); }
    hits.textContent = words.length ? found.length + " found" : "";
  });
})();
