/** An Istio version. Without a patch number it means the newest patch of its minor release. */
export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number | undefined;
}

/** Reads `1.28` or `1.28.2`; undefined if the text is neither. */
export function parseVersion(text: string): Version | undefined {
  const match = /^v?(\d+)\.(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) return undefined;
  const [, major, minor, patch] = match;
  return {
    major: Number(major),
    minor: Number(minor),
    patch: patch === undefined ? undefined : Number(patch),
  };
}

/** `1.28`, or `1.28.2` with a patch number. */
export function versionText({ major, minor, patch }: Version): string {
  return `${major}.${minor}${patch === undefined ? '' : `.${patch}`}`;
}

/** Whether a version is at least another one. */
export function isAtLeast(version: Version, minimum: Version): boolean {
  const [a, b] = [version, minimum].map(({ major, minor, patch = Infinity }) => [major, minor, patch]);
  for (const [index, number] of (a ?? []).entries()) {
    const other = b?.[index] ?? 0;
    if (number !== other) return number > other;
  }
  return true;
}
