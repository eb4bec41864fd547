/** The front door of the accounts domain. */
export {draw, runIssueDate, type TakeRefusal, take} from './core/series.ts';
export {type ReadSeries, readSeries, seriesPath, seriesWrite} from './read-series.ts';
