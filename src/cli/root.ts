import { isWithin } from '../files/path';
import { workTreeOf } from '../files/worktree';

/**
 * The folder that others read the paths of a report from: the root of the git work tree, as `git apply` does; where
 * there is none, as in a workspace that was checked out without git, GitHub's workspace; else the working directory.
 */
export async function reportRoot(
  workingDirectory: string,
  { GITHUB_WORKSPACE: workspace }: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const workTree = await workTreeOf(workingDirectory);
  if (workTree !== undefined) return workTree;
  return workspace && isWithin(workingDirectory, workspace) ? workspace : workingDirectory;
}
