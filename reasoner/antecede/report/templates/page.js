"use strict";
(function () {
  var SVG = "http://www.w3.org/2000/svg";
  var say;

  function all(root, selector) { return Array.prototype.slice.call(root.querySelectorAll(selector)); }
  function ids(element, key) { return (element.dataset[key] || "").split(" ").filter(Boolean); }
  function box(picture, id) { return picture.querySelector('[data-box="' + CSS.escape(id) + '"]'); }

  function make(name, values, parent) {
    var made = document.createElementNS(SVG, name);
    Object.keys(values).forEach(function (key) { made.setAttribute(key, values[key]); });
    parent.appendChild(made);
    return made;
  }

  function clear(picture) {
    picture.classList.remove("telling");
    all(picture, ".on, .lit").forEach(function (each) { each.classList.remove("on", "lit"); });
    all(picture, "[aria-pressed=true]").forEach(function (each) { each.setAttribute("aria-pressed", "false"); });
    all(picture, ".trail").forEach(function (each) { each.remove(); });
  }

  function show(picture, boxes, edges, prefix) {
    clear(picture);
    var halos = make("g", { "class": "trail", "aria-hidden": "true" }, picture);
    var trail = make("g", { "class": "trail", "aria-hidden": "true" }, picture);
    picture.insertBefore(halos, picture.querySelector(".box"));
    boxes.forEach(function (id, at) {
      var group = box(picture, id);
      if (!group) { return; }
      group.classList.add("on");
      var face = group.querySelector(".face").getBBox();
      make("rect", { "class": "halo", x: face.x - 4, y: face.y - 4, width: face.width + 8, height: face.height + 8, rx: 11 }, halos);
      if (boxes.length < 2) { return; }
      var badge = make("g", { "class": "badge" }, trail);
      make("circle", { cx: face.x + face.width - 2, cy: face.y, r: 10 }, badge);
      make("text", { x: face.x + face.width - 2, y: face.y + 4 }, badge).textContent = String(at + 1);
    });
    edges.forEach(function (id) {
      var edge = document.getElementById(prefix + id);
      if (edge) { edge.classList.add("lit"); }
    });
    picture.classList.add("telling");
  }

  function reveal(canvas, group) {
    var frame = canvas.getBoundingClientRect(), own = group.getBoundingClientRect();
    // What is wider than the frame is shown from where it begins.
    var room = Math.max(12, (frame.width - own.width) / 2);
    canvas.scrollBy({ left: own.left - frame.left - room, behavior: "instant" });
  }

  function prepare(line) {
    if (line.quiet) { return; }
    var picture = line.querySelector(".canvas svg"), canvas = line.querySelector(".canvas");
    var prefix = line.id + ".";
    var whole = { width: picture.viewBox.baseVal.width, height: picture.viewBox.baseVal.height }, zoom = 0;

    function resize(to) {
      zoom = to;
      canvas.classList.toggle("free", zoom > 0);
      picture.setAttribute("width", whole.width * (zoom || 1));
      picture.setAttribute("height", whole.height * (zoom || 1));
    }
    function step(by) {
      var now = zoom || picture.getBoundingClientRect().width / whole.width;
      resize(Math.min(3, Math.max(0.25, now * by)));
    }
    // Where the whole would be too small to read, the picture begins at the gate where the case stands.
    function settle() {
      var room = canvas.clientWidth;
      if (room && getComputedStyle(picture).maxWidth !== "none" && room / whole.width < 0.7) { resize(0.8); }
      var tag = picture.querySelector(".tag.open") || picture.querySelector(".tag");
      reveal(canvas, tag ? tag.closest(".box") : box(picture, "request"));
    }
    function choose(group) {
      var id = group.dataset.box, card = line.querySelector('details[data-box="' + CSS.escape(line.id + "." + id) + '"]');
      if (card) {
        var holder = card.closest("details.settled");
        if (holder) { holder.open = true; }
        if (!card.open) { card.open = true; }
      }
      if (card && card.dataset.boxes) { tell(card); } else {
        var near = all(picture, ".edge, .rail").filter(function (edge) {
          var ends = edge.id.slice(prefix.length).split("--");
          return ends[0] === id || ends[1] === id;
        });
        show(picture, [id], near.map(function (edge) { return edge.id.slice(prefix.length); }), prefix);
      }
      group.setAttribute("aria-pressed", "true");
      if (card) { card.scrollIntoView({ block: "nearest" }); }
      say.textContent = group.textContent.replace(/\s+/g, " ").trim();
    }
    function tell(card) {
      var boxes = ids(card, "boxes");
      show(picture, boxes, ids(card, "edges"), prefix);
      var first = box(picture, boxes[0]);
      if (first) { reveal(canvas, first); }
    }
    function quiet() {
      clear(picture);
      all(line, "details.reason[open]").forEach(function (each) { each.open = false; });
      say.textContent = "";
    }
    function walk(group, key) {
      var up = ids(group, "up"), down = ids(group, "down"), beside = ids(group, "beside");
      var at = beside.indexOf(group.dataset.box), to;
      if (key === "ArrowUp") { to = up[0]; }
      if (key === "ArrowDown") { to = at >= 0 ? beside[at + 1] || box(picture, up[0]).dataset.down.split(" ")[0] : beside[0] || down[0]; }
      if (key === "ArrowRight" || key === "ArrowLeft") {
        var row = at >= 0 ? beside : sisters(group);
        at = row.indexOf(group.dataset.box);
        to = row[(at + (key === "ArrowRight" ? 1 : row.length - 1)) % row.length];
      }
      var next = to && box(picture, to);
      if (next) { next.focus(); reveal(canvas, next); }
    }
    function sisters(group) {
      var top = Math.round(group.querySelector(".face").getBBox().y);
      return all(picture, ".box").filter(function (each) {
        return !each.dataset.beside === !group.dataset.beside && Math.round(each.querySelector(".face").getBBox().y) === top;
      }).map(function (each) { return each.dataset.box; });
    }

    all(line, "details.reason[data-boxes]").forEach(function (card) {
      card.addEventListener("toggle", function () {
        if (card.open) { tell(card); }
        else if (!line.querySelector("details.reason[data-boxes][open]")) { clear(picture); }
      });
    });
    all(picture, ".box").forEach(function (group) {
      group.addEventListener("click", function () { choose(group); });
    });
    picture.addEventListener("keydown", function (event) {
      var group = event.target.closest(".box");
      if (event.key === "Enter" || event.key === " ") { choose(group); }
      else if (event.key === "Escape") { quiet(); }
      else if (event.key.indexOf("Arrow") === 0) { walk(group, event.key); }
      else if (event.key === "+" || event.key === "=") { step(1.2); }
      else if (event.key === "-") { step(1 / 1.2); }
      else if (event.key === "0") { resize(0); }
      else { return; }
      event.preventDefault();
      event.stopPropagation();
    });
    all(line, "[data-zoom]").forEach(function (button) {
      button.addEventListener("click", function () {
        var kind = button.dataset.zoom;
        if (kind === "in") { step(1.2); } else if (kind === "out") { step(1 / 1.2); } else { resize(kind === "full" ? 1 : 0); }
      });
    });
    line.quiet = quiet;
    settle();
  }

  function begin() {
    say = document.querySelector(".announce");
    all(document, ".line").forEach(prepare);
  }
  begin();
  document.addEventListener("shown", begin);

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) { return; }
    var line = event.target.closest && event.target.closest(".line") || document.querySelector("ol.reasons > li") && document.querySelector("ol.reasons > li").closest(".line") || document.querySelector(".line");
    if (!line) { return; }
    if (event.key === "Escape") { line.quiet(); }
    var card = /^[1-9]$/.test(event.key) && all(line, "ol.reasons > li > details")[Number(event.key) - 1];
    if (card) { card.open = true; card.scrollIntoView({ block: "nearest" }); }
  });
  all(document, "[data-act=theme]").forEach(function (button) {
    button.addEventListener("click", function () {
      var root = document.documentElement, dark = matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = (root.dataset.theme || (dark ? "dark" : "light")) === "dark" ? "light" : "dark";
      if (root.dataset.keep) { sessionStorage.setItem("theme", root.dataset.theme); }
    });
  });
  all(document, "[data-act=print]").forEach(function (button) {
    button.addEventListener("click", function () { window.print(); });
  });
  var closed = [];
  window.addEventListener("beforeprint", function () {
    closed = all(document, "details:not([open])").map(function (each) { var name = each.getAttribute("name"); each.removeAttribute("name"); each.open = true; return [each, name]; });
    all(document, ".picture.telling").forEach(clear);
  });
  window.addEventListener("afterprint", function () {
    closed.forEach(function (pair) { pair[0].open = false; if (pair[1]) { pair[0].setAttribute("name", pair[1]); } });
  });
})();
