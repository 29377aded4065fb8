import { render } from 'preact';
import type { ReportData } from '../data';
import { drawAtOnceForPrint } from './lazy';
import { Report } from './report';

const root = document.getElementById('report');
const data = JSON.parse(document.getElementById('data')?.textContent ?? '') as ReportData;
drawAtOnceForPrint();
if (root) render(<Report data={data} />, root);
