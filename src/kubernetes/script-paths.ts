import { asPattern, folderOf, type NamedFile, resolveFrom } from './path';

/**
 * A file as a script or a module of Terraform names it: that runs in its own folder, or in one above it.
 *
 * @param changed the folder that it has changed into from there; where it has no such file, that was for something else
 */
export function namedInScript(script: string, file: string, changed?: string): NamedFile {
  const inside =
    changed === undefined || /^[$/*~]/.test(file) ? [] : meanings(script, resolveFrom(changed, file));
  const [path = file, ...others] = [...inside, ...meanings(script, file)];
  return { path, others, fromRoot: false };
}

function meanings(script: string, file: string): string[] {
  const pattern = asPattern(file.replace(/^\$\{path\.\w+\}\//, ''));
  if (pattern.startsWith('/') || pattern.startsWith('*/')) return [pattern.replace(/^(?:\*?\/)+/, '**/')];
  // What a variable brings as a whole may begin with any folder.
  if (pattern === '*') return [pattern];
  const folders: string[] = [];
  for (let folder = folderOf(script); ; folder = folderOf(folder)) {
    folders.push(folder);
    if (folder === folderOf(folder) || folder.endsWith('..')) break;
  }
  return [...new Set(folders.map((folder) => resolveFrom(folder, pattern)))];
}
