type Library = typeof import('yaml');

let loaded: Library | undefined;

/** The `yaml` package, loaded for the first document: most runs of a hook parse none, and start without it. */
export function library(): Library {
  return (loaded ??= require('yaml') as Library);
}
