// Applying: what is public while typing, files that are too large, and work instead of a question. All of it works without.
(function () {
  "use strict";

  // What is public already, while somebody types.
  var look = document.querySelector("form[data-look]");
  if (look && window.fetch) {
    var box = look.querySelector("input[type=search]");
    var place = document.querySelector("[data-hits]");
    var pattern = document.querySelector("template[data-hit]");
    var timer = 0;
    var asked = box.defaultValue.trim();

    var show = function (hits) {
      place.textContent = "";
      if (!hits.length) {
        return;
      }
      var head = document.createElement("h2");
      head.textContent = place.dataset.saidHead;
      var list = document.createElement("ul");
      list.className = "public-hits";
      hits.forEach(function (hit) {
        var line = pattern.content.cloneNode(true);
        line.querySelector("[name=hit]").value = hit.token;
        line.querySelector("[data-title]").textContent = hit.title;
        line.querySelector("[data-where]").textContent = hit.agency + "　" + hit.on;
        list.appendChild(line);
      });
      place.appendChild(head);
      place.appendChild(list);
    };

    var ask = function () {
      var text = box.value.trim();
      if (text === asked) {
        return;
      }
      asked = text;
      fetch(look.dataset.look + "?q=" + encodeURIComponent(text), { credentials: "same-origin" })
        .then(function (response) {
          return response.ok ? response.json() : { hits: [] };
        })
        .then(function (said) {
          if (text === asked) {
            show(said.hits);
          }
        })
        .catch(function () {
          asked = ""; // the line is broken: the button still asks
        });
    };

    box.addEventListener("input", function (event) {
      window.clearTimeout(timer);
      if (!event.isComposing) {
        timer = window.setTimeout(ask, 200);
      }
    });
    box.addEventListener("compositionend", ask);
    ask(); // somebody may have typed before this was here
  }

  // A file that would be refused is named before it is sent.
  function filled(text, values) {
    return text.replace(/\{(\d)\}/g, function (place, number) {
      return values[number];
    });
  }
  document.querySelectorAll("input[data-megabytes]").forEach(function (input) {
    var message = input.parentNode.querySelector("[data-too-large]");
    input.addEventListener("change", function () {
      var most = Number(input.dataset.megabytes);
      var large = Array.prototype.filter.call(input.files, function (file) {
        return file.size > most * 1024 * 1024;
      });
      var said = large.map(function (file) {
        return filled(input.dataset.saidLarge, [file.name, most]);
      });
      if (input.files.length > Number(input.dataset.atOnce)) {
        said.push(filled(input.dataset.saidMany, [input.dataset.atOnce]));
      }
      message.textContent = said.join(" ");
      message.hidden = !said.length;
      if (said.length) {
        input.value = "";
      }
    });
  });

  // SHA-256 of a short ASCII text, by hand: browsers offer theirs only over HTTPS.
  var K = [];
  var START = [];
  (function () {
    function fraction(x) {
      return ((x - Math.floor(x)) * 4294967296) | 0;
    }
    for (var n = 2; K.length < 64; n += 1) {
      var prime = true;
      for (var d = 2; d * d <= n; d += 1) {
        if (n % d === 0) {
          prime = false;
          break;
        }
      }
      if (prime) {
        if (START.length < 8) {
          START.push(fraction(Math.pow(n, 1 / 2)));
        }
        K.push(fraction(Math.pow(n, 1 / 3)));
      }
    }
  })();
  var W = new Int32Array(64);

  function block(hash, words, from) {
    var i, s0, s1, t1, t2;
    for (i = 0; i < 16; i += 1) {
      W[i] = words[from + i];
    }
    for (i = 16; i < 64; i += 1) {
      var x = W[i - 15];
      var y = W[i - 2];
      s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      W[i] = (W[i - 16] + s0 + W[i - 7] + s1) | 0;
    }
    var a = hash[0], b = hash[1], c = hash[2], d = hash[3], e = hash[4], f = hash[5], g = hash[6], h = hash[7];
    for (i = 0; i < 64; i += 1) {
      s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i] + W[i]) | 0;
      s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    hash[0] = (hash[0] + a) | 0;
    hash[1] = (hash[1] + b) | 0;
    hash[2] = (hash[2] + c) | 0;
    hash[3] = (hash[3] + d) | 0;
    hash[4] = (hash[4] + e) | 0;
    hash[5] = (hash[5] + f) | 0;
    hash[6] = (hash[6] + g) | 0;
    hash[7] = (hash[7] + h) | 0;
  }

  // The first 32 bits of the digest.
  function beginning(text) {
    var size = (((text.length + 8) >> 6) + 1) * 16;
    var words = new Int32Array(size);
    for (var i = 0; i < text.length; i += 1) {
      words[i >> 2] |= text.charCodeAt(i) << (24 - (i % 4) * 8);
    }
    words[text.length >> 2] |= 0x80 << (24 - (text.length % 4) * 8);
    words[size - 1] = text.length * 8;
    var hash = new Int32Array(START);
    for (var from = 0; from < size; from += 16) {
      block(hash, words, from);
    }
    return hash[0] >>> 0;
  }

  // The work is done while somebody reads; the question is for whoever has no script.
  var form = document.querySelector("form[data-prove]");
  if (form) {
    var nonce = form.querySelector("[name=nonce]");
    var question = form.querySelector("[data-question]");
    var working = form.querySelector("[data-working]");
    var zeros = 32 - Number(form.dataset.bits);
    var tried = 0;
    var waits = false;

    if (question) {
      question.hidden = true;
    }
    var work = function () {
      for (var end = tried + 1000; tried < end; tried += 1) {
        if (beginning(form.dataset.work + ":" + tried) >>> zeros === 0) {
          nonce.value = String(tried);
          if (waits) {
            form.submit();
          }
          return;
        }
      }
      window.setTimeout(work, 0);
    };
    window.setTimeout(work, 0);
    form.addEventListener("submit", function (event) {
      if (!nonce.value && question) {
        event.preventDefault();
        waits = true;
        working.hidden = false;
      }
    });
  }
})();
