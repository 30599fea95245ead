/**
 * Whether a code of SQLite, PostgreSQL or the system means a full disk. SQLITE_IOERR_SHMSIZE: its shared memory is a
 * file too.
 */
export const isDiskFullCode = (code: string | undefined): boolean =>
  code !== undefined && ['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE', '53100', 'ENOSPC'].includes(code)

/** Whether a code means that the database server could not be reached; the request may be repeated later. */
export const isDatabaseUnavailableCode = (code: string | undefined): boolean =>
  code !== undefined && ['database_away', 'database_uncertain'].includes(code)

/** The error's code, such as SQLITE_FULL or ENOSPC, if it has one. */
export const errorCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
