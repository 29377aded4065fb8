import type { RunResult } from '../run/result';
import { type HtmlOptions, type ReportData, reportData } from './html/data';
import { escapeControls } from './escape';
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

/**
 * JSON that nothing in it can end: HTML ends a script at `</script`, wherever that is. The file may be printed on a
 * terminal as well, which nothing may drive.
 */
function inScript(data: ReportData): string {
  return escapeControls(JSON.stringify(data)).replaceAll('<', '\\u003c');
}
