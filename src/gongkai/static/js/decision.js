// The decision on an application: what a result needs is shown as soon as it is chosen.
// Without script the button 更新 brings the page anew.
(function () {
  "use strict";

  var form = document.querySelector("[data-decision]");
  if (!form || !window.fetch || !window.DOMParser || !window.AbortController) {
    return;
  }
  var last = null;

  // The questions that end otherwise fold, as on the page that the server brings; what was chosen stays in view.
  function fold(choice) {
    choice.closest(".tree").querySelectorAll(".question").forEach(function (question) {
      question.open = question.contains(choice);
    });
    choice.scrollIntoView({ block: "nearest" });
  }

  // Whoever chooses far down beside a long text is brought back to what the result asks for.
  function show(choice) {
    var asked = document.getElementById("thing-" + choice.name.replace("outcome-", ""));
    var panel = asked && asked.closest(".panel");
    if (panel && panel.getBoundingClientRect().top < 0) {
      panel.scrollIntoView();
    }
  }

  function place(page) {
    var made = new DOMParser().parseFromString(page, "text/html").querySelector("[data-made]");
    var old = form.querySelector("[data-made]");
    if (!made) {
      throw new Error("no page of a decision");
    }
    var focus = old.contains(document.activeElement) ? document.activeElement.id : "";
    var scrolled = old.querySelector(".check-column").scrollTop;
    old.replaceWith(made);
    made.querySelector(".check-column").scrollTop = scrolled;
    if (focus && document.getElementById(focus)) {
      document.getElementById(focus).focus();
    }
  }

  form.addEventListener("change", function (event) {
    if (!event.target.matches("[data-updates]")) {
      return;
    }
    var choice = event.target.type === "radio" ? event.target : null;
    if (choice) {
      fold(choice);
    }
    if (last) {
      last.abort();
    }
    var mine = (last = new AbortController());
    var data = new FormData(form);
    data.append("update", "1");
    form.querySelector("[data-made]").setAttribute("aria-busy", "true");
    fetch(form.action, { method: "POST", body: data, credentials: "same-origin", signal: mine.signal })
      .then(function (answer) {
        if (!answer.ok || answer.redirected) {
          throw new Error("refused");
        }
        return answer.text();
      })
      .then(place)
      .then(function () {
        if (choice) {
          show(choice);
        }
      })
      .catch(function () {
        // Nothing is lost: the button still brings the page anew.
        if (mine === last) {
          form.querySelector("[data-made]").removeAttribute("aria-busy");
        }
      });
  });
})();
