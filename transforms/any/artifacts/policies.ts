import { type FactKind, type FactPlace, type Facts, givenFiles } from '../../../src/facts';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import { describePlace, factPlaceOf, type KubernetesObject } from '../../../src/kubernetes/object';
import type { Context, Note, Survey } from '../../../src/transform';
import {
  asText,
  holdersOf,
  itemsOf,
  type Node,
  stringOf,
  type Text,
  unlessDeclined,
  valueAt,
  walk,
} from '../../../src/yaml';
import { type Admitted, addressesIn, hostsIn } from './admitted';
import { firstImage, imageTriggers } from './images';
import { onlyAudits, parametersIn } from './parameters';
import { policiesIn } from './sites';

/**
 * Old addresses in what says which images may run, are verified, or may be reached. The new address is added there, and
 * that is rolled out before anything comes from it: otherwise new pods are refused.
 */
export function reportPolicies(document: ManifestDocument, { facts, report }: Context): void {
  const usesImages = firstImage(facts) !== undefined;
  for (const note of notesIn(document, facts, usesImages)) report(note);
  if (!usesImages) return;
  for (const { mapping, group } of parametersIn(document, facts))
    walk(mapping, (node) => {
      const text = asText(node);
      if (!text || text.alias || isCovered(text.value, 'docker.io')) return;
      for (const { row, offset, added } of hostsIn(text, group, document))
        if (row.from === 'gcr.io') report({ at: { kind: 'spot', offset }, ...hostNote({ group }, added) });
    });
}

/** A policy that refuses new pods once the images of the tree move. */
interface Refusal extends Omit<Note, 'at'> {
  readonly place: FactPlace;
}

const refusal: FactKind<Refusal> = { name: 'artifact-refusal' };

/** Finds the policies that refuse images of the new address. */
export const policySurvey: Survey = {
  triggers: imageTriggers,
  buildsOnFacts: true,
  collect(document, facts) {
    for (const { at, ...note } of notesIn(document, facts))
      if (note.level === 'error') facts.add(refusal, { ...note, place: factPlaceOf(document, at) });
  },
};

/** What such policies say where they are not among the given files: reported where the first given image moves. */
export function reportRefusals(at: Text, document: ManifestDocument, { facts, report }: Context): void {
  const given = givenFiles(facts);
  const first = firstImage(facts, given);
  const own = factPlaceOf(document, at);
  if (first?.path !== own.path || first.line !== own.line) return;
  for (const { place, message, ...note } of facts.all(refusal))
    if (!given.has(place.path)) report({ ...note, at, message: `${describePlace(place)}: ${message}` });
}

function notesIn(document: ManifestDocument, facts: Facts, usesImages = false): Note[] {
  const notes: Note[] = [];
  for (const object of policiesIn(document)) {
    walk(object.mapping, (node) => {
      const text = asText(node);
      if (!text || text.alias) return;
      const hosts = usesImages ? hostsIn(text, object.group, document) : [];
      for (const named of [...addressesIn(text, object.group, document), ...hosts]) {
        const note = noteOn(named, text, object, document, facts);
        if (note) notes.push({ ...note, at: { kind: 'spot', offset: named.offset } });
      }
    });
  }
  return notes;
}

function noteOn(
  { row: { from, to, what }, isHost = false, added, before }: Admitted,
  text: Text,
  object: KubernetesObject,
  document: ManifestDocument,
  facts: Facts,
): Omit<Note, 'at'> | undefined {
  const around = listAround(text);
  const isAlsoThere = isCovered(document.text.slice(around.content.start, around.content.end), to);
  const keys = keysAbove(text);
  const isMessage = /^(?:message|description|title)$/.test(keys[0] ?? '') || keys.includes('annotations');
  const denied = isDenied(text, object, keys, before);
  if (isHost && (isAlsoThere || isMessage || denied)) return undefined;
  if (isAlsoThere) {
    return {
      level: 'note',
      phase: 'after',
      message: `this policy still names ${from}, which is switched off in December 2026`,
      help: 'remove it once nothing comes from there any more',
    };
  }
  const isRefused =
    what === 'image' &&
    !isMessage &&
    !denied &&
    refuses(object, keys, document) &&
    !onlyAudits(object, facts);
  // What names the other host alone is reported by the sweep.
  if (isHost && !isRefused) return from === 'gcr.io' ? hostNote(object, added) : undefined;
  return {
    level: isRefused ? 'error' : isMessage ? 'note' : 'warning',
    phase: 'before',
    message: isRefused
      ? `this policy refuses new pods once their images come from ${to}: it admits ${from}`
      : `this policy names ${from}, which moves to ${to}`,
    help: isMessage
      ? `name ${added} there as well`
      : `add ${added} beside it, and roll that out before anything comes from there`,
  };
}

/**
 * Others may need the host as well, so this is only good to know. What may be reached by name must include the hosts
 * that Docker Hub sends a client to.
 *
 * Source: docs.docker.com, "Allowlist for Docker Desktop".
 */
