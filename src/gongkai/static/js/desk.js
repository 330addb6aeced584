// Comforts of the desk; every page works without them: the menu folds on a phone, "/" goes to the search field,
// an error summary comes into view, a second press does not send a form twice, buttons that print, menus that close.
(function () {
  "use strict";

  var root = document.documentElement;
  var button = document.querySelector(".navbtn");
  var side = document.getElementById("side");
  root.classList.add("scripted");

  if (button && side) {
    button.addEventListener("click", function () {
      button.setAttribute("aria-expanded", String(side.classList.toggle("open")));
    });
  }

  var summary = document.querySelector("[data-focus]");
  if (summary) {
    summary.focus();
  }

  document.querySelectorAll("[data-print]").forEach(function (press) {
    press.hidden = false;
    press.addEventListener("click", function () {
      window.print();
    });
  });

  document.querySelectorAll("form[method=post]").forEach(function (form) {
    form.addEventListener("submit", function (event) {
      if (form.dataset.sent) {
        event.preventDefault();
      }
      form.dataset.sent = "1";
    });
  });

  // A menu closes on Escape, which leads back to its button, and on a press outside.
  document.querySelectorAll("details[data-menu]").forEach(function (menu) {
    document.addEventListener("click", function (event) {
      if (!menu.contains(event.target)) {
        menu.open = false;
      }
    });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && menu.open) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    });
  });

  // A page that comes back from the browser's history may be sent again.
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) {
      delete form.dataset.sent;
    });
  });
})();
