import { describeRewrites, text } from './support/table';

describeRewrites('several changes of one document', [
  {
    name: 'rename, nest and insert, as a pool needs it',
    before: text`
      spec:
        targetPortNumber: 8000
        selector:
          app: vllm # model server
        extensionRef:
          name: epp
    `,
    asks: [
      ['nest', 'spec.targetPortNumber', ['-', 'number'], 'targetPorts'],
      ['nest', 'spec.selector', ['matchLabels']],
      ['rename', 'spec.extensionRef', 'endpointPickerRef'],
      ['insert', 'spec.extensionRef', 'port', { number: 9002 }],
    ],
    after: text`
      spec:
        targetPorts:
          - number: 8000
        selector:
          matchLabels:
            app: vllm # model server
        endpointPickerRef:
          name: epp
          port:
            number: 9002
    `,
  },
  {
    name: 'the same in JSON',
    before: text`
      {
        "spec": {
          "targetPortNumber": 8000,
          "selector": {
            "app": "vllm"
          },
          "extensionRef": {
            "name": "epp"
          }
        }
      }
    `,
    asks: [
      ['nest', 'spec.targetPortNumber', ['-', 'number'], 'targetPorts'],
      ['nest', 'spec.selector', ['matchLabels']],
      ['rename', 'spec.extensionRef', 'endpointPickerRef'],
      ['insert', 'spec.extensionRef', 'port', { number: 9002 }],
    ],
    after: text`
      {
        "spec": {
          "targetPorts": [
            {
              "number": 8000
            }
          ],
          "selector": {
            "matchLabels": {
              "app": "vllm"
            }
          },
          "endpointPickerRef": {
            "name": "epp",
            "port": {
              "number": 9002
            }
          }
        }
      }
    `,
  },
  {
    name: 'the same in flow style',
    before: text`
      spec: {targetPortNumber: 8000, selector: {app: vllm}, extensionRef: {name: epp}}
    `,
    asks: [
      ['nest', 'spec.targetPortNumber', ['-', 'number'], 'targetPorts'],
      ['nest', 'spec.selector', ['matchLabels']],
      ['rename', 'spec.extensionRef', 'endpointPickerRef'],
      ['insert', 'spec.extensionRef', 'port', { number: 9002 }],
    ],
    after: text`
      spec: {targetPorts: [{number: 8000}], selector: {matchLabels: {app: vllm}}, endpointPickerRef: {name: epp, port: {number: 9002}}}
    `,
  },
  {
    name: 'nest in nested values',
    before: text`
      a:
        b:
          c: 1
    `,
    asks: [
      ['nest', 'a', ['x']],
      ['nest', 'a.b', ['-', 'q']],
      ['nest', 'a.b.c', ['z']],
    ],
    after: text`
      a:
        x:
          b:
            - q:
                c:
                  z: 1
    `,
  },
  {
    name: 'nest, with inserts inside',
    before: text`
      a:
        b: 1
      l:
      - c
    `,
    asks: [
      ['nest', 'a', ['x']],
      ['insert', 'a', 'q', { z: [1] }],
      ['nest', 'l', ['w']],
      ['append', 'l', { d: 1, e: 2 }],
    ],
    after: text`
      a:
        x:
          b: 1
          q:
            z:
            - 1
      l:
        w:
        - c
        - d: 1
          e: 2
    `,
  },
  {
    name: 'nest in a list, with the first entry removed',
    before: text`
      a:
        b: 1
        # above c
        c: 2
    `,
    asks: [
      ['nest', 'a', ['-']],
      ['remove', 'a.b'],
    ],
    after: text`
      a:
        # above c
        - c: 2
    `,
  },
  {
    name: 'nest in one step, then another',
    before: text`
      a: 1
    `,
    asks: [
      ['nest', 'a', ['x']],
      ['nest', 'a', ['-'], 'b'],
    ],
    after: text`
      b:
        - x: 1
    `,
  },
  {
    name: 'rename and nest one entry',
    before: text`
      a: 1
      b: 2
    `,
    asks: [
      ['rename', 'a', 'x'],
      ['nest', 'a', ['q']],
      ['nest', 'b', ['q'], 'z'],
      ['set', 'b', 3],
    ],
    after: text`
      x:
        q: 1
      z:
        q: 3
    `,
  },
  {
    name: 'insert in the place of what is removed',
    before: text`
      a: 1
      # above b
      b: 2 # two
      c: 3
    `,
    asks: [
      ['insert', '', 'x', { q: 1 }, 'b'],
      ['remove', 'b'],
    ],
    after: text`
      a: 1
      x:
        q: 1
      c: 3
    `,
  },
  {
    name: 'insert in the place of what is removed, in flow style',
    before: text`
      a: {b: 1, c: 2}
    `,
    asks: [
      ['remove', 'a.c'],
      ['insert', 'a', 'x', 3],
    ],
    after: text`
      a: {b: 1, x: 3}
    `,
  },
  {
    name: 'insert in the place of what is removed, in JSON',
    before: text`
      {
        "a": 1,
        "b": 2
      }
    `,
    asks: [
      ['remove', 'b'],
      ['insert', '', 'x', [3]],
    ],
    after: text`
      {
        "a": 1,
        "x": [
          3
        ]
      }
    `,
  },
  {
    name: 'replace all entries',
    before: text`
      a:
        b: 1
        c: 2
      d: {e: 1}
    `,
    asks: [
      ['remove', 'a.b'],
      ['remove', 'a.c'],
      ['insert', 'a', 'x', 1],
      ['remove', 'd.e'],
      ['insert', 'd', 'q', 2],
    ],
    after: text`
      a:
        x: 1
      d: {q: 2}
    `,
  },
  {
    name: 'replace all items',
    before: text`
      a:
      - 1
      - 2 # two
      b: 1
    `,
    asks: [
      ['remove', 'a.0'],
      ['remove', 'a.1'],
      ['append', 'a', { x: 1, q: 2 }],
    ],
    after: text`
      a:
      - x: 1
        q: 2
      b: 1
    `,
  },
  {
    name: 'insert behind a branch whose last entry, behind a block scalar, is removed',
    before: text`
      a:
        b: |
          text
        c: 2
      d: 3
    `,
    asks: [
      ['remove', 'a.c'],
      ['insert', '', 'x', 4, 'a'],
    ],
    after: text`
      a:
        b: |
          text
      x: 4
      d: 3
    `,
  },
  {
    name: 'insert behind a branch whose last entry is removed',
    before: text`
      a:
        b: 1
        c: 2
      d: 3
    `,
    asks: [
      ['remove', 'a.c'],
      ['insert', '', 'x', 4, 'a'],
      ['insert', 'a', 'q', 5],
    ],
    after: text`
      a:
        b: 1
        q: 5
      x: 4
      d: 3
    `,
  },
  {
    name: 'remove several in a row, first and last',
    before: text`
      a: 1
      b: 2
      c: 3
      d: 4
      e: 5
    `,
    asks: [
      ['remove', 'a'],
      ['remove', 'b'],
      ['remove', 'd'],
      ['remove', 'e'],
    ],
    after: text`
      c: 3
    `,
  },
  {
    name: 'remove what is changed as well',
    before: text`
      a:
        b: 1
      c: 2
    `,
    asks: [
      ['remove', 'a'],
      ['rename', 'a.b', 'x'],
      ['insert', 'a', 'q', 1],
      ['set', 'a.b', 3],
    ],
    after: text`
      c: 2
    `,
  },
  {
    name: 'unwrap beside other changes',
    before: text`
      a:
        b:
          c: 1
        d: 2
    `,
    asks: [
      ['unwrap', 'a.b'],
      ['remove', 'a.d'],
      ['nest', 'a', ['x']],
    ],
    after: text`
      a:
        x:
          c: 1
    `,
  },
  {
    name: 'at every path to a shared text',
    before: text`
      a: &x
        b: 1
        c: 2
      d: *x
    `,
    asks: [
      ['nest', 'a.b', ['q']],
      ['nest', 'd.b', ['q']],
      ['remove', 'a.c'],
      ['remove', 'd.c'],
      ['insert', 'a', 'z', 1],
      ['insert', 'd', 'z', 1],
    ],
    after: text`
      a: &x
        b:
          q: 1
        z: 1
      d: *x
    `,
  },
  {
    name: 'in the scalar of an anchor and an alias for it',
    before: text`
      a: &x 1
      b: *x
    `,
    asks: [
      ['set', 'a', 2],
      ['set', 'b', 2],
    ],
    after: text`
      a: &x 2
      b: *x
    `,
  },

  {
    name: 'insert in the place of what is removed, quoted as that was',
    before: text`
      a: 1
      b: "x"
      c: 2
    `,
    asks: [
      ['remove', 'b'],
      ['insert', '', 'q', 'z', 'b'],
    ],
    after: text`
      a: 1
      q: "z"
      c: 2
    `,
  },
  {
    name: 'insert behind a dash in the place of what is removed',
    before: text`
      l:
        # about the item
      - a: 1
    `,
    asks: [
      ['remove', 'l.0.a'],
      ['insert', 'l.0', 'x', 2],
    ],
    after: text`
      l:
        # about the item
      - x: 2
    `,
  },
  {
    name: 'insert in the place of what is removed, in flow style, whose comments go',
    before: text`
      a: {
        b: 1,
        # above c
        c: 2 # two
      }
      d: {
        # above e
        e: 1, # one
        f: 2 # two
      }
      g: {h: 1, # one
          i: 2}
      j: {
        k: 1,
        l: 2, m: 3
      }
    `,
    asks: [
      ['remove', 'a.c'],
      ['insert', 'a', 'x', 3],
      ['remove', 'd.e'],
      ['insert', 'd', 'x', 3, 'e'],
      ['remove', 'g.h'],
      ['insert', 'g', 'x', 3, 'h'],
      ['remove', 'j.l'],
      ['insert', 'j', 'x', 4, 'l'],
    ],
    after: text`
      a: {
        b: 1,
        x: 3
      }
      d: {
        x: 3,
        f: 2 # two
      }
      g: {x: 3,
          i: 2}
      j: {
        k: 1,
        x: 4, m: 3
      }
    `,
  },
  {
    name: 'insert in the place of a text that keeps its blank lines, which go',
    before: text`
      a: |+
        text

      b: 1
    `,
    asks: [
      ['remove', 'a'],
      ['insert', '', 'x', 1, 'a'],
    ],
    after: text`
      x: 1
      b: 1
    `,
  },
  {
    name: 'nest an empty mapping and insert in it',
    before: text`
      a: {}
    `,
    asks: [
      ['nest', 'a', ['x']],
      ['insert', 'a', 'q', 1],
    ],
    after: text`
      a: {x: {q: 1}}
    `,
  },
  {
    name: 'nest in a list whose first entry gives way to another',
    before: text`
      a:
        b: 1
        c: 2
    `,
    asks: [
      ['remove', 'a.b'],
      ['insert', 'a', 'x', 3, 'b'],
      ['nest', 'a', ['-']],
    ],
    after: text`
      a:
        - x: 3
          c: 2
    `,
  },
  {
    name: 'nest a list at the margin of which an item gives way to another',
    before: text`
      a:
      - 1
      - 2
    `,
    asks: [
      ['nest', 'a', ['x']],
      ['remove', 'a.1'],
      ['append', 'a', 3],
    ],
    after: text`
      a:
        x:
        - 1
        - 3
    `,
  },
  {
    name: 'nest in any order, with an entry removed inside',
    before: text`
      a:
        c: 1
        d: 2
      b:
        e: 3
    `,
    asks: [
      ['nest', 'b', ['x']],
      ['nest', 'a', ['x']],
      ['remove', 'a.c'],
    ],
    after: text`
      a:
        x:
          d: 2
      b:
        x:
          e: 3
    `,
  },
  {
    name: 'insert behind what is unwrapped',
    before: text`
      a:
        b: 1
      c: 2
    `,
    asks: [
      ['unwrap', 'a'],
      ['insert', '', 'x', 1, 'a'],
    ],
    after: text`
      b: 1
      x: 1
      c: 2
    `,
  },
  {
    name: 'set an alias, and another value than that of its anchor',
    before: text`
      a: &x 1
      b: *x
      c: 3
    `,
    asks: [
      ['set', 'c', 4],
      ['set', 'b', 2],
    ],
    after: text`
      a: &x 1
      b: 2
      c: 4
    `,
  },
  {
    name: 'unwrap in what is removed',
    before: text`
      a:
        b:
          c: 1
      d: 2
    `,
    asks: [
      ['remove', 'a'],
      ['unwrap', 'a.b'],
    ],
    after: text`
      d: 2
    `,
  },
]);
