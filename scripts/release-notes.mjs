// Prints what CHANGELOG.md says of a release, for its page; fails unless all that names the release agrees.
// node scripts/release-notes.mjs v1.2.3 owner/repository
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

const root = join(import.meta.dirname, '..');
const [tag = '', repository = ''] = process.argv.slice(2);
const { version, repository: own } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const sections = readFileSync(join(root, 'CHANGELOG.md'), 'utf8').split(/^## /m).slice(1);
const section = sections.find((text) => /^\S+/.exec(text)?.[0] === version);

const problems = [];
if (tag !== `v${version}`) problems.push(`the tag is ${tag}, but package.json has version ${version}`);
if (own.url !== `git+https://github.com/${repository}.git`)
  problems.push(`package.json names the repository ${own.url}, but this is ${repository}; npm refuses that`);
if (section === undefined) problems.push(`CHANGELOG.md has no section "## ${version}"`);
if (problems.length > 0) {
  process.stderr.write(problems.map((problem) => `release: ${problem}\n`).join(''));
  process.exit(1);
}
process.stdout.write(`${section.slice(section.indexOf('\n')).trim()}\n`);
