// Comforts that the pages do not depend on: a print button, a button that copies the address, and the error summary in view.
(function () {
  "use strict";

  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      window.print();
    });
  });

  document.querySelectorAll("[data-copy]").forEach(function (button) {
    if (!navigator.clipboard) {
      return; // the address stands below the text, to be copied by hand
    }
    button.hidden = false;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(button.dataset.copy).then(function () {
        button.textContent = button.dataset.done;
      });
    });
  });

  var summary = document.querySelector("[data-focus]");
  if (summary) {
    summary.focus();
  }
})();
