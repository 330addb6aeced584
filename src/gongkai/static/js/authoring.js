// Comforts of authoring; every page works without them: a file may be dropped, the text is saved by itself, nobody leaves
// unsaved work behind by mistake, text and original are tabs on a narrow screen, what does not apply is folded away, what
// a check found in the title is selected.
(function () {
  "use strict";

  var EVERY = 20000;
  var form = document.querySelector("form.authoring");
  var status = document.getElementById("saved");
  var dirty = false;
  var saving = false;

  function drop(box) {
    var input = box.querySelector("input[type=file]");
    box.querySelector(".drop-hint").hidden = false;
    ["dragover", "dragleave", "drop"].forEach(function (name) {
      box.addEventListener(name, function (event) {
        event.preventDefault();
        box.classList.toggle("over", name === "dragover");
      });
    });
    box.addEventListener("drop", function (event) {
      if (event.dataTransfer.files.length) {
        input.files = event.dataTransfer.files;
      }
    });
  }

  function tabs(box) {
    var panels = [].slice.call(box.children);
    if (panels.length < 2) {
      return;
    }
    var bar = document.createElement("div");
    var narrow = window.matchMedia("(max-width: 1100px)");
    bar.className = "tabs";
    bar.setAttribute("role", "tablist");
    bar.setAttribute("aria-label", "正文和原稿");
    panels.forEach(function (panel, index) {
      var tab = document.createElement("button");
      tab.type = "button";
      tab.className = "btn";
      tab.textContent = index ? "原稿" : "正文";
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", panel.id);
      tab.addEventListener("click", function () {
        show(index);
      });
      bar.appendChild(tab);
    });
    box.parentNode.insertBefore(bar, box);

    function show(chosen) {
      panels.forEach(function (panel, index) {
        panel.hidden = narrow.matches && index !== chosen;
        bar.children[index].setAttribute("aria-selected", String(index === chosen));
      });
    }
    narrow.addEventListener("change", function () {
      show(0);
    });
    show(0);
  }

  function unfold(part) {
    var inputs = form.querySelectorAll("[name=" + part.dataset.when + "]");
    function look() {
      var chosen = form.querySelector("[name=" + part.dataset.when + "]:checked");
      var needed = Boolean(chosen) && chosen.value !== part.dataset.not;
      part.hidden = !needed;
      part.open = part.open || needed;
    }
    inputs.forEach(function (input) {
      input.addEventListener("change", look);
    });
    look();
  }

  function say(text, wrong) {
    status.textContent = text;
    status.classList.toggle("trouble-now", Boolean(wrong));
  }

  function save() {
    if (saving || !dirty || !form.dataset.autosave) {
      return Promise.resolve(!dirty);
    }
    saving = true;
    dirty = false;
    return fetch(form.dataset.autosave, {method: "POST", body: new FormData(form), credentials: "same-origin"})
      .then(function (answer) {
        return answer.json().then(function (said) {
          if (answer.ok) {
            form.elements.revision.value = said.revision;
            say("已自动保存 " + said.saved);
            return true;
          }
          dirty = true;
          if (answer.status === 409) {
            delete form.dataset.autosave;
            say(said.message + "请点“保存”比较两份内容。", true);
          } else {
            say("没有自动保存：" + said.message, true);
          }
          return false;
        });
      })
      .catch(function () {
        dirty = true;
        say("没有保存上，稍后自动再试。请不要关闭本页。", true);
        return false;
      })
      .then(function (done) {
        saving = false;
        return done;
      });
  }

  document.querySelectorAll("[data-drop]").forEach(drop);
  if (!form) {
    return;
  }
  document.querySelectorAll("[data-tabs]").forEach(tabs);
  form.querySelectorAll("[data-when]").forEach(unfold);
  document.querySelectorAll("[data-spot=title]").forEach(function (spot) {
    form.elements.title.focus();
    form.elements.title.setSelectionRange(Number(spot.dataset.start), Number(spot.dataset.end));
  });
  // On a slow line somebody may have typed before this was here.
  var typed = [].some.call(form.querySelectorAll("textarea, input[type=text]"), function (field) {
    return field.value !== field.defaultValue;
  });
  dirty = typed || "unsaved" in form.dataset;

  ["input", "change"].forEach(function (name) {
    form.addEventListener(name, function () {
      dirty = true;
    });
  });
  form.addEventListener("submit", function () {
    dirty = false;
    delete form.dataset.autosave;
  });
  window.setInterval(save, Number(form.dataset.every) || EVERY);
  window.addEventListener("beforeunload", function (event) {
    if (dirty) {
      event.preventDefault();
      event.returnValue = "";
    }
  });

  // What is done with files reloads the page: what was typed is saved first.
  document.querySelectorAll("form[data-after-saving]").forEach(function (files) {
    files.addEventListener("submit", function (event) {
      if (!dirty || !form.dataset.autosave) {
        return;
      }
      event.preventDefault();
      var button = event.submitter;
      save().then(function (done) {
        delete files.dataset.sent;
        if (done && button) {
          button.click();
        }
      });
    });
  });
})();
