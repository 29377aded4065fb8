import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { relativeTo } from '../../src/kubernetes/path';
import { run } from '../../src/run/run';
import { transforms } from '../../transforms';
import { upgradeTo } from '../support/upgrade';

test.each([
  ['.', './pools', 'pools'],
  ['.', '/pools', 'pools'],
  ['.', './', '.'],
  ['infra', './infra/pools', 'pools'],
  ['infra/pools', './infra/pools', '.'],
  ['infra/clusters', 'infra/pools/', '../pools'],
  ['infra/clusters', '.', '../..'],
  ['in', 'infra', '../infra'],
])('in %s, the path %s from the root is %s', (folder, path, expected) => {
  expect(relativeTo(folder, path)).toBe(expected);
});

test.each(['.', 'infra', 'infra/pools'])(
  'a path of Flux counts from the root of the repository: %s',
  async (cwd) => {
    const root = mkdtempSync(join(tmpdir(), 'root-'));
    try {
      execFileSync('git', ['init', '-q', root]);
      mkdirSync(join(root, 'infra/pools'), { recursive: true });
      mkdirSync(join(root, 'infra/clusters'));
      const pool = `apiVersion: inference.networking.x-k8s.io/v1alpha2\nkind: InferencePool\nmetadata: {name: chat}\nspec: {targetPortNumber: 8000, selector: {app: chat}, extensionRef: {name: picker}}\n`;
      const patch = `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: chat}\nspec:\n  path: ./infra/pools\n  patches:\n    - target: {kind: InferencePool}\n      patch: '[{op: replace, path: /spec/targetPortNumber, value: 8001}]'\n`;
      writeFileSync(join(root, 'infra/pools/pool.yaml'), pool);
      writeFileSync(join(root, 'infra/clusters/chat.yaml'), patch);
      const { files, findings } = await run({
        cwd: join(root, cwd),
        paths: ['.'],
        exclude: [],
        transforms: transforms.filter(({ id }) => id === 'inference-pool'),
        knownIds: [],
        ...upgradeTo('1.28'),
        mode: 'check',
      });
      const isWhole = cwd !== 'infra/pools';
      expect(files.map(({ path }) => path.split('/').at(-1))).toEqual(
        isWhole ? ['chat.yaml', 'pool.yaml'] : [],
      );
      const message =
        'not rewritten: it must change together with files that were not given: ../clusters/chat.yaml';
      expect(findings.some((finding) => finding.message === message)).toBe(!isWhole);
    } finally {
      rmSync(root, { recursive: true });
    }
  },
);
