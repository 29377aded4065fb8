import type { RunResult } from '../run/decide';
import { escapeLines } from './escape';
import { type HtmlOptions, type ReportData, reportData } from './html/data';
import { pageEnd, pageStart } from './html/page';

/**
 * The report for whoever decides about the upgrade: one HTML file that needs nothing beside it and asks for nothing.
 * What it shows lies in it as JSON, and its script puts that on the page as text.
 */
export function htmlReport(result: RunResult, options: HtmlOptions): string {
  return htmlOf(reportData(result, options));
}

/** The report of what was picked already. */
export function htmlOf(data: ReportData): string {
  return `${pageStart}${inScript(data)}${pageEnd}`;
}

/** JSON that nothing in it can end: HTML ends a script at `</script`, wherever that is. */
function inScript(data: ReportData): string {
  return escapeLines(JSON.stringify(data)).replaceAll('<', '\\u003c');
}
