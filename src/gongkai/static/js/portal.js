// Comforts that the pages do not depend on: a print button, and the error summary in view.
(function () {
  "use strict";

  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      window.print();
    });
  });

  var summary = document.querySelector("[data-focus]");
  if (summary) {
    summary.focus();
  }
})();
