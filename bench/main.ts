import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { putSection } from './document';
import { machine } from './machine';
import { Runner } from './measure/command';
import { type Options, type Part, readOptions, usage } from './options';
import type { Context } from './parts/context';
import { files } from './parts/files';
import { growth } from './parts/growth';
import { large } from './parts/large';
import { peers } from './parts/peers';
import { profile } from './parts/profile';
import { startup } from './parts/startup';
import { type Section, sectionText } from './section';
import { searchedWords } from './tool';
import { makeTree, type Tree } from './tree/tree';

const measure: Record<Part, (context: Context) => Promise<Section>> = {
  startup,
  peers,
  files,
  growth,
  large,
  profile,
};
// The compiled file lies in bench/dist/bench.
const root = resolve(__dirname, '../../..');
const launcher = join(root, 'bin/istio-migrate.js');

void main(process.argv.slice(2));

async function main(words: string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'istio-migrate-bench-'));
  const remove = () => {
    rmSync(folder, { recursive: true, force: true });
  };
  for (const [signal, code] of [['SIGINT', 130] as const, ['SIGTERM', 143] as const]) {
    process.once(signal, () => {
      remove();
      process.exit(code);
    });
  }
  try {
    const options = readOptions(words, launcher);
    if (options) await run(options, folder);
    else console.log(usage);
  } catch (error) {
    console.error(`bench: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  } finally {
    remove();
  }
}

/** Measures part by part, and shows each as soon as it is done. */
async function run(options: Options, folder: string): Promise<void> {
  const started = performance.now();
  const context = contextOf(options, folder);
  for (const part of options.parts) {
    const facts = machine(root);
    const text = sectionText(await measure[part](context), facts);
    console.log(text);
    if (options.markdown !== undefined) putSection(options.markdown, part, text);
  }
  console.log(`Done in ${((performance.now() - started) / 60_000).toFixed(1)} minutes.`);
}

function contextOf(options: Options, folder: string): Context {
  const outputs = join(folder, 'outputs');
  mkdirSync(outputs);
  const trees = new Map<number, Tree>();
  const tree = (files: number): Tree => {
    const made = trees.get(files) ?? makeTree(join(folder, `tree-${files}`), files, searchedWords(), options);
    trees.set(files, made);
    return made;
  };
  const nameOf = (tool: string) => (tool === launcher ? 'istio-migrate' : relative(root, resolve(tool)));
  return { options, runner: new Runner(outputs), root, folder, tree, nameOf };
}
