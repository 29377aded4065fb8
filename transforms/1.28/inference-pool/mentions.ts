import type { Mention, Surroundings } from '../../../src/transform';
import { group, oldGroup } from './names';

/** What else lives in the old group, and stays there; see also the annotation `…/export`. */
const stayingKind =
  /(?:InferenceObjective|InferenceModel|InferenceModelRewrite|InferencePoolImport|EndpointPickerConfig)/i;
/** What holds a pool’s `portNumber`, in manifests and in Go. */
const picker = /extensionRef|extensionReference|endpointPicker|inferencepool/i;
const pool = /inferencepools?(?:list)?\b/i;

const oldCrd: Mention = {
  words: [`inferencepools.${oldGroup}`],
  message: 'this is the CRD of the group that InferencePool has left',
  help: `install the CRDs of v1.0 or newer first; delete this one once no pool of the old group is left`,
  isMeant: ({ isDefinition, before }) => isDefinition && /(?:\bname["']?:|^\s*-)\s*["']?$/.test(before),
};

const oldPoolGroup: Mention = {
  words: [oldGroup],
  message: 'this still names the group that InferencePool has left',
  help: `where it means InferencePool, it is ${group} now`,
  isMeant: (surroundings) => !surroundings.isDefinition && !stays(surroundings),
};

const portNumber: Mention = {
  words: ['portNumber'],
  message: 'an InferencePool of v1 has no portNumber',
  help: 'it is endpointPickerRef.port.number now',
  isMeant: ({ before, after, above, below, isDefinition }) => {
    if (isDefinition || /\w$/.test(before) || /^\w/.test(after)) return false;
    return [before + after, ...above.slice(0, 12), ...below.slice(0, 3)].some((line) => picker.test(line));
  },
};

/** What must not be left of the old InferencePool, in any file. */
export const poolMentions: readonly Mention[] = [oldCrd, oldPoolGroup, portNumber];

/** Whether the old group is that of something that stays in it. Where a pool is named as well, a person has to look. */
function stays({ before, after, above, below }: Surroundings): boolean {
  // A label or annotation; but `<group>/InferencePool` is how some tools write a kind.
  if (/^\/(?!v\d|inferencepool)[\w.-]/i.test(after)) return true;
  const line = before + after;
  const [nameBefore] = /(?<![\w-])[\w-]+\.$/.exec(before) ?? [];
  if (nameBefore !== undefined) return stayingKind.test(nameBefore);
  if (pool.test(line)) return false;
  if (stayingKind.test(line)) return true;
  // In YAML and JSON, `kind` stands beside `apiVersion`, and a little further from `group`.
  const near = [...above.slice(0, 2), ...below.slice(0, 2)].filter((text) =>
    /\b(?:kind|resource)s?["']?\s*[:=]/i.test(text),
  );
  return near.some((text) => stayingKind.test(text)) && !near.some((text) => pool.test(text));
}
