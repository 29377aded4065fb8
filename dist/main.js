"use strict";
var __getOwnPropNames = Object.getOwnPropertyNames;
var __commonJS = (cb, mod) => function __require() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};

// build/src/yaml/declined.js
var require_declined = __commonJS({
  "build/src/yaml/declined.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.Declined = void 0;
    exports2.unlessDeclined = unlessDeclined;
    var Declined = class extends Error {
      offset;
      name = "Declined";
      /**
       * @param message the reason, without a full stop
       * @param offset where in the text the reason lies, if it is not where the rewrite as a whole is
       */
      constructor(message, offset) {
        super(message);
        this.offset = offset;
      }
    };
    exports2.Declined = Declined;
    function unlessDeclined(read) {
      try {
        return read();
      } catch (error) {
        if (error instanceof Declined)
          return void 0;
        throw error;
      }
    }
  }
});

// build/src/yaml/edit.js
var require_edit = __commonJS({
  "build/src/yaml/edit.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.arrange = arrange;
    exports2.applyEdits = applyEdits;
    exports2.moveOffset = moveOffset;
    exports2.originalOffset = originalOffset;
    var declined_1 = require_declined();
    function arrange(edits) {
      const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
      const arranged = [];
      for (const edit of sorted) {
        const previous = arranged.at(-1);
        if (!previous || edit.start >= previous.end) {
          arranged.push(edit);
        } else if (edit.text === "" && previous.text === "") {
          arranged.splice(-1, 1, { ...previous, end: Math.max(previous.end, edit.end) });
        } else {
          throw new declined_1.Declined("two changes touch the same text", edit.start);
        }
      }
      return arranged;
    }
    function applyEdits(text, edits) {
      const pieces = [];
      let at = 0;
      for (const edit of edits) {
        pieces.push(text.slice(at, edit.start), edit.text);
        at = edit.end;
      }
      pieces.push(text.slice(at));
      return pieces.join("");
    }
    function moveOffset(offset, edits) {
      let moved = offset;
      for (const edit of edits) {
        if (edit.start > offset)
          break;
        if (edit.end > offset)
          return moved - (offset - edit.start);
        moved += edit.text.length - (edit.end - edit.start);
      }
      return moved;
    }
    function originalOffset(offset, edits) {
      let moved = 0;
      for (const edit of edits) {
        const start = edit.start + moved;
        if (start > offset)
          break;
        if (offset < start + edit.text.length)
          return Math.min(edit.start + (offset - start), edit.end);
        moved += edit.text.length - (edit.end - edit.start);
      }
      return offset - moved;
    }
  }
});

// build/src/yaml/editor.js
var require_editor = __commonJS({
  "build/src/yaml/editor.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.Editor = void 0;
    var Editor = class {
      noted = [];
      get changes() {
        return this.noted;
      }
      /** Gives an entry another key; its value stays. */
      rename(entry, key) {
        if (entry.name !== key)
          this.noted.push({ type: "move", entry, key, wrappers: [] });
      }
      /**
       * Puts layers around an entry's value, outermost first, and gives the entry another key if one is named:
       * `nest(port, [{ key: 'number' }])` makes `port: 1` into `port: {number: 1}`, in the style of the file.
       */
      nest(entry, wrappers, key = entry.name ?? "") {
        this.noted.push({ type: "move", entry, key, wrappers });
      }
      /** Gives a scalar, or the alias that stands for it, another value; its quotes stay. */
      set(scalar, value) {
        if (scalar.value !== value)
          this.noted.push({ type: "set", scalar, value });
      }
      /**
       * Gives words inside a scalar's text way to others, wherever they stand, as in the command of a block scalar: all
       * around them stays as it is written.
       */
      replaceWords(scalar, words) {
        if (typeof scalar.value !== "string")
          return;
        const value = words.reduce((text, { from, to }) => text.replaceAll(from, () => to), scalar.value);
        if (value !== scalar.value)
          this.noted.push({ type: "set", scalar, value, words });
      }
      /** Adds an entry behind the given one, or at the mapping's end. */
      insert(mapping, key, value, after) {
        this.noted.push({ type: "insert", mapping, after, key, value });
      }
      /** Gives an entry whose value is null, spelled out or not, a map for a value. */
      fill(entry, value) {
        this.noted.push({ type: "fill", entry, value });
      }
      /** Adds an item at a sequence's end. */
      append(sequence, value) {
        this.noted.push({ type: "append", sequence, value });
      }
      /** Takes an entry or item out, with the comments that belong to it and every parent that becomes empty. */
      remove(target) {
        this.noted.push({ type: "remove", target });
      }
      /** Puts the only entry of a mapping in the place of the entry that holds the mapping. */
      unwrap(entry, only) {
        this.noted.push({ type: "unwrap", entry, only });
      }
      /** Edits the text that a scalar holds; the edits count in that text, as {@link viewEmbeddedText} shows it. */
      rewriteText(scalar, edits) {
        if (edits.length > 0)
          this.noted.push({ type: "text", scalar, edits });
      }
    };
    exports2.Editor = Editor;
  }
});

// build/src/yaml/lines.js
var require_lines = __commonJS({
  "build/src/yaml/lines.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.LineIndex = void 0;
    exports2.lineStart = lineStart;
    exports2.lineTextEnd = lineTextEnd;
    exports2.nextLineStart = nextLineStart;
    exports2.textEndAbove = textEndAbove;
    exports2.lineBreakAt = lineBreakAt;
    exports2.startsItsLine = startsItsLine;
    exports2.indentOf = indentOf;
    exports2.skipBlanks = skipBlanks;
    exports2.skipBlanksBack = skipBlanksBack;
    exports2.skipSpace = skipSpace;
    function lineStart(text, offset) {
      const start = offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
      return start === 0 && text.startsWith("\uFEFF") ? Math.min(1, offset) : start;
    }
    function lineTextEnd(text, offset) {
      const newline = text.indexOf("\n", offset);
      if (newline === -1)
        return text.length;
      return newline > offset && text[newline - 1] === "\r" ? newline - 1 : newline;
    }
    function nextLineStart(text, offset) {
      const newline = text.indexOf("\n", offset);
      return newline === -1 ? text.length : newline + 1;
    }
    function textEndAbove(text, start) {
      if (text[start - 1] !== "\n")
        return start;
      return text[start - 2] === "\r" ? start - 2 : start - 1;
    }
    function lineBreakAt(text, offset) {
      let newline = text.indexOf("\n", offset);
      if (newline === -1)
        newline = text.indexOf("\n");
      return text[newline - 1] === "\r" ? "\r\n" : "\n";
    }
    function startsItsLine(text, offset) {
      const at = skipBlanksBack(text, offset);
      return at === 0 || text[at - 1] === "\n" || at === 1 && text[0] === "\uFEFF";
    }
    function indentOf(text, offset) {
      const start = lineStart(text, offset);
      return text.slice(start, skipBlanks(text, start));
    }
    function skipBlanks(text, offset) {
      let at = offset;
      while (text[at] === " " || text[at] === "	")
        at++;
      return at;
    }
    function skipBlanksBack(text, offset) {
      let at = offset;
      while (text[at - 1] === " " || text[at - 1] === "	")
        at--;
      return at;
    }
    function skipSpace(text, offset) {
      let at = offset;
      while (/\s/.test(text.charAt(at)))
        at++;
      return at;
    }
    var LineIndex = class {
      text;
      starts;
      constructor(text) {
        this.text = text;
      }
      at(offset) {
        const starts = this.starts ??= this.index();
        let low = 0;
        let high = starts.length;
        while (high - low > 1) {
          const middle = low + high >> 1;
          if ((starts[middle] ?? 0) <= offset)
            low = middle;
          else
            high = middle;
        }
        let line = low * stride;
        let start = starts[low] ?? 0;
        for (let next = this.lineAfter(start); next !== void 0 && next <= offset; next = this.lineAfter(start)) {
          line++;
          start = next;
        }
        return { line: line + 1, column: Math.max(1, offset - start + 1) };
      }
      index() {
        let start = this.text.startsWith("\uFEFF") ? 1 : 0;
        const starts = [start];
        let line = 0;
        for (let next = this.lineAfter(start); next !== void 0; next = this.lineAfter(start)) {
          line++;
          start = next;
          if (line % stride === 0)
            starts.push(start);
        }
        return starts;
      }
      /** Where the line behind that at an offset starts. */
      lineAfter(offset) {
        const newline = this.text.indexOf("\n", offset);
        return newline === -1 ? void 0 : newline + 1;
      }
    };
    exports2.LineIndex = LineIndex;
    var stride = 64;
  }
});

// build/src/yaml/prefixed.js
var require_prefixed = __commonJS({
  "build/src/yaml/prefixed.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.PrefixedText = void 0;
    exports2.readPrefixedLines = readPrefixedLines;
    var lines_1 = require_lines();
    var PrefixedText = class {
      outer;
      text;
      lines;
      prefix;
      /**
       * @param lines of the inner text; where it ends with a line break, the last one is empty and starts behind it
       * @param prefix what new lines get; empty lines get it without the blanks at its end
       */
      constructor(outer, text, lines, prefix) {
        this.outer = outer;
        this.text = text;
        this.lines = lines;
        this.prefix = prefix;
      }
      /** Where an offset of the inner text lies in the outer one. */
      toOuter(offset) {
        const line = this.lineAt(offset);
        return line.outer + line.prefix + (offset - line.inner);
      }
      /** An edit of the inner text as one of the outer text. */
      carryOut({ start, end, text }) {
        const [first, last] = [this.lineAt(start), this.lineAt(end)];
        const lineBreak = (0, lines_1.lineBreakAt)(this.outer, first.outer);
        const lines = text.split("\n");
        const endsLine = end === last.inner && lines.at(-1) === "";
        if (endsLine && start === first.inner) {
          const isAtOpenEnd = first.outer === this.outer.length && this.outer[first.outer - 1] !== "\n";
          const whole = lines.slice(0, -1).map((line) => this.prefixed(line));
          return {
            start: first.outer,
            end: last.outer,
            text: whole.map((line) => isAtOpenEnd ? lineBreak + line : line + lineBreak).join("")
          };
        }
        const [head = "", ...below] = lines;
        const missing = start === first.inner && head !== "" ? this.prefix.slice(first.prefix) : "";
        const carried = below.map((line, index) => {
          if (index < below.length - 1)
            return lineBreak + this.prefixed(line);
          return lineBreak + (endsLine ? "" : this.prefix + line);
        });
        return {
          start: this.toOuter(start),
          end: endsLine && carried.length > 0 ? last.outer : this.toOuter(end),
          text: missing + head + carried.join("")
        };
      }
      /** A new line behind the prefix; an empty one has no blanks at its end. */
      prefixed(line) {
        return line === "" ? this.prefix.trimEnd() : this.prefix + line;
      }
      lineAt(offset) {
        const line = this.lines.findLast(({ inner }) => inner <= offset);
        return line ?? { inner: 0, outer: 0, prefix: 0 };
      }
    };
    exports2.PrefixedText = PrefixedText;
    function readPrefixedLines(outer, { start, end }, prefixOf) {
      const lines = [];
      const pieces = [];
      let inner = 0;
      let at = start;
      for (; at < end; at = (0, lines_1.nextLineStart)(outer, at)) {
        const raw = outer.slice(at, (0, lines_1.lineTextEnd)(outer, at));
        const prefix = prefixOf(raw);
        lines.push({ inner, outer: at, prefix });
        pieces.push(`${raw.slice(prefix)}
`);
        inner += raw.length - prefix + 1;
      }
      lines.push({ inner, outer: Math.min(at, end), prefix: 0 });
      return { text: pieces.join(""), lines };
    }
  }
});

// build/src/yaml/library.js
var require_library = __commonJS({
  "build/src/yaml/library.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.library = library;
    var node_module_1 = require("node:module");
    var loaded;
    function library() {
      return loaded ??= (0, node_module_1.createRequire)(__filename)("yaml");
    }
  }
});

// build/src/yaml/print/scalar.js
var require_scalar = __commonJS({
  "build/src/yaml/print/scalar.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.printScalar = printScalar;
    exports2.isSafeUnquoted = isSafeUnquoted;
    var library_1 = require_library();
    function printScalar(value, style, inFlow) {
      if (typeof value !== "string")
        return String(value);
      if (style === "single" && !unprintable.test(value))
        return `'${value.replaceAll("'", "''")}'`;
      if (style !== "single" && style !== "double" && isSafeUnquoted(value, inFlow))
        return value;
      return JSON.stringify(value).replace(unescaped, (character) => {
        return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
      });
    }
    var unprintable = /[^\t\x20-\x7e\xa0-\u2027\u202a-\ufefe\uff00-\uffff]/;
    var unescaped = /[\x7f-\x9f\u2028\u2029\ufeff]/g;
    function isSafeUnquoted(value, inFlow) {
      if (inFlow && /[,[\]{}]/.test(value))
        return false;
      const simple = /^[A-Za-z][\w./-]*$/.test(value);
      if (simple)
        return !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(value);
      if (unprintable.test(value))
        return false;
      return ["1.2", "1.1"].every((version) => (0, library_1.library)().stringify(value, { version, lineWidth: 0 }) === `${value}
`);
    }
  }
});

// build/src/yaml/spelling.js
var require_spelling = __commonJS({
  "build/src/yaml/spelling.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.readSpelling = readSpelling;
    function readSpelling(source, style) {
      const places = [];
      let text = "";
      const add = (more, at) => {
        text += more;
        for (let unit = 0; unit < more.length; unit++)
          places.push(at);
      };
      const inner = source.slice(0, -1);
      const piece = pieces[style];
      piece.lastIndex = 1;
      for (let match = piece.exec(inner); match; match = piece.exec(inner)) {
        const { index } = match;
        const { plain = "", blanks = "", x, u, U, letter } = match.groups ?? {};
        const code = x ?? u ?? U;
        if (code !== void 0)
          add(String.fromCodePoint(parseInt(code, 16)), index);
        else if (letter !== void 0)
          add(escapes.get(letter) ?? letter, index);
        else if (blanks.includes("\n"))
          add("\n".repeat(breaksIn(blanks) - 1) || " ", index);
        else
          for (const [unit, character] of (plain + blanks).split("").entries())
            add(character, index + unit);
      }
      places.push(inner.length);
      return { text, places };
    }
    var pieces = {
      single: /(?<plain>[^' \t\r\n]+)|(?<blanks>[ \t\r\n]+)|'(?<letter>')/y,
      double: /(?<plain>[^\\ \t\r\n]+)|(?<blanks>[ \t\r\n]+)|\\(?:\r?\n[ \t]*|x(?<x>[\da-fA-F]{2})|u(?<u>[\da-fA-F]{4})|U(?<U>00(?:0[\da-fA-F]|10)[\da-fA-F]{4})|(?<letter>[\s\S]))/y
    };
    function breaksIn(text) {
      return text.split("\n").length - 1;
    }
    var escapes = /* @__PURE__ */ new Map([
      ["0", "\0"],
      ["a", "\x07"],
      ["b", "\b"],
      ["t", "	"],
      ["n", "\n"],
      ["v", "\v"],
      ["f", "\f"],
      ["r", "\r"],
      ["e", "\x1B"],
      ["N", "\x85"],
      ["_", "\xA0"],
      ["L", "\u2028"],
      ["P", "\u2029"]
    ]);
  }
});

// build/src/yaml/template/action.js
var require_action = __commonJS({
  "build/src/yaml/template/action.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.findActions = findActions;
    exports2.firstWord = firstWord;
    var openers = /* @__PURE__ */ new Set(["if", "with", "range", "define", "block", "for", "macro", "call", "filter"]);
    var dividers = /* @__PURE__ */ new Set(["else", "elif"]);
    var syntaxes = {
      // Go: Helm, and what imitates it.
      "{{": { end: endOfGoAction, kind: goKind },
      // Jinja.
      "{%": { end: endBy("%}"), kind: (inner) => blockKind(inner) ?? "silent" },
      "{#": { end: endBy("#}"), kind: () => "silent" },
      // Terraform: what is no block is something else, curl's %{http_code} among it.
      "%{": { end: endOnLine, kind: blockKind },
      // Shell, envsubst, Flux, Terraform.
      "${": { end: endOnLine, kind: () => "output" },
      "<%": { end: endBy("%>"), kind: () => "output" },
      "@@": { end: endOfAtSigns, kind: () => "output" }
    };
    var starts = /\{\{|\{%|\{#|%\{|\$\{(?!\{)|<%|@@/g;
    function findActions(text) {
      const actions = [];
      const openUntil = /* @__PURE__ */ new Map();
      starts.lastIndex = 0;
      for (let match = starts.exec(text); match !== null; match = starts.exec(text)) {
        const [opening] = match;
        if (match.index < (openUntil.get(opening) ?? 0))
          continue;
        const action2 = actionAt(text, match.index, opening);
        if (!action2)
          openUntil.set(opening, searchedUntil(text, match.index, opening));
        if (!action2)
          continue;
        actions.push(action2);
        starts.lastIndex = action2.end;
      }
      return actions;
    }
    function searchedUntil(text, start, opening) {
      if (opening === "@@")
        return start;
      if (opening !== "${" && opening !== "%{")
        return text.length;
      return endOnLine(text, start) === void 0 ? stopOnLine(text, start) : start;
    }
    function actionAt(text, start, opening) {
      const syntax = syntaxes[opening];
      const end = syntax?.end(text, start);
      if (!syntax || end === void 0)
        return void 0;
      const inner = text.slice(start + 2, end).replace(/[-~]?(?:\}\}|[%#]?\}|%>|@@)$/, "").replace(/^[-~]/, "").trim();
      const kind = syntax.kind(inner);
      return kind && { start, end, kind, inner };
    }
    function firstWord(inner) {
      return /^\w*/.exec(inner)?.[0] ?? "";
    }
    function blockKind(inner) {
      const word = firstWord(inner);
      if (openers.has(word))
        return "open";
      if (dividers.has(word))
        return "divide";
      return word.startsWith("end") ? "close" : void 0;
    }
    function goKind(inner) {
      const isAssignment = /^\$\w*(?:\s*,\s*\$\w+)?\s*:?=/.test(inner);
      if (inner.startsWith("/*") || isAssignment || /^(?:break|continue)\b/.test(inner))
        return "silent";
      return blockKind(inner) ?? "output";
    }
    var literals = {
      '"': /"(?:[^"\\\n]|\\.)*("?)/y,
      "'": /'(?:[^'\\\n]|\\.)+('?)/y,
      "`": /`[^`]*(`?)/y,
      "/*": /\/\*[\s\S]*?(\*\/|$)/y
    };
    function endOfGoAction(text, start) {
      const token = /["'`]|\/\*|\}\}/g;
      token.lastIndex = start + 2;
      const openUntil = /* @__PURE__ */ new Map();
      for (let match = token.exec(text); match !== null; match = token.exec(text)) {
        const [opening] = match;
        const literal = literals[opening];
        if (!literal)
          return token.lastIndex;
        if (match.index < (openUntil.get(opening) ?? 0))
          continue;
        literal.lastIndex = match.index;
        const [, closing] = literal.exec(text) ?? [];
        if (closing)
          token.lastIndex = literal.lastIndex;
        else
          openUntil.set(opening, literal.lastIndex);
      }
      return void 0;
    }
    function endBy(closing) {
      return (text, start) => {
        const at = text.indexOf(closing, start + 2);
        return at === -1 ? void 0 : at + closing.length;
      };
    }
    function endOnLine(text, start) {
      const at = stopOnLine(text, start);
      return text[at] === "}" ? at + 1 : void 0;
    }
    function stopOnLine(text, start) {
      const inside = /[^\n}]*/y;
      inside.lastIndex = start + 2;
      inside.test(text);
      return inside.lastIndex;
    }
    function endOfAtSigns(text, start) {
      const word = /@@[\w.-]+@@/y;
      word.lastIndex = start;
      return word.test(text) ? word.lastIndex : void 0;
    }
  }
});

// build/src/yaml/template/blocks.js
var require_blocks = __commonJS({
  "build/src/yaml/template/blocks.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.findBlocks = findBlocks;
    var action_1 = require_action();
    function findBlocks(actions) {
      const blocks = [];
      const stack = [];
      for (const action2 of actions) {
        if (action2.kind === "open")
          stack.push({ open: action2, dividers: [] });
        else if (action2.kind === "divide")
          stack.at(-1)?.dividers.push(action2);
        else if (action2.kind === "close") {
          const block = stack.pop();
          if (block)
            blocks.push(blockOf(block, action2));
        }
      }
      return blocks.sort((a, b) => a.range.start - b.range.start);
    }
    function blockOf({ open, dividers }, close) {
      const borders = [open, ...dividers, close];
      const branches = borders.slice(1).map((border, index) => ({ start: borders[index]?.end ?? 0, end: border.start }));
      return {
        keyword: (0, action_1.firstWord)(open.inner),
        conditions: [open, ...dividers].filter(({ inner }) => inner !== "else").map(({ inner }) => conditionOf(inner)),
        range: { start: open.start, end: close.end },
        branches,
        hasElse: dividers.some(({ inner }) => inner === "else")
      };
    }
    function conditionOf(inner) {
      return inner.replace(/^(?:else\s+)?\w+\s*/, "").replace(/^\$\w+(?:\s*,\s*\$\w+)?\s*:=/, "").replace(/\s+/g, " ").trim();
    }
  }
});

// build/src/yaml/template/indentation.js
var require_indentation = __commonJS({
  "build/src/yaml/template/indentation.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.indentationOf = indentationOf;
    exports2.withoutIndentation = withoutIndentation;
    var pipeline = /\b(n?indent)(\s+)(\d+)(?=[\s)|]*[-~]?\}\}$)/;
    function indentationOf(text, { start, end }) {
      const match = pipeline.exec(text.slice(start, end));
      if (!match)
        return void 0;
      const [, word = "", space = "", digits = ""] = match;
      const at = start + match.index + word.length + space.length;
      return {
        column: Number(digits),
        number: { start: at, end: at + digits.length },
        startsLine: word === "nindent"
      };
    }
    function withoutIndentation(source) {
      return source.replace(pipeline, "$1$2");
    }
  }
});

// build/src/yaml/template/mask.js
var require_mask = __commonJS({
  "build/src/yaml/template/mask.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.isTemplated = isTemplated;
    exports2.withActionsShown = withActionsShown;
    exports2.templatedValue = templatedValue;
    exports2.withoutFiller = withoutFiller;
    exports2.maskTemplate = maskTemplate;
    var lines_1 = require_lines();
    var action_1 = require_action();
    var blocks_1 = require_blocks();
    var indentation_1 = require_indentation();
    var firstMark = 57344;
    var marks = 6144;
    var filler = "\uF8FF";
    function isTemplated(text) {
      return /[\uE000-\uF7FF]/.test(text) && text.includes(filler);
    }
    function withActionsShown(text) {
      return text.replace(/[\uE000-\uF7FF]{2}\uF8FF+/g, "{{\u2026}}");
    }
    function templatedValue(source) {
      return marksFor(source) + filler;
    }
    function withoutFiller(value) {
      return value.replaceAll(filler, "");
    }
    function maskTemplate(text) {
      const actions = (0, action_1.findActions)(text);
      if (actions.length === 0)
        return void 0;
      const pieces = [];
      const lines = [];
      let at = 0;
      for (let index = 0; index < actions.length; ) {
        const stretch = stretchAt(text, actions, index);
        const [first] = stretch;
        const last = stretch.at(-1);
        if (!first || !last)
          break;
        pieces.push(text.slice(at, first.start));
        const alone = isAlone(text, first.start, last.end) || startsLinesOfMore(text, first.start, last);
        const output = alone ? stretch.find(({ kind }) => kind === "output") : void 0;
        if (output)
          lines.push({ start: first.start, end: last.end, column: columnOf(text, output) });
        pieces.push(maskEach(text, stretch, alone ? blank : fill));
        at = last.end;
        index += stretch.length;
      }
      pieces.push(text.slice(at));
      const blocks = (0, blocks_1.findBlocks)(actions);
      const masked = pieces.join("");
      const definitions = { ranges: bodiesOfDefinitions(blocks), masked };
      return { actions, blocks, lines, masked: blankOut(masked, definitions.ranges), definitions };
    }
    function bodiesOfDefinitions(blocks) {
      return blocks.flatMap(({ keyword, branches }) => keyword === "define" ? branches : []);
    }
    function blankOut(masked, ranges) {
      return ranges.reduce((text, { start, end }) => text.slice(0, start) + blank(text.slice(start, end)) + text.slice(end), masked);
    }
    function stretchAt(text, actions, from) {
      const stretch = [];
      for (let index = from; index < actions.length; index++) {
        const action2 = actions[index];
        const previous = stretch.at(-1);
        if (!action2 || previous && !/^[ \t]*$/.test(text.slice(previous.end, action2.start)))
          break;
        stretch.push(action2);
      }
      return stretch;
    }
    function isAlone(text, start, end) {
      const before = text.slice((0, lines_1.lineStart)(text, start), start);
      return /^[ \t]*$/.test(before) && /^[ \t]*(?:#.*)?$/.test(text.slice(end, (0, lines_1.lineTextEnd)(text, end)));
    }
    function startsLinesOfMore(text, start, last) {
      const indentation = (0, indentation_1.indentationOf)(text, last);
      if (!indentation?.startsLine || !/(?::|(?<!\S)-)[ \t]*$/.test(text.slice((0, lines_1.lineStart)(text, start), start)))
        return false;
      if (!/^[ \t]*(?:#.*)?$/.test(text.slice(last.end, (0, lines_1.lineTextEnd)(text, last.end))))
        return false;
      const nextLine = /(?:[ \t]*(?:\{\{.*\}\}[ \t]*|#.*)?\r?\n)*([ \t]*)(?=[^\s{#])/y;
      nextLine.lastIndex = (0, lines_1.nextLineStart)(text, last.end);
      const [, blanks] = nextLine.exec(text) ?? [];
      return blanks?.length === indentation.column;
    }
    function maskEach(text, stretch, mask) {
      const pieces = stretch.map(({ start, end }, index) => {
        const between = text.slice(stretch[index - 1]?.end ?? start, start);
        return between + mask(text.slice(start, end));
      });
      return pieces.join("");
    }
    function blank(source) {
      return "\n".repeat(source.length);
    }
    function fill(source) {
      const tail = source.slice(2).replace(/(\r?\n[ \t]*)|[^\n]/g, (_, lineBreak) => lineBreak ?? filler);
      return marksFor(source) + tail;
    }
    function marksFor(source) {
      let hash = 0;
      for (const unit of (0, indentation_1.withoutIndentation)(source))
        hash = (hash * 31 + (unit.codePointAt(0) ?? 0)) % (marks * marks);
      return String.fromCharCode(firstMark + Math.floor(hash / marks), firstMark + hash % marks);
    }
    function columnOf(text, action2) {
      return (0, indentation_1.indentationOf)(text, action2)?.column ?? action2.start - (0, lines_1.lineStart)(text, action2.start);
    }
  }
});

// build/src/yaml/quoted.js
var require_quoted = __commonJS({
  "build/src/yaml/quoted.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.QuotedText = void 0;
    var declined_1 = require_declined();
    var lines_1 = require_lines();
    var scalar_1 = require_scalar();
    var spelling_1 = require_spelling();
    var mask_1 = require_mask();
    var QuotedText = class _QuotedText {
      text;
      outer;
      start;
      style;
      places;
      constructor(text, outer, start, style, places) {
        this.text = text;
        this.outer = outer;
        this.start = start;
        this.style = style;
        this.places = places;
      }
      /** Sees a scalar's text; undefined where it is in no quotes. */
      static of(outer, { value, style, content, alias }) {
        if (alias || typeof value !== "string" || (0, mask_1.isTemplated)(value))
          return void 0;
        if (style !== "single" && style !== "double")
          return void 0;
        const { start, end } = content;
        const { text, places } = (0, spelling_1.readSpelling)(outer.slice(start, end), style);
        return text === value ? new _QuotedText(text, outer, start, style, places) : void 0;
      }
      toOuter(offset) {
        return this.start + (this.places[offset] ?? 0);
      }
      /** @throws Declined if the quotes cannot hold what the edit brings */
      carryOut({ start, end, text }) {
        const at = this.toOuter(start);
        return { start: at, end: this.toOuter(end), text: this.escapeBefore(text, at) + this.written(text) };
      }
      /** Blanks at the start of a line are none of the text, unless the first is escaped, as a tab always is. */
      escapeBefore(text, at) {
        if (this.style === "single" || !text.startsWith(" "))
          return "";
        return /^[ \t]*$/.test(this.outer.slice((0, lines_1.lineStart)(this.outer, at), at)) ? "\\" : "";
      }
      /** A part of the text as it stands between the quotes. */
      written(part) {
        const printed = (0, scalar_1.printScalar)(part, this.style, false);
        if (printed.startsWith('"') !== (this.style === "double")) {
          throw new declined_1.Declined("the text to change is in single quotes, which hold no line break", this.start);
        }
        return printed.slice(1, -1);
      }
    };
    exports2.QuotedText = QuotedText;
  }
});

// build/src/yaml/embedded.js
var require_embedded = __commonJS({
  "build/src/yaml/embedded.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.viewEmbeddedText = viewEmbeddedText;
    exports2.carryOut = carryOut;
    exports2.editedValue = editedValue;
    var declined_1 = require_declined();
    var edit_1 = require_edit();
    var lines_1 = require_lines();
    var prefixed_1 = require_prefixed();
    var quoted_1 = require_quoted();
    var mask_1 = require_mask();
    function viewEmbeddedText(outer, scalar) {
      if (typeof scalar.value !== "string")
        return void 0;
      const { start } = scalar.alias ?? scalar.content;
      return viewExactly(outer, scalar) ?? { text: scalar.value, toOuter: () => start };
    }
    function carryOut(outer, scalar, edits) {
      const view = certainView(outer, scalar);
      return edits.map((edit) => view.carryOut(edit));
    }
    function editedValue(outer, scalar, edits) {
      const edited = (0, edit_1.applyEdits)(certainView(outer, scalar).text, edits);
      const masked = outer.template && (0, mask_1.maskTemplate)(edited)?.masked;
      const value = String(scalar.value);
      return masked === void 0 ? edited : withoutBreaksAtEnd(masked) + value.slice(withoutBreaksAtEnd(value).length);
    }
    function certainView(outer, scalar) {
      const view = viewExactly(outer, scalar);
      if (view && view.text.length >= String(scalar.value).length)
        return view;
      const message = scalar.style === "literal" ? "an action of the template goes over several lines of the text to change" : 'the text to change is folded, or in quotes with actions in it; write it as a block with "|"';
      throw new declined_1.Declined(message, (scalar.alias ?? scalar.content).start);
    }
    function viewExactly(outer, scalar) {
      return viewLiteralBlock(outer, scalar) ?? quoted_1.QuotedText.of(outer.text, scalar);
    }
    function viewLiteralBlock({ text: outer, template }, scalar) {
      const { value, style, content } = scalar;
      if (style !== "literal" || typeof value !== "string")
        return void 0;
      const parsed = template?.masked ?? outer;
      const range = { start: (0, lines_1.nextLineStart)(parsed, content.start), end: content.end };
      const visible = (0, lines_1.skipSpace)(parsed, range.start);
      for (let indent = visible - (0, lines_1.lineStart)(parsed, visible); indent >= 0; indent--) {
        const blanksOf = (line) => Math.min(indent, line.search(/[^ ]|$/));
        const { text } = (0, prefixed_1.readPrefixedLines)(parsed, range, blanksOf);
        if (text.startsWith(value) && hasOnlyBreaks(text.slice(value.length))) {
          const written = (0, prefixed_1.readPrefixedLines)(outer, range, blanksOf);
          const isOpen = written.text.length === text.length && hasOnlyBreaks(written.text.slice(value.length));
          const shown = isOpen ? written.text.slice(0, value.length) : chompedAs(value, written.text);
          return new prefixed_1.PrefixedText(outer, shown, written.lines, " ".repeat(indent));
        }
      }
      return void 0;
    }
    function hasOnlyBreaks(text) {
      return !/[^\n]/.test(text);
    }
    function chompedAs(value, written) {
      return withoutBreaksAtEnd(written) + (value.endsWith("\n") ? "\n" : "");
    }
    function withoutBreaksAtEnd(text) {
      return text.replace(/(?<!\n)\n+$/, "");
    }
  }
});

// build/src/yaml/node.js
var require_node = __commonJS({
  "build/src/yaml/node.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.childrenOf = childrenOf;
    exports2.writtenAt = writtenAt;
    exports2.isUnwritten = isUnwritten;
    exports2.isOnKeyLine = isOnKeyLine;
    exports2.scalarValueOf = scalarValueOf;
    exports2.isBlockText = isBlockText;
    exports2.stringOf = stringOf;
    exports2.asText = asText;
    exports2.isNull = isNull;
    exports2.isTemplatedNode = isTemplatedNode;
    exports2.asMapping = asMapping;
    exports2.asSequence = asSequence;
    exports2.entriesOf = entriesOf;
    exports2.itemsOf = itemsOf;
    var mask_1 = require_mask();
    function childrenOf(collection) {
      return collection.kind === "mapping" ? collection.entries : collection.items;
    }
    function writtenAt(node) {
      return node.alias ?? node.range;
    }
    function isUnwritten(node) {
      const { start, end } = writtenAt(node);
      return start === end;
    }
    function isOnKeyLine(text, { key, value }) {
      return !text.slice(key.content.end, writtenAt(value).start).includes("\n");
    }
    function scalarValueOf(node) {
      return node?.kind === "scalar" ? node.value : void 0;
    }
    function isBlockText(node) {
      return node.kind === "scalar" && (node.style === "literal" || node.style === "folded");
    }
    function stringOf(node) {
      return asText(node)?.value;
    }
    function asText(node) {
      return node && isText(node) ? node : void 0;
    }
    function isText(node) {
      return node.kind === "scalar" && typeof node.value === "string";
    }
    function isNull(node) {
      return node === void 0 || node.kind === "scalar" && node.value === null;
    }
    function isTemplatedNode(node) {
      return (0, mask_1.isTemplated)(stringOf(node) ?? "");
    }
    function asMapping(node) {
      return node?.kind === "mapping" ? node : void 0;
    }
    function asSequence(node) {
      return node?.kind === "sequence" ? node : void 0;
    }
    function entriesOf(node) {
      return asMapping(node)?.entries ?? [];
    }
    function itemsOf(node) {
      return asSequence(node)?.items ?? [];
    }
  }
});

// build/src/yaml/lookup.js
var require_lookup = __commonJS({
  "build/src/yaml/lookup.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.entryOf = entryOf;
    exports2.certainEntryOf = certainEntryOf;
    exports2.holdersOf = holdersOf;
    exports2.valueAt = valueAt;
    exports2.walk = walk;
    var declined_1 = require_declined();
    var mask_1 = require_mask();
    var node_1 = require_node();
    function entryOf(node, name) {
      return entryIn((0, node_1.asMapping)(node), name, /* @__PURE__ */ new Set());
    }
    function certainEntryOf(node, name) {
      const entry = entryOf(node, name);
      if (!entry && node?.kind === "mapping")
        refuseIfTemplated(node, name);
      return entry;
    }
    function refuseIfTemplated(mapping, name) {
      const unknown = unknownIn(mapping);
      if (unknown)
        throw new declined_1.Declined(`a template may bring "${name}" here`, unknown.start);
    }
    function holdersOf(node) {
      const holders = [];
      for (let at = node; at; at = at.parent?.parent)
        holders.push(at);
      return holders;
    }
    function valueAt(node, ...path) {
      let at = node;
      for (const name of path)
        at = entryOf(at, name)?.value;
      return at;
    }
    function entryIn(mapping, name, visited) {
      if (!mapping || visited.has(mapping.content.start))
        return void 0;
      visited.add(mapping.content.start);
      const [own, second] = entriesNamed(mapping, name);
      if (second)
        throw new declined_1.Declined(`the key "${name}" stands here twice`, second.range.start);
      if (own)
        return own;
      for (const { value } of entriesNamed(mapping, "<<")) {
        for (const source of value.kind === "sequence" ? value.items.map((item) => item.value) : [value]) {
          const entry = entryIn((0, node_1.asMapping)(source), name, visited);
          if (entry)
            return entry;
        }
      }
      return void 0;
    }
    function unknownIn(mapping) {
      if (!unknowns.has(mapping)) {
        unknowns.set(mapping, mapping.arrivals[0] ?? mapping.entries.find(hasTemplatedKey)?.range);
      }
      return unknowns.get(mapping);
    }
    var unknowns = /* @__PURE__ */ new WeakMap();
    function hasTemplatedKey({ name }) {
      return name !== void 0 && (0, mask_1.isTemplated)(name);
    }
    var indexes = /* @__PURE__ */ new WeakMap();
    var large = 50;
    function entriesNamed(mapping, name) {
      if (mapping.entries.length < large)
        return mapping.entries.filter((entry) => entry.name === name);
      const index = indexes.get(mapping) ?? indexOf(mapping);
      indexes.set(mapping, index);
      return index.get(name) ?? [];
    }
    function indexOf({ entries }) {
      const index = /* @__PURE__ */ new Map();
      for (const entry of entries) {
        const named = index.get(entry.name);
        if (named)
          named.push(entry);
        else
          index.set(entry.name, [entry]);
      }
      return index;
    }
    function walk(root, visit, budget = { aliased: 1e4 }) {
      if (!root)
        return;
      const stack = [{ node: root, aliased: false }];
      for (let next = stack.pop(); next; next = stack.pop()) {
        const aliased = next.aliased || next.node.alias !== void 0;
        if (aliased && budget.aliased-- <= 0)
          continue;
        visit(next.node);
        for (const child of childrenOf(next.node).toReversed())
          stack.push({ node: child, aliased });
      }
    }
    function childrenOf(node) {
      if (node.kind === "mapping")
        return node.entries.map((entry) => entry.value);
      if (node.kind === "sequence")
        return node.items.map((item) => item.value);
      return [];
    }
  }
});

// build/src/yaml/collection.js
var require_collection = __commonJS({
  "build/src/yaml/collection.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.SequenceView = exports2.MappingView = void 0;
    var CollectionView = class {
      flow;
      build;
      range;
      content;
      alias;
      anchor;
      parent;
      built;
      constructor(place, flow, build) {
        this.flow = flow;
        this.build = build;
        this.range = place.range;
        this.content = place.content;
        this.alias = place.alias;
        this.anchor = place.anchor;
        this.parent = place.parent;
      }
      childrenOf(self) {
        return this.built ??= this.build(self);
      }
    };
    var MappingView = class extends CollectionView {
      findArrivals;
      kind = "mapping";
      arrived;
      constructor(place, flow, build, findArrivals) {
        super(place, flow, build);
        this.findArrivals = findArrivals;
      }
      get entries() {
        return this.childrenOf(this);
      }
      get arrivals() {
        return this.arrived ??= this.findArrivals(this);
      }
    };
    exports2.MappingView = MappingView;
    var SequenceView = class extends CollectionView {
      kind = "sequence";
      get items() {
        return this.childrenOf(this);
      }
    };
    exports2.SequenceView = SequenceView;
  }
});

// build/src/yaml/template/visible.js
var require_visible = __commonJS({
  "build/src/yaml/template/visible.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.nextVisible = nextVisible;
    exports2.isInvisible = isInvisible;
    function nextVisible(masked, at, limit) {
      const visible = /\s+|#[^\n]*/y;
      visible.lastIndex = at;
      let end = at;
      while (end < limit && visible.test(masked))
        end = visible.lastIndex;
      return Math.min(end, limit);
    }
    function isInvisible(masked, start, end) {
      return nextVisible(masked, start, end) >= end;
    }
  }
});

// build/src/yaml/template/arrivals.js
var require_arrivals = __commonJS({
  "build/src/yaml/template/arrivals.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.arrivalsIn = arrivalsIn;
    exports2.broughtBehind = broughtBehind;
    var lines_1 = require_lines();
    var node_1 = require_node();
    var visible_1 = require_visible();
    function arrivalsIn(document, collection) {
      const { text, template } = document;
      if (!template || collection.flow || collection.alias)
        return [];
      const { start } = collection.content;
      const column = start - (0, lines_1.lineStart)(text, start);
      const territory = territoryOf(document, collection);
      return template.lines.filter((line) => line.column === column && territory.start <= line.start && line.start < territory.end && !(0, node_1.childrenOf)(collection).some(({ value }) => value.kind === "scalar" && isWithin(value.range, line)));
    }
    function broughtBehind(document, parent, at) {
      const { text, template, range } = document;
      if (!template || parent.parent.flow)
        return void 0;
      const column = parent.range.start - (0, lines_1.lineStart)(text, parent.range.start);
      const end = (0, visible_1.nextVisible)(template.masked, at, range.end);
      const lines = template.lines.filter((line) => at <= line.start && line.start < end && line.column > column);
      const last = lines.at(-1);
      if (!last)
        return void 0;
      const first = template.actions.find((action2) => action2.start >= at);
      const around = template.blocks.filter((block) => at <= block.range.start && isWithin(block.range, last));
      return {
        start: first?.start ?? last.start,
        end: Math.max(last.end, ...around.map((block) => block.range.end))
      };
    }
    function territoryOf(document, { parent }) {
      if (!parent)
        return document.range;
      return { start: parent.range.start, end: endOfTerritory(document, parent) };
    }
    function endOfTerritory(document, element) {
      const siblings = (0, node_1.childrenOf)(element.parent);
      const next = siblings[siblings.indexOf(element) + 1];
      if (next)
        return next.range.start;
      return element.parent.parent ? endOfTerritory(document, element.parent.parent) : document.range.end;
    }
    function isWithin(outer, inner) {
      return outer.start <= inner.start && inner.end <= outer.end;
    }
  }
});

// build/src/yaml/tokens.js
var require_tokens = __commonJS({
  "build/src/yaml/tokens.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.isProperty = isProperty;
    exports2.endOf = endOf;
    exports2.endOfToken = endOfToken;
    function isProperty(token) {
      return token.type === "anchor" || token.type === "tag";
    }
    function endOf(token) {
      return token && token.offset + token.source.length;
    }
    function endOfToken(token) {
      let last = token;
      while (last.type === "block-map" || last.type === "block-seq") {
        const item = last.items.findLast((one) => solidPart(one) !== void 0);
        const part = item && solidPart(item);
        if (part === void 0 || typeof part === "number")
          return part ?? last.offset;
        last = part;
      }
      if (last.type === "flow-collection")
        return endOf(last.end[0]) ?? last.offset;
      const end = last.offset + ("source" in last ? last.source.length : 0);
      return last.type === "block-scalar" ? end + headerLength(last) : end;
    }
    function solidPart({ start, key, sep = [], value }) {
      return value ?? endOf(sep.findLast(isSolid)) ?? key ?? endOf(start.findLast(isSolid));
    }
    function isSolid({ type }) {
      return type !== "space" && type !== "comment" && type !== "newline";
    }
    function headerLength({ props }) {
      return props.reduce((total, prop) => total + ("source" in prop ? prop.source.length : 0), 0);
    }
  }
});

// build/src/yaml/view.js
var require_view = __commonJS({
  "build/src/yaml/view.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.View = void 0;
    var collection_1 = require_collection();
    var declined_1 = require_declined();
    var library_1 = require_library();
    var lines_1 = require_lines();
    var node_1 = require_node();
    var arrivals_1 = require_arrivals();
    var mask_1 = require_mask();
    var tokens_1 = require_tokens();
    var View = class {
      text;
      range;
      origin;
      targets;
      template;
      root;
      constructor(text, range, origin, parsed, targets, template) {
        this.text = text;
        this.range = range;
        this.origin = origin;
        this.targets = targets;
        this.template = template;
        const { contents } = parsed;
        this.root = contents?.srcToken && this.node(contents, { at: origin });
      }
      node(source, place) {
        if (source === null)
          return this.unwritten(place, void 0, void 0);
        if (!(0, library_1.library)().isAlias(source))
          return this.resolved(source, place, void 0);
        const start = this.shift(source.range[0]);
        const target = this.targets.get(source);
        if (!target)
          throw new declined_1.Declined(`the alias *${source.source} has no anchor`, start);
        return this.resolved(target, place, { start, end: start + source.source.length + 1 });
      }
      resolved(source, place, alias) {
        const token = source.srcToken;
        if ((0, library_1.library)().isScalar(source) && (!token || "source" in token && token.source === "" && source.value === null)) {
          const at = alias ? this.shift(source.range[0]) : place.at;
          return this.unwritten({ ...place, at: (0, lines_1.skipBlanksBack)(this.text, at) }, source.anchor, alias);
        }
        const [start, end] = token ? [token.offset, (0, tokens_1.endOfToken)(token)] : source.range;
        const content = { start: this.shift(start), end: this.shift(end) };
        const from = alias || place.props === void 0 ? content.start : this.shift(place.props);
        const { anchor } = source;
        const base = { range: { start: from, end: content.end }, content, alias, anchor, parent: place.parent };
        if ((0, library_1.library)().isMap(source)) {
          const flow = source.srcToken?.type !== "block-map";
          return new collection_1.MappingView(base, flow, (self) => source.items.map((pair) => this.entry(self, pair)), (self) => (0, arrivals_1.arrivalsIn)(this, self));
        }
        if ((0, library_1.library)().isSeq(source)) {
          return new collection_1.SequenceView(base, source.flow === true, (self) => this.items(self, source));
        }
        const { range, parent } = base;
        const value = valueOf(source);
        return { kind: "scalar", value, style: styleOf(source), range, content, alias, anchor, parent };
      }
      /** Nothing that a YAML parser sees; a template may put the value there. */
      unwritten(place, anchor, alias) {
        const empty = this.empty(place, anchor, alias);
        const brought = place.parent && !alias ? (0, arrivals_1.broughtBehind)(this, place.parent, place.at) : void 0;
        if (!brought)
          return empty;
        const value = (0, mask_1.templatedValue)(this.text.slice(brought.start, brought.end));
        return {
          ...empty,
          value,
          style: "templated",
          range: { ...brought, start: place.props === void 0 ? brought.start : empty.range.start },
          content: brought
        };
      }
      empty({ props, at, parent }, anchor, alias) {
        const range = { start: alias || props === void 0 ? at : this.shift(props), end: at };
        const content = { start: at, end: at };
        return { kind: "scalar", value: null, style: "empty", range, content, alias, anchor, parent };
      }
      entry(parent, pair) {
        const { start, key, sep = [] } = pair.srcToken ?? { start: [] };
        const colon = sep.find(({ type }) => type === "map-value-ind");
        const first = start.find(isBeforeKey) ?? key ?? colon;
        if (!first)
          throw new declined_1.Declined("an entry of a mapping has no place in the text", parent.range.start);
        const keyEnd = key ? (0, tokens_1.endOfToken)(key) : (0, tokens_1.endOf)(start.findLast(isBeforeKey)) ?? first.offset;
        const valueAt = (0, tokens_1.endOf)(sep.findLast(tokens_1.isProperty) ?? colon) ?? keyEnd;
        const entry = {
          kind: "entry",
          name: keyName(pair.key, this.text.slice(this.shift(key?.offset ?? keyEnd), this.shift(keyEnd))),
          key: this.node(pair.key, { at: this.shift(keyEnd) }),
          value: parent,
          parent,
          range: { start: this.shift(first.offset), end: this.shift(valueAt) }
        };
        const props = propertyStart(sep);
        entry.value = this.node(pair.value, { props, at: this.shift(valueAt), parent: entry });
        entry.range = { start: entry.range.start, end: endOfNode(entry.value, entry.range.end) };
        return entry;
      }
      items(parent, source) {
        return source.items.map((value, index) => {
          if ((0, library_1.library)().isPair(value))
            throw new declined_1.Declined("a list tagged !!omap or !!pairs", parent.range.start);
          const { start = [] } = source.srcToken?.items[index] ?? {};
          const dash = start.find(({ type }) => type === "seq-item-ind");
          const end = (0, tokens_1.endOf)(start.findLast(tokens_1.isProperty) ?? dash);
          const at = end === void 0 ? parent.content.start : this.shift(end);
          const range = { start: dash ? this.shift(dash.offset) : at, end: at };
          const item = { kind: "item", value: parent, parent, range };
          item.value = this.node(value, { props: propertyStart(start), at, parent: item });
          const first = dash ? range.start : (0, node_1.writtenAt)(item.value).start;
          item.range = { start: first, end: endOfNode(item.value, at) };
          return item;
        });
      }
      shift(offset) {
        return offset + this.origin;
      }
    };
    exports2.View = View;
    function isBeforeKey(token) {
      return (0, tokens_1.isProperty)(token) || token.type === "explicit-key-ind";
    }
    function propertyStart(tokens) {
      return tokens.find(tokens_1.isProperty)?.offset;
    }
    function endOfNode(node, otherwise) {
      return Math.max((0, node_1.writtenAt)(node).end, otherwise);
    }
    function keyName(key, source) {
      if (!(0, library_1.library)().isScalar(key))
        return void 0;
      const { value } = key;
      return typeof value === "string" ? value : source;
    }
    function valueOf({ value }) {
      return typeof value === "symbol" ? value.description : value;
    }
    function styleOf(scalar) {
      switch (scalar.type) {
        case "QUOTE_SINGLE":
          return "single";
        case "QUOTE_DOUBLE":
          return "double";
        case "BLOCK_LITERAL":
          return "literal";
        case "BLOCK_FOLDED":
          return "folded";
        default:
          return "plain";
      }
    }
  }
});

// build/src/yaml/parse.js
var require_parse = __commonJS({
  "build/src/yaml/parse.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.tooDeep = void 0;
    exports2.parseDocument = parseDocument;
    exports2.isParseProblem = isParseProblem;
    var library_1 = require_library();
    var view_1 = require_view();
    function parseDocument(text, range, template) {
      const origin = text[range.start] === "\uFEFF" ? range.start + 1 : range.start;
      try {
        const source = (template?.masked ?? text).slice(origin, range.end);
        const parsed = (0, library_1.library)().parseDocument(source, {
          keepSourceTokens: true,
          uniqueKeys: false,
          prettyErrors: false,
          logLevel: "silent"
        });
        const [problem] = parsed.errors;
        if (problem)
          return { message: messageOf(problem), offset: origin + problem.pos[0] };
        const targets = source.includes("*") ? aliasTargets(parsed) : /* @__PURE__ */ new Map();
        if (!("message" in targets))
          return new view_1.View(text, range, origin, parsed, targets, template);
        return { ...targets, offset: origin + targets.offset };
      } catch (error) {
        if (error instanceof RangeError)
          return { message: exports2.tooDeep, offset: range.start };
        throw error;
      }
    }
    function isParseProblem(result) {
      return "message" in result;
    }
    exports2.tooDeep = "it is nested too deeply";
    function messageOf({ code, message }) {
      return code === "RESOURCE_EXHAUSTION" ? exports2.tooDeep : message.split("\n", 1)[0] ?? message;
    }
    function aliasTargets(document) {
      const targets = /* @__PURE__ */ new Map();
      const anchors = /* @__PURE__ */ new Map();
      let problem;
      const { isAlias, visit } = (0, library_1.library)();
      visit(document, {
        Node(_, node, path) {
          if (!isAlias(node)) {
            if (node.anchor)
              anchors.set(node.anchor, node);
            return;
          }
          const target = anchors.get(node.source);
          if (target)
            targets.set(node, target);
          if (target && !path.includes(target))
            return;
          const reason = target ? "stands in what it stands for" : "has no anchor";
          problem ??= { message: `the alias *${node.source} ${reason}`, offset: node.range?.[0] ?? 0 };
        }
      });
      return problem ?? targets;
    }
  }
});

// build/src/yaml/change.js
var require_change = __commonJS({
  "build/src/yaml/change.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.isPlainSequence = isPlainSequence;
    exports2.placeOf = placeOf;
    exports2.heldBy = heldBy;
    function isPlainSequence(value) {
      return Array.isArray(value);
    }
    function placeOf(change) {
      switch (change.type) {
        case "move":
        case "fill":
        case "unwrap":
          return change.entry;
        case "set":
        case "text":
          return change.scalar;
        case "insert":
          return change.mapping;
        case "append":
          return change.sequence;
        case "remove":
          return change.target;
      }
    }
    function heldBy(change) {
      switch (change.type) {
        case "set":
        case "text":
          return [change.scalar];
        case "move":
        case "fill":
          return [change.entry];
        case "insert":
          return change.after ? [change.mapping, change.after] : [change.mapping];
        case "append":
          return [change.sequence];
        case "remove":
          return [change.target, change.target.value, change.target.parent];
        case "unwrap":
          return [change.entry, change.entry.parent, change.only];
      }
    }
  }
});

// build/src/yaml/print/block.js
var require_block = __commonJS({
  "build/src/yaml/print/block.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.printEntry = printEntry;
    exports2.printItem = printItem;
    var change_1 = require_change();
    var scalar_1 = require_scalar();
    function printEntry(key, value, column, form) {
      const printedKey = (0, scalar_1.printScalar)(key, form.keys, false);
      return `${printedKey}:${printBelow(value, column, form)}`;
    }
    function printItem(value, dash, form) {
      const column = dash + form.dashWidth;
      const gap = " ".repeat(form.dashWidth - 1);
      const parts = partsOf(value, column, form);
      if (parts === void 0)
        return `-${gap}${printLeaf(value, form)}`;
      return `-${gap}${parts.join(lineAt(column, form))}`;
    }
    function printBelow(value, column, form) {
      const inner = column + ((0, change_1.isPlainSequence)(value) ? form.dashOffset : form.step);
      const parts = partsOf(value, inner, form);
      if (parts === void 0)
        return ` ${printLeaf(value, form)}`;
      return parts.map((part) => lineAt(inner, form) + part).join("");
    }
    function partsOf(value, column, form) {
      if (typeof value !== "object" || value === null)
        return void 0;
      const parts = (0, change_1.isPlainSequence)(value) ? value.map((item) => printItem(item, column, form)) : Object.entries(value).map(([key, item]) => printEntry(key, item, column, form));
      return parts.length === 0 ? void 0 : parts;
    }
    function printLeaf(value, form) {
      if (typeof value !== "object" || value === null)
        return (0, scalar_1.printScalar)(value, form.texts, false);
      return (0, change_1.isPlainSequence)(value) ? "[]" : "{}";
    }
    function lineAt(column, { lineBreak }) {
      return lineBreak + " ".repeat(column);
    }
  }
});

// build/src/yaml/print/flow.js
var require_flow = __commonJS({
  "build/src/yaml/print/flow.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.printFlow = printFlow;
    exports2.printFlowKey = printFlowKey;
    exports2.enclose = enclose;
    exports2.emptyBrackets = emptyBrackets;
    exports2.separator = separator;
    exports2.brackets = brackets;
    exports2.indentInside = indentInside;
    var change_1 = require_change();
    var scalar_1 = require_scalar();
    function printFlow(value, style, indent) {
      if (typeof value !== "object" || value === null)
        return (0, scalar_1.printScalar)(value, style.texts, true);
      const inner = indentInside(style, indent);
      if ((0, change_1.isPlainSequence)(value)) {
        const parts2 = value.map((item) => printFlow(item, style, inner));
        return enclose("sequence", parts2, style, indent);
      }
      const parts = Object.entries(value).map(([key, item]) => printFlowKey(key, style) + printFlow(item, style, inner));
      return enclose("mapping", parts, style, indent);
    }
    function printFlowKey(key, style) {
      return (0, scalar_1.printScalar)(key, style.keys, true) + style.colon;
    }
    function enclose(kind, parts, style, indent) {
      if (parts.length === 0)
        return emptyBrackets(kind);
      const { open, close } = brackets(kind, style, indent);
      return open + parts.join(separator(style, indentInside(style, indent))) + close;
    }
    function emptyBrackets(kind) {
      return kind === "mapping" ? "{}" : "[]";
    }
    function separator(style, indent) {
      return style.lines ? `,${style.lines.lineBreak}${indent}` : style.comma;
    }
    function brackets(kind, style, indent) {
      const { lines } = style;
      const padding = kind === "mapping" ? style.padding : "";
      const before = lines ? lines.lineBreak + indentInside(style, indent) : padding;
      const behind = lines ? lines.lineBreak + indent : padding;
      return kind === "mapping" ? { open: `{${before}`, close: `${behind}}` } : { open: `[${before}`, close: `${behind}]` };
    }
    function indentInside({ lines }, indent) {
      return indent + (lines?.step ?? "");
    }
  }
});

// build/src/yaml/style/block.js
var require_block2 = __commonJS({
  "build/src/yaml/style/block.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.Layout = void 0;
    exports2.columnOf = columnOf;
    var declined_1 = require_declined();
    var lines_1 = require_lines();
    var lookup_1 = require_lookup();
    var node_1 = require_node();
    var usual = { step: 2, dashOffset: 2, dashWidth: 2 };
    function columnOf(text, offset) {
      const column = columnWithoutTabs(text, offset);
      if (column === void 0)
        throw new declined_1.Declined("a tab stands before it on its line", offset);
      return column;
    }
    function columnWithoutTabs(text, offset) {
      const before = text.slice((0, lines_1.lineStart)(text, offset), offset);
      return before.includes("	") ? void 0 : before.length;
    }
    var Layout = class {
      measures;
      constructor(document) {
        const { text } = document;
        this.measures = {
          step: new Measure(document, (entry) => stepOf(text, entry), /^( *)[\w"'./-]+:[ \t]*\r?\n\1( +)[^\s#-]/m),
          dashOffset: new Measure(document, (entry) => dashOffsetOf(text, entry), /^( *)[\w"'./-]+:[ \t]*\r?\n\1( *)- /m),
          dashWidth: new Measure(document, (entry) => dashWidthOf(text, entry), void 0)
        };
      }
      /** How blocks below an entry are to be written: as the nearest ones around it are. */
      below(entry) {
        const { step, dashOffset, dashWidth } = this.measures;
        return {
          step: step.near(entry) ?? usual.step,
          // Where keys are indented by four, people indent dashes by four.
          dashOffset: dashOffset.near(entry) ?? Math.max(usual.dashOffset, step.anywhere() ?? 0),
          dashWidth: dashWidth.near(entry) ?? usual.dashWidth
        };
      }
    };
    exports2.Layout = Layout;
    var Measure = class {
      document;
      take;
      sample;
      inMappings = /* @__PURE__ */ new WeakMap();
      inDocument;
      constructor(document, take, sample) {
        this.document = document;
        this.take = take;
        this.sample = sample;
      }
      /** The first that is found: at the entry itself, its siblings, its parents and theirs, then anywhere. */
      near(entry) {
        for (let at = entry; at; at = entryAround(at.parent)) {
          const found = this.take(at) ?? this.inMapping(at.parent);
          if (found !== void 0)
            return found;
        }
        return this.anywhere();
      }
      /** The first that the document shows, or else the file. */
      anywhere() {
        this.inDocument ??= { value: this.first(this.document.root) ?? this.inText() };
        return this.inDocument.value;
      }
      inMapping(mapping) {
        if (mapping.flow)
          return void 0;
        let taken = this.inMappings.get(mapping);
        if (!taken) {
          let value;
          for (const entry of mapping.entries)
            if ((value = this.take(entry)) !== void 0)
              break;
          taken = { value };
          this.inMappings.set(mapping, taken);
        }
        return taken.value;
      }
      first(root) {
        let first;
        (0, lookup_1.walk)(root, (node) => {
          if (node.kind === "mapping")
            first ??= this.inMapping(node);
        });
        return first;
      }
      inText() {
        return this.sample?.exec(this.document.text)?.[2]?.length;
      }
    };
    function stepOf(text, entry) {
      const offset = entry.value.kind === "mapping" ? offsetOf(text, entry, entry.value) : void 0;
      return offset === 0 ? void 0 : offset;
    }
    function dashOffsetOf(text, entry) {
      return entry.value.kind === "sequence" ? offsetOf(text, entry, entry.value) : void 0;
    }
    function offsetOf(text, entry, value) {
      if (value.flow || value.alias)
        return void 0;
      const inner = columnWithoutTabs(text, value.content.start);
      const outer = columnWithoutTabs(text, entry.range.start);
      return inner === void 0 || outer === void 0 || inner < outer ? void 0 : inner - outer;
    }
    function dashWidthOf(text, { value }) {
      const item = value.kind === "sequence" && !value.flow && !value.alias ? value.items[0] : void 0;
      if (!item)
        return void 0;
      const gap = text.slice(item.range.start, (0, node_1.writtenAt)(item.value).start);
      return /^- +$/.test(gap) ? gap.length : void 0;
    }
    function entryAround({ parent }) {
      if (parent?.kind !== "item")
        return parent;
      const around = parent.parent.parent;
      return around?.kind === "entry" ? around : void 0;
    }
  }
});

// build/src/yaml/style/quotes.js
var require_quotes = __commonJS({
  "build/src/yaml/style/quotes.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.quotesBefore = quotesBefore;
    exports2.quotingOfKey = quotingOfKey;
    exports2.quotingOfTexts = quotingOfTexts;
    var scalar_1 = require_scalar();
    var neighboursAtMost = 20;
    function quotesBefore(children, index) {
      const near = children.slice(Math.max(0, index - neighboursAtMost), index).toReversed();
      const [first] = near;
      return { keys: first?.kind === "entry" ? quotingOfKey(first) : "plain", texts: quotingOfTexts(near) };
    }
    function quotingOfKey({ key, name }) {
      const quoting = key.kind === "scalar" ? quotingOf(key.style) : void 0;
      return quoting && name !== void 0 && (0, scalar_1.isSafeUnquoted)(name, false) ? quoting : "plain";
    }
    function quotingOfTexts(near) {
      for (const element of near) {
        const found = textsOf(element).find((quoting) => quoting !== void 0);
        if (found)
          return found;
      }
      return "plain";
    }
    function textsOf({ kind, value }) {
      if (kind === "item" && value.kind === "mapping")
        return value.entries.map((entry) => textOf(entry.value));
      if (kind === "item" && value.kind === "scalar")
        return [quotingOf(value.style) ?? textOf(value)];
      return [textOf(value)];
    }
    function textOf(node) {
      if (node.kind !== "scalar" || node.alias || typeof node.value !== "string")
        return void 0;
      if (node.style === "plain")
        return "plain";
      return (0, scalar_1.isSafeUnquoted)(node.value, false) ? quotingOf(node.style) : void 0;
    }
    function quotingOf(style) {
      return style === "single" || style === "double" ? style : void 0;
    }
  }
});

// build/src/yaml/template/shift.js
var require_shift = __commonJS({
  "build/src/yaml/template/shift.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.reachOf = reachOf;
    exports2.moveActions = moveActions;
    exports2.isPlacedByAction = isPlacedByAction;
    exports2.isControl = isControl;
    var declined_1 = require_declined();
    var lines_1 = require_lines();
    var indentation_1 = require_indentation();
    var visible_1 = require_visible();
    function reachOf(template, inside, column) {
      const { masked, actions } = template;
      let end = endOfOpenBlocks(template, inside, inside.end);
      for (const action2 of actions) {
        if (action2.start < end)
          continue;
        if (!(0, visible_1.isInvisible)(masked, end, action2.end))
          break;
        if (action2.kind === "silent")
          continue;
        const arrived = endOfArrival(template, action2, column);
        if (arrived === void 0)
          break;
        end = endOfOpenBlocks(template, inside, arrived);
      }
      return end;
    }
    function endOfOpenBlocks({ masked, blocks }, inside, from) {
      return blocks.reduce((end, { range }) => {
        const isOpen = inside.start <= range.start && range.start < from && end < range.end;
        return isOpen && (0, visible_1.isInvisible)(masked, end, range.end) ? range.end : end;
      }, from);
    }
    function endOfArrival({ masked, blocks, lines }, action2, column) {
      const arriving = lines.filter((line) => line.column >= column);
      if (arriving.some((line) => line.start <= action2.start && action2.end <= line.end))
        return action2.end;
      const opened = blocks.find(({ range }) => range.start === action2.start)?.range;
      if (!opened || !(0, visible_1.isInvisible)(masked, opened.start, opened.end))
        return void 0;
      const inBlock = arriving.some((line) => opened.start <= line.start && line.end <= opened.end);
      return inBlock ? opened.end : void 0;
    }
    function moveActions(text, { actions, lines }, shifts) {
      return actions.flatMap((action2) => {
        const by = shifts.reduce((sum, { inside, by: one }) => sum + (isIn(inside, action2) ? one : 0), 0);
        if (by === 0 || action2.kind !== "output")
          return [];
        const indentation = (0, indentation_1.indentationOf)(text, action2);
        if (indentation)
          return [{ ...indentation.number, text: String(indentation.column + by) }];
        const isWhole = lines.some((line) => line.start <= action2.start && action2.end <= line.end);
        if (isWhole && text.startsWith("{{-", action2.start)) {
          throw new declined_1.Declined("nobody can tell how the lines that a template brings here are indented", action2.start);
        }
        return [];
      });
    }
    function isPlacedByAction(text, template, lineStart) {
      if (!template)
        return false;
      const visible = (0, lines_1.skipBlanks)(text, lineStart);
      const action2 = template.actions.find(({ end }) => end > lineStart);
      if (!action2 || action2.start >= (0, lines_1.nextLineStart)(text, lineStart))
        return false;
      if (action2.start < lineStart)
        return true;
      const indentation = action2.start === visible ? (0, indentation_1.indentationOf)(text, action2) : void 0;
      return indentation !== void 0 && !indentation.startsLine;
    }
    function isControl(template, offset) {
      const action2 = template?.actions.find(({ start }) => start === offset);
      return action2 !== void 0 && action2.kind !== "output";
    }
    function isIn({ start, end }, action2) {
      return start <= action2.start && action2.end <= end;
    }
  }
});

// build/src/yaml/compile/comments.js
var require_comments = __commonJS({
  "build/src/yaml/compile/comments.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.startWithComments = startWithComments;
    exports2.endWithComments = endWithComments;
    exports2.isLineFree = isLineFree;
    exports2.skipBlankLines = skipBlankLines;
    exports2.isBlankLine = isBlankLine;
    var lines_1 = require_lines();
    function startWithComments(text, element, floor) {
      let start = (0, lines_1.lineStart)(text, element.range.start);
      const column = element.range.start - start;
      for (; ; ) {
        const above = (0, lines_1.lineStart)(text, start - 1);
        const visible = (0, lines_1.skipBlanks)(text, above);
        if (above < floor || visible - above !== column || text[visible] !== "#")
          return start;
        start = above;
      }
    }
    function endWithComments(text, { range }) {
      const column = range.start - (0, lines_1.lineStart)(text, range.start);
      let end = text[range.end - 1] === "\n" ? range.end : (0, lines_1.nextLineStart)(text, range.end);
      for (let at = end; at < text.length; at = (0, lines_1.nextLineStart)(text, at)) {
        const visible = (0, lines_1.skipBlanks)(text, at);
        if (isLineEnd(text, visible))
          continue;
        if (text[visible] !== "#" || visible - at <= column)
          break;
        end = (0, lines_1.nextLineStart)(text, at);
      }
      return end;
    }
    function isLineFree(text, offset) {
      const visible = (0, lines_1.skipBlanks)(text, offset);
      return isLineEnd(text, visible) || text[visible] === "#";
    }
    function skipBlankLines(text, start) {
      let at = start;
      while (at < text.length && isLineEnd(text, (0, lines_1.skipBlanks)(text, at)))
        at = (0, lines_1.nextLineStart)(text, at);
      return at;
    }
    function isBlankLine(text, start) {
      return isLineEnd(text, (0, lines_1.skipBlanks)(text, start));
    }
    function isLineEnd(text, offset) {
      return (0, lines_1.lineTextEnd)(text, offset) === offset;
    }
  }
});

// build/src/yaml/compile/draft.js
var require_draft = __commonJS({
  "build/src/yaml/compile/draft.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.Draft = void 0;
    exports2.removeAbove = removeAbove;
    var lines_1 = require_lines();
    var block_1 = require_block2();
    var shift_1 = require_shift();
    function removeAbove(draft, start, offset) {
      const line = (0, lines_1.lineStart)(draft.text, offset);
      draft.replace((0, lines_1.textEndAbove)(draft.text, start), (0, lines_1.textEndAbove)(draft.text, line), "");
    }
    var Draft = class {
      document;
      gone;
      text;
      layout;
      edits = [];
      shifts = [];
      constructor(document, gone) {
        this.document = document;
        this.gone = gone;
        this.text = document.text;
        this.layout = new block_1.Layout(document);
      }
      replace(start, end, text, owner = start) {
        if (start < end || text !== "")
          this.edits.push({ start, end, text, owner });
      }
      insert(at, text, owner = at) {
        this.replace(at, at, text, owner);
      }
      shift(shift) {
        const { template } = this.document;
        const end = template ? (0, shift_1.reachOf)(template, shift.inside, shift.margin ?? 0) : shift.inside.end;
        this.shifts.push({ ...shift, inside: { ...shift.inside, end } });
      }
      lineBreak(at) {
        return (0, lines_1.lineBreakAt)(this.text, at);
      }
      /** Whether something is written right before a part of the text. */
      touches({ start }) {
        return this.edits.some((edit) => edit.start === start);
      }
      /** All edits. At one place, what belongs to an inner part comes before what belongs to an outer one. */
      finish() {
        const inward = this.edits.toSorted((a, b) => b.owner - a.owner);
        const owned = inward.map((edit) => ({
          start: edit.start,
          end: edit.end,
          text: this.shiftedText(edit)
        }));
        return [...this.lineEdits(), ...this.indentationEdits(), ...owned];
      }
      shiftedText({ text, owner }) {
        if (!text.includes("\n"))
          return text;
        let shifted = text;
        for (const { inside, by, fill = " " } of this.shifts) {
          if (owner < inside.start || owner >= inside.end)
            continue;
          shifted = by > 0 ? shifted.replace(/\n(?=[^\r\n])/g, `
${fill.repeat(by)}`) : shifted.replace(new RegExp(`\\n[ \\t]{0,${-by}}`, "g"), "\n");
        }
        return shifted;
      }
      lineEdits() {
        const lines = [...this.shiftedLines()].sort(([a], [b]) => a - b);
        const replaced = this.edits.toSorted((a, b) => a.start - b.start);
        const edits = [];
        let next = 0;
        for (const [at, { by, fill }] of lines) {
          while ((replaced[next]?.end ?? Infinity) < at)
            next++;
          if ((replaced[next]?.start ?? Infinity) < at)
            continue;
          if (by > 0)
            edits.push({ start: at, end: at, text: fill.repeat(by) });
          const blanks = Math.min(-by, (0, lines_1.skipBlanks)(this.text, at) - at);
          if (blanks > 0)
            edits.push({ start: at, end: at + blanks, text: "" });
        }
        return edits;
      }
      /** What an action puts there moves with the lines around it. */
      indentationEdits() {
        const { template } = this.document;
        return template ? (0, shift_1.moveActions)(this.text, template, this.shifts) : [];
      }
      shiftedLines() {
        const lines = /* @__PURE__ */ new Map();
        const { template } = this.document;
        for (const { inside, by, lines: range, fill = " ", margin = 0 } of this.shifts) {
          const { start, end } = range ?? { ...inside, start: (0, lines_1.nextLineStart)(this.text, inside.start) };
          for (let at = start; at < end; at = (0, lines_1.nextLineStart)(this.text, at)) {
            const visible = (0, lines_1.skipBlanks)(this.text, at);
            if (/[\r\n]/.test(this.text.charAt(at)) || (0, shift_1.isPlacedByAction)(this.text, template, at))
              continue;
            const staysLeft = this.text[visible] === "#" || (0, shift_1.isControl)(template, visible);
            if (staysLeft && visible - at < margin)
              continue;
            lines.set(at, { by: (lines.get(at)?.by ?? 0) + by, fill });
          }
        }
        return lines;
      }
    };
    exports2.Draft = Draft;
  }
});

// build/src/yaml/compile/block.js
var require_block3 = __commonJS({
  "build/src/yaml/compile/block.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.addLines = addLines;
    exports2.replaceLines = replaceLines;
    exports2.leaveEmptyLines = leaveEmptyLines;
    exports2.removeLines = removeLines;
    exports2.formOf = formOf;
    exports2.formBelow = formBelow;
    exports2.printAddition = printAddition;
    exports2.lineAt = lineAt;
    var lines_1 = require_lines();
    var node_1 = require_node();
    var block_1 = require_block();
    var flow_1 = require_flow();
    var block_2 = require_block2();
    var quotes_1 = require_quotes();
    var shift_1 = require_shift();
    var comments_1 = require_comments();
    var draft_1 = require_draft();
    function addLines(draft, collection, before, additions, index) {
      const column = (0, block_2.columnOf)(draft.text, before.range.start);
      const end = (0, lines_1.textEndAbove)(draft.text, (0, comments_1.endWithComments)(draft.text, withReach(draft, before, "behind")));
      const form = { ...formBefore(draft, collection, index), lineBreak: draft.lineBreak(end) };
      const lines = additions.map((addition) => lineAt(column, form) + printAddition(addition, column, form));
      draft.insert(end, lines.join(""), before.range.start);
    }
    function replaceLines(draft, collection, run) {
      const column = (0, block_2.columnOf)(draft.text, run.from.range.start);
      const form = formBefore(draft, collection, run.last + 1);
      const printed = run.additions.map((addition) => printAddition(addition, column, form));
      replaceWith(draft, collection, run, printed.join(lineAt(column, form)));
    }
    function leaveEmptyLines(draft, collection, run) {
      replaceWith(draft, collection, run, (0, flow_1.emptyBrackets)(collection.kind));
    }
    function replaceWith(draft, collection, run, printed) {
      const { start } = run.from.range;
      (0, draft_1.removeAbove)(draft, startOfLines(draft, collection, run), start);
      draft.replace(start, lastTextEnd(draft, run.to), printed);
    }
    function removeLines(draft, collection, run) {
      const { text, document } = draft;
      const { from, to } = run;
      const previous = (0, node_1.childrenOf)(collection)[run.first - 1];
      const behind = (0, comments_1.endWithComments)(text, withReach(draft, to));
      if (!(0, lines_1.startsItsLine)(text, from.range.start)) {
        draft.replace(from.range.start, (0, lines_1.skipSpace)(text, behind), "");
        return;
      }
      let start = startOfLines(draft, collection, run);
      const above = (0, lines_1.textEndAbove)(text, start);
      const textAbove = previous && blockTextAtEnd(text, previous);
      const gapAbove = previous ? (0, comments_1.isBlankLine)(text, (0, lines_1.lineStart)(text, above)) : !isCommentLine(text, above);
      const end = gapAbove || textAbove?.includes("+") ? (0, comments_1.skipBlankLines)(text, behind) : behind;
      if (previous && isDocumentEnd(draft, end))
        start = firstBlankLine(text, start, (0, comments_1.endWithComments)(text, previous));
      const isNeeded = textAbove !== void 0 && text[end - 1] !== "\n";
      const lastLineEnd = (0, lines_1.textEndAbove)(text, start);
      if (isNeeded || start === document.range.start || start === lastLineEnd || hasOwnEnd(text, lastLineEnd, end))
        draft.replace(start, end, "");
      else
        draft.replace(lastLineEnd, (0, lines_1.textEndAbove)(text, end), "");
    }
    function hasOwnEnd(text, above, end) {
      return text[end - 1] === "\n" && (0, lines_1.lineBreakAt)(text, above) !== (0, lines_1.lineBreakAt)(text, (0, lines_1.textEndAbove)(text, end));
    }
    function startOfLines({ text }, collection, { first, from }) {
      const floor = (0, node_1.childrenOf)(collection)[first - 1]?.range.end ?? collection.parent?.range.start;
      return floor === void 0 ? (0, lines_1.lineStart)(text, from.range.start) : (0, comments_1.startWithComments)(text, from, floor);
    }
    function lastTextEnd(draft, element) {
      return (0, lines_1.textEndAbove)(draft.text, (0, comments_1.endWithComments)(draft.text, withReach(draft, element)));
    }
    function withReach({ text, document }, element, to) {
      const { range, parent } = element;
      if (!document.template)
        return { range };
      const column = (0, block_2.columnOf)(text, range.start);
      const reach = (0, shift_1.reachOf)(document.template, range, column + 1);
      const blocks = to === "behind" ? blocksAround(document.template, range, parent) : [];
      return { range: { start: range.start, end: Math.max(reach, ...blocks.map((block) => block.end)) } };
    }
    function blocksAround({ blocks }, element, { content, parent }) {
      return blocks.map(({ range }) => range).filter(({ start }) => start <= element.start).filter(({ start, end }) => parent ? start >= parent.range.start : start > content.start || end < content.end);
    }
    function isCommentLine(text, offset) {
      return /^[ \t]*#/.test(text.slice((0, lines_1.lineStart)(text, offset), offset));
    }
    function isDocumentEnd({ text, document }, offset) {
      return offset >= document.range.end || text.startsWith("...", offset);
    }
    function firstBlankLine(text, start, floor) {
      let at = start;
      while (at > floor && (0, comments_1.isBlankLine)(text, (0, lines_1.lineStart)(text, at - 1)))
        at = (0, lines_1.lineStart)(text, at - 1);
      return at;
    }
    function blockTextAtEnd(text, { value }) {
      if (value.alias)
        return void 0;
      if (value.kind !== "scalar") {
        const last = (0, node_1.childrenOf)(value).at(-1);
        return last && blockTextAtEnd(text, last);
      }
      const header = /[|>]\S*/y;
      header.lastIndex = value.content.start;
      return header.exec(text)?.[0];
    }
    function formBefore(draft, collection, index) {
      return { ...formOf(draft, collection), ...(0, quotes_1.quotesBefore)((0, node_1.childrenOf)(collection), index) };
    }
    function formOf(draft, collection) {
      const [first] = (0, node_1.childrenOf)(collection);
      const near = first?.kind === "entry" ? first : holdingEntry(collection);
      return formBelow(draft, near, collection.content.start);
    }
    function formBelow(draft, entry, start) {
      const lineBreak = draft.lineBreak(start);
      return { ...draft.layout.below(entry), lineBreak, keys: "plain", texts: "plain" };
    }
    function holdingEntry(collection) {
      let holder = collection.parent;
      while (holder?.kind === "item")
        holder = holder.parent.parent;
      return holder;
    }
    function printAddition({ key, value }, column, form) {
      return key === void 0 ? (0, block_1.printItem)(value, column, form) : (0, block_1.printEntry)(key, value, column, form);
    }
    function lineAt(column, { lineBreak }) {
      return lineBreak + " ".repeat(column);
    }
  }
});

// build/src/yaml/style/flow.js
var require_flow2 = __commonJS({
  "build/src/yaml/style/flow.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.indentOfElements = indentOfElements;
    exports2.flowStyleOf = flowStyleOf;
    var lines_1 = require_lines();
    var node_1 = require_node();
    var quotes_1 = require_quotes();
    function indentOfElements({ lines }) {
      return lines?.indent ?? "";
    }
    function flowStyleOf(text, collection, near = (0, node_1.childrenOf)(collection)[0]) {
      const sample = sampleEntry(collection, near);
      const keys = sample?.key.kind === "scalar" && sample.key.style !== "plain" ? styleOfQuotes(sample.key.style) : "plain";
      const between = sample && text.slice(sample.key.range.end, (0, node_1.writtenAt)(sample.value).start);
      const colon = between !== void 0 && /^:[ \t]*$/.test(between) && keys !== "plain" ? between : ": ";
      const braces = sample?.parent ?? collection;
      const padded = braces.kind === "mapping" && text[braces.content.start + 1] === " " && sample !== void 0;
      return {
        keys,
        texts: keys === "double" ? keys : (0, quotes_1.quotingOfTexts)((0, node_1.childrenOf)(collection).slice(0, 20)),
        colon,
        comma: commaOf(text, collection) ?? (colon === ":" ? "," : ", "),
        padding: padded ? " " : "",
        lines: linesOf(text, collection, near)
      };
    }
    function styleOfQuotes(style) {
      return style === "single" ? "single" : "double";
    }
    function sampleEntry(collection, near) {
      if (near?.kind === "entry")
        return near;
      for (const element of (0, node_1.childrenOf)(collection)) {
        const { value } = element;
        if (element.kind === "entry")
          return element;
        if (value.kind === "mapping" && value.flow && value.entries[0])
          return value.entries[0];
      }
      const holder = collection.parent;
      if (!holder?.parent.flow)
        return void 0;
      return holder.kind === "entry" ? holder : sampleEntry(holder.parent);
    }
    function commaOf(text, collection) {
      const [first, second] = (0, node_1.childrenOf)(collection);
      const gap = first && second ? text.slice(first.range.end, second.range.start) : void 0;
      if (gap !== void 0 && /^,[ \t]*$/.test(gap))
        return gap;
      const around = collection.parent?.parent;
      return around?.flow ? commaOf(text, around) : void 0;
    }
    function linesOf(text, collection, near) {
      if (near) {
        const second = (0, node_1.childrenOf)(collection)[1] ?? near;
        const ownLines = [near, second].every((element) => (0, lines_1.startsItsLine)(text, element.range.start));
        if (!collection.flow || !ownLines)
          return void 0;
        const indent = (0, lines_1.indentOf)(text, near.range.start);
        const closing = collection.content.end - 1;
        const outer = (0, lines_1.indentOf)(text, (0, lines_1.startsItsLine)(text, closing) ? closing : collection.content.start);
        const isDeeper = indent.startsWith(outer) && indent.length > outer.length;
        const step = isDeeper ? indent.slice(outer.length) : "  ";
        return { indent, step, lineBreak: (0, lines_1.lineBreakAt)(text, collection.content.start) };
      }
      const holder = collection.parent;
      const around = holder?.parent.flow ? linesOf(text, holder.parent, holder) : void 0;
      return around && { ...around, indent: around.indent + around.step };
    }
  }
});

// build/src/yaml/compile/flow.js
var require_flow3 = __commonJS({
  "build/src/yaml/compile/flow.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.addInFlow = addInFlow;
    exports2.replaceInFlow = replaceInFlow;
    exports2.removeFromFlow = removeFromFlow;
    exports2.leaveEmptyBrackets = leaveEmptyBrackets;
    exports2.printInFlow = printInFlow;
    var declined_1 = require_declined();
    var lines_1 = require_lines();
    var node_1 = require_node();
    var flow_1 = require_flow();
    var flow_2 = require_flow2();
    var comments_1 = require_comments();
    var draft_1 = require_draft();
    function addInFlow(draft, collection, before, additions) {
      const { text } = draft;
      const { end, start: owner } = before.range;
      if (collection.kind === "mapping" && text[collection.content.start] !== "{") {
        throw new declined_1.Declined("a pair that stands in a list without braces takes no second one", owner);
      }
      const style = (0, flow_2.flowStyleOf)(text, collection, before);
      const indent = (0, flow_2.indentOfElements)(style);
      const gap = (0, flow_1.separator)(style, indent);
      const printed = additions.map((addition) => printInFlow(addition, style, indent)).join(gap);
      const ownEnd = endWithComma(text, before);
      if (!style.lines || !isComment(text, (0, lines_1.skipBlanks)(text, ownEnd))) {
        draft.insert(end, gap + printed, owner);
        return;
      }
      const line = style.lines.lineBreak + indent + printed;
      if (ownEnd === end)
        draft.insert(end, ",", owner);
      draft.insert((0, lines_1.lineTextEnd)(text, ownEnd), ownEnd === end ? line : `${line},`, owner);
    }
    function replaceInFlow(draft, collection, run) {
      const { text } = draft;
      const { from, to } = run;
      const style = (0, flow_2.flowStyleOf)(text, collection, from);
      const indent = (0, flow_2.indentOfElements)(style);
      const printed = run.additions.map((addition) => printInFlow(addition, style, indent));
      (0, draft_1.removeAbove)(draft, startOfLines(text, collection, run), from.range.start);
      const ownEnd = endWithComma(text, to);
      if ((0, comments_1.isLineFree)(text, ownEnd))
        draft.replace(ownEnd, (0, lines_1.lineTextEnd)(text, ownEnd), "");
      draft.replace(from.range.start, to.range.end, printed.join((0, flow_1.separator)(style, indent)));
    }
    function removeFromFlow(draft, collection, run) {
      const { text } = draft;
      const { from, to } = run;
      const children = (0, node_1.childrenOf)(collection);
      const [previous, next] = [children[run.first - 1], children[run.last + 1]];
      const ownEnd = endWithComma(text, to);
      const isBare = ownEnd === to.range.end;
      if ((0, lines_1.startsItsLine)(text, from.range.start) && (0, comments_1.isLineFree)(text, ownEnd)) {
        if (previous && isBare)
          removeCommaBehind(draft, previous);
        const start = startOfLines(text, collection, run);
        draft.replace((0, lines_1.textEndAbove)(text, start), (0, lines_1.lineTextEnd)(text, ownEnd), "");
      } else if (next) {
        draft.replace(from.range.start, startBehind(text, ownEnd, next), "");
      } else if (previous && !hasComment(text, previous.range.end, from.range.start)) {
        draft.replace(previous.range.end, to.range.end, "");
      } else {
        if (previous && isBare)
          removeCommaBehind(draft, previous);
        draft.replace(from.range.start, ownEnd, "");
      }
    }
    function leaveEmptyBrackets(draft, { kind, content }) {
      draft.replace(content.start, content.end, (0, flow_1.emptyBrackets)(kind));
    }
    function printInFlow({ key, value }, style, indent) {
      return (key === void 0 ? "" : (0, flow_1.printFlowKey)(key, style)) + (0, flow_1.printFlow)(value, style, indent);
    }
    function startBehind(text, ownEnd, next) {
      if (!hasComment(text, ownEnd, next.range.start))
        return next.range.start;
      return (0, comments_1.isLineFree)(text, ownEnd) ? (0, lines_1.lineTextEnd)(text, ownEnd) : (0, lines_1.skipBlanks)(text, ownEnd);
    }
    function removeCommaBehind(draft, element) {
      const end = endWithComma(draft.text, element);
      draft.replace(end - 1, end, "");
    }
    function endWithComma(text, { range }) {
      let at = (0, lines_1.skipSpace)(text, range.end);
      while (isComment(text, at))
        at = (0, lines_1.skipSpace)(text, (0, lines_1.nextLineStart)(text, at));
      return text[at] === "," ? at + 1 : range.end;
    }
    function isComment(text, offset) {
      return text[offset] === "#";
    }
    function hasComment(text, start, end) {
      return text.slice(start, end).includes("#");
    }
    function startOfLines(text, collection, { first, from }) {
      const floor = (0, node_1.childrenOf)(collection)[first - 1]?.range.end ?? collection.content.start;
      return (0, comments_1.startWithComments)(text, from, floor);
    }
  }
});

// build/src/yaml/compile/empty.js
var require_empty = __commonJS({
  "build/src/yaml/compile/empty.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.fillEmpty = fillEmpty;
    exports2.fillBelowKey = fillBelowKey;
    var lines_1 = require_lines();
    var node_1 = require_node();
    var flow_1 = require_flow();
    var block_1 = require_block2();
    var flow_2 = require_flow2();
    var block_2 = require_block3();
    var comments_1 = require_comments();
    var flow_3 = require_flow3();
    function fillEmpty(draft, collection, additions) {
      const { text } = draft;
      const { content, kind, parent, range } = collection;
      const canBeLines = !hasCommentInside(text, content) && !collection.alias && !draft.touches(range);
      if (!parent || parent.parent.flow || !canBeLines || text[parent.range.start] === "?") {
        fillBrackets(draft, collection, additions);
      } else if (parent.kind === "entry" && (0, node_1.isOnKeyLine)(text, parent)) {
        fillBelowKey(draft, parent, { kind, content }, additions);
      } else if (range.start === content.start && (0, comments_1.isLineFree)(text, content.end) && !text.slice(content.end, (0, lines_1.lineTextEnd)(text, content.end)).includes("#")) {
        const column = (0, block_1.columnOf)(text, content.start);
        const form = (0, block_2.formOf)(draft, collection);
        const lines = additions.map((addition) => (0, block_2.printAddition)(addition, column, form));
        draft.replace(content.start, content.end, lines.join((0, block_2.lineAt)(column, form)));
      } else
        fillBrackets(draft, collection, additions);
    }
    function fillBelowKey(draft, holder, { kind, content }, additions) {
      const { text } = draft;
      const form = (0, block_2.formBelow)(draft, holder, content.start);
      const offset = kind === "mapping" ? form.step : form.dashOffset;
      const column = (0, block_1.columnOf)(text, holder.range.start) + offset;
      const start = (0, lines_1.skipBlanksBack)(text, content.start);
      draft.replace(start, content.end, "");
      const lines = additions.map((addition) => (0, block_2.lineAt)(column, form) + (0, block_2.printAddition)(addition, column, form));
      draft.insert((0, lines_1.lineTextEnd)(text, content.end), lines.join(""), content.start);
    }
    function fillBrackets(draft, collection, additions) {
      const { text } = draft;
      const { content, kind, parent } = collection;
      const around = (0, flow_2.flowStyleOf)(text, collection);
      const style = parent ? around : { ...around, keys: "double", texts: "double" };
      const indent = (0, lines_1.indentOf)(text, content.start);
      const inner = (0, flow_1.indentInside)(style, indent);
      const printed = additions.map((addition) => (0, flow_3.printInFlow)(addition, style, inner));
      if (hasCommentInside(text, content))
        draft.insert(content.start + 1, printed.join(style.comma));
      else
        draft.replace(content.start, content.end, (0, flow_1.enclose)(kind, printed, style, indent));
    }
    function hasCommentInside(text, { start, end }) {
      return text.slice(start, end).includes("#");
    }
  }
});

// build/src/yaml/compile/collection.js
var require_collection2 = __commonJS({
  "build/src/yaml/compile/collection.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.compileCollection = compileCollection;
    var node_1 = require_node();
    var block_1 = require_block3();
    var empty_1 = require_empty();
    var flow_1 = require_flow3();
    var inBlock = { add: block_1.addLines, replace: block_1.replaceLines, remove: block_1.removeLines, empty: block_1.leaveEmptyLines };
    var inFlow = { add: flow_1.addInFlow, replace: flow_1.replaceInFlow, remove: flow_1.removeFromFlow, empty: flow_1.leaveEmptyBrackets };
    function compileCollection(draft, { collection, runs, added }) {
      const children = (0, node_1.childrenOf)(collection);
      const write = collection.flow ? inFlow : inBlock;
      for (const run of runs) {
        if (run.additions.length > 0)
          write.replace(draft, collection, run);
        else if (run.last - run.first + 1 === children.length)
          write.empty(draft, collection, run);
        else
          write.remove(draft, collection, run);
      }
      for (const [gap, additions] of added) {
        const before = children[gap - 1];
        if (before)
          write.add(draft, collection, before, additions, gap);
        else
          (0, empty_1.fillEmpty)(draft, collection, additions);
      }
    }
  }
});

// build/src/yaml/compile/fill.js
var require_fill = __commonJS({
  "build/src/yaml/compile/fill.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.compileFill = compileFill;
    var declined_1 = require_declined();
    var lines_1 = require_lines();
    var node_1 = require_node();
    var flow_1 = require_flow();
    var flow_2 = require_flow2();
    var empty_1 = require_empty();
    function compileFill(draft, { entry, value }) {
      const { value: old, parent } = entry;
      if (old.kind !== "scalar" || old.value !== null)
        throw new declined_1.Declined("it has a value", old.range.start);
      if (old.alias || old.range.start !== old.content.start) {
        throw new declined_1.Declined("an anchor, alias or tag stands where its value would be", old.range.start);
      }
      const additions = Object.entries(value).map(([key, item]) => ({ key, value: item }));
      if (!parent.flow && (0, node_1.isOnKeyLine)(draft.text, entry)) {
        (0, empty_1.fillBelowKey)(draft, entry, { kind: "mapping", content: old.content }, additions);
      } else if (parent.flow && old.style !== "empty") {
        const style = (0, flow_2.flowStyleOf)(draft.text, parent);
        const printed = (0, flow_1.printFlow)(value, style, (0, lines_1.indentOf)(draft.text, entry.range.start));
        draft.replace(old.content.start, old.content.end, printed);
      } else
        throw new declined_1.Declined("it has no value that could be replaced", entry.range.start);
    }
  }
});

// build/src/yaml/compile/nest-block.js
var require_nest_block = __commonJS({
  "build/src/yaml/compile/nest-block.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.nestInBlock = nestInBlock;
    var lines_1 = require_lines();
    var node_1 = require_node();
    var scalar_1 = require_scalar();
    var block_1 = require_block2();
    var quotes_1 = require_quotes();
    var comments_1 = require_comments();
    function nestInBlock(draft, entry, wrappers) {
      const { text } = draft;
      const { value } = entry;
      const column = (0, block_1.columnOf)(text, entry.range.start);
      const chain = layers(draft, entry, wrappers, column);
      if (!(0, node_1.isOnKeyLine)(text, entry)) {
        nestLinesBelow(draft, entry, chain, column);
        return;
      }
      const place = (0, node_1.writtenAt)(value);
      const keyEnd = entry.key.content.end;
      if (!chain.endsWithDash)
        draft.insert(keyEnd, `:${chain.text}`, entry.range.start);
      else {
        const dashes = (0, node_1.isUnwritten)(value) ? chain.text.trimEnd() : chain.text;
        draft.replace(keyEnd, place.start, `:${dashes}`, entry.range.start);
      }
      const isBlock = value.kind !== "scalar" && !value.flow && !value.alias;
      const inside = { start: place.start, end: (0, comments_1.endWithComments)(text, entry) };
      if (chain.endsWithDash && isBlock) {
        const from = (0, block_1.columnOf)(text, value.content.start);
        draft.shift({ inside, by: chain.column - from, margin: from });
      } else {
        const to = chain.endsWithDash && (0, node_1.isBlockText)(value) ? chain.column - chain.dashWidth : chain.column;
        draft.shift({ inside, by: to - column, margin: column + 1 });
      }
    }
    function nestLinesBelow(draft, entry, chain, column) {
      const { text } = draft;
      const owner = entry.range.start;
      const keyEnd = entry.key.content.end;
      const keyLineEnd = (0, lines_1.lineTextEnd)(text, keyEnd);
      const below = { start: keyLineEnd, end: (0, comments_1.endWithComments)(text, entry) };
      const start = startOfWhatStays(draft, entry.value);
      const from = (0, block_1.columnOf)(text, start);
      const action2 = actionBetween(draft, keyEnd, start);
      if (action2 && action2.start < keyLineEnd) {
        if (chain.endsWithDash)
          draft.replace(keyEnd, action2.start, `:${chain.text.trimEnd()} `, owner);
        else
          draft.insert(keyEnd, `:${chain.text}`, owner);
        const by = chain.endsWithDash ? chain.column - from : chain.column - column;
        draft.shift({ inside: { start: keyEnd, end: below.end }, by, margin: from });
        return;
      }
      if (!chain.endsWithDash) {
        draft.insert(keyLineEnd, `${chain.text}:`, owner);
        draft.shift({ inside: below, by: chain.column - column, margin: from });
        return;
      }
      if (action2) {
        draft.insert(keyLineEnd, chain.text.trimEnd(), owner);
        draft.shift({ inside: below, by: chain.column - from, margin: from });
        return;
      }
      const lineBreak = chain.text.lastIndexOf(draft.lineBreak(owner));
      const above = chain.text.slice(0, lineBreak);
      const dashes = chain.text.slice(lineBreak).trimStart();
      draft.insert(keyLineEnd, above, owner);
      draft.insert(start, dashes, owner);
      const linesAbove = { start: (0, lines_1.nextLineStart)(text, keyEnd), end: start + 1 };
      const dashColumn = chain.column - dashes.length;
      draft.shift({ inside: { start, end: start }, lines: linesAbove, by: dashColumn - from, margin: from });
      draft.shift({ inside: { start, end: below.end }, by: chain.column - from, margin: from });
    }
    function actionBetween({ document }, from, to) {
      return document.template?.actions.find(({ start, kind }) => from <= start && start < to && kind !== "silent");
    }
    function startOfWhatStays({ gone }, value) {
      const { start } = (0, node_1.writtenAt)(value);
      if (value.kind === "scalar" || value.alias || value.flow || start < value.content.start)
        return start;
      return (0, node_1.childrenOf)(value).find((child) => !gone.has(child))?.range.start ?? start;
    }
    function layers(draft, entry, wrappers, keyColumn) {
      const lineBreak = draft.lineBreak(entry.range.start);
      const { step, dashOffset, dashWidth } = draft.layout.below(entry);
      const keys = (0, quotes_1.quotingOfKey)(entry);
      let text = "";
      let column = keyColumn;
      let behindDash = false;
      for (const [index, wrapper] of wrappers.entries()) {
        if (index > 0 && !behindDash)
          text += ":";
        if (!behindDash) {
          column += wrapper === "item" ? dashOffset : step;
          text += lineBreak + " ".repeat(column);
        }
        behindDash = wrapper === "item";
        if (wrapper === "item") {
          text += "-".padEnd(dashWidth);
          column += dashWidth;
        } else
          text += (0, scalar_1.printScalar)(wrapper.key, keys, false);
      }
      return { text, column, endsWithDash: behindDash, dashWidth };
    }
  }
});

// build/src/yaml/compile/nest-flow.js
var require_nest_flow = __commonJS({
  "build/src/yaml/compile/nest-flow.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.nestInFlow = nestInFlow;
    var node_1 = require_node();
    var flow_1 = require_flow();
    var flow_2 = require_flow2();
    function nestInFlow(draft, entry, wrappers, style) {
      const { lines } = style;
      const place = (0, node_1.writtenAt)(entry.value);
      let open = "";
      let close = "";
      let indent = (0, flow_2.indentOfElements)(style);
      for (const wrapper of wrappers) {
        const outer = (0, flow_1.brackets)(wrapper === "item" ? "sequence" : "mapping", style, indent);
        open += outer.open + (wrapper === "item" ? "" : (0, flow_1.printFlowKey)(wrapper.key, style));
        close = outer.close + close;
        indent = (0, flow_1.indentInside)(style, indent);
      }
      const owner = entry.range.start;
      if ((0, node_1.isUnwritten)(entry.value)) {
        draft.replace(entry.key.content.end, place.end, `${style.colon}${open}null${close}`, owner);
        return;
      }
      draft.insert(place.start, open, owner);
      draft.insert(place.end, close, owner);
      if (lines)
        draft.shift({ inside: place, by: lines.step.length * wrappers.length, fill: lines.step.charAt(0) });
    }
  }
});

// build/src/yaml/compile/move.js
var require_move = __commonJS({
  "build/src/yaml/compile/move.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.compileMove = compileMove;
    var declined_1 = require_declined();
    var lines_1 = require_lines();
    var node_1 = require_node();
    var scalar_1 = require_scalar();
    var flow_1 = require_flow2();
    var nest_block_1 = require_nest_block();
    var nest_flow_1 = require_nest_flow();
    function compileMove(draft, { entry, key, wrappers }) {
      const { text } = draft;
      if (key !== entry.name) {
        if (entry.key.alias || entry.key.kind !== "scalar")
          throw new declined_1.Declined("its key is no plain text", entry.range.start);
        const { start, end } = entry.key.content;
        draft.replace(start, end, (0, scalar_1.printScalar)(key, entry.key.style, entry.parent.flow));
      }
      if (wrappers.length === 0)
        return;
      if (text[entry.range.start] === "?")
        throw new declined_1.Declined('its key is marked with "?"', entry.range.start);
      const { value } = entry;
      const isFlow = value.kind !== "scalar" && value.flow && !value.alias && (0, node_1.isOnKeyLine)(text, entry);
      if (isFlow && (!entry.parent.flow || isOnOneLine(text, value))) {
        (0, nest_flow_1.nestInFlow)(draft, entry, wrappers, inlineStyle(text, value));
      } else if (entry.parent.flow)
        (0, nest_flow_1.nestInFlow)(draft, entry, wrappers, (0, flow_1.flowStyleOf)(text, entry.parent, entry));
      else
        (0, nest_block_1.nestInBlock)(draft, entry, wrappers);
    }
    function isOnOneLine(text, value) {
      return (0, node_1.childrenOf)(value).length > 0 && !text.slice(value.content.start, value.content.end).includes("\n");
    }
    function inlineStyle(text, value) {
      const style = (0, flow_1.flowStyleOf)(text, value);
      const closing = value.content.end - 1;
      if (!style.lines || !(0, lines_1.startsItsLine)(text, closing))
        return { ...style, lines: void 0 };
      return { ...style, lines: { ...style.lines, indent: (0, lines_1.indentOf)(text, closing) } };
    }
  }
});

// build/src/yaml/compile/plan.js
var require_plan = __commonJS({
  "build/src/yaml/compile/plan.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.plansOf = plansOf;
    exports2.goneIn = goneIn;
    var node_1 = require_node();
    function plansOf(changes) {
      const index = new ElementIndex();
      const wishes = /* @__PURE__ */ new Map();
      for (const change of changes) {
        const collection = collectionOf(change);
        const place = `${collection.content.start}-${collection.content.end}`;
        const known = wishes.get(place) ?? {
          collection,
          removed: /* @__PURE__ */ new Map(),
          added: /* @__PURE__ */ new Map(),
          atEnd: []
        };
        wishes.set(place, known);
        if (change.type === "remove")
          known.removed.set(index.of(change.target), change.target);
        else if (change.type === "append")
          known.atEnd.push({ key: void 0, value: change.value });
        else if (!change.after)
          known.atEnd.push(change);
        else
          addTo(known.added, index.of(change.after) + 1, [change]);
      }
      return [...wishes.values()].map(planOf);
    }
    function goneIn(plans) {
      const gone = /* @__PURE__ */ new Set();
      for (const { collection, runs } of plans) {
        for (const { first, last, additions } of runs) {
          if (additions.length > 0)
            continue;
          for (const element of (0, node_1.childrenOf)(collection).slice(first, last + 1))
            gone.add(element);
        }
      }
      return gone;
    }
    function planOf({ collection, removed, added, atEnd }) {
      if (atEnd.length > 0)
        addTo(added, (0, node_1.childrenOf)(collection).length, atEnd);
      const runs = runsOf(removed).map((run) => {
        const additions = [];
        for (let gap = run.first; gap <= run.last + 1; gap++) {
          additions.push(...added.get(gap) ?? []);
          added.delete(gap);
        }
        return { ...run, additions };
      });
      return { collection, runs, added };
    }
    function addTo(added, gap, additions) {
      const known = added.get(gap);
      if (known)
        known.push(...additions);
      else
        added.set(gap, [...additions]);
    }
    function collectionOf(change) {
      if (change.type === "insert")
        return change.mapping;
      return change.type === "append" ? change.sequence : change.target.parent;
    }
    function runsOf(removed) {
      const runs = [];
      for (const [index, element] of [...removed].sort(([a], [b]) => a - b)) {
        const previous = runs.at(-1);
        const last = { last: index, to: element };
        if (previous?.last === index - 1)
          runs.splice(-1, 1, { ...previous, ...last });
        else
          runs.push({ first: index, from: element, ...last });
      }
      return runs;
    }
    var ElementIndex = class {
      collections = /* @__PURE__ */ new Map();
      of(element) {
        const { parent } = element;
        const known = this.collections.get(parent) ?? new Map((0, node_1.childrenOf)(parent).map((child, index) => [child, index]));
        this.collections.set(parent, known);
        return known.get(element) ?? 0;
      }
    };
  }
});

// build/src/yaml/compile/set.js
var require_set = __commonJS({
  "build/src/yaml/compile/set.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.compileSet = compileSet;
    var declined_1 = require_declined();
    var lines_1 = require_lines();
    var node_1 = require_node();
    var scalar_1 = require_scalar();
    var flow_1 = require_flow2();
    function compileSet(draft, { scalar, value, words }) {
      const { alias, content, style } = scalar;
      if (words && !alias) {
        for (const word of words)
          replaceWord(draft, scalar, word);
        return;
      }
      if (!alias && isTagged(draft.text, scalar) && typeof value !== typeof scalar.value) {
        throw new declined_1.Declined("a tag says that its value is of another type", scalar.range.start);
      }
      if ((0, node_1.isTemplatedNode)(scalar))
        throw new declined_1.Declined("a template puts its value there", scalar.range.start);
      const printed = (0, scalar_1.printScalar)(value, quotingFor(draft.text, scalar), scalar.parent?.parent.flow ?? false);
      if (alias)
        draft.replace(alias.start, alias.end, printed);
      else if (style === "empty")
        fillIn(draft, scalar, printed);
      else if ((0, node_1.isBlockText)(scalar))
        replaceBlock(draft, scalar, printed);
      else
        draft.replace(content.start, content.end, printed);
    }
    function quotingFor(text, { alias, parent, style, value }) {
      if (!alias && (style === "single" || style === "double"))
        return style;
      const isText = typeof value === "string" && !alias;
      return parent?.parent.flow && !isText ? (0, flow_1.flowStyleOf)(text, parent.parent, parent).texts : "plain";
    }
    function fillIn(draft, { content, parent }, printed) {
      const hasNoColon = parent?.kind === "entry" && parent.key.content.end === content.end;
      if (hasNoColon && !parent.parent.flow) {
        throw new declined_1.Declined('a key marked with "?" has no value here', content.start);
      }
      draft.insert(content.end, `${hasNoColon ? ":" : ""} ${printed}`);
    }
    function replaceBlock(draft, { content }, printed) {
      const { text } = draft;
      const source = text.slice(content.start, content.end);
      const header = source.search(/\s|$/);
      const headerLineEnd = (0, lines_1.lineTextEnd)(text, content.start);
      const lastVisible = content.start + source.replace(/(?<![ \t\r\n])[ \t\r\n]+$/, "").length;
      draft.replace(content.start, content.start + header, printed);
      draft.replace(headerLineEnd, (0, lines_1.lineTextEnd)(text, lastVisible), "");
    }
    function isTagged(text, { range, content }) {
      return /(?:^|\s)!/.test(text.slice(range.start, content.start));
    }
    function replaceWord(draft, scalar, { from, to }) {
      const { content } = scalar;
      const start = (0, node_1.isBlockText)(scalar) ? (0, lines_1.lineTextEnd)(draft.text, content.start) : content.start;
      const source = draft.text.slice(start, content.end);
      if (!source.includes(from)) {
        throw new declined_1.Declined(`"${from}" is not written there in one piece`, content.start);
      }
      for (let at = source.indexOf(from); at !== -1; at = source.indexOf(from, at + from.length)) {
        draft.replace(start + at, start + at + from.length, to);
      }
    }
  }
});

// build/src/yaml/compile/text.js
var require_text = __commonJS({
  "build/src/yaml/compile/text.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.compileText = compileText;
    var embedded_1 = require_embedded();
    function compileText(draft, { scalar, edits }) {
      for (const edit of (0, embedded_1.carryOut)(draft.document, scalar, edits))
        draft.replace(edit.start, edit.end, edit.text);
    }
  }
});

// build/src/yaml/compile/unwrap.js
var require_unwrap = __commonJS({
  "build/src/yaml/compile/unwrap.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.compileUnwrap = compileUnwrap;
    var declined_1 = require_declined();
    var lines_1 = require_lines();
    var block_1 = require_block2();
    var comments_1 = require_comments();
    function compileUnwrap(draft, { entry, only }) {
      const { text } = draft;
      const { parent: value } = only;
      const place = entry.range.start;
      if (value.entries.length !== 1) {
        throw new declined_1.Declined("its value is no mapping with a single entry", place);
      }
      if (value.alias || value.range.start < value.content.start) {
        throw new declined_1.Declined("its value is an alias, or has an anchor or tag", place);
      }
      if (text[place] === "?" || text[only.range.start] === "?") {
        throw new declined_1.Declined('its key is marked with "?"', place);
      }
      if (value.flow) {
        const braces = text.slice(place, only.range.start) + text.slice(only.range.end, value.range.end);
        if (braces.includes("#"))
          throw new declined_1.Declined("a comment stands in the braces that would go", place);
        draft.replace(place, only.range.start, "");
        draft.replace(only.range.end, value.range.end, "");
        const by2 = (0, lines_1.indentOf)(text, place).length - (0, lines_1.indentOf)(text, only.range.start).length;
        if ((0, lines_1.startsItsLine)(text, place))
          draft.shift({ inside: only.range, by: by2 });
        return;
      }
      const start = (0, lines_1.skipSpace)(text, text.indexOf(":", entry.key.range.end) + 1);
      const column = (0, block_1.columnOf)(text, place);
      const by = column - (0, block_1.columnOf)(text, only.range.start);
      draft.replace(place, start, "");
      draft.shift({ inside: { start, end: (0, comments_1.endWithComments)(text, entry) }, by, margin: column - by });
    }
  }
});

// build/src/yaml/compile/index.js
var require_compile = __commonJS({
  "build/src/yaml/compile/index.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.compile = compile;
    exports2.textKey = textKey;
    var edit_1 = require_edit();
    var collection_1 = require_collection2();
    var draft_1 = require_draft();
    var fill_1 = require_fill();
    var move_1 = require_move();
    var plan_1 = require_plan();
    var set_1 = require_set();
    var text_1 = require_text();
    var unwrap_1 = require_unwrap();
    function compile(document, changes) {
      const distinct = withoutRepeats(changes);
      const plans = (0, plan_1.plansOf)(distinct.filter(isCollectionChange));
      const draft = new draft_1.Draft(document, (0, plan_1.goneIn)(plans));
      for (const change of distinct) {
        if (change.type === "set")
          (0, set_1.compileSet)(draft, change);
        else if (change.type === "move")
          (0, move_1.compileMove)(draft, change);
        else if (change.type === "fill")
          (0, fill_1.compileFill)(draft, change);
        else if (change.type === "unwrap")
          (0, unwrap_1.compileUnwrap)(draft, change);
        else if (change.type === "text")
          (0, text_1.compileText)(draft, change);
      }
      for (const plan of plans)
        (0, collection_1.compileCollection)(draft, plan);
      return (0, edit_1.arrange)(draft.finish());
    }
    function isCollectionChange(change) {
      return change.type === "insert" || change.type === "append" || change.type === "remove";
    }
    function withoutRepeats(changes) {
      const counts = /* @__PURE__ */ new Map();
      const known = /* @__PURE__ */ new Set();
      const anchored = new Set(changes.map((change) => change.type === "set" && !change.scalar.alias && valueKey(change)));
      return changes.filter((change) => {
        if (change.type === "set" && change.scalar.alias && anchored.has(valueKey(change)))
          return false;
        const { node, key } = textKey(change);
        const onPath = counts.get(node) ?? /* @__PURE__ */ new Map();
        const count = onPath.get(key) ?? 0;
        counts.set(node, onPath.set(key, count + 1));
        const numbered = `${count} ${key}`;
        if (known.has(numbered))
          return false;
        known.add(numbered);
        return true;
      });
    }
    function valueKey({ scalar, value }) {
      return JSON.stringify([scalar.content.start, scalar.content.end, value]);
    }
    function textKey(change) {
      const keyed = (node, place, ...rest) => ({
        node,
        key: JSON.stringify([change.type, place.start, place.end, ...rest])
      });
      switch (change.type) {
        case "set":
          return keyed(change.scalar, change.scalar.alias ?? change.scalar.content, change.value);
        case "text":
          return keyed(change.scalar, change.scalar.alias ?? change.scalar.content, change.edits);
        case "move":
          return keyed(change.entry, change.entry.range, change.key, change.wrappers);
        case "fill":
          return keyed(change.entry, change.entry.range, change.value);
        case "unwrap":
          return keyed(change.entry, change.entry.range);
        case "insert":
          return keyed(change.mapping, change.mapping.content, change.key, change.value, change.after?.range.start);
        case "append":
          return keyed(change.sequence, change.sequence.content, change.value);
        case "remove":
          return keyed(change.target, change.target.range);
      }
    }
  }
});

// build/src/yaml/model.js
var require_model = __commonJS({
  "build/src/yaml/model.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.changedModel = changedModel;
    var change_1 = require_change();
    var declined_1 = require_declined();
    var embedded_1 = require_embedded();
    var aliasedNodesAtMost = 1e5;
    function changedModel(document, root, changes) {
      const builder = new ModelBuilder(document, changes);
      const model = builder.model(root, false);
      for (const change of changes)
        if (change.type !== "unwrap")
          builder.change(change);
      for (const change of changes)
        if (change.type === "unwrap")
          builder.change(change);
      builder.dropRemoved();
      return model;
    }
    var ModelBuilder = class {
      document;
      aliased = 0;
      nodes = /* @__PURE__ */ new Map();
      entries = /* @__PURE__ */ new Map();
      removed = /* @__PURE__ */ new Map();
      /** Only what changes speak of is kept at hand: a document can have a million nodes. */
      spokenOf;
      constructor(document, changes) {
        this.document = document;
        this.spokenOf = new Set(changes.flatMap(change_1.heldBy));
      }
      model(node, underAlias) {
        const aliased = underAlias || node.alias !== void 0;
        if (aliased && ++this.aliased > aliasedNodesAtMost) {
          throw new declined_1.Declined(`its aliases expand to more than ${aliasedNodesAtMost} nodes`);
        }
        const model = this.build(node, aliased);
        if (this.spokenOf.has(node))
          this.nodes.set(node, model);
        return model;
      }
      change(change) {
        switch (change.type) {
          case "set":
            this.of(change.scalar).value = change.value;
            break;
          case "move": {
            const entry = this.entry(change.entry);
            if (change.key !== change.entry.name)
              entry.key = scalarModel(change.key);
            entry.value = change.wrappers.reduceRight(wrap, entry.value);
            break;
          }
          case "insert": {
            const { entries } = this.of(change.mapping);
            const after = change.after && this.entry(change.after);
            const entry = { key: scalarModel(change.key), value: plainModel(change.value), after };
            const index = after ? entries.findLastIndex((other) => other === after || other.after === after) + 1 : entries.length;
            entries.splice(index, 0, entry);
            break;
          }
          case "fill":
            this.entry(change.entry).value = plainModel(change.value);
            break;
          case "append":
            this.of(change.sequence).items.push(plainModel(change.value));
            break;
          case "remove":
            this.remove(change.target);
            break;
          case "text": {
            const model = this.of(change.scalar);
            model.value = (0, embedded_1.editedValue)(this.document, change.scalar, change.edits);
            break;
          }
          case "unwrap": {
            const { entries } = this.of(change.entry.parent);
            entries.splice(entries.indexOf(this.entry(change.entry)), 1, this.entry(change.only));
            break;
          }
        }
      }
      /** Takes out what was removed, from each collection at once. */
      dropRemoved() {
        for (const [collection, gone] of this.removed) {
          if (collection.kind === "mapping") {
            const model = this.of(collection);
            model.entries = model.entries.filter((entry) => !gone.has(entry));
          } else {
            const model = this.of(collection);
            model.items = model.items.filter((item) => !gone.has(item));
          }
        }
      }
      remove(target) {
        const gone = this.removed.get(target.parent) ?? /* @__PURE__ */ new Set();
        gone.add(target.kind === "entry" ? this.entry(target) : this.of(target.value));
        this.removed.set(target.parent, gone);
      }
      build(node, aliased) {
        if (node.kind === "scalar")
          return scalarModel(node.value);
        if (node.kind === "sequence") {
          return { kind: "sequence", items: node.items.map((item) => this.model(item.value, aliased)) };
        }
        const entries = node.entries.map((entry) => {
          const model = { key: this.model(entry.key, aliased), value: this.model(entry.value, aliased) };
          if (this.spokenOf.has(entry))
            this.entries.set(entry, model);
          return model;
        });
        return { kind: "mapping", entries };
      }
      entry(entry) {
        return found(this.entries.get(entry));
      }
      /** What a node says; that is of the node's own kind. */
      of(node) {
        return found(this.nodes.get(node));
      }
    };
    function found(model) {
      if (model === void 0)
        throw new Error("a change speaks of a node of another document");
      return model;
    }
    function scalarModel(value) {
      return { kind: "scalar", value };
    }
    function wrap(value, wrapper) {
      if (wrapper === "item")
        return { kind: "sequence", items: [value] };
      return { kind: "mapping", entries: [{ key: scalarModel(wrapper.key), value }] };
    }
    function plainModel(value) {
      if ((0, change_1.isPlainSequence)(value))
        return { kind: "sequence", items: value.map(plainModel) };
      if (typeof value !== "object" || value === null)
        return scalarModel(value);
      const entries = Object.entries(value).map(([key, item]) => ({
        key: scalarModel(key),
        value: plainModel(item)
      }));
      return { kind: "mapping", entries };
    }
  }
});

// build/src/yaml/says.js
var require_says = __commonJS({
  "build/src/yaml/says.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.says = says;
    var mask_1 = require_mask();
    function says(node, model) {
      if (!node || !model)
        return false;
      if (model.kind === "scalar")
        return node.kind === "scalar" && sameValue(node.value, model.value);
      if (model.kind === "sequence") {
        return node.kind === "sequence" && node.items.length === model.items.length && node.items.every((item, index) => says(item.value, model.items[index]));
      }
      return node.kind === "mapping" && node.entries.length === model.entries.length && node.entries.every(({ key, value }, index) => {
        const entry = model.entries[index];
        return says(key, entry?.key) && says(value, entry?.value);
      });
    }
    function sameValue(a, b) {
      if (a instanceof Uint8Array || a instanceof Date)
        return JSON.stringify(a) === JSON.stringify(b);
      if (typeof a === "string" && typeof b === "string")
        return (0, mask_1.withoutFiller)(a) === (0, mask_1.withoutFiller)(b);
      return Object.is(a, b);
    }
  }
});

// build/src/yaml/settle.js
var require_settle = __commonJS({
  "build/src/yaml/settle.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.settle = settle;
    var change_1 = require_change();
    var declined_1 = require_declined();
    var edit_1 = require_edit();
    var node_1 = require_node();
    var arrivals_1 = require_arrivals();
    function settle(document, changes) {
      const removed = /* @__PURE__ */ new Set();
      for (const change of changes)
        if (change.type === "remove")
          removed.add(change.target);
      removeEmptied(document, removed, new Set(changes.map(change_1.placeOf)));
      const kept = changes.filter((change) => !isInside((0, change_1.placeOf)(change), removed));
      const outermost = [...removed].filter((target) => !isInside(target.parent, removed));
      return [...joinTexts(joinMoves(kept)), ...outermost.map((target) => ({ type: "remove", target }))];
    }
    function removeEmptied(document, removed, places) {
      const left = /* @__PURE__ */ new Map();
      for (const { parent } of removed) {
        const count = (left.get(parent) ?? (0, node_1.childrenOf)(parent).length) - 1;
        left.set(parent, count);
        if (count > 0 || places.has(parent) || isInside(parent, removed))
          continue;
        const [arrival] = (0, arrivals_1.arrivalsIn)(document, parent);
        if (arrival)
          throw new declined_1.Declined("only what a template brings would be left here", arrival.start);
        if (parent.parent)
          removed.add(parent.parent);
      }
    }
    function joinMoves(changes) {
      const moves = /* @__PURE__ */ new Map();
      for (const change of changes) {
        if (change.type !== "move")
          continue;
        const { entry, key, wrappers } = change;
        const earlier = moves.get(entry);
        const lastKey = earlier && key === entry.name ? earlier.key : key;
        moves.set(entry, { ...change, key: lastKey, wrappers: [...wrappers, ...earlier?.wrappers ?? []] });
      }
      return [...changes.filter((change) => change.type !== "move"), ...moves.values()];
    }
    function joinTexts(changes) {
      const edits = /* @__PURE__ */ new Map();
      for (const change of changes) {
        if (change.type !== "text")
          continue;
        edits.set(change.scalar, [...edits.get(change.scalar) ?? [], ...change.edits]);
      }
      const joined = [...edits].map(([scalar, all]) => ({ type: "text", scalar, edits: (0, edit_1.arrange)(all) }));
      return [...changes.filter(({ type }) => type !== "text"), ...joined];
    }
    function isInside(place, removed) {
      for (let at = place; at; at = at.parent) {
        if (removed.has(at))
          return true;
      }
      return false;
    }
  }
});

// build/src/yaml/sharing.js
var require_sharing = __commonJS({
  "build/src/yaml/sharing.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.sharingProblem = sharingProblem;
    var change_1 = require_change();
    var declined_1 = require_declined();
    var node_1 = require_node();
    function sharingProblem(root, changes) {
      const shared = sharedBelow(root);
      for (const change of changes) {
        const problem = change.type === "remove" ? lostAnchor(change.target, shared) : void 0;
        if (problem)
          return problem;
      }
      for (const change of changes) {
        const problem = repeatedText(change, shared);
        if (problem)
          return problem;
      }
      return void 0;
    }
    function lostAnchor({ range }, shared) {
      const isInside = ({ start, end }) => start >= range.start && end <= range.end;
      for (const { name, content, aliases } of shared.values()) {
        const left = isInside(content) && aliases.find((alias) => !isInside(alias));
        if (left)
          return new declined_1.Declined(`the anchor &${name} would go, and *${name} needs it`, left.start);
      }
      return void 0;
    }
    function repeatedText(change, shared) {
      const place = (0, change_1.placeOf)(change);
      const own = change.type === "set" && change.scalar.alias ? place.parent : place;
      for (let at = own; at; at = at.parent) {
        const found = "content" in at ? shared.get(keyOf(at)) : void 0;
        if (!found)
          continue;
        const { name, aliases } = found;
        const reason = `the change would show twice, since *${name} repeats what &${name} names; write one of them out first`;
        return new declined_1.Declined(reason, aliases[0]?.start);
      }
      return void 0;
    }
    function sharedBelow(root) {
      const shared = /* @__PURE__ */ new Map();
      const stack = [root];
      for (let node = stack.pop(); node; node = stack.pop()) {
        if (node.alias) {
          const known = shared.get(keyOf(node));
          if (known)
            known.aliases.push(node.alias);
          else
            shared.set(keyOf(node), { name: node.anchor ?? "", content: node.content, aliases: [node.alias] });
        } else if (node.kind !== "scalar") {
          for (const child of (0, node_1.childrenOf)(node)) {
            stack.push(child.value);
            if (child.kind === "entry")
              stack.push(child.key);
          }
        }
      }
      return shared;
    }
    function keyOf({ content }) {
      return `${content.start}-${content.end}`;
    }
  }
});

// build/src/yaml/split.js
var require_split = __commonJS({
  "build/src/yaml/split.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.splitDocuments = splitDocuments;
    var lines_1 = require_lines();
    function splitDocuments(text) {
      const ranges = [];
      const marker = /^\uFEFF?(?:---|\.\.\.)(?=[ \t\r\n]|$)/gm;
      let start = 0;
      for (let match = marker.exec(text); match !== null; match = marker.exec(text)) {
        const isEnd = match[0].endsWith(".");
        const cut = isEnd ? (0, lines_1.nextLineStart)(text, match.index) : match.index;
        if (!isEnd && isPreamble(text.slice(start, cut)))
          continue;
        ranges.push({ start, end: cut });
        start = cut;
      }
      if (start < text.length || ranges.length === 0)
        ranges.push({ start, end: text.length });
      return ranges;
    }
    function isPreamble(text) {
      return !/^(?!%)[ \t\uFEFF]*[^\s#%]|^[ \t]+%/m.test(text);
    }
  }
});

// build/src/yaml/template/survival.js
var require_survival = __commonJS({
  "build/src/yaml/template/survival.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.keepsActions = keepsActions;
    var indentation_1 = require_indentation();
    function keepsActions({ text, range, template }, edits, rewritten, result) {
      const removed = edits.filter((edit) => edit.end > edit.start);
      const isGone = ({ start, end }) => removed.some((edit) => edit.start <= start && end <= edit.end);
      const actions = template?.actions ?? [];
      const kept = actions.filter((action2) => range.start <= action2.start && action2.end <= range.end && !isGone(action2));
      const gone = actions.filter(isGone);
      const isTorn = template?.blocks.some((block) => gone.some(({ start }) => start === block.range.start) !== gone.some(({ end }) => end === block.range.end));
      if (isTorn)
        return false;
      const before = kept.map(({ start, end }) => (0, indentation_1.withoutIndentation)(text.slice(start, end)));
      const after = (result?.actions ?? []).map(({ start, end }) => (0, indentation_1.withoutIndentation)(rewritten.slice(start, end)));
      return before.length === after.length && before.every((source, index) => source === after[index]);
    }
  }
});

// build/src/yaml/rewrite.js
var require_rewrite = __commonJS({
  "build/src/yaml/rewrite.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.rewriteDocument = rewriteDocument;
    var compile_1 = require_compile();
    var declined_1 = require_declined();
    var edit_1 = require_edit();
    var model_1 = require_model();
    var parse_1 = require_parse();
    var says_1 = require_says();
    var settle_1 = require_settle();
    var sharing_1 = require_sharing();
    var split_1 = require_split();
    var mask_1 = require_mask();
    var survival_1 = require_survival();
    function rewriteDocument(document, changes) {
      const { root, range } = document;
      if (!root)
        throw new declined_1.Declined("the document is empty", range.start);
      const settled = (0, settle_1.settle)(document, changes);
      try {
        return proven(document, root, settled);
      } catch (error) {
        if (error instanceof RangeError)
          throw new declined_1.Declined(parse_1.tooDeep, range.start);
        throw error instanceof declined_1.Declined && (0, sharing_1.sharingProblem)(root, settled) || error;
      }
    }
    function proven(document, root, changes) {
      const { text, range } = document;
      const edits = (0, compile_1.compile)(document, changes);
      if (edits.some(({ start, end }) => start < range.start || end > range.end)) {
        throw new declined_1.Declined("a block of the template that it stands in reaches into another document", range.start);
      }
      const own = edits.map((edit) => ({
        ...edit,
        start: edit.start - range.start,
        end: edit.end - range.start
      }));
      const rewritten = (0, edit_1.applyEdits)(text.slice(range.start, range.end), own);
      const template = (0, mask_1.maskTemplate)(rewritten);
      if ((0, split_1.splitDocuments)(template?.masked ?? rewritten).length !== 1) {
        throw new declined_1.Declined("the result would be several documents", range.start);
      }
      if (!(0, survival_1.keepsActions)(document, edits, rewritten, template)) {
        throw new declined_1.Declined("an action of the template would be lost", range.start);
      }
      const result = (0, parse_1.parseDocument)(rewritten, { start: 0, end: rewritten.length }, template);
      if ((0, parse_1.isParseProblem)(result))
        throw new declined_1.Declined(`the result would not be valid YAML (${result.message})`);
      if (!(0, says_1.says)(result.root, (0, model_1.changedModel)(document, root, changes))) {
        throw new declined_1.Declined("the result would not mean what was asked for");
      }
      return { edits, document: result };
    }
  }
});

// build/src/yaml/template/conditions.js
var require_conditions = __commonJS({
  "build/src/yaml/template/conditions.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.conditionKeys = conditionKeys;
    function conditionKeys({ actions, blocks }) {
      const changing = changingVariables(actions);
      const keys = /* @__PURE__ */ new Map();
      for (const block of blocks) {
        const { text, isNegated } = normalised(block);
        const dots = blocks.filter((outer) => hasDotOfItsOwn(outer) && isInside(block, outer));
        const around = dots.map((outer) => outer.keyword === "with" ? keys.get(outer)?.key : outer.range.start);
        const isUnsure = changing === "any" || changing.some((name) => mentions(text, name));
        const key = JSON.stringify([text, around, ...isUnsure ? [block.range.start] : []]);
        keys.set(block, { key, isNegated });
      }
      return keys;
    }
    function normalised({ conditions }) {
      const [only = ""] = conditions;
      if (conditions.length !== 1)
        return { text: conditions.join("\n"), isNegated: false };
      const [, negated] = /^not (\S+|\([^()]*\))$/.exec(only) ?? [];
      return { text: (negated ?? only).replace(/^\(([^()]*)\)$/, "$1"), isNegated: negated !== void 0 };
    }
    function hasDotOfItsOwn({ keyword }) {
      return keyword !== "if";
    }
    function isInside({ range }, { branches }) {
      return branches.some(({ start, end }) => start <= range.start && range.end <= end);
    }
    function changingVariables(actions) {
      if (actions.some(({ inner, kind }) => kind === "silent" && /^set\b/.test(inner)))
        return "any";
      const names = actions.flatMap(({ inner }) => /^(\$\w+)\s*:?=/.exec(inner)?.[1] ?? []);
      return names.filter((name, index) => names.indexOf(name) !== index);
    }
    function mentions(text, name) {
      return new RegExp(`\\${name}\\b`).test(text);
    }
  }
});

// build/src/yaml/template/choices.js
var require_choices = __commonJS({
  "build/src/yaml/template/choices.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.choicesOf = choicesOf;
    var conditions_1 = require_conditions();
    var combinationsAtMost = 32;
    function choicesOf(template, part) {
      const groups = groupsOf(template, part);
      return waysThrough(groups).map((choice) => groups.flatMap(({ members, ways }, index) => members.flatMap(({ block, isNegated }) => {
        const way = choice[index] ?? 0;
        const shown = isNegated ? ways - 1 - way : way;
        return block.branches.filter((_, branch) => branch !== shown);
      })));
    }
    function groupsOf(template, part) {
      const keys = (0, conditions_1.conditionKeys)(template);
      const groups = /* @__PURE__ */ new Map();
      for (const block of template.blocks) {
        const { key = "", isNegated = false } = keys.get(block) ?? {};
        if (!hasContent(template, part, block))
          continue;
        groups.set(key, [...groups.get(key) ?? [], { block, isNegated }]);
      }
      return Array.from(groups.values(), (members) => ({
        members,
        ways: (members[0]?.block.conditions.length ?? 0) + 1
      }));
    }
    function hasContent({ masked }, part, { branches }) {
      return branches.some((branch) => {
        const start = Math.max(branch.start, part.start);
        const end = Math.min(branch.end, part.end);
        return start < end && end - start < part.end - part.start && /\S/.test(masked.slice(start, end));
      });
    }
    function waysThrough(groups) {
      const combinations = groups.reduce((product, { ways }) => product * ways, 1);
      if (combinations <= combinationsAtMost) {
        return groups.reduce((choices, { ways }) => choices.flatMap((choice) => Array.from({ length: ways }, (_, way) => [...choice, way])), [[]]);
      }
      const usual = groups.map(({ members: [first], ways }) => first?.isNegated ? ways - 1 : 0);
      const others = groups.flatMap(({ members, ways }, index) => members.flatMap(({ block }) => {
        const seen = showing(block, groups, usual);
        return Array.from({ length: ways }, (_, way) => seen.with(index, way));
      }));
      return [...new Map([usual, ...others].map((choice) => [choice.join(), choice])).values()];
    }
    function showing(block, groups, usual) {
      return groups.map(({ members, ways }, index) => {
        for (const { block: outer, isNegated } of members) {
          const branch = outer.branches.findIndex(({ start, end }) => start <= block.range.start && block.range.end <= end);
          if (branch !== -1)
            return isNegated ? ways - 1 - branch : branch;
        }
        return usual[index] ?? 0;
      });
    }
  }
});

// build/src/yaml/variant.js
var require_variant = __commonJS({
  "build/src/yaml/variant.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.variantsOf = variantsOf;
    exports2.originOf = originOf;
    exports2.originalChange = originalChange;
    var choices_1 = require_choices();
    function variantsOf(document) {
      const { template, range } = document;
      const hidden = template ? (0, choices_1.choicesOf)(template, range) : [[]];
      return hidden.map((ranges) => variantOf(document, ranges));
    }
    function originOf(part) {
      return origins.get(part) ?? part;
    }
    function originalChange(change) {
      switch (change.type) {
        case "move":
          return { ...change, entry: originOf(change.entry) };
        case "set":
        case "text":
          return { ...change, scalar: originOf(change.scalar) };
        case "insert":
          return { ...change, mapping: originOf(change.mapping), after: change.after && originOf(change.after) };
        case "append":
          return { ...change, sequence: originOf(change.sequence) };
        case "remove":
          return { ...change, target: originOf(change.target) };
        case "fill":
          return { ...change, entry: originOf(change.entry) };
        case "unwrap":
          return { ...change, entry: originOf(change.entry), only: originOf(change.only) };
      }
    }
    var origins = /* @__PURE__ */ new WeakMap();
    function variantOf(document, hidden) {
      const shows = (offset) => !hidden.some(({ start, end }) => start <= offset && offset < end);
      const { text, range, root, template } = document;
      const shownRoot = root && (hidden.length === 0 ? root : shown(root, void 0, shows));
      return { text, range, root: shownRoot, template, shows };
    }
    function shown(node, parent, shows) {
      const view = viewOf(node, parent, shows);
      origins.set(view, node);
      return view;
    }
    function viewOf(node, parent, shows) {
      switch (node.kind) {
        case "scalar":
          return { ...node, parent };
        case "mapping":
          return new ShownMapping(node, parent, shows);
        case "sequence":
          return new ShownSequence(node, parent, shows);
      }
    }
    var ShownNode = class {
      parent;
      range;
      content;
      alias;
      anchor;
      flow;
      constructor(origin, parent) {
        this.parent = parent;
        ({
          range: this.range,
          content: this.content,
          alias: this.alias,
          anchor: this.anchor,
          flow: this.flow
        } = origin);
      }
    };
    var ShownMapping = class extends ShownNode {
      origin;
      shows;
      kind = "mapping";
      built;
      constructor(origin, parent, shows) {
        super(origin, parent);
        this.origin = origin;
        this.shows = shows;
      }
      get entries() {
        return this.built ??= this.origin.entries.filter(({ range }) => this.shows(range.start)).map((entry) => new ShownEntry(entry, this, this.shows));
      }
      get arrivals() {
        return this.origin.arrivals.filter(({ start }) => this.shows(start));
      }
    };
    var ShownSequence = class extends ShownNode {
      origin;
      shows;
      kind = "sequence";
      built;
      constructor(origin, parent, shows) {
        super(origin, parent);
        this.origin = origin;
        this.shows = shows;
      }
      get items() {
        return this.built ??= this.origin.items.filter(({ range }) => this.shows(range.start)).map((item) => new ShownItem(item, this, this.shows));
      }
    };
    var ShownEntry = class {
      origin;
      parent;
      shows;
      kind = "entry";
      name;
      key;
      range;
      built;
      constructor(origin, parent, shows) {
        this.origin = origin;
        this.parent = parent;
        this.shows = shows;
        ({ name: this.name, key: this.key, range: this.range } = origin);
        origins.set(this, origin);
      }
      get value() {
        return this.built ??= shown(this.origin.value, this, this.shows);
      }
    };
    var ShownItem = class {
      origin;
      parent;
      shows;
      kind = "item";
      range;
      built;
      constructor(origin, parent, shows) {
        this.origin = origin;
        this.parent = parent;
        this.shows = shows;
        this.range = origin.range;
        origins.set(this, origin);
      }
      get value() {
        return this.built ??= shown(this.origin.value, this, this.shows);
      }
    };
  }
});

// build/src/yaml/index.js
var require_yaml = __commonJS({
  "build/src/yaml/index.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.textKey = exports2.placeOf = exports2.variantsOf = exports2.originOf = exports2.originalChange = exports2.withActionsShown = exports2.maskTemplate = exports2.isTemplated = exports2.splitDocuments = exports2.rewriteDocument = exports2.readPrefixedLines = exports2.PrefixedText = exports2.parseDocument = exports2.isParseProblem = exports2.stringOf = exports2.scalarValueOf = exports2.itemsOf = exports2.isTemplatedNode = exports2.isNull = exports2.entriesOf = exports2.asText = exports2.asSequence = exports2.asMapping = exports2.walk = exports2.valueAt = exports2.holdersOf = exports2.entryOf = exports2.certainEntryOf = exports2.nextLineStart = exports2.lineTextEnd = exports2.lineStart = exports2.LineIndex = exports2.viewEmbeddedText = exports2.Editor = exports2.originalOffset = exports2.moveOffset = exports2.applyEdits = exports2.unlessDeclined = exports2.Declined = void 0;
    var declined_1 = require_declined();
    Object.defineProperty(exports2, "Declined", { enumerable: true, get: function() {
      return declined_1.Declined;
    } });
    Object.defineProperty(exports2, "unlessDeclined", { enumerable: true, get: function() {
      return declined_1.unlessDeclined;
    } });
    var edit_1 = require_edit();
    Object.defineProperty(exports2, "applyEdits", { enumerable: true, get: function() {
      return edit_1.applyEdits;
    } });
    Object.defineProperty(exports2, "moveOffset", { enumerable: true, get: function() {
      return edit_1.moveOffset;
    } });
    Object.defineProperty(exports2, "originalOffset", { enumerable: true, get: function() {
      return edit_1.originalOffset;
    } });
    var editor_1 = require_editor();
    Object.defineProperty(exports2, "Editor", { enumerable: true, get: function() {
      return editor_1.Editor;
    } });
    var embedded_1 = require_embedded();
    Object.defineProperty(exports2, "viewEmbeddedText", { enumerable: true, get: function() {
      return embedded_1.viewEmbeddedText;
    } });
    var lines_1 = require_lines();
    Object.defineProperty(exports2, "LineIndex", { enumerable: true, get: function() {
      return lines_1.LineIndex;
    } });
    Object.defineProperty(exports2, "lineStart", { enumerable: true, get: function() {
      return lines_1.lineStart;
    } });
    Object.defineProperty(exports2, "lineTextEnd", { enumerable: true, get: function() {
      return lines_1.lineTextEnd;
    } });
    Object.defineProperty(exports2, "nextLineStart", { enumerable: true, get: function() {
      return lines_1.nextLineStart;
    } });
    var lookup_1 = require_lookup();
    Object.defineProperty(exports2, "certainEntryOf", { enumerable: true, get: function() {
      return lookup_1.certainEntryOf;
    } });
    Object.defineProperty(exports2, "entryOf", { enumerable: true, get: function() {
      return lookup_1.entryOf;
    } });
    Object.defineProperty(exports2, "holdersOf", { enumerable: true, get: function() {
      return lookup_1.holdersOf;
    } });
    Object.defineProperty(exports2, "valueAt", { enumerable: true, get: function() {
      return lookup_1.valueAt;
    } });
    Object.defineProperty(exports2, "walk", { enumerable: true, get: function() {
      return lookup_1.walk;
    } });
    var node_1 = require_node();
    Object.defineProperty(exports2, "asMapping", { enumerable: true, get: function() {
      return node_1.asMapping;
    } });
    Object.defineProperty(exports2, "asSequence", { enumerable: true, get: function() {
      return node_1.asSequence;
    } });
    Object.defineProperty(exports2, "asText", { enumerable: true, get: function() {
      return node_1.asText;
    } });
    Object.defineProperty(exports2, "entriesOf", { enumerable: true, get: function() {
      return node_1.entriesOf;
    } });
    Object.defineProperty(exports2, "isNull", { enumerable: true, get: function() {
      return node_1.isNull;
    } });
    Object.defineProperty(exports2, "isTemplatedNode", { enumerable: true, get: function() {
      return node_1.isTemplatedNode;
    } });
    Object.defineProperty(exports2, "itemsOf", { enumerable: true, get: function() {
      return node_1.itemsOf;
    } });
    Object.defineProperty(exports2, "scalarValueOf", { enumerable: true, get: function() {
      return node_1.scalarValueOf;
    } });
    Object.defineProperty(exports2, "stringOf", { enumerable: true, get: function() {
      return node_1.stringOf;
    } });
    var parse_1 = require_parse();
    Object.defineProperty(exports2, "isParseProblem", { enumerable: true, get: function() {
      return parse_1.isParseProblem;
    } });
    Object.defineProperty(exports2, "parseDocument", { enumerable: true, get: function() {
      return parse_1.parseDocument;
    } });
    var prefixed_1 = require_prefixed();
    Object.defineProperty(exports2, "PrefixedText", { enumerable: true, get: function() {
      return prefixed_1.PrefixedText;
    } });
    Object.defineProperty(exports2, "readPrefixedLines", { enumerable: true, get: function() {
      return prefixed_1.readPrefixedLines;
    } });
    var rewrite_1 = require_rewrite();
    Object.defineProperty(exports2, "rewriteDocument", { enumerable: true, get: function() {
      return rewrite_1.rewriteDocument;
    } });
    var split_1 = require_split();
    Object.defineProperty(exports2, "splitDocuments", { enumerable: true, get: function() {
      return split_1.splitDocuments;
    } });
    var mask_1 = require_mask();
    Object.defineProperty(exports2, "isTemplated", { enumerable: true, get: function() {
      return mask_1.isTemplated;
    } });
    Object.defineProperty(exports2, "maskTemplate", { enumerable: true, get: function() {
      return mask_1.maskTemplate;
    } });
    Object.defineProperty(exports2, "withActionsShown", { enumerable: true, get: function() {
      return mask_1.withActionsShown;
    } });
    var variant_1 = require_variant();
    Object.defineProperty(exports2, "originalChange", { enumerable: true, get: function() {
      return variant_1.originalChange;
    } });
    Object.defineProperty(exports2, "originOf", { enumerable: true, get: function() {
      return variant_1.originOf;
    } });
    Object.defineProperty(exports2, "variantsOf", { enumerable: true, get: function() {
      return variant_1.variantsOf;
    } });
    var change_1 = require_change();
    Object.defineProperty(exports2, "placeOf", { enumerable: true, get: function() {
      return change_1.placeOf;
    } });
    var compile_1 = require_compile();
    Object.defineProperty(exports2, "textKey", { enumerable: true, get: function() {
      return compile_1.textKey;
    } });
  }
});

// build/src/kubernetes/place.js
var require_place = __commonJS({
  "build/src/kubernetes/place.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.factPlaceOf = factPlaceOf;
    exports2.outermostOffset = outermostOffset;
    exports2.startOf = startOf;
    exports2.describePlace = describePlace;
    var yaml_1 = require_yaml();
    function factPlaceOf(document, place) {
      const offset = outermostOffset(document, startOf(place));
      let outermost = document;
      while (outermost.host)
        outermost = outermost.host.document;
      const { path, text, within } = outermost;
      const position = within ? new yaml_1.LineIndex(within.outer).at(within.toOuter(offset)) : new yaml_1.LineIndex(text).at(offset);
      return { path, ...position };
    }
    function outermostOffset({ host }, offset) {
      return host ? outermostOffset(host.document, host.toOuter(offset)) : offset;
    }
    function startOf(place) {
      if (place.kind === "spot")
        return place.offset;
      if (place.kind === "entry")
        return place.range.start;
      const node = place.kind === "item" ? place.value : place;
      return (node.alias ?? node.content).start;
    }
    function describePlace({ path, line }) {
      return `${path}:${line}`;
    }
  }
});

// build/src/kubernetes/path.js
var require_path = __commonJS({
  "build/src/kubernetes/path.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.fileNameOf = exports2.folderOf = void 0;
    exports2.resolveFrom = resolveFrom;
    exports2.canMean = canMean;
    var node_path_1 = require("node:path");
    var folderOf = (path) => node_path_1.posix.dirname(path);
    exports2.folderOf = folderOf;
    var fileNameOf = (path) => node_path_1.posix.basename(path);
    exports2.fileNameOf = fileNameOf;
    function resolveFrom(folder, path) {
      return node_path_1.posix.normalize(node_path_1.posix.join(folder, path));
    }
    function canMean(fromRoot, path) {
      const wanted = node_path_1.posix.normalize(fromRoot).replace(/^\/+|(?<!\/)\/+$/g, "");
      return path === wanted || path.endsWith(`/${wanted}`);
    }
  }
});

// build/src/install/chart.js
var require_chart = __commonJS({
  "build/src/install/chart.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.localChart = void 0;
    exports2.readChart = readChart;
    exports2.otherChart = otherChart;
    exports2.chartAround = chartAround;
    exports2.describesUpstreamChart = describesUpstreamChart;
    exports2.isInUpstreamChart = isInUpstreamChart;
    var yaml_1 = require_yaml();
    var path_1 = require_path();
    exports2.localChart = { name: "local-chart" };
    var upstreamNames = /* @__PURE__ */ new Set([
      "ambient",
      "base",
      "cni",
      "gateway",
      "istio-egress",
      "istio-ingress",
      "istiod",
      "istiod-remote",
      "revisiontags",
      "ztunnel"
    ]);
    function readChart(document) {
      if ((0, path_1.fileNameOf)(document.path) !== "Chart.yaml")
        return void 0;
      const name = (0, yaml_1.stringOf)((0, yaml_1.valueAt)(document.root, "name"));
      if (name === void 0)
        return void 0;
      const items = (0, yaml_1.itemsOf)((0, yaml_1.valueAt)(document.root, "dependencies"));
      const dependencies = items.flatMap(({ value }) => {
        const dependency = (0, yaml_1.stringOf)((0, yaml_1.valueAt)(value, "name"));
        if (dependency === void 0)
          return [];
        const version = (0, yaml_1.stringOf)((0, yaml_1.valueAt)(value, "version"));
        const key = (0, yaml_1.stringOf)((0, yaml_1.valueAt)(value, "alias")) ?? dependency;
        return [{ name: dependency, key, version, repository: (0, yaml_1.stringOf)((0, yaml_1.valueAt)(value, "repository")) ?? "" }];
      });
      const isUpstream = upstreamNames.has(name) && isOfTheProject(document) && !bringsIstio(document);
      return {
        path: document.path,
        folder: (0, path_1.folderOf)(document.path),
        upstream: isUpstream ? name : void 0,
        dependencies
      };
    }
    function otherChart(path, text) {
      if ((0, path_1.fileNameOf)(path) !== "Chart.yaml" || /istio|ztunnel|\\|\{\{/.test(text))
        return void 0;
      return { path, folder: (0, path_1.folderOf)(path), upstream: void 0, dependencies: [] };
    }
    function isOfTheProject({ root }) {
      const name = (0, yaml_1.stringOf)((0, yaml_1.valueAt)(root, "name"));
      const texts = ["sources", "keywords"].flatMap((key) => (0, yaml_1.itemsOf)((0, yaml_1.valueAt)(root, key)).map(({ value }) => (0, yaml_1.stringOf)(value) ?? ""));
      const isBare = !(0, yaml_1.asMapping)(root)?.entries.some((entry) => entry.name === "dependencies");
      return texts.some((text) => /\bistio\b/.test(text)) || isBare && (name === "istiod" || name === "ztunnel");
    }
    function bringsIstio({ root }) {
      const items = (0, yaml_1.itemsOf)((0, yaml_1.valueAt)(root, "dependencies"));
      return items.some(({ value }) => !((0, yaml_1.stringOf)((0, yaml_1.valueAt)(value, "repository")) ?? "").startsWith("file:"));
    }
    function chartAround(path, facts) {
      return around(path, facts.derived(chartsByFolder));
    }
    function around(path, charts) {
      for (let folder = (0, path_1.folderOf)(path); ; folder = (0, path_1.folderOf)(folder)) {
        const chart = charts.get(folder);
        if (chart || (0, path_1.folderOf)(folder) === folder || /^(?:\.\.\/)*\.\.$/.test(folder))
          return chart;
      }
    }
    function chartsByFolder(facts) {
      return new Map(facts.all(exports2.localChart).map((chart) => [chart.folder, chart]));
    }
    function describesUpstreamChart(path, facts) {
      return facts.derived(upstreamCharts).get((0, path_1.folderOf)(path))?.path === path;
    }
    function isInUpstreamChart(path, facts) {
      const chart = around(path, facts.derived(upstreamCharts));
      return chart !== void 0 && chart.path !== path;
    }
    function upstreamCharts(facts) {
      return new Map([...facts.derived(chartsByFolder)].filter(([, { upstream }]) => upstream !== void 0));
    }
  }
});

// build/src/install/values.js
var require_values = __commonJS({
  "build/src/install/values.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.variablesOf = variablesOf;
    exports2.settingOf = settingOf;
    exports2.mapAt = mapAt;
    exports2.setValue = setValue;
    exports2.setAt = setAt;
    var yaml_1 = require_yaml();
    function variablesOf(values, name) {
      const listed = (values.environment?.items ?? []).flatMap((item) => {
        const place = (0, yaml_1.valueAt)(item.value, "name");
        return place && (0, yaml_1.stringOf)(place) === name ? [{ place, value: (0, yaml_1.valueAt)(item.value, "value"), holder: item }] : [];
      });
      const paths = [
        ["pilot", "env", name],
        ["env", name]
      ];
      const parameters = paths.flatMap((path) => parameterOf(values, path) ?? []);
      const entries = paths.flatMap((path) => {
        const entry = entryIn(values.istiod, path);
        return entry ? [{ place: entry, value: entry.value, holder: entry }] : [];
      });
      return [...listed, ...parameters, ...entries];
    }
    function parameterOf({ parameters }, path) {
      const wanted = parameters && parameterName(parameters, path);
      const item = parameters?.items.items.find(({ value }) => (0, yaml_1.stringOf)((0, yaml_1.valueAt)(value, "name")) === wanted);
      const place = item && (0, yaml_1.valueAt)(item.value, "name");
      return place && { place, value: (0, yaml_1.valueAt)(item.value, "value"), holder: item };
    }
    function parameterName({ istiod, globals }, path) {
      const keys = [...path[0] === "global" ? globals : istiod, ...path];
      return keys.map((key) => key.replaceAll(".", "\\.")).join(".");
    }
    function settingOf(values, path) {
      const parameter = parameterOf(values, path);
      if (parameter)
        return parameter.place;
      const wanted = values.parameters && `${parameterName(values.parameters, path)}.`;
      for (const { value } of values.parameters?.items.items ?? []) {
        const name = (0, yaml_1.valueAt)(value, "name");
        if (wanted !== void 0 && (0, yaml_1.stringOf)(name)?.startsWith(wanted))
          return name;
      }
      for (const at of path[0] === "global" ? [values.globals, values.istiod] : [values.istiod, descoped(values)]) {
        const entry = entryIn(at, path);
        if (entry && !(0, yaml_1.isNull)(entry.value) && !isEmpty(entry.value))
          return entry;
      }
      return void 0;
    }
    function descoped({ istiod }) {
      return { base: istiod.base, keys: [...istiod.keys, "pilot"] };
    }
    function isEmpty(node) {
      return node.kind === "mapping" && node.entries.length === 0;
    }
    function entryIn({ base, keys }, path) {
      const all = [...keys, ...path];
      const last = all.at(-1);
      return last === void 0 ? void 0 : (0, yaml_1.entryOf)((0, yaml_1.valueAt)(base, ...all.slice(0, -1)), last);
    }
    function mapAt({ base, keys }) {
      return (0, yaml_1.asMapping)((0, yaml_1.valueAt)(base, ...keys));
    }
    function setValue(edit, values, path, value) {
      const at = path[0] === "global" ? values.globals : values.istiod;
      if (values.parameters && values.parameters.items.items.length > 0 && !mapAt(at)) {
        const name = parameterName(values.parameters, path);
        edit.append(values.parameters.items, { name, value });
      } else
        setAt(edit, at, path, value);
    }
    function setAt(edit, { base, keys, isItem = false }, path, value) {
      const all = [...keys, ...path];
      let at = base;
      for (const [index, key] of all.entries()) {
        const entry = (0, yaml_1.certainEntryOf)(at, key);
        const rest = nested(all.slice(index + 1), value, isItem ? keys.length - index - 1 : -1);
        if (!entry) {
          edit.insert(at, key, rest);
          return;
        }
        const map = (0, yaml_1.asMapping)(entry.value);
        if (map)
          at = map;
        else if ((0, yaml_1.isNull)(entry.value) && isPlainMap(rest)) {
          edit.fill(entry, rest);
          return;
        } else
          throw new yaml_1.Declined(`"${key}" holds no map`, entry.range.start);
      }
    }
    function isPlainMap(value) {
      return typeof value === "object" && value !== null && !Array.isArray(value);
    }
    function nested(keys, value, item) {
      return keys.reduceRight((inner, key, index) => {
        const map = { [key]: inner };
        return index === item ? [map] : map;
      }, value);
    }
  }
});

// build/src/install/evidence.js
var require_evidence = __commonJS({
  "build/src/install/evidence.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.slotsByKeys = slotsByKeys;
    exports2.looksLikeIstio = looksLikeIstio;
    var yaml_1 = require_yaml();
    var values_1 = require_values();
    function slotsByKeys(at) {
      const values = (0, values_1.mapAt)(at);
      return values && isIstiod(values) ? [{ istiod: [], globals: [] }] : [];
    }
    function isIstiod(values) {
      const own = ownSigns.filter((sign) => sign(values)).length;
      return own > 0 && own + commonSigns.filter((sign) => sign(values)).length > 1;
    }
    function looksLikeIstio(values) {
      return commonSigns.filter((sign) => sign(values)).length > 1;
    }
    var ownSigns = [
      (values) => hasKey((0, yaml_1.asMapping)((0, yaml_1.valueAt)(values, "pilot")), pilotKeys),
      (values) => setsPilotVariable((0, yaml_1.valueAt)(values, "pilot", "env")),
      (values) => setsPilotVariable((0, yaml_1.valueAt)(values, "env")),
      (values) => setsFeature((0, yaml_1.valueAt)(values, "env")),
      (values) => hasKey((0, yaml_1.asMapping)((0, yaml_1.valueAt)(values, "sidecarInjectorWebhook")), [
        "alwaysInjectSelector",
        "defaultTemplates",
        "enableNamespacesByDefault",
        "injectedAnnotations",
        "neverInjectSelector",
        "reinvocationPolicy",
        "rewriteAppHTTPProbe",
        "templates"
      ]),
      (values) => hasKey((0, yaml_1.asMapping)((0, yaml_1.valueAt)(values, "istiodRemote")), ["enabled", "injectionPath", "injectionURL"])
    ];
    var pilotKeys = [
      "affinity",
      "autoscaleEnabled",
      "autoscaleMax",
      "autoscaleMin",
      "cni",
      "configMap",
      "cpu",
      "env",
      "image",
      "keepaliveMaxServerConnectionAge",
      "nodeSelector",
      "podAnnotations",
      "replicaCount",
      "resources",
      "rollingMaxSurge",
      "rollingMaxUnavailable",
      "tolerations",
      "traceSampling"
    ];
    var proxyKeys = [
      "autoInject",
      "clusterDomain",
      "componentLogLevel",
      "excludeIPRanges",
      "excludeInboundPorts",
      "excludeOutboundPorts",
      "holdApplicationUntilProxyStarts",
      "includeIPRanges",
      "lifecycle",
      "logLevel",
      "privileged",
      "readinessPeriodSeconds",
      "resources",
      "startupProbe",
      "statusPort",
      "tracer"
    ];
    var commonSigns = [
      (values) => hasKey((0, yaml_1.asMapping)((0, yaml_1.valueAt)(values, "meshConfig")), [
        "accessLogEncoding",
        "accessLogFile",
        "accessLogFormat",
        "defaultConfig",
        "enableAutoMtls",
        "enablePrometheusMerge",
        "enableTracing",
        "extensionProviders",
        "outboundTrafficPolicy",
        "rootNamespace",
        "trustDomain"
      ]),
      (values) => hasKey((0, yaml_1.asMapping)((0, yaml_1.valueAt)(values, "global")), [
        "istioNamespace",
        "istiod",
        "meshID",
        "meshNetworks",
        "multiCluster",
        "pilotCertProvider",
        "proxy_init"
      ]),
      (values) => hasKey((0, yaml_1.asMapping)((0, yaml_1.valueAt)(values, "global", "proxy")), proxyKeys),
      (values) => (0, yaml_1.asMapping)((0, yaml_1.valueAt)(values, "telemetry", "v2")) !== void 0,
      (values) => (0, yaml_1.asMapping)((0, yaml_1.valueAt)(values, "istio_cni")) !== void 0,
      (values) => (0, yaml_1.stringOf)((0, yaml_1.valueAt)(values, "profile")) === "ambient"
    ];
    function hasKey(mapping, keys) {
      return mapping !== void 0 && keys.some((key) => (0, yaml_1.entryOf)(mapping, key) !== void 0);
    }
    function setsPilotVariable(env) {
      return names(env).some((name) => name.startsWith("PILOT_") || removedFlag.test(name));
    }
    function setsFeature(env) {
      return names(env).some((name) => name.startsWith("PILOT_ENABLE_") || removedFlag.test(name));
    }
    var removedFlag = /^METRIC_(?:ROTATION|GRACEFUL_DELETION)_INTERVAL$/;
    function names(env) {
      return (0, yaml_1.entriesOf)(env).map(({ name = "" }) => name);
    }
  }
});

// build/src/install/carriers/argo.js
var require_argo = __commonJS({
  "build/src/install/carriers/argo.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.argoReleases = argoReleases;
    var yaml_1 = require_yaml();
    function argoReleases({ objects }) {
      return objects.flatMap(({ mapping, group, kind }) => {
        if (group !== "argoproj.io")
          return [];
        const spec = kind === "Application" ? (0, yaml_1.valueAt)(mapping, "spec") : kind === "ApplicationSet" ? (0, yaml_1.valueAt)(mapping, "spec", "template", "spec") : void 0;
        const several = (0, yaml_1.itemsOf)((0, yaml_1.valueAt)(spec, "sources")).map(({ value }) => value);
        return [(0, yaml_1.valueAt)(spec, "source"), ...several].flatMap((source) => {
          const release = releaseOf((0, yaml_1.asMapping)(source));
          return release ? [release] : [];
        });
      });
    }
    function releaseOf(source) {
      if (!source)
        return void 0;
      const path = (0, yaml_1.valueAt)(source, "path");
      const chart = (0, yaml_1.valueAt)(source, "chart");
      const repository = (0, yaml_1.stringOf)((0, yaml_1.valueAt)(source, "repoURL"));
      const name = (0, yaml_1.stringOf)(chart) ?? (repository?.startsWith("oci://") ? repository : `./${(0, yaml_1.stringOf)(path) ?? ""}`);
      const helm = (0, yaml_1.valueAt)(source, "helm");
      const values = (0, yaml_1.valueAt)(helm, "valuesObject");
      const text = (0, yaml_1.valueAt)(helm, "values");
      const layers = (0, yaml_1.itemsOf)((0, yaml_1.valueAt)(helm, "valueFiles")).map(({ value }) => fileLayer(value, (0, yaml_1.stringOf)(path)));
      const isUsed = (0, yaml_1.asMapping)(values) !== void 0;
      if (isUsed)
        layers.push({ kind: "map", at: { base: source, keys: ["helm", "valuesObject"] } });
      else if (text?.kind === "scalar" && saysSomething(text))
        layers.push({ kind: "text", at: text });
      return {
        carrier: "Argo CD source",
        chart: { name, repository },
        version: (0, yaml_1.valueAt)(source, "targetRevision"),
        place: chart ?? path ?? source,
        layers,
        parameters: (0, yaml_1.asSequence)((0, yaml_1.valueAt)(helm, "parameters")),
        usual: { base: source, keys: ["helm", "valuesObject"] }
      };
    }
    function saysSomething(text) {
      return /^[ \t]*[^#\s]/m.test((0, yaml_1.stringOf)(text) ?? "");
    }
    function fileLayer(value, path) {
      const file = (0, yaml_1.stringOf)(value) ?? "";
      const referenced = /^\$[^/]+\/(.+)$/.exec(file)?.[1];
      if (referenced !== void 0)
        return { kind: "file", at: value, path: referenced, fromRoot: true };
      if (path === void 0 || file === "" || file.includes("://"))
        return { kind: "elsewhere", at: value };
      return { kind: "file", at: value, path: file.startsWith("/") ? file : `${path}/${file}`, fromRoot: true };
    }
  }
});

// build/src/install/carriers/crossplane.js
var require_crossplane = __commonJS({
  "build/src/install/carriers/crossplane.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.crossplaneReleases = crossplaneReleases;
    var yaml_1 = require_yaml();
    function crossplaneReleases({ objects }) {
      return objects.flatMap(({ mapping, group, kind }) => {
        const parameters = (0, yaml_1.asMapping)((0, yaml_1.valueAt)(mapping, "spec", "forProvider"));
        if (!/^helm\.(?:m\.)?crossplane\.io$/.test(group) || kind !== "Release" || !parameters)
          return [];
        const chart = (0, yaml_1.valueAt)(parameters, "chart", "name");
        const layers = (0, yaml_1.itemsOf)((0, yaml_1.valueAt)(parameters, "valuesFrom")).map(({ value }) => ({
          kind: "elsewhere",
          at: value
        }));
        if ((0, yaml_1.asMapping)((0, yaml_1.valueAt)(parameters, "values")))
          layers.push({ kind: "map", at: { base: parameters, keys: ["values"] } });
        return [
          {
            carrier: "Crossplane Release",
            chart: {
              name: (0, yaml_1.stringOf)(chart) ?? "",
              repository: (0, yaml_1.stringOf)((0, yaml_1.valueAt)(parameters, "chart", "repository"))
            },
            version: (0, yaml_1.valueAt)(parameters, "chart", "version"),
            place: chart ?? parameters,
            layers,
            parameters: (0, yaml_1.asSequence)((0, yaml_1.valueAt)(parameters, "set")),
            usual: { base: parameters, keys: ["values"] }
          }
        ];
      });
    }
  }
});

// build/src/install/carriers/fleet.js
var require_fleet = __commonJS({
  "build/src/install/carriers/fleet.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.fleetReleases = fleetReleases;
    var yaml_1 = require_yaml();
    var path_1 = require_path();
    function fleetReleases({ path, root }) {
      const document = (0, yaml_1.asMapping)(root);
      const helm = (0, yaml_1.valueAt)(document, "helm");
      const chart = (0, yaml_1.valueAt)(helm, "chart");
      if (!document || !/^fleet\.ya?ml$/.test((0, path_1.fileNameOf)(path)) || !chart)
        return [];
      const customizations = (0, yaml_1.itemsOf)((0, yaml_1.valueAt)(document, "targetCustomizations"));
      const layers = [document, ...customizations.map(({ value }) => (0, yaml_1.asMapping)(value))].flatMap((holder) => holder ? layersOf(holder) : []);
      return [
        {
          carrier: "Fleet bundle",
          chart: { name: (0, yaml_1.stringOf)(chart) ?? "", repository: (0, yaml_1.stringOf)((0, yaml_1.valueAt)(helm, "repo")) },
          version: (0, yaml_1.valueAt)(helm, "version"),
          place: chart,
          layers,
          parameters: void 0,
          usual: { base: document, keys: ["helm", "values"] }
        }
      ];
    }
    function layersOf(holder) {
      const helm = (0, yaml_1.valueAt)(holder, "helm");
      const elsewhere = (0, yaml_1.itemsOf)((0, yaml_1.valueAt)(helm, "valuesFrom"));
      const files = (0, yaml_1.itemsOf)((0, yaml_1.valueAt)(helm, "valuesFiles"));
      const layers = [
        ...elsewhere.map(({ value }) => ({ kind: "elsewhere", at: value })),
        ...files.map(({ value }) => ({
          kind: "file",
          at: value,
          path: (0, yaml_1.stringOf)(value) ?? "",
          fromRoot: false
        }))
      ];
      if ((0, yaml_1.asMapping)((0, yaml_1.valueAt)(helm, "values"))) {
        layers.push({ kind: "map", at: { base: holder, keys: ["helm", "values"] } });
      }
      return layers;
    }
  }
});

// build/src/install/carriers/flux.js
var require_flux = __commonJS({
  "build/src/install/carriers/flux.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.fluxReleases = fluxReleases;
    exports2.chartOfSource = chartOfSource;
    var yaml_1 = require_yaml();
    function fluxReleases({ objects }) {
      return objects.flatMap((object) => {
        const spec = (0, yaml_1.asMapping)((0, yaml_1.valueAt)(object.mapping, "spec"));
        if (object.group !== "helm.toolkit.fluxcd.io" || object.kind !== "HelmRelease" || !spec)
          return [];
        const chart = (0, yaml_1.valueAt)(spec, "chart", "spec", "chart");
        const reference = (0, yaml_1.valueAt)(spec, "chartRef", "name");
        const layers = (0, yaml_1.itemsOf)((0, yaml_1.valueAt)(spec, "valuesFrom")).map(({ value }) => layerOf(value));
        if ((0, yaml_1.asMapping)((0, yaml_1.valueAt)(spec, "values")))
          layers.push({ kind: "map", at: { base: spec, keys: ["values"] } });
        const name = (0, yaml_1.stringOf)(chart) ?? "";
        const referenced = (0, yaml_1.stringOf)(reference);
        const release = {
          carrier: "HelmRelease",
          chart: { name, repository: (0, yaml_1.stringOf)((0, yaml_1.valueAt)(spec, "chart", "spec", "sourceRef", "name")) },
          version: (0, yaml_1.valueAt)(spec, "chart", "spec", "version"),
          place: chart ?? reference ?? spec,
          layers,
          parameters: void 0,
          usual: { base: spec, keys: ["values"] }
        };
        return [referenced === void 0 ? release : { ...release, chartObject: referenced }];
      });
    }
    function layerOf(source) {
      const name = (0, yaml_1.stringOf)((0, yaml_1.valueAt)(source, "name"));
      const isConfigMap = (0, yaml_1.stringOf)((0, yaml_1.valueAt)(source, "kind")) === "ConfigMap";
      return name !== void 0 && isConfigMap && !(0, yaml_1.valueAt)(source, "targetPath") ? { kind: "config-map", at: source, name, key: (0, yaml_1.stringOf)((0, yaml_1.valueAt)(source, "valuesKey")) ?? "values.yaml" } : { kind: "elsewhere", at: source };
    }
    function chartOfSource({ mapping, group, kind }) {
      if (group !== "source.toolkit.fluxcd.io")
        return void 0;
      if (kind === "OCIRepository")
        return (0, yaml_1.stringOf)((0, yaml_1.valueAt)(mapping, "spec", "url"));
      return kind === "HelmChart" ? (0, yaml_1.stringOf)((0, yaml_1.valueAt)(mapping, "spec", "chart")) : void 0;
    }
  }
});

// build/src/install/carriers/helmfile.js
var require_helmfile = __commonJS({
  "build/src/install/carriers/helmfile.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.helmfileReleases = helmfileReleases;
    var yaml_1 = require_yaml();
    function helmfileReleases({ root }) {
      const releases = (0, yaml_1.itemsOf)((0, yaml_1.valueAt)(root, "releases"));
      return releases.flatMap(({ value }) => {
        const release = (0, yaml_1.asMapping)(value);
        const chart = (0, yaml_1.valueAt)(release, "chart");
        const name = (0, yaml_1.stringOf)(chart);
        if (!release || !chart || name === void 0)
          return [];
        return [
          {
            carrier: "helmfile release",
            chart: { name, repository: void 0 },
            version: (0, yaml_1.valueAt)(release, "version"),
            place: chart,
            layers: layersOf(release),
            parameters: (0, yaml_1.asSequence)((0, yaml_1.valueAt)(release, "set")),
            usual: { base: release, keys: ["values"], isItem: true }
          }
        ];
      });
    }
    function layersOf(release) {
      return (0, yaml_1.itemsOf)((0, yaml_1.valueAt)(release, "values")).map(({ value }) => {
        const map = (0, yaml_1.asMapping)(value);
        if (map)
          return { kind: "map", at: { base: map, keys: [] } };
        const path = (0, yaml_1.stringOf)(value);
        return path === void 0 || path.includes("://") ? { kind: "elsewhere", at: value } : { kind: "file", at: value, path, fromRoot: false };
      });
    }
  }
});

// build/src/install/carriers/k3s.js
var require_k3s = __commonJS({
  "build/src/install/carriers/k3s.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.k3sReleases = k3sReleases;
    exports2.chartOfHelmChart = chartOfHelmChart;
    var yaml_1 = require_yaml();
    function k3sReleases({ objects }) {
      return objects.flatMap((object) => {
        const { mapping, group, kind, name } = object;
        const spec = (0, yaml_1.asMapping)((0, yaml_1.valueAt)(mapping, "spec"));
        if (group !== "helm.cattle.io" || !spec)
          return [];
        const text = (0, yaml_1.valueAt)(spec, "valuesContent");
        const own = text?.kind === "scalar" && (0, yaml_1.stringOf)(text) ? [{ kind: "text", at: text }] : [];
        if ((0, yaml_1.asMapping)((0, yaml_1.valueAt)(spec, "values"))) {
          own.push({ kind: "map", at: { base: spec, keys: ["values"] } });
        }
        if (kind === "HelmChartConfig" && name !== void 0) {
          const base = { kind: "base", at: mapping };
          return [
            {
              ...common,
              carrier: kind,
              chart: unknown,
              chartObject: name,
              version: void 0,
              place: spec,
              layers: [base, ...own]
            }
          ];
        }
        const chart = chartOfHelmChart(object);
        if (kind !== "HelmChart" || chart === void 0)
          return [];
        return [
          {
            ...common,
            carrier: kind,
            chart: { name: chart, repository: (0, yaml_1.stringOf)((0, yaml_1.valueAt)(spec, "repo")) },
            version: (0, yaml_1.valueAt)(spec, "version"),
            place: (0, yaml_1.valueAt)(spec, "chart") ?? spec,
            layers: own
          }
        ];
      });
    }
    var unknown = { name: "", repository: void 0 };
    var common = { parameters: void 0, usual: void 0 };
    function chartOfHelmChart({ mapping, group, kind }) {
      if (group !== "helm.cattle.io" || kind !== "HelmChart")
        return void 0;
      return (0, yaml_1.stringOf)((0, yaml_1.valueAt)(mapping, "spec", "chart"));
    }
  }
});

// build/src/install/carriers/kustomize.js
var require_kustomize = __commonJS({
  "build/src/install/carriers/kustomize.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.kustomizeReleases = kustomizeReleases;
    exports2.generatedConfigMaps = generatedConfigMaps;
    var yaml_1 = require_yaml();
    function kustomizeReleases({ root }) {
      const charts = (0, yaml_1.itemsOf)((0, yaml_1.valueAt)(root, "helmCharts"));
      return charts.flatMap(({ value }) => {
        const chart = (0, yaml_1.asMapping)(value);
        const nameNode = (0, yaml_1.valueAt)(chart, "name");
        const name = (0, yaml_1.stringOf)(nameNode);
        if (!chart || !nameNode || name === void 0)
          return [];
        return [
          {
            carrier: "kustomize chart",
            chart: { name, repository: (0, yaml_1.stringOf)((0, yaml_1.valueAt)(chart, "repo")) },
            version: (0, yaml_1.valueAt)(chart, "version"),
            place: nameNode,
            layers: layersOf(chart),
            parameters: void 0,
            usual: { base: chart, keys: ["valuesInline"] }
          }
        ];
      });
    }
    function layersOf(chart) {
      const additional = (0, yaml_1.itemsOf)((0, yaml_1.valueAt)(chart, "additionalValuesFiles"));
      const files = [(0, yaml_1.valueAt)(chart, "valuesFile"), ...additional.map(({ value }) => value)];
      const layers = files.flatMap((file) => {
        const path = (0, yaml_1.stringOf)(file);
        return file && path !== void 0 ? [{ kind: "file", at: file, path, fromRoot: false }] : [];
      });
      if ((0, yaml_1.asMapping)((0, yaml_1.valueAt)(chart, "valuesInline")))
        layers.push({ kind: "map", at: { base: chart, keys: ["valuesInline"] } });
      return layers;
    }
    function generatedConfigMaps({ root }) {
      const generators = (0, yaml_1.itemsOf)((0, yaml_1.valueAt)(root, "configMapGenerator"));
      return generators.flatMap(({ value }) => {
        const name = (0, yaml_1.stringOf)((0, yaml_1.valueAt)(value, "name"));
        const files = (0, yaml_1.itemsOf)((0, yaml_1.valueAt)(value, "files"));
        if (name === void 0)
          return [];
        return [
          {
            name,
            files: files.map((item) => ((0, yaml_1.stringOf)(item.value) ?? "").replace(/^[^=]*=/, "")).filter(Boolean)
          }
        ];
      });
    }
  }
});

// build/src/install/carriers/index.js
var require_carriers = __commonJS({
  "build/src/install/carriers/index.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.findReleases = findReleases;
    var argo_1 = require_argo();
    var crossplane_1 = require_crossplane();
    var fleet_1 = require_fleet();
    var flux_1 = require_flux();
    var helmfile_1 = require_helmfile();
    var k3s_1 = require_k3s();
    var kustomize_1 = require_kustomize();
    function findReleases(document) {
      return [
        argo_1.argoReleases,
        flux_1.fluxReleases,
        crossplane_1.crossplaneReleases,
        helmfile_1.helmfileReleases,
        kustomize_1.kustomizeReleases,
        fleet_1.fleetReleases,
        k3s_1.k3sReleases
      ].flatMap((find) => find(document));
    }
  }
});

// build/src/install/slot.js
var require_slot = __commonJS({
  "build/src/install/slot.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.slotsOf = slotsOf;
    exports2.slotsOfChart = slotsOfChart;
    exports2.localChartOf = localChartOf;
    exports2.slotsOfLocal = slotsOfLocal;
    var path_1 = require_path();
    function slotsOf({ name, repository = "" }, charts) {
      const local = localChartOf(name, charts);
      if (local)
        return slotsOfChart(local);
      if (/^\.{0,2}\//.test(name))
        return void 0;
      return slotsOfName(lastPart(name), name + repository, /[{}$]/.test(name) || name === "" ? void 0 : []);
    }
    function slotsOfChart(chart) {
      return chart.upstream === void 0 ? slotsOfLocal(chart) : slotsOfName(chart.upstream, "istio", []) ?? [];
    }
    function localChartOf(name, charts) {
      const isPath = /^\.{0,2}\//.test(name) || /\/.*\//.test(name) && !name.startsWith("oci:");
      const path = name.replace(/^(?:\.{0,2}\/)+/, "");
      return isPath && path !== "" ? charts.find(({ folder }) => (0, path_1.canMean)(path, folder)) : void 0;
    }
    function lastPart(name) {
      return name.replace(/(?<!\/)\/+$/, "").split("/").at(-1) ?? name;
    }
    function slotsOfName(name, origin, otherwise) {
      if (name === "istiod" || name === "istio-discovery")
        return [{ istiod: [], globals: [] }];
      return name === "ambient" && origin.includes("istio") ? [{ istiod: ["istiod"], globals: [] }] : otherwise;
    }
    function slotsOfLocal({ dependencies }) {
      return dependencies.flatMap(({ name, repository, key }) => (slotsOfName(name, repository, []) ?? []).map(({ istiod }) => ({
        istiod: [key, ...istiod],
        globals: [key]
      })));
    }
  }
});

// build/src/install/tree.js
var require_tree = __commonJS({
  "build/src/install/tree.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.installSurvey = exports2.chartObject = void 0;
    exports2.namesConfigMaps = namesConfigMaps;
    exports2.namingsOfConfigMap = namingsOfConfigMap;
    exports2.namingsOf = namingsOf;
    var path_1 = require_path();
    var place_1 = require_place();
    var yaml_1 = require_yaml();
    var carriers_1 = require_carriers();
    var flux_1 = require_flux();
    var k3s_1 = require_k3s();
    var kustomize_1 = require_kustomize();
    var chart_1 = require_chart();
    var namedValues = { name: "named-values" };
    exports2.chartObject = { name: "chart-object" };
    var generatedConfigMap = { name: "generated-config-map" };
    exports2.installSurvey = {
      triggers: [
        "apiVersion: v2",
        "istiod",
        "istio-release",
        "configMapGenerator",
        "valuesFrom",
        "helm.cattle.io"
      ],
      glance(path, text, facts) {
        const chart = (0, chart_1.otherChart)(path, text);
        if (!chart)
          return "parse";
        facts.add(chart_1.localChart, chart);
        return "enough";
      },
      collect(document, facts) {
        const chart = (0, chart_1.readChart)(document);
        if (chart)
          facts.add(chart_1.localChart, chart);
        for (const object of document.objects) {
          const source = (0, flux_1.chartOfSource)(object) ?? (0, k3s_1.chartOfHelmChart)(object);
          if (source !== void 0 && object.name !== void 0)
            facts.add(exports2.chartObject, { name: object.name, chart: source });
        }
        for (const { name, files } of (0, kustomize_1.generatedConfigMaps)(document)) {
          const folder = (0, path_1.folderOf)(document.path);
          facts.add(generatedConfigMap, { name, files: files.map((file) => (0, path_1.resolveFrom)(folder, file)) });
        }
        collectNamedValues(document, facts);
      }
    };
    function collectNamedValues(document, facts) {
      for (const release of (0, carriers_1.findReleases)(document)) {
        for (const [index, layer] of release.layers.entries()) {
          if (layer.kind !== "file" && layer.kind !== "config-map")
            continue;
          facts.add(namedValues, {
            chart: release.chart,
            chartObject: release.chartObject,
            file: layer.kind === "config-map" ? { configMap: layer.name, key: layer.key } : fileOf(document.path, layer),
            version: (0, yaml_1.stringOf)(release.version),
            isLowest: index === 0,
            place: (0, place_1.factPlaceOf)(document, layer.at)
          });
        }
      }
    }
    function fileOf(manifest, { path, fromRoot }) {
      return { path: fromRoot ? path : (0, path_1.resolveFrom)((0, path_1.folderOf)(manifest), path), fromRoot };
    }
    function namesConfigMaps(facts) {
      return facts.all(namedValues).some(({ file }) => "configMap" in file);
    }
    function namingsOfConfigMap(name, key, facts) {
      return facts.all(namedValues).filter(({ file }) => "configMap" in file && file.configMap === name && file.key === key);
    }
    function namingsOf(path, facts) {
      const maps = facts.all(generatedConfigMap).filter(({ files }) => files.includes(path));
      return facts.all(namedValues).filter(({ file }) => {
        if ("configMap" in file)
          return maps.some(({ name }) => name === file.configMap);
        return file.fromRoot ? (0, path_1.canMean)(file.path, path) : file.path === path;
      });
    }
  }
});

// build/src/install/released.js
var require_released = __commonJS({
  "build/src/install/released.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.releasedValues = releasedValues;
    exports2.doubtfulMaps = doubtfulMaps;
    exports2.releasedTexts = releasedTexts;
    exports2.bringsItsOwnValues = bringsItsOwnValues;
    exports2.slotsOfReference = slotsOfReference;
    var yaml_1 = require_yaml();
    var carriers_1 = require_carriers();
    var chart_1 = require_chart();
    var evidence_1 = require_evidence();
    var slot_1 = require_slot();
    var tree_1 = require_tree();
    var values_1 = require_values();
    function releasedValues(document, facts) {
      return (0, carriers_1.findReleases)(document).flatMap((release) => {
        const known = slotsOfReference(release.chart, release.chartObject, facts);
        const values = valuesOf(release, known);
        return bringsItsOwnValues(release.chart, facts) ? values.map((each) => ({ ...each, isLowest: false })) : values;
      });
    }
    function doubtfulMaps(document, facts) {
      return (0, carriers_1.findReleases)(document).flatMap(({ chart, chartObject: object, layers }) => {
        if (slotsOfReference(chart, object, facts) !== void 0)
          return [];
        return layers.flatMap((layer) => {
          if (layer.kind !== "map")
            return [];
          const values = (0, values_1.mapAt)(layer.at);
          return values && (0, evidence_1.looksLikeIstio)(values) && (0, evidence_1.slotsByKeys)(layer.at).length === 0 ? [values] : [];
        });
      });
    }
    function releasedTexts(document, facts) {
      return (0, carriers_1.findReleases)(document).flatMap((release) => {
        const slots = slotsOfReference(release.chart, release.chartObject, facts);
        return release.layers.flatMap((layer, index) => {
          if (layer.kind !== "text")
            return [];
          const values = {
            carrier: release.carrier,
            installer: "helm",
            slots,
            version: (0, yaml_1.stringOf)(release.version),
            isLowest: isLowest(release, index) && !bringsItsOwnValues(release.chart, facts),
            beside: valuesOf(release, slots)
          };
          return [{ scalar: layer.at, values }];
        });
      });
    }
    function bringsItsOwnValues({ name }, facts) {
      const local = (0, slot_1.localChartOf)(name, facts.all(chart_1.localChart));
      return local !== void 0 && local.upstream === void 0;
    }
    function slotsOfReference(chart, object, facts) {
      const charts = facts.all(chart_1.localChart);
      if (object === void 0)
        return (0, slot_1.slotsOf)(chart, charts);
      const named = facts.all(tree_1.chartObject).filter(({ name }) => name === object);
      if (named.length === 0)
        return (0, slot_1.slotsOf)({ name: object, repository: void 0 }, charts);
      return named.flatMap((each) => (0, slot_1.slotsOf)({ name: each.chart, repository: void 0 }, charts) ?? []);
    }
    function valuesOf(release, known) {
      const maps = release.layers.flatMap((layer, index) => {
        return layer.kind === "map" ? [{ at: layer.at, isLowest: isLowest(release, index) }] : [];
      });
      const { usual, layers } = release;
      const places = maps.length === 0 && usual ? [{ at: usual, isLowest: layers.length === 0 }] : maps;
      return places.flatMap(({ at, isLowest: isLowest2 }, index) => (known ?? (0, evidence_1.slotsByKeys)(at)).map((slot) => ({
        carrier: release.carrier,
        installer: "helm",
        place: release.place,
        istiod: below(at, slot.istiod),
        globals: below(at, slot.globals),
        parameters: release.parameters && index === places.length - 1 ? { items: release.parameters, istiod: slot.istiod, globals: slot.globals } : void 0,
        environment: void 0,
        version: versionOf(release),
        isLowest: isLowest2,
        beside: []
      })));
    }
    function isLowest({ layers }, index) {
      return layers.slice(0, index).every(({ kind }) => kind === "elsewhere");
    }
    function below(at, keys) {
      return { ...at, keys: [...at.keys, ...keys] };
    }
    function versionOf({ version }) {
      const text = (0, yaml_1.stringOf)(version);
      return version && text !== void 0 ? { text, place: version } : void 0;
    }
  }
});

// build/src/install/files.js
var require_files = __commonJS({
  "build/src/install/files.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.fileValues = fileValues;
    exports2.doubtsOf = doubtsOf;
    exports2.evidenceOfNamings = evidenceOfNamings;
    var yaml_1 = require_yaml();
    var path_1 = require_path();
    var chart_1 = require_chart();
    var evidence_1 = require_evidence();
    var released_1 = require_released();
    var slot_1 = require_slot();
    var tree_1 = require_tree();
    function fileValues(document, facts) {
      const root = (0, yaml_1.asMapping)(document.root);
      if (!root || document.objects.some(({ mapping }) => mapping === root) || isManifestOfATool(document))
        return [];
      const { slots, isLowest, version } = evidenceOf(document, facts);
      return slots.map((slot) => ({
        carrier: "Helm values",
        installer: "helm",
        place: root.entries[0] ?? root,
        istiod: { base: root, keys: slot.istiod },
        globals: { base: root, keys: slot.globals },
        parameters: void 0,
        environment: void 0,
        version: version === void 0 ? void 0 : { text: version, place: void 0 },
        isLowest,
        beside: []
      }));
    }
    function doubtsOf(document, facts) {
      const root = (0, yaml_1.asMapping)(document.root);
      const reason = doubtOf(document, facts);
      if (root && reason !== void 0)
        return [{ values: root, reason }];
      return (0, released_1.doubtfulMaps)(document, facts).map((values) => ({ values, reason: unknownChart }));
    }
    var unknownChart = "its keys are of Istio, but of which chart nothing says";
    function doubtOf(document, facts) {
      const { path, root, objects, host } = document;
      if (host || objects.length > 0 || isManifestOfATool(document))
        return void 0;
      const slots = (0, tree_1.namingsOf)(path, facts).map(({ chart: chart2, chartObject }) => (0, released_1.slotsOfReference)(chart2, chartObject, facts));
      const isIstiod = slots.some((each) => each !== void 0 && each.length > 0);
      if (slots.some((each) => each?.length === 0)) {
        return isIstiod ? "it is given to the istiod chart and to another one" : void 0;
      }
      const chart = (0, chart_1.chartAround)(path, facts);
      if (isIstiod || chart && isPartOf(chart, path) || root?.kind !== "mapping")
        return void 0;
      return (0, evidence_1.looksLikeIstio)(root) && (0, evidence_1.slotsByKeys)({ base: root, keys: [] }).length === 0 ? unknownChart : void 0;
    }
    function evidenceOfNamings(namings, facts) {
      const known = namings.flatMap((naming) => {
        const slots = (0, released_1.slotsOfReference)(naming.chart, naming.chartObject, facts);
        return slots ? [{ naming, slots }] : [];
      });
      const [first] = known;
      if (!first)
        return void 0;
      if (known.some(({ slots }) => slots.length === 0))
        return { slots: [], isLowest: false, version: void 0 };
      const isLowest = known.some(({ naming }) => naming.isLowest && !(0, released_1.bringsItsOwnValues)(naming.chart, facts));
      return { slots: first.slots, isLowest, version: first.naming.version };
    }
    function evidenceOf({ path, root }, facts) {
      const named = evidenceOfNamings((0, tree_1.namingsOf)(path, facts), facts);
      if (named)
        return named;
      const chart = (0, chart_1.chartAround)(path, facts);
      if (chart && isPartOf(chart, path)) {
        const version = chart.dependencies.find(({ name }) => name === "istiod" || name === "ambient")?.version;
        const isLowest = /^values\.ya?ml$/.test((0, path_1.fileNameOf)(path));
        return { slots: (0, path_1.folderOf)(path) === chart.folder ? (0, slot_1.slotsOfLocal)(chart) : [], isLowest, version };
      }
      const byKeys = root?.kind === "mapping" ? (0, evidence_1.slotsByKeys)({ base: root, keys: [] }) : [];
      return { slots: byKeys, isLowest: true, version: void 0 };
    }
    function isPartOf({ folder }, path) {
      const inside = folder === "." ? path : path.slice(folder.length + 1);
      return !inside.includes("/") || /^(?:charts|ci|files|templates)\//.test(inside);
    }
    function isManifestOfATool({ path }) {
      return /^(?:Chart|kustomization|fleet|helmfile.*|docker-compose)\.ya?ml/i.test((0, path_1.fileNameOf)(path));
    }
  }
});

// build/src/install/operators.js
var require_operators = __commonJS({
  "build/src/install/operators.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.operatorValues = operatorValues;
    var yaml_1 = require_yaml();
    function operatorValues({ objects }) {
      return objects.flatMap((object) => {
        if (object.group === "install.istio.io" && object.kind === "IstioOperator") {
          return [istioOperator(object)];
        }
        return isSail(object) ? [sail(object)] : [];
      });
    }
    function istioOperator({ mapping, kind }) {
      const spec = (0, yaml_1.valueAt)(mapping, "spec");
      const at = { base: mapping, keys: ["spec", "values"] };
      return {
        carrier: kind,
        installer: "istioctl",
        place: kindEntry(mapping),
        istiod: at,
        globals: at,
        parameters: void 0,
        environment: (0, yaml_1.asSequence)((0, yaml_1.valueAt)(spec, "components", "pilot", "k8s", "env")),
        version: versionOf((0, yaml_1.valueAt)(spec, "tag") ?? (0, yaml_1.valueAt)(spec, "values", "global", "tag")),
        isLowest: installsPilot(spec),
        beside: []
      };
    }
    function installsPilot(spec) {
      const enabled = (0, yaml_1.valueAt)(spec, "components", "pilot", "enabled");
      if (enabled?.kind === "scalar" && typeof enabled.value === "boolean")
        return enabled.value;
      return !["empty", "remote"].includes((0, yaml_1.stringOf)((0, yaml_1.valueAt)(spec, "profile")) ?? "");
    }
    function isSail({ group, kind }) {
      return (group === "sailoperator.io" || group === "operator.istio.io") && (kind === "Istio" || kind === "IstioRevision");
    }
    function sail({ mapping, kind }) {
      const spec = (0, yaml_1.valueAt)(mapping, "spec");
      const at = { base: mapping, keys: ["spec", "values"] };
      return {
        carrier: `Sail ${kind}`,
        installer: "sail",
        place: kindEntry(mapping),
        istiod: at,
        globals: at,
        parameters: void 0,
        environment: void 0,
        version: versionOf((0, yaml_1.valueAt)(spec, "version")),
        isLowest: true,
        beside: []
      };
    }
    function kindEntry(mapping) {
      return mapping.entries.find(({ name }) => name === "kind") ?? mapping;
    }
    function versionOf(place) {
      const text = (0, yaml_1.stringOf)(place);
      return place && text !== void 0 ? { text, place } : void 0;
    }
  }
});

// build/src/install/texts.js
var require_texts = __commonJS({
  "build/src/install/texts.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.findTextsOfValues = findTextsOfValues;
    exports2.textValues = textValues;
    var yaml_1 = require_yaml();
    var evidence_1 = require_evidence();
    var files_1 = require_files();
    var released_1 = require_released();
    var tree_1 = require_tree();
    function findTextsOfValues(document, facts) {
      return [...(0, released_1.releasedTexts)(document, facts), ...configMapTexts(document, facts)];
    }
    function configMapTexts({ objects }, facts) {
      return objects.flatMap(({ mapping, group, kind, name }) => {
        if (group !== "" || kind !== "ConfigMap")
          return [];
        return (0, yaml_1.entriesOf)((0, yaml_1.valueAt)(mapping, "data")).flatMap((entry) => {
          const { name: key = "", value: scalar } = entry;
          const evidence = (0, files_1.evidenceOfNamings)((0, tree_1.namingsOfConfigMap)(name, key, facts), facts);
          if (scalar.kind !== "scalar" || !evidence)
            return [];
          return [
            { scalar, values: { ...evidence, carrier: "ConfigMap of values", installer: "helm", beside: [] } }
          ];
        });
      });
    }
    function textValues({ root }, { slots, version, ...known }) {
      const base = (0, yaml_1.asMapping)(root);
      if (!base)
        return [];
      return (slots ?? (0, evidence_1.slotsByKeys)({ base, keys: [] })).map((slot) => ({
        ...known,
        place: base.entries[0] ?? base,
        istiod: { base, keys: slot.istiod },
        globals: { base, keys: slot.globals },
        parameters: void 0,
        environment: void 0,
        version: version === void 0 ? void 0 : { text: version, place: void 0 }
      }));
    }
  }
});

// build/src/install/index.js
var require_install = __commonJS({
  "build/src/install/index.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.findInstallValues = findInstallValues;
    var files_1 = require_files();
    var operators_1 = require_operators();
    var released_1 = require_released();
    var texts_1 = require_texts();
    function findInstallValues(document, facts) {
      const { host } = document;
      if (host?.values)
        return (0, texts_1.textValues)(document, host.values);
      return [...(0, operators_1.operatorValues)(document), ...(0, released_1.releasedValues)(document, facts), ...(0, files_1.fileValues)(document, facts)];
    }
  }
});

// build/src/kubernetes/workload.js
var require_workload = __commonJS({
  "build/src/kubernetes/workload.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.findWorkloads = findWorkloads;
    exports2.isIstiod = isIstiod;
    var yaml_1 = require_yaml();
    var templatePaths = {
      CronJob: ["spec", "jobTemplate", "spec", "template"],
      DaemonSet: ["spec", "template"],
      Deployment: ["spec", "template"],
      Job: ["spec", "template"],
      Pod: [],
      ReplicaSet: ["spec", "template"],
      StatefulSet: ["spec", "template"]
    };
    function findWorkloads({ objects }) {
      return objects.flatMap((object) => {
        const path = ["", "apps", "batch", "extensions"].includes(object.group) ? templatePaths[object.kind] : void 0;
        const template = path && (0, yaml_1.asMapping)((0, yaml_1.valueAt)(object.mapping, ...path));
        if (!template)
          return [];
        const lists = ["containers", "initContainers"].map((key) => (0, yaml_1.asSequence)((0, yaml_1.valueAt)(template, "spec", key)));
        const containers = lists.flatMap((list) => (list?.items ?? []).map(({ value }) => ({
          name: (0, yaml_1.stringOf)((0, yaml_1.valueAt)(value, "name")),
          image: (0, yaml_1.stringOf)((0, yaml_1.valueAt)(value, "image")),
          environment: (0, yaml_1.asSequence)((0, yaml_1.valueAt)(value, "env"))
        })));
        return [{ object, template, containers }];
      });
    }
    function isIstiod({ name, image }) {
      return name === "discovery" || /(?:^|\/)pilot(?:[:@]|$)/.test(image ?? "");
    }
  }
});

// build/src/install/variables.js
var require_variables = __commonJS({
  "build/src/install/variables.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.findEnvironmentVariable = findEnvironmentVariable;
    exports2.isSwitchedOn = isSwitchedOn;
    exports2.findIstiodEnvironments = findIstiodEnvironments;
    exports2.variablesIn = variablesIn;
    exports2.otherPlacesOf = otherPlacesOf;
    exports2.textOf = textOf;
    var yaml_1 = require_yaml();
    var _1 = require_install();
    var values_1 = require_values();
    var place_1 = require_place();
    var workload_1 = require_workload();
    function findEnvironmentVariable(root, name) {
      const found = [];
      (0, yaml_1.walk)(root, (node) => {
        for (const entry of (0, yaml_1.entriesOf)(node)) {
          if (entry.name === name)
            found.push({ place: entry, value: entry.value });
          if (entry.name !== "name" || entry.value.kind !== "scalar")
            continue;
          const { value } = entry.value;
          if (value === name || typeof value === "string" && value.endsWith(`.env.${name}`)) {
            found.push({ place: entry.value, value: (0, yaml_1.valueAt)(node, "value") });
          }
        }
      });
      return found;
    }
    function isSwitchedOn({ value }) {
      return value?.kind === "scalar" && String(value.value).toLowerCase() === "true";
    }
    function findIstiodEnvironments(document, facts) {
      const values = (0, _1.findInstallValues)(document, facts).map((found) => ({
        kind: "values",
        values: found
      }));
      const rendered = (0, workload_1.findWorkloads)(document).flatMap((workload) => workload.containers.filter(workload_1.isIstiod).map((container) => ({ kind: "rendered", workload, container })));
      return [...values, ...rendered];
    }
    function variablesIn(environment, name) {
      if (environment.kind === "values")
        return (0, values_1.variablesOf)(environment.values, name);
      return (environment.container.environment?.items ?? []).flatMap((item) => {
        const place = (0, yaml_1.valueAt)(item.value, "name");
        return place && (0, yaml_1.stringOf)(place) === name ? [{ place, value: (0, yaml_1.valueAt)(item.value, "value"), holder: item }] : [];
      });
    }
    function otherPlacesOf(root, name, known) {
      const starts = new Set(known.map(({ place }) => (0, place_1.startOf)(place)));
      return findEnvironmentVariable(root, name).filter(({ place }) => !starts.has((0, place_1.startOf)(place)));
    }
    function textOf({ value }) {
      const text = (0, yaml_1.scalarValueOf)(value);
      return typeof text === "string" || typeof text === "number" || typeof text === "boolean" ? String(text) : void 0;
    }
  }
});

// build/src/kubernetes/object.js
var require_object = __commonJS({
  "build/src/kubernetes/object.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.findObjects = findObjects;
    exports2.describeObject = describeObject;
    exports2.objectAt = objectAt;
    var yaml_1 = require_yaml();
    function findObjects({ root, text }) {
      const objects = [];
      (0, yaml_1.walk)(root, (node) => {
        const object = (0, yaml_1.asMapping)(node) && recognise(node, text);
        if (object)
          objects.push(object, ...itemsOfTypedList(object));
      });
      return objects;
    }
    function describeObject({ kind, name, namespace }) {
      const isSeen = (text) => text !== void 0 && text !== "" && !(0, yaml_1.isTemplated)(text);
      return isSeen(name) ? `${kind} ${[namespace, name].filter(isSeen).join("/")}` : kind;
    }
    function recognise(mapping, text) {
      const apiVersionEntry = entryLoosely(mapping, "apiVersion");
      const apiVersion = versionIn(apiVersionEntry?.value, text);
      const kind = (0, yaml_1.stringOf)(entryLoosely(mapping, "kind")?.value);
      if (!apiVersion || !kind)
        return void 0;
      if (!contentKeys.some((key) => entryLoosely(mapping, key)))
        return void 0;
      return objectOf(mapping, apiVersion, kind, apiVersionEntry);
    }
    function versionIn(node, text) {
      const value = (0, yaml_1.stringOf)(node);
      if (!node || value === void 0 || !(0, yaml_1.isTemplated)(value))
        return value;
      const named = text.slice(node.content.start, node.content.end).match(/(?<=["'`])[a-z0-9.-]+\/v\w+(?=["'`])/g);
      const [only, other] = new Set(named ?? []);
      return other === void 0 ? only ?? value : value;
    }
    var contentKeys = ["metadata", "spec", "items"];
    function objectAt(mapping) {
      const apiVersionEntry = entryLoosely(mapping, "apiVersion");
      const kind = (0, yaml_1.stringOf)(entryLoosely(mapping, "kind")?.value) ?? "";
      return objectOf(mapping, (0, yaml_1.stringOf)(apiVersionEntry?.value) ?? "", kind, apiVersionEntry);
    }
    function objectOf(mapping, apiVersion, kind, apiVersionEntry) {
      const slash = apiVersion.indexOf("/");
      const metadata = entryLoosely(mapping, "metadata")?.value;
      return {
        mapping,
        apiVersion,
        group: slash === -1 ? "" : apiVersion.slice(0, slash),
        version: apiVersion.slice(slash + 1),
        kind,
        apiVersionEntry,
        name: (0, yaml_1.stringOf)(entryLoosely(metadata, "name")?.value),
        namespace: (0, yaml_1.stringOf)(entryLoosely(metadata, "namespace")?.value)
      };
    }
    function itemsOfTypedList({ mapping, apiVersion, kind }) {
      if (!kind.endsWith("List") || kind === "List")
        return [];
      const items = (0, yaml_1.itemsOf)(entryLoosely(mapping, "items")?.value);
      return items.flatMap(({ value }) => {
        const item = (0, yaml_1.asMapping)(value);
        const isUntyped = item && !entryLoosely(item, "kind") && !entryLoosely(item, "apiVersion");
        return isUntyped ? [objectOf(item, apiVersion, kind.slice(0, -"List".length), void 0)] : [];
      });
    }
    function entryLoosely(node, name) {
      try {
        return (0, yaml_1.entryOf)(node, name);
      } catch (error) {
        if (!(error instanceof yaml_1.Declined))
          throw error;
        return (0, yaml_1.asMapping)(node)?.entries.find((entry) => entry.name === name);
      }
    }
  }
});

// build/transforms/shared/placeholder.js
var require_placeholder = __commonJS({
  "build/transforms/shared/placeholder.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.holdsPlaceholder = holdsPlaceholder;
    var yaml_1 = require_yaml();
    function holdsPlaceholder(text) {
      return /[${}%@<>]/.test(text) || (0, yaml_1.isTemplated)(text);
    }
  }
});

// build/transforms/shared/alpha-gateway.js
var require_alpha_gateway = __commonJS({
  "build/transforms/shared/alpha-gateway.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.alphaUseSurvey = exports2.alphaFlagSurvey = exports2.backendTlsPolicyIsUsed = exports2.alphaUse = exports2.alphaFlagIsOn = exports2.alphaFlag = void 0;
    var object_1 = require_object();
    var place_1 = require_place();
    var variables_1 = require_variables();
    var yaml_1 = require_yaml();
    var placeholder_1 = require_placeholder();
    exports2.alphaFlag = "PILOT_ENABLE_ALPHA_GATEWAY_API";
    exports2.alphaFlagIsOn = { name: "alpha-flag-is-on" };
    exports2.alphaUse = { name: "alpha-use" };
    exports2.backendTlsPolicyIsUsed = { name: "backend-tls-policy-is-used" };
    exports2.alphaFlagSurvey = {
      triggers: [exports2.alphaFlag],
      collect({ root }, facts) {
        if ((0, variables_1.findEnvironmentVariable)(root, exports2.alphaFlag).some(variables_1.isSwitchedOn))
          facts.add(exports2.alphaFlagIsOn, true);
      }
    };
    var groups = ["gateway.networking.k8s.io", "gateway.networking.x-k8s.io"];
    var alphaKinds = ["TCPRoute", "TLSRoute", "XBackendTrafficPolicy", "XListenerSet"];
    exports2.alphaUseSurvey = {
      triggers: [...alphaKinds, "gatewayClassName", "allowedListeners", "BackendTLSPolicy"],
      collect(document, facts) {
        for (const object of document.objects) {
          if (!groups.includes(object.group))
            continue;
          if (object.kind === "BackendTLSPolicy")
            facts.add(exports2.backendTlsPolicyIsUsed, true);
          for (const { what, at } of usesOf(object))
            facts.add(exports2.alphaUse, { what, place: (0, place_1.factPlaceOf)(document, at) });
        }
      },
      missed(path, text, facts) {
        const kind = alphaKinds.find((each) => new RegExp(`kind:[ \\t]*["']?${each}\\b`).test(text));
        if (kind === void 0)
          return;
        const line = text.slice(0, text.indexOf(kind)).split("\n").length;
        facts.add(exports2.alphaUse, { what: kind, place: { path, line, column: 1 } });
      }
    };
    function usesOf(object) {
      const { kind, mapping } = object;
      if (alphaKinds.includes(kind)) {
        return [{ what: (0, object_1.describeObject)(object), at: (0, yaml_1.entryOf)(mapping, "kind") ?? mapping }];
      }
      if (kind !== "Gateway")
        return [];
      const uses = [];
      const allowed = (0, yaml_1.entryOf)((0, yaml_1.valueAt)(mapping, "spec"), "allowedListeners");
      if (allowed)
        uses.push({ what: `allowedListeners of ${(0, object_1.describeObject)(object)}`, at: allowed });
      for (const { value } of (0, yaml_1.itemsOf)((0, yaml_1.valueAt)(mapping, "spec", "listeners"))) {
        const protocol = (0, yaml_1.entryOf)(value, "protocol");
        const name = (0, yaml_1.stringOf)(protocol?.value) ?? "";
        if (protocol && (name === "TCP" || name === "TLS" || (0, placeholder_1.holdsPlaceholder)(name))) {
          uses.push({ what: `the ${name} listener of ${(0, object_1.describeObject)(object)}`, at: protocol });
        }
      }
      return uses;
    }
  }
});

// build/src/version.js
var require_version = __commonJS({
  "build/src/version.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.parseVersion = parseVersion;
    exports2.isAtLeast = isAtLeast;
    function parseVersion(text) {
      const match = /^v?(\d+)\.(\d+)(?:\.(\d+))?$/.exec(text);
      if (!match)
        return void 0;
      const [, major, minor, patch] = match;
      return {
        major: Number(major),
        minor: Number(minor),
        patch: patch === void 0 ? void 0 : Number(patch)
      };
    }
    function isAtLeast(version, minimum) {
      const [a, b] = [version, minimum].map(({ major, minor, patch = Infinity }) => [major, minor, patch]);
      for (const [index, number] of (a ?? []).entries()) {
        const other = b?.[index] ?? 0;
        if (number !== other)
          return number > other;
      }
      return true;
    }
  }
});

// build/transforms/shared/install.js
var require_install2 = __commonJS({
  "build/transforms/shared/install.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.reportOldVersion = reportOldVersion;
    var version_1 = require_version();
    function reportOldVersion({ version, place }, report) {
      if (!version)
        return;
      const [, number = ""] = /^[v^~=\s]*(\d+\.\d+)/.exec(version.text) ?? [];
      const pinned = (0, version_1.parseVersion)(number);
      if (!pinned || (0, version_1.isAtLeast)(pinned, { major: 1, minor: 28, patch: 0 }))
        return;
      report({
        level: "note",
        at: version.place ?? place,
        message: `these values go with Istio 1.28, but are pinned to ${number}`,
        help: "merge this change together with the upgrade"
      });
    }
  }
});

// build/transforms/1.28/alpha-gateway-flag/about.js
var require_about = __commonJS({
  "build/transforms/1.28/alpha-gateway-flag/about.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.about = void 0;
    var policy = `apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata:
  name: orders
`;
    var values = `istiod:
  pilot:
    env:
      PILOT_ENABLE_ALPHA_GATEWAY_API: "true"
      PILOT_ENABLE_IP_AUTOALLOCATE: "true"
`;
    var chart = `apiVersion: v2
name: mesh
version: 1.0.0
dependencies:
  - {name: istiod, version: 1.28.2}
`;
    exports2.about = {
      why: [
        "BackendTLSPolicy is v1 now, so Istio 1.28 reads it without `PILOT_ENABLE_ALPHA_GATEWAY_API`. Nothing breaks if the flag stays, but it keeps alpha features switched on.",
        "On 1.28 the flag still switches on TCPRoute, TLSRoute, XBackendTrafficPolicy, XListenerSet, Gateway listeners of protocol TCP or TLS, and `allowedListeners`. So it goes only where none of these is in sight."
      ],
      changes: [
        "The variable is removed from the environment of istiod, in install values and in rendered Deployments, where the tree holds a BackendTLSPolicy and nothing else that needs it.",
        "A flag that is off stays."
      ],
      examples: [
        {
          title: "Values of a chart that wraps istiod, with a policy in the same tree",
          before: { "Chart.yaml": chart, "policy.yaml": policy, "values.yaml": values },
          after: {
            "values.yaml": `istiod:
  pilot:
    env:
      PILOT_ENABLE_IP_AUTOALLOCATE: "true"
`
          }
        }
      ],
      declines: [
        {
          when: "Something in the tree still needs the flag.",
          level: "note",
          message: "PILOT_ENABLE_ALPHA_GATEWAY_API stays: TCPRoute db (route.yaml:2) still needs it",
          remedy: "Nothing. Only BackendTLSPolicy no longer depends on it.",
          files: {
            "Chart.yaml": chart,
            "policy.yaml": policy,
            "values.yaml": values,
            "route.yaml": `apiVersion: gateway.networking.k8s.io/v1alpha2
kind: TCPRoute
metadata:
  name: db
`
          }
        },
        {
          when: "The tree holds no BackendTLSPolicy, so nothing tells what the flag is for.",
          level: "note",
          message: "PILOT_ENABLE_ALPHA_GATEWAY_API stays: nothing in this tree tells what it is for",
          remedy: "Take it out by hand if BackendTLSPolicy was all that the cluster needed it for.",
          files: { "Chart.yaml": chart, "values.yaml": values }
        },
        {
          when: "The flag stands in a place that nothing connects with istiod.",
          level: "note",
          message: "PILOT_ENABLE_ALPHA_GATEWAY_API stays: nothing says that istiod reads it here",
          remedy: "Look what reads it. If it is istiod, and BackendTLSPolicy was the reason, take it out by hand.",
          files: { "policy.yaml": policy, "environment.yaml": 'PILOT_ENABLE_ALPHA_GATEWAY_API: "true"\n' }
        }
      ],
      reports: [
        {
          when: "The flag is removed.",
          level: "warning",
          message: "nothing in this tree needs PILOT_ENABLE_ALPHA_GATEWAY_API any more, but other repositories of the same cluster may",
          remedy: "Look in those repositories for the kinds named above before you merge.",
          files: { "Chart.yaml": chart, "policy.yaml": policy, "values.yaml": values }
        },
        {
          when: "The values are rewritten, and pinned to an Istio before 1.28.",
          level: "note",
          message: "these values go with Istio 1.28, but are pinned to 1.27",
          remedy: "Merge the change together with the upgrade.",
          files: {
            "Chart.yaml": chart.replace("1.28.2", "1.27.3"),
            "policy.yaml": policy,
            "values.yaml": values
          }
        }
      ],
      links: [
        {
          title: "What the flag switches on in Istio 1.28",
          url: "https://github.com/istio/istio/blob/1.28.0/pilot/pkg/features/experimental.go"
        },
        {
          title: "Release note of Istio 1.28 on Gateway API 1.4",
          url: "https://github.com/istio/istio/blob/1.28.0/releasenotes/notes/gtw-140.yaml"
        }
      ]
    };
  }
});

// build/transforms/1.28/alpha-gateway-flag/index.js
var require_alpha_gateway_flag = __commonJS({
  "build/transforms/1.28/alpha-gateway-flag/index.js"(exports2) {
    "use strict";
    var __createBinding2 = exports2 && exports2.__createBinding || (Object.create ? (function(o, m, k, k2) {
      if (k2 === void 0) k2 = k;
      var desc = Object.getOwnPropertyDescriptor(m, k);
      if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
        desc = { enumerable: true, get: function() {
          return m[k];
        } };
      }
      Object.defineProperty(o, k2, desc);
    }) : (function(o, m, k, k2) {
      if (k2 === void 0) k2 = k;
      o[k2] = m[k];
    }));
    var __setModuleDefault2 = exports2 && exports2.__setModuleDefault || (Object.create ? (function(o, v) {
      Object.defineProperty(o, "default", { enumerable: true, value: v });
    }) : function(o, v) {
      o["default"] = v;
    });
    var __importStar2 = exports2 && exports2.__importStar || /* @__PURE__ */ (function() {
      var ownKeys = function(o) {
        ownKeys = Object.getOwnPropertyNames || function(o2) {
          var ar = [];
          for (var k in o2) if (Object.prototype.hasOwnProperty.call(o2, k)) ar[ar.length] = k;
          return ar;
        };
        return ownKeys(o);
      };
      return function(mod) {
        if (mod && mod.__esModule) return mod;
        var result = {};
        if (mod != null) {
          for (var k = ownKeys(mod), i = 0; i < k.length; i++) if (k[i] !== "default") __createBinding2(result, mod, k[i]);
        }
        __setModuleDefault2(result, mod);
        return result;
      };
    })();
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.alphaGatewayFlag = void 0;
    var place_1 = require_place();
    var variables_1 = require_variables();
    var tree_1 = require_tree();
    var alpha_gateway_1 = require_alpha_gateway();
    var install_1 = require_install2();
    exports2.alphaGatewayFlag = {
      id: "alpha-gateway-flag",
      title: `${alpha_gateway_1.alphaFlag} where BackendTLSPolicy alone needed it`,
      release: "1.28",
      kind: "cleanup",
      docs: "https://istio.io/latest/news/releases/1.28.x/announcing-1.28/upgrade-notes/#backendtlspolicy-alpha-removal",
      about: async () => (await Promise.resolve().then(() => __importStar2(require_about()))).about,
      triggers: [alpha_gateway_1.alphaFlag],
      surveys: [tree_1.installSurvey, alpha_gateway_1.alphaUseSurvey],
      migrate(document, context) {
        const known = (0, variables_1.findIstiodEnvironments)(document, context.facts).flatMap((environment) => {
          const variables = (0, variables_1.variablesIn)(environment, alpha_gateway_1.alphaFlag);
          removeIfUnneeded(environment, variables, context);
          return variables;
        });
        for (const other of (0, variables_1.otherPlacesOf)(document.root, alpha_gateway_1.alphaFlag, known)) {
          if (!(0, variables_1.isSwitchedOn)(other))
            continue;
          context.report({
            level: "note",
            at: other.place,
            message: `${alpha_gateway_1.alphaFlag} stays: nothing says that istiod reads it here`,
            help: "if it was there for BackendTLSPolicy alone, take it out by hand"
          });
        }
      }
    };
    function removeIfUnneeded(environment, variables, { facts, report, rewrite }) {
      const [flag] = variables;
      if (!flag || !(0, variables_1.isSwitchedOn)(flag))
        return;
      const reason = reasonToStay(facts);
      if (reason) {
        report({ level: "note", at: flag.place, ...reason });
        return;
      }
      rewrite(flag.place, `${alpha_gateway_1.alphaFlag} is no longer needed`, (edit, tell) => {
        for (const { holder } of variables)
          edit.remove(holder);
        tell({
          level: "warning",
          at: flag.place,
          message: `nothing in this tree needs ${alpha_gateway_1.alphaFlag} any more, but other repositories of the same cluster may`,
          help: "look there for TCPRoute, TLSRoute, XBackendTrafficPolicy, XListenerSet, and for Gateways with allowedListeners or listeners of protocol TCP or TLS"
        });
        if (environment.kind === "values")
          (0, install_1.reportOldVersion)(environment.values, tell);
      });
    }
    function reasonToStay(facts) {
      const uses = facts.all(alpha_gateway_1.alphaUse);
      if (uses.length > 0) {
        return {
          message: `${alpha_gateway_1.alphaFlag} stays: ${listOf(uses)} still ${uses.length === 1 ? "needs" : "need"} it`,
          help: "nothing to do: only BackendTLSPolicy no longer depends on it"
        };
      }
      if (facts.all(alpha_gateway_1.backendTlsPolicyIsUsed).length > 0)
        return void 0;
      return {
        message: `${alpha_gateway_1.alphaFlag} stays: nothing in this tree tells what it is for`,
        help: "take it out if BackendTLSPolicy was all that the cluster needed it for"
      };
    }
    var namedAtMost = 3;
    function listOf(uses) {
      const named = uses.slice(0, namedAtMost).map(({ what, place }) => `${what} (${(0, place_1.describePlace)(place)})`);
      const more = uses.length - named.length;
      return [...named, ...more > 0 ? [`${more} more`] : []].join(", ");
    }
  }
});

// build/transforms/1.28/ambient-service-entry/about.js
var require_about2 = __commonJS({
  "build/transforms/1.28/ambient-service-entry/about.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.about = void 0;
    var entry = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: mail
spec:
  hosts: [mail.example.com]
  ports: [{number: 587, name: smtp, protocol: TCP}]
  resolution: NONE
`;
    exports2.about = {
      why: [
        "istiod 1.28 sends a ServiceEntry of resolution `NONE` to ztunnel as a new type of service. A ztunnel of an earlier release does not know the type and refuses the update.",
        "In ambient mode this shows between the upgrade of istiod and that of ztunnel: the update is lost, or the service behaves as if it had no ServiceEntry. It is over once ztunnel is upgraded."
      ],
      changes: ["Nothing. It only tells of the entries that are concerned."],
      examples: [],
      declines: [],
      reports: [
        {
          when: "The tree shows ambient mode, and an entry has resolution `NONE`, or none, which means the same.",
          level: "warning",
          message: "a ztunnel older than 1.28 refuses a ServiceEntry of resolution NONE, and loses the update",
          remedy: "Upgrade istiod and ztunnel close together, and look at these services in between.",
          files: {
            "mail.yaml": entry,
            "namespace.yaml": `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels: {istio.io/dataplane-mode: ambient}
`
          }
        },
        {
          when: "Nothing in the tree shows ambient mode.",
          level: "note",
          message: "a ztunnel older than 1.28 refuses a ServiceEntry of resolution NONE, and loses the update",
          remedy: "Nothing, unless the cluster runs in ambient mode.",
          files: { "mail.yaml": entry }
        }
      ],
      links: [
        {
          title: "ServiceEntry in the reference of Istio",
          url: "https://istio.io/latest/docs/reference/config/networking/service-entry/"
        }
      ]
    };
  }
});

// build/transforms/1.28/ambient-service-entry/index.js
var require_ambient_service_entry = __commonJS({
  "build/transforms/1.28/ambient-service-entry/index.js"(exports2) {
    "use strict";
    var __createBinding2 = exports2 && exports2.__createBinding || (Object.create ? (function(o, m, k, k2) {
      if (k2 === void 0) k2 = k;
      var desc = Object.getOwnPropertyDescriptor(m, k);
      if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
        desc = { enumerable: true, get: function() {
          return m[k];
        } };
      }
      Object.defineProperty(o, k2, desc);
    }) : (function(o, m, k, k2) {
      if (k2 === void 0) k2 = k;
      o[k2] = m[k];
    }));
    var __setModuleDefault2 = exports2 && exports2.__setModuleDefault || (Object.create ? (function(o, v) {
      Object.defineProperty(o, "default", { enumerable: true, value: v });
    }) : function(o, v) {
      o["default"] = v;
    });
    var __importStar2 = exports2 && exports2.__importStar || /* @__PURE__ */ (function() {
      var ownKeys = function(o) {
        ownKeys = Object.getOwnPropertyNames || function(o2) {
          var ar = [];
          for (var k in o2) if (Object.prototype.hasOwnProperty.call(o2, k)) ar[ar.length] = k;
          return ar;
        };
        return ownKeys(o);
      };
      return function(mod) {
        if (mod && mod.__esModule) return mod;
        var result = {};
        if (mod != null) {
          for (var k = ownKeys(mod), i = 0; i < k.length; i++) if (k[i] !== "default") __createBinding2(result, mod, k[i]);
        }
        __setModuleDefault2(result, mod);
        return result;
      };
    })();
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.ambientServiceEntry = void 0;
    var yaml_1 = require_yaml();
    var runsAmbient = { name: "runs-ambient" };
    var ambientSurvey = {
      triggers: ["ambient", "ztunnel", "ZTunnel", "waypoint"],
      collect({ root, objects }, facts) {
        let isFound = objects.some(isOfAmbient);
        (0, yaml_1.walk)(root, (node) => {
          const mapping = (0, yaml_1.asMapping)(node);
          isFound ||= mapping !== void 0 && showsAmbient(mapping);
        });
        if (isFound)
          facts.add(runsAmbient, true);
      }
    };
    exports2.ambientServiceEntry = {
      id: "ambient-service-entry",
      title: "ServiceEntry with resolution NONE while ztunnel is upgraded",
      release: "1.28",
      kind: "advice",
      docs: "https://istio.io/latest/news/releases/1.28.x/announcing-1.28/upgrade-notes/",
      about: async () => (await Promise.resolve().then(() => __importStar2(require_about2()))).about,
      triggers: ["ServiceEntry"],
      surveys: [ambientSurvey],
      migrate({ objects }, { facts, report }) {
        const isAmbient = facts.all(runsAmbient).length > 0;
        for (const { mapping, group, kind } of objects) {
          if (group !== "networking.istio.io" || kind !== "ServiceEntry")
            continue;
          const spec = (0, yaml_1.entryOf)(mapping, "spec");
          const resolution = (0, yaml_1.entryOf)(spec?.value, "resolution");
          const isNone = !resolution || (0, yaml_1.isNull)(resolution.value) || (0, yaml_1.stringOf)(resolution.value) === "NONE";
          if (!isNone || !resolution && !(0, yaml_1.entryOf)(spec?.value, "hosts"))
            continue;
          report({
            level: isAmbient ? "warning" : "note",
            at: resolution ?? spec ?? mapping,
            message: "a ztunnel older than 1.28 refuses a ServiceEntry of resolution NONE, and loses the update",
            help: isAmbient ? "upgrade istiod and ztunnel close together: until then the service may behave as if it had no ServiceEntry" : "only clusters in ambient mode are concerned: there, upgrade istiod and ztunnel close together"
          });
        }
      }
    };
    function showsAmbient(mapping) {
      const text = (key) => {
        const value = mapping.entries.find((entry) => entry.name === key)?.value;
        return (0, yaml_1.stringOf)(value) ?? "";
      };
      const has = (key) => mapping.entries.some((entry) => entry.name === key);
      return text("istio.io/dataplane-mode") === "ambient" || text("profile") === "ambient" || text("gatewayClassName") === "istio-waypoint" || has("istio.io/use-waypoint") || /(?:^|\/)ztunnel$/.test(text("chart")) || text("name") === "ztunnel" && (has("repository") || has("repo"));
    }
    function isOfAmbient({ kind, name }) {
      if (kind === "ZTunnel")
        return true;
      return name === "ztunnel" && ["DaemonSet", "Application", "HelmRelease"].includes(kind);
    }
  }
});

// build/src/kustomize/path.js
var require_path2 = __commonJS({
  "build/src/kustomize/path.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.resolveIn = resolveIn;
    exports2.isRemote = isRemote;
    exports2.isKustomizationFile = isKustomizationFile;
    var node_path_1 = require("node:path");
    var path_1 = require_path();
    function resolveIn(folder, given) {
      const path = node_path_1.posix.join(folder, given);
      return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
    }
    function isRemote(given) {
      return /:\/\/|^[\w-]+@|[?&]ref=|^github\.com\//.test(given);
    }
    function isKustomizationFile(path) {
      return /^(?:kustomization\.ya?ml|Kustomization)$/.test((0, path_1.fileNameOf)(path));
    }
  }
});

// build/src/kustomize/selector.js
var require_selector = __commonJS({
  "build/src/kustomize/selector.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.readSelector = readSelector;
    exports2.fits = fits;
    exports2.selects = selects;
    var yaml_1 = require_yaml();
    var fields = [
      "group",
      "version",
      "kind",
      "name",
      "namespace",
      "labelSelector",
      "annotationSelector"
    ];
    function readSelector(mapping) {
      const selector = {};
      for (const field of fields) {
        const text = (0, yaml_1.stringOf)((0, yaml_1.entryOf)(mapping, field)?.value);
        if (text)
          selector[field] = text;
      }
      return selector;
    }
    function fits(pattern, text) {
      if (pattern === void 0 || pattern === text)
        return true;
      try {
        return new RegExp(`^(?:${pattern})$`).test(text);
      } catch {
        return false;
      }
    }
    function selects(selector, { kind, name, labels }) {
      return fits(selector.kind, kind) && (name === void 0 || fits(selector.name, name)) && fitsLabels(selector.labelSelector, labels);
    }
    function fitsLabels(labelSelector, labels) {
      return (labelSelector ?? "").split(",").every((requirement) => {
        const match = /^\s*([^\s=!()]+)\s*==?\s*(\S*)\s*$/.exec(requirement);
        const [, key = "", value = ""] = match ?? [];
        return !match || labels[key] === void 0 || labels[key] === value;
      });
    }
  }
});

// build/src/kustomize/read.js
var require_read = __commonJS({
  "build/src/kustomize/read.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.readKustomizations = readKustomizations;
    exports2.readPatches = readPatches;
    exports2.readReplacements = readReplacements;
    exports2.readPaths = readPaths;
    exports2.readFilePaths = readFilePaths;
    var yaml_1 = require_yaml();
    var path_1 = require_path();
    var path_2 = require_path2();
    var selector_1 = require_selector();
    function readKustomizations({ path, root, objects }) {
      const mapping = (0, yaml_1.asMapping)(root);
      const [group = ""] = (0, yaml_1.stringOf)((0, yaml_1.valueAt)(mapping, "apiVersion"))?.split("/") ?? [];
      const found = [];
      if (mapping && (group === "kustomize.config.k8s.io" || group === "" && (0, path_2.isKustomizationFile)(path))) {
        const isComponent = (0, yaml_1.stringOf)((0, yaml_1.valueAt)(mapping, "kind")) === "Component";
        found.push({ mapping, folder: (0, path_1.folderOf)(path), form: "kustomize", isComponent });
      }
      for (const object of objects) {
        if (object.group !== "kustomize.toolkit.fluxcd.io" || object.kind !== "Kustomization")
          continue;
        const spec = (0, yaml_1.asMapping)((0, yaml_1.valueAt)(object.mapping, "spec"));
        if (spec)
          found.push({ mapping: spec, folder: ".", form: "flux", isComponent: false });
      }
      return found;
    }
    function readPatches({ mapping, folder }) {
      const patches = itemsUnder(mapping, "patches").map((item) => readPatch(item, folder, void 0));
      const json = itemsUnder(mapping, "patchesJson6902").map((item) => readPatch(item, folder, "json"));
      const strategic = itemsUnder(mapping, "patchesStrategicMerge").map((item) => {
        const text = (0, yaml_1.stringOf)(item.value);
        const isPath = text !== void 0 && !/[\n{]|: /.test(text);
        return {
          place: item,
          path: isPath ? (0, path_2.resolveIn)(folder, text) : void 0,
          inline: isPath ? void 0 : item.value,
          target: void 0,
          selector: void 0,
          dialect: "strategic"
        };
      });
      return [...patches, ...strategic, ...json];
    }
    function readPatch(place, folder, dialect) {
      const path = (0, yaml_1.stringOf)((0, yaml_1.valueAt)(place.value, "path"));
      const target = (0, yaml_1.asMapping)((0, yaml_1.valueAt)(place.value, "target"));
      return {
        place,
        path: path === void 0 ? void 0 : (0, path_2.resolveIn)(folder, path),
        inline: (0, yaml_1.valueAt)(place.value, "patch"),
        target,
        selector: target && (0, selector_1.readSelector)(target),
        dialect
      };
    }
    function readReplacements(node) {
      const list = (0, yaml_1.asSequence)(node)?.items.map(({ value }) => value) ?? [node];
      return list.flatMap((value) => (0, yaml_1.entryOf)((0, yaml_1.asMapping)(value), "targets") ? (0, yaml_1.asMapping)(value) ?? [] : []);
    }
    function readPaths({ mapping, folder }, ...names) {
      return textsOf(mapping, names).filter((text) => !(0, path_2.isRemote)(text)).map((text) => (0, path_2.resolveIn)(folder, text));
    }
    function readFilePaths({ mapping, folder }, name) {
      return itemsUnder(mapping, name).flatMap(({ value }) => {
        const path = (0, yaml_1.stringOf)((0, yaml_1.valueAt)(value, "path"));
        return path === void 0 ? [] : [(0, path_2.resolveIn)(folder, path)];
      });
    }
    function textsOf(mapping, names) {
      return names.flatMap((name) => itemsUnder(mapping, name).flatMap(({ value }) => (0, yaml_1.stringOf)(value) ?? []));
    }
    function itemsUnder(mapping, name) {
      return (0, yaml_1.itemsOf)((0, yaml_1.valueAt)(mapping, name));
    }
  }
});

// build/src/kustomize/kustomization.js
var require_kustomization = __commonJS({
  "build/src/kustomize/kustomization.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.describeKustomization = describeKustomization;
    var yaml_1 = require_yaml();
    var path_1 = require_path2();
    var read_1 = require_read();
    function describeKustomization({ path }, node) {
      const isFlux = node.form === "flux";
      const fluxPath = isFlux ? (0, yaml_1.stringOf)((0, yaml_1.valueAt)(node.mapping, "path")) : void 0;
      const schema = (0, yaml_1.stringOf)((0, yaml_1.valueAt)(node.mapping, "openapi", "path"));
      return {
        path,
        folder: isFlux ? "" : node.folder,
        isComponent: node.isComponent,
        resources: fluxPath === void 0 ? (0, read_1.readPaths)(node, "resources", "bases") : [(0, path_1.resolveIn)(".", fluxPath)],
        wholeFolders: fluxPath === void 0 ? [] : [(0, path_1.resolveIn)(".", fluxPath)],
        components: (0, read_1.readPaths)(node, "components"),
        patches: (0, read_1.readPatches)(node).map(({ path: file, inline, selector }) => ({
          path: file,
          text: (0, yaml_1.stringOf)(inline),
          selector
        })),
        configurations: (0, read_1.readPaths)(node, "configurations"),
        replacements: (0, read_1.readFilePaths)(node, "replacements"),
        schemas: [...(0, read_1.readPaths)(node, "crds"), ...schema === void 0 ? [] : [(0, path_1.resolveIn)(node.folder, schema)]]
      };
    }
  }
});

// build/src/suppress/directive.js
var require_directive = __commonJS({
  "build/src/suppress/directive.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.ignoreWord = void 0;
    exports2.directivesIn = directivesIn;
    exports2.fileDirectivesIn = fileDirectivesIn;
    exports2.beforeOnLine = beforeOnLine;
    var yaml_1 = require_yaml();
    exports2.ignoreWord = "istio-migrate-ignore";
    var inYaml = /(?<![^\s\uFEFF])(?:#+|\{\{-?[ \t]*\/\*|\{#-?)[ \t]*istio-migrate-ignore(-file)?(?![\w-])([^\r\n]*)/g;
    var inAnyText = /(?<![^\s\uFEFF])(?:#+|\/\/+|<!--|;+|\/\*+|--)[ \t]*istio-migrate-ignore(-file)(?![\w-])([^\r\n]*)/g;
    var inMarkdown = /(?<![^\s\uFEFF])<!--[ \t]*istio-migrate-ignore(-file)(?![\w-])([^\r\n]*)/g;
    function directivesIn(text, range) {
      return find(text.slice(range.start, range.end), range.start, inYaml);
    }
    function fileDirectivesIn(text, { isMarkdown = false } = {}) {
      return find(text, 0, isMarkdown ? inMarkdown : inAnyText);
    }
    function find(text, origin, pattern) {
      if (!text.includes(exports2.ignoreWord))
        return [];
      return Array.from(text.matchAll(pattern), ({ 0: all, 1: forFile, 2: rest = "", index }) => ({
        comment: { start: origin + index, end: origin + index + all.length },
        ids: idsIn(rest),
        isForFile: forFile !== void 0
      }));
    }
    function idsIn(rest) {
      const words = rest.replace(/(?:\*\/|-->|-?#\}|-?\}\}).*$/, "");
      return words.split(/[\s,]+/).filter((word) => word !== "");
    }
    function beforeOnLine(text, { comment }) {
      return text.slice((0, yaml_1.lineStart)(text, comment.start), comment.start);
    }
  }
});

// build/src/suppress/target.js
var require_target = __commonJS({
  "build/src/suppress/target.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.rangeOf = rangeOf;
    exports2.childAround = childAround;
    var yaml_1 = require_yaml();
    var directive_1 = require_directive();
    function rangeOf(document, directive) {
      const { text, range, root } = document;
      const before = (0, directive_1.beforeOnLine)(text, directive);
      if (!root || !/^(?:---)?[ \t\uFEFF]*(?:-[ \t]+)*$/.test(before))
        return void 0;
      const { start, end } = directive.comment;
      const stretchOf = (target) => ({
        start: Math.min(start - before.length, target.start),
        end: endWithComment(text, target.end)
      });
      const dash = before.lastIndexOf("-");
      if (dash !== -1 && !before.startsWith("---")) {
        const item = elementAt(root, start - before.length + dash);
        return item && stretchOf(item.range);
      }
      const next = nextToken(document, end);
      if (next === void 0)
        return void 0;
      const element = elementAt(root, next);
      if (isFirstOf(root, element) || next === root.range.start)
        return range;
      if (element)
        return stretchOf(itemThatStartsWith(element, start)?.range ?? element.range);
      const value = valueAt(root, next);
      return value && stretchOf(value.range);
    }
    function nextToken({ text, range, template }, from) {
      const skipped = /(?:[\s\uFEFF]+|#[^\n]*|(?<=^|\n)---(?=\s)|(?<=^|\n)%[^\n]*)*/y;
      skipped.lastIndex = from;
      skipped.test(template?.masked ?? text);
      const at = skipped.lastIndex;
      return at < range.end ? at : void 0;
    }
    function elementAt(node, offset) {
      const child = childAround(node, offset);
      return child && (child.range.start === offset ? child : elementAt(child.value, offset));
    }
    function valueAt(node, offset) {
      const child = childAround(node, offset);
      return child && (child.value.range.start === offset ? child.value : valueAt(child.value, offset));
    }
    function childAround(node, offset) {
      if (node.kind === "scalar" || node.alias)
        return void 0;
      const children = node.kind === "mapping" ? node.entries : node.items;
      return children.find(({ range }) => range.start <= offset && offset < range.end);
    }
    function isFirstOf(root, element) {
      if (root.kind === "scalar" || !element)
        return false;
      return element === (root.kind === "mapping" ? root.entries[0] : root.items[0]);
    }
    function itemThatStartsWith(element, comment) {
      if (element.kind !== "entry" || element.parent.entries[0] !== element)
        return void 0;
      const holder = element.parent.parent;
      return holder?.kind === "item" && holder.range.start < comment ? holder : void 0;
    }
    function endWithComment(text, end) {
      const lineEnd = (0, yaml_1.lineTextEnd)(text, end);
      return /^[ \t]*(?:,[ \t]*)?#/.test(text.slice(end, lineEnd)) ? lineEnd : end;
    }
  }
});

// build/src/suppress/ignore.js
var require_ignore = __commonJS({
  "build/src/suppress/ignore.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.IgnoreUses = void 0;
    exports2.ignoresIn = ignoresIn;
    exports2.ignoreOf = ignoreOf;
    exports2.mayIgnore = mayIgnore;
    exports2.isFor = isFor;
    var directive_1 = require_directive();
    var target_1 = require_target();
    var IgnoreUses = class {
      known = /* @__PURE__ */ new Map();
      of(offset) {
        const uses = this.known.get(offset) ?? /* @__PURE__ */ new Set();
        this.known.set(offset, uses);
        return uses;
      }
    };
    exports2.IgnoreUses = IgnoreUses;
    function ignoresIn(document, usesOf) {
      const { text, range, root } = document;
      return (0, directive_1.directivesIn)(text, range).filter(({ comment }) => !root || !isInScalar(document, comment.start)).map((directive) => ignoreOf(directive, (0, target_1.rangeOf)(document, directive), usesOf));
    }
    function ignoreOf({ comment, ids, isForFile }, range, usesOf) {
      const offset = comment.start;
      return { offset, ids, isForFile, range: isForFile ? everywhere : range, uses: usesOf(offset) };
    }
    var everywhere = { start: 0, end: Infinity };
    function mayIgnore(text) {
      return text.includes(directive_1.ignoreWord);
    }
    function isFor({ ids }, id) {
      return ids.length === 0 || ids.includes(id);
    }
    function isInScalar({ root }, offset) {
      for (let at = root; at; ) {
        const { kind, content } = at;
        if (kind === "scalar")
          return content.start <= offset && offset < content.end;
        at = (0, target_1.childAround)(at, offset)?.value;
      }
      return false;
    }
  }
});

// build/src/kubernetes/document.js
var require_document = __commonJS({
  "build/src/kubernetes/document.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.recogniseDocument = recogniseDocument;
    exports2.isDefinition = isDefinition;
    exports2.encryptionOf = encryptionOf;
    var yaml_1 = require_yaml();
    var ignore_1 = require_ignore();
    var object_1 = require_object();
    function recogniseDocument(path, { text, range, root, template }, { host, ignores, ignoreUses = new ignore_1.IgnoreUses() } = {}) {
      const document = {
        ...{ path, text, range, root, template, ignoreUses },
        objects: (0, object_1.findObjects)({ root, text }),
        ignores: ignores ?? (0, ignore_1.ignoresIn)({ text, range, root, template }, (offset) => ignoreUses.of(offset))
      };
      return host ? { ...document, host } : document;
    }
    function isDefinition(text, { start, end }) {
      return definition.test(text.slice(start, end));
    }
    var definition = /^kind:[ \t]*(["']?)CustomResourceDefinition\1[ \t]*(?:#.*)?\r?(?:\n(?![ \t]+[^\s#])|(?![\s\S]))/m;
    function encryptionOf({ root }) {
      const holdsChecksum = ({ value }) => (0, yaml_1.asMapping)(value)?.entries.some(({ name }) => name === "mac");
      return (0, yaml_1.asMapping)(root)?.entries.find((entry) => entry.name === "sops" && holdsChecksum(entry));
    }
  }
});

// build/src/kustomize/listing.js
var require_listing = __commonJS({
  "build/src/kustomize/listing.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.Listings = void 0;
    exports2.isListing = isListing;
    var yaml_1 = require_yaml();
    var document_1 = require_document();
    var path_1 = require_path();
    var kustomization_1 = require_kustomization();
    var path_2 = require_path2();
    var read_1 = require_read();
    var mayDoMore = /patches|omponent|configurations|replacements|crds|openapi|kustomize\.toolkit|\\|\{\{/;
    function isListing(path, text) {
      return (0, path_2.isKustomizationFile)(path) && !mayDoMore.test(text);
    }
    var Listings = class {
      byFolder = /* @__PURE__ */ new Map();
      byName = /* @__PURE__ */ new Map();
      described = /* @__PURE__ */ new Map();
      /** @param asked the files of which it may be asked who names them */
      constructor(all, asked) {
        const names = new Set(asked.map(lastWordOf));
        for (const listing of all) {
          const folder = (0, path_1.folderOf)(listing.path);
          if (!this.byFolder.has(folder))
            this.byFolder.set(folder, listing);
          for (const word of new Set(wordsOf(listing.text))) {
            if (!names.has(word))
              continue;
            const named = this.byName.get(word);
            if (named)
              named.push(listing);
            else
              this.byName.set(word, [listing]);
          }
        }
      }
      /** The kustomization in a folder. */
      in(folder) {
        const listing = this.byFolder.get(folder);
        return listing && this.read(listing)[0];
      }
      /** Whether one of them names a file as a resource. */
      name(path) {
        const candidates = this.byName.get(lastWordOf(path)) ?? [];
        return candidates.some((listing) => this.read(listing).some(({ resources }) => resources.includes(path)));
      }
      read(listing) {
        const known = this.described.get(listing);
        if (known)
          return known;
        const described = describe(listing);
        this.described.set(listing, described);
        return described;
      }
    };
    exports2.Listings = Listings;
    function describe({ path, text }) {
      return (0, yaml_1.splitDocuments)(text).flatMap((range) => {
        const parsed = (0, yaml_1.parseDocument)(text, range);
        if ((0, yaml_1.isParseProblem)(parsed))
          return [];
        const document = (0, document_1.recogniseDocument)(path, parsed);
        return (0, yaml_1.unlessDeclined)(() => (0, read_1.readKustomizations)(document).map((node) => (0, kustomization_1.describeKustomization)(document, node))) ?? [];
      });
    }
    function lastWordOf(path) {
      return wordsOf((0, path_1.fileNameOf)(path)).at(-1) ?? "";
    }
    function wordsOf(text) {
      return text.match(/[^\s"'/,[\]{}]+/g) ?? [];
    }
  }
});

// build/src/kustomize/survey.js
var require_survey = __commonJS({
  "build/src/kustomize/survey.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.kustomizeSurvey = void 0;
    exports2.kustomizationsOf = kustomizationsOf;
    exports2.listingsOf = listingsOf;
    var kustomization_1 = require_kustomization();
    var listing_1 = require_listing();
    var path_1 = require_path2();
    var read_1 = require_read();
    var kustomizations = { name: "kustomizations" };
    var listings = { name: "listings" };
    exports2.kustomizeSurvey = {
      triggers: ["kustomize.config.k8s.io", "kustomize.toolkit.fluxcd.io"],
      files: path_1.isKustomizationFile,
      glance(path, text, facts) {
        if (!(0, listing_1.isListing)(path, text))
          return "parse";
        facts.add(listings, { path, text });
        return "enough";
      },
      collect(document, facts) {
        for (const node of (0, read_1.readKustomizations)(document)) {
          facts.add(kustomizations, (0, kustomization_1.describeKustomization)(document, node));
        }
      }
    };
    function kustomizationsOf(facts) {
      return facts.all(kustomizations);
    }
    function listingsOf(facts) {
      return facts.all(listings);
    }
  }
});

// build/src/suppress/ignored.js
var require_ignored = __commonJS({
  "build/src/suppress/ignored.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.LeftAlone = void 0;
    exports2.contextIgnores = contextIgnores;
    exports2.ignoreOver = ignoreOver;
    exports2.ignoreWithin = ignoreWithin;
    var yaml_1 = require_yaml();
    var place_1 = require_place();
    var ignore_1 = require_ignore();
    function contextIgnores(document, transform) {
      const used = (ignore) => {
        ignore?.uses.add(transform);
        return ignore !== void 0;
      };
      return {
        over: (place) => used(ignoreOver(document, transform, place)),
        within: (place) => used(ignoreWithin(document, transform, place)),
        against: (change) => used(ignoreAgainst(document, transform, change)),
        in: (inner) => contextIgnores(inner, transform)
      };
    }
    function ignoreOver(document, transform, place) {
      return find(document, transform, place, (range) => liesIn(place, range));
    }
    function ignoreWithin(document, transform, place) {
      return find(document, transform, place, (range) => liesIn(place, range) || place.kind !== "spot" && overlaps(range, place.range));
    }
    function ignoreAgainst(document, transform, change) {
      const isNew = change.type === "insert" || change.type === "append";
      return (isNew ? ignoreOver : ignoreWithin)(document, transform, (0, yaml_1.placeOf)(change));
    }
    function find({ ignores, host }, transform, place, isMeant) {
      const own = ignores.find((each) => each.range && (0, ignore_1.isFor)(each, transform) && isMeant(each.range));
      if (own || !host)
        return own;
      return ignoreOver(host.document, transform, { kind: "spot", offset: host.toOuter((0, place_1.startOf)(place)) });
    }
    function liesIn(place, range) {
      if (place.kind === "spot")
        return range.start <= place.offset && place.offset < range.end;
      for (let at = place; at; at = at.parent) {
        if (contains(range, "alias" in at && at.alias ? at.alias : at.range))
          return true;
      }
      return false;
    }
    function contains(outer, inner) {
      return outer.start <= inner.start && inner.end <= outer.end;
    }
    function overlaps(one, other) {
      return one.start < other.end && other.start < one.end;
    }
    var LeftAlone = class extends yaml_1.Declined {
      /** @param why as in "left as it is: why" */
      constructor(why = "a comment says to leave a part of it alone, and it changes as a whole or not at all") {
        super(why);
      }
    };
    exports2.LeftAlone = LeftAlone;
  }
});

// build/transforms/shared/kept.js
var require_kept = __commonJS({
  "build/transforms/shared/kept.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.isKept = isKept;
    exports2.isKeptIn = isKeptIn;
    var ignored_1 = require_ignored();
    function isKept(object, within) {
      const { mapping, apiVersionEntry, kind } = object;
      if (kind.endsWith("List"))
        return within(mapping);
      const list = apiVersionEntry ? void 0 : listAround(mapping);
      if (list)
        return within(list);
      return mapping.entries.filter(({ name = "" }) => ["apiVersion", "spec", "status"].includes(name)).some(within);
    }
    function isKeptIn(document, object, transform) {
      return isKept(object, (place) => (0, ignored_1.ignoreWithin)(document, transform, place) !== void 0);
    }
    function listAround({ parent }) {
      const items = parent?.kind === "item" ? parent.parent.parent : void 0;
      return items?.kind === "entry" ? items.parent : void 0;
    }
  }
});

// build/transforms/shared/labels.js
var require_labels = __commonJS({
  "build/transforms/shared/labels.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.labelsOf = labelsOf;
    var yaml_1 = require_yaml();
    function labelsOf({ mapping }) {
      const labels = (0, yaml_1.entriesOf)((0, yaml_1.valueAt)(mapping, "metadata", "labels"));
      return Object.fromEntries(labels.map(({ name = "", value }) => [name, (0, yaml_1.stringOf)(value)]));
    }
  }
});

// build/transforms/1.28/backend-tls-policy/names.js
var require_names = __commonJS({
  "build/transforms/1.28/backend-tls-policy/names.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.version = exports2.group = void 0;
    exports2.group = "gateway.networking.k8s.io";
    exports2.version = "v1";
  }
});

// build/transforms/1.28/backend-tls-policy/shape.js
var require_shape = __commonJS({
  "build/transforms/1.28/backend-tls-policy/shape.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.readPolicy = readPolicy;
    exports2.readSpec = readSpec;
    var yaml_1 = require_yaml();
    function readPolicy({ mapping, version }) {
      const specEntry = (0, yaml_1.entryOf)(mapping, "spec");
      const isBrought = (0, yaml_1.isTemplatedNode)(specEntry?.value);
      if (version === "v1alpha2" && isBrought) {
        throw new yaml_1.Declined("a template brings its spec as a whole", specEntry?.range.start);
      }
      const policy = readSpec((0, yaml_1.asMapping)(specEntry?.value), version);
      return { ...policy, isTemplated: isBrought || policy.isTemplated };
    }
    function readSpec(spec, version) {
      const find = version === "v1alpha2" ? yaml_1.certainEntryOf : yaml_1.entryOf;
      const targetRef = find(spec, "targetRef");
      const targetRefs = find(spec, "targetRefs");
      oneOf(targetRef, targetRefs);
      const validation = oneOf(find(spec, "tls"), find(spec, "validation"));
      const fields = validation?.value;
      const list = (0, yaml_1.asSequence)((targetRef ?? targetRefs)?.value);
      const nodes = list?.items.map((item) => item.value) ?? (targetRef ? [targetRef.value] : []);
      return {
        spec,
        targetRef,
        targetRefs,
        targets: nodes.map((node) => ({
          node,
          namespace: find(node, "namespace"),
          sectionName: (0, yaml_1.entryOf)(node, "sectionName")
        })),
        validation,
        certificates: oneOf(find(fields, "caCertRefs"), find(fields, "caCertificateRefs")),
        wellKnown: oneOf(find(fields, "wellKnownCACerts"), find(fields, "wellKnownCACertificates")),
        hostname: (0, yaml_1.entryOf)(fields, "hostname"),
        isPartial: !(targetRef ?? targetRefs) || !validation,
        isTemplated: [spec, fields, targetRefs?.value].some(isBroughtInPart)
      };
    }
    function isBroughtInPart(node) {
      return (0, yaml_1.isTemplatedNode)(node) || ((0, yaml_1.asMapping)(node)?.arrivals.length ?? 0) > 0;
    }
    function oneOf(old, current) {
      if (old && current)
        throw new yaml_1.Declined(`it has both ${old.name ?? ""} and ${current.name ?? ""}`, old.range.start);
      return old ?? current;
    }
  }
});

// build/transforms/1.28/backend-tls-policy/base.js
var require_base = __commonJS({
  "build/transforms/1.28/backend-tls-policy/base.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.policySurvey = exports2.policyBases = void 0;
    var yaml_1 = require_yaml();
    var kept_1 = require_kept();
    var labels_1 = require_labels();
    var names_1 = require_names();
    var shape_1 = require_shape();
    exports2.policyBases = { name: "backend-tls-policy-bases" };
    exports2.policySurvey = {
      triggers: ["BackendTLSPolicy"],
      collect(document, facts) {
        const { path, objects } = document;
        for (const object of objects) {
          if (object.kind !== "BackendTLSPolicy" || object.group !== names_1.group)
            continue;
          const targets = (0, yaml_1.unlessDeclined)(() => (0, shape_1.readPolicy)(object))?.targets ?? [];
          const { kind, name } = object;
          const entries = targets.flatMap(({ node }) => (0, yaml_1.entriesOf)(node));
          const targetFields = entries.map((entry) => entry.name ?? "");
          const kept = (0, kept_1.isKeptIn)(document, object, "backend-tls-policy");
          const base = {
            path,
            kind,
            name,
            labels: (0, labels_1.labelsOf)(object),
            isKept: kept,
            isOld: object.version !== names_1.version
          };
          facts.add(exports2.policyBases, { ...base, targetFields });
        }
      }
    };
  }
});

// build/transforms/1.28/backend-tls-policy/field.js
var require_field = __commonJS({
  "build/transforms/1.28/backend-tls-policy/field.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.validationField = validationField;
    exports2.movePolicyField = movePolicyField;
    exports2.moveWholePolicyField = moveWholePolicyField;
    exports2.isPolicyField = isPolicyField;
    var yaml_1 = require_yaml();
    var validationFields = /* @__PURE__ */ new Map([
      ["caCertRefs", "caCertificateRefs"],
      ["wellKnownCACerts", "wellKnownCACertificates"]
    ]);
    function validationField(name) {
      return validationFields.get(name) ?? name;
    }
    function movePolicyField(path) {
      const [first, second, ...rest] = path;
      if (first !== "spec")
        return path;
      if (second === "targetRef")
        return ["spec", "targetRefs", "0", ...rest];
      if (second !== "tls" && second !== "validation")
        return path;
      return ["spec", "validation", ...rest.map((name, index) => index === 0 ? validationField(name) : name)];
    }
    function moveWholePolicyField(path) {
      const isChanged = path[0] === "spec" && (path.length === 1 || path.length === 2 && path[1] === "tls");
      if (isChanged)
        throw new yaml_1.Declined(`${path.join(".")} has other fields in v1; name the fields one by one`);
      return movePolicyField(path);
    }
    function isPolicyField([first, second, third]) {
      return first === "spec" && second === "tls" && validationFields.has(third ?? "");
    }
  }
});

// build/transforms/1.28/backend-tls-policy/spec.js
var require_spec = __commonJS({
  "build/transforms/1.28/backend-tls-policy/spec.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.migrateTargetList = migrateTargetList;
    exports2.migrateNamespaces = migrateNamespaces;
    exports2.migrateValidation = migrateValidation;
    var yaml_1 = require_yaml();
    function migrateTargetList({ targetRef, targetRefs }, edit) {
      if (targetRef) {
        if ((0, yaml_1.isTemplatedNode)(targetRef.value))
          throw new yaml_1.Declined("a template brings its targetRef as a whole", targetRef.range.start);
        if (targetRef.value.kind === "scalar")
          throw new yaml_1.Declined("targetRef is not a reference", targetRef.range.start);
        if ((0, yaml_1.asSequence)(targetRef.value))
          edit.rename(targetRef, "targetRefs");
        else
          edit.nest(targetRef, ["item"], "targetRefs");
      } else if (targetRefs && targetRefs.value.kind === "mapping") {
        throw new yaml_1.Declined("targetRefs is not a list", targetRefs.range.start);
      }
    }
    function migrateNamespaces({ targets }, namespaceOfPolicy, edit, report) {
      for (const { namespace } of targets) {
        if (!namespace)
          continue;
        if (namespaceOfPolicy !== void 0 && (0, yaml_1.stringOf)(namespace.value) === namespaceOfPolicy) {
          edit.remove(namespace);
          continue;
        }
        report({
          level: "error",
          at: namespace,
          message: "a target of v1 has no namespace: a policy targets its own namespace only",
          help: "move the policy to the namespace of its target and delete this line"
        });
      }
    }
    function migrateValidation({ validation, certificates, wellKnown }, edit) {
      if (validation)
        edit.rename(validation, "validation");
      if (certificates)
        edit.rename(certificates, "caCertificateRefs");
      if (wellKnown)
        edit.rename(wellKnown, "wellKnownCACertificates");
    }
  }
});

// build/transforms/1.28/backend-tls-policy/operation.js
var require_operation = __commonJS({
  "build/transforms/1.28/backend-tls-policy/operation.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.followPolicyOperation = followPolicyOperation;
    var node_util_1 = require("node:util");
    var yaml_1 = require_yaml();
    var field_1 = require_field();
    var names_1 = require_names();
    var shape_1 = require_shape();
    var spec_1 = require_spec();
    function followPolicyOperation(operation) {
      const { op, path, from, value, pathEntry } = operation;
      const [first, second, third] = path;
      if (first === "apiVersion")
        return followVersion(value);
      if (op === "move" || op === "copy")
        return followTransfer(operation, from ?? []);
      if (first !== "spec")
        return void 0;
      if (path.length === 1) {
        return value && {
          migrateValue: (edit) => {
            migrateSpecValue(value, edit);
          }
        };
      }
      if (second === "targetRef") {
        if (third === "namespace") {
          throw new yaml_1.Declined("a target of v1 has no namespace", pathEntry.range.start);
        }
        const namespace = (0, yaml_1.entryOf)(value?.value, "namespace");
        if (namespace)
          throw new yaml_1.Declined("a target of v1 has no namespace", namespace.range.start);
        if (third === void 0 && op === "add")
          return { path: ["spec", "targetRefs"], wrappers: ["item"] };
        if (third === void 0 && op === "remove")
          return { path: ["spec", "targetRefs"] };
      }
      const moved = (0, field_1.movePolicyField)(path);
      const isValidation = path.length === 2 && moved[1] === "validation";
      const isSame = (0, node_util_1.isDeepStrictEqual)(moved, path);
      if (isSame && !isValidation)
        return void 0;
      return {
        ...!isSame && { path: moved },
        ...isValidation && value && {
          migrateValue: (edit) => {
            migrateValidationValue(value, edit);
          }
        }
      };
    }
    function followVersion(value) {
      const text = (0, yaml_1.asText)(value?.value);
      if (!text?.value.startsWith(`${names_1.group}/`))
        return void 0;
      return {
        migrateValue: (edit) => {
          edit.set(text, `${names_1.group}/${names_1.version}`);
        }
      };
    }
    function migrateSpecValue(value, edit) {
      const policy = (0, shape_1.readSpec)((0, yaml_1.asMapping)(value.value));
      const namespace = policy.targets.find((target) => target.namespace)?.namespace;
      if (namespace)
        throw new yaml_1.Declined("a target of v1 has no namespace", namespace.range.start);
      (0, spec_1.migrateTargetList)(policy, edit);
      (0, spec_1.migrateValidation)(policy, edit);
    }
    function migrateValidationValue(value, edit) {
      for (const entry of (0, yaml_1.entriesOf)(value.value)) {
        if (entry.name !== void 0)
          edit.rename(entry, (0, field_1.validationField)(entry.name));
      }
    }
    function followTransfer({ op, path, pathEntry }, from) {
      const places = { path: (0, field_1.movePolicyField)(path), from: (0, field_1.movePolicyField)(from) };
      if ((0, node_util_1.isDeepStrictEqual)(places, { path, from }))
        return void 0;
      if ([path, from].some((place) => place[0] === "spec" && place.length <= 2)) {
        throw new yaml_1.Declined(`${op} cannot follow a field that changes its form`, pathEntry.range.start);
      }
      return places;
    }
  }
});

// build/src/facts.js
var require_facts = __commonJS({
  "build/src/facts.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.Facts = exports2.givenFile = void 0;
    exports2.givenFile = { name: "given-file" };
    var Facts = class {
      found = /* @__PURE__ */ new Map();
      known = /* @__PURE__ */ new Set();
      worked = /* @__PURE__ */ new Map();
      /** Adds a fact; one that several transforms find is kept once. */
      add(kind, fact) {
        const key = JSON.stringify([kind.name, fact]);
        if (this.known.has(key))
          return;
        this.known.add(key);
        this.worked.clear();
        const facts = this.found.get(kind.name);
        if (facts)
          facts.push(fact);
        else
          this.found.set(kind.name, [fact]);
      }
      /** All facts of a kind, in the order of the files. */
      all(kind) {
        return this.found.get(kind.name) ?? [];
      }
      /** What is worked out from the facts: made once, for as long as no fact is added. */
      derived(make) {
        if (!this.worked.has(make))
          this.worked.set(make, make(this));
        return this.worked.get(make);
      }
    };
    exports2.Facts = Facts;
  }
});

// build/src/kustomize/tree.js
var require_tree2 = __commonJS({
  "build/src/kustomize/tree.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.KustomizeTree = void 0;
    var facts_1 = require_facts();
    var listing_1 = require_listing();
    var path_1 = require_path2();
    var survey_1 = require_survey();
    var KustomizeTree = class _KustomizeTree {
      all;
      listings;
      byFolder = /* @__PURE__ */ new Map();
      paths;
      uses = /* @__PURE__ */ new Map();
      named;
      reached = /* @__PURE__ */ new Map();
      /** The tree that facts tell of. */
      static of(facts) {
        return facts.derived(_KustomizeTree.from);
      }
      static from = (facts) => new _KustomizeTree((0, survey_1.kustomizationsOf)(facts), new listing_1.Listings((0, survey_1.listingsOf)(facts), facts.all(facts_1.givenFile)));
      /** @param listings the kustomizations that are not among the others */
      constructor(all, listings) {
        this.all = all;
        this.listings = listings;
        this.paths = new Set(all.map(({ path }) => path));
        const namedIn = (field) => new Set(all.flatMap((kustomization) => kustomization[field]));
        this.named = {
          resources: namedIn("resources"),
          configurations: namedIn("configurations"),
          replacements: namedIn("replacements"),
          schemas: namedIn("schemas")
        };
        for (const kustomization of all) {
          if (!this.byFolder.has(kustomization.folder))
            this.byFolder.set(kustomization.folder, kustomization);
          for (const { path, selector } of kustomization.patches) {
            if (path === void 0)
              continue;
            const uses = this.uses.get(path) ?? [];
            this.uses.set(path, [...uses, { kustomization, selector }]);
          }
        }
      }
      /** Who names a file as a patch. */
      patchUses(path) {
        return this.uses.get(path) ?? [];
      }
      /** Whether a kustomization names a file, one of those that were given to migrate, in a field. */
      names(field, path) {
        return this.named[field].has(path) || field === "resources" && this.listings.name(path);
      }
      /** The patches of the tree that may be for what a file holds. */
      patchesOver(path) {
        return this.all.filter(({ patches }) => patches.length > 0).filter((kustomization) => this.reach(kustomization).has(path)).flatMap(({ patches }) => patches);
      }
      /** Whether kustomize has to do with a file in any other way than as a resource. */
      concerns(path) {
        return (0, path_1.isKustomizationFile)(path) || this.paths.has(path) || this.uses.has(path) || ["configurations", "replacements", "schemas"].some((field) => this.names(field, path));
      }
      /**
       * What a kustomization's patches are applied to: its own resources, those of its components, and, for a component,
       * those of whoever includes it.
       */
      reach(kustomization) {
        const known = this.reached.get(kustomization);
        if (known)
          return known;
        const reach = this.follow(kustomization);
        this.reached.set(kustomization, reach);
        return reach;
      }
      follow(kustomization) {
        const seen = /* @__PURE__ */ new Set();
        const paths = /* @__PURE__ */ new Set();
        const wholeFolders = [];
        const visit = (current) => {
          if (seen.has(current))
            return;
          seen.add(current);
          for (const path of [...current.resources, ...current.components]) {
            const below = this.byFolder.get(path) ?? this.listings.in(path);
            if (below)
              visit(below);
            else if (current.wholeFolders.includes(path))
              wholeFolders.push(path);
            else
              paths.add(path);
          }
          if (!current.isComponent)
            return;
          this.all.filter(({ components }) => components.includes(current.folder)).forEach(visit);
        };
        visit(kustomization);
        return { has: (path) => paths.has(path) || wholeFolders.some((folder) => path.startsWith(`${folder}/`)) };
      }
    };
    exports2.KustomizeTree = KustomizeTree;
  }
});

// build/src/kustomize/operation.js
var require_operation2 = __commonJS({
  "build/src/kustomize/operation.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.parsePointer = parsePointer;
    exports2.printPointer = printPointer;
    exports2.parseFieldPath = parseFieldPath;
    exports2.printFieldPath = printFieldPath;
    exports2.parseFieldSpec = parseFieldSpec;
    exports2.printFieldSpec = printFieldSpec;
    exports2.readOperations = readOperations;
    var yaml_1 = require_yaml();
    function parsePointer(text) {
      if (text === "")
        return [];
      if (!text.startsWith("/"))
        return void 0;
      return text.slice(1).split("/").map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
    }
    function printPointer(segments) {
      return segments.map((segment) => `/${segment.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
    }
    function parseFieldPath(text) {
      return (text.match(/(?:\[[^\]]*(?:\]|$)|\\.|[^.\\])+/g) ?? []).map((segment) => segment.startsWith("[") ? segment : segment.replaceAll("\\.", "."));
    }
    function printFieldPath(segments) {
      return segments.map((segment) => segment.startsWith("[") ? segment : segment.replaceAll(".", "\\.")).join(".");
    }
    function parseFieldSpec(text) {
      return (text.replace(/^\//, "").match(/(?:\\.|[^/\\])+/g) ?? []).map((segment) => segment.replaceAll("\\/", "/"));
    }
    function printFieldSpec(segments) {
      return segments.map((segment) => segment.replaceAll("/", "\\/")).join("/");
    }
    function readOperations(root) {
      if (root?.kind === "sequence") {
        const operations = root.items.map(({ value }) => readOperation(value));
        const complete = operations.filter((operation) => operation !== void 0);
        return complete.length === operations.length && complete.length > 0 ? complete : void 0;
      }
      const single = readOperation(root);
      return single && [single];
    }
    function readOperation(node) {
      const mapping = (0, yaml_1.asMapping)(node);
      const opScalar = (0, yaml_1.entryOf)(mapping, "op")?.value;
      const pathEntry = (0, yaml_1.entryOf)(mapping, "path");
      const op = (0, yaml_1.stringOf)(opScalar);
      const path = parsePointer((0, yaml_1.stringOf)(pathEntry?.value) ?? " ");
      if (!mapping || op === void 0 || opScalar?.kind !== "scalar")
        return void 0;
      if (!path || pathEntry?.value.kind !== "scalar")
        return void 0;
      const from = (0, yaml_1.entryOf)(node, "from")?.value;
      return {
        mapping,
        op,
        opScalar,
        path,
        pathEntry,
        pathScalar: pathEntry.value,
        from: parsePointer((0, yaml_1.stringOf)(from) ?? " "),
        fromScalar: from?.kind === "scalar" ? from : void 0,
        value: (0, yaml_1.entryOf)(node, "value")
      };
    }
  }
});

// build/src/moves/target.js
var require_target2 = __commonJS({
  "build/src/moves/target.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.relationOf = relationOf;
    exports2.basesOf = basesOf;
    exports2.migrateSelector = migrateSelector;
    exports2.isStuck = isStuck;
    var selector_1 = require_selector();
    var yaml_1 = require_yaml();
    function relationOf({ group, version, kind }, moved) {
      if (!moved.groups.some((known) => (0, selector_1.fits)(group, known)))
        return "none";
      if (!moved.versions.some((known) => (0, selector_1.fits)(version, known)))
        return "none";
      if (!(0, selector_1.fits)(kind, moved.kind))
        return "none";
      return literal(kind ?? "") === moved.kind ? "only" : "also";
    }
    function literal(pattern) {
      return pattern.replace(/^\^?\(?(.*?)\)?\$?$/, "$1").replaceAll("\\.", ".");
    }
    function basesOf(moved, facts, tree, kustomization, selector) {
      const reach = tree.reach(kustomization);
      const reached = facts.all(moved.bases).filter((base) => reach.has(base.path));
      const selected = reached.filter((base) => (0, selector_1.selects)(selector, base));
      if (selected.length > 0 || selector.kind === void 0)
        return selected;
      const renamed = reached.filter((base) => (0, selector_1.selects)({ ...selector, name: ".*" }, base));
      return renamed.length === 1 ? renamed : [];
    }
    function migrateSelector(mapping, moved, edit) {
      for (const { field, newest, obstacle } of fieldsToMove((0, selector_1.readSelector)(mapping), moved)) {
        const entry = (0, yaml_1.entryOf)(mapping, field);
        if (obstacle !== void 0)
          throw new yaml_1.Declined(obstacle, entry?.range.start);
        const pattern = (0, yaml_1.asText)(entry?.value);
        if (pattern)
          edit.set(pattern, newest);
      }
    }
    function isStuck(selector, moved) {
      return fieldsToMove(selector, moved).some(({ obstacle }) => obstacle !== void 0);
    }
    function fieldsToMove(selector, moved) {
      const relation = relationOf(selector, moved);
      if (relation === "none")
        return [];
      const fields = [
        { field: "group", known: moved.groups },
        { field: "version", known: moved.versions }
      ];
      return fields.filter(({ field, known }) => !(0, selector_1.fits)(selector[field], known[0])).map(({ field, known }) => {
        const isFixed = field === "version" || known.includes(literal(selector[field] ?? ""));
        const obstacle = relation === "also" ? `this selector may take objects other than ${moved.kind}, and its ${field} is that of the old one` : isFixed ? void 0 : "the group is a pattern that does not fit the new group";
        return { field, newest: known[0], obstacle };
      });
    }
  }
});

// build/src/moves/field-paths.js
var require_field_paths = __commonJS({
  "build/src/moves/field-paths.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.migrateReplacements = migrateReplacements;
    exports2.migrateFieldSpecs = migrateFieldSpecs;
    exports2.migrateLabels = migrateLabels;
    exports2.reportVariables = reportVariables;
    exports2.reportSchema = reportSchema;
    var node_util_1 = require("node:util");
    var operation_1 = require_operation2();
    var read_1 = require_read();
    var selector_1 = require_selector();
    var yaml_1 = require_yaml();
    var target_1 = require_target2();
    function migrateReplacements(node, moved, context) {
      for (const replacement of (0, read_1.readReplacements)(node)) {
        const summary = `replacement from or to ${moved.kind}: what it selects, and paths of fields that move`;
        context.rewrite(replacement, summary, (edit) => {
          const source = (0, yaml_1.valueAt)(replacement, "source");
          migrateSide(source, [(0, yaml_1.valueAt)(source, "fieldPath")], moved, edit);
          for (const { value: target } of (0, yaml_1.itemsOf)((0, yaml_1.valueAt)(replacement, "targets"))) {
            const paths = (0, yaml_1.itemsOf)((0, yaml_1.valueAt)(target, "fieldPaths")).map(({ value }) => value);
            migrateSide((0, yaml_1.valueAt)(target, "select"), paths, moved, edit);
            for (const { value: reject } of (0, yaml_1.itemsOf)((0, yaml_1.valueAt)(target, "reject"))) {
              migrateSide(reject, [], moved, edit);
            }
          }
        });
      }
    }
    function migrateSide(node, paths, moved, edit) {
      const selector = (0, yaml_1.asMapping)(node);
      if (!selector)
        return;
      const relation = (0, target_1.relationOf)((0, selector_1.readSelector)(selector), moved);
      if (relation === "none")
        return;
      for (const text of paths.map(yaml_1.asText)) {
        if (!text)
          continue;
        const path = (0, operation_1.parseFieldPath)(text.value);
        const next = movedPath(path, text, moved);
        if (!next)
          continue;
        if (relation === "only") {
          edit.set(text, (0, operation_1.printFieldPath)(next));
        } else if (moved.isOwnField(path)) {
          const message = `this selector may take objects other than ${moved.kind}; name the kind`;
          throw new yaml_1.Declined(message, text.range.start);
        }
      }
      if (relation === "only")
        (0, target_1.migrateSelector)(selector, moved, edit);
    }
    function migrateFieldSpecs(root, moved, context) {
      for (const { value: list } of (0, yaml_1.entriesOf)(root)) {
        for (const spec of mappingsOf(list)) {
          migrateEach([spec, ...mappingsOf((0, yaml_1.valueAt)(spec, "fieldSpecs"))], moved, context);
        }
      }
    }
    function migrateLabels(kustomization, moved, context) {
      for (const labels of mappingsOf((0, yaml_1.valueAt)(kustomization, "labels"))) {
        migrateEach(mappingsOf((0, yaml_1.valueAt)(labels, "fields")), moved, context);
      }
    }
    function migrateEach(specs, moved, { rewrite }) {
      for (const spec of specs) {
        rewrite(spec, `field for ${moved.kind} that kustomize changes`, (edit) => {
          migrateFieldSpec(spec, moved, edit);
        });
      }
    }
    function mappingsOf(list) {
      return (0, yaml_1.itemsOf)(list).flatMap(({ value }) => (0, yaml_1.asMapping)(value) ?? []);
    }
    function migrateFieldSpec(spec, moved, edit) {
      const kind = (0, yaml_1.entryOf)(spec, "kind");
      if (kind) {
        if ((0, yaml_1.stringOf)(kind.value) !== moved.kind || (0, target_1.relationOf)((0, selector_1.readSelector)(spec), moved) !== "only")
          return;
        (0, target_1.migrateSelector)(spec, moved, edit);
      }
      const entry = (0, yaml_1.entryOf)(spec, "path");
      const text = (0, yaml_1.asText)(entry?.value);
      if (!entry || !text)
        return;
      const path = (0, operation_1.parseFieldSpec)(text.value).map((segment) => segment.replace(/\[\]$/, ""));
      const next = movedPath(path, text, moved);
      if (!next)
        return;
      if (kind) {
        edit.set(text, (0, operation_1.printFieldSpec)(next.filter((segment) => segment !== "0")));
      } else if (moved.isOwnField(path)) {
        throw new yaml_1.Declined(`this path is for every kind that has it; name the kind ${moved.kind}`, entry.range.start);
      }
    }
    function movedPath(path, at, moved) {
      try {
        const next = moved.moveField(path);
        return (0, node_util_1.isDeepStrictEqual)(next, path) ? void 0 : next;
      } catch (error) {
        if (error instanceof yaml_1.Declined)
          throw new yaml_1.Declined(error.message, at.range.start);
        throw error;
      }
    }
    function reportVariables(kustomization, moved, { report }) {
      for (const { value } of (0, yaml_1.itemsOf)((0, yaml_1.valueAt)(kustomization, "vars"))) {
        const reference = (0, yaml_1.valueAt)(value, "objref");
        if (!reference || (0, yaml_1.stringOf)((0, yaml_1.valueAt)(reference, "kind")) !== moved.kind)
          continue;
        const newest = `${moved.groups[0]}/${moved.versions[0]}`;
        const isOld = ((0, yaml_1.stringOf)((0, yaml_1.valueAt)(reference, "apiVersion")) ?? newest) !== newest;
        if (!isOld && !hasMoved((0, yaml_1.stringOf)((0, yaml_1.valueAt)(value, "fieldref", "fieldpath")) ?? "", moved))
          continue;
        report({
          level: "error",
          at: reference,
          message: `this variable takes its value from ${moved.kind} in an old version`,
          help: "vars are deprecated: make a replacement of it, with the new apiVersion and field path"
        });
      }
    }
    function hasMoved(text, moved) {
      const path = (0, operation_1.parseFieldPath)(text);
      return !(0, node_util_1.isDeepStrictEqual)((0, yaml_1.unlessDeclined)(() => moved.moveField(path)), path);
    }
    function reportSchema({ text, root }, moved, { report }) {
      if (!root || !text.includes(moved.kind))
        return;
      report({
        level: "warning",
        at: root,
        message: `kustomize is given a schema of ${moved.kind}, which decides how patches are merged`,
        help: "make sure that it describes the new version"
      });
    }
  }
});

// build/src/moves/kept.js
var require_kept2 = __commonJS({
  "build/src/moves/kept.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.contextFor = contextFor;
    exports2.contextThatDeclines = contextThatDeclines;
    exports2.isAskedFor = isAskedFor;
    var ignored_1 = require_ignored();
    var yaml_1 = require_yaml();
    function contextFor(bases, node, context) {
      const kept = bases.filter(({ isKept }) => isKept);
      if (kept.length === 0)
        return context;
      const isWhole = kept.length === bases.length;
      if (isWhole && node)
        context.keep(node);
      const places = [...new Set(kept.map(({ path }) => path))].join(", ");
      const reason = isWhole ? new ignored_1.LeftAlone(`what it is for stays, as a comment says (${places})`) : new yaml_1.Declined(`a comment says that some of what it is for stays (${places}), and the rest moves`);
      return contextThatDeclines(reason, context);
    }
    function contextThatDeclines(reason, context) {
      return {
        ...context,
        report: () => void 0,
        rewrite(place, summary, ask) {
          context.rewrite(place, summary, () => {
            if (isAskedFor(ask))
              throw reason;
          });
        }
      };
    }
    function isAskedFor(ask) {
      const trial = new yaml_1.Editor();
      const asked = (0, yaml_1.unlessDeclined)(() => {
        ask(trial, () => void 0);
        return trial.changes;
      });
      return asked?.length !== 0;
    }
  }
});

// build/src/kubernetes/embedded.js
var require_embedded2 = __commonJS({
  "build/src/kubernetes/embedded.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.readText = readText;
    exports2.readEmbedded = readEmbedded;
    var yaml_1 = require_yaml();
    var document_1 = require_document();
    var ignore_1 = require_ignore();
    var ignored_1 = require_ignored();
    var place_1 = require_place();
    function readText(host, scalar, values) {
      const known = results.get(host) ?? /* @__PURE__ */ new Map();
      results.set(host, known);
      const last = known.get((0, place_1.startOf)(scalar));
      if (last && last.values === values)
        return last.read;
      const read = readAnew(host, scalar, values);
      known.set((0, place_1.startOf)(scalar), { values, read });
      return read;
    }
    var results = /* @__PURE__ */ new WeakMap();
    function readAnew(host, scalar, values) {
      const view = (0, yaml_1.viewEmbeddedText)(host, scalar);
      if (!view)
        return void 0;
      const toOuter = (offset) => view.toOuter(offset);
      const { text } = view;
      const template = host.template && (0, yaml_1.maskTemplate)(text);
      const documents = [];
      const problems = [];
      const ranges = (0, yaml_1.splitDocuments)(template?.masked ?? text);
      const parts = ranges.map((range) => ({ range, parsed: (0, yaml_1.parseDocument)(text, range, template) }));
      const { ignoreUses } = host;
      const usesOf = (offset) => ignoreUses.of((0, place_1.outermostOffset)(host, toOuter(offset)));
      const ignores = parts.flatMap(({ range, parsed }) => (0, ignore_1.ignoresIn)((0, yaml_1.isParseProblem)(parsed) ? { text, range, root: void 0, template } : parsed, usesOf));
      for (const { range, parsed } of parts) {
        if ((0, yaml_1.isParseProblem)(parsed))
          problems.push({ ...parsed, offset: toOuter(parsed.offset), range });
        else {
          const own = documents.length === 0 ? values : values && { ...values, slots: [] };
          const place = { document: host, toOuter, values: own };
          documents.push((0, document_1.recogniseDocument)(`${host.path}#text`, parsed, { host: place, ignores, ignoreUses }));
        }
      }
      return { text, toOuter, documents, problems };
    }
    function readEmbedded(host, scalar, context) {
      const read = readText(host, scalar);
      if (!read)
        return [];
      const [problem] = read.problems;
      if (problem)
        return problem;
      const spot = (offset) => ({ kind: "spot", offset: read.toOuter(offset) });
      const outward = (report, ignores) => (note) => {
        if (!ignores.over(note.at))
          report({ ...note, at: spot((0, place_1.startOf)(note.at)) });
      };
      const contextFor = (document, ignores) => ({
        document,
        context: {
          ...context,
          ignores,
          isRead: () => false,
          report: outward(context.report, ignores),
          rewrite(place, summary, ask) {
            if (ignores.over(place))
              return;
            context.rewrite(spot((0, place_1.startOf)(place)), summary, (edit, report) => {
              const inner = new yaml_1.Editor();
              try {
                ask(inner, outward(report, ignores));
                if (inner.changes.some(ignores.against))
                  throw new ignored_1.LeftAlone();
                if (inner.changes.length > 0)
                  edit.rewriteText(scalar, (0, yaml_1.rewriteDocument)(document, inner.changes).edits);
              } catch (error) {
                if (!(error instanceof yaml_1.Declined) || error.offset === void 0)
                  throw error;
                throw new yaml_1.Declined(error.message, read.toOuter(error.offset));
              }
            });
          }
        }
      });
      return read.documents.map((document) => contextFor(document, context.ignores.in(document)));
    }
  }
});

// build/src/moves/json-patch.js
var require_json_patch = __commonJS({
  "build/src/moves/json-patch.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.reportMissingBase = reportMissingBase;
    exports2.migrateJsonPatch = migrateJsonPatch;
    var yaml_1 = require_yaml();
    var operation_1 = require_operation2();
    function reportMissingBase(kind, at, report) {
      report({
        level: "warning",
        at,
        message: `the ${kind} that this patch is for is not in this tree`,
        help: "take a base that has it in the new version, together with this change: the patch fits no other"
      });
    }
    function migrateJsonPatch(operations, { relation, bases }, moved, { facts, rewrite }) {
      const [first] = operations;
      if (!first || relation === "none")
        return;
      rewrite(first.pathEntry, `JSON patch for ${moved.kind}: paths of fields that move`, (edit, report) => {
        let hasMoved = false;
        for (const operation of operations) {
          const followed = moved.followOperation(operation, { facts, operations, bases });
          if (!followed)
            continue;
          const isOwn = [operation.path, operation.from ?? operation.path].some((path) => moved.isOwnField(path));
          if (relation === "also" && bases.length === 0 && !isOwn)
            continue;
          if (relation === "also" && !(isOwn && bases.length > 0)) {
            const message = `this patch may be for objects other than ${moved.kind}, which may have this field too`;
            throw new yaml_1.Declined(message, operation.pathEntry.range.start);
          }
          make(operation, followed, edit);
          hasMoved = true;
        }
        if (hasMoved && bases.length === 0)
          reportMissingBase(moved.kind, first.pathEntry, report);
      });
    }
    function make(operation, followed, edit) {
      const { op, path, from, wrappers, value, migrateValue } = followed;
      if (op !== void 0)
        edit.set(operation.opScalar, op);
      if (path)
        edit.set(operation.pathScalar, (0, operation_1.printPointer)(path));
      if (from && operation.fromScalar)
        edit.set(operation.fromScalar, (0, operation_1.printPointer)(from));
      if (wrappers && operation.value)
        edit.nest(operation.value, wrappers);
      if (value !== void 0)
        edit.insert(operation.mapping, "value", value, operation.pathEntry);
      migrateValue?.(edit);
    }
  }
});

// build/src/moves/patches.js
var require_patches = __commonJS({
  "build/src/moves/patches.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.migratePatches = migratePatches;
    exports2.migratePatch = migratePatch;
    exports2.basesOfPatch = basesOfPatch;
    exports2.roleOf = roleOf;
    exports2.isOfKind = isOfKind;
    exports2.basesOfUse = basesOfUse;
    var object_1 = require_object();
    var embedded_1 = require_embedded2();
    var kustomization_1 = require_kustomization();
    var tree_1 = require_tree2();
    var read_1 = require_read();
    var operation_1 = require_operation2();
    var yaml_1 = require_yaml();
    var json_patch_1 = require_json_patch();
    var kept_1 = require_kept2();
    var target_1 = require_target2();
    function migratePatches(node, document, moved, context) {
      const use = { kustomization: (0, kustomization_1.describeKustomization)(document, node), selector: void 0 };
      for (const patch of (0, read_1.readPatches)(node)) {
        const uses = [{ ...use, selector: patch.selector }];
        migrateTarget(patch, uses, moved, context);
        const { inline } = patch;
        if (inline?.kind === "scalar") {
          const embedded = (0, embedded_1.readEmbedded)(document, inline, context);
          if (!Array.isArray(embedded)) {
            const at = { kind: "spot", offset: embedded.offset };
            const message = `this patch cannot be read as YAML: ${embedded.message}`;
            if (holdsWord((0, yaml_1.stringOf)(inline) ?? "", moved))
              context.report({ level: "warning", at, message });
            continue;
          }
          for (const part of embedded)
            migratePatch(part.document, uses, moved, part.context);
        } else {
          migratePatch({ root: inline }, uses, moved, context);
        }
      }
    }
    function migratePatch({ root }, uses, moved, context) {
      const target = targetOf(uses, moved, context);
      const contextWith = (bases2) => {
        const own = (0, kept_1.contextFor)(bases2, root, context);
        return target.isStuck ? (0, kept_1.contextThatDeclines)(new yaml_1.Declined("the target that a kustomization gives it cannot follow"), own) : own;
      };
      const operations = (0, operation_1.readOperations)(root);
      if (operations) {
        (0, json_patch_1.migrateJsonPatch)(operations, target, moved, contextWith(target.bases));
        return;
      }
      const object = patchObject(root);
      if (!object)
        return;
      const named = isOfKind(object, moved);
      const bases = basesOfPatch(root, uses, moved, context);
      const isTargeted = uses.every(({ selector }) => selector && (0, target_1.relationOf)(selector, moved) === "only");
      if (named || isTargeted)
        moved.migrateObject(object, { is: "patch", bases }, contextWith(bases));
    }
    function basesOfPatch(root, uses, moved, context) {
      if ((0, operation_1.readOperations)(root))
        return [...targetOf(uses, moved, context).bases];
      const object = patchObject(root);
      return object ? uses.flatMap((use) => basesOfUse(use, object, moved, context)) : [];
    }
    function roleOf(object, { path }, moved, context) {
      const tree = tree_1.KustomizeTree.of(context.facts);
      const uses = tree.patchUses(path);
      if (uses.length > 0) {
        return { is: "patch", bases: uses.flatMap((use) => basesOfUse(use, object, moved, context)) };
      }
      return tree.names("resources", path) ? { is: "resource", isPatched: tree.patchesOver(path).length > 0 } : void 0;
    }
    function isOfKind({ group, kind }, moved) {
      return kind === moved.kind && moved.groups.includes(group);
    }
    function migrateTarget({ target }, uses, moved, context) {
      if (!target)
        return;
      const { relation, bases } = targetOf(uses, moved, context);
      if (!isTold({ relation, bases }))
        return;
      (0, kept_1.contextFor)(bases, target, context).rewrite(target, `target of a patch for ${moved.kind}: group and version`, (edit) => {
        (0, target_1.migrateSelector)(target, moved, edit);
      });
    }
    function targetOf(uses, moved, { facts }) {
      const tree = tree_1.KustomizeTree.of(facts);
      const targets = uses.map(({ selector, kustomization }) => {
        const relation2 = selector ? (0, target_1.relationOf)(selector, moved) : "none";
        if (!selector || relation2 === "none")
          return { relation: relation2, bases: [], isStuck: false };
        const bases2 = (0, target_1.basesOf)(moved, facts, tree, kustomization, selector);
        return { relation: relation2, bases: bases2, isStuck: isTold({ relation: relation2, bases: bases2 }) && (0, target_1.isStuck)(selector, moved) };
      });
      const relations = new Set(targets.map(({ relation: relation2 }) => relation2));
      const [relation = "none"] = relations.size > 1 ? ["also"] : relations;
      const bases = targets.flatMap((target) => target.bases);
      return { relation, bases, isStuck: targets.some((target) => target.isStuck) };
    }
    function isTold({ relation, bases }) {
      return relation !== "also" || bases.length > 0;
    }
    function basesOfUse({ kustomization, selector }, { name }, moved, { facts }) {
      const tree = tree_1.KustomizeTree.of(facts);
      return (0, target_1.basesOf)(moved, facts, tree, kustomization, selector ?? { kind: moved.kind, name: name ?? ".*" });
    }
    function patchObject(root) {
      const mapping = (0, yaml_1.asMapping)(root);
      return mapping && (0, object_1.objectAt)(mapping);
    }
    function holdsWord(text, { kind, groups }) {
      return [kind, ...groups].some((word) => text.includes(word));
    }
  }
});

// build/src/moves/left-patches.js
var require_left_patches = __commonJS({
  "build/src/moves/left-patches.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.reportLeftPatches = reportLeftPatches;
    exports2.reportLeftFiles = reportLeftFiles;
    var ignore_1 = require_ignore();
    var embedded_1 = require_embedded2();
    var kustomization_1 = require_kustomization();
    var read_1 = require_read();
    var tree_1 = require_tree2();
    var kept_1 = require_kept2();
    var patches_1 = require_patches();
    var help = "the two no longer fit: take that comment out, or keep the object as well";
    function reportLeftPatches(node, document, moved, context) {
      if (!(0, ignore_1.mayIgnore)(document.text))
        return;
      const kustomization = (0, kustomization_1.describeKustomization)(document, node);
      for (const patch of (0, read_1.readPatches)(node)) {
        const use = { kustomization, selector: patch.selector };
        if (!isLeft(patch, use, document, moved, context))
          continue;
        context.report({
          level: "warning",
          at: patch.place,
          message: `a comment keeps this patch as it is, and the ${moved.kind} that it is for moves`,
          help
        });
      }
    }
    function isLeft({ inline }, use, document, moved, context) {
      const parts = inline?.kind === "scalar" ? (0, embedded_1.readEmbedded)(document, inline, context) : [{ document: { root: inline }, context }];
      if (!Array.isArray(parts))
        return false;
      return parts.some(({ document: { root }, context: { ignores } }) => {
        if (!root || !moves((0, patches_1.basesOfPatch)(root, [use], moved, context)))
          return false;
        const asked = [];
        (0, patches_1.migratePatch)({ root }, [use], moved, {
          ...context,
          report: () => void 0,
          rewrite: (_place, _summary, ask) => {
            asked.push((0, kept_1.isAskedFor)(ask));
          }
        });
        return asked.includes(true) && ignores.over(root);
      });
    }
    function moves(bases) {
      return bases.some(({ isKept }) => !isKept);
    }
    function reportLeftFiles(object, { path }, moved, context) {
      const tree = tree_1.KustomizeTree.of(context.facts);
      const isThis = (base) => base.path === path && base.name === object.name && !base.isKept;
      const left = context.facts.all(moved.bases).filter(({ isKept, isOld }) => isKept && isOld).filter((patch) => tree.patchUses(patch.path).some((use) => (0, patches_1.basesOfUse)(use, patch, moved, context).some(isThis)));
      if (left.length === 0)
        return;
      context.report({
        level: "warning",
        at: object.apiVersionEntry ?? object.mapping,
        message: `a comment keeps a patch of this ${moved.kind} as it is (${left.map((patch) => patch.path).join(", ")})`,
        help
      });
    }
  }
});

// build/src/moves/index.js
var require_moves = __commonJS({
  "build/src/moves/index.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.reportMissingBase = void 0;
    exports2.migrateWithKustomize = migrateWithKustomize;
    exports2.isForKustomize = isForKustomize;
    exports2.wordsInKustomize = wordsInKustomize;
    var tree_1 = require_tree2();
    var read_1 = require_read();
    var yaml_1 = require_yaml();
    var field_paths_1 = require_field_paths();
    var kept_1 = require_kept2();
    var left_patches_1 = require_left_patches();
    var patches_1 = require_patches();
    var json_patch_1 = require_json_patch();
    Object.defineProperty(exports2, "reportMissingBase", { enumerable: true, get: function() {
      return json_patch_1.reportMissingBase;
    } });
    function migrateWithKustomize(document, moved, context) {
      const tree = tree_1.KustomizeTree.of(context.facts);
      const uses = tree.patchUses(document.path);
      const kustomizations = (0, read_1.readKustomizations)(document);
      const inside = (node) => kustomizations.some(({ mapping }) => contains(mapping, node));
      const isPatch = uses.length > 0;
      for (const object of document.objects) {
        if (inside(object.mapping) || isPatch && object.mapping === document.root)
          continue;
        const isList = object.kind === `${moved.kind}List` && moved.groups.includes(object.group);
        if (!(0, patches_1.isOfKind)(object, moved) && !isList)
          continue;
        const role = (0, patches_1.roleOf)(object, document, moved, context);
        const bases = role?.is === "patch" ? role.bases : [];
        moved.migrateObject(object, role, (0, kept_1.contextFor)(bases, object.mapping, context));
        (0, left_patches_1.reportLeftFiles)(object, document, moved, context);
      }
      if (isPatch)
        (0, patches_1.migratePatch)(document, uses, moved, context);
      const contextForAll = (node) => (0, kept_1.contextFor)(context.facts.all(moved.bases), node, context);
      for (const node of kustomizations) {
        (0, patches_1.migratePatches)(node, document, moved, context);
        (0, left_patches_1.reportLeftPatches)(node, document, moved, context);
        const replacements = (0, yaml_1.valueAt)(node.mapping, "replacements");
        (0, field_paths_1.migrateReplacements)(replacements, moved, contextForAll(replacements));
        (0, field_paths_1.migrateLabels)(node.mapping, moved, contextForAll((0, yaml_1.valueAt)(node.mapping, "labels")));
        (0, field_paths_1.reportVariables)(node.mapping, moved, context);
      }
      const { root } = document;
      if (tree.names("configurations", document.path))
        (0, field_paths_1.migrateFieldSpecs)(root, moved, contextForAll(root));
      if (tree.names("replacements", document.path))
        (0, field_paths_1.migrateReplacements)(root, moved, contextForAll(root));
      if (tree.names("schemas", document.path))
        (0, field_paths_1.reportSchema)(document, moved, context);
    }
    function isForKustomize(document, { facts }) {
      const tree = tree_1.KustomizeTree.of(facts);
      return (0, read_1.readKustomizations)(document).length > 0 || ["configurations", "replacements", "schemas"].some((field) => tree.names(field, document.path));
    }
    function wordsInKustomize(words) {
      return { words, countIn: (path, facts) => tree_1.KustomizeTree.of(facts).concerns(path) };
    }
    function contains({ range }, inner) {
      return range.start <= inner.range.start && inner.range.end <= range.end;
    }
  }
});

// build/transforms/1.28/backend-tls-policy/behaviour.js
var require_behaviour = __commonJS({
  "build/transforms/1.28/backend-tls-policy/behaviour.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.reportBehaviour = reportBehaviour;
    var alpha_gateway_1 = require_alpha_gateway();
    function reportBehaviour({ targets }, object, facts, report) {
      const wasIgnored = facts.all(alpha_gateway_1.alphaFlagIsOn).length === 0;
      const at = object.apiVersionEntry ?? object.mapping;
      report({
        level: "warning",
        at,
        message: "BackendTLSPolicy v1 needs the Gateway API CRDs of 1.4 or newer, whose standard channel serves no alpha version",
        help: "upgrade the CRDs first, then apply the manifests, then upgrade Istio"
      });
      if (wasIgnored) {
        report({
          level: "warning",
          at,
          message: `Istio 1.27 ignored this policy unless ${alpha_gateway_1.alphaFlag} was on; from 1.28 on it takes effect`,
          help: "make sure that the backend speaks TLS with the given hostname and CA before you upgrade"
        });
      }
      for (const { sectionName } of targets) {
        if (!sectionName)
          continue;
        const message = "Istio 1.27 applied the policy to the whole Service; from 1.28 on sectionName limits it to that port";
        report({ level: "note", at: sectionName, message });
      }
    }
  }
});

// build/transforms/1.28/backend-tls-policy/check.js
var require_check = __commonJS({
  "build/transforms/1.28/backend-tls-policy/check.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.checkPolicy = checkPolicy;
    exports2.reportPart = reportPart;
    var yaml_1 = require_yaml();
    var placeholder_1 = require_placeholder();
    function checkPolicy(policy, report) {
      if (policy.isTemplated)
        return;
      checkTargets(policy, report);
      if (policy.isPartial)
        return;
      checkHostname(policy, report);
      checkAuthorities(policy, report);
      checkAlternativeNames(policy, report);
    }
    function reportPart({ spec, validation, isPartial, isTemplated }, at, report) {
      if (!spec || !isPartial || isTemplated)
        return;
      report({
        level: "warning",
        at,
        message: `v1 refuses a policy without ${validation ? "targetRefs" : "a validation"}`,
        help: "nothing to do if this is a patch"
      });
    }
    function checkTargets({ targetRef, targetRefs, targets }, report) {
      const at = targetRef ?? targetRefs;
      if (!at)
        return;
      if (targets.length === 0 || (0, yaml_1.isNull)(at.value)) {
        report({ level: "error", at, message: "v1 refuses a policy without targetRefs" });
      }
      if (targets.length > 16)
        report({ level: "error", at, message: "v1 refuses more than 16 targetRefs" });
      const sections = /* @__PURE__ */ new Map();
      for (const { node, sectionName } of targets) {
        if ((0, yaml_1.isNull)(node))
          continue;
        checkReference(node, "a target", report);
        const target = referenceFields.map((field) => textOf(node, field)).join("/");
        const section = (0, yaml_1.stringOf)(sectionName?.value) ?? "";
        const known = sections.get(target);
        if (known && (known.has(section) || known.has("") || section === "")) {
          const message = "v1 refuses two targetRefs to one target unless each has a sectionName of its own";
          report({ level: "error", at: sectionName ?? node, message });
        }
        sections.set(target, /* @__PURE__ */ new Set([...known ?? [], section]));
      }
    }
    var referenceFields = ["group", "kind", "name"];
    function checkReference(node, what, report) {
      const missing = referenceFields.filter((field) => (0, yaml_1.isNull)((0, yaml_1.entryOf)(node, field)?.value));
      if (missing.length === 0)
        return;
      report({
        level: "error",
        at: node,
        message: `v1 refuses ${what} without ${missing.join(", ")}`,
        ...missing.includes("group") && { help: 'the group of a Service or ConfigMap is written as group: ""' }
      });
    }
    function textOf(node, field) {
      return (0, yaml_1.stringOf)((0, yaml_1.entryOf)(node, field)?.value) ?? "";
    }
    var preciseHostname = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
    function checkHostname({ validation, hostname }, report) {
      if (!validation)
        return;
      if ((0, yaml_1.isNull)(hostname?.value) || (0, yaml_1.stringOf)(hostname?.value) === "") {
        report({
          level: "error",
          at: hostname ?? validation,
          message: "v1 refuses a policy without a hostname",
          help: "name the host that the backend\u2019s certificate is for, under spec.validation.hostname"
        });
        return;
      }
      const text = (0, yaml_1.stringOf)(hostname?.value) ?? "";
      if ((0, placeholder_1.holdsPlaceholder)(text) || preciseHostname.test(text) && text.length <= 253)
        return;
      const help = "wildcards, capitals, underscores and numbers without quotes are not allowed";
      report({
        level: "error",
        at: hostname ?? validation,
        message: "v1 refuses a hostname that is not a precise DNS name",
        help
      });
    }
    function checkAuthorities({ validation, certificates, wellKnown }, report) {
      if (!validation)
        return;
      const references = (0, yaml_1.itemsOf)(certificates?.value);
      const hasWellKnown = wellKnown !== void 0 && !(0, yaml_1.isNull)(wellKnown.value) && (0, yaml_1.stringOf)(wellKnown.value) !== "";
      if (hasWellKnown === references.length > 0) {
        const which = hasWellKnown ? "both" : "neither";
        report({
          level: "error",
          at: certificates ?? wellKnown ?? validation,
          message: `v1 refuses a policy with ${which} of caCertificateRefs and wellKnownCACertificates`,
          help: "give exactly one of the two"
        });
      }
      const known = (0, yaml_1.stringOf)(wellKnown?.value);
      if (wellKnown && known && known !== "System" && !(0, placeholder_1.holdsPlaceholder)(known)) {
        report({
          level: "error",
          at: wellKnown,
          message: "v1 takes no wellKnownCACertificates other than System"
        });
      }
      if (certificates)
        checkCertificates(certificates, references, report);
    }
    function checkCertificates(certificates, references, report) {
      if (references.length > 8) {
        report({ level: "error", at: certificates, message: "v1 refuses more than 8 caCertificateRefs" });
      }
      for (const { value } of references)
        checkReference(value, "a CA reference", report);
      const [first, second] = references;
      if (second) {
        report({
          level: "warning",
          at: second.value,
          message: "Istio 1.28 reads the first of the caCertificateRefs only"
        });
      }
      const kind = (0, yaml_1.stringOf)((0, yaml_1.entryOf)(first?.value, "kind")?.value);
      if (first && kind !== void 0 && kind !== "ConfigMap") {
        report({
          level: "warning",
          at: first.value,
          message: "Istio 1.28 reads a CA certificate from a ConfigMap only"
        });
      }
    }
    function checkAlternativeNames({ validation }, report) {
      const names = (0, yaml_1.entryOf)(validation?.value, "subjectAltNames");
      const items = (0, yaml_1.itemsOf)(names?.value);
      if (names && items.length > 5) {
        report({ level: "error", at: names, message: "v1 refuses more than 5 subjectAltNames" });
      }
      for (const { value } of items) {
        const type = textOf(value, "type");
        const hasHostname = textOf(value, "hostname") !== "";
        const hasUri = textOf(value, "uri") !== "";
        const fits = type === "Hostname" && hasHostname && !hasUri || type === "URI" && hasUri && !hasHostname;
        if (fits || (0, placeholder_1.holdsPlaceholder)((0, yaml_1.stringOf)(value) ?? type))
          continue;
        report({
          level: "error",
          at: value,
          message: "v1 refuses a subjectAltName whose type and value disagree",
          help: "type: Hostname goes with hostname, type: URI with uri"
        });
      }
    }
  }
});

// build/transforms/1.28/backend-tls-policy/patch.js
var require_patch = __commonJS({
  "build/transforms/1.28/backend-tls-policy/patch.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.migratePatch = migratePatch;
    var yaml_1 = require_yaml();
    var shape_1 = require_shape();
    var spec_1 = require_spec();
    var requiredFields = ["group", "kind", "name"];
    function migratePatch(object, bases, edit) {
      if ((0, yaml_1.stringOf)((0, yaml_1.entryOf)(object.mapping, "$patch")?.value) === "delete")
        return;
      const policy = (0, shape_1.readPolicy)(object);
      const { targetRef } = policy;
      if (targetRef && (0, yaml_1.isNull)(targetRef.value)) {
        edit.rename(targetRef, "targetRefs");
      } else {
        if (targetRef)
          requireWhole(targetRef, bases);
        (0, spec_1.migrateTargetList)(policy, edit);
      }
      (0, spec_1.migrateValidation)(policy, edit);
    }
    function requireWhole(targetRef, bases) {
      const given = (0, yaml_1.asMapping)(targetRef.value)?.entries.map(({ name }) => name ?? "") ?? [];
      const directive = given.find((name) => name.startsWith("$"));
      if (directive !== void 0) {
        throw new yaml_1.Declined(`a list has no place for the directive ${directive}`, targetRef.range.start);
      }
      if (given.includes("namespace")) {
        throw new yaml_1.Declined("a target of v1 has no namespace", targetRef.range.start);
      }
      const patched = bases.length > 0 ? bases.flatMap(({ targetFields }) => targetFields) : requiredFields;
      const missing = [...new Set(patched)].filter((name) => name !== "namespace" && !given.includes(name));
      if (missing.length === 0)
        return;
      const message = "targetRef becomes a list, which a patch replaces as a whole; name the other fields of the target here too";
      throw new yaml_1.Declined(`${message} (${missing.join(", ")})`, targetRef.range.start);
    }
  }
});

// build/transforms/1.28/backend-tls-policy/policy.js
var require_policy = __commonJS({
  "build/transforms/1.28/backend-tls-policy/policy.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.migratePolicy = migratePolicy;
    var object_1 = require_object();
    var ignored_1 = require_ignored();
    var moves_1 = require_moves();
    var kept_1 = require_kept();
    var behaviour_1 = require_behaviour();
    var check_1 = require_check();
    var names_1 = require_names();
    var patch_1 = require_patch();
    var shape_1 = require_shape();
    var spec_1 = require_spec();
    function migratePolicy(object, role, { facts, ignores, rewrite }) {
      const { apiVersionEntry } = object;
      const isOld = object.group === names_1.group && object.version !== names_1.version;
      rewrite(apiVersionEntry ?? object.mapping, summaryOf(object, isOld), (edit, report) => {
        if (isOld && apiVersionEntry?.value.kind === "scalar")
          edit.set(apiVersionEntry.value, `${names_1.group}/${names_1.version}`);
        const stayIfKept = () => {
          if (edit.changes.length > 0 && (0, kept_1.isKept)(object, ignores.within))
            throw new ignored_1.LeftAlone();
        };
        if (object.kind === "BackendTLSPolicyList") {
          stayIfKept();
          return;
        }
        if (role?.is === "patch") {
          (0, patch_1.migratePatch)(object, role.bases, edit);
          stayIfKept();
          if (isOld && role.bases.length === 0)
            (0, moves_1.reportMissingBase)("BackendTLSPolicy", apiVersionEntry ?? object.mapping, report);
          return;
        }
        const policy = (0, shape_1.readPolicy)(object);
        (0, spec_1.migrateTargetList)(policy, edit);
        (0, spec_1.migrateNamespaces)(policy, object.namespace, edit, report);
        (0, spec_1.migrateValidation)(policy, edit);
        stayIfKept();
        const isCompleted = role?.is === "resource" && role.isPatched;
        (0, check_1.checkPolicy)(isCompleted ? { ...policy, isPartial: true } : policy, report);
        if (!isOld)
          return;
        if (!isCompleted)
          (0, check_1.reportPart)(policy, apiVersionEntry ?? object.mapping, report);
        (0, behaviour_1.reportBehaviour)(policy, object, facts, report);
      });
    }
    function summaryOf(object, isOld) {
      const what = (0, object_1.describeObject)(object);
      return isOld ? `${what}: ${object.apiVersion} \u2192 ${names_1.group}/${names_1.version}` : `${what}: fields of v1alpha2 \u2192 ${names_1.version}`;
    }
  }
});

// build/transforms/1.28/backend-tls-policy/kustomize.js
var require_kustomize2 = __commonJS({
  "build/transforms/1.28/backend-tls-policy/kustomize.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.policyWords = exports2.movedPolicy = void 0;
    var base_1 = require_base();
    var field_1 = require_field();
    var names_1 = require_names();
    var operation_1 = require_operation();
    var policy_1 = require_policy();
    exports2.movedPolicy = {
      kind: "BackendTLSPolicy",
      groups: [names_1.group],
      versions: ["v1", "v1alpha3", "v1alpha2"],
      bases: base_1.policyBases,
      isOwnField: field_1.isPolicyField,
      moveField: field_1.moveWholePolicyField,
      followOperation: operation_1.followPolicyOperation,
      migrateObject: policy_1.migratePolicy
    };
    exports2.policyWords = ["spec/targetRef", "spec.targetRef", "spec/tls", "spec.tls", "caCertRefs"];
  }
});

// build/transforms/1.28/backend-tls-policy/mentions.js
var require_mentions = __commonJS({
  "build/transforms/1.28/backend-tls-policy/mentions.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.policyMentions = void 0;
    exports2.policyMentions = [
      {
        words: ["v1alpha2", "v1alpha3"].flatMap((version) => [
          `gateway.networking.k8s.io/${version}`,
          `version: ${version}`,
          `"version": "${version}"`,
          `${version}.BackendTLSPolicy`,
          `backendtlspolicies.${version}`,
          `backendtlspolicy.${version}`
        ]),
        message: "this still names an alpha version of BackendTLSPolicy",
        help: "it is gateway.networking.k8s.io/v1 now; see whether the fields named beside it have changed",
        isMeant: (surroundings) => !surroundings.isDefinition && meansPolicy(surroundings)
      }
    ];
    var policy = /BackendTLSPolic(?:y|ies)/i;
    function meansPolicy({ word, before, after, above, below }) {
      const near = [before + word + after, ...above.slice(0, 2), ...below.slice(0, 2)];
      if (near.some((line) => policy.test(line)))
        return true;
      const indentation = columnOf(before + word);
      const isSeparator = (line) => /^\W*---/.test(line);
      const isKind = (line) => /^[^\w]*kind["']?:/.test(line) && columnOf(line) === indentation;
      return [
        { lines: below, isUpwards: false },
        { lines: above, isUpwards: true }
      ].some(({ lines, isUpwards }) => {
        const separator = lines.findIndex(isSeparator);
        const object = separator === -1 ? lines : lines.slice(0, separator);
        const at = object.findIndex(isKind);
        if (at === -1)
          return false;
        return policy.test(kindOn(isUpwards ? object.slice(0, at + 1).reverse() : object.slice(at)));
      });
    }
    function kindOn([line = "", ...below]) {
      if (!/:\s*(?:#.*)?$/.test(line))
        return line;
      return below.find((each) => !/^\s*(?:#|$)/.test(each)) ?? "";
    }
    function columnOf(line) {
      return /^\W*/.exec(line)?.[0].length ?? 0;
    }
  }
});

// build/transforms/shared/templated-version.js
var require_templated_version = __commonJS({
  "build/transforms/shared/templated-version.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.reportTemplatedVersions = reportTemplatedVersions;
    var yaml_1 = require_yaml();
    function reportTemplatedVersions({ objects }, kind, wanted, report) {
      for (const object of objects) {
        if (object.kind !== kind || !(0, yaml_1.isTemplated)(object.apiVersion))
          continue;
        report({
          level: "warning",
          at: object.apiVersionEntry ?? object.mapping,
          message: `the apiVersion of ${kind} comes from the values of a template`,
          help: `make sure that it is ${wanted}, and that the fields are those of this version`
        });
      }
    }
  }
});

// build/transforms/1.28/backend-tls-policy/about/policy-with.js
var require_policy_with = __commonJS({
  "build/transforms/1.28/backend-tls-policy/about/policy-with.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.policyWith = policyWith;
    function policyWith(spec, version = "v1alpha3") {
      return `apiVersion: gateway.networking.k8s.io/${version}
kind: BackendTLSPolicy
metadata:
  name: orders
spec:
  ${spec}
`;
    }
  }
});

// build/transforms/1.28/backend-tls-policy/about/declines.js
var require_declines = __commonJS({
  "build/transforms/1.28/backend-tls-policy/about/declines.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.declines = void 0;
    var policy_with_1 = require_policy_with();
    var target = '{group: "", kind: Service, name: orders}';
    var validation = "validation: {hostname: orders.shop.example, wellKnownCACertificates: System}";
    exports2.declines = [
      {
        when: "A field stands there under its old and its new name.",
        level: "error",
        message: "left as it is: it has both targetRef and targetRefs",
        remedy: "Decide which of the two holds, delete the other, and run again.",
        files: {
          "policy.yaml": (0, policy_with_1.policyWith)(`targetRef: ${target}
  targetRefs: [${target}]
  ${validation}`, "v1alpha2")
        }
      },
      {
        when: "The target is a word and no reference, or `targetRefs` is no list.",
        level: "error",
        message: "left as it is: targetRefs is not a list",
        remedy: "Write it as a list of references with group, kind and name.",
        files: { "policy.yaml": (0, policy_with_1.policyWith)(`targetRefs: ${target}
  ${validation}`) }
      },
      {
        when: "A template brings a field that v1alpha2 called otherwise.",
        level: "error",
        message: "left as it is: a template brings its targetRef as a whole",
        remedy: "Change the values or the helper that bring it, and set the `apiVersion` of the template by hand.",
        files: {
          "templates/policy.yaml": (0, policy_with_1.policyWith)(`targetRef:
    {{- toYaml .Values.target | nindent 4 }}
  ${validation}`, "v1alpha2")
        }
      },
      {
        when: "A patch of Kustomize changes a part of the one target. Of a list, a patch replaces the whole.",
        level: "error",
        message: "left as it is: targetRef becomes a list, which a patch replaces as a whole; name the other fields of the target here too (group, kind)",
        remedy: "Write the whole target in the patch, and run again.",
        files: {
          "kustomization.yaml": "resources: [policy.yaml]\npatches: [{path: patch.yaml}]\n",
          "policy.yaml": (0, policy_with_1.policyWith)(`targetRef: ${target}
  ${validation}`, "v1alpha2"),
          "patch.yaml": (0, policy_with_1.policyWith)("targetRef: {name: orders-canary}", "v1alpha2")
        }
      },
      {
        when: "An anchor brings the old field name to a place that has to keep it.",
        level: "error",
        message: "left as it is: the change would show twice, since *trust repeats what &trust names; write one of them out first",
        remedy: "Write the alias out as a value of its own, and run again.",
        files: {
          "values.yaml": `trust: &trust
  caCertRefs: [{group: "", kind: ConfigMap, name: orders-ca}]
policies:
  - apiVersion: gateway.networking.k8s.io/v1alpha2
    kind: BackendTLSPolicy
    metadata: {name: orders}
    spec:
      targetRef: ${target}
      tls:
        <<: *trust
        hostname: orders.shop.example
`
        }
      },
      {
        when: "A file holds a policy and cannot be read as YAML.",
        level: "warning",
        message: "cannot be read as YAML: Nested mappings are not allowed in compact mappings",
        remedy: "Mend the file at the line that the finding names, and run again.",
        files: {
          "policy.yaml": `apiVersion: gateway.networking.k8s.io/v1alpha3
kind: BackendTLSPolicy
 metadata:
   name: orders
`
        }
      }
    ];
  }
});

// build/transforms/1.28/backend-tls-policy/about/examples.js
var require_examples = __commonJS({
  "build/transforms/1.28/backend-tls-policy/about/examples.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.examples = void 0;
    exports2.examples = [
      {
        title: "A policy of v1alpha3",
        before: {
          "policy.yaml": `apiVersion: gateway.networking.k8s.io/v1alpha3
kind: BackendTLSPolicy
metadata:
  name: orders
spec:
  targetRefs:
    - group: ""
      kind: Service
      name: orders
  validation:
    hostname: orders.shop.example
    wellKnownCACertificates: System
`
        },
        after: {
          "policy.yaml": `apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata:
  name: orders
spec:
  targetRefs:
    - group: ""
      kind: Service
      name: orders
  validation:
    hostname: orders.shop.example
    wellKnownCACertificates: System
`
        }
      },
      {
        title: "A policy of v1alpha2",
        before: {
          "policy.yaml": `apiVersion: gateway.networking.k8s.io/v1alpha2
kind: BackendTLSPolicy
metadata:
  name: stock
  namespace: shop
spec:
  targetRef:
    group: ""
    kind: Service
    name: stock
    namespace: shop
  tls:
    caCertRefs: # issued by the platform team
      - {group: "", kind: ConfigMap, name: stock-ca}
    hostname: stock.shop.example
`
        },
        after: {
          "policy.yaml": `apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata:
  name: stock
  namespace: shop
spec:
  targetRefs:
    - group: ""
      kind: Service
      name: stock
  validation:
    caCertificateRefs: # issued by the platform team
      - {group: "", kind: ConfigMap, name: stock-ca}
    hostname: stock.shop.example
`
        }
      }
    ];
  }
});

// build/transforms/1.28/backend-tls-policy/about/reports.js
var require_reports = __commonJS({
  "build/transforms/1.28/backend-tls-policy/about/reports.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.reports = void 0;
    var policy_with_1 = require_policy_with();
    var target = '{group: "", kind: Service, name: orders}';
    var targets = `targetRefs: [${target}]`;
    var validation = "validation: {hostname: orders.shop.example, wellKnownCACertificates: System}";
    var certificate = '{group: "", kind: ConfigMap, name: orders-ca}';
    exports2.reports = [
      {
        when: "A policy is rewritten.",
        level: "warning",
        message: "BackendTLSPolicy v1 needs the Gateway API CRDs of 1.4 or newer, whose standard channel serves no alpha version",
        remedy: "Upgrade the CRDs first, then apply the manifests, then upgrade Istio.",
        files: { "policy.yaml": (0, policy_with_1.policyWith)(`${targets}
  ${validation}`) }
      },
      {
        when: "Nothing in the tree shows that the flag was on, without which 1.27 ignored the policy.",
        level: "warning",
        message: "Istio 1.27 ignored this policy unless PILOT_ENABLE_ALPHA_GATEWAY_API was on; from 1.28 on it takes effect",
        remedy: "Make sure before the upgrade that the backend speaks TLS with this hostname and CA.",
        files: { "policy.yaml": (0, policy_with_1.policyWith)(`${targets}
  ${validation}`) }
      },
      {
        when: "A target names a port by `sectionName`.",
        level: "note",
        message: "Istio 1.27 applied the policy to the whole Service; from 1.28 on sectionName limits it to that port",
        remedy: "If the other ports speak TLS too, add a target for each, or delete `sectionName`.",
        files: {
          "policy.yaml": (0, policy_with_1.policyWith)(`targetRefs: [{group: "", kind: Service, name: orders, sectionName: https}]
  ${validation}`)
        }
      },
      {
        when: "The target of a v1alpha2 policy is in another namespace.",
        level: "error",
        message: "a target of v1 has no namespace: a policy targets its own namespace only",
        remedy: "Move the policy to the namespace of its target, and delete the line.",
        files: {
          "policy.yaml": (0, policy_with_1.policyWith)(`targetRef: {group: "", kind: Service, name: orders, namespace: shop}
  ${validation}`, "v1alpha2")
        }
      },
      {
        when: "The policy lacks what v1 requires, or holds what v1 refuses: no hostname, a target without a group, none or both of the two kinds of CA.",
        level: "error",
        message: "v1 refuses a policy without a hostname",
        remedy: "Write what is missing. The API server refuses the object until then.",
        files: {
          "policy.yaml": (0, policy_with_1.policyWith)(`${targets}
  validation: {wellKnownCACertificates: System}`)
        }
      },
      {
        when: "The hostname is a wildcard, or no DNS name.",
        level: "error",
        message: "v1 refuses a hostname that is not a precise DNS name",
        remedy: "Name the one host that the certificate of the backend is for.",
        files: {
          "policy.yaml": (0, policy_with_1.policyWith)(`${targets}
  validation: {hostname: "*.shop.example", wellKnownCACertificates: System}`)
        }
      },
      {
        when: "A policy has several CA references.",
        level: "warning",
        message: "Istio 1.28 reads the first of the caCertificateRefs only",
        remedy: "Put the certificates into one ConfigMap.",
        files: {
          "policy.yaml": (0, policy_with_1.policyWith)(`${targets}
  validation:
    hostname: orders.shop.example
    caCertificateRefs: [${certificate}, ${certificate}]`)
        }
      },
      {
        when: "The CA is no ConfigMap.",
        level: "warning",
        message: "Istio 1.28 reads a CA certificate from a ConfigMap only",
        remedy: "Put the certificate into a ConfigMap, and name that.",
        files: {
          "policy.yaml": (0, policy_with_1.policyWith)(`${targets}
  validation:
    hostname: orders.shop.example
    caCertificateRefs: [{group: "", kind: Secret, name: orders-ca}]`)
        }
      },
      {
        when: "A template\u2019s values decide the version.",
        level: "warning",
        message: "the apiVersion of BackendTLSPolicy comes from the values of a template",
        remedy: "Set the value to `gateway.networking.k8s.io/v1`, and look whether the fields are those of v1.",
        files: {
          "templates/policy.yaml": `apiVersion: {{ .Values.policyVersion }}
kind: BackendTLSPolicy
metadata:
  name: orders
`
        }
      },
      {
        when: "A script, a document or any other text names an alpha version. It is a note in docs and comments, a warning elsewhere.",
        level: "warning",
        message: "this still names an alpha version of BackendTLSPolicy",
        remedy: "Write `gateway.networking.k8s.io/v1`, and look whether the fields beside it have changed.",
        files: { "deploy.sh": "kubectl get backendtlspolicies.v1alpha3.gateway.networking.k8s.io\n" }
      }
    ];
  }
});

// build/src/moves/about.js
var require_about3 = __commonJS({
  "build/src/moves/about.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.kustomizeCases = kustomizeCases;
    function kustomizeCases({ kind, apiVersion, sharedField, object }) {
      const header = `apiVersion: ${apiVersion}
kind: ${kind}
metadata: {name: one}
`;
      return {
        declines: [
          {
            when: `A patch of Kustomize may be for other kinds than ${kind}, too.`,
            level: "error",
            message: `left as it is: this patch may be for objects other than ${kind}, which may have this field too`,
            remedy: `Name the kind in the \`target\`. If the patch is meant for several kinds, write one for ${kind}.`,
            files: {
              "kustomization.yaml": `resources: [object.yaml]
patches:
  - target: {labelSelector: team=a}
    patch: |-
      - {op: add, path: ${sharedField}, value: a}
`,
              "object.yaml": object.replace("metadata: {", "metadata: {labels: {team: a}, ")
            }
          },
          {
            when: "The target of a patch cannot follow: its group or version is that of the old object, and it may be for others, too.",
            level: "error",
            message: "left as it is: the target that a kustomization gives it cannot follow",
            remedy: "Name the kind in the `target`, without patterns, and run again.",
            files: {
              "kustomization.yaml": `resources: [object.yaml]
patches:
  - target: {version: ${apiVersion.replace(/^.*\//, "")}, name: one}
    patch: |-
      - {op: add, path: ${sharedField}, value: a}
`,
              "object.yaml": object
            }
          }
        ],
        reports: [
          {
            when: "The object of a patch is not in the tree.",
            level: "warning",
            message: `the ${kind} that this patch is for is not in this tree`,
            remedy: "Take a base that has the object in the new version, in the same change.",
            files: {
              "kustomization.yaml": 'resources: ["https://git.example/base//config?ref=v2"]\npatches: [{path: patch.yaml}]\n',
              "patch.yaml": `${header}spec: {}
`
            }
          },
          {
            when: "A comment keeps a patch in a kustomization as it is, and not the object that it is for.",
            level: "warning",
            message: `a comment keeps this patch as it is, and the ${kind} that it is for moves`,
            remedy: "Take that comment out, or keep the object as well.",
            files: {
              "kustomization.yaml": `resources: [object.yaml]
patches:
  - patch: |-
      # istio-migrate-ignore
${`${header}spec: {}`.replace(/^/gm, "      ")}
`,
              "object.yaml": object
            }
          },
          {
            when: "A comment keeps a patch in a file of its own as it is, and not the object that it is for.",
            level: "warning",
            message: `a comment keeps a patch of this ${kind} as it is (patch.yaml)`,
            remedy: "Take that comment out, or keep the object as well.",
            files: {
              "kustomization.yaml": "resources: [object.yaml]\npatches: [{path: patch.yaml}]\n",
              "patch.yaml": `# istio-migrate-ignore
${header}spec: {}
`,
              "object.yaml": object
            }
          },
          {
            when: "A variable of Kustomize takes its value from the object.",
            level: "error",
            message: `this variable takes its value from ${kind} in an old version`,
            remedy: "Write the new `apiVersion` in its `objref`, and the field as v1 has it; or take a replacement.",
            files: {
              "kustomization.yaml": `resources: [object.yaml]
vars:
  - name: NAME
    objref: {apiVersion: ${apiVersion}, kind: ${kind}, name: one}
    fieldref: {fieldpath: metadata.name}
`,
              "object.yaml": object
            }
          },
          {
            when: "A schema that Kustomize is given has the kind.",
            level: "warning",
            message: `kustomize is given a schema of ${kind}, which decides how patches are merged`,
            remedy: "Give it the schema of the new version.",
            files: {
              "kustomization.yaml": "resources: [object.yaml]\nopenapi: {path: schema.json}\n",
              "object.yaml": object,
              "schema.json": `{"definitions": {"${kind}": {"properties": {}}}}
`
            }
          }
        ]
      };
    }
  }
});

// build/transforms/1.28/backend-tls-policy/about/of-patches.js
var require_of_patches = __commonJS({
  "build/transforms/1.28/backend-tls-policy/about/of-patches.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.ofPatches = void 0;
    var about_1 = require_about3();
    exports2.ofPatches = (0, about_1.kustomizeCases)({
      kind: "BackendTLSPolicy",
      apiVersion: "gateway.networking.k8s.io/v1alpha2",
      sharedField: "/spec/tls/hostname",
      object: `apiVersion: gateway.networking.k8s.io/v1alpha2
kind: BackendTLSPolicy
metadata: {name: one}
spec:
  targetRef: {group: "", kind: Service, name: orders}
  tls: {hostname: orders.shop.example, wellKnownCACerts: System}
`
    });
  }
});

// build/transforms/1.28/backend-tls-policy/about/index.js
var require_about4 = __commonJS({
  "build/transforms/1.28/backend-tls-policy/about/index.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.about = void 0;
    var declines_1 = require_declines();
    var examples_1 = require_examples();
    var reports_1 = require_reports();
    var of_patches_1 = require_of_patches();
    exports2.about = {
      why: [
        "Istio 1.28 reads BackendTLSPolicy only as `gateway.networking.k8s.io/v1`. Support for `v1alpha3` is gone; `v1alpha2` has other fields.",
        "Once istiod runs 1.28, it does not look at a policy that stays behind, so the TLS to the backend that it asks for is not set up. The standard channel of the Gateway API CRDs 1.4 serves no alpha version of the kind either.",
        "Istio 1.27 ignored the kind unless `PILOT_ENABLE_ALPHA_GATEWAY_API` was on. Without the flag, a policy takes effect with the upgrade."
      ],
      changes: [
        "The `apiVersion` becomes `gateway.networking.k8s.io/v1`. From v1alpha3 on, that is all.",
        "`targetRef` becomes `targetRefs`, a list of one. The `namespace` of the target goes where it is that of the policy.",
        "`tls` becomes `validation`; in it, `caCertRefs` becomes `caCertificateRefs` and `wellKnownCACerts` becomes `wellKnownCACertificates`.",
        "Patches, replacements and configurations of Kustomize follow the fields.",
        "A kind of the same name in a group of another vendor stays as it is."
      ],
      examples: examples_1.examples,
      declines: [...declines_1.declines, ...of_patches_1.ofPatches.declines],
      reports: [...reports_1.reports, ...of_patches_1.ofPatches.reports],
      links: [
        {
          title: "BackendTLSPolicy in the docs of Gateway API (v1.4.0)",
          url: "https://github.com/kubernetes-sigs/gateway-api/blob/v1.4.0/site-src/api-types/backendtlspolicy.md"
        },
        {
          title: "CRD of BackendTLSPolicy v1 (Gateway API v1.4.0)",
          url: "https://github.com/kubernetes-sigs/gateway-api/blob/v1.4.0/config/crd/standard/gateway.networking.k8s.io_backendtlspolicies.yaml"
        },
        {
          title: "Release note of Istio 1.28 on Gateway API 1.4",
          url: "https://github.com/istio/istio/blob/1.28.0/releasenotes/notes/gtw-140.yaml"
        }
      ]
    };
  }
});

// build/transforms/1.28/backend-tls-policy/index.js
var require_backend_tls_policy = __commonJS({
  "build/transforms/1.28/backend-tls-policy/index.js"(exports2) {
    "use strict";
    var __createBinding2 = exports2 && exports2.__createBinding || (Object.create ? (function(o, m, k, k2) {
      if (k2 === void 0) k2 = k;
      var desc = Object.getOwnPropertyDescriptor(m, k);
      if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
        desc = { enumerable: true, get: function() {
          return m[k];
        } };
      }
      Object.defineProperty(o, k2, desc);
    }) : (function(o, m, k, k2) {
      if (k2 === void 0) k2 = k;
      o[k2] = m[k];
    }));
    var __setModuleDefault2 = exports2 && exports2.__setModuleDefault || (Object.create ? (function(o, v) {
      Object.defineProperty(o, "default", { enumerable: true, value: v });
    }) : function(o, v) {
      o["default"] = v;
    });
    var __importStar2 = exports2 && exports2.__importStar || /* @__PURE__ */ (function() {
      var ownKeys = function(o) {
        ownKeys = Object.getOwnPropertyNames || function(o2) {
          var ar = [];
          for (var k in o2) if (Object.prototype.hasOwnProperty.call(o2, k)) ar[ar.length] = k;
          return ar;
        };
        return ownKeys(o);
      };
      return function(mod) {
        if (mod && mod.__esModule) return mod;
        var result = {};
        if (mod != null) {
          for (var k = ownKeys(mod), i = 0; i < k.length; i++) if (k[i] !== "default") __createBinding2(result, mod, k[i]);
        }
        __setModuleDefault2(result, mod);
        return result;
      };
    })();
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.backendTlsPolicy = void 0;
    var survey_1 = require_survey();
    var base_1 = require_base();
    var kustomize_1 = require_kustomize2();
    var mentions_1 = require_mentions();
    var names_1 = require_names();
    var moves_1 = require_moves();
    var templated_version_1 = require_templated_version();
    var alpha_gateway_1 = require_alpha_gateway();
    exports2.backendTlsPolicy = {
      id: "backend-tls-policy",
      title: "BackendTLSPolicy alpha \u2192 gateway.networking.k8s.io/v1",
      release: "1.28",
      kind: "required",
      docs: "https://istio.io/latest/news/releases/1.28.x/announcing-1.28/upgrade-notes/#backendtlspolicy-alpha-removal",
      about: async () => (await Promise.resolve().then(() => __importStar2(require_about4()))).about,
      triggers: ["BackendTLSPolicy"],
      conditionalTriggers: [(0, moves_1.wordsInKustomize)([...kustomize_1.policyWords, `${names_1.group}/v1alpha`])],
      surveys: [survey_1.kustomizeSurvey, base_1.policySurvey, alpha_gateway_1.alphaFlagSurvey],
      mentions: mentions_1.policyMentions,
      migrate(document, context) {
        (0, templated_version_1.reportTemplatedVersions)(document, "BackendTLSPolicy", `${names_1.group}/v1`, context.report);
        (0, moves_1.migrateWithKustomize)(document, kustomize_1.movedPolicy, context);
      }
    };
  }
});

// build/transforms/1.28/inference-pool/names.js
var require_names2 = __commonJS({
  "build/transforms/1.28/inference-pool/names.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.apiVersion = exports2.usualPickerPort = exports2.oldGroup = exports2.group = void 0;
    exports2.isPoolResource = isPoolResource;
    exports2.isOldApiVersion = isOldApiVersion;
    exports2.group = "inference.networking.k8s.io";
    exports2.oldGroup = "inference.networking.x-k8s.io";
    exports2.usualPickerPort = 9002;
    exports2.apiVersion = `${exports2.group}/v1`;
    function isPoolResource(name) {
      return name === "inferencepools" || name.startsWith("inferencepools/");
    }
    function isOldApiVersion(text) {
      return text.startsWith(`${exports2.oldGroup}/`);
    }
  }
});

// build/transforms/1.28/inference-pool/removal.js
var require_removal = __commonJS({
  "build/transforms/1.28/inference-pool/removal.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.removalWords = void 0;
    exports2.collectRemovals = collectRemovals;
    exports2.mayBeTakenAway = mayBeTakenAway;
    var removals = { name: "inference-pool-removals" };
    exports2.removalWords = ["targetPortNumber", "extensionRef"];
    function collectRemovals({ text, range }, facts) {
      const own = text.slice(range.start, range.end);
      for (const part of exports2.removalWords) {
        const isNull = new RegExp(`${part}["']?:\\s*(?:null|~)`).test(own);
        const place = `["']?/spec/${part}["']?\\s*(?:[,}#]|$)`;
        const takesPath = new RegExp(`op["']?:\\s*["']?remove["']?,?\\s*["']?path["']?:\\s*${place}`, "m").test(own) || new RegExp(`["']?from["']?:\\s*${place}`, "m").test(own) || new RegExp(`path["']?:\\s*["']?/spec/${part}["']?,?\\s*["']?op["']?:\\s*["']?remove`).test(own);
        const isDirected = own.includes(part) && /\$patch["']?:\s*["']?delete\b/.test(own);
        if (isNull || takesPath || isDirected)
          facts.add(removals, part);
      }
    }
    function mayBeTakenAway(part, facts) {
      return facts.all(removals).includes(part);
    }
  }
});

// build/transforms/1.28/inference-pool/shape.js
var require_shape2 = __commonJS({
  "build/transforms/1.28/inference-pool/shape.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.readPool = readPool;
    exports2.readSpec = readSpec;
    exports2.requirePorts = requirePorts;
    exports2.readPickerPort = readPickerPort;
    exports2.readSelector = readSelector;
    var yaml_1 = require_yaml();
    var placeholder_1 = require_placeholder();
    var names_1 = require_names2();
    function readPool({ mapping, group }) {
      const specEntry = (0, yaml_1.certainEntryOf)(mapping, "spec");
      if (specEntry && (0, yaml_1.isTemplatedNode)(specEntry.value)) {
        throw new yaml_1.Declined("a template brings its spec as a whole", specEntry.range.start);
      }
      const status = (0, yaml_1.entryOf)(mapping, "status")?.value;
      return readSpec((0, yaml_1.asMapping)(specEntry?.value), specEntry ?? mapping, generationOf(group), status);
    }
    function generationOf(group) {
      if (group === names_1.oldGroup)
        return "alpha";
      return group === names_1.group ? "v1" : "unknown";
    }
    function readSpec(spec, place, generation = "unknown", status) {
      const selector = (0, yaml_1.certainEntryOf)(spec, "selector");
      const targetPortNumber = (0, yaml_1.certainEntryOf)(spec, "targetPortNumber");
      const targetPorts = (0, yaml_1.certainEntryOf)(spec, "targetPorts");
      if (targetPortNumber && targetPorts) {
        throw new yaml_1.Declined("it has both targetPortNumber and targetPorts", targetPortNumber.range.start);
      }
      const { picker, pickerWrapper } = readPicker(spec);
      if (targetPortNumber)
        requireNumber(targetPortNumber);
      const pickerPort = readPickerPort(picker?.value);
      const isMixed = targetPortNumber !== void 0 || picker?.name === "extensionRef";
      const { labels, selectorIsFlat } = readSelector(selector?.value, generation === "v1" && isMixed ? "unknown" : generation);
      const required = [selector, targetPortNumber ?? targetPorts, picker].filter(Boolean);
      return {
        spec,
        place,
        selector,
        labels,
        selectorIsFlat,
        targetPortNumber,
        targetPorts,
        picker,
        pickerWrapper,
        pickerPort,
        status,
        isPartial: required.length < 2
      };
    }
    function requirePorts({ targetPortNumber, pickerPort }) {
      for (const port of [targetPortNumber, pickerPort?.name === "port" ? void 0 : pickerPort]) {
        if (port && (0, yaml_1.isNull)(port.value))
          throw new yaml_1.Declined(`${port.name ?? ""} is not a number`, port.range.start);
      }
    }
    function readPickerPort(reference) {
      const port = oneOf(reference, ["portNumber", "targetPortNumber", "port"]);
      if (port && port.name !== "port")
        requireNumber(port);
      return port;
    }
    function readSelector(selector, generation = "unknown") {
      if ((0, yaml_1.isNull)(selector))
        return { labels: void 0, selectorIsFlat: false };
      if ((0, yaml_1.isTemplatedNode)(selector)) {
        if (generation !== "unknown")
          return { labels: void 0, selectorIsFlat: generation === "alpha" };
        throw new yaml_1.Declined("a template brings its selector as a whole", selector?.range.start);
      }
      const mapping = (0, yaml_1.asMapping)(selector);
      if (!mapping)
        throw new yaml_1.Declined("its selector is not a mapping", selector?.range.start);
      const expressions = (0, yaml_1.entryOf)(mapping, "matchExpressions");
      if (expressions)
        throw new yaml_1.Declined("v1 selects by matchLabels only, not by matchExpressions", expressions.range.start);
      const matchLabels = (0, yaml_1.entryOf)(mapping, "matchLabels");
      if (!matchLabels || isLabel(matchLabels)) {
        const odd = mapping.entries.find(({ name, value }) => name !== "<<" && value.kind !== "scalar");
        if (odd)
          throw new yaml_1.Declined(`its selector holds "${odd.name ?? "?"}", which is not a label`, odd.range.start);
        return { labels: mapping, selectorIsFlat: true };
      }
      const stray = mapping.entries.find((entry) => entry.name !== "matchLabels" && entry.name !== "<<");
      if (stray)
        throw new yaml_1.Declined("its selector mixes matchLabels with flat labels", stray.range.start);
      return { labels: (0, yaml_1.asMapping)(matchLabels.value), selectorIsFlat: false };
    }
    function readPicker(spec) {
      const names = ["extensionRef", "endpointPickerRef"];
      const picker = oneOf(spec, names);
      if (picker?.name === "extensionRef" && picker.value.kind !== "mapping" && !(0, yaml_1.isNull)(picker.value)) {
        throw new yaml_1.Declined("extensionRef is not a reference", picker.range.start);
      }
      const pickerWrapper = (0, yaml_1.certainEntryOf)(spec, "endpointPickerConfig");
      if (!pickerWrapper)
        return { picker, pickerWrapper };
      const wrapped = oneOf(pickerWrapper.value, names);
      if (picker || !wrapped || (0, yaml_1.asMapping)(pickerWrapper.value)?.entries.length !== 1) {
        throw new yaml_1.Declined("endpointPickerConfig is not a field of any version", pickerWrapper.range.start);
      }
      return { picker: wrapped, pickerWrapper };
    }
    function isLabel({ value }) {
      return value.kind === "scalar" && !(0, yaml_1.isNull)(value) && !(0, placeholder_1.holdsPlaceholder)((0, yaml_1.stringOf)(value) ?? "");
    }
    function requireNumber({ name, value, range }) {
      if (value.kind === "scalar")
        return;
      throw new yaml_1.Declined(`${name ?? ""} is not a number`, range.start);
    }
    function oneOf(node, names) {
      const found = names.map((name) => (0, yaml_1.certainEntryOf)(node, name)).filter((entry) => entry !== void 0);
      if (found.length > 1) {
        throw new yaml_1.Declined(`it has both ${found.map((entry) => entry.name).join(" and ")}`, found[0]?.range.start);
      }
      return found[0];
    }
  }
});

// build/transforms/1.28/inference-pool/spec.js
var require_spec2 = __commonJS({
  "build/transforms/1.28/inference-pool/spec.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.migrateSelector = migrateSelector;
    exports2.migratePorts = migratePorts;
    exports2.migratePicker = migratePicker;
    exports2.migratePickerPort = migratePickerPort;
    exports2.requirePortOrService = requirePortOrService;
    exports2.kindOf = kindOf;
    var yaml_1 = require_yaml();
    var placeholder_1 = require_placeholder();
    var names_1 = require_names2();
    function migrateSelector({ selector, selectorIsFlat }, edit) {
      if (selector && selectorIsFlat)
        edit.nest(selector, [{ key: "matchLabels" }]);
    }
    function migratePorts({ targetPortNumber }, edit) {
      if (!targetPortNumber)
        return;
      if ((0, yaml_1.isNull)(targetPortNumber.value))
        edit.rename(targetPortNumber, "targetPorts");
      else
        edit.nest(targetPortNumber, ["item", { key: "number" }], "targetPorts");
    }
    function migratePicker({ picker, pickerWrapper }, edit) {
      if (!picker)
        return;
      if (pickerWrapper)
        edit.unwrap(pickerWrapper, picker);
      edit.rename(picker, "endpointPickerRef");
    }
    function migratePickerPort(picker, pickerPort, isDefaultDue, edit) {
      if (pickerPort?.value.kind === "scalar" && !(0, yaml_1.isNull)(pickerPort.value)) {
        edit.nest(pickerPort, [{ key: "number" }], "port");
      } else if (!pickerPort && isDefaultDue && kindOf(picker?.value) === "Service") {
        const reference = (0, yaml_1.asMapping)(picker?.value);
        const after = reference?.entries.findLast(({ name }) => ["group", "kind", "name"].includes(name ?? ""));
        if (reference)
          edit.insert(reference, "port", { number: names_1.usualPickerPort }, after);
      }
    }
    function requirePortOrService(picker, pickerPort) {
      if (!(0, yaml_1.asMapping)(picker?.value) || pickerPort || kindOf(picker?.value) === "Service")
        return;
      const message = "the patch brings a picker that has no port and is no Service";
      throw new yaml_1.Declined(message, picker?.range.start);
    }
    function kindOf(reference) {
      const value = (0, yaml_1.entryOf)(reference, "kind")?.value;
      if ((0, yaml_1.isNull)(value))
        return "Service";
      const kind = (0, yaml_1.stringOf)(value) ?? "";
      if (kind === "Service")
        return kind;
      return (0, placeholder_1.holdsPlaceholder)(kind) ? "unknown" : "other";
    }
  }
});

// build/transforms/1.28/inference-pool/base.js
var require_base2 = __commonJS({
  "build/transforms/1.28/inference-pool/base.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.poolSurvey = exports2.poolBases = void 0;
    var yaml_1 = require_yaml();
    var kept_1 = require_kept();
    var labels_1 = require_labels();
    var names_1 = require_names2();
    var removal_1 = require_removal();
    var shape_1 = require_shape2();
    var spec_1 = require_spec2();
    exports2.poolBases = { name: "inference-pool-bases" };
    exports2.poolSurvey = {
      triggers: ["InferencePool", ...removal_1.removalWords],
      collect(document, facts) {
        (0, removal_1.collectRemovals)(document, facts);
        const { path, objects } = document;
        for (const object of objects) {
          if (object.kind !== "InferencePool" || ![names_1.group, names_1.oldGroup].includes(object.group))
            continue;
          const pool = (0, yaml_1.unlessDeclined)(() => (0, shape_1.readPool)(object));
          if (!pool)
            continue;
          const { kind, name } = object;
          facts.add(exports2.poolBases, {
            path,
            kind,
            name,
            namespace: object.namespace,
            isKept: (0, kept_1.isKeptIn)(document, object, "inference-pool"),
            isOld: object.apiVersion !== names_1.apiVersion,
            labels: (0, labels_1.labelsOf)(object),
            hasTargetPort: (pool.targetPortNumber ?? pool.targetPorts) !== void 0,
            picker: pool.picker && {
              kind: (0, spec_1.kindOf)(pool.picker.value),
              hasPort: hadPort(pool)
            }
          });
        }
      }
    };
    function hadPort({ pickerPort }) {
      return pickerPort !== void 0 && (0, yaml_1.scalarValueOf)((0, yaml_1.valueAt)(pickerPort.value, "number")) !== names_1.usualPickerPort;
    }
  }
});

// build/transforms/1.28/inference-pool/own.js
var require_own = __commonJS({
  "build/transforms/1.28/inference-pool/own.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.says = says;
    exports2.textUnder = textUnder;
    exports2.certainEntry = certainEntry;
    var yaml_1 = require_yaml();
    function says(mapping, name, isMeant) {
      return mapping.entries.some((entry) => entry.name === name && isMeant((0, yaml_1.stringOf)(entry.value) ?? ""));
    }
    function textUnder(node, name) {
      return (0, yaml_1.stringOf)(certainEntry(node, name)?.value);
    }
    function certainEntry(node, name) {
      return (0, yaml_1.unlessDeclined)(() => (0, yaml_1.entryOf)(node, name));
    }
  }
});

// build/transforms/1.28/inference-pool/fate.js
var require_fate = __commonJS({
  "build/transforms/1.28/inference-pool/fate.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.ambiguous = void 0;
    exports2.fateOf = fateOf;
    exports2.fateAround = fateAround;
    exports2.poolNameIn = poolNameIn;
    exports2.namespaceAround = namespaceAround;
    exports2.stayWithPool = stayWithPool;
    var yaml_1 = require_yaml();
    var base_1 = require_base2();
    var own_1 = require_own();
    function fateOf(named, facts) {
      const bases = facts.all(base_1.poolBases);
      const isMeant = (base) => fits(named.name, base.name) && fits(named.namespace, base.namespace);
      const kept = bases.filter((base) => base.isKept && base.isOld && isMeant(base));
      if (kept.length === 0)
        return "moves";
      return bases.some((base) => !base.isKept && isMeant(base)) ? "both" : "stays";
    }
    function fateAround(node, { facts }) {
      return fateOf({ namespace: namespaceAround(node) }, facts);
    }
    function poolNameIn(words) {
      const line = words.map((word) => (0, yaml_1.stringOf)(word) ?? "").join(" ");
      return /(?<![\w-])--?pool-?[nN]ame(?:=|\s+)["']?([a-z0-9][a-z0-9.-]*)/.exec(line)?.[1];
    }
    function namespaceAround(node) {
      const metadata = (0, yaml_1.holdersOf)(node).map((holder) => (0, yaml_1.asMapping)((0, own_1.certainEntry)(holder, "metadata")?.value));
      return (0, own_1.textUnder)(metadata.find((mapping) => mapping !== void 0), "namespace");
    }
    function fits(one, other) {
      const isOpen = (text) => text === void 0 || (0, yaml_1.isTemplated)(text);
      return isOpen(one) || isOpen(other) || one === other;
    }
    function stayWithPool(place, { keep, report }) {
      keep(place);
      report({
        level: "note",
        at: place,
        message: "it stays with the InferencePool that it names, which a comment keeps in the old group",
        help: "Istio 1.28 knows only the new group: take that comment out once the pool may move"
      });
    }
    exports2.ambiguous = {
      level: "warning",
      message: "a comment keeps some of the InferencePools that this may name in the old group, and others move",
      help: "see which one it names, and change the group by hand if that one moves; where it names all, add the new group"
    };
  }
});

// build/transforms/1.28/inference-pool/flags.js
var require_flags = __commonJS({
  "build/transforms/1.28/inference-pool/flags.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.migrateFlags = migrateFlags;
    var yaml_1 = require_yaml();
    var fate_1 = require_fate();
    var names_1 = require_names2();
    var flagWithValue = new RegExp(`(?<![\\w-])--?pool-group(?:=|[ \\t]+)["']?${names_1.oldGroup.replaceAll(".", "\\.")}(?![\\w.-])`, "g");
    function migrateFlags({ root }, context) {
      (0, yaml_1.walk)(root, (node) => {
        const text = (0, yaml_1.asText)(node);
        if (!text || text.alias || context.isRead(text))
          return;
        const value = valueBehind(text);
        if (value && mayMove(text, value, context)) {
          context.rewrite(value, `${text.value} ${names_1.oldGroup} \u2192 ${names_1.group}`, (edit) => {
            edit.set(value, names_1.group);
          });
        }
        const flags = [...new Set(text.value.match(flagWithValue))];
        if (flags.length === 0 || !mayMove(text, text, context))
          return;
        context.rewrite(text, `${flags.join(", ")} \u2192 ${names_1.group}`, (edit) => {
          edit.replaceWords(text, flags.map((flag) => ({ from: flag, to: flag.replace(names_1.oldGroup, names_1.group) })));
        });
      });
    }
    function mayMove(flag, place, context) {
      const fate = (0, fate_1.fateOf)({ name: poolNameBeside(flag), namespace: (0, fate_1.namespaceAround)(flag) }, context.facts);
      if (fate === "stays")
        (0, fate_1.stayWithPool)(place, context);
      if (fate === "both")
        context.report({ at: place, ...fate_1.ambiguous });
      return fate === "moves";
    }
    function poolNameBeside(text) {
      return (0, fate_1.poolNameIn)([text]) ?? (0, fate_1.poolNameIn)((0, yaml_1.itemsOf)(text.parent?.parent).map(({ value }) => value));
    }
    function valueBehind({ value, parent }) {
      if (!/^--?pool-group$/.test(value))
        return void 0;
      const items = (0, yaml_1.itemsOf)(parent?.parent);
      const next = (0, yaml_1.asText)(items[items.findIndex((item) => item === parent) + 1]?.value);
      return next?.value === names_1.oldGroup ? next : void 0;
    }
  }
});

// build/transforms/1.28/inference-pool/reference.js
var require_reference = __commonJS({
  "build/transforms/1.28/inference-pool/reference.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.findReferences = findReferences;
    exports2.isPoolKind = isPoolKind;
    var yaml_1 = require_yaml();
    var names_1 = require_names2();
    var own_1 = require_own();
    function findReferences({ root, objects }) {
      const pools = new Set(objects.map((object) => object.mapping));
      const references = [];
      (0, yaml_1.walk)(root, (node) => {
        const mapping = (0, yaml_1.asMapping)(node);
        if (!mapping)
          return;
        const key = keyOf(mapping, pools);
        if (key === void 0)
          return;
        const isOldText = key === "group" ? isOldGroup : names_1.isOldApiVersion;
        const isOld = (0, own_1.says)(mapping, key, isOldText) || isOldText((0, own_1.textUnder)(mapping, key) ?? "");
        references.push({ mapping, key, isOld, owner: ownerOf(mapping, pools) });
      });
      return references;
    }
    function keyOf(mapping, objects) {
      if (!namesPool(mapping))
        return void 0;
      const groupText = (0, own_1.textUnder)(mapping, "group");
      if (groupText === names_1.group || groupText === names_1.oldGroup || (0, own_1.says)(mapping, "group", isOldGroup))
        return "group";
      if (objects.has(mapping) || !(0, own_1.says)(mapping, "kind", isPoolKind))
        return void 0;
      const version = (0, own_1.textUnder)(mapping, "apiVersion") ?? "";
      return (0, names_1.isOldApiVersion)(version) || version.startsWith(`${names_1.group}/`) ? "apiVersion" : void 0;
    }
    function namesPool(mapping) {
      if ((0, own_1.says)(mapping, "kind", isPoolKind) || (0, own_1.says)(mapping, "resource", names_1.isPoolResource))
        return true;
      const holder = mapping.parent;
      const isPoolRef = holder?.kind === "entry" && holder.name === "poolRef";
      return isPoolRef && !mapping.entries.some(({ name }) => name === "kind");
    }
    function ownerOf(mapping, objects) {
      const [, ...holders] = (0, yaml_1.holdersOf)(mapping);
      return holders.find((holder) => objects.has(holder)) ?? holders.find(yaml_1.asSequence) ?? mapping;
    }
    function isPoolKind(text) {
      return text === "InferencePool" || text === "InferencePoolList";
    }
    function isOldGroup(text) {
      return text === names_1.oldGroup;
    }
  }
});

// build/transforms/1.28/inference-pool/kept.js
var require_kept3 = __commonJS({
  "build/transforms/1.28/inference-pool/kept.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.keepOtherKinds = keepOtherKinds;
    var selector_1 = require_selector();
    var yaml_1 = require_yaml();
    var placeholder_1 = require_placeholder();
    var names_1 = require_names2();
    var own_1 = require_own();
    var reference_1 = require_reference();
    function keepOtherKinds({ root }, { keep }) {
      (0, yaml_1.walk)(root, (node) => {
        const kind = (0, own_1.textUnder)(node, "kind");
        if (kind === void 0 || mayMeanPool(kind))
          return;
        for (const entry of [(0, own_1.certainEntry)(node, "group"), (0, own_1.certainEntry)(node, "apiVersion")]) {
          if (entry?.parent !== node)
            continue;
          const text = (0, yaml_1.stringOf)(entry.value) ?? "";
          if (text === names_1.oldGroup || (0, names_1.isOldApiVersion)(text))
            keep(entry.value);
        }
      });
    }
    function mayMeanPool(kind) {
      return (0, reference_1.isPoolKind)(kind) || (0, placeholder_1.holdsPlaceholder)(kind) || (0, selector_1.fits)(kind, "InferencePool") || /\s/.test(kind);
    }
  }
});

// build/transforms/1.28/inference-pool/field.js
var require_field2 = __commonJS({
  "build/transforms/1.28/inference-pool/field.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.movePoolField = movePoolField;
    exports2.moveWholeField = moveWholeField;
    exports2.isPoolField = isPoolField;
    exports2.isPickerPort = isPickerPort;
    exports2.isPickerKind = isPickerKind;
    exports2.isPickerPath = isPickerPath;
    exports2.isPort = isPort;
    var yaml_1 = require_yaml();
    function movePoolField(path) {
      const [first, second, third, ...rest] = path;
      if (first !== "spec")
        return path;
      switch (second) {
        case "selector": {
          const isMoved = third === "matchLabels";
          return isMoved ? path : ["spec", "selector", "matchLabels", ...path.slice(2)];
        }
        case "targetPortNumber":
          return ["spec", "targetPorts", "0", "number", ...path.slice(2)];
        case "extensionRef":
        case "endpointPickerRef": {
          const reference = ["spec", "endpointPickerRef"];
          if (third === "portNumber" || third === "targetPortNumber")
            return [...reference, "port", "number", ...rest];
          return [...reference, ...path.slice(2)];
        }
        case "endpointPickerConfig":
          throw new yaml_1.Declined("endpointPickerConfig is not a field of any version");
        default:
          return path;
      }
    }
    function moveWholeField(path) {
      const [first, second] = path;
      if (first === "spec" && (path.length === 1 || path.length === 2 && second === "extensionRef"))
        throw new yaml_1.Declined(`${path.join(".")} has other fields in v1; name the fields one by one`);
      return movePoolField(path);
    }
    function isPoolField([first, second]) {
      return first === "spec" && ["extensionRef", "endpointPickerRef", "targetPortNumber"].includes(second ?? "");
    }
    function isPickerPort(path) {
      return isPickerPath(path) && path.length === 3 && isPort(path);
    }
    function isPickerKind(path) {
      return isPickerPath(path) && path[2] === "kind";
    }
    function isPickerPath([first, second]) {
      return first === "spec" && (second === "extensionRef" || second === "endpointPickerRef");
    }
    function isPort(path) {
      const last = path.at(-1);
      return last === "portNumber" || last === "targetPortNumber";
    }
  }
});

// build/transforms/1.28/inference-pool/transfer.js
var require_transfer = __commonJS({
  "build/transforms/1.28/inference-pool/transfer.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.followTransfer = followTransfer;
    exports2.hasTargetPorts = hasTargetPorts;
    var node_util_1 = require("node:util");
    var yaml_1 = require_yaml();
    var field_1 = require_field2();
    var removal_1 = require_removal();
    function followTransfer({ op, path, pathEntry }, from, { bases, facts }) {
      const places = { path: (0, field_1.movePoolField)(path), from: (0, field_1.movePoolField)(from) };
      if ((0, node_util_1.isDeepStrictEqual)(places, { path, from }))
        return void 0;
      const isThere = path[1] === "targetPortNumber" ? hasTargetPorts(bases, facts) : hasPickerPorts(bases, facts);
      const intoPort = (0, field_1.isPort)(path) && !isThere;
      if (isWhole(path) || isWhole(from) || op === "move" && (0, field_1.isPort)(from) || intoPort) {
        throw new yaml_1.Declined(`${op} cannot follow a field that changes its form`, pathEntry.range.start);
      }
      return places;
    }
    function hasPickerPorts(bases, facts) {
      const isThere = bases.length > 0 && bases.every(({ picker }) => picker?.hasPort);
      return isThere && !(0, removal_1.mayBeTakenAway)("extensionRef", facts);
    }
    function hasTargetPorts(bases, facts) {
      const isThere = bases.length > 0 && bases.every((base) => base.hasTargetPort);
      return isThere && !(0, removal_1.mayBeTakenAway)("targetPortNumber", facts);
    }
    function isWhole(path) {
      return path[0] === "spec" && path.length <= 2 && !(0, field_1.isPort)(path);
    }
  }
});

// build/transforms/1.28/inference-pool/operation.js
var require_operation3 = __commonJS({
  "build/transforms/1.28/inference-pool/operation.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.followPoolOperation = followPoolOperation;
    var node_util_1 = require("node:util");
    var yaml_1 = require_yaml();
    var field_1 = require_field2();
    var names_1 = require_names2();
    var removal_1 = require_removal();
    var transfer_1 = require_transfer();
    var shape_1 = require_shape2();
    var spec_1 = require_spec2();
    function followPoolOperation(operation, surroundings) {
      const { op, path, from, value } = operation;
      if (op === "move" || op === "copy") {
        if (changedPaths(operation).some(field_1.isPickerKind))
          requireService(operation, surroundings);
        return (0, transfer_1.followTransfer)(operation, from ?? [], surroundings);
      }
      const [first, second, third] = path;
      if (first === "apiVersion")
        return followVersion(value);
      if (first !== "spec")
        return void 0;
      if (path.length === 1)
        return value && {
          migrateValue: (edit) => {
            migrateSpecValue(value, edit);
          }
        };
      if ((0, field_1.isPickerPath)(path) && third === void 0) {
        const moved2 = { path: (0, field_1.movePoolField)(path) };
        return value ? {
          ...moved2,
          migrateValue: (edit) => {
            migratePickerValue(value, edit);
          }
        } : moved2;
      }
      if (second === "selector" && third === void 0)
        return value && followSelector(value);
      if (second === "targetPortNumber")
        return followTargetPort(operation, surroundings);
      if ((0, field_1.isPickerPort)(path))
        return followPickerPort(operation, surroundings);
      if ((0, field_1.isPickerKind)(path))
        requireService(operation, surroundings);
      const moved = (0, field_1.movePoolField)(path);
      return (0, node_util_1.isDeepStrictEqual)(moved, path) ? void 0 : { path: moved };
    }
    function followVersion(value) {
      const text = (0, yaml_1.asText)(value?.value);
      const [named] = text?.value.split("/") ?? [];
      if (!text || named !== names_1.oldGroup && named !== names_1.group)
        return void 0;
      return {
        migrateValue: (edit) => {
          edit.set(text, `${names_1.group}/v1`);
        }
      };
    }
    function migrateSpecValue(value, edit) {
      const pool = (0, shape_1.readSpec)((0, yaml_1.asMapping)(value.value), value);
      (0, shape_1.requirePorts)(pool);
      (0, spec_1.migrateSelector)(pool, edit);
      (0, spec_1.migratePorts)(pool, edit);
      (0, spec_1.migratePicker)(pool, edit);
      (0, spec_1.requirePortOrService)(pool.picker, pool.pickerPort);
      (0, spec_1.migratePickerPort)(pool.picker, pool.pickerPort, true, edit);
    }
    function migratePickerValue(value, edit) {
      const port = (0, shape_1.readPickerPort)(value.value);
      if (port && (0, yaml_1.isNull)(port.value))
        throw new yaml_1.Declined("the port has no value", port.range.start);
      (0, spec_1.requirePortOrService)(value, port);
      (0, spec_1.migratePickerPort)(value, port, true, edit);
    }
    function followSelector(value) {
      const { selectorIsFlat } = (0, shape_1.readSelector)(value.value);
      return selectorIsFlat ? { wrappers: [{ key: "matchLabels" }] } : void 0;
    }
    function followTargetPort({ op, path, value }, { bases, facts, operations }) {
      if (path.length > 2)
        throw new yaml_1.Declined("targetPortNumber is a number, and has no fields");
      if (op === "remove")
        return { path: ["spec", "targetPorts"] };
      requireValue(value);
      if (setsField(op, bases) && (operations.some(removesSpec) || !(0, transfer_1.hasTargetPorts)(bases, facts))) {
        return { path: ["spec", "targetPorts"], wrappers: ["item", { key: "number" }] };
      }
      return { path: (0, field_1.movePoolField)(path) };
    }
    function followPickerPort(operation, { bases, facts, operations }) {
      const { op, path, value } = operation;
      if (op === "remove") {
        requireAlone(operation, operations);
        if (bases.length === 0 || bases.some(({ picker }) => picker?.kind !== "Service")) {
          const message = "without its port a picker gets the usual one if it is a Service, which is not certain here";
          throw new yaml_1.Declined(message, operation.pathEntry.range.start);
        }
        return { op: "replace", path: (0, field_1.movePoolField)(path), value: names_1.usualPickerPort };
      }
      requireValue(value);
      const isThere = bases.length > 0 && bases.every(({ picker }) => picker && (picker.kind === "Service" || picker.hasPort)) && !(0, removal_1.mayBeTakenAway)("extensionRef", facts);
      if (setsField(op, bases) && (operations.some(removesSpec) || !isThere)) {
        return { path: ["spec", "endpointPickerRef", "port"], wrappers: [{ key: "number" }] };
      }
      return { path: (0, field_1.movePoolField)(path) };
    }
    function setsField(op, bases) {
      return op === "add" || op === "replace" && bases.length > 0;
    }
    function removesSpec(operation) {
      const { op, path } = operation;
      if (op === "remove" && path[1] === "targetPortNumber")
        return true;
      return changedPaths(operation).some((changed) => changed.length === 0 || changed[0] === "spec" && changed.length === 1 || (0, field_1.isPickerPath)(changed) && changed.length === 2 || (0, field_1.isPickerKind)(changed));
    }
    function changedPaths({ op, path, from = [] }) {
      if (op === "test")
        return [];
      return op === "move" ? [path, from] : [path];
    }
    function requireAlone(operation, operations) {
      const others = operations.filter((other) => other !== operation);
      if (!others.some((other) => removesSpec(other) || removesPickerPort(other)))
        return;
      const message = "several operations of the patch decide whether the picker has the usual port; name its port";
      throw new yaml_1.Declined(message, operation.pathEntry.range.start);
    }
    function removesPickerPort({ op, path }) {
      return op === "remove" && (0, field_1.isPickerPort)(path);
    }
    function requireValue(value) {
      if (value && (0, yaml_1.isNull)(value.value)) {
        throw new yaml_1.Declined("the migrated pool has a port where the old one had none", value.range.start);
      }
    }
    function requireService(operation, { bases, operations }) {
      const { op, pathEntry, value } = operation;
      if (op === "test")
        return;
      const isService = op === "remove" || (0, yaml_1.stringOf)(value?.value) === "Service";
      const wasService = bases.every(({ picker }) => picker?.kind === "Service");
      requireAlone(operation, operations);
      const hadPort = bases.length > 0 && bases.every(({ picker }) => picker?.hasPort);
      if (isService && wasService || hadPort)
        return;
      const message = "the patch changes the kind of the picker, and with it whether it has the usual port";
      throw new yaml_1.Declined(message, pathEntry.range.start);
    }
  }
});

// build/transforms/1.28/inference-pool/check.js
var require_check2 = __commonJS({
  "build/transforms/1.28/inference-pool/check.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.checkPatch = checkPatch;
    exports2.checkPool = checkPool;
    var yaml_1 = require_yaml();
    var placeholder_1 = require_placeholder();
    var names_1 = require_names2();
    var spec_1 = require_spec2();
    var specFields = [
      "selector",
      "targetPortNumber",
      "targetPorts",
      "extensionRef",
      "endpointPickerRef",
      "endpointPickerConfig",
      "appProtocol"
    ];
    var pickerFields = ["group", "kind", "name", "port", "portNumber", "targetPortNumber", "failureMode"];
    function checkPatch(pool, report) {
      const { targetPortNumber, targetPorts, picker, pickerPort } = pool;
      const port = targetPortNumber ?? targetPorts;
      if (port && !(0, yaml_1.isNull)(port.value))
        checkTargetPorts(pool, report);
      if (picker && !(0, yaml_1.isNull)(picker.value)) {
        checkKind({ ...pool, isPartial: true }, picker, report);
        if (pickerPort && !(0, yaml_1.isNull)(pickerPort.value))
          checkPickerPort(pickerPort, report);
      }
      checkFields(pool.spec, specFields, "spec", report);
      checkFields(picker?.value, pickerFields, "the picker\u2019s reference", report);
    }
    function checkPool(pool, report) {
      checkSelector(pool, report);
      checkTargetPorts(pool, report);
      checkPicker(pool, report);
      checkFields(pool.spec, specFields, "spec", report);
      checkFields(pool.picker?.value, pickerFields, "the picker\u2019s reference", report);
    }
    function checkSelector({ place, selector, labels, isPartial }, report) {
      if ((0, yaml_1.isTemplatedNode)(selector?.value) || (labels?.arrivals.length ?? 0) > 0)
        return;
      if (labels ? labels.entries.length > 0 : isPartial && !selector)
        return;
      if ((0, placeholder_1.holdsPlaceholder)((0, yaml_1.stringOf)((0, yaml_1.entryOf)(selector?.value, "matchLabels")?.value) ?? ""))
        return;
      report({
        level: "error",
        at: selector ?? place,
        message: "v1 refuses a pool whose selector has no matchLabels",
        help: "name the labels of the model servers under spec.selector.matchLabels"
      });
    }
    function checkTargetPorts({ place, targetPortNumber, targetPorts, isPartial }, report) {
      if (targetPortNumber) {
        checkPort(targetPortNumber.value, targetPortNumber, "the target port", report);
        return;
      }
      const list = (0, yaml_1.asSequence)(targetPorts?.value);
      if ((0, yaml_1.isTemplatedNode)(targetPorts?.value))
        return;
      if (!list || list.items.length === 0) {
        if (isPartial && !targetPorts)
          return;
        const help = "name the port of the model servers: targetPorts: [{number: 8000}]";
        const message = "v1 refuses a pool without a list of targetPorts";
        report({ level: "error", at: targetPorts ?? place, message, help });
        return;
      }
      const numbers = list.items.map(({ value }) => (0, yaml_1.entryOf)(value, "number"));
      for (const [index, number] of numbers.entries()) {
        checkPort(number?.value, number ?? list.items[index]?.value ?? list, "a target port", report);
      }
      checkPortList(list.items.length, numbers, list, report);
    }
    function checkPortList(count, numbers, list, report) {
      if (count > 8)
        report({ level: "error", at: list, message: "v1 refuses more than 8 targetPorts" });
      else if (count > 1) {
        const message = "several targetPorts need the InferencePool CRDs of v1.1 or newer";
        report({ level: "warning", at: list, message, help: "the CRDs of v1.0 take one port only" });
      }
      const seen = /* @__PURE__ */ new Set();
      for (const number of numbers) {
        const value = (0, yaml_1.scalarValueOf)(number?.value);
        if (value === void 0)
          continue;
        if (number && seen.has(value)) {
          report({ level: "error", at: number, message: "v1 refuses the same target port twice" });
        }
        seen.add(value);
      }
    }
    function checkPicker(pool, report) {
      const { place, picker, pickerPort, isPartial } = pool;
      if (!picker || (0, yaml_1.isNull)(picker.value)) {
        if (isPartial && !picker)
          return;
        const at = picker ?? place;
        const help = "name the Service of the endpoint picker";
        report({ level: "error", at, message: "v1 refuses a pool without an endpointPickerRef", help });
        return;
      }
      const name = (0, yaml_1.entryOf)(picker.value, "name");
      if (!isPartial && (!name || (0, yaml_1.isNull)(name.value) || (0, yaml_1.stringOf)(name.value) === "")) {
        report({ level: "error", at: name ?? picker, message: "v1 refuses an endpointPickerRef without a name" });
      }
      checkKind(pool, picker, report);
      if (pickerPort)
        checkPickerPort(pickerPort, report);
    }
    function checkPickerPort(pickerPort, report) {
      const number = (0, yaml_1.asMapping)(pickerPort.value) ? (0, yaml_1.entryOf)(pickerPort.value, "number") : pickerPort;
      checkPort(number?.value, number ?? pickerPort, "the picker\u2019s port", report);
      if (pickerPort.name === "targetPortNumber") {
        report({
          level: "warning",
          at: pickerPort,
          message: "the picker\u2019s port was a port of its pods in v1alpha1; in v1 it is a port of its Service",
          help: "make sure that the Service has this port"
        });
      }
    }
    function checkKind(pool, picker, report) {
      const at = (0, yaml_1.entryOf)(picker.value, "kind") ?? picker;
      const hasPort = pool.pickerPort !== void 0 || pool.isPartial;
      if ((0, spec_1.kindOf)(picker.value) === "other") {
        report({
          level: "error",
          at,
          message: hasPort ? "Istio 1.28 accepts only a Service as endpoint picker (InvalidExtensionRef)" : "Istio 1.28 accepts only a Service as endpoint picker, and drops a pool whose picker has no port",
          help: "point to the picker\u2019s Service"
        });
      } else if ((0, spec_1.kindOf)(picker.value) === "unknown" && !hasPort) {
        report({
          level: "error",
          at,
          message: "the picker has no port, which v1 refuses if this kind turns out to be Service",
          help: `for a Service, give the port that it had by default: port: {number: ${names_1.usualPickerPort}}`
        });
      }
    }
    function checkPort(value, at, what, report) {
      const message = (0, yaml_1.isNull)(value) ? `v1 refuses ${what} without a number` : problemOf((0, yaml_1.scalarValueOf)(value), what);
      if (message !== void 0)
        report({ level: "error", at, message });
    }
    function problemOf(port, what) {
      if (typeof port === "string") {
        if ((0, placeholder_1.holdsPlaceholder)(port))
          return void 0;
        if (/^\d+$/.test(port))
          return `${what} is in quotes, and the API server takes only a number`;
      }
      if (typeof port !== "number")
        return `${what} is not a number`;
      if (!Number.isInteger(port))
        return `${what} is not a whole number`;
      return port < 1 || port > 65535 ? `${what} is not between 1 and 65535` : void 0;
    }
    function checkFields(node, known, where, report) {
      for (const entry of (0, yaml_1.entriesOf)(node)) {
        const { name } = entry;
        if (name === void 0 || (0, yaml_1.isTemplated)(name) || /^(<<$|\$)/.test(name) || known.includes(name))
          continue;
        report({
          level: "warning",
          at: entry,
          message: `no version of InferencePool knows the field "${name}" in ${where}`,
          help: "the API server drops it, or refuses the object where it validates strictly, as kubectl does"
        });
      }
    }
  }
});

// build/transforms/1.28/inference-pool/patch.js
var require_patch2 = __commonJS({
  "build/transforms/1.28/inference-pool/patch.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.migratePatch = migratePatch;
    var tree_1 = require_tree2();
    var yaml_1 = require_yaml();
    var base_1 = require_base2();
    var check_1 = require_check2();
    var names_1 = require_names2();
    var removal_1 = require_removal();
    var shape_1 = require_shape2();
    var spec_1 = require_spec2();
    function migratePatch(object, bases, facts, edit, report) {
      if (directiveOf(object.mapping) === "delete")
        return;
      const pool = (0, shape_1.readPool)(object);
      const { spec, selector, picker } = pool;
      if (!isDeleted(selector?.value))
        (0, spec_1.migrateSelector)(pool, edit);
      (0, spec_1.migratePorts)(pool, edit);
      (0, spec_1.migratePicker)(pool, edit);
      if (picker && (0, yaml_1.asMapping)(picker.value) && !isDeleted(picker.value)) {
        const isWhole = [object.mapping, spec, picker.value].some((node) => directiveOf(node) === "replace");
        migratePortOfPatch(pool, isWhole, bases, facts, edit);
      }
      (0, check_1.checkPatch)(pool, report);
    }
    function migratePortOfPatch({ picker, pickerPort }, isWhole, bases, facts, edit) {
      if (pickerPort && (0, yaml_1.isNull)(pickerPort.value)) {
        if (pickerPort.name !== "port")
          removePort(pickerPort, bases, edit);
        return;
      }
      const bringsPicker = bases.some((base) => base.picker === void 0);
      if (picker && !pickerPort && !isWhole) {
        if (bringsPicker)
          requireOnlyPicker(picker, bases, facts);
        else
          requireSamePicker(picker, bases, facts);
      }
      if (isWhole || bringsPicker)
        (0, spec_1.requirePortOrService)(picker, pickerPort);
      (0, spec_1.migratePickerPort)(picker, pickerPort, isWhole || bringsPicker, edit);
    }
    function requireOnlyPicker(picker, bases, facts) {
      if (bases.some((base) => base.picker !== void 0)) {
        const message2 = "the patch is for pools with and without a picker; only the latter get the usual port";
        throw new yaml_1.Declined(message2, picker.range.start);
      }
      const tree = tree_1.KustomizeTree.of(facts);
      const pickers = new Set(facts.all(base_1.poolBases).flatMap((base) => base.picker ? [base.path] : []));
      const patches = new Set(bases.flatMap((base) => tree.patchesOver(base.path)));
      const rivals = [...patches].filter(({ path = "", text = "" }) => pickers.has(path) || /extensionRef|endpointPickerRef/.test(text));
      if (rivals.length <= 1)
        return;
      const message = "several patches bring the picker to a pool that has none; name its port in one of them";
      throw new yaml_1.Declined(message, picker.range.start);
    }
    function requireSamePicker(picker, bases, facts) {
      if (bases.length > 0 && (0, yaml_1.entryOf)(picker.value, "name") && (0, removal_1.mayBeTakenAway)("extensionRef", facts)) {
        const message2 = "another patch of the tree takes a picker away, and this one may bring one back; name its port";
        throw new yaml_1.Declined(message2, picker.range.start);
      }
      const kind = (0, yaml_1.entryOf)(picker.value, "kind");
      if (!kind)
        return;
      const staysService = (0, spec_1.kindOf)(picker.value) === "Service" && bases.every((base) => base.picker?.kind === "Service");
      const hadPort = bases.length > 0 && bases.every((base) => base.picker?.hasPort);
      if (staysService || hadPort)
        return;
      const message = "the patch changes the kind of the picker, and with it whether it has the usual port";
      throw new yaml_1.Declined(message, kind.range.start);
    }
    function removePort(port, bases, edit) {
      const reference = port.parent;
      const kinds = (0, yaml_1.entryOf)(reference, "kind") ? [(0, spec_1.kindOf)(reference)] : bases.map(({ picker }) => picker?.kind ?? "Service");
      if (port.value.kind !== "scalar" || kinds.some((kind) => kind !== "Service")) {
        const message = "the patch takes the port away from a picker that is no Service";
        throw new yaml_1.Declined(message, port.range.start);
      }
      edit.set(port.value, names_1.usualPickerPort);
      edit.nest(port, [{ key: "number" }], "port");
    }
    function directiveOf(node) {
      return (0, yaml_1.stringOf)((0, yaml_1.entryOf)(node, "$patch")?.value);
    }
    function isDeleted(node) {
      return directiveOf(node) === "delete";
    }
  }
});

// build/transforms/1.28/inference-pool/status.js
var require_status = __commonJS({
  "build/transforms/1.28/inference-pool/status.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.migrateStatus = migrateStatus;
    var yaml_1 = require_yaml();
    function migrateStatus({ status }, edit, report) {
      const conditions = (0, yaml_1.entryOf)(status, "conditions");
      if (conditions) {
        report({
          level: "warning",
          at: conditions,
          message: "status.conditions of v1alpha1 has no counterpart in v1",
          help: "delete the status: the controller writes it anew"
        });
      }
      const parents = (0, yaml_1.entryOf)(status, "parent");
      if (!parents)
        return;
      edit.rename(parents, "parents");
      for (const parent of (0, yaml_1.itemsOf)(parents.value)) {
        if (isPlaceholder(parent))
          edit.remove(parent);
        else
          migrateConditions(parent, edit);
      }
    }
    function isPlaceholder({ value }) {
      const reference = (0, yaml_1.valueAt)(value, "parentRef");
      return (0, yaml_1.stringOf)((0, yaml_1.valueAt)(reference, "kind")) === "Status" && (0, yaml_1.stringOf)((0, yaml_1.valueAt)(reference, "name")) === "default";
    }
    function migrateConditions({ value }, edit) {
      for (const condition of (0, yaml_1.itemsOf)((0, yaml_1.valueAt)(value, "conditions"))) {
        if ((0, yaml_1.stringOf)((0, yaml_1.valueAt)(condition.value, "type")) !== "Accepted")
          continue;
        const reason = (0, yaml_1.asText)((0, yaml_1.valueAt)(condition.value, "reason"));
        const status = (0, yaml_1.stringOf)((0, yaml_1.valueAt)(condition.value, "status"));
        if (status === "Unknown" && reason?.value === "Pending")
          edit.remove(condition);
        else if (reason?.value === "NotSupportedByGateway")
          edit.set(reason, "NotSupportedByParent");
      }
    }
  }
});

// build/transforms/1.28/inference-pool/pool.js
var require_pool = __commonJS({
  "build/transforms/1.28/inference-pool/pool.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.migratePool = migratePool;
    var object_1 = require_object();
    var ignored_1 = require_ignored();
    var moves_1 = require_moves();
    var kept_1 = require_kept();
    var check_1 = require_check2();
    var fate_1 = require_fate();
    var names_1 = require_names2();
    var patch_1 = require_patch2();
    var shape_1 = require_shape2();
    var spec_1 = require_spec2();
    var status_1 = require_status();
    function migratePool(object, role, { facts, ignores, rewrite }) {
      const { apiVersionEntry } = object;
      const isOld = object.group === names_1.oldGroup || object.group === names_1.group && object.version !== "v1";
      rewrite(apiVersionEntry ?? object.mapping, summaryOf(object, isOld), (edit, report) => {
        if (isOld && apiVersionEntry?.value.kind === "scalar")
          edit.set(apiVersionEntry.value, `${names_1.group}/v1`);
        if (object.kind !== "InferencePoolList") {
          if (role?.is === "patch")
            (0, patch_1.migratePatch)(object, role.bases, facts, edit, report);
          else
            migrateWhole(object, role, facts, edit, report);
        }
        if (edit.changes.length > 0 && (0, kept_1.isKept)(object, ignores.within))
          throw new ignored_1.LeftAlone();
        if (isOld && role?.is === "patch" && role.bases.length === 0)
          (0, moves_1.reportMissingBase)("InferencePool", apiVersionEntry ?? object.mapping, report);
      });
    }
    function migrateWhole(object, role, facts, edit, report) {
      const pool = (0, shape_1.readPool)(object);
      (0, shape_1.requirePorts)(pool);
      (0, spec_1.migrateSelector)(pool, edit);
      (0, spec_1.migratePorts)(pool, edit);
      (0, spec_1.migratePicker)(pool, edit);
      (0, spec_1.migratePickerPort)(pool.picker, pool.pickerPort, role?.is === "resource" || !pool.isPartial, edit);
      (0, status_1.migrateStatus)(pool, edit, report);
      const isCompleted = role?.is === "resource" && role.isPatched;
      (0, check_1.checkPool)(isCompleted ? { ...pool, isPartial: true } : pool, report);
      if (object.group !== names_1.oldGroup)
        return;
      report({
        level: "warning",
        at: object.apiVersionEntry ?? object.mapping,
        message: "the API group changes, so the migrated InferencePool is a new object beside the old one",
        help: "install the v1 CRDs first, apply the new pool, wait until it is accepted, then delete the old object" + ((0, fate_1.fateOf)({}, facts) === "moves" ? ` and the CRD inferencepools.${names_1.oldGroup}` : "")
      });
    }
    function summaryOf(object, isOld) {
      const what = (0, object_1.describeObject)(object);
      return isOld ? `${what}: ${object.apiVersion} \u2192 ${names_1.group}/v1` : `${what}: fields of earlier generations \u2192 v1`;
    }
  }
});

// build/transforms/1.28/inference-pool/kustomize.js
var require_kustomize3 = __commonJS({
  "build/transforms/1.28/inference-pool/kustomize.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.poolWords = exports2.movedPool = void 0;
    var base_1 = require_base2();
    var field_1 = require_field2();
    var names_1 = require_names2();
    var operation_1 = require_operation3();
    var pool_1 = require_pool();
    exports2.movedPool = {
      kind: "InferencePool",
      groups: [names_1.group, names_1.oldGroup],
      versions: ["v1", "v1alpha2", "v1alpha1"],
      bases: base_1.poolBases,
      isOwnField: field_1.isPoolField,
      moveField: field_1.moveWholeField,
      followOperation: operation_1.followPoolOperation,
      migrateObject: pool_1.migratePool
    };
    exports2.poolWords = ["extensionRef", "targetPortNumber", "spec/selector", "spec.selector"];
  }
});

// build/transforms/1.28/inference-pool/leftovers.js
var require_leftovers = __commonJS({
  "build/transforms/1.28/inference-pool/leftovers.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.reportLeftovers = reportLeftovers;
    var yaml_1 = require_yaml();
    var fate_1 = require_fate();
    var names_1 = require_names2();
    var own_1 = require_own();
    var reference_1 = require_reference();
    function reportLeftovers({ root, objects }, context) {
      reportModels(objects, context);
      const pools = new Set(objects.filter(({ kind }) => (0, reference_1.isPoolKind)(kind)).map(({ mapping }) => mapping));
      (0, yaml_1.walk)(root, (node) => {
        const mapping = (0, yaml_1.asMapping)(node);
        if (!mapping || mapping.alias)
          return;
        reportChartValues(mapping, context);
        reportEmbeddedPool(mapping, pools, context);
        reportIgnoredPaths(mapping, context);
      });
    }
    function reportModels(objects, { report }) {
      for (const { group, kind, mapping, apiVersionEntry } of objects) {
        if (group !== names_1.oldGroup || !["InferenceModel", "InferenceModelList"].includes(kind))
          continue;
        report({
          level: "warning",
          at: apiVersionEntry ?? mapping,
          message: "pickers from v1.0 on do not read an InferenceModel",
          help: "write an InferenceObjective (v1alpha2) with its poolRef and a priority in its place, and delete it"
        });
      }
    }
    function reportChartValues(mapping, { report }) {
      const values = (0, own_1.certainEntry)(mapping, "inferencePool")?.value;
      const apiVersion = (0, own_1.certainEntry)(values, "apiVersion");
      const port = (0, own_1.certainEntry)(values, "targetPortNumber");
      if (apiVersion && (0, names_1.isOldApiVersion)((0, yaml_1.stringOf)(apiVersion.value) ?? "")) {
        report({
          level: "error",
          at: apiVersion,
          message: "the inferencepool chart renders a pool of the old group from this value",
          help: "take chart v1.0 or newer, delete this line, and give targetPorts: [{number: \u2026}]"
        });
      }
      if (port) {
        report({
          level: "warning",
          at: port,
          message: "the inferencepool chart takes targetPortNumber for pools of the old group only",
          help: "together with chart v1.0 or newer, give targetPorts: [{number: \u2026}] instead"
        });
      }
      const flag = (0, own_1.says)(mapping, "name", (name) => name === "pool-group") ? "value" : "pool-group";
      const entry = (0, own_1.certainEntry)(mapping, flag);
      if (entry && (0, yaml_1.stringOf)(entry.value) === names_1.oldGroup) {
        report({
          level: "error",
          at: entry,
          message: "the endpoint picker is told to look for its pool in the old group",
          help: "delete this flag together with the upgrade of the chart: the new group is its default"
        });
      }
    }
    function reportEmbeddedPool(mapping, pools, { report }) {
      const old = ["targetPortNumber", "extensionRef"].map((name) => (0, own_1.certainEntry)(mapping, name));
      const place = old.find((entry) => entry !== void 0);
      if (!place || mapping.anchor !== void 0 || (0, yaml_1.holdersOf)(mapping).some((holder) => pools.has(holder)))
        return;
      const isPool = old[0] && (old[1] ?? (0, own_1.certainEntry)(mapping, "selector"));
      const isSpecOfPool = keyOf(mapping) === "spec" && /pool$/i.test(keyOf(mapping.parent?.parent) ?? "");
      if (!isPool && !isSpecOfPool)
        return;
      report({
        level: "warning",
        at: place,
        message: "these are fields of an alpha InferencePool inside of another resource",
        help: "look up whether the version of that resource for Istio 1.28 takes the fields of v1, and change both together"
      });
    }
    var oldPaths = /(?:^|[./])(?:targetPortNumber|extensionRef|portNumber|parent)(?![\w])/;
    function reportIgnoredPaths(mapping, { report, facts }) {
      if (!(0, reference_1.isPoolKind)((0, own_1.textUnder)(mapping, "kind") ?? ""))
        return;
      const [name, namespace] = [(0, own_1.textUnder)(mapping, "name"), (0, own_1.textUnder)(mapping, "namespace")];
      if ((0, fate_1.fateOf)({ name, namespace }, facts) === "stays")
        return;
      for (const name2 of ["jsonPointers", "jqPathExpressions"]) {
        for (const { value } of (0, yaml_1.itemsOf)((0, own_1.certainEntry)(mapping, name2)?.value)) {
          const path = (0, yaml_1.stringOf)(value) ?? "";
          if (!oldPaths.test(path) && !/^[./]spec[./]selector[./](?!matchLabels)/.test(path))
            continue;
          report({
            level: "warning",
            at: value,
            message: "the path leads to a field that v1 InferencePools do not have",
            help: "extensionRef is endpointPickerRef, its portNumber is port/number, targetPortNumber is targetPorts/0/number, labels are under selector/matchLabels, status/parent is status/parents"
          });
        }
      }
    }
    function keyOf(node) {
      return node?.parent?.kind === "entry" ? node.parent.name : void 0;
    }
  }
});

// build/transforms/1.28/inference-pool/mentions.js
var require_mentions2 = __commonJS({
  "build/transforms/1.28/inference-pool/mentions.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.poolMentions = void 0;
    var names_1 = require_names2();
    var stayingKind = /(?:InferenceObjective|InferenceModel|InferenceModelRewrite|InferencePoolImport|EndpointPickerConfig)/i;
    var picker = /extensionRef|extensionReference|endpointPicker|inferencepool/i;
    var pool = /inferencepools?(?:list)?\b/i;
    var oldCrd = {
      words: [`inferencepools.${names_1.oldGroup}`],
      message: "this is the CRD of the group that InferencePool has left",
      help: `install the CRDs of v1.0 or newer first; delete this one once no pool of the old group is left`,
      isMeant: ({ isDefinition, before }) => isDefinition && /(?:\bname["']?:|^\s*-)\s*["']?$/.test(before)
    };
    var oldPoolGroup = {
      words: [names_1.oldGroup],
      message: "this still names the group that InferencePool has left",
      help: `where it means InferencePool, it is ${names_1.group} now`,
      isMeant: (surroundings) => !surroundings.isDefinition && !stays(surroundings)
    };
    var portNumber = {
      words: ["portNumber"],
      message: "an InferencePool of v1 has no portNumber",
      help: "it is endpointPickerRef.port.number now",
      isMeant: ({ before, after, above, below, isDefinition }) => {
        if (isDefinition || /\w$/.test(before) || /^\w/.test(after))
          return false;
        return [before + after, ...above.slice(0, 12), ...below.slice(0, 3)].some((line) => picker.test(line));
      }
    };
    exports2.poolMentions = [oldCrd, oldPoolGroup, portNumber];
    function stays({ before, after, above, below }) {
      if (/^\/(?!v\d|inferencepool)[\w.-]/i.test(after))
        return true;
      const line = before + after;
      const [nameBefore] = /(?<![\w-])[\w-]+\.$/.exec(before) ?? [];
      if (nameBefore !== void 0)
        return stayingKind.test(nameBefore);
      if (pool.test(line))
        return false;
      if (stayingKind.test(line))
        return true;
      const near = [...above.slice(0, 2), ...below.slice(0, 2)].filter((text) => /\b(?:kind|resource)s?["']?\s*[:=]/i.test(text));
      return near.some((text) => stayingKind.test(text)) && !near.some((text) => pool.test(text));
    }
  }
});

// build/transforms/1.28/inference-pool/pickers.js
var require_pickers = __commonJS({
  "build/transforms/1.28/inference-pool/pickers.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.reportPickers = reportPickers;
    var yaml_1 = require_yaml();
    var fate_1 = require_fate();
    var own_1 = require_own();
    var renamedFlags = [
      "certPath",
      "configFile",
      "configText",
      "enablePprof",
      "grpcHealthPort",
      "grpcPort",
      "healthChecking",
      "kvCacheUsagePercentageMetric",
      "loraInfoMetric",
      "metricsPort",
      "modelServerMetricsHttpsInsecureSkipVerify",
      "modelServerMetricsPath",
      "modelServerMetricsPort",
      "modelServerMetricsScheme",
      "poolName",
      "poolNamespace",
      "refreshMetricsInterval",
      "refreshPrometheusMetricsInterval",
      "secureServing",
      "totalQueuedRequestsMetric"
    ];
    var removedFlags = ["destinationEndpointHintKey", "DestinationEndpointHintMetadataNamespace"];
    var oldImages = [
      /(?:^|\/)gateway-api-inference-extension\/(?:[\w.-]+\/)*epp:v?0\.\d/,
      /(?:^|\/)llm-d-inference-scheduler:v?0\.[0-2]\./
    ];
    function reportPickers({ root }, context) {
      const { report } = context;
      (0, yaml_1.walk)(root, (node) => {
        const mapping = (0, yaml_1.asMapping)(node);
        if (!mapping || mapping.alias)
          return;
        const flags = oldFlagsOf(mapping);
        const image = oldImageOf(mapping);
        if ((image ?? flags[0]) && staysWithPool(mapping, context))
          return;
        if (image) {
          report({
            level: "error",
            at: image,
            message: "an endpoint picker from before v1.0 cannot watch an InferencePool of v1",
            help: `take a picker of v1.0.0 or newer, which also has to read inferenceobjectives; ${helpFor(flags)}`
          });
        } else if (flags.some(({ name }) => name.startsWith("pool"))) {
          report({
            level: "warning",
            at: flags[0]?.node ?? mapping,
            message: "from v1.0 on the endpoint picker takes its flags in kebab-case only",
            help: helpFor(flags)
          });
        }
      });
    }
    function staysWithPool(mapping, { facts }) {
      const named = { name: (0, fate_1.poolNameIn)(wordsOf(mapping)), namespace: (0, fate_1.namespaceAround)(mapping) };
      return (0, fate_1.fateOf)(named, facts) === "stays";
    }
    function oldImageOf(mapping) {
      const image = (0, own_1.certainEntry)(mapping, "image")?.value;
      if (isOldImage((0, yaml_1.stringOf)(image) ?? ""))
        return image;
      const tag = (0, own_1.certainEntry)(mapping, "tag")?.value;
      const parts = ["registry", "hub", "repository", "name"].map((name) => (0, own_1.textUnder)(mapping, name));
      const path = parts.filter((part) => part !== void 0 && part !== "").join("/");
      return isOldImage(`${path}:${(0, yaml_1.stringOf)(tag) ?? ""}`) ? tag : void 0;
    }
    function isOldImage(image) {
      return oldImages.some((pattern) => pattern.test(image));
    }
    function wordsOf(mapping) {
      const items = ["command", "args"].flatMap((name) => (0, yaml_1.itemsOf)((0, own_1.certainEntry)(mapping, name)?.value));
      return items.map(({ value }) => value);
    }
    function oldFlagsOf(mapping) {
      return wordsOf(mapping).flatMap((node) => {
        const words = ((0, yaml_1.stringOf)(node) ?? "").matchAll(/(?<![\w-])--?([A-Za-z]+)(?![\w-])/g);
        return Array.from(words, ([, name = ""]) => ({ name, node }));
      }).filter(({ name }) => renamedFlags.includes(name) || removedFlags.includes(name));
    }
    function helpFor(flags) {
      const names = [...new Set(flags.map(({ name }) => name))];
      const renamed = names.length === 0 ? ["poolName", "poolNamespace", "grpcPort"] : names;
      const pairs = renamed.filter((name) => !removedFlags.includes(name)).map((name) => `--${name} \u2192 --${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
      const gone = names.filter((name) => removedFlags.includes(name)).map((name) => `--${name}`);
      const parts = [
        ...pairs.length > 0 ? [`its flags are in kebab-case: ${pairs.join(", ")}`] : [],
        ...gone.length > 0 ? [`gone without a successor: ${gone.join(", ")}`] : []
      ];
      return parts.join("; ");
    }
  }
});

// build/transforms/1.28/inference-pool/references.js
var require_references = __commonJS({
  "build/transforms/1.28/inference-pool/references.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.migrateReferences = migrateReferences;
    var yaml_1 = require_yaml();
    var fate_1 = require_fate();
    var names_1 = require_names2();
    var own_1 = require_own();
    var reference_1 = require_reference();
    function migrateReferences(document, context) {
      const { rewrite, report } = context;
      const references = (0, reference_1.findReferences)(document);
      const renewed = new Set(references.filter(({ isOld }) => !isOld).map(({ owner }) => owner));
      for (const reference of references.filter(({ isOld }) => isOld)) {
        const { mapping, key, owner } = reference;
        const place = (0, own_1.certainEntry)(mapping, key)?.value ?? mapping;
        const fate = (0, fate_1.fateOf)({ name: (0, own_1.textUnder)(mapping, "name"), namespace: namespaceOf(reference) }, context.facts);
        if (fate === "stays") {
          (0, fate_1.stayWithPool)(place, context);
          continue;
        }
        if (fate === "both") {
          report({ at: place, ...fate_1.ambiguous });
          continue;
        }
        if (renewed.has(owner)) {
          report({ at: place, ...isBackend(mapping) ? splitRoute : splitReference });
          continue;
        }
        const from = (0, own_1.textUnder)(mapping, key) ?? names_1.oldGroup;
        const to = key === "group" ? names_1.group : names_1.apiVersion;
        rewrite(place, `${nameOf(reference)}: ${from} \u2192 ${to}`, (edit, tell) => {
          setText(mapping, key, to, edit);
          const uid = (0, own_1.certainEntry)(mapping, "uid");
          if (uid)
            tell({ at: uid, ...staleOwner });
          if (key === "group")
            migrateVersion(mapping, edit);
        });
      }
    }
    var splitRoute = {
      level: "error",
      message: "the route names InferencePools of both API groups, and 1.28 rejects the old one (InvalidDestinationKind)",
      help: "once the pool of the new group serves the traffic, take this backend out, then upgrade"
    };
    var splitReference = {
      level: "warning",
      message: "it names InferencePools of both API groups, and 1.28 knows only the new one",
      help: "take the old one out once no pool of the old group is left"
    };
    var staleOwner = {
      level: "warning",
      message: "the uid is that of the old InferencePool, and objects without a living owner are deleted",
      help: "take the uid of the new pool, or take the owner reference out"
    };
    function namespaceOf({ mapping }) {
      return (0, own_1.textUnder)(mapping, "namespace") ?? (0, fate_1.namespaceAround)(mapping);
    }
    function setText(mapping, key, text, edit) {
      const entry = (0, yaml_1.entryOf)(mapping, key);
      const own = entry?.parent === mapping ? (0, yaml_1.asText)(entry.value) : void 0;
      if (own)
        edit.set(own, text);
      else
        edit.insert(mapping, key, text);
    }
    function migrateVersion(mapping, edit) {
      const version = (0, yaml_1.stringOf)((0, yaml_1.entryOf)(mapping, "version")?.value) ?? "";
      if (/^v1alpha[12]$/.test(version))
        setText(mapping, "version", "v1", edit);
    }
    function nameOf({ mapping }) {
      const name = (0, own_1.textUnder)(mapping, "name");
      return name === void 0 ? "reference to InferencePool" : `reference to InferencePool ${name}`;
    }
    function isBackend(mapping) {
      return (0, yaml_1.holdersOf)(mapping).some(({ parent }) => parent?.kind === "entry" && /^backendRefs?$/.test(parent.name ?? ""));
    }
  }
});

// build/transforms/1.28/inference-pool/roles.js
var require_roles = __commonJS({
  "build/transforms/1.28/inference-pool/roles.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.migrateRoles = migrateRoles;
    var yaml_1 = require_yaml();
    var fate_1 = require_fate();
    var names_1 = require_names2();
    var own_1 = require_own();
    var reference_1 = require_reference();
    function migrateRoles({ root }, context) {
      (0, yaml_1.walk)(root, (node) => {
        const mapping = (0, yaml_1.asMapping)(node);
        if (!mapping)
          return;
        const rule = readRule(mapping);
        if (rule)
          migrateRule(rule, context);
        else
          reportAuditRule(mapping, context);
      });
    }
    function readRule(mapping) {
      const groups = (0, yaml_1.asSequence)((0, own_1.certainEntry)(mapping, "apiGroups")?.value);
      const old = (0, yaml_1.itemsOf)(groups).map(({ value }) => (0, yaml_1.asText)(value)).find((text) => text?.value === names_1.oldGroup);
      if (!groups || !old)
        return void 0;
      const names = [...textsUnder(mapping, "resources"), ...textsUnder(mapping, "kinds")];
      const hasNew = groups.items.some(({ value }) => ["*", names_1.group].includes((0, yaml_1.stringOf)(value) ?? ""));
      return { mapping, groups, old, hasNew, names };
    }
    function migrateRule(rule, context) {
      const { rewrite, report, keep } = context;
      const { mapping, groups, old, hasNew, names } = rule;
      const covers = names.filter(meansPool);
      if (covers.length === 0) {
        if (names.length > 0)
          keep(old);
        return;
      }
      const fate = (0, fate_1.fateAround)(mapping, context);
      if (fate === "stays") {
        (0, fate_1.stayWithPool)(old, context);
        return;
      }
      if ((0, own_1.certainEntry)(mapping, "apiVersions")) {
        report({
          level: "warning",
          at: old,
          message: hasNew ? "the old InferencePool is still admitted here" : "v1 InferencePools are not admitted here",
          help: `teach the webhook or policy the fields of v1, then add apiGroups ${names_1.group} and apiVersions v1`
        });
        return;
      }
      const staysOld = namesOthers(rule) || fate === "both";
      if (hasNew || isGrantedBeside(mapping, names)) {
        if (staysOld)
          keep(old);
        else
          report({ level: "note", at: old, ...superfluous });
        return;
      }
      if (staysOld)
        keep(old);
      const how = staysOld ? `${names_1.oldGroup} and ${names_1.group}` : `${names_1.oldGroup} \u2192 ${names_1.group}`;
      rewrite(old, `rule on ${covers.join(", ")}: ${how}`, (edit) => {
        if (staysOld)
          edit.append(groups, names_1.group);
        else
          edit.set(old, names_1.group);
      });
    }
    var superfluous = {
      message: "the rule grants the InferencePool of the old group as well",
      help: "take the old group out once no pool of it is left"
    };
    function isGrantedBeside(mapping, names) {
      return (0, yaml_1.itemsOf)(mapping.parent?.parent).some(({ value: other }) => {
        if ((0, own_1.certainEntry)(other, "resourceNames"))
          return false;
        const covers = (name, needed) => {
          const given = textsUnder(other, name);
          return given.includes("*") || needed.every((text) => given.includes(text));
        };
        const pools = names.filter(meansPool);
        const verbs = textsUnder(mapping, "verbs");
        return verbs.length > 0 && covers("apiGroups", [names_1.group]) && covers("resources", pools) && covers("verbs", verbs);
      });
    }
    function meansPool(name) {
      return (0, names_1.isPoolResource)(name) || (0, reference_1.isPoolKind)(name) || name.startsWith("*");
    }
    function namesOthers({ groups, names }) {
      const others = names.filter((name) => !(0, names_1.isPoolResource)(name) && !(0, reference_1.isPoolKind)(name));
      return groups.items.length === 1 ? others.length > 0 : others.some((name) => /^(?:inference|\*)/i.test(name));
    }
    function reportAuditRule(mapping, context) {
      const { rewrite, report, keep } = context;
      const entry = (0, own_1.certainEntry)(mapping, "group");
      const value = (0, yaml_1.asText)(entry?.value);
      if (entry?.parent !== mapping || value?.value !== names_1.oldGroup)
        return;
      const names = textsUnder(mapping, "resources");
      if (!names.some(meansPool)) {
        if (names.length > 0)
          keep(value);
        return;
      }
      const fate = (0, fate_1.fateAround)(mapping, context);
      if (fate === "stays") {
        (0, fate_1.stayWithPool)(value, context);
      } else if (names.every(names_1.isPoolResource) && fate === "moves") {
        rewrite(value, `rule on ${names.join(", ")}: ${names_1.oldGroup} \u2192 ${names_1.group}`, (edit) => {
          edit.set(value, names_1.group);
        });
      } else {
        const help = `add a rule for the InferencePool of ${names_1.group}`;
        report({ level: "warning", at: value, message: "the rule does not cover the InferencePool of v1", help });
      }
    }
    function textsUnder(node, name) {
      return (0, yaml_1.itemsOf)((0, own_1.certainEntry)(node, name)?.value).map(({ value }) => (0, yaml_1.stringOf)(value) ?? "");
    }
  }
});

// build/transforms/1.28/inference-pool/about/pool-with.js
var require_pool_with = __commonJS({
  "build/transforms/1.28/inference-pool/about/pool-with.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.poolWith = poolWith;
    function poolWith(spec) {
      return `apiVersion: inference.networking.x-k8s.io/v1alpha2
kind: InferencePool
metadata:
  name: chat
spec:
  ${spec}
`;
    }
  }
});

// build/transforms/1.28/inference-pool/about/declines.js
var require_declines2 = __commonJS({
  "build/transforms/1.28/inference-pool/about/declines.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.declines = void 0;
    var pool_with_1 = require_pool_with();
    exports2.declines = [
      {
        when: "A field stands there under its old and its new name, or under two old ones.",
        level: "error",
        message: "left as it is: it has both targetPortNumber and targetPorts",
        remedy: "Decide which of the two holds, delete the other, and run again.",
        files: {
          "pool.yaml": (0, pool_with_1.poolWith)(`targetPortNumber: 8000
  targetPorts: [{number: 8001}]
  selector: {app: chat}
  extensionRef: {name: chat-picker}`)
        }
      },
      {
        when: "The selector holds something other than labels.",
        level: "error",
        message: "left as it is: v1 selects by matchLabels only, not by matchExpressions",
        remedy: "Give the pods of the pool a label that they share, and select by that.",
        files: {
          "pool.yaml": (0, pool_with_1.poolWith)(`targetPortNumber: 8000
  selector:
    matchExpressions: [{key: app, operator: In, values: [chat, code]}]
  extensionRef: {name: chat-picker}`)
        }
      },
      {
        when: "A field holds what it cannot hold in any version: a port that is a mapping, a picker that is a word.",
        level: "error",
        message: "left as it is: extensionRef is not a reference",
        remedy: "Write the field as the CRD of its version has it.",
        files: {
          "pool.yaml": (0, pool_with_1.poolWith)(`targetPortNumber: 8000
  selector: {app: chat}
  extensionRef: chat-picker`)
        }
      },
      {
        when: "There is an `endpointPickerConfig` that is more than a wrapper around the picker\u2019s reference.",
        level: "error",
        message: "left as it is: endpointPickerConfig is not a field of any version",
        remedy: "Write the reference under `endpointPickerRef`, and delete `endpointPickerConfig`.",
        files: {
          "pool.yaml": (0, pool_with_1.poolWith)(`targetPortNumber: 8000
  selector: {app: chat}
  endpointPickerConfig:
    extensionRef: {name: chat-picker}
    failureMode: FailOpen`)
        }
      },
      {
        when: "A route splits its traffic between pools of both groups.",
        level: "error",
        message: "the route names InferencePools of both API groups, and 1.28 rejects the old one (InvalidDestinationKind)",
        remedy: "Once the pool of the new group serves, take the backend of the old group out. Then upgrade Istio.",
        files: {
          "route.yaml": `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: chat
spec:
  rules:
    - backendRefs:
        - {group: inference.networking.x-k8s.io, kind: InferencePool, name: chat, weight: 90}
        - {group: inference.networking.k8s.io, kind: InferencePool, name: chat-v1, weight: 10}
`
        }
      },
      {
        when: "A template brings the spec, or a field that decides, as a whole.",
        level: "error",
        message: "left as it is: a template brings its spec as a whole",
        remedy: "Change the values or the helper that bring it, and set the `apiVersion` of the template by hand.",
        files: { "templates/pool.yaml": (0, pool_with_1.poolWith)("{{- toYaml .Values.pool | nindent 2 }}") }
      },
      {
        when: "A field hangs on a condition of a template, and the result would differ from case to case.",
        level: "error",
        message: "left as it is: what has to change here depends on a condition of the template",
        remedy: "Give the condition an `else` that writes the field too, and run again.",
        files: {
          "templates/pool.yaml": (0, pool_with_1.poolWith)(`targetPortNumber: 8000
  selector:
    app: chat
  extensionRef:
    name: chat-picker
    {{- if .Values.port }}
    portNumber: {{ .Values.port }}
    {{- end }}`)
        }
      },
      {
        when: "An anchor is shared with something that must stay as it is.",
        level: "error",
        message: "left as it is: the change would show twice, since *version repeats what &version names; write one of them out first",
        remedy: "Write the alias out as a value of its own, and run again.",
        files: {
          "list.yaml": `apiVersion: v1
kind: List
items:
  - apiVersion: &version inference.networking.x-k8s.io/v1alpha2
    kind: InferencePool
    metadata: {name: chat}
    spec: {targetPortNumber: 8000, selector: {app: chat}, extensionRef: {name: chat-picker}}
  - apiVersion: *version
    kind: InferenceObjective
    metadata: {name: interactive}
    spec: {poolRef: {name: chat}}
`
        }
      },
      {
        when: "The manifest stands in a folded text (`>`), or in quotes together with actions of a template.",
        level: "error",
        message: 'left as it is: the text to change is folded, or in quotes with actions in it; write it as a block with "|"',
        remedy: "Write the text as a literal block with `|`, and run again.",
        files: {
          "config.yaml": `apiVersion: v1
kind: ConfigMap
metadata: {name: manifests}
data:
  pool.yaml: >-
    {apiVersion: inference.networking.x-k8s.io/v1alpha2, kind: InferencePool, metadata: {name: chat},
    spec: {targetPortNumber: 8000, selector: {app: chat}, extensionRef: {name: chat-picker}}}
`
        }
      },
      {
        when: "A patch of Kustomize does what no patch can do to the new pool.",
        level: "error",
        message: "left as it is: copy cannot follow a field that changes its form",
        remedy: "Write the value itself in the patch, or put it into the pool.",
        files: {
          "kustomization.yaml": `resources: [pool.yaml]
patches:
  - target: {kind: InferencePool}
    patch: |-
      - op: copy
        from: /spec/extensionRef
        path: /spec/endpointPickerRef
`,
          "pool.yaml": (0, pool_with_1.poolWith)(`targetPortNumber: 8000
  selector: {app: chat}
  extensionRef: {name: chat-picker}`)
        }
      },
      {
        when: "A file holds a pool and cannot be read as YAML.",
        level: "warning",
        message: "cannot be read as YAML: Nested mappings are not allowed in compact mappings",
        remedy: "Mend the file at the line that the finding names, and run again.",
        files: {
          "pool.yaml": `apiVersion: inference.networking.x-k8s.io/v1alpha2
kind: InferencePool
 metadata:
   name: chat
`
        }
      }
    ];
  }
});

// build/transforms/1.28/inference-pool/about/examples.js
var require_examples2 = __commonJS({
  "build/transforms/1.28/inference-pool/about/examples.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.examples = void 0;
    exports2.examples = [
      {
        title: "A pool",
        before: {
          "pool.yaml": `apiVersion: inference.networking.x-k8s.io/v1alpha2
kind: InferencePool
metadata:
  name: chat
spec:
  targetPortNumber: 8000 # the model servers
  selector:
    app: chat
  extensionRef:
    name: chat-picker
`
        },
        after: {
          "pool.yaml": `apiVersion: inference.networking.k8s.io/v1
kind: InferencePool
metadata:
  name: chat
spec:
  targetPorts:
    - number: 8000 # the model servers
  selector:
    matchLabels:
      app: chat
  endpointPickerRef:
    name: chat-picker
    port:
      number: 9002
`
        }
      },
      {
        title: "A route to the pool",
        before: {
          "route.yaml": `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: chat
spec:
  rules:
    - backendRefs:
        - group: inference.networking.x-k8s.io
          kind: InferencePool
          name: chat
`
        },
        after: {
          "route.yaml": `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: chat
spec:
  rules:
    - backendRefs:
        - group: inference.networking.k8s.io
          kind: InferencePool
          name: chat
`
        }
      },
      {
        title: "The role of an endpoint picker, which also reads what stays in the old group",
        before: {
          "role.yaml": `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: chat-picker
rules:
  - apiGroups: [inference.networking.x-k8s.io]
    resources: [inferencepools, inferenceobjectives]
    verbs: [get, list, watch]
`
        },
        after: {
          "role.yaml": `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: chat-picker
rules:
  - apiGroups: [inference.networking.x-k8s.io, inference.networking.k8s.io]
    resources: [inferencepools, inferenceobjectives]
    verbs: [get, list, watch]
`
        }
      },
      {
        title: "A patch of Kustomize, with the pool that it is for",
        before: {
          "kustomization.yaml": `resources:
  - pool.yaml
patches:
  - target:
      group: inference.networking.x-k8s.io
      kind: InferencePool
    patch: |-
      - op: replace
        path: /spec/targetPortNumber
        value: 8080
`,
          "pool.yaml": `apiVersion: inference.networking.x-k8s.io/v1alpha2
kind: InferencePool
metadata: {name: chat}
spec:
  targetPortNumber: 8000
  selector: {app: chat}
  extensionRef: {name: chat-picker, portNumber: 9003}
`
        },
        after: {
          "kustomization.yaml": `resources:
  - pool.yaml
patches:
  - target:
      group: inference.networking.k8s.io
      kind: InferencePool
    patch: |-
      - op: replace
        path: /spec/targetPorts/0/number
        value: 8080
`,
          "pool.yaml": `apiVersion: inference.networking.k8s.io/v1
kind: InferencePool
metadata: {name: chat}
spec:
  targetPorts:
    - number: 8000
  selector: {matchLabels: {app: chat}}
  endpointPickerRef: {name: chat-picker, port: {number: 9003}}
`
        }
      }
    ];
  }
});

// build/transforms/1.28/inference-pool/about/beside-pools.js
var require_beside_pools = __commonJS({
  "build/transforms/1.28/inference-pool/about/beside-pools.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.besidePools = void 0;
    exports2.besidePools = [
      {
        when: "An owner reference holds the uid of the old pool.",
        level: "warning",
        message: "the uid is that of the old InferencePool, and objects without a living owner are deleted",
        remedy: "Write the uid of the new pool, or delete the owner reference.",
        files: {
          "deployment.yaml": `apiVersion: apps/v1
kind: Deployment
metadata:
  name: chat
  ownerReferences:
    - apiVersion: inference.networking.x-k8s.io/v1alpha2
      kind: InferencePool
      name: chat
      uid: 0d6e1a9c-6f2b-4a52-9d6e-2f1f5c3b7a10
`
        }
      },
      {
        when: "Something other than a route names pools of both groups.",
        level: "warning",
        message: "it names InferencePools of both API groups, and 1.28 knows only the new one",
        remedy: "Take the old one out once no pool of the old group is left.",
        files: {
          "grant.yaml": `apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata:
  name: chat
spec:
  from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: edge}]
  to:
    - {group: inference.networking.x-k8s.io, kind: InferencePool}
    - {group: inference.networking.k8s.io, kind: InferencePool}
`
        }
      },
      {
        when: "There is an InferenceModel.",
        level: "warning",
        message: "pickers from v1.0 on do not read an InferenceModel",
        remedy: "Write an InferenceObjective with its `poolRef` and a priority in its place, and delete it.",
        files: {
          "model.yaml": `apiVersion: inference.networking.x-k8s.io/v1alpha2
kind: InferenceModel
metadata:
  name: chat
spec:
  modelName: chat
  poolRef: {name: chat}
`
        }
      },
      {
        when: "Values of the `inferencepool` chart ask for a pool of the old group.",
        level: "error",
        message: "the inferencepool chart renders a pool of the old group from this value",
        remedy: "Take chart v1.0 or newer, delete the line, and give `targetPorts` instead of `targetPortNumber`.",
        files: {
          "values.yaml": `inferencePool:
  apiVersion: inference.networking.x-k8s.io/v1alpha2
  targetPortNumber: 8000
`
        }
      },
      {
        when: "The fields of a pool stand inside of another resource.",
        level: "warning",
        message: "these are fields of an alpha InferencePool inside of another resource",
        remedy: "Look up which version of that resource takes the fields of v1, and change both together.",
        files: {
          "service.yaml": `apiVersion: serving.kserve.io/v1alpha1
kind: LLMInferenceService
metadata:
  name: chat
spec:
  router:
    scheduler:
      pool:
        spec:
          selector: {app: chat}
          targetPortNumber: 8000
          extensionRef: {name: chat-picker} # InferencePool
`
        }
      },
      {
        when: "Argo CD ignores a field that v1 does not have.",
        level: "warning",
        message: "the path leads to a field that v1 InferencePools do not have",
        remedy: "Write the path of the field in v1, which the finding lists.",
        files: {
          "application.yaml": `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: chat
spec:
  ignoreDifferences:
    - group: inference.networking.x-k8s.io
      kind: InferencePool
      jsonPointers: [/spec/extensionRef/portNumber]
`
        }
      },
      {
        when: "A webhook or an admission policy covers the old group only.",
        level: "warning",
        message: "v1 InferencePools are not admitted here",
        remedy: "Teach the webhook the fields of v1 first. Then add the new group and version to the rule.",
        files: {
          "webhook.yaml": `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata:
  name: pools
webhooks:
  - name: pools.example.com
    rules:
      - apiGroups: [inference.networking.x-k8s.io]
        apiVersions: [v1alpha2]
        resources: [inferencepools]
        operations: [CREATE]
`
        }
      },
      {
        when: "A rule of an audit policy, which takes one group, names the pool beside others.",
        level: "warning",
        message: "the rule does not cover the InferencePool of v1",
        remedy: "Add a rule for the InferencePool of the new group.",
        files: {
          "audit.yaml": `apiVersion: audit.k8s.io/v1
kind: Policy
rules:
  - level: Metadata
    resources:
      - group: inference.networking.x-k8s.io
        resources: [inferencepools, inferenceobjectives]
`
        }
      },
      {
        when: "A role grants both groups already.",
        level: "note",
        message: "the rule grants the InferencePool of the old group as well",
        remedy: "Take the old group out once no pool of it is left.",
        files: {
          "role.yaml": `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: chat-picker
rules:
  - apiGroups: [inference.networking.x-k8s.io, inference.networking.k8s.io]
    resources: [inferencepools]
    verbs: [get]
`
        }
      },
      {
        when: "A script, a document or any other text names the old group. It is a note in docs and comments, a warning elsewhere.",
        level: "warning",
        message: "this still names the group that InferencePool has left",
        remedy: "Write the new group where the pool is meant.",
        files: { "deploy.sh": "kubectl get inferencepools.v1alpha2.inference.networking.x-k8s.io\n" }
      }
    ];
  }
});

// build/transforms/1.28/inference-pool/about/of-pickers.js
var require_of_pickers = __commonJS({
  "build/transforms/1.28/inference-pool/about/of-pickers.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.ofPickers = void 0;
    exports2.ofPickers = [
      {
        when: "An endpoint picker is older than v1.0.",
        level: "error",
        message: "an endpoint picker from before v1.0 cannot watch an InferencePool of v1",
        remedy: "Take a picker of v1.0.0 or newer, and write its flags in kebab-case. No image is changed for you.",
        files: {
          "picker.yaml": `apiVersion: apps/v1
kind: Deployment
metadata:
  name: chat-picker
spec:
  template:
    spec:
      containers:
        - name: epp
          image: registry.k8s.io/gateway-api-inference-extension/epp:v0.5.1
          args: [-poolName, chat]
`
        }
      },
      {
        when: "A picker of unknown version gets flags in the old spelling.",
        level: "warning",
        message: "from v1.0 on the endpoint picker takes its flags in kebab-case only",
        remedy: "Rename the flags that the finding lists, together with the upgrade of the picker.",
        files: {
          "picker.yaml": `apiVersion: apps/v1
kind: Deployment
metadata:
  name: chat-picker
spec:
  template:
    spec:
      containers:
        - {name: epp, image: registry.example/epp, args: [-poolName, chat]}
`
        }
      }
    ];
  }
});

// build/transforms/1.28/inference-pool/about/of-pools.js
var require_of_pools = __commonJS({
  "build/transforms/1.28/inference-pool/about/of-pools.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.ofPools = void 0;
    var pool_with_1 = require_pool_with();
    var selector = "selector: {app: chat}";
    var picker = "extensionRef: {name: chat-picker}";
    exports2.ofPools = [
      {
        when: "A pool changes its group.",
        level: "warning",
        message: "the API group changes, so the migrated InferencePool is a new object beside the old one",
        remedy: "Install the v1 CRDs first. Apply the new pool, wait until it is accepted, then delete the old object and the CRD of the old group.",
        files: { "pool.yaml": (0, pool_with_1.poolWith)(`targetPortNumber: 8000
  ${selector}
  ${picker}`) }
      },
      {
        when: "The migrated pool lacks what v1 requires, or holds what v1 refuses: no selector, no port, no picker, a port out of range.",
        level: "error",
        message: "v1 refuses a pool without an endpointPickerRef",
        remedy: "Write what is missing. The API server refuses the object until then.",
        files: { "pool.yaml": (0, pool_with_1.poolWith)(`targetPortNumber: 8000
  ${selector}`) }
      },
      {
        when: "A port is in quotes.",
        level: "error",
        message: "the target port is in quotes, and the API server takes only a number",
        remedy: "Take the quotes away. It was no valid port before either.",
        files: { "pool.yaml": (0, pool_with_1.poolWith)(`targetPortNumber: "8000"
  ${selector}
  ${picker}`) }
      },
      {
        when: "The picker is no Service.",
        level: "error",
        message: "Istio 1.28 accepts only a Service as endpoint picker, and drops a pool whose picker has no port",
        remedy: "Point to the Service of the picker.",
        files: {
          "pool.yaml": (0, pool_with_1.poolWith)(`targetPortNumber: 8000
  ${selector}
  extensionRef: {kind: Deployment, name: chat-picker}`)
        }
      },
      {
        when: "The port of the picker comes from v1alpha1.",
        level: "warning",
        message: "the picker\u2019s port was a port of its pods in v1alpha1; in v1 it is a port of its Service",
        remedy: "Look whether the Service of the picker has this port.",
        files: {
          "pool.yaml": (0, pool_with_1.poolWith)(`targetPortNumber: 8000
  ${selector}
  extensionRef: {name: chat-picker, targetPortNumber: 9002}`)
        }
      },
      {
        when: "A pool has several target ports.",
        level: "warning",
        message: "several targetPorts need the InferencePool CRDs of v1.1 or newer",
        remedy: "Install those CRDs, or leave one port.",
        files: {
          "pool.yaml": (0, pool_with_1.poolWith)(`targetPorts: [{number: 8000}, {number: 8001}]
  ${selector}
  ${picker}`)
        }
      },
      {
        when: "A field is none of any version.",
        level: "warning",
        message: 'no version of InferencePool knows the field "healthCheck" in spec',
        remedy: "Delete it. It never had an effect.",
        files: {
          "pool.yaml": (0, pool_with_1.poolWith)(`targetPortNumber: 8000
  ${selector}
  ${picker}
  healthCheck: {}`)
        }
      },
      {
        when: "A status is one of v1alpha1.",
        level: "warning",
        message: "status.conditions of v1alpha1 has no counterpart in v1",
        remedy: "Delete the status. The controller writes it anew.",
        files: {
          "pool.yaml": `${(0, pool_with_1.poolWith)(`targetPortNumber: 8000
  ${selector}
  ${picker}`)}status:
  conditions: [{type: Ready, status: "True"}]
`
        }
      },
      {
        when: "A template\u2019s values decide the version.",
        level: "warning",
        message: "the apiVersion of InferencePool comes from the values of a template",
        remedy: "Set the value to `inference.networking.k8s.io/v1`, and look whether the fields are those of v1.",
        files: {
          "templates/pool.yaml": `apiVersion: {{ .Values.poolVersion }}
kind: InferencePool
metadata:
  name: chat
spec:
  targetPorts: [{number: 8000}]
`
        }
      }
    ];
  }
});

// build/transforms/1.28/inference-pool/about/of-patches.js
var require_of_patches2 = __commonJS({
  "build/transforms/1.28/inference-pool/about/of-patches.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.ofPatches = void 0;
    var about_1 = require_about3();
    exports2.ofPatches = (0, about_1.kustomizeCases)({
      kind: "InferencePool",
      apiVersion: "inference.networking.x-k8s.io/v1alpha2",
      sharedField: "/spec/selector/zone",
      object: `apiVersion: inference.networking.x-k8s.io/v1alpha2
kind: InferencePool
metadata: {name: one}
spec: {targetPortNumber: 8000, selector: {app: chat}, extensionRef: {name: chat-picker}}
`
    });
  }
});

// build/transforms/1.28/inference-pool/about/index.js
var require_about5 = __commonJS({
  "build/transforms/1.28/inference-pool/about/index.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.about = void 0;
    var declines_1 = require_declines2();
    var examples_1 = require_examples2();
    var beside_pools_1 = require_beside_pools();
    var of_pickers_1 = require_of_pickers();
    var of_pools_1 = require_of_pools();
    var of_patches_1 = require_of_patches2();
    var extension = "https://github.com/kubernetes-sigs/gateway-api-inference-extension/blob";
    exports2.about = {
      why: [
        "Istio 1.28 reads InferencePool only as `inference.networking.k8s.io/v1`. The alpha versions in the group `inference.networking.x-k8s.io` and the fields of the release candidate are gone.",
        "It breaks as soon as istiod is on 1.28. A route to a pool of the old group is refused (`InvalidDestinationKind`). A pool whose picker names no port is dropped: the port 9002 is no longer assumed."
      ],
      changes: [
        "The `apiVersion` becomes `inference.networking.k8s.io/v1`. The fields decide what else changes, since many files mix versions.",
        "The labels of `spec.selector` go under `matchLabels`.",
        "`targetPortNumber` becomes `targetPorts`, a list of one.",
        "`extensionRef` becomes `endpointPickerRef`, and its `portNumber` becomes `port.number`. A Service without a port gets `port: {number: 9002}`, which it had by default.",
        "What names the pool by its group follows it: routes, grants, policies, owner references, and every other reference by `group` or `apiVersion`.",
        "A rule of a role on `inferencepools` grants the new group. The old group stays beside it where the rule names something else that lives there.",
        "The flag `--pool-group` of an endpoint picker names the new group, in any spelling.",
        "Patches, replacements and configurations of Kustomize follow the fields.",
        "A `status` in a dump is renamed by the rules of the project\u2019s own converter.",
        "InferenceObjective, EndpointPickerConfig, and labels and annotations such as `inference.networking.x-k8s.io/export` stay in the old group."
      ],
      examples: examples_1.examples,
      declines: [...declines_1.declines, ...of_patches_1.ofPatches.declines],
      reports: [...of_pools_1.ofPools, ...of_patches_1.ofPatches.reports, ...of_pickers_1.ofPickers, ...beside_pools_1.besidePools],
      links: [
        {
          title: "Migration guide of the inference extension (v1.1.0)",
          url: `${extension}/v1.1.0/site-src/guides/ga-migration.md`
        },
        {
          title: "CRD of InferencePool v1 (v1.0.0)",
          url: `${extension}/v1.0.0/config/crd/bases/inference.networking.k8s.io_inferencepools.yaml`
        },
        {
          title: "CRD of InferencePool v1alpha2 (v1.0.0)",
          url: `${extension}/v1.0.0/config/crd/bases/inference.networking.x-k8s.io_inferencepools.yaml`
        }
      ]
    };
  }
});

// build/transforms/1.28/inference-pool/index.js
var require_inference_pool = __commonJS({
  "build/transforms/1.28/inference-pool/index.js"(exports2) {
    "use strict";
    var __createBinding2 = exports2 && exports2.__createBinding || (Object.create ? (function(o, m, k, k2) {
      if (k2 === void 0) k2 = k;
      var desc = Object.getOwnPropertyDescriptor(m, k);
      if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
        desc = { enumerable: true, get: function() {
          return m[k];
        } };
      }
      Object.defineProperty(o, k2, desc);
    }) : (function(o, m, k, k2) {
      if (k2 === void 0) k2 = k;
      o[k2] = m[k];
    }));
    var __setModuleDefault2 = exports2 && exports2.__setModuleDefault || (Object.create ? (function(o, v) {
      Object.defineProperty(o, "default", { enumerable: true, value: v });
    }) : function(o, v) {
      o["default"] = v;
    });
    var __importStar2 = exports2 && exports2.__importStar || /* @__PURE__ */ (function() {
      var ownKeys = function(o) {
        ownKeys = Object.getOwnPropertyNames || function(o2) {
          var ar = [];
          for (var k in o2) if (Object.prototype.hasOwnProperty.call(o2, k)) ar[ar.length] = k;
          return ar;
        };
        return ownKeys(o);
      };
      return function(mod) {
        if (mod && mod.__esModule) return mod;
        var result = {};
        if (mod != null) {
          for (var k = ownKeys(mod), i = 0; i < k.length; i++) if (k[i] !== "default") __createBinding2(result, mod, k[i]);
        }
        __setModuleDefault2(result, mod);
        return result;
      };
    })();
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.inferencePool = void 0;
    var survey_1 = require_survey();
    var base_1 = require_base2();
    var flags_1 = require_flags();
    var kept_1 = require_kept3();
    var kustomize_1 = require_kustomize3();
    var leftovers_1 = require_leftovers();
    var mentions_1 = require_mentions2();
    var names_1 = require_names2();
    var pickers_1 = require_pickers();
    var references_1 = require_references();
    var roles_1 = require_roles();
    var moves_1 = require_moves();
    var templated_version_1 = require_templated_version();
    exports2.inferencePool = {
      id: "inference-pool",
      title: "InferencePool alpha \u2192 inference.networking.k8s.io/v1",
      release: "1.28",
      kind: "required",
      docs: "https://istio.io/latest/news/releases/1.28.x/announcing-1.28/upgrade-notes/",
      about: async () => (await Promise.resolve().then(() => __importStar2(require_about5()))).about,
      triggers: [
        "InferencePool",
        "targetPortNumber",
        "pool-group",
        "-poolName",
        "gateway-api-inference-extension",
        "llm-d-inference-scheduler",
        names_1.oldGroup
      ],
      conditionalTriggers: [(0, moves_1.wordsInKustomize)(kustomize_1.poolWords)],
      surveys: [survey_1.kustomizeSurvey, base_1.poolSurvey],
      mentions: mentions_1.poolMentions,
      migrate(document, context) {
        (0, templated_version_1.reportTemplatedVersions)(document, "InferencePool", `${names_1.group}/v1`, context.report);
        (0, moves_1.migrateWithKustomize)(document, kustomize_1.movedPool, context);
        if ((0, moves_1.isForKustomize)(document, context))
          return;
        (0, references_1.migrateReferences)(document, context);
        (0, roles_1.migrateRoles)(document, context);
        (0, flags_1.migrateFlags)(document, context);
        (0, pickers_1.reportPickers)(document, context);
        (0, leftovers_1.reportLeftovers)(document, context);
        (0, kept_1.keepOtherKinds)(document, context);
      }
    };
  }
});

// build/transforms/1.28/metric-eviction/duration.js
var require_duration = __commonJS({
  "build/transforms/1.28/metric-eviction/duration.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.second = void 0;
    exports2.parseDuration = parseDuration;
    exports2.formatDuration = formatDuration;
    exports2.roundUp = roundUp;
    var units = {
      ns: 1,
      us: 1e3,
      \u00B5s: 1e3,
      \u03BCs: 1e3,
      ms: 1e6,
      s: 1e9,
      m: 6e10,
      h: 36e11
    };
    exports2.second = 1e9;
    function parseDuration(text) {
      const match = /^([-+]?)((?:(?:\d+(?:\.\d*)?|\.\d+)(?:[u\u00b5\u03bcnm]?s|m|h))+)$/.exec(text);
      if (/^[-+]?0$/.test(text))
        return 0;
      if (!match?.[2])
        return void 0;
      let sum = 0;
      for (const [, number, unit] of match[2].matchAll(/(?<![\d.])([\d.]+)([u\u00b5\u03bcnm]?s|m|h)/g)) {
        sum += Number(number) * (units[unit ?? ""] ?? 0);
      }
      return match[1] === "-" ? -sum : sum;
    }
    function formatDuration(nanoseconds) {
      const seconds = nanoseconds / exports2.second;
      const parts = [
        [Math.floor(seconds / 3600), "h"],
        [Math.floor(seconds % 3600 / 60), "m"],
        [seconds % 60, "s"]
      ];
      return parts.flatMap(([count, unit]) => count > 0 ? [`${count}${unit}`] : []).join("") || "0s";
    }
    function roundUp(value, multipleOf) {
      return Math.ceil(value / multipleOf) * multipleOf;
    }
  }
});

// build/transforms/1.28/metric-eviction/interval.js
var require_interval = __commonJS({
  "build/transforms/1.28/metric-eviction/interval.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.flushAnnotation = exports2.evictionAnnotation = exports2.graceFlag = exports2.rotationFlag = void 0;
    exports2.evictionFor = evictionFor;
    exports2.isMultipleOf = isMultipleOf;
    exports2.faultOf = faultOf;
    var version_1 = require_version();
    var duration_1 = require_duration();
    exports2.rotationFlag = "METRIC_ROTATION_INTERVAL";
    exports2.graceFlag = "METRIC_GRACEFUL_DELETION_INTERVAL";
    exports2.evictionAnnotation = "sidecar.istio.io/statsEvictionInterval";
    exports2.flushAnnotation = "sidecar.istio.io/statsFlushInterval";
    var usualFlush = 5 * duration_1.second;
    function evictionFor(rotation, flush) {
      if (rotation === void 0)
        return { kind: "off" };
      const length = (0, duration_1.parseDuration)(rotation.trim());
      if (length === void 0 || length < 0)
        return { kind: "unreadable" };
      if (length === 0)
        return { kind: "off" };
      const step = (0, duration_1.parseDuration)(flush ?? "") ?? usualFlush;
      if (!(step > 0) || step % duration_1.second !== 0)
        return { kind: "unreadable" };
      const rounded = (0, duration_1.roundUp)(length, step);
      if (rounded === length)
        return { kind: "interval", text: rotation.trim(), length };
      return { kind: "interval", text: (0, duration_1.formatDuration)(rounded), length: rounded, roundedFrom: rotation };
    }
    function isMultipleOf(length, flush) {
      const step = (0, duration_1.parseDuration)(flush) ?? 0;
      return step > 0 && length % step === 0;
    }
    function faultOf(length, target) {
      if (length < 60 * duration_1.second || target.major !== 1 || target.minor !== 28)
        return void 0;
      if (target.patch === void 0)
        return "needs-patch";
      return (0, version_1.isAtLeast)(target, { major: 1, minor: 28, patch: 2 }) ? void 0 : "declined";
    }
  }
});

// build/transforms/1.28/metric-eviction/facts.js
var require_facts2 = __commonJS({
  "build/transforms/1.28/metric-eviction/facts.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.workloadSurvey = exports2.gatewayFact = exports2.renderedFlags = exports2.injectedNamespace = exports2.workloadFact = void 0;
    exports2.factsOf = factsOf;
    exports2.isInMesh = isInMesh;
    var object_1 = require_object();
    var place_1 = require_place();
    var workload_1 = require_workload();
    var ignored_1 = require_ignored();
    var variables_1 = require_variables();
    var yaml_1 = require_yaml();
    var interval_1 = require_interval();
    var id = "metric-eviction";
    exports2.workloadFact = { name: "workload" };
    exports2.injectedNamespace = { name: "injected-namespace" };
    exports2.renderedFlags = { name: "rendered-metric-flags" };
    exports2.gatewayFact = { name: "managed-gateway" };
    exports2.workloadSurvey = {
      triggers: ["containers", "istio-injection", "istio.io/rev", "gatewayClassName", interval_1.rotationFlag, interval_1.graceFlag],
      collect(document, facts) {
        for (const object of document.objects) {
          if (isInjectedNamespace(object) && object.name !== void 0)
            facts.add(exports2.injectedNamespace, object.name);
          const className = (0, yaml_1.entryOf)((0, yaml_1.valueAt)(object.mapping, "spec"), "gatewayClassName");
          if (object.kind === "Gateway" && className && /^istio\b/.test((0, yaml_1.stringOf)(className.value) ?? "")) {
            const name = (0, object_1.describeObject)(object);
            facts.add(exports2.gatewayFact, { name, place: (0, place_1.factPlaceOf)(document, className) });
          }
        }
        for (const workload of (0, workload_1.findWorkloads)(document)) {
          const { object } = workload;
          const place = (0, place_1.factPlaceOf)(document, (0, yaml_1.entryOf)(object.mapping, "kind") ?? object.mapping);
          if (!(0, ignored_1.ignoreOver)(document, id, object.mapping))
            facts.add(exports2.workloadFact, { ...factsOf(workload), place });
          for (const flags of flagsOf(workload)) {
            if (flags.items.some((item) => (0, ignored_1.ignoreWithin)(document, id, item)))
              continue;
            const place2 = (0, place_1.factPlaceOf)(document, flags.at);
            facts.add(exports2.renderedFlags, { place: place2, isSet: flags.isSet, rotation: flags.rotation });
          }
        }
      }
    };
    function factsOf({ object, template, containers }) {
      const annotations = (0, yaml_1.valueAt)(template, "metadata", "annotations");
      const text = (key) => {
        const value = (0, yaml_1.valueAt)(annotations, key);
        return value && (0, variables_1.textOf)({ place: value, value });
      };
      return {
        name: (0, object_1.describeObject)(object),
        kind: object.kind,
        namespace: object.namespace,
        proxy: proxyOf(template, containers),
        eviction: text(interval_1.evictionAnnotation),
        flush: text(interval_1.flushAnnotation)
      };
    }
    function proxyOf(template, containers) {
      const runsIt = containers.some(({ name, image }) => name === "istio-proxy" || /(?:^|\/)proxyv2(?:[:@]|$)/.test(image ?? ""));
      if (runsIt)
        return "runs-it";
      if (containers.some(workload_1.isIstiod))
        return "none";
      const hostNetwork = (0, yaml_1.valueAt)(template, "spec", "hostNetwork");
      if ((0, yaml_1.scalarValueOf)(hostNetwork) === true)
        return "none";
      const [label, annotation] = ["labels", "annotations"].map((key) => {
        const value = (0, yaml_1.valueAt)(template, "metadata", key, "sidecar.istio.io/inject");
        return value?.kind === "scalar" ? String(value.value) : void 0;
      });
      if (label !== void 0)
        return label === "true" ? "by-label" : "none";
      return annotation === "false" ? "none" : "by-namespace";
    }
    function isInjectedNamespace({ kind, group, mapping }) {
      if (kind !== "Namespace" || group !== "")
        return false;
      const labels = (0, yaml_1.valueAt)(mapping, "metadata", "labels");
      const injection = (0, yaml_1.stringOf)((0, yaml_1.valueAt)(labels, "istio-injection"));
      if (injection !== void 0)
        return injection === "enabled";
      return (0, yaml_1.entryOf)(labels, "istio.io/rev") !== void 0;
    }
    function flagsOf({ containers }) {
      return containers.filter(workload_1.isIstiod).flatMap(({ environment }) => {
        const items = (0, yaml_1.itemsOf)(environment).filter(({ value: value2 }) => {
          const name = (0, yaml_1.stringOf)((0, yaml_1.valueAt)(value2, "name"));
          return name === interval_1.rotationFlag || name === interval_1.graceFlag;
        });
        const rotation = items.find(({ value: value2 }) => (0, yaml_1.stringOf)((0, yaml_1.valueAt)(value2, "name")) === interval_1.rotationFlag);
        const [first] = items;
        if (!first)
          return [];
        const value = (0, yaml_1.valueAt)(rotation?.value, "value");
        const text = rotation && (0, variables_1.textOf)({ place: rotation.value, value });
        return [{ items, at: first, isSet: rotation !== void 0, rotation: text }];
      });
    }
    function isInMesh(proxy) {
      return proxy === "by-label" || proxy === "by-namespace";
    }
  }
});

// build/transforms/1.28/metric-eviction/leftovers.js
var require_leftovers2 = __commonJS({
  "build/transforms/1.28/metric-eviction/leftovers.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.reportLeftovers = reportLeftovers;
    var variables_1 = require_variables();
    var place_1 = require_place();
    var yaml_1 = require_yaml();
    var interval_1 = require_interval();
    function reportLeftovers(root, known, { report, isRead }) {
      const told = new Set(known.map(({ place }) => (0, place_1.startOf)(place)));
      for (const flag of [interval_1.rotationFlag, interval_1.graceFlag]) {
        for (const { place } of (0, variables_1.otherPlacesOf)(root, flag, known)) {
          told.add((0, place_1.startOf)(place));
          if (isBelow(place, "proxyMetadata"))
            reportMisplaced(place, flag, "under proxyMetadata", report);
          else if (isBelow(place, "containers") || isBelow(place, "initContainers")) {
            reportMisplaced(place, flag, "on a container that is not istiod", report);
          } else {
            report({
              level: "warning",
              at: place,
              message: `${flag} stays: nothing says that istiod reads it here`,
              help: "Istio 1.28 has no such flag: move it by hand to the annotation sidecar.istio.io/statsEvictionInterval"
            });
          }
        }
      }
      (0, yaml_1.walk)(root, (node) => {
        if (node.kind !== "scalar" || typeof node.value !== "string" || told.has((0, place_1.startOf)(node)))
          return;
        if (isRead(node))
          return;
        const flag = [interval_1.rotationFlag, interval_1.graceFlag].find((each) => String(node.value).includes(each));
        if (flag === void 0)
          return;
        report({
          level: "warning",
          at: node,
          message: `${flag} is named in a text, which is left as it is`,
          help: "Istio 1.28 has no such flag: see to it by hand"
        });
      });
    }
    function reportMisplaced(at, flag, where, report) {
      report({
        level: "warning",
        at,
        message: `${flag} has no effect ${where}, and never had: it was a flag of istiod`,
        help: "take it out; to have unused series evicted, set the annotation sidecar.istio.io/statsEvictionInterval"
      });
    }
    function isBelow(place, key) {
      let at = place.kind === "spot" ? void 0 : place;
      for (; at; at = at.parent)
        if (at.kind === "entry" && at.name === key)
          return true;
      return false;
    }
  }
});

// build/transforms/1.28/metric-eviction/plan.js
var require_plan2 = __commonJS({
  "build/transforms/1.28/metric-eviction/plan.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.planOf = planOf;
    exports2.isDue = isDue;
    var facts_1 = require_facts();
    var facts_2 = require_facts2();
    var interval_1 = require_interval();
    function planOf(facts, target) {
      const flags = facts.all(facts_2.renderedFlags);
      const evictions = flags.map(({ isSet, rotation }) => {
        return isSet && rotation === void 0 ? { kind: "unreadable" } : (0, interval_1.evictionFor)(rotation);
      });
      const [eviction] = evictions;
      if (!eviction)
        return void 0;
      const due = facts.all(facts_2.workloadFact).filter((workload) => isDue(workload, facts));
      if (evictions.some(({ kind }) => kind === "unreadable"))
        return { eviction, obstacle: "unreadable", due };
      if (evictions.some((other) => lengthOf(other) !== lengthOf(eviction)))
        return { eviction, obstacle: "disagree", due };
      if (eviction.kind !== "interval")
        return { eviction, obstacle: void 0, due: [] };
      if ((0, interval_1.faultOf)(eviction.length, target) === "declined")
        return { eviction, obstacle: "fault", due };
      const given = facts.all(facts_1.givenFile);
      const isWhole = [...due.filter(({ kind }) => kind !== "Job"), ...flags].every(({ place }) => given.includes(place.path));
      return { eviction, obstacle: isWhole ? void 0 : "not-given", due };
    }
    function lengthOf(eviction) {
      return eviction.kind === "interval" ? eviction.length : 0;
    }
    function isDue({ proxy, namespace, eviction }, facts) {
      if (eviction !== void 0 || proxy === "none")
        return false;
      if (proxy !== "by-namespace")
        return true;
      return namespace !== void 0 && facts.all(facts_2.injectedNamespace).includes(namespace);
    }
  }
});

// build/transforms/1.28/metric-eviction/report.js
var require_report = __commonJS({
  "build/transforms/1.28/metric-eviction/report.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.reportUnreadable = reportUnreadable;
    exports2.reportFault = reportFault;
    exports2.reportInterval = reportInterval;
    exports2.reportGrace = reportGrace;
    var interval_1 = require_interval();
    function reportUnreadable(at, report) {
      report({
        level: "warning",
        at,
        message: `${interval_1.rotationFlag} stays: its value is no Go duration that stands here`,
        help: `Istio 1.28 ignores it: set the annotation ${interval_1.evictionAnnotation} on the pods by hand, then take the flags out`
      });
    }
    function reportFault(at, text, report) {
      report({
        level: "error",
        at,
        message: `${interval_1.rotationFlag} stays: with an eviction interval of 60s or more, istio-proxy of 1.28.0 and 1.28.1 does not start`,
        help: `upgrade to 1.28.2 or newer, where the interval can be ${text}`
      });
    }
    function reportInterval(eviction, at, needsPatch, report) {
      if (eviction.roundedFrom !== void 0) {
        report({
          level: "note",
          at,
          message: `the eviction interval is rounded up from ${eviction.roundedFrom} to ${eviction.text}`,
          help: "it has to be a whole multiple of the flush interval, which is 5s unless the pods set another"
        });
      }
      if (needsPatch) {
        report({
          level: "warning",
          at,
          message: "an eviction interval of 60s or more needs Istio 1.28.2 or newer",
          help: "istio-proxy of 1.28.0 and 1.28.1 does not start with it; say --target-version if you stay on one of them"
        });
      }
      report({
        level: "note",
        at,
        message: "eviction starts once a pod is recreated with a proxy of 1.28",
        help: "a series goes after two intervals without use"
      });
    }
    function reportGrace(grace, report) {
      if (!grace)
        return;
      report({
        level: "note",
        at: grace.place,
        message: `${interval_1.graceFlag} is dropped: Istio 1.28 has nothing in its place`
      });
    }
  }
});

// build/transforms/1.28/metric-eviction/values.js
var require_values2 = __commonJS({
  "build/transforms/1.28/metric-eviction/values.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.migrateValues = migrateValues;
    exports2.reportGateways = reportGateways;
    var place_1 = require_place();
    var values_1 = require_values();
    var variables_1 = require_variables();
    var yaml_1 = require_yaml();
    var install_1 = require_install2();
    var facts_1 = require_facts2();
    var interval_1 = require_interval();
    var report_1 = require_report();
    var injected = ["sidecarInjectorWebhook", "injectedAnnotations"];
    function migrateValues(values, { facts, target, report, rewrite }) {
      const [rotation, ...overridden] = (0, values_1.variablesOf)(values, interval_1.rotationFlag);
      const graces = (0, values_1.variablesOf)(values, interval_1.graceFlag);
      const first = rotation ?? graces[0];
      if (!first)
        return;
      const flush = flushOf(values);
      const text = rotation && (0, variables_1.textOf)(rotation);
      const isUnreadable = rotation !== void 0 && text === void 0 && !(0, yaml_1.isNull)(rotation.value);
      const eviction = isUnreadable ? { kind: "unreadable" } : (0, interval_1.evictionFor)(text, flush);
      if (eviction.kind === "unreadable") {
        (0, report_1.reportUnreadable)(first.place, report);
        return;
      }
      if (eviction.kind === "off" && rotation && values.installer === "helm" && !values.isLowest) {
        report({
          level: "warning",
          at: first.place,
          message: `${interval_1.rotationFlag} stays: it switches off here what values below may switch on`,
          help: `if they do, decide for these pods by hand: "${interval_1.evictionAnnotation}" of the values below reaches them too`
        });
        return;
      }
      if (eviction.kind === "interval" && (0, interval_1.faultOf)(eviction.length, target) === "declined") {
        (0, report_1.reportFault)(first.place, eviction.text, report);
        return;
      }
      rewrite(first.place, summaryOf(values, eviction), (edit, tell) => {
        for (const { holder } of [...rotation ? [rotation] : [], ...overridden, ...graces])
          edit.remove(holder);
        (0, report_1.reportGrace)(graces[0], tell);
        (0, install_1.reportOldVersion)(values, tell);
        if (eviction.kind === "off")
          return;
        const set = (0, values_1.settingOf)(values, [...injected, interval_1.evictionAnnotation]);
        if (set) {
          const message = `${interval_1.evictionAnnotation} is set here already, and stays as it is`;
          tell({ level: "note", at: set.kind === "entry" ? set : first.place, message });
        } else {
          (0, values_1.setValue)(edit, values, [...injected, interval_1.evictionAnnotation], eviction.text);
          const needsPatch = (0, interval_1.faultOf)(eviction.length, target) === "needs-patch";
          (0, report_1.reportInterval)(eviction, first.place, needsPatch, tell);
        }
        reportPods(eviction, first.place, facts, tell);
        reportGateways(eviction.text, first.place, facts, tell);
      });
    }
    function flushOf(values) {
      const set = (0, values_1.settingOf)(values, [...injected, interval_1.flushAnnotation]);
      return set?.kind === "entry" ? (0, yaml_1.stringOf)(set.value) : void 0;
    }
    function summaryOf({ carrier }, eviction) {
      return eviction.kind === "interval" ? `${carrier}: ${interval_1.rotationFlag} \u2192 ${interval_1.evictionAnnotation} ${eviction.text}` : `${carrier}: flags without effect removed`;
    }
    function reportPods({ text, length }, at, facts, report) {
      for (const { name, place, proxy, eviction, flush } of facts.all(facts_1.workloadFact)) {
        if (!(0, facts_1.isInMesh)(proxy))
          continue;
        if (eviction !== void 0 && eviction !== text) {
          report({
            level: "warning",
            at,
            message: `the mesh-wide eviction interval ${text} overwrites ${eviction} of ${name} (${(0, place_1.describePlace)(place)})`,
            help: "the webhook writes over what pods set: choose one interval for all of them"
          });
        }
        if (flush !== void 0 && !(0, interval_1.isMultipleOf)(length, flush)) {
          report({
            level: "warning",
            at,
            message: `${text} is no multiple of the flush interval ${flush} of ${name} (${(0, place_1.describePlace)(place)}), whose proxy ignores it`,
            help: "choose an interval that is a multiple of each flush interval"
          });
        }
      }
    }
    function reportGateways(text, at, facts, report) {
      for (const { name, place } of facts.all(facts_1.gatewayFact)) {
        report({
          level: "note",
          at,
          message: `the pods of ${name} (${(0, place_1.describePlace)(place)}) do not get the eviction interval`,
          help: `Istio deploys them from the Gateway: set spec.infrastructure.annotations there, "${interval_1.evictionAnnotation}: ${text}"`
        });
      }
    }
  }
});

// build/transforms/1.28/metric-eviction/rendered.js
var require_rendered = __commonJS({
  "build/transforms/1.28/metric-eviction/rendered.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.migrateIstiod = migrateIstiod;
    exports2.migrateWorkload = migrateWorkload;
    var place_1 = require_place();
    var variables_1 = require_variables();
    var workload_1 = require_workload();
    var ignored_1 = require_ignored();
    var values_1 = require_values();
    var yaml_1 = require_yaml();
    var facts_1 = require_facts2();
    var interval_1 = require_interval();
    var plan_1 = require_plan2();
    var report_1 = require_report();
    var values_2 = require_values2();
    var summary = "istiod: flags that Istio 1.28 no longer reads";
    function migrateIstiod(environment, context) {
      const rotations = (0, variables_1.variablesIn)(environment, interval_1.rotationFlag);
      const graces = (0, variables_1.variablesIn)(environment, interval_1.graceFlag);
      const first = rotations[0] ?? graces[0];
      if (!first)
        return;
      const flags = [...rotations, ...graces].map(({ holder }) => holder);
      if (flags.some(context.ignores.within)) {
        context.rewrite(first.place, summary, (edit) => {
          for (const holder of flags)
            edit.remove(holder);
          throw new ignored_1.LeftAlone();
        });
        return;
      }
      const plan = (0, plan_1.planOf)(context.facts, context.target);
      if (!plan)
        return;
      if (plan.obstacle) {
        reportObstacle(plan, plan.obstacle, first.place, context);
        return;
      }
      const { eviction, due } = plan;
      context.rewrite(first.place, summary, (edit, tell) => {
        for (const holder of flags)
          edit.remove(holder);
        (0, report_1.reportGrace)(graces[0], tell);
        if (eviction.kind !== "interval")
          return;
        const needsPatch = (0, interval_1.faultOf)(eviction.length, context.target) === "needs-patch";
        (0, report_1.reportInterval)(eviction, first.place, needsPatch, tell);
        (0, values_2.reportGateways)(eviction.text, first.place, context.facts, tell);
        if (due.length > 0)
          return;
        tell({
          level: "warning",
          at: first.place,
          message: `no pod template of this tree is sure to run a proxy, so none gets the eviction interval`,
          help: `add this annotation to the pod templates in the mesh: "${interval_1.evictionAnnotation}: ${eviction.text}"`
        });
      });
    }
    function reportObstacle(plan, obstacle, at, context) {
      const { eviction, due } = plan;
      const { report, facts } = context;
      if (obstacle === "unreadable")
        (0, report_1.reportUnreadable)(at, report);
      else if (obstacle === "fault")
        (0, report_1.reportFault)(at, eviction.kind === "interval" ? eviction.text : "", report);
      else if (obstacle === "disagree") {
        const places = facts.all(facts_1.renderedFlags).map(({ place }) => (0, place_1.describePlace)(place));
        report({
          level: "warning",
          at,
          message: `${interval_1.rotationFlag} stays: the istiods of this tree have different intervals (${places.join(", ")})`,
          help: `set the annotation ${interval_1.evictionAnnotation} on the pods of each by hand, then take the flags out`
        });
      } else {
        const files = [...new Set([...due, ...facts.all(facts_1.renderedFlags)].map(({ place }) => place.path))];
        report({
          level: "warning",
          at,
          message: `${interval_1.rotationFlag} stays: workloads that are to get its interval lie in files that were not given`,
          help: `run over these together: ${files.toSorted().join(" ")}`
        });
      }
    }
    function migrateWorkload(workload, context) {
      const facts = (0, facts_1.factsOf)(workload);
      if (!(0, plan_1.isDue)(facts, context.facts) || workload.containers.some(workload_1.isIstiod))
        return;
      const plan = (0, plan_1.planOf)(context.facts, context.target);
      if (plan?.eviction.kind !== "interval")
        return;
      const eviction = (0, interval_1.evictionFor)(plan.eviction.roundedFrom ?? plan.eviction.text, facts.flush);
      const { object, template } = workload;
      const place = (0, yaml_1.entryOf)(object.mapping, "kind") ?? object.mapping;
      if (object.kind === "Job") {
        context.report({
          level: "note",
          at: place,
          message: "the pod template of a Job cannot be changed, so it does not get the eviction interval",
          help: `give the next Job the annotation "${interval_1.evictionAnnotation}: ${plan.eviction.text}"`
        });
        return;
      }
      if (plan.obstacle === "not-given")
        reportNotGiven(place, context);
      if (plan.obstacle || eviction.kind !== "interval")
        return;
      context.rewrite(place, `${facts.name}: ${interval_1.evictionAnnotation} ${eviction.text}`, (edit, tell) => {
        (0, values_1.setAt)(edit, { base: template, keys: [] }, ["metadata", "annotations", interval_1.evictionAnnotation], eviction.text);
        if (facts.flush !== void 0 && eviction.roundedFrom !== void 0)
          (0, report_1.reportInterval)(eviction, place, false, tell);
      });
    }
    function reportNotGiven(at, { facts, report }) {
      const places = facts.all(facts_1.renderedFlags).map(({ place }) => (0, place_1.describePlace)(place));
      report({
        level: "note",
        at,
        message: `its pods are to get an eviction interval once ${interval_1.rotationFlag} goes from istiod (${places.join(", ")})`,
        help: "run over the whole repository"
      });
    }
  }
});

// build/transforms/1.28/metric-eviction/about/chart.js
var require_chart2 = __commonJS({
  "build/transforms/1.28/metric-eviction/about/chart.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.injected = exports2.chart = void 0;
    exports2.istiodWith = istiodWith;
    exports2.chart = `apiVersion: v2
name: mesh
version: 1.0.0
dependencies:
  - {name: istiod, version: 1.28.2}
`;
    function istiodWith(interval, name = "istiod") {
      return `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: istio-system}
spec:
  template:
    metadata:
      labels: {app: istiod}
    spec:
      containers:
        - name: discovery
          image: docker.io/istio/pilot:1.28.2
          env:
            - {name: METRIC_ROTATION_INTERVAL, value: ${interval}}
            - {name: REVISION, value: default}
`;
    }
    exports2.injected = `apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, namespace: shop}
spec:
  template:
    metadata:
      labels:
        app: cart
        sidecar.istio.io/inject: "true"
    spec:
      containers:
        - {name: cart, image: registry.example/cart}
`;
  }
});

// build/transforms/1.28/metric-eviction/about/declines.js
var require_declines3 = __commonJS({
  "build/transforms/1.28/metric-eviction/about/declines.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.declines = void 0;
    var chart_1 = require_chart2();
    function valuesWith(interval) {
      return `istiod:
  pilot:
    env:
      METRIC_ROTATION_INTERVAL: ${interval}
`;
    }
    exports2.declines = [
      {
        when: "The interval is no Go duration: a number without a unit, or a template.",
        level: "warning",
        message: "METRIC_ROTATION_INTERVAL stays: its value is no Go duration that stands here",
        remedy: "Set the annotation by hand, with a unit (`300s`), and take the flags out.",
        files: { "Chart.yaml": chart_1.chart, "values.yaml": valuesWith("300") }
      },
      {
        when: "The interval is 60 seconds or more, and `--target-version` is 1.28.0 or 1.28.1. The flags do no harm there.",
        level: "error",
        message: "METRIC_ROTATION_INTERVAL stays: with an eviction interval of 60s or more, istio-proxy of 1.28.0 and 1.28.1 does not start",
        remedy: "Upgrade to 1.28.2 or newer, and run again without `--target-version`.",
        files: { "Chart.yaml": chart_1.chart, "values.yaml": valuesWith("5m") },
        target: "1.28.1"
      },
      {
        when: "Several rendered istiods have different intervals.",
        level: "warning",
        message: "METRIC_ROTATION_INTERVAL stays: the istiods of this tree have different intervals (blue.yaml:13, green.yaml:13)",
        remedy: "Set the annotation on the pods of each by hand, and take the flags out.",
        files: { "blue.yaml": (0, chart_1.istiodWith)("5m", "istiod-blue"), "green.yaml": (0, chart_1.istiodWith)("1m", "istiod-green") }
      },
      {
        when: "Beside a rendered istiod, workloads that are to get the annotation lie in files that were not given.",
        level: "warning",
        message: "METRIC_ROTATION_INTERVAL stays: workloads that are to get its interval lie in files that were not given",
        remedy: "Run over all the files that the finding names together, or over the whole repository.",
        files: { "istiod.yaml": (0, chart_1.istiodWith)("30s"), "cart.yaml": chart_1.injected },
        given: ["istiod.yaml"]
      },
      {
        when: "The flag hangs on a condition of a template.",
        level: "error",
        message: "left as it is: what has to change here depends on a condition of the template",
        remedy: "Move the flag out of the condition, or do the change by hand on both of its sides.",
        files: {
          "values.yaml.gotmpl": `pilot:
  env:
    {{- if .Values.rotation }}
    METRIC_ROTATION_INTERVAL: 5m
    {{- end }}
global: {istioNamespace: istio-system}
`
        }
      },
      {
        when: "A layer of values switches off what another one below may switch on.",
        level: "warning",
        message: "METRIC_ROTATION_INTERVAL stays: it switches off here what values below may switch on",
        remedy: "See which of the layers wins in your installation, and set or leave out the annotation there.",
        files: {
          "charts/mesh/Chart.yaml": chart_1.chart,
          "charts/mesh/values.yaml": valuesWith("30s"),
          "application.yaml": `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: mesh}
spec:
  source:
    repoURL: https://git.example/platform.git
    path: charts/mesh
    helm:
      valuesObject:
        istiod: {pilot: {env: {METRIC_ROTATION_INTERVAL: "0"}}}
`
        }
      },
      {
        when: "The flag stands in a place that nothing connects with istiod.",
        level: "warning",
        message: "METRIC_ROTATION_INTERVAL stays: nothing says that istiod reads it here",
        remedy: "Look what reads it. If it is istiod, move it to the annotation by hand.",
        files: { "environment.yaml": "METRIC_ROTATION_INTERVAL: 5m\n" }
      },
      {
        when: "The flag stands under `proxyMetadata`, or on a container that is not istiod. It never did anything there.",
        level: "warning",
        message: "METRIC_ROTATION_INTERVAL has no effect under proxyMetadata, and never had: it was a flag of istiod",
        remedy: "Take it out. If you want eviction, set the annotation.",
        files: {
          "operator.yaml": `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
spec:
  meshConfig:
    defaultConfig:
      proxyMetadata:
        METRIC_ROTATION_INTERVAL: 5m
`
        }
      },
      {
        when: "The flag is named in a text, as an argument of a command is.",
        level: "warning",
        message: "METRIC_ROTATION_INTERVAL is named in a text, which is left as it is",
        remedy: "See what the text does with it, and change it by hand.",
        files: {
          "job.yaml": `apiVersion: batch/v1
kind: Job
metadata: {name: install}
spec:
  template:
    spec:
      containers:
        - name: helm
          image: registry.example/helm
          args: [upgrade, istiod, --set, pilot.env.METRIC_ROTATION_INTERVAL=5m]
`
        }
      }
    ];
  }
});

// build/transforms/1.28/metric-eviction/about/examples.js
var require_examples3 = __commonJS({
  "build/transforms/1.28/metric-eviction/about/examples.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.examples = void 0;
    var chart_1 = require_chart2();
    exports2.examples = [
      {
        title: "Values of a chart that wraps istiod",
        before: {
          "Chart.yaml": chart_1.chart,
          "values.yaml": `istiod:
  pilot:
    env:
      METRIC_ROTATION_INTERVAL: 30s
      METRIC_GRACEFUL_DELETION_INTERVAL: 5m
      PILOT_ENABLE_IP_AUTOALLOCATE: "true"
`
        },
        after: {
          "values.yaml": `istiod:
  pilot:
    env:
      PILOT_ENABLE_IP_AUTOALLOCATE: "true"
  sidecarInjectorWebhook:
    injectedAnnotations:
      sidecar.istio.io/statsEvictionInterval: 30s
`
        }
      },
      {
        title: "A rendered istiod, and a workload that is injected",
        before: { "istiod.yaml": (0, chart_1.istiodWith)("5m"), "cart.yaml": chart_1.injected },
        after: {
          "istiod.yaml": (0, chart_1.istiodWith)("5m").replace(/^.*METRIC_ROTATION_INTERVAL.*\n/m, ""),
          "cart.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, namespace: shop}
spec:
  template:
    metadata:
      labels:
        app: cart
        sidecar.istio.io/inject: "true"
      annotations:
        sidecar.istio.io/statsEvictionInterval: 5m
    spec:
      containers:
        - {name: cart, image: registry.example/cart}
`
        }
      }
    ];
  }
});

// build/transforms/1.28/metric-eviction/about/reports.js
var require_reports2 = __commonJS({
  "build/transforms/1.28/metric-eviction/about/reports.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.reports = void 0;
    var chart_1 = require_chart2();
    function valuesWith(interval, more = "") {
      return `istiod:
  pilot:
    env:
      METRIC_ROTATION_INTERVAL: ${interval}
${more}`;
    }
    function annotated(annotation) {
      return chart_1.injected.replace("      labels:", `      annotations: {${annotation}}
      labels:`);
    }
    exports2.reports = [
      {
        when: "An interval is carried over.",
        level: "note",
        message: "eviction starts once a pod is recreated with a proxy of 1.28",
        remedy: "Restart the workloads after the upgrade. A series goes after two intervals without use.",
        files: { "Chart.yaml": chart_1.chart, "values.yaml": valuesWith("30s") }
      },
      {
        when: "The interval is 60 seconds or more.",
        level: "warning",
        message: "an eviction interval of 60s or more needs Istio 1.28.2 or newer",
        remedy: "Upgrade to 1.28.2 or newer. If you stay on an older patch, say so with `--target-version`.",
        files: { "Chart.yaml": chart_1.chart, "values.yaml": valuesWith("5m") }
      },
      {
        when: "The interval is no multiple of the flush interval.",
        level: "note",
        message: "the eviction interval is rounded up from 32s to 35s",
        remedy: "Nothing, if the longer interval suits you.",
        files: { "Chart.yaml": chart_1.chart, "values.yaml": valuesWith("32s") }
      },
      {
        when: "`METRIC_GRACEFUL_DELETION_INTERVAL` was set.",
        level: "note",
        message: "METRIC_GRACEFUL_DELETION_INTERVAL is dropped: Istio 1.28 has nothing in its place",
        remedy: "Nothing.",
        files: {
          "Chart.yaml": chart_1.chart,
          "values.yaml": valuesWith("30s", "      METRIC_GRACEFUL_DELETION_INTERVAL: 1m\n")
        }
      },
      {
        when: "The same values set the annotation already.",
        level: "note",
        message: "sidecar.istio.io/statsEvictionInterval is set here already, and stays as it is",
        remedy: "See that it is what you want. The flags go all the same.",
        files: {
          "Chart.yaml": chart_1.chart,
          "values.yaml": valuesWith("30s", `  sidecarInjectorWebhook:
    injectedAnnotations: {sidecar.istio.io/statsEvictionInterval: 1m}
`)
        }
      },
      {
        when: "A workload of the tree sets another interval, which the injector writes over.",
        level: "warning",
        message: "the mesh-wide eviction interval 30s overwrites 10m of Deployment shop/cart (cart.yaml:2)",
        remedy: "Choose one interval for all of them.",
        files: {
          "Chart.yaml": chart_1.chart,
          "values.yaml": valuesWith("30s"),
          "cart.yaml": annotated("sidecar.istio.io/statsEvictionInterval: 10m")
        }
      },
      {
        when: "A workload of the tree has a flush interval that the new interval is no multiple of.",
        level: "warning",
        message: "30s is no multiple of the flush interval 20s of Deployment shop/cart (cart.yaml:2), whose proxy ignores it",
        remedy: "Choose an interval that is a multiple of each flush interval.",
        files: {
          "Chart.yaml": chart_1.chart,
          "values.yaml": valuesWith("30s"),
          "cart.yaml": annotated("sidecar.istio.io/statsFlushInterval: 20s")
        }
      },
      {
        when: "Istio deploys pods from a Kubernetes Gateway, which the injector does not reach.",
        level: "note",
        message: "the pods of Gateway edge (gateway.yaml:5) do not get the eviction interval",
        remedy: "Write the annotation under `spec.infrastructure.annotations` of the Gateway.",
        files: {
          "Chart.yaml": chart_1.chart,
          "values.yaml": valuesWith("30s"),
          "gateway.yaml": `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec:
  gatewayClassName: istio
  listeners: [{name: http, port: 80, protocol: HTTP}]
`
        }
      },
      {
        when: "Beside a rendered istiod, no workload of the tree is sure to run a proxy.",
        level: "warning",
        message: "no pod template of this tree is sure to run a proxy, so none gets the eviction interval",
        remedy: "Add the annotation to the pod templates in the mesh, wherever they are.",
        files: { "istiod.yaml": (0, chart_1.istiodWith)("30s") }
      },
      {
        when: "A workload that would get the annotation is a Job.",
        level: "note",
        message: "the pod template of a Job cannot be changed, so it does not get the eviction interval",
        remedy: "Give the next Job the annotation.",
        files: {
          "istiod.yaml": (0, chart_1.istiodWith)("30s"),
          "job.yaml": chart_1.injected.replace("apps/v1", "batch/v1").replace("Deployment", "Job")
        }
      },
      {
        when: "The values are rewritten, and pinned to an Istio before 1.28.",
        level: "note",
        message: "these values go with Istio 1.28, but are pinned to 1.27",
        remedy: "Merge the change together with the upgrade.",
        files: { "Chart.yaml": chart_1.chart.replace("1.28.2", "1.27.3"), "values.yaml": valuesWith("30s") }
      }
    ];
  }
});

// build/transforms/1.28/metric-eviction/about/index.js
var require_about6 = __commonJS({
  "build/transforms/1.28/metric-eviction/about/index.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.about = void 0;
    var declines_1 = require_declines3();
    var examples_1 = require_examples3();
    var reports_1 = require_reports2();
    var istio = "https://github.com/istio/istio";
    exports2.about = {
      why: [
        "istiod 1.28 no longer reads `METRIC_ROTATION_INTERVAL` and `METRIC_GRACEFUL_DELETION_INTERVAL`. Nothing fails at once, but series that are no longer used stay in the proxies.",
        "In their place, a proxy of 1.28 reads the annotation `sidecar.istio.io/statsEvictionInterval` of its pod. It starts once the pod is recreated.",
        "In 1.28.0 and 1.28.1 an interval of 60 seconds or more keeps istio-proxy from starting. 1.28.2 mends that."
      ],
      changes: [
        "Both flags go from the environment of istiod.",
        "In install values, the rotation interval becomes the annotation that the injector gives every pod: `sidecarInjectorWebhook.injectedAnnotations`.",
        "Beside a rendered istiod Deployment, it becomes an annotation of the pod templates of the tree that are sure to run a proxy. They and istiod change in one run, or neither does.",
        "An interval that is no multiple of the flush interval (5 seconds, unless a pod sets another) is rounded up.",
        "Where rotation was off, both flags go and nothing takes their place.",
        "An annotation that is set stays."
      ],
      examples: examples_1.examples,
      declines: declines_1.declines,
      reports: reports_1.reports,
      links: [
        {
          title: "Release note on the flags that are gone",
          url: `${istio}/blob/1.28.0/releasenotes/notes/remove-metric-rotation.yaml`
        },
        {
          title: "Release note on the annotations that are new",
          url: `${istio}/blob/1.28.0/releasenotes/notes/stats-flush-eviction.yaml`
        },
        {
          title: "Release note of 1.28.2 on intervals of 60 seconds and more",
          url: `${istio}/blob/1.28.2/releasenotes/notes/58518.yaml`
        },
        { title: "Issue 58500 on the proxies that do not start", url: `${istio}/issues/58500` }
      ]
    };
  }
});

// build/transforms/1.28/metric-eviction/index.js
var require_metric_eviction = __commonJS({
  "build/transforms/1.28/metric-eviction/index.js"(exports2) {
    "use strict";
    var __createBinding2 = exports2 && exports2.__createBinding || (Object.create ? (function(o, m, k, k2) {
      if (k2 === void 0) k2 = k;
      var desc = Object.getOwnPropertyDescriptor(m, k);
      if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
        desc = { enumerable: true, get: function() {
          return m[k];
        } };
      }
      Object.defineProperty(o, k2, desc);
    }) : (function(o, m, k, k2) {
      if (k2 === void 0) k2 = k;
      o[k2] = m[k];
    }));
    var __setModuleDefault2 = exports2 && exports2.__setModuleDefault || (Object.create ? (function(o, v) {
      Object.defineProperty(o, "default", { enumerable: true, value: v });
    }) : function(o, v) {
      o["default"] = v;
    });
    var __importStar2 = exports2 && exports2.__importStar || /* @__PURE__ */ (function() {
      var ownKeys = function(o) {
        ownKeys = Object.getOwnPropertyNames || function(o2) {
          var ar = [];
          for (var k in o2) if (Object.prototype.hasOwnProperty.call(o2, k)) ar[ar.length] = k;
          return ar;
        };
        return ownKeys(o);
      };
      return function(mod) {
        if (mod && mod.__esModule) return mod;
        var result = {};
        if (mod != null) {
          for (var k = ownKeys(mod), i = 0; i < k.length; i++) if (k[i] !== "default") __createBinding2(result, mod, k[i]);
        }
        __setModuleDefault2(result, mod);
        return result;
      };
    })();
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.metricEviction = void 0;
    var variables_1 = require_variables();
    var workload_1 = require_workload();
    var tree_1 = require_tree();
    var facts_1 = require_facts2();
    var interval_1 = require_interval();
    var leftovers_1 = require_leftovers2();
    var rendered_1 = require_rendered();
    var values_1 = require_values2();
    exports2.metricEviction = {
      id: "metric-eviction",
      title: `${interval_1.rotationFlag} \u2192 annotation sidecar.istio.io/statsEvictionInterval`,
      release: "1.28",
      kind: "required",
      docs: "https://istio.io/latest/news/releases/1.28.x/announcing-1.28/upgrade-notes/",
      about: async () => (await Promise.resolve().then(() => __importStar2(require_about6()))).about,
      triggers: [interval_1.rotationFlag, interval_1.graceFlag, "containers"],
      occasion: [interval_1.rotationFlag, interval_1.graceFlag],
      surveys: [tree_1.installSurvey, facts_1.workloadSurvey],
      migrate(document, context) {
        const environments = (0, variables_1.findIstiodEnvironments)(document, context.facts);
        for (const environment of environments) {
          if (environment.kind === "values")
            (0, values_1.migrateValues)(environment.values, context);
          else
            (0, rendered_1.migrateIstiod)(environment, context);
        }
        for (const workload of (0, workload_1.findWorkloads)(document))
          (0, rendered_1.migrateWorkload)(workload, context);
        const known = environments.flatMap((environment) => [interval_1.rotationFlag, interval_1.graceFlag].flatMap((flag) => (0, variables_1.variablesIn)(environment, flag)));
        (0, leftovers_1.reportLeftovers)(document.root, known, context);
      }
    };
  }
});

// build/src/words.js
var require_words = __commonJS({
  "build/src/words.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.Words = void 0;
    var Words = class _Words {
      static compiled = /* @__PURE__ */ new Map();
      /** How many characters the longest word has. */
      longest;
      pattern;
      /** The words within each word, with itself. */
      within;
      /** The search for a list of words; compiled once. */
      static of(words) {
        const key = words.join("\n");
        let search = _Words.compiled.get(key);
        if (!search)
          _Words.compiled.set(key, search = new _Words(words));
        return search;
      }
      constructor(words) {
        const distinct = [...new Set(words)].sort((one, other) => other.length - one.length);
        this.longest = distinct[0]?.length ?? 0;
        this.within = new Map(distinct.map((word) => [word, distinct.filter((other) => word.includes(other))]));
        this.pattern = new RegExp(distinct.length === 0 ? "(?!)" : distinct.map(literally).join("|"), "g");
      }
      /** Whether a text holds one of the words. */
      isIn(text) {
        return this.next(text, 0) !== void 0;
      }
      /** The words that a text holds. */
      in(text) {
        let match = this.next(text, 0);
        if (!match)
          return noWords;
        const found = /* @__PURE__ */ new Set();
        for (; match; match = this.next(text, match.index + 1)) {
          for (const word of this.within.get(match[0]) ?? [])
            found.add(word);
        }
        return found;
      }
      /** Answers whether stretches of a text hold one of the words; in their order, the text is searched only once. */
      stretchesOf(text) {
        let from = 0;
        let next = this.next(text, from);
        return ({ start, end }) => {
          if (start < from || next !== void 0 && next.index < start) {
            from = start;
            next = this.next(text, from);
          }
          return next !== void 0 && next.index + next[0].length <= end;
        };
      }
      next(text, offset) {
        this.pattern.lastIndex = offset;
        return this.pattern.exec(text) ?? void 0;
      }
    };
    exports2.Words = Words;
    var noWords = /* @__PURE__ */ new Set();
    function literally(word) {
      return word.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&");
    }
  }
});

// build/src/kubernetes/texts.js
var require_texts2 = __commonJS({
  "build/src/kubernetes/texts.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.findTexts = findTexts;
    exports2.generatedTexts = generatedTexts;
    exports2.isLastApplied = isLastApplied;
    var yaml_1 = require_yaml();
    var document_1 = require_document();
    var embedded_1 = require_embedded2();
    var texts_1 = require_texts();
    var place_1 = require_place();
    var words_1 = require_words();
    function findTexts(document, words, facts) {
      const search = words_1.Words.of(words);
      const values = facts ? valuesByPlace(document, facts) : /* @__PURE__ */ new Map();
      const texts = [];
      const problems = [];
      const left = new Set(startsOfGenerated(document));
      (0, yaml_1.walk)(document.root, (node) => {
        const text = (0, yaml_1.stringOf)(node);
        if (node.kind !== "scalar" || text === void 0 || left.has((0, place_1.startOf)(node)))
          return;
        const known = values.get((0, place_1.startOf)(node));
        if (!known && (node.alias || !mayBeYaml(text) || !search.isIn(text)))
          return;
        if (isPatch(node))
          return;
        const read = (0, embedded_1.readText)(document, node, known);
        if (!read)
          return;
        const holds = search.stretchesOf(read.text);
        const isMeant = (range) => known !== void 0 || holds(range);
        const problem = read.problems.find(({ range }) => isMeant(range));
        if (problem) {
          if (known || looksLikeManifest(text))
            problems.push(problem);
          return;
        }
        const documents = read.documents.filter((inner) => inner.root && inner.root.kind !== "scalar" && !(0, document_1.isDefinition)(inner.text, inner.range));
        if (documents.length > 0)
          texts.push({ scalar: node, read: { ...read, documents } });
      });
      return { texts, problems };
    }
    function valuesByPlace(document, facts) {
      const found = (0, yaml_1.unlessDeclined)(() => (0, texts_1.findTextsOfValues)(document, facts)) ?? [];
      return new Map(found.map(({ scalar, values }) => [(0, place_1.startOf)(scalar), values]));
    }
    function startsOfGenerated(document) {
      return ((0, yaml_1.unlessDeclined)(() => generatedTexts(document)) ?? []).map(({ value }) => (0, place_1.startOf)(value));
    }
    function mayBeYaml(text) {
      return text.includes("\n") || /^\s*[{[]/.test(text);
    }
    function looksLikeManifest(text) {
      return /^[ \t-]*["']?apiVersion["']?:/m.test(text) && /^[ \t-]*["']?kind["']?:/m.test(text);
    }
    function isPatch(node) {
      for (let at = node; at; at = at.parent?.parent) {
        const { parent } = at;
        if (parent?.kind === "entry" && /^patch(?:$|es)/.test(parent.name ?? ""))
          return true;
      }
      return false;
    }
    function generatedTexts({ objects }) {
      return objects.flatMap(({ mapping, group, kind, name }) => {
        if (group !== "" || kind !== "ConfigMap")
          return [];
        const data = (0, yaml_1.valueAt)(mapping, "data");
        const entries = data?.kind === "mapping" ? data.entries : [];
        const has = (...keys) => keys.every((key) => entries.some((entry) => entry.name === key));
        const isInjector = /^istio-sidecar-injector\b/.test(name ?? "") && (has("values") || has("config"));
        const isGenerated = isInjector || has("original-values", "merged-values");
        return isGenerated ? entries.filter((entry) => entry.value.kind === "scalar") : [];
      });
    }
    function isLastApplied({ parent }) {
      return parent?.kind === "entry" && parent.name === "kubectl.kubernetes.io/last-applied-configuration";
    }
  }
});

// build/src/install/given.js
var require_given = __commonJS({
  "build/src/install/given.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.mayBeGivenToIstiod = mayBeGivenToIstiod;
    var chart_1 = require_chart();
    var slot_1 = require_slot();
    var tree_1 = require_tree();
    function mayBeGivenToIstiod(path, facts) {
      return facts.derived(givesByName) || (0, tree_1.namingsOf)(path, facts).length > 0;
    }
    function givesByName(facts) {
      const charts = facts.all(chart_1.localChart);
      return charts.some((chart) => (0, slot_1.slotsOfChart)(chart).length > 0) || facts.all(tree_1.chartObject).some(({ chart }) => {
        const slots = (0, slot_1.slotsOf)({ name: chart, repository: void 0 }, charts);
        return slots === void 0 || slots.length > 0;
      }) || (0, tree_1.namesConfigMaps)(facts);
    }
  }
});

// build/transforms/1.28/seccomp-profile/about/declines.js
var require_declines4 = __commonJS({
  "build/transforms/1.28/seccomp-profile/about/declines.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.declines = void 0;
    exports2.declines = [
      {
        when: "Values look like those of Istio, but nothing says that they are given to the istiod chart.",
        level: "note",
        message: "not taken for values of istiod, so they get no global.proxy.seccompProfile: its keys are of Istio, but of which chart nothing says",
        remedy: "If they are for the istiod chart alone, add the profile by hand.",
        files: {
          "values.yaml": `global: {istioNamespace: istio-system}
meshConfig: {accessLogFile: /dev/stdout}
`
        }
      },
      {
        when: "Istio is installed by the Sail operator, which does not know the field before 1.29.",
        level: "note",
        message: "the Sail operator has no global.proxy.seccompProfile before Istio 1.29",
        remedy: "Set it once you are on 1.29; `--target-version 1.29` does.",
        files: {
          "istio.yaml": `apiVersion: sailoperator.io/v1
kind: Istio
metadata: {name: default}
spec: {namespace: istio-system, version: v1.28.2}
`
        }
      },
      {
        when: "A file is a copy of a chart of the Istio project.",
        level: "note",
        message: "a copy of a chart of the Istio project, nothing in it is rewritten",
        remedy: "Replace the copy with the chart of the new release.",
        files: {
          "charts/istiod/Chart.yaml": "apiVersion: v2\nname: istiod\nversion: 1.27.3\n",
          "charts/istiod/values.yaml": "global: {}\npilot: {}\n"
        }
      },
      {
        when: "A text is rendered from the istiod chart, as the ConfigMap of the injector is.",
        level: "note",
        message: "rendered from the istiod chart, so nothing in this text is rewritten",
        remedy: "Set the profile in the values that it is rendered from, and render it again.",
        files: {
          "injector.yaml": `apiVersion: v1
kind: ConfigMap
metadata: {name: istio-sidecar-injector, namespace: istio-system}
data:
  values: |
    {"global": {"proxy": {}}, "pilot": {}}
`
        }
      },
      {
        when: "The file is encrypted by SOPS.",
        level: "note",
        message: "encrypted by SOPS, so nothing in it is rewritten: an edit would break its checksum",
        remedy: "Decrypt it, run over the plain text, and encrypt it again.",
        files: {
          "values.yaml": `pilot: {env: {PILOT_ENABLE_STATUS: "ENC[AES256_GCM,data:aGVsbG8=,type:str]"}}
global: {istioNamespace: istio-system}
sops: {mac: "ENC[AES256_GCM,data:bWFj,type:str]", version: 3.10.2}
`
        }
      },
      {
        when: "A template may bring the profile.",
        level: "warning",
        message: 'left as it is: a template may bring "seccompProfile" here',
        remedy: "Look what the template brings, and add the profile by hand where it does not.",
        files: {
          "values.yaml.gotmpl": `pilot: {autoscaleMin: 2}
global:
  istioNamespace: istio-system
  proxy:
    logLevel: warning
    {{- toYaml .Values.proxy | nindent 4 }}
`
        }
      },
      {
        when: "The values stand in a folded text (`>`), or in quotes together with actions of a template.",
        level: "warning",
        message: 'left as it is: the text to change is folded, or in quotes with actions in it; write it as a block with "|"',
        remedy: "Write the text as a literal block with `|`, and run again.",
        files: {
          "istiod.yaml": `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: istiod}
spec:
  source:
    chart: istiod
    repoURL: https://istio-release.storage.googleapis.com/charts
    targetRevision: 1.28.2
    helm:
      values: >
        global: {logAsJson: true}
`
        }
      }
    ];
  }
});

// build/transforms/1.28/seccomp-profile/about/index.js
var require_about7 = __commonJS({
  "build/transforms/1.28/seccomp-profile/about/index.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.about = void 0;
    var declines_1 = require_declines4();
    var istio = "https://github.com/istio/istio/blob/1.28.0";
    exports2.about = {
      why: [
        "Istio 1.28 can run the containers istio-proxy and istio-validation under a seccomp profile of your choice: `global.proxy.seccompProfile`. It is empty by default, so they run as before.",
        "Nothing breaks without it. It hardens: `RuntimeDefault` forbids the system calls that the container runtime forbids by default. `--skip seccomp-profile` leaves it out."
      ],
      changes: [
        "`global.proxy.seccompProfile: {type: RuntimeDefault}` is added to install values of the istiod chart that have none, or an empty one.",
        "In an IstioOperator it goes under `spec.unvalidatedValues`, since `istioctl` 1.28 refuses the field in `spec.values`. From `--target-version 1.29` on it goes there.",
        "Of several layers of values, only the lowest gets it, and none if one of them sets it.",
        "A profile that is set stays, whatever it says. So do `seccompProfile` at the root, of gateways and of istio-cni, which are for other containers."
      ],
      examples: [
        {
          title: "A release of Flux",
          before: {
            "istiod.yaml": `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: istiod
spec:
  chart:
    spec:
      chart: istiod
      version: 1.28.2
  values:
    global:
      logAsJson: true # for the collector
`
          },
          after: {
            "istiod.yaml": `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: istiod
spec:
  chart:
    spec:
      chart: istiod
      version: 1.28.2
  values:
    global:
      logAsJson: true # for the collector
      proxy:
        seccompProfile:
          type: RuntimeDefault
`
          }
        },
        {
          title: "An IstioOperator",
          before: {
            "operator.yaml": `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
metadata:
  name: mesh
spec:
  profile: default
`
          },
          after: {
            "operator.yaml": `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
metadata:
  name: mesh
spec:
  profile: default
  unvalidatedValues:
    global:
      proxy:
        seccompProfile:
          type: RuntimeDefault
`
          }
        }
      ],
      declines: declines_1.declines,
      reports: [
        {
          when: "An IstioOperator sets the profile under `spec.values`.",
          level: "error",
          message: "istioctl 1.28 fails on global.proxy.seccompProfile in the values of an IstioOperator: unknown field",
          remedy: "Move it to `spec.unvalidatedValues.global.proxy.seccompProfile`.",
          files: {
            "operator.yaml": `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
spec:
  values: {global: {proxy: {seccompProfile: {type: RuntimeDefault}}}}
`
          }
        },
        {
          when: "The values are rewritten, and pinned to an Istio before 1.28.",
          level: "note",
          message: "these values go with Istio 1.28, but are pinned to 1.27",
          remedy: "Merge the change together with the upgrade.",
          files: {
            "istiod.yaml": `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: istiod}
spec:
  chart: {spec: {chart: istiod, version: 1.27.3}}
  values: {}
`
          }
        }
      ],
      links: [
        {
          title: "Values of the istiod chart (1.28.0)",
          url: `${istio}/manifests/charts/istio-control/istio-discovery/values.yaml`
        },
        {
          title: "Where istioctl merges unvalidatedValues (1.28.0)",
          url: `${istio}/operator/pkg/render/manifest.go`
        },
        {
          title: "Seccomp profiles in Kubernetes",
          url: "https://kubernetes.io/docs/tutorials/security/seccomp/"
        }
      ]
    };
  }
});

// build/transforms/1.28/seccomp-profile/index.js
var require_seccomp_profile = __commonJS({
  "build/transforms/1.28/seccomp-profile/index.js"(exports2) {
    "use strict";
    var __createBinding2 = exports2 && exports2.__createBinding || (Object.create ? (function(o, m, k, k2) {
      if (k2 === void 0) k2 = k;
      var desc = Object.getOwnPropertyDescriptor(m, k);
      if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
        desc = { enumerable: true, get: function() {
          return m[k];
        } };
      }
      Object.defineProperty(o, k2, desc);
    }) : (function(o, m, k, k2) {
      if (k2 === void 0) k2 = k;
      o[k2] = m[k];
    }));
    var __setModuleDefault2 = exports2 && exports2.__setModuleDefault || (Object.create ? (function(o, v) {
      Object.defineProperty(o, "default", { enumerable: true, value: v });
    }) : function(o, v) {
      o["default"] = v;
    });
    var __importStar2 = exports2 && exports2.__importStar || /* @__PURE__ */ (function() {
      var ownKeys = function(o) {
        ownKeys = Object.getOwnPropertyNames || function(o2) {
          var ar = [];
          for (var k in o2) if (Object.prototype.hasOwnProperty.call(o2, k)) ar[ar.length] = k;
          return ar;
        };
        return ownKeys(o);
      };
      return function(mod) {
        if (mod && mod.__esModule) return mod;
        var result = {};
        if (mod != null) {
          for (var k = ownKeys(mod), i = 0; i < k.length; i++) if (k[i] !== "default") __createBinding2(result, mod, k[i]);
        }
        __setModuleDefault2(result, mod);
        return result;
      };
    })();
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.seccompProfile = void 0;
    var chart_1 = require_chart();
    var files_1 = require_files();
    var install_1 = require_install();
    var texts_1 = require_texts2();
    var tree_1 = require_tree();
    var values_1 = require_values();
    var version_1 = require_version();
    var given_1 = require_given();
    var yaml_1 = require_yaml();
    var install_2 = require_install2();
    var path = ["global", "proxy", "seccompProfile"];
    var dotted = path.join(".");
    var unvalidated = "unvalidatedValues";
    var operatorsSince = { major: 1, minor: 29, patch: 0 };
    exports2.seccompProfile = {
      id: "seccomp-profile",
      title: "seccompProfile RuntimeDefault for istio-proxy and istio-validation",
      release: "1.28",
      kind: "hardening",
      docs: "https://istio.io/latest/news/releases/1.28.x/announcing-1.28/upgrade-notes/",
      about: async () => (await Promise.resolve().then(() => __importStar2(require_about7()))).about,
      triggers: [
        "istiod",
        "pilot:",
        '"pilot"',
        "'pilot'",
        "PILOT_",
        "meshConfig",
        "sidecarInjectorWebhook",
        // What becomes of it brings the word above.
        "METRIC_",
        "IstioOperator",
        "sailoperator.io",
        "operator.istio.io",
        // With `global.proxy` these look like Istio's, but may be of any of its charts.
        "istioNamespace",
        "meshID",
        "meshNetworks",
        "multiCluster",
        "pilotCertProvider",
        "proxy_init",
        "istio_cni",
        "telemetry:",
        '"telemetry"',
        "ambient"
      ],
      conditionalTriggers: [
        // Every second chart has a map of this name.
        { words: ["global:", '"global"', "'global'", "seccompProfile"], countIn: given_1.mayBeGivenToIstiod },
        { words: ["apiVersion: v2"], countIn: chart_1.describesUpstreamChart }
      ],
      surveys: [tree_1.installSurvey],
      migrate(document, context) {
        reportCopy(document, context);
        reportDoubt(document, context);
        reportGenerated(document, context);
        const all = (0, install_1.findInstallValues)(document, context.facts);
        for (const values of all) {
          const layers = [...all.filter(({ place }) => place === values.place), ...values.beside];
          const isSet = layers.some((other) => (0, values_1.settingOf)(other, path));
          if (values.installer === "istioctl")
            harden(values, context);
          else if (values.installer === "sail")
            hardenSail(values, context);
          else if (!isSet && values.isLowest)
            insert(values, context);
        }
      }
    };
    function insert(values, { rewrite }) {
      rewrite(values.place, `${values.carrier}: ${dotted} \u2192 RuntimeDefault`, (edit, report) => {
        (0, values_1.setValue)(edit, values, [...path, "type"], "RuntimeDefault");
        (0, install_2.reportOldVersion)(values, report);
      });
    }
    function harden(values, context) {
      const set = (0, values_1.settingOf)(values, path);
      const { base } = values.globals;
      const beside = (0, yaml_1.valueAt)(base, "spec", unvalidated, ...path);
      const isSetBeside = !(0, yaml_1.isNull)(beside) && !(beside?.kind === "mapping" && beside.entries.length === 0);
      if ((0, version_1.isAtLeast)(context.target, operatorsSince)) {
        if (!set && !isSetBeside && values.isLowest)
          insert(values, context);
        return;
      }
      if (set) {
        context.report({
          level: "error",
          at: set,
          message: `istioctl 1.28 fails on ${dotted} in the values of an IstioOperator: unknown field`,
          help: `move it to spec.${unvalidated}.${dotted}`
        });
        return;
      }
      if (isSetBeside || !values.isLowest)
        return;
      const at = { base, keys: ["spec", unvalidated] };
      context.rewrite(values.place, `${values.carrier}: spec.${unvalidated}.${dotted} \u2192 RuntimeDefault`, (edit, report) => {
        (0, values_1.setAt)(edit, at, [...path, "type"], "RuntimeDefault");
        (0, install_2.reportOldVersion)(values, report);
      });
    }
    function hardenSail(values, context) {
      const set = (0, values_1.settingOf)(values, path);
      if ((0, version_1.isAtLeast)(context.target, operatorsSince)) {
        if (!set)
          insert(values, context);
        return;
      }
      context.report({
        level: set ? "warning" : "note",
        at: set ?? values.place,
        message: `the Sail operator has no ${dotted} before Istio 1.29`,
        help: set ? "it is dropped without a word: take it out, or wait for 1.29" : "set it to {type: RuntimeDefault} once you are on 1.29"
      });
    }
    function reportCopy({ path: file, root }, { facts, report }) {
      const name = (0, yaml_1.entryOf)(root, "name");
      if (!name || !(0, chart_1.describesUpstreamChart)(file, facts))
        return;
      report({
        level: "note",
        at: name.value,
        message: "a copy of a chart of the Istio project, nothing in it is rewritten",
        help: "replace it with the chart of the new release"
      });
    }
    function reportGenerated(document, { report }) {
      const [first] = (0, texts_1.generatedTexts)(document);
      if (!first)
        return;
      report({
        level: "note",
        at: first,
        message: "rendered from the istiod chart, so nothing in this text is rewritten",
        help: `set ${dotted} in the values that it is rendered from, and render it again with the chart of the new release`
      });
    }
    function reportDoubt(document, { facts, report }) {
      for (const { values, reason } of (0, files_1.doubtsOf)(document, facts)) {
        report({
          level: "note",
          at: values.entries[0] ?? values,
          message: `not taken for values of istiod, so they get no ${dotted}: ${reason}`,
          help: `if they are for the istiod chart alone, set ${dotted} to {type: RuntimeDefault}`
        });
      }
    }
  }
});

// build/transforms/index.js
var require_transforms = __commonJS({
  "build/transforms/index.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.transforms = void 0;
    var alpha_gateway_flag_1 = require_alpha_gateway_flag();
    var ambient_service_entry_1 = require_ambient_service_entry();
    var backend_tls_policy_1 = require_backend_tls_policy();
    var inference_pool_1 = require_inference_pool();
    var metric_eviction_1 = require_metric_eviction();
    var seccomp_profile_1 = require_seccomp_profile();
    exports2.transforms = [
      inference_pool_1.inferencePool,
      backend_tls_policy_1.backendTlsPolicy,
      alpha_gateway_flag_1.alphaGatewayFlag,
      metric_eviction_1.metricEviction,
      seccomp_profile_1.seccompProfile,
      ambient_service_entry_1.ambientServiceEntry
    ];
  }
});

// build/src/migrate/choose.js
var require_choose = __commonJS({
  "build/src/migrate/choose.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.usualTarget = void 0;
    exports2.chooseTransforms = chooseTransforms;
    exports2.withOccasion = withOccasion;
    exports2.surveysOf = surveysOf;
    var version_1 = require_version();
    exports2.usualTarget = { major: 1, minor: 28, patch: void 0 };
    function chooseTransforms(all, { only, skip }, target) {
      return all.filter(({ id, release }) => {
        const since = (0, version_1.parseVersion)(release);
        if (since && !(0, version_1.isAtLeast)(target, { ...since, patch: 0 }))
          return false;
        return (only.length === 0 || only.includes(id)) && !skip.includes(id);
      });
    }
    function withOccasion(transforms, isHeld) {
      return transforms.filter(({ occasion }) => !occasion || occasion.some(isHeld));
    }
    function surveysOf(transforms) {
      return [...new Set(transforms.flatMap(({ surveys = [] }) => surveys))];
    }
  }
});

// build/src/run/internal.js
var require_internal = __commonJS({
  "build/src/run/internal.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.internalError = internalError;
    function internalError(error) {
      const text = error instanceof Error ? error.message : String(error);
      const trace = process.env["DEBUG"] && error instanceof Error ? `
${error.stack ?? ""}` : "";
      return `internal error, please report it (DEBUG=1 shows more): ${text}${trace}`;
    }
  }
});

// build/src/cli/config/config.js
var require_config = __commonJS({
  "build/src/cli/config/config.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.ConfigError = void 0;
    var ConfigError = class extends Error {
      name = "ConfigError";
    };
    exports2.ConfigError = ConfigError;
  }
});

// build/src/files/cause.js
var require_cause = __commonJS({
  "build/src/files/cause.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.cause = cause;
    exports2.isMissing = isMissing;
    exports2.hasCode = hasCode;
    var node_os_1 = require("node:os");
    var node_util_1 = require("node:util");
    function cause(error) {
      if (!node_util_1.types.isNativeError(error))
        return String(error);
      return isSystemError(error) && wordsFor(error.errno) || error.message.replaceAll(/\s+/g, " ");
    }
    function wordsFor(number) {
      if (number === -node_os_1.constants.errno.EDQUOT)
        return "disk quota exceeded";
      return (0, node_util_1.getSystemErrorMap)().get(number)?.[1];
    }
    function isMissing(error) {
      return hasCode(error, "ENOENT") || hasCode(error, "ENOTDIR");
    }
    function hasCode(error, code) {
      return node_util_1.types.isNativeError(error) && "code" in error && error.code === code;
    }
    function isSystemError(error) {
      return "errno" in error && typeof error.errno === "number";
    }
  }
});

// build/src/cli/output.js
var require_output = __commonJS({
  "build/src/cli/output.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.watchOutput = watchOutput;
    var cause_1 = require_cause();
    function watchOutput(onClosed) {
      let hasFailed = false;
      const failed = () => {
        hasFailed = true;
        process.exitCode = 2;
      };
      process.stdout.on("error", (error) => {
        if (error.code === "EPIPE")
          onClosed();
        if (!hasFailed)
          process.stderr.write(`istio-migrate: cannot write standard output: ${(0, cause_1.cause)(error)}
`);
        failed();
      });
      process.stderr.on("error", (error) => {
        if (error.code !== "EPIPE")
          failed();
      });
      return { hasFailed: () => hasFailed };
    }
  }
});

// build/src/cli/usage-error.js
var require_usage_error = __commonJS({
  "build/src/cli/usage-error.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.UsageError = void 0;
    var UsageError = class extends Error {
      name = "UsageError";
    };
    exports2.UsageError = UsageError;
  }
});

// build/src/cli/version.js
var require_version2 = __commonJS({
  "build/src/cli/version.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.toolVersion = toolVersion;
    var node_fs_1 = require("node:fs");
    var node_path_1 = require("node:path");
    function toolVersion() {
      const { version } = JSON.parse(packageAround(__dirname));
      return version;
    }
    function packageAround(folder) {
      try {
        return (0, node_fs_1.readFileSync)((0, node_path_1.join)(folder, "package.json"), "utf8");
      } catch (error) {
        if ((0, node_path_1.dirname)(folder) === folder)
          throw error;
        return packageAround((0, node_path_1.dirname)(folder));
      }
    }
  }
});

// build/src/report/escape.js
var require_escape = __commonJS({
  "build/src/report/escape.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.escapeControls = escapeControls;
    exports2.escapeLines = escapeLines;
    var unsafe = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\p{Cs}]/gu;
    function escapeControls(text) {
      return text.replace(unsafe, escaped);
    }
    function escapeLines(text) {
      return text.replace(unsafe, (character, offset) => {
        const stays = character === "\n" || character === "	" || character === "\r" && text[offset + 1] === "\n";
        return stays ? character : escaped(character);
      });
    }
    function escaped(character) {
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
    }
  }
});

// build/src/run/paths.js
var require_paths = __commonJS({
  "build/src/run/paths.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.shownPath = shownPath;
    var node_path_1 = require("node:path");
    function shownPath(given, cwd) {
      const path = (0, node_path_1.isAbsolute)(given) ? (0, node_path_1.relative)(cwd, given) || "." : given;
      return node_path_1.sep === "/" ? path : path.replaceAll(node_path_1.sep, "/");
    }
  }
});

// build/src/files/names.js
var require_names3 = __commonJS({
  "build/src/files/names.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.ignoreFileName = exports2.configName = void 0;
    exports2.isOwn = isOwn;
    exports2.isManifest = isManifest;
    exports2.mayBeText = mayBeText;
    exports2.textKindOf = textKindOf;
    var node_path_1 = require("node:path");
    exports2.configName = ".istio-migrate.yaml";
    exports2.ignoreFileName = ".istiomigrateignore";
    function isOwn(path) {
      return [exports2.configName, exports2.ignoreFileName].includes((0, node_path_1.basename)(path));
    }
    function isManifest(path) {
      return /(?:\.(?:ya?ml|json|tpl|gotmpl)|(?:^|[/\\])Kustomization)$/i.test(path);
    }
    function mayBeText(path) {
      const name = (0, node_path_1.basename)(path).toLowerCase();
      return !lockFile.test(name) && !binary.test(name);
    }
    var lockFile = /^(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|go\.(?:work\.)?sum|\.terraform\.lock\.hcl|.*\.lock)$/;
    var binary = /\.(?:png|jpe?g|gif|webp|ico|bmp|pdf|zip|t?gz|bz2|xz|zst|tar|jar|war|class|o|a|so|dylib|dll|exe|wasm|woff2?|ttf|otf|eot|mp[34]|mov|webm|bin|pb|pyc)$/;
    function textKindOf(path) {
      const name = (0, node_path_1.basename)(path).toLowerCase();
      if (isManifest(name))
        return "manifest";
      if (documentation.test(name))
        return "documentation";
      return program.test(name) ? "program" : "other";
    }
    var documentation = /\.(?:mdx?|markdown|rst|adoc|asciidoc|txt|html?)$|^(?:readme|changelog|license|notice)$/;
    var program = /\.(?:sh|bash|zsh|fish|ps1|bat|cmd|py|rb|pl|php|lua|go|rs|[cm]?[jt]sx?|java|kts?|scala|groovy|gradle|c|h|cc|cpp|cs|swift|tf|tfvars|hcl|mk|proto|sql|star|bzl)$|^(?:gnumakefile|makefile|jenkinsfile|dockerfile|tiltfile|justfile|vagrantfile|earthfile)(?:\..+)?$/;
  }
});

// build/src/files/worktree.js
var require_worktree = __commonJS({
  "build/src/files/worktree.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.workTreeOf = workTreeOf;
    exports2.isWorkTree = isWorkTree;
    var node_fs_1 = require("node:fs");
    var promises_1 = require("node:fs/promises");
    var node_path_1 = require("node:path");
    async function workTreeOf(folder) {
      for (let at = await (0, promises_1.realpath)(folder); ; at = (0, node_path_1.dirname)(at)) {
        if (isWorkTree(at))
          return at;
        if (at === (0, node_path_1.dirname)(at))
          return void 0;
      }
    }
    function isWorkTree(folder) {
      const mark = lookAt((0, node_path_1.join)(folder, ".git"));
      return mark !== void 0 && (mark.isFile() || lookAt((0, node_path_1.join)(folder, ".git", "HEAD")) !== void 0);
    }
    function lookAt(path) {
      try {
        return (0, node_fs_1.lstatSync)(path, { throwIfNoEntry: false });
      } catch {
        return void 0;
      }
    }
  }
});

// build/src/cli/config/find.js
var require_find = __commonJS({
  "build/src/cli/config/find.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.findConfig = findConfig;
    var node_fs_1 = require("node:fs");
    var node_path_1 = require("node:path");
    var names_1 = require_names3();
    var worktree_1 = require_worktree();
    function findConfig(folder) {
      for (let at = folder; ; at = (0, node_path_1.dirname)(at)) {
        const path = (0, node_path_1.join)(at, names_1.configName);
        if (isThere(path))
          return path;
        if (at === (0, node_path_1.dirname)(at) || (0, worktree_1.isWorkTree)(at))
          return void 0;
      }
    }
    function isThere(path) {
      try {
        return (0, node_fs_1.lstatSync)(path, { throwIfNoEntry: false }) !== void 0;
      } catch {
        return true;
      }
    }
  }
});

// build/src/migrate/nearest.js
var require_nearest = __commonJS({
  "build/src/migrate/nearest.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.suggestion = suggestion;
    exports2.nearest = nearest;
    function suggestion(word, known) {
      const near = nearest(word, known);
      return near === void 0 ? `there are: ${known.join(", ")}` : `did you mean "${near}"?`;
    }
    function nearest(typed, names) {
      const lower = typed.toLowerCase();
      const started = names.filter((name) => lower.length > 2 && name.startsWith(lower));
      if (started.length === 1)
        return started[0];
      const ranked = names.map((name) => ({ name, steps: distance(lower, name) }));
      const [best] = ranked.toSorted((one, other) => one.steps - other.steps);
      return best && best.steps <= Math.max(2, best.name.length / 3) ? best.name : void 0;
    }
    function distance(from, to) {
      let row = Array.from({ length: to.length + 1 }, (_, column) => column);
      for (const [index, letter] of Array.from(from).entries()) {
        const next = [index + 1];
        for (const [column, other] of Array.from(to).entries()) {
          const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
          next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
        }
        row = next;
      }
      return row.at(-1) ?? 0;
    }
  }
});

// build/src/report/shorten.js
var require_shorten = __commonJS({
  "build/src/report/shorten.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.shortened = shortened;
    function shortened(text, longest) {
      return text.length > longest ? `${text.slice(0, longest)}\u2026` : text;
    }
  }
});

// build/src/cli/config/refused.js
var require_refused = __commonJS({
  "build/src/cli/config/refused.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.Refused = void 0;
    var Refused = class extends Error {
      offset;
      name = "Refused";
      /**
       * @param offset where it stands in the text
       * @param message why, and what to do: one line, for the user
       */
      constructor(offset, message) {
        super(message);
        this.offset = offset;
      }
    };
    exports2.Refused = Refused;
  }
});

// build/src/cli/config/bare.js
var require_bare = __commonJS({
  "build/src/cli/config/bare.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.checkBare = checkBare;
    exports2.checkBareRoot = checkBareRoot;
    var refused_1 = require_refused();
    function checkBare({ alias, range, content }) {
      if (alias)
        throw new refused_1.Refused(alias.start, "aliases are not taken here; write out what it stands for");
      if (range.start !== content.start) {
        throw new refused_1.Refused(range.start, "anchors and tags are not taken here; write the value alone");
      }
    }
    function checkBareRoot(text, start, root) {
      const mark = /^(?:\uFEFF?---)?[ \t]*(?=[&!])/m.exec(text.slice(start, root.content.start));
      if (!mark)
        return;
      const offset = start + mark.index + mark[0].length;
      throw new refused_1.Refused(offset, "anchors and tags are not taken here; take it out");
    }
  }
});

// build/src/cli/config/quoted.js
var require_quoted2 = __commonJS({
  "build/src/cli/config/quoted.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.quoted = quoted;
    var shorten_1 = require_shorten();
    function quoted(text) {
      return `"${(0, shorten_1.shortened)(text, 60)}"`;
    }
  }
});

// build/src/cli/config/keys.js
var require_keys = __commonJS({
  "build/src/cli/config/keys.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.keys = void 0;
    var transforms_1 = require_transforms();
    var version_1 = require_version();
    var nearest_1 = require_nearest();
    var yaml_1 = require_yaml();
    var bare_1 = require_bare();
    var quoted_1 = require_quoted2();
    var refused_1 = require_refused();
    exports2.keys = {
      only: (entry) => {
        const chosen = ids(entry);
        if (chosen.length > 0)
          return chosen;
        throw new refused_1.Refused(startOf(entry), '"only" is empty, which leaves nothing to do; name transforms or take it out');
      },
      skip: ids,
      exclude: (entry) => textsIn(entry, "globs", "a glob").map(glob),
      markdown: truth,
      strict: truth,
      targetVersion: version
    };
    function ids(entry) {
      const known = transforms_1.transforms.map(({ id }) => id);
      return textsIn(entry, "transform ids", "a transform id").map(({ text, offset }) => {
        if (known.includes(text))
          return text;
        throw new refused_1.Refused(offset, `no transform is called ${(0, quoted_1.quoted)(text)}; ${(0, nearest_1.suggestion)(text, known)}`);
      });
    }
    function glob({ text, offset }) {
      const refuse = (reason) => new refused_1.Refused(offset, `${(0, quoted_1.quoted)(text)} matches nothing: ${reason}`);
      if (/^!?[\s/]*$/.test(text))
        throw refuse("it names no file or folder; write one, or take it out");
      if (text.startsWith("#"))
        throw refuse('it is taken for a comment; write "\\#" for a name that starts so');
      if (/[\r\n]/.test(text))
        throw refuse("it has several lines; make each an item of the list");
      if (/(?<!\\)(?:\\\\)*\\$/.test(text))
        throw refuse("nothing stands behind its backslash; take that out");
      return text;
    }
    function truth(entry) {
      const { value } = entry;
      (0, bare_1.checkBare)(value);
      if (value.kind === "scalar" && typeof value.value === "boolean")
        return value.value;
      throw wrongType(entry, "true or false", "write one of the two");
    }
    function version(entry, text) {
      const { value } = entry;
      (0, bare_1.checkBare)(value);
      const isNumber = value.kind === "scalar" && typeof value.value === "number";
      const written = isNumber ? text.slice(value.content.start, value.content.end) : (0, yaml_1.stringOf)(value);
      if (written === void 0)
        throw wrongType(entry, "a version", "write one such as 1.28 or 1.28.2");
      const read = (0, version_1.parseVersion)(written);
      if (read)
        return read;
      throw new refused_1.Refused(startOf(entry), `${(0, quoted_1.quoted)(written)} is no version; write one such as 1.28 or 1.28.2`);
    }
    function textsIn(entry, many, one) {
      (0, bare_1.checkBare)(entry.value);
      const list = (0, yaml_1.asSequence)(entry.value);
      if (!list)
        throw wrongType(entry, `a list of ${many}`, `write "${entry.name ?? ""}: [...]"`);
      return list.items.map(({ value }) => {
        (0, bare_1.checkBare)(value);
        const text = (0, yaml_1.stringOf)(value);
        if (text !== void 0)
          return { text, offset: value.content.start };
        throw new refused_1.Refused(value.content.start, `${one} is a text, not ${typeOf(value)}; put it in quotes`);
      });
    }
    function wrongType(entry, wanted, advice) {
      const { name = "", value } = entry;
      return new refused_1.Refused(startOf(entry), `"${name}" takes ${wanted}, not ${typeOf(value)}; ${advice}`);
    }
    function startOf({ range, value }) {
      return value.kind === "scalar" && value.style === "empty" ? range.start : value.content.start;
    }
    function typeOf(node) {
      if (node.kind !== "scalar")
        return node.kind === "mapping" ? "a mapping" : "a list";
      return (0, yaml_1.isNull)(node) ? "nothing" : typeOfScalar(node);
    }
    function typeOfScalar({ value }) {
      if (typeof value === "string")
        return `the text ${(0, quoted_1.quoted)(value)}`;
      return typeof value === "boolean" ? `the truth value ${String(value)}` : `the number ${String(value)}`;
    }
  }
});

// build/src/cli/config/parse.js
var require_parse2 = __commonJS({
  "build/src/cli/config/parse.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.parseConfig = parseConfig;
    exports2.isRefused = isRefused;
    var nearest_1 = require_nearest();
    var shorten_1 = require_shorten();
    var yaml_1 = require_yaml();
    var bare_1 = require_bare();
    var keys_1 = require_keys();
    var quoted_1 = require_quoted2();
    var refused_1 = require_refused();
    function parseConfig(text) {
      const refused = [];
      try {
        const mapping = mappingIn(text);
        const config = mapping ? read(mapping, text, refused) : {};
        if (refused.length === 0)
          return config;
      } catch (error) {
        refused.push(refusalOf(error));
      }
      const lines = new yaml_1.LineIndex(text);
      return refused.map(({ offset, message }) => ({ ...lines.at(offset), message }));
    }
    function isRefused(result) {
      return Array.isArray(result);
    }
    function mappingIn(text) {
      const documents = (0, yaml_1.splitDocuments)(text).map((range2) => {
        const document = (0, yaml_1.parseDocument)(text, range2);
        if (!(0, yaml_1.isParseProblem)(document))
          return document;
        const reason = (0, shorten_1.shortened)(document.message, 200);
        throw new refused_1.Refused(document.offset, `this cannot be read as YAML (${reason}); mend it`);
      });
      const [first, second] = documents.filter(({ root: root2 }) => root2 !== void 0);
      if (second?.root) {
        throw new refused_1.Refused(second.root.range.start, "a second document starts here; put all keys into one");
      }
      if (!first?.root)
        return void 0;
      const { root, range } = first;
      (0, bare_1.checkBareRoot)(text, range.start, root);
      if ((0, yaml_1.isNull)(root))
        return void 0;
      const mapping = (0, yaml_1.asMapping)(root);
      if (mapping)
        return mapping;
      throw new refused_1.Refused(root.content.start, 'a configuration is a mapping; write keys, such as "strict: true"');
    }
    function read(mapping, text, refused) {
      const values = /* @__PURE__ */ new Map();
      for (const entry of mapping.entries) {
        try {
          const name = nameOf(entry);
          if (values.has(name)) {
            throw new refused_1.Refused(entry.range.start, `"${name}" stands here a second time; keep one of the two`);
          }
          values.set(name, void 0);
          values.set(name, keys_1.keys[name](entry, text));
        } catch (error) {
          refused.push(refusalOf(error));
        }
      }
      return Object.fromEntries(values);
    }
    function nameOf({ name, key, range }) {
      const known = Object.keys(keys_1.keys);
      if (name === void 0 || key.alias || key.content.start !== range.start) {
        throw new refused_1.Refused(range.start, `this is no key of a configuration; there are: ${known.join(", ")}`);
      }
      if (isKey(name))
        return name;
      throw new refused_1.Refused(range.start, `${(0, quoted_1.quoted)(name)} is no key of a configuration; ${(0, nearest_1.suggestion)(name, known)}`);
    }
    function isKey(name) {
      return Object.hasOwn(keys_1.keys, name);
    }
    function refusalOf(error) {
      if (error instanceof refused_1.Refused)
        return error;
      if (error instanceof yaml_1.Declined)
        return new refused_1.Refused(error.offset ?? 0, `${error.message}; write it plainly`);
      throw error;
    }
  }
});

// build/src/files/decode.js
var require_decode = __commonJS({
  "build/src/files/decode.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.decode = decode;
    var node_buffer_1 = require("node:buffer");
    var otherMarks = [
      { name: "UTF-32", mark: Buffer.from([255, 254, 0, 0]) },
      { name: "UTF-32", mark: Buffer.from([0, 0, 254, 255]) },
      { name: "UTF-16", mark: Buffer.from([255, 254]) },
      { name: "UTF-16", mark: Buffer.from([254, 255]) }
    ];
    function decode(bytes) {
      const other = otherMarks.find(({ mark }) => bytes.subarray(0, mark.length).equals(mark));
      if (other)
        return { kind: "not-utf8", reason: `it is ${other.name}` };
      if (bytes.includes(0))
        return { kind: "binary" };
      if (!(0, node_buffer_1.isUtf8)(bytes))
        return { kind: "not-utf8", reason: "it is not valid UTF-8" };
      try {
        return { kind: "text", text: bytes.toString("utf8") };
      } catch {
        return { kind: "not-utf8", reason: "it is longer than a text may be in Node.js" };
      }
    }
  }
});

// build/src/files/path.js
var require_path3 = __commonJS({
  "build/src/files/path.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.isWithin = isWithin;
    exports2.outermost = outermost;
    exports2.commonFolder = commonFolder;
    exports2.byBytes = byBytes;
    var node_path_1 = require("node:path");
    function isWithin(path, folder) {
      return path === folder || path.startsWith(folder.endsWith(node_path_1.sep) ? folder : folder + node_path_1.sep);
    }
    function outermost(folders) {
      const all = new Set(folders);
      return [...all].filter((folder) => !foldersAround(folder).some((outer) => all.has(outer)));
    }
    function foldersAround(path) {
      const folder = (0, node_path_1.dirname)(path);
      return folder === path ? [] : [folder, ...foldersAround(folder)];
    }
    function commonFolder(folders) {
      let common = folders[0] ?? node_path_1.sep;
      while (!folders.every((folder) => isWithin(folder, common)))
        common = (0, node_path_1.dirname)(common);
      return common;
    }
    function byBytes(one, other) {
      const length = Math.min(one.length, other.length);
      let at = 0;
      while (at < length && one.charCodeAt(at) === other.charCodeAt(at))
        at++;
      return (one.codePointAt(at) ?? -1) - (other.codePointAt(at) ?? -1);
    }
  }
});

// build/src/files/read.js
var require_read2 = __commonJS({
  "build/src/files/read.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.readBytes = readBytes;
    exports2.lookAt = lookAt;
    var node_fs_1 = require("node:fs");
    var cause_1 = require_cause();
    var asItIs = node_fs_1.constants.O_RDONLY | node_fs_1.constants.O_NOFOLLOW | node_fs_1.constants.O_NONBLOCK;
    function readBytes(path) {
      return withFile(path, (descriptor) => {
        const facts = (0, node_fs_1.fstatSync)(descriptor, { bigint: true });
        if (!facts.isFile())
          return facts.isDirectory() ? folder : notRegular;
        const file = {
          bytes: (0, node_fs_1.readFileSync)(descriptor),
          mode: Number(facts.mode) & 4095,
          uid: Number(facts.uid),
          gid: Number(facts.gid),
          dev: facts.dev,
          ino: facts.ino
        };
        return { kind: "read", file };
      });
    }
    function lookAt(path, limit, see) {
      return withFile(path, (descriptor) => {
        const facts = (0, node_fs_1.fstatSync)(descriptor);
        if (!facts.isFile())
          return facts.isDirectory() ? folder : notRegular;
        if (facts.size > limit)
          return { kind: "too-large" };
        let piece;
        do {
          piece = nextPiece(descriptor);
          see(piece);
        } while (piece.length === desk.length);
        return { kind: "read" };
      });
    }
    function withFile(path, read) {
      let descriptor;
      try {
        descriptor = (0, node_fs_1.openSync)(path, asItIs);
        return read(descriptor);
      } catch (error) {
        return failed(error);
      } finally {
        if (descriptor !== void 0)
          (0, node_fs_1.closeSync)(descriptor);
      }
    }
    var desk = Buffer.allocUnsafeSlow(256 * 1024);
    function nextPiece(descriptor) {
      let length = 0;
      for (let read = 1; read > 0 && length < desk.length; length += read) {
        read = (0, node_fs_1.readSync)(descriptor, desk, length, desk.length - length, null);
      }
      return desk.subarray(0, length);
    }
    function failed(error) {
      if ((0, cause_1.isMissing)(error))
        return { kind: "gone" };
      if ((0, cause_1.hasCode)(error, "ELOOP"))
        return { kind: "not-a-file", reason: "it is a symbolic link" };
      if ((0, cause_1.hasCode)(error, "ENXIO"))
        return notRegular;
      return { kind: "fault", message: (0, cause_1.cause)(error) };
    }
    var folder = { kind: "not-a-file", reason: "it is a folder" };
    var notRegular = { kind: "not-a-file", reason: "it is not a regular file" };
  }
});

// build/src/cli/config/load.js
var require_load = __commonJS({
  "build/src/cli/config/load.js"(exports2) {
    "use strict";
    var __createBinding2 = exports2 && exports2.__createBinding || (Object.create ? (function(o, m, k, k2) {
      if (k2 === void 0) k2 = k;
      var desc = Object.getOwnPropertyDescriptor(m, k);
      if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
        desc = { enumerable: true, get: function() {
          return m[k];
        } };
      }
      Object.defineProperty(o, k2, desc);
    }) : (function(o, m, k, k2) {
      if (k2 === void 0) k2 = k;
      o[k2] = m[k];
    }));
    var __setModuleDefault2 = exports2 && exports2.__setModuleDefault || (Object.create ? (function(o, v) {
      Object.defineProperty(o, "default", { enumerable: true, value: v });
    }) : function(o, v) {
      o["default"] = v;
    });
    var __importStar2 = exports2 && exports2.__importStar || /* @__PURE__ */ (function() {
      var ownKeys = function(o) {
        ownKeys = Object.getOwnPropertyNames || function(o2) {
          var ar = [];
          for (var k in o2) if (Object.prototype.hasOwnProperty.call(o2, k)) ar[ar.length] = k;
          return ar;
        };
        return ownKeys(o);
      };
      return function(mod) {
        if (mod && mod.__esModule) return mod;
        var result = {};
        if (mod != null) {
          for (var k = ownKeys(mod), i = 0; i < k.length; i++) if (k[i] !== "default") __createBinding2(result, mod, k[i]);
        }
        __setModuleDefault2(result, mod);
        return result;
      };
    })();
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.loadConfig = loadConfig;
    var promises_1 = require("node:fs/promises");
    var node_path_1 = require("node:path");
    var cause_1 = require_cause();
    var escape_1 = require_escape();
    var paths_1 = require_paths();
    var config_1 = require_config();
    var find_1 = require_find();
    var bytesAtMost = 1024 * 1024;
    var mostProblems = 20;
    async function loadConfig(given, cwd) {
      if (given === false)
        return void 0;
      const path = given === void 0 ? (0, find_1.findConfig)(cwd) : (0, node_path_1.resolve)(cwd, given);
      if (path === void 0)
        return void 0;
      const shown = (0, paths_1.shownPath)(path, cwd);
      const text = await textAt(path, shown, given === void 0);
      const { isRefused, parseConfig } = await Promise.resolve().then(() => __importStar2(require_parse2()));
      const config = parseConfig(text);
      if (isRefused(config)) {
        const lines = config.slice(0, mostProblems).map(({ line, column, message }) => (0, escape_1.escapeControls)(`${shown}:${line}:${column}: ${message}`));
        const more = config.length - lines.length;
        throw new config_1.ConfigError([...lines, ...more > 0 ? [`${shown}: and ${more} more like these`] : []].join("\n"));
      }
      return { ...config, path: shown, folder: await (0, promises_1.realpath)((0, node_path_1.dirname)(path)) };
    }
    async function textAt(path, shown, isFound) {
      const [{ decode }, { isWithin }, { lookAt }, { workTreeOf }] = await Promise.all([
        Promise.resolve().then(() => __importStar2(require_decode())),
        Promise.resolve().then(() => __importStar2(require_path3())),
        Promise.resolve().then(() => __importStar2(require_read2())),
        Promise.resolve().then(() => __importStar2(require_worktree()))
      ]);
      const refuse = (reason) => new config_1.ConfigError(`${shown}: ${reason}`);
      let followed;
      try {
        followed = await (0, promises_1.realpath)(path);
      } catch (error) {
        throw refuse(`${(0, cause_1.cause)(error)}; name another file with --config, or run with --no-config`);
      }
      const root = isFound ? await workTreeOf((0, node_path_1.dirname)(path)) : void 0;
      if (root !== void 0 && !isWithin(followed, root))
        throw refuse("it is a link that leads out of the repository; name it with --config, or run with --no-config");
      const pieces = [];
      const look = lookAt(followed, bytesAtMost, (piece) => pieces.push(Buffer.from(piece)));
      if (look.kind === "too-large")
        throw refuse("it has more than 1 MiB; a configuration is a few lines");
      if (look.kind !== "read") {
        const reason = look.kind === "fault" ? look.message : look.kind === "gone" ? "it vanished" : look.reason;
        throw refuse(`${reason}; make it a file that can be read, or run with --no-config`);
      }
      const decoded = decode(Buffer.concat(pieces));
      if (decoded.kind === "text")
        return decoded.text;
      throw refuse(`${decoded.kind === "binary" ? "it is binary" : decoded.reason}; save it as text in UTF-8`);
    }
  }
});

// build/src/cli/config/options.js
var require_options = __commonJS({
  "build/src/cli/config/options.js"(exports2) {
    "use strict";
    var __createBinding2 = exports2 && exports2.__createBinding || (Object.create ? (function(o, m, k, k2) {
      if (k2 === void 0) k2 = k;
      var desc = Object.getOwnPropertyDescriptor(m, k);
      if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
        desc = { enumerable: true, get: function() {
          return m[k];
        } };
      }
      Object.defineProperty(o, k2, desc);
    }) : (function(o, m, k, k2) {
      if (k2 === void 0) k2 = k;
      o[k2] = m[k];
    }));
    var __setModuleDefault2 = exports2 && exports2.__setModuleDefault || (Object.create ? (function(o, v) {
      Object.defineProperty(o, "default", { enumerable: true, value: v });
    }) : function(o, v) {
      o["default"] = v;
    });
    var __importStar2 = exports2 && exports2.__importStar || /* @__PURE__ */ (function() {
      var ownKeys = function(o) {
        ownKeys = Object.getOwnPropertyNames || function(o2) {
          var ar = [];
          for (var k in o2) if (Object.prototype.hasOwnProperty.call(o2, k)) ar[ar.length] = k;
          return ar;
        };
        return ownKeys(o);
      };
      return function(mod) {
        if (mod && mod.__esModule) return mod;
        var result = {};
        if (mod != null) {
          for (var k = ownKeys(mod), i = 0; i < k.length; i++) if (k[i] !== "default") __createBinding2(result, mod, k[i]);
        }
        __setModuleDefault2(result, mod);
        return result;
      };
    })();
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.configFor = configFor;
    exports2.choiceOf = choiceOf;
    exports2.exclusionOf = exclusionOf;
    var usage_error_1 = require_usage_error();
    async function configFor(given) {
      if (Array.isArray(given))
        throw new usage_error_1.UsageError("--config and --no-config can be given once, and not together");
      const { loadConfig } = await Promise.resolve().then(() => __importStar2(require_load()));
      return await loadConfig(given, process.cwd()) ?? {};
    }
    function choiceOf(given, config) {
      const { only = [], skip = [] } = config;
      if (given.only.length > 0)
        return given;
      return { only, skip: given.skip.length > 0 ? given.skip : skip };
    }
    function exclusionOf({ exclude = [], folder, path = "" }) {
      if (exclude.length === 0 || folder === void 0)
        return void 0;
      return { patterns: exclude, folder, source: `exclude in ${path}` };
    }
  }
});

// build/src/cli/unknown-id.js
var require_unknown_id = __commonJS({
  "build/src/cli/unknown-id.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.unknownId = unknownId;
    var transforms_1 = require_transforms();
    var nearest_1 = require_nearest();
    var usage_error_1 = require_usage_error();
    function unknownId(id) {
      const ids = transforms_1.transforms.map((known) => known.id);
      const meant = (0, nearest_1.nearest)(id, ids);
      const question = meant === void 0 ? "" : ` (do you mean ${meant}?)`;
      return new usage_error_1.UsageError(`no transform is called "${id}"${question}; there are: ${ids.join(", ")}`);
    }
  }
});

// build/src/cli/ids.js
var require_ids = __commonJS({
  "build/src/cli/ids.js"(exports2) {
    "use strict";
    var __createBinding2 = exports2 && exports2.__createBinding || (Object.create ? (function(o, m, k, k2) {
      if (k2 === void 0) k2 = k;
      var desc = Object.getOwnPropertyDescriptor(m, k);
      if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
        desc = { enumerable: true, get: function() {
          return m[k];
        } };
      }
      Object.defineProperty(o, k2, desc);
    }) : (function(o, m, k, k2) {
      if (k2 === void 0) k2 = k;
      o[k2] = m[k];
    }));
    var __setModuleDefault2 = exports2 && exports2.__setModuleDefault || (Object.create ? (function(o, v) {
      Object.defineProperty(o, "default", { enumerable: true, value: v });
    }) : function(o, v) {
      o["default"] = v;
    });
    var __importStar2 = exports2 && exports2.__importStar || /* @__PURE__ */ (function() {
      var ownKeys = function(o) {
        ownKeys = Object.getOwnPropertyNames || function(o2) {
          var ar = [];
          for (var k in o2) if (Object.prototype.hasOwnProperty.call(o2, k)) ar[ar.length] = k;
          return ar;
        };
        return ownKeys(o);
      };
      return function(mod) {
        if (mod && mod.__esModule) return mod;
        var result = {};
        if (mod != null) {
          for (var k = ownKeys(mod), i = 0; i < k.length; i++) if (k[i] !== "default") __createBinding2(result, mod, k[i]);
        }
        __setModuleDefault2(result, mod);
        return result;
      };
    })();
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.spellOutIds = spellOutIds;
    exports2.checkIds = checkIds;
    exports2.splitCommas = splitCommas;
    var transforms_1 = require_transforms();
    function spellOutIds(words) {
      const spelledOut = [];
      let flag;
      for (const [index, word] of words.entries()) {
        const isFlag = word === "--only" || word === "--skip";
        const isFirstValue = flag !== void 0 && words[index - 1] === flag;
        if (flag !== void 0 && !isFirstValue && isKnown(word))
          spelledOut.push(flag);
        else if (isFlag)
          flag = word;
        else if (!isFirstValue)
          flag = void 0;
        spelledOut.push(word);
      }
      return spelledOut;
    }
    function isKnown(id) {
      return transforms_1.transforms.some((transform) => transform.id === id);
    }
    async function checkIds(ids) {
      const unknown = ids.find((id) => !isKnown(id));
      if (unknown !== void 0)
        throw (await Promise.resolve().then(() => __importStar2(require_unknown_id()))).unknownId(unknown);
    }
    function splitCommas(values) {
      return values.flatMap((value) => value.split(",")).filter((value) => value !== "");
    }
  }
});

// build/src/cli/options.js
var require_options2 = __commonJS({
  "build/src/cli/options.js"(exports2) {
    "use strict";
    var __importDefault = exports2 && exports2.__importDefault || function(mod) {
      return mod && mod.__esModule ? mod : { "default": mod };
    };
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.readCommandLine = readCommandLine;
    var yargs_1 = __importDefault(require("yargs"));
    var version_1 = require_version();
    var choose_1 = require_choose();
    var options_1 = require_options();
    var ids_1 = require_ids();
    var usage_error_1 = require_usage_error();
    var formats = ["text", "json", "sarif", "github", "markdown"];
    var usage = `Usage: istio-migrate [paths..] [options]
or: istio-migrate explain [ids..]

Rewrites Kubernetes manifests for Istio 1.28: finds what the release breaks,
shows a unified diff, and with --write makes the changes in place.

paths are files, directories and globs (default: the current directory);
"-" reads standard input and writes the migrated text to standard output.

explain says of a transform what it changes, why, and what it leaves to you.`;
    async function readCommandLine(words, version) {
      const spelledOut = (0, ids_1.spellOutIds)(words);
      const parser = (0, yargs_1.default)(spelledOut).scriptName("istio-migrate").usage(usage).parserConfiguration({ "greedy-arrays": false, "parse-positional-numbers": false }).option("dry-run", {
        type: "boolean",
        describe: "Show what would change, as a unified diff (the default)"
      }).option("write", { alias: "w", type: "boolean", describe: "Rewrite the files in place" }).option("interactive", {
        alias: "i",
        type: "boolean",
        describe: "Ask about each change before it is written"
      }).option("check", { alias: "c", type: "boolean", describe: "Write nothing; exit 1 when a rewrite is due" }).conflicts({
        "dry-run": ["write", "check", "interactive"],
        write: "check",
        interactive: ["check", "format"]
      }).option("diff", { type: "boolean", describe: "Show the diff with --write and --check too" }).option("strict", { type: "boolean", describe: "Exit 1 also when warnings or errors are left" }).option("only", { ...list, coerce: ids_1.splitCommas, describe: "Run only these transforms" }).option("skip", { ...list, coerce: ids_1.splitCommas, describe: "Leave these transforms out" }).option("exclude", { ...list, describe: "Leave out what this glob matches, on top of the ignore files" }).option("markdown", { type: "boolean", describe: "Also rewrite fenced YAML in Markdown files" }).option("target-version", {
        type: "string",
        requiresArg: true,
        describe: "Istio version to migrate to [1.28]"
      }).option("config", {
        type: "string",
        requiresArg: true,
        describe: "Configuration [the nearest .istio-migrate.yaml], or none: --no-config"
      }).option("format", {
        choices: formats,
        requiresArg: true,
        describe: "Print the report in this form on standard output, and no diff there"
      }).option("stdin-filepath", {
        type: "string",
        requiresArg: true,
        describe: 'The file that "-" stands for'
      }).option("list", { type: "boolean", describe: "List the transforms" }).option("quiet", { alias: "q", type: "boolean", describe: "Report errors only" }).option("color", { type: "boolean", describe: "Colour the output, or not: --no-color" }).version(version).help().alias("help", "h").strictOptions().wrap(100).exitProcess(false).fail((message, error) => {
        throw new usage_error_1.UsageError((message ?? error?.message ?? "it cannot be read").replace(/\s*\n\s*/g, " "));
      });
      let printed = "";
      const given = await parser.parseAsync(spelledOut, {}, (_error, _argv, output) => {
        printed = output;
      });
      if (given["help"] === true || given["version"] === true || printed !== "")
        return { kind: "print", text: printed };
      if (given.list === true)
        return { kind: "list" };
      await (0, ids_1.checkIds)([...given.only, ...given.skip]);
      const paths = given._.map(String);
      if (paths[0] === "explain")
        return { kind: "explain", request: { words, ids: paths.slice(1), colour: given.color } };
      const interactive = given.interactive === true;
      const mode = given.write === true || interactive ? "write" : given.check === true ? "check" : "dry-run";
      if (paths.includes("-") && paths.length > 1)
        throw new usage_error_1.UsageError('"-" cannot be given together with other paths');
      if (paths.includes("-") && mode === "write")
        throw new usage_error_1.UsageError(`"-" is printed, not written: leave out ${interactive ? "--interactive" : "--write"}`);
      const config = await (0, options_1.configFor)(given.config);
      return {
        kind: "run",
        options: {
          paths: paths.length === 0 ? ["."] : paths,
          mode,
          interactive,
          showDiff: given.diff === true,
          strict: given.strict ?? config.strict ?? false,
          ...(0, options_1.choiceOf)(given, config),
          exclude: given.exclude,
          configured: (0, options_1.exclusionOf)(config),
          markdown: given.markdown ?? config.markdown ?? false,
          target: readTarget(given.targetVersion) ?? config.targetVersion ?? choose_1.usualTarget,
          format: given.format,
          stdinPath: given.stdinFilepath,
          quiet: given.quiet === true,
          colour: given.color
        }
      };
    }
    var list = {
      type: "string",
      array: true,
      requiresArg: true,
      default: [],
      defaultDescription: "none"
    };
    function readTarget(text) {
      if (text === void 0)
        return void 0;
      const version = (0, version_1.parseVersion)(text);
      if (!version)
        throw new usage_error_1.UsageError(`--target-version takes a version such as 1.28 or 1.28.2, not "${text}"`);
      return version;
    }
  }
});

// build/src/cli/list.js
var require_list = __commonJS({
  "build/src/cli/list.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.listOfTransforms = listOfTransforms;
    var transforms_1 = require_transforms();
    function listOfTransforms() {
      const width = Math.max(...transforms_1.transforms.map(({ id }) => id.length));
      return transforms_1.transforms.map(({ id, kind, title }) => `${id.padEnd(width)}  ${kind.padEnd(9)}  ${title}
`).join("");
    }
  }
});

// build/src/report/colour.js
var require_colour = __commonJS({
  "build/src/report/colour.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.painter = painter;
    exports2.coloured = coloured;
    var codes = {
      bold: "1",
      dim: "2",
      red: "31",
      green: "32",
      cyan: "36",
      boldRed: "1;31",
      boldYellow: "1;33",
      boldCyan: "1;36"
    };
    function painter(colour) {
      return colour ? coloured : (_style, text) => text;
    }
    function coloured(style, text) {
      return text === "" ? "" : `\x1B[${codes[style]}m${text}\x1B[m`;
    }
  }
});

// build/src/report/colour-diff.js
var require_colour_diff = __commonJS({
  "build/src/report/colour-diff.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.colourDiff = colourDiff;
    var colour_1 = require_colour();
    var escape_1 = require_escape();
    function colourDiff(diff) {
      const remaining = { before: 0, after: 0 };
      return (0, escape_1.escapeLines)(diff).split("\n").map((line) => paint(line, remaining)).join("\n");
    }
    function paint(line, remaining) {
      const style = styleOf(line, remaining);
      const text = line.endsWith("\r") ? line.slice(0, -1) : line;
      return style ? (0, colour_1.coloured)(style, text) + line.slice(text.length) : line;
    }
    function styleOf(line, remaining) {
      if (line.startsWith("\\"))
        return void 0;
      if (remaining.before > 0 || remaining.after > 0)
        return styleInHunk(line, remaining);
      const hunk = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(line);
      if (!hunk)
        return "bold";
      remaining.before = Number(hunk[1] ?? 1);
      remaining.after = Number(hunk[2] ?? 1);
      return "cyan";
    }
    function styleInHunk(line, remaining) {
      const sign = line[0];
      if (sign !== "+")
        remaining.before--;
      if (sign !== "-")
        remaining.after--;
      if (sign === "+")
        return "green";
      return sign === "-" ? "red" : void 0;
    }
  }
});

// build/src/report/diff/anchors.js
var require_anchors = __commonJS({
  "build/src/report/diff/anchors.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.anchors = anchors;
    function anchors(before, after, part) {
      const oldLines = uniqueLines(before, part.before);
      const newLines = uniqueLines(after, part.after);
      const pairs = [];
      for (const [line, oldLine] of oldLines) {
        const newLine = newLines.get(line);
        if (oldLine !== void 0 && newLine !== void 0)
          pairs.push({ before: oldLine, after: newLine });
      }
      return longestRise(pairs.sort((a, b) => a.before - b.before));
    }
    function uniqueLines(lines, range) {
      const places = /* @__PURE__ */ new Map();
      for (let at = range.start; at < range.end; at++) {
        const line = lines[at] ?? "";
        places.set(line, places.has(line) ? void 0 : at);
      }
      return places;
    }
    function longestRise(pairs) {
      const ends = [];
      for (const pair of pairs) {
        let low = 0;
        let high = ends.length;
        while (low < high) {
          const middle = low + high >> 1;
          if ((ends[middle]?.after ?? 0) < pair.after)
            low = middle + 1;
          else
            high = middle;
        }
        ends[low] = { ...pair, previous: ends[low - 1] };
      }
      const rise = [];
      for (let link = ends.at(-1); link; link = link.previous)
        rise.push(link);
      return rise.reverse();
    }
  }
});

// build/src/report/diff/changes.js
var require_changes = __commonJS({
  "build/src/report/diff/changes.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.cheap = void 0;
    exports2.changedLines = changedLines;
    exports2.wholeOf = wholeOf;
    exports2.withoutCommonEnds = withoutCommonEnds;
    exports2.withoutCommonEnd = withoutCommonEnd;
    exports2.shortest = shortest;
    exports2.joined = joined;
    var diff_1 = require("diff");
    var anchors_1 = require_anchors();
    exports2.cheap = 100;
    var affordable = 1e3;
    function changedLines(before, after) {
      return joined(compare(before, after, wholeOf(before, after)));
    }
    function wholeOf(before, after) {
      return { before: { start: 0, end: before.length }, after: { start: 0, end: after.length } };
    }
    function compare(before, after, within) {
      const part = withoutCommonEnds(before, after, within);
      if (isEmpty(part.before) && isEmpty(part.after))
        return [];
      if (isEmpty(part.before) || isEmpty(part.after))
        return [part];
      const exact = shortest(before, after, part, exports2.cheap);
      if (exact)
        return exact;
      const cuts = (0, anchors_1.anchors)(before, after, part);
      if (cuts.length === 0)
        return shortest(before, after, part, affordable) ?? [part];
      return [...cuts, { before: part.before.end, after: part.after.end }].flatMap((end, index) => {
        const start = cuts[index - 1] ?? { before: part.before.start, after: part.after.start };
        return compare(before, after, {
          before: { start: start.before, end: end.before },
          after: { start: start.after, end: end.after }
        });
      });
    }
    function withoutCommonEnds(before, after, { before: old, after: made }) {
      let { start: oldStart } = old;
      let { start: newStart } = made;
      while (oldStart < old.end && newStart < made.end && before[oldStart] === after[newStart]) {
        oldStart++;
        newStart++;
      }
      const left = { before: { ...old, start: oldStart }, after: { ...made, start: newStart } };
      return withoutCommonEnd(before, after, left);
    }
    function withoutCommonEnd(before, after, { before: old, after: made }) {
      let { end: oldEnd } = old;
      let { end: newEnd } = made;
      while (old.start < oldEnd && made.start < newEnd && before[oldEnd - 1] === after[newEnd - 1]) {
        oldEnd--;
        newEnd--;
      }
      return { before: { ...old, end: oldEnd }, after: { ...made, end: newEnd } };
    }
    function shortest(before, after, part, limit) {
      const oldLines = before.slice(part.before.start, part.before.end);
      const newLines = after.slice(part.after.start, part.after.end);
      const steps = (0, diff_1.diffArrays)(oldLines, newLines, { maxEditLength: limit });
      if (!steps)
        return void 0;
      const changes = [];
      let oldLine = part.before.start;
      let newLine = part.after.start;
      for (const step of steps) {
        const oldStart = oldLine;
        const newStart = newLine;
        if (!step.added)
          oldLine += step.count;
        if (!step.removed)
          newLine += step.count;
        if (step.added || step.removed)
          changes.push({ before: { start: oldStart, end: oldLine }, after: { start: newStart, end: newLine } });
      }
      return changes;
    }
    function joined(changes) {
      const result = [];
      for (const change of changes) {
        const last = result.at(-1);
        if (last?.before.end === change.before.start && last.after.end === change.after.start)
          result[result.length - 1] = {
            before: { start: last.before.start, end: change.before.end },
            after: { start: last.after.start, end: change.after.end }
          };
        else
          result.push(change);
      }
      return result;
    }
    function isEmpty(range) {
      return range.start === range.end;
    }
  }
});

// build/src/report/diff/hunks.js
var require_hunks = __commonJS({
  "build/src/report/diff/hunks.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.context = void 0;
    exports2.hunks = hunks;
    exports2.context = 3;
    function hunks(window, changes) {
      return group(changes).map((near) => hunk(window, near)).join("");
    }
    function group(changes) {
      const groups = [];
      for (const change of changes) {
        const near = groups.at(-1);
        const last = near?.at(-1);
        if (near && last && change.before.start - last.before.end <= 2 * exports2.context)
          near.push(change);
        else
          groups.push([change]);
      }
      return groups;
    }
    function hunk({ before, after, above }, changes) {
      const first = changes[0];
      const last = changes.at(-1);
      if (!first || !last)
        return "";
      const lead = Math.min(exports2.context, first.before.start);
      const trail = Math.min(exports2.context, before.length - last.before.end);
      const oldRange = { start: first.before.start - lead, end: last.before.end + trail };
      const newRange = { start: first.after.start - lead, end: last.after.end + trail };
      let body = "";
      let kept = oldRange.start;
      for (const change of changes) {
        body += marked(" ", before, { start: kept, end: change.before.start });
        body += marked("-", before, change.before);
        body += marked("+", after, change.after);
        kept = change.before.end;
      }
      body += marked(" ", before, { start: kept, end: oldRange.end });
      return `@@ -${shown(oldRange, above.before)} +${shown(newRange, above.after)} @@
${body}`;
    }
    function shown({ start, end }, above) {
      const count = end - start;
      const first = above + start + 1;
      if (count === 0)
        return `${first - 1},0`;
      return count === 1 ? `${first}` : `${first},${count}`;
    }
    function marked(sign, lines, range) {
      let text = "";
      for (const line of lines.slice(range.start, range.end)) {
        text += sign + line;
        if (!line.endsWith("\n"))
          text += "\n\\ No newline at end of file\n";
      }
      return text;
    }
  }
});

// build/src/report/diff/apart.js
var require_apart = __commonJS({
  "build/src/report/diff/apart.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.changesIn = changesIn;
    var changes_1 = require_changes();
    var hunks_1 = require_hunks();
    function changesIn(windows) {
      const [only, other] = windows;
      if (!only)
        return void 0;
      const found = other ? changesApart(windows) : changesOf(only);
      const isShown = found?.every((changes, index) => hasContext(windows[index], changes));
      return isShown ? found : void 0;
    }
    function hasContext(window, changes) {
      const [first] = changes;
      const last = changes.at(-1);
      if (!window || !first || !last)
        return true;
      return (window.isAtStart || first.before.start >= hunks_1.context) && (window.isAtEnd || window.before.length - last.before.end >= hunks_1.context);
    }
    function changesOf({ before, after, isAtEnd }) {
      const { before: old, after: made } = (0, changes_1.withoutCommonEnds)(before, after, (0, changes_1.wholeOf)(before, after));
      const isPassed = old.start === before.length || made.start === after.length;
      return isPassed && !isAtEnd ? void 0 : [(0, changes_1.changedLines)(before, after)];
    }
    function changesApart(windows) {
      const found = [];
      let limit = changes_1.cheap;
      for (const window of windows) {
        const { before, after } = window;
        const isLast = window === windows.at(-1);
        if (!isLast && !hasOwnLines(window))
          return void 0;
        const whole = (0, changes_1.wholeOf)(before, after);
        const part = isLast ? (0, changes_1.withoutCommonEnd)(before, after, whole) : whole;
        if (part.before.end === 0 || part.after.end === 0)
          return void 0;
        const changes = (0, changes_1.shortest)(before, after, part, limit);
        if (!changes)
          return void 0;
        for (const change of changes)
          limit -= lengthOf(change);
        found.push((0, changes_1.joined)(changes));
      }
      return found;
    }
    function hasOwnLines({ before, tail }) {
      const lines = before.slice(before.length - tail);
      const counts = /* @__PURE__ */ new Map();
      for (const line of lines)
        counts.set(line, (counts.get(line) ?? 0) + 1);
      const farthest = 2 * changes_1.cheap;
      return lines.slice(farthest, -farthest).filter((line) => counts.get(line) === 1).length > changes_1.cheap;
    }
    function lengthOf({ before, after }) {
      return before.end - before.start + (after.end - after.start);
    }
  }
});

// build/src/report/diff/quote.js
var require_quote = __commonJS({
  "build/src/report/diff/quote.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.quotePath = quotePath;
    var named = /* @__PURE__ */ new Map([
      [7, "\\a"],
      [8, "\\b"],
      [9, "\\t"],
      [10, "\\n"],
      [11, "\\v"],
      [12, "\\f"],
      [13, "\\r"],
      [34, '\\"'],
      [92, "\\\\"]
    ]);
    function quotePath(path) {
      if (/^[ !#-[\]-~]*$/.test(path))
        return path;
      let quoted = "";
      for (const byte of Buffer.from(path, "utf8"))
        quoted += quoteByte(byte);
      return `"${quoted}"`;
    }
    function quoteByte(byte) {
      const name = named.get(byte);
      if (name !== void 0)
        return name;
      const isPlain = byte >= 32 && byte < 127;
      return isPlain ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, "0")}`;
    }
  }
});

// build/src/report/diff/lines.js
var require_lines2 = __commonJS({
  "build/src/report/diff/lines.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.toLines = toLines;
    exports2.countLineEnds = countLineEnds;
    function toLines(text) {
      const lines = [];
      let start = 0;
      for (let newline = text.indexOf("\n"); newline !== -1; newline = text.indexOf("\n", start)) {
        lines.push(text.slice(start, newline + 1));
        start = newline + 1;
      }
      if (start < text.length)
        lines.push(text.slice(start));
      return lines;
    }
    function countLineEnds(text, start, end) {
      let count = 0;
      for (let at = text.indexOf("\n", start); at !== -1 && at < end; at = text.indexOf("\n", at + 1))
        count++;
      return count;
    }
  }
});

// build/src/report/diff/windows.js
var require_windows = __commonJS({
  "build/src/report/diff/windows.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.windowsAround = windowsAround;
    exports2.wholeWindow = wholeWindow;
    var lines_1 = require_lines2();
    var around = 64 * 1024;
    function windowsAround(before, after, edits, isOne) {
      const apart = stretchesAround(before, edits);
      const stretches = isOne ? hull(apart) : apart;
      let at = { before: 0, after: 0 };
      for (const { before: old, after: made } of stretches) {
        if (before.slice(at.before, old.start) !== after.slice(at.after, made.start))
          return void 0;
        at = { before: old.end, after: made.end };
      }
      if (before.slice(at.before) !== after.slice(at.after))
        return void 0;
      return cutOut(before, after, stretches);
    }
    function wholeWindow(before, after) {
      const ends = { isAtStart: true, isAtEnd: true, tail: 0 };
      return { before: (0, lines_1.toLines)(before), after: (0, lines_1.toLines)(after), above: { before: 0, after: 0 }, ...ends };
    }
    function stretchesAround(before, edits) {
      const stretches = [];
      let shift = 0;
      for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
        const start = lineStart(before, Math.max(0, edit.start - around));
        const end = nextLine(before, edit.end + around);
        const shifted = shift + edit.text.length - (edit.end - edit.start);
        const last = stretches.at(-1);
        const isNear = last !== void 0 && start <= last.before.end;
        if (isNear)
          stretches.pop();
        stretches.push({
          before: { start: isNear ? last.before.start : start, end },
          after: { start: isNear ? last.after.start : start + shift, end: end + shifted },
          edited: edit.end
        });
        shift = shifted;
      }
      return stretches;
    }
    function hull(stretches) {
      const [first] = stretches;
      const last = stretches.at(-1);
      if (!first || !last)
        return [];
      return [
        {
          before: { start: first.before.start, end: last.before.end },
          after: { start: first.after.start, end: last.after.end },
          edited: last.edited
        }
      ];
    }
    function cutOut(before, after, stretches) {
      let at = 0;
      let above = { before: 0, after: 0 };
      return stretches.map((stretch) => {
        const { start, end } = stretch.before;
        const between = (0, lines_1.countLineEnds)(before, at, start);
        above = { before: above.before + between, after: above.after + between };
        const window = {
          before: (0, lines_1.toLines)(before.slice(start, end)),
          after: (0, lines_1.toLines)(after.slice(stretch.after.start, stretch.after.end)),
          above,
          isAtStart: start === 0,
          isAtEnd: end === before.length,
          tail: (0, lines_1.countLineEnds)(before, nextLine(before, stretch.edited), end)
        };
        at = end;
        above = { before: above.before + window.before.length, after: above.after + window.after.length };
        return window;
      });
    }
    function lineStart(text, offset) {
      return offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
    }
    function nextLine(text, offset) {
      const newline = text.indexOf("\n", offset);
      return newline === -1 ? text.length : newline + 1;
    }
  }
});

// build/src/report/diff.js
var require_diff = __commonJS({
  "build/src/report/diff.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.unifiedDiff = unifiedDiff;
    exports2.editsOf = editsOf;
    var apart_1 = require_apart();
    var hunks_1 = require_hunks();
    var quote_1 = require_quote();
    var windows_1 = require_windows();
    function unifiedDiff(path, before, after, edits = []) {
      if (before === after)
        return "";
      const oldName = (0, quote_1.quotePath)(`a/${path}`);
      const newName = (0, quote_1.quotePath)(`b/${path}`);
      const end = path.includes(" ") ? "	\n" : "\n";
      const header = `diff --git ${oldName} ${newName}
--- ${oldName}${end}+++ ${newName}${end}`;
      return header + body(before, after, edits);
    }
    function body(before, after, edits) {
      for (const windows of [
        () => (0, windows_1.windowsAround)(before, after, edits, false),
        () => (0, windows_1.windowsAround)(before, after, edits, true),
        () => [(0, windows_1.wholeWindow)(before, after)]
      ]) {
        const cut = windows();
        const changes = cut && (0, apart_1.changesIn)(cut);
        if (changes)
          return cut.map((window, index) => (0, hunks_1.hunks)(window, changes[index] ?? [])).join("");
      }
      return "";
    }
    function editsOf(fixes) {
      return fixes.flatMap(({ edits }) => edits);
    }
  }
});

// build/src/report/levels.js
var require_levels = __commonJS({
  "build/src/report/levels.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.levels = void 0;
    exports2.countLevels = countLevels;
    exports2.levels = ["error", "warning", "note"];
    function countLevels(findings) {
      const counts = { error: 0, warning: 0, note: 0 };
      for (const finding of findings)
        counts[finding.level]++;
      return counts;
    }
  }
});

// build/src/report/group.js
var require_group = __commonJS({
  "build/src/report/group.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.groupFindings = groupFindings;
    exports2.shownPlaces = shownPlaces;
    var levels_1 = require_levels();
    var limits = { error: Infinity, warning: 20, note: 5 };
    function groupFindings(findings) {
      return levels_1.levels.flatMap((level) => sameOnes(findings.filter((finding) => finding.level === level)));
    }
    function sameOnes(findings) {
      const groups = /* @__PURE__ */ new Map();
      for (const finding of findings) {
        const key = JSON.stringify([finding.transform, finding.message, finding.help]);
        const group = groups.get(key);
        if (group)
          group.push(finding);
        else
          groups.set(key, [finding]);
      }
      return [...groups.values()];
    }
    function shownPlaces(same) {
      const limit = limits[same[0]?.level ?? "error"];
      return same.length <= limit + 1 ? same : same.slice(0, limit);
    }
  }
});

// build/src/report/text/columns.js
var require_columns = __commonJS({
  "build/src/report/text/columns.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.columnsOf = columnsOf;
    var narrowest = new RegExp("\\p{Mn}|\\p{Me}|\\p{Cf}", "u");
    var wide = new RegExp("[\\u1100-\\u115F\\u2E80-\\u303E\\u3041-\\uA4CF\\uA960-\\uA97F\\uAC00-\\uD7A3\\uF900-\\uFAFF\\uFE30-\\uFE6F\\uFF01-\\uFF60\\uFFE0-\\uFFE6\\u{20000}-\\u{3FFFD}]|\\p{Emoji_Presentation}", "u");
    function columnsOf(text) {
      if (/^[ -~]*$/.test(text))
        return text.length;
      let columns = 0;
      for (const character of text) {
        if (wide.test(character))
          columns += 2;
        else if (!narrowest.test(character))
          columns += 1;
      }
      return columns;
    }
  }
});

// build/src/report/text/sheet.js
var require_sheet = __commonJS({
  "build/src/report/text/sheet.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.line = line;
    exports2.paragraph = paragraph;
    var escape_1 = require_escape();
    var columns_1 = require_columns();
    function line(sheet, ...runs) {
      return paragraph({ ...sheet, width: 0 }, 0, ...runs);
    }
    function paragraph({ paint, width }, hang, ...runs) {
      let text = "";
      let column = 0;
      for (const [index, word] of toWords(runs).entries()) {
        const length = columns(word);
        const isBreak = width > 0 && index > 0 && column + 1 + length > width;
        if (isBreak)
          text += `
${" ".repeat(hang)}`;
        else if (index > 0)
          text += " ";
        column = (isBreak ? hang : column + Math.min(index, 1)) + length;
        for (const piece of word)
          text += piece.style ? paint(piece.style, piece.text) : piece.text;
      }
      return text;
    }
    function toWords(runs) {
      const words = [[]];
      for (const run of runs) {
        const escaped = (0, escape_1.escapeControls)(run.text);
        for (const [index, text] of (run.whole ? [escaped] : escaped.split(" ")).entries()) {
          if (index > 0)
            words.push([]);
          words.at(-1)?.push({ ...run, text });
        }
      }
      return words;
    }
    function columns(word) {
      return word.reduce((sum, { text }) => sum + (0, columns_1.columnsOf)(text), 0);
    }
  }
});

// build/src/report/text/findings.js
var require_findings = __commonJS({
  "build/src/report/text/findings.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.levelStyles = void 0;
    exports2.findingBlocks = findingBlocks;
    var group_1 = require_group();
    var sheet_1 = require_sheet();
    exports2.levelStyles = {
      error: "boldRed",
      warning: "boldYellow",
      note: "boldCyan"
    };
    function findingBlocks(sheet, findings) {
      return (0, group_1.groupFindings)(findings).map((same) => block(sheet, same));
    }
    function block(sheet, same) {
      const first = same[0];
      if (!first)
        return "";
      const label = `${first.level}[${first.transform}]`;
      const lines = [
        (0, sheet_1.paragraph)(sheet, 4, { text: label, style: exports2.levelStyles[first.level] }, { text: `: ${first.message}` }),
        ...places(sheet, same)
      ];
      if (first.help !== void 0)
        lines.push((0, sheet_1.paragraph)(sheet, 8, { text: "  ", whole: true }, { text: "help:", style: "bold" }, { text: ` ${first.help}` }));
      return lines.join("\n");
    }
    function places(sheet, same) {
      const shown = (0, group_1.shownPlaces)(same);
      const lines = shown.map((finding) => (0, sheet_1.line)(sheet, { text: `  ${finding.path}:${finding.line}:${finding.column}` }));
      const hidden = same.length - shown.length;
      if (hidden > 0)
        lines.push((0, sheet_1.line)(sheet, {
          text: `  and ${hidden.toLocaleString("en-US")} more (--format json has all)`,
          style: "dim"
        }));
      return lines;
    }
  }
});

// build/src/report/explain/terminal.js
var require_terminal = __commonJS({
  "build/src/report/explain/terminal.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.explanation = explanation;
    var colour_1 = require_colour();
    var colour_diff_1 = require_colour_diff();
    var diff_1 = require_diff();
    var findings_1 = require_findings();
    var sheet_1 = require_sheet();
    function explanation(transform, about, { colour, width }) {
      const sheet = { paint: (0, colour_1.painter)(colour), width };
      const { id, title, kind, release, docs } = transform;
      const heading = [
        (0, sheet_1.paragraph)(sheet, 2, { text: id, style: "bold" }, { text: "  ", whole: true }, { text: title }),
        (0, sheet_1.line)(sheet, { text: `${kind}, for Istio ${release}`, style: "dim", whole: true })
      ].join("\n");
      const blocks = [
        heading,
        section(sheet, "Why", about.why.map((text) => indented(sheet, { text }))),
        section(sheet, "What changes", [about.changes.map((text) => item(sheet, text)).join("\n")]),
        ...about.examples.map((example) => exampleBlock(sheet, example, colour)),
        section(sheet, "What it declines, and leaves as it is", about.declines.map((each) => caseBlock(sheet, each))),
        section(sheet, "What it tells", about.reports.map((each) => caseBlock(sheet, each))),
        section(sheet, "Further reading", [
          [{ title: "The section that asks for it", url: docs }, ...about.links].map(({ title: text, url }) => (0, sheet_1.line)(sheet, { text: `  ${text}: ${url}` })).join("\n")
        ])
      ];
      return `${blocks.filter((block) => block !== "").join("\n\n")}
`;
    }
    function section(sheet, heading, blocks) {
      if (blocks.length === 0)
        return "";
      return `${(0, sheet_1.line)(sheet, { text: heading, style: "bold", whole: true })}
${blocks.join("\n\n")}`;
    }
    function exampleBlock(sheet, { title, before, after }, colour) {
      const files = Object.entries(before).map(([path, text]) => {
        const changed = after[path] ?? text;
        const body = changed === text ? text.replace(/^(?=.)/gm, " ") : hunksOf(path, text, changed, colour);
        return `${(0, sheet_1.line)(sheet, { text: `  ${path}`, style: "dim", whole: true })}
${body.trimEnd().replace(/^(?=.)/gm, "  ")}`;
      });
      return section(sheet, `Example: ${title}`, files);
    }
    function hunksOf(path, before, after, colour) {
      const diff = (0, diff_1.unifiedDiff)(path, before, after);
      return (colour ? (0, colour_diff_1.colourDiff)(diff) : diff).split("\n").slice(3).join("\n");
    }
    function caseBlock(sheet, { when, level, message, remedy }) {
      return [
        indented(sheet, { text: when }),
        (0, sheet_1.paragraph)(sheet, 6, { text: "    ", whole: true }, { text: level, style: findings_1.levelStyles[level] }, { text: `: ${message}` }),
        (0, sheet_1.paragraph)(sheet, 6, { text: "    ", whole: true }, { text: "help:", style: "bold" }, { text: ` ${remedy}` })
      ].join("\n");
    }
    function item(sheet, text) {
      return (0, sheet_1.paragraph)(sheet, 4, { text: "  - ", whole: true }, { text });
    }
    function indented(sheet, run) {
      return (0, sheet_1.paragraph)(sheet, 2, { text: "  ", whole: true }, run);
    }
  }
});

// build/src/cli/colour.js
var require_colour2 = __commonJS({
  "build/src/cli/colour.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.hasColour = hasColour;
    exports2.knowsEscapeCodes = knowsEscapeCodes;
    exports2.hasColourInDiff = hasColourInDiff;
    function hasColour(flag, stream, { NO_COLOR, FORCE_COLOR, ...environment } = process.env) {
      if (flag !== void 0)
        return flag;
      if (NO_COLOR)
        return false;
      if (FORCE_COLOR)
        return !["0", "false"].includes(FORCE_COLOR.toLowerCase());
      return knowsEscapeCodes(stream, environment);
    }
    function knowsEscapeCodes(stream, { TERM } = process.env) {
      return stream.isTTY === true && TERM !== "dumb";
    }
    function hasColourInDiff(flag, stream, environment = process.env) {
      return flag ?? (stream.isTTY === true && hasColour(flag, stream, environment));
    }
  }
});

// build/src/cli/explain.js
var require_explain = __commonJS({
  "build/src/cli/explain.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.explain = explain;
    var transforms_1 = require_transforms();
    var terminal_1 = require_terminal();
    var colour_1 = require_colour2();
    var list_1 = require_list();
    var unknown_id_1 = require_unknown_id();
    var usage_error_1 = require_usage_error();
    var widestColumns = 100;
    async function explain({ words, ids, colour }, stream) {
      const option = words.find((word) => /^-/.test(word) && !/^--(?:no-)?color(?:=|$)/.test(word));
      if (option !== void 0) {
        throw new usage_error_1.UsageError(`explain does not take ${option}; a path of that name is given as ./explain`);
      }
      if (ids.length === 0)
        return `${(0, list_1.listOfTransforms)()}
"istio-migrate explain ID" says more of one.
`;
      const sheet = {
        colour: (0, colour_1.hasColour)(colour, stream),
        width: stream.isTTY ? Math.min(stream.columns, widestColumns) : 0
      };
      const texts = [...new Set(ids)].map(known).map(async (each) => (0, terminal_1.explanation)(each, await each.about(), sheet));
      return (await Promise.all(texts)).join("\n\n");
    }
    function known(id) {
      const transform = transforms_1.transforms.find((each) => each.id === id);
      if (!transform)
        throw (0, unknown_id_1.unknownId)(id);
      return transform;
    }
  }
});

// build/src/cli/patches.js
var require_patches2 = __commonJS({
  "build/src/cli/patches.js"(exports2) {
    "use strict";
    var __createBinding2 = exports2 && exports2.__createBinding || (Object.create ? (function(o, m, k, k2) {
      if (k2 === void 0) k2 = k;
      var desc = Object.getOwnPropertyDescriptor(m, k);
      if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
        desc = { enumerable: true, get: function() {
          return m[k];
        } };
      }
      Object.defineProperty(o, k2, desc);
    }) : (function(o, m, k, k2) {
      if (k2 === void 0) k2 = k;
      o[k2] = m[k];
    }));
    var __setModuleDefault2 = exports2 && exports2.__setModuleDefault || (Object.create ? (function(o, v) {
      Object.defineProperty(o, "default", { enumerable: true, value: v });
    }) : function(o, v) {
      o["default"] = v;
    });
    var __importStar2 = exports2 && exports2.__importStar || /* @__PURE__ */ (function() {
      var ownKeys = function(o) {
        ownKeys = Object.getOwnPropertyNames || function(o2) {
          var ar = [];
          for (var k in o2) if (Object.prototype.hasOwnProperty.call(o2, k)) ar[ar.length] = k;
          return ar;
        };
        return ownKeys(o);
      };
      return function(mod) {
        if (mod && mod.__esModule) return mod;
        var result = {};
        if (mod != null) {
          for (var k = ownKeys(mod), i = 0; i < k.length; i++) if (k[i] !== "default") __createBinding2(result, mod, k[i]);
        }
        __setModuleDefault2(result, mod);
        return result;
      };
    })();
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.patchesOf = patchesOf;
    var node_path_1 = require("node:path");
    var worktree_1 = require_worktree();
    async function patchesOf({ files }) {
      if (files.length === 0)
        return [];
      const { editsOf, unifiedDiff } = await Promise.resolve().then(() => __importStar2(require_diff()));
      const cwd = process.cwd();
      const root = await (0, worktree_1.workTreeOf)(cwd) ?? cwd;
      return files.map(({ path, before, after, fixes }) => unifiedDiff((0, node_path_1.relative)(root, (0, node_path_1.resolve)(cwd, path)), before, after, editsOf(fixes)));
    }
  }
});

// build/src/cli/root.js
var require_root = __commonJS({
  "build/src/cli/root.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.reportRoot = reportRoot;
    var path_1 = require_path3();
    var worktree_1 = require_worktree();
    async function reportRoot(workingDirectory, { GITHUB_WORKSPACE: workspace } = process.env) {
      const workTree = await (0, worktree_1.workTreeOf)(workingDirectory);
      if (workTree !== void 0)
        return workTree;
      return workspace && (0, path_1.isWithin)(workingDirectory, workspace) ? workspace : workingDirectory;
    }
  }
});

// build/src/report/print-json.js
var require_print_json = __commonJS({
  "build/src/report/print-json.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.printJson = printJson;
    var escape_1 = require_escape();
    function printJson(value) {
      return `${(0, escape_1.escapeLines)(JSON.stringify(value, void 0, 2))}
`;
    }
  }
});

// build/src/report/json.js
var require_json = __commonJS({
  "build/src/report/json.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.jsonReport = jsonReport;
    var diff_1 = require_diff();
    var levels_1 = require_levels();
    var print_json_1 = require_print_json();
    function jsonReport(result, tool) {
      return (0, print_json_1.printJson)({
        version: 1,
        tool: { name: tool.name, version: tool.version },
        mode: result.mode,
        summary: summary(result),
        files: result.files.map(fileEntry),
        findings: result.findings.map(findingEntry),
        skipped: result.skipped.map(({ path, reason }) => ({ path, reason })),
        faults: result.faults.map(({ path, message }) => ({ path, message }))
      });
    }
    function summary(result) {
      const count = (status) => result.files.filter((file) => file.status === status).length;
      return {
        scanned: result.scanned,
        parsed: result.parsed,
        changed: count("changed"),
        failed: count("failed"),
        findings: (0, levels_1.countLevels)(result.findings),
        durationMs: Math.round(result.durationMs)
      };
    }
    function fileEntry(file) {
      return {
        path: file.path,
        status: file.status,
        transforms: file.transforms,
        kinds: file.kinds,
        diff: (0, diff_1.unifiedDiff)(file.path, file.before, file.after, (0, diff_1.editsOf)(file.fixes)),
        rewrites: file.rewrites.map(({ transform, line, column, summary: text }) => {
          return { transform, line, column, summary: text };
        }),
        ...file.error === void 0 ? {} : { error: file.error }
      };
    }
    function findingEntry(finding) {
      return {
        transform: finding.transform,
        level: finding.level,
        path: finding.path,
        line: finding.line,
        column: finding.column,
        message: finding.message,
        ...finding.help === void 0 ? {} : { help: finding.help }
      };
    }
  }
});

// build/src/finding.js
var require_finding = __commonJS({
  "build/src/finding.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.manifestFindings = void 0;
    exports2.manifestFindings = "manifest";
  }
});

// build/src/migrate/request.js
var require_request = __commonJS({
  "build/src/migrate/request.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.manifestFindings = void 0;
    var finding_1 = require_finding();
    Object.defineProperty(exports2, "manifestFindings", { enumerable: true, get: function() {
      return finding_1.manifestFindings;
    } });
  }
});

// build/src/migrate/outcome.js
var require_outcome = __commonJS({
  "build/src/migrate/outcome.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.outcomeOf = outcomeOf;
    exports2.byPosition = byPosition;
    var yaml_1 = require_yaml();
    var request_1 = require_request();
    function outcomeOf(path, before, migration, positions) {
      const lines = new yaml_1.LineIndex(positions === "after" ? migration.text : before);
      const at = (offset) => lines.at(positions === "after" ? (0, yaml_1.moveOffset)(offset, migration.edits) : offset);
      const findings = withoutRepeats(migration.notes).map(({ offset, ...note }) => ({
        ...note,
        message: (0, yaml_1.withActionsShown)(note.message),
        ...note.help !== void 0 && { help: (0, yaml_1.withActionsShown)(note.help) },
        path,
        ...at(offset)
      }));
      const { problem } = migration;
      if (problem) {
        findings.push({
          transform: request_1.manifestFindings,
          level: "warning",
          path,
          ...at(problem.offset),
          message: `cannot be read as YAML: ${problem.message}`,
          help: "mend the file and run again; nothing in it was rewritten"
        });
      }
      const fixes = migration.proven.map(({ done, edits }) => ({
        edits,
        rewrites: done.map(({ transform, offset, summary }) => {
          return { transform: transform.id, ...at(offset), summary: (0, yaml_1.withActionsShown)(summary) };
        })
      }));
      const rewrites = fixes.flatMap((fix) => fix.rewrites);
      return { findings: findings.toSorted(byPosition), rewrites, fixes };
    }
    function withoutRepeats(notes) {
      const byText = new Map(notes.map((note) => [JSON.stringify(note), note]));
      return [...byText.values()];
    }
    function byPosition(a, b) {
      if (a.path !== b.path)
        return a.path < b.path ? -1 : 1;
      return a.line - b.line || a.column - b.column;
    }
  }
});

// build/src/report/rule.js
var require_rule = __commonJS({
  "build/src/report/rule.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.levelOfKind = void 0;
    exports2.purposeOf = purposeOf;
    exports2.levelOfKind = {
      required: "error",
      hardening: "warning",
      cleanup: "note",
      advice: "note"
    };
    function purposeOf({ kind, release }) {
      switch (kind) {
        case "required":
          return `Istio ${release} breaks what is not migrated.`;
        case "hardening":
          return `Istio ${release} can do this more safely; nothing breaks without it.`;
        case "cleanup":
          return `Istio ${release} has no more use for this; nothing breaks where it stays.`;
        case "advice":
          return `Nothing is rewritten: this is what to know before you upgrade to Istio ${release}.`;
      }
    }
  }
});

// build/src/report/problem.js
var require_problem = __commonJS({
  "build/src/report/problem.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.problemsOf = problemsOf;
    exports2.byLevel = byLevel;
    var outcome_1 = require_outcome();
    var levels_1 = require_levels();
    var rule_1 = require_rule();
    function problemsOf(result, rules) {
      const due = result.mode === "write" ? [] : result.files.flatMap((file) => dueIn(file, rules));
      return [...result.findings, ...due].toSorted(outcome_1.byPosition);
    }
    function byLevel(a, b) {
      return levels_1.levels.indexOf(a.level) - levels_1.levels.indexOf(b.level);
    }
    function dueIn(file, rules) {
      return file.fixes.flatMap((fix) => fix.rewrites.map(({ transform, line, column, summary }, index) => {
        const kind = rules.find(({ id }) => id === transform)?.kind ?? "required";
        return {
          transform,
          level: rule_1.levelOfKind[kind],
          path: file.path,
          line,
          column,
          message: summary,
          help: "run istio-migrate with --write to make this change",
          due: { file, fix, isFirst: index === 0 }
        };
      }));
    }
  }
});

// build/src/report/sarif/fingerprint.js
var require_fingerprint = __commonJS({
  "build/src/report/sarif/fingerprint.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.Fingerprints = void 0;
    var node_crypto_1 = require("node:crypto");
    var Fingerprints = class {
      seen = /* @__PURE__ */ new Map();
      /** To be asked in the order of the problems' positions. */
      of({ transform, message, due }, uri) {
        const words = [transform, uri, message.replaceAll(/:\d+/g, ":"), due ? "rewrite" : "finding"];
        const hash = (0, node_crypto_1.createHash)("sha256").update(JSON.stringify(words)).digest("hex");
        const number = (this.seen.get(hash) ?? 0) + 1;
        this.seen.set(hash, number);
        return { "istioMigrateProblem/v1": `${hash.slice(0, 32)}:${number}` };
      }
    };
    exports2.Fingerprints = Fingerprints;
  }
});

// build/src/report/base.js
var require_base3 = __commonJS({
  "build/src/report/base.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.fromRoot = fromRoot;
    var node_path_1 = require("node:path");
    function fromRoot(path, { workingDirectory, root }) {
      const absolute = (0, node_path_1.resolve)(workingDirectory, path);
      const inside = (0, node_path_1.relative)(root, absolute);
      if (inside === ".." || inside.startsWith(`..${node_path_1.sep}`) || (0, node_path_1.isAbsolute)(inside))
        return absolute;
      return inside === "" ? "." : inside.split(node_path_1.sep).join("/");
    }
  }
});

// build/src/report/sarif/place.js
var require_place2 = __commonJS({
  "build/src/report/sarif/place.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.Regions = exports2.rootName = void 0;
    exports2.artifactLocation = artifactLocation;
    var node_path_1 = require("node:path");
    var node_url_1 = require("node:url");
    var yaml_1 = require_yaml();
    var base_1 = require_base3();
    exports2.rootName = "%SRCROOT%";
    function artifactLocation(path, base) {
      const shown = (0, base_1.fromRoot)(path, base);
      if ((0, node_path_1.isAbsolute)(shown))
        return { uri: (0, node_url_1.pathToFileURL)(shown).href };
      return { uri: shown.split("/").map(encode).join("/"), uriBaseId: exports2.rootName };
    }
    function encode(segment) {
      return encodeURIComponent(Buffer.from(segment, "utf8").toString("utf8"));
    }
    var Regions = class {
      text;
      lines;
      constructor(text) {
        this.text = text;
        this.lines = new yaml_1.LineIndex(text);
      }
      of({ start, end }) {
        const from = this.at(start);
        const to = this.at(end);
        return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
      }
      at(offset) {
        const { text, lines } = this;
        if (offset < text.length || offset === 0 || !text.endsWith("\n"))
          return lines.at(offset);
        const { line, column } = lines.at(offset - 1);
        return { line, column: column + 1 };
      }
    };
    exports2.Regions = Regions;
  }
});

// build/src/report/sarif/text.js
var require_text2 = __commonJS({
  "build/src/report/sarif/text.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.plainText = plainText;
    var escape_1 = require_escape();
    function plainText(text) {
      const shown = text.split("\n").map(escape_1.escapeControls).join("\n");
      const lastLink = Math.max(0, shown.lastIndexOf("]("));
      const linkless = shown.slice(0, lastLink).replaceAll("[", "\\[") + shown.slice(lastLink);
      return linkless.replaceAll(/\{(\d+)\}/g, "{{$1}}");
    }
  }
});

// build/src/report/sarif/fix.js
var require_fix = __commonJS({
  "build/src/report/sarif/fix.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.fixOf = fixOf;
    var place_1 = require_place2();
    var text_1 = require_text2();
    function fixOf({ file, fix }, regions, base) {
      return {
        description: { text: (0, text_1.plainText)(fix.rewrites.map(({ summary }) => summary).join("\n")) },
        artifactChanges: [
          {
            artifactLocation: (0, place_1.artifactLocation)(file.path, base),
            replacements: fix.edits.map(({ text, ...range }) => ({
              deletedRegion: regions.of(range),
              ...text === "" ? {} : { insertedContent: { text } }
            }))
          }
        ]
      };
    }
  }
});

// build/src/report/sarif/help.js
var require_help = __commonJS({
  "build/src/report/sarif/help.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.descriptionOf = descriptionOf;
    exports2.helpOf = helpOf;
    var rule_1 = require_rule();
    var shorten_1 = require_shorten();
    var text_1 = require_text2();
    var longestDescription = 1024;
    function descriptionOf(rule, about) {
      const [first = ""] = about?.why ?? [];
      const text = (0, text_1.plainText)(withoutMarkup(`${rule.title}. ${(0, rule_1.purposeOf)(rule)} ${first}`.trimEnd()));
      return (0, shorten_1.shortened)(text, longestDescription - 1);
    }
    function helpOf(rule, about) {
      const { id, docs } = rule;
      const command = `istio-migrate --write --only ${id}`;
      const blocks = [
        (0, rule_1.purposeOf)(rule),
        ...about?.why ?? [],
        `\`${command}\` makes the rewrites that are due; what it leaves needs a person.`,
        ...section("What changes", about?.changes ?? []),
        ...section("What it declines, and what to do then", (about?.declines ?? []).map(({ when, remedy }) => `${when} ${remedy}`))
      ];
      return {
        text: (0, text_1.plainText)(withoutMarkup([...blocks, `See ${docs}`].join("\n\n"))),
        markdown: [...blocks, `See the [release's notes](${docs}).`].join("\n\n")
      };
    }
    function section(heading, items) {
      return items.length === 0 ? [] : [`**${heading}**`, items.map((item) => `- ${item}`).join("\n")];
    }
    function withoutMarkup(text) {
      return text.replaceAll(/`|\*\*/g, "");
    }
  }
});

// build/src/report/sarif/rules.js
var require_rules = __commonJS({
  "build/src/report/sarif/rules.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.descriptors = descriptors;
    var finding_1 = require_finding();
    var rule_1 = require_rule();
    var help_1 = require_help();
    var severities = { error: "error", warning: "warning", note: "recommendation" };
    function descriptors(rules, used, abouts) {
      const known = [...rules.map((rule) => descriptor(rule, abouts.get(rule.id))), unreadable];
      const others = new Set(used.filter((id) => !known.some((rule) => rule.id === id)));
      return [
        ...known,
        ...[...others].map((id) => ({ id, name: pascalCase(id), shortDescription: { text: id } }))
      ];
    }
    function descriptor(rule, about) {
      const { id, title, kind, release, docs } = rule;
      const level = rule_1.levelOfKind[kind];
      return {
        id,
        name: pascalCase(id),
        shortDescription: { text: title },
        fullDescription: { text: (0, help_1.descriptionOf)(rule, about) },
        help: (0, help_1.helpOf)(rule, about),
        helpUri: docs,
        defaultConfiguration: { level },
        properties: {
          tags: ["istio", "migration", kind],
          "problem.severity": severities[level],
          kind,
          release
        }
      };
    }
    var unreadableHelp = "It holds something that a migration looks for, and cannot be read as YAML. Mend it and run again.";
    var unreadable = {
      id: finding_1.manifestFindings,
      name: "Manifest",
      shortDescription: { text: "A manifest that cannot be read" },
      fullDescription: { text: unreadableHelp },
      help: { text: unreadableHelp, markdown: unreadableHelp },
      defaultConfiguration: { level: "warning" },
      properties: { tags: ["istio", "migration"], "problem.severity": severities.warning }
    };
    function pascalCase(id) {
      return id.split("-").map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
    }
  }
});

// build/src/report/sarif.js
var require_sarif = __commonJS({
  "build/src/report/sarif.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.sarifReport = sarifReport;
    var print_json_1 = require_print_json();
    var problem_1 = require_problem();
    var fingerprint_1 = require_fingerprint();
    var fix_1 = require_fix();
    var place_1 = require_place2();
    var rules_1 = require_rules();
    var text_1 = require_text2();
    function sarifReport(result, { tool, rules, abouts, base }) {
      const problems = (0, problem_1.problemsOf)(result, rules);
      const known = (0, rules_1.descriptors)(rules, problems.map(({ transform }) => transform), abouts);
      const log = {
        $schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [
          {
            tool: {
              driver: {
                name: tool.name,
                version: tool.version,
                semanticVersion: tool.version,
                rules: known
              }
            },
            columnKind: "utf16CodeUnits",
            originalUriBaseIds: { [place_1.rootName]: { description: { text: "The root of the repository." } } },
            invocations: [
              {
                executionSuccessful: result.faults.length === 0,
                toolExecutionNotifications: notifications(result, base)
              }
            ],
            results: results(problems, known.map(({ id }) => id), base)
          }
        ]
      };
      return (0, print_json_1.printJson)(log);
    }
    function results(problems, ids, base) {
      const fingerprints = new fingerprint_1.Fingerprints();
      const regions = /* @__PURE__ */ new Map();
      const regionsOf = (path, text) => {
        const known = regions.get(path) ?? new place_1.Regions(text);
        regions.set(path, known);
        return known;
      };
      return problems.map((problem) => {
        const { transform, level, path, line, column, message, help, due } = problem;
        const file = (0, place_1.artifactLocation)(path, base);
        return {
          ruleId: transform,
          ruleIndex: ids.indexOf(transform),
          level,
          message: { text: (0, text_1.plainText)(help === void 0 ? message : `${message}
help: ${help}`) },
          locations: [
            { physicalLocation: { artifactLocation: file, region: { startLine: line, startColumn: column } } }
          ],
          partialFingerprints: fingerprints.of(problem, file.uri ?? path),
          ...due?.isFirst && { fixes: [(0, fix_1.fixOf)(due, regionsOf(path, due.file.before), base)] },
          ...due && !due.isFirst && { relatedLocations: [fixedWith(problem, base)] }
        };
      });
    }
    function fixedWith({ path, due }, base) {
      const [first] = due?.fix.rewrites ?? [];
      return {
        message: { text: "The fix of this result makes the change." },
        physicalLocation: {
          artifactLocation: (0, place_1.artifactLocation)(path, base),
          ...first && { region: { startLine: first.line, startColumn: first.column } }
        }
      };
    }
    function notifications({ faults, skipped }, base) {
      const notification = (path, level, text) => ({
        level,
        message: { text: (0, text_1.plainText)(text) },
        locations: [{ physicalLocation: { artifactLocation: (0, place_1.artifactLocation)(path, base) } }]
      });
      return [
        ...faults.map(({ path, message }) => notification(path, "error", message)),
        ...skipped.map(({ path, reason }) => notification(path, "note", `skipped: ${reason}`))
      ];
    }
  }
});

// build/src/report/github.js
var require_github = __commonJS({
  "build/src/report/github.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.githubReport = githubReport;
    var base_1 = require_base3();
    var escape_1 = require_escape();
    var problem_1 = require_problem();
    var commands = { error: "error", warning: "warning", note: "notice" };
    function githubReport(result, { rules, base, quiet }) {
      const problems = (0, problem_1.problemsOf)(result, rules).toSorted(problem_1.byLevel);
      const lines = [
        ...result.faults.map(({ path, message }) => command("error", { file: (0, base_1.fromRoot)(path, base), title: "istio-migrate" }, [message])),
        ...problems.filter(({ level }) => !quiet || level === "error").map(({ transform, level, path, line, column, message, help }) => command(commands[level], { file: (0, base_1.fromRoot)(path, base), line, col: column, title: `istio-migrate: ${transform}` }, help === void 0 ? [message] : [message, `help: ${help}`]))
      ];
      return lines.map((line) => `${line}
`).join("");
    }
    function command(name, properties, message) {
      const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
      return `::${name} ${list.join(",")}::${escapeData(message.map(escape_1.escapeControls).join("\n"))}`;
    }
    function escapeProperty(value) {
      return (0, escape_1.escapeControls)(escapeData(value).replaceAll(":", "%3A").replaceAll(",", "%2C"));
    }
    function escapeData(value) {
      return value.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
    }
  }
});

// build/src/report/count.js
var require_count = __commonJS({
  "build/src/report/count.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.count = count;
    exports2.duration = duration;
    function count(number, noun) {
      return `${number.toLocaleString("en-US")} ${noun}${number === 1 ? "" : "s"}`;
    }
    function duration(milliseconds) {
      if (milliseconds < 100)
        return `${Math.round(milliseconds)} ms`;
      if (milliseconds < 59950)
        return `${(milliseconds / 1e3).toFixed(1)} s`;
      const seconds = Math.round(milliseconds / 1e3);
      return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
    }
  }
});

// build/src/report/markdown/bounded.js
var require_bounded = __commonJS({
  "build/src/report/markdown/bounded.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.bounded = bounded;
    var count_1 = require_count();
    var reserve = 500;
    function bounded(head, sections, limit) {
      let text = head;
      const left = /* @__PURE__ */ new Map();
      for (const { before, after, items, noun } of sections) {
        if (items.length === 0)
          continue;
        const end = after === void 0 ? "" : `
${after}
`;
        const room = limit - reserve - end.length;
        let part = `
${before}

`;
        const fitting = left.size > 0 ? -1 : items.findIndex((item) => {
          if (text.length + part.length + item.length + 1 > room)
            return true;
          part += `${item}
`;
          return false;
        });
        const shown = left.size > 0 ? 0 : fitting === -1 ? items.length : fitting;
        if (shown > 0)
          text += part + end;
        if (shown < items.length)
          left.set(noun, (left.get(noun) ?? 0) + items.length - shown);
      }
      if (left.size === 0)
        return text;
      const list = [...left].map(([noun, number]) => (0, count_1.count)(number, noun)).join(", ");
      return `${text}
Left out to keep this short: ${list}. \`istio-migrate --format json\` has all.
`;
    }
  }
});

// build/src/report/markdown/prose.js
var require_prose = __commonJS({
  "build/src/report/markdown/prose.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.prose = prose;
    exports2.code = code;
    var escape_1 = require_escape();
    var shorten_1 = require_shorten();
    var longest = 1e3;
    var marked = new RegExp("[\\\\`*_{}[\\]<>#@|~$&]|:\\/\\/|www\\.|(?:mailto|xmpp):|\\bGH-\\d|:[\\w+-]+:|\\b[0-9a-f]{7,40}\\b|\\p{Co}", "iu");
    var words = /(?:\{\{.*?\}\}|\{[^{}]*\}|\[[^[\]]*\]|\S)+/g;
    function prose(text) {
      return (0, escape_1.escapeControls)((0, shorten_1.shortened)(text, longest)).replace(words, (word) => {
        if (!marked.test(word))
          return word;
        const [start, end] = coreOf(word);
        return start === end ? code(word) : `${word.slice(0, start)}${code(word.slice(start, end))}${word.slice(end)}`;
      });
    }
    function coreOf(word) {
      let start = 0;
      let end = word.length;
      while (start < end && `"'(`.includes(word.charAt(start)))
        start++;
      while (end > start && `)"',.;:!?`.includes(word.charAt(end - 1)))
        end--;
      return [start, end];
    }
    function code(text) {
      const shown = (0, escape_1.escapeControls)((0, shorten_1.shortened)(text, longest));
      if (shown === "")
        return "``` ```";
      const runs = shown.match(/`+/g) ?? [];
      const fence = "`".repeat(1 + Math.max(0, ...runs.map((run) => run.length)));
      const padding = /^`|`$|^ .* $/.test(shown) ? " " : "";
      return `${fence}${padding}${shown}${padding}${fence}`;
    }
  }
});

// build/src/report/markdown/sections.js
var require_sections = __commonJS({
  "build/src/report/markdown/sections.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.failures = failures;
    exports2.tasks = tasks;
    exports2.notes = notes;
    exports2.changes = changes;
    exports2.skipped = skipped;
    var base_1 = require_base3();
    var count_1 = require_count();
    var group_1 = require_group();
    var prose_1 = require_prose();
    var longList = 10;
    var mostPlaces = 50;
    function failures({ faults }, base) {
      const items = faults.map(({ path, message }) => `- ${(0, prose_1.code)((0, base_1.fromRoot)(path, base))}: ${(0, prose_1.prose)(message)}`);
      return { before: "### What failed", items, noun: "failure" };
    }
    function tasks(findings, base) {
      const items = (0, group_1.groupFindings)(findings).map((same) => `- [ ] ${findingItem(same, base)}`);
      return { before: "### What needs a person", items, noun: "task" };
    }
    function notes(findings, base) {
      const items = (0, group_1.groupFindings)(findings).map((same) => `- ${findingItem(same, base)}`);
      return { ...folded(`Good to know: ${(0, count_1.count)(findings.length, "note")}`), items, noun: "note" };
    }
    function changes({ files, mode }, rules, base) {
      const rewrites = files.flatMap((file) => file.rewrites.map((rewrite) => ({ ...rewrite, path: file.path })));
      const known = rules.map(({ id }) => id);
      const ids = /* @__PURE__ */ new Set([...known, ...rewrites.map(({ transform }) => transform)]);
      return [...ids].map((id) => {
        const own = rewrites.filter(({ transform }) => transform === id);
        const items = own.map(({ path, line, summary }) => `- ${(0, prose_1.code)(`${(0, base_1.fromRoot)(path, base)}:${line}`)} ${(0, prose_1.prose)(summary)}`);
        const title = rules.find((rule) => rule.id === id)?.title ?? "";
        const verb = mode === "write" ? "What was changed" : "What changes";
        const before = `### ${verb} by ${(0, prose_1.code)(id)}

${(0, prose_1.prose)(title)}`;
        if (items.length <= longList)
          return { before, items, noun: "change" };
        const fold = folded(`${(0, count_1.count)(items.length, "change")} in ${(0, count_1.count)(new Set(own.map(({ path }) => path)).size, "file")}`);
        return { ...fold, before: `${before}

${fold.before}`, items, noun: "change" };
      });
    }
    function skipped(result, base) {
      const items = result.skipped.map(({ path, reason }) => `- ${(0, prose_1.code)((0, base_1.fromRoot)(path, base))}: ${(0, prose_1.prose)(reason)}`);
      return { before: "### What was skipped", items, noun: "skipped path" };
    }
    function findingItem(same, base) {
      const [first] = same;
      if (!first)
        return "";
      const shown = (0, group_1.shownPlaces)(same).slice(0, mostPlaces);
      const hidden = same.length - shown.length;
      return [
        `**${first.level}** ${(0, prose_1.code)(first.transform)}: ${(0, prose_1.prose)(first.message)}`,
        ...first.help === void 0 ? [] : [`  - help: ${(0, prose_1.prose)(first.help)}`],
        ...places(shown, base).map((place) => `  - ${place}`),
        ...hidden > 0 ? [`  - and ${hidden.toLocaleString("en-US")} more`] : []
      ].join("\n");
    }
    function places(findings, base) {
      const lines = /* @__PURE__ */ new Map();
      for (const { path, line } of findings)
        lines.set(path, [...lines.get(path) ?? [], line]);
      return [...lines].map(([path, [first, ...more]]) => {
        const shown = (0, base_1.fromRoot)(path, base);
        if (more.length === 0)
          return (0, prose_1.code)(`${shown}:${first ?? 1}`);
        return `${(0, prose_1.code)(shown)}: lines ${[first, ...more].join(", ")}`;
      });
    }
    function folded(label) {
      return { before: `<details>
<summary>${label}</summary>`, after: "</details>" };
    }
  }
});

// build/src/report/markdown/table.js
var require_table = __commonJS({
  "build/src/report/markdown/table.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.table = table;
    var levels_1 = require_levels();
    var prose_1 = require_prose();
    var heading = `| Transform | Kind | Files | Changes | Errors | Warnings | Notes |
|---|---|--:|--:|--:|--:|--:|`;
    function table({ files, findings }, rules) {
      const changed = files.filter(({ status }) => status === "changed");
      const used = /* @__PURE__ */ new Set([
        ...changed.flatMap(({ transforms }) => transforms),
        ...findings.map(({ transform }) => transform)
      ]);
      const known = rules.map(({ id }) => id).filter((id) => used.has(id));
      const rows = [.../* @__PURE__ */ new Set([...known, ...used])].map((id) => {
        const levels = (0, levels_1.countLevels)(findings.filter(({ transform }) => transform === id));
        const touched = changed.filter(({ transforms }) => transforms.includes(id));
        const changes = touched.flatMap(({ rewrites }) => rewrites.filter(({ transform }) => transform === id));
        return [
          (0, prose_1.code)(id),
          rules.find((rule) => rule.id === id)?.kind ?? "",
          touched.length,
          changes.length,
          levels.error,
          levels.warning,
          levels.note
        ];
      });
      if (rows.length === 0)
        return "";
      return `
${heading}
${rows.map((row) => `| ${row.join(" | ")} |
`).join("")}`;
    }
  }
});

// build/src/report/verbs.js
var require_verbs = __commonJS({
  "build/src/report/verbs.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.verbs = void 0;
    exports2.verbs = {
      "dry-run": "would change",
      write: "changed",
      check: "must change"
    };
  }
});

// build/src/report/markdown.js
var require_markdown = __commonJS({
  "build/src/report/markdown.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.markdownReport = markdownReport;
    var count_1 = require_count();
    var levels_1 = require_levels();
    var bounded_1 = require_bounded();
    var sections_1 = require_sections();
    var table_1 = require_table();
    var verbs_1 = require_verbs();
    var longestComment = 65536;
    function markdownReport(result, { rules, base, quiet }) {
      const errors = result.findings.filter(({ level }) => level === "error");
      if (quiet) {
        if (errors.length + result.faults.length === 0)
          return "";
        return (0, bounded_1.bounded)("## istio-migrate\n", [(0, sections_1.failures)(result, base), (0, sections_1.tasks)(errors, base)], longestComment);
      }
      const head = `## istio-migrate

${summary(result)}
${(0, table_1.table)(result, rules)}`;
      const sections = [
        (0, sections_1.failures)(result, base),
        (0, sections_1.tasks)(result.findings.filter(({ level }) => level !== "note"), base),
        ...(0, sections_1.changes)(result, rules, base),
        (0, sections_1.notes)(result.findings.filter(({ level }) => level === "note"), base),
        (0, sections_1.skipped)(result, base)
      ];
      return (0, bounded_1.bounded)(head, sections, longestComment);
    }
    function summary({ files, findings, faults, mode, scanned }) {
      const changed = files.filter(({ status }) => status === "changed").length;
      const counts = (0, levels_1.countLevels)(findings);
      const parts = [
        ...changed > 0 ? [`${(0, count_1.count)(changed, "file")} ${verbs_1.verbs[mode]}`] : [],
        ...faults.length > 0 ? [(0, count_1.count)(faults.length, "failure")] : [],
        ...levels_1.levels.filter((level) => counts[level] > 0).map((level) => (0, count_1.count)(counts[level], level))
      ];
      const hint = changed > 0 && mode !== "write" ? " Run `istio-migrate --write` to make the changes." : "";
      return `**${parts.length === 0 ? "Nothing to change" : parts.join(", ")}**; ${(0, count_1.count)(scanned, "file")} scanned.${hint}`;
    }
  }
});

// build/src/report/text/changes.js
var require_changes2 = __commonJS({
  "build/src/report/text/changes.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.changeBlocks = changeBlocks;
    exports2.rewriteLine = rewriteLine;
    var count_1 = require_count();
    var verbs_1 = require_verbs();
    var sheet_1 = require_sheet();
    function changeBlocks(sheet, mode, changed, labels) {
      const blocks = changed.map((file) => fileBlock(sheet, mode, file, labels));
      return changed.length > 1 ? [...blocks, overview(sheet, changed, labels)] : blocks;
    }
    function fileBlock(sheet, mode, file, labels) {
      const lastLine = file.rewrites.reduce((last, rewrite) => Math.max(last, rewrite.line), 0);
      const numberWidth = `${lastLine}`.length;
      const heading = (0, sheet_1.line)(sheet, { text: `${verbs_1.verbs[mode]} ` }, { text: file.path, style: "bold", whole: true });
      return [heading, ...file.rewrites.map((rewrite) => rewriteLine(sheet, rewrite, numberWidth, labels))].join("\n");
    }
    function rewriteLine(sheet, rewrite, numberWidth, labels) {
      const number = `  ${`${rewrite.line}`.padStart(numberWidth)}  `;
      const kind = optionalKind(labels.get(rewrite.transform));
      const source = kind === void 0 ? rewrite.transform : `${rewrite.transform}, ${kind}`;
      return (0, sheet_1.paragraph)(sheet, number.length, { text: number, style: "dim", whole: true }, { text: rewrite.summary }, { text: ` (${source})`, style: "dim" });
    }
    function overview(sheet, changed, labels) {
      const ids = new Set(changed.flatMap((file) => file.transforms));
      const known = [...labels.keys()].filter((id) => ids.has(id));
      const rows = [.../* @__PURE__ */ new Set([...known, ...ids])].map((id) => ({
        id,
        files: (0, count_1.count)(changed.filter((file) => file.transforms.includes(id)).length, "file"),
        label: labels.get(id)
      }));
      const idWidth = Math.max(...rows.map(({ id }) => id.length));
      const filesWidth = Math.max(...rows.map(({ files }) => files.length));
      return rows.map(({ id, files, label }) => {
        const lead = `${id.padEnd(idWidth)}  ${label ? files.padEnd(filesWidth + 2) : files}`;
        const kind = optionalKind(label);
        const title = label === void 0 ? "" : `${label.title}${kind === void 0 ? "" : ` (${kind})`}`;
        return (0, sheet_1.paragraph)(sheet, lead.length, { text: lead, whole: true }, { text: title });
      }).join("\n");
    }
    function optionalKind(label) {
      return label?.kind === "required" ? void 0 : label?.kind;
    }
  }
});

// build/src/report/text/failures.js
var require_failures = __commonJS({
  "build/src/report/text/failures.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.failures = failures;
    exports2.failureBlock = failureBlock;
    exports2.skippedBlock = skippedBlock;
    var sheet_1 = require_sheet();
    function failures(result) {
      const failed = result.files.filter((file) => file.status === "failed").map((file) => ({ path: file.path, message: file.error ?? "failed for an unknown reason" }));
      const known = new Set(failed.map(key));
      return [...failed, ...result.faults.filter((fault) => !known.has(key(fault)))];
    }
    function key({ path, message }) {
      return JSON.stringify([path, message]);
    }
    function failureBlock(sheet, failed) {
      return failed.map(({ path, message }) => cause(sheet, { text: "failed", style: "boldRed" }, path, message)).join("\n");
    }
    function skippedBlock(sheet, skipped) {
      return skipped.map(({ path, reason }) => cause(sheet, { text: "skipped" }, path, reason)).join("\n");
    }
    function cause(sheet, label, path, reason) {
      return (0, sheet_1.paragraph)(sheet, 4, label, { text: " ", whole: true }, { text: path, style: "bold", whole: true }, { text: `: ${reason}` });
    }
  }
});

// build/src/report/text/summary.js
var require_summary = __commonJS({
  "build/src/report/text/summary.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.summary = summary;
    var levels_1 = require_levels();
    var count_1 = require_count();
    var verbs_1 = require_verbs();
    function summary(result, failureCount) {
      const changed = result.files.filter((file) => file.status === "changed").length;
      const counts = (0, levels_1.countLevels)(result.findings);
      const { leftByChoice = 0 } = result;
      const parts = [];
      if (changed > 0)
        parts.push(`${(0, count_1.count)(changed, "file")} ${verbs_1.verbs[result.mode]}`);
      else if (failureCount === 0 && leftByChoice === 0)
        parts.push("Nothing to change");
      if (leftByChoice > 0)
        parts.push(`${(0, count_1.count)(leftByChoice, "rewrite")} left by choice`);
      if (failureCount > 0)
        parts.push((0, count_1.count)(failureCount, "failure"));
      for (const level of levels_1.levels)
        if (counts[level] > 0)
          parts.push((0, count_1.count)(counts[level], level));
      const isAllQuiet = parts.length === 1 && changed + failureCount + leftByChoice === 0;
      const scanned = `${(0, count_1.count)(result.scanned, "file")} scanned in ${(0, count_1.duration)(result.durationMs)}.`;
      const hint = changed > 0 && result.mode !== "write" ? " Run with --write to make the changes." : "";
      return `${parts.join(", ")}${isAllQuiet ? ":" : ";"} ${scanned}${hint}`;
    }
  }
});

// build/src/report/text.js
var require_text3 = __commonJS({
  "build/src/report/text.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.textReport = textReport;
    var colour_1 = require_colour();
    var changes_1 = require_changes2();
    var failures_1 = require_failures();
    var findings_1 = require_findings();
    var sheet_1 = require_sheet();
    var summary_1 = require_summary();
    function textReport(result, options) {
      const sheet = { paint: (0, colour_1.painter)(options.colour), width: options.width };
      const blocks = options.quiet ? quietBlocks(sheet, result) : fullBlocks(sheet, result, options.transforms);
      const said = blocks.filter((block) => block !== "");
      return said.length === 0 ? "" : `${said.join("\n\n")}
`;
    }
    function fullBlocks(sheet, result, labels) {
      const changed = result.files.filter((file) => file.status === "changed");
      const failed = (0, failures_1.failures)(result);
      return [
        ...(0, changes_1.changeBlocks)(sheet, result.mode, changed, labels),
        ...(0, findings_1.findingBlocks)(sheet, result.findings),
        (0, failures_1.skippedBlock)(sheet, result.skipped),
        (0, failures_1.failureBlock)(sheet, failed),
        (0, sheet_1.paragraph)(sheet, 0, { text: (0, summary_1.summary)(result, failed.length) })
      ];
    }
    function quietBlocks(sheet, result) {
      const errors = result.findings.filter((finding) => finding.level === "error");
      return [...(0, findings_1.findingBlocks)(sheet, errors), (0, failures_1.failureBlock)(sheet, (0, failures_1.failures)(result))];
    }
  }
});

// build/src/cli/report.js
var require_report2 = __commonJS({
  "build/src/cli/report.js"(exports2) {
    "use strict";
    var __createBinding2 = exports2 && exports2.__createBinding || (Object.create ? (function(o, m, k, k2) {
      if (k2 === void 0) k2 = k;
      var desc = Object.getOwnPropertyDescriptor(m, k);
      if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
        desc = { enumerable: true, get: function() {
          return m[k];
        } };
      }
      Object.defineProperty(o, k2, desc);
    }) : (function(o, m, k, k2) {
      if (k2 === void 0) k2 = k;
      o[k2] = m[k];
    }));
    var __setModuleDefault2 = exports2 && exports2.__setModuleDefault || (Object.create ? (function(o, v) {
      Object.defineProperty(o, "default", { enumerable: true, value: v });
    }) : function(o, v) {
      o["default"] = v;
    });
    var __importStar2 = exports2 && exports2.__importStar || /* @__PURE__ */ (function() {
      var ownKeys = function(o) {
        ownKeys = Object.getOwnPropertyNames || function(o2) {
          var ar = [];
          for (var k in o2) if (Object.prototype.hasOwnProperty.call(o2, k)) ar[ar.length] = k;
          return ar;
        };
        return ownKeys(o);
      };
      return function(mod) {
        if (mod && mod.__esModule) return mod;
        var result = {};
        if (mod != null) {
          for (var k = ownKeys(mod), i = 0; i < k.length; i++) if (k[i] !== "default") __createBinding2(result, mod, k[i]);
        }
        __setModuleDefault2(result, mod);
        return result;
      };
    })();
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.reportIn = reportIn;
    exports2.terminalReport = terminalReport;
    exports2.textOptions = textOptions;
    var transforms_1 = require_transforms();
    var colour_1 = require_colour2();
    var root_1 = require_root();
    var version_1 = require_version2();
    async function reportIn(format, result, options) {
      const tool = { name: "istio-migrate", version: (0, version_1.toolVersion)() };
      const { quiet } = options;
      switch (format) {
        case "text":
          return terminalReport(result, options, process.stdout);
        case "json":
          return (await Promise.resolve().then(() => __importStar2(require_json()))).jsonReport(result, tool);
        case "sarif": {
          const { sarifReport } = await Promise.resolve().then(() => __importStar2(require_sarif()));
          const abouts = new Map(await Promise.all(transforms_1.transforms.map(async ({ id, about }) => [id, await about()])));
          return sarifReport(result, { tool, rules: transforms_1.transforms, abouts, base: await currentBase() });
        }
        case "github": {
          const { githubReport } = await Promise.resolve().then(() => __importStar2(require_github()));
          return githubReport(result, { rules: transforms_1.transforms, base: await currentBase(), quiet });
        }
        case "markdown": {
          const { markdownReport } = await Promise.resolve().then(() => __importStar2(require_markdown()));
          return markdownReport(result, { rules: transforms_1.transforms, base: await currentBase(), quiet });
        }
      }
    }
    async function terminalReport(result, options, stream) {
      const { textReport } = await Promise.resolve().then(() => __importStar2(require_text3()));
      return textReport(result, { ...textOptions(options, stream), quiet: options.quiet });
    }
    function textOptions({ colour }, stream) {
      return {
        colour: (0, colour_1.hasColour)(colour, stream),
        width: stream.isTTY ? stream.columns : 0,
        transforms: new Map(transforms_1.transforms.map(({ id, title, kind }) => [id, { title, kind }]))
      };
    }
    async function currentBase() {
      const workingDirectory = process.cwd();
      return { workingDirectory, root: await (0, root_1.reportRoot)(workingDirectory) };
    }
  }
});

// build/src/cli/show.js
var require_show = __commonJS({
  "build/src/cli/show.js"(exports2) {
    "use strict";
    var __createBinding2 = exports2 && exports2.__createBinding || (Object.create ? (function(o, m, k, k2) {
      if (k2 === void 0) k2 = k;
      var desc = Object.getOwnPropertyDescriptor(m, k);
      if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
        desc = { enumerable: true, get: function() {
          return m[k];
        } };
      }
      Object.defineProperty(o, k2, desc);
    }) : (function(o, m, k, k2) {
      if (k2 === void 0) k2 = k;
      o[k2] = m[k];
    }));
    var __setModuleDefault2 = exports2 && exports2.__setModuleDefault || (Object.create ? (function(o, v) {
      Object.defineProperty(o, "default", { enumerable: true, value: v });
    }) : function(o, v) {
      o["default"] = v;
    });
    var __importStar2 = exports2 && exports2.__importStar || /* @__PURE__ */ (function() {
      var ownKeys = function(o) {
        ownKeys = Object.getOwnPropertyNames || function(o2) {
          var ar = [];
          for (var k in o2) if (Object.prototype.hasOwnProperty.call(o2, k)) ar[ar.length] = k;
          return ar;
        };
        return ownKeys(o);
      };
      return function(mod) {
        if (mod && mod.__esModule) return mod;
        var result = {};
        if (mod != null) {
          for (var k = ownKeys(mod), i = 0; i < k.length; i++) if (k[i] !== "default") __createBinding2(result, mod, k[i]);
        }
        __setModuleDefault2(result, mod);
        return result;
      };
    })();
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.replacesInput = replacesInput;
    exports2.show = show;
    var colour_1 = require_colour2();
    var patches_1 = require_patches2();
    var report_1 = require_report2();
    function replacesInput({ format, mode }) {
      return format === void 0 && mode !== "check";
    }
    async function show(result, options, text) {
      const { format, mode, showDiff } = options;
      if (format !== void 0) {
        process.stdout.write(await (0, report_1.reportIn)(format, result, options));
        return;
      }
      if (text !== void 0 && replacesInput(options))
        process.stdout.write(text);
      else if (mode === "dry-run" || showDiff)
        await showDiffs(result, options);
      process.stderr.write(await (0, report_1.terminalReport)(result, options, process.stderr));
    }
    async function showDiffs(result, options) {
      const shown = await diffShower(options);
      for (const patch of await (0, patches_1.patchesOf)(result))
        process.stdout.write(shown(patch));
    }
    async function diffShower({ colour }) {
      if ((0, colour_1.hasColourInDiff)(colour, process.stdout))
        return (await Promise.resolve().then(() => __importStar2(require_colour_diff()))).colourDiff;
      if (process.stdout.isTTY)
        return (await Promise.resolve().then(() => __importStar2(require_escape()))).escapeLines;
      return (diff) => diff;
    }
  }
});

// build/src/markdown/names.js
var require_names4 = __commonJS({
  "build/src/markdown/names.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.isMarkdown = isMarkdown;
    function isMarkdown(path) {
      return /\.(?:md|markdown)$/i.test(path);
    }
  }
});

// build/src/files/git.js
var require_git = __commonJS({
  "build/src/files/git.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.git = git;
    exports2.fieldsOf = fieldsOf;
    var node_child_process_1 = require("node:child_process");
    var node_path_1 = require("node:path");
    var tiesToOneRepository = ["GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX"];
    var withoutPrograms = ["-c", "core.fsmonitor=", "-c", "core.hooksPath=/dev/null"];
    var harmless = { LC_ALL: "C", GIT_OPTIONAL_LOCKS: "0", GIT_NO_LAZY_FETCH: "1", GIT_ALLOW_PROTOCOL: "none" };
    async function git(folder, command, { workTree, input = "" }) {
      const environment = { ...process.env, ...harmless };
      for (const name of tiesToOneRepository)
        Reflect.deleteProperty(environment, name);
      const child = (0, node_child_process_1.spawn)("git", ["-C", folder, `--work-tree=${workTree}`, ...withoutPrograms, ...command], {
        // Systems may look for programs in the working directory too, which anybody may have filled.
        cwd: (0, node_path_1.dirname)(process.execPath),
        env: environment
      });
      const output = [];
      const warnings = [];
      child.stdout?.on("data", (part) => output.push(part));
      child.stderr?.on("data", (part) => warnings.push(part));
      child.stdin?.on("error", () => void 0);
      child.stdin?.end(input);
      return new Promise((resolve) => {
        child.on("error", () => {
          resolve(void 0);
        });
        child.on("close", (status) => {
          resolve({ status: status ?? 128, output: text(output), warnings: text(warnings) });
        });
      });
    }
    function fieldsOf(output) {
      return output.split("\0").slice(0, -1);
    }
    function text(parts) {
      return Buffer.concat(parts).toString();
    }
  }
});

// build/src/files/listing.js
var require_listing2 = __commonJS({
  "build/src/files/listing.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.list = list;
    exports2.ignoredByGit = ignoredByGit;
    var node_path_1 = require("node:path");
    var git_1 = require_git();
    async function list(workTree, folder) {
      const [tracked, untracked] = await Promise.all([
        (0, git_1.git)(folder, ["ls-files", "-z", "--cached", "--stage"], { workTree }),
        (0, git_1.git)(folder, ["ls-files", "-z", "--others", "--exclude-standard"], { workTree })
      ]);
      if (tracked?.status !== 0 || untracked?.status !== 0)
        return void 0;
      const files = [];
      const repositories = [];
      for (const field of (0, git_1.fieldsOf)(tracked.output)) {
        const tab = field.indexOf("	");
        const isSubmodule = field.startsWith("160000 ");
        (isSubmodule ? repositories : files).push((0, node_path_1.resolve)(folder, field.slice(tab + 1)));
      }
      for (const name of (0, git_1.fieldsOf)(untracked.output)) {
        if (name.endsWith("/"))
          repositories.push((0, node_path_1.resolve)(folder, name));
        else
          files.push((0, node_path_1.resolve)(folder, name));
      }
      return { files, repositories, unreadable: unreadableFolders(untracked, workTree) };
    }
    function unreadableFolders({ warnings }, workTree) {
      const matches = warnings.matchAll(/^warning: could not open directory '(.*?)\/?': ([^\n]*)$/gms);
      return Array.from(matches, ([, name = "", reason = ""]) => ({
        path: (0, node_path_1.resolve)(workTree, name),
        message: reason.toLowerCase()
      }));
    }
    async function ignoredByGit(workTree, paths) {
      const names = new Map(paths.map((path) => [`./${(0, node_path_1.relative)(workTree, path).split(node_path_1.sep).join("/")}`, path]));
      names.delete("./");
      const input = Array.from(names.keys(), (name) => `${name}\0`).join("");
      const answer = await (0, git_1.git)(workTree, ["check-ignore", "--no-index", "--verbose", "-z", "--stdin"], {
        workTree,
        input
      });
      if (answer === void 0 || answer.status > 1)
        return void 0;
      const reasons = /* @__PURE__ */ new Map();
      for (const [source, line, pattern, name] of inFours((0, git_1.fieldsOf)(answer.output))) {
        const path = names.get(name);
        if (path === void 0 || pattern.startsWith("!"))
          continue;
        reasons.set(path, `git ignores it (${source}:${line}: ${pattern})`);
      }
      return reasons.size === 0 ? reasons : withoutTracked(reasons, workTree);
    }
    async function withoutTracked(reasons, workTree) {
      const answer = await (0, git_1.git)(workTree, ["ls-files", "-z", "--cached"], { workTree });
      if (answer?.status !== 0)
        return void 0;
      for (const name of (0, git_1.fieldsOf)(answer.output)) {
        for (let end = name.length; end > 0; end = name.lastIndexOf("/", end - 1)) {
          reasons.delete((0, node_path_1.join)(workTree, name.slice(0, end)));
        }
      }
      return reasons;
    }
    function* inFours(fields) {
      for (let at = 0; at + 3 < fields.length; at += 4) {
        const [one = "", two = "", three = "", four = ""] = fields.slice(at, at + 4);
        yield [one, two, three, four];
      }
    }
  }
});

// build/src/files/admission.js
var require_admission = __commonJS({
  "build/src/files/admission.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.admit = admit;
    var listing_1 = require_listing2();
    async function admit({ targets, workTree }, rules) {
      const own = reasonsFor(targets, ({ path, isFolder }) => rules.refusal(path, isFolder));
      const rest = targets.filter((target) => !own.has(target.path));
      const paths = rest.map(({ path }) => path);
      const git = (workTree === void 0 ? void 0 : await (0, listing_1.ignoredByGit)(workTree, paths)) ?? reasonsFor(rest, ({ path, isFolder }) => rules.gitRefusal(path, isFolder));
      const reasons = new Map([...own, ...git]);
      const refused = targets.flatMap((target) => {
        const reason = reasons.get(target.path);
        return reason === void 0 ? [] : [{ target, reason }];
      });
      return { admitted: targets.filter(({ path }) => !reasons.has(path)), refused };
    }
    function reasonsFor(targets, reasonOf) {
      const reasons = /* @__PURE__ */ new Map();
      for (const target of targets) {
        const reason = reasonOf(target);
        if (reason !== void 0)
          reasons.set(target.path, reason);
      }
      return reasons;
    }
  }
});

// build/src/files/area.js
var require_area = __commonJS({
  "build/src/files/area.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.areasOf = areasOf;
    var node_path_1 = require("node:path");
    var path_1 = require_path3();
    var worktree_1 = require_worktree();
    async function areasOf(targets, cwd) {
      const here = await (0, worktree_1.workTreeOf)(cwd);
      const workTrees = /* @__PURE__ */ new Map();
      const areas = /* @__PURE__ */ new Map();
      for (const target of targets) {
        const folder = target.isFolder ? target.path : (0, node_path_1.dirname)(target.path);
        if (!workTrees.has(folder))
          workTrees.set(folder, await workTreeIfAny(folder));
        const workTree = workTrees.get(folder);
        const base = baseOf(folder, [here, cwd, workTree]);
        const key = workTree ?? base;
        const area = areas.get(key) ?? { workTree, base, targets: [] };
        area.targets.push(target);
        areas.set(key, area);
      }
      return [...areas.values()];
    }
    async function workTreeIfAny(folder) {
      return (0, worktree_1.workTreeOf)(folder).catch(() => void 0);
    }
    function baseOf(folder, tops) {
      const around = tops.filter((top) => top !== void 0).filter((top) => (0, path_1.isWithin)(folder, top));
      return around.sort((one, other) => one.length - other.length)[0] ?? folder;
    }
  }
});

// build/src/files/found.js
var require_found = __commonJS({
  "build/src/files/found.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.Found = void 0;
    var path_1 = require_path3();
    var Found = class {
      files = /* @__PURE__ */ new Set();
      texts = /* @__PURE__ */ new Set();
      temporaries = /* @__PURE__ */ new Set();
      reasons = /* @__PURE__ */ new Map();
      messages = /* @__PURE__ */ new Map();
      file(path) {
        this.files.add(path);
      }
      text(path) {
        this.texts.add(path);
      }
      temporary(path) {
        this.temporaries.add(path);
      }
      skipped(given, reason) {
        this.reasons.set(given, reason);
      }
      fault(path, message) {
        this.messages.set(path, message);
      }
      discovery() {
        return {
          files: [...this.files].sort(path_1.byBytes),
          texts: [...this.texts].filter((path) => !this.files.has(path)).sort(path_1.byBytes),
          temporary: [...this.temporaries].sort(path_1.byBytes),
          skipped: sorted(this.reasons).map(([path, reason]) => ({ path, reason })),
          faults: sorted(this.messages).map(([path, message]) => ({ path, message }))
        };
      }
    };
    exports2.Found = Found;
    function sorted(entries) {
      return [...entries].sort(([one], [other]) => (0, path_1.byBytes)(one, other));
    }
  }
});

// build/src/files/ignorefiles.js
var require_ignorefiles = __commonJS({
  "build/src/files/ignorefiles.js"(exports2) {
    "use strict";
    var __importDefault = exports2 && exports2.__importDefault || function(mod) {
      return mod && mod.__esModule ? mod : { "default": mod };
    };
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.IgnoreFiles = void 0;
    var node_fs_1 = require("node:fs");
    var node_path_1 = require("node:path");
    var ignore_1 = __importDefault(require("ignore"));
    var cause_1 = require_cause();
    var IgnoreFiles = class {
      name;
      base;
      found;
      /** By folder; none where nothing is kept out. */
      levels = /* @__PURE__ */ new Map();
      /**
       * @param name what such a file is called
       * @param base the highest folder that is looked at
       * @param found told of each ignore file that cannot be read
       */
      constructor(name, base, found) {
        this.name = name;
        this.base = base;
        this.found = found;
      }
      /** Whether the rules keep out a path in the base, or a folder that it lies in. */
      ignores(path, isFolder) {
        if (path === this.base)
          return false;
        const rules = this.level((0, node_path_1.dirname)(path));
        return rules?.ignores((0, node_path_1.relative)(this.base, path) + (isFolder ? "/" : "")) ?? false;
      }
      /** The rules for what lies right in a folder: its own come last, so they win. */
      level(folder) {
        if (this.levels.has(folder))
          return this.levels.get(folder);
        const rules = this.load(folder);
        this.levels.set(folder, rules);
        return rules;
      }
      load(folder) {
        const name = (0, node_path_1.relative)(this.base, folder);
        const inherited = name === "" ? void 0 : this.level((0, node_path_1.dirname)(folder));
        if (inherited?.ignores(`${name}/`))
          return inherited;
        const patterns = this.linesIn(folder).flatMap((line) => patternsIn(line, name));
        if (patterns.length === 0)
          return inherited;
        return noRules().add(inherited ?? []).add(patterns);
      }
      linesIn(folder) {
        const path = (0, node_path_1.join)(folder, this.name);
        try {
          if ((0, node_fs_1.statSync)(path, { throwIfNoEntry: false }) === void 0)
            return [];
          const text = (0, node_fs_1.readFileSync)(path, "utf8");
          return text.replace(/^\uFEFF/, "").split(/\r?\n/);
        } catch (error) {
          if ((0, cause_1.isMissing)(error) || (0, cause_1.hasCode)(error, "EISDIR"))
            return [];
          this.found.fault(path, (0, cause_1.cause)(error));
          return ["*"];
        }
      }
    };
    exports2.IgnoreFiles = IgnoreFiles;
    function noRules() {
      return (0, ignore_1.default)({ ignorecase: false });
    }
    function patternsIn(line, folder) {
      const [, not = "", written = ""] = /^(!?)(.*)$/s.exec(line) ?? [];
      if (line.startsWith("#") || /^[/\s]*$/.test(written))
        return [];
      const pattern = written.replace(/\*\*\/(?=\s*$)/, "**/*/");
      const isAnchored = /\/(?!\s*$)/.test(pattern);
      const prefix = folder === "" ? "/" : `/${folder.split(node_path_1.sep).join("/").replaceAll(/[\\*[\]]/g, "\\$&")}/`;
      return [not + prefix + (isAnchored ? pattern.replace(/^\//, "") : `**/${pattern}`)];
    }
  }
});

// build/src/files/rules.js
var require_rules2 = __commonJS({
  "build/src/files/rules.js"(exports2) {
    "use strict";
    var __importDefault = exports2 && exports2.__importDefault || function(mod) {
      return mod && mod.__esModule ? mod : { "default": mod };
    };
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.Rules = void 0;
    exports2.readExclusion = readExclusion;
    var node_path_1 = require("node:path");
    var ignore_1 = __importDefault(require("ignore"));
    var ignorefiles_1 = require_ignorefiles();
    var names_1 = require_names3();
    var closedFolders = /* @__PURE__ */ new Set([".git", "node_modules"]);
    var Rules = class {
      cwd;
      excluded;
      own;
      git;
      /**
       * @param cwd the working directory
       * @param base the highest folder whose ignore files count
       * @param excluded what the user keeps out
       * @param found told of each ignore file that cannot be read
       */
      constructor(cwd, base, excluded, found) {
        this.cwd = cwd;
        this.excluded = excluded;
        this.own = new ignorefiles_1.IgnoreFiles(names_1.ignoreFileName, base, found);
        this.git = new ignorefiles_1.IgnoreFiles(".gitignore", base, found);
      }
      /** Why a path is left out, whether or not git tracks it; nothing if it is not. */
      refusal(path, isFolder) {
        const fromHere = (0, node_path_1.relative)(this.cwd, path);
        const closed = fromHere.split(node_path_1.sep).find((name) => closedFolders.has(name));
        if (closed !== void 0)
          return `${closed} is never searched`;
        for (const { source, folder, patterns } of this.excluded) {
          const name = (0, node_path_1.relative)(folder, path);
          if (name !== "" && patterns.ignores(name + (isFolder ? "/" : "")))
            return `${source} matches it`;
        }
        return this.own.ignores(path, isFolder) ? `${names_1.ignoreFileName} matches it` : void 0;
      }
      /** The same for the rules in `.gitignore` files, to be asked where git itself cannot be. */
      gitRefusal(path, isFolder) {
        return this.git.ignores(path, isFolder) ? ".gitignore matches it" : void 0;
      }
    };
    exports2.Rules = Rules;
    function readExclusion({ patterns, folder, source }) {
      const fromHere = patterns.map((pattern) => pattern.startsWith(folder + node_path_1.sep) ? pattern.slice(folder.length) : pattern.replace(/^\.\/+/, "/"));
      const read = (0, ignore_1.default)({ ignorecase: false, allowRelativePaths: true }).add(fromHere);
      return { patterns: read, folder, source };
    }
  }
});

// build/src/files/sweep.js
var require_sweep = __commonJS({
  "build/src/files/sweep.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.Sweep = void 0;
    var node_fs_1 = require("node:fs");
    var node_path_1 = require("node:path");
    var cause_1 = require_cause();
    var listing_1 = require_listing2();
    var path_1 = require_path3();
    var worktree_1 = require_worktree();
    var Sweep = class {
      rules;
      found;
      kindOf;
      open = /* @__PURE__ */ new Map();
      constructor(rules, found, kindOf) {
        this.rules = rules;
        this.found = found;
        this.kindOf = kindOf;
      }
      /** Searches folders of one work tree, or folders outside of any. */
      async search(folders, workTree) {
        for (const folder of folders)
          this.open.set(folder, true);
        const isListed = workTree !== void 0 && await this.searchListed(folders, workTree);
        if (!isListed)
          for (const folder of folders)
            await this.walk(folder);
      }
      /** Goes by git's own list, made once for all folders; false where there is none. */
      async searchListed(folders, workTree) {
        const listing = await (0, listing_1.list)(workTree, (0, path_1.commonFolder)(folders));
        if (!listing)
          return false;
        const isAskedFor = (path) => folders.some((folder) => (0, path_1.isWithin)(path, folder));
        for (const { path, message } of listing.unreadable)
          if (isAskedFor(path))
            this.found.fault(path, message);
        for (const file of listing.files)
          if (isAskedFor(file))
            this.file(file);
        for (const repository of listing.repositories) {
          if (isAskedFor(repository))
            await this.folder(repository);
        }
        return true;
      }
      async walk(folder) {
        let entries = [];
        try {
          entries = (0, node_fs_1.readdirSync)(folder, { withFileTypes: true });
        } catch (error) {
          this.failed(folder, error);
        }
        for (const entry of entries)
          await this.entry((0, node_path_1.join)(folder, entry.name), entry);
      }
      async entry(path, entry) {
        const isFolder = entry.isDirectory();
        if (!isFolder && this.kindOf(path) === void 0)
          return;
        if (this.rules.gitRefusal(path, isFolder) !== void 0)
          return;
        if (isFolder)
          await this.folder(path);
        else
          this.file(path);
      }
      /** Searches a folder that may be a repository of its own, or stand where a submodule was not cloned. */
      async folder(path) {
        if (this.isOpen(path))
          await this.search([path], (0, worktree_1.isWorkTree)(path) ? path : void 0);
      }
      file(path) {
        const kind = this.kindOf(path);
        if (kind === void 0 || !this.isOpen((0, node_path_1.dirname)(path)))
          return;
        if (this.rules.refusal(path, false) !== void 0)
          return;
        if (kind !== "manifest") {
          this.found[kind](path);
          return;
        }
        try {
          if ((0, node_fs_1.lstatSync)(path).isFile())
            this.found.file(path);
        } catch (error) {
          this.failed(path, error);
        }
      }
      /** Whether a folder below the searched ones may and can be entered, with all folders that lead to it. */
      isOpen(folder) {
        const known = this.open.get(folder);
        if (known !== void 0)
          return known;
        const answer = this.enter(folder);
        this.open.set(folder, answer);
        return answer;
      }
      enter(folder) {
        if (!this.isOpen((0, node_path_1.dirname)(folder)))
          return false;
        if (this.rules.refusal(folder, true) !== void 0)
          return false;
        try {
          if (!(0, node_fs_1.lstatSync)(folder).isDirectory())
            return false;
          return (0, node_fs_1.lstatSync)(`${folder}/.`).isDirectory();
        } catch (error) {
          this.failed(folder, error);
          return false;
        }
      }
      failed(path, error) {
        if (!(0, cause_1.isMissing)(error))
          this.found.fault(path, (0, cause_1.cause)(error));
        else if (path.includes("\uFFFD"))
          this.found.fault(path, "its name is not valid UTF-8");
      }
    };
    exports2.Sweep = Sweep;
  }
});

// build/src/files/glob.js
var require_glob = __commonJS({
  "build/src/files/glob.js"(exports2) {
    "use strict";
    var __importDefault = exports2 && exports2.__importDefault || function(mod) {
      return mod && mod.__esModule ? mod : { "default": mod };
    };
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.isGlob = void 0;
    exports2.expand = expand;
    var node_fs_1 = require("node:fs");
    var node_path_1 = require("node:path");
    var fast_glob_1 = __importDefault(require("fast-glob"));
    var cause_1 = require_cause();
    exports2.isGlob = fast_glob_1.default.isDynamicPattern;
    async function expand(pattern, cwd, found) {
      const entries = await (0, fast_glob_1.default)(pattern, {
        cwd,
        dot: true,
        onlyFiles: false,
        objectMode: true,
        followSymbolicLinks: false,
        ignore: ["**/.git", "**/node_modules"],
        fs: { readdir: readerThatGoesOn(found) }
      });
      return entries.filter(({ dirent }) => dirent.isFile() || dirent.isDirectory()).map(({ path, dirent }) => ({ path: (0, node_path_1.resolve)(cwd, path), isFolder: dirent.isDirectory() }));
    }
    function readerThatGoesOn(found) {
      return (path, options, answer) => {
        if (typeof options === "function")
          (0, node_fs_1.readdir)(path, options);
        else {
          (0, node_fs_1.readdir)(path, options, (error, entries) => {
            if (error && !(0, cause_1.isMissing)(error))
              found.fault((0, node_path_1.resolve)(path), (0, cause_1.cause)(error));
            answer?.(null, error ? [] : entries);
          });
        }
      };
    }
  }
});

// build/src/files/target.js
var require_target3 = __commonJS({
  "build/src/files/target.js"(exports2) {
    "use strict";
    var __createBinding2 = exports2 && exports2.__createBinding || (Object.create ? (function(o, m, k, k2) {
      if (k2 === void 0) k2 = k;
      var desc = Object.getOwnPropertyDescriptor(m, k);
      if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
        desc = { enumerable: true, get: function() {
          return m[k];
        } };
      }
      Object.defineProperty(o, k2, desc);
    }) : (function(o, m, k, k2) {
      if (k2 === void 0) k2 = k;
      o[k2] = m[k];
    }));
    var __setModuleDefault2 = exports2 && exports2.__setModuleDefault || (Object.create ? (function(o, v) {
      Object.defineProperty(o, "default", { enumerable: true, value: v });
    }) : function(o, v) {
      o["default"] = v;
    });
    var __importStar2 = exports2 && exports2.__importStar || /* @__PURE__ */ (function() {
      var ownKeys = function(o) {
        ownKeys = Object.getOwnPropertyNames || function(o2) {
          var ar = [];
          for (var k in o2) if (Object.prototype.hasOwnProperty.call(o2, k)) ar[ar.length] = k;
          return ar;
        };
        return ownKeys(o);
      };
      return function(mod) {
        if (mod && mod.__esModule) return mod;
        var result = {};
        if (mod != null) {
          for (var k = ownKeys(mod), i = 0; i < k.length; i++) if (k[i] !== "default") __createBinding2(result, mod, k[i]);
        }
        __setModuleDefault2(result, mod);
        return result;
      };
    })();
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.targetsOf = targetsOf;
    var promises_1 = require("node:fs/promises");
    var node_path_1 = require("node:path");
    var cause_1 = require_cause();
    async function targetsOf(given, cwd, found) {
      try {
        if (given === "")
          throw new Error("the path is empty");
        return await named(given, cwd, found);
      } catch (error) {
        if ((0, cause_1.isMissing)(error)) {
          const { expand, isGlob } = await Promise.resolve().then(() => __importStar2(require_glob()));
          if (isGlob(given))
            return matched(given, await expand(given, cwd, found), found);
        }
        found.fault(given, (0, cause_1.cause)(error));
        return [];
      }
    }
    async function named(given, cwd, found) {
      const path = (0, node_path_1.resolve)(cwd, given);
      const facts = await (0, promises_1.lstat)(path);
      if (facts.isSymbolicLink())
        found.skipped(given, "it is a symbolic link");
      else if (!facts.isFile() && !facts.isDirectory())
        found.fault(given, "it is not a regular file");
      else
        return [{ given, path: await (0, promises_1.realpath)(path), isFolder: facts.isDirectory(), isMatch: false }];
      return [];
    }
    async function matched(given, matches, found) {
      if (matches.length === 0)
        found.fault(given, "no file matches it");
      const targets = matches.map(async ({ path, isFolder }) => {
        try {
          return [{ given, path: await (0, promises_1.realpath)(path), isFolder, isMatch: true }];
        } catch {
          return [];
        }
      });
      return (await Promise.all(targets)).flat();
    }
  }
});

// build/src/files/temporary.js
var require_temporary = __commonJS({
  "build/src/files/temporary.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.temporaryName = temporaryName;
    exports2.makerOf = makerOf;
    exports2.thisMachine = thisMachine;
    var node_crypto_1 = require("node:crypto");
    var node_fs_1 = require("node:fs");
    var node_os_1 = require("node:os");
    var node_path_1 = require("node:path");
    var shape = /^\..+\.istio-migrate-([0-9a-f]{8})-([1-9][0-9]{0,9})-[0-9a-f]{12}\.tmp$/s;
    function temporaryName(target) {
      const random = (0, node_crypto_1.randomBytes)(6).toString("hex");
      const ending = `.istio-migrate-${thisMachine()}-${process.pid}-${random}.tmp`;
      const characters = Array.from(target);
      while (Buffer.byteLength(`.${characters.join("")}${ending}`) > 255)
        characters.pop();
      return `.${characters.join("")}${ending}`;
    }
    function makerOf(path) {
      const [, machine, number] = shape.exec((0, node_path_1.basename)(path)) ?? [];
      if (machine === void 0 || number === void 0)
        return void 0;
      return { machine, process: Number(number) };
    }
    var known;
    function thisMachine() {
      known ??= (0, node_crypto_1.createHash)("sha256").update([
        (0, node_os_1.hostname)(),
        orNothing(() => (0, node_fs_1.readFileSync)("/proc/sys/kernel/random/boot_id", "utf8")),
        orNothing(() => (0, node_fs_1.readlinkSync)("/proc/self/ns/pid"))
      ].join("\0")).digest("hex").slice(0, 8);
      return known;
    }
    function orNothing(read) {
      try {
        return read();
      } catch {
        return "";
      }
    }
  }
});

// build/src/files/discover.js
var require_discover = __commonJS({
  "build/src/files/discover.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.discover = discover;
    exports2.whyExcluded = whyExcluded;
    var promises_1 = require("node:fs/promises");
    var node_path_1 = require("node:path");
    var names_1 = require_names4();
    var admission_1 = require_admission();
    var area_1 = require_area();
    var found_1 = require_found();
    var names_2 = require_names3();
    var path_1 = require_path3();
    var rules_1 = require_rules2();
    var sweep_1 = require_sweep();
    var target_1 = require_target3();
    var temporary_1 = require_temporary();
    var worktree_1 = require_worktree();
    async function discover(paths, options) {
      const cwd = await (0, promises_1.realpath)(options.cwd);
      const found = new found_1.Found();
      const targets = (await Promise.all(paths.map((path) => (0, target_1.targetsOf)(path, cwd, found)))).flat();
      const { isText = () => false, markdown = false } = options;
      const kindOf = (path) => {
        if ((0, temporary_1.makerOf)(path) !== void 0)
          return "temporary";
        if ((0, names_2.isOwn)(path))
          return void 0;
        if ((0, names_2.isManifest)(path) || markdown && (0, names_1.isMarkdown)(path))
          return "manifest";
        return isText(path) ? "text" : void 0;
      };
      const excluded = excludedBy(options, cwd);
      const areas = await (0, area_1.areasOf)(targets, cwd);
      const searched = await Promise.all(areas.map((area) => search(area, new rules_1.Rules(cwd, area.base, excluded, found), found, kindOf)));
      const answered = new Set(searched.flat().map(({ given }) => given));
      for (const { given, isMatch } of targets) {
        if (isMatch && !answered.has(given))
          found.skipped(given, "ignore rules keep out all that it matches");
      }
      return found.discovery();
    }
    async function whyExcluded(path, options) {
      const cwd = await (0, promises_1.realpath)(options.cwd);
      const absolute = (0, node_path_1.resolve)(cwd, path);
      const base = await (0, worktree_1.workTreeOf)(cwd) ?? cwd;
      const around = (0, path_1.isWithin)(absolute, base) ? base : (0, node_path_1.dirname)(absolute);
      return new rules_1.Rules(cwd, around, excludedBy(options, cwd), new found_1.Found()).refusal(absolute, false);
    }
    function excludedBy({ exclude, configured }, cwd) {
      const given = { patterns: exclude, folder: cwd, source: "--exclude" };
      return [given, ...configured ? [configured] : []].filter(({ patterns }) => patterns.length > 0).map(rules_1.readExclusion);
    }
    async function search(area, rules, found, kindOf) {
      const { admitted, refused } = await (0, admission_1.admit)(area, rules);
      for (const { target, reason } of refused)
        if (!target.isMatch)
          found.skipped(target.given, reason);
      for (const { path, isFolder } of admitted)
        if (!isFolder)
          found.file(path);
      const folders = admitted.filter(({ isFolder }) => isFolder).map(({ path }) => path);
      if (folders.length > 0)
        await new sweep_1.Sweep(rules, found, kindOf).search((0, path_1.outermost)(folders), area.workTree);
      return admitted;
    }
  }
});

// build/src/migrate/manifest-file.js
var require_manifest_file = __commonJS({
  "build/src/migrate/manifest-file.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.ManifestFile = void 0;
    var ignore_1 = require_ignore();
    var document_1 = require_document();
    var words_1 = require_words();
    var yaml_1 = require_yaml();
    var request_1 = require_request();
    var ManifestFile = class {
      path;
      text;
      within;
      ignoresAround;
      cut;
      ignoring;
      parsed = /* @__PURE__ */ new Map();
      recognised = /* @__PURE__ */ new Map();
      ignoreUses = new ignore_1.IgnoreUses();
      found;
      constructor(path, text, within, ignoresAround = []) {
        this.path = path;
        this.text = text;
        this.within = within;
        this.ignoresAround = ignoresAround;
      }
      /** The documents that hold one of the words, or all, and the problems of those that cannot be parsed. */
      documentsWith(words) {
        const holds = words === "any" ? () => true : words_1.Words.of(words).stretchesOf(this.text);
        return this.parts.filter(({ range }) => holds(range) && !(0, document_1.isDefinition)(this.text, range)).map((part) => this.document(part));
      }
      /** The documents that may hold ignores, definitions among them. */
      get documentsWithIgnores() {
        return this.partsWithIgnores.flatMap((part) => {
          const document = this.document(part);
          return (0, yaml_1.isParseProblem)(document) ? [] : document;
        });
      }
      /** What comments say to leave alone, but for those in the texts of scalars. */
      get ignores() {
        return [...this.ignoresAround, ...this.ownIgnores];
      }
      /** The same without what comes from around the file. */
      get ownIgnores() {
        const usesOf = (offset) => this.ignoreUses.of(offset);
        this.found ??= this.partsWithIgnores.flatMap((part) => {
          const parsed = this.parse(part);
          return (0, ignore_1.ignoresIn)((0, yaml_1.isParseProblem)(parsed) ? { ...part, text: this.text, root: void 0 } : parsed, usesOf);
        });
        return this.found;
      }
      /** Whether a comment says to leave all of the file alone, whatever the transform. To be asked where it is of use. */
      isLeftAlone() {
        const ignore = this.ignores.find(({ isForFile, ids }) => isForFile && ids.length === 0);
        ignore?.uses.add(request_1.manifestFindings);
        return ignore !== void 0;
      }
      get isTemplate() {
        return this.parts[0]?.template !== void 0;
      }
      get parts() {
        this.cut ??= partsOf(this.text);
        return this.cut;
      }
      get partsWithIgnores() {
        this.ignoring ??= (0, ignore_1.mayIgnore)(this.text) ? this.parts.filter(({ range }) => (0, ignore_1.mayIgnore)(this.text.slice(range.start, range.end))) : [];
        return this.ignoring;
      }
      document(part) {
        const parsed = this.parse(part);
        if ((0, yaml_1.isParseProblem)(parsed))
          return parsed;
        const known = this.recognised.get(part);
        if (known)
          return known;
        const { ignores, ignoreUses } = this;
        const recognised = (0, document_1.recogniseDocument)(this.path, parsed, { ignores, ignoreUses });
        const document = this.within ? { ...recognised, within: this.within } : recognised;
        this.recognised.set(part, document);
        return document;
      }
      parse(part) {
        const parsed = this.parsed.get(part) ?? (0, yaml_1.parseDocument)(this.text, part.range, part.template);
        this.parsed.set(part, parsed);
        return parsed;
      }
    };
    exports2.ManifestFile = ManifestFile;
    function partsOf(text) {
      const template = (0, yaml_1.maskTemplate)(text);
      const parts = (0, yaml_1.splitDocuments)(template?.masked ?? text).map((range) => ({ range, template }));
      if (!template)
        return parts;
      const { ranges, masked } = template.definitions;
      const inside = ranges.flatMap(({ start, end }) => (0, yaml_1.splitDocuments)(masked.slice(start, end)).map((range) => ({
        range: { start: start + range.start, end: start + range.end },
        template: { ...template, masked }
      })));
      return [...parts, ...inside];
    }
  }
});

// build/src/migrate/triggers.js
var require_triggers = __commonJS({
  "build/src/migrate/triggers.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.triggersOf = triggersOf;
    exports2.triggersAmong = triggersAmong;
    function triggersOf({ triggers, conditionalTriggers = [] }) {
      return [...triggers, ...conditionalTriggers.flatMap(({ words }) => words)];
    }
    function triggersAmong(held, path, { triggers, conditionalTriggers = [] }, facts) {
      const isHeld = (word) => held.has(word);
      return [
        ...triggers.filter(isHeld),
        ...conditionalTriggers.flatMap((conditional) => {
          const words = conditional.words.filter(isHeld);
          return words.length > 0 && conditional.countIn(path, facts) ? words : [];
        })
      ];
    }
  }
});

// build/src/files/held-folder.js
var require_held_folder = __commonJS({
  "build/src/files/held-folder.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.HeldFolder = void 0;
    var node_fs_1 = require("node:fs");
    var promises_1 = require("node:fs/promises");
    var node_path_1 = require("node:path");
    var cause_1 = require_cause();
    var asItIs = node_fs_1.constants.O_RDONLY | node_fs_1.constants.O_DIRECTORY | node_fs_1.constants.O_NOFOLLOW;
    var moved = "its folder was moved or replaced since it was read";
    var HeldFolder = class _HeldFolder {
      location;
      handle;
      constructor(location, handle) {
        this.location = location;
        this.handle = handle;
      }
      /**
       * @param folder an absolute path without links
       * @throws an error with words for a person, if the path leads elsewhere by now, or nowhere
       */
      static async open(folder) {
        const handle = await openIfPossible(folder);
        try {
          const location = handle && `/proc/self/fd/${handle.fd}`;
          const now = location && await (0, promises_1.readlink)(location).catch(() => void 0);
          if ((now ?? await (0, promises_1.realpath)(folder)) !== folder)
            throw new Error(moved);
          return new _HeldFolder(now === void 0 ? folder : location ?? folder, handle);
        } catch (error) {
          await handle?.close();
          throw error;
        }
      }
      /** The path of what has this name in the folder. */
      pathTo(name) {
        return (0, node_path_1.join)(this.location, name);
      }
      /** Brings new names to the disk, where the system can do that for a folder. */
      async sync() {
        await this.handle?.sync().catch(() => void 0);
      }
      async close() {
        await this.handle?.close();
      }
    };
    exports2.HeldFolder = HeldFolder;
    async function openIfPossible(folder) {
      try {
        return await (0, promises_1.open)(folder, asItIs);
      } catch (error) {
        if ((0, cause_1.hasCode)(error, "ELOOP") || (0, cause_1.hasCode)(error, "ENOTDIR"))
          throw new Error(moved, { cause: error });
        if (["EACCES", "EPERM", "EISDIR"].some((code) => (0, cause_1.hasCode)(error, code)))
          return void 0;
        throw error;
      }
    }
  }
});

// build/src/files/turns.js
var require_turns = __commonJS({
  "build/src/files/turns.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.Turns = void 0;
    var Turns = class {
      free;
      waiting = [];
      constructor(free) {
        this.free = free;
      }
      /** Does the work when it is its turn, and answers what the work answers, or throws what it throws. */
      async take(work) {
        if (this.free > 0)
          this.free -= 1;
        else
          await new Promise((resolve) => this.waiting.push(resolve));
        try {
          return await work();
        } finally {
          const next = this.waiting.shift();
          if (next)
            next();
          else
            this.free += 1;
        }
      }
    };
    exports2.Turns = Turns;
  }
});

// build/src/files/write.js
var require_write = __commonJS({
  "build/src/files/write.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.writeAtomically = writeAtomically;
    var promises_1 = require("node:fs/promises");
    var node_path_1 = require("node:path");
    var cause_1 = require_cause();
    var held_folder_1 = require_held_folder();
    var read_1 = require_read2();
    var temporary_1 = require_temporary();
    var turns_1 = require_turns();
    var turns = new turns_1.Turns(4);
    async function writeAtomically(path, newText, original) {
      if ((original.mode & 128) === 0)
        return refused("it is read-only");
      try {
        return await turns.take(() => replace(path, newText, original));
      } catch (error) {
        return refused((0, cause_1.cause)(error));
      }
    }
    async function replace(path, newText, original) {
      const folder = await held_folder_1.HeldFolder.open((0, node_path_1.dirname)(path));
      try {
        return await replaceIn(folder, (0, node_path_1.basename)(path), newText, original);
      } finally {
        await folder.close();
      }
    }
    async function replaceIn(folder, name, newText, original) {
      const path = folder.pathTo(name);
      const temporary = folder.pathTo((0, temporary_1.temporaryName)(name));
      const handle = await (0, promises_1.open)(temporary, "wx", 384);
      try {
        await fill(handle, newText, original);
        const change = changeSince(path, original);
        if (change !== void 0)
          return refused(change);
        await (0, promises_1.rename)(temporary, path);
      } finally {
        await (0, promises_1.rm)(temporary, { force: true });
      }
      await folder.sync();
      return { ok: true };
    }
    function refused(message) {
      return { ok: false, message };
    }
    async function fill(handle, text, original) {
      try {
        await handle.writeFile(text);
        await keepOwner(handle, original);
        await handle.chmod(original.mode);
        await handle.sync();
      } finally {
        await handle.close();
      }
    }
    async function keepOwner(handle, { uid, gid }) {
      const facts = await handle.stat();
      if (facts.uid === uid && facts.gid === gid)
        return;
      try {
        await handle.chown(uid, gid);
      } catch (error) {
        throw new Error(`its owner and group cannot be kept: ${(0, cause_1.cause)(error)}`, { cause: error });
      }
    }
    function changeSince(path, original) {
      const now = (0, read_1.readBytes)(path);
      if (now.kind === "gone")
        return "it vanished since it was read";
      if (now.kind === "fault")
        return now.message;
      const isSame = now.kind === "read" && now.file.dev === original.dev && now.file.ino === original.ino && now.file.mode === original.mode && now.file.bytes.equals(original.bytes);
      return isSame ? void 0 : "it changed on disk since it was read";
    }
  }
});

// build/src/migrate/file.js
var require_file = __commonJS({
  "build/src/migrate/file.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.surveyManifest = surveyManifest;
    var texts_1 = require_texts2();
    var words_1 = require_words();
    var yaml_1 = require_yaml();
    var choose_1 = require_choose();
    function surveyManifest(file, transforms, facts) {
      const surveys = (0, choose_1.surveysOf)(transforms);
      const held = words_1.Words.of(surveys.flatMap(({ triggers }) => triggers)).in(file.text);
      for (const survey of surveys) {
        const isNamed = survey.files?.(file.path) === true;
        if (!isNamed && !survey.triggers.some((word) => held.has(word)))
          continue;
        if (survey.glance?.(file.path, file.text, facts) === "enough")
          continue;
        for (const document of file.documentsWith(isNamed ? "any" : survey.triggers)) {
          if ((0, yaml_1.isParseProblem)(document) || !collected(survey, document, facts)) {
            survey.missed?.(file.path, file.text, facts);
          }
          if (!(0, yaml_1.isParseProblem)(document))
            surveyTexts(survey, document, facts);
        }
      }
    }
    function surveyTexts(survey, document, facts) {
      for (const { scalar, read } of (0, texts_1.findTexts)(document, survey.triggers).texts) {
        if ((0, texts_1.isLastApplied)(scalar))
          continue;
        for (const inner of read.documents) {
          collected(survey, inner, facts);
          surveyTexts(survey, inner, facts);
        }
      }
    }
    function collected(survey, document, facts) {
      const told = (0, yaml_1.unlessDeclined)(() => {
        survey.collect(document, facts);
        return true;
      });
      return told ?? false;
    }
  }
});

// build/src/markdown/fences.js
var require_fences = __commonJS({
  "build/src/markdown/fences.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.findFences = findFences;
    exports2.withoutQuotes = withoutQuotes;
    var yaml_1 = require_yaml();
    function findFences(text) {
      const fences = [];
      let opened;
      let isComment = false;
      for (let at = text.startsWith("\uFEFF") ? 1 : 0; at < text.length; at = (0, yaml_1.nextLineStart)(text, at)) {
        const line = text.slice(at, (0, yaml_1.lineTextEnd)(text, at));
        if (opened && !opened.quotes.test(line))
          opened = void 0;
        if (opened) {
          if (!closes(line, opened))
            continue;
          const { info, quotes, prefix, start } = opened;
          fences.push({ info, quotes, prefix, content: { start, end: at } });
          opened = void 0;
        } else {
          isComment = isComment ? !line.includes("-->") : opensComment(line);
          if (!isComment)
            opened = opening(line, (0, yaml_1.nextLineStart)(text, at));
        }
      }
      return fences;
    }
    var deepest = 20;
    var marker = String.raw`>|(?:[-*+]|\d{1,9}[.)])(?=[ \t])`;
    var openingLine = new RegExp(`^(?<before>(?:[ \\t]*(?:${marker})){0,${deepest}}[ \\t]*)(?:(?<mark>\`{3,})(?<info>[^\`]*)|(?<wave>~{3,})(?<waveInfo>.*))$`);
    var closingLine = /^(?<indent>[ \t]*)(?<end>`{3,}|~{3,})[ \t]*$/;
    function opening(line, start) {
      const groups = openingLine.exec(line)?.groups;
      if (!groups)
        return void 0;
      const { before = "" } = groups;
      return {
        info: groups["info"] ?? groups["waveInfo"] ?? "",
        mark: groups["mark"] ?? groups["wave"] ?? "",
        quotes: quotesOf(before),
        prefix: before.replace(/[^>\s]/g, " "),
        start
      };
    }
    function closes(line, opened) {
      const { indent = "", end = "" } = closingLine.exec(withoutQuotes(line, opened))?.groups ?? {};
      const indentAtMost = withoutQuotes(opened.prefix, opened).length + 3;
      return end.startsWith(opened.mark) && indent.length <= indentAtMost;
    }
    function quotesOf(before) {
      const count = before.split(">").length - 1;
      const blank = before[before.lastIndexOf(">") + 1] === " " ? " ?" : "";
      return count === 0 ? /^/ : new RegExp(`^(?:[ \\t]*>){${count}}${blank}`);
    }
    function withoutQuotes(line, { quotes }) {
      return line.replace(quotes, "");
    }
    function opensComment(line) {
      return /^ {0,3}<!--/.test(line) && !line.includes("-->");
    }
  }
});

// build/src/markdown/blocks.js
var require_blocks2 = __commonJS({
  "build/src/markdown/blocks.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.findManifestBlocks = findManifestBlocks;
    var yaml_1 = require_yaml();
    var fences_1 = require_fences();
    function findManifestBlocks(text) {
      return (0, fences_1.findFences)(text).filter(({ info }) => isManifestInfo(info)).map((fence) => viewBlock(text, fence));
    }
    function isManifestInfo(info) {
      return /^\s*(?:\{\s*\.?)?(?:ya?ml|json)(?![\w+.-])/i.test(info);
    }
    function viewBlock(outer, fence) {
      const { content, prefix } = fence;
      const indentation = outer.slice(content.start, content.end).split(/\r?\n/).map((line) => (0, fences_1.withoutQuotes)(line, fence)).filter((line) => line.trim() !== "").reduce(commonStart, (0, fences_1.withoutQuotes)(prefix, fence));
      const { text, lines } = (0, yaml_1.readPrefixedLines)(outer, content, (line) => {
        const said = (0, fences_1.withoutQuotes)(line, fence);
        return line.length - said.length + commonStart(indentation, said).length;
      });
      const quotes = prefix.slice(0, prefix.length - (0, fences_1.withoutQuotes)(prefix, fence).length);
      return new yaml_1.PrefixedText(outer, text, lines, quotes + indentation);
    }
    function commonStart(one, other) {
      let length = 0;
      while (length < one.length && one[length] === other[length])
        length++;
      return one.slice(0, length);
    }
  }
});

// build/src/migrate/ignores.js
var require_ignores = __commonJS({
  "build/src/migrate/ignores.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.allIgnoresOf = allIgnoresOf;
    exports2.ignoresOfPlainText = ignoresOfPlainText;
    exports2.ignoresOfMarkdown = ignoresOfMarkdown;
    exports2.ignoresOfBlock = ignoresOfBlock;
    exports2.ignoresAroundBlocks = ignoresAroundBlocks;
    var directive_1 = require_directive();
    var ignore_1 = require_ignore();
    var embedded_1 = require_embedded2();
    var yaml_1 = require_yaml();
    var blocks_1 = require_blocks2();
    var manifest_file_1 = require_manifest_file();
    function allIgnoresOf(file) {
      return [...file.ownIgnores, ...file.documentsWithIgnores.flatMap(ignoresInTexts)];
    }
    function ignoresOfPlainText(text) {
      return (0, directive_1.fileDirectivesIn)(text).map((directive) => (0, ignore_1.ignoreOf)(directive, void 0, () => /* @__PURE__ */ new Set()));
    }
    function ignoresOfMarkdown(path, text) {
      if (!(0, ignore_1.mayIgnore)(text))
        return [];
      const inBlocks = (0, blocks_1.findManifestBlocks)(text).flatMap((view) => ignoresOfBlock(new manifest_file_1.ManifestFile(path, view.text, view), view));
      return [...ignoresAroundBlocks(text), ...inBlocks];
    }
    function ignoresOfBlock(file, view) {
      const whole = { start: view.toOuter(0), end: view.toOuter(view.text.length) };
      return allIgnoresOf(file).map((ignore) => carryIgnoreOut(ignore, whole, (offset) => view.toOuter(offset)));
    }
    function ignoresAroundBlocks(text) {
      return (0, directive_1.fileDirectivesIn)(text, { isMarkdown: true }).map((directive) => (0, ignore_1.ignoreOf)(directive, void 0, () => /* @__PURE__ */ new Set()));
    }
    function carryIgnoreOut(ignore, whole, toOuter) {
      const { range, offset } = ignore;
      return { ...ignore, offset: toOuter(offset), range: range && rangeIn(whole, range, toOuter) };
    }
    function rangeIn(whole, { start, end }, toOuter) {
      if (end === Infinity)
        return whole;
      const range = { start: toOuter(start), end: toOuter(end) };
      return range.start < range.end ? range : whole;
    }
    function ignoresInTexts(document) {
      const ignores = [];
      (0, yaml_1.walk)(document.root, (node) => {
        if (node.kind !== "scalar" || node.alias || !(0, ignore_1.mayIgnore)((0, yaml_1.stringOf)(node) ?? ""))
          return;
        ignores.push(...ignoresOfText(document, node));
      });
      return ignores;
    }
    function ignoresOfText(document, scalar) {
      const read = (0, embedded_1.readText)(document, scalar);
      const [first] = read?.documents ?? [];
      if (!read || !first)
        return [];
      const inner = [...first.ignores, ...read.documents.flatMap(ignoresInTexts)];
      return inner.map((ignore) => carryIgnoreOut(ignore, scalar.content, (offset) => read.toOuter(offset)));
    }
  }
});

// build/src/migrate/declined-note.js
var require_declined_note = __commonJS({
  "build/src/migrate/declined-note.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.declinedNote = declinedNote;
    var ignored_1 = require_ignored();
    function declinedNote({ id, kind }, reason, place) {
      const { message, offset = place } = reason;
      const note = { transform: id, offset, message: `left as it is: ${message}` };
      if (reason instanceof ignored_1.LeftAlone) {
        return {
          ...note,
          level: "note",
          help: "take the comment out, or put it elsewhere, to have this migrated"
        };
      }
      const help = "change it by hand, or resolve what stands in the way and run again";
      return { ...note, level: kind === "required" ? "error" : "warning", help };
    }
  }
});

// build/src/migrate/prove.js
var require_prove = __commonJS({
  "build/src/migrate/prove.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.prove = prove;
    var yaml_1 = require_yaml();
    var declined_note_1 = require_declined_note();
    function prove(document, { requests, refusals, notes, kept }) {
      const declined = refusals.map(({ note }) => note);
      let done = [];
      let rewrite;
      const add = (more) => {
        if (more.length === 0)
          return;
        const together = [...done, ...more];
        try {
          rewrite = (0, yaml_1.rewriteDocument)(document, together.flatMap((request) => request.changes));
          done = together;
        } catch (error) {
          if (!(error instanceof yaml_1.Declined))
            throw error;
          const [only] = more;
          if (more.length === 1 && only) {
            for (const { transform, offset } of partsOf(only))
              declined.push((0, declined_note_1.declinedNote)(transform, error, offset));
            return;
          }
          const half = more.length >> 1;
          add(more.slice(0, half));
          add(more.slice(half));
        }
      };
      add(requests);
      return { rewrite, done: done.flatMap(partsOf), notes: [...notes, ...declined], kept };
    }
    function partsOf(request) {
      return request.parts ?? [request];
    }
  }
});

// build/src/migrate/texts.js
var require_texts3 = __commonJS({
  "build/src/migrate/texts.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.answersOfText = answersOfText;
    exports2.unreadableText = unreadableText;
    var texts_1 = require_texts2();
    var yaml_1 = require_yaml();
    var request_1 = require_request();
    function answersOfText(text, attempts) {
      const kept = attempts.flatMap((attempt) => attempt.kept).map(({ start, end }) => ({ start: text.read.toOuter(start), end: text.read.toOuter(end) }));
      if ((0, texts_1.isLastApplied)(text.scalar))
        return { requests: [], notes: noteOfLastApplied(text, attempts), kept };
      return {
        requests: attempts.flatMap((attempt) => requestOf(text, attempt) ?? []),
        notes: attempts.flatMap(({ notes }) => notes).map((note) => outward(text, note)),
        kept
      };
    }
    function requestOf(text, { rewrite, done }) {
      const parts = done.map((request) => ({
        ...outward(text, request),
        notes: request.notes.map((note) => outward(text, note))
      }));
      const [first] = parts;
      if (!rewrite || !first)
        return void 0;
      const edit = new yaml_1.Editor();
      edit.rewriteText(text.scalar, rewrite.edits);
      return { ...first, changes: edit.changes, notes: parts.flatMap(({ notes }) => notes), parts };
    }
    function outward({ read }, located) {
      return { ...located, offset: read.toOuter(located.offset) };
    }
    function noteOfLastApplied({ read }, attempts) {
      const [first] = attempts.flatMap(({ done }) => done);
      if (!first)
        return [];
      return [
        {
          transform: first.transform.id,
          level: "note",
          offset: read.toOuter(0),
          message: "what kubectl noted of the last object that was applied stays as it is",
          help: "take the annotation out of the file: kubectl writes it into the cluster by itself"
        }
      ];
    }
    function unreadableText({ message, offset }) {
      return {
        transform: request_1.manifestFindings,
        level: "warning",
        offset,
        message: "the manifest or values in this text cannot be read as YAML, so nothing in it is rewritten",
        help: `look through it by hand; what stands in the way: ${message}`
      };
    }
  }
});

// build/src/migrate/ask.js
var require_ask = __commonJS({
  "build/src/migrate/ask.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.ask = ask;
    var ignored_1 = require_ignored();
    var place_1 = require_place();
    var yaml_1 = require_yaml();
    var declined_note_1 = require_declined_note();
    function ask(document, transforms, surroundings) {
      const answers = { requests: [], refusals: [], notes: [], kept: [] };
      for (const transform of transforms) {
        const context = contextOf(document, transform, surroundings, answers);
        try {
          transform.migrate(document, context);
        } catch (error) {
          if (!(error instanceof yaml_1.Declined))
            throw error;
          const offset = document.range.start;
          const note = (0, declined_note_1.declinedNote)(transform, error, offset);
          if (!(0, ignored_1.contextIgnores)(document, transform.id).over(spot(note.offset)))
            answers.refusals.push({ transform, offset, note });
        }
      }
      return answers;
    }
    function spot(offset) {
      return { kind: "spot", offset };
    }
    function contextOf(document, transform, surroundings, { requests, refusals, notes, kept }) {
      const located = ({ at, ...note }) => ({
        ...note,
        transform: transform.id,
        offset: (0, place_1.startOf)(at)
      });
      const ignores = (0, ignored_1.contextIgnores)(document, transform.id);
      return {
        ...surroundings,
        ignores,
        report(note) {
          if (!ignores.over(note.at))
            notes.push(located(note));
        },
        keep(node) {
          kept.push(node.alias ?? node.content);
        },
        rewrite(place, summary, askFor) {
          const editor = new yaml_1.Editor();
          const told = [];
          const tell = (note) => {
            if (!ignores.over(note.at))
              told.push(located(note));
          };
          const offset = (0, place_1.startOf)(place);
          const { changes } = editor;
          try {
            askFor(editor, tell);
            if (changes.some(ignores.against))
              throw new ignored_1.LeftAlone();
          } catch (error) {
            if (!(error instanceof yaml_1.Declined))
              throw error;
            const isAboutIgnored = error.offset !== void 0 && ignores.over(spot(error.offset));
            const reason = isAboutIgnored ? new ignored_1.LeftAlone() : error;
            const toldAt = reason instanceof ignored_1.LeftAlone ? placeToTell(place, changes, ignores) : place;
            if (!toldAt || ignores.over(toldAt))
              return;
            const note = (0, declined_note_1.declinedNote)(transform, reason, (0, place_1.startOf)(toldAt));
            refusals.push({ transform, offset, note });
            return;
          }
          if (changes.length === 0) {
            notes.push(...told);
            return;
          }
          const object = innermostAt(offset, document.objects);
          requests.push({ id: Symbol(summary), transform, object, offset, summary, changes, notes: told });
        }
      };
    }
    function innermostAt(offset, objects) {
      return objects.findLast(({ mapping: { content } }) => content.start <= offset && offset < content.end);
    }
    function placeToTell(place, changes, { over, against }) {
      const others = changes.filter((change) => !against(change));
      const [first] = others;
      if (changes.length > 0 && !first)
        return void 0;
      if (!over(place))
        return place;
      return first && (0, yaml_1.placeOf)(first);
    }
  }
});

// build/src/migrate/variants.js
var require_variants = __commonJS({
  "build/src/migrate/variants.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.askOfVariants = askOfVariants;
    var document_1 = require_document();
    var yaml_1 = require_yaml();
    var ask_1 = require_ask();
    var declined_note_1 = require_declined_note();
    function askOfVariants(document, transforms, surroundings) {
      const variants = (0, yaml_1.variantsOf)(document);
      if (variants.length === 1)
        return (0, ask_1.ask)(document, transforms, surroundings);
      const answered = variants.map((variant) => {
        const { shows } = variant;
        return {
          shows,
          answers: (0, ask_1.ask)((0, document_1.recogniseDocument)(document.path, variant, document), transforms, surroundings)
        };
      });
      const refusals = unrepeated(answered.flatMap(({ answers }) => answers.refusals), (refusal) => JSON.stringify([keyOf(refusal), refusal.note]));
      const refused = new Set(refusals.map(keyOf));
      const requests = [];
      for (const group of groupsOf(answered.flatMap(({ answers }) => answers.requests))) {
        if (group.some((request) => refused.has(keyOf(request))))
          continue;
        const together = combine(group, answered);
        if (!together)
          continue;
        if ("note" in together)
          refusals.push(together);
        else
          requests.push(together);
      }
      const kept = answered.flatMap(({ answers }) => answers.kept);
      return { requests, refusals, notes: agreed(answered, ({ answers }) => answers.notes), kept };
    }
    function groupsOf(requests) {
      const groups = /* @__PURE__ */ new Map();
      for (const request of requests) {
        const keys = [keyOf(request), ...changesOf(request).keys()];
        const joined = new Set(keys.flatMap((key) => [groups.get(key) ?? []]));
        const [first = [], ...others] = [...joined].filter((group) => group.length > 0);
        first.push(...others.flat(), request);
        for (const member of first)
          for (const key of [keyOf(member), ...changesOf(member).keys()])
            groups.set(key, first);
      }
      return [...new Set(groups.values())];
    }
    function changesOf({ transform, changes }) {
      return new Map(changes.map(yaml_1.originalChange).map((change) => {
        const { key } = (0, yaml_1.textKey)(change.type === "insert" ? { ...change, after: void 0 } : change);
        return [`${transform.id} ${key} ${String(numberOf((0, yaml_1.placeOf)(change)))}`, change];
      }));
    }
    var numbers = /* @__PURE__ */ new WeakMap();
    var lastNumber = 0;
    function numberOf(place) {
      const number = numbers.get(place) ?? ++lastNumber;
      numbers.set(place, number);
      return number;
    }
    function combine(group, answered) {
      const [first] = group;
      if (!first)
        return void 0;
      const wanted = answered.map(({ shows, answers }) => {
        const requests = answers.requests.filter((request) => group.includes(request));
        const changes = new Map(requests.flatMap((request) => [...changesOf(request)]));
        return { shows, changes, notes: requests.flatMap(({ notes }) => notes) };
      });
      const all = /* @__PURE__ */ new Map();
      for (const { changes } of wanted)
        for (const [key, change] of changes)
          all.set(key, furtherBack(change, all.get(key)));
      for (const [key, change] of all) {
        const at = offsetOf(change);
        const without = wanted.filter(({ shows, changes }) => !changes.has(key) && shows(at));
        if (without.length === 0)
          continue;
        const isOccasional = without.every(({ shows }) => !shows(first.offset));
        const place = isOccasional ? first.offset : at;
        const reason = new yaml_1.Declined("what has to change here depends on a condition of the template", place);
        return { ...first, note: (0, declined_note_1.declinedNote)(first.transform, reason, first.offset) };
      }
      return { ...first, changes: [...all.values()], notes: agreed(wanted, ({ notes }) => notes) };
    }
    function furtherBack(change, other) {
      if (change.type !== "insert" || other?.type !== "insert")
        return change;
      const offsetOfAfter = ({ after }) => after?.range.start ?? Infinity;
      return offsetOfAfter(other) > offsetOfAfter(change) ? other : change;
    }
    function agreed(variants, notesOf) {
      const told = variants.map((variant) => ({
        shows: variant.shows,
        keys: new Set(notesOf(variant).map((note) => JSON.stringify(note)))
      }));
      return unrepeated(variants.flatMap(notesOf), (note) => JSON.stringify(note)).filter((note) => told.every(({ shows, keys }) => keys.has(JSON.stringify(note)) || !shows(note.offset)));
    }
    function keyOf({ transform, offset }) {
      return `${transform.id} ${offset}`;
    }
    function offsetOf(change) {
      const place = (0, yaml_1.placeOf)(change);
      if (change.type !== "insert" && change.type !== "append")
        return place.range.start;
      return place.parent?.range.start ?? place.range.start;
    }
    function unrepeated(items, keyOfItem) {
      return [...new Map(items.map((item) => [keyOfItem(item), item])).values()];
    }
  }
});

// build/src/migrate/asked.js
var require_asked = __commonJS({
  "build/src/migrate/asked.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.everything = void 0;
    exports2.askAll = askAll;
    exports2.attempt = attempt;
    exports2.answersOf = answersOf;
    var ignored_1 = require_ignored();
    var texts_1 = require_texts2();
    var place_1 = require_place();
    var prove_1 = require_prove();
    var request_1 = require_request();
    var texts_2 = require_texts3();
    var variants_1 = require_variants();
    var everything = () => true;
    exports2.everything = everything;
    function askAll(document, transforms, surroundings) {
      const words = [...transforms.values()].flat();
      const { texts, problems } = (0, texts_1.findTexts)(document, words, surroundings.facts);
      const read = new Set(texts.map(({ scalar }) => (0, place_1.startOf)(scalar)));
      const isRead = (node) => read.has((0, place_1.startOf)(node));
      const isLeft = ({ offset }) => (0, ignored_1.contextIgnores)(document, request_1.manifestFindings).over({ kind: "spot", offset });
      return {
        document,
        own: (0, variants_1.askOfVariants)(document, [...transforms.keys()], { ...surroundings, isRead }),
        texts: texts.map((text) => ({
          text,
          documents: text.read.documents.map((inner) => askAll(inner, transforms, surroundings))
        })),
        problems: problems.filter((problem) => !isLeft(problem)).map(texts_2.unreadableText)
      };
    }
    function attempt(asked, accepted) {
      return (0, prove_1.prove)(asked.document, answersOf(asked, accepted));
    }
    function answersOf({ own, texts, problems }, accepted) {
      const inner = texts.map(({ text, documents }) => (0, texts_2.answersOfText)(text, documents.map((document) => attempt(document, accepted))));
      return {
        requests: [...own.requests.filter(accepted), ...inner.flatMap(({ requests }) => requests)],
        refusals: own.refusals,
        notes: [...own.notes, ...problems, ...inner.flatMap(({ notes }) => notes)],
        kept: [...own.kept, ...inner.flatMap(({ kept }) => kept)]
      };
    }
  }
});

// build/src/migrate/document.js
var require_document2 = __commonJS({
  "build/src/migrate/document.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.planDocument = planDocument;
    var document_1 = require_document();
    var yaml_1 = require_yaml();
    var prove_1 = require_prove();
    var asked_1 = require_asked();
    var declined_note_1 = require_declined_note();
    function planDocument(document, transforms, surroundings) {
      const asked = (0, asked_1.askAll)(document, transforms, surroundings);
      const answers = (0, asked_1.answersOf)(asked, asked_1.everything);
      const encryption = (0, document_1.encryptionOf)(document);
      if (encryption) {
        const all2 = leftEncrypted(encryption, answers);
        return { all: all2, only: () => all2 };
      }
      const runAgain = ({ document: rewritten }) => {
        const again = recogniseAgain(document, rewritten);
        return (0, asked_1.attempt)((0, asked_1.askAll)(again, transforms, surroundings), asked_1.everything).done;
      };
      const all = stable((0, prove_1.prove)(document, answers), answers, runAgain);
      return {
        all,
        only(accepted) {
          const wanted = all.done.filter(({ id }) => accepted.has(id));
          if (wanted.length === all.done.length)
            return all;
          if (wanted.length === 0)
            return { ...all, rewrite: void 0, done: [] };
          const { rewrite, done } = (0, asked_1.attempt)(asked, ({ id }) => accepted.has(id));
          if (!rewrite || done.length !== wanted.length)
            return void 0;
          const left = all.done.filter(({ id }) => !accepted.has(id));
          const isStable = areSame(left, runAgain(rewrite), (offset) => (0, yaml_1.moveOffset)(offset, rewrite.edits) - document.range.start);
          return isStable ? { ...all, rewrite, done } : void 0;
        }
      };
    }
    function stable(proven, { notes, refusals, kept }, runAgain) {
      const [unstable] = proven.rewrite ? runAgain(proven.rewrite) : [];
      if (!unstable)
        return proven;
      const reason = new yaml_1.Declined(`a second run would change the result again (${unstable.summary})`);
      const declined = proven.done.map((request) => (0, declined_note_1.declinedNote)(request.transform, reason, request.offset));
      const refused = refusals.map(({ note }) => note);
      return { rewrite: void 0, done: [], notes: [...notes, ...refused, ...declined], kept };
    }
    function areSame(left, wanted, moved) {
      const expected = left.map(({ transform, offset }) => `${transform.id} ${moved(offset)}`);
      const found = wanted.map(({ transform, offset }) => `${transform.id} ${offset}`);
      return JSON.stringify(expected.toSorted()) === JSON.stringify(found.toSorted());
    }
    function recogniseAgain({ path, ignores }, rewritten) {
      const document = (0, document_1.recogniseDocument)(path, rewritten);
      const ofFile = ignores.filter(({ isForFile }) => isForFile);
      return ofFile.length === 0 ? document : { ...document, ignores: [...document.ignores, ...ofFile] };
    }
    function leftEncrypted({ range }, { requests, refusals, notes, kept }) {
      const [first] = [...requests, ...refusals];
      if (!first && notes.length === 0)
        return { rewrite: void 0, done: [], notes: [], kept };
      const note = {
        transform: first?.transform.id ?? notes[0]?.transform ?? "",
        level: "note",
        offset: range.start,
        message: "encrypted by SOPS, so nothing in it is rewritten: an edit would break its checksum",
        help: 'edit it with "sops", as if it were not encrypted, and run over a decrypted copy to see what is due'
      };
      return { rewrite: void 0, done: [], notes: [note], kept };
    }
  }
});

// build/src/migrate/plan.js
var require_plan3 = __commonJS({
  "build/src/migrate/plan.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.planOfUnchanged = planOfUnchanged;
    function planOfUnchanged(migration) {
      return { all: migration, only: () => migration };
    }
  }
});

// build/src/migrate/manifest.js
var require_manifest = __commonJS({
  "build/src/migrate/manifest.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.planManifest = planManifest;
    var words_1 = require_words();
    var yaml_1 = require_yaml();
    var document_1 = require_document2();
    var ignores_1 = require_ignores();
    var plan_1 = require_plan3();
    var request_1 = require_request();
    var triggers_1 = require_triggers();
    function planManifest(file, transforms, surroundings) {
      const held = words_1.Words.of(transforms.flatMap(triggers_1.triggersOf)).in(file.text);
      const words = new Map(transforms.map((transform) => [transform, (0, triggers_1.triggersAmong)(held, file.path, transform, surroundings.facts)]).filter(([, each]) => each.length > 0));
      const documents = file.documentsWith([...words.values()].flat()).filter((document) => !(0, yaml_1.isParseProblem)(document) || mayBeYaml(file));
      const problem = documents.find((document) => (0, yaml_1.isParseProblem)(document));
      if (problem && !file.isTemplate) {
        const unchanged = { text: file.text, edits: [], proven: [], done: [], notes: [], kept: [] };
        return (0, plan_1.planOfUnchanged)(file.isLeftAlone() ? { ...unchanged, ignores: (0, ignores_1.allIgnoresOf)(file) } : { ...unchanged, ignores: [], problem });
      }
      const searches = Array.from(words, ([transform, each]) => {
        return { transform, each, holds: words_1.Words.of(each).stretchesOf(file.text) };
      });
      const plans = documents.map((document) => {
        if ((0, yaml_1.isParseProblem)(document))
          return file.isLeftAlone() ? nothing : unreadable(document);
        const triggered = new Map(searches.filter(({ holds }) => holds(document.range)).map(({ transform, each }) => [transform, each]));
        return (0, document_1.planDocument)(document, triggered, surroundings);
      });
      return {
        all: joined(file, plans.map(({ all }) => all)),
        only(accepted) {
          const attempts = plans.map(({ only }) => only(accepted)).filter((attempt) => attempt !== void 0);
          return attempts.length === plans.length ? joined(file, attempts) : void 0;
        }
      };
    }
    function joined(file, attempts) {
      const proven = attempts.flatMap(({ rewrite, done }) => rewrite ? [{ edits: rewrite.edits, done }] : []);
      const edits = proven.flatMap((each) => each.edits).toSorted((a, b) => a.start - b.start);
      return {
        text: (0, yaml_1.applyEdits)(file.text, edits),
        edits,
        proven,
        done: attempts.flatMap(({ done }) => done),
        notes: attempts.flatMap(({ notes, done }) => [...notes, ...done.flatMap((request) => request.notes)]),
        kept: attempts.flatMap(({ kept }) => kept),
        ignores: (0, ignores_1.allIgnoresOf)(file)
      };
    }
    var untouched = { rewrite: void 0, done: [], notes: [], kept: [] };
    var nothing = { all: untouched, only: () => untouched };
    function unreadable({ message, offset }) {
      const note = {
        transform: request_1.manifestFindings,
        level: "warning",
        offset,
        message: `cannot be read as YAML, even without the actions of its template: ${message}`,
        help: "look at the rendered manifest, and change the template by hand"
      };
      const all = { ...untouched, notes: [note] };
      return { all, only: () => all };
    }
    function mayBeYaml({ path, text }) {
      if (!/\.(?:tpl|gotmpl)$/i.test(path) || /\.(?:ya?ml|json)\.\w+$/i.test(path))
        return true;
      return /^[ \t]*(?:-[ \t]+)?["']?apiVersion["']?:/m.test(text);
    }
  }
});

// build/src/migrate/markdown.js
var require_markdown2 = __commonJS({
  "build/src/migrate/markdown.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.planMarkdown = planMarkdown;
    var facts_1 = require_facts();
    var blocks_1 = require_blocks2();
    var yaml_1 = require_yaml();
    var choose_1 = require_choose();
    var file_1 = require_file();
    var ignores_1 = require_ignores();
    var manifest_1 = require_manifest();
    var manifest_file_1 = require_manifest_file();
    var declined_note_1 = require_declined_note();
    var request_1 = require_request();
    function planMarkdown({ path, text }, transforms, target) {
      const chosen = (0, choose_1.withOccasion)(transforms, (word) => text.includes(word));
      const facts = new facts_1.Facts();
      facts.add(facts_1.givenFile, path);
      const around = (0, ignores_1.ignoresAroundBlocks)(text);
      const blocks = (0, blocks_1.findManifestBlocks)(text).map((view) => ({
        view,
        manifest: new manifest_file_1.ManifestFile(path, view.text, view, around)
      }));
      for (const { manifest } of blocks)
        (0, file_1.surveyManifest)(manifest, chosen, facts);
      const plans = blocks.map(({ view, manifest }) => ({
        view,
        manifest,
        plan: (0, manifest_1.planManifest)(manifest, chosen, { facts, target })
      }));
      const wanted = plans.map(({ view, manifest, plan }) => carriedOut(view, manifest, plan.all));
      const provable = isProven(text, wanted, wanted) ? wanted : wanted.map((block) => isProven(text, wanted, [block]) ? block : declined(block));
      return {
        all: joined(text, around, provable),
        only(accepted) {
          const some = plans.map(({ view, manifest, plan }, index) => {
            const all = provable[index];
            if (!all || all.done.length === 0)
              return all;
            const migration = plan.only(accepted);
            return migration && carriedOut(view, manifest, migration);
          });
          const done = some.filter((block) => block !== void 0);
          return done.length === some.length && isProven(text, done, done) ? joined(text, around, done) : void 0;
        }
      };
    }
    function joined(text, around, blocks) {
      const edits = blocks.flatMap((block) => block.edits);
      return {
        text: (0, yaml_1.applyEdits)(text, edits),
        edits,
        // Blocks are proven as a whole.
        proven: blocks.filter((block) => block.edits.length > 0),
        done: blocks.flatMap(({ done }) => done),
        notes: blocks.flatMap(({ notes }) => notes),
        kept: blocks.flatMap(({ kept }) => kept),
        ignores: [...around, ...blocks.flatMap(({ ignores }) => ignores)]
      };
    }
    function carriedOut(view, manifest, migration) {
      const { text, edits, done, kept, problem } = migration;
      const toOuter = (located) => ({
        ...located,
        offset: view.toOuter(located.offset)
      });
      const notes = migration.notes.map((note) => toOuter(note.transform === request_1.manifestFindings ? { ...note, level: "note" } : note));
      const outerKept = kept.map(({ start, end }) => ({ start: view.toOuter(start), end: view.toOuter(end) }));
      const ignores = (0, ignores_1.ignoresOfBlock)(manifest, view);
      const unchanged = { text: view.text, edits: [], done: [], notes, kept: outerKept, ignores };
      if (problem)
        return { ...unchanged, notes: [...notes, toOuter(unreadable(problem))] };
      const elision = elisionIn(view.text);
      if (elision !== void 0 && done.length + notes.length > 0) {
        return { ...unchanged, notes: [toOuter(elided(elision))] };
      }
      const outerEdits = edits.map((edit) => view.carryOut(edit));
      const outerDone = done.map((request) => ({ ...toOuter(request), notes: request.notes.map(toOuter) }));
      return { text, edits: outerEdits, done: outerDone, notes, kept: outerKept, ignores };
    }
    function unreadable({ message, offset }) {
      return {
        transform: request_1.manifestFindings,
        level: "note",
        offset,
        message: `this block cannot be read as YAML: ${message}`,
        help: "look whether it shows something that the release removed, and change it by hand"
      };
    }
    function elisionIn(text) {
      return /^\.\.\.[ \t]*\n(?=(?:[ \t]*(?:#.*)?\n)*(?!---)[ \t]*[^\s#])/m.exec(text)?.index;
    }
    function elided(offset) {
      return {
        transform: request_1.manifestFindings,
        level: "note",
        offset,
        message: "this block leaves something out, so nothing in it is rewritten",
        help: 'write "# ..." for what is left out and run again, or change the block by hand'
      };
    }
    function isProven(text, all, some) {
      const edited = new Set(some.filter(({ edits }) => edits.length > 0));
      if (edited.size === 0)
        return true;
      const found = (0, blocks_1.findManifestBlocks)((0, yaml_1.applyEdits)(text, [...edited].flatMap(({ edits }) => edits)));
      if (found.length !== all.length)
        return false;
      return all.every((block, index) => !edited.has(block) || found[index]?.text === block.text);
    }
    function declined({ done, ...block }) {
      const reason = new yaml_1.Declined("its block is indented in a way that the result would not keep");
      const notes = done.map(({ transform, offset }) => (0, declined_note_1.declinedNote)(transform, reason, offset));
      return { ...block, edits: [], done: [], notes };
    }
  }
});

// build/src/migrate/migrate.js
var require_migrate = __commonJS({
  "build/src/migrate/migrate.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.surveyFile = surveyFile;
    exports2.migrateFile = migrateFile;
    exports2.planFile = planFile;
    var chart_1 = require_chart();
    var names_1 = require_names4();
    var file_1 = require_file();
    var ignores_1 = require_ignores();
    var manifest_1 = require_manifest();
    var markdown_1 = require_markdown2();
    var plan_1 = require_plan3();
    function surveyFile(file, transforms, facts) {
      if (!(0, names_1.isMarkdown)(file.path))
        (0, file_1.surveyManifest)(file, transforms, facts);
    }
    function migrateFile(file, transforms, surroundings) {
      return planFile(file, transforms, surroundings).all;
    }
    function planFile(file, transforms, surroundings) {
      const { path, text } = file;
      if ((0, chart_1.isInUpstreamChart)(path, surroundings.facts)) {
        const kept = [{ start: 0, end: text.length }];
        const ignores = (0, ignores_1.allIgnoresOf)(file);
        return (0, plan_1.planOfUnchanged)({ text, edits: [], proven: [], done: [], notes: [], kept, ignores });
      }
      return (0, names_1.isMarkdown)(path) ? (0, markdown_1.planMarkdown)(file, transforms, surroundings.target) : (0, manifest_1.planManifest)(file, transforms, surroundings);
    }
  }
});

// build/src/migrate/ignore-findings.js
var require_ignore_findings = __commonJS({
  "build/src/migrate/ignore-findings.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.notesOfIgnores = notesOfIgnores;
    var nearest_1 = require_nearest();
    var request_1 = require_request();
    function notesOfIgnores(ignores, judge) {
      return ignores.flatMap((ignore) => {
        const { offset, ids, range } = ignore;
        const finding = { transform: request_1.manifestFindings, offset };
        const unknown = ids.filter((id) => !judge.known.includes(id));
        if (unknown.length > 0)
          return [{ ...finding, level: "warning", ...misspelt(unknown, judge) }];
        if (!range)
          return [{ ...finding, level: "warning", ...misplaced }];
        const unused = unusedOf(ignore, judge);
        return unused === void 0 ? [] : [{ ...finding, level: "note", ...needless(unused) }];
      });
    }
    function misspelt(unknown, { known }) {
      const [first = ""] = unknown;
      return {
        message: `the ignore names what is no transform: ${unknown.join(", ")}`,
        help: `${(0, nearest_1.suggestion)(first, known)} (a reason goes on a line of its own)`
      };
    }
    var misplaced = {
      message: "the ignore stands above no key, so it counts for nothing",
      help: "put it on a line of its own, above the key, the item or the document that is to stay"
    };
    function needless(what) {
      return { message: `the ignore is not needed: nothing here is kept from ${what}`, help: "take it out" };
    }
    function unusedOf({ ids, uses }, { known, ran }) {
      if (ids.length === 0) {
        const isKnown = known.every((id) => ran.includes(id));
        return isKnown && uses.size === 0 ? "any transform" : void 0;
      }
      const unused = ids.filter((id) => ran.includes(id) && !uses.has(id));
      return unused.length > 0 ? unused.join(", ") : void 0;
    }
  }
});

// build/src/transform.js
var require_transform = __commonJS({
  "build/src/transform.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.surroundingLines = void 0;
    exports2.surroundingLines = 40;
  }
});

// build/src/run/sweep.js
var require_sweep2 = __commonJS({
  "build/src/run/sweep.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.sweptBytesAtMost = void 0;
    exports2.mentionWords = mentionWords;
    exports2.sweep = sweep;
    var names_1 = require_names3();
    var ignore_1 = require_ignore();
    var document_1 = require_document();
    var transform_1 = require_transform();
    var words_1 = require_words();
    var yaml_1 = require_yaml();
    exports2.sweptBytesAtMost = 2 * 1024 * 1024;
    function mentionWords(transforms) {
      return transforms.flatMap(({ mentions = [] }) => mentions.flatMap(({ words }) => words));
    }
    function sweep(swept, transforms) {
      const { path, text, edits = [], positions = "after", before = text, kept = [], known = [] } = swept;
      const isIgnored = isIgnoredBy(swept);
      const held = words_1.Words.of(mentionWords(transforms)).in(text);
      const hits = transforms.flatMap(({ id, mentions = [] }) => mentions.flatMap((mention) => hitsOf(mention, id, text, held))).filter(({ offset }) => !kept.some((range) => isInMoved(offset, range, edits)));
      if (hits.length === 0)
        return [];
      const definitions = definitionsIn(text);
      const lines = new yaml_1.LineIndex(positions === "after" ? text : before);
      const told = new Set(known.map(({ line }) => line));
      const findings = [];
      for (const { offset, end, mention, transform } of hits) {
        const around = surroundings(text, offset, end);
        const isDefinition = definitions.some((range) => range.start <= offset && offset < range.end);
        if (mention.isMeant && !mention.isMeant({ ...around, isDefinition }))
          continue;
        const position = lines.at(positions === "after" ? offset : (0, yaml_1.originalOffset)(offset, edits));
        if (told.has(position.line) || isIgnored(offset, transform))
          continue;
        told.add(position.line);
        const { message, help } = mention;
        findings.push({ transform, level: levelOf(path, around), path, ...position, message, help });
      }
      return findings;
    }
    function isIgnoredBy({ ignores = [], edits = [] }) {
      return (offset, id) => {
        const at = ignores.length === 0 ? 0 : (0, yaml_1.originalOffset)(offset, edits);
        const ignore = ignores.find((each) => each.range && (0, ignore_1.isFor)(each, id) && each.range.start <= at && at < each.range.end);
        ignore?.uses.add(id);
        return ignore !== void 0;
      };
    }
    function hitsOf(mention, transform, text, held) {
      const hits = [];
      for (const word of mention.words) {
        if (!held.has(word))
          continue;
        for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) {
          hits.push({ offset: at, end: at + word.length, mention, transform });
        }
      }
      return hits;
    }
    function isInMoved(offset, { start, end }, edits) {
      const moved = (0, yaml_1.moveOffset)(start, edits);
      return moved <= offset && offset < moved + (end - start);
    }
    function definitionsIn(text) {
      if (!text.includes("CustomResourceDefinition"))
        return [];
      return (0, yaml_1.splitDocuments)(text).filter((range) => (0, document_1.isDefinition)(text, range));
    }
    function surroundings(text, offset, end) {
      const start = text.lastIndexOf("\n", offset - 1) + 1;
      const lineEnd = endOfLine(text, end);
      const above = [];
      for (let at = start; at > 0 && above.length < transform_1.surroundingLines; ) {
        const from = at === 1 ? 0 : text.lastIndexOf("\n", at - 2) + 1;
        above.push(text.slice(from, at - 1));
        at = from;
      }
      const below = [];
      for (let at = lineEnd; at < text.length && below.length < transform_1.surroundingLines; ) {
        const to = endOfLine(text, at + 1);
        below.push(text.slice(at + 1, to));
        at = to;
      }
      return {
        word: text.slice(offset, end),
        before: text.slice(start, offset),
        after: text.slice(end, lineEnd),
        above,
        below
      };
    }
    function endOfLine(text, offset) {
      const at = text.indexOf("\n", offset);
      return at === -1 ? text.length : at;
    }
    function levelOf(path, { before, after }) {
      if ((0, names_1.textKindOf)(path) === "documentation")
        return "note";
      if (`${before}${after}`.includes("+kubebuilder:"))
        return "warning";
      return /(?:^|\s)(?:#|\/\/)|^\s*(?:\/\*|\*\s)|<!--/.test(before) ? "note" : "warning";
    }
  }
});

// build/src/run/ignores.js
var require_ignores2 = __commonJS({
  "build/src/run/ignores.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.findingsOfIgnores = findingsOfIgnores;
    exports2.sweepPlainly = sweepPlainly;
    exports2.judgeOf = judgeOf;
    var names_1 = require_names3();
    var names_2 = require_names4();
    var ignores_1 = require_ignores();
    var ignore_findings_1 = require_ignore_findings();
    var manifest_file_1 = require_manifest_file();
    var yaml_1 = require_yaml();
    var sweep_1 = require_sweep2();
    function ignoresOf(path, text) {
      if ((0, names_2.isMarkdown)(path))
        return (0, ignores_1.ignoresOfMarkdown)(path, text);
      return (0, names_1.textKindOf)(path) === "manifest" ? (0, ignores_1.allIgnoresOf)(new manifest_file_1.ManifestFile(path, text)) : (0, ignores_1.ignoresOfPlainText)(text);
    }
    function findingsOfIgnores({ path, text, before = text, ignores = [], edits = [], positions = "after" }, judge) {
      const notes = (0, ignore_findings_1.notesOfIgnores)(ignores, judge);
      if (notes.length === 0)
        return [];
      const lines = new yaml_1.LineIndex(positions === "after" ? text : before);
      return notes.map(({ offset, ...note }) => ({
        ...note,
        path,
        ...lines.at(positions === "after" ? (0, yaml_1.moveOffset)(offset, edits) : offset)
      }));
    }
    function sweepPlainly({ path, text }, transforms, judge) {
      const swept = { path, text, ignores: ignoresOf(path, text) };
      const judgedBy = (0, names_2.isMarkdown)(path) ? { ...judge, ran: [] } : judge;
      return [...(0, sweep_1.sweep)(swept, transforms), ...findingsOfIgnores(swept, judgedBy)];
    }
    function judgeOf({ transforms, knownIds }) {
      const ran = transforms.map(({ id }) => id);
      return { known: knownIds ?? ran, ran };
    }
  }
});

// build/src/run/open.js
var require_open = __commonJS({
  "build/src/run/open.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.open = open;
    exports2.manifestOf = manifestOf;
    var decode_1 = require_decode();
    var read_1 = require_read2();
    var manifest_file_1 = require_manifest_file();
    var request_1 = require_request();
    function open(absolute, path, isToBeWritten = false) {
      const result = (0, read_1.readBytes)(absolute);
      if (result.kind === "fault")
        return result;
      if (result.kind !== "read")
        return { kind: "none" };
      const decoded = (0, decode_1.decode)(result.file.bytes);
      if (decoded.kind === "binary")
        return { kind: "none" };
      if (decoded.kind === "not-utf8")
        return { kind: "undecodable", finding: undecodable(path, decoded.reason) };
      const original = isToBeWritten ? result.file : void 0;
      return { kind: "open", manifest: new manifest_file_1.ManifestFile(path, decoded.text), original };
    }
    function manifestOf(opened) {
      return opened.kind === "open" ? opened.manifest : void 0;
    }
    function undecodable(path, reason) {
      return {
        transform: request_1.manifestFindings,
        level: "warning",
        path,
        line: 1,
        column: 1,
        message: `cannot be read as text: ${reason}`,
        help: "save the file as UTF-8 and run again; nothing in it was rewritten"
      };
    }
  }
});

// build/src/run/handle.js
var require_handle = __commonJS({
  "build/src/run/handle.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.handle = handle;
    exports2.handleText = handleText;
    exports2.migrated = migrated;
    var write_1 = require_write();
    var outcome_1 = require_outcome();
    var migrate_1 = require_migrate();
    var ignores_1 = require_ignores2();
    var internal_1 = require_internal();
    var open_1 = require_open();
    var sweep_1 = require_sweep2();
    async function handle({ absolute, path }, opened, settings) {
      if (opened.kind !== "open")
        return unopened(path, opened);
      const { manifest, original } = opened;
      const decided = await decide(manifest, settings);
      if ("fault" in decided)
        return decided;
      const { migration, left } = decided;
      if (!original)
        return reported(manifest, migration, "before", settings);
      const done = { ...reported(manifest, migration, "after", settings), left };
      if (done.file?.status !== "changed")
        return done;
      const written = await (0, write_1.writeAtomically)(absolute, done.file.after, original);
      if (written.ok)
        return done;
      const { message } = written;
      const { findings } = reported(manifest, migration, "before", settings);
      const { before } = done.file;
      const file = {
        ...done.file,
        status: "failed",
        after: before,
        rewrites: [],
        fixes: [],
        error: message
      };
      return { file, findings, left, fault: { path, message } };
    }
    function handleText({ absolute, path }, { chosen, judge }) {
      const opened = (0, open_1.open)(absolute, path);
      if (opened.kind !== "open")
        return unopened(path, opened);
      return { findings: (0, ignores_1.sweepPlainly)({ path, text: opened.manifest.text }, chosen, judge) };
    }
    function unopened(path, opened) {
      if (opened.kind === "fault")
        return { findings: [], fault: { path, message: opened.message } };
      return { findings: opened.kind === "undecodable" ? [opened.finding] : [] };
    }
    async function migrated(manifest, positions, settings) {
      const decided = await decide(manifest, settings);
      return "fault" in decided ? decided : reported(manifest, decided.migration, positions, settings);
    }
    async function decide(manifest, { transforms, facts, target, decisions }) {
      try {
        const plan = (0, migrate_1.planFile)(manifest, transforms, { facts, target });
        return decisions ? await decisions.decide(manifest, plan) : { migration: plan.all, left: 0 };
      } catch (error) {
        return { findings: [], fault: { path: manifest.path, message: (0, internal_1.internalError)(error) } };
      }
    }
    function reported({ path, text }, migration, positions, { chosen, judge }) {
      const { findings: known, rewrites, fixes } = (0, outcome_1.outcomeOf)(path, text, migration, positions);
      const { edits, kept, ignores } = migration;
      const swept = { path, text: migration.text, edits, kept, ignores, positions, before: text, known };
      const found = [...known, ...(0, sweep_1.sweep)(swept, chosen)];
      const findings = [...found, ...(0, ignores_1.findingsOfIgnores)(swept, judge)].toSorted(outcome_1.byPosition);
      const { problem } = migration;
      if (!problem && migration.text === text)
        return { findings };
      const used = [...new Set(migration.done.map(({ transform }) => transform))];
      const file = {
        path,
        status: problem ? "failed" : "changed",
        before: text,
        after: migration.text,
        rewrites,
        fixes,
        transforms: used.map(({ id }) => id),
        kinds: [...new Set(used.map(({ kind }) => kind))],
        ...problem && { error: problem.message }
      };
      return { file, findings };
    }
  }
});

// build/src/run/rewritable.js
var require_rewritable = __commonJS({
  "build/src/run/rewritable.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.isRewritable = isRewritable;
    var names_1 = require_names3();
    var names_2 = require_names4();
    function isRewritable(path, { markdown = false }) {
      if ((0, names_2.isMarkdown)(path))
        return markdown;
      return !["documentation", "program"].includes((0, names_1.textKindOf)(path));
    }
  }
});

// build/src/run/options.js
var require_options3 = __commonJS({
  "build/src/run/options.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.counter = counter;
    function counter({ onProgress }, step, total) {
      let done = 0;
      return () => onProgress?.(step, ++done, total);
    }
  }
});

// build/src/run/scan.js
var require_scan = __commonJS({
  "build/src/run/scan.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.scan = scan;
    var read_1 = require_read2();
    var paths_1 = require_paths();
    function scan(paths, words, { cwd, bytesAtMost = Infinity, onFile }) {
      const hits = [];
      const faults = [];
      for (const absolute of paths) {
        onFile?.();
        const search = new Search(words);
        const result = (0, read_1.lookAt)(absolute, bytesAtMost, (piece) => {
          search.add(piece);
        });
        if (result.kind === "fault")
          faults.push({ path: (0, paths_1.shownPath)(absolute, cwd), message: result.message });
        if (result.kind !== "read")
          continue;
        const { found } = search;
        if (found.size > 0)
          hits.push({ absolute, path: (0, paths_1.shownPath)(absolute, cwd), words: found });
      }
      return { hits, faults };
    }
    var Search = class {
      words;
      found = /* @__PURE__ */ new Set();
      isWide;
      /** The end of what was searched, which may hold the start of a word. */
      tail = "";
      constructor(words) {
        this.words = words;
      }
      add(piece) {
        const text = this.searchable(piece);
        this.merge(this.words.in(text));
        const { longest } = this.words;
        if (this.tail !== "")
          this.merge(this.words.in(this.tail + text.slice(0, longest)));
        this.tail = (text.length < longest ? this.tail + text : text).slice(-longest);
      }
      merge(more) {
        if (more.size > 0)
          this.found = this.found.size > 0 ? /* @__PURE__ */ new Set([...this.found, ...more]) : more;
      }
      /** Bytes as Latin-1 text; of UTF-16 only every other byte, which for ASCII is the character. */
      searchable(piece) {
        const text = piece.toString("latin1");
        this.isWide ??= text.startsWith("\xFF\xFE") || text.startsWith("\xFE\xFF");
        return this.isWide ? text.replaceAll("\0", "") : text;
      }
    };
  }
});

// build/src/run/triggers.js
var require_triggers2 = __commonJS({
  "build/src/run/triggers.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.surveyWordsOf = surveyWordsOf;
    exports2.holdsOneOf = holdsOneOf;
    function surveyWordsOf({ surveys = [], occasion = [] }) {
      return [...surveys.flatMap((survey) => survey.triggers), ...occasion];
    }
    function holdsOneOf({ words: held }, words) {
      return words.some((word) => held.has(word));
    }
  }
});

// build/src/run/survey.js
var require_survey2 = __commonJS({
  "build/src/run/survey.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.survey = survey;
    var discover_1 = require_discover();
    var path_1 = require_path3();
    var worktree_1 = require_worktree();
    var facts_1 = require_facts();
    var words_1 = require_words();
    var migrate_1 = require_migrate();
    var choose_1 = require_choose();
    var triggers_1 = require_triggers();
    var promises_1 = require("node:fs/promises");
    var node_path_1 = require("node:path");
    var paths_1 = require_paths();
    var options_1 = require_options3();
    var scan_1 = require_scan();
    var triggers_2 = require_triggers2();
    async function survey(given, looked, options, open) {
      const facts = new facts_1.Facts();
      for (const { path } of given)
        facts.add(facts_1.givenFile, path);
      const triggered = options.transforms.filter((transform) => {
        const triggers = (0, triggers_1.triggersOf)(transform);
        return given.some((hit) => (0, triggers_2.holdsOneOf)(hit, triggers));
      });
      if ((0, choose_1.surveysOf)(triggered).length === 0)
        return { facts, transforms: triggered };
      const hits = [...given, ...await hitsAround(given, looked, triggered, options)];
      const words = new Set(hits.flatMap((hit) => [...hit.words]));
      const transforms = (0, choose_1.withOccasion)(triggered, (word) => words.has(word));
      const surveys = (0, choose_1.surveysOf)(transforms);
      const surveyed = hits.filter((each) => isSurveyed(each, surveys)).toSorted(byPath);
      const onFile = (0, options_1.counter)(options, "reading", surveyed.length);
      for (const hit of surveyed) {
        onFile();
        const manifest = open(hit);
        if (manifest)
          (0, migrate_1.surveyFile)(manifest, transforms, facts);
      }
      return { facts, transforms };
    }
    function isSurveyed(hit, surveys) {
      return surveys.some(({ triggers, files }) => (0, triggers_2.holdsOneOf)(hit, triggers) || files?.(hit.path));
    }
    function byPath(one, other) {
      return one.path < other.path ? -1 : 1;
    }
    async function hitsAround(given, looked, transforms, options) {
      const { cwd } = options;
      const known = new Set(given.map(({ absolute }) => absolute));
      const searched = new Set(looked);
      const others = (await filesAround(looked, options)).filter((path) => !known.has(path));
      const unread = others.filter((path) => !searched.has(path));
      const onFile = (0, options_1.counter)(options, "searching", unread.length);
      const { hits } = (0, scan_1.scan)(unread, words_1.Words.of(transforms.flatMap(triggers_2.surveyWordsOf)), { cwd, onFile });
      const found = new Set(hits.map(({ absolute }) => absolute));
      const surveys = (0, choose_1.surveysOf)(transforms);
      const wanted = others.filter((absolute) => !found.has(absolute)).map((absolute) => ({ absolute, path: (0, paths_1.shownPath)(absolute, cwd), words: /* @__PURE__ */ new Set() })).filter(({ path }) => surveys.some(({ files }) => files?.(path)));
      return [...hits, ...wanted];
    }
    async function filesAround(looked, { paths, cwd, exclude, configured }) {
      const roots = [];
      const given = paths.map((path) => (0, node_path_1.resolve)(cwd, path));
      for (const path of given) {
        if (!roots.some((root) => (0, path_1.isWithin)(path, root)))
          roots.push(await (0, worktree_1.workTreeOf)(await folderOf(path)) ?? cwd);
      }
      if (looked.length > 0 && roots.every((root) => given.includes(root)))
        return looked;
      return (await (0, discover_1.discover)(roots, { cwd, exclude, configured })).files;
    }
    async function folderOf(path) {
      const isFolder = await (0, promises_1.stat)(path).then((facts) => facts.isDirectory(), () => false);
      return isFolder || path === (0, node_path_1.dirname)(path) ? path : folderOf((0, node_path_1.dirname)(path));
    }
  }
});

// build/src/run/run-on-text.js
var require_run_on_text = __commonJS({
  "build/src/run/run-on-text.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.runOnText = runOnText;
    var manifest_file_1 = require_manifest_file();
    var triggers_1 = require_triggers();
    var handle_1 = require_handle();
    var ignores_1 = require_ignores2();
    var rewritable_1 = require_rewritable();
    var open_1 = require_open();
    var node_path_1 = require("node:path");
    var survey_1 = require_survey2();
    var triggers_2 = require_triggers2();
    var words_1 = require_words();
    async function runOnText(path, text, options, positions) {
      const started = performance.now();
      const isManifest = (0, rewritable_1.isRewritable)(path, options);
      const { file, findings, fault } = isManifest ? await handleText(new manifest_file_1.ManifestFile(path, text), options, positions) : { findings: (0, ignores_1.sweepPlainly)({ path, text }, options.transforms, (0, ignores_1.judgeOf)(options)) };
      return {
        mode: options.mode,
        scanned: 1,
        parsed: isManifest ? 1 : 0,
        files: file ? [file] : [],
        findings,
        skipped: [],
        faults: fault ? [fault] : [],
        durationMs: Math.round(performance.now() - started)
      };
    }
    async function handleText(manifest, options, positions) {
      const { cwd, transforms, target } = options;
      const { path, text } = manifest;
      const words = transforms.flatMap((transform) => [...(0, triggers_1.triggersOf)(transform), ...(0, triggers_2.surveyWordsOf)(transform)]);
      const given = { absolute: (0, node_path_1.resolve)(cwd, path), path, words: words_1.Words.of(words).in(text) };
      const surveyed = await (0, survey_1.survey)([given], [], { ...options, paths: [cwd] }, (hit) => {
        return hit === given ? manifest : (0, open_1.manifestOf)((0, open_1.open)(hit.absolute, hit.path));
      });
      return (0, handle_1.migrated)(manifest, positions, {
        ...surveyed,
        chosen: transforms,
        judge: (0, ignores_1.judgeOf)(options),
        target
      });
    }
  }
});

// build/src/cli/standard-input.js
var require_standard_input = __commonJS({
  "build/src/cli/standard-input.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.runOnStandardInput = runOnStandardInput;
    var decode_1 = require_decode();
    var discover_1 = require_discover();
    var run_on_text_1 = require_run_on_text();
    var show_1 = require_show();
    async function runOnStandardInput(settings) {
      const positions = (0, show_1.replacesInput)(settings) ? "after" : "before";
      const bytes = await readAll(process.stdin);
      const { stdinPath: given } = settings;
      const path = given ?? "stdin.yaml";
      const reason = given === void 0 ? void 0 : await (0, discover_1.whyExcluded)(given, settings);
      if (reason !== void 0) {
        const result2 = await (0, run_on_text_1.runOnText)(path, "", settings, positions);
        return { result: { ...result2, skipped: [{ path, reason }] }, text: bytes };
      }
      const decoded = (0, decode_1.decode)(bytes);
      if (decoded.kind === "text") {
        const result2 = await (0, run_on_text_1.runOnText)(path, decoded.text, settings, positions);
        return { result: result2, text: result2.files[0]?.after ?? decoded.text };
      }
      const message = decoded.kind === "binary" ? "it is binary" : decoded.reason;
      const result = await (0, run_on_text_1.runOnText)(path, "", settings, positions);
      return { result: { ...result, faults: [{ path, message }] }, text: bytes };
    }
    async function readAll(stream) {
      const chunks = [];
      for await (const chunk of stream)
        chunks.push(Buffer.from(chunk));
      return Buffer.concat(chunks);
    }
  }
});

// build/src/files/leftovers.js
var require_leftovers3 = __commonJS({
  "build/src/files/leftovers.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.removeLeftovers = removeLeftovers;
    var promises_1 = require("node:fs/promises");
    var node_path_1 = require("node:path");
    var cause_1 = require_cause();
    var held_folder_1 = require_held_folder();
    var temporary_1 = require_temporary();
    var surelyLeftAfterMs = 60 * 60 * 1e3;
    async function removeLeftovers(seen, targets) {
      const folders = new Set([...seen, ...targets].map((path) => (0, node_path_1.dirname)(path)));
      for (const folder of folders)
        await clean(folder).catch(() => void 0);
    }
    async function clean(folder) {
      const names = (await (0, promises_1.readdir)(folder)).filter((name) => (0, temporary_1.makerOf)(name) !== void 0);
      if (names.length === 0)
        return;
      const held = await held_folder_1.HeldFolder.open(folder);
      try {
        for (const name of names) {
          const path = held.pathTo(name);
          if (await isLeftover(path))
            await (0, promises_1.rm)(path, { force: true });
        }
      } finally {
        await held.close();
      }
    }
    async function isLeftover(path) {
      const facts = await (0, promises_1.lstat)(path);
      const user = process.geteuid?.();
      const isOurs = user === void 0 || user === 0 || facts.uid === user;
      if (!facts.isFile() || !isOurs)
        return false;
      if (Date.now() - facts.mtimeMs > surelyLeftAfterMs)
        return true;
      const maker = (0, temporary_1.makerOf)(path);
      return maker?.machine === (0, temporary_1.thisMachine)() && !isRunning(maker.process);
    }
    function isRunning(number) {
      try {
        process.kill(number, 0);
        return true;
      } catch (error) {
        return !(0, cause_1.hasCode)(error, "ESRCH");
      }
    }
  }
});

// build/src/migrate/choices.js
var require_choices2 = __commonJS({
  "build/src/migrate/choices.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.Choices = void 0;
    var yaml_1 = require_yaml();
    var declined_note_1 = require_declined_note();
    var Choices = class {
      plan;
      migration;
      undecided;
      accepted = /* @__PURE__ */ new Set();
      left = [];
      constructor(plan) {
        this.plan = plan;
        this.undecided = plan.all.done.toSorted((a, b) => a.offset - b.offset);
      }
      /** How many rewrites there are in all, and how many of them were decided. */
      get count() {
        const all = this.plan.all.done.length;
        return { decided: all - this.undecided.length, all };
      }
      /** What is to be decided next; the same until it is. */
      next() {
        for (let [first] = this.undecided; first; [first] = this.undecided) {
          const offer = this.offer([first]) ?? this.smallestWith(first);
          if (offer)
            return offer;
          this.leave([first], needsAnother);
        }
        return void 0;
      }
      accept({ requests, after }) {
        for (const { id } of requests)
          this.accepted.add(id);
        this.migration = after;
        this.decided(requests);
      }
      decline({ requests }) {
        this.leave(requests, byChoice);
      }
      /** Accepts what was not decided yet, as far as it can be made without what was declined. */
      acceptRest() {
        const offer = this.offer(this.undecided);
        if (offer)
          this.accept(offer);
        else
          for (let each = this.next(); each; each = this.next())
            this.accept(each);
      }
      declineRest() {
        this.leave(this.undecided, byChoice);
      }
      /** The file with what was accepted, and how many rewrites were left; each of these is told. */
      result() {
        const { left } = this;
        const migration = this.current();
        return { migration: { ...migration, notes: [...migration.notes, ...left] }, left: left.length };
      }
      current() {
        this.migration ??= this.plan.only(this.accepted);
        if (!this.migration)
          throw new Error("a file cannot be left as it is");
        return this.migration;
      }
      offer(requests) {
        const after = this.plan.only(/* @__PURE__ */ new Set([...this.accepted, ...requests.map(({ id }) => id)]));
        return after && { requests, before: this.current(), after };
      }
      /** The rewrite with the others that it needs, as few as are enough. */
      smallestWith(first) {
        let found = this.offer(this.undecided);
        for (const other of this.undecided) {
          if (!found || other === first)
            continue;
          found = this.offer(found.requests.filter((request) => request !== other)) ?? found;
        }
        return found;
      }
      leave(requests, { reason, help }) {
        for (const { transform, offset } of requests)
          this.left.push({ ...(0, declined_note_1.declinedNote)(transform, new yaml_1.Declined(reason), offset), help });
        this.decided(requests);
      }
      decided(requests) {
        this.undecided = this.undecided.filter((request) => !requests.includes(request));
      }
    };
    exports2.Choices = Choices;
    var byChoice = {
      reason: "by choice",
      help: "run again to make this rewrite"
    };
    var needsAnother = {
      reason: "it can be made only together with a rewrite that was declined",
      help: "run again and accept both"
    };
  }
});

// build/src/run/decide.js
var require_decide = __commonJS({
  "build/src/run/decide.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.Decisions = void 0;
    var object_1 = require_object();
    var choices_1 = require_choices2();
    var outcome_1 = require_outcome();
    var Decisions = class {
      ask;
      hasQuit = false;
      waited = 0;
      constructor(ask) {
        this.ask = ask;
      }
      /** How long the answers took. */
      get waitedMs() {
        return this.waited;
      }
      async decide(file, plan) {
        const choices = new choices_1.Choices(plan);
        for (let offer = this.next(choices); offer; offer = this.next(choices))
          this.settle(choices, offer, await this.answer(questionOf(file, offer, choices.count)));
        choices.declineRest();
        return choices.result();
      }
      async answer(question) {
        const asked = performance.now();
        const answer = await this.ask(question);
        this.waited += performance.now() - asked;
        return answer;
      }
      next(choices) {
        return this.hasQuit ? void 0 : choices.next();
      }
      settle(choices, offer, answer) {
        if (answer === "no" || answer === "quit")
          choices.decline(offer);
        else
          choices.accept(offer);
        if (answer === "rest")
          choices.acceptRest();
        if (answer === "quit")
          this.hasQuit = true;
      }
    };
    exports2.Decisions = Decisions;
    function questionOf({ path, text }, { requests, before, after }, { decided, all }) {
      const notes = requests.flatMap((request) => request.notes);
      const proven = [{ done: requests, edits: after.edits }];
      const { findings, rewrites } = (0, outcome_1.outcomeOf)(path, text, { ...after, proven, notes }, "after");
      const objects = requests.map(({ object }) => object && (0, object_1.describeObject)(object));
      return {
        path,
        before: before.text,
        after: after.text,
        rewrites: rewrites.map((rewrite, index) => ({ ...rewrite, object: objects[index] })),
        findings,
        number: decided + 1,
        count: all
      };
    }
  }
});

// build/src/run/manifests.js
var require_manifests = __commonJS({
  "build/src/run/manifests.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.Manifests = void 0;
    var open_1 = require_open();
    var keptAtMost = 512 * 1024;
    var Manifests = class {
      areToBeWritten;
      mayBeDue;
      kept = /* @__PURE__ */ new Map();
      characters = 0;
      /** Of those that are too long to be kept, the last stays open until another one that may be due is opened. */
      long;
      /**
       * @param areToBeWritten whether what is opened may be written
       * @param mayBeDue whether a file is likely to be opened again, to be migrated
       */
      constructor(areToBeWritten, mayBeDue) {
        this.areToBeWritten = areToBeWritten;
        this.mayBeDue = mayBeDue;
      }
      open(hit) {
        const known = this.known(hit);
        if (known)
          return known;
        if (!this.mayBeDue(hit))
          return this.read(hit);
        this.long = void 0;
        const opened = this.read(hit);
        const length = lengthOf(opened);
        if (this.characters + length <= keptAtMost) {
          this.kept.set(hit.absolute, opened);
          this.characters += length;
        } else {
          this.long = { absolute: hit.absolute, opened };
        }
        return opened;
      }
      /** Opens a manifest for the last time. */
      take(hit) {
        const known = this.known(hit);
        if (!known)
          this.long = void 0;
        const opened = known ?? this.read(hit);
        if (this.kept.delete(hit.absolute))
          this.characters -= lengthOf(opened);
        if (this.long?.opened === opened)
          this.long = void 0;
        return opened;
      }
      known({ absolute }) {
        return this.kept.get(absolute) ?? (this.long?.absolute === absolute ? this.long.opened : void 0);
      }
      read({ absolute, path }) {
        return (0, open_1.open)(absolute, path, this.areToBeWritten);
      }
    };
    exports2.Manifests = Manifests;
    function lengthOf(opened) {
      return opened.kind === "open" ? opened.manifest.text.length : 0;
    }
  }
});

// build/src/run/parallel.js
var require_parallel = __commonJS({
  "build/src/run/parallel.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.eachOf = eachOf;
    var usuallyAtOnce = 32;
    async function eachOf(items, work, atOnce = usuallyAtOnce) {
      const results = [];
      const queue = items.entries();
      const worker = async () => {
        for (const [index, item] of queue)
          results[index] = await work(item);
      };
      await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
      return results;
    }
  }
});

// build/src/run/run.js
var require_run = __commonJS({
  "build/src/run/run.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.run = run;
    var discover_1 = require_discover();
    var names_1 = require_names3();
    var leftovers_1 = require_leftovers3();
    var outcome_1 = require_outcome();
    var triggers_1 = require_triggers();
    var directive_1 = require_directive();
    var words_1 = require_words();
    var decide_1 = require_decide();
    var handle_1 = require_handle();
    var ignores_1 = require_ignores2();
    var manifests_1 = require_manifests();
    var open_1 = require_open();
    var parallel_1 = require_parallel();
    var paths_1 = require_paths();
    var options_1 = require_options3();
    var rewritable_1 = require_rewritable();
    var scan_1 = require_scan();
    var survey_1 = require_survey2();
    var sweep_1 = require_sweep2();
    var triggers_2 = require_triggers2();
    async function run(options) {
      const started = performance.now();
      const { cwd, transforms, target, mode, ask } = options;
      const found = await (0, discover_1.discover)(options.paths, { ...options, isText: names_1.mayBeText });
      const isManifest = (path) => (0, rewritable_1.isRewritable)(path, options);
      const manifests = found.files.filter(isManifest);
      const texts = [...found.files.filter((path) => !isManifest(path)), ...found.texts];
      const onFile = (0, options_1.counter)(options, "searching", manifests.length + texts.length);
      const mentions = [...(0, sweep_1.mentionWords)(transforms), directive_1.ignoreWord];
      const words = transforms.flatMap((transform) => [...(0, triggers_1.triggersOf)(transform), ...(0, triggers_2.surveyWordsOf)(transform)]);
      const ofManifests = (0, scan_1.scan)(manifests, words_1.Words.of([...words, ...mentions]), { cwd, onFile });
      const ofTexts = (0, scan_1.scan)(texts, words_1.Words.of(mentions), { cwd, bytesAtMost: sweep_1.sweptBytesAtMost, onFile });
      const triggers = transforms.flatMap((transform) => transform.triggers);
      const given = new Set(ofManifests.hits);
      const opened = new manifests_1.Manifests(mode === "write", (hit) => given.has(hit) && (0, triggers_2.holdsOneOf)(hit, triggers));
      const surveyed = await (0, survey_1.survey)(ofManifests.hits.filter((hit) => (0, triggers_2.holdsOneOf)(hit, words)), manifests, options, (hit) => (0, open_1.manifestOf)(opened.open(hit)));
      const isTriggered = ({ path, words: held }) => surveyed.transforms.some((transform) => (0, triggers_1.triggersAmong)(held, path, transform, surveyed.facts).length > 0);
      const triggered = new Set(ofManifests.hits.filter(isTriggered));
      const due = ofManifests.hits.filter((hit) => triggered.has(hit) || (0, triggers_2.holdsOneOf)(hit, mentions));
      const decisions = ask && new decide_1.Decisions(ask);
      const settings = { ...surveyed, chosen: transforms, judge: (0, ignores_1.judgeOf)(options), target, decisions };
      if (mode === "write") {
        const targets = due.map(({ absolute }) => absolute);
        await (0, leftovers_1.removeLeftovers)(found.temporary, targets);
      }
      const onDue = (0, options_1.counter)(options, "migrating", due.length);
      const handled = await (0, parallel_1.eachOf)(
        due,
        async (hit) => {
          onDue();
          return (0, handle_1.handle)(hit, opened.take(hit), settings);
        },
        // A person is asked one question at a time.
        decisions && 1
      );
      const swept = ofTexts.hits.map((hit) => (0, handle_1.handleText)(hit, settings));
      return {
        mode,
        scanned: found.files.length + found.texts.length,
        parsed: triggered.size,
        files: handled.flatMap(({ file }) => file ?? []),
        findings: [...handled, ...swept].flatMap(({ findings }) => findings).toSorted(outcome_1.byPosition),
        skipped: found.skipped,
        faults: [
          ...found.faults.map(({ path, message }) => ({ path: (0, paths_1.shownPath)(path, cwd), message })),
          ...ofManifests.faults,
          ...ofTexts.faults,
          ...[...handled, ...swept].flatMap(({ fault }) => fault ?? [])
        ],
        ...decisions && { leftByChoice: handled.reduce((sum, { left = 0 }) => sum + left, 0) },
        durationMs: Math.round(performance.now() - started - (decisions?.waitedMs ?? 0))
      };
    }
  }
});

// build/src/cli/progress.js
var require_progress = __commonJS({
  "build/src/cli/progress.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.startProgress = startProgress;
    var colour_1 = require_colour2();
    var patienceMs = 1e3;
    var everyMs = 200;
    var erase = "\r\x1B[K";
    function startProgress(stream, isQuiet) {
      const isShown = !isQuiet && (0, colour_1.knowsEscapeCodes)(stream);
      let next = performance.now() + patienceMs;
      let isLineShown = false;
      return {
        update(step, done, total) {
          if (!isShown || performance.now() < next)
            return;
          next = performance.now() + everyMs;
          isLineShown = true;
          const line = `${step} ${done.toLocaleString("en-US")} of ${total.toLocaleString("en-US")} files`;
          stream.write(erase + line.slice(0, (stream.columns || 80) - 1));
        },
        hide() {
          if (isLineShown)
            stream.write(erase);
          isLineShown = false;
        }
      };
    }
  }
});

// build/src/report/question.js
var require_question = __commonJS({
  "build/src/report/question.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.answersHelp = void 0;
    exports2.questionText = questionText;
    exports2.promptText = promptText;
    var colour_1 = require_colour();
    var colour_diff_1 = require_colour_diff();
    var diff_1 = require_diff();
    var escape_1 = require_escape();
    var changes_1 = require_changes2();
    var findings_1 = require_findings();
    var sheet_1 = require_sheet();
    function questionText({ path, before, after, rewrites, findings }, { colour, width, transforms }, isNewFile) {
      const sheet = { paint: (0, colour_1.painter)(colour), width };
      const diff = (0, diff_1.unifiedDiff)(path, before, after);
      const shown = isNewFile ? diff : diff.slice(diff.indexOf("\n@@ ") + 1);
      const numberWidth = Math.max(...rewrites.map(({ line }) => `${line}`.length));
      const together = "These can only be made together, or not at all:";
      const lines = [
        (colour ? colour_diff_1.colourDiff : escape_1.escapeLines)(shown),
        ...rewrites.length > 1 ? [(0, sheet_1.paragraph)(sheet, 0, { text: together })] : [],
        ...rewrites.map((rewrite) => (0, changes_1.rewriteLine)(sheet, withObject(rewrite), numberWidth, transforms)),
        ...(0, findings_1.findingBlocks)(sheet, findings)
      ];
      return `${lines.join("\n")}
`;
    }
    function promptText({ number, count }, colour) {
      return `${(0, colour_1.painter)(colour)("bold", `(${number}/${count}) Apply this change [y,n,a,q,?]?`)} `;
    }
    exports2.answersHelp = `y - apply this change
n - do not apply this change
a - apply this change and all later ones in the file
q - quit; apply neither this change nor any of the remaining ones
? - print help
`;
    function withObject(rewrite) {
      const { object, summary } = rewrite;
      if (object === void 0 || summary.startsWith(`${object}:`))
        return rewrite;
      return { ...rewrite, summary: `${object}: ${summary}` };
    }
  }
});

// build/src/cli/lines.js
var require_lines3 = __commonJS({
  "build/src/cli/lines.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.Lines = void 0;
    var node_readline_1 = require("node:readline");
    var Lines = class {
      typed = [];
      hasEnded = false;
      wake = () => void 0;
      reader;
      constructor(input) {
        this.reader = (0, node_readline_1.createInterface)({ input, terminal: false });
        this.reader.on("line", (line) => {
          this.typed.push(line);
          this.wake();
        });
        const end = () => {
          this.hasEnded = true;
          this.wake();
        };
        this.reader.on("close", end);
        input.on("error", end);
      }
      /**
       * The next line; undefined where the input ends, or at Ctrl-C.
       *
       * @param prompt called once Ctrl-C would be noticed
       */
      async next(prompt) {
        const interruption = new AbortController();
        const interrupt = () => {
          interruption.abort();
          this.wake();
        };
        process.on("SIGINT", interrupt);
        try {
          prompt();
          for (; ; ) {
            if (interruption.signal.aborted)
              return void 0;
            const line = this.typed.shift();
            if (line !== void 0 || this.hasEnded)
              return line;
            await new Promise((resolve) => this.wake = resolve);
          }
        } finally {
          process.off("SIGINT", interrupt);
        }
      }
      /** Lets go of the input, so that the process may end. */
      close() {
        this.reader.close();
      }
    };
    exports2.Lines = Lines;
  }
});

// build/src/cli/interactive.js
var require_interactive = __commonJS({
  "build/src/cli/interactive.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.startDialogue = startDialogue;
    var question_1 = require_question();
    var lines_1 = require_lines3();
    var usage_error_1 = require_usage_error();
    var report_1 = require_report2();
    var answers = /* @__PURE__ */ new Map([
      ["y", "yes"],
      ["n", "no"],
      ["a", "rest"],
      ["q", "quit"]
    ]);
    function startDialogue(options, beforeAsking) {
      const { stdin, stdout } = process;
      for (const [name, stream] of Object.entries({ input: stdin, output: stdout })) {
        if (!stream.isTTY)
          throw new usage_error_1.UsageError(`--interactive asks on the terminal, and standard ${name} is none; run it in a terminal, or use --write to make all changes`);
      }
      const lines = new lines_1.Lines(stdin);
      let lastPath;
      const ask = async (question) => {
        beforeAsking();
        const text = (0, report_1.textOptions)(options, stdout);
        const gap = lastPath === void 0 ? "" : "\n";
        stdout.write(gap + (0, question_1.questionText)(question, text, question.path !== lastPath));
        lastPath = question.path;
        for (; ; ) {
          const line = await lines.next(() => stdout.write((0, question_1.promptText)(question, text.colour)));
          if (line === void 0) {
            stdout.write("\n");
            return "quit";
          }
          const answer = answers.get(line.trim().toLowerCase());
          if (answer)
            return answer;
          stdout.write(question_1.answersHelp);
        }
      };
      const close = () => {
        lines.close();
        if (lastPath !== void 0)
          stdout.write("\n");
      };
      return { ask, close };
    }
  }
});

// build/src/cli/main.js
var require_main = __commonJS({
  "build/src/cli/main.js"(exports2) {
    "use strict";
    var __createBinding2 = exports2 && exports2.__createBinding || (Object.create ? (function(o, m, k, k2) {
      if (k2 === void 0) k2 = k;
      var desc = Object.getOwnPropertyDescriptor(m, k);
      if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
        desc = { enumerable: true, get: function() {
          return m[k];
        } };
      }
      Object.defineProperty(o, k2, desc);
    }) : (function(o, m, k, k2) {
      if (k2 === void 0) k2 = k;
      o[k2] = m[k];
    }));
    var __setModuleDefault2 = exports2 && exports2.__setModuleDefault || (Object.create ? (function(o, v) {
      Object.defineProperty(o, "default", { enumerable: true, value: v });
    }) : function(o, v) {
      o["default"] = v;
    });
    var __importStar2 = exports2 && exports2.__importStar || /* @__PURE__ */ (function() {
      var ownKeys = function(o) {
        ownKeys = Object.getOwnPropertyNames || function(o2) {
          var ar = [];
          for (var k in o2) if (Object.prototype.hasOwnProperty.call(o2, k)) ar[ar.length] = k;
          return ar;
        };
        return ownKeys(o);
      };
      return function(mod) {
        if (mod && mod.__esModule) return mod;
        var result = {};
        if (mod != null) {
          for (var k = ownKeys(mod), i = 0; i < k.length; i++) if (k[i] !== "default") __createBinding2(result, mod, k[i]);
        }
        __setModuleDefault2(result, mod);
        return result;
      };
    })();
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.main = main;
    var transforms_1 = require_transforms();
    var choose_1 = require_choose();
    var internal_1 = require_internal();
    var config_1 = require_config();
    var output_1 = require_output();
    var usage_error_1 = require_usage_error();
    var version_1 = require_version2();
    var exitCodes = { done: 0, found: 1, failed: 2 };
    async function main(words, showElsewhere) {
      const output = (0, output_1.watchOutput)(() => process.exit(exitCodes.done));
      const code = await carryOut(words, showElsewhere);
      return output.hasFailed() ? exitCodes.failed : code;
    }
    async function carryOut(words, showElsewhere) {
      try {
        if (words.length === 1 && words[0] === "--version") {
          process.stdout.write(`${(0, version_1.toolVersion)()}
`);
          return exitCodes.done;
        }
        const { readCommandLine } = await Promise.resolve().then(() => __importStar2(require_options2()));
        const command = await readCommandLine(words, (0, version_1.toolVersion)());
        if (command.kind === "print")
          process.stdout.write(`${command.text}
`);
        else if (command.kind === "list")
          process.stdout.write((await Promise.resolve().then(() => __importStar2(require_list()))).listOfTransforms());
        else if (command.kind === "explain")
          process.stdout.write(await (await Promise.resolve().then(() => __importStar2(require_explain()))).explain(command.request, process.stdout));
        else
          return exitCodeOf(await runCommand(command.options, showElsewhere), command.options);
        return exitCodes.done;
      } catch (error) {
        const { escapeLines } = await Promise.resolve().then(() => __importStar2(require_escape()));
        process.stderr.write(`istio-migrate: ${escapeLines(wordsFor(error))}
`);
        return exitCodes.failed;
      }
    }
    async function runCommand(options, showElsewhere) {
      const chosen = (0, choose_1.chooseTransforms)(transforms_1.transforms, options, options.target);
      const knownIds = transforms_1.transforms.map(({ id }) => id);
      const settings = { ...options, cwd: process.cwd(), transforms: chosen, knownIds };
      const show = showElsewhere ?? (await Promise.resolve().then(() => __importStar2(require_show()))).show;
      if (options.paths.includes("-")) {
        const { runOnStandardInput } = await Promise.resolve().then(() => __importStar2(require_standard_input()));
        const { result: result2, text } = await runOnStandardInput(settings);
        await show(result2, options, text);
        return result2;
      }
      const [{ run }, { startProgress }] = await Promise.all([Promise.resolve().then(() => __importStar2(require_run())), Promise.resolve().then(() => __importStar2(require_progress()))]);
      const progress = startProgress(process.stderr, options.quiet);
      const followed = { ...settings, onProgress: progress.update };
      const runWith = (ask) => run({ ...followed, ...ask }).finally(progress.hide);
      const result = await (options.interactive ? runAsking(options, runWith, progress.hide) : runWith({}));
      await show(result, options, void 0);
      return result;
    }
    async function runAsking(options, runWith, beforeAsking) {
      const { startDialogue } = await Promise.resolve().then(() => __importStar2(require_interactive()));
      const { ask, close } = startDialogue(options, beforeAsking);
      return runWith({ ask }).finally(close);
    }
    function exitCodeOf({ faults, files, findings }, { mode, strict }) {
      if (faults.length > 0)
        return exitCodes.failed;
      const isDue = files.some(({ status }) => status === "changed");
      const needsPerson = findings.some(({ level }) => level !== "note");
      return mode === "check" && isDue || strict && needsPerson ? exitCodes.found : exitCodes.done;
    }
    function wordsFor(error) {
      if (error instanceof usage_error_1.UsageError)
        return `${error.message}
Try "istio-migrate --help".`;
      return error instanceof config_1.ConfigError ? error.message : (0, internal_1.internalError)(error);
    }
  }
});

// build/src/action/show.js
var require_show2 = __commonJS({
  "build/src/action/show.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.showOnGitHub = showOnGitHub;
    var node_crypto_1 = require("node:crypto");
    var promises_1 = require("node:fs/promises");
    var node_path_1 = require("node:path");
    var patches_1 = require_patches2();
    var report_1 = require_report2();
    async function showOnGitHub(result, options, { output, summary, temporary }) {
      const patch = (await (0, patches_1.patchesOf)(result)).join("");
      const text = await (0, report_1.reportIn)("text", result, options);
      process.stdout.write(withoutCommands(patch + text));
      process.stdout.write(await (0, report_1.reportIn)("github", result, options));
      await (0, promises_1.appendFile)(summary, await (0, report_1.reportIn)("markdown", result, options));
      const folder = await (0, promises_1.mkdtemp)((0, node_path_1.join)(temporary, "istio-migrate-"));
      const files = { patch: (0, node_path_1.join)(folder, "changes.patch"), sarif: (0, node_path_1.join)(folder, "report.sarif") };
      await (0, promises_1.writeFile)(files.patch, patch);
      await (0, promises_1.writeFile)(files.sarif, await (0, report_1.reportIn)("sarif", result, options));
      const changed = result.files.filter(({ status }) => status === "changed").length;
      await (0, promises_1.appendFile)(output, `changed=${changed}
patch=${files.patch}
sarif=${files.sarif}
`);
    }
    function withoutCommands(text) {
      const token = (0, node_crypto_1.randomUUID)();
      return `::stop-commands::${token}
${text}
::${token}::
`;
    }
  }
});

// build/src/action/step-files.js
var require_step_files = __commonJS({
  "build/src/action/step-files.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.stepFilesOf = stepFilesOf;
    var usage_error_1 = require_usage_error();
    function stepFilesOf(environment) {
      const path = (name) => {
        const value = environment[name];
        if (!value)
          throw new usage_error_1.UsageError(`${name} is not set: this is a step of GitHub Actions`);
        return value;
      };
      return {
        output: path("GITHUB_OUTPUT"),
        summary: path("GITHUB_STEP_SUMMARY"),
        temporary: path("RUNNER_TEMP")
      };
    }
  }
});

// build/src/action/words.js
var require_words2 = __commonJS({
  "build/src/action/words.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.wordsFrom = wordsFrom;
    var usage_error_1 = require_usage_error();
    function wordsFrom(environment) {
      const input = (name) => oneLine(name, environment[variableOf(name)] ?? "");
      const lines = (name) => linesOf(environment[variableOf(name)] ?? "");
      const paths = lines("paths");
      if (paths.includes("-"))
        throw new usage_error_1.UsageError('paths: "-" is for standard input, which an action has none of');
      const target = input("target-version");
      return [
        choice("mode", input("mode"), ["check", "write"], "check") === "write" ? "--write" : "--check",
        ...wordFor("markdown", input("markdown")),
        ...wordFor("strict", input("strict")),
        ...lines("only").map((id) => `--only=${id}`),
        ...lines("skip").map((id) => `--skip=${id}`),
        ...lines("exclude").map((glob) => `--exclude=${glob}`),
        ...target === "" ? [] : [`--target-version=${target}`],
        "--no-color",
        "--",
        ...paths
      ];
    }
    function variableOf(name) {
      return `INPUT_${name.toUpperCase().replaceAll("-", "_")}`;
    }
    function linesOf(text) {
      return text.split(/\r?\n/).filter((line) => line.trim() !== "");
    }
    function oneLine(name, text) {
      const value = text.trim();
      if (/[\r\n]/.test(value))
        throw new usage_error_1.UsageError(`${name}: it has to be a single line`);
      return value;
    }
    function wordFor(name, text) {
      if (text === "")
        return [];
      return [choice(name, text, ["true", "false"], "false") === "true" ? `--${name}` : `--no-${name}`];
    }
    function choice(name, text, choices, usual) {
      if (text === "")
        return usual;
      if (!choices.includes(text))
        throw new usage_error_1.UsageError(`${name}: it has to be ${choices.join(" or ")}, not "${text}"`);
      return text;
    }
  }
});

// build/src/action/main.js
var require_main2 = __commonJS({
  "build/src/action/main.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: true });
    exports2.action = action2;
    var promises_1 = require("node:fs/promises");
    var main_12 = require_main();
    var usage_error_1 = require_usage_error();
    var show_1 = require_show2();
    var step_files_1 = require_step_files();
    var words_1 = require_words2();
    async function action2(environment) {
      try {
        const files = (0, step_files_1.stepFilesOf)(environment);
        const code = await (0, main_12.main)((0, words_1.wordsFrom)(environment), (result, options) => (0, show_1.showOnGitHub)(result, options, files));
        await (0, promises_1.appendFile)(files.output, `exit-code=${code}
`);
        return code;
      } catch (error) {
        if (!(error instanceof usage_error_1.UsageError))
          throw error;
        process.stderr.write(`istio-migrate: ${error.message}
`);
        return 2;
      }
    }
  }
});

// build/src/main.js
var __createBinding = exports && exports.__createBinding || (Object.create ? (function(o, m, k, k2) {
  if (k2 === void 0) k2 = k;
  var desc = Object.getOwnPropertyDescriptor(m, k);
  if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
    desc = { enumerable: true, get: function() {
      return m[k];
    } };
  }
  Object.defineProperty(o, k2, desc);
}) : (function(o, m, k, k2) {
  if (k2 === void 0) k2 = k;
  o[k2] = m[k];
}));
var __setModuleDefault = exports && exports.__setModuleDefault || (Object.create ? (function(o, v) {
  Object.defineProperty(o, "default", { enumerable: true, value: v });
}) : function(o, v) {
  o["default"] = v;
});
var __importStar = exports && exports.__importStar || /* @__PURE__ */ (function() {
  var ownKeys = function(o) {
    ownKeys = Object.getOwnPropertyNames || function(o2) {
      var ar = [];
      for (var k in o2) if (Object.prototype.hasOwnProperty.call(o2, k)) ar[ar.length] = k;
      return ar;
    };
    return ownKeys(o);
  };
  return function(mod) {
    if (mod && mod.__esModule) return mod;
    var result = {};
    if (mod != null) {
      for (var k = ownKeys(mod), i = 0; i < k.length; i++) if (k[i] !== "default") __createBinding(result, mod, k[i]);
    }
    __setModuleDefault(result, mod);
    return result;
  };
})();
Object.defineProperty(exports, "__esModule", { value: true });
exports.main = void 0;
exports.action = action;
var main_1 = require_main();
Object.defineProperty(exports, "main", { enumerable: true, get: function() {
  return main_1.main;
} });
async function action(environment) {
  return (await Promise.resolve().then(() => __importStar(require_main2()))).action(environment);
}
