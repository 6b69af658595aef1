/** Imports, for the module and the command line. */
export { importChecks } from './import-checks.ts';
export { importJobs } from './import-jobs.ts';
export { importKinds } from './import-kinds.ts';
export { importRoutes } from './import-routes.ts';
export { readOneImport } from './import-views.ts';
export { pathOfFile, receiveFile } from './receive-file.ts';
export { runImport } from './run-import.ts';
export { queueImport } from './start-import.ts';
