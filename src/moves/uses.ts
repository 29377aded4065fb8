import type { Survey } from '../transform';
import { type Base, type MovedKind, namesOf } from './moved-kind';
import { oldUsesIn } from './references';
import { usesOf } from './given';

/** Collects what names old objects of a kind, for whoever is given only a part of the tree. */
export function useSurvey<B extends Base>(moved: MovedKind<B>): Survey {
  return {
    triggers: [...new Set(namesOf(moved).flatMap(({ kind, resource }) => [kind, resource]))],
    collect(document, facts) {
      for (const use of oldUsesIn(document, moved)) facts.add(usesOf(moved), { path: document.path, ...use });
    },
  };
}
