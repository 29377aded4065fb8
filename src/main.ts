import type { Environment } from './action/inputs';

export { main } from './cli/main';

/** The same as a step of GitHub Actions. */
export async function action(environment: Environment): Promise<number> {
  return (await import('./action/main')).action(environment);
}
