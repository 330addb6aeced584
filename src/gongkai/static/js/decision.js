// The decision on an application: what a result needs is shown as soon as it is chosen.
// Without script the button 更新 brings the page anew.
(function () {
  "use strict";

  var form = document.querySelector("[data-decision]");
  if (!form || !window.fetch || !window.DOMParser || !window.AbortController) {
    return;
  }
  var last = null;

  function place(page) {
    var made = new DOMParser().parseFromString(page, "text/html").querySelector("[data-made]");
    var old = form.querySelector("[data-made]");
    if (!made) {
      throw new Error("no page of a decision");
    }
    var focus = old.contains(document.activeElement) ? document.activeElement.id : "";
    old.replaceWith(made);
    if (focus && document.getElementById(focus)) {
      document.getElementById(focus).focus();
    }
  }

  form.addEventListener("change", function (event) {
    if (!event.target.matches("[data-updates]")) {
      return;
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
      .catch(function () {
        // Nothing is lost: the button still brings the page anew.
        if (mine === last) {
          form.querySelector("[data-made]").removeAttribute("aria-busy");
        }
      });
  });
})();
