import { migrateFiles } from '../../src/api';
import { transforms } from '../../transforms';
import { changedAnnotations } from '../../transforms/tables/annotations';
import { operatorFields } from '../../transforms/tables/operator-fields';
import type { Tree } from '../support/fixtures';

/** What depends on more than a name, so that no name can say it; each with the reason. */
const withoutName: Readonly<Record<string, string>> = {
  'alpha-gateway-flag': 'the flag is removed only where no object of the tree needs it',
  'annotations-1.22': 'a label of the same name stays',
  'duplicate-subsets': 'two subsets have the same name',
  'gateway-values': 'any name may be one that a schema does not list',
  'list-limits-1.24': 'a list is too long',
  'list-limits-1.25': 'a list is too long',
  'parked-seccomp-profile': 'both places are read',
  'proxy-version': 'a version is compared',
  'resolution-none-target-port': 'a variable of istiod decides, which is found by its name',
  'retries-on-503': 'a variable of istiod decides, which is found by its name',
  'tls-listeners': 'a field is missing',
  'verify-certificate': 'a variable of istiod decides, which is found by its name',
};

/** Each manifest of a tree as what a script applies or installs. */
function inScripts(files: Tree): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => {
      if (!/\.ya?ml$/.test(path)) return [path, text];
      const command = /^kind:/m.test(text) ? 'kubectl apply' : 'helm upgrade istiod istio/istiod';
      return [`${path}.sh`, `${command} -f - <<EOF\n${text.trimEnd()}\nEOF\n`];
    }),
  );
}

function found(transform: string, files: Tree): number {
  const { findings } = migrateFiles(files, { from: '1.19', to: '1.31' });
  return findings.filter((each) => each.transform === transform).length;
}

describe('what a release requires of a manifest is reported of a script that writes it out', () => {
  const required = transforms.filter(({ kind }) => kind === 'required' || kind === 'cleanup');
  test.each(required.map((each) => [each.id, each] as const))('%s', async (id, { about }) => {
    const { examples = [], reports = [] } = await about();
    const trees =
      examples.length > 0 ? examples.map(({ before }) => before) : reports.map(({ files }) => files);
    const missed = trees.filter((files) => found(id, inScripts(files)) === 0);
    if (id in withoutName) expect(missed).not.toEqual([]);
    else expect(missed).toEqual([]);
  });
});

describe('each field that IstioOperators lost is reported of every text that sets it', () => {
  const fields = operatorFields.filter(({ path }) => path[0] === 'spec');
  const forms: Record<string, (keys: readonly string[], value: string) => Tree> = {
    'a command': (keys, value) => ({
      'a.sh': `istioctl install --set ${keys.slice(1).join('.')}=${value}\n`,
    }),
    'a JSON patch': (keys, value) => ({
      'istio/a.json': JSON.stringify([{ op: 'add', path: `/${keys.join('/')}`, value }]),
    }),
    'a here-document': (keys, value) => {
      const lines = keys.map((key, depth) => `${'  '.repeat(depth)}${key}:`);
      return {
        'a.sh': `istioctl install -f - <<EOF\nkind: IstioOperator\n${lines.join('\n')} ${value}\nEOF\n`,
      };
    },
  };
  const rows = fields.flatMap((row) =>
    Object.entries(forms).map(([form, textOf]) => ({ row, form, textOf })),
  );
  test.each(rows)('$row.path in $form', ({ row: { path, gone, renamed }, textOf }) => {
    const keys = path.map((key) => (key === '*' ? 'any' : key));
    const transform = `operator-fields-${gone}`;
    expect(found(transform, textOf(keys, renamed?.of ?? 'x'))).toBeGreaterThan(0);
    if (renamed) expect(found(transform, textOf(keys, renamed.to))).toBe(0);
    const other = keys.map((key, index) => (index === keys.length - 1 ? `${key}-not` : key));
    if (path.at(-1) !== '*') expect(found(transform, textOf(other, renamed?.of ?? 'x'))).toBe(0);
  });
});

test.each(
  changedAnnotations
    .filter(({ isLabelToo = false }) => !isLabelToo)
    .map(({ name, release }) => [name, release]),
)('the annotation %s is reported of a command', (name, release) => {
  const script = `# for istio\nkubectl annotate pod a ${name}=x\n`;
  expect(found(`annotations-${release}`, { 'a.sh': script })).toBe(1);
});
