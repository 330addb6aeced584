// Reads a text aloud with a voice of the browser, paragraph by paragraph. The buttons appear where there is a Chinese voice.
(function () {
  "use strict";

  const speech = window.speechSynthesis;
  const bar = document.querySelector("[data-reading]");
  if (!bar || !speech) {
    return;
  }
  const toggle = bar.querySelector("[data-toggle]");
  const stop = bar.querySelector("[data-stop]");
  let parts = [];
  let at = -1;
  let paused = false;
  let run = 0; // what a voice says of an earlier run counts no more

  function voice() {
    const found = speech.getVoices().filter((each) => /^(zh|cmn)/i.test(each.lang));
    return found.find((each) => /CN|Hans/i.test(each.lang)) || found[0];
  }

  function show() {
    bar.hidden = !voice();
    toggle.textContent = bar.dataset[at < 0 ? "start" : paused ? "resume" : "pause"];
    stop.hidden = at < 0;
  }

  function read(place) {
    const mine = (run += 1);
    if (parts[at]) {
      parts[at].classList.remove("reading-now");
    }
    at = place < parts.length ? place : -1;
    if (at < 0) {
      paused = false;
      if (document.activeElement === stop) {
        toggle.focus();
      }
      speech.cancel();
      speech.resume();
    } else {
      parts[at].classList.add("reading-now");
      parts[at].scrollIntoView({ block: "nearest" });
      const said = new SpeechSynthesisUtterance(parts[at].textContent);
      said.voice = voice();
      said.lang = said.voice.lang;
      said.onend = () => mine === run && read(at + 1);
      said.onerror = () => mine === run && read(-1);
      speech.speak(said);
    }
    show();
  }

  toggle.onclick = function () {
    if (at < 0) {
      parts = [...document.querySelectorAll(bar.dataset.reading)].filter((each) => each.textContent.trim());
      read(0);
    } else {
      paused = !paused;
      speech[paused ? "pause" : "resume"]();
      show();
    }
  };
  stop.onclick = () => read(-1);
  window.onpagehide = () => speech.cancel();
  speech.onvoiceschanged = show;
  show();
})();
