import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Workspace } from '../cli/workspace';
import { checkout } from './checkout';
import { newPool, oldPool } from './manifests';
import { commandsIn, jobWorkspace, metadata, runAction } from './step';

/** The outputs where nothing was found out. */
const noResult = { changed: '0', patch: '', sarif: '', 'exit-code': '2' };

let workspace: Workspace;
beforeEach(() => {
  workspace = jobWorkspace();
});
afterEach(() => {
  workspace.remove();
});

describe('the action', () => {
  test('check writes nothing and fails where a rewrite is due, with every report', () => {
    workspace.write('my manifests/the pool.yaml', oldPool);
    const { status, log, summary, outputs } = runAction(workspace, {});
    expect(status).toBe(1);
    expect(outputs).toMatchObject({ changed: '1', 'exit-code': '1' });
    expect(workspace.read('my manifests/the pool.yaml')).toBe(oldPool);
    expect(log).toContain('+  targetPorts:\n+    - number: 8000 # vLLM\n');
    expect(commandsIn(log)[0]).toMatch(/^::error file=my manifests\/the pool\.yaml,line=1,/);
    expect(summary).toMatch(/^## istio-migrate\n\n\*\*1 file needs changes/);
    const sarif = JSON.parse(readFileSync(outputs['sarif'] ?? '', 'utf8')) as { version: string };
    expect(sarif.version).toBe('2.1.0');
  });

  test('the patch of a check is what write writes', () => {
    workspace.write('my manifests/the pool.yaml', oldPool);
    const { outputs } = runAction(workspace, {});
    workspace.git(['apply', outputs['patch'] ?? '']);
    expect(workspace.read('my manifests/the pool.yaml')).toBe(newPool);
  });

  test('write writes, and does not fail', () => {
    workspace.write('pool.yaml', oldPool);
    const { status, summary, outputs } = runAction(workspace, { mode: 'write' });
    expect(status).toBe(0);
    expect(outputs).toMatchObject({ changed: '1', 'exit-code': '0' });
    expect(workspace.read('pool.yaml')).toBe(newPool);
    expect(summary).toMatch(/^## istio-migrate\n\n\*\*1 file changed/);
  });

  test('where nothing is to be done, it passes', () => {
    workspace.write('pool.yaml', newPool);
    expect(runAction(workspace, {})).toMatchObject({
      status: 0,
      outputs: { changed: '0', 'exit-code': '0' },
    });
  });

  test('strict fails for a warning that write leaves', () => {
    workspace.write('pool.yaml', oldPool);
    expect(runAction(workspace, { mode: 'write', strict: 'true' })).toMatchObject({
      status: 1,
      outputs: { changed: '1', 'exit-code': '1' },
    });
  });

  test('paths are taken one a line, with all the spaces in them', () => {
    for (const path of ['a b.yaml', ' c.yaml', 'd/e.yaml', 'f.yaml']) workspace.write(path, oldPool);
    expect(
      runAction(workspace, { mode: 'write', paths: 'a b.yaml\n c.yaml\r\n\nd\n' }).outputs,
    ).toMatchObject({
      changed: '3',
    });
    expect(workspace.read('f.yaml')).toBe(oldPool);
  });

  test('transforms and files are chosen one a line', () => {
    workspace.write('a.yaml', oldPool);
    workspace.write('b.yaml', oldPool);
    expect(runAction(workspace, { exclude: 'b.*\nc.*' }).outputs).toMatchObject({ changed: '1' });
    expect(runAction(workspace, { only: 'inference-pool\nbackend-tls-policy\n' }).outputs).toMatchObject({
      changed: '2',
    });
    expect(runAction(workspace, { skip: 'inference-pool' }).outputs).toMatchObject({ changed: '0' });
    for (const inputs of [{ to: '1.27' }, { 'target-version': '1.27' }])
      expect(runAction(workspace, inputs).outputs).toMatchObject({ changed: '0' });
  });

  test('a baseline accepts what is there', () => {
    workspace.write('pool.yaml', oldPool);
    workspace.run(['--baseline', 'accepted.json', '--write-baseline']);
    expect(runAction(workspace, {}).status).toBe(1);
    expect(runAction(workspace, { baseline: 'accepted.json' })).toMatchObject({ status: 0 });
    expect(runAction(workspace, { baseline: 'nothing.json' })).toMatchObject({ status: 2 });
  });

  test('Markdown is rewritten where that is asked for', () => {
    workspace.write('README.md', `\`\`\`yaml\n${oldPool}\`\`\`\n`);
    expect(runAction(workspace, {}).outputs).toMatchObject({ changed: '0' });
    expect(runAction(workspace, { markdown: 'true' }).outputs).toMatchObject({ changed: '1' });
  });

  describe('goes by .istio-migrate.yaml', () => {
    test.each([
      ['exclude', 'exclude: [/pool.yaml]', {}, '0', 0],
      ['exclude, with more of its own', 'exclude: [/nothing]', { exclude: 'pool.yaml' }, '0', 0],
      ['only', 'only: [seccomp-profile]', {}, '0', 0],
      ['targetVersion', 'targetVersion: 1.27', {}, '0', 0],
      ['strict', 'strict: true', {}, '1', 1],
      ['markdown', 'markdown: true', {}, '2', 0],
    ])('%s', (_, config, inputs, changed, status) => {
      workspace.write('.istio-migrate.yaml', `${config}\n`);
      workspace.write('pool.yaml', oldPool);
      if (config.startsWith('markdown')) workspace.write('guide.md', `\`\`\`yaml\n${oldPool}\`\`\`\n`);
      expect(runAction(workspace, { mode: 'write', ...inputs })).toMatchObject({
        status,
        outputs: { changed, 'exit-code': String(status) },
      });
    });

    test('but its inputs win', () => {
      workspace.write('.istio-migrate.yaml', 'strict: true\nmarkdown: true\nskip: [inference-pool]\n');
      workspace.write('pool.yaml', oldPool);
      workspace.write('guide.md', `\`\`\`yaml\n${oldPool}\`\`\`\n`);
      const inputs = { mode: 'write', strict: 'false', markdown: 'false', only: 'inference-pool' };
      expect(runAction(workspace, inputs)).toMatchObject({ status: 0, outputs: { changed: '1' } });
    });

    test('and says what is wrong with it, in the log of the step', () => {
      workspace.write('.istio-migrate.yaml', 'strict: maybe\n');
      const { status, log, outputs } = runAction(workspace, {});
      expect({ status, outputs }).toEqual({ status: 2, outputs: noResult });
      expect(log).toContain(
        '::error title=istio-migrate::.istio-migrate.yaml:1:9: "strict" must be true or false',
      );
    });
  });

  test('a summary stays within what GitHub takes', () => {
    for (let number = 0; number < 1_000; number++)
      workspace.write(`${'long/'.repeat(20)}${number}.yaml`, oldPool);
    const { summary, outputs } = runAction(workspace, {});
    expect(outputs['changed']).toBe('1000');
    expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024);
  });
});

describe('on every path there is an annotation, and all outputs', () => {
  test.each([
    [{ mode: 'fix' }, 'mode must be check or write, not "fix"'],
    [{ only: 'nonsense' }, 'unknown transform "nonsense"'],
    [{ to: 'new' }, '--to needs a version'],
    [{ from: '1.29', to: '1.28' }, '--from 1.29 is newer than --to 1.28'],
    [{ to: '1.31', 'target-version': '1.30' }, '--to and --target-version are mutually exclusive'],
    [{ baseline: 'a\nb' }, 'baseline must be a single line'],
    [{ paths: '-' }, 'paths: "-" is standard input'],
  ])('%j', (inputs: Readonly<Record<string, string>>, message) => {
    const { status, log, outputs } = runAction(workspace, inputs);
    expect({ status, outputs }).toEqual({ status: 2, outputs: noResult });
    expect(log).toContain(`::error title=istio-migrate::${message}`);
  });
});

describe('what the action needs', () => {
  test('an old Node is named with what to do', () => {
    const old = join(workspace.root, 'old');
    mkdirSync(old);
    writeFileSync(join(old, 'node'), '#!/bin/sh\n[ "$1" = --version ] && echo v20.18.3 && exit\nexit 1\n');
    chmodSync(join(old, 'node'), 0o755);
    const path = `${old}${delimiter}/usr/bin${delimiter}/bin`;
    const { status, log, outputs } = runAction(workspace, {}, { path });
    expect({ status, log, outputs }).toEqual({
      status: 2,
      log: '::error title=istio-migrate::Node 20.19 or newer is required, but this is v20.18.3: add a step with actions/setup-node before this one.\n',
      outputs: noResult,
    });
  });

  test('a runner without Node is told so', () => {
    const few = join(workspace.root, 'few');
    mkdirSync(few);
    for (const name of ['bash', 'dirname']) symlinkSync(`/usr/bin/${name}`, join(few, name));
    const { status, log } = runAction(workspace, {}, { path: few });
    expect(status).toBe(2);
    expect(log).toContain('Node is not installed on this runner');
  });

  test('it runs from a fresh checkout', () => {
    const tool = checkout();
    try {
      workspace.write('pool.yaml', oldPool);
      const copy = join(workspace.root, '.github-files/tool');
      workspace.git(['clone', '--quiet', tool.path, copy]);
      expect(runAction(workspace, { mode: 'write' }, { tool: copy })).toMatchObject({ status: 0 });
      expect(workspace.read('pool.yaml')).toBe(newPool);
    } finally {
      tool.remove();
    }
  });
});

describe('action.yml', () => {
  test('inputs reach the script through the environment alone', () => {
    const [step] = metadata.runs.steps;
    expect(step?.run).not.toContain('${{');
    const given = Object.keys(metadata.inputs).filter((name) => name !== 'working-directory');
    expect(step?.env).toEqual(
      Object.fromEntries(
        given.map((name) => [`INPUT_${name.toUpperCase().replaceAll('-', '_')}`, `\${{ inputs.${name} }}`]),
      ),
    );
  });

  test('every output is one of the step', () => {
    for (const [name, { value }] of Object.entries(metadata.outputs))
      expect(value).toBe(`\${{ steps.run.outputs.${name} }}`);
  });
});
