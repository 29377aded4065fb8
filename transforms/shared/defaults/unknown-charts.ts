import type { Facts } from '../../../src/facts';
import { isIstiod } from '../../../src/install/evidence';
import { findInstallValues } from '../../../src/install/find';
import { mapAt } from '../../../src/install/values';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import { once } from '../../../src/once';
import type { Context } from '../../../src/transform';
import { asMapping, isNull, type Mapping, unlessDeclined, valueAt, walk } from '../../../src/yaml';
import type { ChangedDefault } from '../../tables/defaults';
import { namesOfPins } from './default-messages';

/**
 * The defaults that a release changes for everybody, where the keys of values are those of istiod and nothing shows that
 * its chart reads them: products have charts of other names around it, or hand parts of their values on.
 */
export function reportUnknownCharts(
  release: string,
  rows: readonly ChangedDefault[],
  document: ManifestDocument,
  { facts, report }: Context,
): void {
  const forAll = rows.filter(
    ({ subjects, pins }) => subjects === undefined && pins.every(({ chart }) => chart === 'istiod'),
  );
  for (const values of lookalikes(document, facts)) {
    const own = forAll.filter(({ pins }) => !pins.some(({ path }) => isSetIn(values, path)));
    if (own.length === 0) continue;
    report({
      level: 'note',
      at: values.entries[0] ?? values,
      message: `with Istio ${release}, ${own.map(({ message }) => message).join('; ')}; these values look like those of istiod, but nothing shows which chart uses them`,
      pin: own
        .map(({ pins, until }) => namesOfPins(pins) + (until === undefined ? '' : ` up to Istio ${until}`))
        .join(' and '),
      help: 'if it is istiod, check that this is right for you; its pin keeps the old behaviour',
    });
  }
}

function isSetIn(values: Mapping, path: readonly string[]): boolean {
  const paths = path[0] === 'pilot' ? [path, path.slice(1)] : [path];
  return paths.some((keys) => !isNull(unlessDeclined(() => valueAt(values, ...keys))));
}

/** The outermost maps of a document that can only be values of istiod, and are not known to be. */
function lookalikes(document: ManifestDocument, facts: Facts): Mapping[] {
  const known = findInstallValues(document, facts).map(
    ({ root }) => mapAt(root)?.content ?? root.base.content,
  );
  const found: Mapping[] = [];
  for (const map of mapsOfIstiod(document)) {
    const isKnown = [...known, ...found.map(({ content }) => content)].some(
      ({ start, end }) => start <= map.content.start && map.content.end <= end,
    );
    if (!isKnown) found.push(map);
  }
  return found;
}

/** The maps that can only be values of istiod: each release asks, so it is worked out once. */
const mapsOfIstiod: (document: ManifestDocument) => readonly Mapping[] = once((document) => {
  const found: Mapping[] = [];
  walk(document.root, (node) => {
    const map = asMapping(node);
    if (map && !map.alias && unlessDeclined(() => isIstiod(map))) found.push(map);
  });
  return found;
}, new WeakMap());
