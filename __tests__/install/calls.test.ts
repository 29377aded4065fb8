import { callsOf } from '../../src/install/scripts/calls';
import { releasesInText } from '../../src/install/scripts/commands';
import type { ReleaseFact } from '../../src/install/releases/release-facts';

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
    'one value after the other',
    'V=a.yaml; helm upgrade x -f $V || exit 1\nV="b.yaml"\nhelm upgrade y -f "${V}"\n',
    'upgrade x -f a.yaml',
    'upgrade y -f b.yaml',
  ],
  [
    'flags, one after the other',
    'export A="-f a.yaml"\nhelm upgrade x $A\nexport A="-f b.yaml --wait"\nhelm upgrade y $A\n',
    'upgrade x -f a.yaml',
    'upgrade y -f b.yaml --wait',
  ],
  [
    'another value that depends on a condition',
    'V=a.yaml\n[ -n "$P" ] && V=b.yaml\nhelm upgrade x -f $V\n',
    'upgrade x -f $V',
  ],
  [
    'another value of a Makefile, which counts before as well',
    'V=a.yaml\nx:\n\thelm upgrade x -f $(V)\nV=b.yaml\n',
    'upgrade x -f $(V)',
  ],
  [
    'another value in a function',
    'V=a.yaml\nf() { V=b.yaml; }\nf\nhelm upgrade x -f $V\n',
    'upgrade x -f $V',
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
  [
    'a loop around a call',
    'for c in base istiod; do\n  helm upgrade $c istio/$c -f $c.yaml\ndone\nhelm list $c\n',
    'upgrade base istio/base -f base.yaml',
    'upgrade istiod istio/istiod -f istiod.yaml',
    'list $c',
  ],
  [
    'a loop in a loop, over a list of the script',
    'C="a b"\nfor s in x y; do for c in $C; do helm upgrade $c-$s; done; done\n',
    'upgrade a-x',
    'upgrade b-x',
    'upgrade a-y',
    'upgrade b-y',
  ],
  [
    'a loop over what is not known',
    'for c in $(ls charts); do helm upgrade $c charts/$c; done\n',
    'upgrade $c charts/$c',
  ],
  [
    'a loop of PowerShell',
    "foreach ($c in 'base', 'istiod') {\n  helm upgrade $c istio/$c\n}\n",
    'upgrade base istio/base',
    'upgrade istiod istio/istiod',
  ],
  [
    'a loop that calls a function',
    'up() { helm upgrade "$1" "istio/$1" -f "$1.yaml"; }\nfor c in base cni; do up $c; done\n',
    'upgrade base istio/base -f base.yaml',
    'upgrade cni istio/cni -f cni.yaml',
  ],
  [
    'a map of the shell',
    'declare -A V=([a]="b.yaml c.yaml" [d]="e.yaml")\nfor k in "${!V[@]}"; do\n  F=()\n  for v in ${V[$k]}; do F+=(-f "$v"); done\n  helm upgrade $k "${F[@]}"\ndone\n',
    'upgrade a -f b.yaml -f c.yaml',
    'upgrade d -f e.yaml',
  ],
  ['a command under a name', 'cmd="helm upgrade x"\ncmd+=" -f a.yaml"\neval "$cmd"\n', 'upgrade x -f a.yaml'],
  ['a command in a list', 'C=(helm upgrade x)\nC+=(-f a.yaml)\n"${C[@]}"\n', 'upgrade x -f a.yaml'],
  [
    'a rule of a Makefile for many targets',
    'all: up-base up-cni\n\nup-%: values/%.yaml\n\thelm upgrade $* istio/$* -f $<\n',
    'upgrade base istio/base -f values/base.yaml',
    'upgrade cni istio/cni -f values/cni.yaml',
  ],
  [
    'a repetition in a Makefile',
    'V := a.yaml b.yaml\nup:\n\thelm upgrade x $(foreach v,$(V),-f $(v))\n',
    'upgrade x -f a.yaml -f b.yaml',
  ],
  [
    'a matrix',
    'jobs:\n  d:\n    strategy:\n      matrix:\n        chart: [base, cni]\n        include:\n          - {chart: cni, more: -f a.yaml}\n          - {chart: istiod}\n    steps:\n      - run: helm upgrade ${{ matrix.chart }} ${{ matrix.more }}\n',
    'upgrade base ${{ matrix.more }}',
    'upgrade cni -f a.yaml',
    'upgrade istiod ${{ matrix.more }}',
  ],
  [
    'a matrix of GitLab',
    'd:\n  parallel:\n    matrix:\n      - C: [base, cni]\n      - {C: istiod}\n  script:\n    - helm upgrade $C istio/$C\n',
    'upgrade base istio/base',
    'upgrade cni istio/cni',
    'upgrade istiod istio/istiod',
  ],
  [
    'the names of two jobs',
    'jobs:\n  a:\n    env: {F: -f a.yaml}\n    steps:\n      - run: helm upgrade x $F\n  b:\n    env: {F: -f b.yaml}\n    steps:\n      - run: helm upgrade x $F\n',
    'upgrade x -f a.yaml',
    'upgrade x -f b.yaml',
  ],
  [
    'a list in a program',
    `run(["helm", "upgrade", "-i", name, 'istio/istiod', "-f", f"{env}.yaml", *more])\n`,
    'upgrade -i $name istio/istiod -f ${env}.yaml $@',
  ],
  ['arguments in a program', "execa('helm', ['upgrade', 'x', '-f', 'a.yaml'])\n", 'upgrade x -f a.yaml'],
  [
    'a list of YAML',
    'command: ["helm"]\nargs: ["upgrade", "x", "-f", "a.yaml"]\nother: [helm, upgrade, y]\n',
    'upgrade x -f a.yaml',
    'upgrade y',
  ],
  [
    'flags of two branches',
    'if [ "$1" = dev ]; then V="-f dev.yaml"; else V="-f prod.yaml"; fi\nhelm upgrade x $V\n',
    'upgrade x -f dev.yaml',
    'upgrade x -f prod.yaml',
  ],
  [
    'lists of branches, and what is added to each',
    'V=(-f base.yaml)\nif a; then\n  V=(-f a.yaml)\nelif b; then\n  V=(-f b.yaml --wait)\nfi\nV+=(-f all.yaml)\nhelm upgrade x "${V[@]}"\n',
    'upgrade x -f base.yaml -f all.yaml',
    'upgrade x -f a.yaml -f all.yaml',
    'upgrade x -f b.yaml --wait -f all.yaml',
  ],
  [
    'what branches add',
    'V="-f base.yaml"\nif a; then\n  V="$V -f a.yaml"\nelse\n  V+=" -f b.yaml"\nfi\nhelm upgrade x $V\n',
    'upgrade x -f base.yaml -f a.yaml -f b.yaml',
  ],
  [
    'branches of a case',
    'case $1 in\n  dev)\n    V=dev.yaml\n    ;;\n  *)\n    V=prod.yaml\n    ;;\nesac\nhelm upgrade x -f $V --version $W\n',
    'upgrade x -f dev.yaml --version $W',
    'upgrade x -f prod.yaml --version $W',
  ],
  [
    'flags of the branches of a Makefile',
    'ifeq ($(ENV),dev)\nV = -f dev.yaml\nelse\nV = -f prod.yaml\nendif\nup:\n\thelm upgrade x $(V)\n',
    'upgrade x -f dev.yaml',
    'upgrade x -f prod.yaml',
  ],
  ['a name that holds itself', 'A="$B"\nB="$A"\nhelm upgrade x $A\n', 'upgrade x $A'],
];

