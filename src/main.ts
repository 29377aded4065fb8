import type { Environment } from './action/main';

export { main } from './cli/main';

/** The same as a step of GitHub Actions. */
export async function action(environment: Environment): Promise<number> {
  return (await import('./action/main')).action(environment);
}

/** The same as a library; programs that use it as one get it as `istio-migrate`. */
export function library(): typeof import('./api') {
  return require('./api') as typeof import('./api');
}
