// 年报体检: drop a file on the form, see its name, know that work is under way. Without script the form works as it is.
(function () {
  "use strict";

  var form = document.querySelector("[data-checkup]");
  var drop = document.querySelector("[data-drop]");
  if (!form || !drop) {
    return;
  }
  var input = drop.querySelector("input[type=file]");
  var chosen = drop.querySelector("[data-chosen]");
  drop.querySelector("[data-drop-hint]").hidden = false;

  function show() {
    var file = input.files[0];
    chosen.textContent = file ? chosen.dataset.saidChosen + file.name + "　" + size(file.size) : "";
  }

  function size(bytes) {
    return bytes < 1048576 ? Math.max(1, Math.round(bytes / 1024)) + " KB" : (bytes / 1048576).toFixed(1) + " MB";
  }

  input.addEventListener("change", show);
  ["dragenter", "dragover"].forEach(function (name) {
    drop.addEventListener(name, function (event) {
      event.preventDefault();
      drop.classList.add("over");
    });
  });
  ["dragleave", "drop"].forEach(function (name) {
    drop.addEventListener(name, function () {
      drop.classList.remove("over");
    });
  });
  drop.addEventListener("drop", function (event) {
    event.preventDefault();
    if (event.dataTransfer.files.length) {
      input.files = event.dataTransfer.files;
      show();
    }
  });

  form.addEventListener("submit", function () {
    form.querySelector("[data-submit]").setAttribute("aria-disabled", "true");
    form.querySelector("[data-working]").hidden = false;
  });
  // the browser may show the page again from its memory
  window.addEventListener("pageshow", function () {
    form.querySelector("[data-submit]").removeAttribute("aria-disabled");
    form.querySelector("[data-working]").hidden = true;
    show();
  });
})();
