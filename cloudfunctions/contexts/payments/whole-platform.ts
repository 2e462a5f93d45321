/** What an account sees whose data scope ends at some dealers, where records belong to none. */
export const NOTHING = { rows: [], total: 0, totalIsCapped: false, next: null }
