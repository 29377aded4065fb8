import type { FactPlace, Facts } from '../facts';
import { grouped } from '../grouped';
import type { ManifestDocument } from '../kubernetes/document';
import { describePlace, findObjects } from '../kubernetes/object';
import { Declined, plainData, type YamlDocument } from '../yaml';
import type { Added } from './difference';
import { affected, type Effect } from './effect';
import { addressesOver, isPatch } from './over';
import { placesInRendered } from './rendered';

/**
 * Requires that patches, replacements and comparisons which name fields of a document's objects by their paths still
 * mean the same once it is rewritten.
 *
 * @throws Declined with all places where one does not
 */
export function requireAddresses(
  document: ManifestDocument,
  rewrite: () => { readonly document: YamlDocument },
  facts: Facts,
  isFollowed: (keys: readonly string[]) => boolean,
): void {
  const rendered = placesInRendered(document, rewrite, facts);
  if (rendered.length > 0) throw new Declined(`${messages.moves} (${listed(rendered)})`, undefined, help);
  const known = document.objects.map((object) =>
    addressesOver(object, document, facts).filter(({ keys }) => !isFollowed(keys)),
  );
  if (known.every((addresses) => addresses.length === 0)) return;
  const after = findObjects(rewrite().document);
  // What becomes of objects of which one goes is not for their fields to say.
  if (after.length !== document.objects.length) return;
  const isPart = isPatch(document, facts);
  const all = document.objects.flatMap((object, index) => {
    const addresses = known[index] ?? [];
    return affected(addresses, plainData(object.mapping), plainData(after[index]?.mapping), isPart);
  });
  const [first] = all;
  if (!first) return;
  const reasons = [...grouped(all, ({ effect }) => effect)].map(([effect, own]) => {
    return `${messages[effect]} (${listed(own.map(({ address }) => address.place))})`;
  });
  const lost = [...new Set(all.flatMap(({ added }) => (added ? textOf(added) : [])))];
  const addition = lost.length > 0 ? `add there, too: ${lost.join(', ')}` : help;
  throw new Declined(reasons.join(', and '), undefined, addition);
}

const help = 'change both places together';

function listed(places: readonly FactPlace[]): string {
  return [...new Set(places.map(describePlace))].join(', ');
}

const messages: Readonly<Record<Effect, string>> = {
  ends: 'a field that is used elsewhere would be removed or renamed',
  moves: 'a list index that is used elsewhere would change',
  overwrites: 'a patch would overwrite what is added',
};

function textOf({ keys, value }: Added): string {
  return `${keys.slice(-1).join()}: ${typeof value === 'string' ? value : JSON.stringify(value)} (${keys.slice(0, -1).join('.')})`;
}