test.each(scripts)('%s', (_, text, ...calls) => {
  const found = callsOf('helm', text).filter(({ words }) => words.length > 0);
  expect(found.map(({ words }) => words.join(' '))).toEqual(calls);
});

/** The chart, the folder and the first file of a call, with the names that a script has one value for. */
const filled: readonly [title: string, text: string, ...expected: string[]][] = [
  [
    'names',
    'C=istio/istiod\nD=envs\nhelm upgrade x $C -f "${D}/a.yaml"\n',
    'istio/istiod',
    '',
    'envs/a.yaml',
  ],
  ['a name with another value', 'D=a\nD=b\nhelm upgrade x y -f $D/c.yaml\n', 'y', '', 'b/c.yaml'],
  ['a name with two values', 'D=a\n[ -d b ] && D=b\nhelm upgrade x y -f $D/c.yaml\n', 'y', '', '$D/c.yaml'],
  [
    'what a caller may replace',
    'C ?= istio/istiod\nD ?= a\nup:\n\thelm upgrade x $(C) -f $(D).yaml\n',
    'istio/istiod',
    '',
    '$(D).yaml',
  ],
  [
    'a usual value',
    'C=${C:-istio/istiod}\nhelm upgrade x "$C" -f ${D:-a}.yaml\n',
    'istio/istiod',
    '',
    '${D:-a}.yaml',
  ],
  ['what a program prints', 'D=$(dirname $0)\nhelm upgrade x y -f $D/a.yaml\n', 'y', '', '$D/a.yaml'],
  ['an element of a map', 'declare -A V=([a]=b.yaml)\nhelm upgrade x y -f ${V[a]}\n', 'y', '', 'b.yaml'],
  ['a table of PowerShell', "$P = @{ Base = 'a.yaml' }\nhelm upgrade x y -f $P.Base\n", 'y', '', 'a.yaml'],
  ['a folder', 'cd charts\ncd mesh\nhelm upgrade x y -f a.yaml\n', 'y', 'charts/mesh', 'a.yaml'],
  ['a folder and back', 'pushd a\npushd b\npopd\nhelm upgrade x y -f a.yaml\n', 'y', 'a', 'a.yaml'],
  ['a folder in brackets', '(cd a && make)\nhelm upgrade x y -f a.yaml\n', 'y', '', 'a.yaml'],
  ['a call in brackets', '(cd a && helm upgrade x y -f a.yaml)\n', 'y', 'a', 'a.yaml'],
  ['a folder that is not known', 'cd a\ncd "$(mktemp -d)"\nhelm upgrade x y -f a.yaml\n', 'y', '', 'a.yaml'],
  ['a line of a recipe', 'up:\n\tcd a\n\tcd b && helm upgrade x y -f a.yaml\n', 'y', 'b', 'a.yaml'],
  [
    'a folder of a step',
    'jobs:\n  d:\n    defaults: {run: {working-directory: a}}\n    env: {C: istio/base}\n    steps:\n      - run: cd b\n      - run: |\n          cd c\n          helm upgrade x $C -f ${{ env.V }}\n        env: {V: v.yaml}\n',
    'istio/base',
    'a/c',
    'v.yaml',
  ],
];

