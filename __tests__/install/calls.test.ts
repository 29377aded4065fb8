import { callsOf } from '../../src/install/calls';
import { releasesInText } from '../../src/install/commands';

/** Calls of `helm` as scripts write them: what is to become of the words, with names and functions filled in. */
const scripts: readonly [title: string, text: string, ...calls: string[]][] = [
  [
    'a plain call',
    'helm upgrade istiod istio/istiod -f a.yaml # -f b.yaml\n',
    'upgrade istiod istio/istiod -f a.yaml',
  ],
  ['lines that go on', 'helm upgrade x \\\n  -f a.yaml \\\r\n  -f b.yaml\n', 'upgrade x -f a.yaml -f b.yaml'],
  ['lines of PowerShell', 'helm upgrade x `\r\n  -f a.yaml `\r\n  --wait\r\n', 'upgrade x -f a.yaml --wait'],
  ['lines of cmd', 'helm upgrade x ^\r\n  -f a.yaml\r\n', 'upgrade x -f a.yaml'],
  [
    'lines that YAML folds',
    'run: >-\n  helm upgrade x\n  y -f a.yaml\n\n  helm list\n',
    'upgrade x y -f a.yaml',
    'list',
  ],
  [
    'lines of a plain text of YAML',
    'run: helm upgrade x\n  -f a.yaml\n  --set a=b\nname: y\n',
    'upgrade x -f a.yaml --set a=b',
  ],
  ['lines that YAML keeps', 'run: |\n  helm upgrade x\n  helm list\n', 'upgrade x', 'list'],
  [
    'a list after a comment',
    'A=(\n  # -f no.yaml\n  -f a.yaml # first\n  -f b.yaml\n)\nhelm upgrade "${A[@]}"\n',
    'upgrade -f a.yaml -f b.yaml',
  ],
  [
    'a text that grows',
    'A="-f a.yaml"\nA="$A -f b.yaml"\nA+=" --set c=d"\nhelm upgrade x $A\n',
    'upgrade x -f a.yaml -f b.yaml --set c=d',
  ],
  [
    'a text that begins with what is not known',
    'A="$A -f b.yaml"\nhelm upgrade x $A\n',
    'upgrade x $A -f b.yaml',
  ],
  [
    'arguments that are set',
    'set -- -f a.yaml\nset -- "$@" -f b.yaml\nhelm upgrade x "$@"\n',
    'upgrade x -f a.yaml -f b.yaml',
  ],
  ['arguments of a caller', 'helm upgrade x "$@"\n', 'upgrade x $@'],
  [
    'a loop that adds files',
    'for f in a b; do A+=(-f "$f.yaml"); done\nhelm upgrade x "${A[@]}"\n',
    'upgrade x -f a.yaml -f b.yaml',
  ],
  [
    'a loop that adds values',
    'for s in a=1 b=2\ndo\n  A="$A --set=$s"\ndone\nhelm upgrade x $A\n',
    'upgrade x $A --set=a=1 --set=b=2',
  ],
  [
    'a loop over what a pattern finds',
    'A=""\nfor f in values/*.yaml; do A="$A -f $f"; done\nhelm upgrade x $A\n',
    'upgrade x -f $@',
  ],
  [
    'a function with all of its arguments',
    'up() {\n  helm upgrade "$@"\n}\nup x -f a.yaml\nup y\n',
    'upgrade x -f a.yaml',
    'upgrade y',
  ],
  [
    'a function with the last ones',
    'up() { helm upgrade "$1" "istio/$1" "${@:2}"; }\nup x -f a.yaml\n',
    'upgrade x istio/x -f a.yaml',
  ],
  [
    'a function that drops some',
    'function up {\n  local chart=$1\n  shift\n  helm upgrade $chart "$@"\n}\nup x -f a.yaml\n',
    'upgrade x -f a.yaml',
  ],
  ['a function that nobody calls', 'up() { helm upgrade x "$@"; }\n', 'upgrade x $@'],
  ['words for a condition', 'helm upgrade x ${DEV:+-f dev.yaml} ${A:-}\n', 'upgrade x -f dev.yaml ${A:-}'],
  [
    'words that a command prints',
    'helm upgrade x $(test -f a.yaml && echo "-f a.yaml")\n',
    'upgrade x -f a.yaml',
  ],
  ['a name without words', 'A=\nhelm upgrade x $A\n', 'upgrade x'],
  [
    'names of a Makefile',
    'F := -f a.yaml\nF += -f b.yaml\nG ?= $(F) --set c=d\nup:\n\thelm upgrade x $(G)\n',
    'upgrade x -f a.yaml -f b.yaml --set c=d',
  ],
  [
    'a definition of a Makefile',
    'define F\n-f a.yaml \\\n-f b.yaml\nendef\nup:\n\thelm upgrade x $(F)\n',
    'upgrade x -f a.yaml -f b.yaml',
  ],
  [
    'a prefix of a Makefile',
    'V = a.yaml b.yaml\nup:\n\thelm upgrade x $(addprefix -f ,$(V))\n',
    'upgrade x -f a.yaml -f b.yaml',
  ],
  [
    'another function of a Makefile',
    'up:\n\thelm upgrade x $(foreach v,$(V),-f $(v))\n',
    'upgrade x $(foreach v,$(V),-f $(v))',
  ],
  [
    'a list of PowerShell',
    "$flags = @('-f', 'a.yaml')\n$flags += '-f', 'b.yaml'\nhelm upgrade x @flags\n",
    'upgrade x -f a.yaml -f b.yaml',
  ],
  [
    'variables of a task',
    'vars: {F: "-f a.yaml", S: \'--set b=c\'}\ncmds:\n  - helm upgrade x {{.F}} {{.S}} {{.CLI_ARGS}}\n',
    'upgrade x -f a.yaml --set b=c {{.CLI_ARGS}}',
  ],
  [
    'the environment of a workflow',
    'env:\n  FLAGS: -f a.yaml\nrun: helm upgrade x ${{ env.FLAGS }} $FLAGS\n',
    'upgrade x -f a.yaml -f a.yaml',
  ],
  ['a call in quotes', 'run: "helm upgrade x -f a.yaml"\nname: "y"\n', 'upgrade x -f a.yaml'],
  [
    'quotes in quotes',
    `helm upgrade x --set-json 'a={"b": "c d"}' --set "e=\\"f\\""\n`,
    'upgrade x --set-json a={"b": "c d"} --set e="f"',
  ],
  ['a name that holds itself', 'A="$B"\nB="$A"\nhelm upgrade x $A\n', 'upgrade x $A'],
];

