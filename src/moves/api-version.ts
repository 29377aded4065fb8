import type { About } from '../about';
import type { FactKind, FactPlace, Facts } from '../facts';
import type { KubernetesObject } from '../kubernetes/object';
import { kustomizeSurvey } from '../kustomize/kustomization';
import type { Mention } from '../sweep/mention';
import type { Phase } from '../finding';
import type { Context, Report, Survey, Transform, TransformKind } from '../transform';
import { asText, type Editor, unlessDeclined, valueAt } from '../yaml';
import { constraintSurvey } from './references/constraints';
import { triggersOfProjects } from './references/projects';
import { wordsInSuites } from './references/suites';
import { wordsInYttOverlays, yttOverlaySurvey } from './patches/ytt-annotations';
import { hasUnits } from './bases';
import { chartDefaultSurvey } from './chart-defaults';
import { chartLiteralSurvey } from './chart-literals';
import { codeSurvey } from './code';
import { successorSurvey } from './successors';
import { type FieldMove, followFields, isDeletion, migrateFields, movedWholePath } from './fields';
import { selectorsInKustomize, wordsInKustomize } from './kustomize';
import {
  type Base,
  isKindOrList,
  isListOfKind,
  isOldObject,
  type KindMove,
  type MovedKind,
  namesOf,
  newApiVersion,
  type Role,
} from './moved-kind';
import { basesOfDocument, migrateKind, reportStaleMetadata, rewriteObject } from './objects';
import { wordsOfOpenVersions } from './templates';
import { collectUnread } from './unread';

/** A kind that gets another API version, group or name; its fields stay, or move as rows say. */
export interface KindRow extends KindMove {
  readonly fields?: readonly FieldMove[];
  /** Whether texts are full of its name, so that only the group reports it. */
  readonly isWord?: boolean;
  /** Whether texts about other things name it, so that one has to give the version with the group, or on its own. */
  readonly isOftenNamed?: boolean;
  /**
   * Reports what the new version refuses of an object, be it that or an old one. Not asked of patches.
   *
   * @param isPatched whether kustomize may bring what seems to be absent
   */
  readonly check?: (object: KubernetesObject, report: Report, isPatched: boolean) => void;
}

/** One transform that does no more than move kinds. */
export interface ApiVersionRow {
  readonly id: string;
  readonly title: string;
  readonly release: string;
  readonly phase: Phase;
  readonly kind: TransformKind;
  readonly docs: string;
  /** Where in the sources the fact is found. */
  readonly source: string;
  readonly kinds: readonly KindRow[];
  /** What breaks on the release, for whom and when: a paragraph each. */
  readonly why: readonly string[];
  /** What has to be in the cluster for the new version, or is left to do in it, reported once for each object. */
  readonly needs?: { readonly message: string; readonly help: string; readonly phase?: Phase };
  /** An old object with what follows it, as `explain` shows it; by default a minimal one of the first kind. */
  readonly links?: About['links'];
}

/**
 * The transform that carries out a row: the objects, all that kustomize does to them, references, and roles.
 *
 * @param mentions what the sweep looks for
 */
export function apiVersionTransform(row: ApiVersionRow, mentions: readonly Mention[]): Transform {
  const code: FactKind<FactPlace> = { name: `${row.id}-code` };
  const kinds = row.kinds.map((kind) => movedKindOf(kind, row, code));
  const names = [
    ...new Set(
      row.kinds.flatMap(({ from, isWord = false }) =>
        from.flatMap(({ group, kind, resource }) => (isWord ? [group] : [kind, resource])),
      ),
    ),
  ];
  return {
    id: row.id,
    title: row.title,
    release: row.release,
    phase: row.phase,
    kind: row.kind,
    docs: row.docs,
    about: async () => (await import('./api-version-about')).aboutOf(row),
    ...triggersOf(
      row.kinds,
      names,
      kinds.map(({ moved }) => moved),
    ),
    surveys: [
      kustomizeSurvey,
      constraintSurvey,
      yttOverlaySurvey,
      chartDefaultSurvey,
      ...kinds.flatMap(({ moved }) => [
        baseSurvey(row.id, moved),
        successorSurvey(moved),
        chartLiteralSurvey(moved),
      ]),
      ...(mentions.length > 0 ? [codeSurvey(code, { id: row.id, mentions })] : []),
    ],
    hasUnits: (facts) => kinds.some(({ moved }) => hasUnits(moved, facts)),
    mentions,
    migrate(document, given) {
      for (const { moved } of kinds) migrateKind(document, moved, given);
    },
  };
}

/**
 * Where only the version changes, most objects are of one that stays: an old one says so, a template may, and kustomize
 * need not.
 */
