import type { Finding } from '../../../finding';
import type { FileData, ReportData } from '../data';
import type { Phase } from '../../../finding';

/** What a reader wants to see. */
export interface Filter {
  /** A part of a path. */
  readonly path: string;
  readonly needsYou: boolean;
  /** What is left out. */
  readonly hiddenKinds: ReadonlySet<string>;
  readonly hiddenPhases: ReadonlySet<Phase>;
}

export const showAll: Filter = { path: '', needsYou: false, hiddenKinds: new Set(), hiddenPhases: new Set() };

/** A file with what is to be said about it. */
export interface FileView {
  readonly path: string;
  readonly file?: FileData;
  readonly findings: readonly Finding[];
}

/** What a filter leaves. */
export interface Selection {
  readonly files: readonly FileView[];
  readonly findings: readonly Finding[];
}

/** Findings that no transform reports, and what failed. */
export const otherKind = 'file';

/** The kind of the transform behind a rewrite or a finding. */
export function kindsOf({ transforms }: Pick<ReportData, 'transforms'>): (id: string) => string {
  const kinds = new Map(transforms.map(({ id, kind }) => [id, kind]));
  return (id) => kinds.get(id) ?? otherKind;
}

/** Whether a finding asks for something: a note is only good to know. */
export function needsYou({ level }: Pick<Finding, 'level'>): boolean {
  return level !== 'note';
}

/** Applies a filter to rewrites and findings, and to the files that have some left. */
export function select(data: ReportData, filter: Filter): Selection {
  const path = filter.path.trim().toLowerCase();
  const kindOf = kindsOf(data);
  const phaseById = new Map(data.transforms.map((each) => [each.id, each.phase]));
  const isWanted = (id: string) =>
    !filter.hiddenKinds.has(kindOf(id)) && !filter.hiddenPhases.has(phaseById.get(id) ?? 'any');
  const isHere = (each: { readonly path: string }) => each.path.toLowerCase().includes(path);

  const findings = data.findings.filter(
    (finding) => isHere(finding) && isWanted(finding.transform) && (!filter.needsYou || needsYou(finding)),
  );
  const views = new Map<string, { path: string; file?: FileData; findings: Finding[] }>();
  for (const file of data.files.filter(isHere)) {
    const isKept = file.status === 'failed' || file.rewrites.some(({ transform }) => isWanted(transform));
    if (isKept) views.set(file.path, { path: file.path, file, findings: [] });
  }
  const byPath = new Map(data.files.map((file) => [file.path, file]));
  for (const finding of findings) {
    const file = byPath.get(finding.path);
    const view = views.get(finding.path) ?? { path: finding.path, ...(file && { file }), findings: [] };
    view.findings.push(finding);
    views.set(finding.path, view);
  }
  const files = [...views.values()]
    .filter(({ file, findings: own }) => !filter.needsYou || file?.status === 'failed' || own.length > 0)
    .toSorted((one, other) => (one.path < other.path ? -1 : 1));
  return { files, findings };
}
