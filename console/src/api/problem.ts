/** What the server answered instead of a value, or why it could not be reached. */
export class Problem extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly detail: Readonly<Record<string, unknown>> = {},
    /** Number of the call, for the person who looks it up in the log. */
    readonly requestNo = '',
  ) {
    super(message)
    this.name = 'Problem'
  }
}

/** After these nobody knows yet whether it was done: the next try must carry the same key. */
const unsettled = new Set(['OFFLINE', 'TIMEOUT', 'TRY_LATER', 'INTERNAL', 'RATE_LIMITED'])

export function isUnsettled(error: unknown): boolean {
  return !(error instanceof Problem) || unsettled.has(error.code)
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) {
    return error
  }
  return new Problem('PAGE_FAULT', error instanceof Error ? error.message : String(error))
}