test.each(filled)('values of %s', (_, text, ...expected) => {
  const [call] = callsOf('helm', text);
  const at = call?.words.indexOf('-f') ?? 0;
  const [chart = '', file = ''] = [call?.words[2], call?.words[at + 1]];
  expect([call?.filled(chart, true), call?.folder ?? '', call?.filled(file)]).toEqual(expected);
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
  ['-f a.yaml -f b.yaml -f a.yaml', 'b.yaml', 'a.yaml'],
  [String.raw`-f .\a\b.yaml`, 'a/b.yaml'],
];

/** What a Tiltfile has installed: the chart, its version, and the layers. */
const tilt: readonly [text: string, ...expected: string[]][] = [
  [
    "k8s_yaml(helm('charts/mesh', name='x', values=['a.yaml', 'b.yaml'], set=['c=d']))",
    'charts/mesh',
    '',
    'a.yaml',
    'b.yaml',
    'c=d',
  ],
  [
    "helm_remote('istiod', repo_url='https://x', version='1.2.3', values='a.yaml')",
    'istiod',
    '1.2.3',
    'a.yaml',
  ],
  [
    "helm_resource('m', 'istio/istiod', flags=['--values=a.yaml', '-f', path])",
    'istio/istiod',
    '',
    'a.yaml',
    '*',
  ],
  ["k8s_yaml(helm('istiod', values=['a.yaml'] + more))", 'istiod', '', 'a.yaml', '*'],
];

test.each(tilt)('%s', (text, chart, version, ...expected) => {
  const [release] = releasesInText('Tiltfile', `${text}\n`);
  expect([release?.chart.name, release?.version ?? '']).toEqual([chart, version]);
  expect(release?.layers.map(toldLayer)).toEqual(expected);
});

/** The layers of a file that a script writes itself. */
const written: readonly [commands: string, ...layers: string[]][] = [
  ['cp a.yaml v.yaml', 'a.yaml'],
  ['cat a.yaml > v.yaml', 'a.yaml'],
  ['cat a.yaml b.yaml > v.yaml', 'a.yaml', 'b.yaml', 'v.yaml'],
  ['envsubst < a.yaml.tpl > v.yaml', 'a.yaml.tpl', 'v.yaml'],
  ["sed 's/x/y/; s/a.b/c/' a.yaml | tee v.yaml", 'a.yaml', 'v.yaml'],
  ["yq ea '. as $i' a.yaml b.yaml -o v.yaml", 'a.yaml', 'b.yaml', 'v.yaml'],
  ["cat > v.yaml <<'EOF'\npilot: {env: {A: b}}\nEOF", 'pilot.env.A=b'],
  [
    'cat > v.yaml <<EOF\npilot: {env: {A: b}}\nEOF\ncat c.yaml >> v.yaml',
    'pilot.env.A=b',
    'c.yaml',
    'v.yaml',
  ],
  ['helm template x y > w.yaml', 'v.yaml'],
];

test.each(written)('%s', (commands, ...expected) => {
  const [release] = releasesInText(
    'up.sh',
    `${commands}\nhelm upgrade istiod istio/istiod -f v.yaml\n`,
  ).slice(-1);
  expect(release?.layers.map(toldLayer)).toEqual(expected);
});

test.each(layers)('helm upgrade istiod istio/istiod %s', (flags, ...expected) => {
  const [release] = releasesInText('up.sh', `helm upgrade istiod istio/istiod ${flags}\n`);
  expect(release?.layers.map(toldLayer)).toEqual(expected);
});

function toldLayer({ file, content }: ReleaseFact['layers'][number]): string {
  if (file) return file.path;
  if (!content) return '?';
  const set = content.settings.map(
    ({ keys, value }) => `${keys.join('.')}=${typeof value === 'object' && value ? '' : String(value)}`,
  );
  return [...set, ...content.open.map((keys) => [...keys, '…'].join('.'))].join(' ');
}
