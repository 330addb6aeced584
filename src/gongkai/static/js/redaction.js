// Comforts of marking; the page works without them: boxes are drawn on the picture of a page with mouse, finger or
// keyboard, characters of a Word file are chosen by selecting them. Both become lines in the field of places.
(function () {
  "use strict";

  var SMALLEST = 3;
  var AGAIN = 3000;
  var SPACE = "http://www.w3.org/2000/svg";
  var field = document.querySelector("textarea[data-lines]");
  var sheet = document.querySelector("[data-sheet]");
  var paragraphs = document.querySelector("[data-paragraphs]");

  function lines() {
    return field.value.split("\n").filter(function (line) {
      return line.trim();
    });
  }

  function drawing() {
    var svg = sheet.querySelector("svg");
    var page = sheet.dataset.page;
    var width = Number(sheet.dataset.width);
    var height = Number(sheet.dataset.height);
    var boxes = [];
    var current = null;
    var from = null;

    function place(event) {
      var edge = sheet.getBoundingClientRect();
      return {
        x: Math.min(Math.max((event.clientX - edge.left) / edge.width, 0), 1) * width,
        y: Math.min(Math.max((event.clientY - edge.top) / edge.height, 0), 1) * height
      };
    }

    function line(box) {
      return [page].concat([box.x, box.y, box.x + box.w, box.y + box.h].map(function (each) {
        return each.toFixed(1);
      })).join(",");
    }

    // The field is what counts: lines of other pages stay as they are, those of this page are drawn.
    function read() {
      boxes.forEach(function (box) {
        box.shape.remove();
      });
      boxes = [];
      current = null;
      lines().forEach(function (text) {
        var said = text.split(/[\s,，]+/).map(Number);
        if (said.length === 5 && String(said[0]) === page && !said.some(isNaN)) {
          add(Math.min(said[1], said[3]), Math.min(said[2], said[4]), Math.abs(said[3] - said[1]), Math.abs(said[4] - said[2]));
        }
      });
    }

    function write() {
      var others = lines().filter(function (text) {
        return text.split(/[\s,，]+/)[0] !== page;
      });
      field.value = others.concat(boxes.map(line)).join("\n");
    }

    function show(box) {
      box.shape.setAttribute("x", box.x);
      box.shape.setAttribute("y", box.y);
      box.shape.setAttribute("width", box.w);
      box.shape.setAttribute("height", box.h);
    }

    function choose(box) {
      boxes.forEach(function (each) {
        each.shape.classList.toggle("current", each === box);
      });
      current = box;
    }

    function add(x, y, w, h) {
      var box = { x: x, y: y, w: w, h: h, shape: document.createElementNS(SPACE, "rect") };
      box.shape.setAttribute("class", "drawn");
      svg.appendChild(box.shape);
      boxes.push(box);
      show(box);
      choose(box);
      return box;
    }

    function remove(box) {
      box.shape.remove();
      boxes.splice(boxes.indexOf(box), 1);
      choose(boxes[boxes.length - 1] || null);
    }

    sheet.addEventListener("pointerdown", function (event) {
      if (event.button !== 0 || !event.isPrimary) {
        return;
      }
      from = place(event);
      add(from.x, from.y, 0, 0);
      sheet.setPointerCapture(event.pointerId);
    });
    sheet.addEventListener("pointermove", function (event) {
      if (!from || !current) {
        return;
      }
      var to = place(event);
      current.x = Math.min(from.x, to.x);
      current.y = Math.min(from.y, to.y);
      current.w = Math.abs(to.x - from.x);
      current.h = Math.abs(to.y - from.y);
      show(current);
    });
    ["pointerup", "pointercancel"].forEach(function (name) {
      sheet.addEventListener(name, function () {
        if (from && current && (name === "pointercancel" || current.w < SMALLEST || current.h < SMALLEST)) {
          remove(current);
        }
        from = null;
        write();
      });
    });

    var moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    sheet.addEventListener("keydown", function (event) {
      var step = moves[event.key];
      if (event.key === "Enter") {
        add(width / 2 - 40, height / 2 - 8, 80, 16);
      } else if ((event.key === "Delete" || event.key === "Backspace") && current) {
        remove(current);
      } else if (step && current) {
        if (event.shiftKey) {
          current.w = Math.max(SMALLEST, Math.min(current.w + step[0] * 4, width - current.x));
          current.h = Math.max(SMALLEST, Math.min(current.h + step[1] * 4, height - current.y));
        } else {
          current.x = Math.min(Math.max(current.x + step[0] * 4, 0), width - current.w);
          current.y = Math.min(Math.max(current.y + step[1] * 4, 0), height - current.h);
        }
        show(current);
      } else {
        return;
      }
      event.preventDefault();
      write();
    });

    sheet.classList.add("drawing");
    sheet.tabIndex = 0;
    sheet.setAttribute("role", "group");
    sheet.setAttribute("aria-label", "第 " + page + " 页，可以画框");
    sheet.querySelector("img").draggable = false;
    document.querySelector("[data-drawing]").hidden = false;
    field.addEventListener("change", read);
    read();
  }

  // How many characters of the paragraph stand before a place in it; the table counts whole characters, not halves of them.
  function before(paragraph, node, offset) {
    var range = document.createRange();
    range.selectNodeContents(paragraph);
    range.setEnd(node, offset);
    return Array.from(range.toString()).length;
  }

  function paragraphOf(node) {
    var element = node.nodeType === 1 ? node : node.parentElement;
    return element.closest("[data-paragraph]");
  }

  function selecting() {
    paragraphs.addEventListener("pointerup", function () {
      var selection = window.getSelection();
      if (!selection.rangeCount || selection.isCollapsed) {
        return;
      }
      var range = selection.getRangeAt(0);
      var paragraph = paragraphOf(range.startContainer);
      if (!paragraph || paragraph !== paragraphOf(range.endContainer)) {
        return;
      }
      var start = before(paragraph, range.startContainer, range.startOffset);
      var end = before(paragraph, range.endContainer, range.endOffset);
      if (end > start) {
        field.value = lines().concat([[paragraph.dataset.paragraph, start + 1, end].join(",")]).join("\n");
      }
    });
  }

  // While a job is at work, look again; the page of the result leads on by itself once it is done. Whoever is about to
  // stop it is left alone.
  function waiting(section) {
    window.setTimeout(function () {
      if (section.querySelector("details[open]")) {
        waiting(section);
      } else {
        window.location.replace(section.dataset.waiting);
      }
    }, AGAIN);
  }

  var going = document.querySelector("[data-waiting]");
  if (going) {
    going.querySelector("[data-refreshing]").hidden = false;
    waiting(going);
  }
  if (field && sheet) {
    drawing();
  }
  if (field && paragraphs) {
    selecting();
  }
})();
