// The touch screen: keys to type with, and that nothing is left of a visitor who went away. Reading works without.
(function () {
  "use strict";

  var body = document.body;
  var store = window.sessionStorage;
  var home = body.dataset.home;

  // Pages replace each other, so that the browser has nothing to go back to; the way back is our own, and can be forgotten.
  function way() {
    try {
      return JSON.parse(store.getItem("way") || "[]");
    } catch (broken) {
      return [];
    }
  }

  function here() {
    return window.location.pathname + window.location.search;
  }

  function go(address) {
    window.location.replace(address);
  }

  function end() {
    store.clear();
    document.querySelectorAll("form").forEach(function (form) {
      form.reset();
    });
    document.querySelectorAll("input").forEach(function (input) {
      if (input.type !== "hidden") {
        input.value = "";
      }
    });
    go(body.dataset.end);
  }

  if (home) {
    var steps = window.location.pathname === home ? [] : way();
    if (steps[steps.length - 1] !== here()) {
      steps.push(here());
    }
    store.setItem("way", JSON.stringify(steps.slice(-30)));
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || event.button || link.getAttribute("href").charAt(0) === "#") {
      return;
    }
    event.preventDefault();
    if (link.hasAttribute("data-finish")) {
      end();
      return;
    }
    var passed = way();
    if (link.hasAttribute("data-back") && passed.length > 1) {
      store.setItem("way", JSON.stringify(passed.slice(0, -1)));
      go(passed[passed.length - 2]);
      return;
    }
    go(link.href);
  });

  document.querySelectorAll("form[method=get]").forEach(function (form) {
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var said = Array.prototype.map.call(form.querySelectorAll("[name]"), function (field) {
        return encodeURIComponent(field.name) + "=" + encodeURIComponent(field.value);
      });
      go(form.action + "?" + said.join("&"));
    });
  });

  // A page that the browser had kept as it was left is not shown again.
  window.addEventListener("pageshow", function (event) {
    if (event.persisted && body.dataset.end) {
      end();
    }
  });

  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      window.print();
    });
  });

  // Nobody there: the seconds are counted where everybody sees them, the last of them with a question.
  var whole = Number(body.dataset.idle || 0) * 1000;
  if (whole) {
    var warned = Number(body.dataset.warned) * 1000;
    var still = document.querySelector("[data-still]");
    var clearing = document.querySelector("[data-clearing]");
    var touched = Date.now();

    var used = function () {
      return window.location.pathname !== home || store.getItem("used") === "1";
    };
    var touch = function () {
      touched = Date.now();
      store.setItem("used", "1");
    };
    var look = function () {
      if (!used()) {
        clearing.hidden = true;
        return;
      }
      var left = whole - (Date.now() - touched);
      if (left <= 0) {
        window.clearInterval(timer);
        end();
        return;
      }
      var seconds = String(Math.ceil(left / 1000));
      clearing.hidden = left <= warned;
      clearing.querySelector("[data-left]").textContent = seconds;
      still.querySelector("[data-left]").textContent = seconds;
      // Not while a finger is on it: what lies under it would be touched instead.
      if (still.hidden !== left > warned) {
        still.hidden = left > warned;
      }
    };
    var timer = window.setInterval(look, 500);
    ["pointerdown", "keydown", "input", "scroll", "wheel", "touchstart"].forEach(function (name) {
      window.addEventListener(name, touch, { capture: true, passive: true });
    });
    look();
  }

  // Keys on the screen: they type where it was touched last.
  document.querySelectorAll("[data-keypad]").forEach(function (pad) {
    var boxes = pad.dataset.keypad.split(" ").map(function (id) {
      return document.getElementById(id);
    });
    var box = boxes[0];
    boxes.forEach(function (each) {
      each.addEventListener("focus", function () {
        box = each;
      });
    });
    var typed = function (text) {
      box.value = text;
      box.dispatchEvent(new Event("input", { bubbles: true }));
    };
    pad.hidden = false;
    pad.addEventListener("click", function (event) {
      var key = event.target.closest("button");
      if (!key) {
        return;
      }
      if (key.hasAttribute("data-key")) {
        typed(box.value + key.dataset.key);
      } else if (key.hasAttribute("data-key-back")) {
        typed(box.value.slice(0, -1));
      } else {
        typed("");
      }
    });
  });

  // What first letters may mean.
  var asking = document.querySelector("input[data-suggestions]");
  var list = document.querySelector("[data-suggested]");
  if (asking && list && window.fetch) {
    document.querySelector("[data-letters]").hidden = false;
    var show = function (texts) {
      list.textContent = "";
      texts.forEach(function (text) {
        var line = document.createElement("li");
        var link = document.createElement("a");
        var words = document.createElement("b");
        words.textContent = text;
        link.href = asking.dataset.found + "?q=" + encodeURIComponent(text);
        link.appendChild(words);
        line.appendChild(link);
        list.appendChild(line);
      });
      list.hidden = !texts.length;
    };
    asking.addEventListener("input", function () {
      var text = asking.value.trim();
      if (!text) {
        show([]);
        return;
      }
      fetch(asking.dataset.suggestions + "?q=" + encodeURIComponent(text), { credentials: "same-origin" })
        .then(function (response) {
          return response.ok ? response.json() : { suggestions: [] };
        })
        .then(function (said) {
          if (text === asking.value.trim()) {
            show(said.suggestions);
          }
        })
        .catch(function () {
          show([]);
        });
    });
  }
})();
