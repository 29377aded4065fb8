import { isYamlByName } from '../kubernetes/path';
import { transformKinds } from '../transform';

/** What a configuration of this tool is called, and a file of its ignore rules. */
export const configName = '.istio-migrate.yaml';
export const ignoreFileName = '.istiomigrateignore';

/** Whether a file tells this tool what to do: what it names, it names on purpose. */
export function isOwn(path: string): boolean {
  return [configName, ignoreFileName].includes(nameOf(path));
}

/**
 * Whether a text is a report or a baseline of this tool, which names what is removed: saved in the repository, it would be
 * searched by the next run, and the findings would grow with each.
 */
export function isOwnReport(text: string): boolean {
  return ownReport.test(text.slice(0, 1000));
}

/** JSON, SARIF and JUnit; HTML; GitLab; a baseline; a plan as JSON, text and Markdown; Markdown; text; concise; GitHub. */
const ownReport = new RegExp(
  [
    String.raw`^\{[^]{0,200}"name": "istio-migrate"`,
    String.raw`^<\?xml[^>]*>\s*<testsuites name="istio-migrate"`,
    '<title>Istio upgrade report</title>',
    String.raw`^\[\s*\{\s*"description": ".*",\s*"check_name": "`,
    String.raw`^\{\s*"version": 1,\s*"accepted": \[`,
    String.raw`^\{\s*"version": 1,\s*"range": \{\s*"from": `,
    String.raw`^(?:## )?Upgrade plan\r?\n(?:=+\r?\n)?\r?\nIstio `,
    String.raw`^## istio-migrate\r?\n\r?\n\*\*`,
    String.raw`^(?:changed|would change|needs changes:) .+ \((?:${transformKinds.join('|')})`,
    String.raw`^(?:error|warning|note)\[[a-z][\w.-]+\]: .*\n  \S.*:\d+:\d+\r?\n`,
    String.raw`^.+:\d+:\d+: (?:error|warning|note) [a-z][\w.-]+ `,
    String.raw`^::(?:error|warning|notice) file=.*,title=istio-migrate`,
  ].join('|'),
);

/** Whether a file in a searched folder is taken for a manifest, or for a template of one. */
export function isManifest(path: string): boolean {
  return isYamlByName(path) || /(?:\.(?:tpl|gotmpl)|(?:^|[/\\])Kustomization)$/i.test(path);
}

/**
 * Whether a file may hold text that people wrote. Lock files are made by machines and follow what they lock, but those of
 * Helm name the address of each chart; images, archives, logs of programs and the like are not opened.
 */
export function mayBeText(path: string): boolean {
  const name = nameOf(path).toLowerCase();
  return (isHelmLock(path) || !lockFile.test(name)) && !binary.test(name);
}

/** Whether a file locks the charts that a chart brings along, or those that a helmfile releases. */
export function isHelmLock(path: string): boolean {
  return /^(?:(?:Chart|requirements)\.lock|helmfile(?:\..+)?\.lock)$/i.test(nameOf(path));
}

const lockFile =
  /^(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|go\.(?:work\.)?sum|\.terraform\.lock\.hcl|.*\.lock)$/;
const binary =
  /\.(?:png|jpe?g|gif|webp|ico|bmp|pdf|zip|t?gz|bz2|xz|zst|tar|jar|war|class|o|a|so|dylib|dll|exe|wasm|woff2?|ttf|otf|eot|mp[34]|mov|webm|bin|pb|pyc|log)$|^logs?\.txt$/;

/** What a file's name says about its content. */
export type TextKind = 'manifest' | 'documentation' | 'program' | 'other';

/** Tells by a file's name what it holds: `other` where the name does not tell. */
export function textKindOf(path: string): TextKind {
  // helm-docs makes documentation of a template of it.
  const name = nameOf(path)
    .toLowerCase()
    .replace(/(?<=\.(?:md|adoc|rst|txt))\.gotmpl$/, '');
  if (isManifest(name)) return 'manifest';
  if (documentation.test(name)) return 'documentation';
  return program.test(name) ? 'program' : 'other';
}

const documentation =
  /\.(?:mdx?|markdown|rst|adoc|asciidoc|txt|html?|drawio|svg|puml|mmd)$|^(?:readme|changelog|license|notice)$/;
const program =
  /\.(?:sh|bash|zsh|fish|ps1|bat|cmd|py|rb|pl|php|lua|go|rs|[cm]?[jt]sx?|java|kts?|scala|groovy|gradle|c|h|cc|cpp|cs|swift|tf|tofu|tfvars|hcl|nix|cue|pkl|dhall|jsonnet|libsonnet|dart|exs?|nu|bats|awk|vue|svelte|mk|proto|sql|star|bzl|env|envrc)$|^\.?mise(?:\.[\w-]+)*\.toml$|^\.env\.|^(?:\.tool-versions|gnumakefile|makefile|jenkinsfile|dockerfile|tiltfile|justfile|vagrantfile|earthfile)(?:\..+)?$/;

/** Folders of tests and examples. One that is only called `test` may as well be a cluster's. */
const sampleFolder =
  /(?:^|[/\\])(?:__fixtures__|__tests__|fixtures?|test[-_]?data|tests|(?:[^/\\]+-)?testing|examples?|samples?|test[/\\](?:e2e|integration|resources))[/\\]/i;

/** A test of a program, as the tools of its language know it. */
const testFile =
  /_test\.(?:go|py|rb|exs)$|\.(?:test|spec)\.[cm]?[jt]sx?$|(?:^|[/\\])test_[^/\\]*\.py$|Tests?\.(?:java|kt|cs)$/;

/**
 * Whether a file is a test, or lies in a folder of tests or examples, so that what it installs runs nowhere.
 *
 * @param folders where to start from: a folder of tests that is one of them, or holds one of them, is meant itself
 */
export function isSample(path: string, folders: readonly string[]): boolean {
  const inside = folders.filter((folder) => isBelow(path, folder)).map((folder) => path.slice(folder.length));
  return inside.length > 0 && inside.every((rest) => sampleFolder.test(rest) || testFile.test(rest));
}

function isBelow(path: string, folder: string): boolean {
  const isWhole = /^$|[/\\]$/.test(folder) || /^[/\\]?$/.test(path.charAt(folder.length));
  return isWhole && path.startsWith(folder);
}

/** Whether a file is a script, a Makefile or a module of Terraform, and no test. */
export function isProgram(path: string): boolean {
  return ['program', 'other'].includes(textKindOf(path)) && !isSample(path, ['']);
}

/** What a file is called, whatever its system separates folders with. */
const nameOf = (path: string): string =>
  path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
