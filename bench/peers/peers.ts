import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Command } from '../measure/command';
import type { Tree } from '../tree/tree';

/** A command that others use for work like the tool's, or why it is left out. */
export type Peer =
  | { readonly name: string; readonly isSlow: boolean; readonly command: Command }
  | { readonly name: string; readonly missing: string };

/** The peers, on a tree. */
export function peersOn(tree: Tree, words: readonly string[], root: string): Peer[] {
  return [
    ripgrep(tree, words),
    astGrep(tree, root),
    bareWalk(tree, words),
    prettier(tree, root),
    plainScript(tree),
  ];
}

/** Names of peers, for comparisons. */
export const peerNames = {
  ripgrep: 'rg -l',
  astGrep: 'ast-grep scan, two rules',
  bareWalk: 'bare walk in Node',
  prettier: 'prettier --check',
  plainScript: 'plain script',
} as const;

function ripgrep({ folder }: Tree, words: readonly string[]): Peer {
  const name = peerNames.ripgrep;
  const program = onPath('rg');
  if (program === undefined) return { name, missing: 'not on the PATH; apt-get install ripgrep' };
  const patterns = words.flatMap((word) => ['-e', word]);
  const search = ['--files-with-matches', '--fixed-strings', ...patterns, '.'];
  return { name, isSlow: false, command: { name, program, words: search, cwd: folder, found: lines } };
}

const rules = `id: pool
language: yaml
rule: { pattern: "kind: InferencePool" }
---
id: policy
language: yaml
rule: { pattern: "kind: BackendTLSPolicy" }
`;

function astGrep({ folder }: Tree, root: string): Peer {
  const name = peerNames.astGrep;
  const program = firstExecutable([join(root, 'bench/node_modules/.bin/ast-grep')]) ?? onPath('ast-grep');
  if (program === undefined) return { name, missing: 'not installed; npm ci --prefix bench' };
  const words = ['scan', '--inline-rules', rules];
  return { name, isSlow: false, command: { name, program, words, cwd: folder, goodCodes: [0, 1] } };
}

function bareWalk({ folder }: Tree, words: readonly string[]): Peer {
  return node(peerNames.bareWalk, false, [join(__dirname, 'bare-walk.js'), ...words], folder, {
    found: Number,
  });
}

function prettier({ folder }: Tree, root: string): Peer {
  const program = join(root, 'node_modules/prettier/bin/prettier.cjs');
  const words = [program, '--check', '--no-config', '--ignore-path', '.prettierignore', '**/*.{yaml,yml}'];
  // 1: files that it would format; 2: templates, which it cannot read.
  return node(peerNames.prettier, true, words, folder, { goodCodes: [0, 1, 2] });
}

function plainScript({ folder }: Tree): Peer {
  return node(peerNames.plainScript, true, [join(__dirname, 'plain-script.js')], folder, { found: Number });
}

/** A slow one tells its peak memory in the measured run; for others there is one more run. */
function node(name: string, isSlow: boolean, words: string[], cwd: string, more: Partial<Command>): Peer {
  return {
    name,
    isSlow,
    command: { name, program: process.execPath, words, cwd, tellsPeak: isSlow, ...more },
  };
}

function lines(output: string): number {
  return output.split('\n').length - 1;
}

function onPath(program: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return firstExecutable(folders.map((folder) => join(folder, program)));
}

function firstExecutable(paths: readonly string[]): string | undefined {
  return paths.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
