import type { RunResult } from '../run/result';
import { type HtmlOptions, reportData } from './html/data';
import { pageEnd, pageStart } from './html/page';

/**
 * The report for whoever decides about the upgrade: one HTML file that needs nothing beside it and asks for nothing.
 * What it shows lies in it as JSON, and its script puts that on the page as text.
 */
export function htmlReport(result: RunResult, options: HtmlOptions): string {
  return `${pageStart}${inScript(reportData(result, options))}${pageEnd}`;
}

/** JSON that nothing in it can end: HTML ends a script at `</script`, wherever that is. */
function inScript(data: unknown): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}