test.each(scripts)('%s', (_, text, ...calls) => {
  const found = callsOf('helm', text).filter(({ words }) => words.length > 0);
  expect(found.map(({ words }) => words.join(' '))).toEqual(calls);
});

/** The layers of a release: a file, what is set in keys, or `?` for what cannot be seen; `…` where any key may be set. */
const layers: readonly [text: string, ...layers: string[]][] = [
  ['-f a.yaml -f b.yaml,c.yaml', 'a.yaml', 'b.yaml', 'c.yaml'],
  ['-f a.yaml $MORE -f b.yaml', 'a.yaml', '?', 'b.yaml', '…'],
  ['"$@"', '?', '…'],
  ['-f a.yaml -f https://example.com/b.yaml', 'a.yaml', '?'],
  ['--set pilot.env.A=b,global.x=null', 'pilot.env.A=b global.x=null'],
  ['--set "$PAIR"', '…'],
  ['--set pilot.env.$NAME=b', 'pilot.env.…'],
  ['--set-literal pilot.env.A=b,c=d', 'pilot.env.A=b,c=d'],
  ['--set-file pilot.env.A=file', 'pilot.env.A='],
  [`--set-json 'pilot.env={"A":"b"}'`, 'pilot.env=null pilot.env.A=b'],
  [`--set-json '{"pilot":{"env":{"A":"b"}}}'`, 'pilot.env.A=b'],
  ['--set-json pilot.env.A=1', 'pilot.env.A=1'],
  [`--set-json 'pilot.env={'`, '…'],
  ['-f - <<EOF\npilot:\n  env: {A: b}\nEOF', 'pilot.env.A=b'],
  ["--values=- <<-'END' -f a.yaml\n\tpilot: {env: {A: b}}\n\tEND", 'pilot.env.A=b', 'a.yaml'],
  ['-f <(cat <<EOF\npilot: {env: {A: b}}\nEOF\n)', 'pilot.env.A=b'],
  ['-f - <<EOF\n$VALUES\nEOF', '?'],
  ['-f -', '?'],
  ['--reuse-values -f a.yaml', '?', 'a.yaml'],
];

test.each(layers)('helm upgrade istiod istio/istiod %s', (flags, ...expected) => {
  const [release] = releasesInText('up.sh', `helm upgrade istiod istio/istiod ${flags}\n`);
  const told = release?.layers.map(({ file, content }) => {
    if (file) return file.path;
    if (!content) return '?';
    const set = content.settings.map(
      ({ keys, value }) => `${keys.join('.')}=${typeof value === 'object' && value ? '' : String(value)}`,
    );
    return [...set, ...content.open.map((keys) => [...keys, '…'].join('.'))].join(' ');
  });
  expect(told).toEqual(expected);
});
