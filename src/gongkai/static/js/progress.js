// The progress of work in the background, read again every few seconds; without it the page has a button for that.
(function () {
  "use strict";

  var shown = document.querySelector("[data-progress]");
  if (!shown) {
    return;
  }

  function look() {
    if (document.hidden) {
      window.setTimeout(look, 3000);
      return;
    }
    window
      .fetch(window.location.href, { credentials: "same-origin" })
      .then(function (answer) {
        if (!answer.ok || answer.redirected) {
          throw new Error("no progress");
        }
        return answer.text();
      })
      .then(function (text) {
        var found = new DOMParser().parseFromString(text, "text/html").querySelector("[data-progress]");
        if (!found) {
          window.location.reload();
          return;
        }
        shown.replaceChildren.apply(shown, Array.from(found.childNodes));
        window.setTimeout(look, 3000);
      })
      .catch(function () {
        window.setTimeout(look, 15000);
      });
  }

  window.setTimeout(look, 3000);
})();