export function hostNote({ group }: Pick<KubernetesObject, 'group'>, added: string): Omit<Note, 'at'> {
  const isEgress = /(?:^|\.)(?:cilium\.io|projectcalico\.org|networking\.istio\.io)$/.test(group);
  const hosts = isEgress
    ? 'registry-1.docker.io, auth.docker.io and the hosts that these redirect to'
    : added;
  return {
    level: 'note',
    phase: 'before',
    message: "Istio's images leave gcr.io for docker.io",
    help: `add ${hosts} before the images change; keep gcr.io if something else needs it`,
  };
}

/** The list of alternatives that a text is one of; else the text itself. */
function listAround(text: Text): Node {
  let found: Node = text;
  for (let at: Node = text; at.parent; at = at.parent.parent) {
    if (at.parent.kind !== 'item') continue;
    const list: Node = at.parent.parent;
    const key = list.parent?.kind === 'entry' ? list.parent.name : undefined;
    if (areApart.test(key ?? '') || (key === 'all' && !haveOneKey(list))) break;
    found = list;
  }
  return found;
}

/** Lists whose items are asked for each by itself: what one of them admits, another one may refuse. */
const areApart = /^(?:rules|foreach|validations|expressions|any|policies|objects|items)$/;

/** Whether all conditions of a list are about the same: what fails all of them is in none of their lists. */
function haveOneKey(list: Node): boolean {
  const keys = itemsOf(list).map(({ value }) => stringOf(unlessDeclined(() => valueAt(value, 'key'))));
  return keys.every((key) => key !== undefined && key === keys[0]);
}

/** Whether a text admits an address already, be it by its host alone. */
function isCovered(text: string, address: string): boolean {
  const plain = text.replaceAll('\\', '');
  const [host = ''] = address.split('/');
  return plain.includes(address) || new RegExp(`(?<![\\w.-])${host.replaceAll('.', '\\.')}/?\\*`).test(plain);
}

function keysAbove(text: Text): string[] {
  const keys: string[] = [];
  for (let { parent } = text as Node; parent; { parent } = parent.parent)
    if (parent.kind === 'entry') keys.push(parent.name ?? '');
  return keys;
}

/** Whether a text may say what is refused, and not what is admitted. */
function isDenied(text: Text, { kind }: KubernetesObject, keys: readonly string[], before: string): boolean {
  if (keys.includes('exemptImages')) return false;
  // What none of them may be without is admitted: `!containers.exists(c, !c.image.startsWith(…))`.
  if (/(?:!|\bnot\b)[\s(]*[\w.(]*["'^]*$/.test(before)) return !/!\s*[\w.]+\.exists\(/.test(before);
  if ([kind, ...keys].some((name) => /reject|denied|block|disallow|forbid|.deny|deny./i.test(name)))
    return true;
  if (!keys.includes('deny')) return false;
  const operators = holdersOf(text).flatMap(
    (holder) => stringOf(unlessDeclined(() => valueAt(holder, 'operator'))) ?? [],
  );
  return !operators.some((operator) => /not/i.test(operator));
}

/** Whether a policy refuses pods, and does not only warn, and not only verify what it names. */
function refuses(
  { group, kind, mapping }: KubernetesObject,
  keys: readonly string[],
  { text }: ManifestDocument,
): boolean {
  const spec = (...path: string[]): string | undefined =>
    stringOf(unlessDeclined(() => valueAt(mapping, 'spec', ...path)))?.toLowerCase();
  const actions = itemsOf(unlessDeclined(() => valueAt(mapping, 'spec', 'validationActions')));
  switch (group) {
    case 'kyverno.io':
      return (
        isAsked(keys, 'validate') &&
        /ailureAction["']?:\s*["']?enforce/i.test(text.slice(mapping.content.start, mapping.content.end))
      );
    case 'policies.kyverno.io':
      return (
        /^(?:Namespaced)?ValidatingPolicy$/.test(kind) &&
        isAsked(keys, 'spec') &&
        (actions.length === 0 || actions.some(({ value }) => stringOf(value) === 'Deny'))
      );
    case 'constraints.gatekeeper.sh':
      return (
        (keys.includes('exemptImages') || /allow|repo|registr|image/i.test(kind)) &&
        (spec('enforcementAction') ?? 'deny') === 'deny'
      );
    case 'admissionregistration.k8s.io':
      return kind === 'ValidatingAdmissionPolicy' && isAsked(keys, 'spec');
    case 'policies.kubewarden.io':
      return spec('mode') !== 'monitor';
    case 'policy.sigstore.dev':
      return spec('mode') !== 'warn';
    case 'config.openshift.io':
      return keys.includes('allowedRegistries');
    case '':
    case 'binaryauthorization.cnrm.cloud.google.com':
      return (
        keys.includes('admissionWhitelistPatterns') &&
        !/ALWAYS_ALLOW|DRYRUN/.test(text.slice(mapping.content.start, mapping.content.end))
      );
    default:
      return false;
  }
}

/** Whether a text is a part of what is asked of pods, and not of what says which pods are asked. */
function isAsked(keys: readonly string[], key: string): boolean {
  return (
    keys.includes(key) && !keys.some((each) => /^(?:preconditions|matchConditions|match|exclude)$/.test(each))
  );
}
