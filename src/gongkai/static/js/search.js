// What somebody may mean while typing. The box works without it; arrows choose, Enter asks, Escape closes.
(function () {
  "use strict";

  // On a phone the hits come first: what narrows them is folded.
  var facets = document.querySelector("details.facets");
  if (facets && window.matchMedia("(max-width: 800px)").matches) {
    facets.open = false;
  }

  document.querySelectorAll("input[data-suggestions]").forEach(function (box) {
    var form = box.form;
    var list = document.createElement("ul");
    var timer = 0;
    var asked = "";
    var at = -1;

    list.className = "suggestions";
    list.id = box.id + "-suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", box.dataset.saidList);
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-controls", list.id);
    box.setAttribute("aria-expanded", "false");
    form.classList.add("suggesting");
    form.appendChild(list);

    function close() {
      list.hidden = true;
      at = -1;
      box.setAttribute("aria-expanded", "false");
      box.removeAttribute("aria-activedescendant");
    }

    function choose(place) {
      Array.prototype.forEach.call(list.children, function (line, number) {
        line.setAttribute("aria-selected", number === place ? "true" : "false");
      });
      at = place;
      box.setAttribute("aria-activedescendant", list.children[place].id);
    }

    function ask(text) {
      box.value = text;
      close();
      form.submit();
    }

    function show(texts) {
      list.textContent = "";
      texts.forEach(function (text, number) {
        var line = document.createElement("li");
        line.id = list.id + "-" + number;
        line.setAttribute("role", "option");
        line.setAttribute("aria-selected", "false");
        line.textContent = text;
        // Before the box loses the focus.
        line.addEventListener("mousedown", function (event) {
          event.preventDefault();
          ask(text);
        });
        list.appendChild(line);
      });
      close();
      if (texts.length && document.activeElement === box) {
        list.hidden = false;
        box.setAttribute("aria-expanded", "true");
      }
    }

    function fetchSuggestions() {
      var text = box.value.trim();
      if (text === asked) {
        return;
      }
      asked = text;
      if (!text) {
        show([]);
        return;
      }
      fetch(box.dataset.suggestions + "?q=" + encodeURIComponent(text), { credentials: "same-origin" })
        .then(function (response) {
          return response.ok ? response.json() : { suggestions: [] };
        })
        .then(function (said) {
          if (text === asked) {
            show(said.suggestions);
          }
        })
        .catch(function () {
          show([]);
        });
    }

    box.addEventListener("input", function (event) {
      window.clearTimeout(timer);
      if (!event.isComposing) {
        timer = window.setTimeout(fetchSuggestions, 150);
      }
    });
    box.addEventListener("compositionend", fetchSuggestions);
    box.addEventListener("blur", close);
    box.addEventListener("keydown", function (event) {
      var lines = list.children.length;
      if (list.hidden || event.isComposing) {
        return;
      }
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        choose((at + (event.key === "ArrowDown" ? 1 : -1) + lines + (at < 0 && event.key === "ArrowUp" ? 1 : 0)) % lines);
      } else if (event.key === "Enter" && at >= 0) {
        event.preventDefault();
        ask(list.children[at].textContent);
      } else if (event.key === "Escape") {
        event.preventDefault();
        close();
      }
    });
  });
})();
