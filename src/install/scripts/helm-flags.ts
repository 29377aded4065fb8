/** Flags of `helm` that take no value; all others do, unless they have it behind a `=`. */
export const switches =
  /^-[ig]$|^--(?:atomic|cleanup-on-fail|create-namespace|debug|dependency-update|devel|disable-openapi-validation|dry-run|enable-dns|force|generate-name|hide-notes|hide-secret|include-crds|insecure-skip-tls-verify|install|is-upgrade|no-hooks|pass-credentials|plain-http|render-subchart-notes|replace|reset-then-reuse-values|reset-values|reuse-values|rollback-on-failure|server-side|skip-crds|skip-schema-validation|skip-tests|take-ownership|validate|verify|wait|wait-for-jobs)$/;

/** The flags among words, each with its value, in their order, and what is none. */
export function flagsIn(words: readonly string[], withoutValue: RegExp) {
  const pairs: (readonly [flag: string | undefined, value: string])[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    const [, flag, inline] = /^(--?[a-z][\w-]*)(?:=(.*))?$/s.exec(word) ?? [];
    if (flag !== undefined && inline === undefined && withoutValue.test(flag)) continue;
    pairs.push(flag === undefined ? [flag, word] : [flag, inline ?? words[++index] ?? '']);
  }
  const at = (...flags: readonly (string | undefined)[]) =>
    flags.flatMap((flag) => pairs.flatMap(([own, value]) => (own === flag ? value : [])));
  return { pairs, names: at(undefined), at };
}
