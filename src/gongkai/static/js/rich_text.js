// The text of an item edited as it will look, where the browser can; otherwise the field with its HTML stays usable.
// What an official text has beside tags (kinds of lines, names of footnotes) is kept; the server cleans what comes.
(function () {
  "use strict";

  var box = document.querySelector("[data-editor]");
  var field = box && box.querySelector("textarea");
  if (!field) {
    return;
  }

  import(box.dataset.editor).then(function (library) {
    start(library);
  }).catch(function () {
    // an old browser, or a file that did not arrive: the field stays as it is
  });

  function start(library) {
    var Keep = library.Extension.create({
      name: "keep",
      addGlobalAttributes: function () {
        function kept(name) {
          return {
            default: null,
            parseHTML: function (element) {
              return element.getAttribute(name);
            },
            renderHTML: function (attributes) {
              return attributes[name] ? Object.fromEntries([[name, attributes[name]]]) : {};
            },
          };
        }
        return [
          {types: ["paragraph", "heading", "orderedList", "tableCell", "tableHeader"], attributes: {class: kept("class")}},
          {types: ["listItem", "link"], attributes: {id: kept("id")}},
        ];
      },
    });
    var holder = document.createElement("div");
    holder.className = "official";
    box.insertBefore(holder, field);
    var editor = new library.Editor({
      element: holder,
      injectCSS: false,
      content: field.value.replace(/<table>\s*<caption>([\s\S]*?)<\/caption>/g, '<p class="centered">$1</p><table>'),
      extensions: [
        library.Document, library.Paragraph, library.Text, library.HardBreak, library.History,
        library.Heading.configure({levels: [2, 3, 4]}), library.Bold, library.Italic, library.Underline,
        library.Subscript, library.Superscript, library.BulletList, library.OrderedList, library.ListItem,
        library.Blockquote, library.HorizontalRule, library.Image.configure({inline: true}),
        library.Link.configure({openOnClick: false, autolink: false}),
        library.Table.configure({resizable: false}), library.TableRow, library.TableHeader, library.TableCell,
        library.Gapcursor, library.Dropcursor, Keep,
      ],
      editorProps: {
        attributes: {role: "textbox", "aria-multiline": "true", "aria-label": "正文", id: "rich-text"},
      },
      onUpdate: function (change) {
        field.value = change.editor.getHTML();
        field.dispatchEvent(new Event("input", {bubbles: true}));
      },
    });
    box.insertBefore(toolbar(editor), holder);
    box.parentNode.classList.add("edited");
    // What leads to the field, a label or a finding, leads to where it is written.
    if (location.hash === "#" + field.id) {
      editor.commands.focus();
    }
    field.addEventListener("focus", function () {
      editor.commands.focus();
    });
    var spot = document.querySelector("[data-spot=body]");
    if (spot) {
      go(editor, spot.dataset.wanted, Number(spot.dataset.near));
    }
  }

  // Select the characters that a check found. The server counts without blanks, in the text as it reads it: with the
  // numbers of lists and the words of pictures. Of several places, the one next to where it should be.
  function go(editor, wanted, near) {
    var text = "";
    var places = [];
    function read(words, at, step) {
      words.split("").forEach(function (character, index) {
        if (!/\s/.test(character)) {
          text += character;
          places.push(at + index * step);
        }
      });
    }
    editor.state.doc.descendants(function (node, at, parent, index) {
      if (node.type.name === "listItem" && parent.type.name === "orderedList") {
        read((parent.attrs.start || 1) + index + ".", at, 0);
      }
      if (node.isText) {
        read(node.text, at, 1);
      } else if (node.type.name === "image") {
        read(node.attrs.alt || "", at, 0);
      }
    });
    var found = -1;
    for (var at = text.indexOf(wanted); wanted && at >= 0; at = text.indexOf(wanted, at + 1)) {
      found = found < 0 || Math.abs(at - near) < Math.abs(found - near) ? at : found;
    }
    if (wanted && found < 0) {
      return;
    }
    // Between two characters there may be nothing but the blank that was found.
    var from = wanted ? places[found] : places[Math.max(0, near - 1)] + 1;
    var to = wanted ? places[found + wanted.length - 1] + 1 : places[Math.min(near, places.length - 1)];
    if (!(from <= to)) {
      return;
    }
    editor.chain().focus().setTextSelection({from: from, to: to}).run();
    show(editor.view, from, to);
  }

  function show(view, from, to) {
    var first = view.domAtPos(from);
    var last = view.domAtPos(to);
    var element = first.node.nodeType === Node.TEXT_NODE ? first.node.parentElement : first.node;
    element.scrollIntoView({block: "center"});
    if (window.Highlight && CSS.highlights) {
      var range = document.createRange();
      range.setStart(first.node, first.offset);
      range.setEnd(last.node, last.offset);
      CSS.highlights.set("spot", new Highlight(range));
    }
  }

  function toolbar(editor) {
    function aligned(kind) {
      return function (chain) {
        return chain.updateAttributes(editor.isActive("heading") ? "heading" : "paragraph", {class: kind});
      };
    }
    function command(name, given) {
      return function (chain) {
        return chain[name](given);
      };
    }
    var sets = [
      [
        ["正文", command("setParagraph"), "paragraph"],
        ["一级标题", command("toggleHeading", {level: 2}), "heading", {level: 2}],
        ["二级标题", command("toggleHeading", {level: 3}), "heading", {level: 3}],
        ["三级标题", command("toggleHeading", {level: 4}), "heading", {level: 4}],
      ],
      [
        ["加粗", command("toggleBold"), "bold"],
        ["列表", command("toggleBulletList"), "bulletList"],
        ["编号", command("toggleOrderedList"), "orderedList"],
      ],
      [
        ["左对齐", aligned(null)],
        ["居中", aligned("centered"), {class: "centered"}],
        ["右对齐", aligned("right"), {class: "right"}],
        ["落款", aligned("signature"), {class: "signature"}],
      ],
      [
        ["插入表格", command("insertTable", {rows: 3, cols: 3, withHeaderRow: true})],
        ["加行", command("addRowAfter")],
        ["加列", command("addColumnAfter")],
        ["删行", command("deleteRow")],
        ["删列", command("deleteColumn")],
        ["合并拆分", command("mergeOrSplit")],
      ],
      [["撤销", command("undo")], ["重做", command("redo")]],
    ];
    var bar = document.createElement("div");
    var looks = [];
    bar.className = "toolbar";
    bar.setAttribute("role", "toolbar");
    bar.setAttribute("aria-label", "正文格式");
    bar.setAttribute("aria-controls", "rich-text");
    sets.forEach(function (set) {
      var group = document.createElement("div");
      group.className = "set";
      set.forEach(function (entry) {
        var button = document.createElement("button");
        button.type = "button";
        button.textContent = entry[0];
        button.addEventListener("click", function () {
          entry[1](editor.chain().focus()).run();
        });
        looks.push(function () {
          var active = Boolean(entry[2]) && editor.isActive(entry[2], entry[3]);
          button.disabled = !active && !entry[1](editor.can().chain()).run();
          if (entry[2]) {
            button.setAttribute("aria-pressed", String(active));
          }
        });
        group.appendChild(button);
      });
      bar.appendChild(group);
    });
    function look() {
      looks.forEach(function (each) {
        each();
      });
    }
    editor.on("transaction", look);
    look();
    return bar;
  }
})();
