// 办理期限计算器: only the fields of the chosen kind, rows added and taken away in place, short addresses.
// Without script the form works as it is.
(function () {
  "use strict";

  // Paper shows every month of the explanation; a telephone begins with all of them closed.
  var months = document.querySelectorAll(".month-days");
  function open(all) {
    Array.prototype.forEach.call(months, function (month) {
      month.open = all;
    });
  }
  if (window.matchMedia("(max-width: 760px)").matches) {
    open(false);
  }
  window.addEventListener("beforeprint", function () {
    open(true);
  });

  var form = document.querySelector("[data-deadline]");
  if (!form) {
    return;
  }
  var MOST = 50;
  var list = form.querySelector("[data-events]");
  var blank = form.querySelector("template[data-row]");
  var add = form.querySelector("[data-add]");
  var channel = form.querySelector("[data-channel]");
  var confirmed = form.querySelector("[data-confirmed]");

  // Show the further fields that the chosen kind has, under the names that it has for them.
  function fit(row) {
    var kind = row.querySelector("[data-kind]").value;
    var box = row.querySelector("[data-extras]");
    var any = false;
    box.querySelectorAll("[data-extra]").forEach(function (field) {
      var label = field.querySelector("label");
      label.dataset.plain = label.dataset.plain || label.textContent;
      var mine = field.dataset.extra.split(";").filter(function (entry) {
        return entry.split(":")[0] === kind;
      })[0];
      field.hidden = mine === undefined && !field.classList.contains("wrong");
      label.textContent = (mine && mine.split(":")[1]) || label.dataset.plain;
      any = any || !field.hidden;
    });
    box.hidden = !any;
    if (box.tagName === "DETAILS") {
      box.open = any;
      box.querySelector("summary").hidden = true;
    }
  }

  function ready(row) {
    var remove = row.querySelector("[data-remove]");
    remove.hidden = false;
    remove.addEventListener("click", function () {
      row.parentNode.removeChild(row);
      count();
      add.focus();
    });
    row.querySelector("[data-kind]").addEventListener("change", function () {
      fit(row);
    });
    fit(row);
  }

  function count() {
    add.hidden = list.children.length >= MOST;
  }

  function numbered(html, number) {
    return html.replace(/(["_])e0(?=[-"])/g, "$1e" + number);
  }

  function next() {
    var numbers = Array.prototype.map.call(list.children, function (row) {
      return Number(row.id.slice(1));
    });
    return Math.max.apply(null, numbers.concat(0)) + 1;
  }

  add.addEventListener("click", function (event) {
    event.preventDefault();
    list.insertAdjacentHTML("beforeend", numbered(blank.innerHTML, next()));
    ready(list.lastElementChild);
    list.lastElementChild.querySelector("[data-kind]").focus();
    count();
  });

  function confirms() {
    confirmed.hidden = !channel.selectedOptions[0].hasAttribute("data-confirms") && !confirmed.classList.contains("wrong");
  }

  function sendable(on) {
    form.querySelectorAll("input, select").forEach(function (input) {
      input.disabled = !on && (input.value === "" || (input.closest("[hidden]") !== null));
    });
  }

  form.addEventListener("submit", function () {
    sendable(false);
  });
  // the browser may show the page again from its memory
  window.addEventListener("pageshow", function () {
    sendable(true);
  });

  // Rows to spare are for pages without script; here a button makes them.
  if (list.querySelector("[data-event]:not([data-blank])")) {
    list.querySelectorAll("[data-blank]").forEach(function (row) {
      list.removeChild(row);
    });
  }
  Array.prototype.forEach.call(list.children, ready);
  channel.addEventListener("change", confirms);
  confirms();
  count();
})();