function triggersOf(
  rows: readonly KindRow[],
  names: readonly string[],
  moved: readonly MovedKind[],
): Pick<Transform, 'triggers' | 'conditionalTriggers'> {
  const isSameKind = ({ from, to, fields = [] }: KindRow): boolean =>
    fields.length === 0 && from.every(({ group, kind }) => group === to.group && kind === to.kind);
  // What the new version refuses is refused of an object that has moved, too.
  const checked = rows
    .filter(({ check }) => check)
    .map((row) => ({ words: [row.to.kind], beside: [newApiVersion(row)] }));
  if (!rows.every(isSameKind)) {
    // A patch may say no more of what it names than its group.
    const left = rows.flatMap(({ from, to }) =>
      from.flatMap(({ group }) => (group === to.group ? [] : [group])),
    );
    const groups = [...new Set(left)];
    return {
      triggers: names,
      conditionalTriggers: [
        ...checked,
        // So may a rule on all of it.
        { words: groups, beside: ['apiGroups'] },
        ...wordsInKustomize(groups),
        ...selectorsInKustomize(moved),
        wordsInSuites(moved),
        wordsInYttOverlays,
        triggersOfProjects(moved),
      ],
    };
  }
  const old = rows.flatMap(({ from }) => from.flatMap(({ versions }) => versions));
  // A patch that a comment keeps is reported at the object, whatever its version.
  const keepsPatches = (facts: Facts): boolean =>
    moved.some(({ bases }) => facts.all(bases).some(({ isKept: kept, isOld }) => kept && isOld));
  return {
    triggers: [],
    conditionalTriggers: [
      ...checked,
      {
        words: names,
        beside: [...new Set([...old, ...wordsOfOpenVersions])],
        countIn: (_path, facts) => facts.derived(keepsPatches),
      },
      ...wordsInKustomize(names),
      ...selectorsInKustomize(moved),
      wordsInSuites(moved),
      wordsInYttOverlays,
    ],
  };
}

/** What the tree has of a kind of a row. */
export function basesOfRow(id: string, kind: string): FactKind<Base> {
  return { name: `${id}-${kind}-bases` };
}

function movedKindOf(
  kind: KindRow,
  row: ApiVersionRow,
  code: FactKind<FactPlace>,
): { readonly moved: MovedKind } {
  const { fields = [], from, to, onlyKindIn = [] } = kind;
  const bases = basesOfRow(row.id, to.kind);
  return {
    moved: {
      to,
      from,
      onlyKindIn,
      release: row.release,
      bases,
      code,
      isOwnField: () => false,
      moveField: (path) => movedWholePath(path, fields),
      followOperation: (operation) => followFields(operation, fields, kind),
      migrateObject: (object, role, context) => {
        migrateObject(object, role, kind, row, context);
      },
    },
  };
}

function migrateObject(
  object: KubernetesObject,
  role: Role<Base> | undefined,
  kind: KindRow,
  { needs }: ApiVersionRow,
  context: Context,
): void {
  const isList = isListOfKind(object, kind);
  const isPatch = role?.is === 'patch';
  const check = (report: Report): void => {
    if (!isList && !isPatch) kind.check?.(object, report, role?.isPatched ?? false);
  };
  if (!isOldObject(object, kind)) {
    unlessDeclined(() => {
      check(context.report);
    });
    return;
  }
  rewriteObject(object, role, kind, 'old fields', context, (edit, report) => {
    renameKind(object, kind, edit);
    if (!isList && !(isPatch && isDeletion(object.mapping)))
      migrateFields(object.mapping, [], kind.fields ?? [], edit);
    if (isPatch) return;
    check(report);
    if (kind.from.every((name) => name.group !== kind.to.group || name.kind !== kind.to.kind))
      reportStaleMetadata(object, report);
    // Of a list, this is reported where its apiVersion is.
    if (needs && object.apiVersionEntry) report({ level: 'warning', at: object.apiVersionEntry, ...needs });
  });
}

function renameKind({ mapping, kind, apiVersionEntry }: KubernetesObject, row: KindRow, edit: Editor): void {
  const old = row.from.find((name) => isKindOrList(kind, name.kind));
  // Where the content lies a level deeper, the kind is beside the apiVersion.
  const entry = asText(valueAt(mapping, 'kind') ?? valueAt(apiVersionEntry?.parent, 'kind'));
  if (old && entry && old.kind !== row.to.kind) edit.set(entry, row.to.kind + kind.slice(old.kind.length));
}

/** Collects the objects of the kind. */
function baseSurvey(id: string, moved: MovedKind): Survey {
  return {
    triggers: [...new Set(namesOf(moved).flatMap(({ kind, resource }) => [kind, resource]))],
    collect(document, facts) {
      for (const { base } of basesOfDocument(document, moved, id)) facts.add(moved.bases, base);
    },
    missed(unread, facts) {
      collectUnread(unread, moved, moved.bases, facts, (base) => base);
    },
  };
}
