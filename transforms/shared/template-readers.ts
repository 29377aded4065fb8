import type { FactKind, FactPlace, Facts } from '../../src/facts';
import { describePlace } from '../../src/kubernetes/object';
import type { Survey } from '../../src/transform';
import { injectionTemplate } from '../../src/install/evidence';
import { Declined, LineIndex } from '../../src/yaml';

/** An action of a template that looks something up by its name. */
interface TemplateReader {
  readonly name: string;
  readonly place: FactPlace;
}

const templateReader: FactKind<TemplateReader> = { name: 'template-reader' };

/** A name that may have another one. */
export interface RenamedName {
  readonly name: string;
  readonly to: string;
}

/**
 * Finds the actions that look up an old name in quotes, in files that do not look up the new one as well. The injection
 * template of istiod is brought by the release that reads the new name.
 */
export function surveyOfReaders(names: readonly RenamedName[]): Survey {
  return {
    triggers: names.map(({ name }) => name),
    readsScripts: true,
    glance(path, text, facts) {
      if (!text.includes('{{') || injectionTemplate.test(text)) return;
      const lines = new LineIndex(text);
      for (const { name, to } of names) {
        if (lookupsOf(to, text).length > 0) continue;
        for (const offset of lookupsOf(name, text))
          facts.add(templateReader, { name, place: { path, ...lines.at(offset) } });
      }
    },
  };
}

/** How far a name may be from the start of its action. */
const actionAtMost = 1000;

function lookupsOf(name: string, text: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length)) {
    const isQuoted = /["'`]/.test(text.charAt(at - 1)) && text[at - 1] === text[at + name.length];
    const before = text.slice(Math.max(at - actionAtMost, 0), at);
    if (isQuoted && before.lastIndexOf('{{') > before.lastIndexOf('}}')) found.push(at);
  }
  return found;
}

/** @throws Declined where a template of the tree looks a name up: it would no longer find it */
export function requireUnread(name: string, facts: Facts): void {
  const readers = facts.all(templateReader).filter((reader) => reader.name === name);
  if (readers.length === 0) return;
  const places = readers.map(({ place }) => describePlace(place)).join(', ');
  throw new Declined(
    `a template looks it up by this name (${places})`,
    undefined,
    'rename it there and here together',
  );
}
